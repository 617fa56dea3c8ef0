"""One pass over the numbers of a note: each token with a digit, its shape and its label.

The three id recognizers share the result; it is kept beside the note as long as the note lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_groups import extend
from casesafe.recognizers._id_labels import Label
from casesafe.recognizers._id_lookup import NOTHING, Look, look_back
from casesafe.recognizers._id_proof import prove
from casesafe.recognizers._id_shapes import (
    MAX_TOKEN,
    Shape,
    is_phone_like,
    shape_of,
    signature,
)


@dataclass(frozen=True, slots=True)
class IdSpan:
    """An identifying number found; it holds no text. Fields as in `core.detection.Detection`."""

    start: int
    end: int
    entity_type: str
    source: Source
    rule: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of letters and digits with a digit in it, in offsets of the normalised text."""

    start: int
    end: int
    shape: Shape
    head: Label | None
    blocked: bool = False


_RUN = re.compile(r"[0-9]+")
# The rest of a token behind its first digit; not the words of "34-year-old", "4417.Then", "2/day".
_RIGHT = re.compile(
    r"[^\W_]*(?:-(?=[^\W_]{0,12}[0-9]|[A-Z]{1,6}(?![^\W_])|[a-z]{1,2}(?![^\W_]))[^\W_]+"
    r"|/(?=[^\W_]{0,8}[0-9]|[A-Z]{1,3}(?![^\W_]))[^\W_]+"
    r"|\.(?=[^\W_]{0,6}[0-9]|[A-Z](?![^\W_]))[^\W_]+"
    r"|\*(?=[A-Z0-9])[^\W_]+)*"
)
# A word glued to the end of a number: "742-22-8093Insurance".
_GLUED_TAIL = re.compile(r"(?<=[0-9])(?:[A-Z][a-z]{2,}|[a-z]{4,})[^\W\d_]*$")
# A label glued to its front: "SSN742-22-8093", "no.4417", "lic.3307".
_GLUED_HEAD = re.compile(
    r"(?:(ssn|mrn|acct|npi|dea|vin|imei|lic|sn|s/n|ss)[-/.]?|(?:no|num|ref)\.)(?=[0-9])", re.I
)
_LIST = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,20}\))?(?:,|;|/|&|\||\band\b|\bor\b|\bto\b|\bthru\b|\bthrough\b|\s){1,3}"
    r"\s?(?:and\s|#|no\.?\s)?",
    re.IGNORECASE,
)
_BEFORE_NEVER = frozenset("$€£¢+@^")
_CPT = re.compile(r"9[0-9]{4}|[A-V][0-9]{4}")

_cache: WeakKeyDictionary[Note, tuple[IdSpan, ...]] = WeakKeyDictionary()


def ids_of(note: Note) -> tuple[IdSpan, ...]:
    """Return the identifying numbers of a note, in reading order, possibly overlapping."""
    found = _cache.get(note)
    if found is None:
        found = tuple(_find(note)) if note.has_digits else ()
        _cache[note] = found
    return found


def _tokens(note: Note) -> Iterator[_Token]:
    text = note.normal
    stars = "~" not in text
    at = 0
    for run in _RUN.finditer(text):
        if run.start() < at:
            continue
        m = _RIGHT.match(text, run.end())
        end = m.end() if m else run.end()
        start = _left(text, run.start(), at, stars)
        at = end
        if end - start > MAX_TOKEN or start < 0:
            continue
        token = _token(text, start, end)
        if token is not None:
            yield token


def _left(text: str, start: int, floor: int, stars: bool) -> int:
    """Return where the token of the digit at `start` begins, or -1 if it is too long."""
    low = max(floor, start - MAX_TOKEN)
    i = start
    separators = "-/.*" if stars else "-/."
    while i > low:
        c = text[i - 1]
        if c.isalnum() or (c in separators and i - 2 >= low and text[i - 2].isalnum()):
            i -= 1
        else:
            break
    return -1 if i == start - MAX_TOKEN else i


def _token(text: str, start: int, end: int) -> _Token | None:
    tail = _GLUED_TAIL.search(text, start, end)
    if tail is not None:
        end = tail.start()
    head = None
    m = _GLUED_HEAD.match(text, start, end)
    if m is not None:
        start = m.end()
        head = lab.LABELS.get((m.group(1) or "").lower())
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in _BEFORE_NEVER or after in "%°@":
        return None
    if _in_time_or_thousands(text, start, end, before, after):
        return None
    shape = shape_of(text[start:end])
    if after == "-" and text[end + 1 : end + 2].isalpha() and shape < Shape.CODE:
        return None
    return _Token(start, end, shape, head)


def _in_time_or_thousands(text: str, start: int, end: int, before: str, after: str) -> bool:
    if after == ":" and text[end + 1 : end + 2].isalnum() and end - start <= 4:
        return True
    if before == ":" and start > 1 and (text[start - 2].isdigit() or text[start - 2] == ":"):
        return True
    if before == "," and start > 1 and text[start - 2].isdigit() and end - start == 3:
        return text[start:end].isdigit()
    return (
        after == ","
        and end - start <= 3
        and text[end + 1 : end + 4].isdigit()
        and len(text[end + 1 : end + 4]) == 3
        and not text[end + 4 : end + 5].isdigit()
    )


