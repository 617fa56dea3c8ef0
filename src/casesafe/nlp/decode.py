"""The model's probabilities as spans: whole words, never broken.

A word is decided on as a whole, by the mean distribution of its pieces. It belongs to a span
unless it is ordinary text (tag O) with more than the threshold's probability. Neighbouring words
that belong to spans form a run; the most probable sequence of tags of a run, in which no span
goes on that did not begin, tells its spans apart and their types (Viterbi's algorithm).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casesafe.core.note import ModelSpan
from casesafe.nlp.features import Encoded

Floats = npt.NDArray[np.float32]

#: A sign without letters or digits at a span's edge stays only if it is less probably ordinary
#: text than this, whatever the sensitivity.
_SIGN_MAX = 0.5
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class _Words:
    """Words with their evidence; all of one length. Holds no text.

    Args:
        starts: Where each begins in the text.
        ends: One past its last character.
        ordinary: Probability of O.
        begins: Share of B among the probability of B and I, on the first piece.
        types: Probability of each type, B and I together; one column a type.
        glued: Whether nothing stands between the word and the one before.
    """

    starts: list[int]
    ends: list[int]
    ordinary: Floats
    begins: Floats
    types: Floats
    glued: list[bool]


def softmax(logits: Floats) -> Floats:
    """Return the probabilities of each row; rows with NaN stay NaN. Writes over `logits`."""
    with np.errstate(invalid="ignore"):
        logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def spans(
    text: str,
    encoded: Encoded,
    probabilities: Floats,
    types: Sequence[str],
    threshold: float,
    balanced: float,
) -> tuple[ModelSpan, ...]:
    """Return the spans of a text, sorted and disjoint.

    A span's score is the mean probability, over its words with letters or digits, that the word
    is not ordinary text. It is sure if any of these words counts at `balanced` too: a span is
    hidden or flagged as a whole, and no word that `balanced` finds may be flagged alone.

    Args:
        text: The text that was encoded.
        encoded: Its pieces.
        probabilities: One row a piece; columns O, then B and I of each type. Rows sum to 1.
        types: Entity types in the order of the columns.
        threshold: A word is ordinary text if it is so with more than this probability.
        balanced: The same for the sensitivity `balanced`; at most `threshold`.
    """
    if not len(encoded):
        return ()
    words = _by_word(encoded, probabilities)
    found: list[ModelSpan] = []
    for first, until in _runs(text, words, threshold):
        for a, b, kind in _split(words, first, until):
            span = _span(text, words, a, b, types[kind], balanced)
            if span is not None:
                found.append(span)
    return tuple(found)


def _by_word(encoded: Encoded, probabilities: Floats) -> _Words:
    firsts = np.flatnonzero(np.diff(encoded.words, prepend=-1))
    counts = np.diff(firsts, append=len(encoded))
    mean = np.add.reduceat(probabilities, firsts, axis=0)
    mean /= counts[:, None]
    head = probabilities[firsts]
    ends = encoded.ends[firsts + counts - 1]
    starts = encoded.starts[firsts]
    return _Words(
        starts=starts.tolist(),
        ends=ends.tolist(),
        ordinary=mean[:, 0],
        begins=head[:, 1::2].sum(axis=1) / np.maximum(head[:, 1:].sum(axis=1), _TINY),
        types=mean[:, 1::2] + mean[:, 2::2],
        glued=(starts == np.concatenate((starts[:1], ends[:-1]))).tolist(),
    )


def _runs(text: str, words: _Words, threshold: float) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of neighbouring words that belong to spans, ascending.

    A lone sign between two such words, with no space on either side, joins them: the hyphen of a
    number, the apostrophe of a name.
    """
    inside = np.flatnonzero(~(words.ordinary > threshold))  # what is not a number counts too
    if not len(inside):
        return
    glued = words.glued
    first = last = int(inside[0])
    for i in inside[1:].tolist():
        joined = i == last + 1 or (
            i == last + 2 and glued[i] and glued[i - 1] and _is_sign(text, words, i - 1)
        )
        if not joined:
            yield first, last + 1
            first = i
        last = i
    yield first, last + 1


def _split(words: _Words, first: int, until: int) -> Iterator[tuple[int, int, int]]:
    """Yield the spans of one run: half-open ranges of words that cover it, and column of type."""
    if until - first == 1:
        yield first, until, int(words.types[first].argmax())
        return
    mass = np.log(np.maximum(words.types[first:until], _TINY))
    begin = np.log(np.clip(words.begins[first:until], _TINY, None))
    go_on = np.log(np.clip(1 - words.begins[first:until], _TINY, None))
    best = mass[0]
    # For each later word: which span of the word before is best, and which types go on from it.
    before: list[int] = []
    continued: list[npt.NDArray[np.bool_]] = []
    for t in range(1, until - first):
        before.append(int(best.argmax()))
        anew = best[before[-1]] + begin[t]
        on = best + go_on[t]
        continued.append(on >= anew)
        best = mass[t] + np.maximum(on, anew)
    kind, end = int(best.argmax()), until
    parts: list[tuple[int, int, int]] = []
    for t in range(until - first - 1, 0, -1):
        if not continued[t - 1][kind]:
            parts.append((first + t, end, kind))
            kind, end = before[t - 1], first + t
    parts.append((first, end, kind))
    yield from reversed(parts)


def _span(
    text: str, words: _Words, first: int, until: int, entity_type: str, balanced: float
) -> ModelSpan | None:
    """Return the span of a range of words without doubtful signs at its edges, if any is left."""
    signs = [_is_sign(text, words, i) for i in range(first, until)]
    telling = [first + i for i, sign in enumerate(signs) if not sign]
    if not telling:
        return None
    ordinary = words.ordinary
    while signs[0] and ordinary[first] >= _SIGN_MAX:
        signs.pop(0)
        first += 1
    while signs[-1] and ordinary[until - 1] >= _SIGN_MAX:
        signs.pop()
        until -= 1
    chance = ordinary[telling]
    return ModelSpan(
        words.starts[first],
        words.ends[until - 1],
        entity_type,
        score=min(1.0, max(0.0, 1.0 - float(chance.mean()))),
        sure=bool(chance.min() <= balanced),
    )


def _is_sign(text: str, words: _Words, i: int) -> bool:
    """Return whether a word has neither letters nor digits."""
    return not any(c.isalnum() for c in text[words.starts[i] : words.ends[i]])
