"""What the hook makes of a baseline: its key, its reach, and that it hides nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Hook, Repo, Run

NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
NAME = ".casesafe-baseline.json"
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes of files")


@pytest.fixture
def create(repo: Repo, casesafe: Hook) -> Hook:
    """A function that accepts what is found in files, and stages the baseline."""

    def run(*arguments: str) -> Run:
        new = () if (repo.root / NAME).exists() else ("--new-key",)
        done = casesafe("baseline", "create", "--reason", "an invented example", *new, *arguments)
        assert done.status == 0, done
        repo.git("add", NAME)
        return done

    return run


def key_file(tmp_path: Path) -> Path:
    """Return the one key file there is."""
    (path,) = (tmp_path / "config" / "baseline-keys").iterdir()
    return path


def test_what_is_accepted_passes_and_is_told(repo: Repo, hook: Hook, create: Hook) -> None:
    """As a number in the text, each with its place and the reason in the JSON."""
    repo.stage("note.md", NAMED)
    create()
    run = hook()
    assert run.status == 0
    assert "0 findings, 2 more accepted" in run.out
    files = json.loads(hook("--staged", "--format", "json").out)["files"]
    (file,) = [f for f in files if f["status"] == "scanned"]
    assert [(e["line"], e["column"]) for e in file["excused"]] == [(1, 9), (1, 37)]
    assert {(e["by"], e["reason"]) for e in file["excused"]} == {
        ("baseline", "an invented example")
    }


def test_a_new_identifier_on_an_accepted_line_is_found(
    repo: Repo, hook: Hook, create: Hook
) -> None:
    """The value is accepted, not the line."""
    repo.stage("note.md", NAMED)
    create()
    repo.stage("note.md", NAMED.rstrip("\n") + ", fax 413-555-0199\n")
    run = hook()
    assert run.status == 1
    assert [x.split(" ")[0] for x in run.out.split("\n") if "redact (contact" in x] == [
        "note.md:1:55:"
    ]


def test_accepted_in_one_file_hides_nothing_in_another(
    repo: Repo, hook: Hook, create: Hook
) -> None:
    """Hope of the vignette is fiction, Hope of the note is a client."""
    repo.stage("vignette.md", "Client: Hope Briggs\n")
    create()
    repo.stage("note.md", "Client: Hope Briggs\n")
    run = hook()
    assert run.status == 1
    assert {x.split(":")[0] for x in run.out.split("\n") if "PERSON label" in x} == {"note.md"}


def test_a_value_of_scope_repo_is_accepted_in_every_file(
    repo: Repo, hook: Hook, create: Hook
) -> None:
    """As that type, and no other value with it."""
    repo.stage("readme.md", "Call us: 413-555-0138\n")
    create("--scope", "repo", "readme.md")
    repo.stage("other.md", "Call us: (413) 555 0138\n")
    assert hook().status == 0
    repo.stage("other.md", "Call us: (413) 555 0139\n")
    assert hook().status == 1


def test_a_missing_key_is_status_2_and_says_what_to_do(
    repo: Repo, hook: Hook, create: Hook, tmp_path: Path
) -> None:
    """Nothing counts as accepted, and nothing as clean; with names of files, too."""
    repo.stage("note.md", NAMED)
    create()
    key_file(tmp_path).unlink()
    for arguments in (("--staged",), ("--", "note.md")):
        run = hook(*arguments)
        assert (run.status, run.out) == (2, "")
        assert "is not on this machine" in run.err
        assert "CASESAFE_BASELINE_KEY" in run.err


def test_a_key_in_the_environment_serves(
    repo: Repo, hook: Hook, create: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in CI; another one is refused, and so is what is no key."""
    repo.stage("note.md", NAMED)
    create()
    key = key_file(tmp_path).read_text("ascii").strip()
    key_file(tmp_path).unlink()
    monkeypatch.setenv("CASESAFE_BASELINE_KEY", key)
    assert hook().status == 0
    for wrong, said in (("ab" * 32, "was made with the key"), ("secret", "is no key")):
        monkeypatch.setenv("CASESAFE_BASELINE_KEY", wrong)
        run = hook()
        assert (run.status, run.out) == (2, "")
        assert said in run.err
        assert wrong not in run.err.replace("CASESAFE", "")


