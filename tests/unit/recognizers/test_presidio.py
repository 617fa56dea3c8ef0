"""Foreign Presidio recognizers within our pipeline."""

from __future__ import annotations

from typing import Any

import pytest
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

import casesafe
from casesafe.core.detection import Source
from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.errors import SpanError
from casesafe.nlp.pipeline import load_pipeline
from casesafe.recognizers.presidio import FROM_PRESIDIO, detections_of

TEXT = "Moved to W-123."
PIPELINE = load_pipeline(without_model=True)


class Fixed(EntityRecognizer):  # type: ignore[misc]
    """Gives the results it was made with, and keeps what it was asked."""

    def __init__(self, *results: RecognizerResult, nothing: bool = False) -> None:
        self.results = None if nothing else list(results)
        super().__init__(supported_entities=["WARD"], name="fixed")

    def load(self) -> None:
        """Do nothing."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> Any:
        """Return the results."""
        self.asked = (text, entities, nlp_artifacts)
        return self.results


def detections(recognizer: EntityRecognizer, text: str = TEXT) -> list[Any]:
    """Return what `detections_of` gives on a note."""
    note = PIPELINE.parse(text)
    return list(detections_of(recognizer, note, PIPELINE.artifacts(note)))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("DATE_TIME", "DATE"), ("NRP", "DEMOGRAPHIC"), ("US_NPI", "LICENSE_NUMBER"), ("WARD", "WARD")],
)
def test_names_of_types_are_mapped(theirs: str, ours: str) -> None:
    """Presidio's own to ours; another stays."""
    (d,) = detections(Fixed(RecognizerResult(theirs, 9, 14, 0.9)))
    assert d.entity_type == ours
    assert (d.recognizer, d.rule, d.score) == ("fixed", "presidio", 0.9)


def test_the_map_leads_to_types_that_exist() -> None:
    """Each target is one of ours."""
    assert set(FROM_PRESIDIO.values()) <= set(ENTITY_TYPES)


@pytest.mark.parametrize(
    ("score", "source"), [(0.6, Source.CUE), (0.59, Source.UNPROVEN), (1.0, Source.CUE)]
)
def test_a_certain_result_stands_like_a_cue(score: float, source: Source) -> None:
    """A weak one yields to the keep list."""
    (d,) = detections(Fixed(RecognizerResult("WARD", 9, 14, score)))
    assert d.source is source


@pytest.mark.parametrize(
    ("start", "end", "score"), [(5, 3, 0.9), (0, 3, 7.0), (-2, 3, 0.9), (20, 25, 0.9)]
)
def test_a_result_that_cannot_be_is_an_error(start: int, end: int, score: float) -> None:
    """Presidio accepts such results; here they fail the note, by their recognizer's name."""
    fixed = Fixed(RecognizerResult("WARD", start, end, score))
    with pytest.raises(SpanError):
        detections(fixed)
    with pytest.raises(casesafe.RecognizerFailedError, match="fixed failed with Span"):
        casesafe.load(model=None, recognizers=[fixed]).find(TEXT)


def test_an_end_past_the_note_is_cut() -> None:
    """A result that runs over the end by a character still counts."""
    (d,) = detections(Fixed(RecognizerResult("WARD", 9, 99, 0.9)))
    assert d.end == len(TEXT)


def test_no_results_at_all_are_none() -> None:
    """A recognizer may return nothing instead of a list."""
    assert detections(Fixed(nothing=True)) == []


def test_a_foreign_recognizer_reads_the_view_with_tokens_and_lemmas() -> None:
    """The normalised text, its own types, and artifacts whose tokens fit."""
    fixed = Fixed()
    detections(fixed, "Moved\u200b to W-123.")
    text, entities, artifacts = fixed.asked
    assert (text, entities) == ("Moved to W-123.", ["WARD"])
    assert artifacts.lemmas[:2] == ["moved", "to"]
    assert artifacts.tokens_indices[1] == 6
    engine = artifacts.nlp_engine
    assert engine.is_loaded()
    engine.load()
    assert engine.is_stopword("The", "en")
    assert not engine.is_stopword("ward", "en")
    assert engine.is_punct("--", "en")
    assert not engine.is_punct("a-", "en")
    assert (engine.get_supported_entities(), engine.get_supported_languages()) == ([], ["en"])
    for ask in (engine.process_text, engine.process_batch):
        with pytest.raises(NotImplementedError):
            ask("text", "en")


def test_offsets_come_back_in_the_text_given() -> None:
    """Through the normalised view."""
    ward = PatternRecognizer("WARD", patterns=[Pattern("ward", r"\bW-\d{3}\b", 0.9)])
    text = "Mo\u00adved\u200b to W\u00ad-123."
    (found,) = casesafe.load(model=None, recognizers=[ward]).find(text)
    assert text[found.start : found.end] == "W\u00ad-123"
    assert found.recognizer == "PatternRecognizer"
