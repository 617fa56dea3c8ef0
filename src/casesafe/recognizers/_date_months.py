"""Dates that hold the name of a month: "March 14, 2024", "14th of March", "since October".

A month's name is the anchor; what stands right and left of it is matched at that place only.
Words that are also verbs or first names ("may", "march", "august", "april", "june", "jan") need a
number beside them or a cue before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import WEEKDAYS, Hit
from casesafe.values.dates import MONTHS, SPANISH_MONTHS
from casesafe.values.number_words import cardinal, ordinal, spoken_year

_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT_YEAR = r"'\d\d(?!\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)"
_YEAR_TAIL = rf"(?:,?\s{{1,3}}(?:of\s)?{_YEAR}|[/-]{_YEAR}|,?\s{{1,2}}(?:of\s)?{_SHORT_YEAR}|,? of \d\d(?!\d))"
# " 14", ". 14th, 2024", " the 3rd, '19": must not take a clock time, a dose, or "May 5/10".
_AFTER = re.compile(
    rf"(?:\.?[ ]{{0,3}}|\.?\n(?!\d+[.)]\s)|[ ]?,[ ]?|-|/|\sthe\s)(?P<day>{_DAY})(?P<nth>{_NTH})?"
    rf"(?![\d%/]|:\d|\.\d|-year|-yr|{_NTH}[a-z]|[a-rt-z])(?P<year>{_YEAR_TAIL})?",
    re.I,
)
_YEAR_AFTER = re.compile(rf"\.?(?:{_YEAR_TAIL}|-{_YEAR}|-\d\d(?![\d-]))", re.I)
# "14 ", "14th of ", "the 14th of ", "14-", "14/" before the month; must not take "4:14 " or "1.5 ".
_BEFORE = re.compile(
    rf"(?<![\d:.,$#])(?<!\d\d\d[-/])(?:the\s{{1,2}})?(?P<day>{_DAY})(?P<nth>{_NTH})?(?P<gap>\s?of\s|\s{{1,2}}|\.|-|/)$",
    re.I,
)
_TAIL_YEAR = re.compile(rf"(?:\.?,?\s{{0,3}}{_YEAR}|[-/. ]{_YEAR}|\.?,?\s?{_SHORT_YEAR}|[-/. ]\d\d(?![\d:/-]|\.\d))", re.I)
# "and 23, 2025", "-7", " to 12th", ", 14 and 21": further days of the same month.
_MORE = re.compile(
    rf"(?P<join>\s?(?:-|--|&)\s?|\s(?:and|or|to|through|thru|until|till|-)\s|,\s)(?:the\s)?"
    rf"(?P<day>{_DAY})(?P<nth>{_NTH})?(?![\d%/]|:\d|\.\d|-\w|[a-z])(?P<year>{_YEAR_TAIL})?",
    re.I,
)
# What may follow the last day of a list; must not match a noun ("and 12 others").
_MORE_END = re.compile(
    r"\s*(?:[.;:)\]\n?!\"]|,|$|&|-)|\s+(?:and|at|in|of|he|she|they|we|i|it|is|was|with|w/|for|from|to|by|"
    r"but|or|on|as|because|both|when|where|while|after|before|until|due|per|via|mon|tue|wed|thu|fri|"
    r"sat|sun|\d)",
    re.I,
)
# A spoken day after the month, up to four words; must not run over a sentence end.
_SPOKEN = re.compile(r"(?:\.?\s(?:the\s)?)((?:[a-z]+(?:[ -]|\b)){1,6})", re.I)
_SPOKEN_BEFORE = re.compile(
    r"(?:\bthe\s)?\b((?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth|[a-z]+teenth|tenth|eleventh|twelfth|twentieth|thirtieth))\sof\s$",
    re.I,
)
# "3rd wk of ", "the third week of ", "first Monday in "; must not take "end of ".
_PERIOD_BEFORE = re.compile(
    r"(?:\bthe\s)?\b(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s"
    r"(?:week|wk|weekend|half|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\s(?:of|in)\s$",
    re.I,
)
_PERIOD_AFTER = re.compile(r"\.?\s[1-4](?:st|nd|rd|th)\s(?:week|wk)\b", re.I)
_PART_BEFORE = re.compile(r"\b(?:early|late|mid)(?:\s|-|\sto\slate\s)$", re.I)

_UNMISTAKABLE = frozenset(
    "january february september october november december sept febuary feburary janurary".split()
)
#: Names of months that are first names or common words: alone they need a cue.
_WEAK = frozenset("may march april june august jan mar sep dec jun jul apr".split())
_CUES_BEFORE = frozenset(
    "in since until till til 'til through thru during early late mid last next this each every "
    "come before after of by".split()
)
_STRICT_CUES = frozenset("in since until till til through thru during early late mid last next this".split())
_VERB_MARCH = frozenset("to will would must should can could and i we you they who".split())


def month_dates(note: Note) -> list[Hit]:
    """Return the dates with a month's name, in order of the note."""
    hits: list[Hit] = []
    for start, end, name in sorted(_month_words(note)):
        if hits and start < hits[-1].end:
            continue
        hits.extend(_at_month(note, start, end, name, hits))
    return _with_joined(note, hits)


