"""Ages that their own shape gives away: "34-year-old", "34 y/o", "9 mo", "34F", "mid-fifties"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers._age_words import PEOPLE
from casesafe.recognizers._date_parts import Hit
from casesafe.recognizers.base import cues_in
from casesafe.values.number_words import DECADES, TEENS, TENS, UNITS

_WORD_NUMBER = (
    r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|(?:one )?hundred(?: and [a-z]+)?|ten|eleven|twelve|[a-z]{3,6}teen|one|two|"
    r"three|four|five|six|seven|eight|nine)"
)
_NUMBER = rf"(?:1[01]\d|[1-9]?\d|{_WORD_NUMBER})"
_HALF = r"(?:½|¼|¾|\.5| 1/2|(?: and|-and)(?: |-)a(?: |-)half)?"
# The number before "years old": must not take the tail of "30-39-year-old" or of a longer number.
_BEFORE_UNIT = re.compile(rf"(?<![\d.,/$:#-])(?<![A-Za-z])({_NUMBER}{_HALF})[\s-]{{0,3}}$", re.I)
_YEARS_OLD = re.compile(
    r"(?:years?|yrs?|yr|y)(?:[\s.-]{1,3}(?:and )?\d{1,2}(?:[\s-]?(?:months?|mos?|m))?)?[\s.,-]{0,3}(?:olds?\b|o\b\.?|of age\b)",
    re.I,
)
_MONTHS_OLD = re.compile(r"(?:months?|mos?|mths?|weeks?|wks?|days?)[\s.-]{1,3}(?:olds?\b|of age\b)", re.I)
_Y_SLASH_O = re.compile(r"y\.?\s?/?\s?o\b\.?", re.I)
#: Words that stand after a number, or end a word that begins with it.
_UNIT_WORDS = dict.fromkeys(
    "year years yr yrs y yo month months mo mos week weeks wk wks day days olds old".split(), True
)


def shaped_ages(note: Note) -> Iterator[Hit]:
    """Yield the ages that need nothing beside them, each once, in no order."""
    yield from _unit_ages(note)
    yield from _glued_ages(note)
    yield from _decades(note)
    yield from other_shapes(note)
    for w, _ in cues_in(note, _ARIANS):
        yield Hit(w.start, w.end, "arian", Source.PROVEN)


_ARIANS = dict.fromkeys(
    f"{stem}genarian{s}"
    for stem in ("quadra", "quinqua", "sexa", "septua", "octo", "nona")
    for s in ("", "s")
) | {"centenarian": None, "centenarians": None, "supercentenarian": None, "nonagenarian": None}


def _unit_ages(note: Note) -> Iterator[Hit]:
    """"34 years old", "34 y/o", "9 mo old", "2 y 1 m" from the unit word to both sides."""
    text = note.normal
    for w, _ in cues_in(note, _UNIT_WORDS):
        if w.start == 0 or w.lower in ("old", "olds"):
            continue
        before = _BEFORE_UNIT.search(text, max(0, w.start - 28), w.start)
        if before is None:
            continue
        tail = _tail(text, w.start)
        if tail:
            yield Hit(before.start(1), tail, "years_old", Source.PROVEN)
        elif w.lower in ("y", "yr", "yrs", "mo", "mos", "months", "month", "weeks", "wks", "days", "years"):
            end = _clinical(note, before.start(1), w.start, w.end, w.lower)
            if end:
                yield Hit(before.start(1), end, "clinical_age", Source.CUE)


def _tail(text: str, start: int) -> int | None:
    """The end of the unit at a place, if it is one of an age."""
    for pattern in (_YEARS_OLD, _MONTHS_OLD, _Y_SLASH_O):
        m = pattern.match(text, start)
        if m:
            end = m.end()
            return end - 1 if text[end - 1] == "." and text[end - 2 : end - 1] not in ("o", "O") else _dot(text, end)
    return None


def _dot(text: str, end: int) -> int:
    """Keep the full stop of "y.o." but not that of the sentence."""
    if text[end - 1] != ".":
        return end
    return end if "." in text[max(0, end - 4) : end - 1] else end - 1


_INFANT = re.compile(
    r"\b(?:baby|babies|infant|newborn|toddler|preemie|neonate|sons?|daughters?|child|kids?|grandbab\w+|born|"
    r"adopt\w+|foster\w*|half[- ]brother|half[- ]sister|niece|nephew|grandson|granddaughter|twins?|jr)\b", re.I,
)
_PERSON_IS = re.compile(r"\b(?:he|she|they|baby|who)(?:'s| is| was)\s(?:now\s|only\s|just\s)?$", re.I)
_SEX_NEXT = re.compile(r"[\s,]{1,2}(?:[MF]\b|male\b|female\b|old\b|man\b|woman\b|boy\b|girl\b)")
_MORE = re.compile(r"[\s,]{0,2}\d{1,2}\s?(?:m|mos?|months?|w|wks?)\b\.?", re.I)


def _clinical(note: Note, start: int, unit: int, end: int, lower: str) -> int | None:
    """The end of "59 yrs", "22 mos", "2y 1m" where it stands as an age, not as a duration."""
    text = note.normal
    more = _MORE.match(text, end) if lower.startswith("y") else None
    stop = more.end() if more else end
    after = text[stop : stop + 2]
    closes = not after or after[0] in ",;).|\n" or _SEX_NEXT.match(text, stop) is not None
    left = text[max(0, start - 26) : start]
    labelled = re.search(r"\bage[d]?\b\W{0,6}$|\bag\s$|\bPT_AGE\|$|\btest\s$", left, re.I) is not None
    if labelled or (_SEX_NEXT.match(text, stop) and lower.startswith(("y", "m"))):
        return stop
    if more and (closes or left[-1:] in "(,: ") and text[start].isdigit():
        return stop
    if not closes:
        return None
    if _PERSON_IS.search(left):
        return stop
    infant = lower[0] in "mwd" and _INFANT.search(text, max(0, start - 90), start) is not None
    if infant and re.search(r"(?:\(|, |\bat |\bis |\bfrom |[A-Z][a-z]+ )$", left):
        return stop
    if lower[0] in "mw" and re.search(r"[A-Z][a-z]+ is $", left) and note.has_capitals:
        return stop
    before = left.rstrip(" ,:(").rsplit(None, 1)[-1:] or [""]
    low = before[0].lower().strip("\"'(")
    if lower.startswith("y"):
        return stop if low in PEOPLE or (lower != "years" and _named(note, left)) else None
    return stop if low in PEOPLE and left.rstrip(" ")[-1:] in (",", "(", ":") else None


def _named(note: Note, left: str) -> bool:
    """Whether a capitalised name and a comma or bracket stand right before."""
    m = re.search(r"([A-Z][a-z'-]+)\"?\)?(?:,\s|\s\()$", left)
    return m is not None and note.has_capitals and m[1].lower() not in _NOT_PEOPLE


_NOT_PEOPLE = frozenset("session plan follow-up married sober clean lives duration seen since ago".split())

# "34yo", "34y", "9mo", "34F": a number and letters in one word; must not match "5th", "50mg", "4x".
_GLUED = re.compile(
    r"(?P<n>1[01]\d|0?\d{1,2})(?P<unit>-(?:years?|yrs?|months?|mos?|weeks?|wks?|days?)-olds?|"
    r"-(?:yo|y-o)|y(?:o|rs?|r-?old)?(?:-old)?(?:[mf])?|ys?o?[mf]?|mos?|yom|yof|m|f|ish|-something|and-a-half)"
)
_GLUED_WORDS = re.compile(
    r"(?P<n>[a-z]+(?:-[a-z]+)?)-(?:years?|yrs?|yr|months?|mos?|weeks?|wks?|days?)-olds?|(?P<t>[a-z]+ty)-something"
)


def _glued_ages(note: Note) -> Iterator[Hit]:
    for key, words in note.words.by_lower.items():
        first = key[0]
        if first.isdigit():
            if key.isdigit() or len(key) > 18:
                continue
            m = _GLUED.fullmatch(key)
            if m:
                for w in words:
                    yield from _glued(note, w.start, w.end, int(m["n"]), m["unit"])
        elif "-" in key and (key.endswith(("-old", "-olds", "-something"))):
            m = _GLUED_WORDS.fullmatch(key)
            if m and (m["t"] or m["n"].replace("-", " ").split()[0] in {*UNITS, *TEENS, *TENS}):
                for w in words:
                    yield Hit(w.start, w.end, "years_old", Source.PROVEN)


def _glued(note: Note, start: int, end: int, number: int, unit: str) -> Iterator[Hit]:
    text = note.normal
    before = text[start - 1] if start else " "
    if before in "$#/.-:_@" or text[end : end + 1] in ("/", "@") and unit not in ("y",):
        return
    if unit in ("m", "f"):
        letter = text[end - 1]
        if letter.islower() and before != "(":
            return
        if letter.isupper() and (number < 10 and before != "("):
            return
        left = text[max(0, start - 20) : start]
        if re.search(r"(?:RIN(?:-r)?|temp\w*|fridge|milk|house|outside|inside|oven|Army|MOS|USMC|F|no shirt)[,:]?\s$", left, re.I):
            return
        if re.match(r"\s?(?:followers|views|subs|budget|\$)", text[end : end + 10]) or text[end : end + 1] == "-":
            return
    if unit == "ish" and not _PERSON_IS.search(text, max(0, start - 16), start):
        left = text[max(0, start - 14) : start]
        if not re.search(r"(?:[,(]|\b(?:age|male|female|man|woman|maybe))\s?$", left):
            return
    if unit in ("mo", "mos") and re.match(r"\s(?:ago|of|supply|f/u|follow|sober|later|hx)\b", text[end : end + 10]):
        return
    if unit in ("y", "ys", "yr", "yrs") and re.match(r"\s(?:ago|of|hx|history|sober|later|exp|in|clean)\b", text[end : end + 10]):
        return
    if unit in ("y", "yr", "yrs", "ys"):
        tail = _Y_SLASH_O.match(text, end - len(unit)) or re.match(
            r"\s?\d{1,2}\s?m(?:os?)?\b|[\s-]old\b|/o\b", text[end : end + 8]
        )
        stop = tail.end() if tail and tail.re is _Y_SLASH_O else end + (tail.end() if tail else 0)
        yield Hit(start, max(stop, end), "clinical_age", Source.CUE)
        return
    yield Hit(start, end, "glued_age", Source.PROVEN if "old" in unit or "o" in unit else Source.CUE)


_DIGIT_DECADES = {f"{n}s": n for n in range(20, 100, 10)}
_PARTS = r"(?:early|mid|late|mid-to-late|mid to late|early to mid|low|high|upper)"
_OWN = re.compile(rf"\b(?:his|her|their|my|your|our|in|into|the)\s(?:{_PARTS}[\s-])?$", re.I)
_PART = re.compile(rf"\b{_PARTS}(?:[\s-]|\sto\s)$", re.I)
_SEXED = re.compile(
    r"(?:\b(?:male|female|man|woman|[MF]|couple|boy|girl|person|adult|caller|client|pt|patient|looks|sounds|maybe|"
    r"both|probably|about)[,/]?\s|\bx \d\s{2,}|\|\s?)$", re.I,
)


# "6;4" of a language sample: years and months; must not match a list ("3;4;5").
_SEMICOLON_AGE = re.compile(r"(?<![\d;])(?:1\d|[1-9]);(?:1[01]|0?\d)(?![\d;])")
_BIRTHDAYS = dict.fromkeys(("birthday", "bday"), True)
_NTH_BEFORE = re.compile(
    r"\b(\d{1,3}(?:st|nd|rd|th)|(?:[a-z]+ty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|[a-z]+teenth|"
    r"tenth|eleventh|twelfth|[a-z]+tieth))\s$", re.I,
)


def other_shapes(note: Note) -> Iterator[Hit]:
    """Yield "6;4" of language samples, and the ordinal of "95th birthday"."""
    text = note.normal
    if ";" in text:
        for m in _SEMICOLON_AGE.finditer(text):
            yield Hit(m.start(), m.end(), "years_months", Source.CUE)
    for w, _ in cues_in(note, _BIRTHDAYS):
        nth = _NTH_BEFORE.search(text, max(0, w.start - 22), w.start)
        if nth:
            yield Hit(nth.start(1), nth.end(1), "birthday", Source.CUE)
    for w, _ in cues_in(note, _NINETIETHS):
        if re.search(r"(?:'s|\b(?:his|her|their|my))\s$", text[max(0, w.start - 8) : w.start], re.I):
            yield Hit(w.start, w.end, "birthday", Source.CUE)


_NINETIETHS = dict.fromkeys(
    ["ninetieth", "hundredth", *(f"ninety-{n}" for n in
     "first second third fourth fifth sixth seventh eighth ninth".split()),
     *(f"{n}th" for n in (90, 94, 95, 96, 97, 98, 99, 100)), "91st", "92nd", "93rd", "101st"], True
)


def _decades(note: Note) -> Iterator[Hit]:
    """"forties", "late 20s", "in her nineties"; "the sixties" and "the 60s" are no age."""
    text = note.normal
    for w, _ in cues_in(note, {**DECADES, **_DIGIT_DECADES}):
        if text[w.start - 1 : w.start] in ("'", "-", "/", "$", ".") and w.start and text[w.start - 1] != "-":
            continue
        left = text[max(0, w.start - 24) : w.start]
        part = _PART.search(left)
        if w.lower == "teens" and part is None:
            continue
        start = w.start - (len(left) - part.start()) if part else w.start
        ahead = left[: part.start()] if part else left
        if re.search(r"\bthe\s$", ahead, re.I):
            continue
        own = re.search(r"\b(?:his|her|their|my|your|our)\s$", ahead, re.I)
        sexed = _SEXED.search(ahead) or re.search(r"[A-Z][\w']+(?:,|\s\()\s?$", ahead)
        if own or sexed or (part and not re.search(r"\bin\s$", ahead)) or (
            part and not re.match(r"\s(?:mg|%|degrees|bpm)", text[w.end : w.end + 9])
        ):
            yield Hit(start, w.end, "decade", Source.CUE)
    for key in note.words.by_lower:
        if key[-1] == "s" and "-" in key:
            yield from _hyphen_decades(note, key)


# "mid-thirties", "mid-30s", "20s-30s" as one word.
_HYPHEN = re.compile(r"(?:early|mid|late)-(?P<d>[a-z]+ties|teens|[2-9]0s)|(?P<r>[2-9]0s-[2-9]0s)")


def _hyphen_decades(note: Note, key: str) -> Iterator[Hit]:
    m = _HYPHEN.fullmatch(key)
    if m and (m["r"] or m["d"] in DECADES or m["d"] in _DIGIT_DECADES):
        for w in note.words.by_lower[key]:
            if note.lower[max(0, w.start - 4) : w.start] != "the ":
                yield Hit(w.start, w.end, "decade", Source.CUE)
