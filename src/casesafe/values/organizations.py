"""Organisations that are known across the United States: shops, insurers, banks, universities.

The list is the project's own. Known misses: local businesses, which cues must find.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from casesafe.values.data_files import data_lines
from casesafe.values.places import Ambiguity, Phrases, by_first_word


@lru_cache(maxsize=1)
def known_organizations() -> Mapping[str, Ambiguity]:
    """Return known organisations in lower case; WORD: also a word or a name, needs a cue."""
    found = {}
    for line in data_lines("organizations"):
        name = line.removesuffix("~")
        found[_spaced(name)] = Ambiguity.WORD if line[-1] == "~" else Ambiguity.NONE
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def organization_phrases() -> Phrases:
    """Return every known organisation by its first words."""
    return by_first_word(known_organizations())


def _spaced(name: str) -> str:
    """Return a name as the words of a note have it: no full stop, no ampersand."""
    return " ".join(name.replace(".", " ").replace("&", " ").split())
