"""What the formats share: places, findings and changes carried from a text to its file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from casesafe.core.collector import collector_held_back
from casesafe.core.finding import Finding
from casesafe.documents.document import Change
from casesafe.documents.encoding import FileText, decode
from casesafe.documents.reading import Edit, Edits, Facts, Reading, Stretch, Unit
from casesafe.documents.shown import NOTHING
from casesafe.errors import NoteError, OverlapError, SpanBoundsError


class _RawPlaces:
    """From offsets in a unit's value to offsets in the file's characters."""

    __slots__ = ("_anchors", "_ends", "_pieces")

    def __init__(self, raw: str, unit: Unit) -> None:
        self._pieces = unit.pieces
        self._ends: list[int] = []
        self._anchors: list[tuple[list[int], list[int]]] = []
        value = 0
        for start, end in unit.pieces:
            values, raws = [value], [start]
            escapes = unit.escape.finditer(raw, start, end) if unit.escape else ()
            for escape in escapes:
                values.append(values[-1] + escape.start() - raws[-1] + 1)
                raws.append(escape.end())
            value = values[-1] + end - raws[-1]
            self._anchors.append((values, raws))
            self._ends.append(value)

    def start_of(self, at: int) -> int:
        """Return where the character at `at` begins; on a border, in the later piece."""
        piece = min(bisect_right(self._ends, at), len(self._ends) - 1)
        return self._in_piece(piece, at)

    def end_of(self, at: int) -> int:
        """Return where the character before `at` ends; on a border, in the earlier piece."""
        return self._in_piece(bisect_left(self._ends, at), at)

    def ends_piece(self, raw_at: int) -> bool:
        """Whether a piece ends there."""
        return any(end == raw_at for _, end in self._pieces)

    def _in_piece(self, piece: int, at: int) -> int:
        values, raws = self._anchors[piece]
        i = bisect_right(values, at) - 1
        return raws[i] + at - values[i]


class MappedDocument:
    """A document whose text is made of stretches of its file. Formats say how they spell."""

    def __init__(self, data: bytes, encoding: str | None, read: Callable[[str], Reading]) -> None:
        self._data = data
        self._file: FileText = decode(data, encoding)
        self._raw = self._file.text
        self._read = read
        with collector_held_back(len(data)):
            self._reading = reading = read(self._raw)
        self._facts, self._units, self._stretches = reading.facts, reading.units, reading.stretches
        self._starts = [s.start for s in self._stretches]
        self._ends = [s.end for s in self._stretches]
        self._places: dict[int, _RawPlaces] = {}
        self._lines: list[int] | None = None
        self._text = "".join(reading.parts)
        self._unread = tuple(
            dict.fromkeys(f"{name} {self._where(at)}" for name, at in reading.unread)
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self._text)} characters)"

    @property
    def text(self) -> str:
        """What is read by a guard: the file's own text, and cues."""
        return self._text

    @property
    def unread(self) -> tuple[str, ...]:
        """Parts that were not read, each with its place; without note text."""
        return self._unread

    def own(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that touch the file's own text, in order."""
        return tuple(f for f in findings if self._touched(f.start, f.end))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, both from 1, of a character of `text`.

        For a cue it is the place of the file's own character behind it, or, at the end, before it.

        Raises:
            SpanBoundsError: if the offset lies outside the text.
        """
        if not 0 <= offset <= len(self._text):
            raise SpanBoundsError("an offset outside the text")
        if not self._stretches:
            return 1, 1
        i = min(bisect_right(self._ends, offset), len(self._stretches) - 1)
        stretch = self._stretches[i]
        at = min(max(offset, stretch.start), stretch.end) - stretch.start + stretch.at
        return self._line_of(self._raw_places(stretch.unit).start_of(at))

    def rewrite(self, changes: Sequence[Change]) -> bytes:
        """Return the bytes of the file with the changes made, everything else as it was.

        A change over several cells or strings is made in each of them.

        Args:
            changes: Sorted and disjoint. What touches a cue alone is ignored.

        Raises:
            OverlapError: if two changes overlap or are not sorted.
            SpanBoundsError: if a change lies outside the text.
            NoteError: if the result would not say what was intended, or its encoding has no place
                for a character.
        """
        with collector_held_back(len(self._data)):
            return self._rewrite(changes)

    # --- what formats may do in their own way -----------------------------------------------------

    def _escaped(self, unit: Unit, new: str) -> str:
        """Return new characters of a value as the file spells them."""
        return new

    def _spell(self, unit: int, edits: Sequence[Edit], value: str) -> list[tuple[int, int, str]]:
        """Return the edits in raw characters; by default only what changes is spelled anew."""
        return [self._spell_edit(unit, edit) for edit in edits]

    def _settle(self, edits: Edits) -> Edits:
        """Return the edits as they are made in the end."""
        return edits

    def _new_kind(self, kind: str) -> str:
        """Return the kind of a changed fact."""
        return kind

    # --- the steps --------------------------------------------------------------------------------

    def _rewrite(self, changes: Sequence[Change]) -> bytes:
        edits = self._settle(self._edits(changes))
        values = {u: self._new_value(u, some) for u, some in edits.items()}
        edits = {u: some for u, some in edits.items() if values[u] != self._value(u)}
        if not edits:
            return self._data
        intended = list(self._facts)
        raw: list[tuple[int, int, str]] = []
        for u, some in edits.items():
            fact = self._units[u].fact
            intended[fact] = (self._new_kind(intended[fact][0]), values[u])
            raw += self._spell(u, some, values[u])
        data = self._file.encode(_spliced(self._raw, sorted(raw, key=lambda e: e[:2])))
        if self._facts_of(data) != intended:
            raise NoteError("rewritten it would not say what was intended; nothing was written")
        return data

    def _value(self, unit: int) -> str:
        return self._facts[self._units[unit].fact][1]

    def _new_value(self, unit: int, edits: Sequence[Edit]) -> str:
        return _spliced(self._value(unit), edits)

    def _spell_edit(self, unit: int, edit: Edit) -> tuple[int, int, str]:
        places, it = self._raw_places(unit), self._units[unit]
        whole_lines = edit.new.endswith("\n")
        start = end = places.start_of(edit.start)
        if edit.start < edit.end:
            # Behind half a line the rest of it, or the next one, goes on in the same string.
            end = (places.end_of if whole_lines else places.start_of)(edit.end)
        spelled = self._escaped(it, edit.new)
        if it.glue and whole_lines and places.ends_piece(end):
            spelled = spelled.removesuffix(it.glue)  # no empty string behind the last break
        return start, end, spelled

    def _touched(self, start: int, end: int) -> range:
        """Return the indices of the stretches that a range touches; of an empty one at most one."""
        if start == end:
            first = bisect_left(self._ends, start)
            held = first < len(self._starts) and self._starts[first] <= start
            return range(first, first + held)
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def _edits(self, changes: Sequence[Change]) -> Edits:
        edits: Edits = {}
        last = 0
        for change in changes:
            if change.start < last:
                raise OverlapError("changes must be sorted and disjoint")
            if not change.start <= change.end <= len(self._text):
                raise SpanBoundsError("a change outside the text")
            last = change.end
            if change.new == self._text[change.start : change.end]:
                continue
            runs: list[tuple[int, int, int]] = []  # unit, start and end in its value
            before: Stretch | None = None
            for i in self._touched(change.start, change.end):
                s = self._stretches[i]
                start, end = self._without_marks(
                    s, max(change.start, s.start), min(change.end, s.end)
                )
                if start == end and change.start < change.end:
                    continue
                if before and before.unit == s.unit and before.end == s.start:
                    runs[-1] = (s.unit, runs[-1][1], end)
                else:
                    runs.append((s.unit, start, end))
                before = s
            for unit, start, end in runs:
                edits.setdefault(unit, []).append(Edit(start, end, change.new))
        return edits

    def _without_marks(self, stretch: Stretch, start: int, end: int) -> tuple[int, int]:
        """Return a range of the text in its unit's value, without marks shown as blanks at its ends.

        Half of a spelled-out line break or tag would be left.
        """
        value, back = self._value(stretch.unit), stretch.at - stretch.start
        while start < end and _is_mark(self._text[start], value[start + back]):
            start += 1
        while start < end and _is_mark(self._text[end - 1], value[end - 1 + back]):
            end -= 1
        return start + back, end + back

    def _facts_of(self, data: bytes) -> Facts | None:
        """Return what rewritten bytes say when they are opened anew, or None if they do not."""
        try:
            return self._read(decode(data, self._file.encoding).text).facts
        except NoteError:
            return None

    def _raw_places(self, unit: int) -> _RawPlaces:
        if unit not in self._places:
            self._places[unit] = _RawPlaces(self._raw, self._units[unit])
        return self._places[unit]

    def _where(self, at: str | tuple[int, int]) -> str:
        if isinstance(at, str):
            return f"in {at}"
        unit, offset = at
        return f"on line {self._line_of(self._raw_places(unit).start_of(offset))[0]}"

    def _line_of(self, raw_at: int) -> tuple[int, int]:
        if self._lines is None:
            self._lines = [0, *(m.end() for m in re.finditer("\n", self._raw))]
        line = bisect_right(self._lines, raw_at)
        return line, raw_at - self._lines[line - 1] + 1


def _is_mark(shown: str, is_there: str) -> bool:
    return shown != is_there and (shown.isspace() or shown == NOTHING)


def _spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    out: list[str] = []
    last = 0
    for start, end, new in edits:
        out += (text[last:start], new)
        last = end
    out.append(text[last:])
    return "".join(out)
