"""The entry point `casesafe`: commands, exit status, and the only catch-all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from casesafe import __version__
from casesafe.cli import options, rules
from casesafe.cli.evaluate import evaluate
from casesafe.cli.options import CLEAN, FOUND, INCOMPLETE, WRONG_USE, WrongUse
from casesafe.errors import CasesafeError, NoteError, PolicyError, RosterError

if TYPE_CHECKING:
    from casesafe.guard import Guard
    from casesafe.scan.batch import FileResult
    from casesafe.scan.discover import Source


class Interrupted(CasesafeError):  # noqa: N818  (an exit, not a fault of the library)
    """The run was cut short from outside: Ctrl-C, or a reader that closed standard output."""


class _Group(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """Run a command; Typer itself would end an interrupted one with status 1, "findings"."""
        reason = ""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            reason = "interrupted"
        except BrokenPipeError:
            # The reader is gone; keep the interpreter from failing again when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            reason = "standard output was closed before everything was written"
        raise Interrupted(reason)


app = typer.Typer(
    cls=_Group,
    name="casesafe",
    help="Find and redact the identifiers of clients in case notes, on this machine alone.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(rules.app, name="rules")
app.command()(evaluate)

Paths = Annotated[list[Path], typer.Argument(help="Files and folders; - reads standard input.")]


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"casesafe {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Find and redact the identifiers of clients in case notes, on this machine alone."""


@app.command()
def scan(
    paths: Paths,
    policy: options.Policy = "peer-consultation",
    roster: options.Roster = None,
    format: options.Format = "text",
    encoding: options.Encoding = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    fail_on_flags: options.FailOnFlags = False,
) -> None:
    """Report identifiers: path, line, column, type and rule, never the text.

    Exit status: 0 clean, 1 identifiers found, 2 wrong use, 3 something could not be scanned.
    """
    from casesafe.cli.report import print_json, print_scan, with_progress
    from casesafe.scan.batch import scan_files

    options.check_format(format)
    options.check_encoding(encoding)
    guard = options.make_guard(policy, roster, model, no_model, reference_date)
    if _is_stdin(paths):
        results = [_scan_stdin(guard, encoding)]
    else:
        sources = _discover(paths)
        results = list(
            with_progress(scan_files(guard, sources, encoding), len(sources), "scanning")
        )
    failing = sum(len(guard.failing(r.findings, fail_on_flags=fail_on_flags)) for r in results)
    if format == "json":
        print_json(guard, results, failing, "scan")
    else:
        print_scan(guard, results, failing)
    raise typer.Exit(_status(results, failing))


@app.command()
def redact(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the redacted notes.")
    ] = None,
    policy: options.Policy = "peer-consultation",
    roster: options.Roster = None,
    format: options.Format = "text",
    encoding: options.Encoding = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    fail_on_flags: options.FailOnFlags = False,
) -> None:
    """Write redacted notes: one to standard output, or all of them under --out.

    Originals are never changed. Exit status: 0 written, 1 flagged identifiers stand in the output
    (with --fail-on-flags), 2 wrong use, 3 something could not be read or redacted.
    """
    from casesafe.cli.report import print_json, print_problems, print_redacted, with_progress
    from casesafe.scan.batch import redact_files

    options.check_format(format)
    options.check_encoding(encoding)
    if out is None:
        _check_single(paths, format)
    elif _is_stdin(paths):
        raise WrongUse("--out needs files or folders, not standard input")
    sources = [] if _is_stdin(paths) else _discover(paths)
    if out is not None:
        _check_output(paths, sources, out)
    guard = options.make_guard(policy, roster, model, no_model, reference_date)
    if out is None:
        results = [_redact_to_stdout(guard, paths[0], sources, encoding)]
        print_problems(results)
    else:
        run = redact_files(guard, sources, out, encoding)
        results = list(with_progress(run, len(sources), "redacting"))
        if format == "json":
            print_json(guard, results, 0, "redact")
        else:
            print_redacted(guard, results)
    left = [f for r in results for f in r.findings if not f.action.changes]
    raise typer.Exit(_status(results, len(guard.failing(left, fail_on_flags=fail_on_flags))))


def _is_stdin(paths: list[Path]) -> bool:
    if Path("-") in paths and len(paths) > 1:
        raise WrongUse("- reads standard input and stands alone")
    return paths == [Path("-")]


def _check_single(paths: list[Path], format: str) -> None:
    if len(paths) > 1 or paths[0].is_dir():
        raise WrongUse("several notes need --out FOLDER")
    if format == "json":
        raise WrongUse("--format json needs --out FOLDER; standard output holds the note")


def _check_output(paths: list[Path], sources: list[Source], out: Path) -> None:
    from casesafe.scan.discover import colliding, output_problem

    problem = output_problem(paths, out)
    if problem is not None:
        raise WrongUse(problem)
    same = sorted(map(str, colliding(sources)))
    if same:
        raise WrongUse("these would have one output: " + ", ".join(same))


def _discover(paths: list[Path]) -> list[Source]:
    from casesafe.scan.discover import discover

    return discover(paths)


def _scan_stdin(guard: Guard, encoding: str | None) -> FileResult:
    from casesafe.scan.batch import FileResult, places_of
    from casesafe.scan.files import decode

    try:
        text = decode(sys.stdin.buffer.read(), encoding).text
        return FileResult("-", places_of(text, guard.find(text)))
    except NoteError as error:
        return FileResult("-", problem=error.message)


def _redact_to_stdout(
    guard: Guard, path: Path, sources: list[Source], encoding: str | None
) -> FileResult:
    """Write nothing but the redacted text to standard output, and nothing at all on an error."""
    from casesafe.scan.batch import FileResult, places_of
    from casesafe.scan.files import decode, read_file

    name = str(path)
    if sources and sources[0].problem is not None:
        return FileResult(name, problem=sources[0].problem)
    try:
        piped = None if sources else sys.stdin.buffer.read()
        file = read_file(path, encoding) if piped is None else decode(piped, encoding)
        redaction = guard.redact(file.text)
        data = file.encode(redaction.text)
    except NoteError as error:
        return FileResult(name, problem=error.message)
    _write_whole(data)
    return FileResult(name, places_of(file.text, redaction.findings))


def _write_whole(data: bytes) -> None:
    """Write to standard output, which may take a part at a time where Python does not buffer it."""
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def _status(results: list[FileResult], failing: int) -> int:
    if any(r.problem is not None for r in results):
        return INCOMPLETE
    return FOUND if failing else CLEAN


def main() -> None:
    """Run the command line; every expected error ends in one line on standard error."""
    status = CLEAN
    try:
        app()
        return
    except (WrongUse, PolicyError, RosterError) as error:
        message, status = str(error), WRONG_USE
    except CasesafeError as error:
        message, status = str(error), INCOMPLETE
    except Exception as error:  # the text of an unexpected error may hold note text
        message, status = f"unexpected {type(error).__name__}", INCOMPLETE
    print(f"casesafe: {message}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
