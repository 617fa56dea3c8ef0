"""Whether a bare "3/14" is a day or a score, a fraction, a dose or a count.

Evidence is added up: the numbers themselves, the words on the left, what follows, and what the
neighbours turned out to be. Without evidence the two numbers count as a date, since a missed date
is the worse fault.
"""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import DATE_CUES, WEEKDAYS, Hit, breaks_line, valid_day

# Words after which a fraction is a score, a count or a measure.
_SCORE_WORDS = frozenset(
    "sessions score scores scored scoring scale rating rated rates rate sud suds pain mood anxiety "
    "anx depression dep anger craving cravings urge urges power strength vision snellen acuity "
    "reflexes dtr dtrs page pages pg sheet part card cards dose trial trials attendance attended "
    "groups recall naming orientation clock confidence importance readiness motivation at only "
    "above below count sharps copy pass passed fail correct accuracy level energy sleep hope shame "
    "guilt joy relief distress intensity severity bp pulse hr sat grade class item items criterion "
    "criteria chapter section step steps stage phase week wk day module lesson unit room rm bed "
    "apt no number # urica worry panic stress irritability functioning rapport satisfaction survey "
    "safety risk tool vote voted split fees fee share time delayed delay free cued motor vocal "
    "verbal eye gcs apgar apgars murmur belief voc vocs gds mmse moca epworth cogs immediate "
    "figure letter sounds completed categories checklist ratio tally calm fear sadness happiness "
    "nausea fatigue used attends kept endorsed met goal goals lethality suicidality ideation gaf "
    "mixed adherence compliance got missed: won lost depressed anxious wellbeing hopelessness "
    "interest concentration appetite cup cups tab tabs take takes half commitment committed "
    "commits self-rated subjective census headcount absences absence diary inattentive hyperactive "
    "words lying standing sitting orthostatic orthostatics dissociation homework faces stories "
    "bang flips aloud debrief pg pp catches urgency accuracy understanding reasoning appreciation "
    "retention discrimination".split()
)
# Words that follow a fraction which is no date; must not match a time or a verb.
_AFTER_SCORE = lazy_pattern(
    r"\s?(?:%|\"|'')|[\s-]{1,2}(?:tabs?|tsp|tbsp|cups?|miles?|packs?|ppd|pints?|of\b(?!\s+(?:this|"
    r"last|next|20\d\d))|days?\b|nights?|trials?|correct|points?|pts\b|strength|in all|bilat|"
    r"throughout|sitting|standing|lying|on arrival|at rest|with (?:activity|movement)|free|cued|"
    r"imp\b|conf\b|down|scale|severity|items?|sessions?|attended|completed|goals?|hours?|hrs?|min|"
    r"mg|mcg|ml|mm|lbs?|kg|inch|in\.|doses?|weeks?\b|wks?\b|times?\b|x\b|worst|average|symptoms?|"
    r"criteria|signs?\b|questions|steps|stars|tank|years?|yrs?|months?|grade|full|pages?|intensity|"
    r"today\b|now\b|currently|out of|when |after (?:the )?(?:session|exposure|breathing|grounding)|"
    r"before (?:the )?session|(?:in|by) the (?:evening|morning)|cheese|hawaiian|"
    r"at (?:close|best|worst|peak|baseline|the end)\b|"
    r"attacks?\b|survivors?|responders?|memorial|victims?|time\b|against)",
    re.IGNORECASE,
)
# A clock time after a date; must not match "3/10, 5/10".
_AFTER_TIME = lazy_pattern(
    r"[,;:]?\s{1,3}(?:at |@ ?|from )?(?:\d{1,2}:\d\d|\d{1,2}(?:-\d{1,2})?\s?[ap]\.?m?\b|noon|"
    r"[01]\d[0-5]\d(?!\d)|2[0-3][0-5]\d(?!\d))|\s@|"
    r"[,\s]{1,2}(?:at(?! (?:close|best|worst|rest|peak|baseline|the end)\b)|w/|with|rm)\s|"
    r"[ ,]{1,2}(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b",
    re.IGNORECASE,
)
# An acronym of a scale: capitals, or letters and a number ("PHQ-9", "C-SSRS", "MoCA").
_SCALE = lazy_pattern(
    r"[A-Z]{2,}[a-z]?|[A-Za-z]*[A-Z][A-Za-z]*-?[A-Z0-9]*\d[A-Za-z]?|[A-Z][a-z]?[A-Z]{2,}\w*|"
    r"[A-Z]+(?:-[A-Z0-9]+)+"
)
_NOT_SCALES = frozenset(
    "DOB ADM DOS DATE DC DCD FU RTC ED ER IOP PHP PT TO FROM ON BY SINCE DUE EXP NEXT SEEN AM PM "
    "II III IV PO LMP WIC ACT RTW EDD MED UA RN ROI ICE APS ASQ FBI MD SW LAI ICU UNTIL TILL THRU "
    "APPT MOM DAD IEP COURT LV VM NS TC CPS DCFS AND OR THE FOR CALLED SENT MON TUE WED THU FRI "
    "SAT SUN ADMIT START STOP LAST PRN BID RX UDS UA MTG TX".split()
)
# Denominators that scores like, with their weight.
_DENOMINATORS = {5: -1.0, 10: -1.6, 7: -1.0, 4: -0.4, 3: -0.5, 2: -0.4, 6: -0.4, 8: -0.2, 9: -0.2,
                 12: -0.2, 15: -0.3, 20: -0.3, 24: -0.2, 27: -0.2, 30: -0.2, 21: -0.2, 25: -0.2,
                 31: 1.5, 29: 0.9, 23: 0.9, 19: 0.9, 17: 0.7, 22: 0.7}  # fmt: skip
