"""Reading gold notes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casesafe.errors import NoteDecodeError, NoteUnreadableError
from casesafe.evaluate.gold import GoldSpan, read_gold

RECORD = {
    "id": 7,
    "text": "Ana met Bo.",
    "spans": [
        {"start": 8, "end": 10, "label": "PERSON"},
        {"start": 0, "end": 3, "label": "PERSON"},
    ],
    "meta": {"kind": "chat"},
}


def written(tmp_path: Path, *lines: str) -> Path:
    """Write the lines of a gold file."""
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_notes_come_in_order_with_their_spans_sorted(tmp_path: Path) -> None:
    """Spans are sorted, blank lines skipped, the kind taken from `meta`."""
    bare = json.dumps({"id": "b", "text": "Nothing.\u2028Still one line.", "spans": []})
    first, second = read_gold(written(tmp_path, json.dumps(RECORD), "", bare, ""))
    assert (first.id, first.kind, second.id, second.kind) == ("7", "chat", "b", "")
    assert first.spans == (GoldSpan(0, 3, "PERSON"), GoldSpan(8, 10, "PERSON"))
    assert "Ana" not in repr(first)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": None}, "not a gold note"),
        ({"spans": [{"start": 0, "end": 12, "label": "PERSON"}]}, "not a gold note"),
        ({"spans": [{"start": 3, "end": 3, "label": "PERSON"}]}, "not a gold note"),
        ({"spans": [{"start": 0, "end": 3, "label": "NAME"}]}, "not a gold note"),
        ({"spans": [{"start": 0, "end": 3}]}, "the key 'label' is missing"),
        ({"spans": 3}, "not a gold note"),
    ],
    ids=["no text", "outside", "empty", "label", "key", "spans"],
)
def test_a_bad_note_is_named_by_file_and_line(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    """The error names file and line, holds no text, and nothing hangs behind it."""
    path = written(tmp_path, json.dumps(RECORD), json.dumps({**RECORD, **change}))
    with pytest.raises(NoteDecodeError, match="line 2") as caught:
        list(read_gold(path))
    assert reason in str(caught.value)
    assert "Ana" not in str(caught.value)
    assert caught.value.__context__ is None


def test_what_is_no_json_is_named_by_line(tmp_path: Path) -> None:
    """The JSON error, which holds the whole line, is cut off."""
    with pytest.raises(NoteDecodeError, match="line 1") as caught:
        list(read_gold(written(tmp_path, '{"text": "Ana met')))
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With the system's reason."""
    with pytest.raises(NoteUnreadableError, match=r"none\.jsonl: cannot be read"):
        list(read_gold(tmp_path / "none.jsonl"))
