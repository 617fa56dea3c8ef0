"""What a span of the model must hold to be what the model calls it.

The model reads words; these are facts about a type that it sometimes gets wrong and that need no
model: a number has a digit, an e-mail address an at sign, and a weekday, a time or a duration is no
date. A span that fails is dropped before it becomes a detection. What the rules find on their own
is not touched.
"""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import ModelSpan, Note, line_begin
from casesafe.recognizers._date_parts import WEEKDAYS
from casesafe.recognizers._id_labels import LABELS
from casesafe.recognizers._name_authors import AUTHORS
from casesafe.recognizers._name_stop import FORM_WORDS, THEORISTS
from casesafe.recognizers._name_words import KIN
from casesafe.values.age_bands import BANDS
from casesafe.values.number_words import cardinal, ordinal
from casesafe.values.vocabulary import (
    ambiguous_names,
    clinical_abbreviations,
    given_names,
    ordinary_words,
    surnames,
)

_WORD = lazy_pattern(r"[^\W_]+(?:['.\-][^\W_]+)*")
_NUMBERS = frozenset(
    "US_SSN MEDICAL_RECORD_NUMBER HEALTH_PLAN_ID ACCOUNT_NUMBER LICENSE_NUMBER VEHICLE_ID DEVICE_ID "
    "BIOMETRIC_ID OTHER_ID PHONE_NUMBER FAX_NUMBER ZIP_CODE IP_ADDRESS".split()
)
_NAMES = frozenset("PERSON ORGANIZATION LOCATION USERNAME".split())
#: Abbreviations whose periods make them look like initials.
_DOTTED = frozenset(
    "p.o c.a d.o.b d.o.s s.o m.d d.o ph.d psy.d ed.d ed.s m.s.w m.a m.s b.a b.s r.n".split()
)
#: Spoken signs of a dictation, and what stands beside a clock time.
_NEVER_NAMES = frozenset(
    "comma period colon semicolon paragraph newline scratch am pm a.m p.m ok ty thx lol idk mon tue "
    "tues wed weds thu thur thurs fri sat sun".split()
)
_SHORT_TITLES = frozenset("mr mrs ms mx dr drs fr rev sgt lt capt prof spc det ofc".split())
#: Words that make no date alone: units, parts of the day, what is relative, grammar.
_UNDATED = frozenset(
    "second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks wk wks "
    "weekend weekends month months mo mos year years yr yrs decade decades noon midnight morning "
    "mornings afternoon afternoons evening evenings am pm a.m p.m ago last next this past previous "
    "every each other later earlier since until till from to of on in at the a an and or by for "
    "after before through over about around nearly almost session sessions today tomorrow yesterday "
    "tonight once twice couple few several half".split()
)
# Two numbers without a year, "6/10"; whether it is a day or a score, the rules weigh.
_FRACTION = lazy_pattern(r"\d{1,2}\s?/\s?\d{0,3}")
# Before a letter that says a sex: "Sex: M", "(F)", "|M|".
_SEX = lazy_pattern(r"(?:\b(?:sex|gender)\b.{0,8}|[(|/]\s?)\Z", re.IGNORECASE)
# An age behind a letter that says a sex.
_AGE_BEHIND = lazy_pattern(r"[, ]{1,2}\d{1,2}(?:s\b|\b)")
#: Makes and models of cars that are nobody's name.
_CARS = frozenset(
    "buick chevy chevrolet econoline silverado malibu tundra tacoma camry corolla civic f150 f-150 tahoe "
    "suburban prius subaru forester outback honda toyota nissan hyundai kia mazda wrangler gmc yukon "
    "altima sentra impala odyssey pontiac saturn hummer volvo audi bmw acura lexus tesla rav4".split()
)
# A segment of an HL7 message; its fields of names are read by their place.
_HL7 = re.compile(r"[A-Z][A-Z0-9]{2}\|")
#: A word that is mostly something else is a name if the model is as sure as this.
_CERTAIN = 0.95
_YEAR = lazy_pattern(r"(?:19|20)\d\d")
# A day, month and year in figures, or a month and a year.
_FIGURES = lazy_pattern(
    r"\d{1,4}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{1,4}|\d{1,2}\s?[/.\-]\s?(?:19|20)\d\d"
)
# Hours and minutes without a sign between them, "0810".
_HOUR = lazy_pattern(r"[01]\d[0-5]\d|2[0-3][0-5]\d")
# What stands in place of an age that was redacted.
_BAND = lazy_pattern(
    rf"(?<![\d-])(?:{'|'.join(f'{low}-{high}' for low, high in BANDS)}|90[- ]or[- ]older)(?!\d|-\d)"
)
# A clock time or a range of them, "9:02-9:31", "1310-1345".
_CLOCK = lazy_pattern(
    r"\d{1,2}[:.]\d\d(?:\s?-\s?\d{1,2}[:.]\d\d)?|\d{4}\s?-\s?\d{4}|\d{1,2}\s?[ap]m?"
)


