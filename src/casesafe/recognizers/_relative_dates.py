"""What is no date by itself: weekdays, and days told from another day ("two weeks ago").

Both are policy-only types: the built-in policies keep them, a site's policy may act on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import Found

_FULL = "monday tuesday wednesday thursday friday saturday sunday".split()
#: Word -> whether it is a weekday by itself (an abbreviation needs a cue or a number beside it).
_WEEKDAYS = dict.fromkeys(
    (f"{w}{s}" for w in _FULL for s in ("", "s", "'s")), True
) | dict.fromkeys("tue tues thu thur thurs fri weds mon wed sat sun".split(), False)
_BEFORE_DAY = frozenset(
    "on by next last this every each since until till til from to thru through before after due "
    "late early and or of mon tue tues wed weds thu thur thurs fri sat sun".split()
)
# What follows an abbreviated weekday: a time, a date, a part of the day; not "sat down".
_AFTER_DAY = lazy_pattern(
    r"\.?,?\s{0,2}(?:\d|the \d|morning|night|eve|am\b|pm\b|noon|afternoon|@)|[/&-](?:mon|tue|wed|"
    r"thu|fri|sat|sun)|\s*(?:[;)\]|\n]|$)",
    re.IGNORECASE,
)


def weekdays(note: Note, found: Found) -> Iterator[tuple[int, int]]:
    """Yield the weekdays, without a possessive "'s", in no order."""
    text = note.normal
    for w, whole in found["weekday"]:
        end = w.end - 2 if w.text.endswith(("'s", "'S")) else w.end
        if whole:
            yield w.start, end
            continue
        before = note.words[w.index - 1].lower if w.index else ""
        if w.lower in ("sat", "sun", "wed", "mon") and not w.text[0].isupper():
            if before not in ("on", "next", "last", "by", "since", "until", "till"):
                continue
            if w.lower in ("sat", "sun") and not _AFTER_DAY.match(text, end):
                continue
        if w.text.isupper() and w.lower in ("sat", "sun", "mon") and note.has_capitals:
            continue
        if (
            before in _BEFORE_DAY
            or _AFTER_DAY.match(text, end)
            or w.lower in ("thurs", "tues", "weds")
        ):
            yield w.start, end


_UNIT = (
    r"(?:days?|nights?|weeks?|weekends?|wks?|months?|mos?|years?|yrs?|summers?|winters?|semesters?)"
)
_COUNT = (
    r"(?:\d{1,3}(?:\.5|½)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:a )?(?:few|couple(?: of)?)|several|many|some)"
)
# "two weeks ago", "about a year and a half ago"; must not match "ten minutes ago".
_AGO = lazy_pattern(
    rf"\b{_COUNT}(?:[ -](?:or|to)[ -]{_COUNT}|-\d{{1,2}})?[ -]{_UNIT}(?: and a half)?\s$",
    re.IGNORECASE,
)
_PERIODS = (
    r"(?:day|week|weekend|wk|month|mo|year|yr|quarter|semester|term|night|evening|morning|"
    r"afternoon|spring|summer|fall|winter|autumn|school year|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|"
    r"sat(?:ur)?|sun)(?:day)?)\b"
)
_AFTER_LAST = lazy_pattern(
    rf"\s(?:past\s|coming\s|same\s)?{_PERIODS}(?! (?:of the month|session))", re.IGNORECASE
)
_DAY_AFTER = lazy_pattern(
    r"\b(?:the )?(?:very )?(?:day|night|week|month|year|morning|evening|weekend|summer)\s$",
    re.IGNORECASE,
)
_LATER = lazy_pattern(rf"\b{_COUNT}[ -]{_UNIT}\s$", re.IGNORECASE)
_CUES = {
    "ago": "ago", "yesterday": "day", "tomorrow": "day", "tonight": "day", "today": "day",
    "tmrw": "day", "tomorrow's": "day", "yesterday's": "day", "today's": "day",
    "last": "period", "next": "period", "this": "period", "past": "period", "previous": "period",
    "following": "period", "coming": "period", "other": "other",
    "later": "later", "earlier": "later", "hence": "later", "prior": "later",
    "before": "after", "after": "after",
}  # fmt: skip


def relative_dates(note: Note, found: Found) -> Iterator[tuple[int, int]]:
    """Yield the days and periods told from another one, in no order."""
    text = note.normal
    for w, kind in found["relative"]:
        start = w.start
        if kind == "day":
            end = w.end - 2 if "'" in w.text else w.end
            yield start, end
        elif kind == "ago":
            m = _AGO.search(text, max(0, start - 36), start)
            if m:
                yield m.start(), w.end
        elif kind == "later":
            m = _LATER.search(text, max(0, start - 26), start)
            if m:
                yield m.start(), w.end
        elif kind == "after":
            m = _DAY_AFTER.search(text, max(0, start - 18), start)
            if m and "the" in m.group().lower():
                yield m.start(), w.end
        else:
            yield from _period(text, start, w.end, kind)


def _period(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    """ "last week", "the other day", "the following month"."""
    m = _AFTER_LAST.match(text, end)
    if m is None:
        return
    the = text[max(0, start - 4) : start].lower() == "the "
    if kind == "other" and not (
        the and re.match(r"\s(?:day|night|week|morning|evening)\b", m.group())
    ):
        return
    yield start - 4 if the else start, m.end()


#: The cue words of this module.
CUES: dict[str, dict[str, object]] = {"weekday": {**_WEEKDAYS}, "relative": {**_CUES}}
