"""Where the fields of a note are: labels with their values, tables with a header row, HL7 rows.

Everything is one pass over the lines or over the colons; each step is bounded by its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, line_begin, line_end
from casesafe.recognizers._fields_labels import Kind, Label, label_of

#: The longest value that is read behind a label, in characters.
_VALUE_MAX = 400


@dataclass(frozen=True, slots=True)
class Field:
    """A label and where its value may stand.

    Args:
        label: What the label is.
        start: Where the value begins (spaces may come first).
        end: One past the last character that may belong to it.
        cell: Whether the value fills a table cell alone.
        turn: Whether the label opens several lines of the note, as a speaker's does.
    """

    label: Label
    start: int
    end: int
    cell: bool = False
    turn: bool = False


# What stands between a label and its value; must not match "12:30", "::" or "=>".
_MARK = lazy_pattern(r"(?<![\d:=<>!])\s?(?:[:=](?![\d=/:]|\s?>)|:(?=\d))")
# What a label cannot reach back over: a line or cell end, a bracket, a wide gap, a sentence end.
_BACK = lazy_pattern(r"[\n|\t;\[\]{}<]|\s{3,}|  |[.!?] |, ")
# A label set off from its value by a gap, a cell mark or leaders; must not match a sentence.
_SPACED = lazy_pattern(
    r"(?:(?<=\n)|^)[ \t>*#_|-]{0,6}([A-Za-z][A-Za-z /.'&_-]{1,30}?)\*{0,2}"
    r"(?:\t{1,20}| {2,60}| ?\.{3,60} ?|[ \t]{0,40}\|[ \t]{0,40}| [-\u2014] )(?=[^\s|])"
)
_LABEL_MAX = 48
_CELL = lazy_pattern(r"[^|\t\n]{0,40}?(?=\s*(?:[|\t\n]|  |$)|[^|\t\n]{41})|")


def fields_of(note: Note) -> Iterator[Field]:
    """Yield every field of the note that has a label of the table, in any order."""
    text = note.normal
    found: list[tuple[Label, int, int]] = []
    if ":" in text or "=" in text:
        found.extend(_marked(text))
    if "  " in text or "\t" in text or "..." in text or "|" in text or " - " in text:
        found.extend(_spaced(text))
    turns = Counter(label.rule for label, start, _ in found if _opens_line(text, start))
    for label, start, end in found:
        yield Field(label, start, end, turn=not label.strong and turns[label.rule] > 2)


def _opens_line(text: str, start: int) -> bool:
    return start <= 24 or text.find("\n", start - 25, start) >= 0


def _marked(text: str) -> Iterator[tuple[Label, int, int]]:
    at = 0
    for m in _MARK.finditer(text):
        begin = max(at, m.start() - _LABEL_MAX)
        head = text[begin : m.start()]
        cut = 0
        bracket = head.rfind("(")
        tail = head[: bracket if bracket > 0 and head.endswith(")") else None]
        for b in _BACK.finditer(tail):
            if b.end() < len(tail.rstrip()):
                cut = b.end()
        label = label_of(head[cut:]) or _after_bracket(head[cut:])
        if label is None:
            continue
        at = m.end()
        start, end = _value(text, m.end())
        if end > start:
            yield label, start, end


def _after_bracket(head: str) -> Label | None:
    """Return the label after an opening bracket: "(agency: Lydia Home)"."""
    opening = head.rfind("(")
    return label_of(head[opening + 1 :]) if opening >= 0 and ")" not in head[opening:] else None


def _value(text: str, at: int) -> tuple[int, int]:
    """Return the bounds of the value: the rest of the line, or the next line if that is empty."""
    end = line_end(text, at, _VALUE_MAX)
    if text[at:end].strip(" \t*_") or end >= len(text) or text[end] != "\n":
        return at, end
    start = end + 1
    while start < len(text) and text[start] in " \t\n" and start - end < 40:
        start += 1
    stop = line_end(text, start, _VALUE_MAX)
    mark = _MARK.search(text, start, min(stop, start + _LABEL_MAX))
    if mark is not None and "," not in text[start : mark.start()]:
        return at, at
    return start, stop


def _spaced(text: str) -> Iterator[tuple[Label, int, int]]:
    for m in _SPACED.finditer(text):
        label = label_of(m.group(1))
        if label is None or _is_title(text, m.end()):
            continue  # a row of column titles
        yield label, m.end(), line_end(text, m.end(), _VALUE_MAX)


def _is_title(text: str, at: int) -> bool:
    m = _CELL.match(text, at)
    return m is not None and label_of(m.group()) is not None


# A cell of a table row in commas; quotes may hold commas.
_CSV_CELL = lazy_pattern(r"\"([^\"\n]*)\"|([^,\n]*)")
_WIDE = lazy_pattern(r"\S+(?: \S+)*")
_ROWS_MAX = 20_000


def table_fields(note: Note) -> Iterator[list[Field]]:
    """Yield the labelled cells of each row below a header row.

    A header is a line of short cells of which one at least is a label of the table (two in a
    table that has gaps for marks); its rows are the lines that follow with the same marks.
    """
    text = note.normal
    starts = note.line_starts
    i = 0
    while i < len(starts) - 1:
        begin, end = starts[i], starts[i + 1] - 1
        i += 1
        if end - begin < 5 or end - begin > 400:
            continue
        mark = _mark_of(text, begin, end)
        if mark is None:
            continue
        cells = _cells(text, begin, end, mark)
        labels = [_column(text[s:e]) for s, e in cells]
        known = sum(1 for x in labels if x is not None and x.kind is not Kind.PARTY)
        if known < (2 if mark == "  " else 1) or not _is_header(text, cells):
            continue
        blank = 0
        while i < len(starts) and blank < 2:
            begin = starts[i]
            end = starts[i + 1] - 1 if i + 1 < len(starts) else len(text)
            if not text[begin:end].strip():
                break
            row = _row(text, begin, end, mark, cells, labels)
            blank = 0 if row is not None else blank + 1
            if row:
                yield row
            i += 1


def _mark_of(text: str, begin: int, end: int) -> str | None:
    for mark in "|\t":
        if text.find(mark, begin, end) >= 0:
            return mark
    for mark in ",;":
        if text.find(mark, begin, end) >= 0 and text.find(mark + " ", begin, end) < 0:
            return mark
    return "  " if text.find("  ", begin, end) >= 0 and text[begin : begin + 1] != "" else None


def _cells(text: str, begin: int, end: int, mark: str) -> list[tuple[int, int]]:
    """Return the bounds of each cell of a line, without surrounding spaces and quotes."""
    if mark == "  ":
        return [m.span() for m in _WIDE.finditer(text, begin, end)]
    found = []
    if mark == ",":
        at = begin
        while at <= end:
            m = _CSV_CELL.match(text, at, end)
            group = 1 if m.group(1) is not None else 2  # type: ignore[union-attr]
            found.append(m.span(group))  # type: ignore[union-attr]
            at = m.end() + 1  # type: ignore[union-attr]
    else:
        at = begin
        while at <= end:
            stop = text.find(mark, at, end)
            stop = end if stop < 0 else stop
            found.append((at, stop))
            at = stop + 1
    trimmed = []
    for s, e in found:
        while s < e and text[s] in ' \t"*_':
            s += 1
        while e > s and text[e - 1] in ' \t"*_':
            e -= 1
        trimmed.append((s, e))
    return trimmed


def _is_header(text: str, cells: list[tuple[int, int]]) -> bool:
    """Titles are short and hold no digits to speak of; an empty first or last cell is fine."""
    filled = [text[s:e] for s, e in cells if e > s]
    return len(filled) >= 2 and all(
        len(c) <= 32 and len(c.split()) <= 5 and sum(ch.isdigit() for ch in c) <= 1
        and ":" not in c for c in filled
    )  # fmt: skip


def _column(title: str) -> Label | None:
    return label_of(title) if title else None


def _row(
    text: str,
    begin: int,
    end: int,
    mark: str,
    titles: list[tuple[int, int]],
    labels: list[Label | None],
) -> list[Field] | None:
    """Return the fields of one row; None where the line is no row of this table."""
    if not text[begin:end].strip(" \t|-:+=_"):
        return []  # the rule below a header
    if mark != "  " and text.find(mark, begin, end) < 0:
        return None
    cells = _cells(text, begin, min(end, begin + 4000), mark)
    if mark == "  ":
        if len(cells) < 2:
            return None
        if len(cells) != len(titles):
            shift = begin - line_begin(text, titles[0][0], 4000)
            return _by_position(cells, titles, labels, shift)
    if len(cells) != len(titles) and sum(x is not None for x in labels) < 2:
        return None
    return [
        Field(label, s, e, cell=True)
        for (s, e), label in zip(cells, labels, strict=False)
        if label is not None and e > s
    ]


def _by_position(
    cells: list[tuple[int, int]],
    titles: list[tuple[int, int]],
    labels: list[Label | None],
    shift: int,
) -> list[Field]:
    """Return the fields of a row that lacks cells: each belongs to the title above it.

    `shift` is how far the row begins behind the row of titles.
    """
    found = []
    for s, e in cells:
        above = [
            label
            for (ts, te), label in zip(titles, labels, strict=True)
            if abs(ts + shift - s) <= 2 and te > ts
        ]
        if above and above[0] is not None:
            found.append(Field(above[0], s, e, cell=True))
    return found


#: HL7 v2 segments: field number -> what it holds (Source: HL7 v2.5.1, chapters 3, 6 and 4).
_HL7: dict[str, dict[int, Label]] = {
    "PID": {
        5: Label("hl7_patient", Kind.NAME, "client"),
        6: Label("hl7_mothers_maiden_name", Kind.NAME, "mother"),
        9: Label("hl7_alias", Kind.NAME, "client"),
        11: Label("hl7_address", Kind.ADDRESS),
    },
    "NK1": {2: Label("hl7_next_of_kin", Kind.NAME), 4: Label("hl7_address", Kind.ADDRESS)},
    "GT1": {3: Label("hl7_guarantor", Kind.NAME), 5: Label("hl7_address", Kind.ADDRESS)},
    "IN1": {
        4: Label("hl7_payer", Kind.ORGANIZATION),
        16: Label("hl7_insured", Kind.NAME),
        11: Label("hl7_group", Kind.ORGANIZATION),
    },
    "PV1": {n: Label("hl7_doctor", Kind.NAME, "clinician") for n in (7, 8, 9, 17, 52)},
    "ORC": {n: Label("hl7_doctor", Kind.NAME, "clinician") for n in (10, 11, 12)},
    "OBR": {n: Label("hl7_doctor", Kind.NAME, "clinician") for n in (10, 16, 28)},
    "MSH": {
        4: Label("hl7_facility", Kind.ORGANIZATION),
        6: Label("hl7_facility", Kind.ORGANIZATION),
    },
}
_SEGMENT = lazy_pattern(r"(?:(?<=\n)|^)[ \t]*(PID|NK1|GT1|IN1|PV1|ORC|OBR|MSH)\|", re.MULTILINE)


def hl7_fields(note: Note) -> Iterator[Field]:
    """Yield the fields of HL7 v2 segments that hold names, addresses and organisations."""
    text = note.normal
    if "|" not in text or "^" not in text:
        return
    for m in _SEGMENT.finditer(text):
        end = text.find("\n", m.end())
        end = len(text) if end < 0 else end
        wanted = _HL7[m.group(1)]
        # MSH counts its own field separator as field 1.
        number = 2 if m.group(1) == "MSH" else 1
        at = m.end()
        while at <= end and number < 60:
            stop = text.find("|", at, end)
            stop = end if stop < 0 else stop
            if number in wanted and stop > at:
                yield Field(wanted[number], at, stop, cell=True)
            at, number = stop + 1, number + 1
