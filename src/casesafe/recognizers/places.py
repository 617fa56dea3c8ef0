"""Places: street addresses, postal codes, states, countries, and what is smaller than a state."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._street_lines import street_lines
from casesafe.recognizers._boxes import box_lines, spoken_lines
from casesafe.recognizers._gazetteer import Hit
from casesafe.recognizers._postal import state_hits, zip_hits
from casesafe.recognizers._regions import region_hits
from casesafe.recognizers.base import Recognizer


class PlaceRecognizer(Recognizer):
    NAME = "places"
    ENTITIES = ("STREET_ADDRESS", "ZIP_CODE", "STATE", "COUNTRY", "LOCATION")

    def recognize(self, note: Note) -> Iterator[Detection]:
        hits=list(self._hits(note))
        for h in hits:
            yield self.found(h.start, h.end, h.entity_type, h.rule, h.source)

    def _hits(self, note: Note) -> Iterator[Hit]:
        ends=[]
        for find in (street_lines, box_lines, spoken_lines):
            for line in find(note):
                ends.append(line.end)
                yield Hit(line.start, line.end, "STREET_ADDRESS", line.rule, line.source)
        towns=[]
        for h in (*state_hits(note), *region_hits(note)):
            if h.entity_type=='LOCATION': towns.append(h.end)
            yield h
        yield from zip_hits(note, ends, towns)
