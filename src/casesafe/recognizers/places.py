"""Places: street addresses, postal codes, states, countries, and what is smaller than a state.

Source: 45 CFR 164.514(b)(2)(i)(B). States and countries may stay under Safe Harbor; they are
reported so that a policy can generalise them.

Known misses: see the modules `_street_lines`, `_boxes`, `_postal`, `_regions`, `_landmarks` and
`_localities`, which hold the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._boxes import box_lines, spoken_lines
from casesafe.recognizers._gazetteer import Hit
from casesafe.recognizers._landmarks import landmark_hits
from casesafe.recognizers._localities import town_hits
from casesafe.recognizers._postal import state_hits, zip_hits
from casesafe.recognizers._regions import region_hits
from casesafe.recognizers._street_lines import street_lines
from casesafe.recognizers.base import Recognizer


class PlaceRecognizer(Recognizer):
    """Finds STREET_ADDRESS, ZIP_CODE, STATE, COUNTRY and LOCATION.

    A street line or a ZIP code that fits its state is PROVEN, a form's field LABEL, a name that a
    preposition, a state or a noun announces CUE, a name of the gazetteer alone UNPROVEN.
    """

    NAME = "places"
    ENTITIES = ("STREET_ADDRESS", "ZIP_CODE", "STATE", "COUNTRY", "LOCATION")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield places in any order; a town inside a street line may be reported too."""
        for hit in _hits(note):
            yield self.found(hit.start, hit.end, hit.entity_type, hit.rule, hit.source)


def _hits(note: Note) -> Iterator[Hit]:
    street_ends: list[int] = []
    for find in (street_lines, box_lines, spoken_lines):
        for line in find(note):
            street_ends.append(line.end)
            yield Hit(line.start, line.end, "STREET_ADDRESS", line.rule, line.source)
    town_ends: list[int] = []
    for find_hits in (state_hits, region_hits, landmark_hits):
        for hit in find_hits(note):
            if hit.entity_type == "LOCATION":
                town_ends.append(hit.end)
            yield hit
    for hit in town_hits(note, street_ends):
        town_ends.append(hit.end)
        yield hit
    yield from zip_hits(note, street_ends, town_ends)
