"""The days beside a month's name that are more than one number: lists, and days in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._date_parts import WEEKDAYS, Hit
from casesafe.recognizers._month_alone import MONTH_CUES, Month
from casesafe.recognizers._month_shapes import (
    LIST_END,
    LIST_OF_TWO,
    MORE,
    PERIOD_BEFORE,
    SPOKEN,
    SPOKEN_BEFORE,
    YEAR_AFTER,
)
from casesafe.values.number_words import cardinal, ordinal, spoken_year

#: Days that one list holds at most.
_MAX_DAYS = 8


def more_days(text: str, first: re.Match[str]) -> Iterator[Hit]:
    """Yield the further days of a list or range, each its own span: "January 8, 15 and 29".

    Args:
        text: The normalised text.
        first: The match of the first day, with its groups `day` and `year`.
    """
    at, day = first.end(), int(first["day"])
    if first["year"]:
        return
    pending: list[Hit] = []
    for _ in range(_MAX_DAYS):
        m = MORE.match(text, at)
        if m is None or int(m["day"]) <= day:
            break
        pending.append(Hit(m.start("day"), m.end(), "day_after_day", Source.CUE))
        at, day = m.end(), int(m["day"])
        loose = m["join"].strip() == "," and not m["nth"] and not m["year"]
        if not loose and (m["nth"] or m["year"] or LIST_END.match(text, at)):
            yield from pending
            pending = []
        if m["year"]:
            break
    if len(pending) == 1 and LIST_OF_TWO.match(text, at):
        yield from pending


def spoken_day_before(m: Month) -> Hit | None:
    """Return "the third of August", "the third week of August", "first Monday in June"."""
    text = m.note.normal
    begin = max(0, m.start - 30)
    found = SPOKEN_BEFORE.search(text, begin, m.start) or PERIOD_BEFORE.search(text, begin, m.start)
    if found is None:
        return None
    year = YEAR_AFTER.match(text, m.end)
    return Hit(found.start(), year.end() if year else m.end, "spoken_day", Source.CUE)


def spoken_day(m: Month) -> int | None:
    """Return the end of "january twelve", "may second", "march third twenty twenty four"."""
    text = m.note.normal
    run = SPOKEN.match(text, m.end, min(len(text), m.end + 60))
    if run is None or (text[m.end] == "." and len(m.name) > 4):
        return None
    words = list(re.finditer(r"[A-Za-z]+", run[1]))
    for count in (2, 1):
        if len(words) < count:
            continue
        stop = run.start(1) + words[count - 1].end()
        part = text[run.start(1) + words[0].start() : stop]
        nth = ordinal(part)
        number = nth or cardinal(part)
        if not number or number > 31:
            continue
        if m.name in ("may", "march") and not _is_day(m, stop, nth):
            return None
        return stop + _year_length(text, stop)
    return None


def _is_day(m: Month, end: int, nth: int | None) -> bool:
    """ "may second" is a day, "you may first want" and "march two miles" are not."""
    if m.cue in MONTH_CUES | WEEKDAYS | {"on", "from", "to", "date", "visit"}:
        return True
    if re.match(r"\s*(?:[.,;:)\n]|$)", m.note.normal[end : end + 3]):
        return True
    return nth is not None and (nth > 2 or not m.note.has_capitals)


def _year_length(text: str, end: int) -> int:
    """The length of a year, in words or digits, right after a spoken day."""
    digits = YEAR_AFTER.match(text, end)
    if digits:
        return digits.end() - end
    tail = re.match(r",?(?:[ -][a-z]+){1,5}", text[end : end + 48], re.IGNORECASE)
    if tail is None:
        return 0
    words = list(re.finditer(r"[a-z]+", tail[0], re.IGNORECASE))
    for count in range(min(5, len(words)), 1, -1):
        if spoken_year(tail[0][words[0].start() : words[count - 1].end()]):
            return words[count - 1].end()
    return 0
