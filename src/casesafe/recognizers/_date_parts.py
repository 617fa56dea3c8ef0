"""What the modules of the date family share: a hit, its neighbourhood, and ranges of numbers."""

from __future__ import annotations

from typing import NamedTuple

from casesafe.core.detection import Source

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
    "repeat rtw edd notified contacted faxed visited phoned spoke went out".split()
)


class Hit(NamedTuple):
    """One date found: offsets of the normalised text, the rule and its authority."""

    start: int
    end: int
    rule: str
    source: Source


def valid_day(month: int, day: int) -> bool:
    """Return whether a month has that day (29 February always counts)."""
    return 1 <= month <= 12 and 1 <= day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def valid_either(a: int, b: int) -> bool:
    """Return whether the two are month and day in either order."""
    return valid_day(a, b) or valid_day(b, a)
