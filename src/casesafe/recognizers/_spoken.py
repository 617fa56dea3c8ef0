"""Telephone numbers, e-mail and web addresses as they are read aloud ("oh one", "dot", "at")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._phones import Phone, has_phone_cue, other_label
from casesafe.recognizers.base import compiled, cues_in
from casesafe.values.phones import AREA_CODES, DIGIT_WORDS, is_nanp, is_public_line, spoken_digits

_ONE = r"""(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|
    fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|
    eighty|ninety|hundred|double|triple|treble|o|\d{1,4})"""
# Digits spoken and typed in a row; must not run over a full stop or into other words.
_RUN = compiled(
    rf"[(]?{_ONE}(?:[ ,.\-()/]{{0,3}}(?:(?:area[ ]code|dash|hyphen)[ ])?{_ONE}){{2,24}}(?![^\W_])",
    ignore_case=True,
)
# Typed digits that belong to the run that follows them; must not start inside a longer number.
_BEFORE = lazy_pattern(r"(?<![\d\-./$#])\(?\d{3}\)?(?:[ .,\-]{0,2}\d{3})?[ ,.\-]{0,3}(?:\d{1,3})?$")
_SPELLED = lazy_pattern(
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|triple|double", re.IGNORECASE
)
_EXT = compiled(
    rf"""[ ]{{0,2}},?[ ]{{0,2}}(?:extension|ext|option)\.?[ ]
    {_ONE}(?:[ \-]{_ONE}){{0,5}}(?![^\W_])""",
    ignore_case=True,
)
# A single letter before spelled digits, which makes them a code ("m w six six oh"); must not
# match "a" and "i".
_LETTER = lazy_pattern(r"(?<![^\W_])[b-hj-zB-HJ-Z][ ]$")
_FIRST = frozenset(DIGIT_WORDS - {"hundred", "o"})


def _clusters(note: Note) -> Iterator[Word]:
    """Yield each word that begins a row of digit words."""
    index = note.words.by_lower
    keys = index.keys() & _FIRST
    keys |= {k for k in index if 7 < len(k) < 40 and not k.isalpha() and _SPELLED.search(k)}
    if not keys:
        return
    last = -1
    for word in sorted((w for k in keys for w in index[k]), key=lambda w: w.start):
        if word.start >= last:
            yield word
        last = word.end + 4


def spoken_phones(note: Note) -> Iterator[Phone]:
    """Yield the numbers of which at least three digits are spelled, extension included."""
    done = 0
    for word in _clusters(note):
        if word.start < done:
            continue
        typed = _BEFORE.search(note.normal[max(0, word.start - 16) : word.start])
        start = word.start - len(typed.group()) if typed else word.start
        for m in _runs(note, start):
            ext = _EXT.match(note.normal, m.end())
            done = ext.end() if ext else m.end()
            yield Phone(_with_area(note, m.start()), done, "spoken", Source.CUE)
    yield from _areas(note)


def _runs(note: Note, start: int) -> Iterator[re.Match[str]]:
    """Yield the number that the digits at a place spell, or those of their sentences."""
    m = _RUN.match(note.normal, start)
    if m is None:
        return
    if _dialled(note, m):
        yield m
        return
    stop, at = m.end(), m.start()
    while at < stop and ". " in note.normal[at:stop]:
        cut = note.normal.find(". ", at, stop)
        part = _RUN.match(note.normal, at, cut)
        if part is not None and _dialled(note, part):
            yield part
        at = cut + 2
    part = _RUN.match(note.normal, at, stop) if at > m.start() else None
    if part is not None and _dialled(note, part):
        yield part


# "area" before an area code; must not match "the area".
_AREA_BEFORE = lazy_pattern(r"(?<![^\W_])area(?: code)?,? $", re.IGNORECASE)
# An area code told apart, three digits spelled or typed; must not match a longer number.
_AREA_AFTER = compiled(
    rf"(?:[ ]code)?(?:[ ]is|:)?[ ](?P<code>{_ONE}(?:[ \-]{_ONE}){{0,2}})(?![^\W_]|[ \-]{_ONE})",
    ignore_case=True,
)
# Its number stands near by; must not match a word with those letters.
_NUMBER_NEAR = lazy_pattern(r"\bfive five five|\b555\b|triple five", re.IGNORECASE)


def _with_area(note: Note, start: int) -> int:
    """Return where a number read aloud begins with the word "area" before its area code."""
    m = _AREA_BEFORE.search(note.normal, max(0, start - 12), start)
    return m.start() if m else start


def _areas(note: Note) -> Iterator[Phone]:
    """Yield area codes told apart from their number: "..., area five six three"."""
    for word, _ in cues_in(note, {"area": 0}):
        m = _AREA_AFTER.match(note.normal, word.end)
        if m is None or spoken_digits(m["code"]) not in AREA_CODES:
            continue
        near = _NUMBER_NEAR.search(note.normal, max(0, word.start - 60), m.end() + 60)
        if near or note.lower.startswith(" code", word.end):
            yield Phone(*m.span("code"), "area_code", Source.CUE)


def _dialled(note: Note, m: re.Match[str]) -> bool:
    """Return whether what a run spells is a telephone number, and not a public line."""
    digits = spoken_digits(m.group())
    if is_public_line(digits) or "1234567" in digits or other_label(note, m.start()):
        return False
    spelled = len(_SPELLED.findall(m.group()))
    if is_nanp(digits):
        # "the other one, 413 555 0142" is one typed number behind a word
        return spelled > 1 or not m.group()[0].isalpha()
    if len(digits) == 7:
        lettered = _LETTER.search(note.normal[max(0, m.start() - 3) : m.start()]) is not None
        return digits[0] not in "01" and spelled >= 3 and not lettered
    cued = has_phone_cue(note, m.start(), m.end())
    return 8 <= len(digits) <= 12 and cued and "555" in digits
