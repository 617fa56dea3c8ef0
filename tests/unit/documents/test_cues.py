"""Labels made of keys and headers, and what stands under them."""

from __future__ import annotations

import pytest

import casesafe
from casesafe.documents.cues import is_choice, is_prose, is_reference, label_of
from casesafe.documents.keys import cue_of


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("What is your full name?", "full name"),
        ("What's your date of birth? *", "date of birth"),
        ("Please enter your name", "name"),
        ("Who is your therapist?", "therapist"),
        ("Who referred you?", "referred by"),
        ("How old are you?", "age"),
        ("Age (years)", "age"),
        ("Name of your employer", "employer name"),
        ("Name of emergency contact", "contact name"),
        ("Name of person completing this form", "name"),
        ("Contact 2 Name", "contact name"),
        ("name_1", "name"),
        ("client 1", "client"),
        ("sender.name", "name"),
        ("SenderFullName", "full name"),
        ("client_full_name", "client name"),
        ("PatientFirst", "patient first name"),
        ("patient.name.family", "patient last name"),
        ("given_name", "given name"),
        ("client given name", "client first name"),
        ("l_name", "last name"),
        ("fullname", "full name"),
        ("clientname", "client name"),
        ("created_by", "name"),
        ("assignee", "assigned to"),
        ("user name", "username"),
        ("phq9_1", "phq 9 1"),
        ("week 4", "week 4"),
        ("file name", "file name"),
        ("Notes", "notes"),
        ("", ""),
    ],
)
def test_a_header_becomes_the_label_of_a_form(header: str, label: str) -> None:
    """Questions, numbers, joined and nested names; what tells nobody's name stays."""
    assert label_of(cue_of(header)) == label


@pytest.mark.parametrize("header", ["Fullname", "Recipient name", "Owner Name",
                                    "What is your name?", "Emergency contact name", "signed_by_name",
                                    "caseWorkerName", "Created by", "responsibleParty_fullName"])  # fmt: skip
def test_a_rare_name_is_found_under_such_a_label(guard: casesafe.Guard, header: str) -> None:
    """Which only the label tells: nothing else in the text does."""
    text = f"{label_of(cue_of(header))}: Quorvel"
    assert [text[f.start : f.end] for f in guard.find(text)] == ["Quorvel"]


@pytest.mark.parametrize(
    ("label", "value", "prose"),
    [
        ("notes", "Came late.", True),
        ("client notes", "a\nb", True),
        ("notes", "none", False),
        ("client name", "Ayodele Brandt", False),
        ("address", "12 Elm Street\nSpringfield", False),
        ("write up", "Ayodele came late.\n" * 9, True),
        ("write up", "Ayodele came late. " * 9, False),
        ("", "", False),
    ],
)
def test_prose_is_told_by_its_label_or_its_lines(label: str, value: str, prose: bool) -> None:
    """A word alone is none; an address of two lines stays beside its label."""
    assert is_prose(label, value) is prose


@pytest.mark.parametrize(
    ("label", "value", "choice"),
    [
        ("status", "in_progress", True),
        ("redcap event name", "baseline_arm_1", True),
        ("variable", "phq9_01", True),
        ("status", "ayodele_brandt", False),
        ("user", "in_progress", False),
        ("status", "active", False),
        ("status", "Spoke to in_progress", False),
        ("", "in_progress", False),
    ],
)
def test_a_choice_of_a_program_is_told_by_label_and_plain_words(
    label: str, value: str, choice: bool
) -> None:
    """Anything else with an underscore may be a user name."""
    assert is_choice(label, value) is choice


@pytest.mark.parametrize(
    ("label", "value", "reference"),
    [
        ("schema", "https://json-schema.org/draft/2020-12/schema", True),
        ("system", "http://loinc.org", True),
        ("system", "http://terminology.hl7.org/CodeSystem/v2-0203", True),
        ("resolved", "https://registry.npmjs.org/lodash/-/lodash-4.17.21.tgz", True),
        ("", "#/components/schemas/Note", True),
        ("theme color", "#482133", True),
        ("member", "#482133", False),
        ("system", "https://brandt-therapy.example.org/mrn", False),
        ("url", "https://loinc.org.example.org/ayodele", False),
        ("url", "see http://loinc.org", False),
        ("url", "https://loinc.org?client=ayodele", False),
    ],
)
def test_what_refers_to_a_standard_is_nobodys(label: str, value: str, reference: bool) -> None:
    """The address of a practice and a number with a mark are read."""
    assert is_reference(label, value) is reference
