"""Tables of comma- or tab-separated values, read by cell with the column's header as cue.

Source: RFC 4180. A cell is quoted only if its first character is the quote; a quote elsewhere is
a character like others. A file that breaks these rules (a quote never closed, text behind a
closing quote) is read as plain text: nothing of it goes unread, only the headers help no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from casesafe.documents.cues import is_prose
from casesafe.documents.keys import cue_of, is_form, is_header
from casesafe.documents.mapped import MappedDocument
from casesafe.documents.plain import read_plain
from casesafe.documents.reading import Edit, Reading, Unit

#: How much of a file tells its delimiter, in characters.
_SAMPLE = 65_536
_DELIMITERS = ",\t;|"
#: How many records tell how many columns a table has, and whether one of two is a form.
_FORM_ROWS = 50
#: How many records may stand above the header: the title of a report, the day it was made.
_TITLE_ROWS = 20
# The first line by which Excel is told the delimiter.
_SEP = re.compile(r"sep=([^\r\n\"])\r?\n", re.IGNORECASE)
# A cell of the third row of an export from Qualtrics: what a column is called within it.
_IMPORT_ID = re.compile(r'\{"ImportId":"\w+"(?:,"\w+":"[\w/+-]+")*\}')
_QUOTE = re.compile('""')
# A cell as it may be under any delimiter, and what ends it. A quote that is never closed is a
# character like others here.
_ANY_CELL = re.compile(
    r'(?:"(?:[^"]++|"")*+"(?=[,;|\t\r\n]|\Z))?[^,;|\t\r\n]*+([,;|\t]|\r\n?|\n|\Z)'
)
# A delimiter as it stands in prose, with the character before it.
_PROSE = re.compile(r"[^\r\n][,;|\t] |\d[,;\t]\d")


class Cell(NamedTuple):
    """A cell: its raw characters without quotes around them, and its value."""

    start: int
    end: int
    value: str
    quoted: bool


class TableDocument(MappedDocument):
    """A table. Its text has a line `header: value` a cell, and a blank line between records.

    Without a header the cells of a record are joined by " | ", as those of the header are.
    """

    def __init__(self, data: bytes, encoding: str | None = None, delimiter: str = "") -> None:
        self._delimiter = delimiter
        self._is_table: bool | None = None
        super().__init__(data, encoding, self._read_table)

    def _read_table(self, raw: str) -> Reading:
        # Both are kept for the rewritten file: it is to be the same table, not just any.
        if not self._delimiter:
            told = _SEP.match(raw)
            self._delimiter = told[1] if told else sniff(raw)
        rows = parse(raw, self._delimiter) if self._is_table is not False else None
        if self._is_table is None:
            self._is_table = rows is not None
        return read_plain(raw) if rows is None else _read_rows(rows)

    def _escaped(self, unit: Unit, new: str) -> str:
        return new.replace('"', '""') if unit.escape else new

    def _spell(self, unit: int, edits: Sequence[Edit], value: str) -> list[tuple[int, int, str]]:
        it = self._units[unit]
        is_bare = it.escape is None and self._facts[it.fact][0] == "cell"
        if is_bare and (
            any(c in value for c in f'"\r\n{self._delimiter}')
            or (not value and self._is_alone(*it.pieces[0]))
        ):
            return [(*it.pieces[0], '"' + value.replace('"', '""') + '"')]
        return super()._spell(unit, edits, value)

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether a cell is all of its record, which would be no record without it."""
        around = self._raw[max(0, start - 1) : start] + self._raw[end : end + 1]
        return all(c in "\r\n" for c in around)


