"""Numbers that a government gives a person or a professional.

US_SSN: nine digits in the groups 3-2-4 (hyphens, spaces, dots), in the ranges of
`values.check_digits.ssn_ok`; nine bare digits behind a label; the last four where they are named
as such; masked but for the last four. Digits that no social security number has are reported
without proof, since a mistyped number still points at its owner.
LICENSE_NUMBER: driver's and professional licences, NPI, DEA, bar and permit numbers behind a label
or a credential ("LCSW 98114"); DEA and NPI without one by their check digit. A labelled number is
reported whether or not its check digit holds.
OTHER_ID: passports, A-numbers, taxpayer numbers (ITIN by its ranges).
Source: 45 CFR 164.514(b)(2)(i)(G), (K), (R); see `values.check_digits` for each check digit.
Known misses: a licence behind a place name alone ("Iowa 01388"), numbers misread by OCR ("l4O7").
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._id_engine import GOVERNMENT_RULES, ids_of
from casesafe.recognizers.base import Recognizer


class GovernmentIdRecognizer(Recognizer):
    """Finds social security numbers, licences, passports, A-numbers and taxpayer numbers."""

    NAME = "government_ids"
    ENTITIES = ("US_SSN", "LICENSE_NUMBER", "OTHER_ID")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield them in reading order, possibly overlapping."""
        for s in ids_of(note):
            if s.entity_type in ("US_SSN", "LICENSE_NUMBER") or (
                s.entity_type == "OTHER_ID" and s.rule in GOVERNMENT_RULES
            ):
                yield self.found(s.start, s.end, s.entity_type, s.rule, s.source, sure=s.sure)


__all__ = ["GovernmentIdRecognizer"]
