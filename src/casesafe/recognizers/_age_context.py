"""Bare numbers that what stands round them makes an age.

Every number of one to three digits, and every number word, is looked at with the words beside it:
a label ("age 7"), a verb ("is 52", "turned ninety"), a name or a relative ("Ruby, 95,", "son (7)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._age_apart import after_sex, set_apart
from casesafe.recognizers._age_beside import after_comma, after_person, in_brackets
from casesafe.recognizers._age_spot import LEFT, SCALED, Spot
from casesafe.recognizers._age_verbs import after_at, after_verb, in_phrase, very_old
from casesafe.recognizers._age_words import NOT_AGE_AFTER, NOT_NAMES
from casesafe.recognizers._date_parts import Found, Hit
from casesafe.values.number_words import TEENS, TENS, UNITS

_WORDED = {
    **UNITS, **TEENS, **TENS,
    **{f"{t}-{u}": a + b for t, a in TENS.items() for u, b in UNITS.items()},
    **{f"{u}-and-{t}": a + b for t, a in TENS.items() for u, b in UNITS.items()},
}  # fmt: skip
#: The cue words of this module: every number that could be an age -> its value.
CUES: dict[str, dict[str, int]] = {
    "number": {
        **{str(n): n for n in range(1, 120)}, **_WORDED,
        **{f"{n}{half}": n for n in range(1, 20) for half in "½¼¾"},
    },
}  # fmt: skip
# A half after a number; must not match a second age.
_HALF = lazy_pattern(
    r"½|¼|¾|\s1/2\b|\s\d{1,2}/12\b|(?: and|-and)[ -]a[ -]half\b| and three quarters\b"
)
_BANDED = lazy_pattern(r"[ -]or[ -](?:older|earlier)")
_RULES = (
    in_brackets, after_comma, after_verb, after_at, after_person, after_sex, set_apart, in_phrase,
    very_old,
)  # fmt: skip


def bare_ages(note: Note, found: Found) -> Iterator[Hit]:
    """Yield the numbers that are ages by their context, in order of the note."""
    spans: list[tuple[int, int]] = []
    skip = -1
    for w, number in sorted(found["number"], key=lambda c: c[0].start):
        if w.start < skip:
            continue
        skip, number = _whole(note, w, number)
        spot = _spot(note, w, skip, number)
        rule = _rule(spot, spans) if spot else None
        if rule is None:
            continue
        half = _HALF.match(note.normal, skip)
        stop = half.end() if half else _plus_end(note.normal, skip)
        if rule == "age_list" and _OR.fullmatch(note.normal, spans[-1][1], w.start):
            yield Hit(spans[-1][0], stop, "age_or_age", Source.CUE)
        spans.append((w.start, skip))
        yield Hit(w.start, stop, rule, Source.LABEL if rule == "age_label" else Source.CUE)


def _plus_end(text: str, end: int) -> int:
    """Keep the sign of "90+"."""
    return (
        end + 1
        if text[end : end + 1] == "+" and not text[end + 1 : end + 3].strip()[:1].isdigit()
        else end
    )


def _whole(note: Note, w: Word, number: int) -> tuple[int, int]:
    """The end and value of a number, of two words too ("twenty six")."""
    if w.lower in TENS and w.index + 1 < len(note.words):
        after: Word = note.words[w.index + 1]
        if after.lower in UNITS and note.normal[w.end : after.start] in (" ", "\n"):
            return after.end, number + UNITS[after.lower]
    return w.end, number


def _spot(note: Note, w: Word, end: int, number: int) -> Spot | None:
    """The number with its neighbours, unless a sign beside it makes it something else."""
    text = note.normal
    before = text[w.start - 1] if w.start else " "
    if before in "$#.:/-_@+<>^°" or before.isalnum() or w.lower == "one":
        return None
    if _BANDED.match(text, end):
        return None
    prev = note.words[w.index - 1] if w.index else None
    gap = text[prev.end : w.start] if prev else ""
    left = text[max(0, w.start - LEFT) : w.start].rpartition("\n\n")[2]
    return Spot(note, w, end, number, prev, gap, left)


def _rule(spot: Spot, spans: list[tuple[int, int]]) -> str | None:
    """The rule that makes a number an age, or None."""
    low = spot.left.lower()
    if ("age" in low or "edad" in low) and _LABEL.search(spot.left):
        return None if spot.follows(_UNIT_OF_LABEL) else "age_label"
    if spot.follows(NOT_AGE_AFTER) and not spot.follows(_HALF):
        return None
    if spans and _is_chained(spot, spans[-1][1]):
        return "age_list"
    for rule in _RULES:
        name = rule(spot)
        if name:
            return name
    return None


# "age 7", "aged four", "Age: 34", "AGE .... 93", "age=41", "DOB / Age: 1979-08-30 / 45".
_LABEL = lazy_pattern(
    r"(?<![A-Za-z])(?:age|ages|aged|pt_age|patientage|edad)(?:\s(?:is|was|of|stated|about|"
    r"approx\.?|at (?:test|intake|onset|offense|time|visit|admission|diagnosis|referral)|given as|"
    r"around|only))?(?:[\s:=|.\"'>(~\]-]{1,30}|\s?/\s?)(?:\[?)$|"
    r"\bage\b:?\s?[\d/.-]{6,10}\s?/\s?$|\bby age\s$",
    re.IGNORECASE,
)
# What makes "age 5 of" a rule for all, not one person's age.
_UNIT_OF_LABEL = lazy_pattern(
    r"\s?(?:%|:\d|mg\b|-?\d(?!/))|[ -](?:of|groups?|and up|and over|to \d|waits)\b", re.IGNORECASE
)
# Two ages side by side: "4 and 7", "10, 13", "66, 19, and 8".
_CHAIN = lazy_pattern(
    r"\)?,?\s(?:and|&|or|to|then|maybe|perhaps|turning)\s\(?|,\s|\s?[/&+]\s?|,\smaybe\s|"
    r",?\sand almost\s"
)
# The next child of a list: "Omid 5, Laila 12".
_NAMED_CHAIN = lazy_pattern(
    r"\)?[,;]?(?:\s(?:and|&)\s|[,;]?\s)[A-Z][\w'.\"-]{0,20}(?:\s[A-Z][\w'-]+)?,?\s\(?"
)
_BOTH = lazy_pattern(r" (?:and|&) ")
_OR = lazy_pattern(r" or |, maybe |, perhaps ")
_SECOND_NUMBER = lazy_pattern(r",?\s\d")


def _is_chained(spot: Spot, last: int) -> bool:
    """Whether a number is joined to the age that ends at `last`."""
    start = spot.word.start
    text = spot.note.normal
    if _BOTH.fullmatch(text, last, start):
        return True
    if start - last > 32 or not spot.ends:
        return False
    if _CHAIN.fullmatch(text, last, start):
        return text[last:start].strip() != "," or not spot.follows(_SECOND_NUMBER)
    if spot.cue in NOT_NAMES or _NAMED_CHAIN.fullmatch(text, last, start) is None:
        return False
    return SCALED.search(text, last, start) is None
