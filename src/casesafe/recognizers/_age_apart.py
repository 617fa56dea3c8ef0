"""Ages that stand by themselves: "F, 29,", "RJ / 31 / day 19", ". 54. Said", a cell of a row."""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers._age_spot import LIFE_NEXT, Spot
from casesafe.recognizers._age_words import NOT_NAMES, PEOPLE
from casesafe.recognizers._date_parts import breaks_line

_SEXES = frozenset("m f male female man woman boy girl amab afab".split())
_SEX = lazy_pattern(
    r"(?:^|[\s,(|/])(?:[MF]|male|female|man|woman|boy|girl|AMAB|AFAB)(?:,|/)?\s{1,6}$"
)
_SEX_AFTER = lazy_pattern(r"\s(?:[MF]|male|female|AMAB|AFAB)\b(?!\.)|\s?/\s?[MF]\b")
_OPENS = lazy_pattern(r"(?:^|[,(;:|/\n]\s{0,3}|\b(?:a|an|pt|this)\s|\s{2,})$")
# A temperature, not a woman: "milk temp 37 F".
_WARM = lazy_pattern(
    r"\b(?:temp\w*|fridge|milk|house|outside|inside|oven|heat|cold|room|window|high|low|fever|"
    r"seat|night)\b|!",
    re.IGNORECASE,
)


def after_sex(spot: Spot) -> str | None:
    """Return the rule of "F, 29,", "M  52 y", "K., 22 F", "44 M"; no temperature, no T score."""
    left = spot.left
    if spot.is_scaled(left[-8:]):
        return None
    if spot.cue in _SEXES and spot.number >= 2 and "\n" not in left[-3:]:
        letter = len(spot.cue) == 1 and "," not in spot.gap and spot.is_scaled(left)
        if _SEX.search(left) and spot.ends and not letter:
            return "age_after_sex"
    if spot.number < 3 or spot.is_word or not spot.follows(_SEX_AFTER):
        return None
    return "age_before_sex" if _OPENS.search(left) and not _WARM.search(left) else None


# The end of a sentence; must not match "p. 17", "no. 47", "Dr. 4".
_SENTENCE = lazy_pattern(
    r"[A-Za-z)0-9](?<!\bp)(?<!pp)(?<!\b[Nn]o)(?<!Cal)(?<!vol)(?<!\bch)(?<!\brm)(?<![Pp]t)"
    r"(?<!\bSt)(?<!Dr)[.!?]\"? {1,2}$"
)
_LINE = lazy_pattern(r"(?:^|\n)\s*$|[:>*\u2014]\s$|\s--?\s$")
_SURNAME_FIRST = lazy_pattern(r"[A-Z][\w'-]+, [A-Z][\w'.-]+(?: [A-Z]\.?)?\"?\s{2,}$")
_PRONOUNS = frozenset("her him them they".split())


def set_apart(spot: Spot) -> str | None:
    """Return the rule of a number that is a sentence, a head or a cell of its own."""
    if spot.gap == " " or (spot.prev is None and spot.left != ""):
        return None
    after = spot.after(3)
    if spot.gap.strip(" .)") == "/" and re.match(r"\s/\s|\s*\n", after) and spot.number >= 5:
        return _in_header(spot)
    wide = len(spot.gap) >= 2 and spot.gap.strip("\"' ") in ("", ")") and "\n" not in spot.gap
    if wide and (not after.strip() or after.startswith("  ") or after[0] == "\n"):
        return _in_row(spot)
    return _at_head(spot, after) if 12 <= spot.number <= 110 else None


def _in_header(spot: Spot) -> str | None:
    """ "RJ / 31 / day 19", "initials / age / pronouns: D.O. / 17 / they"."""
    prev = spot.prev
    if "age" in spot.left.lower():
        return "age_in_header"
    if prev is None or not prev.text.isalpha() or len(prev.text) > 12:
        return None
    initial = len(prev.text) == 1 and prev.text.isupper()
    named = (initial or prev.lower not in NOT_NAMES) and not spot.is_scaled(spot.left[-16:])
    return "age_in_header" if named else None


def _in_row(spot: Spot) -> str | None:
    """ "Zielonka, Petra  34  MRN", "Pearl  client  47  wears"."""
    if _SURNAME_FIRST.search(spot.left) or spot.cue in _PRONOUNS:
        return "age_in_row"
    return "age_in_row" if spot.cue in PEOPLE and len(spot.cue) > 1 else None


def _at_head(spot: Spot, after: str) -> str | None:
    """ ". 54. Said", "27, optometry resident", "Sixty-six, retired", "Summary: 75, retired"."""
    heads_line = breaks_line(spot.note, spot.word.start - 1)
    if heads_line and after.startswith("."):
        return None  # the number of a list's item
    sentence = _SENTENCE.search(spot.left)
    if sentence and re.match(r"[.,]\s[A-Za-z]", after):
        return None if spot.is_scaled(spot.left[-16:]) else "age_at_head"
    if heads_line and re.match(r",\s[a-z]", after):
        return "age_at_head"
    opens = sentence or _LINE.search(spot.left)
    if (opens or spot.left.endswith("| ")) and spot.follows(LIFE_NEXT):
        return "age_at_head"
    capital = spot.word.text[0].isupper() and re.match(r"[,.]\s", after)
    return "age_at_head" if capital and opens else None
