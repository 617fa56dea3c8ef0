"""Numbers of vehicles and devices.

VEHICLE_ID: VINs by their check digit (49 CFR 565.15), or by their shape without proof; plates,
tags and registrations behind a label or next to a word of cars, in the form of a plate.
DEVICE_ID: serial numbers, IMEI, asset tags and unit numbers behind a label; MAC addresses and
unique device identifiers (GS1) by their shape.
Source: 45 CFR 164.514(b)(2)(i)(L) and (M).
Known misses: a vanity plate in words, a plate that no word of cars stands near, partial plates with
gaps ("284 K__").
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._id_engine import ids_of
from casesafe.recognizers.base import Recognizer


class VehicleDeviceRecognizer(Recognizer):
    """Finds plates, VINs, serial numbers, IMEI, UDI and MAC addresses."""

    NAME = "vehicles_devices"
    ENTITIES = ("VEHICLE_ID", "DEVICE_ID")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield them in reading order, possibly overlapping."""
        for s in ids_of(note):
            if s.entity_type in self.ENTITIES:
                yield self.found(s.start, s.end, s.entity_type, s.rule, s.source, sure=s.sure)


__all__ = ["VehicleDeviceRecognizer"]
