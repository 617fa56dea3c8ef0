"""What the language model found, as detections."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.note import ModelSpan
from casesafe.errors import SpanError
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.model import ModelRecognizer


def test_each_span_is_a_detection_of_the_model() -> None:
    """Type, probability and sureness are the model's."""
    note = normalize("Ana met Bo")
    note.model_spans = (
        ModelSpan(0, 3, "PERSON", 0.99), ModelSpan(8, 10, "PERSON", 0.2, sure=False),
    )  # fmt: skip
    first, second = ModelRecognizer().recognize(note)
    assert (first.start, first.end, first.score, first.sure) == (0, 3, 0.99, True)
    assert (second.score, second.sure, second.source) == (0.2, False, Source.MODEL)


def test_without_a_model_nothing_is_found() -> None:
    """A note of the rules alone holds no spans."""
    assert list(ModelRecognizer().recognize(normalize("Ana met Bo"))) == []


@pytest.mark.parametrize(("start", "end", "score"), [(3, 3, 0.5), (0, 3, 1.5), (-1, 2, 0.5)])
def test_a_span_that_cannot_be_is_refused(start: int, end: int, score: float) -> None:
    """A model's nonsense is an error of the note, not a finding."""
    note = normalize("Ana met Bo")
    note.model_spans = (ModelSpan(start, end, "PERSON", score),)
    with pytest.raises(SpanError):
        list(ModelRecognizer().recognize(note))


def test_the_model_may_find_any_type() -> None:
    """Its types are all of ours."""
    assert tuple(ENTITY_TYPES) == ModelRecognizer.ENTITIES
