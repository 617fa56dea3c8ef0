"""Numbers that their label does not touch: read digit by digit, or told a clause later.

"Medicaid. You want it? 0 0 4 7 7 1 3 9 0 2"; "your NPI; on file as 1477003311"; "his number at the
plant: 2216". Known misses: digits and letters read in turn ("4 B 7 K 2"), a row without a topic.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_context import topic_of
from casesafe.recognizers.base import cues_in
from casesafe.values.phones import is_nanp

#: Start, end, entity type, rule.
Apart = tuple[int, int, str, str]

# Single digits with single spaces; must not match the end of a number, a decimal, a time.
_ROW = lazy_pattern(r"\d(?: \d){3,18}(?![^\s.,;:)?!\"'-]|[.,:]\d)")
# What may stand before them; a class first keeps the search above fast.
_ROW_BEFORE = frozenset(" \n\t(:\"'#")
# Single capitals before them: "T R 0 0 9 1 6"; must not match the last letter of a word.
_CAPITALS = lazy_pattern(r"(?<![^\s(:\"'#])(?:[A-Z] ){1,5}$")
_LEAST = 6
_LEAST_BEHIND_CAPITALS = 4
#: How many words before a row of digits may hold its topic.
_REACH = 20
#: Words of any number that is told digit by digit, and of answers to a questionnaire.
_NUMBERS = lab.words_of("number numbers no id digits card code letter cert certificate")
_ANSWERS = lab.words_of(
    """item items score scores scored rating ratings rated scale subscale responses answers phq gad
    pcl suds mood sleep hours urges pain moca span forward backward trials counted counts"""
)
# An NPI a clause behind its label: ten digits, the first 1 or 2; must not cross a paragraph.
_NPI = lazy_pattern(
    r"(?:(?!\n\s*\n|\d{4}).){0,90}?(?<![\w.+-])([12]\d{9})(?![\w-])",
    re.DOTALL,
)
# What ends a clause; behind anything else the label still touches its number.
_CLAUSE = lazy_pattern(r"[;?!]|[.,:]\s|\n")
# "number at the plant: 2216", "number with the union was 40417"; must not match a telephone, a
# time, a year, or a count ("number of men in the unit: 2120", "was 1400 steps").
_NUMBER_AT = lazy_pattern(
    r" (?:at|in|with|from) (?:the|his|her|their|my)? ?[A-Za-z][A-Za-z.' ]{1,28}?"
    r"(?:,? (?:is|was|were)|:|,) {1,2}#?(?!(?:19|20)\d\d\b)(\d{4,7})"
    r"(?=[.,;)\"']?(?:\s|\Z))(?! [a-z])",
    re.IGNORECASE,
)
_OWNERS = lab.words_of(
    """old former new company work his her their my your our client's pt's patient's dad's mom's
    badge clock payroll employee man plant union locker check brass tag worker timecard time roll"""
)


def numbers_apart(note: Note) -> Iterator[Apart]:
    """Yield start, end, entity type and rule of the numbers apart from their label."""
    if not note.has_digits:
        return
    for m in _ROW.finditer(note.normal):
        found = _row(note, m)
        if found is not None:
            yield found
    for word, _ in cues_in(note, {"npi": 0, "npis": 0}):
        npi = _NPI.match(note.normal, word.end)
        if npi is not None and _CLAUSE.search(note.normal, word.end, npi.start(1)):
            yield *npi.span(1), lab.LICENSE, "npi_apart"
    for word, _ in cues_in(note, {"number": 0, "no": 0}):
        m2 = _NUMBER_AT.match(note.normal, word.end)
        if m2 is not None and word.index and note.words[word.index - 1].lower in _OWNERS:
            yield *m2.span(1), lab.OTHER, "number_at"


def _row(note: Note, m: re.Match[str]) -> Apart | None:
    """Return a row of single digits that is a number, with the capitals before it."""
    digits, at = m.group()[::2], m.start()
    before = note.normal[max(0, at - 2) : at]
    if before and (before[-1] not in _ROW_BEFORE or (before[0].isdigit() and before[-1] == " ")):
        return None
    capitals = _CAPITALS.search(note.normal, max(0, m.start() - 10), m.start())
    if len(digits) < (_LEAST_BEHIND_CAPITALS if capitals else _LEAST) or _counts(digits):
        return None
    start = capitals.start() if capitals else m.start()
    topic = _topic(note, start)
    if topic == "":
        return None
    if capitals is None and (topic is None or (topic == lab.OTHER and is_nanp(digits))):
        return None
    return start, m.end(), topic or lab.OTHER, "digit_by_digit"


def _counts(digits: str) -> bool:
    """Say whether digits count up or down, as the points of a scale do: "1 2 3 4 5"."""
    steps = {ord(b) - ord(a) for a, b in pairwise(digits)}
    return len(steps) == 1


def _topic(note: Note, start: int) -> str | None:
    """Return the type that the nearest word before says, over lines too; "" for answers."""
    words = note.words
    last = bisect_left(words.starts, start) - 1
    named: str | None = None
    for i in range(last, max(-1, last - _REACH), -1):
        word: Word = words[i]
        if word.lower in _ANSWERS:
            return ""
        topic = topic_of(word)
        if topic is not None and topic != lab.OTHER:
            return topic
        if named is None and (topic is not None or word.lower in _NUMBERS):
            named = lab.OTHER
    return named


__all__ = ["numbers_apart"]
