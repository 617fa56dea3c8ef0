"""Ages in a table: the cells under a heading "Age", and after "Age" in a row of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import Hit
from casesafe.recognizers.base import cues_in

_HEADINGS = {"age": 0, "ages": 0}
_CELL = re.compile(r"\s*(?P<age>1[01]\d|[1-9]?\d)(?:\s?(?:y/?o?|yrs?))?\s*")
#: Rows that a heading can stand over.
_MAX_ROWS = 60


def column_ages(note: Note) -> Iterator[Hit]:
    """Yield the numbers under the heading of a table with pipes, tabs, commas or wide gaps."""
    text = note.normal
    for w, _ in cues_in(note, _HEADINGS):
        begin = text.rfind("\n", max(0, w.start - 300), w.start) + 1
        stop = text.find("\n", w.end, w.end + 300)
        if stop < 0:
            continue
        line = text[begin:stop]
        for cut in ("|", "\t", ";", ","):
            if line.count(cut) >= 2:
                yield from _by_cells(text, line, cut, w.start - begin, stop)
                break
        else:
            if re.search(r"\S\s{2,}\S", line):
                yield from _by_place(text, w.start - begin, w.end - begin, stop)


def _by_cells(text: str, line: str, cut: str, at: int, stop: int) -> Iterator[Hit]:
    column = line[:at].count(cut)
    if line.split(cut)[column].strip().lower() not in ("age", "ages", "age (y)", "age yrs"):
        return
    start = stop + 1
    for _ in range(_MAX_ROWS):
        end = text.find("\n", start, start + 600)
        row = text[start : end if end >= 0 else start + 600]
        if row.count(cut) < 2:
            return
        cells = row.split(cut)
        if len(cells) > column:
            m = _CELL.fullmatch(cells[column])
            if m:
                place = start + sum(len(c) + 1 for c in cells[:column]) + m.start("age")
                yield Hit(place, place + len(m["age"]), "age_column", Source.LABEL)
        if end < 0:
            return
        start = end + 1


def _by_place(text: str, left: int, right: int, stop: int) -> Iterator[Hit]:
    """Numbers that stand under the heading, in a table set with spaces."""
    start = stop + 1
    for _ in range(_MAX_ROWS):
        end = text.find("\n", start, start + 300)
        row = text[start : end if end >= 0 else start + 300]
        if not row.strip():
            return
        m = re.compile(r"(?<!\S)(1[01]\d|[1-9]?\d)(?!\S)").search(row, max(0, left - 3), right + 4)
        if m and re.search(r"\s{2}|^", row[: m.start()]):
            yield Hit(start + m.start(), start + m.end(), "age_column", Source.LABEL)
        if end < 0:
            return
        start = end + 1
