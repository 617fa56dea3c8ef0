"""Numbers written in groups: "ZGP 771 03 2948", "D 615 482 771 264", "4111 1111 1111 1111"."""

from __future__ import annotations

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers import _id_labels as lab

_MAX_GROUPS = 6
_MAX_DIGITS = 22
# A further group behind a number. Not a year, a billing code, a count with its unit ("34 y/o",
# "12 sessions"), a sex, a date, a time, an amount.
_UNITS = (
    r"\s?(?:[/%°x]|[:.,][0-9]|(?:y/?o|yo|yrs?|years?|mins?|minutes|mg|ml|sess|sessions?|visits?|days?"
    r"|wks?|weeks?|hrs?|hours?|units?|pages?|pp|of|am|pm|a\.m|p\.m|mi|lbs?|kg|st|nd|rd|th|times"
    r"|appts?|appointments|months?|mos?|wpm|females?|males?|[FM])\b)"
)
_GROUP = lazy_pattern(
    r" (?:(?!(?:19|20)[0-9]{2}\b|9[0-9]{4}\b)[0-9]{2,6}[A-Z]{0,2}|(?=[lIO]*[0-9])[0-9lIO]{2,6}"
    r"|[A-Z]{1,3}[0-9][A-Z0-9]{0,8}|[0-9][A-Z0-9]{2,8}"
    r"|[0-9]{1,5}(?:-[A-Z0-9]{1,10}){1,2}|[A-Z](?= [0-9]{3})|[0-9](?= [0-9]{2}))"
    rf"(?![\w$/%°'-])(?!{_UNITS})"
)
# A short last group behind a long number: "0088147702 01".
_SUFFIX = lazy_pattern(r" [0-9]{2,4}(?=[.,;)]|\s*$|\s*\n)(?![.,][0-9])")
# Dictated hyphens: "010 dash 772 dash 443", "2 2 0 9 dash 4 4 1".
_DASHED = lazy_pattern(
    r"(?: (?:dash|hyphen|slash) "
    r"(?:[0-9](?: [0-9](?![0-9/:.])){2,9}|[A-Za-z0-9]{1,6})(?![\w-])){1,5}"
)
# A last group of one character; not a sex, an article or a pronoun.
_LAST = lazy_pattern(
    rf" (?:[B-EGHJ-LN-Z](?![\w'.])|[B-EGHJ-LN-Z](?=\.(?:\s|$))|[AFM](?=[.,;)]|\s*$|\s*\n)"
    rf"|[0-9](?![\w$/%°'-])(?!{_UNITS})(?=[.,;)]|\s*$|\s*\n|\s{{2}}|\s[a-z]))"
)
# The last part of a code in words: "oak-4417-lemur".
_TAIL = lazy_pattern(r"(?:-[a-z0-9]{2,10}){1,3}(?![\w-])")
_PLATE = lazy_pattern(r"[ \u00b7*-](?=[A-Z0-9]{1,5}(?![\w-]))[A-Z0-9]{1,5}")
# Groups of one digit: "1 0 0 4 4 7".
_SINGLES = lazy_pattern(r"(?: [0-9](?![0-9/:]|\.[0-9])){3,15}")
_SPACED_SSN = lazy_pattern(r"(?P<first>[0-9*xX#]{3})[ .-](?:[0-9*xX#]{2})[ .-][0-9]{4}(?![0-9])")


def extend(text: str, start: int, end: int, prefix: int, entity_type: str) -> tuple[int, int]:
    """Return the span of a labelled number with the groups that belong to it.

    Args:
        text: The normalised text.
        start: Where its first token with a digit begins.
        end: One past that token.
        prefix: Where capitals directly before it begin, or -1.
        entity_type: What the label says it is.
    """
    if entity_type == lab.SSN:
        m = _SPACED_SSN.match(text, start)
        return start, m.end() if m else end
    first = _with_prefix(text, start, prefix, entity_type)
    if entity_type == lab.VEHICLE:
        return first, _plate_end(text, start, end)
    singles = _SINGLES.match(text, end) if end - start == 1 else None
    end = singles.end() if singles is not None else _groups_end(text, start, end)
    dashed = _DASHED.match(text, end)
    return first, dashed.end() if dashed is not None else end


def _with_prefix(text: str, start: int, prefix: int, entity_type: str) -> int:
    if prefix < 0:
        return start
    letters = text[prefix : start - 1].lower()
    if entity_type in (lab.LICENSE, lab.VEHICLE) and letters in lab.STATES:
        return start
    return prefix


def _groups_end(text: str, start: int, end: int) -> int:
    digits = sum(c.isdigit() for c in text[start:end])
    for _ in range(_MAX_GROUPS):
        if digits >= 9 and " " not in text[start:end]:
            m = _SUFFIX.match(text, end)
            return m.end() if m is not None else end
        m = _GROUP.match(text, end)
        if m is None:
            break
        more = sum(c.isdigit() for c in m.group())
        if digits + more > _MAX_DIGITS:
            break
        end, digits = m.end(), digits + more
    m = _TAIL.match(text, end) or _LAST.match(text, end)
    return m.end() if m is not None and digits >= 4 else end


def _plate_end(text: str, start: int, end: int) -> int:
    length = end - start
    for _ in range(2):
        m = _PLATE.match(text, end)
        if m is None or length + len(m.group()) > 10 or length >= 7:
            break
        if m.group()[1:].isalpha() and len(m.group()) > 4:
            break
        length += len(m.group())
        end = m.end()
    return end


__all__ = ["extend"]
