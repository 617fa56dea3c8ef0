"""Files read whole, and written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from casesafe.errors import NoteUnreadableError

#: The folder, in an output folder, where files lie until they are whole.
PARTIAL = ".casesafe-partial"


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        NoteUnreadableError: if it cannot be opened. Names the path and the system's reason.
    """
    problem = ""
    try:
        return path.read_bytes()
    except OSError as error:
        problem = error.strerror or type(error).__name__
    raise NoteUnreadableError(f"cannot be read: {problem}", path=path)


class Staging:
    """Writes files under an output folder. Made for a `with` block, one at a time for a folder.

    What an earlier run left half written is removed at the start.

    Args:
        out: The output folder; made where needed.

    Raises:
        NoteUnreadableError: on entry, if it cannot be made.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out / PARTIAL

    def __enter__(self) -> Staging:
        problem = ""
        try:
            if self.folder.is_symlink():
                raise OSError("a symbolic link")
            if self.folder.exists():
                shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True)
        except OSError as error:
            problem = error.strerror or type(error).__name__
        if problem:
            raise NoteUnreadableError(f"cannot be written: {problem}", path=self.folder.parent)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all, its folders made where needed.

        Raises:
            NoteUnreadableError: if it cannot be written; what stood there before still stands.
        """
        write_atomic(path, data, self.folder)


def write_atomic(path: Path, data: bytes, folder: Path | None = None) -> None:
    """Write a file whole or not at all, its folders made where needed.

    Args:
        path: The file.
        data: Its content.
        folder: Where it lies until it is whole, on the same file system; default: beside `path`.

    Raises:
        NoteUnreadableError: if it cannot be written; what stood there before still stands.
    """
    problem = ""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".casesafe-", dir=folder or path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
    if problem:
        raise NoteUnreadableError(f"cannot be written: {problem}", path=path)


def _umask() -> int:
    """The process's mask; it can only be read by setting it, which threads would notice."""
    current = os.umask(0)
    os.umask(current)
    return current
