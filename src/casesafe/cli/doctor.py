"""`casesafe doctor`: what is installed, whether it is whole, and what to do."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casesafe import __version__
from casesafe.cli import setup

if TYPE_CHECKING:
    from casesafe.scan.check import Check

#: Exit status if there is a warning or a problem.
NOT_WELL = 1
_INDENT = " " * 11
_COLOURS = {"ok": "green", "warning": "yellow", "problem": "red"}


def doctor(
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
    forget: Annotated[
        bool, typer.Option("--forget", help="Empty the cache of earlier runs first.")
    ] = False,
) -> None:
    """Check what is installed, the settings, the keys and the hook, and look for leftovers.

    Works offline and changes nothing without --forget. Exit status: 0 all is well, 1 there is a
    warning or a problem, 2 wrong use.
    """
    from casesafe.scan.checkup import all_well, checkup

    setup.check_format(format, ("text", "json"))
    checks = checkup(Path.cwd(), sys.stdout.encoding, forget=forget)
    done = list(checks) if format == "json" else _print_text(checks)
    well = all_well(done)
    if format == "json":
        document = {
            "casesafe": __version__,
            "command": "doctor",
            "well": well,
            "checks": [c.to_dict() for c in done],
            "counts": _counts(done),
        }
        print(json.dumps(document, indent=2))
    raise typer.Exit(setup.CLEAN if well else NOT_WELL)


def _print_text(checks: Iterable[Check]) -> list[Check]:
    """Print a line a check under the headings of their groups, and what to do below it."""
    done: list[Check] = []
    for check in checks:
        if not done or done[-1].group != check.group:
            _say(("\n" if done else "") + check.group.capitalize())
        done.append(check)
        _print_check(check)
    counts = _counts(done)
    wrong = {name: counts[name] for name in ("problem", "warning") if counts[name]}
    last = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in wrong.items())
    _say(f"\n{len(done)} checks: {last or 'all is well'}")
    return done


def _print_check(check: Check) -> None:
    word = check.state.value
    lines = _wrapped(f"{check.name}: {check.message}")
    _say(f"  {word:<9}{lines[0]}", word)
    for line in lines[1:] + (_wrapped(check.advice) if check.advice else []):
        _say(_INDENT + line)
    if check.command:
        # Never broken: it is there to be copied.
        _say(f"{_INDENT}  {check.command}")


def _wrapped(text: str) -> list[str]:
    """Return text as lines that fit the terminal; one line where the output is no terminal."""
    if not sys.stdout.isatty():
        return [text]
    width = max(40, shutil.get_terminal_size().columns) - len(_INDENT)
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _say(line: str, word: str = "") -> None:
    """Print a line; what standard output has no character for is shown by its number."""
    from rich.console import Console
    from rich.text import Text

    encoding = sys.stdout.encoding or "ascii"
    text = Text(line.encode(encoding, "backslashreplace").decode(encoding))
    if word in _COLOURS:
        text.stylize(_COLOURS[word], 2, 2 + len(word))
    Console(highlight=False).print(text, soft_wrap=True)


def _counts(checks: Iterable[Check]) -> dict[str, int]:
    from casesafe.scan.check import State

    counts = Counter(c.state for c in checks)
    return {s.value: counts[s] for s in State}
