"""Check digits and ranges of identifying numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casesafe.values import check_digits as check

GOOD: list[tuple[Callable[[str], bool], str]] = [
    (check.luhn_ok, "79927398713"),
    (check.luhn_ok, "4111-1111-1111-1111"),
    (check.card_ok, "4111 1111 1111 1111"),
    (check.card_ok, "5555555555554444"),
    (check.card_ok, "378282246310005"),
    (check.card_ok, "6011000990139424"),
    (check.ssn_ok, "219-84-6630"),
    (check.ssn_ok, "219846630"),
    (check.itin_ok, "912-70-1234"),
    (check.itin_ok, "999 88 0417"),
    (check.npi_ok, "1234567893"),
    (check.dea_ok, "AB1234563"),
    (check.dea_ok, "a91234563"),
    (check.mbi_ok, "1EG4-TE5-MK73"),
    (check.mbi_ok, "1eg4te5mk73"),
    (check.vin_ok, "1M8GDM9AXKP042788"),
    (check.vin_ok, "1HGCM82633A004352"),
    (check.imei_ok, "490154203237518"),
    (check.imei_ok, "49-015420-323751-8"),
    (check.iban_ok, "DE89 3704 0044 0532 0130 00"),
    (check.iban_ok, "GB82WEST12345698765432"),
    (check.aba_ok, "021000021"),
]
BAD: list[tuple[Callable[[str], bool], str]] = [
    (check.luhn_ok, "79927398714"),
    (check.luhn_ok, "7"),
    (check.luhn_ok, ""),
    (check.luhn_ok, "4111 1111 x111"),
    (check.card_ok, "4111 1111 1111 1112"),
    (check.card_ok, "1234567812345670"),
    (check.ssn_ok, "000-84-6630"),
    (check.ssn_ok, "666-84-6630"),
    (check.ssn_ok, "912-70-1234"),
    (check.ssn_ok, "219-00-6630"),
    (check.ssn_ok, "219-84-0000"),
    (check.ssn_ok, "219-84-663"),
    (check.itin_ok, "912-44-1234"),
    (check.itin_ok, "212-70-1234"),
    (check.npi_ok, "1234567890"),
    (check.npi_ok, "3234567893"),
    (check.dea_ok, "AB1234567"),
    (check.dea_ok, "ZZ1234563"),
    (check.mbi_ok, "1SG4-TE5-MK73"),
    (check.mbi_ok, "0EG4-TE5-MK73"),
    (check.vin_ok, "1M8GDM9AXKP042789"),
    (check.vin_ok, "1M8GDM9AXKPO42788"),
    (check.vin_ok, "11111111111111111"),
    (check.imei_ok, "490154203237519"),
    (check.imei_ok, "49015420323751"),
    (check.iban_ok, "DE89 3704 0044 0532 0130 01"),
    (check.iban_ok, "DE89"),
    (check.aba_ok, "021000022"),
    (check.aba_ok, "991000021"),
    (check.ssn_ok, "\u0662\u0661\u0669-84-6630"),
]


@pytest.mark.parametrize(("function", "number"), GOOD)
def test_valid_number_passes(function: Callable[[str], bool], number: str) -> None:
    """A number whose digits hold together passes, however it is grouped."""
    assert function(number)


@pytest.mark.parametrize(("function", "number"), BAD)
def test_invalid_number_fails(function: Callable[[str], bool], number: str) -> None:
    """A number with one digit wrong, out of range or too short fails."""
    assert not function(number)


@pytest.mark.parametrize("number", ["4111111111111111", "1234567893", "490154203237518"])
def test_every_single_digit_error_is_caught(number: str) -> None:
    """Luhn notices each change of one digit."""
    for i, digit in enumerate(number):
        for other in "0123456789":
            if other != digit:
                changed = number[:i] + other + number[i + 1 :]
                valid = check.npi_ok if len(number) == 10 else check.luhn_ok
                assert not valid(changed)


def test_compact_drops_separators_only() -> None:
    """Spaces, hyphens, dots and slashes go; letters become capitals."""
    assert check.compact("ab-12 3.4/5") == "AB12345"
