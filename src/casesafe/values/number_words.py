"""English number words up to ninety-nine, cardinal and ordinal.

Known misses: "a dozen", "score", words of other languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

#: "one" ... "nine" -> 1 ... 9
UNITS: Mapping[str, int] = MappingProxyType({w: i for i, w in enumerate(_UNITS, 1)})
#: "ten" ... "nineteen" -> 10 ... 19
TEENS: Mapping[str, int] = MappingProxyType({w: i for i, w in enumerate(_TEENS, 10)})
#: "twenty" ... "ninety" -> 20 ... 90; "fourty" is a common misspelling
TENS: Mapping[str, int] = MappingProxyType(
    {**{w: 10 * i for i, w in enumerate(_TENS, 2)}, "fourty": 40}
)
#: "twenties" ... "nineties" -> 20 ... 90, and "teens" -> 13
DECADES: Mapping[str, int] = MappingProxyType(
    {**{w[:-1] + "ies": n for w, n in TENS.items()}, "teens": 13}
)

_ORDINAL_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINAL_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth"
).split()
#: "first" ... "nineteenth", "twentieth" ... "ninetieth" -> their numbers
ORDINALS: Mapping[str, int] = MappingProxyType(
    {w: i for i, w in enumerate((*_ORDINAL_UNITS, *_ORDINAL_TEENS), 1)}
    | {w[:-1] + "ieth": n for w, n in TENS.items()}
)
_ALL: Mapping[str, int] = MappingProxyType({**UNITS, **TEENS, **TENS})

_SPLIT = re.compile(r"[\s-]+")


def cardinal(words: str) -> int | None:
    """Return the number of "seven", "forty two", "forty-two" or "oh nine", else None.

    Args:
        words: Any case; parts split by spaces or hyphens.

    Returns:
        1 to 99, or None for anything else.
    """
    parts = _SPLIT.split(words.strip().lower())
    if len(parts) == 1:
        return _ALL.get(parts[0])
    if len(parts) == 2 and parts[1] in UNITS:
        if parts[0] in ("oh", "zero", "aught", "ought"):
            return UNITS[parts[1]]
        if parts[0] in TENS:
            return TENS[parts[0]] + UNITS[parts[1]]
    return None


def ordinal(words: str) -> int | None:
    """Return the number of "ninth", "twenty-third" or "twenty third", else None.

    Args:
        words: Any case; parts split by spaces or hyphens.

    Returns:
        1 to 99, or None for anything else.
    """
    parts = _SPLIT.split(words.strip().lower())
    if len(parts) == 1:
        return ORDINALS.get(parts[0])
    if len(parts) == 2 and parts[0] in TENS and ORDINALS.get(parts[1], 10) < 10:
        return TENS[parts[0]] + ORDINALS[parts[1]]
    return None


def spoken_year(words: str) -> int | None:
    """Return the year of "nineteen eighty-four", "two thousand six" or "twenty twenty four".

    Args:
        words: Any case; parts split by spaces or hyphens; "and" may stand after "thousand".

    Returns:
        1900 to 2099, or None for anything else.
    """
    parts = [p for p in _SPLIT.split(words.strip().lower()) if p]
    if parts[:2] == ["two", "thousand"]:
        rest = [p for p in parts[2:] if p != "and"]
        if not rest:
            return 2000
        low = cardinal(" ".join(rest))
        return None if low is None else 2000 + low
    if len(parts) >= 2 and parts[0] in ("nineteen", "twenty"):
        century = 1900 if parts[0] == "nineteen" else 2000
        if parts[1:] == ["hundred"]:
            return century
        low = cardinal(" ".join(parts[1:]))
        if low is not None and (low >= 10 or parts[1] in ("oh", "zero", "aught", "ought")):
            return century + low
    return None
