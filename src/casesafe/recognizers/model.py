"""What the language model found, as detections.

Source: the pipeline's model, see the model card. Known misses: whatever the model misses.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import MODEL_RECOGNIZER, Detection, Source
from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.note import Note
from casesafe.recognizers._model_sense import makes_sense
from casesafe.recognizers.base import Recognizer


class ModelRecognizer(Recognizer):
    """Reports the spans that the pipeline's model left on the note, with their probabilities."""

    NAME = MODEL_RECOGNIZER
    ENTITIES = tuple(ENTITY_TYPES)

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield one detection for each span of the model."""
        for s in note.model_spans:
            found = self.found(
                s.start, s.end, s.entity_type, "model", Source.MODEL, s.score, sure=s.sure
            )
            if makes_sense(note, s):
                yield found