#: Public events and idioms that look like days: they need a clock or a weekday beside them.
#: Denominators of a mixed number ("10 1/2", the age "14 5/12").
_MIXED = frozenset({2, 3, 4, 8, 12})
_MIXED_BEFORE = lazy_pattern(r"(?<![\d/])\d{1,2} $")
_EVENT = lazy_pattern(r"\b(?:after|since|before|post|pre|during)[\s-]$", re.IGNORECASE)
_IDIOMS = frozenset({(9, 11), (24, 7), (1, 2), (5, 150)})


def reads_as_date(note: Note, start: int, end: int, a: int, b: int, found: list[Hit]) -> bool:
    """Return whether the fraction at a place is a month and day (or day and month).

    Args:
        note: The note.
        start: First character of the fraction.
        end: One past its last character.
        a: The number before the slash.
        b: The number after it.
        found: The dates found so far, in order.
    """
    month_first = valid_day(a, b)
    if not month_first and not valid_day(b, a):
        return _is_card_expiry(note, start, a, b)
    text = note.normal
    weight = _numbers(text[start:end], a, b)
    weight += _left(note, start, b) + _row(text, end, a, b)
    timed = _AFTER_TIME.match(text, end) is not None
    if timed:
        weight += 2.5
    elif _AFTER_SCORE.match(text, end):
        weight -= 3.0
    weight += _neighbour(text, start, found)
    if found and found[-1].rule == "month_day":
        weight += 0.3
    if (a, b) in _IDIOMS and not timed:
        weight -= 6.0 if _EVENT.search(text, max(0, start - 8), start) else 2.0
    weight -= _same_scale(text, start, end, (a, b), found)
    if not month_first:
        weight -= 2.0
    if a < b and b in _MIXED and _MIXED_BEFORE.search(text, max(0, start - 4), start):
        weight -= 3.0
    return weight > 0


def _numbers(surface: str, a: int, b: int) -> float:
    """What the two numbers say by themselves."""
    if surface[0] == "0" or "/0" in surface.replace(" ", ""):
        return 3.0
    if a > b:
        return 1.5
    weight = 0.8 + _DENOMINATORS.get(b, 0.5)
    return weight - 0.6 if a == b else weight


