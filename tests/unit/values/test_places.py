"""Lookups of states, countries, cities and counties."""

from __future__ import annotations

import pytest

from casesafe.values.organizations import known_organizations, organization_phrases
from casesafe.values.places import (
    LANDMARK_NOUNS,
    Ambiguity,
    by_first_word,
    cities,
    city_phrases,
    counties,
    countries,
    country_phrases,
    fold,
    state_of,
    state_phrases,
    states,
    states_by_abbreviation,
    states_by_name,
    states_by_postal,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ohio", "Ohio"),
        ("ohio", "Ohio"),
        ("OH", "Ohio"),
        ("Calif.", "California"),
        ("Mass.", "Massachusetts"),
        ("N.J.", "New Jersey"),
        ("Penna.", "Pennsylvania"),
        ("W. Va.", "West Virginia"),
        ("north  dakota", "North Dakota"),
        ("D.C.", "District of Columbia"),
        ("oh", None),
        ("Ontario", None),
        ("", None),
    ],
)
def test_state_of_knows_names_and_abbreviations(text: str, name: str | None) -> None:
    """Full names count in any case, abbreviations as they are written."""
    found = state_of(text)
    assert (found.name if found else None) == name


def test_states_are_complete() -> None:
    """Fifty states, the District and five territories, each with its own abbreviation."""
    assert len(states()) == 56
    assert len(states_by_postal()) == 56
    assert len(states_by_name()) == 56
    assert states_by_abbreviation()["Tenn"].postal == "TN"


@pytest.mark.parametrize(
    ("postal", "zip_code", "fits"),
    [
        ("WY", "82070", True),
        ("WY", "83114", True),
        ("MA", "02134", True),
        ("MA", "90210", False),
        ("CA", "90837", True),
        ("TX", "88510", True),
        ("WY", "8O070", False),
        ("WY", "82", False),
    ],
)
def test_a_state_knows_its_zip_codes(postal: str, zip_code: str, fits: bool) -> None:
    """The first three digits decide; letters and short strings never fit."""
    assert states_by_postal()[postal].has_zip(zip_code) is fits


def test_zip_ranges_do_not_overlap() -> None:
    """A prefix belongs to one state, but for an island of New York and the Pacific."""
    owners: dict[int, set[str]] = {}
    for state in states():
        for low, high in state.zip3:
            for prefix in range(low, high + 1):
                owners.setdefault(prefix, set()).add(state.postal)
    assert {p for p, who in owners.items() if len(who) > 1} == {63, 967, 969}


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("sheboygan", Ambiguity.NONE),
        ("nanakuli", Ambiguity.NONE),
        ("reading", Ambiguity.WORD),
        ("mobile", Ambiguity.WORD),
        ("normal", Ambiguity.WORD),
        ("columbia", Ambiguity.WORD),
        ("madison", Ambiguity.NAME),
        ("dallas", Ambiguity.NAME),
        ("hope", Ambiguity.NAME),
    ],
)
def test_cities_say_how_much_of_a_cue_they_need(name: str, level: Ambiguity) -> None:
    """Ordinary words, surnames and given names are marked."""
    assert cities()[name] is level


def test_ambiguous_countries_are_marked() -> None:
    """Countries that are given names or things need a cue, others do not."""
    assert countries()["chad"] is Ambiguity.WORD
    assert countries()["turkey"] is Ambiguity.WORD
    assert countries()["eritrea"] is Ambiguity.NONE
    assert "cote d'ivoire" in countries()


def test_names_of_places_are_folded() -> None:
    """No list holds a capital or a diacritic."""
    for names in (cities(), countries(), counties()):
        assert all(n == fold(n) for n in names)


def test_fold_drops_case_and_diacritics() -> None:
    """Folding is what lookups go by."""
    assert fold("Nānākuli") == "nanakuli"
    assert fold("León") == "leon"
    assert fold("Ames") == "ames"


def test_phrases_are_split_by_first_and_second_word() -> None:
    """A word that is a name alone says so; longer names come first."""
    phrases = by_first_word(["rapid", "new york", "new york mills", "st. louis"])
    assert phrases["rapid"] == (True, {})
    assert phrases["new"][0] is False
    assert phrases["new"][1]["york"] == (("new", "york", "mills"), ("new", "york"))
    assert phrases["st"][1]["louis"] == (("st", "louis"),)


def test_phrase_tables_cover_their_lists() -> None:
    """Every list is reachable through its table."""
    assert city_phrases()["wolf"][1]["point"] == (("wolf", "point"),)
    assert country_phrases()["sri"][1]["lanka"] == (("sri", "lanka"),)
    assert state_phrases()["ohio"] == (True, {})
    assert organization_phrases()["blue"][0] is False


def test_counties_and_landmarks_are_lower_case_words() -> None:
    """Counties are named without the word county."""
    assert "malheur" in counties()
    assert not any(name.endswith(" county") for name in counties())
    assert {"river", "bridge", "heights"} <= LANDMARK_NOUNS


def test_known_organizations_mark_ordinary_words() -> None:
    """A shop whose name is a word needs a cue."""
    known = known_organizations()
    assert known["costco"] is Ambiguity.NONE
    assert known["target"] is Ambiguity.WORD
    assert known["stop shop"] is Ambiguity.NONE
