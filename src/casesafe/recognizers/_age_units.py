"""Ages with a unit behind them as a word of its own: "34 years old", "34 y/o", "(5 weeks)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._age_words import NOT_NAMES, PEOPLE
from casesafe.recognizers._date_parts import Found, Hit

_WORD_NUMBER = (
    r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|"
    r"five|six|seven|eight|nine))?|(?:one )?hundred(?: and [a-z]+)?|ten|eleven|twelve|"
    r"[a-z]{3,6}teen|one|two|three|four|five|six|seven|eight|nine)"
)
_HALF = r"(?:½|¼|¾|\.5| 1/2|(?: and|-and)(?: |-)a(?: |-)half)?"
# The number before "years old": must not take the tail of "30-39-year-old" or a longer number.
_BEFORE_UNIT = lazy_pattern(
    rf"(?<![\d.,/$:#-])(?<![A-Za-z])((?:1[01]\d|[1-9]?\d|{_WORD_NUMBER}){_HALF})[\s-]{{0,3}}$",
    re.IGNORECASE,
)
# The unit of an age in years, with "old" or "o"; must not match "years ago".
_YEARS_OLD = lazy_pattern(
    r"(?:years?|yrs?|yr|y)(?:[\s.-]{1,3}(?:and )?\d{1,2}(?:[\s-]?(?:months?|mos?|m))?)?"
    r"[\s.,-]{0,3}(?:olds?\b|o\b\.?|of age\b)",
    re.IGNORECASE,
)
_MONTHS_OLD = lazy_pattern(
    r"(?:months?|mos?|mths?|weeks?|wks?|days?)[\s.-]{1,3}(?:olds?\b|of age\b)", re.IGNORECASE
)
# "y/o", "y.o.", "yo"; must not match "you".
Y_O = lazy_pattern(r"y\.?\s?/?\s?o\b\.?", re.IGNORECASE)
_LONG = "year-old years-old yr-old month-old week-old day-old year week wk day".split()
_CLINICAL = "y yr yrs yo mo mos month months weeks wks days years".split()
#: The cue words of this module -> whether they alone may make an age.
CUES = {"unit": {**dict.fromkeys(_LONG, False), **dict.fromkeys(_CLINICAL, True)}}


def unit_ages(note: Note, found: Found) -> Iterator[Hit]:
    """Yield "34 years old", "34 y/o", "9 mo old", "59 yrs", "2 y 1 m", in no order."""
    text = note.normal
    for w, clinical in found["unit"]:
        before = _BEFORE_UNIT.search(text, max(0, w.start - 28), w.start)
        if before is None:
            continue
        start = before.start(1)
        end = _old_end(text, w.start)
        if end:
            yield Hit(start, end, "years_old", Source.PROVEN)
        elif clinical and (end := _clinical_end(note, start, w)):
            yield Hit(start, end, "clinical_age", Source.CUE)


def _old_end(text: str, start: int) -> int | None:
    """The end of a unit that says "old", with the full stop of "y.o." but no sentence's."""
    m = _YEARS_OLD.match(text, start) or _MONTHS_OLD.match(text, start) or Y_O.match(text, start)
    if m is None:
        return None
    end = m.end()
    dotted = text[end - 1] == "." and "." not in text[max(0, end - 4) : end - 1]
    return end - 1 if dotted else end


