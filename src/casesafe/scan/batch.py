"""A run over files: each scanned or redacted by itself, one bad file never stops the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casesafe.core.finding import Finding
from casesafe.errors import NoteError
from casesafe.guard import Guard
from casesafe.scan.discover import Source
from casesafe.scan.files import read_file, write_atomic


@dataclass(frozen=True, slots=True)
class Place:
    """A finding with its line and column, both from 1, in code points."""

    finding: Finding
    line: int
    column: int

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as a dict with `line` and `column`."""
        return {"line": self.line, "column": self.column, **self.finding.to_dict()}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; it holds no text.

    Args:
        path: The file, or `-`.
        places: Its findings, in order.
        output: Where the redacted note was written.
        problem: Why it was not done, or None.
    """

    path: str
    places: tuple[Place, ...] = ()
    output: str | None = None
    problem: str | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings without their places."""
        return tuple(p.finding for p in self.places)


def places_of(text: str, findings: Iterable[Finding]) -> tuple[Place, ...]:
    """Return the findings with line and column."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    placed = []
    for f in findings:
        line = bisect_right(starts, f.start)
        placed.append(Place(f, line, f.start - starts[line - 1] + 1))
    return tuple(placed)


def scan_files(
    guard: Guard, sources: Iterable[Source], encoding: str | None = None
) -> Iterator[FileResult]:
    """Yield the result of each file, in order."""
    for source in sources:
        if source.problem is not None:
            yield FileResult(str(source.path), problem=source.problem)
            continue
        try:
            text = read_file(source.path, encoding).text
            result = FileResult(str(source.path), places_of(text, guard.find(text)))
        except NoteError as error:
            result = FileResult(str(source.path), problem=error.message)
        yield result


def redact_files(
    guard: Guard, sources: Iterable[Source], out: Path, encoding: str | None = None
) -> Iterator[FileResult]:
    """Yield the result of each file, in order, its redacted text written under `out`."""
    for source in sources:
        if source.problem is not None:
            yield FileResult(str(source.path), problem=source.problem)
            continue
        try:
            file = read_file(source.path, encoding)
            redaction = guard.redact(file.text)
            target = out / source.relative
            write_atomic(target, file.encode(redaction.text))
            places = places_of(file.text, redaction.findings)
            result = FileResult(str(source.path), places, str(target))
        except NoteError as error:
            result = FileResult(str(source.path), problem=error.message)
        yield result
