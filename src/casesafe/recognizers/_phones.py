"""Shapes of typed telephone numbers, and what stands round them.

Every reader takes a note and yields `Phone`s, in offsets of `note.normal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, line_begin
from casesafe.recognizers.base import compiled
from casesafe.values.phones import (
    is_nanp,
    is_public_line,
    keypad_digits,
    misread_digits,
    national,
    typed_digits,
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number found, not yet told apart as telephone or fax. It holds no text.

    Args:
        start: First character.
        end: One past the last.
        rule: Which shape it has.
        source: Its authority, before a cue raises it.
    """

    start: int
    end: int
    rule: str
    source: Source


# A digit, or a letter that a scanner takes it for, or a blot; must not match other letters.
_L = r"[\dOoDIil|SsZzAB█]"
# What stands between two groups of a number: one mark in spaces; never a bare line break.
_SEP = r"(?:[ ]{0,3}(?:\.{3}|[.\-/•·*^])[ ]{0,2}|,?[ ]{1,6}|[ \-]?\n)"

# Ten digits in 3-3-4, bracketed area code, country code 1; must not match inside a longer run.
_TEN = compiled(
    rf"""(?P<code>\+?1[ .\-]{{0,3}})?
    (?:\([ ]?(?P<a>{_L}{{3}})[ ]?\)(?:{_SEP})?|(?P<b>{_L}{{3}}){_SEP})
    (?P<x>{_L}{{3}})(?P<s>{_SEP})?(?P<n>{_L}{{4}})(?![^\W_])"""
)
# Ten digits, bare or split at other places ("555 01 33", "8165550142"); must not match inside a
# longer run, a decimal or a sum of money.
_ANY = compiled(
    r"""(?:\+?1[ .\-]?)?(?:\([2-9]\d{2}\)[ .\-]?|[2-9]\d{2}[ .\-]?)
    \d{3}[ .\-]?(?:\d{2}[ .\-]?\d{2}|\d[ .\-]\d{3})(?!\d|-\d|[./]\d)"""
)
# Seven digits as 3-4; must not match the end of a longer number or the begin of a date.
_SEVEN = compiled(r"\d{3}(?:[ ]?[.\-][ ]?|[ ])?\d{4}(?![\d\-]|\.\d|/\d{1,3}(?!\d))")
# Seven misread digits with a hyphen; must not match words (a digit comes first).
_SEVEN_MISREAD = compiled(rf"\d{_L}{{2}}-{_L}{{4}}(?![^\W_])")
# A country code after a plus, up to 15 digits (E.164); must not match "+2 edema".
_PLUS = lazy_pattern(r"\+\d{1,3}(?:[ .\-/]{0,2}(?:\(\d{1,4}\)|\d)){4,13}(?!\d)")
# A country code after 00, in groups set off by spaces; must not match ids in one piece.
_ZEROS = lazy_pattern(r"(?:00 ?|011 )[1-9]\d{0,2}(?: \d{2,5}){2,4}(?![\w\-]| \d)")
# Letters dialled as digits; must not match codes without area code and exchange, or lower case.
_VANITY = compiled(
    r"""(?:\+?1[ .\-])?(?:
     (?:\(\d{3}\)[ ]?|\d{3}[ .\-])\d{3}[ .\-](?=\d{0,3}[A-Z])[\dA-Z]{4,8}
    |(?:\(8\d\d\)[ ]?|8\d\d[ .\-])(?=[\dA-Z\-]{7,14}(?![\w\-]))\d?-?[A-Z]{2,11}(?:-[A-Z\d]{2,8})?
    )(?![\w\-])(?:[ ]\(\d{4,7}\))?"""
)
# The last four left by a mask; must not match a mask of an SSN (3-2-4) or one without digits.
_MASKED = compiled(
    r"""(?<![\w*])(?:\([*xX]{3}\)[ ]?|[*xX]{3}[ .\-]?|\d{3}[ .\-]?(?=[*xX]))
    [*xX]{3}[ .\-]?\d{4}(?!\d)"""
)
# A space after every digit ("( 6 0 3 ) 5 5 5 - 0 1 8 8"); must not match scores in a longer row.
_SPREAD = compiled(
    r"""(?<!\d[ ])\(?[ ]?(?:\d[ ]\d[ ]\d|\d{3})[ ]?\)?[ \-]{1,3}
    \d[ ]\d[ ]\d[ \-]{1,3}\d[ ]\d[ ]\d[ ]\d(?![ ]?\d)"""
)

