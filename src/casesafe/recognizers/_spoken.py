"""Telephone numbers, e-mail and web addresses as they are read aloud ("oh one", "dot", "at")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.note import Note, Word
from casesafe.recognizers._phones import Phone, has_phone_cue, other_label
from casesafe.recognizers.base import compiled
from casesafe.values.phones import DIGIT_WORDS, is_nanp, is_public_line, spoken_digits

_ONE = r"""(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|
    fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|
    eighty|ninety|hundred|double|triple|treble|o|\d{1,4})"""
# Digits spoken and typed in a row; must not run over a full stop or into other words.
_RUN = compiled(
    rf"[(]?{_ONE}(?:[ ,.\-()/]{{0,3}}(?:(?:area[ ]code|dash|hyphen)[ ])?{_ONE}){{2,24}}(?![^\W_])",
    ignore_case=True,
)
# Typed digits that belong to the run that follows them; must not start inside a longer number.
_BEFORE = re.compile(r"(?<![\d\-./$#])\(?\d{3}\)?(?:[ .,\-]{0,2}\d{3})?[ ,.\-]{0,3}(?:\d{1,3})?$")
_SPELLED = re.compile(
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|triple|double", re.IGNORECASE
)
_EXT = compiled(
    rf"""[ ]{{0,2}},?[ ]{{0,2}}(?:extension|ext|option)\.?[ ]
    {_ONE}(?:[ \-]{_ONE}){{0,5}}(?![^\W_])""",
    ignore_case=True,
)
# A single letter before spelled digits, which makes them a code ("m w six six oh"); must not
# match "a" and "i".
_LETTER = re.compile(r"(?<![^\W_])[b-hj-zB-HJ-Z][ ]$")
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
        m = _RUN.match(note.normal, start)
        if m is None or not _dialled(note, m):
            continue
        ext = _EXT.match(note.normal, m.end())
        done = ext.end() if ext else m.end()
        yield Phone(m.start(), done, "spoken", Source.CUE)


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
