"""Organisations that are known across the United States: shops, insurers, banks, universities.

The list is the project's own. Known misses: local businesses, which cues must find.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from casesafe.values.places import Ambiguity


@lru_cache(maxsize=1)
def known_organizations() -> Mapping[str, Ambiguity]:
    """Return known organisations in lower case; WORD: also a word or a name, needs a cue."""
    text = (files("casesafe.values") / "data" / "organizations.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if line and line[0] != "#":
            name = line.removesuffix("~")
            found[_spaced(name)] = Ambiguity.WORD if line[-1] == "~" else Ambiguity.NONE
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def known_by_first_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return every known organisation, split into words, by its first; the longest come first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in known_organizations():
        parts = tuple(name.split())
        found.setdefault(parts[0], []).append(parts)
    return MappingProxyType(
        {k: tuple(sorted(v, key=len, reverse=True)) for k, v in found.items()}
    )


def _spaced(name: str) -> str:
    """Return a name as the words of a note have it: no full stop, no ampersand."""
    return " ".join(name.replace(".", " ").replace("&", " ").split())