# An extension behind a number; must not match the next word's "x" ("x 2/wk").
_EXTENSION = compiled(
    r"""[ ]{0,3},?[ ]{0,3}(?:
      (?:(?:wk|work|office)[ ])?(?:x|ext|extn|extension|option|opt)\.?[ ]{0,3}[:\#]?[ ]?
      [\dlIO]{1,6}(?:-\d{4})?(?![\d/.]\d|[^\W_])
     |\#\d{1,5}(?![\w\-])
     |(?:extension|option|ext)\.?[ ]
      (?:one|two|three|four|five|six|seven|eight|nine|zero|oh|[a-z]+ty)
      (?:[ \-](?:one|two|three|four|five|six|seven|eight|nine|zero|oh))*(?![^\W_]))
    """,
    ignore_case=True,
)
# More last digits behind a stroke ("555-0142/0143", "0133 / 34"); must not match a date or the
# whole next number.
_MORE = lazy_pattern(r"[ ]?/[ ]?\d{2}(?:\d{2})?(?![\w/.\-]|[ ]\d)")

#: Labels that say the digits behind them are no telephone number.
_OTHER_LABELS = frozenset(
    """mrn mr chart account acct a/c member mbr memb group grp policy pol claim clm auth
    authorization authorisation case docket npi dea ssn social security tin ein license
    licence lic invoice inv serial ser sn s/n imei iccid vin plate badge medicaid medicare
    subscriber rx ndc ticket tracking reference ref record student employee inmate booking
    passport order confirmation conf routing aba card visa mastercard bin pcn lot udi
    meeting zoom webinar session pin code isbn doi pmid job span registry registration
    permit cert certificate zip id ssid ptid empid memid netid uid guid dob dos icn
    encounter enc csn visit fin lcsw lmft lpc lmhc psy dod docs intake incident""".split()
)
# The last word before digits with the marks of a label; must not match across a line.
_LABEL = compiled(
    r"""(?<![^\W_])(?P<word>[a-z/]{1,14})(?P<kind>[ ]?(?:no|num|number|id|\#|nbr))?
    [ .]{0,2}[\#:=]?[ ]{0,4}(?:is[ ]|was[ ])?\#?$"""
)
# A label whose numbers are written in any grouping; must not match "did." or "card:".
_NUMBERED = lazy_pattern(
    r"\b(?:mrn|member|policy|acct|account|group|claim|subscriber|medicaid|medicare|ssn|npi|auth"
    r"|invoice|docket)(?: ?(?:id|no|number|num|#))?\W{1,4}$",
    re.IGNORECASE,
)
# A date and hour in one piece ("2024031415"); must not match other numbers from 202 or 19x.
_STAMP = lazy_pattern(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])$")
# A label of any kind right before bare digits; must not match plain words.
_ANY_LABEL = lazy_pattern(r"(?:\b[A-Z]{2,8}|\b[Nn]o\.|[Nn]umber|\bID)[ :#=]{0,4}$")
#: Words that tell of a telephone when they stand before digits.
PHONE_CUES = frozenset(
    """phone phones ph tel tele telephone cell cel cellphone mobile mob landline call called calls
    calling ring rang dial dialed dialled reach reached text texts texted txt txts sms voicemail vm
    callback cb whatsapp pager beeper pgr page paged hotline tty vp caller ani dispatch desk direct
    line lines number numbers voice signal contact handset telecom telephonenumber phonenumber
    telephonenumbers dnis mobilephone homephone workphone""".split()
)
_WORDS = lazy_pattern("[a-z]+")
_CUE_WINDOW = 48
# The kind of a number behind it ("(c)", "cell"); must not match other brackets.
_AFTER_CUE = lazy_pattern(
    r" {0,2}\((?:c|h|w|m|cell|home|work|mobile|mom|dad|wk|hm)\)| (?:cell|mobile|landline)\b"
)


def other_label(note: Note, start: int) -> bool:
    """Return whether the label right before `start` says the digits are no telephone number."""
    before = note.lower[max(0, start - 32) : start]
    if before.rstrip(" ")[-1:] in {"#", "$", "£", "€"}:
        return _PHONE_SIGN.search(before) is None
    m = _LABEL.search(before)
    if m is None or "area code" in before[-14:]:
        return False
    return m["word"] in _OTHER_LABELS or (
        (m["kind"] or "").strip() == "id" and m["word"] != "caller"
    )


# "phone #" and the like; must not match other labels.
_PHONE_SIGN = lazy_pattern(
    r"(?:ph|phone|tel|cell|fax|call|callback|cb|contact|new|number|at|on"
    r"|my|his|her|their|other|old|same|mom|dad)\.? ?# ?$"
)


def has_phone_cue(note: Note, start: int, end: int) -> bool:
    """Return whether a telephone word stands near by on the line, or one behind says its kind."""
    before = note.lower[line_begin(note.lower, start, _CUE_WINDOW) : start]
    if "fax" in before or not PHONE_CUES.isdisjoint(_WORDS.findall(before)):
        return True
    return _AFTER_CUE.match(note.lower, end) is not None


