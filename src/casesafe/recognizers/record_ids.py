"""Numbers in the files of clinics, payers, banks, courts, schools and employers.

MEDICAL_RECORD_NUMBER, HEALTH_PLAN_ID, ACCOUNT_NUMBER, BIOMETRIC_ID and OTHER_ID behind a label
("MRN 0048-2217", "Member ID: ZGP 771 03 2948", "docket FM-24-008817"), under a label in the first
row of a table, in the fields of HL7 and X12 messages, or spelled out in dictation. Without a label:
payment cards by issuer range and Luhn, IBAN by its check digits, Medicare numbers by their shape,
dockets by theirs; other codes of letters and digits count as OTHER_ID, unproven, unless the words
around tell their kind. A labelled number whose check digit fails is still reported.
RECORDING: mentions of recordings and photographs, see `_recordings`.
Source: 45 CFR 164.514(b)(2)(i)(H), (I), (J), (P), (Q), (R); see `values.check_digits`.
Known misses: plain numbers without a label ("a tag stamped 2217"), codes in words only.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.recognizers._id_engine import GOVERNMENT_RULES, ids_of
from casesafe.recognizers._recordings import recordings
from casesafe.recognizers.base import Recognizer

_RECORDS = frozenset(
    ("MEDICAL_RECORD_NUMBER", "HEALTH_PLAN_ID", "ACCOUNT_NUMBER", "OTHER_ID", "BIOMETRIC_ID")
)


class RecordIdRecognizer(Recognizer):
    """Finds record, plan, account, biometric and other numbers, and mentions of recordings."""

    NAME = "record_ids"
    ENTITIES = (
        "MEDICAL_RECORD_NUMBER",
        "HEALTH_PLAN_ID",
        "ACCOUNT_NUMBER",
        "OTHER_ID",
        "BIOMETRIC_ID",
        "RECORDING",
    )

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield numbers in reading order, possibly overlapping, then mentions in any order."""
        for s in ids_of(note):
            if s.entity_type in _RECORDS and s.rule not in GOVERNMENT_RULES:
                yield self.found(s.start, s.end, s.entity_type, s.rule, s.source, sure=s.sure)
        for start, end, rule in recordings(note):
            yield self.found(start, end, "RECORDING", rule, Source.CUE, 0.8)


__all__ = ["RecordIdRecognizer"]
