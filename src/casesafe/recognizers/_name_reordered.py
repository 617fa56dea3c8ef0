"""Names written surname first: "Vega, Marisol T.", "WILKOWSKI, Grzegorz"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers._name_evidence import Hit
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    CLINICAL,
    GIVEN,
    ORDINARY,
    RARE_GIVEN,
    STOPPED,
    SURNAME,
    THEORIST,
    THING,
    UNKNOWN,
    abbreviations,
    kind_of,
)
from casesafe.recognizers._name_tokens import NameView

_WORD = r"[A-ZÀ-Þ][\w'\-]+"
# Up to three capitalised words before a comma; bounded by a look-behind, so it begins no word half.
_HEAD = lazy_pattern(rf"(?<![\w'\-]){_WORD}(?: {_WORD}){{0,2}}\Z")
# A given name or initial, and a middle name or initial; must not match into the next word.
_TAIL = lazy_pattern(rf" ?(?P<first>[A-ZÀ-Þ][\w'\-]*)(?P<rest>(?: [A-ZÀ-Þ](?![\w'])\.?| {_WORD})?)")
# What begins a row or field: line start, label, bar, number, quotation, columns.
_ROW_START = lazy_pattern(
    r"(?:^|[:|;/\"(=>]|\d[.)]?|  |\b(?:Pt|Client|Patient|Re|RE|PT|[Uu]nder|Subject|Student|Youth))"
    r"[ \"]*\Z",
    re.M,
)
_NO_PART = frozenset((STOPPED, CLINICAL, THING))


def reordered(view: NameView) -> Iterator[Hit]:
    """Yield names written surname first."""
    normal = view.normal
    at = normal.find(",")
    while at >= 0:
        ahead = normal[at + 1 : at + 3]
        if ahead[:1].isupper() or (ahead[:1] == " " and ahead[1:].isupper()):
            hit = _around(normal, at)
            if hit:
                yield hit
        at = normal.find(",", at + 1)


def _around(normal: str, at: int) -> Hit | None:
    """Return the name whose comma stands at `at`, or None."""
    begin = max(normal.rfind("\n", max(0, at - 48), at), at - 48, -1) + 1
    head = _HEAD.search(normal[begin:at])
    tail = _TAIL.match(normal, at + 1)
    if not head or not tail:
        return None
    last = head.group().split(" ")
    while len(last) > 1 and (
        kind_of(last[0].lower()) in _NO_PART or (last[-1].isupper() and not last[0].isupper())
    ):
        last = last[1:]
    start = at - len(" ".join(last))
    if not _is_surname_first(normal, start, last, tail):
        return None
    return Hit(start, _end(normal, tail), "last_first", Source.CUE, 0.85)


def _is_surname_first(normal: str, start: int, last: list[str], tail: re.Match[str]) -> bool:
    first = tail["first"]
    kinds = {kind_of(w.lower()) for w in last}
    given = kind_of(first.lower())
    caps = len(" ".join(last)) > 3 and all(w.isupper() for w in last)
    if (THEORIST in kinds and not caps) or (ORDINARY in kinds and len(last) > 1):
        return False
    if kinds & _NO_PART or (given in (STOPPED, CLINICAL) and len(first) > 1):
        return False
    if set(last) & abbreviations() or (len(first) > 1 and first in abbreviations()):
        return False
    row = _ROW_START.search(normal, max(0, start - 16), start) is not None
    if any(c.isdigit() for c in "".join(last) + first):
        return False
    if len(first) == 1:
        after = normal[tail.end("first") : tail.end("first") + 1]
        return (row or caps) and ORDINARY not in kinds and after in (".", "\n", " ", "")
    if caps:
        return given in (GIVEN, RARE_GIVEN, AMBIGUOUS) or (
            given == UNKNOWN and ORDINARY not in kinds and row
        )
    if not row or ORDINARY in kinds or GIVEN in kinds:
        return False
    return given in (GIVEN, RARE_GIVEN) or (given == AMBIGUOUS and kinds <= {UNKNOWN, SURNAME})


def _end(normal: str, tail: re.Match[str]) -> int:
    """Return the end of the name: with a middle name or initial, with an initial's period."""
    rest = tail["rest"].strip()
    if rest and (
        len(rest) <= 2
        or (
            kind_of(rest.lower()) in (GIVEN, RARE_GIVEN, SURNAME, UNKNOWN)
            and rest not in abbreviations()
        )
    ):
        return tail.end("rest")
    end = tail.end("first")
    return end + 1 if len(tail["first"]) == 1 and normal[end : end + 1] == "." else end
