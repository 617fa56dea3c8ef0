"""Metrics on notes small enough to count by hand."""

from __future__ import annotations

import pytest

from casesafe.core.finding import Action, Finding
from casesafe.evaluate.gold import GoldNote, GoldSpan
from casesafe.evaluate.metrics import Scores, interval, score_note

#: 11 words; two people, a date and an occupation in gold.
TEXT = "Ana Vega, a roofer, met Bo on May 3 in town."


def at(surface: str) -> tuple[int, int]:
    """Return where a surface stands in TEXT."""
    start = TEXT.index(surface)
    return start, start + len(surface)


def finding(surface: str, entity_type: str, action: str = "redact") -> Finding:
    """Return a finding of a surface of TEXT."""
    return Finding(*at(surface), entity_type, Action(action), 0.9, True, "test", "rule")


GOLD = GoldNote(
    "n1",
    TEXT,
    tuple(
        GoldSpan(*at(surface), label)
        for surface, label in (
            ("Ana Vega", "PERSON"), ("roofer", "OCCUPATION"), ("Bo", "PERSON"), ("May 3", "DATE"),
        )
    ),
)  # fmt: skip


def score(*findings: Finding) -> tuple[Scores, list[tuple[str, str]]]:
    """Return the scores of findings on GOLD, and the errors as (what, surface)."""
    scores = Scores()
    errors = score_note(scores, GOLD, sorted(findings, key=lambda f: f.start))
    return scores, [(e.what, e.surface) for e in errors]


def test_all_found_is_perfect() -> None:
    """Each gold span covered by its own type: recall, precision and type accuracy are 1."""
    scores, errors = score(
        finding("Ana Vega", "PERSON"), finding("roofer", "OCCUPATION", "flag"),
        finding("Bo", "PERSON"), finding("May 3", "DATE"),
    )  # fmt: skip
    assert errors == []
    got = scores.to_dict()
    assert (got["direct"]["gold"], got["direct"]["leaked"]) == (3, 0)
    assert got["direct"]["recall"] == got["direct"]["precision"] == got["quasi_recall"] == 1.0
    assert got["direct"]["type_accuracy"] == 1.0
    assert got["over_redaction"] == 0.0
    assert got["words"] == 11


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (finding("Ana", "PERSON"), "half covered"),
        (finding("Ana Vega", "PERSON", "flag"), "flagged"),
        (finding("Ana Vega", "PERSON", "block"), "blocked, not changed"),
        (finding("Ana Veg", "PERSON"), "a letter left"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_is_not_wholly_changed_leaks(found: Finding, why: str) -> None:
    """A direct span with one letter left leaks; so does a flagged one."""
    scores, errors = score(found)
    assert scores.covered["PERSON"] == 0, why
    assert ("leak", "Ana Vega") in errors
    assert scores.to_dict()["direct"]["leak_rate"] == 1.0


def test_two_findings_together_cover_a_span() -> None:
    """Parts count together, and punctuation between them need not be changed."""
    scores, _ = score(finding("Ana", "PERSON"), finding("Vega", "ORGANIZATION"))
    assert scores.recall(["PERSON"]) == 0.5
    assert scores.type_accuracy == 1.0


def test_another_type_covers_but_is_not_of_the_right_type() -> None:
    """Recall asks whether the text went, type accuracy by which type."""
    scores, errors = score(finding("May 3", "OTHER_ID"))
    assert scores.recall(["DATE"]) == 1.0
    assert scores.type_accuracy == 0.0
    assert ("false alarm", "May 3") not in errors


def test_false_alarms_count_against_their_type() -> None:
    """A changed direct finding on no gold span is a false alarm; an overlap with any is not."""
    scores, errors = score(
        finding("Ana Vega", "PERSON"), finding("met", "PERSON"), finding("town", "LOCATION"),
        finding("roofer", "ORGANIZATION"),
    )  # fmt: skip
    assert [s for what, s in errors if what == "false alarm"] == ["met", "town"]
    assert scores.precision(["PERSON"]) == 0.5
    assert scores.precision(["LOCATION"]) == 0.0
    assert scores.precision(["ORGANIZATION"]) == 1.0
    assert scores.precision(["PERSON", "LOCATION", "ORGANIZATION"]) == 0.5


@pytest.mark.parametrize("action", ["flag", "redact"])
def test_policy_only_types_are_left_out(action: str) -> None:
    """A PET or YEAR counts neither as a false alarm nor as over-redaction."""
    scores, _ = score(finding("town", "PET", action))
    assert scores.to_dict()["over_redaction"] == 0.0
    assert scores.precision(["PET", "PERSON"]) == 1.0


def test_over_redaction_is_a_share_of_words_outside_gold() -> None:
    """5 words outside gold ("a", "met", "on", "in", "town"); two burnt, one of them in part."""
    scores, _ = score(finding("met", "PERSON"), finding("tow", "AGE"))
    assert (scores.words_outside, scores.words_burnt) == (5, 2)
    assert scores.over_redaction == pytest.approx(0.4)
    assert scores.clean_over_redaction == 0.0
    clean = GoldNote("n2", "One two three four.", ())
    score_note(scores, clean, [Finding(0, 3, "PERSON", Action.REDACT, 0.9, True, "t", "r")])
    assert scores.clean_over_redaction == 0.25
    assert scores.notes == 2


@pytest.mark.parametrize(
    ("surface", "action", "hit"),
    [("roofer", "flag", 1), ("roof", "redact", 1), ("a roofer", "flag", 1), ("met", "flag", 0)],
)
def test_quasi_identifiers_count_at_any_overlap(surface: str, action: str, hit: int) -> None:
    """Changed or flagged, and half a span is enough; one that is missed is listed."""
    scores, errors = score(finding(surface, "OCCUPATION", action))
    assert scores.to_dict()["quasi_recall"] == hit
    assert (("leak", "roofer") in errors) is (hit == 0)


def test_states_are_no_leak_and_no_part_of_the_quasi_metrics() -> None:
    """STATE and COUNTRY may stand in gold without weight."""
    scores = Scores()
    note = GoldNote("n", "Moved to Ohio", (GoldSpan(9, 13, "STATE"),))
    assert score_note(scores, note, []) == []
    assert scores.to_dict()["quasi_recall"] == 1.0
    assert "STATE" not in scores.to_dict()["by_type"]


def test_counts_by_type_carry_intervals() -> None:
    """By type: counts, shares and a 95 % interval around the recall."""
    scores, _ = score(finding("Bo", "PERSON"))
    person = scores.to_dict()["by_type"]["PERSON"]
    low, high = person["recall_interval"]
    assert (person["gold"], person["covered"], person["typed"]) == (2, 1, 1)
    assert 0.0 < low < person["recall"] == 0.5 < high < 1.0


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (95, 100, 0.888, 0.978)],
)
def test_the_interval_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    """Against values worked out by hand; no observations say nothing."""
    assert interval(hits, total) == pytest.approx((low, high), abs=0.001)


def test_an_error_shows_its_context_only_when_asked() -> None:
    """The repr of a leak holds no gold text; its dict does."""
    errors = score_note(Scores(), GOLD, [])
    assert "Vega" not in repr(errors)
    assert "Vega" not in repr(GOLD)
    first = errors[0].to_dict()
    assert (first["note"], first["what"], first["entity_type"]) == ("n1", "leak", "PERSON")
    assert first["context"] == "⟦Ana Vega⟧, a roofer, met Bo on May 3 in town."
