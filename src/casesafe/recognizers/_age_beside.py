"""Ages beside a name or a relative: "Ruby, 95, phones", "Linnea (12)", "daughters 4 and 7"."""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Word
from casesafe.recognizers._age_spot import FAMILY, LIFE_NEXT, Spot, is_name, is_person
from casesafe.recognizers._age_words import ADVERBS, NOT_NAMES, PEOPLE

_MONTH_NAMES = frozenset("april may june august jan jun mark".split())
# What may follow an age in brackets; must not match a unit or a second number of a score.
_CLOSES = lazy_pattern(
    r"\s*[),;/]|\+\)|\s(?:and|or|at|in|when|next|y/o|f\b|m\b|turning|last|now|by)|\s?[MF]\b|½|['\"]",
    re.IGNORECASE,
)
# A list's item in brackets: "I'd rather say it: (2) tell the boss".
_ITEM = lazy_pattern(r"\)\s[a-z]+ (?:the|a|her|his)\b")


def in_brackets(spot: Spot) -> str | None:
    """Return the rule of "Linnea (12)", "two sons (10, 13)", "his wife (34, a nurse)"."""
    if not spot.gap.endswith(("(", "[")) or not spot.follows(_CLOSES) or "\n" in spot.gap:
        return None
    prev = spot.prev
    opening = re.sub(r"[\"' ]", "", spot.gap)
    initial = opening == ".(" and prev is not None and len(prev.text) == 1
    if prev is None or (len(opening) > 1 and not initial and opening != ")("):
        return None
    if spot.number == 1 and not FAMILY.search(spot.left):
        return None
    item = spot.left.endswith(": (") and spot.follows(_ITEM)
    item = item or f"({spot.number - 1})" in spot.left
    named = is_person(prev, spot.note) or (prev.lower in _MONTH_NAMES and prev.text[0].isupper())
    if named and not item:
        return "age_in_brackets"
    if spot.number >= 13 and spot.follows(LIFE_NEXT) and not spot.is_scaled(spot.left[-16:]):
        return "age_in_brackets"
    if prev.lower.endswith("'s") or spot.number <= 2 or spot.is_scaled(spot.left):
        return None
    told = re.search(r"[a-z)]\s\($", spot.left) and FAMILY.search(spot.left)
    return "age_in_brackets" if told else None


# What may follow an age between commas; must not match a unit or a noun that it counts.
_COMMA_ENDS = lazy_pattern(
    r"\s*[,;.)\]\n|]|\s?--?\s|\s*$|\s(?:and|who|from|in|of|with|at|lives|works|is|was|has|had|on|"
    r"when|he|she|they|but|newly|recently|retired|married|single|a|an|the|\(|for|runs|both|born|"
    r"came|turned|died)\b|\s\(|\s?[MF]\b|\"|'|\?|!|\s\u2014",
    re.IGNORECASE,
)
_NAMED_BRACKET = lazy_pattern(r"[A-Za-z.\"]\s?\([^()]{1,44}\),\s$")
_IN_BRACKET = lazy_pattern(
    r"\((?:by |the )?[^()\n]*[A-Za-z][a-z]+[^()\n]*,\s$|\bd\.?\s[\d/.-]+,\s$"
)
_AFTER_ID = lazy_pattern(
    r"\b(?:MRN|HMIS|chart|ID|no\.?|DOB|OCSO|M\.?D\.?|Esq|rm|room|unit|bed)\s?#?[\w*./-]*\)?,\s$|"
    r"(?:#|[A-Z]{2,4})\d{4,}[\w*-]*,\s$",
    re.IGNORECASE,
)
# A name or relative a few words back in the same sentence: "Philippa, Pip to him, 46;".
_APPOSITION = lazy_pattern(
    r"(?:\b(?:brother|sister|mother|father|son|daughter|wife|husband|client|patient|man|woman|boy|"
    r"girl|cousin|aunt|uncle|friend|nephew|niece|grand\w+)\b|"
    r"(?:^|[.;:\n]\s?|\s)[A-Z][a-z]+(?: [A-Z][a-z'-]+)?)[^.;:\n\d]{0,34},\s$|"
    r"(?:^|[.:;\n\"]\s{0,2})(?:An?|Retired|Former|Semi-retired)\s[a-z][a-z' -]{2,40}"
    r"(?:,\s[a-z]{2,12})?,\s$"
)
_GUESSED = ADVERBS | frozenset("then approx abt age sounds looks over under".split())
_NUMBER_NEXT = lazy_pattern(r",\s\d{1,2}[,.]")


