"""What must hold on every annotated fictional note: rules alone on all, with the model on a sample.

All of them, in about a minute; `CASESAFE_STRIDE=4` takes a quarter.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import pytest

import casesafe

#: How many notes stand between two that are taken.
STRIDE = int(os.environ.get("CASESAFE_STRIDE", "1"))
#: A failure shows so many notes at most.
SHOWN = 10


@pytest.fixture(scope="module")
def notes(corpus: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The notes that are taken."""
    return corpus[::STRIDE]


def _faults(guard: casesafe.Guard, note: dict[str, Any]) -> list[str]:
    try:
        once = guard.redact(note["text"]).text
        again = guard.redact(once).text
    except casesafe.NoteError as error:
        return [f"{note['id']}: {type(error).__name__}: {error}"]
    faults = []
    if again != once:
        faults.append(f"{note['id']}: redacting again changes it: {_difference(once, again)}")
    failing = guard.failing(guard.find(once))
    faults += [
        f"{note['id']}: {f.entity_type} {f.recognizer}/{f.rule} in "
        f"{once[max(0, f.start - 30) : f.end + 20]!r}"
        for f in failing[:2]
    ]
    return faults


def _difference(once: str, again: str) -> str:
    pairs = enumerate(zip(once, again, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(once), len(again)))
    return f"{once[max(0, at - 30) : at + 30]!r} -> {again[max(0, at - 30) : at + 30]!r}"


@pytest.mark.parametrize("policy", ["safe_harbor", "guard"])
def test_redacted_notes_are_clean_and_stay_as_they_are(
    policy: str, notes: list[dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    """No leak, none refused, a second redaction changes nothing, and a scan finds nothing."""
    guard: casesafe.Guard = request.getfixturevalue(policy)
    faults = [fault for note in notes for fault in _faults(guard, note)]
    assert not faults, f"{len(faults)} of {len(notes)} notes:\n" + "\n".join(faults[:SHOWN])


#: With the model, which reads the rewritten text anew, so many notes in a hundred may change again.
#: The figure of the model card is measured on all notes; a sample of them stands for it here.
MAY_CHANGE = 4
SAMPLE = 14


def test_with_the_model_redacted_notes_mostly_stay_as_they_are(
    corpus: list[dict[str, Any]],
) -> None:
    """None is refused or leaks, few change again, and a scan passes the rest."""
    guard = casesafe.load(reference_date=date(2026, 6, 1))
    notes = corpus[::SAMPLE]
    changed = []
    for note in notes:
        once = guard.redact(note["text"]).text
        if guard.redact(once).text != once:
            changed.append(note["id"])
        else:
            assert not guard.failing(guard.find(once)), note["id"]
    assert len(changed) <= len(notes) * MAY_CHANGE / 100, changed
