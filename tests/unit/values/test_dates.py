"""Dates as written -> their year."""

from __future__ import annotations

import pytest

from casesafe.values.dates import FIRST_YEAR, LAST_YEAR, MONTHS, year_of

READ_IN = 2026


@pytest.mark.parametrize(
    ("surface", "year"),
    [
        ("3/14/2024", 2024),
        ("2019-03-14", 2019),
        ("14.03.1988", 1988),
        ("20240314", 2024),
        ("03142024", 2024),
        ("04MAR24", 2024),
        ("14 Mar 88", 1988),
        ("March 14, 2024", 2024),
        ("23, 2025", 2025),
        ("the winter of 1978", 1978),
        ("Mar '19", 2019),
        ("Mar. of 19", 2019),
        ("'09", 2009),
        ("1931", 1931),
        ("march third twenty twenty four", 2024),
        ("eleven, two, two thousand and six", 2006),
        ("two twelve seventy-nine", 1979),
        ("O9/l9/l999", 1999),
        ("4/IX/1980", 1980),
    ],
)
def test_year_is_read_from_every_shape(surface: str, year: int) -> None:
    """The year of a date comes out whatever its shape."""
    assert year_of(surface, READ_IN) == year


@pytest.mark.parametrize(
    "surface",
    ["3/14", "March 14", "the 14th", "Easter", "january twelve", "march twenty two", "Jan 09"],
)
def test_date_without_year_gives_none(surface: str) -> None:
    """A date without a year gives None."""
    assert year_of(surface, READ_IN) is None


@pytest.mark.parametrize(
    ("surface", "birth", "year"),
    [
        ("3/14/31", True, 1931),
        ("3/14/31", False, 2031),
        ("3/14/24", True, 2024),
        ("031488", True, 1988),
        ("3/14/45", False, 1945),
    ],
)
def test_two_digit_birth_year_is_never_in_the_future(surface: str, birth: bool, year: int) -> None:
    """Two digits are the latest year possible for a birth, and ten years ahead at most else."""
    assert year_of(surface, READ_IN, birth=birth) == year


@pytest.mark.parametrize("surface", ["", " ", "()", "14", "555-0142", "99999999", "Ω", "'"])
def test_no_date_gives_none_or_a_year_in_range(surface: str) -> None:
    """What is no date raises nothing and gives no year out of range."""
    year = year_of(surface, READ_IN)
    assert year is None or FIRST_YEAR <= year <= LAST_YEAR


def test_months_map_names_and_abbreviations() -> None:
    """Full names, abbreviations and common misspellings name the same month."""
    assert {MONTHS[w] for w in ("september", "sep", "sept")} == {9}
    assert MONTHS["febuary"] == 2
