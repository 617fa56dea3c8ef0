"""Names of pets: a capitalised word beside an animal, "her lab Biscuit", "Domino, his rat".

Known misses: an animal told a clause away from the name; names in small letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._name_evidence import Hit
from casesafe.recognizers._name_kinds import STOPPED
from casesafe.recognizers._name_tokens import NameView, Segment
from casesafe.recognizers._name_words import ANIMALS, word_set

_BEFORE = frozenset((" ", ", ", " (", ' "', ", "))
_LINKS = word_set("named called is are was were names name")
_POINTING = word_set("the her his their my our a")


def pets(view: NameView) -> Iterator[Hit]:
    """Yield the names that stand right beside an animal word."""
    index = view.note.words.by_lower
    for animal in index.keys() & ANIMALS:
        for word in index[animal]:
            if word.text.islower():
                yield from _behind(view, word.index)
                yield from _ahead(view, word.index)


def _behind(view: NameView, i: int) -> Iterator[Hit]:
    """Yield the names after animal word `i`: "dog named Phoenix", "cats Salt and Pepper"."""
    if view.gap(i) not in _BEFORE:
        return
    j = i + 1
    while view.lower(j) in _LINKS and view.gap(j) in (" ", ' "'):
        j += 1
    while _may_name(view, j):
        yield _hit(view, j)
        if view.gap(j) == " and " or view.gap(j) == ", ":
            j += 1
        elif view.gap(j) == " " and view.lower(j + 1) == "and" and view.gap(j + 1) == " ":
            j += 2
        else:
            return


def _ahead(view: NameView, i: int) -> Iterator[Hit]:
    """Yield the name before animal word `i`: "Domino, his rat", "Ziggy (cat)"."""
    at = i
    if view.lower(i - 1) in _POINTING and i > 1 and view.gap(i - 1) == " ":
        at = i - 1
    elif view.gap_before(i) != " (":
        return
    if at > 0 and view.gap(at - 1) in (", ", " (") and _may_name(view, at - 1):
        yield _hit(view, at - 1)


def _may_name(view: NameView, j: int) -> bool:
    return view.is_capital(j) and not view.is_caps(j) and view.kind(j) != STOPPED


def _hit(view: NameView, j: int) -> Hit:
    start, end = view.bounds(j, j)
    return Hit(start, end, "pet", Source.CUE, 0.8)


def is_pet(view: NameView, seg: Segment) -> bool:
    """Return whether an animal stands beside the segment, so that it is no person."""
    p = seg.first - 1
    if p >= 0 and view.gap_before(seg.first) in (*_BEFORE, " - ", ": "):
        while p > 0 and view.lower(p) in _LINKS and view.gap(p - 1) == " ":
            p -= 1
        if view.words[p].lower in ANIMALS:
            return True
    n = seg.last + 1
    gap = view.normal[seg.end : view.words[n].start] if n + 1 < view.count else ""
    if gap not in (", ", " (", " "):
        return False
    if view.lower(n) in _POINTING:
        near = view.lower(n + 1) in ANIMALS
        return near or (view.lower(n + 2) in ANIMALS and view.gap(n) == " ")
    return gap == " (" and view.lower(n) in ANIMALS
