"""Dates that hold the name of a month: "March 14, 2024", "14th of March", "since October".

A month's name is the anchor; what stands right and left of it is matched at that place only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import WEEKDAYS, Found, Hit
from casesafe.recognizers._month_alone import MONTH_CUES, Month, stands_as_month
from casesafe.recognizers._month_days import more_days, spoken_day, spoken_day_before
from casesafe.recognizers._month_runs import with_joined
from casesafe.recognizers._month_shapes import (
    AFTER,
    BEFORE,
    DAY,
    EARLIER,
    GLUED,
    GLUED_FIRST,
    LIST_END,
    PART_BEFORE,
    PERIOD_AFTER,
    SCANNED_DAY,
    TAIL_YEAR,
    UNIT_AFTER,
    YEAR,
    YEAR_AFTER,
)
from casesafe.values.dates import MONTHS, SPANISH_MONTHS


def _misread(name: str) -> Iterator[str]:
    """The ways that a scanner misreads a month's name: "rn" for m, "1" for l, "5" for s."""
    for right, wrong in (("m", "rn"), ("l", "1"), ("s", "5"), ("o", "0"), ("b", "8")):
        if right in name:
            yield name.replace(right, wrong)


#: Words that hold the name of a month -> the name, and whether all of the word is it.
CUES = {
    "month": {name: (name, True) for name in (*MONTHS, *SPANISH_MONTHS)}
    | {f"{name}'s": (name, False) for name in MONTHS if len(name) > 3}
    | {wrong: (name, True) for name in MONTHS if len(name) > 3 for wrong in _misread(name)}
}
#: Months that are ordinary words in small letters, and need more than a number before them.
_WORDS_TOO = frozenset("may march mar dec jan sep".split())
#: Names of four letters or less that are whole, so that a full stop behind them ends a sentence.
_NOT_CUT = ("may", "june", "july")


def month_dates(note: Note, found: Found, hyphened: list[str]) -> list[Hit]:
    """Return the dates with a month's name, in order of the note."""
    months = sorted(_months(note, found, hyphened), key=lambda m: m.start)
    hits: list[Hit] = []
    for m in months:
        if not hits or m.start >= hits[-1].end:
            hits.extend(_at_month(m))
    return with_joined(note, hits, [m for m in months if m.name in MONTHS])


def _months(note: Note, found: Found, hyphened: list[str]) -> Iterator[Month]:
    """Every word, or part of a hyphenated word, that names a month."""
    for w, (name, whole) in found["month"]:
        yield Month(note, w.start, w.end if whole else w.start + len(name), name)
    for key in hyphened:
        at = 0
        for part in key.split("-"):
            if part in MONTHS:
                for w in note.words.by_lower[key]:
                    yield Month(note, w.start + at, w.start + at + len(part), part)
            at += len(part) + 1


def _at_month(m: Month) -> Iterator[Hit]:
    """The date at a month: a day before it, a day after it, or the month alone."""
    if m.name in SPANISH_MONTHS and m.name not in MONTHS:
        yield from _spanish(m)
        return
    text = m.note.normal
    if _is_separated(m):
        return
    if (
        m.name in ("mar", "may")
        and text[m.start - 1 : m.start] == "-"
        and text[m.start - 3 : m.start].islower()
    ):
        return  # a surname's or compound's part
    before = BEFORE.search(text, max(0, m.start - 14), m.start)
    if before and _is_day_before(m, before):
        tail = TAIL_YEAR.match(text, m.end)
        earlier = EARLIER.search(text, max(0, before.start() - 14), before.start())
        if earlier:
            yield Hit(earlier.start("day"), earlier.end("day"), "day_before_day", Source.CUE)
        stop = tail.end() if tail else m.end
        yield Hit(before.start(), stop, "day_month", Source.PROVEN if tail else Source.CUE)
        return
    spoken = spoken_day_before(m)
    if spoken:
        yield spoken
        return
    yield from _day_after(m)


_PARTED = lazy_pattern(r"\b(?:m|mar|div)\.\s|\bmarried\b|\bdivorced\b", re.IGNORECASE)


def _is_separated(m: Month) -> bool:
    """Whether "sep. 2010" says that a couple separated."""
    text = m.note.normal
    if m.name != "sep" or not m.word.islower() or text[m.end : m.end + 1] != ".":
        return False
    return m.note.has_capitals or _PARTED.search(text, max(0, m.start - 24), m.start) is not None


