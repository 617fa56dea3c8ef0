"""Ages in a table: the cells under a heading "Age", and after "Age" in a row of labels."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, line_begin
from casesafe.recognizers._date_parts import Found, Hit

#: The cue words of this module.
CUES = {"heading": {"age": 0, "ages": 0}}
_CELL = lazy_pattern(r"\s*(?P<age>1[01]\d|[1-9]?\d)(?:\s?(?:y/?o?|yrs?))?\s*")
# A number alone between spaces; must not match "3/14" or "4.".
_NUMBER = lazy_pattern(r"(?<!\S)(?:1[01]\d|[1-9]?\d)(?!\S)")
#: Rows that a heading can stand over.
_MAX_ROWS = 60


def column_ages(note: Note, found: Found) -> Iterator[Hit]:
    """Yield the numbers under the heading of a table with pipes, tabs, commas or wide gaps."""
    # lines of a table are long and look wrapped to the view: read them as they were given
    text = note.lined
    done = 0
    for w, _ in sorted(found["heading"], key=lambda c: c[0].start):
        if w.start < done:
            continue
        begin = line_begin(text, w.start, 300)
        stop = text.find("\n", w.end, w.end + 300)
        if stop < 0:
            continue
        line = text[begin:stop]
        for cut in ("|", "\t", ";", ","):
            if line.count(cut) >= 2:
                hits = _by_cells(text, line, cut, w.start - begin, stop)
                break
        else:
            hits = _by_place(text, w.start - begin, w.end - begin, stop) if "  " in line else []
        yield from hits
        done = hits[-1].end if hits else w.end


def _by_cells(text: str, line: str, cut: str, at: int, stop: int) -> list[Hit]:
    column = line[:at].count(cut)
    if line.split(cut)[column].strip().lower() not in ("age", "ages", "age (y)", "age yrs"):
        return []
    hits: list[Hit] = []
    start = stop + 1
    for _ in range(_MAX_ROWS):
        end = text.find("\n", start, start + 600)
        row = text[start : end if end >= 0 else start + 600]
        if row.count(cut) < 2:
            break
        cells = row.split(cut)
        if len(cells) > column:
            m = _CELL.fullmatch(cells[column])
            if m:
                place = start + sum(len(c) + 1 for c in cells[:column]) + m.start("age")
                hits.append(Hit(place, place + len(m["age"]), "age_column", Source.LABEL))
        if end < 0:
            break
        start = end + 1
    return hits


def _by_place(text: str, left: int, right: int, stop: int) -> list[Hit]:
    """Numbers that stand under the heading, in a table set with spaces."""
    hits: list[Hit] = []
    start = stop + 1
    for _ in range(_MAX_ROWS):
        end = text.find("\n", start, start + 300)
        row = text[start : end if end >= 0 else start + 300]
        if not row.strip():
            break
        # searched to the row's end: a cut there would make an age of half a number
        m = _NUMBER.search(row, max(0, left - 3))
        if m and m.start() < right + 4:
            hits.append(Hit(start + m.start(), start + m.end(), "age_column", Source.LABEL))
        if end < 0:
            break
        start = end + 1
    return hits
