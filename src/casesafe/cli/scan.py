"""`casesafe scan` and `casesafe redact`: notes in files, folders and standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casesafe.cli import options, setup
from casesafe.cli.setup import CLEAN, INCOMPLETE, WrongUse

if TYPE_CHECKING:
    from casesafe.cli.run import Judge
    from casesafe.core.finding import Finding
    from casesafe.scan.discover import Source
    from casesafe.scan.engine import Engine
    from casesafe.scan.results import FileResult

Paths = Annotated[list[Path], typer.Argument(help="Files and folders; - reads standard input.")]
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
        Path | None, typer.Option("--out", "-o", help="Folder for the redacted notes.")
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
        problem = next((s.problem or s.skipped for s in sources), None)
        raise typer.Exit(_redact_to_stdout(engine, paths[0], problem, encoding, flags))
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

    with output_lock(out), batch(engine, workers, encoding) as run:
        if run.manifest is None:
            print(
                "casesafe: the cache folder cannot be used; a run that is cut short starts afresh",
                file=sys.stderr,
            )
        redacted = run.redact(entries_of(sources), out)
        return list(with_progress(redacted, len(sources), "redacting"))


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
    engine: Engine, path: Path, problem: str | None, encoding: str | None, fail_on_flags: bool
) -> int:
    """Write nothing but the redacted note to standard output, and nothing at all on an error."""
    from casesafe.errors import NoteError
    from casesafe.scan.files import read_bytes
    from casesafe.scan.work import Kind, Task, examine

    guard = engine()
    kept: list[Finding] = []
    written = b""
    try:
        if problem is None:
            piped = path == _STDIN
            data = sys.stdin.buffer.read() if piped else read_bytes(path)
            kind = Kind.STREAM if piped else Kind.FILE
            task = Task(path.name, data, kind, rewrite=True, encoding=encoding)
            examined = examine(guard, task)
            problem, written = examined.problem, examined.output or b""
            kept = [f for f in examined.in_content if not f.action.changes]
    except NoteError as error:
        problem = error.message
    if problem is not None:
        print(f"{path}: not redacted: {problem}", file=sys.stderr)
        return INCOMPLETE
    _write_whole(written)
    return setup.FOUND if guard.failing(kept, fail_on_flags=fail_on_flags) else CLEAN


def _write_whole(data: bytes) -> None:
    """Write to standard output, which may take a part at a time where Python does not buffer it."""
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()
