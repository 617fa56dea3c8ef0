"""Shapes of typed telephone numbers, and what stands round them.

Every reader takes a note and yields `Phone`s, in offsets of `note.normal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers.base import compiled, cues_in
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


# A digit, or a letter that a scanner takes it for; must not match other letters.
_L = r"[\dOoDIil|SsZzAB]"
# What stands between two groups of a number: at most one mark, in spaces; never a line break
# without a mark before it.
_SEP = r"(?:[ ]{0,3}[.\-/•·*^][ ]{0,2}|[ ]{1,6}|[\-]\n)"

# Ten digits in 3-3-4, bracketed area code, country code 1; must not match inside a longer run.
_TEN = compiled(
    rf"""(?<!\d)(?P<code>\+?[1lI][ .\-]{{0,3}})?
    (?:\([ ]?(?P<a>{_L}{{3}})[ ]?\)(?:{_SEP})?|(?P<b>{_L}{{3}}){_SEP})
    (?P<x>{_L}{{3}})(?:{_SEP})?(?P<n>{_L}{{4}})(?![^\W_])"""
)
# Seven digits as 3-4, or behind "x" glued; must not match the end of a longer number.
_SEVEN = compiled(r"(?<![\d/])\d{3}(?:[ ]?[.\-][ ]?|[ ])\d{4}(?![\d\-]|[./]\d)")
# Seven misread digits with a hyphen; must not match words ("ISO-1900" has no digit before).
_SEVEN_MISREAD = compiled(rf"(?<![^\W_])\d{_L}{{2}}-{_L}{{4}}(?![^\W_])")
# Ten bare digits, or +1/1 and ten; must not match inside a longer run or a decimal.
_BARE = re.compile(r"(?<![\d.\-$])(?:\+?1)?[2-9]\d{9}(?![\d\-]|\.\d)")
# A country code after a plus, up to 15 digits (E.164); must not match "+2 edema".
_PLUS = re.compile(r"\+\d{1,3}(?:[ .\-/]{0,2}\(?\d\)?){6,13}(?!\d)")
# A country code after 00, groups set off by spaces; must not match ids in one piece.
_ZEROS = re.compile(r"(?<![\w\-])00[ \-]?[1-9]\d{0,2}(?:[ \-]\d{2,5}){2,4}(?![\w\-])")
# Letters dialled as digits; must not match codes without the exchange ("F-32-ABCD").
_VANITY = compiled(
    r"""(?<![\w\-])(?:1[ .\-])?\(?\d{3}\)?[ .\-]{1,2}
    (?:\d{3}[ .\-](?=[\dA-Z]{0,3}[A-Z])[\dA-Z]{4,8}|(?=[A-Z\d\-]{7,12}(?![\w\-]))\d?-?[A-Z]{2,10}
    (?:-[A-Z]{2,8})?|(?:five|FIVE)\d{2})
    (?![\w\-])(?:[ ]\(\d{4,7}\))?"""
)
# The last four left by a mask; must not match a mask of an SSN (3-2-4) or one without digits.
_MASKED = compiled(
    r"""(?<![\w*])(?:\([*xX]{3}\)[ ]?|[*xX]{3}[ .\-]?|\d{3}[ .\-]?(?=[*xX]))
    [*xX]{3}[ .\-]?\d{4}(?!\d)"""
)
# A space or mark after every digit ("( 6 0 3 ) 5 5 5 - 0 1 8 8"); must not match scores in a row.
_SPREAD = re.compile(
    r"(?<!\d )(?<!\d)\(?[ ]?\d [\d] \d[ ]?\)?[ \-]{1,3}\d \d \d[ \-]{1,3}\d \d \d \d(?![ ]?\d)"
)

#: Groups of ten digits as hurried hands split them, tried behind a cue only.
_ODD = compiled(
    r"""[+(]?\d(?:[ ]?[ .\-/()][ ]?\d|[ ]?\d){6,14}(?![\d])"""
)
# An extension behind a number; must not match the next word's "x" ("x 2/wk").
_EXTENSION = compiled(
    r"""[ ]{0,3},?[ ]{0,3}(?:
      (?:x|ext|extn|extension|option|opt)\.?[ ]{0,3}[:\#]?[ ]?\d{1,6}(?:-\d{4})?(?![\d/.]\d|[^\W_])
     |\#\d{1,5}(?![\w\-])
     |(?:extension|option|ext)\.?[ ](?:one|two|three|four|five|six|seven|eight|nine|zero|oh|\w+ty)
      (?:[ \-](?:one|two|three|four|five|six|seven|eight|nine|zero|oh))*)
    """,
    ignore_case=True,
)
# More last digits behind a stroke ("555-0142/0143", "0133 / 34"); must not match a date or the
# whole next number.
_MORE = re.compile(r"[ ]?/[ ]?\d{2}(?:\d{2})?(?![\d/.\-]|[ ]\d)")

# A label that says the digits are something else; must not match phone labels.
_OTHER_LABEL = compiled(
    r"""(?:\b(?:mrn|mr|chart|account|acct|a/c|member|mbr|memb|group|grp|policy|pol|claim|clm|auth|
    authori[sz]ation|case|docket|npi|dea|ssn|social|tin|ein|licen[cs]e|lic|invoice|inv|serial|ser|
    sn|s/n|imei|iccid|vin|plate|badge|medicaid|medicare|subscriber|rx|ndc|ticket|tracking|
    reference|ref|record|student|employee|inmate|booking|passport|order|confirmation|conf|routing|
    aba|card|bin|pcn|lot|udi|meeting|zoom|webinar|session|pin|code|isbn|doi|pmid|job|
    patient[ ]id|client[ ]id|pt[ ]id|zip|id|dob|dos|icn|encounter|enc|csn|visit|fin|lcsw|lmft|lpc|
    lmhc|psy|dod)
    (?:[ ]?(?:no|num|number|id|\#|nbr))?[ .]{0,2}[\#:=]?[ ]{0,4}(?:is[ ]|was[ ])?\#?$
    |[\#$£€]\ ?$)""",
    ignore_case=True,
)
#: Words that tell of a telephone when they stand before digits.
PHONE_CUES = frozenset(
    """phone phones ph tel tele telephone cell cel cellphone mobile mob landline call called calls
    calling ring rang dial dialed dialled reach reached text texts texted txt txts sms voicemail vm
    callback cb whatsapp pager beeper pgr page paged hotline tty vp caller ani dispatch desk direct
    line lines number numbers voice signal contact handset telecom telephonenumber phonenumber
    telephonenumbers dnis mobilephone homephone workphone prn""".split()
)
_CUE_WORDS = re.compile("[a-z]+")
_CUE_WINDOW = 48


def other_label(note: Note, start: int) -> bool:
    """Return whether the label right before `start` says the digits are no telephone number."""
    return _OTHER_LABEL.search(note.normal[max(0, start - 32) : start]) is not None


def has_phone_cue(note: Note, start: int, end: int) -> bool:
    """Return whether a telephone word stands near by on the line, or a bracket says its kind."""
    begin = max(note.lower.rfind("\n", 0, start) + 1, start - _CUE_WINDOW, 0)
    words = _CUE_WORDS.findall(note.lower[begin:start])
    if not PHONE_CUES.isdisjoint(words) or "fax" in note.lower[begin:start]:
        return True
    return _AFTER_CUE.match(note.lower, end) is not None


# The kind of a number in brackets behind it; must not match other brackets.
_AFTER_CUE = re.compile(r"[ ]{0,2}\(?(?:c|h|w|m|cell|home|work|mobile|mom|dad|wk|hm)\)|[ ](?:cell|mobile|landline)\b")


def _with_tail(note: Note, end: int) -> int:
    """Return where the number ends with its extension, or with a second ending after a stroke."""
    m = _EXTENSION.match(note.normal, end) or _MORE.match(note.normal, end)
    return m.end() if m else end


def _cut_off(note: Note, start: int) -> bool:
    """Return whether the digits at `start` are the tail of something longer."""
    before = note.normal[max(0, start - 2) : start]
    if not before:
        return False
    if before[-1].isdigit() or before[-1] in "$#_":
        return True
    return before[-1] in "-.:" and len(before) == 2 and before[0].isdigit()


def typed_phones(note: Note) -> Iterator[Phone]:
    """Yield the numbers whose own shape tells, extensions included, public lines left out."""
    if not note.has_digits:
        return
    yield from _ten(note)
    yield from _seven(note)
    yield from _bare(note)
    yield from _abroad(note)
    yield from _rare(note)


def _ten(note: Note) -> Iterator[Phone]:
    for m in _TEN.finditer(note.normal):
        area = m["a"] or m["b"]
        start = m.start("code") if m["code"] and m["code"][0] != "l" else m.start()
        surface = area + m["x"] + m["n"]
        real = len(typed_digits(surface))
        digits = misread_digits(surface)
        if real < 4 or len(digits) != 10 or _cut_off(note, start) or is_public_line(digits):
            continue
        if real < 10 and (not any(c.isdigit() for c in m["n"]) or "\n" in m.group()):
            continue
        loose = " " in note.normal[m.end("x") - 4 : m.start("n")] and m["b"] is not None
        proven = is_nanp(digits)
        if not proven and (other_label(note, start) or digits[0] in "01" or loose):
            continue
        if other_label(note, start) and digits[3:6] != "555":
            continue
        yield Phone(
            start,
            _with_tail(note, m.end()),
            "nanp" if real == 10 else "nanp_misread",
            Source.PROVEN if proven and real == 10 else Source.CUE,
        )


def _seven(note: Note) -> Iterator[Phone]:
    for m in _SEVEN.finditer(note.normal):
        digits = typed_digits(m.group())
        if digits[0] in "01" or _cut_off(note, m.start()) or note.normal[m.end() :][:1].isalpha():
            continue
        before = note.normal[max(0, m.start() - 3) : m.start()]
        if before[-2:] == "- " or before[-1:] in {"/", "+"} or other_label(note, m.start()):
            continue
        hyphen = "-" in m.group() or "." in m.group()
        if digits.startswith("555") or has_phone_cue(note, m.start(), m.end()):
            if hyphen or digits.startswith("555"):
                yield Phone(m.start(), _with_tail(note, m.end()), "local", Source.CUE)
        elif "-" in m.group() and not before[-1:].isalnum():
            yield Phone(m.start(), _with_tail(note, m.end()), "local_bare", Source.UNPROVEN)
    for m in _SEVEN_MISREAD.finditer(note.normal):
        if not m.group().replace("-", "").isdigit() and len(typed_digits(m.group())) >= 3:
            yield Phone(m.start(), m.end(), "local_misread", Source.CUE)


def _bare(note: Note) -> Iterator[Phone]:
    for m in _BARE.finditer(note.normal):
        digits = typed_digits(m.group())
        before = note.normal[m.start() - 1 : m.start()]
        if not is_nanp(digits) or is_public_line(digits) or other_label(note, m.start()):
            continue
        plus = m.group()[0] == "+"
        if (before.isalnum() or before == "_") and not plus and not _glued(note, m.start()):
            continue
        cue = plus or digits[-7:-4] == "555" or has_phone_cue(note, m.start(), m.end())
        yield Phone(
            m.start(),
            _with_tail(note, m.end()),
            "ten_digits",
            Source.CUE if cue else Source.UNPROVEN,
        )


def _glued(note: Note, start: int) -> bool:
    """Return whether the letters stuck to the digits are a telephone word ("Cell4135550142")."""
    m = re.search(r"[a-z]{1,12}_?$", note.lower[max(0, start - 13) : start])
    return m is not None and m.group().rstrip("_") in PHONE_CUES | {"fax", "c", "h", "w", "m", "x"}


def _abroad(note: Note) -> Iterator[Phone]:
    for m in _PLUS.finditer(note.normal):
        digits = typed_digits(m.group())
        before = note.normal[m.start() - 1 : m.start()]
        if not 8 <= len(digits) <= 15 or before.isalnum() or is_public_line(digits):
            continue
        yield Phone(m.start(), _with_tail(note, m.end()), "international", Source.PROVEN)
    for m in _ZEROS.finditer(note.normal):
        digits = typed_digits(m.group())
        if 11 <= len(digits) <= 15 and not other_label(note, m.start()):
            yield Phone(m.start(), _with_tail(note, m.end()), "international_00", Source.CUE)


def _rare(note: Note) -> Iterator[Phone]:
    for m in _VANITY.finditer(note.normal):
        digits = keypad_digits(m.group().split(" (")[0])
        core = national(digits[:11] if digits[0] == "1" else digits[:10])
        if len(core) == 10 and core[0] in "23456789" and not is_public_line(core):
            yield Phone(m.start(), _with_tail(note, m.end()), "vanity", Source.CUE)
    if "*" in note.normal or "xxx" in note.lower:
        for m in _MASKED.finditer(note.normal):
            yield Phone(m.start(), m.end(), "masked", Source.CUE)
    for m in _SPREAD.finditer(note.normal):
        if is_nanp(typed_digits(m.group())):
            yield Phone(m.start(), m.end(), "spread", Source.CUE)


#: Cue -> (fewest, most) digits of what follows it; ten-digit numbers have shapes of their own.
_CUED = {
    **dict.fromkeys("pager pgr beeper".split(), (3, 7)),
    **dict.fromkeys("ext extn extension exts".split(), (1, 6)),
    **dict.fromkeys(
        """phone ph tel telephone cell cel mobile landline whatsapp callback fax fx dial number
        voice text txt call ring home work caller ani dnis""".split(),
        (7, 13),
    ),
}
# What may stand between a cue and its digits; must not cross a sentence or another number.
_FILL = compiled(
    r"""(?:[ ]?(?:no|num|number|\#|is|was|id|at|on|me|her|him|them|us|back|to|for|only|now))?
    [\s:.\#=\-~|>"']{0,12}(?:is[ ]|at[ ]|:[ ])?""",
    ignore_case=True,
)
_SHORT = re.compile(r"\d(?:-?\d){0,6}(?![\d\-/%]|\.\d|[^\W_]| ?(?:mg|min|hrs?|wks?|am|pm|times)\b)")
_TEXT_TO = compiled(
    r"""[ ](?:["']?[A-Za-z0-9]{2,14}["']?[ ])?(?:to|at|from)[ ](\d{5,6})(?![\d\-]|\.\d)"""
)
_SHORT_CODE = re.compile(r"[ \-]?code[ :#]{0,3}(\d{5,6})(?!\d)", re.IGNORECASE)


def cued_phones(note: Note) -> Iterator[Phone]:
    """Yield the numbers that only a word before them makes a telephone number."""
    if not note.has_digits:
        return
    for word, (least, most) in cues_in(note, _CUED):
        if word.start and note.lower[word.start - 1] == "-":
            continue
        fill = _FILL.match(note.normal, word.end)
        at = fill.end() if fill else word.end
        if most > 7:
            yield from _odd(note, at)
        elif (m := _SHORT.match(note.normal, at)) and len(typed_digits(m.group())) >= least:
            start = word.start if word.lower.startswith("ext") else m.start()
            if "\n" not in note.normal[word.end : m.start()] or most == 7:
                yield Phone(start, m.end(), "extension" if least == 1 else "pager", Source.CUE)
    for word, _ in cues_in(note, dict.fromkeys(("text", "txt", "sms", "texted"), 0)):
        m = _TEXT_TO.match(note.normal, word.end)
        if m and not is_public_line(m[1]):
            yield Phone(*m.span(1), "short_code", Source.CUE)
    for word, _ in cues_in(note, {"short": 0}):
        m = _SHORT_CODE.match(note.normal, word.end)
        if m and not is_public_line(m[1]):
            yield Phone(*m.span(1), "short_code", Source.CUE)
    yield from _x_extensions(note)
    yield from _last_four(note)


def _odd(note: Note, at: int) -> Iterator[Phone]:
    """Yield digits in any grouping right behind a telephone word, if their number fits."""
    if (whole := _TEN.match(note.normal, at)) is not None and "1" not in whole.group()[:1]:
        return
    m = _ODD.match(note.normal, at)
    if m is None or re.match(r"\d{1,4}[/\-.]\d{1,2}[/\-.]\d{2,4}(?!\d)", m.group()):
        return
    digits = typed_digits(m.group())
    fits = is_nanp(digits) or (len(digits) == 7 and digits[0] not in "01")
    foreign = digits[0] == "0" and 9 <= len(digits) <= 13
    if (fits or foreign) and not is_public_line(digits):
        yield Phone(m.start(), _with_tail(note, m.end()), "cued", Source.CUE)


# An extension by "x" alone; must not match multiplication, doses or "x100 reps".
_X = re.compile(r"x(?:[ ]?\d{4,5}|\d{3})(?![\w\-/%]|\.\d| ?(?:mg|mcg|ml|reps?|days?|units?|steps?)\b)")


def _x_extensions(note: Note) -> Iterator[Phone]:
    for m in _X.finditer(note.lower):
        before = note.lower[m.start() - 1 : m.start()]
        if before.isalnum() or before in {"_", "-", "/", "*", "."}:
            continue
        if note.lower[max(0, m.start() - 2) : m.start()].strip().isdigit():
            continue
        yield Phone(m.start(), m.end(), "x_extension", Source.CUE)


# The last digits of a number told apart; must not match those of an SSN or a card.
_LAST = compiled(
    r"""[ ](?:four|4|digits)(?:[ ]digits)?(?:[ ]of[ ][\w' ]{0,24}?)?[ :,]{1,3}(?:are[ ]|is[ ])?
    (\d{4})(?![\d\-/])""",
    ignore_case=True,
)
_ENDING = re.compile(r"[ ](?:in[ ]|with[ ])?(\d{4})(?![\d\-/])")
_OF_PHONE = re.compile(r"\b(?:phone|cell|mobile|number|landline|fax|tel|line|caller)\b")
_OF_OTHER = re.compile(r"\b(?:ssn|social|card|visa|mastercard|account|acct|medicaid|ss)\b")


def _last_four(note: Note) -> Iterator[Phone]:
    cues = {"last": _LAST, "ending": _ENDING, "ends": _ENDING, "same": _SAME}
    for word, pattern in cues_in(note, cues):
        m = pattern.match(note.normal, word.end)
        if m is None:
            continue
        near = note.lower[max(0, word.start - 48) : m.end() + 40]
        if _OF_PHONE.search(near) and not _OF_OTHER.search(near) or pattern is _SAME:
            yield Phone(*m.span(1), "last_four", Source.CUE)


# "same but 0109": the rest of a number told by another one; must not match years by other words.
_SAME = re.compile(r"(?:[ ](?:number|exchange|phone))?[ ]but[ ](?:ending[ ])?(?:in[ ])?(\d{4})(?!\d)")
