"""A run on a terminal: a table by file and type, or every finding with its text where asked for."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from casesafe.scan.reports.run import Run, shown
from casesafe.scan.reports.text import (
    counts_line,
    excused_lines,
    next_steps,
    skipped_lines,
)
from casesafe.scan.results import FileResult, Place

#: How many lines of a file the table names for one type.
_MOST_LINES = 8

SurfaceOf = Callable[[FileResult, Place], str | None]


def print_findings(run: Run, surface_of: SurfaceOf | None) -> None:
    """Print the findings of a scan: their text only if `surface_of` is there to give it."""
    console = _console()
    if surface_of is None:
        table = _by_file_and_type(run)
        if table.row_count:
            console.print(table)
    else:
        for r in run.results:
            if r.places:
                console.print(shown(r.source or r.path), style="bold")
                console.print(Padding(_with_text(r, surface_of), (0, 0, 1, 2), expand=False))
    for r in run.results:
        for line in excused_lines(r):
            console.print(line, soft_wrap=True)


def print_summary(run: Run) -> None:
    """Print what was skipped, the counts, and what to do next, a line each."""
    console = _console()
    for line in skipped_lines(run):
        console.print(line)
    took = "" if run.elapsed_s is None else f"; {run.elapsed_s:.1f} s"
    console.print(counts_line(run) + took)
    said, commands = next_steps(run)
    console.print(said + (":" if commands else ""), style="bold")
    if commands:
        steps = _grid()
        for verb, command in commands:
            steps.add_row(verb, command)
        console.print(Padding(steps, (0, 0, 0, 2), expand=False))


def _console() -> Console:
    # A path such as `[PERSON]_:smile:.txt` is neither markup nor an emoji.
    return Console(markup=False, emoji=False, highlight=False)


def _grid() -> Table:
    return Table.grid(padding=(0, 2))


def _by_file_and_type(run: Run) -> Table:
    table = Table(title="Identifiers by file and type")
    table.add_column("file", overflow="fold")
    table.add_column("type", no_wrap=True)
    table.add_column("action")
    table.add_column("count", justify="right")
    table.add_column("lines")
    for r in run.results:
        groups: dict[tuple[str, str], list[int]] = {}
        for p in r.places:
            key = (p.finding.entity_type, p.finding.action.value)
            groups.setdefault(key, []).append(p.line)
        for i, ((kind, action), lines) in enumerate(groups.items()):
            name = shown(r.path) if i == 0 else ""
            last = i == len(groups) - 1
            table.add_row(name, kind, action, str(len(lines)), _lines(lines), end_section=last)
    return table


def _lines(lines: list[int]) -> str:
    """Return where a type stands; line 0 is the file's name."""
    known = sorted(set(lines))
    named = ", ".join(str(n) if n else "name" for n in known[:_MOST_LINES])
    return named + (" …" if len(known) > _MOST_LINES else "")


def _with_text(result: FileResult, surface_of: SurfaceOf) -> Table:
    table = _grid()
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for p in result.places:
        f = p.finding
        surface = surface_of(result, p)
        where = "name" if p.in_path else f"{p.line}:{p.column}"
        text = "(no longer there)" if surface is None else shown(surface)
        table.add_row(where, f.entity_type, f.action.value, text)
    return table
