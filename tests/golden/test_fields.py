"""Labelled fields: each row of fields.yaml gives exactly the spans, types and roles it marks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from casesafe.nlp.normalize import normalize
from casesafe.recognizers.labelled_fields import LabelledFieldRecognizer

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "fields.yaml").read_text(encoding="utf-8")
)
# A mark: type, role if any, surface; the surface may hold single braces.
MARK = re.compile(r"\{\{([A-Z_]+)(?:/([a-z-]+))?:(.+?)\}\}", re.S)
RECOGNIZER = LabelledFieldRecognizer()

Span = tuple[int, int, str]


def parse(row: str) -> tuple[str, list[Span], dict[int, str]]:
    """Return the text, its spans and the roles by start."""
    text, spans, roles, last = "", [], {}, 0
    for m in MARK.finditer(row):
        text += row[last : m.start()]
        spans.append((len(text), len(text) + len(m.group(3)), m.group(1)))
        if m.group(2):
            roles[len(text)] = m.group(2)
        text += m.group(3)
        last = m.end()
    return text + row[last:], spans, roles


def find(text: str) -> tuple[list[Span], dict[int, set[str | None]]]:
    """Return the longest spans found, and the roles by start."""
    note = normalize(text)
    spans, roles = set(), {}
    for d in RECOGNIZER.recognize(note):
        start, end = note.original(d.start, d.end)
        spans.add((start, end, d.entity_type))
        roles.setdefault(start, set()).add(d.role)
    longest = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    return sorted(longest), roles


@pytest.mark.parametrize("row", TABLE["rows"])
def test_field_is_read_exactly(row: str) -> None:
    """A row gives the spans it marks, with their types and roles."""
    text, spans, roles = parse(row)
    found, told = find(text)
    assert found == spans
    for start, role in roles.items():
        assert role in told[start]


@pytest.mark.parametrize("miss", TABLE["known_misses"], ids=lambda m: m["reason"])
def test_known_miss_is_still_missed(miss: dict[str, str]) -> None:
    """A known miss that is found now belongs among the rows."""
    text, spans, _ = parse(miss["text"])
    assert find(text)[0] != spans


def test_table_has_negatives() -> None:
    """At least 25 % of the rows hold nothing to find."""
    rows = TABLE["rows"]
    assert len(rows) >= 80
    assert len(set(rows)) == len(rows)
    assert sum(1 for r in rows if not MARK.search(r)) >= 0.25 * len(rows)
