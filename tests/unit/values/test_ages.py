"""Ages as written -> years, and number words."""

from __future__ import annotations

import pytest

from casesafe.values.ages import age_of, is_over_89
from casesafe.values.number_words import cardinal, ordinal, spoken_year


@pytest.mark.parametrize(
    ("surface", "years"),
    [
        ("34-year-old", 34),
        ("34 y/o", 34),
        ("34F", 34),
        ("7", 7),
        ("twenty six", 26),
        ("forty-two", 42),
        ("four-and-fifty", 54),
        ("mid-thirties", 30),
        ("late 60s", 60),
        ("her nineties", 90),
        ("nonagenarian", 90),
        ("centenarian", 100),
        ("95th", 95),
        ("ninety-fifth", 95),
        ("9½", 9.5),
        ("9;4", 9),
        ("38 or 39", 38),
        ("2y 1m", 2),
        ("90+", 90),
        ("one hundred and two", 100),
    ],
)
def test_age_is_read_in_years(surface: str, years: float) -> None:
    """Every surface of an age gives its years, the lowest of a range."""
    assert age_of(surface) == years


@pytest.mark.parametrize(
    ("surface", "years"),
    [("6 mo", 0.5), ("eighteen months", 1.5), ("9-month-old", 0.75), ("52 weeks", 0.997)],
)
def test_age_in_months_or_weeks_is_a_fraction(surface: str, years: float) -> None:
    """Months, weeks and days are fractions of a year."""
    assert age_of(surface) == pytest.approx(years, abs=0.01)


@pytest.mark.parametrize("surface", ["", "soon", "old", "--"])
def test_no_number_gives_none(surface: str) -> None:
    """Text without a number is no age."""
    assert age_of(surface) is None


@pytest.mark.parametrize(
    ("surface", "over"), [("89", False), ("90", True), ("ninety-one", True), ("90 months", False)]
)
def test_over_89_begins_at_ninety(surface: str, over: bool) -> None:
    """Safe Harbor lets eighty-nine stay and wants ninety gone."""
    assert is_over_89(surface) is over


@pytest.mark.parametrize(
    ("words", "number"),
    [("seven", 7), ("forty two", 42), ("Ninety-Nine", 99), ("oh nine", 9), ("seven forty", None)],
)
def test_cardinal(words: str, number: int | None) -> None:
    """Number words up to ninety-nine, in any case, give their number."""
    assert cardinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"), [("ninth", 9), ("twenty third", 23), ("thirtieth", 30), ("nine", None)]
)
def test_ordinal(words: str, number: int | None) -> None:
    """Ordinal words give their number."""
    assert ordinal(words) == number


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen eighty-four", 1984),
        ("two thousand six", 2006),
        ("twenty twenty four", 2024),
        ("nineteen oh five", 1905),
        ("twenty three", None),
    ],
)
def test_spoken_year(words: str, year: int | None) -> None:
    """Years in words are told from other numbers."""
    assert spoken_year(words) == year
