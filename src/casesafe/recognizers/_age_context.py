"""Bare numbers that what stands round them makes an age.

Every number of one to three digits, and every number word, is looked at with the words beside it:
a label ("age 7"), a verb ("is 52", "turned ninety"), a name or a relative ("Ruby, 95,", "son (7)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.note import Note, Word
from casesafe.recognizers._age_words import (
    ADVERBS,
    AGE_ENDS,
    LIFE,
    MEASURED,
    NOT_AGE_AFTER,
    NOT_NAMES,
    PEOPLE,
    SUBJECTS,
)
from casesafe.recognizers._date_parts import Hit
from casesafe.recognizers.base import cues_in
from casesafe.values.number_words import TEENS, TENS, UNITS, cardinal

_DIGITS = {str(n): n for n in range(0, 120)}
_WORDED = {
    **UNITS, **TEENS, **TENS,
    **{f"{t}-{u}": a + b for t, a in TENS.items() for u, b in UNITS.items()},
}  # fmt: skip
_ALL: dict[str, int] = {**_DIGITS, **_WORDED}
_HALF = re.compile(r"½|¼|¾|\s1/2\b|\s\d{1,2}/12\b|(?: and|-and)[ -]a[ -]half\b| and three quarters\b")


def bare_ages(note: Note) -> Iterator[Hit]:
    """Yield the numbers that are ages by their context, in order of the note."""
    candidates = sorted(
        ((w, n) for w, n in cues_in(note, _ALL)), key=lambda c: c[0].start
    )
    found: dict[int, int] = {}  # end of an age -> its start
    skip = -1
    for w, number in candidates:
        if w.start < skip:
            continue
        end, number = _whole(note, w, number)
        skip = end
        rule = _rule(note, w, end, number, found)
        if rule:
            half = _HALF.match(note.normal, end)
            stop = half.end() if half else end
            found[end] = w.start
            yield Hit(w.start, stop, rule, Source.LABEL if rule == "age_label" else Source.CUE)


def _whole(note: Note, w: Word, number: int) -> tuple[int, int]:
    """The end and value of a number of two words ("twenty six")."""
    if w.lower in TENS and w.index + 1 < len(note.words):
        after: Word = note.words[w.index + 1]
        if after.lower in UNITS and note.normal[w.end : after.start] in (" ", "\n"):
            return after.end, number + UNITS[after.lower]
    return w.end, number


def _rule(note: Note, w: Word, end: int, number: int, found: dict[int, int]) -> str | None:
    """The rule that makes a number an age, or None."""
    text = note.normal
    before = text[w.start - 1] if w.start else " "
    if before in "$#.:/-_@+<>^~°" and not (before in "=:|" and False) or before.isalnum():
        return None
    if text[end : end + 11].lower().startswith((" or older", "-or-older", " or earli")):
        return None
    left = text[max(0, w.start - 48) : w.start].rpartition("\n\n")[2]
    if _LABEL.search(left):
        return None if _UNIT_OF_LABEL.match(text, end) else "age_label"
    if NOT_AGE_AFTER.match(text, end) and not _HALF.match(text, end):
        return None
    if number == 0:
        return None
    prev = note.words[w.index - 1] if w.index else None
    gap = text[prev.end : w.start] if prev else ""
    if chained := _chained(note, w, end, found, gap, prev):
        return chained
    for test in (_in_brackets, _after_comma, _after_verb, _after_at, _after_person, _after_sex):
        rule = test(note, w, end, number, prev, gap, left)
        if rule:
            return rule
    return None


# "age 7", "aged four", "Age: 34", "AGE .... 93", "age=41", "DOB / Age: 1979-08-30 / 45".
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:age|ages|aged|pt_age|patientage|edad)(?:\s(?:is|was|of|stated|about|approx\.?|at (?:test|intake|onset)|given as|around|only))?"
    r"(?:[\s:=|.\"'>(~-]{1,30}|\s?/\s?)(?:\[?)$|\bAge\b:?\s?[\d/.-]{6,10}\s?/\s?$|\bby age\s$",
    re.I,
)
_UNIT_OF_LABEL = re.compile(r"\s?(?:%|:\d|mg\b|-?\d)|[ -](?:of|groups?)\b", re.I)
# Two ages side by side: "4 and 7", "10, 13", "66, 19, and 8", "Omid 5, Laila 12".
_CHAIN = re.compile(r"\)?,?\s(?:and|&|or|to|then|maybe|perhaps|turning)\s(?:\()?|,\s|\s?[/&+]\s?|\sor\s|,\smaybe\s")
_NAMED_CHAIN = re.compile(r"\)?[,;]?(?:\s(?:and|&)\s|[,;]?\s)[A-Z][\w'.\"-]{0,20}(?:\s[A-Z][\w'-]+)?,?\s\(?")


def _chained(
    note: Note, w: Word, end: int, found: dict[int, int], gap: str, prev: Word | None
) -> str | None:
    """A number joined to an age: the second of "4 and 7", the next child of a list."""
    if not found or not AGE_ENDS.match(note.normal, end):
        return None
    last = next(reversed(found))
    between = note.normal[last : w.start]
    if len(between) > 32:
        return None
    if _CHAIN.fullmatch(between) and not (between.strip() == "," and _is_measure(note, end)):
        return "age_list"
    if _NAMED_CHAIN.fullmatch(between) and prev and prev.lower not in NOT_NAMES:
        return "age_list"
    return None


def _is_measure(note: Note, end: int) -> bool:
    return re.match(r",?\s\d", note.normal[end : end + 4]) is not None


def _is_name(word: Word | None, note: Note) -> bool:
    """Whether a word can be a person's name here: capitalised, no scale, no heading."""
    if word is None or word.lower in NOT_NAMES or not word.text[0].isalpha():
        return False
    if any(c.isdigit() for c in word.text):
        return False
    if not note.has_capitals:
        return word.lower in PEOPLE
    if word.text.isupper():
        return len(word.text) == 1 or (len(word.text) > 3 and word.lower in PEOPLE)
    return word.text[0].isupper()


