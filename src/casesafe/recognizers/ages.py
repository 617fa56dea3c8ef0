"""Ages: AGE below 90, AGE_OVER_89 from 90 on, and years of birth that give one away.

Source: 45 CFR 164.514(b)(2)(i)(C), "all ages over 89 and all elements of dates (including year)
indicative of such age".
Format: "34-year-old", "34 y/o", "34F", "age 34", a number after a name or a relative ("Ruby, 95,"),
in brackets ("Linnea (12)"), after "is", "turned", "at"; "mid-fifties", "nonagenarian"; a column
headed "Age"; "born 1931", "class of 1949".
Known misses: ages in other languages, "a week shy of fifty", ages told by a school grade, a bare
number word that opens a sentence below twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers import _age_columns, _age_context, _age_decades, _age_units, _date_years
from casesafe.recognizers._age_glued import glued_ages
from casesafe.recognizers._date_parts import Cues, Found, Hit, odd_words
from casesafe.recognizers.base import Recognizer
from casesafe.values.ages import OVER_89, age_of
from casesafe.values.dates import year_of

_CUES = Cues(
    {
        **_age_columns.CUES,
        **_age_context.CUES,
        **_age_decades.CUES,
        **_age_units.CUES,
        **_date_years.CUES,
    }
)
#: A class graduates at eighteen or so.
_CLASS_AGE = 18
#: A number above this is no age.
_OLDEST = 120


class AgeRecognizer(Recognizer):
    """Finds AGE and AGE_OVER_89.

    Args:
        reference_year: The year that ages are told from; default: this year, fixed now. A year of
            birth `OVER_89` years or more before it is an AGE_OVER_89 with rule `birth_year`.
    """

    NAME = "ages"
    ENTITIES = ("AGE", "AGE_OVER_89")

    def __init__(self, reference_year: int | None = None) -> None:
        super().__init__()
        self._reference_year = reference_year or date.today().year

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield ages and telling years of birth, in no order."""
        found = _CUES.find(note)
        for h in {(h.start, h.end): h for h in _ages(note, found)}.values():
            age = age_of(note.normal[h.start : h.end])
            if age is not None and age <= _OLDEST:
                entity_type = "AGE_OVER_89" if age >= OVER_89 else "AGE"
                yield self.found(h.start, h.end, entity_type, h.rule, h.source)
        for h in _date_years.birth_years(note, found):
            if self._tells_age(note.normal[h.start : h.end], 0):
                yield self.found(h.start, h.end, "AGE_OVER_89", h.rule, h.source)
        for h in _date_years.class_years(note, found):
            if self._tells_age(note.normal[h.start : h.end], _CLASS_AGE):
                yield self.found(h.start, h.end, "AGE_OVER_89", h.rule, h.source)

    def _tells_age(self, surface: str, age_then: int) -> bool:
        year = year_of(surface, self._reference_year, birth=True)
        return year is not None and self._reference_year - year + age_then >= OVER_89


def _ages(note: Note, found: Found) -> Iterator[Hit]:
    hyphened, mixed = odd_words(note)
    yield from _age_units.unit_ages(note, found)
    yield from glued_ages(note, hyphened, mixed)
    yield from _age_decades.decades(note, found, hyphened)
    yield from _age_decades.named_ages(note, found)
    yield from _age_context.bare_ages(note, found)
    yield from _age_columns.column_ages(note, found)