def _find(note: Note) -> Iterator[IdSpan]:
    text = note.normal
    found: list[IdSpan] = []
    shapes: dict[str, str] = {}
    waiting: list[_Token] = []
    covered = 0
    for token in _tokens(note):
        if token.start < covered:
            continue
        span = _judge(note, token, found[-1] if found else None)
        if span is None:
            if token.shape >= Shape.SHORT:
                waiting.append(token)
            continue
        found.append(span)
        covered = span.end
        if span.source >= Source.CUE:
            shapes.setdefault(signature(text[span.start : span.end]), span.entity_type)
    found.extend(_same_shape(text, waiting, shapes))
    yield from found


def _same_shape(
    text: str, waiting: list[_Token], shapes: dict[str, str]
) -> Iterator[IdSpan]:
    """Yield the tokens built like a number that a label proved: "charts P-3391 and ... P-3402"."""
    for token in waiting:
        surface = text[token.start : token.end]
        if len(surface) < 5 or is_phone_like(surface) or token.shape < Shape.SHORT:
            continue
        if surface.isdigit() and len(surface) < 7:
            continue
        entity_type = shapes.get(signature(surface))
        if entity_type is not None and not _CPT.fullmatch(surface):
            yield IdSpan(token.start, token.end, entity_type, Source.CUE, "same_shape")


def _judge(note: Note, token: _Token, last: IdSpan | None) -> IdSpan | None:
    text = note.normal
    before = text[token.start - 1] if token.start else " "
    proof = prove(text, token.start, token.end)
    if token.shape == Shape.PLAIN and proof is None and not _worth_a_look(note, token):
        return None
    look = (
        Look(token.head, True, True)
        if token.head is not None
        else look_back(note, token.start, before == "#")
    )
    if proof is not None:
        end, entity_type, rule = proof
        if look.label is not None and look.pure and look.label.strict:
            entity_type = _proven_type(entity_type, look.label)
        return IdSpan(token.start, end, entity_type, Source.PROVEN, rule)
    return _by_label(note, token, look) or _unlabelled(text, token, look, last)


def _proven_type(entity_type: str, label: Label) -> str:
    return label.entity_type if entity_type in (lab.SSN, lab.ACCOUNT) else entity_type


def _worth_a_look(note: Note, token: _Token) -> bool:
    """Say whether a number of one or two digits follows a connector; spares the walk."""
    before = note.lower[max(0, token.start - 12) : token.start].rstrip(" :.=(")
    return before.endswith(("#", "no", "number", " id", "num", "endi", "badge"))


def _by_label(note: Note, token: _Token, look: Look) -> IdSpan | None:
    label = look.label
    if label is None or not _fits(note.normal, token, look, label):
        return None
    start, end = extend(note.normal, token.start, token.end, look.prefix, label.entity_type)
    source = Source.LABEL if look.pure else Source.CUE
    return IdSpan(start, end, label.entity_type, source, label.rule)


def _fits(text: str, token: _Token, look: Look, label: Label) -> bool:
    """Say whether a token behind a label is its number."""
    surface = text[token.start : token.end]
    digits = sum(c.isdigit() for c in surface)
    firm = look.connector or look.ending
    if token.shape == Shape.NEVER:
        return look.ending and label.strict and len(surface) == 4
    if not look.pure:
        return token.shape >= Shape.STRONG or (
            look.ending and digits == 4 and label.entity_type in (lab.ACCOUNT, lab.SSN)
        )
    if token.shape == Shape.PLAIN:
        return label.strict and firm and look.label is not None and digits >= 2
    if token.shape == Shape.SHORT:
        if _CPT.fullmatch(surface) and not firm and not (label.strict and digits != 5):
            return False
        if label.strict:
            return True
        return digits >= 4 or (firm and digits >= 3) or (firm and not surface.isdigit())
    return True


def _unlabelled(text: str, token: _Token, look: Look, last: IdSpan | None) -> IdSpan | None:
    surface = text[token.start : token.end]
    if last is not None and token.shape >= Shape.SHORT and last.source >= Source.CUE:
        gap = text[last.end : token.start]
        if len(gap) <= 30 and _LIST.fullmatch(gap) and _alike(text[last.start : last.end], surface):
            return IdSpan(token.start, token.end, last.entity_type, last.source, "list")
    if look.blocked or token.shape < Shape.STRONG or is_phone_like(surface):
        return None
    if surface.isdigit() and len(surface) < 7:
        return None
    return IdSpan(
        token.start, token.end, lab.OTHER, Source.UNPROVEN, "code", not surface.isdigit()
    )


def _alike(one: str, other: str) -> bool:
    """Say whether two codes could come from one series: the same signature, or nearly so."""
    a, b = signature(one), signature(other)
    return a == b or (len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= 1)


__all__ = ["NOTHING", "IdSpan", "ids_of"]
