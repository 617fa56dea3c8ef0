"""Running git: its plumbing commands alone, without writing anything and without a network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from casesafe.errors import CasesafeError

#: Modes of git's tree entries that are no ordinary files.
SYMLINK: Final = "120000"
SUBMODULE: Final = "160000"
_DELETED: Final = "000000"

# What git said about itself (in the C locale) and what we say for it. Nothing else of git's output
# is passed on, since it may hold names.
_REASONS: Final = (
    (b"not a git repository", "not a git repository"),
    (
        b"dubious ownership",
        "git refuses this repository, which belongs to another user: allow it by "
        "`git config --global --add safe.directory FOLDER`",
    ),
    (b"must be run in a work tree", "this repository has no work tree"),
)
_CHUNK_BYTES: Final = 65536


class GitError(CasesafeError):
    """Git is missing, refuses, or failed. Holds nothing of git's output.

    Args:
        message: What happened and what to do, without paths and names.
        command: The git command that failed, such as `diff-index`.
        status: Its exit status.
    """

    def __init__(
        self, message: str, *, command: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.command = command
        self.status = status


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of git's raw diff: what stands at a path after the change.

    Args:
        mode: The six octal digits of git, such as `100644`.
        object_id: The blob's id in hexadecimal digits, 40 or 64; zeros if it was deleted or is
            unmerged.
        status: `A`, `M`, `T`, `D` or `U`; one letter for each parent of a merge commit.
        path: From the repository's root, with `/`; hidden from the repr.
    """

    mode: str
    object_id: str
    status: str
    path: str = field(repr=False)

    @property
    def deleted(self) -> bool:
        """Whether nothing stands there any more."""
        return self.mode == _DELETED and not self.unmerged

    @property
    def unmerged(self) -> bool:
        """Whether a conflict at this path waits to be resolved."""
        return "U" in self.status


def run(cwd: Path, *arguments: str, accept: Iterable[int] = (0,)) -> tuple[int, bytes]:
    """Run a git command and return its exit status and its standard output.

    Args:
        cwd: Where it runs. `GIT_DIR`, `GIT_INDEX_FILE` and the like count as git takes them there.
        arguments: The command and what follows it; never a name that could be read as an option.
        accept: The exit statuses that are no error.

    Raises:
        GitError: if git cannot be started, or ends with another status.
    """
    process = start(cwd, *arguments, errors=subprocess.PIPE)
    out, said = process.communicate()
    if process.returncode in accept:
        return process.returncode, out
    for words, reason in _REASONS:
        if words in said:
            raise GitError(reason, command=arguments[0], status=process.returncode)
    raise failed(arguments[0], process.returncode)


def failed(command: str, status: int) -> GitError:
    """Return the error for a git command that ended with a status it should not."""
    return GitError(f"git {command} failed with status {status}", command=command, status=status)


def start(
    cwd: Path,
    *arguments: str,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    errors: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start a git command whose standard output is a pipe.

    Raises:
        GitError: if git is not installed, or `cwd` is not a folder.
    """
    if not cwd.is_dir():
        raise GitError("the folder to run git in does not exist")
    # No background process is asked about changed files, and none is started.
    command = [_program(), "-c", "core.fsmonitor=false", *arguments]
    problem = ""
    try:
        return subprocess.Popen(
            command, cwd=cwd, env=_environment(), stdin=stdin, stdout=subprocess.PIPE, stderr=errors
        )
    except OSError as error:
        problem = error.strerror or type(error).__name__
    raise GitError(f"git could not be started: {problem}")


def _program() -> str:
    # Windows would first look for a `git.exe` in the current folder, which is the user's notes:
    # only the absolute folders of the search path count.
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        candidate = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    raise GitError("git was not found: install git, or add its folder to PATH")


def _environment() -> dict[str, str]:
    return {
        **{k: v for k, v in os.environ.items() if not k.endswith("_PATHSPECS")},
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",  # the index is not refreshed
        "GIT_NO_REPLACE_OBJECTS": "1",  # what is committed and pushed, not what replaces it here
        "GIT_TERMINAL_PROMPT": "0",
        # A partial clone would fetch what it lacks; the second variable is for git before 2.45.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }


def path_text(data: bytes) -> str:
    """Return a path of git's as text; bytes that are not UTF-8 become lone surrogates."""
    if os.name == "nt":  # git's paths are UTF-8 there, and `fsdecode` would refuse all others
        return data.decode("utf-8", "surrogateescape")
    return os.fsdecode(data)


def repository_root(cwd: Path) -> Path:
    """Return the top folder of the work tree that `cwd` lies in.

    Raises:
        GitError: if `cwd` is in no repository, or in one without a work tree.
    """
    _, out = run(cwd, "rev-parse", "--show-toplevel")
    return Path(path_text(out.removesuffix(b"\n").removesuffix(b"\r")))


def tracked_files(cwd: Path) -> list[str]:
    """Return the paths in the index, from the repository's root, each once, without submodules.

    A path may have been deleted from the work tree since.

    Raises:
        GitError: if `cwd` is in no repository.
    """
    _, out = run(cwd, "ls-files", "--stage", "--full-name", "-z", "--", ":/")
    # A record is "mode id stage", a tab, the path. An unmerged path has several.
    records = (record.partition(b"\t") for record in out.split(b"\0") if record)
    return list(
        dict.fromkeys(path_text(p) for head, _, p in records if head[:6] != SUBMODULE.encode())
    )


def fields(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the parts of a stream that each end with a NUL.

    Raises:
        GitError: if the stream ends within a part.
    """
    rest = b""
    while chunk := stream.read(_CHUNK_BYTES):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        raise GitError("git's output ended too early")


def raw_entry(head: bytes, path: bytes) -> Entry:
    """Return the entry of a raw diff line (with `-z` and without renames) and its path.

    A line has a colon for each parent, then a mode for each parent and the result, then as many
    ids, then the status: `:100644 100644 ID ID M`, `::100644 100644 100644 ID ID ID MM`.

    Raises:
        GitError: if the line is not one.
    """
    words = head.decode("ascii", "replace").lstrip(":").split(" ")
    versions = len(head) - len(head.lstrip(b":")) + 1
    if versions < 2 or len(words) != 2 * versions + 1 or not path:
        raise GitError("git's output is not a raw diff")
    return Entry(words[versions - 1], words[2 * versions - 1], words[-1], path_text(path))


class BlobReader:
    """Reads blobs by their ids through one `git cat-file --batch`. A context manager.

    Raises:
        GitError: if git cannot be started.
    """

    def __init__(self, cwd: Path) -> None:
        self._process = start(cwd, "cat-file", "--batch", stdin=subprocess.PIPE)

    def __enter__(self) -> BlobReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        stop(self._process)

    def read(self, object_id: str) -> bytes | None:
        """Return the bytes of a blob, or None if the repository lacks it or it is damaged.

        Raises:
            GitError: if git ended, which it does at an object that a partial clone lacks.
        """
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        with suppress(OSError):  # git ended: the answer is empty, as below
            into.write(object_id.encode("ascii") + b"\n")
            into.flush()
        answer = out.readline().split()
        if len(answer) == 2 and answer[1] == b"missing":
            return None
        if len(answer) == 3 and answer[1] == b"blob":
            size = int(answer[2])
            data = out.read(size + 1)
            if len(data) == size + 1:
                return data[:-1]
        raise GitError(
            "git cat-file ended early: an object was left out of a partial clone, which casesafe "
            "does not fetch, or is damaged (see `git fsck`)",
            command="cat-file",
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a git command, whether or not it is through, and close its pipes."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    if process.poll() is None:
        process.kill()
    process.wait()