def _month_words(note: Note) -> Iterator[tuple[int, int, str]]:
    """Every word, or part of a hyphenated word, that names a month: start, end, name."""
    index = note.words.by_lower
    for key in index.keys() & _WORD_KEYS.keys():
        for w in index[key]:
            name = _WORD_KEYS[key]
            yield w.start, w.start + len(name), name
    for key in index.keys() & _MISREAD_KEYS.keys():
        for w in index[key]:
            yield w.start, w.end, _MISREAD_KEYS[key]
    for key, words in index.items():
        if "-" in key:
            at = 0
            for part in key.split("-"):
                if part in MONTHS:
                    for w in words:
                        yield w.start + at, w.start + at + len(part), part
                at += len(part) + 1


def _misread(name: str) -> Iterator[str]:
    """The ways that a scanner misreads a month's name: "rn" for m, "1" for l, "5" for s."""
    for right, wrong in (("m", "rn"), ("l", "1"), ("s", "5"), ("o", "0"), ("b", "8")):
        if right in name:
            yield name.replace(right, wrong)


_WORD_KEYS = {name: name for name in (*MONTHS, *SPANISH_MONTHS)} | {
    f"{name}'s": name for name in MONTHS if len(name) > 3
}
_MISREAD_KEYS = {wrong: name for name in MONTHS if len(name) > 3 for wrong in _misread(name)}


def _at_month(note: Note, start: int, end: int, name: str, hits: list[Hit]) -> Iterator[Hit]:
    text = note.normal
    if name in SPANISH_MONTHS and name not in MONTHS:
        yield from _spanish(note, start, end)
        return
    if name == "sep" and text[start].islower() and text[end : end + 1] == "." and note.has_capitals:
        return  # "sep. 2010": separated
    if name in ("mar", "may") and text[start - 1 : start] == "-" and text[start - 3 : start].islower():
        return
    before = _BEFORE.search(text, max(0, start - 14), start)
    if before and _is_day_before(note, before, start, end, name):
        tail = _TAIL_YEAR.match(text, end)
        stop = tail.end() if tail else end
        day_start = before.start()
        yield from _first_of_two(text, day_start)
        yield Hit(day_start, stop, "day_month", Source.PROVEN if tail else Source.CUE)
        return
    spoken = _SPOKEN_BEFORE.search(text, max(0, start - 30), start)
    period = _PERIOD_BEFORE.search(text, max(0, start - 30), start)
    if spoken or period:
        tail = _YEAR_AFTER.match(text, end)
        found = spoken or period
        assert found is not None
        yield Hit(found.start(), tail.end() if tail else end, "spoken_day", Source.CUE)
        return
    weeks = _PERIOD_AFTER.match(text, end)
    if weeks:
        yield Hit(start, weeks.end(), "week_of_month", Source.CUE)
        return
    after = _AFTER.match(text, end)
    if after and _is_day_after(note, start, end, name, after):
        yield Hit(start, after.end(), "month_day", Source.PROVEN if after["year"] else Source.CUE)
        yield from _more_days(text, after)
        return
    stop = _spoken_day(note, start, end, name)
    if stop:
        yield Hit(start, stop, "spoken_day", Source.CUE)
        return
    scanned = _SCANNED_DAY.match(text, end) if name not in ("may", "march") else None
    if scanned:
        yield Hit(start, scanned.end(), "misread_day", Source.CUE)
        return
    yield from _month_alone(note, start, end, name, hits)


