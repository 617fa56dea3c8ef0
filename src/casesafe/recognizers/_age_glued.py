"""Ages that are one word: "34yo", "34-year-old", "9mo", "34F", "thirty-something"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._age_units import Y_O
from casesafe.recognizers._date_parts import Hit
from casesafe.values.number_words import TEENS, TENS, UNITS

# A number and letters in one word; must not match "5th", "50mg", "4x" or "30-39-year-old".
_GLUED = lazy_pattern(
    r"(?P<n>1[01]\d|0?\d{1,2})(?P<unit>-(?:years?|yrs?|months?|mos?|weeks?|wks?|days?)-olds?|"
    r"-(?:yo|y-o)|y(?:o|rs?|r-?old)?(?:-old)?[mf]?|ys?o?[mf]?|mos?|m|f|ish|-something|"
    r"and-a-half)"
)
_IN_WORDS = lazy_pattern(
    r"(?P<n>[a-z]+(?:-[a-z]+)?)-(?:years?|yrs?|yr|months?|mos?|weeks?|wks?|days?)-olds?|"
    r"(?P<tens>[a-z]+ty)-something"
)
_NUMBERS = frozenset({*UNITS, *TEENS, *TENS})


def glued_ages(note: Note, hyphened: list[str], mixed: list[str]) -> Iterator[Hit]:
    """Yield ages of one word.

    Args:
        note: The note.
        hyphened: Its words with a hyphen, lower case.
        mixed: Its words of letters and digits, lower case.
    """
    index = note.words.by_lower
    for key in mixed:
        m = _GLUED.fullmatch(key) if key[0].isdigit() and len(key) <= 18 else None
        if m:
            for w in index[key]:
                yield from _glued(note, w, int(m["n"]), m["unit"])
    for key in hyphened:
        if not key.endswith(("-old", "-olds", "-something")):
            continue
        words = _IN_WORDS.fullmatch(key)
        if words and (words["tens"] or re.split("-", words["n"])[0] in _NUMBERS):
            for w in index[key]:
                yield Hit(w.start, w.end, "years_old", Source.PROVEN)


_AFTER_MONTHS = lazy_pattern(r"\s(?:ago|of|supply|f/u|follow|sober|later|hx)\b")
_AFTER_YEARS = lazy_pattern(r"\s(?:ago|of|hx|history|sober|later|exp|in|clean)\b")
_MORE = lazy_pattern(r"\s?\d{1,2}\s?m(?:os?)?\b|[\s-]old\b|/o\b")
_ISH = lazy_pattern(
    r"(?:[,(]|\b(?:age|male|female|man|woman|maybe)|\b(?:he|she|they|who)(?:'s| is| was))\s?$",
    re.IGNORECASE,
)


def _glued(note: Note, w: Word, number: int, unit: str) -> Iterator[Hit]:
    text = note.normal
    before = text[w.start - 1] if w.start else " "
    years = unit in ("y", "ys", "yr", "yrs")
    if before in "$#/.-:_@" or (text[w.end : w.end + 1] in ("/", "@") and unit != "y"):
        return
    if unit in ("m", "f") and not _is_sex(text, w, number, before):
        return
    if unit == "ish" and not _ISH.search(text, max(0, w.start - 16), w.start):
        return
    if unit in ("mo", "mos") and _AFTER_MONTHS.match(text, w.end):
        return
    if not years:
        proven = "old" in unit or "o" in unit
        yield Hit(w.start, w.end, "glued_age", Source.PROVEN if proven else Source.CUE)
        return
    if _AFTER_YEARS.match(text, w.end):
        return
    slash = Y_O.match(text, w.end - len(unit))
    more = _MORE.match(text, w.end)
    end = slash.end() if slash else more.end() if more else w.end
    yield Hit(w.start, max(end, w.end), "clinical_age", Source.CUE)


# A temperature, a T score or a military job: "Fridge 38F", "TRIN-r 50F", "Army, 88M".
_NO_SEX_BEFORE = lazy_pattern(
    r"(?:RIN(?:-r)?|temp\w*|fridge|milk|house|outside|inside|oven|Army|MOS|USMC|\bF|"
    r"no shirt)[,:]?\s$",
    re.IGNORECASE,
)
_NO_SEX_AFTER = lazy_pattern(r"\s?(?:followers|views|subs|budget|\$)|-")


def _is_sex(text: str, w: Word, number: int, before: str) -> bool:
    """Whether the letter of "34F" is a sex, not degrees, metres or millions."""
    if before == "(":
        return True
    if w.text[-1].islower() or number < 10 or _NO_SEX_AFTER.match(text, w.end):
        return False
    return _NO_SEX_BEFORE.search(text, max(0, w.start - 20), w.start) is None
