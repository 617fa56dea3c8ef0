"""The findings of a scan that do not count: a baseline or an inline comment accepts them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.documents.document import Document
from casesafe.scan.allow import allowed
from casesafe.scan.baseline import Baseline
from casesafe.scan.results import Excused, FileResult, Place, Status
from casesafe.scan.work import Kind, Task, open_task

_MARK = "casesafe:"


@dataclass(frozen=True, slots=True)
class Excuses:
    """What accepts findings.

    Args:
        baseline: The repository's, or None.
        types: The entity types that a comment may name.
    """

    baseline: Baseline | None = None
    types: Collection[str] = tuple(ENTITY_TYPES)

    def judge(self, result: FileResult, task: Task) -> FileResult:
        """Return the result with the findings that count, and those that do not apart."""
        if result.status is not Status.SCANNED or task.kind is Kind.NAME:
            return result
        if not result.places and _MARK.encode() not in task.data:
            return result
        document = None if task.kind is Kind.LINK else open_task(task)
        places, excused, remarks = _by_comment(document, result.places, self.types)
        if self.baseline is not None:
            places, more = self._by_baseline(task, document, places)
            excused = (*excused, *more)
        return replace(result, places=places, excused=excused, remarks=remarks)

    def _by_baseline(
        self, task: Task, document: Document | None, places: Sequence[Place]
    ) -> tuple[tuple[Place, ...], tuple[Excused, ...]]:
        assert self.baseline is not None
        counting, excused = [], []
        for p, surface in _with_surfaces(task, document, places):
            entry = self.baseline.accepts(task.path, p.finding.entity_type, surface, p.in_path)
            if entry is None:
                counting.append(p)
            else:
                excused.append(Excused(p, "baseline", entry.reason))
        return tuple(counting), tuple(excused)


def surfaces(task: Task, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    """Yield each finding with its characters: of the path, of a link's target, of the document.

    Raises:
        NoteError: if the task's document is not understood.
    """
    if places:
        yield from _with_surfaces(task, None if task.kind is Kind.LINK else open_task(task), places)


def _with_surfaces(
    task: Task, document: Document | None, places: Sequence[Place]
) -> Iterator[tuple[Place, str]]:
    text = task.link_target if document is None else document.text
    for p in places:
        f = p.finding
        yield p, (task.path if p.in_path else text)[f.start : f.end]


def _by_comment(
    document: Document | None, places: tuple[Place, ...], types: Collection[str]
) -> tuple[tuple[Place, ...], tuple[Excused, ...], tuple[str, ...]]:
    if document is None or _MARK not in document.text.casefold():
        return places, (), ()
    inside = {p.finding: p for p in places if not p.in_path}
    said = allowed(document.text, list(inside), document.place, types)
    counting = tuple(p for p in places if p.in_path) + tuple(inside[f] for f in said.counting)
    excused = tuple(Excused(inside[f], "comment", reason) for f, reason in said.excused)
    return counting, excused, tuple(f"line {p.line}: {p.why}" for p in said.problems)
