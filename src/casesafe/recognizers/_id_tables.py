"""Numbers whose label stands elsewhere: a table's first row, a field of an HL7 or X12 message.

Sources: HL7 version 2.5 (chapters 2, 3, 4, 6: PID-2..4, 18, 19, 20, PV1-7..9, 17, 19, IN1-2, 8, 36,
49, ORC and OBR-2, 3, 12, 16, MSH-10); ASC X12 005010 (NM108 and REF01 qualifiers, CLP01, TRN02).
Tables laid out with spaces: see `wide_cells`. Known misses: columns whose name no label knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_shapes import MAX_TOKEN, Shape, shape_of
from casesafe.values.vocabulary import ordinary_words

#: Start, end, entity type, rule.
Cell = tuple[int, int, str, str]

_DELIMITERS = "|\t;,"
_MAX_COLUMNS = 60
_MIN_DELIMITERS = 4
_DIGITS = lazy_pattern(r"[0-9]")
_NEWLINE = lazy_pattern(r"\n")
_SPACE = lazy_pattern(r" ")
_WORDS = lazy_pattern(r"[a-z0-9]+")
_HEADER_ID = ("id", "ref", "key")
# A line of a Markdown or text table that only draws: "|---|---|", "======".
_RULER = lazy_pattern(r"[\s|+:=\-_.]*")


def table_cells(text: str) -> Iterator[Cell]:
    """Yield the cells that stand under a label in the first row of a delimited table.

    Args:
        text: As `with_lines` gives it.
    """
    starts = [0, *(m.end() for m in _NEWLINE.finditer(text)), len(text) + 1]
    header: dict[int, tuple[str, str]] = {}
    delimiter, quiet, least = "", 0, 1
    for i in range(len(starts) - 1):
        line = text[starts[i] : starts[i + 1] - 1]
        if header:
            if line.count(delimiter) < least:
                quiet += not _RULER.fullmatch(line) or not line
                if quiet > 1:
                    header = {}
            else:
                quiet = 0
                yield from _row(text, starts[i], line, delimiter, header)
                continue
        delimiter = _delimiter_of(line)
        if delimiter and i + 2 < len(starts):
            count = line.count(delimiter)
            below = text[starts[i + 1] : starts[i + 2] - 1].count(delimiter)
            least, quiet = max(1, count // 2), 0
            # Commas of prose have a space behind them; a typed table then has rows of one width.
            loose = f"{delimiter} " in line and delimiter in ",;" and below != count
            header = {} if below < least or loose else _header(line, delimiter)


# What parts the cells of a table laid out with spaces; must not match the indent of a line.
_WIDE = lazy_pattern(r"(?<=\S)(?: {2,}|\t+)(?=\S)")
_LONGEST = 300
# What is no heading of a column: a long text, a question, a field; not "No." or "Chart No."
_NO_HEADING = lazy_pattern(r".{25}|[?:]$|(?<!\b[A-Za-z]{2})(?<!\b[A-Za-z]{3})\.$")
#: A cell may begin so many columns beside its heading.
_SLACK = 3


def wide_cells(text: str) -> Iterator[Cell]:
    """Yield the cells under a label in the first row of a table laid out with wide gaps.

    Args:
        text: As `with_lines` gives it.
    """
    header: list[tuple[int, int, tuple[str, str]]] = []
    at, quiet = 0, 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        gaps = "  " in line.strip() and len(line) <= _LONGEST
        if header and gaps and not _RULER.fullmatch(line):
            quiet = 0
            yield from _wide_row(start, line, header)
        elif header:
            quiet += 1
            header = [] if quiet > 1 else header
        if gaps and _DIGITS.search(line) is None:
            header = _wide_header(line) or header


def _wide_parts(line: str) -> list[tuple[int, str]]:
    """Return where the cells of a line begin, and the cells."""
    at = len(line) - len(line.lstrip())
    parts = []
    for m in _WIDE.finditer(line):
        parts.append((at, line[at : m.start()]))
        at = m.end()
    return [*parts, (at, line[at:].rstrip())]


def _wide_header(line: str) -> list[tuple[int, int, tuple[str, str]]]:
    """Return index, place and label of the columns that hold numbers, if it is a first row."""
    parts = _wide_parts(line)
    if len(parts) < 3 or any(_NO_HEADING.search(p) for _, p in parts):
        return []
    labels = [(i, at, _column_type(p.lower())) for i, (at, p) in enumerate(parts)]
    return [(i, at, label) for i, at, label in labels if label is not None]


def _wide_row(
    start: int, line: str, header: list[tuple[int, int, tuple[str, str]]]
) -> Iterator[Cell]:
    parts = _wide_parts(line)
    for index, place, label in header:
        same = [p for p in parts if abs(p[0] - place) <= _SLACK]
        found = same or (parts[:1] if index == 0 and len(parts) > 2 else [])
        for at, cell in found[:1]:
            value = cell.strip("\"'`*#()")
            if value and " " not in value and _is_value(value):
                first = start + at + cell.index(value)
                yield first, first + len(value), *label


def with_lines(note: Note) -> str:
    """Return the normalised text with the line breaks that unwrapping took from long rows."""
    normal, text = note.normal, note.text
    end = len(normal)
    if end == len(text) and (not end or note.original(end - 1, end) == (end - 1, end)):
        lost = [m.start() for m in _NEWLINE.finditer(text) if normal[m.start()] != "\n"]
    elif max(normal.count(c) for c in (*_DELIMITERS, "   ")) < _MIN_DELIMITERS:
        return normal
    else:
        lost = [
            m.start()
            for m in _SPACE.finditer(normal)
            if text[note.original(m.start(), m.end())[0]] in "\r\n"
        ]
    if not lost:
        return normal
    out = list(normal)
    for at in lost:
        out[at] = "\n"
    return "".join(out)


def _delimiter_of(line: str) -> str:
    """Return what could separate the cells of a header row, or "": two of a kind, few digits."""
    for c in _DELIMITERS:
        least = 1 if c == "\t" or " " not in line else 2
        if line.count(c) >= least:
            return "" if len(line) > 600 or len(_DIGITS.findall(line)) > 3 else c
    return ""


def _header(line: str, delimiter: str) -> dict[int, tuple[str, str]]:
    cells = line.split(delimiter)
    if any(len(c) > 32 for c in cells) or len(cells) > _MAX_COLUMNS:
        return {}
    found = {}
    for column, cell in enumerate(cells):
        label = _column_type(cell.lower())
        if label is not None:
            found[column] = label
    # A sentence with commas is no header: its parts are long, and it ends like a sentence.
    words = sum(len(c.split()) for c in cells)
    if line.rstrip().endswith((".", "?", "!")) or words > 3 * len(cells):
        return {}
    return found


def _column_type(cell: str) -> tuple[str, str] | None:
    words = _WORDS.findall(cell)
    if not words or len(words) > 4:
        return None
    for i in range(len(words) - 1):
        if words[i + 1] in lab.CONNECTORS and words[i] in lab.QUALIFIED:
            label = lab.QUALIFIED[words[i]]
            return label.entity_type, "table"
    marked = cell.rstrip(" .:").endswith("#")
    for word in words:
        label_ = lab.LABELS.get(word)
        if label_ is not None and (
            label_.strict or marked or len(words) > 1 or word in _LOOSE_COLUMNS
        ):
            if marked:
                return label_.entity_type, "table"
            if len(words) > 1 and not label_.strict and words[-1] not in lab.CONNECTORS:
                continue
            return label_.entity_type, "table"
    last = words[-1]
    if last in _HEADER_ID or (last.endswith("id") and last not in ordinary_words()):
        return lab.OTHER, "table"
    return None


_LOOSE_COLUMNS = lab.words_of(
    """member mbr grp policy invoice badge claim case ticket ref file device emp order subj chk
    check tag"""
)


def _row(
    text: str, start: int, line: str, delimiter: str, header: Mapping[int, tuple[str, str]]
) -> Iterator[Cell]:
    at, column, quoted = 0, 0, False
    for i in range(len(line) + 1):
        if i < len(line):
            if line[i] == '"' and delimiter in ",;":
                quoted = not quoted
            if line[i] != delimiter or quoted:
                continue
        label = header.get(column)
        if label is not None:
            cell = line[at:i]
            value = cell.strip(" \"'`*#")
            if value and _is_value(value):
                first = start + at + cell.index(value)
                yield first, first + len(value), *label
        at, column = i + 1, column + 1
        if column > _MAX_COLUMNS:
            return


def _is_value(value: str) -> bool:
    if len(value) > MAX_TOKEN or not any(c.isdigit() for c in value):
        return False
    if any(c in value for c in "[]@:$%") or value.count(" ") > 4 or _SENTENCE.search(value):
        return False
    digits = sum(c.isdigit() for c in value)
    shape = shape_of(value.replace(" ", "-"))
    return shape > Shape.SHORT or (shape == Shape.SHORT and digits >= 3)


# Two words in small letters, or a full stop between words: a cell with a sentence is no number.
_SENTENCE = lazy_pattern(r"[a-z]{2}[.,;]? (?:\S{1,12} )?[a-z]{2}|\w[.!?,;] \w*[a-z]")
_HL7: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "MSH": {9: lab.OTHER},
        "PID": {2: lab.MRN, 3: lab.MRN, 4: lab.MRN, 18: lab.ACCOUNT, 19: lab.SSN, 20: lab.LICENSE},
        "PV1": {7: lab.LICENSE, 8: lab.LICENSE, 9: lab.LICENSE, 17: lab.LICENSE, 19: lab.OTHER},
        "IN1": {2: lab.PLAN, 3: lab.PLAN, 8: lab.PLAN, 36: lab.PLAN, 49: lab.PLAN},
        "GT1": {2: lab.ACCOUNT, 12: lab.SSN},
        "ORC": {2: lab.OTHER, 3: lab.OTHER, 12: lab.LICENSE},
        "OBR": {2: lab.OTHER, 3: lab.OTHER, 16: lab.LICENSE},
    }
)
_SEGMENT = lazy_pattern(r"^(MSH|PID|PV1|IN1|GT1|ORC|OBR)\|[^\n]*", re.MULTILINE)
_COMPONENT = lazy_pattern(r"[^\W_][\w .-]{2,30}")
_DATE_LIKE = lazy_pattern(r"(?:19|20)[0-9]{6}(?:[0-9]{4,6})?")


def hl7_fields(text: str) -> Iterator[Cell]:
    """Yield the identifying fields of HL7 segments; `text` holds "|"."""
    for segment in _SEGMENT.finditer(text):
        wanted = _HL7[segment.group(1)]
        at = segment.start()
        for number, field in enumerate(segment.group().split("|")):
            if number > 60:
                break
            entity_type = wanted.get(number)
            if entity_type is not None:
                yield from _components(at, field, entity_type)
            at += len(field) + 1


def _components(at: int, field: str, entity_type: str) -> Iterator[Cell]:
    for repeat in field.split("~"):
        m = _COMPONENT.match(repeat.lstrip())
        skip = len(repeat) - len(repeat.lstrip())
        if m is not None and sum(c.isdigit() for c in m.group()) >= 4:
            value = m.group().rstrip()
            if not _DATE_LIKE.fullmatch(value):
                kind = lab.SSN if "^SS" in repeat else entity_type
                yield at + skip, at + skip + len(value), kind, "hl7"
        at += len(repeat) + 1


_QUALIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "MI": lab.PLAN, "1L": lab.PLAN, "6P": lab.PLAN, "0F": lab.PLAN, "XX": lab.LICENSE,
        "SY": lab.SSN, "EA": lab.MRN, "EJ": lab.ACCOUNT, "G1": lab.OTHER, "BB": lab.OTHER,
        "NT": lab.OTHER, "F8": lab.OTHER, "D9": lab.OTHER, "9F": lab.OTHER, "TJ": lab.OTHER,
        "EI": lab.OTHER, "FI": lab.OTHER,
    }
)  # fmt: skip
# A qualifier and its value; the value holds a digit.
_X12 = re.compile(
    r"\*(MI|1L|6P|0F|XX|SY|EA|EJ|G1|BB|NT|F8|D9|9F|TJ|EI|FI)\*(?=[^*~\n]{0,40}[0-9])([^*~\n]{2,40})"
)
# Segments whose second element is a number: a claim, a trace, a batch.
_X12_OWN = re.compile(
    r"\b(?:(CLP)|TRN\*[0-9]|BHT\*[0-9]{4}\*[0-9]{2}|PLB)\*(?=[^*~\n]{0,40}[0-9])([^*~\n]{3,40})"
)


def x12_fields(text: str) -> Iterator[Cell]:
    """Yield the identifying elements of X12 segments; `text` holds "*" and "~"."""
    for m in _X12.finditer(text):
        yield *m.span(2), _QUALIFIERS[m.group(1)], "x12"
    for m in _X12_OWN.finditer(text):
        yield *m.span(2), lab.ACCOUNT if m.group(1) else lab.OTHER, "x12"


__all__ = ["Cell", "hl7_fields", "table_cells", "wide_cells", "with_lines", "x12_fields"]
