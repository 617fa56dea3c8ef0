"""A policy's own patterns."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.policy import parse_policy
from casesafe.recognizers.custom import CUE_WINDOW, CustomRecognizer
from casesafe.recognizers.registry import built_in


def recognizer(*patterns: str) -> CustomRecognizer:
    """Return the recognizer of a policy with these patterns."""
    listed = "".join(f"  - {p}\n" for p in patterns)
    return CustomRecognizer(parse_policy(f"extends: peer-consultation\ncustom:\n{listed}"))


WARD = "{name: ward, entity_type: WARD_CODE, pattern: 'W-\\d{3}'}"
CUED = "{name: badge, entity_type: OTHER_ID, pattern: 'B\\d+', cues: [Badge, key card], score: 0.5}"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (WARD, "W-123 and W-456", ["W-123", "W-456"]),
        (WARD, "w-123", []),
        (CUED, "badge B17", ["B17"]),
        (CUED, "B17 on her key card", ["B17"]),
        (CUED, "B17 is a vitamin", []),
        (CUED, "badge " + "x" * CUE_WINDOW + " B17", []),
    ],
)
def test_a_pattern_is_found(pattern: str, text: str, expected: list[str]) -> None:
    """Case counts unless told; with cues only near one, before or after."""
    note = normalize(text)
    assert [note.normal[d.start : d.end] for d in recognizer(pattern).recognize(note)] == expected


def test_case_may_be_ignored_and_empty_matches_are_nothing() -> None:
    """`case_sensitive: false`."""
    loose = "{name: ward, entity_type: WARD_CODE, pattern: 'W-\\d{3}', case_sensitive: false}"
    assert len(list(recognizer(loose).recognize(normalize("w-123")))) == 1


def test_offsets_are_code_points_behind_other_characters() -> None:
    """RE2 counts bytes; the detection does not."""
    note = normalize("café 😮 é W-123")
    (d,) = recognizer(WARD).recognize(note)
    assert note.normal[d.start : d.end] == "W-123"


def test_a_detection_names_the_pattern() -> None:
    """The rule is its name, the score its score, the source a cue's."""
    (d,) = recognizer(CUED).recognize(normalize("badge B17"))
    assert (d.recognizer, d.rule, d.score, d.source) == ("custom", "badge", 0.5, Source.CUE)


def test_the_registry_adds_it_only_where_a_policy_brings_patterns() -> None:
    """It supports the types of its patterns."""
    with_patterns = parse_policy(f"extends: peer-consultation\ncustom: [{WARD}, {CUED}]\n")
    (custom,) = [r for r in built_in(with_patterns) if r.NAME == "custom"]
    assert custom.supported_entities == ["OTHER_ID", "WARD_CODE"]
    assert not [r for r in built_in(parse_policy("extends: flag-only\n")) if r.NAME == "custom"]
