"""A note's bytes as text, and text as such bytes again."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass, field

from casesafe.errors import NoteDecodeError

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
