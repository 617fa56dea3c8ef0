"""Ages -> bands that still read in their sentence: "34-year-old" -> "30-39-year-old".

The bands are 0-2, 3-5, 6-11, 12-17, 18-19, then ten years each up to 80-89; from 90 on an age is
"90 or older" (45 CFR 164.514(b)(2)(i)(C)).

Known misses: ages in words of other languages, "teens" (two bands), ordinals ("her fortieth"): the
caller writes a placeholder there.
"""

from __future__ import annotations

import re
import unicodedata

from casesafe.values.ages import OVER_89, age_of
from casesafe.values.number_words import DECADES, ORDINALS, TEENS, TENS, UNITS

#: Lowest and highest age of each band, in years, both in it.
BANDS: tuple[tuple[int, int], ...] = (
    (0, 2), (3, 5), (6, 11), (12, 17), (18, 19),
    *((low, low + 9) for low in range(20, OVER_89, 10)),
)  # fmt: skip
#: What stands for any age of 90 or more.
TOP = "90 or older"

_BAND = "|".join(f"{low}-{high}" for low, high in BANDS)
# What this module wrote, which stays as it is; must not match "7-8" or "0-2 months".
_WRITTEN = re.compile(
    rf"(?:(?:person|people)(?: aged)? )?(?:{_BAND}|90[ -]or[ -]older)(?: or (?:{_BAND}))?"
    r"(?:-year-olds?| ?y/?o| years(?: old)?| ?[fm])?",
    re.IGNORECASE,
)
_SMALL_UNIT = r"months?|mos?|m|weeks?|wks?|days?"
# A word that stands before the number and stays; must not match "aging".
_LEAD = re.compile(r"(?:age[ds]?|aged? of)\s*:?\s+", re.IGNORECASE)
# "34-year-old", "34 yr old", "four-month-old", "47 year o1d"; must not match "years old".
_ADJECTIVE = re.compile(
    r"(?:year|yr|y|month|mo|week|wk|day)\.?[\s-]*o[l1]d(?P<plural>'?s)?$", re.IGNORECASE
)
# "34 years old", "8 months old"; must not match "34-year-old".
_YEARS_OLD = re.compile(r"(?:years|yrs|months|mos|weeks|wks|days)\.?\s+old$", re.IGNORECASE)
# A unit or sex at the end, glued to a digit ("34yo", "34F") or after a space ("70 M", "ten days");
# must not match the end of a number word ("forty").
_END = re.compile(
    r"(?:(?<=[\d½¼¾])|(?<=[\w½¼¾])[\s-])"
    rf"(?P<unit>y\.?\s?/?o\.?|y|yrs?\.?|years?|f|{_SMALL_UNIT})\.?$",
    re.IGNORECASE,
)
_YEAR_UNIT = re.compile(r"(?<![a-z])(?:y|yrs?|years?)(?![a-z])|\band\b", re.IGNORECASE)
# "30s", "late forties"; must not match "30's" of a possessive year ("1930s").
_DECADE = re.compile(r"(?<!\d)[1-9]0'?s\b|\b(?:" + "|".join(DECADES) + r")\b", re.IGNORECASE)
_ARIAN = re.compile(r"\b(?:[a-z]+genarian|(?:super)?centenarian)(?P<plural>s?)$", re.IGNORECASE)
# Two ages: "38 or 39", "7-8", "20s-30s"; "9-6", "thirty-five" and "5-year" are sorted out later.
_PAIR = re.compile(
    r"(?P<first>[\w']+)\s*(?:-|/|\bor\b|\bto\b)\s*(?P<second>[\w']+)"
    r"(?:[\s-]*(?:years?|yrs?|y/?o)\b.*)?",
    re.IGNORECASE,
)
_NUMBER_WORDS = frozenset({*UNITS, *TEENS, *TENS})


def band_of(years: float) -> str:
    """Return the band of an age: "30-39", or "90 or older".

    Args:
        years: At least 0; a fraction counts as the age it has not reached yet.
    """
    return next((f"{low}-{high}" for low, high in BANDS if int(years) <= high), TOP)


