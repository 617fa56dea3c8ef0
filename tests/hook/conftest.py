"""Real git repositories, and the hook run in them: in this process, or as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from casesafe.cli.main import main

CLEAN = "The session went well. We spoke about sleep and work.\n"


@dataclass(frozen=True)
class Run:
    """What a run gave: status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it wrote."""
        return self.out + self.err

    @property
    def last(self) -> str:
        """The last line of standard output."""
        return self.out.rstrip("\n").rpartition("\n")[2]


class Repo:
    """A repository, and short words for what the tests do with it."""

    def __init__(self, root: Path, settings: str = "no_model = true\n") -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.write("casesafe.toml", settings)

    def run(self, *command: str, folder: Path | None = None, check: bool = False) -> Run:
        """Run a program in the repository; its output may hold any bytes."""
        done = subprocess.run(command, cwd=folder or self.root, check=False, capture_output=True)
        run = Run(done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr))
        assert not check or run.status == 0, run
        return run

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed; return what it printed, without the last line end."""
        return self.run("git", *arguments, check=True).out.removesuffix("\n")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file, without changing line ends."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def stage(self, name: str, content: str | bytes) -> None:
        """Write a file and stage it."""
        self.write(name, content)
        self.git("add", "--", name)

    def commit(self, name: str = "", content: str | bytes = "") -> str:
        """Stage a file, commit all that is staged without hooks, and return the commit's id."""
        if name:
            self.stage(name, content)
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "a change")
        return self.git("rev-parse", "HEAD")

    def state(self) -> dict[str, tuple[int, bytes]]:
        """Return time and content of the index and of every file of the work tree."""
        files = [p for p in self.root.rglob("*") if ".git" not in p.relative_to(self.root).parts]
        files = [*sorted(files), self.root / ".git" / "index"]
        return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in files if p.is_file()}


Hook = Callable[..., Run]


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shut out the user's git, the hook that the tests may run in, and the user's cache and keys."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "PRE_COMMIT", "CASESAFE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test Keeper")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "keeper@example.org")
    monkeypatch.setenv("CASESAFE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("CASESAFE_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture
def make_repo(tmp_path: Path) -> Callable[..., Repo]:
    """A function that makes an empty repository of a name, with a settings file."""
    return lambda name="repo", **options: Repo(tmp_path / name, **options)


@pytest.fixture
def repo(make_repo: Callable[..., Repo]) -> Repo:
    """A repository with one commit: its settings (the rules alone) and a clean note."""
    made = make_repo()
    made.git("add", ".")
    made.commit("old.md", CLEAN)
    return made


@pytest.fixture
def casesafe(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Hook:
    """A function that runs `casesafe ARGS...` in this process, in a folder of the repository."""

    def run(*arguments: str | Path, folder: Path | None = None) -> Run:
        monkeypatch.chdir(folder or repo.root)
        monkeypatch.setattr(sys, "argv", ["casesafe", *map(str, arguments)])
        capfd.readouterr()
        status = 0
        try:
            main()
        except SystemExit as done:
            status = int(done.code or 0)
        return Run(status, *capfd.readouterr())

    return run


@pytest.fixture
def hook(casesafe: Hook) -> Hook:
    """A function that runs `casesafe hook --staged`, or with other arguments."""
    return lambda *arguments, **options: casesafe("hook", *(arguments or ("--staged",)), **options)


@pytest.fixture
def casesafe_in_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `casesafe` found by the hooks that git starts, as in a shell of this environment."""
    folder = Path(sys.executable).parent
    if shutil.which("casesafe", path=str(folder)) is None:
        pytest.skip("casesafe is not installed as a program beside this Python")
    monkeypatch.setenv("PATH", str(folder) + os.pathsep + os.environ["PATH"])
