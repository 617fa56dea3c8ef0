"""Social security numbers, licences and other numbers that a government gives."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.government_ids import GovernmentIdRecognizer

RECOGNIZER = GovernmentIdRecognizer()


def found(text: str) -> list[tuple[str, str, Source]]:
    """Return surface, type and source of each detection."""
    note = normalize(text)
    detections: list[Detection] = list(RECOGNIZER.recognize(note))
    return [(note.normal[d.start : d.end], d.entity_type, d.source) for d in detections]


@pytest.mark.parametrize(
    ("text", "surface", "source"),
    [
        ("it says 219-84-6630 there", "219-84-6630", Source.PROVEN),
        ("SSN 666-40-2218", "666-40-2218", Source.LABEL),
        ("it says 666-40-2218 there", "666-40-2218", Source.UNPROVEN),
        ("SSN 219846630", "219846630", Source.LABEL),
        ("SSN xxx-xx-4417", "xxx-xx-4417", Source.PROVEN),
        ("SSN last four 4417", "4417", Source.LABEL),
    ],
)
def test_ssn_carries_its_authority(text: str, surface: str, source: Source) -> None:
    """Ranges prove; a label stands for digits that no range proves; a bare shape proves nothing."""
    assert found(text) == [(surface, "US_SSN", source)]


@pytest.mark.parametrize(
    ("text", "surface", "entity_type"),
    [
        ("DEA AB1234567", "AB1234567", "LICENSE_NUMBER"),
        ("NPI 1234567890", "1234567890", "LICENSE_NUMBER"),
        ("passport 567104482", "567104482", "OTHER_ID"),
        ("A-number A 088 417 226", "A 088 417 226", "OTHER_ID"),
        ("the form shows 912-70-1234", "912-70-1234", "OTHER_ID"),
    ],
)
def test_number_is_found_though_its_check_digit_fails(
    text: str, surface: str, entity_type: str
) -> None:
    """A labelled number is reported as it stands."""
    assert [(s, t) for s, t, _ in found(text)] == [(surface, entity_type)]


@pytest.mark.parametrize(
    "text",
    [
        "SSN [US_SSN]",
        "SSN ***-**-****",
        "NPI [LICENSE_NUMBER], DEA [LICENSE_NUMBER 2]",
        "SSN: none",
    ],
)
def test_placeholder_and_mask_are_no_number(text: str) -> None:
    """What an operator wrote is not found again."""
    assert found(text) == []


def test_label_does_not_reach_past_a_placeholder() -> None:
    """A number behind a placeholder is not the label's."""
    assert found("SSN [US_SSN] 4417") == []
