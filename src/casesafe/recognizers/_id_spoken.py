"""Numbers spelled out in dictation: "mrn four four one seven", "P as in papa one one four six".

A run of at least three digit words counts where a label stands before it; telephones are the
contact recognizer's. Known misses: "forty-four seventeen", digits and words mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_lookup import look_back

DIGITS = lab.words_of("zero oh o one two three four five six seven eight nine niner")
_JOINERS = lab.words_of("dash hyphen slash as in double triple point dot space")
_NATO = lab.words_of(
    """alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november
    oscar papa quebec queen romeo sierra tango uniform victor whiskey xray x-ray yankee zulu peter
    robert sam tom boy david edward frank george henry king mary nancy apple adam"""
)
#: Years of dockets: "twenty four C V oh oh one"; only in front of single digits.
_TENS = lab.words_of("ten eleven twelve fifteen sixteen eighteen nineteen twenty thirty")
_MIN_DIGITS = 3
_SSN_DIGITS = 9
_CPT_DIGITS = 5
# Between the words of one number: a space, a comma, a hyphen; not the end of a sentence.
_GAP = lazy_pattern(r"[\s,\-]{1,3}")
# The letter of a court's division or a suffix; must not match a word.
_DIVISION = lazy_pattern(
    r",? (?:division|div|suffix|letter|dash)"
    r" (?:[A-Za-z]|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?![\w'])",
    re.IGNORECASE,
)
#: So many words may spell the letters before the digits.
_MAX_LETTER_WORDS = 14


def spoken_ids(note: Note) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, entity type and rule of the spelled numbers behind a label."""
    index = note.words.by_lower
    spoken = index.keys() & DIGITS
    if sum(len(index[w]) for w in spoken) < _MIN_DIGITS:
        return
    words = sorted((w for key in spoken for w in index[key]), key=lambda w: w.index)
    known: dict[int, str] = {}
    for first, last, count in _runs(note, words):
        if count < _MIN_DIGITS:
            continue
        start = _left(note, first)
        look = look_back(note, note.words[start].start, False)
        label = look.label
        entity_type = known.get(count) if label is None and not look.blocked else None
        if label is not None and (
            label.strict
            or (
                look.pure
                and (look.connector or (count > 4 and not _is_billing(note, first, count)))
            )
        ):
            entity_type = known[count] = label.entity_type
        if entity_type is None and count == _SSN_DIGITS and _names_ssn(note, first):
            entity_type = lab.SSN
        if entity_type is not None:
            end = note.words[_right(note, last)].end
            tail = _DIVISION.match(note.normal, end)
            end = tail.end() if tail else end
            yield note.words[start].start, end, entity_type, "spoken"


def _is_billing(note: Note, first: int, count: int) -> bool:
    """Say whether five digits begin with a nine, as the billing codes of therapy do."""
    return count == _CPT_DIGITS and note.words[first].lower == "nine"


def _names_ssn(note: Note, first: int) -> bool:
    return any(w.lower in ("ssn", "social") for w in note.words[max(0, first - 12) : first])


def _runs(note: Note, words: list[Word]) -> Iterator[tuple[int, int, int]]:
    """Yield first word, last word and number of digits of each run of digit words."""
    at = 0
    while at < len(words):
        first = last = words[at].index
        count = 1
        at += 1
        while at < len(words) and _joined(note, last, words[at].index):
            last = words[at].index
            count += 1
            at += 1
        yield first, last, count


def _joined(note: Note, last: int, following: int) -> bool:
    if following - last > 6:
        return False
    words, text = note.words, note.normal
    for i in range(last, following):
        if not _GAP.fullmatch(text[words[i].end : words[i + 1].start]):
            return False
    return all(_joins(words[i]) for i in range(last + 1, following))


def _joins(word: Word) -> bool:
    low = word.lower
    return (len(low) == 1 and low not in "ai") or low in _JOINERS or low in _NATO


def _left(note: Note, first: int) -> int:
    """Take in letters before the digits: "P as in papa", "x zero ..."."""
    words = note.words
    i = first
    while i > 0 and first - i < _MAX_LETTER_WORDS:
        step = _letter_before(note, i)
        low = words[i - 1].lower
        if not step and (_joins(words[i - 1]) or low in ("a", "i") or low in _TENS):
            step = 1
        if not step:
            break
        i -= step
    while i < first and words[i].lower in ("as", "in", "for", "space", "point"):
        i += 1
    return i


def _letter_before(note: Note, i: int) -> int:
    """Return how many words before `i` spell one letter, "C as in cat": 4, 3, or 0."""
    words, text = note.words, note.normal
    for link in (("as", "in"), ("for",), ("like",)):
        at = i - len(link) - 2
        if at < 0 or tuple(w.lower for w in words[at + 1 : i - 1]) != link:
            continue
        named = words[i - 1].lower
        gaps = (text[words[k].end : words[k + 1].start] for k in range(at, i))
        if words[at].lower == named[:1] and all(_GAP.fullmatch(gap) for gap in gaps):
            return len(link) + 2
    return 0


def _right(note: Note, last: int) -> int:
    words, text = note.words, note.normal
    i = last
    while i + 1 < len(words) and i - last < 6 and _joins(words[i + 1]):
        if not _GAP.fullmatch(text[words[i].end : words[i + 1].start]):
            break
        i += 1
    while i > last and words[i].lower in ("as", "in", "dash", "point", "space", "slash", "hyphen"):
        i -= 1
    return i


__all__ = ["DIGITS", "spoken_ids"]
