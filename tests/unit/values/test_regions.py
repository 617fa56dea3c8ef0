"""States and the Census regions."""

from __future__ import annotations

from collections import Counter

import pytest

from casesafe.values.regions import REGIONS, TERRITORIES, postal_of, region_phrase


def test_every_state_and_the_district_has_a_region() -> None:
    """The Census counts 9, 12, 17 and 13 members."""
    assert Counter(REGIONS.values()) == {"Northeast": 9, "Midwest": 12, "South": 17, "West": 13}


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Massachusetts", "a state in the Northeast"),
        ("MASSACHUSETTS", "a state in the Northeast"),
        ("MA", "a state in the Northeast"),
        ("Mass.", "a state in the Northeast"),
        ("N.J.", "a state in the Northeast"),
        ("Penna.", "a state in the Northeast"),
        ("Calif.", "a state in the West"),
        ("ohio", "a state in the Midwest"),
        ("N D", "a state in the Midwest"),
        ("N. Dak.", "a state in the Midwest"),
        ("lowa", "a state in the Midwest"),
        ("West Virginia", "a state in the South"),
        ("W. Va.", "a state in the South"),
        ("DC", "a state in the South"),
        ("D.C.", "a state in the South"),
        ("District of Columbia", "a state in the South"),
        ("New  Mexico", "a state in the West"),
        ("state of Washington", "a state in the West"),
        ("Washington State", "a state in the West"),
        ("PR", "a US territory"),
        ("Puerto Rico", "a US territory"),
        ("U.S. Virgin Islands", "a US territory"),
        ("Guam", "a US territory"),
        ("Ontario", None),
        ("AE", None),
        ("", None),
    ],
)
def test_region_phrase(surface: str, expected: str | None) -> None:
    """A state in any spelling gives its region; what is no state gives none."""
    assert region_phrase(surface) == expected


@pytest.mark.parametrize("postal", sorted(REGIONS.keys() | TERRITORIES))
def test_postal_abbreviation_stands_for_itself(postal: str) -> None:
    """Each postal abbreviation is known, in capitals and in small letters."""
    assert postal_of(postal) == postal
    assert postal_of(postal.lower()) == postal
