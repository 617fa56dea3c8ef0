"""Dates in digits: 3/14, 03-14-19, 2019-03-14, 14.3.2024, 20240314, notes_0314.docx.

One pass over the digit runs of a note; each run with its separators is judged by shape, range and
what stands round it. Years alone come out of the same pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_fraction import reads_as_date
from casesafe.recognizers._date_parts import (
    DATE_CUES,
    WEEKDAYS,
    Hit,
    breaks_line,
    valid_day,
    valid_either,
)

# One digit run, or two or three with one separator; must not take "4. 5" or "3 - 4" as one.
_CHUNK = lazy_pattern(
    r"[0-9][0-9]{0,13}(?: / [0-9]{1,2} / [0-9]{2,4}|/[0-9]{1,4}(?:/[0-9]{1,4})?"
    r"|-[0-9]{1,4}(?:-[0-9]{1,4})?|\.[0-9]{1,4}(?:\.[0-9]{1,4})?)?"
)
# "05 22 25" as claim forms print it; must not match groups of a phone or card number.
_SPACED = lazy_pattern(r"(?<=  )([0-9]{2}) ([0-9]{2}) (?:[0-9]{2}|(?:19|20)[0-9]{2})(?=  |\n|$)")
_SEPARATOR = lazy_pattern(r"[/.\-]")
_PARTS = lazy_pattern(r"[0-9]+")
# Decimal with a unit; "2.5 mg" is no second of May.
_UNIT = lazy_pattern(
    r"\s?(?:%|mg|mcg|g\b|kg|ml|mm|cm|m?eq|units?|hours?|hrs?|h\b|min|lbs?|points?|x\b|to\b|L\b|°)",
    re.IGNORECASE,
)
_FILE_NEXT = lazy_pattern(r"[._\-][A-Za-z]|_")
_LABEL = frozenset(
    "dob d.o.b. d.o.b birth birthdate bdate dos date dates dated from thru through to arrest adm "
    "admit dc disch exp expires expire bday dod start stop end seen eff signed f/u on since "
    "integration next due recd fl6 fl10 fl12 & and".split()
)
_ID_WORDS = frozenset(
    "mrn id # no no. nr number acct account chart case claim ref policy member group sub auth "
    "docket lic license npi ein tin order invoice badge serial s/n sn ext rx phone tel fax "
    "icd cpt dsm version v ver section sec chapter ch fig figure table step goal obj objective "
    "protocol module rule art article § v. vol".split()
)


def numeric_dates(note: Note) -> tuple[list[Hit], list[Hit]]:
    """Return the dates in digits, and the years that stand alone, in order of the note."""
    dates: list[Hit] = []
    years: list[Hit] = []
    text = note.normal
    for m in _CHUNK.finditer(text):
        start, end = m.span()
        separator = _SEPARATOR.search(text, start, end)
        if separator is None:
            length = end - start
            if length == 4:
                _four_digits(note, start, end, dates, years)
            elif length in (6, 8, 12, 14):
                dates.extend(_compact(note, start, end))
            continue
        sep = separator.group()
        if separator.start() - start == 8 and sep == "-":
            dates.extend(_compact_range(text, start))
            continue
        if _is_inside_number(text, start, end, sep):
            continue
        if separator.start() - start >= 12:
            dates.extend(_compact(note, start, separator.start()))
            continue
        dates.extend(_separated(note, start, end, sep, dates))
    if "  " in text:
        dates.extend(
            Hit(*m.span(), "spaced", Source.CUE)
            for m in _SPACED.finditer(text)
            if valid_day(int(m[1]), int(m[2]))
        )
    return dates, years


def _is_inside_number(text: str, start: int, end: int, sep: str) -> bool:
    """Whether the chunk is part of something longer: a phone, an address, a clock time."""
    before = text[start - 1] if start else " "
    if before.isalpha() and text[max(0, start - 3) : start].lower() != "dob":
        return True
    tied = before in "-./:" and start > 1 and text[start - 2].isdigit()
    if tied and (before in (":", ".", sep) or sep == "."):
        return True
    if before in "$#£€+":
        return True
    after, beyond = text[end : end + 1], text[end + 1 : end + 2]
    if after.isdigit() or (
        after in ("/", "-", ".", ":") and beyond.isdigit() and after in (sep, ":")
    ):
        return True
    return after == "%" or (after.isalpha() and after not in "TZapx")


def _separated(note: Note, start: int, end: int, sep: str, found: list[Hit]) -> Iterator[Hit]:
    text = note.normal
    parts = _PARTS.findall(text, start, end)
    if len(parts) == 3:
        short = sep != "/" and max(len(p) for p in parts) == 2
        alike = sep == "-" and len(set(parts)) == 1
        if _is_full(parts) and not alike and not (short and _follows_id(note, start)):
            yield Hit(start, end, "numeric", Source.PROVEN)
        return
    a, b = parts
    if sep == "/":
        yield from _slashed(note, start, end, a, b, found)
    elif sep == "-":
        yield from _dashed(note, start, end, a, b, found)
    elif len(a) <= 2 and len(b) <= 2 and valid_either(int(a), int(b)):
        yield from _dotted(note, start, end)


def _is_full(parts: list[str]) -> bool:
    """Whether three numbers are a day, month and year in some order."""
    x, y, z = (int(p) for p in parts)
    lengths = tuple(len(p) for p in parts)
    if lengths[0] == 4:
        return 1900 <= x <= 2099 and lengths[1] <= 2 and lengths[2] <= 2 and valid_either(y, z)
    if lengths[0] > 2 or lengths[1] > 2:
        return False
    if lengths[2] == 4:
        return 1900 <= z <= 2099 and valid_either(x, y)
    if lengths[2] == 2:
        return valid_either(x, y) or (lengths[1] == 2 and x > 31 and valid_day(y, z))
    return False


def _slashed(note: Note, start: int, end: int, a: str, b: str, found: list[Hit]) -> Iterator[Hit]:
    month, other = int(a), int(b)
    if len(b) == 4:
        if len(a) <= 2 and 1 <= month <= 12 and 1900 <= other <= 2099:
            yield Hit(start, end, "month_year", Source.PROVEN)
    elif len(a) == 4:
        if 1900 <= month <= 2099 and len(b) == 2 and 1 <= other <= 12 and month % 100 + 1 != other:
            yield Hit(start, end, "month_year", Source.CUE)
    elif len(a) <= 2 and len(b) <= 2 and reads_as_date(note, start, end, month, other, found):
        yield Hit(start, end, "month_day", Source.CUE)


def _dashed(note: Note, start: int, end: int, a: str, b: str, found: list[Hit]) -> Iterator[Hit]:
    """ "4-16" needs a cue or a time after it; "2024-03" a year and a month."""
    if len(a) == 4:
        year, month = int(a), int(b)
        shaped = 1900 <= year <= 2099 and len(b) == 2 and 1 <= month <= 12
        told = month < 10 or _token_before(note, start) in DATE_CUES
        if shaped and told and year % 100 + 1 != month and not _follows_id(note, start):
            yield Hit(start, end, "month_year", Source.CUE)
        return
    if len(a) > 2 or len(b) > 2 or not valid_day(int(a), int(b)):
        return
    last = _token_before(note, start)
    if note.normal[start:end] in _AGE_BANDS and last not in _NAMES_A_DATE:
        return
    if last in _DASH_IDS or _UNIT.match(note.normal, end):
        return
    file_name = _is_file_date(note, start, end)
    cued = last in _DASH_CUES or last.rstrip(".") in WEEKDAYS
    chained = (
        bool(found)
        and found[-1].rule == "month_day"
        and 0 < start - found[-1].end <= 6
        and ("-" in note.normal[found[-1].start : found[-1].end])
    )
    timed = last not in ("from", "to") and _TIME_AFTER.match(note.normal, end)
    slashed = note.normal[max(0, start - 3) : start] == " / " and (
        note.normal[end : end + 3] == " / " or breaks_line(note, end)
    )
    alone = (
        slashed
        or _stands_alone(note, start, end)
        or _SOON_BEFORE.search(note.normal, max(0, start - 32), start)
    )
    if file_name or cued or chained or timed or alone:
        yield Hit(start, end, "month_day", Source.CUE)


# A clock time after "9-16"; must not match a second number of a range.
_TIME_AFTER = lazy_pattern(
    r",?\s{1,2}(?:\d{1,2}:\d\d|[01]\d[0-5]\d(?!\d)|2[0-3][0-5]\d(?!\d)|noon)"
)
_SOON_BEFORE = lazy_pattern(
    r"\b(?:next|last|due|f/u|follow-?up|meeting|appt)\b[^.;\n\d]{0,20}$", re.IGNORECASE
)
_DASH_CUES = DATE_CUES - frozenset(
    "from to through between left last start starts again d. after".split()
)
#: Bands that the generalize operator writes for an age; only a plain cue makes a date of them.
_AGE_BANDS = frozenset(("3-5", "6-11", "12-17"))
_NAMES_A_DATE = frozenset("date dated next exp expires due dob dos seen".split())
_DASH_IDS = _ID_WORDS - frozenset(("group", "case", "order", "claim"))
_DOT_CUES = frozenset(
    "next due date dated on: until seen consent translated exp rtn return".split()
)


def _stands_alone(note: Note, start: int, end: int) -> bool:
    """Whether the chunk fills its line, or stands at the end of a line after a wide gap."""
    line_end = note.normal.find("\n", end, end + 40)
    rest = note.normal[end : line_end if line_end >= 0 else end + 40].strip()
    if rest and not rest.startswith("."):
        return False
    head = note.normal[max(0, start - 40) : start].rpartition("\n")[2]
    return bool(not head.strip() or head.endswith("   ")) and rest in ("", ".")


def _dotted(note: Note, start: int, end: int) -> Iterator[Hit]:
    """ "24.3." and "02.19" are dates at the head of a line, or after a cue, never with a unit."""
    text = note.normal
    if _UNIT.match(text, end) or text[end : end + 1] in ("/", "-", ")"):
        return
    head = text[max(0, start - 16) : start].rpartition("\n")[2] if start else ""
    at_head = start == 0 or ("\n" in text[max(0, start - 16) : start] and _ROW_HEAD.fullmatch(head))
    trailing = text[end : end + 1] == "." and not text[end + 1 : end + 2].isdigit()
    cued = _token_before(note, start).rstrip(":") in _DOT_CUES
    if trailing and (at_head or cued) and _ROW_HEAD.fullmatch(head) is None and not cued:
        return
    if trailing and (at_head or cued):
        yield Hit(
            start, end + 1 if text[end + 1 : end + 2] != "\n" else end, "day_month", Source.CUE
        )
    elif (
        cued
        or (at_head and len(text[start:end]) >= 3 and _HEAD_NEXT.match(text, end))
        or (
            (at_head or (start < _HEAD and text.count("\n", 0, start) < 2))
            and _CLOCK_NEXT.match(text, end)
            and not _DIARY.search(text, max(0, start - 80), start)
        )
    ):
        yield Hit(start, end, "month_day", Source.CUE)


# What may stand before a dotted date at the head of a row: "#3  ", "- ", "* ".
_ROW_HEAD = lazy_pattern(r"\s*(?:#\d{1,2}|[-*>|/])?\s*")
# A clock time behind a dotted date, in the head of a note or at the head of a line of a log; must
# not match a dose at an hour ("2.5 at 10"), calories, or an amount.
_CLOCK_NEXT = lazy_pattern(
    r"\s{1,8}(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|\s{1,8}(?!19|20)(?:[01]\d|2[0-3])[0-5]\d"
    r"(?![\d.%]|\s?(?:k?cal|mg|ml|steps|mcg|g)\b)"
)
#: The first two lines of a note end before here.
_HEAD = 240
# What hours or values of a diary are told of; must not match names.
_DIARY = lazy_pattern(
    r"\b(?:sle(?:ep|pt)|hours|hrs|bed|woke|temp|glucose|labs?|dose)\b|\b[A-Z][A-Za-z]{0,3} $", re.I
)
# What follows a dotted date at the head of a line; must not match "2.5 mg" or "1.1 Goal".
_HEAD_NEXT = lazy_pattern(r"\s*(?:,|:|/|\n|$)|\s+(?:met|saw|seen|called|spoke)\b")


def _four_digits(note: Note, start: int, end: int, dates: list[Hit], years: list[Hit]) -> None:
    """A year alone; or month and day glued, in a file name or after a cue."""
    text = note.normal
    before = text[start - 1] if start else " "
    after = text[end : end + 1]
    value = int(text[start:end])
    if _is_file_date(note, start, end) and valid_day(value // 100, value % 100):
        dates.append(Hit(start, end, "file_name", Source.CUE))
        return
    if before.isalnum() or after.isalnum() or before in "$#£€:@":
        return
    if 1900 <= value <= 2099:
        roman = _ROMAN.search(text, max(0, start - 9), start) if before in "./ " else None
        if roman:
            dates.append(Hit(roman.start(), end, "roman_month", Source.PROVEN))
            return
        if not _is_clock_or_id(note, start, end):
            years.append(Hit(start, end, "year", Source.UNPROVEN))
        return
    cue = _token_before(note, start)
    timed = re.match(r"\s?(?:h\b|hrs?|hours|-)", text[end : end + 6], re.IGNORECASE)
    if cue in _GLUED_CUES and valid_day(value // 100, value % 100) and not timed:
        dates.append(Hit(start, end, "month_day_glued", Source.CUE))


# "4/IX/1980", "8.IX.1961": must not match a numbered list.
_ROMAN = lazy_pattern(
    r"(?<!\d)(?:[12]\d|3[01]|0?[1-9])[./ ](?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})[./ ]$"
)
_GLUED_CUES = frozenset("on f/u dated since signed exp expires due next seen integration".split())


def _is_clock_or_id(note: Note, start: int, end: int) -> bool:
    text = note.normal
    if text[end : end + 1] in ("-", "/") and text[end + 1 : end + 2].isdigit():
        return text[end : end + 1] == "-" and not re.match(
            r"-(?:19|20)?\d\d(?!\d)", text[end : end + 6]
        )
    after = text[end : end + 9].lower()
    if re.match(r"\s?(?:hrs?\b|hours|h\b|mg|ml|kcal|cal|mcg|units?\b|lbs|steps|\+|or earl)", after):
        return True
    return _token_before(note, start) in _ID_WORDS | {"at", "@", "~", "apt", "unit", "room", "rm"}


def _compact(note: Note, start: int, end: int) -> Iterator[Hit]:
    """20240314, 03142024, 031488: with a label, in a file name or in a machine's message."""
    text = note.normal
    digits = text[start:end]
    before = text[start - 1] if start else " "
    if before.isalpha() or before in "$#+-/." or text[end : end + 1].isdigit():
        return
    if len(digits) in (12, 14):
        if _is_year_first(digits) and int(digits[8:10]) < 24 and int(digits[10:12]) < 60:
            yield Hit(start, start + 8, "compact", Source.PROVEN)
        return
    last = _token_before(note, start)
    told = (last in _LABEL and before != "(") or _is_file_date(note, start, end)
    if len(digits) == 8:
        found = _is_year_first(digits) and last not in _ID_WORDS
        month_first = valid_either(int(digits[:2]), int(digits[2:4]))
        found = found or (told and month_first and 1900 <= int(digits[4:]) <= 2039)
    else:
        found = (told or before == "*") and not text[end : end + 1].isalpha() and _is_six(digits)
    if found:
        yield Hit(start, end, "compact", Source.CUE)