def _left(note: Note, start: int, b: int) -> float:
    """What the words before say: -4 a score, +3 a date."""
    # soft-wrapped lines of a table are joined in the view: read them as they were given
    text = note.lined
    line = text[max(0, start - 40) : start].rpartition("\n")[2]
    if breaks_line(note, start - 1):
        return 2.0
    if not line.strip(" -*>[(|#\t\"'"):
        return 2.0 if "\n" in text[max(0, start - 40) : start] or start <= 40 else 0.0
    gap = line[len(line.rstrip(" :=([\"'~-")) :]
    token = line.rstrip(" :=([\"'~-").rsplit(None, 1)[-1].rstrip(".,;)")
    ended = line.rstrip(" ([\"'~")[-1:] in ".;,?!)"
    token = token[token.rfind("(") + 1 :]
    low = token.lower().strip("\"'[]")
    weight = 0.0
    if _COUNT_BEFORE.search(line):
        weight = -4.0
    elif low in DATE_CUES or low.rstrip(".") in WEEKDAYS or low.endswith("'d"):
        weight = 3.0
    elif ended:
        weight = -0.3
    elif low in _SCORE_WORDS:
        weight = -4.0
    elif low in _COUNTED:
        weight = 2.0 if _MEETING.search(line) else -2.8
    elif low in _WEAK:
        weight = -2.5 if _SCORE_BEFORE.search(line) else -0.4
    elif _SCALE.fullmatch(token) and token not in _NOT_SCALES and note.has_capitals:
        named = any(c.isdigit() or c.islower() for c in token)
        weight = -3.0 if named else -2.0 if _DENOMINATORS.get(b, 1.0) < 0.0 else -1.0
    elif low in ("of", "for", "the", "to", "a", "last", "and"):
        weight = _second_left(line, low)
    elif _SCORE_BEFORE.search(line):
        weight = -2.5
    if "=" in gap or "~" in gap:
        weight -= 2.0
    return weight


# "Categories completed 4/6": how many of how many; must not match "Intake completed 4/6".
_COUNT_BEFORE = lazy_pattern(
    r"\b(?:categories|trials|items|tasks|steps|sessions|modules|lessons|goals|exercises)\s"
    r"(?:completed|attended|passed|met|done)\s*[:=]?\s*$",
    re.IGNORECASE,
)
_COUNTED = frozenset("session sess visit mtg meeting s v group".split())
_WEAK = frozenset("is was about approximately approx ~ be".split())
# A meeting told by its kind or order is dated, a numbered one counted: "family session 1/29".
_MEETING = lazy_pattern(
    r"\b(?:next|last|final|family|individual|joint|first|home|room|this|intake|couples?|previous|"
    r"upcoming|well|office|phone|video|school|team|support|open|site)\s(?:\w+\s)?\w+\s*[:(,]?\s*$",
    re.IGNORECASE,
)
# A score word a few words back: "pain today 4/10", "rated her mood as 3/10".
_SCORE_BEFORE = lazy_pattern(
    r"\b(?:pain|mood|anxiety|urges?|cravings?|suds?|scores?|rat(?:es|ed|ing)|phq|gad|moca|mmse|"
    r"power|strength|depression|anger|confidence|distress)\b[^.;\n/]{0,24}$",
    re.IGNORECASE,
)
_DATED_THINGS = frozenset(
    "week wk night morning evening weekend as day visit note letter dated events ecg ekg mri labs "
    "report stay one meeting incident email call".split()
)
#: A small word before the fraction -> words before that, what they weigh, what any other weighs.
_NONE: frozenset[str] = frozenset()
_SECOND: dict[str, tuple[frozenset[str], float, float]] = {
    "of": (_DATED_THINGS, 3.0, -0.6),
    "for": (_NONE, 0.0, 0.5), "the": (_NONE, 0.5, 0.5), "a": (_NONE, 0.0, -1.0),
    "last": (_NONE, 0.0, 2.0), "to": (_NONE, 0.0, 0.0), "and": (_NONE, 0.0, 0.0),
}  # fmt: skip