def sniff(raw: str) -> str:
    """Return the delimiter of a table: comma, tab or semicolon; the comma in doubt.

    It is the one that as many records as possible hold equally often; among such, the one that
    stands least as a comma does in prose: before a blank ("Brandt, Ayodele") or in a number.
    """
    sample = raw[:_SAMPLE]
    counts: dict[str, list[int]] = {d: [] for d in _DELIMITERS}
    record = dict.fromkeys(_DELIMITERS, 0)
    prose = dict.fromkeys(_DELIMITERS, 0)
    blank = True
    for cell in _ANY_CELL.finditer(sample):
        end = cell[1]
        if end in counts:
            record[end] += 1
            prose[end] += _PROSE.match(sample, max(cell.end() - 2, 0)) is not None
            blank = False
            continue
        if not blank or cell.end() - len(end) > cell.start():
            for d, n in record.items():
                counts[d].append(n)
        record, blank = dict.fromkeys(_DELIMITERS, 0), True
    if len(raw) > _SAMPLE:
        counts = {d: c[:-1] or c for d, c in counts.items()}

    def score(d: str) -> tuple[float, int, int]:
        found = [n for n in counts[d] if n]
        if not found:
            return 0.0, 0, 0
        usual = max(set(found), key=found.count)
        return found.count(usual) / len(counts[d]), -prose[d], usual

    return max(_DELIMITERS, key=score)


def parse(raw: str, delimiter: str) -> list[list[Cell]] | None:
    """Return the records of a table, or None if its quotes are not those of a table."""
    d = re.escape(delimiter)
    cell = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]++|"")*+)"(?={d}|[\r\n]|\Z)|(?P<bare>(?!")[^{d}\r\n]*+))'
        rf"(?P<end>{d}|\r\n?|\n|\Z)"
    )
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    at = 0
    while at < len(raw) or row:
        match = cell.match(raw, at)
        if match is None:
            return None
        group = "quoted" if match["quoted"] is not None else "bare"
        value = match[group]
        if group == "quoted":
            value = value.replace('""', '"')
        row.append(Cell(*match.span(group), value, group == "quoted"))
        if match["end"] != delimiter:
            rows.append(row)
            row = []
        at = match.end()
    return rows


def _read_rows(rows: list[list[Cell]]) -> Reading:
    reading = Reading()
    labels, below = _header_of(rows)
    header = [cue_of(cell.value) for cell in rows[labels]] if below else []
    for n, row in enumerate(rows):
        units = [_unit(reading, cell) for cell in row]
        reading.facts.append(("end of record", ""))
        filled = [i for i, cell in enumerate(row) if cell.value.strip()]
        if len(row) > 1 or below:
            reading.blank_line()
        if 0 < below <= n:
            for i in filled:
                reading.labelled(header[i] if i < len(header) else "", units[i])
        else:
            said = [units[i] for i in filled if not _IMPORT_ID.fullmatch(row[i].value)]
            _own_joined(reading, said)
    return reading


def _header_of(rows: list[list[Cell]]) -> tuple[int, int]:
    """Return the row of a table's labels, and one past its last that holds no values.

    Both are 0 if it has none. A header reaches over half of the columns, and further than what
    stands above it.
    """
    if len(rows) > 2 and _IMPORT_ID.fullmatch(rows[2][0].value):
        return 1, 3  # above it stands what was asked
    if all(len(row) <= 2 for row in rows) and is_form(
        [row[0].value for row in rows[:_FORM_ROWS] if len(row) == 2]
    ):
        return 0, 0
    reach = max((len(row) for row in rows[:_FORM_ROWS]), default=0) // 2
    for at, row in enumerate(rows[:_TITLE_ROWS]):
        filled = [n for n, cell in enumerate(row, 1) if cell.value.strip()]
        if filled and filled[-1] > reach:
            if is_header([cell.value for cell in row]):
                return at, at + 1
            reach = filled[-1]
    return 0, 0


def _unit(reading: Reading, cell: Cell) -> int:
    place = ((cell.start, cell.end),)
    return reading.unit("cell", cell.value, place, _QUOTE if cell.quoted else None)


def _own_joined(reading: Reading, units: list[int]) -> None:
    before = "\n"
    for unit in units:
        after = "\n" if is_prose("", reading.value(unit)) else " | "
        if "\n" in (before, after):
            reading.line()
        else:
            reading.cue(before)
        reading.own(unit)
        before = after
