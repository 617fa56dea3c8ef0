"""`casesafe scan` and `casesafe redact`: notes in files, folders and standard input."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casesafe.cli import options, setup
from casesafe.cli.setup import CLEAN, INCOMPLETE, WrongUse

if TYPE_CHECKING:
    from casesafe.cli.run import Judge
    from casesafe.scan.discover import Source
    from casesafe.scan.engine import Engine
    from casesafe.scan.results import FileResult

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", help="Files and folders; - reads standard input."),
]
_STDIN = Path("-")


def scan(
    paths: Paths,
    policy: options.Policy = None,
    roster: options.Roster = None,
    format: options.Format = "text",
    output: options.Output = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    no_hidden: options.NoHidden = False,
    max_bytes: options.MaxBytes = None,
    workers: options.Workers = None,
    encoding: options.Encoding = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    fail_on_flags: options.FailOnFlags = False,
    show_text: options.ShowText = False,
) -> None:
    """Report identifiers: path, line, column, type and rule, never the text.

    Exit status: 0 clean, 1 identifiers found, 2 wrong use, 3 something could not be scanned.
    """
    from casesafe.cli.progress import with_progress
    from casesafe.cli.run import Texts, batch, entries_of, report
    from casesafe.scan.discover import discover
    from casesafe.scan.excuses import Excuses

    setup.check_format(format)
    setup.check_encoding(encoding)
    piped = _is_stdin(paths)
    settings = setup.read_settings([] if piped else paths)
    encoding = encoding or settings.encoding
    engine = setup.make_engine(settings, policy, roster, model, no_model, reference_date)
    patterns = setup.make_patterns(settings, include, exclude, no_hidden)
    loaded = engine.load_policy()
    excuses = Excuses(types=loaded.entity_types)
    texts = Texts(excuses.judge) if show_text else None
    judge = texts.judge if texts else excuses.judge
    if piped:
        results = [_scan_stdin(engine, encoding, judge)]
    else:
        sources = discover(paths, patterns, max_bytes=max_bytes or settings.max_bytes)
        count = setup.worker_count(workers, settings, len(sources))
        with batch(engine, count, encoding, judge) as run:
            scanned = run.scan(entries_of(sources))
            results = list(with_progress(scanned, len(sources), "scanning"))
    flags = fail_on_flags or settings.fail_on_flags
    raise typer.Exit(
        report("scan", engine, loaded, results, format, output, fail_on_flags=flags, texts=texts)
    )


def redact(
    paths: Paths,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FOLDER", help="Folder for the redacted notes."),
    ] = None,
    policy: options.Policy = None,
    roster: options.Roster = None,
    format: options.Format = "text",
    output: options.Output = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    no_hidden: options.NoHidden = False,
    max_bytes: options.MaxBytes = None,
    workers: options.Workers = None,
    encoding: options.Encoding = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    fail_on_flags: options.FailOnFlags = False,
) -> None:
    """Write redacted notes: one to standard output, or all of them under --out.

    Originals are never changed. Names of files and folders are redacted too. A run that was cut
    short goes on where it ended when it is started again. Exit status: 0 written, 1 flagged
    identifiers stand in the output (with --fail-on-flags), 2 wrong use, 3 something could not be
    read or redacted.
    """
    from casesafe.cli.run import report
    from casesafe.scan.discover import discover, output_problem

    setup.check_format(format)
    setup.check_encoding(encoding)
    piped = _is_stdin(paths)
    if out is None:
        _check_single(paths, format, output)
    elif piped:
        raise WrongUse("--out needs files or folders, not standard input")
    settings = setup.read_settings([] if piped else paths)
    encoding = encoding or settings.encoding
    engine = setup.make_engine(settings, policy, roster, model, no_model, reference_date)
    patterns = setup.make_patterns(settings, include, exclude, no_hidden)
    problem = output_problem(paths, out) if out is not None else None
    if problem is not None:
        raise WrongUse(problem)
    flags = fail_on_flags or settings.fail_on_flags
    limit = max_bytes or settings.max_bytes
    sources = [] if piped else discover(paths, patterns, max_bytes=limit)
    if out is None:
        source = sources[0] if sources else None
        raise typer.Exit(_redact_to_stdout(engine, source, encoding, flags))
    loaded = engine.load_policy()
    count = setup.worker_count(workers, settings, len(sources))
    results = _redact_to_folder(engine, sources, out, count, encoding)
    raise typer.Exit(report("redact", engine, loaded, results, format, output, fail_on_flags=flags))


def _redact_to_folder(
    engine: Engine, sources: list[Source], out: Path, workers: int, encoding: str | None
) -> list[FileResult]:
    from casesafe.cli.progress import with_progress
    from casesafe.cli.run import batch, entries_of
    from casesafe.scan.manifest import output_lock

    made = not out.exists()
    try:
        with output_lock(out), batch(engine, workers, encoding) as run:
            if run.manifest is None:
                print(
                    "casesafe: the cache folder cannot be used; a run that is cut short starts "
                    "afresh",
                    file=sys.stderr,
                )
            redacted = run.redact(entries_of(sources), out)
            return list(with_progress(redacted, len(sources), "redacting"))
    finally:
        if made:
            with suppress(OSError):  # it holds what was written
                out.rmdir()


def _is_stdin(paths: list[Path]) -> bool:
    if _STDIN in paths and len(paths) > 1:
        raise WrongUse("- reads standard input and stands alone")
    return paths == [_STDIN]


def _check_single(paths: list[Path], format: str, output: Path | None) -> None:
    if len(paths) > 1 or paths[0].is_dir():
        raise WrongUse("several notes need --out FOLDER")
    if format != "text" or output is not None:
        raise WrongUse("a report needs --out FOLDER; standard output holds the note")


def _scan_stdin(engine: Engine, encoding: str | None, judge: Judge) -> FileResult:
    from casesafe.scan.batch import Entry, result_of
    from casesafe.scan.work import Kind, Task, examine

    task = Task("-", sys.stdin.buffer.read(), Kind.STREAM, encoding=encoding)
    return judge(result_of(Entry("-"), examine(engine(), task)), task)


def _redact_to_stdout(
    engine: Engine, source: Source | None, encoding: str | None, fail_on_flags: bool
) -> int:
    """Write nothing but the redacted note to standard output, and nothing at all on an error.

    Args:
        engine: Gives the guard.
        source: The note's file; None: standard input.
        encoding: Of a note that is neither UTF-8 nor UTF-16.
        fail_on_flags: Whether flagged findings that stay count for the status.
    """
    from casesafe.cli.run import entries_of
    from casesafe.errors import NoteError
    from casesafe.scan.batch import Entry, result_of
    from casesafe.scan.files import read_bytes
    from casesafe.scan.reports.run import shown
    from casesafe.scan.work import Examined, Kind, Task, examine

    guard = engine()
    entry = Entry("-", kind=Kind.STREAM) if source is None else next(entries_of([source]))
    problem, data = entry.problem or entry.skipped, b""
    if problem is None:
        try:
            data = sys.stdin.buffer.read() if source is None else read_bytes(source.path)
        except NoteError as error:
            problem = error.message
    kind = Kind.NAME if problem is not None else entry.kind
    start = len(entry.shown) - len(entry.relative)
    task = Task(entry.shown, data, kind, problem is None, start, encoding)
    examined, name = Examined(), "the note"  # for a path that cannot be examined is not shown
    try:
        examined = examine(guard, task)
        name = result_of(entry, examined).path
    except NoteError as error:
        problem = problem or error.message
    problem = problem or examined.problem
    if problem is not None:
        print(f"{shown(name)}: not redacted: {shown(problem)}", file=sys.stderr)
        return INCOMPLETE
    _write_whole(examined.output or b"")
    kept = [f for f in examined.in_content if not f.action.changes]
    return setup.FOUND if guard.failing(kept, fail_on_flags=fail_on_flags) else CLEAN


def _write_whole(data: bytes) -> None:
    """Write to standard output, which may take a part at a time where Python does not buffer it."""
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()
