"""The commands of `casesafe`."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from casesafe import __version__
from casesafe.cli import baseline, rules
from casesafe.cli.doctor import doctor
from casesafe.cli.evaluate import evaluate
from casesafe.cli.hook import hook
from casesafe.cli.scan import redact, scan
from casesafe.cli.setup import cuts_told


class _Group(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """Run a command; Typer itself would end an interrupted one with status 1, "findings"."""
        with cuts_told():
            return super().invoke(ctx)


app = typer.Typer(
    cls=_Group,
    name="casesafe",
    help="Find and redact the identifiers of clients in case notes, on this machine alone.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its boxes break lines of help and of errors in two
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
