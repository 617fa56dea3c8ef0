"""Whether the name of a month, with no day beside it, is the month.

"May", "March", "August", "April", "June" and "Jan" are names and verbs too; they need a cue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note


@dataclass(frozen=True)
class Month:
    """The name of a month where it stands in a note.

    Args:
        note: The note.
        start: Its first character.
        end: One past its last, without "'s" or a full stop.
        name: The name as `values.dates.MONTHS` knows it.
    """

    note: Note
    start: int
    end: int
    name: str

    def __repr__(self) -> str:
        return f"Month({self.start}, {self.end})"

    @cached_property
    def word(self) -> str:
        """The name as written."""
        return self.note.normal[self.start : self.end]

    @cached_property
    def cue(self) -> str:
        """The word before, lower case, if only a space stands between."""
        left = self.note.lower[max(0, self.start - 14) : self.start]
        if not left.endswith((" ", "(", "\n")):
            return ""
        words = left.split()
        return words[-1].strip('(,."') if words and not words[-1].endswith((".", ",")) else ""


#: Words that make a month of "May" or "june" wherever they stand.
STRICT_CUES = frozenset(
    "in since until till til through thru during early late mid last next this same".split()
)
#: Words before a month, the loose ones included.
MONTH_CUES = STRICT_CUES | frozenset("'til each every come before after of by".split())

_UNMISTAKABLE = frozenset(
    "january february september october november december sept febuary feburary janurary".split()
)
_ABBREVIATIONS = frozenset("feb aug nov oct apr jul jun dec sep jan mar".split())
#: Abbreviations that are no name and no other abbreviation when written "Feb".
_CLEAR_ABBREVIATIONS = frozenset("feb aug nov oct apr jul dec".split())
_VERB_MARCH = frozenset("to will would must should can could and i we you they who".split())
_OWNERS = frozenset("the his her my our your their its".split())
# A noun that a month can be told of: "the April anniversary"; must not match a verb.
_NOUN_NEXT = lazy_pattern(r"\s(?!is\b|was\b|has\b|had\b|who\b|and\b|or\b|in\b|at\b|of\b)[a-z]{3,}")
# "the end of ", "beginning of ", "the month of ": must not match "afraid of ".
_OF_MONTH = lazy_pattern(
    r"\b(?:end|start|beginning|middle|rest|month|half|days?|week|part|most|all|\w+th|first|second|"
    r"third|summer|winter|spring|fall|ides)\sof\s$",
    re.IGNORECASE,
)
# What one does when marching; must not match a noun.
_MARCHES = lazy_pattern(r"\s(?:on|in|up|out|over|back|around|right|off|band|step|madness)\b")
_PLANNED = lazy_pattern(r"\s(?:move|visit|trip|wedding|hearing|court|appointment|date|birthday)\b")
# A verb after "may"; must not match a joining word.
_MODAL = lazy_pattern(r"\s(?!and\b|or\b|at\b|in\b|with\b|when\b|for\b|to\b|he\b|she\b)[a-z]")
# What one hears from a person called April or June, not from a month.
_HEARD = lazy_pattern(
    r"\b(?:calls?|letter|e-?mail|texts?|message|heard|gift|note|card|word|vm)\sfrom\s$",
    re.IGNORECASE,
)
#: Verbs of an event behind which a month ends the clause: "dog died march."
_EVENTS = frozenset(
    "died passed moved started began ended graduated relapsed retired divorced separated closed "
    "opened born".split()
)
# The end of a clause; must not match the words of a marcher or what a person called May did.
_CLAUSE_END = lazy_pattern(r"\s?(?:[.;,)\n]|\Z)")
_SHUT = lazy_pattern(r"[;)]|\.?(?:\n|\Z)|[.,]\s")
# Verbs with which "after" goes to a person: "looks after May."
_NAMED_AFTER = lazy_pattern(
    r"\b(?:look(?:s|ed|ing)?|ask(?:s|ed|ing)?|named?|called|tak(?:es?|ing)|took|r[au]n|running|went|"
    r"goes|chas\w+|clean\w*|pick\w*|car(?:es?|ed|ing)) after $",
    re.IGNORECASE,
)
_NAMED_NEXT = lazy_pattern(r"\s(?:and\s)?[A-Z]|'s|,\s(?:\d|who|the)")


def stands_as_month(m: Month) -> bool:
    """Return whether the name of a month stands for the month, not for a person or a verb."""
    text = m.note.normal
    if text[m.end : m.end + 1] == "@" or text[m.start - 1 : m.start] in ("@", "#"):
        return False
    if m.name in _UNMISTAKABLE:
        return text[m.end : m.end + 2] != "'s" or m.word[0].isupper()
    if text[m.end : m.end + 2] == "'s":
        return text[m.end : m.end + 6] == "'s end"
    if m.cue == "from" and m.word.istitle() and m.name not in ("may", "march"):
        named = _NAMED_NEXT.match(text, m.end)
        return named is None and not _HEARD.search(text, max(0, m.start - 20), m.start)
    if text[m.start - 1 : m.start] == "_" and text[m.end : m.end + 1] in ("_", "."):
        return text[m.end + 1 : m.end + 2].isalpha()
    if m.cue in _EVENTS and _CLAUSE_END.match(text, m.end):
        return True
    if m.name == "may" and m.cue == "after" and m.word == "May" and _SHUT.match(text, m.end):
        return not _NAMED_AFTER.search(text, max(0, m.start - 18), m.start)
    strict = m.cue in STRICT_CUES or (
        m.cue == "of" and _OF_MONTH.search(text, max(0, m.start - 28), m.start) is not None
    )
    if m.name in _ABBREVIATIONS:
        return _is_abbreviation(m, strict)
    if m.cue in _OWNERS and m.word.istitle() and _NOUN_NEXT.match(text, m.end):
        return True
    return _WHOLE.get(m.name, _april_may_june)(m, strict)


def _is_abbreviation(m: Month, strict: bool) -> bool:
    if strict or (m.word.istitle() and m.name in _CLEAR_ABBREVIATIONS):
        return True
    upper = m.word.isupper() and m.note.has_capitals
    return m.cue in ("by", "before", "after", "each", "every") and not upper


def _july(m: Month, strict: bool) -> bool:
    return strict or m.word[0].isupper()


def _march(m: Month, strict: bool) -> bool:
    marches = _MARCHES.match(m.note.normal, m.end) is not None
    if m.word.islower() or not m.note.has_capitals:
        return (strict or m.cue == "come") and not (m.cue in ("in", "this") and marches)
    return strict or (m.cue not in _VERB_MARCH and not marches)


def _august(m: Month, strict: bool) -> bool:
    if strict or (m.word.islower() and m.cue == "by"):
        return True
    if m.word.islower():
        return False
    return m.cue in MONTH_CUES or _PLANNED.match(m.note.normal, m.end) is not None


def _april_may_june(m: Month, strict: bool) -> bool:
    if not (strict or m.cue in ("by", "before", "come", "each", "every", "due", "least")):
        return False
    text = m.note.normal
    follows = text[m.end : m.end + 2]
    if (
        m.name != "may"
        and m.cue in ("by", "before")
        and follows[:1] == " "
        and follows[1:].isupper()
    ):
        return False  # "by June Carter"
    modal = m.name == "may" and m.word.islower() and _MODAL.match(text, m.end) is not None
    return not modal or m.cue in ("in", "since", "until", "late", "early")


_WHOLE = {"july": _july, "march": _march, "august": _august}
