"""Real git repositories for the tests of what git is about to commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from casesafe.scan.staged import range_blobs, staged_blobs


class Repo:
    """A repository and short words for what the tests do with it."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str, check: bool = True) -> str:
        """Run git and return what it printed, without the last line end."""
        done = subprocess.run(["git", *arguments], cwd=self.root, check=check, capture_output=True)
        return os.fsdecode(done.stdout).removesuffix("\n")

    def write(self, **files: str) -> None:
        """Write files; `a__b` is `a/b.md`."""
        for name, text in files.items():
            path = self.root / (name.replace("__", "/") + ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def commit(self, **files: str) -> str:
        """Write files, commit all, and return the commit's id."""
        self.write(**files)
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "a change")
        return self.git("rev-parse", "HEAD")

    def staged(self) -> dict[str, bytes | None]:
        """Return what is staged: path to content."""
        return {blob.path: blob.data for blob in staged_blobs(self.root)}

    def added(self, commits: str) -> list[tuple[str, bytes | None]]:
        """Return the paths and contents of a range, sorted."""
        return sorted((blob.path, blob.data) for blob in range_blobs(self.root, commits))


@pytest.fixture
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shut out the user's configuration, and the hook that the tests may run in."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test Keeper")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "keeper@example.org")


@pytest.fixture
def make_repo(own_git: None, tmp_path: Path) -> Callable[..., Repo]:
    """A function that makes an empty repository of a name, with options of `git init`."""
    return lambda name, *options: Repo(tmp_path / name, *options)


@pytest.fixture
def empty(make_repo: Callable[..., Repo]) -> Repo:
    """A repository without a commit."""
    return make_repo("repo")


@pytest.fixture
def repo(empty: Repo) -> Repo:
    """A repository with one commit of `note.md` and `other.md`."""
    empty.commit(note="one\n", other="two\n")
    return empty
