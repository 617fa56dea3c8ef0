"""The tokens of a note that hold a digit: runs of letters and digits with single separators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_labels import Label
from casesafe.recognizers._id_shapes import MAX_TOKEN, Shape, shape_of


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits with a digit in it, in offsets of the normalised text.

    Args:
        start: First character.
        end: One past the last.
        shape: How much it looks like an identifying code.
        head: The label that is glued to its front ("SSN742-22-8093"), or None.
        whole: Where it begins with the letters of that label.
    """

    start: int
    end: int
    shape: Shape
    head: Label | None
    whole: int


_RUN = lazy_pattern(r"[0-9]+")
# The rest of a token behind its first digit; not the words of "34-year-old", "4417.Then", "2/day".
_PARTS = (
    r"-(?=[^\W_]{0,12}[0-9]|[A-Z]{1,6}(?![^\W_])|[a-z]{1,2}(?![^\W_]))[^\W_]+"
    r"|/(?=[^\W_]{0,8}[0-9]|[A-Z]{1,3}(?![^\W_]))[^\W_]+"
    r"|\.(?=[^\W_]{0,6}[0-9]|[A-Z](?![^\W_]))[^\W_]+"
)
_RIGHT = lazy_pattern(rf"[^\W_]*(?:{_PARTS}|\*(?=[A-Z0-9])[^\W_]+)*")
_RIGHT_X12 = re.compile(rf"[^\W_]*(?:{_PARTS})*")
# A word glued to the end of a number: "742-22-8093Insurance".
_GLUED_TAIL = lazy_pattern(r"(?<=[0-9])(?:[A-Z][a-z]{2,}|[a-z]{4,})[^\W\d_]*$")
# A label glued to its front: "SSN742-22-8093", "no.4417", "lic.3307".
_GLUED_HEAD = lazy_pattern(
    r"(?:(ssn|mrn|acct|npi|dea|vin|imei|lic|sn|s/n|ss)[-/.]?|(?:no|num|ref)\.)(?=[0-9])", re.I
)
# An X12 message: there "*" separates fields; elsewhere it stands inside numbers ("MCH0092281*03").
_SEGMENTS = lazy_pattern(r"^[A-Z][A-Z0-9]{1,2}\*", re.MULTILINE)
# A federal docket: "5:24-cv-00719".
_FEDERAL = lazy_pattern(r"[0-9]:[0-9]{2}-[a-z]{2}-[0-9]{3,6}")
# A number with commas; an identifier only right behind "no." or "ID".
_THOUSANDS = lazy_pattern(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3}){1,2}(?![0-9,])")
# A time stamp: "2019-03-14T10" of "2019-03-14T10:00:00Z"; its date is a date's, and may be a year already.
_TIME_STAMP = lazy_pattern(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?[Tt][0-9]{2}")
# Characters before a number that is none: an amount, a telephone, a field of a message.
_BEFORE_NEVER = frozenset("$€£¢+@^")


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of the normalised text that hold a digit, in order, disjoint."""
    stars = _SEGMENTS.search(text) is None if "~" in text else True
    right = _RIGHT if stars else _RIGHT_X12
    at = 0
    for run in _RUN.finditer(text):
        if run.start() < at:
            continue
        m = right.match(text, run.end())
        end = m.end() if m else run.end()
        start = _left(text, run.start(), at, "-/.*" if stars else "-/.")
        at = end
        if end - start > MAX_TOKEN or start < 0:
            continue
        token = _token(text, start, end)
        if token is not None:
            at = max(at, token.end)
            yield token


def _left(text: str, start: int, floor: int, separators: str) -> int:
    """Return where the token of the digit at `start` begins, or -1 if it is too long."""
    low = max(floor, start - MAX_TOKEN)
    i = start
    while i > low:
        c = text[i - 1]
        if c.isalnum() or (c in separators and i - 2 >= low and text[i - 2].isalnum()):
            i -= 1
        else:
            break
    return -1 if i == start - MAX_TOKEN else i


def _token(text: str, start: int, end: int) -> Token | None:
    """Return the token, less what is glued to it, or None for a time, an amount, an address."""
    tail = _GLUED_TAIL.search(text, start, end)
    if tail is not None:
        end = tail.start()
    head, whole = None, start
    m = _GLUED_HEAD.match(text, start, end)
    if m is not None:
        start = m.end()
        head = lab.LABELS.get((m.group(1) or "").lower())
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if (
        (before in _BEFORE_NEVER and not (before == "@" and end - start >= 6))
        or after in "%°@"
        or text[start:end].lower() in lab.LABELS
        or (after == ":" and _TIME_STAMP.fullmatch(text, start, end))
    ):
        return None
    federal = _FEDERAL.match(text, start - 2, end) if before == ":" and start > 1 else None
    if federal is not None:
        return Token(start - 2, end, Shape.STRONG, head, start - 2)
    thousands = _THOUSANDS.match(text, start) if after == "," and end - start <= 3 else None
    if thousands is not None:
        return Token(start, thousands.end(), Shape.NEVER, head, start)
    if _in_time_or_thousands(text, start, end, before, after):
        return None
    shape = shape_of(text[start:end])
    if after == "-" and text[end + 1 : end + 2].isalpha() and shape < Shape.CODE:
        return None
    return Token(start, end, shape, head, whole)


def _in_time_or_thousands(text: str, start: int, end: int, before: str, after: str) -> bool:
    if after == ":" and text[end + 1 : end + 2].isalnum() and end - start <= 4:
        return True
    if before == ":" and start > 1 and (text[start - 2].isdigit() or text[start - 2] == ":"):
        return True
    if before == "," and start > 1 and text[start - 2].isdigit() and end - start == 3:
        return text[start:end].isdigit()
    return False


__all__ = ["Token", "tokens_of"]