def _is_day_before(note: Note, m: re.Match[str], start: int, end: int, name: str) -> bool:
    """Whether the number before the month is its day: "14 Mar", not "may" after a number."""
    text = note.normal
    if m["nth"] or "of" in m["gap"].lower() or m["gap"] in ("-", "/"):
        return True
    if _AFTER.match(text, end) and not _TAIL_YEAR.match(text, end):
        # "at 9 March 14", "x 2 Dec 5": the number after it is the day
        return text[start:end].isupper() or _TAIL_YEAR.match(text, end) is not None
    if name in ("may", "march", "mar", "dec", "jan", "sep") and text[start].islower():
        return _TAIL_YEAR.match(text, end) is not None or not note.has_capitals
    return True


def _first_of_two(text: str, start: int) -> Iterator[Hit]:
    """The 12 of "12 and 14 March", "12-14 March", "18-20 Nov"."""
    m = _EARLIER.search(text, max(0, start - 14), start)
    if m:
        yield Hit(m.start("day"), m.end("day"), "day_before_day", Source.CUE)


_EARLIER = re.compile(rf"(?<![\d:.,/$#-])(?P<day>{_DAY}{_NTH}?)(?:\s?(?:-|/|&)\s?|\s(?:and|to|or|through|until)\s)$", re.I)


def _is_day_after(note: Note, start: int, end: int, name: str, m: re.Match[str]) -> bool:
    """Whether the number after the month is its day; "August, 17, he/him" is a person's age."""
    text = note.normal
    gap = text[end : m.start("day")]
    if "," in gap and not m["nth"] and not m["year"]:
        return False
    if gap == "" and len(name) > 4:
        return False
    word = text[start:end]
    if word.islower() and name in ("may", "march") and not (m["nth"] or m["year"]):
        cued = _cue(note, start) in _CUES_BEFORE | WEEKDAYS | {"on", "from", "to"}
        return cued or int(m["day"]) >= 10 or _MORE_END.match(text, m.end()) is not None
    return not _UNIT_AFTER.match(text, m.end())


# A day as a scanner reads it: "Feb l3", "Oct . 9", "Apr . 2O"; must not match a word.
_SCANNED_DAY = re.compile(r"\s{0,3}(?:\.\s{0,2})?(?:[l1-3][0-9lOoISB]|[0-3][lOoISB]|(?<=\. )[1-9])(?:,\s[l12][90O][0-9lOo]{2})?(?![\w/:%])")
# A unit after the number: "MAR 5 mg", "Dec 10 %"; must not match a year or a verb.
_UNIT_AFTER = re.compile(r"\s?(?:mg|mcg|ml|kg|lbs?|%|years?\b|yrs?\b|y/?o\b|yo\b|months?\b)", re.I)


