"""Numbers of a roster in a note: letters and digits compared, whatever stands between them."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.note import Word

_SEPARATORS = frozenset(" .-/()+_#:\u00b7*")
_GAP_MAX = 3


def with_opening(text: str, start: int, end: int) -> int:
    """Take in the bracket and the plus sign that belong to a number: "+1 (413) 555-0142"."""
    if text[start - 1 : start] == "(" and ")" in text[start:end]:
        start -= 1
    return start - 1 if text[start - 1 : start] == "+" else start


def alphanumerics(text: str, start: int, wanted: int) -> tuple[str, list[int]]:
    """Return up to `wanted` letters and digits from `start` on, upper case, and their ends."""
    plain: list[str] = []
    ends: list[int] = []
    at, gap = start, 0
    while at < len(text) and len(plain) < wanted:
        c = text[at]
        at += 1
        if c.isalnum():
            plain.append(c.upper()[:1])
            ends.append(at)
            gap = 0
        elif c in _SEPARATORS and gap < _GAP_MAX:
            gap += 1
        else:
            break
    return "".join(plain), ends


def may_begin_id(word: str, heads: set[str]) -> bool:
    return any(c.isdigit() for c in word) or word.lower() in heads


def id_starts(word: Word) -> Iterator[int]:
    """Yield the word's start, and where digits begin behind letters ("MRN0048221")."""
    yield word.start
    if word.text[0].isalpha():
        for i, c in enumerate(word.text):
            if c.isdigit():
                yield word.start + i
                return
