"""Authors, and virtues, named side by side: "Stroebe and Schut", "Faith, Grace, Courage".

A surname that many people bear is an author's beside one that hardly anybody else bears.
Known misses: a list of clients by their surnames, half of whom are called like authors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casesafe.recognizers._name_authors import COMMON_AUTHORS
from casesafe.recognizers._name_culture import BRANDS, FIGURES
from casesafe.recognizers._name_evidence import CERTAIN, Place
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    GIVEN,
    RARE_GIVEN,
    SURNAME,
    THEORIST,
    UNKNOWN,
    WORD_SURNAME,
)
from casesafe.recognizers._name_tokens import NameView, Segment
from casesafe.recognizers._name_words import word_set

_LISTING = frozenset((", ", " and ", ", and ", " & ", ", & ", "/", ", or ", " or ", "; "))
_MAY_BE_CITED = frozenset((SURNAME, UNKNOWN, AMBIGUOUS, WORD_SURNAME, THEORIST))
_NAMED_LIKE = frozenset((GIVEN, RARE_GIVEN))
#: Evidence of this weight makes a person of the story of one in the row, and so of all.
_ACTS = 2.0


def without_rows(view: NameView, found: list[Place]) -> list[Place]:
    """Return the places that stand in no row of authors."""
    cited = {seg.first for seg, _ in found if _among_virtues(view, seg.first)}
    index = view.note.words.by_lower
    tables = [t for t in (FIGURES, BRANDS) if sum(len(index[w]) for w in index.keys() & t) > 1]
    famed = {view.lower(seg.first) for seg, _ in found if _is_listed_with(view, seg, tables)}
    cited |= {
        seg.first
        for seg, cues in found
        if view.lower(seg.first) in famed and not any(c.weight >= CERTAIN for c in cues)
    }
    for row in _rows(view, found):
        authors = sum(1 for seg, _ in row if seg.kinds == THEORIST)
        known = authors + sum(
            1 for seg, _ in row if seg.kinds != THEORIST and view.lower(seg.first) in COMMON_AUTHORS
        )
        if not authors or known * 2 < len(row):
            continue
        if any(c.weight >= _ACTS and c.rule != "beside" for _, cues in row for c in cues):
            continue
        cited.update(seg.first for seg, _ in row)
    return [place for place in found if place[0].first not in cited] if cited else found


def _rows(view: NameView, found: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the stretches of single surnames that only list marks part; the last gap names two."""
    row: list[Place] = []
    gaps: list[str] = []
    for place in found:
        gap = view.normal[row[-1][0].end : place[0].start] if row else ""
        kinds = place[0].kinds
        alone = kinds in _MAY_BE_CITED or (
            kinds in _NAMED_LIKE and view.lower(place[0].first) in COMMON_AUTHORS
        )
        if row and alone and gap in _LISTING:
            row.append(place)
            gaps.append(gap)
            continue
        if len(row) > 1 and (len(row) > 2 or gaps != [", "]):
            yield row
        row, gaps = ([place], []) if alone else ([], [])
    if len(row) > 1 and (len(row) > 2 or gaps != [", "]):
        yield row


#: Words on the cards of a values exercise; those that are given names too stand among the others.
_VIRTUES = word_set(
    "faith hope charity grace mercy joy patience prudence constance justice harmony serenity "
    "courage honor honesty humility kindness love peace trust truth wisdom loyalty compassion "
    "comfort ambition freedom family health adventure creativity growth beauty fun power security "
    "gratitude forgiveness verity felicity clemency temperance chastity diligence"
)


def _among_virtues(view: NameView, i: int) -> bool:
    """Return whether word `i` is one of three or more virtues in a row."""
    if view.lower(i) not in _VIRTUES:
        return False
    count = 1
    for step in (-1, 1):
        at = _next_listed(view, i, step)
        while at is not None and view.lower(at) in _VIRTUES and count < 3:
            count += 1
            at = _next_listed(view, at, step)
    return count >= 3


#: So many words of a list, on either side, are looked at.
_LIST_REACH = 8


def _is_listed_with(view: NameView, seg: Segment, tables: list[frozenset[str]]) -> bool:
    """Return whether a name stands in a list with two or more words of one of the tables."""
    if seg.first != seg.last or not tables:
        return False
    listed: list[str] = []
    for step in (-1, 1):
        at = _next_listed(view, seg.first, step)
        for _ in range(_LIST_REACH):
            if at is None:
                break
            listed.append(view.lower(at))
            at = _next_listed(view, at, step)
    return any(sum(word in table for word in listed) >= 2 for table in tables)


def _next_listed(view: NameView, at: int, step: int) -> int | None:
    """Return the next capitalised word of the list that word `at` stands in, or None."""
    beside = at + step
    if 0 <= beside < view.count and view.lower(beside) in ("and", "or"):
        if view.gap(min(at, beside)) not in (" ", ", "):
            return None
        beside += step
        if not 0 <= beside < view.count or view.gap(min(beside, beside - step)) not in (" ", ", "):
            return None
        return beside if view.is_capital(beside) else None
    if not 0 <= beside < view.count or not view.is_capital(beside):
        return None
    return beside if view.gap(min(at, beside)) in _LIST_GAPS else None


_LIST_GAPS = frozenset((", ", "/", "; ", " & ", " "))
