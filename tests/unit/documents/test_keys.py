"""Keys and headers: their words, their cues, and when they are only schema."""

from __future__ import annotations

import pytest

from casesafe.documents.keys import cue_of, is_form, is_header, is_schema


@pytest.mark.parametrize(
    ("key", "cue"),
    [
        ("name", "name"),
        ("dateOfBirth", "date of birth"),
        ("date_of_birth", "date of birth"),
        ("DOB", "dob"),
        ("MRNNumber", "mrn number"),
        ("Client Name:", "client name"),
        ("What brings you\nin?", "what brings you in?"),
        ("PHQ9", "phq 9"),
        ("prénom", "prénom"),
        ("@", "@"),
        ("", ""),
        ("x " * 60, ("x " * 40).strip()),
    ],
)
def test_a_key_reads_as_a_label(key: str, cue: str) -> None:
    """Lower case, its words apart, one line, not too long."""
    assert cue_of(key) == cue


@pytest.mark.parametrize(
    "key",
    "name clientName date_of_birth DOB mrn SSN Ssn icd10 phq9_total @id $ref cells nbformat URL x "
    "y1 hope_score sessionNotes sha256 2024".split(),
)
def test_plain_words_are_schema(key: str) -> None:
    """They are cues only, never changed."""
    assert is_schema(key)


@pytest.mark.parametrize("key", ["Preferred Pharmacy", "Notes:", ""])
def test_plain_words_with_blanks_are_schema(key: str) -> None:
    """They are cues only, never changed."""
    assert is_schema(key)


@pytest.mark.parametrize(
    "key",
    ["Ayodele Brandt", "Brandt", "ayodele", "ayodele-brandt", "AyodeleBrandt", "Hope", "Mark",
     "a.brandt@example.org", "12345678", "2024-03-04", "617-555-0142", "Did Ayodele come?", "Zoë"],
)  # fmt: skip
def test_what_may_be_someones_is_no_schema(key: str) -> None:
    """Names, dates, numbers and addresses are read as text."""
    assert not is_schema(key)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Client Name", "DOB", "Notes"], True),
        (["name"], True),
        (["", "name", "dob"], True),
        (["id", "Ayodele Brandt", "score"], True),
        (["client_id", "gad7_total", "phq9_total"], True),
        (["Date", "Ayodele Brandt", "Bea Cole"], False),
        (["Client Name", "Ayodele Brandt"], False),
        (["Ayodele", "Brandt", "Boston"], False),
        (["Brandt", "depression", "yes"], False),
        (["client", "notes", "1980-02-03"], False),
        (["name", "a@example.org"], False),
        (["name", "1234567"], False),
        (["The client came late today."], False),
        (["The client said that the date was not known"], False),
        ([""], False),
        ([], False),
    ],
)
def test_a_header_is_told_with_care(cells: list[str], expected: bool) -> None:
    """In doubt the first row is a record like others."""
    assert is_header(cells) is expected


@pytest.mark.parametrize(
    ("first_cells", "expected"),
    [
        (["Client type", "Client Name", "Date of birth"], True),
        (["Client Name", "Mother", "MRN", "Favourite tea"], True),
        (["Client", "Ayodele Brandt", "Bea Cole", "Odile"], False),
        (["type", "session", "session", "phone"], False),
        (["Client Name"], False),
        (["date", "2024-03-04", "2024-03-05"], False),
        ([], False),
    ],
)
def test_a_form_is_told_by_its_labels(first_cells: list[str], expected: bool) -> None:
    """At least half of the cells are labels, and none stands there twice."""
    assert is_form(first_cells) is expected
