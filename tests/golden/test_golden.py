"""Each entity type has a golden table: exact spans, negatives and near misses, known misses.

A table is `<category letter>_<entity type>.yaml` with `entity_type`, `rows` and `known_misses`. A row
is a text in which `{{surface}}` marks the spans of that type (other types are not marked); a row
without a mark is a negative. A known miss is a row that is not found as marked today, with its
`reason`; the list must match exactly, so a miss that gets repaired must move up.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from casesafe.nlp.normalize import normalize
from casesafe.recognizers.base import Recognizer
from casesafe.recognizers.registry import built_in

TABLES = sorted(Path(__file__).parent.glob("*_*.yaml"))
MARK = re.compile(r"\{\{(.+?)\}\}", re.S)


def load(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


def parse(row: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, last = "", [], 0
    for m in MARK.finditer(row):
        text += row[last : m.start()]
        spans.append((len(text), len(text) + len(m.group(1))))
        text += m.group(1)
        last = m.end()
    return text + row[last:], spans


@cache
def recognizers() -> tuple[Recognizer, ...]:
    return built_in()


def find(text: str, entity_type: str) -> list[tuple[int, int]]:
    note = normalize(text)
    spans = {
        note.original(d.start, d.end)
        for r in recognizers()
        for d in r.recognize(note)
        if d.entity_type == entity_type
    }
    return sorted(
        s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)
    )


CASES = [
    pytest.param(load(path)["entity_type"], row, id=f"{path.stem}-{i}")
    for path in TABLES
    for i, row in enumerate(load(path)["rows"])
]
MISSES = [
    pytest.param(load(path)["entity_type"], miss["text"], id=f"{path.stem}-miss-{i}")
    for path in TABLES
    for i, miss in enumerate(load(path).get("known_misses") or [])
]


@pytest.mark.parametrize(("entity_type", "row"), CASES)
def test_row_is_found_exactly(entity_type: str, row: str) -> None:
    """A row gives exactly the spans that it marks."""
    text, spans = parse(row)
    assert find(text, entity_type) == spans


@pytest.mark.parametrize(("entity_type", "row"), MISSES)
def test_known_miss_is_still_missed(entity_type: str, row: str) -> None:
    """A known miss that is found now belongs among the rows."""
    text, spans = parse(row)
    assert find(text, entity_type) != spans


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_table_is_large_and_has_negatives(path: Path) -> None:
    """A table has at least 40 rows, 30 % of them negatives, and a reason for each known miss."""
    table = load(path)
    rows = table["rows"]
    assert len(rows) >= 40
    assert len(set(rows)) == len(rows)
    assert sum(1 for r in rows if not MARK.search(r)) >= 0.3 * len(rows)
    assert all(m["reason"].strip() for m in table.get("known_misses") or [])
