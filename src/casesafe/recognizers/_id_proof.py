"""Numbers that prove themselves: check digits, ranges, and shapes that nothing else has."""

from __future__ import annotations

import re

from casesafe.recognizers import _id_labels as lab
from casesafe.values import check_digits as check

# Social security numbers, whole or masked but for the last four; not a phone (3-3-4).
_SSN = re.compile(
    r"(?:[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4}|[0-9]{3}\.[0-9]{2}\.[0-9]{4})(?![0-9-])"
)
# Four groups of four, or 15 to 19 digits in one; the Luhn check decides.
_CARD = re.compile(r"(?:[0-9]{4}[ -]){3}[0-9]{4}(?![0-9-])|3[0-9]{3}[ -][0-9]{6}[ -][0-9]{5}(?![0-9-])")
_MBI = re.compile(r"[1-9][A-Z][A-Z0-9][0-9][- ]?[A-Z][A-Z0-9][0-9][- ]?[A-Z]{2}[0-9]{2}(?![A-Za-z0-9])")
_MAC = re.compile(r"[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")


def prove(text: str, start: int, end: int) -> tuple[int, str, str] | None:
    """Return end, entity type and rule of a number that proves itself at `start`, or None."""
    length = end - start
    if length == 17 and check.vin_ok(text[start:end]):
        return end, lab.VEHICLE, "vin"
    first = text[start]
    if first.isdigit():
        return _from_digit(text, start, end)
    if length >= 4 and text[start : start + 2].isupper() and text[start + 2].isdigit():
        m = _IBAN.match(text, start)
        if m is not None and check.iban_ok(m.group()):
            return m.end(), lab.ACCOUNT, "iban"
    return None


def _from_digit(text: str, start: int, end: int) -> tuple[int, str, str] | None:
    m = _SSN.match(text, start)
    if m is not None:
        if check.ssn_ok(m.group()):
            return m.end(), lab.SSN, "ssn"
        if check.itin_ok(m.group()):
            return m.end(), lab.OTHER, "itin"
    m = _MBI.match(text, start)
    if m is not None and check.mbi_ok(m.group()):
        return m.end(), lab.PLAN, "mbi"
    m = _CARD.match(text, start)
    if m is not None and check.card_ok(m.group()):
        return m.end(), lab.ACCOUNT, "card"
    if 15 <= end - start <= 19 and check.card_ok(text[start:end]):
        return end, lab.ACCOUNT, "card"
    return None


__all__ = ["prove"]
