"""Windows of a fixed length over encoded documents, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casesafe.nlp.features import Encoded, Ints
from casesafe.nlp.wordpiece import WordPieces
from models.train.labels import ANY, Example

#: Windows of fewer pieces teach too little to be worth a row, unless the document is that short.
_LEAST = 4
#: Windows are sorted by length within so many batches, so that little is padding.
_SORTED_BATCHES = 32


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows; every array is [windows, length], int64.

    Args:
        ids: Piece numbers.
        shapes: Word shapes.
        gaps: What stands before each piece.
        lexicon: Lexicon classes.
        attention: 1 for a piece, 0 for padding.
        allowed: Tags that each piece may have, as bits; all for special pieces and padding.
    """

    ids: Ints
    shapes: Ints
    gaps: Ints
    lexicon: Ints
    attention: Ints
    allowed: Ints


#: A window: ids, shapes, gaps, lexicon, allowed.
Window = tuple[Ints, Ints, Ints, Ints, Ints]


def window(
    pieces: Encoded, allowed: Ints | None, start: int, end: int, vocabulary: WordPieces
) -> Window:
    """Return the pieces from `start` to `end` between the two special ones."""

    def framed(values: Ints, first: int, last: int) -> Ints:
        return np.concatenate(([first], values[start:end], [last]))

    labels = allowed if allowed is not None else np.full(len(pieces), ANY, np.int64)
    return (
        framed(pieces.ids, vocabulary.first, vocabulary.last),
        framed(pieces.shapes, 0, 0),
        framed(pieces.gaps, 0, 0),
        framed(pieces.lexicon, 0, 0),
        framed(labels, ANY, ANY),
    )


def cut(
    example: Example, size: int, vocabulary: WordPieces, rng: random.Random
) -> Iterator[Window]:
    """Yield windows that cover a document once, beginning at a random phase."""
    length, body = len(example.pieces), size - 2
    at = -rng.randrange(body) if length > body else 0
    while at < length:
        start, end = max(0, at), min(length, at + body)
        if end - start >= min(_LEAST, length):
            yield window(example.pieces, example.allowed, start, end, vocabulary)
        at += body


def padded(rows: Sequence[Window], pad: int) -> Batch:
    """Return windows as one batch, as long as the longest."""
    length = max(len(row[0]) for row in rows)
    out = [np.full((len(rows), length), fill, np.int64) for fill in (pad, 0, 0, 0, ANY)]
    attention = np.zeros((len(rows), length), np.int64)
    for i, row in enumerate(rows):
        for target, values in zip(out, row, strict=True):
            target[i, : len(values)] = values
        attention[i, : len(row[0])] = 1
    ids, shapes, gaps, lexicon, allowed = out
    return Batch(ids, shapes, gaps, lexicon, attention, allowed)


def batches(windows: Iterable[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Return shuffled batches of windows of like length."""
    rows = list(windows)
    rng.shuffle(rows)
    step = size * _SORTED_BATCHES
    out: list[list[Window]] = []
    for i in range(0, len(rows), step):
        block = sorted(rows[i : i + step], key=lambda row: len(row[0]))
        out += (block[k : k + size] for k in range(0, len(block), size))
    rng.shuffle(out)
    return out
