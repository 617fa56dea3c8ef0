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
    YOUNG_LIFE,
)
from casesafe.recognizers._date_parts import Hit
from casesafe.recognizers.base import cues_in
from casesafe.values.number_words import TEENS, TENS, UNITS

_DIGITS = {str(n): n for n in range(0, 120)}
_WORDED = {
    **UNITS, **TEENS, **TENS,
    **{f"{t}-{u}": a + b for t, a in TENS.items() for u, b in UNITS.items()},
    **{f"{u}-and-{t}": a + b for t, a in TENS.items() for u, b in UNITS.items()},
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
    if before in "$#.:/-_@+<>^°" or before.isalnum() or w.lower == "one":
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
    for test in (
        _in_brackets, _after_comma, _after_verb, _after_at, _after_person, _after_sex, _set_apart, _phrased,
    ):  # fmt: skip
        rule = test(note, w, end, number, prev, gap, left)
        if rule:
            return rule
    return None


# "age 7", "aged four", "Age: 34", "AGE .... 93", "age=41", "DOB / Age: 1979-08-30 / 45".
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:age|ages|aged|pt_age|patientage|edad)(?:\s(?:is|was|of|stated|about|approx\.?|at (?:test|intake|onset)|given as|around|only))?"
    r"(?:[\s:=|.\"'>(~\]-]{1,30}|\s?/\s?)(?:\[?)$|\bAge\b:?\s?[\d/.-]{6,10}\s?/\s?$|\bby age\s$",
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
    if _NAMED_CHAIN.fullmatch(between) and prev and prev.lower not in NOT_NAMES and not _SCALED.search(between):
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
    opening = gap.strip("\"' ")
    if "\n" in gap or len(opening) > 1 and not (opening in (". (", ".(") and prev and len(prev.text) == 1) and opening != ")(":
        return None
    if _is_person(prev, note) and not _listed(note, w, left) and not (number == 1 and not _FAMILY.search(left)):
        return "age_in_brackets"
    if prev and prev.lower.endswith("'s"):
        return None
    if re.search(r"[a-z)]\s\($", left) and number > 2 and not _SCALED.search(left) and _FAMILY.search(left):
        return "age_in_brackets"
    return None


# A test close by: its subscales are named like people ("Aggression 71, Withdrawal 66").
_SCALED = re.compile(r"[A-Z]{3,}|\b[A-Z][A-Za-z]*-\w*\d|\b(?:scales?|scores?|items?|scored|thermometer|T\s?=)|\d\s?=|=\s?\d")
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
    if prev is not None and prev.lower in ADVERBS | _GUESSED and gap in (" ", ". "):
        gap = note.normal[note.words[prev.index - 1].end : prev.start] if prev.index else ""
        prev = note.words[prev.index - 1] if prev.index else None
    if prev is None or not _AFTER_COMMA_ENDS.match(note.normal, end):
        return None
    bare = gap.strip("\"')] ")
    if bare not in (",", ";") and not (bare in (".,", ".;") and len(prev.text) <= 2):
        return None
    if _is_person(prev, note):
        if prev.lower in PEOPLE or number > 2 or w.text[0].isalpha():
            after = note.normal[end : end + 6]
            if re.match(r",\s\d{1,2}[,.]", after) and prev.lower not in PEOPLE and not _FAMILY.search(left):
                return None  # "Fig. X, 4, 5, 6": a list of numbers
            if note.has_capitals and prev.text.isupper() and len(prev.text) > 2 and prev.lower not in PEOPLE:
                return None
            return "age_after_name" if not (number < 13 and _SCALED.search(left)) else None
    if not note.has_capitals and prev.text.isalpha() and prev.lower not in NOT_NAMES and number >= 3:
        if re.match(r"\s?,", note.normal[end : end + 2]) and (number >= 13 or _FAMILY.search(left)):
            return "age_after_name"
    closes = note.normal[end : end + 1] in (",", ";", ".")
    if closes and number >= 5 and gap in (", ", "), ") and _APPOSITION.search(left):
        if not prev.lower.endswith("s") and not _SCALED.search(left) and prev.lower not in NOT_NAMES:
            return "age_after_phrase"
    return None


# A name or relative a few words back in the same sentence: "Philippa, Pip to him, 46;".
_APPOSITION = re.compile(
    r"(?:\b(?:brother|sister|mother|father|son|daughter|wife|husband|client|patient|man|woman|boy|girl|cousin|"
    r"aunt|uncle|friend|nephew|niece|grand\w+)\b|(?:^|[.;:\n]\s?|\s)[A-Z][a-z]+(?: [A-Z][a-z'-]+)?)"
    r"[^.;:\n\d]{0,34},\s$"
)
_GUESSED = frozenset("approx abt age sounds looks over under".split())


