"""Dates that are spelled, misread or foreign: "three slash seventeen", "O9/l4/1996"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import Found, Hit, valid_either
from casesafe.values.number_words import TEENS, TENS, UNITS

_NUMBER_WORDS = frozenset((*UNITS, *TEENS, *TENS, "oh", "zero", "hundred", "thousand"))
_BIRTH_WORDS = frozenset("birth dob birthdate birthday born d0b".split())
_OTHER_LABELS = frozenset("dos issued issue bday dated date seen adm".split())
# Number words after "date of birth"; a word that is no number ends the run.
_RUN = lazy_pattern(
    r"\W{0,4}(?:is |was |on )?((?:[a-z]+(?:, |,? and |[ -])){2,8}[a-z]+)", re.IGNORECASE
)
_SPACED_DIGITS = lazy_pattern(r"\W{0,5}(\d{1,2}) (\d{1,2}) ((?:19|20)?\d\d)(?!\d| \d)")


def spelled_birth_dates(note: Note, found: Found) -> Iterator[Hit]:
    """Yield "date of birth two twelve seventy-nine" and "DOB 03 14 88", without the label."""
    text = note.normal
    for w, _ in found["label"]:
        digits = _SPACED_DIGITS.match(text, w.end)
        if digits and valid_either(int(digits[1]), int(digits[2])):
            yield Hit(digits.start(1), digits.end(3), "spaced_birth", Source.LABEL)
            continue
        if w.lower in _OTHER_LABELS:
            continue
        m = _RUN.match(text, w.end, min(len(text), w.end + 80))
        if m is None:
            continue
        words = list(re.finditer(r"[a-z]+", m[1], re.IGNORECASE))
        count = 0
        while count < len(words) and (
            words[count].group().lower() in _NUMBER_WORDS
            or (count and words[count].group().lower() == "and")
        ):
            count += 1
        if count >= 3:
            yield Hit(
                m.start(1), m.start(1) + words[count - 1].end(), "spelled_birth", Source.LABEL
            )


_NUMBER = r"(?:(?:twenty|thirty)[ -])?[a-z]+"
_SLASH_BEFORE = lazy_pattern(rf"\b({_NUMBER}|\d{{1,2}})\s$", re.IGNORECASE)
_SLASH_YEAR = r"(?:twenty|nineteen)[ -][a-z-]+(?: [a-z]+)?|[a-z]+(?:[ -][a-z]+)?|\d{2,4}"
_SLASH_AFTER = lazy_pattern(rf"\s({_NUMBER}|\d{{1,2}})(?:\sslash\s({_SLASH_YEAR}))?", re.IGNORECASE)


def slashed_words(note: Note, found: Found) -> Iterator[Hit]:
    """Yield "three slash seventeen" of dictated notes."""
    text = note.normal
    at = 0
    for w, _ in sorted(found["slash"], key=lambda c: c[0].start):
        if w.start < at:
            continue
        before = _SLASH_BEFORE.search(text, max(0, w.start - 18), w.start)
        after = _SLASH_AFTER.match(text, w.end)
        if before and after and _is_number(before[1]) and _is_number(after[1]):
            last = after.end() if after[2] and _is_number(after[2]) else after.end(1)
            start = before.start(1)
            first = before[1].split()[0].lower()
            if first not in _NUMBER_WORDS and " " in before[1]:
                start = before.start(1) + len(before[1].split()[0]) + 1
            yield Hit(start, last, "spoken_slash", Source.CUE)
            at = last


def _is_number(words: str) -> bool:
    return words.isdigit() or words.replace("-", " ").split()[-1].lower() in _NUMBER_WORDS


# A number that a scanner may have misread; must not match an ordinary word.
_SCANNED_WORD = lazy_pattern(r"[0-9olisbz-]{2,10}")
# Two or three such numbers with slashes or hyphens; must not match "and/or" or "I/O".
_SCANNED = lazy_pattern(
    r"(?<![A-Za-z0-9])[0-3OolI]?[0-9OlISB](?P<gap> {0,2}(?P<sep>[/\-]) {0,2})[0-3OolI]?[0-9OlISB]"
    r"(?: {0,2}(?P=sep)\s{0,2}(?:[l12I][90O][0-9OolISBZ]{2}|[0-9OolISBZ]{2}))?"
    r"(?![A-Za-z0-9]|[/-][0-9A-Za-z])"
)
_DIGITS = str.maketrans("OolISBZ", "0011582")


def misread_dates(note: Note, mixed: list[str]) -> Iterator[Hit]:
    """Yield dates whose digits a scanner read as letters: "O9/l4/1996", "ll/2l", "lO-2-74"."""
    text = note.normal
    index = note.words.by_lower
    if not any(_SCANNED_WORD.fullmatch(key) for key in mixed) and not (
        "ll" in index or "lo" in index
    ):
        return
    for m in _SCANNED.finditer(text):
        surface = m.group()
        if not re.search(r"[OolISBZ]", surface) or not (
            re.search(r"\d", surface) or "ll/" in surface
        ):
            continue
        numbers = re.findall(r"\d+", surface.translate(_DIGITS))
        if m["sep"] == "-" and (
            re.search(r"[SBZ]", surface) or (len(numbers) == 2 and " " not in m["gap"])
        ):
            continue
        if valid_either(int(numbers[0]), int(numbers[1])):
            yield Hit(m.start(), m.end(), "misread", Source.CUE)


#: Months of other calendars and languages; they need a day before them.
_OTHER_MONTHS = dict.fromkeys(
    "muharram safar rabi rajab shaban sha'ban shawwal dhul-hijjah dhul-hijja dhul-qadah jumada "
    "nisan tishrei cheshvan kislev tevet shevat adar iyar sivan tammuz elul farvardin ordibehesht "
    "khordad mordad shahrivar mehr aban azar bahman esfand janvier février fevrier avril juin "
    "juillet août septembre octobre novembre décembre januar februar märz juni juli oktober "
    "dezember janeiro fevereiro março abril maio junho julho setembro outubro dezembro января "
    "февраля марта апреля мая июня июля августа сентября октября ноября декабря gennaio febbraio "
    "aprile maggio giugno luglio settembre ottobre dicembre stycznia lutego marca kwietnia maja "
    "czerwca lipca sierpnia września października listopada grudnia".split(),
    True,
)
#: Months of the Jewish and Muslim year that are no other word.
_ALONE = frozenset(
    "muharram rajab shaban sha'ban shawwal dhul-hijjah dhul-hijja nisan tishrei cheshvan kislev "
    "tevet shevat adar iyar sivan tammuz elul".split()
)
_IN_BEFORE = lazy_pattern(r"\b(?:in|during|since|until|of|all)\s$")
_OTHER_DAY = lazy_pattern(r"(?<!\d)(?:[12]\d|3[01]|0?[1-9])(?:er|\.|º|°)?\s(?:de\s)?$")
_OTHER_YEAR = lazy_pattern(r",?\s(?:de\s)?(?:1[34]|19|20|5[67])\d\d(?!\d)")


def other_calendars(note: Note, found: Found) -> Iterator[Hit]:
    """Yield "17 Rajab 1409", "8 марта", "12 juillet 2019"."""
    text = note.normal
    for w, _ in found["other_month"]:
        day = _OTHER_DAY.search(text, max(0, w.start - 10), w.start)
        if (
            day is None
            and w.lower in _ALONE
            and _IN_BEFORE.search(text, max(0, w.start - 8), w.start)
        ):
            yield Hit(w.start, w.end, "other_calendar", Source.CUE)
        elif day:
            year = _OTHER_YEAR.match(text, w.end)
            yield Hit(day.start(), year.end() if year else w.end, "other_calendar", Source.CUE)


#: The cue words of this module.
CUES = {
    "label": dict.fromkeys(_BIRTH_WORDS | _OTHER_LABELS, True),
    "slash": {"slash": True},
    "other_month": _OTHER_MONTHS,
}
