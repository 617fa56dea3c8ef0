"""Real runs of `casesafe` over folders of notes: whole processes, killed and started again."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from casesafe.scan.files import PARTIAL

#: Long enough for any machine; nothing waits for so long unless it has failed.
PATIENCE_S = 120
#: Linux: drop a capability for good, and the two that let root read what it has no right to.
_PR_CAPBSET_DROP, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2
_NO_RIGHTS = 77
_UNCHANGED = re.compile(r"; (\d+) files? unchanged since an earlier run")


@dataclass(frozen=True)
class Done:
    """What a finished run gave."""

    status: int
    out: str
    err: str

    @property
    def unchanged(self) -> int:
        """How many files were remembered from an earlier run."""
        said = _UNCHANGED.search(self.out)
        return int(said[1]) if said else 0

    @property
    def report(self) -> str:
        """The report without what is said of an earlier run."""
        return _UNCHANGED.sub("", self.out)


class Runs:
    """Starts casesafe with the rules alone, on a fixed day, and looks at what it leaves."""

    @staticmethod
    def command(*arguments: str | Path) -> list[str]:
        """Return a command line; an option that is given again goes before the fixed ones."""
        name, *others = map(str, arguments)
        fixed = ["--no-model", "--reference-date", "2026-06-01"]
        return [sys.executable, "-m", "casesafe", name, *fixed, *others]

    @classmethod
    def start(cls, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start casesafe as the leader of a process group of its own."""
        return subprocess.Popen(
            cls.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip

    @classmethod
    def run(cls, *arguments: str | Path, prepare: Callable[[], None] | None = None) -> Done:
        """Run casesafe to its end, `prepare` being called in its process first."""
        done = subprocess.run(
            cls.command(*arguments), capture_output=True, text=True, encoding="utf-8",
            check=False, preexec_fn=prepare,
        )  # fmt: skip
        if done.returncode == _NO_RIGHTS:
            pytest.skip("the rights of root cannot be taken away here")
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    @classmethod
    def run_as_user(cls, *arguments: str | Path) -> Done:
        """Run casesafe bound by the rights of files, whoever runs the tests."""
        if sys.platform != "linux":
            pytest.skip("needs Linux to take the rights of root away")
        return cls.run(*arguments, prepare=_drop_rights if os.geteuid() == 0 else None)

    @staticmethod
    def tree(folder: Path) -> dict[str, bytes]:
        """Return all that lies below: path to content; a folder's path ends in a slash."""
        found = {}
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() and not path.is_symlink():
                found[f"{name}/"] = b""
            else:
                found[name] = os.fsencode(path.readlink()) if path.is_symlink() else _bytes(path)
        return found

    @classmethod
    def whole(cls, out: Path) -> dict[str, bytes]:
        """Return the files in an output folder, but those that are not whole yet."""
        return {
            name: data
            for name, data in cls.tree(out).items()
            if not name.endswith("/") and not name.startswith(PARTIAL)
        }

    @staticmethod
    def wait_for_files(out: Path, number: int, process: subprocess.Popen[str]) -> None:
        """Wait until so many files are written, or the run has ended."""
        end = time.monotonic() + PATIENCE_S
        while process.poll() is None and time.monotonic() < end:
            if sum(len(names) for top, _, names in os.walk(out) if PARTIAL not in top) >= number:
                return
            time.sleep(0.003)

    @staticmethod
    def is_gone(group: int) -> bool:
        """Whether every process of a group ends before long."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.02)
        return False


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _drop_rights() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            os._exit(_NO_RIGHTS)


@pytest.fixture
def runs() -> Runs:
    """Real runs of casesafe, with the cache of this test."""
    return Runs()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of forty notes; the names of some, and of their folders, become one."""
    texts = {
        "Okafor_Intake.txt": "Client: Adaeze Okafor\nDOB: 03/04/1988\n",
        "Briggs_Intake.txt": "Client: Ellery Briggs\nCall 413-555-0142.\n",
        "Okafor/plan.md": "# Plan\n\nMs. Okafor will call.\n",
        "Briggs/plan.md": "# Plan\n\nMr. Briggs sleeps well.\n",
        "table.csv": "name,phone\nImani Sutter,413-555-0119\n",
        "one.json": '{"client": "Imani Sutter", "sessions": 4}\n',
        "scan.pdf": "%PDF-1.7",
    }
    for i in range(33):
        text = f"Session {i}.\nClient: Rosalind Ferreira" + " came, and" * (i * 7) + " slept.\n"
        texts[f"series/part {i // 11}/week {i:02}.txt"] = text
    for name, text in texts.items():
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tmp_path / "notes"