def with_tail(note: Note, end: int) -> int:
    """Return where the number ends with its extension, or with a second ending after a stroke."""
    m = _EXTENSION.match(note.normal, end) or _MORE.match(note.normal, end)
    return m.end() if m else end


def _stuck(note: Note, start: int) -> bool:
    """Return whether what stands at `start` is the tail of something longer.

    Digits stuck to a telephone word ("Cell4135550142", "voicemail_413...") are not.
    """
    before = note.normal[max(0, start - 2) : start]
    if not before or before[-1] == "\n":
        return False
    if before[-1] in "-.:/" and len(before) == 2 and before[0].isalnum():
        return before[-1] == "-" or (before[-1] in ".:" and before[0].isdigit())
    if before[-1].isalnum() or before[-1] == "_":
        return not _glued(note, start)
    return before[-1] in "$#"


# Letters stuck to digits; must not match longer words.
_GLUE = lazy_pattern(r"[a-z]{1,15}_?$")
# A bracketed area code, which begins a longer number; must not match "(2) ".
_AREA = lazy_pattern(r"\(?\d{3}\)?[ .\-]{0,2}$")
_GLUED_WORDS = PHONE_CUES | {"fax", "c", "h", "w", "m", "x", "at"}


def _glued(note: Note, start: int) -> bool:
    """Return whether the letters stuck to the digits are a telephone word."""
    m = _GLUE.search(note.lower[max(0, start - 16) : start])
    return m is not None and m.group().rstrip("_") in _GLUED_WORDS


def typed_phones(note: Note) -> Iterator[Phone]:
    """Yield the numbers whose own shape tells, extensions included, public lines left out.

    Cost: one pass for runs of digits, and a few anchored patterns at each.
    """
    if not note.has_digits:
        return
    done = 0
    for run in _DIGITS.finditer(note.normal):
        length = run.end() - run.start()
        if run.start() < done or length > 11:
            continue
        after = note.normal[run.end() : run.end() + 1]
        if length < 3 and after.isalpha() and after not in _LOOKALIKES:
            continue
        phone = _read(note, _begin(note.normal, run.start()), run.start())
        if phone is not None:
            done = phone.end
            if phone.rule:
                yield phone
    yield from _plus(note)
    yield from _masked(note)


# A run of digits; the readers look at what stands round it.
_DIGITS = lazy_pattern(r"\d+")
_LOOKALIKES = frozenset("OoDIil|SsZzAB█")


def _begin(text: str, at: int) -> int:
    """Return where the number of a run of digits begins: look-alikes and a bracket before it."""
    start = at
    while at - start < 3 and start and text[start - 1] in _LOOKALIKES:
        start -= 1
    if start and text[start - 1].isalnum():
        start = at
    if text[start - 1 : start] in {"(", "+"}:
        return start - 1
    return start - 2 if text[max(0, start - 2) : start] == "( " else start


def _read(note: Note, *places: int) -> Phone | None:
    """Return the number that begins at the first of the places where one does."""
    for at in dict.fromkeys(places):
        for read in _READERS:
            phone = read(note, at)
            if phone is not None:
                return phone
    return None


def _kept(end: int) -> Phone:
    """Return what stands for a public line: nothing to report, and nothing inside it either."""
    return Phone(0, end, "", Source.UNPROVEN)


def _ten(note: Note, at: int) -> Phone | None:
    m = _TEN.match(note.normal, at)
    if m is None:
        return None
    surface = (m["a"] or m["b"]) + m["x"] + m["n"]
    real = len(typed_digits(surface))
    digits = misread_digits(surface)
    exact = real == 10
    if real < 4 or (not exact and (not _has_digit(m["n"]) or "\n" in m.group())):
        return None
    if is_public_line(digits):
        return _kept(m.end())
    if _stuck(note, m.start()) or not _plausible(note, m, digits):
        return None
    source = Source.PROVEN if exact and is_nanp(digits) else Source.CUE
    rule = "nanp" if exact else "nanp_misread"
    return Phone(m.start(), with_tail(note, m.end()), rule, source)


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _plausible(note: Note, m: re.Match[str], digits: str) -> bool:
    """Return whether ten digits in groups are a number that people dial."""
    cue = has_phone_cue(note, m.start(), m.end())
    if other_label(note, m.start()):
        return digits[3:6] == "555" and (
            cue or not _NUMBERED.search(note.normal[max(0, m.start() - 24) : m.start()])
        )
    if digits[0] in "01":
        return cue
    if "555" in (digits[:3], digits[3:6]) or cue:
        return "," not in m.group() or m.group().count(",") > 1 or m["a"] is not None
    if "\n" in m.group() or note.normal[max(0, m.start() - 2) : m.start()][:1].isdigit():
        return False
    spaced = m["b"] is not None and (m["s"] is None or m["s"].isspace() or "," in m["s"])
    return is_nanp(digits) and not (
        spaced and _ANY_LABEL.search(note.normal[max(0, m.start() - 16) : m.start()])
    )


