"""What the model says must be possible: a number has a digit, a weekday is no date."""

from __future__ import annotations

import pytest

from casesafe.core.note import ModelSpan
from casesafe.nlp.normalize import normalize
from casesafe.recognizers._model_sense import makes_sense


def judged(text: str, surface: str, entity_type: str, score: float = 0.9) -> bool:
    """Return whether a span of the model on the first `surface` of a text makes sense."""
    start = text.index(surface)
    span = ModelSpan(start, start + len(surface), entity_type, score)
    return makes_sense(normalize(text), span)


@pytest.mark.parametrize(
    ("surface", "entity_type"),
    [
        ("Marek", "PERSON"),
        ("Pops", "PERSON"),
        ("sun-mi", "PERSON"),
        ("Al", "PERSON"),
        ("J.D.", "PERSON"),
        ("TK", "PERSON"),
        ("EKG Elena", "PERSON"),
        ("Labor Day", "DATE"),
        ("last Fourth of July", "DATE"),
        ("the 3rd", "DATE"),
        ("May", "DATE"),
        ("twelfth of june", "DATE"),
        ("3/14/88", "DATE"),
        ("04MAR24", "DATE"),
        ("four four one", "OTHER_ID"),
        ("K-2207", "OTHER_ID"),
        ("marek at home dot example", "EMAIL_ADDRESS"),
        ("harborlight dot example", "URL"),
        ("welder", "OCCUPATION"),
        ("41", "AGE"),
        ("ninety-one", "AGE_OVER_89"),
    ],
)
def test_what_can_be_stays(surface: str, entity_type: str) -> None:
    """Names, dates and numbers, also spoken."""
    assert judged(surface, surface, entity_type)


@pytest.mark.parametrize(
    ("surface", "entity_type"),
    [
        ("EKG", "PERSON"),
        ("mom", "PERSON"),
        ("Dr.", "PERSON"),
        ("comma", "ORGANIZATION"),
        ("AM", "PERSON"),
        ("MRN", "PERSON"),
        ("!!", "PERSON"),
        ("2022", "DATE"),
        ("Fridays", "DATE"),
        ("the third", "DATE"),
        ("six years", "DATE"),
        ("6/10", "DATE"),
        ("twenty nineteen", "DATE"),
        ("Months 5-14", "DATE"),
        ("7p", "DATE"),
        ("9:02-9:31", "DATE"),
        ("noon", "DATE"),
        ("2025 0810", "DATE"),
        ("exp 2026", "OTHER_ID"),
        ("30-39-year-old", "AGE"),
        ("90 or older", "AGE_OVER_89"),
        ("1310-1345", "PHONE_NUMBER"),
        ("Lic.", "OTHER_ID"),
        ("S/N", "OTHER_ID"),
        ("serial", "DEVICE_ID"),
        ("his mail", "EMAIL_ADDRESS"),
        ("the portal", "URL"),
    ],
)
def test_what_cannot_be_is_dropped(surface: str, entity_type: str) -> None:
    """Abbreviations, relatives, labels, weekdays, durations, times and scores."""
    assert not judged(surface, surface, entity_type)


@pytest.mark.parametrize(
    ("text", "surface", "score", "stays"),
    [
        ("so luborsky would say", "luborsky", 0.99, False),
        ("Miller has a chapter on it", "Miller", 0.8, False),
        ("Miller has a chapter on it", "Miller", 0.98, True),
        ("a penny is taped to it", "penny", 0.7, True),
        ("she told the therapist", "therapist", 0.7, False),
        ("call her therapist", "therapist", 0.99, True),
        ("Sex: M  Age 40", "M", 0.9, False),
        ("Rob (F), Ana (M)", "F", 0.9, False),
        ("M. cried today", "M", 0.9, True),
        ("01 T: Start anywhere.", "T", 0.99, False),
        ("42. M, 8, and F, 6.", "M", 0.99, False),
        ("K: Start anywhere.", "K", 0.9, True),
        ("in his sister's Malibu", "Malibu", 0.99, False),
        ("PID|1|PSYNOTE||\n", "PSYNOTE", 0.9, False),
    ],
)
def test_a_word_alone_is_weighed(text: str, surface: str, score: float, stays: bool) -> None:
    """An author, an ordinary word or a code is a name only on the model's certain word."""
    assert judged(text, surface, "PERSON", score) is stays


def test_half_of_a_band_is_no_age() -> None:
    """The model may cut "80-89"; the band is whole."""
    assert not judged("Judge, 80-89, retired", "80", "AGE")
    assert judged("Judge, 80, retired in 89", "80", "AGE")
