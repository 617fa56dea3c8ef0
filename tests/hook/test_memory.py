"""What the hook remembers of earlier runs, and what makes it look again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Hook, Repo

NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
CLEAN = "We spoke about sleep and work.\n"
HEAVY = {"spacy", "presidio_analyzer", "presidio_anonymizer", "numpy", "onnxruntime", "pydantic"}
REMEMBERED = "unchanged since an earlier run"


def imported(run: subprocess.CompletedProcess[bytes]) -> set[str]:
    """Return the top packages that `python -X importtime` named."""
    lines = run.stderr.decode("utf-8", "replace").split("\n")
    return {
        x.rpartition("|")[2].strip().split(".")[0] for x in lines if x.startswith("import time")
    }


def timed(repo: Repo, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run casesafe in a process that names what it imports."""
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "casesafe", *arguments],
        cwd=repo.root,
        check=False,
        capture_output=True,
    )


@pytest.mark.parametrize(
    "arguments",
    [("--staged",), ("--", "note.md"), ("--commit-message", "note.md")],
    ids=["staged", "named", "message"],
)
def test_a_second_run_on_an_unchanged_tree_loads_nothing_heavy(
    repo: Repo, hook: Hook, arguments: tuple[str, ...]
) -> None:
    """The status is the same. A settings file is what pydantic checks, and needs it each time."""
    repo.stage("note.md", CLEAN)
    first = hook(*arguments)
    second = timed(repo, "hook", *arguments)
    assert (first.status, second.returncode) == (0, 0)
    assert imported(second) & (HEAVY | {"typer", "rich", "click"}) == {"pydantic"}
    assert REMEMBERED.encode() in second.stdout


def test_with_the_shipped_model_and_no_settings_not_even_pydantic_is_loaded(
    repo: Repo, hook: Hook
) -> None:
    """The first run reads with the model, the second with nothing."""
    repo.git("rm", "-q", "casesafe.toml")
    repo.stage("note.md", CLEAN)
    first = hook()
    assert first.status == 0
    assert "rules alone" not in first.out
    second = timed(repo, "hook", "--staged")
    assert second.returncode == 0
    assert imported(second) & (HEAVY | {"typer", "rich", "click"}) == set()


@pytest.mark.parametrize(
    ("content", "status"),
    [(NAMED, 1), (CLEAN + "We met on 3/14/2021.\n", 1), ("\0", 3)],
    ids=["names", "date", "unreadable"],
)
def test_a_second_run_gives_the_same_status_and_findings(
    repo: Repo, hook: Hook, content: str, status: int
) -> None:
    """A file with findings is remembered, too; one that cannot be read fails each time."""
    repo.stage("note.md", content)
    first, second = hook(), hook()
    assert (first.status, second.status) == (status, status)
    found = [x for x in first.out.split("\n") if x.startswith("note.md")]
    assert [x for x in second.out.split("\n") if x.startswith("note.md")] == found
    assert first.err == second.err


def test_findings_that_are_remembered_need_no_model(repo: Repo, hook: Hook) -> None:
    """The report of a known file needs the policy and the rules of the run, not the libraries."""
    repo.stage("note.md", NAMED)
    hook()
    second = timed(repo, "hook", "--staged")
    assert second.returncode == 1
    assert imported(second) & (HEAVY - {"pydantic"}) == set()


SITE = "extends: peer-consultation\nrules: {PHONE_NUMBER: {action: keep}}\n"
ROSTER = "- {type: PERSON, value: Quillon Zanders, role: client}\n"


@pytest.mark.parametrize(
    ("settings", "files", "known"),
    [
        ("no_model = true", {}, True),
        ("no_model = true\nworkers = 1", {}, True),
        ('no_model = true\npolicy = "hipaa-safe-harbor"', {}, False),
        ('no_model = true\npolicy = "site.yaml"', {"site.yaml": SITE}, False),
        ('no_model = true\nroster = "roster.yaml"', {"roster.yaml": ROSTER}, False),
        ('no_model = true\nencoding = "cp1252"', {}, False),
        ("no_model = true\nreference_date = 1999-01-01", {}, False),
        ("", {}, False),
    ],
    ids=["same", "workers", "policy", "site-policy", "roster", "encoding", "year", "model"],
)
def test_what_decides_the_result_makes_it_look_again(
    repo: Repo, hook: Hook, settings: str, files: dict[str, str], known: bool
) -> None:
    """Other settings that change nothing do not."""
    repo.stage("note.md", CLEAN)
    assert hook().status == 0
    for name, content in files.items():
        repo.write(name, content)
    repo.write("casesafe.toml", settings + "\n")
    assert (REMEMBERED in hook().out) is known


def test_a_changed_policy_or_roster_file_makes_it_look_again(repo: Repo, hook: Hook) -> None:
    """Its content counts, not its name."""
    repo.write("site.yaml", "extends: peer-consultation\n")
    repo.write("roster.yaml", "[]\n")
    repo.write("casesafe.toml", 'no_model = true\npolicy = "site.yaml"\nroster = "roster.yaml"\n')
    repo.stage("note.md", "This was about quillon zanders, 413-555-0138.\n")
    assert hook().status == 1
    repo.write("site.yaml", SITE)
    assert hook().status == 0
    assert REMEMBERED in hook().out
    repo.write("roster.yaml", ROSTER)
    run = hook()
    assert run.status == 1
    assert "(roster/" in run.out


def test_a_file_at_another_path_is_looked_at_again(repo: Repo, hook: Hook) -> None:
    """Its name counts for what is in it."""
    repo.stage("note.md", CLEAN)
    hook()
    repo.git("mv", "note.md", "other.md")
    assert REMEMBERED not in hook().out
    assert REMEMBERED in hook().out


def test_a_changed_baseline_counts_at_once(repo: Repo, casesafe: Hook, hook: Hook) -> None:
    """Without looking again: what was found is remembered, not whether it is accepted."""
    repo.stage("note.md", NAMED)
    assert hook().status == 1
    casesafe("baseline", "create", "--new-key", "--reason", "an invented example")
    assert hook().status == 1  # as long as it is not staged
    repo.git("add", ".casesafe-baseline.json")
    accepted = hook()
    assert accepted.status == 0
    assert REMEMBERED in accepted.out
    repo.git("rm", "-q", "--cached", ".casesafe-baseline.json")
    assert hook().status == 1


def test_what_is_remembered_holds_neither_text_nor_path(
    repo: Repo, hook: Hook, tmp_path: Path
) -> None:
    """Nor does the repository hold anything of it."""
    repo.stage("Okafor_Intake.md", NAMED)
    before = repo.git("status", "--porcelain", "--ignored")
    hook()
    assert repo.git("status", "--porcelain", "--ignored") == before
    stored = [p for p in (tmp_path / "cache").rglob("*") if p.is_file()]
    assert stored
    for path in stored:
        for word in (b"Okafor", b"Intake", b"Odalys", b"Ferreira", b"0138"):
            assert word not in path.read_bytes()


def test_a_cache_that_cannot_be_used_costs_time_alone(
    repo: Repo, hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be: the run is a first one each time."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CASESAFE_CACHE_DIR", str(tmp_path / "file"))
    repo.stage("note.md", CLEAN)
    for _ in range(2):
        run = hook()
        assert run.status == 0
        assert REMEMBERED not in run.out