@POSIX
@pytest.mark.parametrize("mode", [0o644, 0o620], ids=oct)
def test_a_key_file_that_others_can_use_is_refused(
    repo: Repo, hook: Hook, create: Hook, tmp_path: Path, mode: int
) -> None:
    """With the command that mends it."""
    repo.stage("note.md", NAMED)
    create()
    key_file(tmp_path).chmod(mode)
    run = hook()
    assert run.status == 2
    assert f"chmod 600 '{key_file(tmp_path)}'" in run.err


def test_a_key_file_with_another_key_is_refused(
    repo: Repo, hook: Hook, create: Hook, tmp_path: Path
) -> None:
    """Its name says which key it should be."""
    repo.stage("note.md", NAMED)
    create()
    key_file(tmp_path).write_text("cd" * 32 + "\n", encoding="ascii")
    run = hook()
    assert run.status == 2
    assert "holds another key" in run.err


def test_the_key_is_never_printed_nor_in_the_repository(
    repo: Repo, casesafe: Hook, hook: Hook, create: Hook, tmp_path: Path
) -> None:
    """Neither when it is made, nor in a report, nor in an error."""
    repo.stage("note.md", NAMED)
    said = create().said
    key = key_file(tmp_path).read_text("ascii").strip()
    said += hook().said + casesafe("baseline", "audit").said
    key_file(tmp_path).chmod(0o644)
    said += hook().said
    assert key not in said
    repo.commit()
    for path in repo.root.rglob("*"):
        assert not path.is_file() or key.encode() not in path.read_bytes()


def test_keys_inside_the_repository_are_refused(
    repo: Repo, casesafe: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would be committed."""
    monkeypatch.setenv("CASESAFE_CONFIG_DIR", str(repo.root / "config"))
    run = casesafe("baseline", "create", "--new-key")
    assert run.status == 2
    assert "inside the repository" in run.err
    assert not (repo.root / "config").exists()


def test_the_file_holds_no_value_no_line_and_no_time(repo: Repo, create: Hook) -> None:
    """Path, type, digest and reason alone; a name in the path is replaced."""
    repo.stage("Okafor_Intake.md", NAMED)
    create()
    text = (repo.root / NAME).read_text("utf-8")
    entries = [e for e in json.loads(text)["entries"] if e]
    assert {tuple(e) for e in entries} == {("path", "type", "digest", "reason")}
    assert len(entries) == 3
    for word in ("Okafor", "Odalys", "Ferreira", "413"):
        assert word not in text


def test_audit_lists_and_prune_drops_what_stands_nowhere(
    repo: Repo, casesafe: Hook, create: Hook
) -> None:
    """What was taken out of the note needs no acceptance any more."""
    repo.stage("note.md", NAMED)
    create()
    assert casesafe("baseline", "audit").status == 0
    repo.stage("note.md", "Client: Odalys Ferreira-Bunt\n")
    audited = casesafe("baseline", "audit")
    assert audited.status == 1
    assert "PHONE_NUMBER (an invented example): nowhere any more" in audited.out
    assert "PERSON (an invented example): note.md:1:9" in audited.out
    assert casesafe("baseline", "prune").out == f"{NAME}: 1 taken out, 1 left.\n"
    assert casesafe("baseline", "audit").status == 0


def test_a_conflict_in_the_baseline_is_status_2_and_names_the_line(
    repo: Repo, hook: Hook, create: Hook
) -> None:
    """Two branches that accept at the same place; merged by hand it serves again."""
    repo.stage("note.md", NAMED)
    create()
    repo.commit()
    for branch, name in (("a", "b1.md"), ("b", "b2.md")):
        repo.git("checkout", "-q", "-b", branch, "main")
        repo.stage(name, f"Client: Calloway Briggs-Ito {name}\n")
        create()
        repo.commit()
    assert repo.run("git", "merge", "-q", "a").status == 1
    text = (repo.root / NAME).read_text("utf-8")
    repo.git("add", NAME)  # as it is, markers and all
    run = hook()
    assert run.status == 2
    assert run.err.startswith(f"casesafe: {repo.root / NAME}:")
    kept = [x for x in text.split("\n") if not x.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    repo.stage(NAME, "\n".join(kept))
    assert hook().status == 0


def test_redact_knows_no_baseline(repo: Repo, casesafe: Hook, create: Hook) -> None:
    """What is accepted in the repository is no less a name in what is shared."""
    repo.stage("note.md", NAMED)
    create()
    run = casesafe("redact", "note.md")
    assert run.status == 0
    assert "Ferreira" not in run.out
    assert "0138" not in run.out
