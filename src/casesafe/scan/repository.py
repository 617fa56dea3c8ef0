"""What a hook judges in a git repository, as the entries of a run, and the baseline that holds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from casesafe.errors import NoteError
from casesafe.scan.baseline import BASELINE_NAME, Baseline
from casesafe.scan.baseline_format import read_top
from casesafe.scan.batch import MESSAGE, Entry
from casesafe.scan.discover import discover, too_big
from casesafe.scan.files import read_bytes
from casesafe.scan.git import GitError, repository_root, run
from casesafe.scan.keys import baseline_key
from casesafe.scan.patterns import Filter, Patterns
from casesafe.scan.staged import Blob, message_text, range_blobs, staged_blobs
from casesafe.scan.work import Kind

_NOT_FOUND = 128


def root_of(cwd: Path, *, needed: bool) -> Path:
    """Return the root of the work tree that `cwd` lies in; without one, `cwd` unless it is needed.

    Raises:
        GitError: if it is needed and there is none, or git is missing.
    """
    try:
        return repository_root(cwd)
    except GitError as error:
        problem = error
    if needed:
        raise problem
    return cwd


def baseline_of(root: Path, path: Path | None, *, staged: bool) -> Baseline | None:
    """Return the baseline that holds in a repository, or None where there is none.

    Args:
        root: Its root.
        path: The baseline's file, where the settings name one.
        staged: Whether it is read as it is staged, for it is committed together with the rest.

    Raises:
        BaselineError: if it cannot be used.
        KeyUnavailableError: if its key is not at hand.
    """
    path = path or root / BASELINE_NAME
    if staged:
        data = _staged(root, path)
        if data is None:
            return None
        named = str(read_top(data, path)[1]["key"])
        return Baseline.parse(data, baseline_key(named), path)
    wanted = Baseline.read_key_id(path)
    return None if wanted is None else Baseline.load(path, baseline_key(wanted))


def _staged(root: Path, path: Path) -> bytes | None:
    """The bytes of a file in the index, or None."""
    relative = Path(os.path.relpath(path, root)).as_posix()
    status, data = run(root, "cat-file", "blob", f":{relative}", accept=(0, _NOT_FOUND))
    return data if status == 0 else None


def file_entries(
    root: Path, files: Iterable[Path], patterns: Patterns, max_bytes: int | None
) -> Iterator[Entry]:
    """Yield the entry of each file of the work tree, its path told from the root.

    A symbolic link that is named stands for itself: what counts is the path that it leads to.
    """
    top = os.path.realpath(root)
    for s in discover(files, patterns, max_bytes=max_bytes):
        real = os.path.join(os.path.realpath(s.path.parent), s.path.name)
        inside = real.startswith(top + os.sep)
        shown = Path(os.path.relpath(real, top)).as_posix() if inside else s.shown
        if s.skipped is None and s.path.is_symlink():
            yield _link_entry(s.path, shown)
        else:
            yield Entry(shown, s.path, relative=shown, problem=s.problem, skipped=s.skipped)


def _link_entry(path: Path, shown: str) -> Entry:
    """Return the entry of a symbolic link: git keeps the path that it leads to, nothing else."""
    problem = ""
    try:
        target = os.fsencode(os.readlink(path))
        return Entry(shown, data=target, kind=Kind.LINK, relative=shown)
    except OSError as error:
        problem = error.strerror or type(error).__name__
    return Entry(shown, relative=shown, problem=f"cannot be read: {problem}")


def blob_entries(
    root: Path, commits: str | None, patterns: Patterns, max_bytes: int | None
) -> Iterator[Entry]:
    """Yield the entry of each blob that is staged, or that the commits of a range add or change.

    Raises:
        GitError: as `staged_blobs` and `range_blobs`.
    """
    keep = Filter(patterns, root)
    blobs = staged_blobs(root) if commits is None else range_blobs(root, commits)
    for blob in blobs:
        yield _entry(blob, keep.skipped(os.path.join(os.path.realpath(root), blob.path)), max_bytes)


def _entry(blob: Blob, skipped: str | None, max_bytes: int | None) -> Entry:
    skipped = blob.skipped or skipped
    problem = None if skipped else blob.problem or too_big(len(blob.data or b""), max_bytes)
    return Entry(
        blob.path,
        data=blob.data,
        kind=Kind.LINK if blob.link else Kind.FILE,
        relative=blob.path,
        problem=problem,
        skipped=skipped,
        commit=blob.commit,
    )


def message_entry(path: Path, root: Path) -> Entry:
    """Return the entry of a commit message: what of the file will be committed."""
    problem = None
    try:
        text = message_text(read_bytes(path), root)
        return Entry(MESSAGE, data=text.encode("utf-8"), kind=Kind.MESSAGE)
    except NoteError as error:
        problem = error.message
    return Entry(MESSAGE, kind=Kind.MESSAGE, data=b"", problem=problem)
