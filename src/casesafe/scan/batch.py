"""A run over files: each by itself, in order; one bad file never stops the rest.

What is remembered from an earlier run (`manifest`) is not examined again; if all of it is, no guard
is loaded. A redacted file is written whole or not at all, after its record, so that a run which was
killed is taken up where it ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe.documents.open import refusal
from casesafe.errors import NoteError
from casesafe.scan.files import Staging, read_bytes
from casesafe.scan.name_allocator import NameAllocator, case_sensitive
from casesafe.scan.path_names import shown_path
from casesafe.scan.results import FileResult, Place, Status
from casesafe.scan.work import Examined, Kind, Task, below
from casesafe.workers import Crew

if TYPE_CHECKING:
    from casesafe.scan.manifest import Manifest, Record

#: What a file is called whose path could not be examined, so that it may hold identifiers.
UNNAMED = "[a file whose name could not be examined]"
#: What a commit message is called, for it has no path of its own.
MESSAGE = "commit message"
Workers = Crew[Task, Examined]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a run. It may hold the file's content; its repr shows none.

    Args:
        shown: Its relative path, with `/`, before findings in it are replaced.
        path: Where it is read from when its turn comes; None if `data` is given.
        data: Its content, where that is no file's.
        kind: What the content is.
        relative: The end of `shown` that is the run's own: what an output folder mirrors, and where
            a finding counts.
        problem: Why it cannot be read, or None.
        skipped: Why it is left out on purpose, or None.
        commit: The commit that it is from, where it is from one.
    """

    shown: str = field(repr=False)
    path: Path | None = field(default=None, repr=False)
    data: bytes | None = field(default=None, repr=False)
    kind: Kind = Kind.FILE
    relative: str = field(default="", repr=False)
    problem: str | None = None
    skipped: str | None = None
    commit: str | None = None


@dataclass(slots=True)
class _Job:
    """An entry on its way: its task, and the record or the future of what is in it."""

    entry: Entry
    task: Task
    problem: str | None = None
    record: Record | None = None
    future: Future[Examined | NoteError] | None = None

    def examined(self) -> Examined:
        """Return what is in it, waiting for it where needed."""
        if self.record is not None:
            return Examined(self.record.places, self.record.unread)
        assert self.future is not None
        outcome = self.future.result()
        if isinstance(outcome, NoteError):
            return Examined(problem=outcome.message, named=False)
        return outcome

    def result(self, examined: Examined, output: str | None = None) -> FileResult:
        """Return what became of it."""
        return result_of(
            self.entry,
            examined,
            problem=self.problem,
            output=output,
            cached=self.record is not None,
        )