def band_surface(surface: str) -> str | None:
    """Return an age surface with its band in place of the number, or None where it tells none.

    Args:
        surface: What an age recognizer reports, such as "34-year-old", "age 34", "34F",
            "mid-thirties", "6 mo", "38 or 39".

    Returns:
        Text that stands in the same sentence: "30-39-year-old", "age 30-39", "30-39 F",
        "30-39 years", "0-2 years", "30-39". An age of 90 or more gives the text of `top_surface`.
    """
    plain = _plain(surface)
    if _WRITTEN.fullmatch(plain):
        return plain
    lead = _LEAD.match(plain)
    if lead:
        rest = band_surface(plain[lead.end() :])
        return None if rest is None else lead.group() + rest
    if "teens" in plain.lower() or _is_ordinal(plain):
        return None
    pair = _pair(plain)
    if pair is not None:
        return pair
    years = _years(plain)
    if years is None:
        return None
    return top_surface(plain) if years >= OVER_89 else _shaped(plain, band_of(years))


def top_surface(surface: str) -> str | None:
    """Return the text for an age of 90 or more, in the shape of its surface, or None.

    Returns:
        "90-or-older" for "93-year-old", "90-or-older years" for "mid-nineties", "person 90 or
        older" for "nonagenarian", "90 or older" for anything else that tells a number; None for
        an ordinal ("ninety-fifth") and for a surface without a number.
    """
    plain = _plain(surface)
    if _WRITTEN.fullmatch(plain):
        return plain
    lead = _LEAD.match(plain)
    if lead:
        rest = top_surface(plain[lead.end() :])
        return None if rest is None else lead.group() + rest
    if _is_ordinal(plain) or _years(plain) is None:
        return None
    arian = _ARIAN.search(plain)
    if arian:
        return f"{_people(arian)} {TOP}"
    if _DECADE.search(plain):
        return "90-or-older years"
    adjective = _ADJECTIVE.search(plain)
    if adjective:
        return f"people {TOP}" if adjective.group("plural") else "90-or-older"
    return TOP


def _years(plain: str) -> float | None:
    return age_of(re.sub(r"(?<=arian)s$", "", plain, flags=re.IGNORECASE))


def _is_ordinal(plain: str) -> bool:
    """Whether it is "forty-third" or "90th", which no band can stand for."""
    last = re.split(r"[\s-]", plain.lower())[-1]
    return last in ORDINALS or re.search(r"\d(?:st|nd|rd|th)$", last) is not None


def _plain(surface: str) -> str:
    """The surface on one line, with plain hyphens, digits and apostrophes."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", surface.strip()).replace("\u2019", "'")
    text = "".join(c if c in "½¼¾" else unicodedata.normalize("NFKC", c) for c in text)
    text = re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "-\n", text).replace("-\n", "-"))
    # A word broken at the line end: "four-teen" is fourteen, "thirty-four" stays.
    joined = text.replace("-", "", 1)
    return joined if joined.lower() in _NUMBER_WORDS else text


def _people(arian: re.Match[str]) -> str:
    return "people" if arian.group("plural") else "person"


def _shaped(plain: str, band: str) -> str:
    """The band with what of the surface lets it read on."""
    arian = _ARIAN.search(plain)
    if arian:
        return f"{_people(arian)} aged {band}"
    if _DECADE.search(plain):
        return f"{band} years"
    adjective = _ADJECTIVE.search(plain)
    if adjective:
        return f"{band}-year-old" + ("s" if adjective.group("plural") else "")
    if _YEARS_OLD.search(plain):
        return f"{band} years old"
    end = _END.search(plain)
    if end is None:
        return band
    before = plain[: end.start()]
    return f"{band} {_unit(end.group('unit'), after_years=bool(_YEAR_UNIT.search(before)))}"


def _unit(unit: str, *, after_years: bool) -> str:
    """The unit to write behind a band in place of "y.o.", "yrs", "F", "mo".

    A space stands before it: glued, a band would look like a code ("30-39F").
    """
    low = unit.lower().rstrip(".")
    if low == "f" or (low == "m" and not after_years):
        return unit
    if low in ("y", "yo"):
        return "yo"
    return "y/o" if low.startswith("y") and "o" in low else "years"


def _pair(plain: str) -> str | None:
    """The bands of "38 or 39" or "20s-30s"; None where the surface holds no two ages."""
    found = _PAIR.fullmatch(plain)
    if found is None:
        return None
    low, high = age_of(found.group("first")), age_of(found.group("second"))
    if low is None or high is None or not low < high < OVER_89:
        return None
    return _shaped(plain, " or ".join(dict.fromkeys((band_of(low), band_of(high)))))
