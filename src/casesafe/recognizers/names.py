"""PERSON and PET by cue, by list and by syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers import _name_lines, _name_segments, _name_titles
from casesafe.recognizers._name_tokens import NameView
from casesafe.recognizers.base import Recognizer


class NameRecognizer(Recognizer):
    """Finds names of people and pets."""

    NAME: ClassVar[str] = "names"
    ENTITIES: ClassVar[tuple[str, ...]] = ("PERSON", "PET")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield names."""
        view = NameView(note)
        for finder in (
            _name_segments.cased,
            _name_titles.titled,
            _name_titles.uncased,
            _name_titles.bare_small,
            _name_lines.speakers,
            _name_lines.letters,
        ):
            for h in finder(view):
                kind = "PET" if h.rule == "pet" else "PERSON"
                yield self.found(
                    h.start, h.end, kind, h.rule, h.source, h.score, role=h.role, sure=h.sure
                )
