"""Ages as written in notes -> years.

Known misses: ages in words of other languages ("twa zan", "8 añitos") beyond the digits in them.
"""

from __future__ import annotations

import re

from casesafe.values.number_words import DECADES, TEENS, TENS, UNITS, cardinal, ordinal

#: From this age on Safe Harbor wants it gone (45 CFR 164.514(b)(2)(i)(C): "over age 89").
OVER_89 = 90

_MISREAD = str.maketrans("OolISBZ", "0011582")
_RUN = re.compile(r"(?<![A-Za-z])[OolISBZ]*\d[\dOolISBZ]*|(?<![A-Za-z])[lIO]\d*(?=[\dOlI])")
_NUMBER = re.compile(r"\d{1,3}")
# Months, weeks and days as the only unit; must not match "6y 4m" (the years count there).
_MONTHS = re.compile(r"\d\s*-?(?:months?|mos?)\b|(?<!y)\b\w+[\s-]+months?\b", re.IGNORECASE)
_WEEKS = re.compile(r"(?:\d\s*-?|[\s-])(?:weeks?|wks?)\b", re.IGNORECASE)
_DAYS = re.compile(r"(?:\d\s*-?|[\s-])days?\b", re.IGNORECASE)
_YEARS = re.compile(r"(?:\d\s*-?|\b)(?:y(?:ea)?rs?|y|yo|y/o)\b|year", re.IGNORECASE)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_WORD = re.compile(r"[a-z]+")
_ARIAN = {
    "quadragenarian": 40, "quinquagenarian": 50, "sexagenarian": 60, "septuagenarian": 70,
    "octogenarian": 80, "nonagenarian": 90, "centenarian": 100, "supercentenarian": 110,
}  # fmt: skip


def age_of(surface: str) -> float | None:
    """Return the age in years that a surface tells, or None where it tells none.

    Args:
        surface: Any surface that AgeRecognizer reports: "34-year-old", "34F", "6 mo",
            "mid-thirties", "twenty six", "40s", "nonagenarian", "9;4".

    Returns:
        Years, at least 0; the lowest age of a range or decade; months, weeks and days as a
        fraction of a year.
    """
    low = surface.strip().lower()
    for word in _WORD.findall(low):
        if word in _ARIAN:
            return float(_ARIAN[word])
    number = _digits(surface)
    if number is None:
        number = _words(low)
    if number is None:
        return None
    return number * _unit(low)


def is_over_89(surface: str) -> bool:
    """Return whether the age of a surface is 90 or more."""
    age = age_of(surface)
    return age is not None and age >= OVER_89


def _digits(surface: str) -> float | None:
    """The first number in digits, with a half where one follows; misread digits count."""
    plain = _RUN.sub(lambda m: m.group().translate(_MISREAD), surface)
    found = _NUMBER.search(plain)
    if found is None:
        return None
    half = _FRACTIONS.get(plain[found.end() : found.end() + 1], 0.0)
    return int(found.group()) + half


def _words(low: str) -> float | None:
    """The first number in words: "twenty six", "late forties", "four-and-fifty"."""
    words = _WORD.findall(low)
    if "hundred" in words:
        return 100.0
    for i, word in enumerate(words):
        if word in DECADES:
            return float(DECADES[word])
        if word in UNITS and words[i + 1 : i + 2] == ["and"] and words[i + 2 : i + 3]:
            tens = TENS.get(words[i + 2])
            return float(UNITS[word]) if tens is None else float(tens + UNITS[word])
        if word in TENS and i + 1 < len(words):
            pair = cardinal(f"{word} {words[i + 1]}") or ordinal(f"{word} {words[i + 1]}")
            return float(pair or TENS[word])
        if word in UNITS or word in TEENS or word in TENS:
            return float(cardinal(word) or 0)
        nth = ordinal(word)
        if nth is not None:
            return float(nth)
    return None


def _unit(low: str) -> float:
    """The unit of the first number, in years."""
    if _YEARS.search(low) or " and " in low:
        return 1.0
    if _MONTHS.search(low):
        return 1 / 12
    if _WEEKS.search(low):
        return 7 / 365.25
    if _DAYS.search(low):
        return 1 / 365.25
    return 1.0
