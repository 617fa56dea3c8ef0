"""States of the United States, the town before them and the ZIP code behind them.

A postal abbreviation is a word or a credential as often as a state ("IN", "MA", "PA"), so it needs
a ZIP code, a known town or a comma before it, or a licence or plate beside it. ZIP codes need a
state, a town, a street line or a label; a bare number of five digits is a count or a code.

Source: USPS Publication 28, appendix B; ZIP prefixes by state. Known misses: states in lower-case
abbreviation without a ZIP code, ZIP codes alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import Hit, town_before
from casesafe.recognizers.base import compiled, cues_in
from casesafe.values.places import State, states

#: Abbreviations that are words, credentials or clinical terms too.
_COLLIDING = frozenset(
    "AL AR AS CA CO CT DC DE GA HI IA ID IL IN LA MA MD ME MI MO MS MT NC ND NE OH OK OR PA PR "
    "SC SD VA VI".split()
)
#: Those that are words in a note or line of capitals.
_WORDS = frozenset("IN OR ME HI OK ID".split())
#: Those that stand behind a person's name.
_CREDENTIALS = frozenset("MA MD MS PA ME MT".split())
_PLAIN = frozenset(s.postal for s in states()) - _COLLIDING

# A ZIP code, digits misread by a scanner allowed in all places but two; must not match inside a
# longer number.
ZIP = r"(?=[\dOIlS]{0,3}\d[\dOIlS]{0,2}\d)[\dOIlS]{5}(?:-?\d{4}|-[\dOIlS]{4})?(?![\w-]|\.\d)"
# What stands between a state and its ZIP code: blanks, marks of a record, an XML tag, a JSON key.
_ZIP_AFTER = compiled(
    r"[\s,|~^*;:.'\"\\/]{1,4}(?:\d\s)?(?:</?\w{2,10}>\s{0,8}){0,2}(?:zip\ (?:code\ )?)?("
    + ZIP
    + ")",
    ignore_case=True,
)
# A licence, plate or registration beside a state's abbreviation; must not match a bare word.
_PAPER_AFTER = compiled(
    r"""\.?\ {0,2}(?:state\ |exempt\ |vet\ |learner\ )?(?:licen[cs]ed?\b|lic\b|reg\b|registration
    |tags?\b|plates?\b|dl\b|driver|cdl\b|medicaid|permit\b|id\ (?:card\b|[A-Z\d]*\d)|sid\b
    |psychologist\b|stat\b|psy\ ?\d|rn\ ?\d|twic\b|csmd\b)""",
    ignore_case=True,
)
# A licence's number or credential; must not match an age or a dose.
_NUMBER_AFTER = compiled(
    r"""\.?\ {0,2}(?:\#|l\.?p\.?c|lcpc|lcsw|lmft|lmhc|lp\b|oln\b|id\b|board\ of|bar\b|form\b|temp\b
    |\(?(?=[A-Z\d]*-?\d)[A-Z]{0,4}[ -]?\d[\d -]{4,})""",
    ignore_case=True,
)
# A plate: letters and digits mixed; must not match a word or a plain number.
_PLATE_AFTER = lazy_pattern(
    r" (?=[A-Z0-9 -]{0,7}\d)(?=[A-Z0-9 -]{0,7}[A-Z])[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,6}\b"
)
# What makes two capitals the state of a licence or plate; must not match across a sentence.
_LICENCE_BEFORE = compiled(
    r"""(?:\b(?:dl|cdl|oln|plates?|tags?|reg|licen[cs]ed?|lic|license\#|registered|licensed\ in
    |plate\#|truck|van|car|suv|pov|vehicle|pickup|sedan|minivan|buick|ford|chevy|honda|toyota|nissan
    |subaru|jeep|dodge|hyundai|kia|corolla|camry|civic|caravan|elantra|tacoma
    |driver'?s\ licen[cs]e)\b[^\n.;]{0,14}[\s(:\#]|\bpsy[ -]?\d{3,6}\ \(
    |\b(?:lpc|lcsw|lmft|lmhc|psyd|phd|ph\.d|md|do|rn|np|lp|licsw|abpp)\b[.,]{0,2}\ (?:/\ )?
    |\d\ /\ |\d\ \()\Z""",
    ignore_case=True,
)
# The key of a record's state; must not match the word in a sentence.
_PAIR = lazy_pattern(r"\b(?:ST|St|State|state|st)\b[\"'>:=\s.]{1,8}\Z")
# A label in front of a postal code: "zip 02134", "<Zip>", "postalCode": "...".
_ZIP_LABEL = lazy_pattern(
    r"(?<![A-Za-z])(?:zip|zipcode|zip ?\+ ?4|postcode|postal ?code|zip[ _-]code)\d?"
    r"(?: of [a-z ]{2,12}| is| code)?[\"'>:=\]\s.#|(,]{1,28}\Z",
    re.IGNORECASE,
)
# Military mail; must not match without its ZIP code.
_APO = lazy_pattern(r"\b(?:APO|FPO|DPO),? {1,2}(AE|AP|AA),? {1,2}(\d{5}(?:-\d{4})?)\b")
_FOREIGN = compiled(
    # A Canadian code, then a British one; must not match a plate, a dose or a model number.
    r"""(?:[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\ \d[ABCEGHJ-NPRSTV-Z]\d
    |[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKPSTUW]?\ \d[ABD-HJLNP-UW-Z]{2})"""
)
# Five digits in words; must not match fewer.
_SPOKEN_ZIP = lazy_pattern(
    r" (?:zip (?:code )?)?((?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b ?){5})",
    re.IGNORECASE,
)


def state_hits(note: Note) -> Iterator[Hit]:
    """Yield states, the towns that stand before them and the ZIP codes behind them."""
    for word, state in cues_in(note, _POSTAL_WORDS):
        if word.text == state.postal or word.text == state.postal.lower():
            yield from _postal(note, word, state)
    yield from _older(note)
    if "po" in note.lower:
        for m in _APO.finditer(note.normal):
            yield Hit(m.start(1), m.end(1), "STATE", "military_mail", Source.CUE)
            yield Hit(m.start(2), m.end(2), "ZIP_CODE", "military_mail", Source.PROVEN)


_POSTAL_WORDS = {s.postal.lower(): s for s in states()}


def _postal(note: Note, word: Word, state: State) -> Iterator[Hit]:
    text, lower = note.normal, word.text.islower()
    zip_code = _ZIP_AFTER.match(text, word.end)
    fits = zip_code is not None and _has_zip(state, zip_code.group(1))
    town = town_before(note, word.index, lower_case=lower, certain=lower and fits)
    if lower:
        if town is not None and town.known and (fits or not _is_word(word.text)):
            yield Hit(word.start, word.end, "STATE", "town_state", Source.CUE)
            yield town.hit("town_of_state", Source.CUE)
            yield from _zip(zip_code, state)
        return
    if (
        zip_code
        and (fits or (town is not None and town.comma))
        and (word.text != "ID" or town is not None)
    ):
        yield Hit(word.start, word.end, "STATE", "state_zip", Source.CUE)
        yield from _zip(zip_code, state)
        if town is not None:
            yield town.hit("town_of_state", Source.CUE)
        return
    if _inside_name(text, word) or (word.text == "ID" and not _ID_STATE.match(text, word.end)):
        return
    paper = _PAPER_AFTER.match(text, word.end) is not None
    if (
        town is not None
        and (town.known or not paper)
        and (_is_pair(note, word, town.known, town.comma, town.cued))
    ):
        yield Hit(word.start, word.end, "STATE", "town_state", Source.CUE)
        yield town.hit("town_of_state", Source.CUE)
    elif (
        _licensed(text, word.start, word.end, note.has_capitals)
        or _PAIR.search(text, max(0, word.start - 16), word.start)
        or _in_list(text, word)
    ):
        yield Hit(word.start, word.end, "STATE", "state_licence", Source.CUE)


# What follows the state of Idaho rather than an identifier; must not match a number or a colon.
_ID_STATE = lazy_pattern(r"[.,;)]|\n|\Z| (?:and|or|lic|plate|tag)\b| [A-Z]+ ?\d+\)| \d[A-Z] ")
# A second abbreviation beside one; must not match across a full stop.
_LISTED = lazy_pattern(r"(?:/| \+ |, | and | or |, and | & | not )([A-Z]{2})\b")
_LISTED_BEFORE = lazy_pattern(r"\b([A-Z]{2})(?:/| \+ |, | and | or |, and | & | not )\Z")


def _in_list(text: str, word: Word) -> bool:
    """Return whether another state stands beside an abbreviation: "KS/MO", "MI, OH"."""
    after = _LISTED.match(text, word.end)
    before = _LISTED_BEFORE.search(text, max(0, word.start - 8), word.start)
    others = {m.group(1) for m in (after, before) if m is not None}
    return bool(others & _PLAIN) or (word.text in _PLAIN and bool(others & _COLLIDING))


def _is_word(text: str) -> bool:
    return text.upper() in _COLLIDING and text not in ("ky", "ga", "va")


def _inside_name(text: str, word: Word) -> bool:
    """Return whether the letters are a part of something else: "PA-C", "CO2", "MA/CCC"."""
    return text[word.end : word.end + 1] in "-&'" and text[word.end + 1 : word.end + 2].isalpha()


def _is_pair(note: Note, word: Word, known: bool, comma: bool, cued: bool) -> bool:
    """Return whether a town and an abbreviation belong together: "Lima, OH", "Hazard KY"."""
    if word.text in _PLAIN or (word.text in ("GA", "CA", "NC", "SC", "VA", "IL", "CO", "OH")):
        return note.has_capitals and (comma or known) if comma or known else False
    if word.text in _CREDENTIALS or not note.has_capitals:
        return known and comma
    return (known and (comma or cued)) or (comma and cued)


def _licensed(text: str, start: int, end: int, has_capitals: bool) -> bool:
    """Return whether a licence, plate or registration stands beside an abbreviation."""
    name = text[start:end]
    paper = _PAPER_AFTER.match(text, end) is not None
    if paper and name not in _WORDS:
        return True
    if not has_capitals:
        return False
    before = _LICENCE_BEFORE.search(text, max(0, start - 40), start) is not None
    if paper or _NUMBER_AFTER.match(text, end) is not None:
        return before or name in _PLAIN or (text[max(0, start - 1)] in "(/\n|" and name != "ID")
    if not before or (name in _WORDS and text[start - 1] + text[end : end + 1] != "()"):
        return False
    return text[end : end + 1] in (")", ".") or _PLATE_AFTER.match(text, end) is not None


_MISREAD = str.maketrans("OIlS", "0115")


def _has_zip(state: State, code: str) -> bool:
    return state.has_zip(code.translate(_MISREAD))


def zip_behind(note: Note, end: int, state: State) -> Iterator[Hit]:
    """Yield the ZIP code behind a state that ends at `end`."""
    return _zip(_ZIP_AFTER.match(note.normal, end), state)


def _zip(m: re.Match[str] | None, state: State) -> Iterator[Hit]:
    if m is None:
        return
    proven = _has_zip(state, m.group(1))
    source = Source.PROVEN if proven else Source.CUE
    yield Hit(m.start(1), m.end(1), "ZIP_CODE", "state_zip", source)


_OLDER = compiled(
    # Older abbreviations with a full stop, behind a town or a comma; must not match "Miss." or
    # "Me." at the start of a sentence, which `_older` sees to.
    r"(?<![\w.])("
    + "|".join(
        sorted(
            (
                re.escape(a).replace("\\.", r"\.")
                for s in states()
                for a in s.abbreviations
                if a not in ("O", "Cal", "Haw")
            ),
            key=len,
            reverse=True,
        )
    ).replace(r"\ ", r"\ ?")
    + r")\."
)
_OLDER_STATES = {a.replace(" ", ""): s for s in states() for a in s.abbreviations}


def _older(note: Note) -> Iterator[Hit]:
    text = note.normal
    for word, _ in cues_in(note, _OLDER_HEADS):
        m = _OLDER.match(text, word.start)
        if m is None or not text[m.start()].isupper():
            continue
        state = _OLDER_STATES[m.group(1).replace(" ", "")]
        zip_code = _ZIP_AFTER.match(text, m.end() - 1)
        town = town_before(note, word.index, lower_case=False)
        if zip_code or (town is not None and (town.known or (town.comma and town.cued))):
            yield Hit(m.start(), m.end(), "STATE", "town_state", Source.CUE)
            if town is not None:
                yield town.hit("town_of_state", Source.CUE)
            yield from _zip(zip_code, state)
        elif _licensed(text, m.start(), m.end(), note.has_capitals) or (
            len(m.group(1)) > 3 and _IN_BEFORE.search(text, max(0, m.start() - 8), m.start())
        ):
            yield Hit(m.start(), m.end(), "STATE", "state_licence", Source.CUE)


_OLDER_HEADS = {
    a.replace(".", " ").split()[0].lower(): True for s in states() for a in s.abbreviations
}
_IN_BEFORE = lazy_pattern(r"\b(?:in|from|to|of) \Z")


def zip_hits(note: Note, street_ends: Sequence[int], town_ends: Sequence[int]) -> Iterator[Hit]:
    """Yield ZIP codes by label, behind a street line or town, and foreign postal codes.

    Args:
        note: The note.
        street_ends: Where street lines end, ascending.
        town_ends: Where known towns end, ascending.
    """
    yield from _spoken(note)
    if not note.has_digits:
        return
    towns, streets = set(town_ends), sorted(street_ends)
    for key, found in note.words.by_lower.items():
        if not key[0].isdigit():
            continue
        if len(key) == 3 and key[1].isalpha():
            yield from _foreign(note, found)
        elif (len(key) in (4, 5) and key.isdigit()) or (len(key) == 10 and key[5] == "-"):
            yield from _plain_zip(note, found, streets, towns)


def _plain_zip(
    note: Note, found: list[Word], streets: Sequence[int], towns: set[int]
) -> Iterator[Hit]:
    """Yield the occurrences of one number that are ZIP codes; a label counts for all of them."""
    text = note.normal
    if any(_ZIP_LABEL.search(text, max(0, w.start - 48), w.start) for w in found):
        for word in found:
            yield Hit(word.start, word.end, "ZIP_CODE", "zip_label", Source.LABEL)
        return
    if len(found[0].text) == 4:
        return
    for word in found:
        start = word.start
        if text[max(0, start - 1)] in "$#.,/+-" or text[word.end : word.end + 2] in (".0", ",0"):
            continue
        if (
            _behind_town(text, start, towns)
            or _behind_street(text, start, streets)
            or (
                text[max(0, start - 5) : start] == "near "
                and text[word.end : word.end + 1] in ".,;"
            )
        ):
            yield Hit(start, word.end, "ZIP_CODE", "place_zip", Source.CUE)


def _foreign(note: Note, found: list[Word]) -> Iterator[Hit]:
    """Yield Canadian and British codes by their second half."""
    for word in found:
        if not word.index:
            continue
        first: Word = note.words[word.index - 1]
        m = _FOREIGN.fullmatch(note.normal, first.start, word.end)
        if m is not None:
            yield Hit(m.start(), m.end(), "ZIP_CODE", "foreign_code", Source.CUE)


def _spoken(note: Note) -> Iterator[Hit]:
    """Yield ZIP codes said digit by digit behind a state's name or the word zip."""
    for word, _ in cues_in(note, _SPOKEN_CUES):
        m = _SPOKEN_ZIP.match(note.normal, word.end)
        if m is not None:
            end = m.start(1) + len(m.group(1).rstrip())
            yield Hit(m.start(1), end, "ZIP_CODE", "spoken_zip", Source.CUE)


_SPOKEN_CUES = {s.name.lower().split()[-1]: True for s in states()} | {"zip": True, "code": True}
_CITYLIKE = lazy_pattern(
    r"[.,|\s;)]{1,4}(?:[A-Z][\w'.\-]*[ ,|]{1,3}){0,3}\s{0,2}\Z|[ ,](?:[\w/]+ ){0,2}[\w/]+, \Z"
)


def _behind_town(text: str, start: int, towns: set[int]) -> bool:
    return any(start - gap in towns for gap in (1, 2)) and text[start - 1] in " ,\n"


def _behind_street(text: str, start: int, streets: Sequence[int]) -> bool:
    at = bisect_right(streets, start)
    if not at or start - streets[at - 1] > 40:
        return False
    return _CITYLIKE.match(text, streets[at - 1], start) is not None


__all__ = ["state_hits", "zip_behind", "zip_hits"]
