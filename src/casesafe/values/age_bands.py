"""Ages -> bands that still read in their sentence: "34-year-old" -> "30-39-year-old".

The bands are 0-2, 3-5, 6-11, 12-17, 18-19, then ten years each up to 80-89; from 90 on an age is
"90 or older" (45 CFR 164.514(b)(2)(i)(C)).

Known misses: ages in words of other languages, "teens" (two bands): the caller writes a
placeholder there.
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
# What `band_surface` and `top_surface` wrote; must not match a range of ages such as "7-8".
_WRITTEN = re.compile(
    rf"(?:aged? )?(?:{_BAND}|90 or older|90-or-older)(?:-year-olds?| ?y/?o| years(?: old)?| ?[fm])?"
    rf"(?: or (?:{_BAND}))?|(?:person|people) (?:aged )?(?:{_BAND}|90 or older)|90-or-older years",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:age[ds]?|aged? of)\s*:?\s+", re.IGNORECASE)
# "34-year-old", "34 yr old", "four-month-old", "47 year o1d"; must not match "years old".
_ADJECTIVE = re.compile(
    r"[\s-]*\b(?:year|yr|month|mo|week|wk|day)\.?[\s-]*o[l1]d(?P<plural>s|'s)?$", re.IGNORECASE
)
_YEARS_OLD = re.compile(r"\b(?:years?|yrs?|months?|mos?|weeks?|wks?|days?)\s+old$", re.IGNORECASE)
# A unit or sex glued to the number or a space after it ("34yo", "34 y.o.", "34F", "70 M").
_ABBREVIATED = re.compile(
    r"(?<=[\d½¼¾])(?P<space>\s?)(?P<unit>y\.?/?o\.?|yrs?\.?o?|y|[fm]|years?)$", re.IGNORECASE
)
# "6mo", "8 months", "11 wks", "ten days", "30 months"; must not match "5 yrs 2 mos".
_SHORT_UNIT = re.compile(
    r"^(?:(?!y).)*?(?P<space>[\s-]?)\b?(?P<unit>months?|mos?|weeks?|wks?|days?|m(?=\d|$))\.?$",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<![\d])(?P<tens>[1-9]0)'?s\b|\b(?P<word>[a-z]+ies|teens)\b", re.IGNORECASE)
_ARIAN = re.compile(r"\b[a-z]+genarian(?P<plural>s?)$|\b(?:super)?centenarian(?P<more>s?)$", re.I)
# Two ages: "38 or 39", "7-8", "20s-30s", "six to seven"; must not match "5-year" or "9-6" upward.
_PAIR = re.compile(
    r"^(?P<first>[\w']+?)\s*(?:-|\bor\b|\bto\b|/)\s*(?P<second>[\w']+?)"
    r"(?P<rest>(?:[\s-]*(?:years?|yrs?|y/?o)\b.*)?)$",
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
        Text that stands in the same sentence: "30-39-year-old", "age 30-39", "30-39F",
        "30-39 years", "0-2 years", "30-39". An age of 90 or more gives the text of `top_surface`.
    """
    plain = _plain(surface)
    if _WRITTEN.fullmatch(plain):
        return plain
    lead = _LEAD.match(plain)
    if lead:
        rest = band_surface(plain[lead.end() :])
        return None if rest is None else lead.group() + rest
    if "teens" in plain.lower():
        return None
    pair = _pair(plain)
    years = age_of(plain)
    if pair is not None:
        return pair
    if years is None:
        return None
    if years >= OVER_89:
        return top_surface(plain)
    return _shaped(plain, band_of(years))


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
    last = re.split(r"[\s-]", plain.lower())[-1]
    if last in ORDINALS or re.search(r"\d(?:st|nd|rd|th)$", last) or age_of(plain) is None:
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


def _plain(surface: str) -> str:
    """The surface on one line, with plain hyphens, digits and apostrophes."""
    text = re.sub("[‐-―−]", "-", surface.strip()).replace("’", "'")
    text = "".join(c if c in "½¼¾" else unicodedata.normalize("NFKC", c) for c in text)
    text = re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "-\n", text).replace("-\n", "-"))
    # A word broken at the line end: "four-teen" is fourteen, "thirty-four" stays.
    joined = text.replace("-", "", 1)
    return joined if joined.lower() in _NUMBER_WORDS else text


def _people(arian: re.Match[str]) -> str:
    return "people" if arian.group("plural") or arian.group("more") else "person"


def _shaped(plain: str, band: str) -> str:
    """The band with what of the surface lets it read on."""
    arian = _ARIAN.search(plain)
    if arian:
        return f"{_people(arian)} aged {band}"
    if _is_decade(plain):
        return f"{band} years"
    adjective = _ADJECTIVE.search(plain)
    if adjective:
        return f"{band}-year-old" + ("s" if adjective.group("plural") else "")
    if _YEARS_OLD.search(plain):
        return f"{band} years old"
    short = _SHORT_UNIT.match(plain)
    if short:
        glued = short.group("unit").lower() in ("mo", "mos", "m") and not short.group("space")
        return f"{band}yo" if glued else f"{band} years"
    unit = _ABBREVIATED.search(plain)
    if unit:
        return band + unit.group("space") + _unit(unit.group("unit"))
    return band


def _unit(written: str) -> str:
    """The unit to write after a band: "y.o." -> "y/o", "yrs" -> "years", "F" -> "F"."""
    low = written.lower()
    if low in ("f", "m"):
        return written
    if low.startswith(("year", "yr")) and "o" not in low:
        return "years"
    return "y/o" if "/" in low or "." in low else "yo"


def _is_decade(plain: str) -> bool:
    found = _DECADE.search(plain)
    return found is not None and (
        found.group("tens") is not None or found.group("word").lower() in DECADES
    )


def _pair(plain: str) -> str | None:
    """The bands of "38 or 39" or "20s-30s"; None where the surface holds no two ages."""
    found = _PAIR.match(plain)
    if found is None:
        return None
    low, high = age_of(found.group("first")), age_of(found.group("second"))
    words = (found.group("first") + " " + found.group("second")).lower().split()
    spelled = words[0] in TENS and words[1] in UNITS
    if low is None or high is None or spelled or high <= low or high >= OVER_89:
        return None
    bands = list(dict.fromkeys((band_of(low), band_of(high))))
    return _shaped(" or ".join((plain, "")).removesuffix(" or "), " or ".join(bands))
