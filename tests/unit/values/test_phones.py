"""Telephone numbers: digits, what can be dialled, public lines."""

from __future__ import annotations

import pytest

from casesafe.values.phones import (
    AREA_CODES,
    PUBLIC_LINES,
    is_nanp,
    is_public_line,
    keypad_digits,
    misread_digits,
    national,
    spoken_digits,
    typed_digits,
)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("(413) 555-0142", "4135550142"),
        ("+44 20 7946 0958", "442079460958"),
        ("no digits", ""),
        ("٣ and 4", "4"),
    ],
)
def test_typed_digits_are_ascii_digits_only(text: str, digits: str) -> None:
    """Only the digits 0 to 9 count as typed."""
    assert typed_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("2l7 SSS 0l2O", "2175550120"),
        ("9Z5-5S5-O177", "9255550177"),
        ("(33A) 55S-OI44", "3345550144"),
    ],
)
def test_misread_digits_reads_lookalikes(text: str, digits: str) -> None:
    """Letters that a scanner takes for digits are read as digits."""
    assert misread_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1-800-273-TALK", "18002738255"),
        ("206-555-talk", "2065558255"),
        ("1-800-FLOWERS", "18003569377"),
    ],
)
def test_keypad_digits_dials_letters(text: str, digits: str) -> None:
    """Letters give the digits of their keys."""
    assert keypad_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("four one three, five five five, oh one nine two", "4135550192"),
        ("two one six five five five oh one three four", "2165550134"),
        ("triple five double oh", "55500"),
        ("oh one eighty eight", "0188"),
        ("eighty", "80"),
        ("twenty one", "21"),
        ("eight hundred, five five five", "800555"),
        ("Nine eight four, 555-0171", "9845550171"),
        ("985-five55-0113", "9855550113"),
        ("nothing at all", ""),
    ],
)
def test_spoken_digits(text: str, digits: str) -> None:
    """Words and typed digits give one row of digits."""
    assert spoken_digits(text) == digits


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("4135550142", True),
        ("14135550142", True),
        ("1234567890", False),
        ("4131550142", False),
        ("4139110142", False),
        ("2115550142", False),
        ("413555014", False),
        ("24135550142", False),
    ],
)
def test_is_nanp_checks_area_and_exchange(digits: str, valid: bool) -> None:
    """A number needs an area code in service and an exchange that is none of x11 and 1xx."""
    assert is_nanp(digits) is valid


@pytest.mark.parametrize(
    "digits", ["8007997233", "18002738255", "8006564673", "741741", "838255", "8002221222"]
)
def test_public_lines_are_known(digits: str) -> None:
    """National hotlines are known with and without the country code."""
    assert is_public_line(digits)


@pytest.mark.parametrize("digits", ["4135550142", "8005550102", "55433", ""])
def test_private_numbers_are_no_public_lines(digits: str) -> None:
    """Other numbers, toll-free ones included, are not public lines."""
    assert not is_public_line(digits)


def test_tables_hold_what_can_be_dialled() -> None:
    """Every area code has three digits, every hotline is a number of the plan."""
    assert all(len(c) == 3 and c[0] not in "01" and c[1:] != "11" for c in AREA_CODES)
    assert all(is_nanp(n) for n in PUBLIC_LINES)


def test_national_strips_the_country_code_only() -> None:
    """A leading 1 goes from eleven digits, from nothing else."""
    assert national("14135550142") == "4135550142"
    assert national("1413555") == "1413555"
