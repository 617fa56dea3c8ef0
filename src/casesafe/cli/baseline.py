"""`casesafe baseline`: the findings of a repository that somebody accepted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casesafe.cli import options, setup
from casesafe.cli.setup import CLEAN, FOUND, INCOMPLETE, WrongUse

if TYPE_CHECKING:
    from casesafe.core.finding import Finding
    from casesafe.scan.baseline import Baseline, Occurrence
    from casesafe.scan.engine import Engine
    from casesafe.scan.results import FileResult
    from casesafe.scan.settings import Settings
    from casesafe.scan.work import Task

app = typer.Typer(
    no_args_is_help=True, help="Accept findings of a repository, look through them, tidy them up."
)
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Files and folders; without them, all that git tracks.",
        show_default=False,
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        metavar="TEXT",
        help="Why the findings are accepted; without it: unreviewed.",
    ),
]
Scope = Annotated[
    str,
    typer.Option(
        "--scope",
        metavar="NAME",
        help="file: each in its file; repo: each value in every file.",
    ),
]
NewKey = Annotated[bool, typer.Option("--new-key", help="Begin a new baseline, with a new key.")]


@app.command()
def create(
    paths: Paths = None,
    reason: Reason = "",
    scope: Scope = "file",
    new_key: NewKey = False,
    policy: options.Policy = None,
    roster: options.Roster = None,
    encoding: options.Encoding = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
) -> None:
    """Accept what makes the hook fail now; what was accepted before keeps its reason.

    Exit status: 0 written, 2 wrong use, 3 something could not be scanned (what could is accepted).
    """
    from casesafe.scan.baseline import Baseline, accept
    from casesafe.scan.files import write_atomic
    from casesafe.scan.keys import baseline_key, new_baseline_key

    if scope not in ("file", "repo"):
        raise WrongUse("--scope is file or repo")
    here = _Repository.found()
    engine = setup.make_engine(here.settings, policy, roster, model, no_model, None)
    if reason:
        _check_reason(engine, reason)
    wanted = None if new_key else Baseline.read_key_id(here.file)
    made: Path | None = None
    if wanted is not None:
        known = Baseline.load(here.file, baseline_key(wanted))
    else:
        key, made = (baseline_key(None), None) if _key_is_given() else new_baseline_key()
        known = Baseline(key)
    found = here.scan(engine, paths or [], encoding)
    accepted = accept(known, found.failing, reason, "repo" if scope == "repo" else "file")
    data = accepted.to_bytes()
    if not here.file.exists() or accepted != known or new_key:
        write_atomic(here.file, data)
    added = len(accepted.entries) - len(known.entries)
    print(f"{here.shown}: {len(accepted.entries)} accepted, {added} of them new.")
    if made is not None:
        print(f"Its key is {made}; your team and CI need it too: see docs/keys.md.")
    if any(e.unreviewed for e in accepted.entries):
        print("Next: look through them with `casesafe baseline audit`, and commit the file.")
    raise typer.Exit(found.report_incomplete())


@app.command()
def audit(
    policy: options.Policy = None,
    roster: options.Roster = None,
    encoding: options.Encoding = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    show_text: options.ShowText = False,
) -> None:
    """List what is accepted, where it stands now, and why.

    Exit status: 0 all is reviewed and still there, 1 something is unreviewed or stands nowhere,
    2 wrong use, 3 something could not be scanned.
    """
    from casesafe.scan.baseline import audit as audited
    from casesafe.scan.reports.run import shown

    if show_text and not sys.stdout.isatty():
        raise WrongUse("--show-text needs a terminal: what was found is not written to files")
    here, baseline, found = _surveyed(policy, roster, encoding, model, no_model)
    rows = audited(baseline, found.all)
    texts = _texts(baseline, found.all) if show_text else {}
    for row in rows:
        e = row.entry
        where = ", ".join(map(shown, row.places)) if row.places else "nowhere any more"
        text = f" {shown(texts[e.digest])!r}" if e.digest in texts else ""
        scope = "everywhere" if e.path is None else shown(e.path)
        print(f"{scope}: {e.entity_type}{text} ({shown(e.reason)}): {where}")
    unreviewed = sum(row.entry.unreviewed for row in rows)
    gone = sum(not row.places for row in rows)
    print(f"{len(rows)} accepted, {unreviewed} unreviewed, {gone} that stand nowhere any more.")
    if unreviewed:
        print(
            f"Next: read each with `casesafe baseline audit --show-text`; put the reason into "
            f"{here.shown}, or delete the line."
        )
    if gone:
        print("Next: `casesafe baseline prune` takes out what stands nowhere any more.")
    status = found.report_incomplete()
    raise typer.Exit(status or (FOUND if unreviewed or gone else CLEAN))


@app.command()
def prune(
    policy: options.Policy = None,
    roster: options.Roster = None,
    encoding: options.Encoding = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
) -> None:
    """Take out what stands nowhere any more.

    Exit status: 0 done, 2 wrong use, 3 something could not be scanned, and nothing was taken out.
    """
    from casesafe.scan.baseline import prune as pruned
    from casesafe.scan.files import write_atomic

    here, baseline, found = _surveyed(policy, roster, encoding, model, no_model)
    status = found.report_incomplete()
    if status != CLEAN:
        print("Nothing was taken out: what could not be scanned may hold what is accepted.")
        raise typer.Exit(status)
    left = pruned(baseline, _texts(baseline, found.all).keys())
    if left != baseline:
        write_atomic(here.file, left.to_bytes())
    gone = len(baseline.entries) - len(left.entries)
    print(f"{here.shown}: {gone} taken out, {len(left.entries)} left.")


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository that the command was started in."""

    root: Path
    file: Path
    settings: Settings

    @property
    def shown(self) -> str:
        return self.file.name

    @classmethod
    def found(cls) -> _Repository:
        from casesafe.scan.baseline import BASELINE_NAME
        from casesafe.scan.repository import root_of

        root = root_of(Path.cwd(), needed=True)
        settings = setup.read_settings([root])
        return cls(root, settings.baseline or root / BASELINE_NAME, settings)

    def baseline(self) -> Baseline:
        from casesafe.scan.repository import baseline_of

        found = baseline_of(self.root, self.file, staged=False)
        if found is None:
            raise WrongUse(f"there is no {self.shown}; `casesafe baseline create` makes one")
        return found

    def scan(self, engine: Engine, paths: list[Path], encoding: str | None) -> _Found:
        """Scan these paths, or all that git tracks, without the baseline."""
        from casesafe.cli.progress import with_progress
        from casesafe.cli.run import batch
        from casesafe.scan.excuses import Excuses
        from casesafe.scan.git import tracked_files
        from casesafe.scan.repository import file_entries

        policy = engine.load_policy()
        found = _Found()
        excuses = Excuses(types=policy.entity_types)
        flags = self.settings.fail_on_flags

        def judge(result: FileResult, task: Task) -> FileResult:
            result = excuses.judge(result, task)
            found.add(result, task, lambda f: bool(policy.failing([f], fail_on_flags=flags)))
            return result

        tracked = [self.root / name for name in tracked_files(self.root)] if not paths else []
        files = paths or [p for p in tracked if os.path.lexists(p)]
        patterns = setup.make_patterns(self.settings)
        entries = list(file_entries(self.root, files, patterns, self.settings.max_bytes))
        count = setup.worker_count(None, self.settings, len(entries))
        with batch(engine, count, encoding or self.settings.encoding, judge) as run:
            found.results += with_progress(run.scan(entries), len(entries), "scanning")
        return found


