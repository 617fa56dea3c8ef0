"""Street lines as they are typed in a chat: small letters, a unit, no street type.

"14100 bolsa ste 6"; "cabin 4 off badger"; "trailer 12 behind Mott Rd". Known misses: a street that
is an ordinary word ("2210 harvest apt 4"), a number and a name without a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._street_lines import Line, with_units
from casesafe.recognizers._streets import JOINERS, NOT_A_NAME, STRONG_TYPES, WEAK_TYPES
from casesafe.recognizers.base import cues_in
from casesafe.values.vocabulary import ordinary_words

#: Units that an address ends with; the other words for one count things too.
_UNITS: Mapping[str, bool] = dict.fromkeys(("ste", "suite", "apt", "apartment", "spc"), True)
#: What one lives in and its number names.
_HOMES: Mapping[str, bool] = dict.fromkeys(
    ("cabin", "trailer", "camper", "lot", "space", "slip", "yurt", "hut", "bunkhouse"), True
)
#: Ordinary words that many streets are called.
_STREET_WORDS = frozenset(
    "main oak elm maple park pine cedar lake hill walnut spruce vine market river union church "
    "center mill ridge willow cherry spring grove sunset highland front water school court "
    "cottonwood chestnut dogwood magnolia".split()
)
# A house number and a name before a unit; must not match a sum, a decimal or a date.
_BEFORE = lazy_pattern(
    r"(?<![\w$%#+/.\-:,])(?P<number>[1-9]\d{1,5})"
    r"(?P<name>(?: [nsew])?(?: [A-Za-z][A-Za-z']{2,20}){1,3}),? \Z"
)
# A home, its number, and the road that it lies at; must not match a day or a state of things.
_AT_ROAD = lazy_pattern(
    r" #?\d{1,3}[a-z]? (?:(?P<off>off|behind|past|up|down)|on) (?:of )?(?:the )?"
    r"(?P<name>[A-Za-z][A-Za-z'\-]{2,20})(?P<more>(?: [A-Za-z]{2,12}){0,3})(?![\w'])"
)
_ROAD_NUMBER = lazy_pattern(r" \d{1,4}(?!\w)")
# A home by its number where one lives; must not match what one visits or mends.
_LIVES = lazy_pattern(
    r"\b(?:liv(?:es?|ing)|stay(?:s|ing)?|rents?|renting|sleep(?:s|ing)|address is|home is)"
    r"(?: (?:in|at|to|into|out of))? \Z",
    re.IGNORECASE,
)
_HOME_NUMBER = lazy_pattern(r" #?\d{1,3}[a-z]?(?![\w.:/%-])")
_SIGN = lazy_pattern(r" #\d{1,4}[A-Za-z]?(?!\w)")
#: Words behind "off" that are no road.
_NO_ROAD = frozenset("limits duty work site season today again grid his her my meds line".split())


def chat_lines(note: Note) -> Iterator[Line]:
    """Yield the street lines of a chat."""
    if not note.has_digits:
        return
    signs = (m.start() + 1 for m in _SIGN.finditer(note.normal)) if " #" in note.normal else ()
    for at in (*signs, *(word.start for word, _ in cues_in(note, _UNITS))):
        found = _before_unit(note.normal, at)
        if found is not None:
            yield found
    for word, _ in cues_in(note, _HOMES):
        found = _at_road(note.normal, word)
        if found is not None:
            yield found


def _before_unit(text: str, at: int) -> Line | None:
    """Return the line whose unit begins at `at`, a "#" or a word."""
    m = _BEFORE.search(text, max(0, at - 72), at)
    if m is None or re.fullmatch(r"(?:19|20)\d\d", m["number"]):
        return None
    words = m["name"].lower().split()
    pointed = len(words[0]) == 1
    names = words[1:] if pointed else words
    if any(w in NOT_A_NAME for w in names) or not (pointed or all(map(_is_street, names))):
        return None
    end = with_units(text, at - 1)
    return Line(m.start(), end, "chat_unit", Source.CUE) if end > at else None


def _is_street(word: str) -> bool:
    known = word in STRONG_TYPES or word in _STREET_WORDS or word in JOINERS
    return known or word not in ordinary_words()


def _at_road(text: str, home: Word) -> Line | None:
    m = _AT_ROAD.match(text, home.end)
    if m is None or m["name"].lower() in NOT_A_NAME | _NO_ROAD:
        number = _HOME_NUMBER.match(text, home.end)
        if number and _LIVES.search(text, max(0, home.start - 24), home.start):
            return Line(home.start, number.end(), "home", Source.CUE)
        return None
    end = _road_end(text, m)
    # "cabin 4 up north", "lot 2 on sale": the name must be one, unless a type says so.
    if end == m.end("name") and m["off"] != "off" and not m["name"][0].isupper():
        return None
    return Line(home.start, end, "home_at_road", Source.CUE)


def _road_end(text: str, m: re.Match[str]) -> int:
    """Return where a road ends: with its type and number, else with its first name."""
    for word in re.finditer(r"[A-Za-z]+", m["more"]):
        kind = word.group().lower()
        if kind in STRONG_TYPES or (kind in WEAK_TYPES and word.group()[0].isupper()):
            end = m.start("more") + word.end()
            number = _ROAD_NUMBER.match(text, end)
            return number.end() if number else end
    return m.end("name")
