"""Pictures and other data that stand in a text as base64: they are named, never read."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A data URI in base64. Must not match one that is plain text ("data:,hello"), which is read, nor
# the words behind it.
_DATA_URI = re.compile(r"data:([a-z]*)(?:[/;][\w.+=;/-]{0,200}?)?;base64,[A-Za-z0-9+/=%_-]*", re.I)
# A whole value that is base64 and nothing else. Must not match a list of words, a word a line.
_BASE64 = re.compile(
    r"(?=[A-Za-z0-9+/]{60})(?:[A-Za-z0-9+/]{60,}\r?\n)*+(?:[A-Za-z0-9+/]+={0,2}\s*)?"
)
_BASE64_MIN = 256
_NAMES = {"image": "a picture", "audio": "a recording", "video": "a video"}
OTHER = "encoded data"


def name_of(media_type: str) -> str:
    """Return what data of a media type ("image/png", "image") is called in a report."""
    return _NAMES.get(media_type.partition("/")[0].lower(), OTHER)


def is_base64(value: str) -> bool:
    """Whether a value is long and nothing but base64."""
    return len(value) >= _BASE64_MIN and _BASE64.fullmatch(value) is not None


def embedded(value: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and name of what in a value is encoded data, sorted and disjoint."""
    if is_base64(value):
        yield 0, len(value), OTHER
    elif "base64," in value:
        for match in _DATA_URI.finditer(value):
            yield match.start(), match.end(), name_of(match[1])
