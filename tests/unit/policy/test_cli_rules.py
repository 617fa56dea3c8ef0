"""`casesafe rules`, as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from casesafe.cli.rules import app
from casesafe.policy import builtin_names, load_policy, parse_policy

run = CliRunner().invoke


def test_list_names_every_built_in_policy() -> None:
    """One line each, with its description."""
    result = run(app, ["list"])
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(builtin_names())


@pytest.mark.parametrize("name", builtin_names())
def test_show_gives_a_policy_that_loads_back(name: str) -> None:
    """What `show` prints is the whole policy."""
    result = run(app, ["show", name])
    assert result.exit_code == 0
    assert parse_policy(result.stdout) == load_policy(name)


def test_show_gives_json_too() -> None:
    """`--format json` prints the same content."""
    result = run(app, ["show", "flag-only", "--format", "json"])
    shown = json.loads(result.stdout)
    assert shown["rules"]["PERSON"] == "flag"
    assert parse_policy(result.stdout) == load_policy("flag-only")


def test_check_names_the_open_paragraphs(tmp_path: Path) -> None:
    """A valid policy exits with 0, covered or not."""
    site = tmp_path / "site.yaml"
    site.write_text("extends: hipaa-safe-harbor\nrules: {DATE: keep}\n")
    result = run(app, ["check", str(site)])
    assert result.exit_code == 0
    assert "(C) dates: DATE: keep" in result.stdout
    assert "(A)" not in result.stdout


def test_check_says_what_stays_beside_the_rules(tmp_path: Path) -> None:
    """Phrases that are allowed and clinicians' names are told as notes."""
    site = tmp_path / "site.yaml"
    site.write_text("extends: hipaa-limited-data-set\nallow: [Hollow Oak]\n")
    result = run(app, ["check", str(site)])
    assert "PERSON (clinician): flag" in result.stdout
    assert "(allow): 1" in result.stdout
    assert "Hollow Oak" not in result.stdout


def test_schema_is_json() -> None:
    """`schema` prints a JSON schema."""
    assert json.loads(run(app, ["schema"]).stdout)["type"] == "object"


@pytest.mark.parametrize("command", ["show", "check"])
def test_bad_policy_exits_with_2(tmp_path: Path, command: str) -> None:
    """The error is told on standard error with file, line and key, and nothing on output."""
    site = tmp_path / "site.yaml"
    site.write_text("extends: hipaa-safe-harbor\nrules:\n  PERSON: {action: redcat}\n")
    result = run(app, [command, str(site)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{site}:3: rules.PERSON.action: " in result.stderr
    assert "keep, flag, redact" in result.stderr
    assert "redcat" not in result.stderr


@pytest.mark.parametrize("name", ["nope", "nope.yaml", ".", ""])
def test_missing_policy_exits_with_2(name: str) -> None:
    """A name or file that does not exist is wrong use."""
    result = run(app, ["check", name])
    assert result.exit_code == 2
    assert result.stderr.startswith("casesafe: ")
