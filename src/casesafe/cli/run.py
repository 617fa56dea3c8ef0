"""What scan, redact and hook do alike: entries to a batch, results to a report and exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe.cli.setup import CLEAN, FOUND, INCOMPLETE, WrongUse
from casesafe.scan.batch import MESSAGE, Batch, Entry
from casesafe.scan.engine import Engine
from casesafe.scan.manifest import Manifest
from casesafe.scan.reports.run import Run
from casesafe.scan.reports.write import write_report
from casesafe.scan.results import FileResult, Place, count
from casesafe.scan.work import Examined, Task, examine
from casesafe.workers import Crew

if TYPE_CHECKING:
    from casesafe.core.finding import Finding
    from casesafe.policy.schema import Policy
    from casesafe.scan.discover import Source

Judge = Callable[[FileResult, Task], FileResult]


def entries_of(sources: Iterable[Source]) -> Iterator[Entry]:
    """Yield the entry of each discovered file."""
    for s in sources:
        yield Entry(
            s.shown,
            s.path,
            relative=s.relative.as_posix(),
            problem=s.problem,
            skipped=s.skipped,
        )


@contextmanager
def batch(
    engine: Engine, workers: int, encoding: str | None, judge: Judge | None = None
) -> Iterator[Batch]:
    """Give a batch whose workers and whose memory of earlier runs are closed at the end."""
    with Crew[Task, Examined](engine, examine, workers) as crew:
        manifest = Manifest.open()
        try:
            yield Batch(crew, engine.fingerprint(encoding), manifest, encoding, judge)
        finally:
            if manifest is not None:
                manifest.close()


def report(
    command: str,
    engine: Engine,
    policy: Policy,
    results: list[FileResult],
    format: str,
    output: Path | None,
    *,
    fail_on_flags: bool,
    texts: Texts | None = None,
) -> int:
    """Write the report of a run and return its exit status."""

    def fails(finding: Finding) -> bool:
        if command == "redact" and finding.action.changes:
            return False
        return bool(policy.failing([finding], fail_on_flags=fail_on_flags))

    failing = sum(fails(f) for r in results for f in r.findings)
    run = Run(
        command,
        policy.name,
        policy.digest,
        engine.model_name,
        results,
        count(results, failing),
        fails,
        of_message=any(r.source == MESSAGE for r in results),
    )
    write_report(run, format, output, surface_of=texts.surface_of if texts else None)
    if any(r.incomplete for r in results):
        return INCOMPLETE
    return FOUND if failing else CLEAN


class Texts:
    """Keeps what was found for `--show-text`, which only a terminal gets.

    Raises:
        WrongUse: if standard output is no terminal.
    """

    def __init__(self, judge: Judge | None = None) -> None:
        if not sys.stdout.isatty():
            raise WrongUse("--show-text needs a terminal: what was found is not written to files")
        self._judge = judge
        self._surfaces: dict[tuple[str, str | None, Place], str] = {}

    def judge(self, result: FileResult, task: Task) -> FileResult:
        """Return the result that counts, having kept the text of its findings."""
        from casesafe.scan.excuses import surfaces

        if self._judge is not None:
            result = self._judge(result, task)
        for place, surface in surfaces(task, result.places):
            self._surfaces[result.source, result.commit, place] = surface
        return result

    def surface_of(self, result: FileResult, place: Place) -> str | None:
        """Return the text of a finding."""
        return self._surfaces.get((result.source, result.commit, place))
