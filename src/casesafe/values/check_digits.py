"""Check digits and ranges of identifying numbers.

Every function takes the number as text and says whether its digits hold together. Separators
(spaces, hyphens, dots, slashes) are ignored; the empty text and text with other characters fail.
None of them says that a number was issued, only that it could have been.
"""

from __future__ import annotations

import re

_SEPARATORS = str.maketrans("", "", " -./\u00a0")
_ASCII_DIGITS = re.compile(r"[0-9]+")


def compact(text: str) -> str:
    """Return `text` in upper case without spaces, hyphens, dots and slashes."""
    return text.translate(_SEPARATORS).upper()


def _digits(text: str, *lengths: int) -> str | None:
    bare = compact(text)
    if _ASCII_DIGITS.fullmatch(bare) and (not lengths or len(bare) in lengths):
        return bare
    return None


def luhn_ok(text: str) -> bool:
    """Say whether the digits pass the Luhn check.

    Source: ISO/IEC 7812-1, annex B. Doubles every second digit from the right.
    """
    digits = _digits(text)
    if digits is None or len(digits) < 2:
        return False
    total = 0
    for i, c in enumerate(reversed(digits)):
        n = int(c) * (1 + i % 2)
        total += n - 9 if n > 9 else n
    return total % 10 == 0


#: Lengths and first digits of payment cards in use: Visa, Mastercard, American Express,
#: Discover, Diners, JCB, Maestro, UnionPay. Source: ISO/IEC 7812 issuer ranges.
_CARD = re.compile(r"(?:4[0-9]{15}|[25][0-9]{15}|3[47][0-9]{13}|3[0689][0-9]{12}|6[0-9]{15,18})")


def card_ok(text: str) -> bool:
    """Say whether this could be a payment card: an issuer's range, its length and Luhn."""
    digits = _digits(text)
    return digits is not None and _CARD.fullmatch(digits) is not None and luhn_ok(digits)


def ssn_ok(text: str) -> bool:
    """Say whether nine digits lie in the ranges of social security numbers.

    Source: Social Security Administration, "Social Security Number Randomization": areas 000, 666
    and 900-999, group 00 and serial 0000 are never assigned.
    """
    d = _digits(text, 9)
    if d is None:
        return False
    return d[:3] not in ("000", "666") and d[0] != "9" and d[3:5] != "00" and d[5:] != "0000"


def itin_ok(text: str) -> bool:
    """Say whether nine digits lie in the ranges of individual taxpayer numbers.

    Source: Internal Revenue Service, Internal Revenue Manual 3.21.263: first digit 9, fourth and
    fifth digits 50-65, 70-88, 90-92 or 94-99.
    """
    d = _digits(text, 9)
    if d is None or d[0] != "9":
        return False
    group = int(d[3:5])
    return 50 <= group <= 65 or 70 <= group <= 88 or 90 <= group <= 92 or 94 <= group <= 99


def npi_ok(text: str) -> bool:
    """Say whether ten digits are a National Provider Identifier.

    Source: 45 CFR 162.406; first digit 1 or 2, Luhn over the number with 80840 before it (Centers
    for Medicare and Medicaid Services, "NPI check digit").
    """
    d = _digits(text, 10)
    return d is not None and d[0] in "12" and luhn_ok("80840" + d)


_DEA = re.compile(r"[ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7}")


def dea_ok(text: str) -> bool:
    """Say whether this is a DEA registration number.

    Source: 21 CFR 1301 and the Drug Enforcement Administration's Diversion Control Division: a
    registrant letter, the first letter of a name (or 9), seven digits;
    (d1 + d3 + d5) + 2 (d2 + d4 + d6) ends in d7.
    """
    bare = compact(text)
    if not _DEA.fullmatch(bare):
        return False
    d = [int(c) for c in bare[2:]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


_MBI_LETTER = "AC-HJKMNP-RT-Y"
_MBI = re.compile(
    rf"[1-9][{_MBI_LETTER}][0-9{_MBI_LETTER}][0-9][{_MBI_LETTER}][0-9{_MBI_LETTER}][0-9]"
    rf"[{_MBI_LETTER}]{{2}}[0-9]{{2}}"
)


def mbi_ok(text: str) -> bool:
    """Say whether eleven characters have the shape of a Medicare Beneficiary Identifier.

    Source: Centers for Medicare and Medicaid Services, "Understanding the MBI format": no check
    digit; letters without S, L, O, I, B and Z.
    """
    return _MBI.fullmatch(compact(text)) is not None


_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VIN_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", "12345678123457923456789" + "0123456789", strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vin_ok(text: str) -> bool:
    """Say whether 17 characters are a vehicle identification number.

    Source: 49 CFR 565.15: no I, O or Q; the ninth character is the weighted sum modulo 11
    (X for 10).
    """
    bare = compact(text)
    if not _VIN.fullmatch(bare) or bare.isdigit():
        return False
    total = sum(int(_VIN_VALUES[c]) * w for c, w in zip(bare, _VIN_WEIGHTS, strict=True))
    return bare[8] == "0123456789X"[total % 11]


def imei_ok(text: str) -> bool:
    """Say whether 15 digits are an IMEI. Source: 3GPP TS 23.003, annex B (Luhn)."""
    d = _digits(text, 15)
    return d is not None and luhn_ok(d)


_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def iban_ok(text: str) -> bool:
    """Say whether this is an International Bank Account Number.

    Source: ISO 13616-1; the first four characters moved to the end, letters as 10-35, the whole
    modulo 97 is 1.
    """
    bare = compact(text)
    if not _IBAN.fullmatch(bare):
        return False
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


def aba_ok(text: str) -> bool:
    """Say whether nine digits are a bank routing number.

    Source: American Bankers Association, "Key to Routing Numbers": first two digits 00-12, 21-32,
    61-72 or 80; 3 (d1 + d4 + d7) + 7 (d2 + d5 + d8) + (d3 + d6 + d9) is a multiple of 10.
    """
    d = _digits(text, 9)
    if d is None:
        return False
    first = int(d[:2])
    if not (first <= 12 or 21 <= first <= 32 or 61 <= first <= 72 or first == 80):
        return False
    return sum(int(c) * (3, 7, 1)[i % 3] for i, c in enumerate(d)) % 10 == 0


__all__ = [
    "aba_ok",
    "card_ok",
    "compact",
    "dea_ok",
    "iban_ok",
    "imei_ok",
    "itin_ok",
    "luhn_ok",
    "mbi_ok",
    "npi_ok",
    "ssn_ok",
    "vin_ok",
]
