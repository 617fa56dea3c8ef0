"""Places by the noun in their name, and roads: "Elk Mountain", "Lake Nokomis", "Route 196".

Known misses: landmarks without such a noun, neighbourhoods known by a nickname alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import Hit, end_of
from casesafe.recognizers.base import compiled, cues_in
from casesafe.values.places import LANDMARK_NOUNS, LEADING_NOUNS, counties, fold
from casesafe.values.vocabulary import common_given_names, ordinary_words

_LANDMARKS: Mapping[str, bool] = dict.fromkeys(LANDMARK_NOUNS, True)
_LEADING: Mapping[str, bool] = dict.fromkeys(LEADING_NOUNS, True)
#: Landmark nouns that end many a heading or phrase: the words before must not be ordinary ones.
_WEAK = frozenset(
    "point pass base state district quarter station crossing landing tower towers terminal gardens "
    "square commons courts manor terrace pavilion barracks reserve preserve tunnel dam marsh "
    "forest woods meadows prairie cape desert ridge bluff canyon crossing depot estates stadium "
    "arena hall observatory conservatory palace triangle row village borough neighborhood neighbourhood province peak valley gulch "
    "hollow refuge wilderness pier marina ferry junction trailhead campground".split()
)
#: First words that are no part of a name.
_OPENERS = frozenset(
    "the a an in at on near from to of by my her his our their this that these those and or but "
    "then when where while after before since until visit visited walk walked drove saw see met "
    "went lives live left old both each every some any no for with if as i we he she they it is "
    "was across off around past past outside inside upper-case mr mrs ms dr city town "
    "both behind between along toward towards through into over under".split()
)
#: Words before a landmark that make it a landmark even if it begins with a given name.
_PLACE_BEFORE = frozenset(
    "in at near on past across the to over by off around from toward towards through outside "
    "inside into behind beyond up down along under of".split()
)
_INNER = frozenset("of the de la del los las du des and".split())
#: Street types that name a road even where no house number stands.
_ROADS: Mapping[str, bool] = {
    **dict.fromkeys(
        "street avenue ave road rd boulevard blvd parkway pkwy turnpike pike highway expressway "
        "freeway alley causeway".split(),
        True,
    ),
    # Also words, surnames or titles: these need a preposition.
    **dict.fromkeys("lane ln drive dr st place pl circle way trail terrace court ct bypass".split(), False),
}
_ON = frozenset(
    "on off at near along down from to onto up across lives toward towards past by via of between "
    "around and in".split()
)
_COURT_WORDS = frozenset(
    "family drug juvenile circuit district municipal probate superior supreme traffic tribal "
    "county federal criminal civil housing health treatment recovery veterans".split()
)
# Numbered roads. Must not match a dose, a room or a route of giving a drug.
_NUMBERED_AT: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(
        ("highway", "hwy", "route", "rte", "rt", "interstate"),
        compiled(r"\.?\ (?:\#)?\d{1,4}[A-Z]?(?![\w%-]|[.:/]\d)(?:\ (?:bridge|bypass|corridor|crossing))?", ignore_case=True),
    ),
    "exit": compiled(r"\ \d{1,3}[A-C]?(?![\w%-]|[.:/]\d)"),
    "road": compiled(r"\ \d{2,5}(?![\w%-]|[.:/]\d)"),
    "rd": compiled(r"\.?\ \d{1,5}(?![\w%-]|[.:/]\d)"),
}
_BEFORE_NUMBERED = re.compile(
    r"\b(?:(?:US|U\.S\.|State|County|Co\.?|Old|Farm|Forest|Service|CR|Interstate|Texas|Ranch) ){1,2}\Z",
    re.IGNORECASE,
)
_SPOKEN_ROAD = re.compile(
    r" (?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|oh|hundred)\b ?){1,4}",
    re.IGNORECASE,
)
_SHORT_ROAD = re.compile(r"(?:i|us|sr|cr|rte|hwy|rt|sh)-\d{1,4}[nsew]?")
# "US 31", "SR 12": must not match without a preposition of place.
_US_ROAD = compiled(r"(?<=\b(?:on)\ )(?:US|SR|CR|FM|I)\ \d{1,4}\b|(?<=\b(?:off|via)\ )(?:US|SR|CR|I)\ \d{1,4}\b")
_FREEWAY = re.compile(
    r"\b(?:on|off|down|up|take|took|via) the (\d{1,3})(?= (?:freeway|fwy|going|north|south|east|west"
    r"|toward|towards|interchange)\b)"
)
# Crossings: "50th and Cedar", "Elm and 5th". Must not match grades, dates or ranks.
_CROSSING = compiled(
    r"""\b(?:\d{1,3}(?:st|nd|rd|th)(?:\ (?:St|Ave|Street|Avenue)\.?)?\ (?:and|&)\ [A-Z][a-z]{2,}
    |(?<=orner\ of\ )[A-Z][a-z]+(?:\ (?:St|Ave|Street|Avenue|Rd)\.?)?\ (?:and|&)\ [A-Z\d][\w]+
    |(?<=\ at\ )[A-Z][a-z]{2,}\ (?:and|&)\ \d{1,3}(?:st|nd|rd|th))\b"""
)
_NOT_CROSSING = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday grade grades the final last".split()
)


#: Immigration forms that look like interstates.
_FORMS = frozenset(
    "i-9 i-20 i-94 i-129 i-130 i-131 i-140 i-360 i-485 i-539 i-589 i-601 i-730 i-751 i-765 i-797 "
    "i-821 i-862 i-864 i-918 i-13".split()
)


def landmark_hits(note: Note) -> Iterator[Hit]:
    """Yield named landmarks, waters, counties and roads."""
    for word, _ in cues_in(note, _LANDMARKS):
        if word.text[0].isupper():
            if note.has_capitals and not (word.text.isupper() and len(word.text) > 1):
                yield from _landmark(note, word)
            elif word.lower in ("county", "parish", "township"):
                yield from _small_county(note, word)
        elif word.lower in ("county", "parish"):
            yield from _small_county(note, word)
    for word, _ in cues_in(note, _LEADING):
        yield from _leading(note, word)
    for word, plain in cues_in(note, _ROADS):
        yield from _road(note, word, plain=plain)
    yield from _numbered(note)


def run_before(note: Note, word: Word, most: int = 4) -> int:
    """Return the index of the first word of the capitalised name that ends at `word`.

    Openers ("The", "In") are left out; the result is `word.index` if nothing precedes.
    """
    words, text = note.words, note.normal
    at = word.index
    while at > 0 and word.index - at < most:
        before: Word = words[at - 1]
        gap = text[before.end : words[at].start]
        if gap not in (" ", "  ", "-", " & ") and not (gap in (". ", ".") and len(before.text) < 4):
            break
        if not (before.text[0].isupper() or before.text[0].isdigit()) and not (
            before.lower in _INNER and at > 1 and words[at - 2].text[0].isupper()
            and before.lower not in ("and", "of", "the")
        ):
            break
        if before.text[0].isdigit() and not before.lower.endswith(("st", "nd", "rd", "th")):
            break
        if before.lower in _OPENERS:
            break
        at -= 1
    while at < word.index and words[at].text[0].islower():
        at += 1
    return at


def _landmark(note: Note, word: Word) -> Iterator[Hit]:
    words, text = note.words, note.normal
    at = run_before(note, word)
    if at == word.index:
        return
    first: Word = words[at]
    names = [words[i].lower.removesuffix("'s") for i in range(at, word.index)]
    before = words[at - 1].lower if at and text[words[at - 1].end : first.start] == " " else ""
    if all(n in ordinary_words() for n in names) and (
        (word.lower in _WEAK and before not in _PLACE_BEFORE)
        or (word.lower in ("county", "parish") and " ".join(names) not in counties())
    ):
        return
    if any(words[i].text.isupper() and len(words[i].text) > 2 for i in range(at, word.index)):
        return
    if names[0] in common_given_names() and len(names) == 1 and word.lower != "county":
        if before not in _PLACE_BEFORE:
            return
    if any(n.removesuffix("'s") in _COURT_WORDS for n in names) and word.lower == "district":
        return
    end = end_of(word)
    nxt = words[word.index + 1] if word.index + 1 < len(words) else None
    if nxt is not None and text[word.end : nxt.start] == " " and nxt.text[0].isupper():
        if nxt.lower in _LANDMARKS or nxt.lower in ("zoo", "pier", "mall", "apartments"):
            end = end_of(nxt)
    source = Source.CUE if before in _PLACE_BEFORE or word.lower in ("county", "parish") else Source.UNPROVEN
    yield Hit(first.start, end, "LOCATION", "landmark_noun", source)


def _small_county(note: Note, word: Word) -> Iterator[Hit]:
    """Yield "adair county" where the list of counties has it."""
    words = note.words
    for size in (2, 1):
        at = word.index - size
        if at < 0 or note.normal[words[word.index - 1].end : word.start] != " ":
            continue
        name = " ".join(fold(words[i].lower) for i in range(at, word.index))
        if name in counties() and name not in _OPENERS:
            yield Hit(words[at].start, word.end, "LOCATION", "county", Source.CUE)
            return


def _leading(note: Note, word: Word) -> Iterator[Hit]:
    words, text = note.words, note.normal
    if not word.text[0].isupper() or not note.has_capitals or word.index + 1 >= len(words):
        return
    nxt: Word = words[word.index + 1]
    if text[word.end : nxt.start] not in (" ", ". ") or not nxt.text[0].isupper():
        return
    if nxt.lower in _OPENERS or nxt.lower in _NOT_AFTER_LEADING or nxt.text.isupper():
        return
    if word.lower in ("pt", "camp", "point", "port") and nxt.lower in ordinary_words():
        return
    if word.lower == "pt":
        return
    end = end_of(nxt)
    after = words[nxt.index + 1] if nxt.index + 1 < len(words) else None
    if after is not None and text[nxt.end : after.start] == " " and after.text[0].isupper():
        if after.lower in _LANDMARKS or after.lower not in ordinary_words():
            end = end_of(after)
    yield Hit(word.start, end, "LOCATION", "landmark_leading", Source.UNPROVEN)


_NOT_AFTER_LEADING = frozenset(
    "counselor counselors director staff nurse person st street ave avenue road rd effect s".split()
)


def _road(note: Note, word: Word, *, plain: bool) -> Iterator[Hit]:
    words, text = note.words, note.normal
    if not word.text[0].isupper():
        yield from _small_road(note, word, plain=plain)
        return
    if not note.has_capitals or word.text.isupper() and len(word.text) > 3:
        return
    at = run_before(note, word, 3)
    if at == word.index or (at and words[at - 1].text[0].isdigit() and _adjacent(note, at)):
        return
    first: Word = words[at]
    names = [words[i].lower for i in range(at, word.index)]
    before = words[at - 1].lower if at and text[words[at - 1].end : first.start] == " " else ""
    if not plain and (before not in _ON and not (before == "the" and at > 1 and words[at - 2].lower in _ON)):
        return
    if word.lower in ("court", "ct") or (names[0] in ordinary_words() and before not in _ON | {"the"} and not plain):
        return
    if word.lower in ("st", "dr") and word.index + 1 < len(words):
        nxt: Word = words[word.index + 1]
        if nxt.text[0].isupper() and text[word.end : nxt.start] in (" ", ". ") and nxt.lower not in _OPENERS:
            return
    source = Source.CUE if before in _ON else Source.UNPROVEN
    end = end_of(word)
    nxt2 = words[word.index + 1] if word.index + 1 < len(words) else None
    if nxt2 is not None and text[word.end : nxt2.start] == " " and nxt2.text in ("Bridge", "Station"):
        end = nxt2.end
    yield Hit(first.start, end, "LOCATION", "road", source)


def _small_road(note: Note, word: Word, *, plain: bool) -> Iterator[Hit]:
    """Yield "on dexter ave" in lower-case text: a name that is no word, behind a preposition."""
    words, text = note.words, note.normal
    if not plain or word.index < 2 or word.lower in ("pike", "alley", "highway", "road", "street") and False:
        return
    name, before = words[word.index - 1], words[word.index - 2]
    if text[name.end : word.start] != " " or text[before.end : name.start] != " ":
        return
    if before.lower in _ON and name.text.isalpha() and name.lower not in ordinary_words():
        yield Hit(name.start, word.end, "LOCATION", "road", Source.CUE)


def _adjacent(note: Note, at: int) -> bool:
    words = note.words
    return note.normal[words[at - 1].end : words[at].start].strip(" ") == ""


def _numbered(note: Note) -> Iterator[Hit]:
    text = note.normal
    for word, pattern in cues_in(note, _NUMBERED_AT):
        m = pattern.match(text, word.end)
        before = _BEFORE_NUMBERED.search(text, max(0, word.start - 24), word.start)
        if m is None:
            spoken = _SPOKEN_ROAD.match(text, word.end) if word.lower in ("highway", "route") else None
            if spoken is not None:
                end = word.end + len(spoken.group().rstrip())
                yield Hit(word.start, end, "LOCATION", "road_number", Source.CUE)
            continue
        if word.lower in ("road", "rd") and (before is None or "count" not in before.group().lower() and "co" not in before.group().lower()):
            continue
        if word.lower == "exit" and word.text[0].islower() and not _cue_before(note, word):
            continue
        if word.lower in ("rt", "rte") and word.text[0].islower() and not _cue_before(note, word):
            continue
        start = before.start() if before else word.start
        yield Hit(start, m.end(), "LOCATION", "road_number", Source.CUE)
    if not note.has_digits:
        return
    if "-" in text:
        index = note.words.by_lower
        for key in index:
            if "-" in key and key[-1].isalnum() and _SHORT_ROAD.fullmatch(key):
                for word in index[key]:
                    if (word.text[0].isupper() and key not in _FORMS) or _cue_before(note, word):
                        yield Hit(word.start, word.end, "LOCATION", "road_number", Source.CUE)
    for m in _US_ROAD.finditer(text):
        yield Hit(m.start(), m.end(), "LOCATION", "road_number", Source.CUE)
    for m in _FREEWAY.finditer(text):
        yield Hit(m.start(1), m.end(1), "LOCATION", "road_number", Source.CUE)
    if "th" in note.lower or "st" in note.lower:
        for m in _CROSSING.finditer(text):
            parts = m.group().lower().split()
            if not _NOT_CROSSING & set(parts) and parts[-1] not in ("graders",):
                yield Hit(m.start(), m.end(), "LOCATION", "crossing", Source.CUE)


def _cue_before(note: Note, word: Word) -> bool:
    return word.index > 0 and note.words[word.index - 1].lower in _ON