# People whose age one tells in months; must not match "children's" as a name of a place.
_INFANT = lazy_pattern(
    r"\b(?:baby|babies|infant|newborn|toddler|preemie|neonate|sons?|daughters?|child|kids?|"
    r"grandbab\w+|born|adopt\w+|foster\w*|half[- ](?:brother|sister)|niece|nephew|grandson|"
    r"granddaughter|twins?|jr)\b",
    re.IGNORECASE,
)
_ILL = lazy_pattern(
    r"\b(?:deaf|died|dx'?d?|onset|diagnos\w+|T1D|walked|talked|seizures?)\b", re.IGNORECASE
)
_PERSON_IS = lazy_pattern(
    r"\b(?:he|she|they|baby|who)(?:'s| is| was)\s(?:now\s|only\s|just\s)?$", re.IGNORECASE
)
_SEX_NEXT = lazy_pattern(r"[\s,]{1,2}(?:[MF]\b|male\b|female\b|old\b|man\b|woman\b|boy\b|girl\b)")
_AT = lazy_pattern(r"(?:\bat|\bis|'s|'s only|\bfrom|\bsince)\s$", re.IGNORECASE)
# What makes a number of months a duration.
_LASTING = lazy_pattern(
    r"\s(?:sober|clean|pregnant|along|out|in|into|behind|post|pp|postpartum|ago|of|later|"
    r"gestation|weeks)\b"
)
_LABEL = lazy_pattern(r"\baged?\b\W{0,6}$|\bag\s$|\bPT_AGE\|$|\btest\s$", re.IGNORECASE)
_MONTHS_TOO = lazy_pattern(r"[\s,]{0,2}\d{1,2}\s?(?:m|mos?|months?|w|wks?)\b\.?", re.IGNORECASE)
_NAME_IS = lazy_pattern(r"([A-Z][a-z]+) (?:is |\()$")
_NAME_BESIDE = lazy_pattern(r"([A-Z][a-z'-]+)\"?\)?(?:,\s|\s\()$")
_BESIDE = lazy_pattern(r"(?:\(|, |\bat |\bis |\bfrom |[A-Z][a-z]+ )$")
_NO_PEOPLE = NOT_NAMES | frozenset("follow-up married sober clean lives duration nurse".split())


def _clinical_end(note: Note, start: int, w: Word) -> int | None:
    """The end of "59 yrs", "22 mos", "2y 1m" where it stands as an age, not as a duration."""
    text, left = note.normal, note.normal[max(0, start - 26) : start]
    years = w.lower[0] == "y"
    more = _MONTHS_TOO.match(text, w.end) if years else None
    stop = more.end() if more else w.end
    sexed = _SEX_NEXT.match(text, stop) is not None and w.lower[0] in "ym"
    if sexed or _LABEL.search(left):
        return stop
    closes = (
        text[stop : stop + 1] in ("", ",", ";", ")", ".", "|", "\n")
        or text[stop : stop + 2] == "  "
    )
    if more and text[start].isdigit() and (closes or left[-1:] in "(,: "):
        return stop
    told = _tells_years if years else _tells_months
    return stop if told(note, start, stop, left, w.lower, closes) else None


def _tells_years(note: Note, start: int, stop: int, left: str, unit: str, closes: bool) -> bool:
    if not closes:
        return False
    if re.search(r"\d{2,4}\s?\($", left) and note.normal[stop : stop + 1] == ")":
        return True  # "09-Nov-1988 (36 Y)"
    beside = left.rstrip(" ")[-1:] in (",", "(", ":") or unit in ("y", "yr")
    if _PERSON_IS.search(left) or (beside and _last_word(left) in PEOPLE):
        return True
    return unit != "years" and _is_named(note, _NAME_BESIDE.search(left))


def _tells_months(note: Note, start: int, stop: int, left: str, unit: str, closes: bool) -> bool:
    infant = _INFANT.search(note.normal, max(0, start - 90), start) is not None
    if left.endswith("born at "):
        return False
    told = _AT.search(left) and (infant or _ILL.search(left))
    if told and not _LASTING.match(note.normal, stop):
        return True
    if not closes:
        return False
    if _PERSON_IS.search(left) or (infant and _BESIDE.search(left)):
        return True
    if unit[0] in "mw" and _is_named(note, _NAME_IS.search(left)):
        return True
    return _last_word(left) in PEOPLE and left.rstrip(" ")[-1:] in (",", "(", ":")


def _last_word(left: str) -> str:
    words = left.rstrip(" ,:(").rsplit(None, 1)
    return words[-1].lower().strip("\"'(") if words else ""


def _is_named(note: Note, m: re.Match[str] | None) -> bool:
    return m is not None and note.has_capitals and m[1].lower() not in _NO_PEOPLE
