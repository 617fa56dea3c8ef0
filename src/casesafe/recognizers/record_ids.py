from collections.abc import Iterator
from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._id_engine import ids_of
from casesafe.recognizers.base import Recognizer


class RecordIdRecognizer(Recognizer):
    NAME = "record_ids"
    ENTITIES = ('MEDICAL_RECORD_NUMBER', 'HEALTH_PLAN_ID', 'ACCOUNT_NUMBER', 'OTHER_ID', 'BIOMETRIC_ID')

    def recognize(self, note: Note) -> Iterator[Detection]:
        for s in ids_of(note):
            if s.entity_type in self.ENTITIES:
                yield self.found(s.start, s.end, s.entity_type, s.rule, s.source, sure=s.sure)
