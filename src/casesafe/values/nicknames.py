"""Nicknames and the full names they stand for: Bill and William, Paco and Francisco.

The data file holds one full name a line, then its nicknames; sources stand in NOTICE. A name's
own diminutive forms that no list knows ("Marisolita") are known misses.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from casesafe.values.data_files import data_lines


def nicknames_of(name: str) -> frozenset[str]:
    """Return the nicknames of a full name, and the full names of a nickname.

    Two nicknames of one name ("Liz", "Beth") are not each other's nicknames: they may be sisters.

    Args:
        name: One given name, in any case, with or without diacritics.

    Returns:
        Names in lower case, with and without diacritics, without the name itself.
    """
    low = name.lower()
    table = _table()
    return table.get(low, frozenset()) | table.get(_plain(low), frozenset())


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    """Return each name's nicknames and each nickname's names."""
    pairs: dict[str, set[str]] = {}
    for line in data_lines("nicknames"):
        full, *short = line.split()
        for a in {full, _plain(full)}:
            for b in {form for s in short for form in (s, _plain(s))}:
                pairs.setdefault(a, set()).add(b)
                pairs.setdefault(b, set()).add(a)
    return {name: frozenset(others - {name}) for name, others in pairs.items()}


def _plain(name: str) -> str:
    """Return the name without diacritics."""
    if name.isascii():
        return name
    bare = unicodedata.normalize("NFD", name.replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in bare if not unicodedata.combining(c))