def _more_days(text: str, first: re.Match[str]) -> Iterator[Hit]:
    """Further days of a list or range, each its own span: "January 8, 15 and 29"."""
    at, day = first.end(), int(first["day"])
    if first["year"]:
        return
    pending: list[Hit] = []
    for _ in range(8):
        m = _MORE.match(text, at)
        if m is None or int(m["day"]) <= day:
            break
        pending.append(Hit(m.start("day"), m.end(), "day_after_day", Source.CUE))
        at, day = m.end(), int(m["day"])
        loose = m["join"].strip() == "," and not m["nth"] and not m["year"]
        if not loose and (m["nth"] or m["year"] or _MORE_END.match(text, at)):
            yield from pending
            pending = []
        if m["year"]:
            break
    if len(pending) == 1 and _LIST_OF_TWO.match(text, at):
        yield from pending


# "Jan 23, 30, no-shows.": a second day in commas is no age where a plural of visits follows.
_LIST_OF_TWO = re.compile(r",\s(?:no[- ]shows|both|cancell?ed|missed|kept|sessions)", re.I)


def _spoken_day(note: Note, start: int, end: int, name: str) -> int | None:
    """The end of "january twelve", "may second", "march third twenty twenty four", else None."""
    text = note.normal
    m = _SPOKEN.match(text, end, min(len(text), end + 60))
    if m is None or (text[end] == "." and len(name) > 4):
        return None
    words = list(re.finditer(r"[A-Za-z]+", text[m.start(1) : m.end(1)]))
    for count in (2, 1):
        if len(words) < count:
            continue
        part = text[m.start(1) + words[0].start() : m.start(1) + words[count - 1].end()]
        nth, plain = ordinal(part), cardinal(part)
        number = nth or plain
        if not number or number > 31 or (count == 2 and " " not in part and "-" not in part):
            continue
        if name in ("may", "march") and not _spoken_is_day(note, start, m.start(1) + words[count - 1].end(), nth):
            return None
        return m.start(1) + words[count - 1].end() + _spoken_year_length(text, m.start(1) + words[count - 1].end())
    return None


def _spoken_is_day(note: Note, start: int, end: int, nth: int | None) -> bool:
    """"may second" is a day, "you may first want" and "march two miles" are not."""
    cued = _cue(note, start) in _CUES_BEFORE | WEEKDAYS | {"on", "from", "to", "date", "visit"}
    ends = re.match(r"\s*(?:[.,;:)\n]|$)", note.normal[end : end + 3]) is not None
    return cued or (nth is not None and (nth > 2 or ends or not note.has_capitals)) or ends


def _spoken_year_length(text: str, end: int) -> int:
    """The length of a year, in words or digits, right after a spoken day."""
    digits = _YEAR_AFTER.match(text, end)
    if digits:
        return digits.end() - end
    tail = re.match(r",?((?:[ -][a-z]+){1,5})", text[end : end + 48], re.I)
    if tail is None:
        return 0
    words = list(re.finditer(r"[a-z]+", tail[0], re.I))
    for count in range(min(5, len(words)), 1, -1):
        if spoken_year(tail[0][words[0].start() : words[count - 1].end()]):
            return words[count - 1].end()
    return 0


def _month_alone(
    note: Note, start: int, end: int, name: str, hits: list[Hit]
) -> Iterator[Hit]:
    """A month with a year, or by itself where it cannot be a name or a verb."""
    text = note.normal
    part = _PART_BEFORE.search(text, max(0, start - 14), start)
    begin = part.start() if part else start
    year = _YEAR_AFTER.match(text, end)
    if year and not (name in ("may", "march") and text[start].islower() and "'" in year.group()):
        yield Hit(begin, year.end(), "month_year", Source.PROVEN)
        return
    if part or _stands_as_month(note, start, end, name):
        stop = end + 1 if len(name) < 5 and name != "may" and _abbreviated(text, end) else end
        yield Hit(begin, stop, "month", Source.CUE)


def _abbreviated(text: str, end: int) -> bool:
    return text[end : end + 1] == "." and text[end + 1 : end + 3].strip()[:1].islower()


