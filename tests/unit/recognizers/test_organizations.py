"""Organisations: sources of authority, spans, placeholders, cost."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.organizations import OrganizationRecognizer

RECOGNIZER = OrganizationRecognizer()


def found(text: str) -> list[Detection]:
    return list(RECOGNIZER.recognize(normalize(text)))


def surfaces(text: str) -> set[str]:
    return {text[d.start : d.end] for d in found(text)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Employer: Huron Line Rail", Source.LABEL),
        ("She was referred to Cedar Hollow Clinic in May.", Source.CUE),
        ("He works at Costco on weekends.", Source.CUE),
        ("They argued about Costco again.", Source.UNPROVEN),
        ("We met at Yardbird and talked.", Source.UNPROVEN),
    ],
)
def test_source_tells_how_a_name_was_found(text: str, source: Source) -> None:
    """A field gives LABEL, a telling noun or word of work CUE, the rest UNPROVEN."""
    assert source in {d.source for d in found(text)}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Admitted to Mercy Hospital of Springfield.", "Mercy Hospital of Springfield"),
        ("Her file is with the Circuit Court of Wilcox County.", "Circuit Court of Wilcox County"),
        ("Walks to Shepherd's Fold Health & Rehab daily.", "Shepherd's Fold Health & Rehab"),
        ("Signed, Kestrel Ridge Psychiatry, PLLC.", "Kestrel Ridge Psychiatry, PLLC"),
        ("Lost his place at Stop & Shop last week.", "Stop & Shop"),
    ],
)
def test_a_name_of_several_words_is_one_span(text: str, surface: str) -> None:
    """Small words, ampersands and company forms belong to the name."""
    assert surface in surfaces(text)


def test_possessive_before_a_noun_is_left_outside() -> None:
    """ "Walmart's office" names Walmart, "Casey's" is the name itself."""
    assert surfaces("He applied at Walmart's office.") == {"Walmart"}
    assert surfaces("They meet at Casey's on Friday.") == {"Casey's"}


def test_ordinary_word_needs_a_word_of_work() -> None:
    """A shop named by a word counts only where one works or shops."""
    assert surfaces("The Target of treatment is sleep.") == set()
    assert "Target" in surfaces("A cashier at Target since June.")


@pytest.mark.parametrize(
    "text",
    [
        "Works at [ORGANIZATION]; seen at [ORGANIZATION] by [CLINICIAN 2].",
        "School: [ORGANIZATION]\nEmployer: [ORGANIZATION]\n",
        "[HEALTH_PLAN_ID] and [LOCATION] Hospital",
        "She goes to AA, Al-Anon and NA, has Medicaid, and knows 988.",
        "Mental Health Clinic, Family Court, Intensive Outpatient Program.",
    ],
)
def test_placeholders_and_kinds_are_left_alone(text: str) -> None:
    """What an operator wrote and programs as kinds are not names."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Hospital " * 3000, "HEALTH " * 3000, "at At " * 2000, "University of " * 900],
)
def test_odd_notes_are_read_without_error(text: str) -> None:
    """Empty and hostile notes give an answer."""
    assert isinstance(found(text), list)


def test_letterhead_in_capitals_is_found_and_title_is_not() -> None:
    """A clinic's letterhead is a name, a document's title is none."""
    assert surfaces("CEDAR HOLLOW BEHAVIORAL HEALTH\nProgress note, seen today as planned.\n") == {
        "CEDAR HOLLOW BEHAVIORAL HEALTH"
    }
    assert surfaces("INDIVIDUALIZED TREATMENT PLAN\nShe sleeps better and eats again.\n") == set()
