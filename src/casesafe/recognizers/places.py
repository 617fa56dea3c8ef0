"""Places: street addresses, postal codes, states, countries, and what is smaller than a state."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._addresses import lines
from casesafe.recognizers._boxes import box_lines, spoken_lines
from casesafe.recognizers.base import Recognizer


class PlaceRecognizer(Recognizer):
    NAME = "places"
    ENTITIES = ("STREET_ADDRESS",)

    def recognize(self, note: Note) -> Iterator[Detection]:
        for find in (lines, box_lines, spoken_lines):
            for line in find(note):
                yield self.found(line.start, line.end, "STREET_ADDRESS", line.rule, line.source)