def _after_verb(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"is 52", "she's 23", "turned ninety", "would have been 29", "pushing seventy"."""
    if prev is None or gap not in (" ", "  ", "\n", " ~", ' "', "\u2014"):
        return None
    words, i = note.words, w.index - 1
    while i > 0 and words[i].lower in ADVERBS:
        i -= 1
    verb: Word = words[i]
    if verb.lower in _TURNS:
        return "turned" if _turn_ends(note, end) else None
    if verb.lower in ("pushing", "approaching", "nearing") and number >= 20:
        return "turned"
    if verb.lower in _JOINED_SUBJECTS:
        return "age_after_verb" if not _is_time(note, w, end) else None
    if not AGE_ENDS.match(note.normal, end):
        firm = verb.lower in _IS and i and words[i - 1].lower in _SINGULAR
        return "age_after_verb" if firm and number >= 3 and _NO_NOUN.match(note.normal, end) else None
    if verb.lower in ("it's", "thats", "that's") and number > 2:
        return "age_after_verb" if _FAMILY.search(left) and "," not in left[-12:] else None
    if verb.lower not in _IS or i == 0:
        possessive = verb.text.endswith("'s") and (
            verb.lower[:-2] in PEOPLE or (verb.text[0].isupper() and verb.lower[:-2] not in NOT_NAMES)
        )
        return "age_after_verb" if possessive and note.has_capitals and number >= 13 else None
    j = i - 1
    while j > 0 and words[j].lower in _AUXILIARIES:
        j -= 1
    subject: Word = words[j]
    if subject.lower in _PRONOUNS or subject.lower in PEOPLE or (_is_name(subject, note) and number >= 3):
        if subject.lower in ("they", "we", "children", "kids") and number < 13 and w.text.isalpha():
            return None
        return "turned" if j < i - 1 else "age_after_verb"
    return None


_JOINED_SUBJECTS = frozenset("he's she's i'm you're who's hes shes im whos".split())
_SINGULAR = frozenset("he she i who".split())
_PRONOUNS = frozenset("he she they i who you we".split())
_AUXILIARIES = frozenset(
    "would will have has had must might should may could not isn't wasn't be been to going only just really "
    "himself herself himself now like".split()
)
# What follows an age told by a pronoun: any word but a noun that the number counts.
_NO_NOUN = re.compile(r"\s(?:not|yrs?|he|she|we|her|his|its|they|im|hes|shes|and|with|dont|doesn't|do|don't|cant|can't|wants|takes|drives|works)\b", re.I)
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
        clause = re.split(r"[.;\n]\s|[;\n]", left)[-1]
        if MEASURED.search(clause[-26:]) or _SCALED.search(clause):
            return None
        told = (LIFE if number >= 13 else YOUNG_LIFE).search(clause)
        opens = number >= 13 and not clause.strip('" at').strip()
        return "age_at" if (told and number >= 2) or opens else None
    if prev.lower == "since" and number >= 4 and re.match(r"\s?[,.;)]|\s(?:and|when)\b", text[end : end + 6]):
        return "age_at"
    if prev.lower == "to" and ends and w.index > 1 and note.words[w.index - 2].lower in ("lived", "live", "lives"):
        return "age_at"
    if prev.lower in ("from", "until", "till", "to") and ends:
        if _RAISED.search(left) or (prev.lower in ("until", "till") and number <= 30 and number > 12):
            return "age_at"
    if prev.lower == "to" and ends and re.search(r"\bfrom\s(?:age\s)?\w+\sto\s$", left) and _RAISED.search(left):
        return "age_at"
    return None


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
    if prev.lower in _KIN_BEFORE_NUMBER and AGE_ENDS.match(text, end) and not _SCALED.search(left):
        if re.match(r"\s(?:is|was|has|had|says|said|for|to|at|by|will)\b", text[end : end + 6]):
            return None
        return "age_after_kin"
    if not note.has_capitals or not _is_name(prev, note) or prev.text.isupper():
        return None
    closes = re.match(r"[,;.)]|\s(?:and|&)\s[A-Z]|\s?\(|\s?--?\s|\n|\sw/|$", text[end : end + 8])
    if closes and _FAMILY.search(left) and not _SCALED.search(left):
        return "age_after_name"
    return None


_KIN_BEFORE_NUMBER = frozenset(
    "son daughter sons daughters boys girls kids children child baby twins brother sister brothers sisters "
    "nephew niece grandson granddaughter sib sibs siblings stepson stepdaughter cousin grandma "
    "grandmother grandpa grandfather".split()
)
_SEX = re.compile(r"(?:^|[\s,(|/])(?:[MF]|male|female|man|woman|boy|girl|AMAB|AFAB)(?:,|/)?\s{1,3}$")
_SEX_AFTER = re.compile(r"\s(?:[MF]|male|female|AMAB|AFAB)\b(?!\.)|\s?/\s?[MF]\b")
_WARM = re.compile(r"\b(?:temp\w*|fridge|milk|house|outside|inside|oven|heat|cold|room|window|high|low|fever|seat)\b|!", re.I)


def _after_sex(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"F, 29,", "M  52 y", "K., 22 F", "44 M"; no temperatures, no T scores."""
    text = note.normal
    if _SCALED.search(left[-24:]) and note.has_capitals:
        return None
    if _SEX.search(left) and AGE_ENDS.match(text, end) and number >= 2 and "\n" not in left[-3:]:
        return "age_after_sex"
    after = _SEX_AFTER.match(text, end)
    if after and number >= 3 and w.text.isdigit() and re.search(r"(?:^|[,(;:|/\n]\s{0,3}|\b(?:a|an|pt|this)\s|\s{2,})$", left):
        return "age_before_sex" if not _WARM.search(left) else None
    return None


_SENTENCE_BEFORE = re.compile(r"[A-Za-z)][.!?]\"?\s{1,2}$")
_LINE_BEFORE = re.compile(r"(?:^|\n)\s*$|[:>\u2014]\s$|\s--\s$")


def _set_apart(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """A number that is a sentence or a cell of its own: ". 54. Said", "RJ / 31 / day 19"."""
    text = note.normal
    after = text[end : end + 3]
    if gap.strip() == "/" and re.match(r"\s?/\s|\s*\n", after) and number >= 3 and prev is not None:
        named = prev.text[0].isupper() and len(prev.text) <= 12 and prev.lower not in NOT_NAMES
        return "age_in_header" if named and not _SCALED.search(left[-16:]) or "age" in left.lower() else None
    if len(gap) >= 2 and not gap.strip("\" '") and "\n" not in gap and prev is not None and (
        not after.strip() or after.startswith("  ") or after[0] == "\n"
    ):
        surname = re.search(r"[A-Z][\w'-]+, [A-Z][\w'.-]+(?: [A-Z]\.?)?\"?\s{2,}$", left)
        return "age_in_row" if surname or prev.lower in PEOPLE - {"m", "f", "h", "w"} else None
    if number < 12 or number > 110:
        return None
    if _SENTENCE_BEFORE.search(left) and re.match(r"[.,]\s[A-Za-z]", after):
        return None if _SCALED.search(left[-16:]) else "age_at_head"
    if _LINE_BEFORE.search(left) and re.match(r",\s[a-z]", after) and "\n" in left[-3:] + "\n" * (not left):
        return "age_at_head"
    if w.text[0].isupper() and re.match(r"[,.]\s", after) and (_LINE_BEFORE.search(left) or _SENTENCE_BEFORE.search(left)):
        return "age_at_head"
    return None


_PHRASED = re.compile(
    r"(?:\bgoing on|\bshy of|\bnot yet|\b(?:like|wants?|going) to be|\b(?:man|woman|person|male|female|guy|lady),? (?:over|under|past|around|about|approx\.?)|"
    r"\((?:now|then|almost|nearly|about|approx\.?|abt|ca\.?|just|turning|currently)|\b(?:sounds|looks|appears|aged?|approx\.?|lived to|be)(?: about)?)\s$",
    re.I,
)


def _phrased(
    note: Note, w: Word, end: int, number: int, prev: Word | None, gap: str, left: str
) -> str | None:
    """"going on eleven", "two weeks shy of fifty", "not yet thirty", "(now 11)", "approx 25,"."""
    m = _PHRASED.search(left)
    if m is None or not AGE_ENDS.match(note.normal, end) or number < 3:
        return None
    if m.group().lower().startswith(("sounds", "looks", "appears", "approx", "be")) and number < 13:
        return None
    if m.group().lower().startswith("be "):
        return None
    if "approx" in m.group().lower() and re.search(r"[A-Za-z\"],?\s+approx\.?\s$", left) is None:
        return None
    return "age_in_phrase"