def _stands_as_month(note: Note, start: int, end: int, name: str) -> bool:
    text = note.normal
    if text[end : end + 1] == "@" or text[start - 1 : start] in ("@", "#"):
        return False
    word = text[start:end]
    if name in _UNMISTAKABLE:
        return text[end : end + 2] != "'s" or word[0].isupper()
    if text[end : end + 2] == "'s":
        return text[end : end + 6] == "'s end"
    cue = _cue(note, start)
    strict = cue in _STRICT_CUES or (cue == "of" and _OF_MONTH.search(text, max(0, start - 28), start))
    upper = word.isupper() and len(word) > 1 and note.has_capitals
    if cue == "from" and word.istitle() and name not in ("may", "march"):
        named = re.match(r"\s(?:and\s)?[A-Z]|'s|,\s(?:\d|who|the)", text[end : end + 8])
        return named is None and not _HEARD.search(text, max(0, start - 20), start)
    if text[start - 1 : start] == "_" and text[end : end + 1] in ("_", ".") and text[end + 1 : end + 2].isalpha():
        return True
    if name in ("feb", "aug", "nov", "oct", "apr", "jul", "jun", "dec", "sep", "jan", "mar"):
        if word.istitle() and name in ("feb", "aug", "nov", "oct", "apr", "jul", "dec"):
            return True
        return bool(strict or (cue in ("by", "before", "after", "each", "every") and not upper))
    if cue in _OWNERS and word.istitle() and _NOUN_NEXT.match(text, end):
        return True
    if name == "july":
        return word[0].isupper() or bool(strict)
    if name == "march":
        if word.islower() or not note.has_capitals:
            return bool(strict or cue == "come") and not (cue in ("in", "this") and _SAID.match(text, end))
        return bool(strict) or (cue not in _VERB_MARCH and not _SAID.match(text, end))
    if name == "august":
        if word.islower():
            return bool(strict or cue == "by")
        return bool(strict or cue in _CUES_BEFORE) or bool(_PLANNED.match(text, end))
    if strict or cue in ("by", "before", "come", "each", "every", "due", "least"):
        follows = text[end : end + 2]
        named = len(follows) == 2 and follows[0] == " " and follows[1].isupper() and name != "may"
        return not (named and cue in ("by", "before")) and not (
            name == "may" and word.islower() and cue not in ("in", "since", "until", "late", "early")
            and _MODAL.match(text, end) is not None
        )
    return False


_OWNERS = frozenset("the his her my our your their its".split())
# A noun that a month can be told of: "the April anniversary"; must not match a verb.
_NOUN_NEXT = re.compile(r"\s(?!is\b|was\b|has\b|had\b|who\b|and\b|or\b|in\b|at\b|of\b)[a-z]{3,}")
# "the end of ", "beginning of ", "all of ", "the month of ": must not match "afraid of ".
_OF_MONTH = re.compile(
    r"\b(?:end|start|beginning|middle|rest|month|half|day|days|week|part|most|all|\w+th|first|second|third|"
    r"summer|winter|spring|fall|ides)\sof\s$", re.I,
)
_SAID = re.compile(r"\s(?:on|in|up|out|over|back|around|right|off|band|step|madness)\b")
_PLANNED = re.compile(r"\s(?:move|visit|trip|wedding|hearing|court|appointment|date|birthday)\b")
_MODAL = re.compile(r"\s(?!and\b|or\b|at\b|in\b|with\b|when\b|for\b|to\b|he\b|she\b)[a-z]")
# What one hears from a person called April or June, not from a month.
_HEARD = re.compile(r"\b(?:call|calls|letter|e-?mail|text|texts|message|heard|gift|note|card|word|vm)\sfrom\s$", re.I)


def _cue(note: Note, start: int) -> str:
    """The word before a place, lower case, if only a space stands between."""
    left = note.lower[max(0, start - 14) : start]
    if not left.endswith((" ", "(", "\n")):
        return ""
    words = left.split()
    return words[-1].strip("(,.\"") if words and not words[-1].endswith((".", ",")) else ""


