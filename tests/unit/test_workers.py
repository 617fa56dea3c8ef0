"""Worker processes, and the deadline of a note."""

from __future__ import annotations

from pathlib import Path

import pytest

import casesafe

#: A recognizer in a module of its own, as one has to be that crosses process borders.
DYING = """\
import os

from casesafe.recognizers.base import Recognizer


class DyingRecognizer(Recognizer):
    NAME = "dying"
    ENTITIES = ("PERSON",)

    def recognize(self, note):
        if "boom" in note.normal:
            os._exit(9)
        return iter(())
"""


def test_a_worker_that_dies_costs_its_note_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other notes come back in order, as if nothing had happened."""
    (tmp_path / "dying_recognizer.py").write_text(DYING, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    from dying_recognizer import DyingRecognizer  # type: ignore[import-not-found]

    guard = casesafe.load(model=None, recognizers=[DyingRecognizer()])
    texts = ["Dr. Abara called.", "boom", "Dr. Okoro called.", "Quiet."]
    items = list(guard.redact_many(iter(texts), workers=2))
    assert isinstance(items[1], casesafe.NoteUnreadableError)
    assert "boom" not in str(items[1])
    shown = [i.text for i in items if isinstance(i, casesafe.Redaction)]
    assert shown == [guard.redact(t).text for t in texts if t != "boom"]


def test_no_texts_give_no_results() -> None:
    """With or without workers."""
    guard = casesafe.load(model=None)
    assert list(guard.redact_many([])) == []
    assert list(guard.redact_many([], workers=2)) == []


def test_a_note_past_its_deadline_fails(
    guard: casesafe.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recognizer that runs away fails the note, by name; the clock here is made up."""
    ticks = iter(range(0, 10_000_000, 1_000))
    monkeypatch.setattr("casesafe.guard.time.monotonic", lambda: float(next(ticks)))
    with pytest.raises(casesafe.RecognizerFailedError, match="contact failed with TimeoutError"):
        guard.redact("Dr. Abara called.")