def _is_year_first(digits: str) -> bool:
    return 1900 <= int(digits[:4]) <= 2039 and valid_day(int(digits[4:6]), int(digits[6:8]))


def _is_six(digits: str) -> bool:
    """Whether six digits are month, day, year or year, month, day."""
    a, b, c = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return valid_day(a, b) or valid_day(b, c)


# Two dates of eight digits; must not match two ids.
_COMPACT_RANGE = lazy_pattern(
    r"((?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d)-((?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d)(?!\d)"
)


def _compact_range(text: str, start: int) -> Iterator[Hit]:
    m = _COMPACT_RANGE.match(text, start)
    if m:
        yield Hit(*m.span(1), "compact", Source.PROVEN)
        yield Hit(*m.span(2), "compact", Source.PROVEN)


def _is_file_date(note: Note, start: int, end: int) -> bool:
    """Whether the run stands in a file name between "_" or "-" and "_", "." or an extension."""
    text = note.normal
    before = text[start - 1] if start else " "
    return before == "_" and _FILE_NEXT.match(text, end) is not None


def _follows_id(note: Note, start: int) -> bool:
    return _token_before(note, start) in _ID_WORDS


def _token_before(note: Note, start: int) -> str:
    """The last token before a place on its line, lower case, without closing punctuation."""
    left = note.lower[max(0, start - 24) : start].rpartition("\n")[2].rstrip(" :=([|\"'*_~.,>")
    return left[max(left.rfind(c) for c in ' |=(,;:[_*"') + 1 :]
