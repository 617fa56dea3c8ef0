"""What became of the files of a run. None of these values holds note text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from casesafe.core.finding import Finding


class Status(StrEnum):
    """What was done with a file. Discovered = scanned + skipped + failed."""

    SCANNED = "scanned"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """A finding with its place in the file.

    Args:
        finding: Its offsets count in the text that was read of the file, or in the file's path.
        line: From 1; 0 if the finding stands in the file's path.
        column: From 1, in code points.
    """

    finding: Finding
    line: int
    column: int

    @property
    def in_path(self) -> bool:
        """Whether the finding stands in the file's path, not in its content."""
        return self.line == 0

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as a dict with `line` and `column`."""
        return {"line": self.line, "column": self.column, **self.finding.to_dict()}


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that does not count, and why.

    Args:
        place: The finding.
        by: `baseline` or `comment`.
        reason: What was said for it, with findings in it replaced.
    """

    place: Place
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file.

    Args:
        path: The relative path as it is shown: findings in it are replaced.
        status: Scanned, skipped or failed.
        places: The findings that count, in order; those in the path first.
        excused: Findings that a baseline or an inline comment accepts.
        output: Where the redacted note was written, as shown; None for a scan.
        reason: Why it was skipped or failed; None if scanned.
        source: The path as it is on disk, for a terminal only; hidden from the repr.
        unread: Parts of the file that were not read; each makes the run incomplete.
        cached: Whether the result was remembered from an earlier run.
        commit: The commit that the content is from, where it is from one.
        remarks: What else is to be said, such as an allow comment that does not hold.
    """

    path: str
    status: Status = Status.SCANNED
    places: tuple[Place, ...] = ()
    excused: tuple[Excused, ...] = ()
    output: str | None = None
    reason: str | None = None
    source: str = field(default="", repr=False)
    unread: tuple[str, ...] = ()
    cached: bool = False
    commit: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that count, without their places."""
        return tuple(p.finding for p in self.places)

    @property
    def incomplete(self) -> bool:
        """Whether the file, or a part of it, was not read: exit status 3."""
        return self.status is Status.FAILED or bool(self.unread)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a run.

    Args:
        discovered: Every file met; equals scanned + skipped + failed.
        scanned: Read as a whole and judged.
        skipped: Left out on purpose, each with a reason.
        failed: Not read or not handled, each with a reason.
        findings: That count, in all files.
        failing: Of those, the ones that make the run fail by the policy.
        excused: Accepted by a baseline or an inline comment.
    """

    discovered: int
    scanned: int
    skipped: int
    failed: int
    findings: int
    failing: int
    excused: int


def count(results: list[FileResult], failing: int) -> Counts:
    """Return the numbers of a finished run."""
    by = {s: sum(1 for r in results if r.status is s) for s in Status}
    return Counts(
        discovered=len(results),
        scanned=by[Status.SCANNED],
        skipped=by[Status.SKIPPED],
        failed=by[Status.FAILED],
        findings=sum(len(r.places) for r in results),
        failing=failing,
        excused=sum(len(r.excused) for r in results),
    )
