"""ZIP codes -> their first three digits, or `000` where too few people live there.

Source: 45 CFR 164.514(b)(2)(i)(B): the first three digits may stay if the area they form holds
more than 20,000 people "according to the current publicly available data from the Bureau of the
Census". The tables are data files beside this module.

Known misses: prefixes with PO boxes only, military prefixes and the island areas have no population
of their own in the Census tables; all of them give `000`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, get_args

from casesafe.values.data_files import data_lines

#: The vintages of the restricted list; `union` holds what any of them restricts.
Table = Literal["2000", "2010", "2020", "union"]
VINTAGES: tuple[str, ...] = ("2000", "2010", "2020")
TABLES: tuple[str, ...] = get_args(Table)
#: The tables that rest on the current Census, as the rule asks.
CURRENT_TABLES: frozenset[str] = frozenset({"2020", "union"})
#: What stands for a restricted prefix.
RESTRICTED = "000"

_MISREAD = str.maketrans("oilsbz", "011582")
_SPOKEN = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
# Digits and the letters a scanner takes them for; must not match a Canadian or British code.
_CODE = re.compile(r"([\doilsbz]{3,5}|[\doilsbz]{9})(?:\s*-\s*[\doilsbz]{4})?")


@cache
def restricted(table: str = "union") -> frozenset[str]:
    """Return the prefixes that a table restricts, those without a ZCTA included.

    Args:
        table: One of `TABLES`.

    Raises:
        ValueError: on another table.
    """
    if table not in TABLES:
        raise ValueError("table is one of " + ", ".join(TABLES))
    vintages = VINTAGES if table == "union" else (table,)
    return frozenset().union(*(_listed(v) for v in vintages), _listed("no_zcta"))


@cache
def _listed(name: str) -> frozenset[str]:
    """The prefixes of one data file."""
    return frozenset(data_lines(f"zip3_{name}"))


def zip3_of(surface: str, table: str = "union") -> str | None:
    """Return the three digits that may stay for a ZIP code, `000` for a restricted area.

    Args:
        surface: A ZIP code, with or without +4 or separators, spoken ("nine eight one oh one"),
            with misread digits, with its leading zero lost ("2134"), or a bare prefix ("021").
        table: One of `TABLES`.

    Returns:
        Three digits, or None where the surface is no US ZIP code.

    Raises:
        ValueError: on another table.
    """
    listed = restricted(table)
    digits = _digits(surface)
    if digits is None:
        return None
    return RESTRICTED if digits[:3] in listed else digits[:3]


def _digits(surface: str) -> str | None:
    """The digits of a surface, its lost zero put back."""
    plain = unicodedata.normalize("NFKC", surface).lower().strip()
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    words = re.findall(r"[^\W\d_]+", plain)
    if len(words) >= 5 and all(w in _SPOKEN for w in words):
        plain = "".join(_SPOKEN[w] for w in words[:5])
    found = _CODE.fullmatch(plain)
    if found is None or sum(c.isdigit() for c in plain) < 3:
        return None
    code = found.group(1).translate(_MISREAD)
    return "0" + code if len(code) == 4 else code