@dataclass(frozen=True)
class Batch:
    """What the files of a run have in common.

    Args:
        crew: Examines tasks.
        fingerprint: Of all that decides a result beside path and content.
        manifest: What earlier runs remembered, or None.
        encoding: Of files that are neither UTF-8 nor UTF-16.
        judge: Called with each result of a scan and its task; gives the result that counts.
    """

    crew: Workers
    fingerprint: str
    manifest: Manifest | None = None
    encoding: str | None = None
    judge: Callable[[FileResult, Task], FileResult] | None = None

    def scan(self, entries: Iterable[Entry]) -> Generator[FileResult, None, None]:
        """Yield the result of each entry, in order."""
        for job in self._jobs(entries):
            examined = self._examined(job)
            self._remember(job, examined)
            result = job.result(examined)
            yield result if self.judge is None else self.judge(result, job.task)

    def redact(self, entries: Iterable[Entry], out: Path) -> Generator[FileResult, None, None]:
        """Yield the result of each entry, in order, its redacted twin written under `out`.

        Findings in its path are replaced there; no two files have one output.
        """
        with Staging(out) as staging:
            names = NameAllocator(case_sensitive=case_sensitive(staging.folder))
            for job in self._jobs(entries, out):
                yield self._finish(job, names, out, staging)

    def _finish(self, job: _Job, names: NameAllocator, out: Path, staging: Staging) -> FileResult:
        examined = self._examined(job)
        mirrored = below(examined.in_path, job.task.below)
        if job.entry.skipped is not None:
            return job.result(examined)
        target = out / names.allocate(job.entry.relative, mirrored)
        if job.task.rewrite and job.record is not None and not self._stands(job.record, target):
            job.record, job.future = None, self.crew.submit(job.task)
            examined = self._examined(job)
        result = job.result(examined, str(target))
        self._remember(job, examined, out)
        if job.record is not None or examined.output is None:
            return result
        problem = ""
        try:
            staging.write(target, examined.output)
        except NoteError as error:
            problem = error.message
        return _failed(result, problem) if problem else result

    def _examined(self, job: _Job) -> Examined:
        """What is in a job's entry; where that failed as a whole, what is in its path at least."""
        examined = job.examined()
        if examined.named:
            return examined
        name = replace(job.task, kind=Kind.NAME, data=b"", rewrite=False)
        again = self.crew.submit(name).result()
        if isinstance(again, NoteError):
            return examined
        return Examined(again.places, problem=examined.problem)

    def _stands(self, record: Record, target: Path) -> bool:
        """Whether the output that was remembered is still what lies there."""
        assert self.manifest is not None
        with suppress(OSError):
            return self.manifest.written(record, target.read_bytes())
        return False

    # --- tasks and records ------------------------------------------------------------------------

    def _jobs(self, entries: Iterable[Entry], out: Path | None = None) -> Iterator[_Job]:
        """Yield a job for each entry, in order, a few of them ahead in the workers' hands."""
        waiting, jobs = iter(entries), deque[_Job]()
        while True:
            for entry in islice(waiting, max(0, self.crew.ahead - len(jobs))):
                jobs.append(self._job(entry, out))
            if not jobs:
                return
            yield jobs.popleft()

    def _job(self, entry: Entry, out: Path | None) -> _Job:
        data, problem = b"", entry.problem
        if problem is None and entry.skipped is None:
            try:
                data = entry.data if entry.path is None else read_bytes(entry.path)  # type: ignore[assignment]
                problem = refusal(entry.shown, data) if entry.kind is Kind.FILE else None
            except NoteError as error:
                problem = error.message
        named_only = problem is not None or entry.skipped is not None
        task = Task(
            entry.shown,
            b"" if named_only else data,
            Kind.NAME if named_only else entry.kind,
            rewrite=out is not None and not named_only,
            below=len(entry.shown) - len(entry.relative),
            encoding=self.encoding,
        )
        job = _Job(entry, task, problem)
        job.record = self._remembered(job, out)
        if job.record is None:
            job.future = self.crew.submit(task)
        return job

    def _remembered(self, job: _Job, out: Path | None) -> Record | None:
        if self.manifest is None:
            return None
        where = out if job.task.rewrite else None
        return self.manifest.remembered(_key(job.task), job.task.data, self.fingerprint, where)

    def _remember(self, job: _Job, examined: Examined, out: Path | None = None) -> None:
        """Remember what was examined; before its output is written, so that no output is unknown."""
        if self.manifest is None or job.record is not None or examined.problem is not None:
            return
        where = out if job.task.rewrite else None
        self.manifest.remember(
            _key(job.task), job.task.data, self.fingerprint, examined.places, examined.unread,
            where, examined.output,
        )  # fmt: skip


def _key(task: Task) -> str:
    return f"{task.kind}:{task.path}"


def result_of(
    entry: Entry,
    examined: Examined,
    *,
    problem: str | None = None,
    output: str | None = None,
    cached: bool = False,
) -> FileResult:
    """Return what became of an entry.

    Args:
        entry: The entry.
        examined: What was found in it.
        problem: Why its content was not examined, where that was clear before.
        output: Where its redacted twin lies.
        cached: Whether all this was remembered.
    """
    reason = entry.skipped or problem or examined.problem
    status = Status.SCANNED if reason is None else Status.FAILED
    if entry.skipped is not None:
        status = Status.SKIPPED
    return FileResult(
        path=shown_path(entry.shown, examined.in_path) if examined.named else UNNAMED,
        status=status,
        places=() if status is Status.SKIPPED else _counting(entry, examined.places),
        output=output if status is Status.SCANNED else None,
        reason=reason,
        source=entry.shown,
        unread=examined.unread,
        cached=cached and status is not Status.FAILED,
        commit=entry.commit,
    )


def _counting(entry: Entry, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The findings but those in the way to the run's own files, such as the user's home folder."""
    start = len(entry.shown) - len(entry.relative)
    return tuple(p for p in places if not p.in_path or p.finding.start >= start)


def _failed(result: FileResult, reason: str) -> FileResult:
    return replace(result, status=Status.FAILED, output=None, reason=reason)