def _is_person(word: Word | None, note: Note) -> bool:
    return word is not None and (word.lower in PEOPLE or _is_name(word, note))


_CLOSES = re.compile(r"\s*[),;/]|\s(?:and|or|at|in|when|next|y/o|f\b|m\b|turning|last|now|by)|\s?[MF]\b|½|\sin\b|['\"]", re.I)


def _in_brackets(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"Linnea (12)", "two sons (10, 13)", "his wife (34, a nurse)"."""
    if not gap.endswith(("(", "[")) or not _CLOSES.match(note.normal, end):
        return None
    if len(gap.strip("\"' ")) > 2 and not gap.startswith((".", '"', "'")):
        return None
    if _is_person(prev, note) and not _listed(note, w, left):
        return "age_in_brackets"
    if prev and prev.lower.endswith("'s"):
        return None
    if re.search(r"[a-z)]\.?\s\($", left) and _FAMILY.search(left):
        return "age_in_brackets"
    return None


_FAMILY = re.compile(
    r"\b(?:sons?|daughters?|child(?:ren)?|kids?|sib(?:ling)?s?|sisters?|brothers?|twins?|mom|mother|father|dad|"
    r"wife|husband|aunt|uncle|nephews?|nieces?|cousins?|grand\w+|client|pt|patient|partner|girls?|boys?)\b",
    re.I,
)


def _listed(note: Note, w: Word, left: str) -> bool:
    """Whether the bracket holds a score: "Beck (31)" is in NOT_NAMES; "(2) call" is an item."""
    return bool(re.match(r"\)\s[a-z]+ (?:the|a|her|his)\b", note.normal[w.end : w.end + 16])) and left.endswith(": (")


_AFTER_COMMA_ENDS = re.compile(
    r"\s*[,;.)\]\n|]|\s?--?\s|\s*$|\s(?:and|who|from|in|of|with|at|lives|works|is|was|has|had|on|when|he|she|they|"
    r"but|newly|recently|retired|married|single|a|an|the|\(|for|runs|both|born|came|turned|died)\b|\s\(|\s?[MF]\b|\"|'|\?|!",
    re.I,
)


def _after_comma(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"Ruby, 95, phones", "his mother, 91.", "client, 39;"."""
    if gap.strip("\"')] ") not in (",", ";", ":", "") or "," not in gap and ";" not in gap:
        return None
    if not _AFTER_COMMA_ENDS.match(note.normal, end) or prev is None:
        return None
    if _is_person(prev, note):
        if prev.lower in PEOPLE or number > 2 or w.text[0].isalpha():
            after = note.normal[end : end + 6]
            if re.match(r",\s\d{1,2}[,.]", after) and prev.lower not in PEOPLE and not _FAMILY.search(left):
                return None  # "Fig. X, 4, 5, 6": a list of numbers
            if note.has_capitals and prev.text.isupper() and len(prev.text) > 1 and prev.lower not in PEOPLE:
                return None
            return "age_after_name"
    closes = note.normal[end : end + 1] in (",", ";", ".")
    if closes and number >= 5 and gap == ", " and (_APPOSITION.search(left)):
        return "age_after_phrase"
    return None


# A name or relative a few words back in the same sentence: "Philippa, Pip to him, 46;".
_APPOSITION = re.compile(
    r"(?:\b(?:brother|sister|mother|father|son|daughter|wife|husband|client|patient|man|woman|boy|girl|cousin|"
    r"aunt|uncle|friend|nephew|niece|grand\w+)\b|(?:^|[.;:\n]\s?|\s)[A-Z][a-z]+(?: [A-Z][a-z'-]+)?)"
    r"[^.;:\n\d]{0,34},\s$"
)
_FEELS = frozenset("feels felt looks seems acts".split())


def _after_verb(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"is 52", "she's 23", "turned ninety", "would be 29", "pushing seventy"."""
    if prev is None or gap not in (" ", "  ", "\n", " ~"):
        return None
    words, i = note.words, w.index - 1
    while i > 0 and words[i].lower in ADVERBS and note.normal[words[i].end : words[i + 1].start] in (" ", "\n"):
        i -= 1
    verb: Word = words[i]
    if verb.lower in _TURNS:
        return "turned" if _turn_ends(note, end) else None
    if not AGE_ENDS.match(note.normal, end):
        return None
    if verb.lower in ("pushing", "approaching", "nearing") and number >= 20:
        return "turned"
    if verb.lower in SUBJECTS and verb.lower not in ("he", "she", "they", "i", "who", "you", "we"):
        if verb.lower == "it's" or (verb.lower == "you're" and number < 3):
            return None
        return "age_after_verb" if not _is_time(note, w, end) else None
    if verb.lower not in _IS or i == 0:
        possessive = verb.text.endswith(("'s",)) and (
            verb.lower[:-2] in PEOPLE or (verb.text[0].isupper() and verb.lower[:-2] not in NOT_NAMES)
        )
        return "age_after_verb" if possessive and note.has_capitals and number > 2 else None
    subject: Word = words[i - 1]
    if subject.lower in ("would", "will", "to", "must", "might", "should", "may", "could", "not", "isn't"):
        subject = words[i - 2] if i > 1 else subject
        return "turned" if subject.lower in SUBJECTS | PEOPLE or _is_name(subject, note) else None
    if subject.lower in ("he", "she", "they", "i", "who", "you", "we") or subject.lower in PEOPLE or (
        _is_name(subject, note) and number >= 3
    ):
        return "age_after_verb"
    return None


_TURNS = frozenset("turned turns turning turn".split())
_IS = frozenset("is was are were am be been".split())


def _turn_ends(note: Note, end: int) -> bool:
    return AGE_ENDS.match(note.normal, end) is not None or re.match(
        r"\s(?:yesterday|years|monday|tuesday|wednesday|thursday|friday|saturday|sunday)", note.normal[end : end + 12], re.I
    ) is not None


def _is_time(note: Note, w: Word, end: int) -> bool:
    return re.match(r"\s(?:away|ahead|behind|late|early|down|up)\b", note.normal[end : end + 8]) is not None


_AT = frozenset("at until till since from by around to like".split())
_RAISED = re.compile(r"\b(?:raised|lived|boarding|residential|school|kept|spent|fostered|foster|ages?|between|removed)\b", re.I)


def _after_at(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"died at 98", "attempt at 16", "from four to eleven", "a boy of 9", "not yet thirty"."""
    if prev is None or gap not in (" ", "\n"):
        return None
    text = note.normal
    ends = AGE_ENDS.match(text, end)
    if prev.lower == "of" and w.index > 1:
        holder: Word = note.words[w.index - 2]
        if holder.lower in _OF_PEOPLE or (holder.lower in ("mother", "father", "parent", "widow") and number >= 20):
            return "age_of" if ends else None
        return None
    if prev.lower == "at" and ends:
        clause = re.split(r"[.;\n]", left)[-1]
        measured = MEASURED.search(clause[-22:])
        if LIFE.search(clause) and not measured and (number >= 3):
            return "age_at"
        if number >= 13 and not measured and _FIRST_PERSON.search(clause) and not re.search(r"\d", clause):
            return "age_at"
        if not clause.strip("at ").strip() and number >= 4 and re.match(r"\s?,", text[end : end + 2]):
            return "age_at"
        return None
    if prev.lower in ("from", "until", "till", "since") and ends:
        if _RAISED.search(left) or (prev.lower in ("until", "till") and number <= 30 and LIFE.search(left) and number > 12):
            return "age_at"
    if prev.lower == "to" and ends and re.search(r"\bfrom\s(?:age\s)?\w+\sto\s$", left) and _RAISED.search(left):
        return "age_at"
    return None


_FIRST_PERSON = re.compile(r"\b(?:he|she|i|who|her|his|they)\b", re.I)
_OF_PEOPLE = frozenset(
    "boy girl man woman kid child lady youth lad infant person widower toddler baby male female owner "
    "son daughter teenager student guy veteran grandmother grandfather age".split()
)


def _after_person(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"daughters 4 and 7", "son 12", "Jude 9, Eleanor 12", "sib Ty, 5"."""
    if prev is None or gap not in (" ", ": ", '" ', ") "):
        return None
    text = note.normal
    if prev.lower in _KIN_BEFORE_NUMBER and AGE_ENDS.match(text, end):
        if re.match(r"\s(?:is|was|has|had|says|said|for|to|at|by|will)\b", text[end : end + 6]):
            return None
        return "age_after_kin"
    if not note.has_capitals or not _is_name(prev, note) or prev.text.isupper():
        return None
    closes = re.match(r"[,;.)]|\s(?:and|&)\s[A-Z]|\s?\(|\n|$", text[end : end + 8])
    if closes and (_FAMILY.search(left) or _PAIR.match(text, end)):
        return "age_after_name"
    return None


# Another name with a number follows: "Jude 9, Eleanor 12".
_PAIR = re.compile(r"[,;]?(?:\sand|\s&)?\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s\d{1,2}[,;.)]")
_KIN_BEFORE_NUMBER = frozenset(
    "son daughter sons daughters boys girls kids children child baby twins brother sister brothers sisters "
    "nephew niece grandson granddaughter sib sibs siblings stepson stepdaughter cousin mother father mom dad "
    "wife husband grandma grandmother grandpa grandfather".split()
)
_SEX = re.compile(r"(?:\b(?:[MF]|male|female|man|woman|boy|girl|AMAB|AFAB)[,/]?|\b[MF])\s$")
_SEX_AFTER = re.compile(r"\s?(?:[MF]|male|female|AMAB|AFAB|year|y)\b(?!\.)|\s?/\s?[MF]\b")


def _after_sex(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"F, 29,", "M 52", "K., 22 F", "44 M", and "Sixty-six, retired" at the head of a sentence."""
    text = note.normal
    if _SEX.search(left) and AGE_ENDS.match(text, end) and number >= 2:
        return "age_after_sex"
    after = _SEX_AFTER.match(text, end)
    if after and number >= 3 and w.text.isdigit() and re.search(r"(?:^|[\s(,;:|])$", left):
        return "age_before_sex"
    if w.text[0].isupper() and "-" in w.text and re.match(r"[,.]\s", text[end : end + 2]):
        if re.search(r"(?:^|[.!?:]\"?\s+|\n\s*)$", left):
            return "age_at_head"
    return None


assert cardinal("nine") == 9