# A "#" for the word number with nothing that it counts before it: "weeks since appt. # 3145550108";
# must not match "MRN # ..." or "check #...".
_SIGN = lazy_pattern(r"(?:\A|[\n.;:!?(]|,)\s{0,2}#\s?\Z")


def _any(note: Note, at: int) -> Phone | None:
    m = _ANY.match(note.normal, at)
    if m is None:
        return None
    digits = typed_digits(m.group())
    if is_public_line(digits):
        return _kept(m.end())
    sign = _SIGN.search(note.normal, max(0, at - 8), at) is not None
    if not is_nanp(digits) or (not sign and (other_label(note, at) or _stuck(note, at))):
        return None
    plain = m.group()[0] != "+" and digits[-7:-4] != "555"
    cue = sign or not plain or has_phone_cue(note, at, m.end())
    if not cue and _STAMP.match(digits):
        return None
    if not cue and _ANY_LABEL.search(note.normal[max(0, at - 16) : at]):
        return None
    source = Source.CUE if cue else Source.UNPROVEN
    return Phone(at, with_tail(note, m.end()), "ten_digits", source)


def _seven(note: Note, at: int) -> Phone | None:
    m = _SEVEN.match(note.normal, at)
    if m is None:
        return None
    digits = typed_digits(m.group())
    before = note.normal[max(0, at - 2) : at]
    if digits[0] in "01" or _stuck(note, at) or before == "- " or before[-1:] == "+":
        return None
    if other_label(note, at) or _AREA.search(note.normal[max(0, at - 7) : at]):
        return None
    bare = len(m.group()) == 7
    marked = "-" in m.group() or "." in m.group()
    local = digits.startswith("555")
    if (local and not bare) or ((marked or local) and has_phone_cue(note, at, m.end())):
        return Phone(at, with_tail(note, m.end()), "local", Source.CUE)
    if "-" in m.group() and not _ANY_LABEL.search(note.normal[max(0, at - 16) : at]):
        return Phone(at, with_tail(note, m.end()), "local_bare", Source.UNPROVEN)
    return None


def _seven_misread(note: Note, at: int) -> Phone | None:
    m = _SEVEN_MISREAD.match(note.normal, at)
    if m is None or len(typed_digits(m.group())) < 3 or _stuck(note, at):
        return None
    if m.group().replace("-", "").isdigit():
        return None
    return Phone(at, m.end(), "local_misread", Source.CUE)


def _zeros(note: Note, at: int) -> Phone | None:
    m = _ZEROS.match(note.normal, at)
    if m is None or not 11 <= len(typed_digits(m.group())) <= 16 or other_label(note, at):
        return None
    if note.normal[max(0, at - 2) : at][:1].isdigit() or _stuck(note, at):
        return None
    return Phone(at, with_tail(note, m.end()), "international_00", Source.CUE)


def _vanity(note: Note, at: int) -> Phone | None:
    m = _VANITY.match(note.normal, at)
    if m is None or _stuck(note, at):
        return None
    digits = national(keypad_digits(m.group().split(" (")[0])[:11])[:10]
    if len(digits) != 10 or digits[0] in "01":
        return None
    if is_public_line(digits):
        return _kept(m.end())
    return Phone(at, with_tail(note, m.end()), "vanity", Source.CUE)


def _spread(note: Note, at: int) -> Phone | None:
    m = _SPREAD.match(note.normal, at)
    if m is None or not is_nanp(typed_digits(m.group())) or _stuck(note, at):
        return None
    return Phone(at, m.end(), "spread", Source.CUE)


def _plus(note: Note) -> Iterator[Phone]:
    for m in _PLUS.finditer(note.normal):
        digits = typed_digits(m.group())
        before = note.normal[m.start() - 1 : m.start()]
        if 8 <= len(digits) <= 15 and not before.isalnum() and not is_public_line(digits):
            yield Phone(m.start(), with_tail(note, m.end()), "international", Source.PROVEN)


def _masked(note: Note) -> Iterator[Phone]:
    if "***" in note.normal or "xxx" in note.lower:
        for m in _MASKED.finditer(note.normal):
            yield Phone(m.start(), m.end(), "masked", Source.CUE)


_READERS = (_ten, _any, _vanity, _spread, _zeros, _seven, _seven_misread)
