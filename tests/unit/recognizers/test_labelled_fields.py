"""Labelled fields: kinds and roles by label, layout, and what stands there instead of a value."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers._fields_labels import LABELS, Kind, label_of
from casesafe.recognizers.labelled_fields import LabelledFieldRecognizer

RECOGNIZER = LabelledFieldRecognizer()


def found(text: str, entity_type: str = "PERSON") -> list[str]:
    """Return the surfaces of one type, in order."""
    note = normalize(text)
    spans = {
        note.original(d.start, d.end)
        for d in RECOGNIZER.recognize(note)
        if d.entity_type == entity_type
    }
    return [text[s:e] for s, e in sorted(spans)]


@pytest.mark.parametrize(
    ("heading", "kind", "role"),
    [
        ("Client Name", Kind.NAME, "client"),
        ("**Pt. Name (last, first)", Kind.NAME, "client"),
        ("- [x] Therapist", Kind.NAME, "clinician"),
        ("2) Mother's name", Kind.NAME, "mother"),
        ("Parent 1", Kind.NAME, "parent"),
        ("ATTENDEES", Kind.NAMES, None),
        ("referred_by", Kind.PARTY, None),
        ("Race/Ethnicity", Kind.DEMOGRAPHIC, None),
        ("Place of birth", Kind.CITY, None),
    ],
)
def test_heading_is_a_label(heading: str, kind: Kind, role: str | None) -> None:
    """A heading is looked up without its marks, in any case."""
    label = label_of(heading)
    assert label is not None
    assert (label.kind, label.role) == (kind, role)


@pytest.mark.parametrize("heading", ["S", "O", "A", "P", "PHQ-9", "Plan", "Session 3", "", "***"])
def test_heading_is_no_label(heading: str) -> None:
    """Section letters, measures and plans are no labels."""
    assert label_of(heading) is None


def test_labels_are_in_plain_form() -> None:
    """Each label stands in the table as it is looked up."""
    assert [k for k in LABELS if k != k.lower() or k != " ".join(k.split())] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Emergency contact: Nohea Kamakau (mother)", "mother"),
        ("Emergency contact: Nohea Kamakau, sister", "sister"),
        ("Guardian: paternal aunt Lorinda Begaye", "aunt"),
        ("Client: Vega, Marisol", "client"),
        ("Attending: Okafor", "clinician"),
        ("Signature: Dana Roe, LCSW", "clinician"),
    ],
)
def test_role_follows_label_and_relation(text: str, role: str) -> None:
    """A relation beside the name goes before the label's role."""
    roles = [d.role for d in RECOGNIZER.recognize(normalize(text))]
    assert set(roles) == {role}


def test_source_is_label() -> None:
    """Everything found stands on its label."""
    note = normalize("Client: Marisol Vega\nCity: Oswego, NY\nReligion: Druze")
    assert {d.source for d in RECOGNIZER.recognize(note)} == {Source.LABEL}


def test_column_title_counts_for_every_row() -> None:
    """The label of a column stands for all its cells, in a table of any marks."""
    for mark in (" | ", "\t", ","):
        text = f"client{mark}fee\n" + "".join(f"Ana{mark}{n}\nTomek{mark}{n}\n" for n in range(9))
        assert found(text) == ["Ana", "Tomek"] * 9


def test_gap_table_is_read_by_position() -> None:
    """A row that lacks a cell is read by where its cells stand."""
    text = (
        "Client            Clinician         Fee\n"
        "Marisol Vega      Dana Roe          120\n"
        "                  Tora Wessels      90\n"
    )
    assert found(text) == ["Marisol Vega", "Dana Roe", "Tora Wessels"]


def test_transcript_turns_are_no_fields() -> None:
    """Labels that open turn after turn announce speech."""
    text = "Client: May I?\nTherapist: Yes.\nClient: Art.\nTherapist: Art?\nClient: Art.\n" * 3
    assert found(text) == []


@pytest.mark.parametrize(
    "value",
    ["____", "[CLIENT]", "[PERSON 2]", "see above", "same", "N/A", "none", "presented on time",
     "Tearful and tired today", "self", "(blank)", "***", "12", "TBD", "unknown", "DOB", "PHQ-9"],
)  # fmt: skip
@pytest.mark.parametrize("label", ["Client", "Name", "Therapist", "Emergency contact", "Present"])
def test_remark_is_no_name(label: str, value: str) -> None:
    """A blank, a remark or our own placeholder is no name."""
    assert found(f"{label}: {value}\n") == []


@pytest.mark.parametrize("value", ["[LOCATION]", "____", "unknown", "homeless", "N/A", "***"])
@pytest.mark.parametrize(
    "label", ["City", "Address", "Employer", "School", "Religion", "Insurance"]
)
def test_remark_is_no_place_or_organization(label: str, value: str) -> None:
    """A blank or a remark is no value of any kind."""
    assert list(RECOGNIZER.recognize(normalize(f"{label}: {value}\n"))) == []


@pytest.mark.parametrize(
    "text",
    ["", ":" * 5000, "a:" * 5000, "Name: " * 3000, "|" * 5000, "Client | " * 2000, " " * 5000,
     "\t" * 5000, "A" * 5000, "name" + " " * 5000, "Name: " + "Ana, " * 3000],
)  # fmt: skip
def test_hostile_text_is_scanned(text: str) -> None:
    """Endless marks, gaps and labels are scanned without an error."""
    list(RECOGNIZER.recognize(normalize(text)))


def test_hl7_names_and_addresses() -> None:
    """HL7 segments give names, addresses and payers by their field numbers."""
    text = (
        "PID|1||100^^^LV^MR||DOE^JANE^M||19980517|F|||918 E Peach Cir^^Grand Prairie^TX^75051\n"
        "PV1|1|O|BH^RM6^^||||1558301947^GREENOUGH^HOLLIS^^^^PHD\n"
        "IN1|1|9|3|LONE STAR COMMUNITY CARE||||||||||||DOE^JANE\n"
    )
    assert found(text) == ["DOE^JANE^M", "GREENOUGH^HOLLIS", "DOE^JANE"]
    assert found(text, "STREET_ADDRESS") == ["918 E Peach Cir"]
    assert found(text, "LOCATION") == ["Grand Prairie"]
    assert found(text, "ORGANIZATION") == ["LONE STAR COMMUNITY CARE"]
