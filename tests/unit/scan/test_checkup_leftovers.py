"""Patches of pre-commit and prek, and temporary files, are found; nothing of them is shown."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casesafe.scan.check import Check, State
from casesafe.scan.checkup_leftovers import (
    Stash,
    names_a_note,
    patches,
    pre_commit_stash,
    prek_stash,
    size,
    temporary_files,
)

_PATCH = """\
diff --git a/{name} b/{name}
index 1111111..2222222 100644
--- a/{name}
+++ b/{name}
@@ -1 +1 @@
-Client: Marisol Vega
+Client: Marisol Vega, seen twice
"""


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Stash, Stash]:
    """The stashes of pre-commit and prek in empty homes."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pc"))
    monkeypatch.setenv("PREK_HOME", str(tmp_path / "prek"))
    pre_commit, prek = pre_commit_stash(), prek_stash()
    pre_commit.folder.mkdir()
    prek.folder.mkdir(parents=True)
    return pre_commit, prek


def _patch(path: Path, name: str) -> None:
    path.write_text(_PATCH.format(name=name), encoding="utf-8")


def _one(stash: Stash) -> Check:
    (check,) = patches(stash)
    return check


def test_patches_are_counted_and_never_shown(homes: tuple[Stash, Stash]) -> None:
    """Number, size, age, how many are of notes; no name of a file in them and no content."""
    for stash, files in zip(
        homes,
        (("patch1700000000-41", "patch1700000001-42"), ("1700000000000-1.patch", "2-2.patch")),
        strict=True,
    ):
        _patch(stash.folder / files[0], "Okafor/intake.md")
        _patch(stash.folder / files[1], "setup.cfg")
        old = time.time() - 3.5 * 86_400
        os.utime(stash.folder / files[0], (old, old))
        check = _one(stash)
        assert check.state is State.PROBLEM
        assert check.message.startswith(f"2 files in {stash.folder}, ")
        assert "the oldest 3 days old; 1 of them changes files" in check.message
        assert "Vega" not in str(check)
        assert "Okafor" not in str(check)


def test_what_is_no_patch_is_left_alone(homes: tuple[Stash, Stash]) -> None:
    """The programs' own files, folders and links are no leftovers; nor is a folder that is missing."""
    pre_commit, prek = homes
    (pre_commit.folder / "db.db").touch()
    (pre_commit.folder / "pre-commit.log").touch()
    (pre_commit.folder / "patch1700000000-1").mkdir()
    (pre_commit.folder / "patchwork").touch()
    (pre_commit.folder / "patch17-2").symlink_to(pre_commit.folder / "db.db")
    prek.folder.rmdir()
    assert [_one(s).state for s in homes] == [State.OK, State.OK]


@pytest.mark.skipif(sys.platform == "win32", reason="the command is one of a POSIX shell")
def test_the_command_deletes_the_patches_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed can be typed, also where the folder's name holds a space."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "a home"))
    monkeypatch.delenv("PREK_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for stash, name in ((pre_commit_stash(), "patch17-2"), (prek_stash(), "17-2.patch")):
        stash.folder.mkdir(parents=True)
        _patch(stash.folder / name, "a.txt")
        (stash.folder / "db.db").touch()
        subprocess.run(["sh", "-c", _one(stash).command], check=True)
        assert [p.name for p in stash.folder.iterdir()] == ["db.db"]
        assert _one(stash).state is State.OK


@pytest.mark.parametrize(
    ("name", "is_note"),
    [
        ("notes/a.txt", True),
        ("A.MD", True),
        ("Jos\\303\\251.md", True),
        ("with space.docx", True),
        ("setup.cfg", False),
        ("txt", False),
        ("notes.txt/readme", False),
    ],
)
def test_a_patch_is_of_a_note_by_the_names_of_its_files(
    tmp_path: Path, name: str, is_note: bool
) -> None:
    """git quotes some names; lines of the content do not count."""
    patch = tmp_path / "patch1-1"
    quote = '"' if "\\" in name else ""
    patch.write_text(
        f"diff --git {quote}a/{name}{quote} {quote}b/{name}{quote}\n+diff --git a/x.txt b/x.txt\n"
    )
    assert names_a_note(patch) is is_note


def test_a_real_run_of_pre_commit_leaves_what_is_found(
    homes: tuple[Stash, Stash], tmp_path: Path
) -> None:
    """pre-commit itself, with one change that is staged and one that is not."""
    pytest.importorskip("pre_commit")
    root = tmp_path / "repository"
    root.mkdir()

    def run(*command: str) -> None:
        subprocess.run(command, cwd=root, check=True, capture_output=True)

    run("git", "init", "--quiet")
    (root / ".pre-commit-config.yaml").write_text(
        "repos: [{repo: local, hooks: [{id: x, name: x, entry: git version, language: system}]}]\n"
    )
    (root / "note.md").write_text("First.\n")
    run("git", "add", ".")
    (root / "note.md").write_text("First. Second.\n")
    assert _one(homes[0]).state is State.OK
    run(sys.executable, "-m", "pre_commit", "run")
    check = _one(homes[0])
    assert check.state is State.PROBLEM
    assert "1 file in" in check.message
    assert "1 of them changes files" in check.message


def test_temporary_files_of_a_killed_run_are_counted(tmp_path: Path) -> None:
    """In subfolders too; a baseline, and what lies in .git, are none."""
    (tmp_path / ".casesafe-baseline.json").touch()
    for folder in ("Okafor/.casesafe-partial", ".git"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / ".git" / ".casesafe-abcd_123").touch()
    (clean,) = temporary_files(tmp_path)
    assert clean.state is State.OK
    (tmp_path / ".casesafe-abcd_123").touch()
    (tmp_path / "Okafor" / ".casesafe-partial" / ".casesafe-abcdefgh").touch()
    (check,) = temporary_files(tmp_path)
    assert check.state is State.PROBLEM
    assert check.message.startswith("2 files below")
    assert "Okafor" not in str(check)
    if sys.platform != "win32":
        subprocess.run(["sh", "-c", check.command], check=True)
        assert (tmp_path / ".casesafe-baseline.json").exists()
        assert not (tmp_path / ".casesafe-abcd_123").exists()


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "1 byte"), (999, "999 bytes"), (3140, "3.1 KB"), (2_000_000, "2.0 MB")],
)
def test_sizes_are_for_people(count: int, shown: str) -> None:
    """Bytes, kilobytes, megabytes."""
    assert size(count) == shown
