"""Post boxes, rural routes, apartments named alone, and street lines with their number in words.

Source: USPS Publication 28, sections 24 to 28 (rural routes, highway contract routes, PO boxes).

Known misses: a box number without the word box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._street_lines import Line, with_unit_before, with_units
from casesafe.recognizers._streets import JOINERS, NOT_A_NAME
from casesafe.recognizers.base import cues_in
from casesafe.values.number_words import ORDINALS, TEENS, TENS, UNITS

_BOX_WORDS: Mapping[str, bool] = {"box": True, "bx": True, "drawer": True, "pob": True}
_ROUTE_WORDS: Mapping[str, bool] = {"rr": True, "hc": True, "hcr": True}
_APARTMENT_WORDS: Mapping[str, bool] = {"apartment": True, "apt": True, "unit": False}
#: Types that end a street line dictated in words.
_SPOKEN_TYPES: Mapping[str, bool] = dict.fromkeys(
    "street avenue road lane drive boulevard court circle parkway terrace trail place "
    "highway turnpike square sq loop crescent alley st ave rd ln blvd".split(),
    True,
)
_SPOKEN_DIRECTIONS: Mapping[str, bool] = dict.fromkeys(("north", "south", "east", "west"), True)
_NUMBER_WORDS = frozenset((*UNITS, *TEENS, *TENS, "oh", "zero", "hundred", "thousand"))

# What stands before "Box 12" in an address; must not match words of a sentence.
_BEFORE_BOX = lazy_pattern(
    r"(?:\bP\.? {0,2}[O0]\.? {0,2}|\bpost(?:al)? office "
    r"|\b(?:RR|R\.R\.|rural (?:route|rte?\.?|rt\.?)|rte?\.?|route|R\.?D\.?|HCR?"
    r"|star r(?:oute|te?)|PSC|CMR|unit|county road) {0,2}#? ?[\dl]{1,5}[A-Z]?,? {1,2})\Z",
    re.IGNORECASE,
)
# The number of a box, misread digits allowed; must not match a word ("box of").
_BOX_NUMBER = lazy_pattern(
    r"\.? {0,2}(?:#|no\.? )? ?((?=[\w-]{0,7}\d)[\dA-Z][\dA-Za-z]{0,6}(?:-[A-Z0-9]{1,4})?)(?!\w|'\w)"
)
_BOX_LETTER = lazy_pattern(r" {1,2}([A-Z])(?![\w'.])")
# What follows a box that has nothing in front: a comma and a town, a quote, a line's end.
_ENDS_BOX = lazy_pattern(r",? ?(?:, ?(?:[A-Z][a-z]|Dept)|[\"'<|]|\n|\Z|\. |, the )")
# "RR 1, Wilber": a route without a box; must not match a breathing rate.
_ROUTE = lazy_pattern(
    r" {1,2}#?\d{1,2}(?=, {1,2}(?!BP|HR|Temp|SpO|O2|Sat|Pulse)[A-Z][A-Za-z]+"
    r"(?:,|\.|\n|\Z| [A-Z]{2}\b))"
)
# "the 4900 block of Music Street"; must not match a block of time.
_BLOCK = lazy_pattern(r"\b\d{2,5}[ -]block of (?:[NSEW]\.? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}")
_STAR_ROUTE = lazy_pattern(r" (?:route|rte?\.?) \d{1,3}(?!\w)", re.IGNORECASE)
# A site of a mobile home: "lot 31"; must not match a batch number ("Lot 4471").
_SITE = lazy_pattern(r" #?\d{1,3}(?![\w-])")
_SITE_NEAR = lazy_pattern(
    r"trailer|mobile home|mhp\b|\brv\b|\blives? in\b|\bliving in\b", re.IGNORECASE
)
# The number of an apartment; must not match a word or a plain article ("apartment a week").
_APARTMENT = lazy_pattern(
    r"\.? {0,2}(?:#|no\.? |number )? ?"
    r"(?:\d{1,4}(?:-?[A-Za-z])?(?:-\d{1,3})?|[A-Z]-?\d{1,4}|[A-Z])(?!['.:/%]?\w|%)"
)
# The number of a unit that can only be a home's: "4A", "D-7"; must not match a ward ("Unit 6").
_UNIT_NUMBER = lazy_pattern(r" #?(?:\d{1,4}-?[A-H]|[A-Z]-\d{1,3})(?!['.:/%-]?\w)")
_ANY = "|".join(sorted(_NUMBER_WORDS))
# A unit behind a dictated street: "apartment four b"; must not match "number of".
_SPOKEN_UNIT = lazy_pattern(
    r"(?: comma| ,|,)? (?:apartment|apt|unit|suite|number|lot) "
    rf"(?:(?:{_ANY})(?: (?:{_ANY})){{0,2}}(?: [a-f]\b)?|\d{{1,4}}[a-f]?\b|[a-f]\b)",
    re.IGNORECASE,
)


def box_lines(note: Note) -> Iterator[Line]:
    """Yield post boxes, rural routes and apartments named alone."""
    text = note.normal
    for word, _ in cues_in(note, _BOX_WORDS):
        found = _box(text, word)
        if found is not None:
            yield found
    for word, _ in cues_in(note, _ROUTE_WORDS):
        m = _ROUTE.match(text, word.end) if word.text.isupper() else None
        if m is not None:
            yield Line(word.start, m.end(), "rural_route", Source.CUE)
    if "block of " in note.lower:
        for m in _BLOCK.finditer(text):
            yield Line(m.start(), m.end(), "block", Source.CUE)
    for word, _ in cues_in(note, {"star": True}):
        m = _STAR_ROUTE.match(text, word.end)
        if m is not None:
            yield Line(word.start, m.end(), "rural_route", Source.CUE)
    for word, _ in cues_in(note, {"lot": True, "space": True}):
        m = _SITE.match(text, word.end)
        if m and _SITE_NEAR.search(text, max(0, word.start - 60), m.end() + 40):
            yield Line(word.start, m.end(), "site", Source.CUE)
    for word, alone in cues_in(note, _APARTMENT_WORDS):
        m = (_APARTMENT if alone else _UNIT_NUMBER).match(text, word.end)
        if m is not None:
            yield Line(word.start, m.end(), "apartment", Source.CUE)


def _box(text: str, word: Word) -> Line | None:
    before = _BEFORE_BOX.search(text, max(0, word.start - 28), word.start)
    number = _BOX_NUMBER.match(text, word.end)
    if number is None and before is not None:
        number = _BOX_LETTER.match(text, word.end)
    if number is None:
        return None
    end = number.end(1)
    if before is not None or word.lower == "pob":
        start = before.start() if before is not None else word.start
        start = with_unit_before(text, start)
        return Line(start, with_units(text, end), "box", Source.PROVEN)
    digits = sum(c.isdigit() for c in number.group(1))
    end = with_units(text, end)
    if digits < 2 or word.text[0].islower() or not _ENDS_BOX.match(text, end):
        return None
    return Line(word.start, end, "box_alone", Source.CUE)


def spoken_lines(note: Note) -> Iterator[Line]:
    """Yield street lines with the house number in words: "forty one granite street"."""
    words = note.words
    for word, _ in cues_in(note, _SPOKEN_TYPES):
        first = _spoken_start(note, word)
        if first is None:
            continue
        unit = _SPOKEN_UNIT.match(note.normal, word.end)
        end = unit.end() if unit else with_units(note.normal, word.end)
        yield Line(words[first].start, end, "spoken_street", Source.CUE)
    yield from _spoken_pointed(note)


def _spoken_start(note: Note, word: Word) -> int | None:
    """Return the index of the first number word before a street type, or None."""
    words = note.words
    at = word.index - 1
    names = 0
    while at >= 0 and names < 4 and _spoken_name(note, at):
        at -= 1
        names += 1
    ordinal = at + 1 < word.index and words[at + 1].lower in ORDINALS
    last = at
    while at >= 0 and last - at < 8 and _is_number(words[at].lower) and _close(note, at):
        at -= 1
    run = last - at
    if not names or run < 1:
        return None
    capital = words[last + 1].text[0].isupper()
    if run == 1 and not (capital or ordinal) and "-" not in words[last].text:
        return None
    return at + 1


def _spoken_pointed(note: Note) -> Iterator[Line]:
    """Yield "nine hundred and two East Birch": a number, a direction, one name."""
    words = note.words
    for word, _ in cues_in(note, _SPOKEN_DIRECTIONS):
        at = word.index - 1
        while (
            at >= 0
            and word.index - at < 8
            and _close(note, at)
            and (_is_number(words[at].lower) or words[at].lower == "and")
        ):
            at -= 1
        if word.index - at < 3 or word.index + 1 >= len(words) or words[at + 1].lower == "and":
            continue
        name = words[word.index + 1]
        if _close(note, word.index) and name.lower not in NOT_A_NAME | JOINERS:
            yield Line(words[at + 1].start, name.end, "spoken_street", Source.CUE)


def _is_number(word: str) -> bool:
    return word in _NUMBER_WORDS or (
        "-" in word and all(p in _NUMBER_WORDS for p in word.split("-"))
    )


def _close(note: Note, at: int) -> bool:
    """Return whether only a space stands between a word and the next."""
    words = note.words
    return words[at + 1].start - words[at].end <= 2 and note.normal[words[at].end] in " -"


def _spoken_name(note: Note, at: int) -> bool:
    word = note.words[at]
    low = word.lower
    if not _close(note, at) or _is_number(low) or not word.text[0].isalpha():
        return False
    return low not in NOT_A_NAME and (low not in JOINERS or low in ("saint", "st"))


__all__ = ["box_lines", "spoken_lines"]
