"""Gold notes: JSONL of `{"id", "text", "spans": [{"start", "end", "label"}], "meta"}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.errors import NoteDecodeError, NoteUnreadableError


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """An annotated span, half-open, in code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class GoldNote:
    """An annotated note; its text is hidden from the repr."""

    id: str
    text: str = field(repr=False)
    spans: tuple[GoldSpan, ...]
    kind: str = ""


def read_gold(path: Path) -> Iterator[GoldNote]:
    """Yield the notes of a gold file, in order.

    Raises:
        NoteUnreadableError: if the file cannot be opened.
        NoteDecodeError: if a line is no gold note. Names the file and the line, never its text.
    """
    problem = None
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        problem = error.strerror or type(error).__name__
    if problem is not None:
        raise NoteUnreadableError(f"cannot be read: {problem}", path=path)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        note: GoldNote | None = None
        reason = "not a gold note"
        try:
            note = _note(json.loads(line))
        except KeyError as error:
            reason = f"the key {error} is missing"
        except (ValueError, TypeError, AttributeError) as error:
            reason = f"not a gold note ({type(error).__name__})"
        if note is None:
            raise NoteDecodeError(f"line {number}: {reason}", path=path)
        yield note


def _note(record: dict[str, Any]) -> GoldNote:
    text = record["text"]
    spans = tuple(
        GoldSpan(s["start"], s["end"], s["label"])
        for s in sorted(record["spans"], key=lambda s: (s["start"], s["end"]))
    )
    if any(not 0 <= s.start < s.end <= len(text) or s.label not in ENTITY_TYPES for s in spans):
        raise ValueError("a span outside the text, or an unknown label")
    return GoldNote(str(record["id"]), text, spans, (record.get("meta") or {}).get("kind", ""))