_JOINED = re.compile(r"\s?(?:-|--|/)\s?|\s(?:to|through|thru|until|till|and|or)\s|,\s")


def _with_joined(note: Note, hits: list[Hit]) -> list[Hit]:
    """Add months that are weak alone but joined to one that was found: "May to August"."""
    hits = _without_recitals(note, hits)
    text, taken = note.normal, {h.start for h in hits}
    weak = [
        (s, e) for s, e, name in sorted(_month_words(note))
        if name in MONTHS and not any(h.start <= s < h.end for h in hits)
    ]
    if not weak:
        return hits
    ends = {h.end: h for h in hits}
    added = []
    for s, e in weak:
        right = _JOINED.match(text, e)
        left_end = next((k for k in range(s - 1, max(0, s - 10), -1) if k in ends), None)
        pair = right and right.group().strip() != "," and _RANGE.fullmatch(right.group())
        if pair and any(right.end() == other for other, _ in weak):  # type: ignore[union-attr]
            ends[e] = Hit(s, e, "month", Source.CUE)
            added.append(ends[e])
            continue
        joined_left = left_end is not None and _RANGE.fullmatch(text, left_end, s)
        joined_right = right and right.end() in taken and right.group().strip() != ","
        if joined_left or (joined_right and _RANGE.fullmatch(right.group())):  # type: ignore[union-attr]
            added.append(Hit(s, e, "month", Source.CUE))
    return sorted(hits + added)


def _without_recitals(note: Note, hits: list[Hit]) -> list[Hit]:
    """Drop months said in a row, forwards or backwards, as mental status exams ask for."""
    kept: list[Hit] = []
    run: list[Hit] = []
    for h in hits:
        if run and (h.rule != "month" or note.normal[run[-1].end : h.start].strip() != ","):
            kept.extend(run if len(run) < 3 else ())
            run = []
        if h.rule == "month":
            run.append(h)
        else:
            kept.append(h)
    kept.extend(run if len(run) < 3 else ())
    return kept


_RANGE = re.compile(r"\s?(?:-|--|/)\s?|\s(?:to|through|thru|until|till)\s")


def _spanish(note: Note, start: int, end: int) -> Iterator[Hit]:
    """"3 de abril", "en abril", "9 de marzo de 2024"."""
    text = note.normal
    day = _SPANISH_DAY.search(text, max(0, start - 12), start)
    year = _SPANISH_YEAR.match(text, end)
    if day or year or _cue(note, start) in ("en", "de", "desde", "hasta", "in", "since", "until"):
        yield Hit(day.start() if day else start, year.end() if year else end, "spanish", Source.CUE)


_SPANISH_DAY = re.compile(rf"(?<!\d){_DAY}\sde\s$", re.I)
_SPANISH_YEAR = re.compile(rf",?\s(?:de\s|del\s)?{_YEAR}", re.I)


_MONTH_START = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# "04MAR24", "14mar", "14-mar-24" is no such word; must not match "5mar" of a product code.
_GLUED = re.compile(
    r"(?P<day>[0-3]?\d)(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?P<year>\d{4}|\d\d)?"
)
_GLUED_FIRST = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?P<day>[0-3]?\d)")


def glued_dates(note: Note) -> Iterator[Hit]:
    """Yield the words that are a date without any space: 04MAR24, 14Mar, Mar14."""
    for key, words in note.words.by_lower.items():
        if not 4 <= len(key) <= 11 or key.isalpha() or key.isdigit():
            continue
        m = _GLUED.fullmatch(key) or _GLUED_FIRST.fullmatch(key)
        if m and 1 <= int(m["day"]) <= 31:
            for w in words:
                yield Hit(w.start, w.end, "glued", Source.PROVEN)
