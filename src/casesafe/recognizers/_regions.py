"""States by full name, and countries.

Both stay under Safe Harbor, so a name that is a person's as well counts only with a cue. The name
of a test, a school or a town that holds a state's name ("Iowa Gambling Task", "Kansas City") is
left alone.

Known misses: demonyms (they are demographics), states in dictated misspelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import (
    LOOSE_CUES,
    MOTION,
    PLACE_CUES,
    Hit,
    Town,
    Variants,
    end_of,
    phrases,
    town_before,
    word_before,
)
from casesafe.recognizers._place_stop import TITLES
from casesafe.recognizers._postal import zip_behind
from casesafe.recognizers.base import cues_in
from casesafe.values.places import (
    Ambiguity,
    State,
    countries,
    country_phrases,
    state_phrases,
    states_by_name,
)
from casesafe.values.vocabulary import given_names

#: Words behind a state's or country's name that make it part of another name.
_TAKEN_BY = frozenset(
    "city beach avenue ave street st road rd blvd boulevard university college state county lake "
    "river island islands falls springs park high school elementary middle hospital clinic medical "
    "multiphasic gambling scales marital alcohol alcoholism model verbal card naming "
    "syndrome house hall street's family court supreme department dept drive dr lane ln bank "
    "bay hotel heights square tech gulf pigs pig fowl dinner sandwich bowl shepherd baptist "
    "methodist lutheran church center centre bulldogs avenue's health mutual behavioral "
    "psychiatric psychological counseling general regional jack's wesleyan medicaid "
    "revised functional hold slims personality inventory rose hernandez hotel day".split()
)
#: The same in small letters: "the Minnesota norms", "guinea pig".
_TAKEN_BY_WORD = frozenset(
    "norms norm model profile study studies task screening scale scales test pig pigs fowl nuts "
    "dinner syndrome sandwich bowl".split()
)
# The name of a test that begins with a state's name; must not match across a comma.
_TEST_AFTER = lazy_pattern(
    r"(?: [A-Z][\w-]{1,20}| of| for| and){1,5} (?:Scale|Test|Task|Inventory|Questionnaire|Battery"
    r"|Index|Checklist|Interview|Schedule|Screen)s?\b"
)
_OF_BEFORE = frozenset("university bank college church port gulf city isle bay".split())
#: States whose name is a given name, a surname or a city's as well.
_STATE_NEEDS_CUE = frozenset(
    "virginia georgia washington montana delaware indiana new york".split()
) | {"new york"}
_BY_JOINED = {name.replace(".", " ").replace("  ", " "): s for name, s in states_by_name().items()}
# A licence, plate or office beside a state's name.
_PAPERS_AFTER = lazy_pattern(
    r"'?s? (?:(?:state|driver'?s?|vehicle|dmv) )?(?:licen[cs]e|lic\b|tags?\b|plates?\b|reg|id\b|dmv"
    r"|medicaid|law\b|statute|board|[A-Z]{0,3}-?\d)",
    re.IGNORECASE,
)
# The acronym of a test before its origin: "MAST (Michigan)".
_TEST_BEFORE = lazy_pattern(r"\b[A-Z]{3,6} \(\Z")
# Abbreviated countries: must not match inside "US Army" or "U.S. Bank".
_SHORT_COUNTRIES = lazy_pattern(
    r"(?<![\w.])(?:U\.S\.A\.?|USA|U\.K\.?|U\.S\.|UAE|DRC|USSR"
    r"|(?<=the )(?:US|UK)|(?<=\bin )U[SK])(?![\w-])"
    r"(?! (?:Army|Navy|Air|Marine|Coast|Bank|Postal|Attorney|District|Department|Dept|Census"
    r"|News)\b)"
)
_SHORT_WORDS = dict.fromkeys("u us uk usa uae drc ussr".split(), True)


def region_hits(note: Note, others: Variants) -> Iterator[Hit]:
    """Yield states by name with the town before and the ZIP code behind them, and countries."""
    yield from _states(note, others)
    yield from _countries(note, others)


def _states(note: Note, others: Variants) -> Iterator[Hit]:
    words = note.words
    for at, stop, name in phrases(note, state_phrases(), others):
        first, last = words[at], words[stop - 1]
        state = _BY_JOINED[name]
        lower = first.text[0].islower() or not note.has_capitals
        if _is_taken(note, at, stop):
            continue
        start, end = first.start, end_of(last)
        town = town_before(note, at, lower_case=lower)
        zip_code = list(zip_behind(note, end, state))
        pair = town is not None and (town.comma or town.known or bool(zip_code))
        if zip_code or pair:
            yield Hit(start, end, "STATE", "town_state", Source.CUE)
            if town is not None and not (lower and not town.known):
                yield town.hit("town_of_state", Source.CUE)
            yield from zip_code
            continue
        yield from _lone_state(note, first, end, state, lower)


def _lone_state(note: Note, first: Word, end: int, state: State, lower: bool) -> Iterator[Hit]:
    cued = _cue(note, first) or (_PAPERS_AFTER.match(note.normal, end) is not None and not lower)
    name = state.name.lower()
    if name == "new york" and _cue(note, first) and not _PAPERS_AFTER.match(note.normal, end):
        yield Hit(first.start, end, "LOCATION", "city_or_state", Source.UNPROVEN)
        return
    if cued and (not lower or name not in ("maine", "washington")):
        yield Hit(first.start, end, "STATE", "state_cue", Source.CUE)
    elif not lower and name not in _STATE_NEEDS_CUE and note.has_capitals:
        yield Hit(first.start, end, "STATE", "state_name", Source.UNPROVEN)


def _countries(note: Note, others: Variants) -> Iterator[Hit]:
    words = note.words
    for at, stop, name in phrases(note, country_phrases(), others):
        first = words[at]
        level = countries()[name]
        lower = first.text[0].islower()
        if _is_taken(note, at, stop) or len(name) < 4 or word_before(note, at) == "new":
            continue
        end = end_of(words[stop - 1])
        town = town_before(note, at, lower_case=lower)
        if town is not None and town.comma and _is_home(note, town, level):
            yield town.hit("town_of_country", Source.CUE)
            yield Hit(first.start, end, "COUNTRY", "town_country", Source.CUE)
            continue
        cued = _cue(note, first)
        if cued and (not lower or level is Ambiguity.NONE or _cue(note, first, sure=True)):
            if level is Ambiguity.NONE or _cue(note, first, sure=True) or not _is_person(note, at):
                yield Hit(first.start, end, "COUNTRY", "country_cue", Source.CUE)
        elif not lower and level is Ambiguity.NONE and note.has_capitals:
            yield Hit(first.start, end, "COUNTRY", "country_name", Source.UNPROVEN)
    for word, _ in cues_in(note, _SHORT_WORDS):
        m = _SHORT_COUNTRIES.match(note.normal, word.start) if word.text[0].isupper() else None
        if m is not None:
            yield Hit(m.start(), m.end(), "COUNTRY", "country_short", Source.UNPROVEN)


def _is_home(note: Note, town: Town, level: Ambiguity) -> bool:
    """Return whether the name before a country is a town: known, or behind a preposition."""
    if town.known:
        return True
    before = note.normal[max(0, town.start - 12) : town.start].split()
    sure = bool(before) and before[-1].lower() in PLACE_CUES | {"from", "to", "at"}
    return sure and (level is Ambiguity.NONE or town.cued)


def _is_person(note: Note, at: int) -> bool:
    """Return whether a name that is a given name too stands where a person would."""
    return note.words[at].lower.removesuffix("'s") in given_names() and not _cue(
        note, note.words[at], sure=True
    )


def _cue(note: Note, first: Word, *, sure: bool = False) -> bool:
    """Return whether what stands before a name makes it a place.

    Args:
        note: The note.
        first: The first word of the name.
        sure: Leave out what a person may follow too ("from", "to").
    """
    if not first.index:
        return False
    words, text = note.words, note.normal
    before: Word = words[first.index - 1]
    if before.lower == "the" and first.index > 1:
        before = words[first.index - 2]
    gap = text[before.end : first.start]
    if gap.strip() not in ("", "the", "The"):
        return gap.strip() == "," and before.text[0].isupper() and not sure
    if before.lower in PLACE_CUES or before.lower in ("comma", "passport"):
        return True
    if before.lower in ("and", "or") and before.index:  # "in India and China"
        return words[before.index - 1].lower in countries()
    if before.lower not in LOOSE_CUES:
        return before.lower in ("left", "leave", "fled", "visit", "visited", "northern", "southern")
    if not sure:
        return True
    earlier = {words[i].lower for i in range(max(0, before.index - 3), before.index)}
    return bool(earlier & MOTION)


def _is_taken(note: Note, at: int, stop: int) -> bool:
    """Return whether the name is part of a longer one: "Kansas City", "University of Iowa"."""
    words, text = note.words, note.normal
    if _TEST_BEFORE.search(text, max(0, words[at].start - 10), words[at].start) or (
        _TEST_AFTER.match(text, words[stop - 1].end)
    ):
        return True
    if stop < len(words):
        after: Word = words[stop]
        if text[words[stop - 1].end : after.start] == " ":
            if after.lower in _TAKEN_BY_WORD:
                return True
            if after.lower in _TAKEN_BY:
                return after.text[0].isupper() or words[at].text[0].islower()
    if at > 1 and words[at - 1].lower == "of" and words[at - 2].lower in _OF_BEFORE:
        return True
    return (
        at > 0
        and text[words[at - 1].end : words[at].start] in (" ", ". ")
        and (words[at - 1].lower in TITLES | {"penn"})
    )
