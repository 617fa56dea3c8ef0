"""Numbers of vehicles and devices."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.vehicles_devices import VehicleDeviceRecognizer

RECOGNIZER = VehicleDeviceRecognizer()


def found(text: str) -> list[tuple[str, str, Source]]:
    """Return surface, type and source of each detection."""
    note = normalize(text)
    return [
        (note.normal[d.start : d.end], d.entity_type, d.source) for d in RECOGNIZER.recognize(note)
    ]


@pytest.mark.parametrize(
    ("text", "surface", "entity_type", "source"),
    [
        ("copied 1HGCM82633A004352 down", "1HGCM82633A004352", "VEHICLE_ID", Source.PROVEN),
        ("VIN 1HGCM82633A004353", "1HGCM82633A004353", "VEHICLE_ID", Source.LABEL),
        ("plate 482-WTK", "482-WTK", "VEHICLE_ID", Source.LABEL),
        ("his truck (NY KZB 4418)", "KZB 4418", "VEHICLE_ID", Source.LABEL),
        ("saw 00:1B:44:11:3A:B7 twice", "00:1B:44:11:3A:B7", "DEVICE_ID", Source.PROVEN),
        ("IMEI 490154203237519", "490154203237519", "DEVICE_ID", Source.LABEL),
        ("serial no. BKLR417", "BKLR417", "DEVICE_ID", Source.LABEL),
    ],
)
def test_number_is_found_with_its_authority(
    text: str, surface: str, entity_type: str, source: Source
) -> None:
    """A check digit or shape proves; a label stands for a number whose check digit fails."""
    assert found(text) == [(surface, entity_type, source)]


@pytest.mark.parametrize(
    "text",
    [
        "plate [VEHICLE_ID], serial [DEVICE_ID]",
        "The F-150 and the CR-V, 2009 and 2011.",
        "from 10:15:20 to 11:15:20, 2001:db8::1",
        "his truck, 40 miles away",
        "focus 25 min on the fit of 2 pieces",
    ],
)
def test_other_numbers_near_cars_and_devices_stay(text: str) -> None:
    """Models, times, distances and placeholders are no plates and no serial numbers."""
    assert found(text) == []
