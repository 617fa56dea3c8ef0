"""`casesafe rules`: what the policies are, and what a policy covers."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from casesafe.errors import PolicyError

if TYPE_CHECKING:
    from casesafe.policy import Policy

app = typer.Typer(no_args_is_help=True, help="List, show and check policies.")
T = TypeVar("T")

#: Exit status of wrong use or a bad policy.
WRONG_USE = 2
_SAFE_HARBOR = "Safe Harbor, 45 CFR 164.514(b)(2)(i)"


class Format(StrEnum):
    """How a policy is shown."""

    YAML = "yaml"
    JSON = "json"


_Name = Annotated[
    str, typer.Argument(metavar="NAME|PATH", help="A built-in policy's name, or a YAML file.")
]
_Format = Annotated[Format, typer.Option("--format", help="How to show it.")]


@app.command("list")
def list_policies() -> None:
    """List the built-in policies."""
    from casesafe.policy import builtin_names, load_policy

    names = builtin_names()
    width = max(map(len, names))
    for name in names:
        typer.echo(f"{name:<{width}}  {_or_exit(load_policy, name).description}")


@app.command()
def show(policy: _Name, form: _Format = Format.YAML) -> None:
    """Show a policy whole, with everything it extends and every default."""
    from casesafe.policy import dump, load_policy
    from casesafe.policy.write import as_data

    loaded = _or_exit(load_policy, policy)
    if form is Format.JSON:
        typer.echo(json.dumps(as_data(loaded), indent=2, ensure_ascii=False))
    else:
        typer.echo(dump(loaded), nl=False)


@app.command()
def check(policy: _Name) -> None:
    """Check a policy, and say which Safe Harbor paragraphs it does not cover."""
    from casesafe.policy import load_policy

    loaded = _or_exit(load_policy, policy)
    typer.echo(f"{loaded.name}: a valid policy, digest {loaded.digest[:16]}")
    for line in _coverage_lines(loaded):
        typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON schema of a policy file."""
    from casesafe.policy import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))


def _or_exit(load: Callable[[str], T], name: str) -> T:
    """What `load` returns; a bad policy is told on standard error and exits with 2."""
    try:
        return load(name)
    except PolicyError as error:
        message = str(error)
    typer.echo(f"casesafe: {message}", err=True)
    raise typer.Exit(WRONG_USE)


def _coverage_lines(policy: Policy) -> list[str]:
    """What to print about Safe Harbor, 45 CFR 164.514(b)(2)(i)."""
    from casesafe.policy import safe_harbor_coverage

    paragraphs = safe_harbor_coverage(policy)
    lines = [
        f"({p.category.value}) {p.category.name.lower().replace('_', ' ')}: " + ", ".join(p.gaps)
        for p in paragraphs
        if not p.covered
    ]
    if not lines:
        lines = [f"{_SAFE_HARBOR}: the rules cover every paragraph that concerns text"]
    else:
        lines.insert(0, f"{_SAFE_HARBOR}: the rules do not cover")
    lines += [
        f"note: {n}: outside the people that Safe Harbor names" for p in paragraphs for n in p.notes
    ]
    if policy.unsure == "flag":
        lines.append("note: what is found with less certainty is only flagged (unsure: flag)")
    if policy.allow:
        lines.append(f"note: phrases that always stay (allow): {len(policy.allow)}")
    return lines
