"""Every built-in recognizer, in one literal table. Their order has no effect on the result."""

from __future__ import annotations

from importlib import import_module

from casesafe.recognizers.base import Recognizer

#: module within this package -> class names
BUILT_IN: dict[str, tuple[str, ...]] = {
    "contact": ("ContactRecognizer",),
    "network": ("NetworkRecognizer",),
    "government_ids": ("GovernmentIdRecognizer",),
    "record_ids": ("RecordIdRecognizer",),
    "vehicles_devices": ("VehicleDeviceRecognizer",),
    "dates": ("DateRecognizer",),
    "ages": ("AgeRecognizer",),
    "places": ("PlaceRecognizer",),
    "organizations": ("OrganizationRecognizer",),
    "labelled_fields": ("LabelledFieldRecognizer",),
    "names": ("NameRecognizer",),
    "quasi": ("QuasiRecognizer",),
    "model": ("ModelRecognizer",),
}


def built_in() -> tuple[Recognizer, ...]:
    """Return a fresh instance of every built-in recognizer that needs no argument.

    The roster recognizer is made by Guard, since it needs a roster.
    """
    made = []
    for module, classes in BUILT_IN.items():
        loaded = import_module(f"casesafe.recognizers.{module}")
        made.extend(getattr(loaded, name)() for name in classes)
    return tuple(made)
