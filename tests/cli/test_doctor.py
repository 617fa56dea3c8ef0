"""`casesafe doctor`: exit status, words, JSON, and nothing of what it finds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from casesafe.cli.doctor import doctor
from casesafe.cli.setup import WrongUse

app = typer.Typer()
app.command()(doctor)

_STATES = {"ok", "info", "warning", "problem"}


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, and homes of every program that is looked at, all empty."""
    for name in (
        "PRE_COMMIT_HOME",
        "PREK_HOME",
        "XDG_CACHE_HOME",
        "CASESAFE_CACHE_DIR",
        "CASESAFE_CONFIG_DIR",
    ):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.delenv("CASESAFE_BASELINE_KEY", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def _plant(homes: Path) -> None:
    (homes / "PRE_COMMIT_HOME").mkdir()
    patch = homes / "PRE_COMMIT_HOME" / "patch1700000000-7"
    patch.write_text("diff --git a/Okafor.md b/Okafor.md\n+Client: Marisol Vega\n")


def test_all_is_well(homes: Path) -> None:
    """Status 0, a line a check under headings, and the last line says so."""
    status, out = _run()
    lines = out.splitlines()
    assert status == 0, out
    assert lines[-1].endswith(" checks: all is well")
    headings = [line for line in lines if line and not line.startswith(" ")][:-1]
    assert headings == [
        "Installed", "Rules", "Settings", "Model", "Keys", "Repository", "Leftovers", "Terminal",
    ]  # fmt: skip
    words = [line.split()[0] for line in lines if line.startswith("  ")]
    assert set(words) <= {"ok", "info"}


def test_leftovers_end_with_1(homes: Path) -> None:
    """The word, what to do and what to type; no name and no text of the patch."""
    _plant(homes)
    status, out = _run()
    assert status == 1
    assert "  problem  pre-commit patches: 1 file in " in out
    assert "git apply" in out
    assert str(homes / "PRE_COMMIT_HOME") in out
    assert out.splitlines()[-1].endswith("1 problem")
    assert "Vega" not in out
    assert "Okafor" not in out


def test_a_warning_ends_with_1_too(homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not all is well: a hook that is configured and not installed."""
    subprocess.run(["git", "init", "--quiet"], check=True)
    Path(".pre-commit-config.yaml").write_text("repos: [{repo: x, hooks: [{id: casesafe}]}]\n")
    status, out = _run()
    assert status == 1
    assert out.splitlines()[-1].endswith("1 warning")
    assert "             pre-commit install" in out.splitlines()


def test_json_says_the_same(homes: Path) -> None:
    """Every check with its six fields; the counts add up."""
    _plant(homes)
    status, out = _run("--format", "json")
    document = json.loads(out)
    assert status == 1
    assert document["command"] == "doctor"
    assert document["well"] is False
    checks = document["checks"]
    assert {c["state"] for c in checks} <= _STATES
    assert sum(document["counts"].values()) == len(checks)
    assert document["counts"]["problem"] == 1
    (leftover,) = (c for c in checks if c["state"] == "problem")
    assert leftover.keys() == {"group", "name", "state", "message", "advice", "command"}
    assert leftover["name"] == "pre-commit patches"
    assert "Vega" not in out


def test_one_check_that_fails_stops_no_other(homes: Path) -> None:
    """A cache folder that is a file, a baseline that is none: the rest is checked."""
    (homes / "CASESAFE_CACHE_DIR").write_text("Vega")
    (homes / "work" / ".casesafe-baseline.json").write_text("Vega")
    status, out = _run("--format", "json")
    document = json.loads(out)
    assert status == 1
    assert document["checks"][-1]["group"] == "terminal"
    assert [c["name"] for c in document["checks"] if c["state"] == "problem"] == ["baseline"]
    assert "Vega" not in out


def test_the_cache_can_be_emptied(homes: Path) -> None:
    """--forget says what it did."""
    assert _run("--forget")[1].count("there was nothing to forget") == 1


def test_wrong_use_is_told(homes: Path) -> None:
    """An unknown option ends with 2; a format of other commands is refused."""
    assert _run("--nonsense")[0] == 2
    refused = CliRunner().invoke(app, ("--format", "sarif"))
    assert isinstance(refused.exception, WrongUse)
    assert refused.output == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the encoding is that of the environment")
def test_a_poor_terminal_is_a_warning_and_no_crash(homes: Path) -> None:
    """Standard output in ASCII: a path of other letters is shown by their numbers."""
    place = homes / "caf\u00e9"
    place.mkdir()
    code = "import typer; from casesafe.cli.doctor import doctor; typer.run(doctor)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=place,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"  warning  standard output: ascii" in done.stdout
    assert b"caf\\xe9" in done.stdout
    assert done.stderr == b""
