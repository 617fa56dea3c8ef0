"""Copies of notes that a run left behind: patches of pre-commit and prek, temporary files.

Before hooks run, pre-commit and prek write changes that are not staged to a patch file in their
cache, put them back afterwards, and leave the file there (pre-commit/pre-commit#1969). Of such a
file only the lines that name files are looked at; nothing of it is shown.

Source: `staged_files_only.py` and `store.py` of pre-commit 4; `stash.rs` and `store.rs` of prek.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casesafe.scan.check import Check, State

GROUP = "leftovers"
#: Suffixes of files that hold notes, as a patch names them.
_NOTES = (
    b".txt", b".md", b".csv", b".tsv", b".json", b".jsonl", b".ipynb", b".docx", b".pdf", b".odt",
    b".rtf",
)  # fmt: skip
#: The name of a file that casesafe writes before it takes its place (`scan.staging`): that of
#: `tempfile.mkstemp`, and not `.casesafe-baseline.json`.
_TEMPORARY = re.compile(r"\.casesafe-[a-z0-9_]{8}")
#: So many names are looked at below a folder, so that a checkup of a home folder ends soon.
_MOST_NAMES = 50_000
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Stash:
    """Where a program keeps its patches.

    Args:
        program: Its name.
        folder: The folder; it need not exist.
        name: What the whole name of a patch file looks like.
        glob: The same for a command line.
    """

    program: str
    folder: Path
    name: re.Pattern[str]
    glob: str


def pre_commit_stash() -> Stash:
    """Return where pre-commit keeps patches, by the environment of this process."""
    home = os.environ.get("PRE_COMMIT_HOME") or os.path.join(_cache(), "pre-commit")
    folder = Path(os.path.realpath(home))
    return Stash("pre-commit", folder, re.compile(r"patch\d+(?:-\d+)?"), "patch[0-9]*")


def prek_stash() -> Stash:
    """Return where prek keeps patches, by the environment of this process."""
    cache = (sys.platform == "win32" and os.environ.get("LOCALAPPDATA")) or _cache()
    home = os.path.expanduser(os.environ.get("PREK_HOME") or os.path.join(cache, "prek"))
    return Stash("prek", Path(home) / "patches", re.compile(r"\d+-\d+\.patch"), "*.patch")


def pre_commit_patches() -> Iterator[Check]:
    """Yield one check: whether pre-commit left patches."""
    yield from patches(pre_commit_stash())


def prek_patches() -> Iterator[Check]:
    """Yield one check: whether prek left patches."""
    yield from patches(prek_stash())


def patches(stash: Stash) -> Iterator[Check]:
    """Yield one check: whether a program left patches, how many, how large and how old."""
    name = f"{stash.program} patches"
    files = _files(stash.folder, stash.name)
    if not files:
        yield Check(GROUP, name, State.OK, f"none in {stash.folder}")
        return
    stats = [os.lstat(f) for f in files]
    days = int(max(0.0, time.time() - min(s.st_mtime for s in stats)) // _DAY_S)
    notes = sum(1 for f in files if names_a_note(f))
    yield Check(
        GROUP,
        name,
        State.PROBLEM,
        f"{many(len(files), 'file')} in {stash.folder}, {size(sum(s.st_size for s in stats))}, "
        f"the oldest {many(days, 'day')} old; {notes} of them "
        f"{'changes' if notes == 1 else 'change'} files with the suffix of a note",
        f"{stash.program} wrote changes that were not staged into these files, as plain text, and "
        "left them. While no commit is running: look whether one holds work that is missing in "
        "your folder (git apply puts it back), then delete them.",
        _delete(stash.folder, stash.glob),
    )


def temporary_files(folder: Path) -> Iterator[Check]:
    """Yield one check: whether a run of casesafe that was killed left files below `folder`."""
    found, whole = _temporary(folder)
    seen = "" if whole else f" (the first {_MOST_NAMES} names were looked at)"
    if not found:
        yield Check(GROUP, "temporary files", State.OK, f"none in {folder}{seen}")
        return
    yield Check(
        GROUP,
        "temporary files",
        State.PROBLEM,
        f"{many(found, 'file')} below {folder} that a killed run left{seen}",
        "They may hold redacted notes in part. While no casesafe is running: start that run again, "
        "or delete them.",
        _delete_below(folder, ".casesafe-????????"),
    )


def names_a_note(patch: Path) -> bool:
    """Return whether a patch changes a file with the suffix of a note."""
    with patch.open("rb") as lines:
        for line in lines:
            # A name that git quotes ends with a quotation mark.
            names = line.rstrip(b'\r\n"').lower() if line.startswith(b"diff --git ") else b""
            if names.endswith(_NOTES):
                return True
    return False


def size(count: int) -> str:
    """Return a number of bytes for people: `812 bytes`, `3.1 KB`, `2.0 MB`."""
    if count < 1000:
        return many(count, "byte")
    if count < 1_000_000:
        return f"{count / 1000:.1f} KB"
    return f"{count / 1_000_000:.1f} MB"


def _cache() -> str:
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")


def _files(folder: Path, name: re.Pattern[str]) -> list[Path]:
    """Return the regular files of that name, sorted; none if the folder is not there."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(
            Path(e.path)
            for e in entries
            if name.fullmatch(e.name) and e.is_file(follow_symlinks=False)
        )


def _temporary(folder: Path) -> tuple[int, bool]:
    """Count casesafe's temporary files below a folder; False if not all names were looked at."""
    found = seen = 0
    for _, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != ".git")
        found += sum(1 for f in files if _TEMPORARY.fullmatch(f))
        seen += len(folders) + len(files)
        if seen > _MOST_NAMES:
            return found, False
    return found, True


def _delete(folder: Path, glob: str) -> str:
    """Return the command that deletes files, for a POSIX shell or for PowerShell."""
    if sys.platform == "win32":
        quoted = str(folder / glob).replace("'", "''")
        return f"Remove-Item '{quoted}'"
    return f"rm -- {shlex.quote(str(folder))}/{glob}"


def _delete_below(folder: Path, glob: str) -> str:
    if sys.platform == "win32":
        quoted = str(folder).replace("'", "''")
        return (
            f"Get-ChildItem '{quoted}' -Recurse -Force -File -Filter '{glob}' | Remove-Item -Force"
        )
    return f"find {shlex.quote(str(folder))} -type f -name '{glob}' -delete"


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
