"""Dates as written in notes: month names, and the year that a date tells.

Known misses: years in other calendars ("12 Rajab 1445" gives None), centuries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from casesafe.values.number_words import TENS, cardinal, spoken_year

_FULL = (
    "january february march april may june july august september october november december"
).split()

#: Month names and abbreviations in lower case, without full stop -> 1 to 12. Common
#: misspellings are in it.
MONTHS: Mapping[str, int] = MappingProxyType(
    {w: i for i, w in enumerate(_FULL, 1)}
    | {w[:3]: i for i, w in enumerate(_FULL, 1)}
    | {"sept": 9, "febuary": 2, "feburary": 2, "janurary": 1, "septemeber": 9, "novemeber": 11}
    | {"decemeber": 12, "agust": 8, "ocotber": 10, "apirl": 4}
)
#: Months in Spanish, which English notes about Spanish-speaking families hold -> 1 to 12.
SPANISH_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        w: i
        for i, w in enumerate(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre".split(),
            1,
        )
    }
    | {"setiembre": 9}
)

#: The range of years that a note may hold.
FIRST_YEAR, LAST_YEAR = 1900, 2099

# Digits as a scanner misreads them: O or o for 0, l or I for 1, S for 5, B for 8, Z for 2.
_MISREAD = str.maketrans("OolISBZ|", "00115821")
# A run of digits and misread digits that holds a digit; must not match a word.
_RUN = re.compile(r"(?<![A-Za-z])[OolISBZ|]*\d[\dOolISBZ|]*(?![A-Za-z])")
_FOUR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "'19", "of 19": must not match the apostrophe of a word ("o'19").
_SHORT = re.compile(r"(?<!\w)(?:'|of\s+)(\d\d)(?!\d)")
# Three numbers with separators, "3/14/88", "3.14.88", "03 14 88".
_THREE = re.compile(r"(?<!\d)(\d{1,4})\s*[/.\-, ]\s*(\d{1,2})\s*[/.\-, ]\s*(\d{1,4})(?!\d)")
# "04MAR24", "4-Mar-24", "14 Mar 88": day, name, two-digit year.
_NAMED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([^\W\d_]{3,10})[\s.,\-/]*(\d\d)(?!\d)"
)
# "Mar 14, 88", "Jan 88": a name, perhaps a day, and a two-digit number.
_NAME_FIRST = re.compile(
    r"([^\W\d_]{3,10})\.?[\s,\-/]*(?:\d{1,2}(?:st|nd|rd|th)?\s*[,\-/\s]\s*)?'?(\d\d)(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
_WORDS = re.compile(r"[a-z]+(?:[\s-]+[a-z]+)*")


def year_of(surface: str, reference_year: int, birth: bool = False) -> int | None:
    """Return the year that a date surface tells, or None where it tells none.

    A two-digit year is the latest one not after `reference_year` for a birth date, and not more
    than ten years after it for any other date.

    Args:
        surface: Any surface that CalendarDateRecognizer reports, or a year alone ("1931", "'09").
        reference_year: The year the note is read in, such as 2026.
        birth: Whether the surface is a date of birth.

    Returns:
        1900 to 2099, or None ("March 14", "the 14th", "Easter").
    """
    plain = _RUN.sub(lambda m: m.group().translate(_MISREAD), surface.strip())
    four = _FOUR.findall(_without_compact(plain))
    if four:
        return int(four[-1])
    compact = _COMPACT.search(plain)
    if compact:
        return _compact_year(compact.group(1), reference_year, birth)
    short = _two_digits(plain)
    if short is not None:
        return _full_year(short, reference_year, birth)
    return _spoken(plain.lower(), reference_year, birth)


def _without_compact(plain: str) -> str:
    return _COMPACT.sub(" ", plain)


def _full_year(two: int, reference_year: int, birth: bool) -> int:
    limit = reference_year + (0 if birth else 10)
    year = reference_year - reference_year % 100 + two
    return year if year <= limit else year - 100


def _compact_year(digits: str, reference_year: int, birth: bool) -> int | None:
    """The year of 20240314, 03142024, 031488 or 880314."""
    if len(digits) == 8:
        for year, rest in ((digits[:4], digits[4:]), (digits[4:], digits[:4])):
            if FIRST_YEAR <= int(year) <= LAST_YEAR and _month_and_day(rest):
                return int(year)
        return None
    if _month_and_day(digits[:4]):
        return _full_year(int(digits[4:]), reference_year, birth)
    if _month_and_day(digits[2:]):
        return _full_year(int(digits[:2]), reference_year, birth)
    return None


def _month_and_day(four: str) -> bool:
    a, b = int(four[:2]), int(four[2:])
    return (1 <= a <= 12 and 1 <= b <= 31) or (1 <= b <= 12 and 1 <= a <= 31)


def _two_digits(plain: str) -> int | None:
    """The two-digit year of a surface without four-digit year, if it has one."""
    short = _SHORT.search(plain)
    if short:
        return int(short.group(1))
    three = _THREE.search(plain)
    if three:
        first, last = three.group(1), three.group(3)
        if len(first) == 2 and int(first) > 31:
            return int(first)
        return int(last) if len(last) == 2 else None
    named = _NAMED.search(plain)
    if named and _is_month(named.group(1)):
        return int(named.group(2))
    first_name = _NAME_FIRST.search(plain)
    if first_name and _is_month(first_name.group(1)):
        number = int(first_name.group(2))
        has_day = len(re.findall(r"\d+", plain)) > 1
        return number if has_day or number > 31 or number == 0 else None
    return int(plain) if re.fullmatch(r"\d\d", plain) and int(plain) > 31 else None


def _is_month(word: str) -> bool:
    return word.lower() in MONTHS or word.lower() in SPANISH_MONTHS


def _spoken(lower: str, reference_year: int, birth: bool) -> int | None:
    """The year at the end of "march third twenty twenty four" or "two twelve seventy-nine"."""
    parts = re.split(r"[\s,-]+", lower)
    for count in (6, 5, 4, 3, 2):
        if len(parts) >= count:
            year = spoken_year(" ".join(parts[-count:]))
            if year is not None:
                return year
    for count in (2, 1):
        two = cardinal(" ".join(parts[-count:])) if len(parts) > count + 1 else None
        if two is not None and parts[-count - 1] not in TENS:
            return _full_year(two, reference_year, birth)
    return None
