"""The date recognizer: rules, sources, and what the shapes must not take."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.dates import CalendarDateRecognizer

RECOGNIZER = CalendarDateRecognizer(reference_year=2026)


def found(text: str, entity_type: str = "DATE") -> list[str]:
    """Return the surfaces of one type, in order."""
    return [text[d.start : d.end] for d in hits(text) if d.entity_type == entity_type]


def hits(text: str) -> list[Detection]:
    """Return every detection, in order."""
    return sorted(RECOGNIZER.recognize(normalize(text)), key=lambda d: (d.start, d.end))


@pytest.mark.parametrize(
    "text",
    [
        "DOB: 3/14/1931",
        "d.o.b. 3/14/31",
        "born March 14, 1960",
        "date of birth two twelve seventy-nine",
        "3/14/1988 (DOB)",
    ],
)
def test_birth_dates_have_a_rule_of_their_own(text: str) -> None:
    """A date of birth is told by its rule, which the generalize operator reads."""
    (hit,) = [d for d in hits(text) if d.entity_type == "DATE"]
    assert hit.rule.endswith("_birth")
    assert hit.source is Source.LABEL


def test_old_full_date_counts_as_birth_without_a_label() -> None:
    """A date ninety years back gives away an age over 89, label or not."""
    (hit,) = [d for d in hits("card dated 03/14/1931") if d.entity_type == "DATE"]
    assert hit.rule.endswith("_birth")
    (young,) = [d for d in hits("card dated 03/14/1951") if d.entity_type == "DATE"]
    assert not young.rule.endswith("_birth")


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("pain 8/10 to 4/10, then 6/9, 6/10, 6/12 attended", ["6/9", "6/10", "6/12"]),
        ("moved from 4/10 to 8/10 on the ruler", []),
        ("ends on 11/19", ["11/19"]),
        ("family session 1/29 w/ mother", ["1/29"]),
        ("session 3/8 of the block", []),
        ("[02/10, 18:21] he wrote", ["02/10"]),
        ("one joined after 9/11", []),
        ("he is 14 5/12 now", []),
        ("urge 8/10 when it began, 2/10 at close", []),
        ("pain 4/10 on 3/10, home by six", ["3/10"]),
        ("recall 12/15 before, appreciation of both 6/15", []),
        ("back on 14/5, due 20/5", ["14/5", "20/5"]),
        ("intake completed 4/6", ["4/6"]),
    ],
)
def test_bare_fraction_is_weighed(text: str, surfaces: list[str]) -> None:
    """A bare month and day is told from a score by its numbers and neighbours."""
    assert found(text) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("You may go in may", ["may"]),
        ("they march in; since March she sleeps", ["March"]),
        ("May and June, the twins, came", []),
        ("the affair ran May to August", ["May", "August"]),
        ("Months backward: December, November, October, then stopped", []),
        ("m. 1998, sep. 2010", []),
        ("mid-January and early June", ["mid-January", "early June"]),
    ],
)
def test_month_names_need_a_cue_where_they_are_words(text: str, surfaces: list[str]) -> None:
    """Months that are verbs or names count only with a cue, a number or a neighbour."""
    assert found(text) == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("on the 14th he", ["the 14th"]),
        ("the 5th session", []),
        ("from the 40th to the 9th percentile", []),
        ("due back by the 22nd Saturday", ["the 22nd"]),
        ("rent is due on the first", ["the first"]),
    ],
)
def test_ordinals_count_days_not_things(text: str, surfaces: list[str]) -> None:
    """An ordinal is a day unless a noun that it counts follows."""
    assert found(text) == surfaces


@pytest.mark.parametrize(
    "text",
    ["2024", "30-39-year-old", "age 30-39", "1936 or earlier", "ages 6-11 to 12-17", "90 or older"],
)
def test_what_generalize_writes_is_no_date(text: str) -> None:
    """Years and age bands that an operator wrote are not found again."""
    assert found(text) == []


def test_policy_only_types_keep_clear_of_dates() -> None:
    """Years, weekdays and relative dates never overlap a date."""
    text = "Last Thursday, March 14, 2024, two weeks ago; in 2019 she left."
    dates = [d for d in hits(text) if d.entity_type == "DATE"]
    others = [d for d in hits(text) if d.entity_type != "DATE"]
    assert dates
    assert not any(o.start < d.end and d.start < o.end for d in dates for o in others)


def test_year_after_a_season_does_not_survive_its_date() -> None:
    """A season before a full date belongs to it, so that no "spring 2024" is left."""
    assert "Spring 03/14/2024" in found("Spring 03/14/2024 visit")


@pytest.mark.parametrize(
    "unit", ["1", "A", " ", "1/", "may ", "the 5th ", "2024 ", "1-1 ", "Mar 1, 2, 3 ", "l/O "]
)
def test_hostile_repeats_pass_through(unit: str) -> None:
    """A long line of one unit raises nothing and stays within the text."""
    text = unit * 2000
    assert all(0 <= d.start < d.end <= len(text) for d in hits(text))
