"""Dates: any date more specific than a year, years alone, weekdays, and relative dates.

Source: 45 CFR 164.514(b)(2)(i)(C), "all elements of dates (except year)".
Format: see the modules of each shape. `_date_numeric` 3/14, 2019-03-14, 20240314;
`_date_months` March 14, 14 Mar, since October; `_date_days` the 14th, spring 2024, Q1 2024;
`_holidays` by name; `_date_spoken` spelled out, misread by a scanner, other calendars;
`_relative_dates` weekdays and "two weeks ago".
Known misses: a day told by an event ("my birthday", "prom"), "the fifth" without a cue, "6-3"
without a cue, dates with blanks in them ("7/??/22"), letters spelled one by one ("M-A-Y").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from casesafe.core.detection import Detection, Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers import (
    _date_days,
    _date_months,
    _date_spoken,
    _date_years,
    _holidays,
    _relative_dates,
)
from casesafe.recognizers._date_numeric import numeric_dates
from casesafe.recognizers._date_parts import Cues, Found, Hit, odd_words
from casesafe.recognizers.base import Recognizer
from casesafe.values.dates import year_of

_CUES = Cues(
    {
        **_date_days.CUES,
        **_date_months.CUES,
        **_date_spoken.CUES,
        **_date_years.CUES,
        **_holidays.CUES,
        **_relative_dates.CUES,
    }
)
# A label or verb of birth right before a date; must not match "birth weight" or "born again in".
_BIRTH_BEFORE = lazy_pattern(
    r"(?:\bd\.?\s?[o0]\.?\s?b\b|\bbirth(?:[ -]?date|day)?\b|\bdate of birth\b|\bborn\b|\bbday\b|"
    r"\bb-day\b|\bbdate\b|\(b\.|\bb\.|\bturn(?:s|ed|ing)\b)[^;\n\d]{0,24}$",
    re.I,
)
_BIRTH_AFTER = lazy_pattern(r"\s?\(?(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday)\b", re.I)
#: Shapes that prove themselves: an age over 89 in them is a birth, whatever stands before.
_OVER_89 = 90


class CalendarDateRecognizer(Recognizer):
    """Finds DATE, YEAR, WEEKDAY and RELATIVE_DATE.

    The rule of a date of birth ends in `_birth`: its year may give away an age over 89. A date of
    that age counts as one without a label too. YEAR, WEEKDAY and RELATIVE_DATE never overlap a
    DATE of this recognizer. The rule of a year of birth is `birth_year`.

    Args:
        reference_year: The year that the note is read in; default: this year, fixed now.
    """

    NAME = "dates"
    ENTITIES = ("DATE", "YEAR", "WEEKDAY", "RELATIVE_DATE")

    def __init__(self, reference_year: int | None = None) -> None:
        super().__init__()
        self._reference_year = reference_year or date.today().year

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield dates, then what stands outside them: years, weekdays, relative dates."""
        found = _CUES.find(note)
        hits, years = _dates(note, found)
        taken = sorted((h.start, h.end) for h in hits)
        for h in hits:
            rule, source = self._birth(note, h)
            yield self.found(h.start, h.end, "DATE", rule, source)
        births = {y.start: y for y in _date_years.birth_years(note, found)}
        years = [y for y in (*years, *_date_years.short_years(note)) if y.start not in births]
        for h in _outside((*years, *births.values()), taken):
            yield self.found(h.start, h.end, "YEAR", h.rule, h.source, 0.6)
        for entity_type, rule, spans in (
            ("WEEKDAY", "weekday", _relative_dates.weekdays(note, found)),
            ("RELATIVE_DATE", "relative", _relative_dates.relative_dates(note, found)),
        ):
            for h in _outside((Hit(s, e, rule, Source.CUE) for s, e in spans), taken):
                yield self.found(h.start, h.end, entity_type, rule, h.source, 0.6)

    def _birth(self, note: Note, h: Hit) -> tuple[str, Source]:
        """The rule of a hit, with `_birth` where it is a date of birth, and its source."""
        if h.rule.endswith("_birth"):
            return h.rule, h.source
        text = note.normal
        labelled = _BIRTH_BEFORE.search(text, max(0, h.start - 40), h.start) or _BIRTH_AFTER.match(
            text, h.end
        )
        if labelled:
            return f"{h.rule}_birth", Source.LABEL
        if h.end - h.start >= 8:
            year = year_of(text[h.start : h.end], self._reference_year)
            if year is not None and self._reference_year - year >= _OVER_89:
                return f"{h.rule}_birth", h.source
        return h.rule, h.source


def _dates(note: Note, found: Found) -> tuple[list[Hit], list[Hit]]:
    """Every date, each span once, and the years alone."""
    hits, years = numeric_dates(note) if note.has_digits else ([], [])
    hyphened, mixed = odd_words(note)
    each: dict[tuple[int, int], Hit] = {}
    for h in (
        *hits,
        *_date_months.month_dates(note, found, hyphened),
        *_date_months.glued_dates(note, mixed),
        *_date_days.ordinal_days(note, found, hyphened),
        *_date_days.calendar_days(note, found),
        *_date_days.seasons_and_quarters(note, found),
        *_holidays.holidays(note, found),
        *_date_spoken.misread_dates(note, mixed),
        *_date_spoken.other_calendars(note, found),
        *_date_spoken.slashed_words(note, found),
        *_date_spoken.spelled_birth_dates(note, found),
    ):
        each.setdefault((h.start, h.end), h)
    for h in _date_days.season_before_date(note, found, list(each.values())):
        each[h.start, h.end] = h
    return sorted(each.values()), years


def _outside(hits: Iterable[Hit], taken: list[tuple[int, int]]) -> Iterator[Hit]:
    """The hits that overlap none of the spans taken (sorted)."""
    at = 0
    for h in sorted(hits):
        while at < len(taken) and taken[at][1] <= h.start:
            at += 1
        if at == len(taken) or taken[at][0] >= h.end:
            yield h