@dataclass(slots=True)
class _Found:
    """What a scan met: every finding with its surface, and those that make the hook fail."""

    all: list[Occurrence] = field(default_factory=list, repr=False)
    failing: list[Occurrence] = field(default_factory=list, repr=False)
    results: list[FileResult] = field(default_factory=list)

    def add(self, result: FileResult, task: Task, fails: Callable[[Finding], bool]) -> None:
        """Add the findings of one file that no comment accepts."""
        from casesafe.scan.baseline import Occurrence
        from casesafe.scan.excuses import surfaces
        from casesafe.scan.results import Status

        if result.status is not Status.SCANNED:
            return
        for p, surface in surfaces(task, result.places):
            met = Occurrence(
                task.path, result.path, p.finding.entity_type, surface, p.in_path, p.line, p.column
            )
            self.all.append(met)
            if fails(p.finding):
                self.failing.append(met)

    def report_incomplete(self) -> int:
        """Name what was not scanned, and return the exit status."""
        from casesafe.scan.reports.run import shown

        missing = [r for r in self.results if r.incomplete]
        for r in missing:
            why = r.reason or ", ".join(r.unread)
            print(f"{shown(r.path)}: not scanned: {shown(why)}", file=sys.stderr)
        return INCOMPLETE if missing else CLEAN


def _surveyed(
    policy: str | None,
    roster: Path | None,
    encoding: str | None,
    model: Path | None,
    no_model: bool,
) -> tuple[_Repository, Baseline, _Found]:
    """Return the repository, its baseline, and what a scan of all that git tracks meets."""
    here = _Repository.found()
    engine = setup.make_engine(here.settings, policy, roster, model, no_model, None)
    baseline = here.baseline()
    return here, baseline, here.scan(engine, [], encoding)


def _check_reason(engine: Engine, reason: str) -> None:
    """Refuse a reason that holds an identifier: it would stand in the repository."""
    guard = engine()
    if guard.failing(guard.find(reason)):
        raise WrongUse("--reason holds an identifier; say it without")


def _key_is_given() -> bool:
    from casesafe.scan.keys import BASELINE_ENV

    return bool(os.environ.get(BASELINE_ENV))


def _texts(baseline: Baseline, occurrences: list[Occurrence]) -> dict[str, str]:
    """Digest -> the text that it stands for."""
    return {
        d: o.surface
        for o in occurrences
        for d in baseline.digests(o.path, o.entity_type, o.surface, o.in_path)
    }
