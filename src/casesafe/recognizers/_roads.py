"""Roads without a house number: "Payne Avenue", "Route 196", "I-81", "50th and Cedar".

Known misses: a street called by its bare name, unless a house or shop stands "on" it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import Hit, end_of, next_word, word_before
from casesafe.recognizers._landmarks import run_before
from casesafe.recognizers.base import compiled, cues_in
from casesafe.values.vocabulary import ordinary_words

#: Street types that name a road even where no house number stands.
_ROADS: Mapping[str, bool] = {
    **dict.fromkeys(
        "street avenue ave road rd boulevard blvd parkway pkwy turnpike pike highway expressway "
        "freeway alley causeway".split(),
        True,
    ),
    # Also words, surnames or titles: these need a preposition.
    **dict.fromkeys(
        "lane ln drive dr st place pl circle way trail terrace court ct bypass".split(), False
    ),
}
_ON = frozenset(
    "on off at near along down from to onto up across lives toward towards past by via of between "
    "around and in".split()
)
# Numbered roads. Must not match a dose, a room or a route of giving a drug.
_NUMBERED_AT: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(
        ("highway", "hwy", "route", "rte", "rt", "interstate"),
        compiled(
            r"\.?\ (?:\#)?\d{1,4}[A-Z]?(?![\w%-]|[.:/]\d)(?:\ (?:bridge|bypass|corridor))?",
            ignore_case=True,
        ),
    ),
    "exit": compiled(r"\ \d{1,3}[A-C]?(?![\w%-]|[.:/]\d)"),
    "road": compiled(r"\ \d{2,5}(?![\w%-]|[.:/]\d)"),
    "rd": compiled(r"\.?\ \d{1,5}(?![\w%-]|[.:/]\d)"),
}
_BEFORE_NUMBERED = lazy_pattern(
    r"\b(?:(?:US|U\.S\.|State|County|Co\.?|Old|Farm|Forest|Service|Texas|Ranch) ){1,2}\Z",
    re.IGNORECASE,
)
_SPOKEN_ROAD = lazy_pattern(
    r" (?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|oh|hundred)\b ?){1,4}",
    re.IGNORECASE,
)
_SHORT_ROAD = lazy_pattern(r"(?:i|us|sr|cr|rte|hwy|rt|sh)-\d{1,4}[nsew]?")
# "US 31", "SR 12", "the 405 freeway" behind a preposition; must not match a count or a day.
_BEHIND_ON = compiled(
    r"""\ (?:(?P<road>(?:US|SR|CR|FM|I)\ \d{1,4})\b
    |the\ (?P<way>\d{1,3})(?=\ (?:freeway|fwy|going|north|south|east|west|toward|towards
    |interchange)\b))"""
)
_ON_ROAD: Mapping[str, bool] = dict.fromkeys("on off via down up take took".split(), True)
# Crossings: "50th and Cedar", "Elm and 5th". Must not match grades, dates or ranks.
_CROSS_AFTER = lazy_pattern(r"(?: (?:St|Ave|Street|Avenue)\.?)? (?:and|&) [A-Z][a-z]{2,}\b")
_CROSS_BEFORE = lazy_pattern(r"(?<= at )[A-Z][a-z]{2,} (?:and|&) \Z")
_CORNER = lazy_pattern(r" of ([A-Z]\w+(?: (?:St|Ave|Street|Avenue|Rd)\.?)? (?:and|&) [A-Z\d]\w+)")
_NOT_CROSSING = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday grade grades the final last".split()
)


#: Immigration forms that look like interstates.
_FORMS = frozenset(
    "i-9 i-20 i-94 i-129 i-130 i-131 i-140 i-360 i-485 i-539 i-589 i-601 i-730 i-751 i-765 i-797 "
    "i-821 i-862 i-864 i-918 i-13".split()
)


def road_hits(note: Note) -> Iterator[Hit]:
    """Yield roads by their type, by their number, and crossings."""
    for word, plain in cues_in(note, _ROADS):
        if not word.text[0].isupper():
            yield from _small_road(note, word, plain=plain)
        elif note.has_capitals and (len(word.text) < 4 or not word.text.isupper()):
            yield from _road(note, word, plain=plain)
    for word, pattern in cues_in(note, _NUMBERED_AT):
        yield from _numbered(note, word, pattern)
    if note.has_digits:
        for key, found in note.words.by_lower.items():
            if "-" in key and key[-1].isalnum() and _SHORT_ROAD.fullmatch(key):
                yield from _short_road(note, key, found)
            elif key[0].isdigit() and key[-2:] in _ORDINAL_ENDS:
                yield from _crossings(note, found)
    yield from _anchored(note)


def _road(note: Note, word: Word, *, plain: bool) -> Iterator[Hit]:
    words = note.words
    at = run_before(note, word, 3)
    if at == word.index or word.lower in ("court", "ct"):
        return
    if at and words[at - 1].text[0].isdigit() and word_before(note, at):
        return  # a house number: that is a street address
    before = word_before(note, at)
    announced = before in _ON or (before == "the" and word_before(note, at - 1) in _ON)
    if not plain and not announced:
        return
    after = next_word(note, word.index, (" ", ". "))
    if word.lower in ("st", "dr") and after is not None and after.text[0].isupper():
        return  # a saint or a doctor
    end = end_of(word)
    if after is not None and after.text in ("Bridge", "Station"):
        end = after.end
    source = Source.CUE if before in _ON else Source.UNPROVEN
    yield Hit(words[at].start, end, "LOCATION", "road", source)


def _small_road(note: Note, word: Word, *, plain: bool) -> Iterator[Hit]:
    """Yield "on dexter ave" in lower-case text: a name that is no word, behind a preposition."""
    if not word_before(note, word.index):
        return
    name: Word = note.words[word.index - 1]
    home = word_before(note, name.index - 1) in ("lives", "living", "live", "lived", "stays")
    if word_before(note, name.index) in _ON and (
        name.text.isalpha() and (home or (plain and name.lower not in ordinary_words()))
    ):
        yield Hit(name.start, word.end, "LOCATION", "road", Source.CUE)


def _numbered(note: Note, word: Word, pattern: re.Pattern[str]) -> Iterator[Hit]:
    text = note.normal
    m = pattern.match(text, word.end)
    before = _BEFORE_NUMBERED.search(text, max(0, word.start - 24), word.start)
    if m is None:
        spoken = _SPOKEN_ROAD.match(text, word.end) if word.lower in ("highway", "route") else None
        if spoken is not None:
            end = word.end + len(spoken.group().rstrip())
            yield Hit(word.start, end, "LOCATION", "road_number", Source.CUE)
        return
    kind = before.group().lower() if before else ""
    if word.lower in ("road", "rd") and "co" not in kind:
        return
    small = word.text[0].islower()
    if word.lower in ("exit", "rt", "rte") and small and word_before(note, word.index) not in _ON:
        return
    start = before.start() if before else word.start
    yield Hit(start, m.end(), "LOCATION", "road_number", Source.CUE)


def _anchored(note: Note) -> Iterator[Hit]:
    """Yield "on US 31", "the 405 freeway" and "corner of Elm and Main"."""
    text = note.normal
    for word, _ in cues_in(note, _ON_ROAD):
        m = _BEHIND_ON.match(text, word.end)
        if m is not None:
            yield Hit(m.start(m.lastgroup or 0), m.end(), "LOCATION", "road_number", Source.CUE)
    for word, _ in cues_in(note, {"corner": True}):
        m = _CORNER.match(text, word.end)
        if m is not None:
            yield Hit(m.start(1), m.end(), "LOCATION", "crossing", Source.CUE)


_ORDINAL_ENDS = ("th", "st", "nd", "rd")


_ALONG = frozenset("on off along via down up near take took onto".split())


def _short_road(note: Note, key: str, found: list[Word]) -> Iterator[Hit]:
    for word in found:
        if (word.text[0].isupper() and key not in _FORMS) or word_before(
            note, word.index
        ) in _ALONG:
            yield Hit(word.start, word.end, "LOCATION", "road_number", Source.CUE)


def _crossings(note: Note, found: list[Word]) -> Iterator[Hit]:
    """Yield crossings of a numbered street with another."""
    text = note.normal
    for word in found:
        after = _CROSS_AFTER.match(text, word.end)
        before = _CROSS_BEFORE.search(text, max(0, word.start - 30), word.start)
        start, end = (word.start, after.end()) if after else (0, 0)
        if before:
            start, end = before.start(), word.end
        if end and not _NOT_CROSSING & set(text[start:end].lower().split()):
            yield Hit(start, end, "LOCATION", "crossing", Source.CUE)
