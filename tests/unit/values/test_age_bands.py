"""Ages and the bands that stand for them."""

from __future__ import annotations

import pytest

from casesafe.values.age_bands import BANDS, TOP, band_of, band_surface, top_surface


def test_bands_are_those_of_the_design() -> None:
    """0-2, 3-5, 6-11, 12-17, 18-19, then ten years each up to 89."""
    shown = " ".join(f"{low}-{high}" for low, high in BANDS)
    assert shown == "0-2 3-5 6-11 12-17 18-19 20-29 30-39 40-49 50-59 60-69 70-79 80-89"


def test_every_age_lies_in_one_band() -> None:
    """Each year from 0 to 89 has the one band that holds it, everything above the top one."""
    for age in range(90):
        low, high = map(int, band_of(age).split("-"))
        assert low <= age <= high
    assert band_of(2.99) == "0-2"
    assert band_of(90) == band_of(117) == TOP


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("34", "30-39"),
        ("age 34", "age 30-39"),
        ("Age: 34", "Age: 30-39"),
        ("aged 7", "aged 6-11"),
        ("34-year-old", "30-39-year-old"),
        ("34 year old", "30-39-year-old"),
        ("34-yr-old", "30-39-year-old"),
        ("fifty-one-year-old", "50-59-year-old"),
        ("4-5-year-olds", "3-5-year-olds"),
        ("4-month-old", "0-2-year-old"),
        ("47 year o1d", "40-49-year-old"),
        ("51 years old", "50-59 years old"),
        ("two days old", "0-2 years old"),
        ("34F", "30-39 F"),
        ("70 M", "70-79 M"),
        ("34yo", "30-39 yo"),
        ("34 y/o", "30-39 y/o"),
        ("63 y.o.", "60-69 y/o"),
        ("13Y", "12-17 yo"),
        ("59 yrs", "50-59 years"),
        ("6mo", "0-2 years"),
        ("30 months", "0-2 years"),
        ("11 wks", "0-2 years"),
        ("5 y 2 m", "3-5 years"),
        ("61y 3m", "60-69 years"),
        ("8 years, 9 months", "6-11 years"),
        ("thirty-four", "30-39"),
        ("Seventy four", "70-79"),
        ("four-and-fifty", "50-59"),
        ("four-\nteen", "12-17"),
        ("thirty-\nfour", "30-39"),
        ("3 and a half", "3-5"),
        ("5½", "3-5"),
        ("10 1/2", "6-11"),
        ("4;2", "3-5"),
        ("mid-30s", "30-39 years"),
        ("late forties", "40-49 years"),
        ("thirty-something", "30-39"),
        ("septuagenarian", "person aged 70-79"),
        ("38 or 39", "30-39"),
        ("7-8", "6-11"),
        ("39 or 40", "30-39 or 40-49"),
        ("20s–30s", "20-29 or 30-39 years"),
        ("l9", "18-19"),
        ("3S", "30-39"),
        ("93", "90 or older"),
        ("teens", None),
        ("fortieth", None),
        ("40th", None),
        ("twa zan", None),
        ("", None),
    ],
)
def test_band_surface(surface: str, expected: str | None) -> None:
    """An age in any shape gives its band in a shape that reads; else the caller is told."""
    assert band_surface(surface) == expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("93", "90 or older"),
        ("age 93", "age 90 or older"),
        ("ninety-three", "90 or older"),
        ("one-and-ninety", "90 or older"),
        ("93-year-old", "90-or-older"),
        ("93 year old", "90-or-older"),
        ("93-year-olds", "people 90 or older"),
        ("94 years old", "90 or older"),
        ("93 y/o", "90 or older"),
        ("97F", "90 or older"),
        ("101", "90 or older"),
        ("nineties", "90-or-older years"),
        ("early 90s", "90-or-older years"),
        ("nonagenarian", "person 90 or older"),
        ("centenarians", "people 90 or older"),
        ("ninety-fifth", None),
        ("90th", None),
        ("very old", None),
    ],
)
def test_top_surface(surface: str, expected: str | None) -> None:
    """An age of 90 or more gives words that read in its place."""
    assert top_surface(surface) == expected


@pytest.mark.parametrize(
    "surface",
    ["34-year-old", "age 34", "34F", "34yo", "mid-30s", "6mo", "39 or 40", "51 years old", "93",
     "93-year-old", "nineties", "nonagenarian", "octogenarian", "4-5-year-olds"],
)  # fmt: skip
def test_what_was_written_stays(surface: str) -> None:
    """Writing a band a second time changes nothing."""
    written = band_surface(surface)
    assert written is not None
    assert band_surface(written) == written
