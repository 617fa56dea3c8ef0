"""`generalize`: a coarser value that still reads in its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from casesafe.core.finding import Action
from casesafe.operators.base import CasesafeOperator, placeholder
from casesafe.operators.parameters import GeneralizeParameters
from casesafe.values.age_bands import band_surface, top_surface
from casesafe.values.ages import OVER_89
from casesafe.values.dates import FIRST_YEAR, LAST_YEAR, year_of
from casesafe.values.regions import region_phrase
from casesafe.values.zip3 import zip3_of

# A year, or a date that holds one; must not match an age or two ("101", "93 1/2", "90-95").
_DATED = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|(?<!\d)\d{6,8}(?!\d)|'\d\d\b|\d[/.\-]\d+[/.\-]\d"
    r"|\d\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)",
    re.IGNORECASE,
)
# Words of an age; a surface that holds one is no date.
_AGED = re.compile(r"old|year|yr|y/?o|age", re.IGNORECASE)


class GeneralizeOperator(CasesafeOperator):
    """Writes a coarser value, by entity type; `[ENTITY_TYPE]` where the text tells none.

    - DATE: its year. A two-digit year needs `reference_year`; it is then the latest one not after
      it for a date of birth, and at most ten years after it for another date. A birth date whose
      year gives away an age over 89: "1936 or earlier" (`reference_year` minus 90).
    - AGE_OVER_89: "90 or older" in the shape of the text, or for a birth year as above.
    - AGE: its band (`values.age_bands`).
    - ZIP_CODE: its first three digits, `000` for an area of 20,000 people or fewer.
    - STATE: its Census region, "a state in the Northeast".

    Source: 45 CFR 164.514(b)(2)(i)(B) for ZIP codes, (C) for dates and ages; HHS guidance on
    de-identification (2012): a birth year of 1910, seen in 2010, is "on or before 1920".
    """

    ACTION: ClassVar[Action] = Action.GENERALIZE

    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return the coarser value.

        Raises:
            OperatorParameterError: on parameters that are not valid.
        """
        own = cast("GeneralizeParameters", self.parameters(params))
        given = params or {}
        reference: int | None = given.get("reference_year")
        written: str | None = None
        match given.get("entity_type"):
            case "DATE":
                written = _date(text, reference, bool(given.get("birth")))
            case "AGE_OVER_89":
                written = _over_89(text, reference)
            case "AGE":
                written = band_surface(text)
            case "ZIP_CODE":
                written = zip3_of(text, own.table)
            case "STATE":
                written = region_phrase(text)
        return written or placeholder(params)


def _date(text: str, reference: int | None, birth: bool) -> str | None:
    """The year of a date, or what stands for a birth year long past."""
    year = _year(text, reference, birth)
    if year is None:
        return None
    if not birth:
        return str(year)
    if reference is None:
        return None  # whether the year gives away an age over 89 cannot be told
    floor = reference - OVER_89
    return f"{floor} or earlier" if year <= floor else str(year)


def _year(text: str, reference: int | None, birth: bool) -> int | None:
    """The year of a date; without a reference year only one of four digits counts."""
    if reference is not None:
        return year_of(text, reference, birth)
    early, late = year_of(text, FIRST_YEAR), year_of(text, LAST_YEAR)
    return early if early == late else None


def _over_89(text: str, reference: int | None) -> str | None:
    """What stands for an age of 90 or more, told as an age or as a birth year."""
    if _AGED.search(text) or not _DATED.search(text):
        return top_surface(text)
    if reference is None:
        return None
    year = _year(text, reference, birth=True)
    floor = reference - OVER_89
    return f"{floor} or earlier" if year is not None and year <= floor else None
