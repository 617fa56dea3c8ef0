"""Places: street addresses, postal codes, states, countries, and what is smaller than a state.

Source: 45 CFR 164.514(b)(2)(i)(B). States and countries may stay under Safe Harbor; they are
reported so that a policy can generalise them.

Known misses: see the modules `_street_lines`, `_street_chat`, `_boxes`, `_postal`, `_regions`,
`_landmarks`, `_roads`, `_localities` and `_coordinates`, which hold the rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._boxes import box_lines, spoken_lines
from casesafe.recognizers._coordinates import coordinate_hits
from casesafe.recognizers._gazetteer import Hit, variants
from casesafe.recognizers._landmarks import landmark_hits
from casesafe.recognizers._localities import town_hits
from casesafe.recognizers._postal import state_hits, zip_hits
from casesafe.recognizers._regions import region_hits
from casesafe.recognizers._roads import road_hits
from casesafe.recognizers._street_chat import chat_lines
from casesafe.recognizers._street_lines import Line, street_lines
from casesafe.recognizers.base import Recognizer


class PlaceRecognizer(Recognizer):
    """Finds STREET_ADDRESS, ZIP_CODE, STATE, COUNTRY and LOCATION.

    A street line or a ZIP code that fits its state is PROVEN, a form's field LABEL, a name that a
    preposition, a state or a noun announces CUE, a name of the gazetteer alone UNPROVEN.
    """

    NAME = "places"
    ENTITIES = ("STREET_ADDRESS", "ZIP_CODE", "STATE", "COUNTRY", "LOCATION")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield places in any order; nothing inside a street line is reported."""
        for hit in _hits(note):
            yield self.found(hit.start, hit.end, hit.entity_type, hit.rule, hit.source)


def _hits(note: Note) -> Iterator[Hit]:
    found = (street_lines, box_lines, spoken_lines, chat_lines)
    lines = _outermost([line for read in found for line in read(note)])
    starts = [line.start for line in lines]
    ends = [line.end for line in lines]
    for line in lines:
        yield Hit(line.start, line.end, "STREET_ADDRESS", line.rule, line.source)
    others = variants(note)
    town_ends: list[int] = []
    for hit in chain(
        state_hits(note),
        region_hits(note, others),
        landmark_hits(note),
        road_hits(note),
        coordinate_hits(note),
        town_hits(note, ends, others),
    ):
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.end <= ends[at]:
            continue  # "Lenox" of "2933 S Lenox St"
        if hit.entity_type == "LOCATION":
            town_ends.append(hit.end)
        yield hit
    yield from zip_hits(note, ends, town_ends)


def _outermost(lines: list[Line]) -> list[Line]:
    """Return the lines that lie in no other one, sorted by their start and by their end."""
    kept: list[Line] = []
    for line in sorted(lines, key=lambda found: (found.start, -found.end)):
        if not kept or line.end > kept[-1].end:
            kept.append(line)
    return kept
