"""Telephone numbers that only a word makes such: extensions, pagers, short codes, last digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._phones import Phone, with_tail
from casesafe.recognizers.base import compiled, cues_in
from casesafe.values.phones import is_nanp, is_public_line, typed_digits

_EXT = frozenset("ext extn extension exts".split())
_PAGERS = frozenset("pager pgr beeper".split())
_PHONES = frozenset(
    """phone ph tel telephone cell cel mobile landline whatsapp callback cb fax fx dial number voice
    text txt call ring home work caller ani dnis""".split()
)
_ABROAD = frozenset("whatsapp mobile cel".split())
_TEXTS = frozenset("text txt sms texted".split())
_LINES = frozenset("line fax".split())

# What may stand between a cue and its digits; must not cross a sentence or another number.
_FILL = compiled(
    r"""(?:[ ]?(?:no|num|number|\#|is|was|id|at|on|me|her|him|them|us|back|to|for|only|now))?
    [\s:.\#=\-~|>"']{0,12}(?:is[ ]|at[ ]|:[ ])?""",
    ignore_case=True,
)
# The words between "extension" and its digits; must not cross a full stop.
_EXT_FILL = lazy_pattern(r"(?: [a-z']{1,10}){1,4},? (?=\d{3,5}\b)")
# Digits in any grouping; must not match a date (checked apart) or run on.
_ODD = compiled(r"[+(]?\d(?:[ ]?[ .\-/()]?[ ]?\d){6,14}(?!\d)")
_DATE = lazy_pattern(r"\d{1,4}([/\-.])\d{1,2}\1\d{2,4}(?!\d)")
# A short number; must not match a dose, a time, a count or a decimal.
_SHORT = lazy_pattern(
    r"\d(?:-?\d){0,6}(?![\d\-/%]|\.\d|[^\W_]| ?(?:mg|min|hrs?|wks?|am|pm|times|→|->)\b| ?(?:→|->))"
)
# A scale's "ext." is externalizing; must not match names.
_SCALE = lazy_pattern(r"(?:cbcl|trf|ysr|basc|\bint\.)[^\n;]*$")


def cued_phones(note: Note) -> Iterator[Phone]:
    """Yield the numbers that only a word before them makes a telephone number."""
    if not note.has_digits:
        return
    for word, cue in cues_in(note, _CUES):
        yield from cue(note, word)
    yield from _x_extensions(note)
    if any(mark in note.normal for mark in ("...", "…", " -0")):
        yield from _dotted(note)


def _extension(note: Note, word: Word) -> Iterator[Phone]:
    fill = _EXT_FILL.match(note.lower, word.end) or _FILL.match(note.normal, word.end)
    at = fill.end() if fill else word.end
    m = _SHORT.match(note.normal, at)
    if m is None or "\n" in note.normal[word.end : at] or len(typed_digits(m.group())) > 6:
        return
    if _SCALE.search(note.lower[max(0, word.start - 32) : word.start]) is None:
        start = word.start if at - word.end <= 4 else at
        yield Phone(start, m.end(), "extension", Source.CUE)


def _pager(note: Note, word: Word) -> Iterator[Phone]:
    fill = _FILL.match(note.normal, word.end)
    m = _SHORT.match(note.normal, fill.end() if fill else word.end)
    if m is not None and len(typed_digits(m.group())) >= 3:
        yield Phone(m.start(), m.end(), "pager", Source.CUE)


def _odd(note: Note, word: Word) -> Iterator[Phone]:
    """Yield digits in any grouping right behind a telephone word, if their number fits."""
    fill = _FILL.match(note.normal, word.end)
    m = _ODD.match(note.normal, fill.end() if fill else word.end)
    if m is None or _DATE.match(m.group()):
        return
    digits = typed_digits(m.group())
    fits = is_nanp(digits) or (len(digits) == 7 and digits[0] not in "01")
    foreign = 9 <= len(digits) <= 13 and (digits[0] == "0" or word.lower in _ABROAD)
    if (fits or foreign) and not is_public_line(digits):
        start = m.start() + (m.group()[0] == "(" and ")" not in m.group())
        yield Phone(start, with_tail(note, m.end()), "cued", Source.CUE)


_ZERO_FOUR = lazy_pattern(r"[ :#]{1,3}(0\d{3})(?![\d\-/]|\.\d|[^\W_]| ?h)")


def _inner_line(note: Note, word: Word) -> Iterator[Phone]:
    """Yield four digits with a leading zero behind "line" or "fax": an inner line, no year."""
    if m := _ZERO_FOUR.match(note.normal, word.end):
        yield Phone(*m.span(1), "inner_line", Source.CUE)


# A code that texts are sent to; must not match years or five-digit counts by other words.
_TEXT_TO = compiled(
    r"""[ ](?:["']?[A-Za-z0-9]{2,14}["']?[ ])?(?:to|at|from)[ ](\d{5,6})(?![\d\-]|\.\d)"""
)
_SHORT_CODE = lazy_pattern(r"[ \-]?code[ :#]{0,3}(\d{5,6})(?!\d)", re.IGNORECASE)


def _text_to(note: Note, word: Word) -> Iterator[Phone]:
    m = _TEXT_TO.match(note.normal, word.end)
    if m and not is_public_line(m[1]):
        yield Phone(*m.span(1), "short_code", Source.CUE)


def _short_code(note: Note, word: Word) -> Iterator[Phone]:
    m = _SHORT_CODE.match(note.normal, word.end)
    if m and not is_public_line(m[1]):
        yield Phone(*m.span(1), "short_code", Source.CUE)


# An extension by "x" alone; must not match multiplication, doses or "x100 reps".
_X = lazy_pattern(
    r"x(?:555\d{4}| ?\d{4,5}|\d{3})(?![\w\-/%]|\.\d| ?(?:mg|mcg|ml|reps?|days?|units?|steps)\b)"
)
# A card's last digits are written the same way; must not match telephone words.
_CARD = lazy_pattern(
    r"(?:card|visa|mc|mastercard|amex|discover|debit|credit|acct|account|ending)[ :]*$"
)


def _x_extensions(note: Note) -> Iterator[Phone]:
    for m in _X.finditer(note.lower):
        before = note.lower[max(0, m.start() - 14) : m.start()]
        if before[-1:].isalnum() or before[-1:] in {"_", "-", "/", "*", "."}:
            continue
        if before[-2:].strip().isdigit() or _CARD.search(before):
            continue
        yield Phone(m.start(), m.end(), "x_extension", Source.CUE)


# The last digits of a number told apart; must not match those of an SSN or a card (see below).
_LAST = compiled(
    r"""[ ](?:four|4|digits)(?:[ ]digits)?(?:[ ]of[ ][\w' ]{0,24}?)?[ :,]{1,3}(?:are[ ]|is[ ])?
    (\d{4})(?![\d\-/])""",
    ignore_case=True,
)
_ENDING = lazy_pattern(r" (?:in |with )?(\d{4})(?![\d\-/])")
_SAME = lazy_pattern(r"(?: (?:number|exchange|phone))? but (?:ending )?(?:in )?(\d{4})(?!\d)")
_OF_PHONE = lazy_pattern(
    r"\b(?:phones?|cell|mobile|number|landline|fax|tel|line|caller|call|ph|txt|text)\b"
)
_OF_OTHER = lazy_pattern(r"\b(?:ssn|social|card|visa|mastercard|account|acct|medicaid|ss)\b")
_ENDINGS = {"last": _LAST, "ending": _ENDING, "ends": _ENDING, "same": _SAME}


_STOPS = lazy_pattern(r"[;\n]|\. ")


def _clause(lower: str, start: int, end: int) -> str:
    """Return the words round a span, up to the marks that end its clause."""
    before = _STOPS.split(lower[max(0, start - 48) : start])[-1]
    return before + lower[start:end] + _STOPS.split(lower[end : end + 40])[0]


def _last_four(note: Note, word: Word) -> Iterator[Phone]:
    m = _ENDINGS[word.lower].match(note.lower, word.end)
    if m is None:
        return
    near = _clause(note.lower, word.start, m.end())
    if word.lower == "same" or (_OF_PHONE.search(near) and not _OF_OTHER.search(near)):
        yield Phone(*m.span(1), "last_four", Source.CUE)


# The last four behind dots ("or hers ...0155"); must not match ranges or dates.
_DOTTED = lazy_pattern(r"(?:…|\.\.\.| -)(?=\d{4}(?![\w\-/]|\.\d))")


def _dotted(note: Note) -> Iterator[Phone]:
    for m in _DOTTED.finditer(note.normal):
        near = note.lower[max(0, m.start() - 48) : m.end() + 28]
        if _OF_PHONE.search(near) and not _OF_OTHER.search(near):
            yield Phone(m.end(), m.end() + 4, "last_four", Source.CUE)


def _both(note: Note, word: Word) -> Iterator[Phone]:
    yield from _odd(note, word)
    if word.lower in _LINES:
        yield from _inner_line(note, word)
    if word.lower in _TEXTS:
        yield from _text_to(note, word)


_CUES = {
    **dict.fromkeys(_EXT, _extension),
    **dict.fromkeys(_PAGERS, _pager),
    **dict.fromkeys(_PHONES | _TEXTS | _LINES, _both),
    **dict.fromkeys(_ENDINGS, _last_four),
    "short": _short_code,
}
