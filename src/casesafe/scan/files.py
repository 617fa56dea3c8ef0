"""Reading a note from bytes and writing it back in the same encoding, whole or not at all."""

from __future__ import annotations

import codecs
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casesafe.errors import NoteDecodeError, NoteUnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file and how it was encoded; `text` is hidden from the repr.

    Args:
        text: The text, line ends as in the file, without byte order mark.
        encoding: A codec name.
        bom: The byte order mark, or nothing.
    """

    text: str = field(repr=False)
    encoding: str
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return another text as the bytes of such a file.

        Raises:
            NoteDecodeError: if the encoding has no place for a character.
        """
        data = None
        with suppress(UnicodeEncodeError):
            data = text.encode(self.encoding)
        if data is None:
            raise NoteDecodeError(f"the output cannot be written as {self.encoding}")
        return self.bom + data


def decode(data: bytes, encoding: str | None = None) -> FileText:
    """Return the text of a note's bytes.

    UTF-8 (with or without byte order mark) and UTF-16 with byte order mark are known; anything
    else needs `encoding`.

    Raises:
        NoteDecodeError: if the bytes are not text in that encoding, or hold a NUL. Names the byte,
            and the line for UTF-8.
    """
    bom, name = b"", encoding or "utf-8"
    for mark, codec in _BOMS:
        if data.startswith(mark) and (
            encoding is None or codecs.lookup(encoding).name.startswith(codec[:6])
        ):
            bom, name = mark, codec
    problem = ""
    text = ""
    try:
        text = data[len(bom) :].decode(name)
    except UnicodeDecodeError as error:
        at = error.start + len(bom)
        problem = f"not {name} at byte {at} (line {data.count(bytes([10]), 0, at) + 1})"
    if problem:
        advice = "" if encoding else "; give --encoding if it is another encoding"
        raise NoteDecodeError(problem + advice)
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise NoteDecodeError(
            f"a NUL character on line {line}: not a text, or UTF-16 without byte order mark "
            "(give --encoding)"
        )
    return FileText(text, name, bom)


def read_file(path: Path, encoding: str | None = None) -> FileText:
    """Return the text of a file.

    Raises:
        NoteUnreadableError: if it cannot be opened. Names the path and the system's reason.
        NoteDecodeError: as `decode`, with the path.
    """
    problem: str | None = None
    data = b""
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = error.strerror or type(error).__name__
    if problem is not None:
        raise NoteUnreadableError(f"cannot be read: {problem}", path=path)
    failed: NoteDecodeError | None = None
    try:
        return decode(data, encoding)
    except NoteDecodeError as error:
        failed = error
    raise failed.with_path(path)


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, its folders made where needed.

    Raises:
        NoteUnreadableError: if it cannot be written; what stood there before still stands.
    """
    problem: str | None = None
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".casesafe-", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
    if problem is not None:
        raise NoteUnreadableError(f"cannot be written: {problem}", path=path)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