def after_comma(spot: Spot) -> str | None:
    """Return the rule of "Ruby, 95, phones", "his mother, 91.", "client, 39;"."""
    prev, gap, words = spot.prev, spot.gap, spot.note.words
    if prev is not None and prev.lower in _GUESSED and gap in (" ", ". "):
        before = words[prev.index - 1] if prev.index else None
        gap = spot.note.normal[before.end : prev.start] if before else ""
        prev = before
    if prev is None or not _PAUSE.search(gap) or not spot.follows(_COMMA_ENDS):
        return None
    closes = spot.after(1) in (",", ";", ".", ")")
    if rule := _after_clause(spot, prev, gap, closes):
        return rule
    bare = re.sub(r"[\"')\] ]", "", gap)
    if bare in (",", ";") or (bare in (".,", ".;") and len(prev.text) <= 2):
        if is_person(prev, spot.note):
            return _after_name(spot, prev)
        if not spot.note.has_capitals and _is_plain_name(spot, prev):
            return "age_after_name"
        if closes and spot.number >= 5 and _is_apposition(spot, prev):
            return "age_after_phrase"
    if bare in (":", ".:") and (len(prev.text) == 1 or prev.lower in PEOPLE):
        return "age_after_name" if spot.number >= 13 and spot.after(1) == "," else None
    dashed = bare in ("-", "--") and " " in gap and spot.number >= 3 and closes
    return "age_after_name" if dashed and is_name(prev, spot.note) else None


_PAUSE = lazy_pattern(r"[,;:]| --? ")


def _after_clause(spot: Spot, prev: Word, gap: str, closes: bool) -> str | None:
    """Ages after a bracket, a pronoun, an id, or inside a bracket."""
    left, number = spot.left, spot.number
    if gap == "), " and closes and number >= 3 and _NAMED_BRACKET.search(left):
        return None if spot.is_scaled(left) else "age_after_name"
    if gap == ", " and prev.lower in ("he", "she") and closes:
        return "age_after_name"
    if gap == ", " and spot.after(1) == ")" and number >= 3 and _IN_BRACKET.search(left):
        return None if spot.is_scaled(left[-12:]) else "age_in_brackets"
    if gap == ", " and prev.lower == "is" and number >= 13 and FAMILY.search(left):
        return "age_after_verb"
    ends = closes or spot.ends
    return "age_after_id" if ends and number >= 5 and _AFTER_ID.search(left) else None


def _after_name(spot: Spot, prev: Word) -> str | None:
    relative = prev.lower in PEOPLE
    if not relative and spot.number <= 2 and not spot.is_word:
        return None
    if spot.follows(_NUMBER_NEXT) and not relative and not FAMILY.search(spot.left):
        return None  # "Fig. X, 4, 5, 6": a list of numbers
    if spot.note.has_capitals and prev.text.isupper() and len(prev.text) > 2 and not relative:
        return None
    return None if spot.number < 13 and spot.is_scaled(spot.left[-20:]) else "age_after_name"


def _is_plain_name(spot: Spot, prev: Word) -> bool:
    """Whether a word of a note without capitals can be the name before an age."""
    if not prev.text.isalpha() or prev.lower in NOT_NAMES or spot.number < 3:
        return False
    closed = re.match(r"\s?,", spot.after(2)) is not None
    return closed and (spot.number >= 13 or FAMILY.search(spot.left) is not None)


def _is_apposition(spot: Spot, prev: Word) -> bool:
    if prev.lower.endswith("s") or prev.lower in NOT_NAMES or spot.is_scaled(spot.left):
        return False
    return _APPOSITION.search(spot.left) is not None


_BEFORE_NUMBER = frozenset(
    "son daughter sons daughters boys girls kids children child baby twins brother sister brothers "
    "sisters nephew niece grandson granddaughter sib sibs siblings stepson stepdaughter cousin "
    "grandma grandmother grandpa grandfather".split()
)
_VERB_NEXT = lazy_pattern(r"\s(?:is|was|has|had|says|said|for|to|at|by|will)\b")
# What may follow the number after a name; must not match a noun that it counts.
_NAME_ENDS = lazy_pattern(r"[,;.)]|\s(?:and|&)\s[A-Z]|\s?\(|\s?--?\s|\n|\sw/|$")


def after_person(spot: Spot) -> str | None:
    """Return the rule of "daughters 4 and 7", "son 12", "Jude 9, Eleanor 12"."""
    if spot.prev is None or spot.gap not in (" ", ": ", '" ', ") "):
        return None
    if spot.cue in _BEFORE_NUMBER and spot.ends and not spot.is_scaled(spot.left):
        return None if spot.follows(_VERB_NEXT) else "age_after_kin"
    if not spot.note.has_capitals or spot.prev.text.isupper() or not is_name(spot.prev, spot.note):
        return None
    told = spot.follows(_NAME_ENDS) and FAMILY.search(spot.left)
    return "age_after_name" if told and not spot.is_scaled(spot.left) else None
