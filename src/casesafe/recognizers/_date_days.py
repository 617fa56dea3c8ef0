"""Days and spans without a month's name: "the 14th", "the ninth", "spring 2024", "Q1 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._date_parts import WEEKDAYS, Found, Hit, breaks_line
from casesafe.values.number_words import ORDINALS

_YEAR = r"(?:(?:19|20)\d\d(?!\d)|'\d\d(?!\d))"


def _suffix(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


#: "1st" ... "31st" -> their numbers; scanned "lst" too.
_NUMERIC = {f"{d}{_suffix(d)}": d for d in range(1, 32)}
_WORDED = {w: n for w, n in ORDINALS.items() if n <= 20 or n == 30} | {
    f"{tens}-{w}": base + n
    for tens, base, last in (("twenty", 20, 9), ("thirty", 30, 1))
    for w, n in ORDINALS.items()
    if n <= last
}
#: Words before "the 14th" that make it a day even where a noun could follow.
_DAY_BEFORE = frozenset(
    "on by until till til since before after through thru from between due return returns returned "
    "back starting starts start dated date approved effective of to called seen missed away again "
    "out is was there and visit next appointment court hearing has have tomorrow it's its thats "
    "that's".split()
)
_STRONG = frozenset(
    "on by until till til since before through thru due from after between back return "
    "beyond".split()
)
#: Words that may follow the day; anything else in small letters is the noun it counts.
_MAY_FOLLOW = frozenset(
    "at and or to he she they we i it is was were will would for with w in by from but because bc "
    "cuz so if when then that which as after before until till through thru of on between about a "
    "an the her his my their our your who had has have did didn't does not no due per re via came "
    "called went during around again also where there this last next same instead only please if's "
    "noon midnight am pm next i'm i'll he's she's he'll she'll they're we're it's its too either "
    "neither w/o while since though although every all both can cannot can't could should must may "
    "might together already period comma paragraph what are we'd i'd you'd they'd said says per "
    "showed shows cancelled canceled rescheduled ok okay works worked mom dad unless once whether "
    "how why whose whom except plus despite nor yet still just upon btw tho thanks thx ty pls "
    "please lol asap tbh hopefully maybe probably regardless any anyway anyways".split()
)
# Growth curves and norms: no day where they stand close by.
_RANKED = lazy_pattern(
    r"percentile|%ile|\bpct\b|\bptile|centile|\bgrade|psalm|amendment|century",
    re.IGNORECASE,
)
_OF_PERIOD = lazy_pattern(
    r"\sof\s(?:the|this|last|next|each|every)\s(?:month|year)\b", re.IGNORECASE
)
_ENDS = lazy_pattern(
    r"[ \t]*(?:[.,;:)\]!?\"'/&|]|--?\s|\n|$|[^\x00-\u00ff]|\d{1,2}(?::\d\d|\s?[ap]m?\b)|"
    r"[0-2]\d{3}\b|\(|@)",
    re.IGNORECASE,
)


# A range in one word: "21st-25th"; must not match "1st-graders".
_DAY_RANGE = lazy_pattern(r"(\d{1,2}(?:st|nd|rd|th))-(\d{1,2}(?:st|nd|rd|th))")


def _day_ranges(note: Note, hyphened: list[str]) -> Iterator[Hit]:
    """Yield both days of "the 21st-25th"; grades and ranks are no days."""
    for key in hyphened:
        m = _DAY_RANGE.fullmatch(key)
        if m is None or m[1] not in _NUMERIC or m[2] not in _NUMERIC:
            continue
        for w in note.words.by_lower[key]:
            the, cue = _the_and_cue(note, w.index)
            ranked = _RANKED.search(note.normal, w.end, min(len(note.normal), w.end + 24))
            if not ranked and (the or cue in WEEKDAYS) and _next_word(note, w) not in _COUNTED:
                start = the.start if the else w.start
                yield Hit(start, w.start + m.end(1), "ordinal_day", Source.CUE)
                yield Hit(w.start + m.start(2), w.end, "ordinal_day", Source.CUE)


def ordinal_days(note: Note, found: Found, hyphened: list[str]) -> Iterator[Hit]:
    """Yield "the 14th", "Tues 5th", "on the ninth", "the twenty-third", "the 21st-25th"."""
    yield from _day_ranges(note, hyphened)
    last = -_JOIN_REACH
    for w, number in sorted(found["nth"], key=lambda pair: pair[0].start):
        hit = _numeric_day(note, w, number)
        if hit is None and w.start - last < _JOIN_REACH and _is_joined(note, last, w):
            hit = Hit(w.start, w.end, "ordinal_day", Source.CUE)
        if hit is not None:
            last = hit.end
            yield hit
    for w, number in found["nth_word"]:
        if hit := _worded_day(note, w, number):
            yield hit


def _numeric_day(note: Note, w: Word, number: int) -> Hit | None:
    text = note.normal
    the, cue = _the_and_cue(note, w.index)
    start = the.start if the else w.start
    if the is None and not (cue in WEEKDAYS or cue in _STRONG):
        return None
    if the and cue in ("he's", "is") and number < 10 and not _ENDS.match(text, w.end):
        return None
    follows = _next_word(note, w)
    ends = _ENDS.match(text, w.end) is not None or breaks_line(note, w.end)
    if text[w.end : w.end + 1] == "-" and text[w.end + 1 : w.end + 2].isalpha():
        return None
    dated = the is not None and cue in _DATED
    if _RANKED.search(text, w.end, min(len(text), w.end + 24)) or (
        not dated and _RANKED.search(text, max(0, start - 30), start)
    ):
        return None
    firm = cue in _FIRM or (cue in _STRONG and number >= 13)
    weekday = cue in WEEKDAYS and (ends or follows not in _COUNTED)
    if ends or follows in _MAY_FOLLOW or weekday or (firm and follows not in _COUNTED):
        return Hit(start, w.end, "ordinal_day", Source.CUE)
    return None


#: A day of a list stands so near behind the one before.
_JOIN_REACH = 16
# Between two days of a list or range: "the 23rd or 24th", "the 21st-25th"; must not cross a clause.
_DAY_JOIN = lazy_pattern(
    r"\s?[-&/+]\s?|,?\s(?:and|or|to|thru|through|until|till|&)\s(?:the\s)?|,\s(?:the\s)?"
)


def _is_joined(note: Note, last: int, w: Word) -> bool:
    """Whether a day without article or cue belongs to the day that ends before it."""
    if _DAY_JOIN.fullmatch(note.normal, last, w.start) is None:
        return False
    counts = _next_word(note, w) in _COUNTED
    return not counts and note.normal[w.end : w.end + 1] != "-"


def _worded_day(note: Note, w: Word, number: int) -> Hit | None:
    """The day of "on the ninth", with a cue before it and no noun after it."""
    text, index = note.normal, w.index
    tens = note.words[index - 1] if index and number < 10 else None
    if tens and tens.lower in ("twenty", "thirty") and text[tens.end : w.start] == " ":
        index, number = index - 1, number + 20
    the, cue = _the_and_cue(note, index)
    if the is None:
        return None
    period = _OF_PERIOD.match(text, w.end)
    if period and number == 1 and cue not in ("for", "the"):
        return Hit(the.start, period.end(), "spoken_day", Source.CUE)
    ends = _ENDS.match(text, w.end) is not None or breaks_line(note, w.end)
    if _is_spoken_day(note, w, number, the.start, cue, ends):
        return Hit(the.start, w.end, "spoken_day", Source.CUE)
    return None


def _is_spoken_day(note: Note, w: Word, number: int, start: int, cue: str, ends: bool) -> bool:
    text, follows = note.normal, _next_word(note, w)
    if cue in WEEKDAYS:
        return True
    if w.text == "Fourth" and note.has_capitals and cue in _DAY_BEFORE and ends:
        return True
    if _NIGHT_OF.search(text, max(0, start - 24), start):
        return ends or follows not in _COUNTED
    firm = number >= 13 and cue in _STRONG and follows not in _COUNTED
    if not ends and follows not in _MAY_FOLLOW and not firm:
        return False
    if cue in ("is", "was") and ends and _IT_WAS.search(text, max(0, start - 16), start):
        return True
    if number == 1 and cue in ("on", "by") and _RENT.search(text, max(0, start - 40), start):
        return True
    if number >= 13 and ends and cue not in _NO_DAY:
        return True
    if number <= 3:
        return ends and cue in ("by", "until", "till", "since", "due", "through")
    if number <= 6 and cue in ("from", "after", "to", "is", "was", "and", "of"):
        return False
    return cue in _STRONG or (number > 12 and cue in _DAY_BEFORE)


#: Words before "the sixteenth" that make it the sixteenth of some row.
_NO_DAY = frozenset("in of for at was is like than from as".split())
# What falls due on the first of a month; must not match a list of reasons.
_RENT = lazy_pattern(
    r"\b(?:rent|pays?|paid|payment|checks?|due|bill|mortgage|stipend|benefits)\b", re.IGNORECASE
)
# "It was the fifth,": must not match a person or thing that was the fifth.
_IT_WAS = lazy_pattern(
    r"\b(?:it|that|today|tomorrow|this|date|next|visit|appointment|birthday) (?:is|was) $",
    re.IGNORECASE,
)
_NIGHT_OF = lazy_pattern(
    r"\b(?:weekend|night|morning|evening|afternoon|day|date|week|events|close of business|"
    r"visit)\s(?:of\s)?$",
    re.IGNORECASE,
)


def _the_and_cue(note: Note, index: int) -> tuple[Word | None, str]:
    """The article right before a word, if any, and the word before that, lower case."""
    words, text = note.words, note.normal
    if index == 0:
        return None, ""
    the: Word | None = words[index - 1]
    assert the is not None
    if the.lower != "the" or text[the.end : words[index].start] not in (" ", "\n", "  "):
        gap = text[the.end : words[index].start]
        return None, the.lower if gap in (" ", ". ", ", ", "  ") else ""
    if index < 2:
        return the, ""
    cue = words[index - 2]
    gap = text[cue.end : the.start]
    return the, cue.lower if gap in (" ", ". ", ", ", "\n", "  ") else ""


def _next_word(note: Note, w: Word) -> str:
    if w.index + 1 >= len(note.words):
        return ""
    after: Word = note.words[w.index + 1]
    return after.lower if note.normal[w.end : after.start] == " " else ""


_FIRM = frozenset("by until till til since due".split())
#: Words before "the 26th" that make it a day though a grade or a rank was told before.
_DATED = frozenset("on by until till til since before due".split())
#: What "the 5th" counts rather than dates.
_COUNTED = frozenset(
    "session sessions visit grade grader graders floor percentile time times day week month year "
    "call page attempt item street st ave avenue hole inning century anniversary birthday "
    "trimester period step hour meeting class lesson chapter round try trial dose child son "
    "daughter kid one place person generation district circuit infantry battalion regiment "
    "precinct ward annual amendment psalm question message treatment group exposure edition line "
    "row room unit quarter gr grd pd qtr wk hr yr gen sem".split()
)
# "Mon 12  09:00" of a calendar; must not match "Mon 12 noon" or "Mon 8-9".
_CALENDAR = lazy_pattern(r"[ .,]{1,3}(?P<day>[12]\d|3[01]|0?[1-9])(?=,?\s{1,3}\d{1,2}:\d\d)")


def calendar_days(note: Note, found: Found) -> Iterator[Hit]:
    """Yield the day of a calendar row: weekday, day, clock time."""
    for w, _ in found["calendar"]:
        m = _CALENDAR.match(note.normal, w.end)
        if m:
            yield Hit(m.start("day"), m.end("day"), "calendar", Source.CUE)


_SEASON_YEAR = lazy_pattern(
    rf"\s(?:break\s|semester\s|term\s|quarter\s)?(?:of\s)?(?:{_YEAR}|\d\d(?=[,.;)\n]))",
    re.IGNORECASE,
)
_SEASON_BEFORE = lazy_pattern(r"\b(?:(?:the\s)?(?:early|late|mid)[\s-]|the\s)$", re.IGNORECASE)
_QUARTER_YEAR = lazy_pattern(rf"(?:\sof)?[\s/-](?:FY\s?)?{_YEAR}", re.IGNORECASE)
_YEAR_QUARTER = lazy_pattern(r"(?<!\d)(?:19|20)\d\d[\s/-]?$")
_NTH_QUARTER = lazy_pattern(
    r"\b(?:the\s)?(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s$", re.IGNORECASE
)


def seasons_and_quarters(note: Note, found: Found) -> Iterator[Hit]:
    """Yield "spring 2024", "the fall of '97", "Q1 2024", "the third quarter of 2024"."""
    text = note.normal
    for w, _ in found["season"]:
        year = _SEASON_YEAR.match(text, w.end)
        if year:
            left = _SEASON_BEFORE.search(text, max(0, w.start - 12), w.start)
            yield Hit(left.start() if left else w.start, year.end(), "season", Source.PROVEN)
    for w, _ in found["quarter"]:
        after = _QUARTER_YEAR.match(text, w.end)
        before = _YEAR_QUARTER.search(text, max(0, w.start - 6), w.start)
        if after or before:
            start = before.start() if before and not after else w.start
            yield Hit(start, after.end() if after else w.end, "quarter", Source.CUE)
    for w, _ in found["quarter_word"]:
        after = _QUARTER_YEAR.match(text, w.end)
        nth = _NTH_QUARTER.search(text, max(0, w.start - 14), w.start)
        if after and nth:
            yield Hit(nth.start(), after.end(), "quarter", Source.CUE)


def season_before_date(note: Note, found: Found, dates: list[Hit]) -> Iterator[Hit]:
    """Yield "spring 3/14/2024" whole: its year left behind would make "spring 2024" of it."""
    ends = {h.start: h.end for h in dates}
    for w, _ in (*found["season"], *found["quarter"]):
        if w.end + 1 in ends and note.normal[w.end] == " ":
            yield Hit(w.start, ends[w.end + 1], "season_date", Source.CUE)


#: The cue words of this module.
CUES: dict[str, dict[str, int]] = {
    "nth": _NUMERIC,
    "nth_word": _WORDED,
    "calendar": dict.fromkeys(WEEKDAYS, 0),
    "season": dict.fromkeys(("spring", "summer", "fall", "winter", "autumn"), 0),
    "quarter": dict.fromkeys(("q1", "q2", "q3", "q4"), 0),
    "quarter_word": {"quarter": 0},
}
