"""Foreign Presidio recognizers within our pipeline: their results as detections."""

from __future__ import annotations

from collections.abc import Iterator

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.nlp_engine import NlpArtifacts

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note

#: Presidio's names of entity types -> ours; a name that is not listed stays as it is.
FROM_PRESIDIO = {
    "DATE_TIME": "DATE",
    "NRP": "DEMOGRAPHIC",
    "CREDIT_CARD": "ACCOUNT_NUMBER",
    "CRYPTO": "ACCOUNT_NUMBER",
    "IBAN_CODE": "ACCOUNT_NUMBER",
    "US_BANK_NUMBER": "ACCOUNT_NUMBER",
    "US_DRIVER_LICENSE": "LICENSE_NUMBER",
    "MEDICAL_LICENSE": "LICENSE_NUMBER",
    "US_NPI": "LICENSE_NUMBER",
    "US_MBI": "HEALTH_PLAN_ID",
    "US_ITIN": "OTHER_ID",
    "US_PASSPORT": "OTHER_ID",
    "MAC_ADDRESS": "DEVICE_ID",
    "ORG": "ORGANIZATION",
    "GPE": "LOCATION",
    "PER": "PERSON",
}
#: From this score on a foreign result stands against the keep list.
_STANDS = 0.6


def detections_of(
    recognizer: EntityRecognizer, note: Note, artifacts: NlpArtifacts
) -> Iterator[Detection]:
    """Yield the results of a foreign recognizer, checked, in offsets of `note.normal`.

    Raises:
        SpanError: if a result is no span of the note or its score is outside [0, 1].
    """
    results = recognizer.analyze(note.normal, recognizer.supported_entities, artifacts)
    for r in results or ():
        source = Source.CUE if r.score >= _STANDS else Source.UNPROVEN
        yield Detection(
            int(r.start),
            min(int(r.end), len(note.normal)),
            FROM_PRESIDIO.get(r.entity_type, r.entity_type),
            source,
            recognizer.name,
            "presidio",
            float(r.score),
        )
