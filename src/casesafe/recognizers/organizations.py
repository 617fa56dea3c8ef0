"""Organisations: employers, schools, congregations, clinics, courts, shops and insurers by name.

Source: 45 CFR 164.514(b)(2)(i), "of relatives, employers, or household members", and (R): a named
employer, school or church singles a person out. Programs as kinds ("AA", "Medicaid", "988") are
left alone.

Format: a name that ends in a telling noun ("Blue Mountain Clinic"), begins with one
("St. Brigid's", "University of Vermont"), is known across the country ("Costco"), stands behind a
word of work, study or care ("works at", "admitted to"), or behind a field's label ("Employer: ").

Known misses: names that are ordinary words without any of these, teams and bands, lower-case names
that no list has.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._gazetteer import Hit
from casesafe.recognizers._org_cues import cue_hits, known_hits, label_hits
from casesafe.recognizers._org_names import name_hits
from casesafe.recognizers.base import Recognizer


class OrganizationRecognizer(Recognizer):
    """Finds ORGANIZATION.

    A field's label gives LABEL, a telling noun behind a proper name or a word of work gives CUE,
    a bare "at X" or a known name alone gives UNPROVEN.
    """

    NAME = "organizations"
    ENTITIES = ("ORGANIZATION",)

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield organisations in any order; one name may be reported by several rules."""
        for find in (name_hits, known_hits, cue_hits, label_hits):
            for hit in find(note):
                yield _checked(self, hit)


def _checked(recognizer: OrganizationRecognizer, hit: Hit) -> Detection:
    return recognizer.found(hit.start, hit.end, hit.entity_type, hit.rule, hit.source)
