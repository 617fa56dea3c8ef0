"""What the contexts of the keep list look with: a bounded stretch left or right of an entry."""

from __future__ import annotations

import re
from collections.abc import Callable

from casesafe.core.note import Note

Span = tuple[int, int]
Context = Callable[[Note, int, int], Span | None]
#: How far to the left a context looks, in characters.
_BACK = 48


def verbose(pattern: str) -> re.Pattern[str]:
    """Return a pattern that ignores case and its own blanks."""
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def after(regex: re.Pattern[str], note: Note, end: int) -> int | None:
    """Return where a pattern that begins at `end` ends, or None."""
    m = regex.match(note.normal, end, end + 160)
    return m.end() if m else None


def before(regex: re.Pattern[str], note: Note, start: int) -> bool:
    """Say whether the text up to `start` ends in the pattern, which must end in `$`."""
    return regex.search(note.normal[max(0, start - _BACK) : start]) is not None


def whole(note: Note, start: int, end: int, stop: int | None) -> Span | None:
    """Return the span up to `stop`, or None where there is no `stop`."""
    return None if stop is None else (start, stop)
