"""The entry point `casesafe`: commands, exit status, and the only catch-all."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from casesafe import __version__
from casesafe.cli import baseline, rules
from casesafe.cli.doctor import doctor
from casesafe.cli.evaluate import evaluate
from casesafe.cli.hook import hook
from casesafe.cli.options import CLEAN, INCOMPLETE, WRONG_USE, Interrupted, WrongUse
from casesafe.cli.scan import redact, scan
from casesafe.errors import (
    BaselineError,
    CasesafeError,
    KeyUnavailableError,
    PolicyError,
    RosterError,
    SettingsError,
)

#: What the user has to mend before anything is read; exit status 2.
_WRONG_USE = (
    WrongUse, PolicyError, RosterError, SettingsError, BaselineError, KeyUnavailableError,
)  # fmt: skip


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
for command in (scan, redact, hook, evaluate, doctor):
    app.command()(command)
app.add_typer(rules.app, name="rules")
app.add_typer(baseline.app, name="baseline")

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


def main() -> None:
    """Run the command line; every expected error ends in one line on standard error."""
    status = CLEAN
    try:
        app()
        return
    except _WRONG_USE as error:
        message, status = str(error), WRONG_USE
    except CasesafeError as error:
        message, status = str(error), INCOMPLETE
    except Exception as error:  # the text of an unexpected error may hold note text
        message, status = f"unexpected {type(error).__name__}", INCOMPLETE
    print(f"casesafe: {message}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
