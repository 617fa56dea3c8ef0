"""The age recognizer: types by age, years of birth, and numbers that are no age."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.ages import AgeRecognizer

RECOGNIZER = AgeRecognizer(reference_year=2026)


def hits(text: str, recognizer: AgeRecognizer = RECOGNIZER) -> list[Detection]:
    """Return every detection, in order."""
    return sorted(recognizer.recognize(normalize(text)), key=lambda d: (d.start, d.end))


def found(text: str) -> list[tuple[str, str]]:
    """Return surfaces and types, in order."""
    return [(text[d.start : d.end], d.entity_type) for d in hits(text)]


@pytest.mark.parametrize(
    ("text", "surface", "entity_type"),
    [
        ("She is 89.", "89", "AGE"),
        ("She is 90.", "90", "AGE_OVER_89"),
        ("an 89-year-old man", "89-year-old", "AGE"),
        ("a great-aunt of 90;", "90", "AGE_OVER_89"),
        ("his mother, ninety-one, cooks", "ninety-one", "AGE_OVER_89"),
        ("in her nineties", "nineties", "AGE_OVER_89"),
        ("in her eighties", "eighties", "AGE"),
        ("she is 90+ now", "90+", "AGE_OVER_89"),
    ],
)
def test_type_turns_at_ninety(text: str, surface: str, entity_type: str) -> None:
    """Ages from ninety on are AGE_OVER_89, others AGE."""
    assert found(text) == [(surface, entity_type)]


@pytest.mark.parametrize(
    ("text", "year", "is_found"),
    [
        ("born 1931 in Ohio", 2026, True),
        ("born 1931 in Ohio", 2015, False),
        ("b. 1936", 2026, True),
        ("b. 1937", 2026, False),
        ("class of 1949", 2026, True),
        ("class of 2009", 2026, False),
        ("DOB: 1930", 2026, True),
    ],
)
def test_birth_year_is_judged_by_the_reference_year(text: str, year: int, is_found: bool) -> None:
    """A year of birth gives away an age over 89 in relation to the reference year."""
    rules = {d.rule for d in hits(text, AgeRecognizer(reference_year=year))}
    assert bool(rules & {"birth_year", "class_year"}) is is_found


@pytest.mark.parametrize(
    "text",
    [
        "age 30-39",
        "a 30-39-year-old",
        "(30-39)",
        "90 or older",
        "in her 90-or-older years",
        "1936 or earlier",
        "born 1936 or earlier",
        "ages 6-11",
        "a 0-2-year-old",
    ],
)
def test_what_generalize_writes_is_no_age(text: str) -> None:
    """Bands and floors that an operator wrote are not found again."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sober 6 years, married 12.",
        "Sertraline 50 mg at 9.",
        "Aggression 71, Withdrawal 66",
        "TRIN-r 50F, F-r 61",
        "He turned 10:30 into noon.",
        "group of 12, meeting 7",
        "She is 5 minutes late.",
        "born at 27 weeks",
        "mother of three",
        "(1) call mom (2) call the bank",
        "Sent again at 24, 48 or 72 hours.",
        "Skipped two (no. 47, no. 103).",
        "The Young Mania came back at 14.",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    """Durations, doses, scores, times, counts and list items are no ages."""
    assert found(text) == []


def test_column_under_a_heading_is_found() -> None:
    """The numbers under "Age" are ages, those beside them are not."""
    text = "Name | Age | Room\nTilly | 9 | 14\nBo | 7 | 3\n"
    assert found(text) == [("9", "AGE"), ("7", "AGE")]


def test_column_set_with_spaces_takes_whole_numbers() -> None:
    """A band under a heading set with spaces is not cut in half."""
    assert found("Name        Age   Note\nTilly       40-49 well\nBo          7     ill\n") == [
        ("7", "AGE")
    ]


def test_two_guesses_are_one_age() -> None:
    """ "38 or 39" is covered as a whole."""
    assert ("38 or 39", "AGE") in found("He is 38 or 39; nobody knows.")


@pytest.mark.parametrize("unit", ["9 ", "30, ", "age | a | b\n", "late 20s ", "6;4 ", "one and "])
def test_hostile_repeats_pass_through(unit: str) -> None:
    """A long note of one unit raises nothing and stays within the text."""
    text = unit * 2000
    assert all(0 <= d.start < d.end <= len(text) for d in hits(text))
