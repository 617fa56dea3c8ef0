"""Places: sources of authority, overlaps, placeholders, cost."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.places import PlaceRecognizer

RECOGNIZER = PlaceRecognizer()


def found(text: str, entity_type: str = "") -> list[Detection]:
    note = normalize(text)
    return [d for d in RECOGNIZER.recognize(note) if entity_type in ("", d.entity_type)]


def surfaces(text: str, entity_type: str) -> set[str]:
    return {text[d.start : d.end] for d in found(text, entity_type)}


@pytest.mark.parametrize(
    ("text", "entity_type", "source"),
    [
        ("He left 1507 June Avenue in May.", "STREET_ADDRESS", Source.PROVEN),
        ("Mail goes to PO Box 91 now.", "STREET_ADDRESS", Source.PROVEN),
        ("Shoshana hosts, 1120 N. Lamer, ring twice.", "STREET_ADDRESS", Source.CUE),
        ("Home is Laramie, WY 82070 now.", "ZIP_CODE", Source.PROVEN),
        ("Home is Laramie, WY 02134 now.", "ZIP_CODE", Source.CUE),
        ("On file: zip 02134.", "ZIP_CODE", Source.LABEL),
        ("She lives in Sheboygan with him.", "LOCATION", Source.CUE),
        ("Everyone knows Sheboygan by its cheese.", "LOCATION", Source.UNPROVEN),
        ("City: Skokie", "LOCATION", Source.LABEL),
        ("He was raised in Alabama by an aunt.", "STATE", Source.CUE),
        ("Winters of Alabama are mild.", "STATE", Source.CUE),
        ("She never said Eritrea again.", "COUNTRY", Source.UNPROVEN),
    ],
)
def test_source_tells_how_a_place_was_found(text: str, entity_type: str, source: Source) -> None:
    """A fitting shape is PROVEN, a field LABEL, an announced name CUE, a listed name UNPROVEN."""
    assert source in {d.source for d in found(text, entity_type)}


def test_a_zip_code_that_does_not_fit_its_state_is_still_reported() -> None:
    """A mistyped code is still a code."""
    assert surfaces("Home is Laramie, WY 02134.", "ZIP_CODE") == {"02134"}


def test_a_town_unknown_to_the_list_is_found_before_its_state() -> None:
    """What stands before a state is a place even if nobody has heard of it."""
    assert "Zzyzx Springs" in surfaces("Grew up in Zzyzx Springs, CA, of all places.", "LOCATION")


def test_a_street_named_once_is_found_with_another_number() -> None:
    """A house number before a street already known needs no type."""
    text = "She left 61 Rook Ln. Her mail still goes there, or else to 70 Rook by mistake."
    assert surfaces(text, "STREET_ADDRESS") == {"61 Rook Ln", "70 Rook"}


def test_a_unit_belongs_to_its_street_across_a_line_break() -> None:
    """The unit on the next line is part of the address."""
    text = "To:\n88 Front St.,\nApt 4\nCoupeville, WA 98239\n"
    assert surfaces(text, "STREET_ADDRESS") == {"88 Front St.,\nApt 4"}


@pytest.mark.parametrize(
    "text",
    [
        "Seen at [ORGANIZATION], [STREET_ADDRESS], [LOCATION], [STATE] 981.",
        "[CLIENT] moved from [LOCATION] to [LOCATION] with [MOTHER-IN-LAW].",
        "Member [HEALTH_PLAN_ID], record [MEDICAL_RECORD_NUMBER], phone ***-**-****.",
        "City: [LOCATION]\nZip: 000\nAddress: [STREET_ADDRESS]\n",
        "Raised in a state in the Northeast, 30-39-year-old, 90 or older, 1936 or earlier.",
    ],
)
def test_placeholders_are_left_alone(text: str) -> None:
    """What an operator wrote is not found again."""
    assert found(text) == []


def test_person_with_a_place_like_surname_is_no_place() -> None:
    """A given name before a landmark noun makes a person."""
    assert found("Sora Park will not walk past the park behind our building.") == []


@pytest.mark.parametrize(
    "text",
    [
        "These differ; Norcross has data.",
        "Cohesion 7/10 by Burlingame's questionnaire.",
        "Sleep was poor on the Pittsburgh, long and loved.",
    ],
)
def test_authors_and_tests_called_like_towns_are_no_place(text: str) -> None:
    """An author's surname needs a preposition of place, and a test keeps its article."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["", "   \n", "1" * 5000, "A" * 5000, "12 N " * 2000, "St. " * 2000, "in At " * 2000]
)
def test_odd_notes_are_read_without_error(text: str) -> None:
    """Empty, blank and hostile notes give an answer."""
    assert isinstance(found(text), list)


def test_possessive_is_left_outside() -> None:
    """The span of a town ends before its possessive."""
    assert surfaces("We spoke about Sheboygan's lakefront and Ohio's laws.", "LOCATION") == {
        "Sheboygan"
    }


def test_presidio_sees_the_same_spans() -> None:
    """`analyze` gives the spans of `recognize` in offsets of the text."""
    text = "Home: 417 Ternwood Street, Apt B, Lima, OH 45801"
    results = RECOGNIZER.analyze(text, ["STREET_ADDRESS"])
    assert [text[r.start : r.end] for r in results] == ["417 Ternwood Street, Apt B"]