def _is_day_before(m: Month, day: re.Match[str]) -> bool:
    """Whether the number before the month is its day: "14 Mar", not "may" after a number."""
    if day["nth"] or "of" in day["gap"].lower() or day["gap"] in ("-", "/"):
        return True
    text = m.note.normal
    tail = TAIL_YEAR.match(text, m.end) is not None
    if AFTER.match(text, m.end) and not tail:
        return m.word.isupper()  # "x 2 Dec 5": the number after it is the day
    if m.name in _WORDS_TOO and m.word[0].islower():
        return tail or not m.note.has_capitals
    return True


def _day_after(m: Month) -> Iterator[Hit]:
    text = m.note.normal
    weeks = PERIOD_AFTER.match(text, m.end)
    if weeks:
        yield Hit(m.start, weeks.end(), "week_of_month", Source.CUE)
        return
    after = AFTER.match(text, m.end)
    if after and _is_day_after(m, after):
        source = Source.PROVEN if after["year"] else Source.CUE
        yield Hit(m.start, after.end(), "month_day", source)
        yield from more_days(text, after)
        return
    stop = spoken_day(m)
    if stop:
        yield Hit(m.start, stop, "spoken_day", Source.CUE)
        return
    scanned = SCANNED_DAY.match(text, m.end) if m.name not in ("may", "march") else None
    if scanned:
        yield Hit(m.start, scanned.end(), "misread_day", Source.CUE)
        return
    yield from _without_day(m)


def _is_day_after(m: Month, day: re.Match[str]) -> bool:
    """Whether the number after the month is its day; "August, 17, he/him" is a person's age."""
    text = m.note.normal
    gap = text[m.end : day.start("day")]
    if "," in gap and not day["nth"] and not day["year"]:
        return False
    if gap == "" and len(m.name) > 4:
        return False
    if m.word.islower() and m.name in ("may", "march") and not (day["nth"] or day["year"]):
        cued = m.cue in MONTH_CUES | WEEKDAYS | {"on", "from", "to"}
        return cued or int(day["day"]) >= 10 or LIST_END.match(text, day.end()) is not None
    return not UNIT_AFTER.match(text, day.end())


def _without_day(m: Month) -> Iterator[Hit]:
    """A month with a year, or by itself where it cannot be a name or a verb."""
    text = m.note.normal
    part = PART_BEFORE.search(text, max(0, m.start - 14), m.start)
    begin = part.start() if part else m.start
    year = YEAR_AFTER.match(text, m.end)
    modal = m.name in ("may", "march") and m.word[0].islower()
    if year and not (modal and "'" in year.group()):
        yield Hit(begin, year.end(), "month_year", Source.PROVEN)
    elif part or stands_as_month(m):
        # the full stop of "his Feb. hospitalisation" belongs to it, that of a sentence does not
        dotted = (
            text[m.end : m.end + 1] == "." and text[m.end + 1 : m.end + 3].strip()[:1].islower()
        )
        stop = m.end + 1 if dotted and len(m.name) < 5 and m.name not in _NOT_CUT else m.end
        yield Hit(begin, stop, "month", Source.CUE)


_SPANISH_DAY = lazy_pattern(rf"(?<!\d){DAY}\sde\s$", re.IGNORECASE)
_SPANISH_YEAR = lazy_pattern(rf",?\s(?:de\s|del\s)?{YEAR}", re.IGNORECASE)


def _spanish(m: Month) -> Iterator[Hit]:
    """ "3 de abril", "en abril", "9 de marzo de 2024"."""
    text = m.note.normal
    day = _SPANISH_DAY.search(text, max(0, m.start - 12), m.start)
    year = _SPANISH_YEAR.match(text, m.end)
    if day or year or m.cue in ("en", "de", "desde", "hasta", "in", "since", "until"):
        start = day.start() if day else m.start
        yield Hit(start, year.end() if year else m.end, "spanish", Source.CUE)


def glued_dates(note: Note, mixed: list[str]) -> Iterator[Hit]:
    """Yield the words that are a date without any space: 04MAR24, 14Mar, Mar14."""
    for key in mixed:
        if not 4 <= len(key) <= 11:
            continue
        m = GLUED.fullmatch(key) or GLUED_FIRST.fullmatch(key)
        if m and 1 <= int(m["day"]) <= 31:
            for w in note.words.by_lower[key]:
                yield Hit(w.start, w.end, "glued", Source.PROVEN)
