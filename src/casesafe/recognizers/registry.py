"""Every built-in recognizer, in one literal table. Their order has no effect on the result."""

from __future__ import annotations

from importlib import import_module

from casesafe.policy.schema import Policy
from casesafe.recognizers.base import Recognizer
from casesafe.recognizers.custom import CustomRecognizer

#: module within this package -> class names
BUILT_IN: dict[str, tuple[str, ...]] = {
    "contact": ("ContactRecognizer",),
    "network": ("NetworkRecognizer",),
    "government_ids": ("GovernmentIdRecognizer",),
    "record_ids": ("RecordIdRecognizer",),
    "vehicles_devices": ("VehicleDeviceRecognizer",),
    "dates": ("CalendarDateRecognizer",),
    "ages": ("AgeRecognizer",),
    "places": ("PlaceRecognizer",),
    "organizations": ("OrganizationRecognizer",),
    "labelled_fields": ("LabelledFieldRecognizer",),
    "names": ("NameRecognizer",),
    "quasi": ("QuasiRecognizer",),
    "model": ("ModelRecognizer",),
}

#: Classes that take the reference year.
_DATED = frozenset({"AgeRecognizer", "CalendarDateRecognizer"})


def built_in(
    policy: Policy | None = None, reference_year: int | None = None
) -> tuple[Recognizer, ...]:
    """Return a fresh instance of every built-in recognizer.

    The roster recognizer is made by Guard, since it needs a roster.

    Args:
        policy: Adds the recognizer of its `custom` patterns, where it has any.
        reference_year: The year that ages are told from; default: this year.
    """
    made: list[Recognizer] = []
    for module, classes in BUILT_IN.items():
        loaded = import_module(f"casesafe.recognizers.{module}")
        for name in classes:
            made.append(
                getattr(loaded, name)(reference_year) if name in _DATED else getattr(loaded, name)()
            )
    if policy is not None and policy.custom:
        made.append(CustomRecognizer(policy))
    return tuple(made)
