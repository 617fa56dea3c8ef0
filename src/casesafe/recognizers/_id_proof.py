"""Numbers that prove themselves: check digits, ranges, and shapes that nothing else has."""

from __future__ import annotations

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers import _id_labels as lab
from casesafe.values import check_digits as check

# Social security numbers, whole or masked but for the last four; not a phone (3-3-4).
_SSN = lazy_pattern(
    r"(?:[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4}|[0-9]{3}\.[0-9]{2}\.[0-9]{4})"
    r"(?![0-9-]| [0-9])"
)
# Four groups of four, or 15 to 19 digits in one; the Luhn check decides.
_CARD = lazy_pattern(
    r"(?:[0-9]{4}[ -]){3}[0-9]{4}(?![0-9-])|3[0-9]{3}[ -][0-9]{6}[ -][0-9]{5}(?![0-9-])"
)
_MBI = lazy_pattern(
    r"[1-9][A-Z][A-Z0-9][0-9][- ]?[A-Z][A-Z0-9][0-9][- ]?[A-Z]{2}[0-9]{2}(?![A-Za-z0-9])"
)
# Six pairs of hex digits with one separator; not a time, not part of an IPv6 address.
MAC = lazy_pattern(
    r"(?<![\w:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])"
)
# GS1 unique device identifier: (01), 14 digits, further identifiers in brackets.
UDI = lazy_pattern(r"\(01\)[0-9]{14}(?:\([0-9]{2}\)[A-Za-z0-9./-]{1,20}){0,5}")
# Dockets in groups: "23 CR 1108", "2024 D 930117", "22 CR 954-B"; the letters are a court's.
_DOCKET = lazy_pattern(
    r"(?:19|20)?[0-9]{2} (?:CR|CV|DR|JV|JA|JC|JD|JU|FA|FM|FC|MH|GD|GN|PR|PB|CF|CM|TR|DV|OP|AD|CH|SC"
    r"|LM|MR|MI|CA|CC|CI|CT|D|F|J|L|P) [0-9]{2,7}(?:-[A-Z0-9]{1,4})?(?![\w/-])"
)
_IBAN = lazy_pattern(r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")


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
        return m.end(), lab.SSN, "ssn_shape"
    m = _MBI.match(text, start)
    if m is not None and check.mbi_ok(m.group()):
        return m.end(), lab.PLAN, "mbi"
    m = _CARD.match(text, start)
    if m is not None and check.card_ok(m.group()):
        return m.end(), lab.ACCOUNT, "card"
    if m is not None and text[start] in "3456":
        return m.end(), lab.ACCOUNT, "card_shape"
    m = _DOCKET.match(text, start) if end - start in (2, 4) else None
    if m is not None:
        return m.end(), lab.OTHER, "docket"
    if 15 <= end - start <= 19 and check.card_ok(text[start:end]):
        return end, lab.ACCOUNT, "card"
    return None


# The hidden part of a social security number before its last four: "xxx-xx-", "***-**-", "### ## ".
_SSN_MASK = lazy_pattern(r"(?<![^\W_])[*xX#]{3}[- ]?[*xX#]{2}[- ]?$")
# The hidden part of a longer number before its last digits: "**** ", "...", "x", "xxxx-".
_MASK = lazy_pattern(r"(?:[*xX#\u2022]{3,4}[- ]?){1,4}$|(?:\.\.\.?|\u2026|\*+)$")


def mask_before(text: str, start: int, end: int) -> tuple[int, str | None] | None:
    """Return where the mask before the digits of a token begins, and "ssn" if it is an SSN's.

    None where there is no mask. The token may have taken in a mask of letters ("xxx-xx-7702").
    """
    digits = end
    while digits > start and text[digits - 1].isdigit():
        digits -= 1
    if not 4 <= end - digits <= 5:
        return None
    c = text[digits - 1 : digits]
    if c not in ("-", " ", "*", "x", "X", "#", ".", "\u2026", "\u2022"):
        return None
    if text[start:digits].strip("xX-"):
        return None
    low = max(0, digits - 20)
    before = text[low:digits]
    m = _SSN_MASK.search(before)
    if m is not None and end - digits == 4:
        return low + m.start(), "ssn"
    m = _MASK.search(before)
    if m is None:
        return (start, None) if before.endswith(("x", "X", "x-")) and start >= digits - 2 else None
    first = low + m.start()
    if first and text[first - 1].isalnum():
        return None
    return (digits if text[first] in ".\u2026" else first), None


# A plate: two or three groups of capitals and digits, both present, five to eight in all.
_PLATE = lazy_pattern(
    r"(?=[^0-9]*[0-9])(?=[^A-Z]*[A-Z])[A-Z0-9]{1,7}(?:[- \u00b7*][A-Z0-9]{1,5}){0,2}"
)


def is_plate(surface: str) -> bool:
    """Say whether capitals and digits have the form of a number plate (no state's rules)."""
    return 5 <= len(surface) <= 9 and _PLATE.fullmatch(surface) is not None


_OWN = lazy_pattern(r"([A-Za-z]{2,7}(?:-[A-Z]{1,2})?)[-.](?=[A-Z0-9]*[0-9])")


def own_label(surface: str) -> str | None:
    """Return the type that a code's own first letters name: "LMSW-20417", "MRN-0042"."""
    m = _OWN.match(surface)
    if m is None:
        return None
    label = lab.LABELS.get(m.group(1).lower())
    if label is None or not label.strict or not m.group(1).isupper():
        return None
    return label.entity_type if label.entity_type in (lab.LICENSE, lab.MRN) else None


# A VIN whose check digit fails: 17 characters, the last five digits; not a hash.
_VIN_SHAPE = lazy_pattern(r"(?=[A-Z0-9]{0,12}[A-Z])[1-9A-HJ-NPR-Z][A-HJ-NPR-Z0-9]{11}[0-9]{5}")


def unproven_type(surface: str) -> tuple[str, str]:
    """Return type and rule of a code without label, by its check digit where it has one."""
    if check.dea_ok(surface):
        return lab.LICENSE, "dea"
    if check.npi_ok(surface):
        return lab.LICENSE, "npi"
    if _VIN_SHAPE.fullmatch(surface):
        return lab.VEHICLE, "vin_shape"
    return lab.OTHER, "code"


# Groups without a label: "104 772 218", "2208 441 907", a meeting's "812 4470 3396"; not a phone.
_BARE_GROUPS = lazy_pattern(
    r"(?![0-9]{3} [0-9]{3} [0-9]{4}(?![0-9]))[0-9]{3,4}(?: [0-9]{3,4}){2,4}(?: [A-Z](?![\w']))?"
    r"(?![ -]?[0-9])"
)


def bare_groups(text: str, start: int) -> int:
    """Return the end of groups of three or four digits that begin at `start`, or -1."""
    m = _BARE_GROUPS.match(text, start)
    return m.end() if m is not None else -1


__all__ = [
    "MAC",
    "UDI",
    "bare_groups",
    "is_plate",
    "mask_before",
    "own_label",
    "prove",
    "unproven_type",
]
