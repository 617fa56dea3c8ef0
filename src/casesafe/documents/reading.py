"""What the formats share: a text made of the file's own characters and of cues, with a map.

A *unit* is one thing that a file says: the text of a plain file, a cell of a table, a string of
JSON. Its value is what it says, its raw characters are how the file spells it. A *stretch* is a
run of the document's text that stands for a run of a unit's value. What lies between stretches is
a cue: it helps to recognize and is never written back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from casesafe.documents.cues import is_choice, is_prose, label_of
from casesafe.documents.pictures import embedded
from casesafe.documents.shown import shown

#: What a file says, in order: kind and value. Two files that say the same have equal facts.
Facts = list[tuple[str, str]]


class Unit(NamedTuple):
    """Where a fact stands in the file.

    Args:
        fact: Its index in the facts.
        pieces: Half-open ranges of raw characters whose values, joined, are the fact's value.
        escape: What spells one character by several, or None: raw characters are the value.
        glue: What stands between two pieces in the file, for units of several lines.
    """

    fact: int
    pieces: tuple[tuple[int, int], ...]
    escape: re.Pattern[str] | None = None
    glue: str = ""


class Stretch(NamedTuple):
    """`text[start:end]` of the document shows `value[at : at + end - start]` of a unit."""

    start: int
    end: int
    unit: int
    at: int


class Edit(NamedTuple):
    """`new` is to stand at `value[start:end]` of a unit."""

    start: int
    end: int
    new: str


#: Edits by unit, each list sorted and disjoint.
Edits = dict[int, list[Edit]]


@dataclass(slots=True)
class Reading:
    """A file as it was read. The formats fill it; it holds text, which its repr hides."""

    facts: Facts = field(default_factory=list, repr=False)
    units: list[Unit] = field(default_factory=list, repr=False)
    stretches: list[Stretch] = field(default_factory=list, repr=False)
    parts: list[str] = field(default_factory=list, repr=False)
    length: int = 0
    #: The cell of a notebook that is being read; names the place of what is unread.
    cell: str = ""
    #: What was not read: its name, and the cell it is in, or the unit and offset in its value.
    unread: list[tuple[str, str | tuple[int, int]]] = field(default_factory=list, repr=False)
    _gap: bool = False
    _below_prose: bool = False

    def unit(
        self,
        kind: str,
        value: str,
        pieces: tuple[tuple[int, int], ...],
        escape: re.Pattern[str] | None = None,
        glue: str = "",
    ) -> int:
        """Add a fact that can be read and changed; return the index of its unit."""
        self.facts.append((kind, value))
        self.units.append(Unit(len(self.facts) - 1, pieces, escape, glue))
        return len(self.units) - 1

    def value(self, unit: int) -> str:
        """Return what a unit says."""
        return self.facts[self.units[unit].fact][1]

    def cue(self, text: str) -> None:
        """Add text that is not the file's own."""
        self.parts.append(text)
        self.length += len(text)

    def line(self) -> None:
        """Begin a line."""
        if self.parts:
            self.cue("\n\n" if self._gap or self._below_prose else "\n")
        self._gap = self._below_prose = False

    def blank_line(self) -> None:
        """Let a blank line stand before what comes next."""
        self._gap = True

    def labelled(self, cue: str, unit: int) -> None:
        """Add a line with a cue as label and a unit's value; prose stands below its label.

        What is told by its place in a note, such as a salutation, is so told here as well.
        """
        self.line()
        value = self.value(unit)
        self._below_prose = is_prose(cue, value)
        if cue:
            self.cue(f"{label_of(cue)}:" + ("\n" if self._below_prose else " "))
        if is_choice(cue, value):
            self._add(unit, value.replace("_", " "), 0, len(value))
        else:
            self.own(unit)

    def further(self, unit: int) -> None:
        """Add a unit's value as one more line of the prose above."""
        self._below_prose = False
        self.line()
        self.own(unit)
        self._below_prose = True

    def own(self, unit: int, leave_out: re.Pattern[str] | None = None) -> None:
        """Add a unit's value, without embedded pictures, which are noted as unread.

        Args:
            unit: Its index.
            leave_out: What is passed over within the value, such as colours of a terminal.
        """
        value = self.value(unit)
        look = shown(value)
        last = 0
        for start, end, name in embedded(value):
            self._stretch(unit, look, last, start, leave_out)
            self.cue(" ")
            self.unread.append((name, self.cell or (unit, start)))
            last = end
        self._stretch(unit, look, last, len(value), leave_out)

    def _stretch(
        self, unit: int, look: str, start: int, end: int, leave_out: re.Pattern[str] | None
    ) -> None:
        holes = leave_out.finditer(look, start, end) if leave_out else ()
        for hole in holes:
            self._add(unit, look, start, hole.start())
            start = hole.end()
        self._add(unit, look, start, end)

    def _add(self, unit: int, look: str, start: int, end: int) -> None:
        if start < end:
            begin = self.length
            self.cue(look[start:end])
            self.stretches.append(Stretch(begin, self.length, unit, start))
