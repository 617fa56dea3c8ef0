"""Telephone and fax numbers, e-mail addresses.

Format: see `_phones` (typed), `_spoken` (read aloud), `_emails`. Check: North American numbers by
area code and exchange (NANP), international ones by their plus and length (E.164).
Source: 45 CFR 164.514(b)(2)(i)(D), (E), (F). National hotlines (`values.phones.PUBLIC_LINES`) and
three-digit services (911, 988, 211) are not reported.
Known misses: a number of four or five digits whose only cue is a table's heading; a fax number
that nothing on its line calls one is reported as a telephone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from casesafe.core.detection import Detection, Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, line_begin, line_end
from casesafe.recognizers._emails import emails
from casesafe.recognizers._phone_cues import cued_phones
from casesafe.recognizers._phones import Phone, has_phone_cue, typed_phones
from casesafe.recognizers._spoken import spoken_phones
from casesafe.recognizers.base import Recognizer

# Words before a number that make it a fax; must not match "fx" for fracture away from digits.
_FAX = lazy_pattern(
    r"e-?fax\w*|(?<![a-z])fax\w{0,3}|f a x|facsimile\w*|(?<![a-z])(?:fx|f4x)(?![a-z])"
    r"|(?<![a-z.'])f(?=[ .:]{1,4}[(+\d]*$)"
)
# Words before a number that make it a telephone; must not match inside other words.
_TEL = lazy_pattern(
    r"(?<![a-z])(?:phones?|tele?(?:phone)?|cell?|mobile|ph|pager|pgr|voice|vm|texts?|txt|call(?:ed)?"
    r"|ring|dial|direct|landline|home|office|[tpvoch](?=[ .:]{1,4}[(+\d]*$))(?![a-z])"
)
# "fax" behind a number; must not match the label of the next number.
_FAX_AFTER = lazy_pattern(
    r" ?(?:[(\[] ?(?:e-?)?(?:fax|f)(?=[)\] ])|(?:[,-] ?| )(?:e-?)?fax(?=[ ]?(?:[;.)|\n]|$)))"
)
# A list of numbers under one label; must not match a new sentence.
_LISTED = lazy_pattern(r"\d[ ]?(?:,|;|/|&|and|or|,[ ]?and)[ ]?[(+]?$")
_BOTH = lazy_pattern(r"(?:phone|tel|ph|voice)\.? ?(?:[/&|+]|and) ?(?:fax|fx|f)\b")
_WINDOW = 72


def is_fax(note: Note, start: int, end: int) -> bool:
    """Return whether the words round a number make it a fax number: the nearest word decides."""
    lower = note.lower
    if _FAX_AFTER.match(lower, end) or _in_banner(note, start, end):
        return True
    begin = line_begin(lower, start, _WINDOW)
    if not lower[begin:start].strip() and begin > 1:
        begin = max(line_begin(lower, begin - 1, _WINDOW), start - _WINDOW)
    before = lower[begin:start]
    fax = _last(_FAX, before)
    if fax < 0:
        return False
    if _BOTH.search(before):
        return re.search(r"\d{4}", before[fax:]) is not None
    between = before[fax:]
    if _last(_TEL, before) > fax:
        return False
    return re.search(r"\d{4}", between) is None or _LISTED.search(before) is not None


# The line that a fax machine prints; must not match a mail header (no pages there).
_BANNER = lazy_pattern(r"(?:^|[ ]{2})(?:fr[o0]m|t[o0])[ :]{1,9}[+(]?$")
_PAGES = lazy_pattern(r"\b(?:pg|pages?|pp?)[ .:]{0,4}\d|\bpages?\b")
# A row of a transmission report: date, time, number, duration; must not match prose.
_REPORT = lazy_pattern(r"\d{1,2}/\d{1,2}(?:/\d{2,4})? +\d{1,2}:\d\d +$")
_DURATION = lazy_pattern(r" +\d\d:\d\d +\d")


def _in_banner(note: Note, start: int, end: int) -> bool:
    """Return whether a number stands in a fax machine's banner or transmission report."""
    before = note.lower[line_begin(note.lower, start, 40) : start]
    if _REPORT.search(before):
        return _DURATION.match(note.lower, end) is not None
    if _BANNER.search(before) is None:
        return False
    line = note.lower[line_begin(note.lower, start, 120) : line_end(note.lower, end, 120)]
    return _PAGES.search(line) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match ends, or -1."""
    end = -1
    for m in pattern.finditer(text):
        end = m.end()
    return end


def _outermost(phones: list[Phone]) -> Iterator[Phone]:
    """Yield the numbers in order, without those inside another one, the best proven first."""
    reach = 0
    for phone in sorted(phones, key=lambda p: (p.start, -p.end, -p.source)):
        if phone.end > reach:
            reach = phone.end
            yield phone


class ContactRecognizer(Recognizer):
    """Finds telephone and fax numbers with their extensions, and e-mail addresses.

    Source: 45 CFR 164.514(b)(2)(i)(D), (E), (F).
    """

    NAME: ClassVar[str] = "contact"
    ENTITIES: ClassVar[tuple[str, ...]] = ("PHONE_NUMBER", "FAX_NUMBER", "EMAIL_ADDRESS")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield telephone and fax numbers, then e-mail addresses."""
        phones = [p for read in (typed_phones, cued_phones, spoken_phones) for p in read(note)]
        for phone in _outermost(phones):
            yield self._typed(note, phone)
        for start, end, rule, source in emails(note):
            yield self.found(start, end, "EMAIL_ADDRESS", rule, source)

    def _typed(self, note: Note, phone: Phone) -> Detection:
        fax = is_fax(note, phone.start, phone.end)
        source = phone.source
        if source is Source.UNPROVEN and (fax or has_phone_cue(note, phone.start, phone.end)):
            source = Source.CUE
        score = 0.6 if source is Source.UNPROVEN else 0.9
        kind = "FAX_NUMBER" if fax else "PHONE_NUMBER"
        return self.found(phone.start, phone.end, kind, phone.rule, source, score)
