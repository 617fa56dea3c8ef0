"""`casesafe hook`: what is about to be committed or pushed, judged before it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casesafe.cli import options
from casesafe.cli.options import CLEAN, WrongUse

if TYPE_CHECKING:
    from casesafe.scan.batch import Entry
    from casesafe.scan.patterns import Patterns
    from casesafe.scan.settings import Settings

Files = Annotated[
    list[Path] | None, typer.Argument(help="Files, as pre-commit names them.", show_default=False)
]
Staged = Annotated[
    bool, typer.Option("--staged", help="What is staged, read from git's index.")
]
Range = Annotated[
    str | None,
    typer.Option("--range", metavar="A..B", help="What the commits of a range add or change."),
]
Message = Annotated[
    bool, typer.Option("--commit-message", help="The file named is a commit message.")
]


def hook(
    files: Files = None,
    staged: Staged = False,
    commits: Range = None,
    commit_message: Message = False,
    policy: options.Policy = None,
    roster: options.Roster = None,
    format: options.Format = "text",
    output: options.Output = None,
    workers: options.Workers = None,
    encoding: options.Encoding = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    fail_on_flags: options.FailOnFlags = False,
    show_text: options.ShowText = False,
) -> None:
    """Judge files, what is staged, a range of commits, or a commit message.

    Findings that `.casesafe-baseline.json` or an inline comment accepts do not count. Nothing is
    written but the report. Exit status: 0 clean, 1 identifiers found, 2 wrong use, 3 something
    could not be scanned.
    """
    from casesafe.cli.progress import with_progress
    from casesafe.cli.run import Texts, batch, report
    from casesafe.scan.excuses import Excuses
    from casesafe.scan.repository import baseline_of, root_of

    named = files or []
    options.check_format(format)
    options.check_encoding(encoding)
    _check_mode(named, staged, commits, commit_message)
    root = root_of(Path.cwd(), needed=staged or commits is not None)
    settings = options.read_settings([root])
    encoding = encoding or settings.encoding
    engine = options.make_engine(settings, policy, roster, model, no_model, reference_date)
    patterns = options.make_patterns(settings)
    entries = list(_entries(root, named, staged, commits, commit_message, settings, patterns))
    excuses = Excuses(baseline_of(root, settings.baseline, staged=staged))
    texts = Texts(excuses.judge) if show_text else None
    judge = texts.judge if texts else excuses.judge
    count = options.worker_count(workers, settings, len(entries))
    if count > 1:
        engine.load_policy()  # says what is wrong with it before processes are started
    with batch(engine, count, encoding, judge) as run:
        results = list(with_progress(run.scan(entries), len(entries), "scanning"))
    quick = format == "text" and all(r.cached and not r.places for r in results)
    if quick and not any(r.incomplete or r.excused or r.remarks for r in results):
        n = sum(1 for r in results if r.reason is None)
        print(
            f"casesafe: {n} file{'s' if n != 1 else ''} clean, unchanged since an earlier run "
            f"(policy {engine.policy_name})"
        )
        raise typer.Exit(CLEAN)
    flags = fail_on_flags or settings.fail_on_flags
    raise typer.Exit(
        report(
            "hook",
            engine,
            engine.load_policy(),
            results,
            format,
            output,
            fail_on_flags=flags,
            texts=texts,
        )
    )


def _check_mode(named: list[Path], staged: bool, commits: str | None, message: bool) -> None:
    ways = bool(named) + staged + (commits is not None)
    if ways == 0:
        raise WrongUse("name files, or give --staged or --range A..B")
    if ways > 1:
        raise WrongUse("files, --staged and --range exclude each other")
    if message and len(named) != 1:
        raise WrongUse("--commit-message needs the message's file, and no other")


def _entries(
    root: Path,
    named: list[Path],
    staged: bool,
    commits: str | None,
    message: bool,
    settings: Settings,
    patterns: Patterns,
) -> Iterator[Entry]:
    from casesafe.scan import repository

    if message:
        yield repository.message_entry(named[0], root)
    elif named:
        yield from repository.file_entries(root, named, patterns, settings.max_bytes)
    else:
        yield from repository.blob_entries(root, commits, patterns, settings.max_bytes)
