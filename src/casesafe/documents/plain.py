"""Text files of every kind: what is read is the file's text as it stands.

Front matter, code, tables and the links of Markdown are part of it.
"""

from __future__ import annotations

from casesafe.documents.mapped import MappedDocument
from casesafe.documents.reading import Reading


class PlainDocument(MappedDocument):
    """A text file. Its text is the file's, but for embedded pictures."""

    def __init__(self, data: bytes, encoding: str | None = None) -> None:
        super().__init__(data, encoding, read_plain)


def read_plain(raw: str) -> Reading:
    """Return the reading of a text."""
    reading = Reading()
    reading.own(reading.unit("text", raw, ((0, len(raw)),)))
    return reading