def makes_sense(note: Note, span: ModelSpan) -> bool:
    """Return whether a span of the model can be what it says.

    Args:
        note: The note, whose normalised text the span lies in.
        span: What the model found.
    """
    surface, entity_type = note.normal[span.start : span.end], span.entity_type
    words = [m.group() for m in _WORD.finditer(surface)]
    if not words:
        return False
    if entity_type in _NUMBERS:
        return _has_number(surface, words)
    if entity_type == "EMAIL_ADDRESS":
        return "@" in surface or any(w.lower() in ("at", "dot") for w in words)
    if entity_type == "URL":
        return any(c in surface for c in "./") or "dot" in surface.lower()
    if entity_type == "DATE":
        return _can_be_date(surface, words)
    if entity_type in ("AGE", "AGE_OVER_89"):
        return not _is_band(note, span)
    if entity_type in _NAMES:
        return not all(_never_names(w) for w in words) and (
            len(words) > 1 or _alone(note, span, words[0])
        )
    return True


def _is_letter_of_form(note: Note, span: ModelSpan) -> bool:
    """Return whether a single letter is a speaker's part or a sex: "T: So.", "M, 8, and F, 6"."""
    letter = note.normal[span.start]
    if letter in "TCPQA" and note.normal.startswith(":", span.end):
        return True
    return letter in "MF" and _AGE_BEHIND.match(note.normal, span.end) is not None


def _is_band(note: Note, span: ModelSpan) -> bool:
    """Return whether a span is part of an age band, as our operators write them, or leans on one."""
    low = max(0, span.start - 12)
    bands = [m.span() for m in _BAND.finditer(note.normal, low, span.end + 12)]
    digits = [i for i in range(span.start, span.end) if note.normal[i].isdigit()]
    if not digits:  # the "yo" of "12-17 yo"
        return any(a < span.end and span.start <= b + 1 for a, b in bands)
    return all(any(a <= i < b for a, b in bands) for i in digits)


def _alone(note: Note, span: ModelSpan, word: str) -> bool:
    """Return whether a name of one word can stand where it stands, with the model's word for it."""
    low = word.lower().removesuffix("'s")
    certain = span.score >= _CERTAIN
    if span.entity_type == "PERSON":
        forms = {low, low.removesuffix("s")}
        if not forms.isdisjoint(AUTHORS) or not (certain or forms.isdisjoint(THEORISTS)):
            return False
    if low in FORM_WORDS and not certain:
        return False
    if len(word) == 1 and _is_letter_of_form(note, span):
        return False
    if low in _CARS and span.entity_type != "LOCATION":
        return False
    if word in ("M", "F") and _SEX.search(note.normal, max(0, span.start - 12), span.start):
        return False
    if word.isupper() and _HL7.match(note.normal, line_begin(note.normal, span.start, 2_000)):
        return False
    known = low in ambiguous_names() or low in given_names() or low in surnames()
    return not (word.islower() and low in ordinary_words() and not known and not certain)


def _has_number(surface: str, words: list[str]) -> bool:
    """Return whether a surface holds a digit, or is spoken in numbers or letters."""
    if _CLOCK.fullmatch(surface.lower()):
        return False
    digits = [w for w in words if any(c.isdigit() for c in w)]
    if digits:
        return not all(_YEAR.fullmatch(w) for w in digits)
    numbers = sum(1 for w in words if w.lower() == "oh" or cardinal(w.lower()) is not None)
    letters = sum(1 for w in words if len(w) == 1)
    return (numbers >= 1 and numbers + letters >= 2) or letters >= 4


def _can_be_date(surface: str, words: list[str]) -> bool:
    bare = surface.strip(" ()[].,;:")
    if _FRACTION.fullmatch(bare) or _CLOCK.fullmatch(bare.lower()):
        return False
    return _FIGURES.search(bare) is not None or not all(
        _undated(part) for w in words for part in w.lower().split("-")
    )


def _undated(word: str) -> bool:
    """Return whether a word, in lower case, makes no date: a weekday, a year, a small number."""
    if word in _UNDATED or word in WEEKDAYS or word.removesuffix("s") in WEEKDAYS:
        return True
    if word.isdigit():
        return len(word) <= 3 or (_YEAR.fullmatch(word) or _HOUR.fullmatch(word)) is not None
    return (
        cardinal(word) is not None
        or ordinal(word) is not None
        or _CLOCK.fullmatch(word) is not None
    )


def _never_names(word: str) -> bool:
    """Return whether a word alone names nothing: a sign, an abbreviation, a label, a relative."""
    low = word.lower()
    if low in _NEVER_NAMES or low in _SHORT_TITLES or low in _DOTTED:
        return True
    if low in given_names() or low in surnames():
        return False
    if low in KIN:
        return word.islower()  # "Pops" may be what somebody is called
    if word.upper() in clinical_abbreviations():
        return not word.istitle()
    label = LABELS.get(low)
    return label is not None and (label.strict or word.isupper())


__all__ = ["makes_sense"]
