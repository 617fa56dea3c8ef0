"""Options that several commands share, and the guard they make."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casesafe.errors import CasesafeError

if TYPE_CHECKING:
    from casesafe.guard import Guard

#: Exit status: clean, findings, wrong use or policy, something could not be read or scanned.
CLEAN, FOUND, WRONG_USE, INCOMPLETE = 0, 1, 2, 3

Policy = Annotated[
    str,
    typer.Option("--policy", "-p", help="A built-in policy's name or a YAML file."),
]
Roster = Annotated[
    Path | None,
    typer.Option("--roster", "-r", help="YAML file of identifiers that are known."),
]
Model = Annotated[Path | None, typer.Option("--model", help="Folder of another spaCy pipeline.")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Run the rules alone.")]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="Encoding of files that are neither UTF-8 nor UTF-16."),
]
ReferenceDate = Annotated[
    datetime | None,
    typer.Option("--reference-date", formats=["%Y-%m-%d"], help="The day that ages are told from."),
]
FailOnFlags = Annotated[
    bool, typer.Option("--fail-on-flags", help="Flagged findings count for exit status 1 too.")
]
Format = Annotated[str, typer.Option("--format", "-f", help="text or json.")]


class WrongUse(CasesafeError):  # noqa: N818  (an exit, not a fault of the library)
    """The command was used in a way that cannot work; exit status 2."""


def check_format(name: str) -> None:
    """Check an output format.

    Raises:
        WrongUse: unless it is `text` or `json`.
    """
    if name not in ("text", "json"):
        raise WrongUse("--format is text or json")


def check_encoding(name: str | None) -> None:
    """Check that Python knows the encoding.

    Raises:
        WrongUse: if it does not.
    """
    import codecs

    known = True
    try:
        codecs.lookup(name or "utf-8").name.encode()
        b"".decode(name or "utf-8")
    except (LookupError, TypeError):
        known = False
    if not known:
        raise WrongUse("--encoding names no encoding of texts that is known here")


def make_guard(
    policy: str,
    roster: Path | None,
    model: Path | None,
    no_model: bool,
    reference_date: datetime | None,
) -> Guard:
    """Load the guard that the options describe.

    Raises:
        WrongUse: on `--model` beside `--no-model`.
        CasesafeError: as `casesafe.load`.
    """
    from casesafe.guard import SHIPPED, load

    if model is not None and no_model:
        raise WrongUse("--model and --no-model exclude each other")
    day: date | None = reference_date.date() if reference_date else None
    return load(
        policy,
        roster=roster,
        model=None if no_model else (model or SHIPPED),
        reference_date=day,
    )
