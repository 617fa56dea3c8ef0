"""Regular expressions that are compiled when they are first used.

The recognizers have seven hundred of them, a note needs a third, and to compile them all takes a
hook on one note as long as to find what is in it.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = (
    "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn",
    "flags", "groupindex", "groups", "pattern",
)  # fmt: skip


class _LazyPattern:
    """Stands for a pattern; at the first use of an attribute it takes on all of them."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __repr__(self) -> str:
        return f"lazy_pattern({self._source[0]!r})"

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves like `re.compile(pattern, flags)`, compiled at its first use.

    It is no `re.Pattern`: the functions of `re` do not take it, its own methods do all.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