def _second_left(line: str, low: str) -> float:
    words = line.lower().split()
    cues, found, other = _SECOND[low]
    return found if len(words) > 1 and words[-2].strip(".,(") in cues else other


# The next of a row: "6/9, 6/10, 6/12" are days, "4/10 to 8/10" scores.
_NEXT = lazy_pattern(r"(,? (?:and )?|\s?(?:to|->|\u2192|-)\s?)(\d{1,2})/(\d{1,3})(?![\d/])")


def _row(text: str, end: int, a: int, b: int) -> float:
    """What a fraction right after says of this one."""
    m = _NEXT.match(text, end)
    if m is None:
        return 0.0
    if int(m[2]) == a and b < int(m[3]) <= 31:
        return 4.0
    return -5.0 if int(m[3]) == b and b <= 10 and int(m[2]) != a else 0.0


#: How far a fraction looks for another of the same whole, in characters, and at how many.
_REACH, _LOOKS = 160, 4
_NUMERATOR = lazy_pattern(r"(?<![\d/])\d{1,3}$")


# A preposition of time, which outweighs the scale: "4/10 on 3/10".
_ON = lazy_pattern(r"\b(?:on|since|until|till|due|by|dated|seen|appt)\s$", re.IGNORECASE)


def _same_scale(text: str, start: int, end: int, share: tuple[int, int], found: list[Hit]) -> float:
    """How much speaks for a score that fractions near by are of the same whole and no dates."""
    a, b = share
    if a > b:
        return 0.0
    days = {hit.start for hit in found[-8:]}
    before = _shares(text, max(0, start - _REACH), start, b, last=True)
    if any(at not in days and number != a for at, number in before):
        rated = _DENOMINATORS.get(b, 0.0) <= -1.0 and not _ON.search(text, max(0, start - 9), start)
        return 3.5 if rated else 2.0
    if before:
        return 0.0
    after = _shares(text, end, end + _REACH, b, last=False)
    return 2.0 if any(number == 0 or number > 12 < b for _, number in after) else 0.0


def _shares(text: str, left: int, right: int, b: int, *, last: bool) -> list[tuple[int, int]]:
    """Return the nearest fractions of `b` in a stretch: where each begins, and its numerator."""
    mark = f"/{b}"
    found = []
    for _ in range(_LOOKS):
        at = text.rfind(mark, left, right) if last else text.find(mark, left, right)
        if at < 0:
            break
        left, right = (left, at) if last else (at + 1, right)
        m = _NUMERATOR.search(text, max(0, at - 3), at)
        after = text[at + len(mark) : at + len(mark) + 1]
        if m is not None and not after.isdigit() and after != "/":
            found.append((m.start(), int(m.group())))
    return found


# What joins two dates or two scores: "3/4-3/8", "3/4, 3/8", "3/4 and 3/8", "F/u 3/7 3/14 3/21".
_JOIN = lazy_pattern(
    r"\s?(?:-|--|,|;|/|&|\+|to|and|or|then|thru|through|until|till|again|vs)?\s?(?:on )?"
)
_LAST_FRACTION = lazy_pattern(r"(\d{1,3})\s?/\s?(\d{1,3})(\s?(?:-|,|;|&|to|and|then|or)?\s?)$")


def _neighbour(text: str, start: int, found: list[Hit]) -> float:
    """What the fraction just before was, where only a joining word stands between."""
    if found and 0 <= start - found[-1].end <= 12:
        if _JOIN.fullmatch(text, found[-1].end, start):
            return 3.0
        return 0.0
    before = _LAST_FRACTION.search(text, max(0, start - 18), start)
    return -2.5 if before else 0.0


def _is_card_expiry(note: Note, start: int, a: int, b: int) -> bool:
    """Whether "05/31" is the month and year that a card expires, or a birth month: "dob 3/88"."""
    left = note.lower[max(0, start - 18) : start].rstrip(" :.(")
    return (
        1 <= a <= 12
        and b > 31
        and left.endswith(("exp", "expires", "expiry", "dob", "born", "since", "valid thru", "rev"))
    )
