"""What the modules of the date and age families share: hits, cue tables, line breaks, ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from casesafe.core.detection import Source
from casesafe.core.note import Note, Word

#: Monday ... Sunday with their abbreviations, lower case.
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur "
    "thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
#: Words that name a day when they stand before a bare "3/14", "the 14th" or "June".
DATE_CUES = frozenset(
    "on by since until till til 'til thru through from before after between dated date dates exp "
    "exp. expires expiring expired due seen adm admit admitted admission dc d/c discharged "
    "discharge f/u fu followup follow-up next nxt return returns returned rtn rtc appt appts "
    "appointment starting starts start started effective eff last dos dob born today tomorrow "
    "yesterday called calling signed recd rec'd received sent faxed updated printed scheduled "
    "rescheduled resched begins began beginning ending ends ended hearing court refill refilled "
    "filled fill no-show ns cx cancelled canceled missed expire opened closed reviewed revised rev "
    "lmp dol doi d. deceased died discharged intake eval assessed evaluated as-of asof lv left vm "
    "resumes resumed moved relapsed relapse incident injury arrested posted mailed emailed texted "
    "given wrote debrief done check-in brought back see logged convened booked purged labs lab "
    "referral offered interviewed issue issued delivered admitted fell hired fired married served "
    "stay trial submitted approved denied completed released transferred met saw handing changed "
    "repeat rtw edd notified contacted faxed visited phoned spoke went out recheck rechecked "
    "retest".split()
)

#: What a table of cues found in a note: its name -> the words, each with its value.
Found = Mapping[str, list[tuple[Word, Any]]]


class Hit(NamedTuple):
    """One date or age found: offsets of the normalised text, the rule and its authority."""

    start: int
    end: int
    rule: str
    source: Source


class Cues:
    """Several tables of cue words, looked up together in one pass over a note's words.

    Args:
        tables: Name -> table; a table maps words in lower case to a value of its own.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._names = tuple(tables)
        self._merged: dict[str, list[tuple[str, Any]]] = {}
        for name, table in tables.items():
            for word, value in table.items():
                self._merged.setdefault(word, []).append((name, value))

    def find(self, note: Note) -> Found:
        """Return, for every table, the words found with their values, in no order."""
        found: dict[str, list[tuple[Word, Any]]] = {name: [] for name in self._names}
        index, merged = note.words.by_lower, self._merged
        for key in index.keys() & merged.keys():
            for name, value in merged[key]:
                found[name].extend((word, value) for word in index[key])
        return found


def valid_day(month: int, day: int) -> bool:
    """Return whether a month has that day (29 February always counts)."""
    days = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def valid_either(a: int, b: int) -> bool:
    """Return whether the two are month and day in either order."""
    return valid_day(a, b) or valid_day(b, a)


def breaks_line(note: Note, at: int) -> bool:
    """Return whether a line of the note ends at a place of the view, a soft-wrapped one too."""
    if not 0 <= at < len(note.normal):
        return True
    char = note.normal[at]
    return char == "\n" or (char == " " and note.text[note.original(at, at + 1)[0]] in "\n\r")


def odd_words(note: Note) -> tuple[list[str], list[str]]:
    """Return the lower-case words with a hyphen, and those that mix letters and digits."""
    hyphened, mixed = [], []
    for key in note.words.by_lower:
        if key.isalpha() or key.isdigit():
            continue
        if "-" in key:
            hyphened.append(key)
        if not key.replace("-", "").isalpha() and not key.replace("-", "").isdigit():
            mixed.append(key)
    return hyphened, mixed
