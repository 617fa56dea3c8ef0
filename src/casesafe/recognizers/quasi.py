"""Quasi-identifiers: occupations, groups of people, facts that few people share.

Format: words of two lists with their cues, and phrases of uniqueness ("the only ...", "was on the
news"). The therapist's own job and those of colleagues are not meant, languages are not groups.
Source: HHS guidance on 45 CFR 164.514(b)(2)(ii) (an occupation may give a person away).
Known misses: jobs and peoples of no list told without a cue; facts told without a cue phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.recognizers._quasi_facts import facts_in
from casesafe.recognizers._quasi_groups import groups_in
from casesafe.recognizers._quasi_jobs import jobs_in
from casesafe.recognizers.base import Recognizer


class QuasiRecognizer(Recognizer):
    """Finds OCCUPATION, DEMOGRAPHIC and DISTINCTIVE; see the module."""

    NAME = "quasi"
    ENTITIES = ("OCCUPATION", "DEMOGRAPHIC", "DISTINCTIVE")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield what the lists and cue phrases find; spans may overlap."""
        for start, end, rule, cued in jobs_in(note):
            source = Source.CUE if cued else Source.UNPROVEN
            yield self.found(start, end, "OCCUPATION", rule, source, 0.8 if cued else 0.6)
        for start, end in groups_in(note):
            yield self.found(start, end, "DEMOGRAPHIC", "group", Source.UNPROVEN, 0.7)
        for start, end, rule in facts_in(note):
            yield self.found(start, end, "DISTINCTIVE", rule, Source.CUE, 0.6)
