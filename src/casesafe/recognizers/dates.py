"""Dates (draft)."""
from __future__ import annotations
from collections.abc import Iterator
from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._date_numeric import numeric_dates
from casesafe.recognizers._date_months import month_dates, glued_dates
from casesafe.recognizers._date_days import ordinal_days, seasons_and_quarters
from casesafe.recognizers._holidays import holidays
from casesafe.recognizers.base import Recognizer
class DateRecognizer(Recognizer):
    NAME="dates"; ENTITIES=("DATE","YEAR","WEEKDAY","RELATIVE_DATE")
    def recognize(self, note: Note) -> Iterator[Detection]:
        dates, years = numeric_dates(note)
        hits=dates+month_dates(note)+list(glued_dates(note))+list(ordinal_days(note))+list(seasons_and_quarters(note))+list(holidays(note))
        for h in hits: yield self.found(h.start,h.end,"DATE",h.rule,h.source)
