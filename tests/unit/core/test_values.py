"""The frozen values of core."""

from __future__ import annotations

import dataclasses

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.core.entity_types import (
    DIRECT_TYPES,
    ENTITY_TYPES,
    QUASI_TYPES,
    EntityKind,
    category_of,
    kind_of,
)
from casesafe.core.finding import Action, Finding
from casesafe.core.note import Note
from casesafe.core.redaction import Redaction
from casesafe.core.roles import ROLES, label_of
from casesafe.core.span import Span
from casesafe.errors import SpanBoundsError, SpanError

FINDING = Finding(2, 5, "PERSON", Action.LABEL, 0.9, True, "names", "title", "client", 0)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0.0, 2), (True, 2)])
def test_a_span_checks_its_bounds(start: int, end: int) -> None:
    """Empty, reversed, negative and non-integer bounds are refused."""
    with pytest.raises(SpanBoundsError):
        Span(start, end)


def test_span_relations_are_half_open() -> None:
    """Touching spans do not overlap; a span contains itself."""
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 4).contains(Span(0, 4))
    assert not Span(0, 4).contains(Span(3, 5))
    assert len(Span(2, 5)) == 3


@pytest.mark.parametrize("value", [Span(0, 1), FINDING, ENTITY_TYPES["PERSON"]])
def test_values_are_frozen_and_slotted(value: object) -> None:
    """A value cannot be changed and takes no new attribute."""
    assert not hasattr(value, "__dict__")
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, 1)


@pytest.mark.parametrize("score", [-0.1, 1.1, 7.0])
def test_scores_outside_the_unit_interval_are_refused(score: float) -> None:
    """A detection and a finding check their score."""
    with pytest.raises(SpanError):
        Detection(0, 1, "PERSON", Source.CUE, "names", "title", score)
    with pytest.raises(SpanError):
        Finding(0, 1, "PERSON", Action.REDACT, score, True, "names", "title")


def test_unknown_roles_are_refused() -> None:
    """A role must be one of the table."""
    with pytest.raises(SpanError):
        Detection(0, 1, "PERSON", Source.CUE, "names", "title", role="neighbour")


def test_every_direct_type_has_a_safe_harbor_paragraph() -> None:
    """Direct types are those of the paragraphs; quasi types have none."""
    assert all(category_of(name) for name in DIRECT_TYPES)
    assert not any(category_of(name) for name in QUASI_TYPES)
    assert kind_of("SOMETHING_NEW") is EntityKind.DIRECT


def test_authority_ranks_follow_the_design() -> None:
    """Roster, deny, allow, then proof, label and cue, the keep list, then model and patterns."""
    order = [
        Source.ROSTER, Source.DENY, Source.ALLOW, Source.PROVEN, Source.KEEP_LIST, Source.MODEL,
    ]  # fmt: skip
    ranks = [s.rank for s in order]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)
    assert Source.LABEL.rank == Source.CUE.rank == Source.PROVEN.rank
    assert Source.REPEAT.rank == Source.UNPROVEN.rank == Source.MODEL.rank


def test_a_finding_changes_by_copy() -> None:
    """`with_action` returns another finding and leaves the first alone."""
    kept = FINDING.with_action("flag")
    assert kept.action is Action.FLAG
    assert FINDING.action is Action.LABEL


def test_a_manual_finding_is_sure() -> None:
    """A finding by hand has score 1 and, for a person, an unknown role."""
    manual = Finding.manual(3, 7, "PERSON")
    assert (manual.score, manual.sure, manual.role) == (1.0, True, "unknown")
    assert manual.category == "A"


def test_to_dict_counts_utf_16_units() -> None:
    """Offsets for JavaScript count surrogate pairs twice."""
    text = "😮 Ana"
    finding = Finding.manual(2, 5, "PERSON")
    assert finding.to_dict()["start"] == 2
    units = finding.to_dict(offsets="utf-16", text=text)
    assert (units["start"], units["end"]) == (3, 6)
    with pytest.raises(ValueError, match="text="):
        finding.to_dict(offsets="utf-16")
    with pytest.raises(ValueError, match="code-points"):
        finding.to_dict(offsets="bytes")


def test_reprs_hide_text() -> None:
    """Neither a redaction nor a note, nor its words, shows text."""
    redaction = Redaction("Okonkwo wept.", (), ())
    note = Note("Okonkwo wept.", "Okonkwo wept.")
    for value in (redaction, note, note.words, note.words[0]):
        assert "Okonkwo" not in repr(value)
        assert "okonkwo" not in repr(value)


@pytest.mark.parametrize(
    ("role", "label"),
    [("client", "CLIENT"), ("mother-in-law", "MOTHER-IN-LAW"), ("other", "PERSON"),
     ("unknown", "PERSON")],
)  # fmt: skip
def test_labels_name_the_role(role: str, label: str) -> None:
    """Others and unknown people share PERSON."""
    assert label_of(role) == label


def test_roles_are_distinct() -> None:
    """No role stands twice."""
    assert len(set(ROLES)) == len(ROLES)
