"""Writing the report of a run to standard output, or to a file."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from casesafe.scan.files import write_atomic
from casesafe.scan.reports.jsons import to_json, to_jsonl
from casesafe.scan.reports.run import Run
from casesafe.scan.reports.sarif import to_sarif
from casesafe.scan.reports.text import problem_lines, result_lines, summary_lines, to_text

if TYPE_CHECKING:
    from casesafe.scan.reports.terminal import SurfaceOf

_WRITERS: Final = {"text": to_text, "json": to_json, "jsonl": to_jsonl, "sarif": to_sarif}
#: The names of the formats.
FORMATS: Final = tuple(_WRITERS)


def write_report(
    run: Run,
    format: str = "text",
    output: Path | None = None,
    *,
    surface_of: SurfaceOf | None = None,
) -> None:
    """Write the report of a run.

    Args:
        run: What is reported.
        format: One of `FORMATS`.
        output: A file, written whole or not at all; standard output then gets the last line alone.
        surface_of: Gives the text of a finding, or None where it is no longer there. It is asked
            only for text on a terminal.

    Raises:
        NoteUnreadableError: if the file cannot be written.
    """
    if output is not None:
        write_atomic(output, _WRITERS[format](run).encode("utf-8"))
        with _any_character(sys.stdout):
            print(summary_lines(run)[-1])
    elif format == "text":
        _print_text(run, surface_of)
    else:
        print(_WRITERS[format](run), end="")


def print_problems(run: Run) -> None:
    """Name each file that was not read, or not wholly, with its reason, on standard error."""
    with _any_character(sys.stderr):
        for r in run.results:
            for line in problem_lines(run, r):
                print(line, file=sys.stderr)


def _print_text(run: Run, surface_of: SurfaceOf | None) -> None:
    """Print on a terminal what a person reads best, else what other programs read best."""
    on_terminal = sys.stdout.isatty()
    if on_terminal:
        # rich costs as much as all the rest of a report
        from casesafe.scan.reports import terminal
    with _any_character(sys.stdout):
        if on_terminal and run.command != "redact":
            terminal.print_findings(run, surface_of)
        else:
            _print_lines(line for r in run.results for line in result_lines(run, r))
        sys.stdout.flush()  # what was found stands above what was not read
        print_problems(run)
        if on_terminal:
            terminal.print_summary(run)
        else:
            _print_lines(summary_lines(run))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


@contextmanager
def _any_character(stream: TextIO) -> Iterator[None]:
    """Have a stream escape the characters that its encoding lacks, such as those of old terminals."""
    if not isinstance(stream, io.TextIOWrapper):
        yield
        return
    errors = stream.errors
    stream.reconfigure(errors="backslashreplace")
    try:
        yield
    finally:
        stream.reconfigure(errors=errors)
