"""What scan and redact print: a table and a last line, or JSON. Never note text."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from casesafe import __version__

if TYPE_CHECKING:
    from casesafe.guard import Guard
    from casesafe.scan.batch import FileResult

T = TypeVar("T")


def with_progress(items: Iterable[T], total: int, verb: str) -> Iterator[T]:
    """Yield the items, with a progress bar on standard error where that is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(items, description=verb, total=total, console=console, transient=True)


def print_json(guard: Guard, results: Sequence[FileResult], failing: int, command: str) -> None:
    """Print one JSON object: version, policy, files and counts."""
    failed = sum(1 for r in results if r.problem is not None)
    document = {
        "casesafe": __version__,
        "command": command,
        "policy": guard.policy.name,
        "policy_digest": guard.policy.digest,
        "files": [
            {
                "path": r.path,
                "status": "failed" if r.problem is not None else "done",
                "problem": r.problem,
                "output": r.output,
                "findings": [p.to_dict() for p in r.places],
            }
            for r in results
        ],
        "counts": {
            "discovered": len(results),
            "done": len(results) - failed,
            "failed": failed,
            "findings": sum(len(r.places) for r in results),
            "failing": failing,
        },
    }
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_scan(guard: Guard, results: Sequence[FileResult], failing: int) -> None:
    """Print what a scan found: a table on a terminal, else one line a finding."""
    if sys.stdout.isatty():
        _print_table(results)
    else:
        for r in results:
            for p in r.places:
                f = p.finding
                print(
                    f"{r.path}:{p.line}:{p.column}: {f.entity_type} {f.action.value} "
                    f"({f.recognizer}/{f.rule})"
                )
    print_problems(results)
    print(_last_line(guard, results, failing))


def _print_table(results: Sequence[FileResult]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Identifiers by file and type")
    table.add_column("file", overflow="fold")
    table.add_column("type")
    table.add_column("action")
    table.add_column("count", justify="right")
    table.add_column("lines")
    for r in results:
        groups: dict[tuple[str, str], list[int]] = {}
        for p in r.places:
            key = (p.finding.entity_type, p.finding.action.value)
            groups.setdefault(key, []).append(p.line)
        for i, ((kind, action), lines) in enumerate(groups.items()):
            shown = sorted(set(lines))
            more = " …" if len(shown) > 8 else ""
            name = r.path if i == 0 else ""
            where = ", ".join(map(str, shown[:8])) + more
            table.add_row(
                name, kind, action, str(len(lines)), where, end_section=i == len(groups) - 1
            )
    if table.row_count:
        Console().print(table)


def print_problems(results: Iterable[FileResult]) -> None:
    """Name each file that was not done, with its reason, on standard error."""
    for r in results:
        if r.problem is not None:
            print(f"{r.path}: {r.problem}", file=sys.stderr)


def _last_line(guard: Guard, results: Sequence[FileResult], failing: int) -> str:
    failed = sum(1 for r in results if r.problem is not None)
    found = sum(len(r.places) for r in results)
    line = f"{len(results)} {'file' if len(results) == 1 else 'files'}, {found} findings"
    if failing:
        line += f", {failing} that must change before sharing: casesafe redact"
    if failed:
        line += f", {failed} not scanned"
    return f"{line} (policy {guard.policy.name}{'' if guard.has_model else ', rules alone'})"


def print_redacted(guard: Guard, results: Sequence[FileResult]) -> None:
    """Print what a redaction of files wrote, and what is left for the author's eyes."""
    for r in results:
        if r.output is not None:
            changed = sum(1 for f in r.findings if f.action.changes)
            flagged = Counter(f.entity_type for f in r.findings if not f.action.changes)
            note = ", ".join(f"{kind} {n}" for kind, n in sorted(flagged.items()))
            look = f"; look at the flagged: {note}" if note else ""
            print(f"{r.path} -> {r.output}: {changed} replaced{look}")
    print_problems(results)
    failed = sum(1 for r in results if r.problem is not None)
    print(
        f"{len(results) - failed} written, {failed} failed (policy {guard.policy.name}). "
        "Read what was written before you share it."
    )
