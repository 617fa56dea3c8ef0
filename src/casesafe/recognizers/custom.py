"""The patterns that a policy brings, run by RE2, whose cost is linear in the note.

Known misses: whatever the practice's own patterns miss; with cues, a match further than
`CUE_WINDOW` characters from each cue.
"""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.policy.schema import CustomPattern, Policy
from casesafe.recognizers.base import Recognizer

#: A cue counts within this many characters before or after a match.
CUE_WINDOW = 60


class CustomRecognizer(Recognizer):
    """Reports the matches of a policy's `custom` patterns; the rule is the pattern's name."""

    NAME = "custom"
    ENTITIES = ()

    def __init__(self, policy: Policy) -> None:
        self._patterns = [(p, p.compiled()) for p in policy.custom]
        super().__init__()
        self.supported_entities = sorted({p.entity_type for p, _ in self._patterns})

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield each match, and each with a cue near by where the pattern asks for one."""
        for pattern, regex in self._patterns:
            for m in regex.finditer(note.normal):
                start, end = m.span()
                if start < end and _has_cue(note, pattern, start, end):
                    yield self.found(
                        start, end, pattern.entity_type, pattern.name, Source.CUE, pattern.score
                    )


def _has_cue(note: Note, pattern: CustomPattern, start: int, end: int) -> bool:
    if not pattern.cues:
        return True
    around = note.lower[max(0, start - CUE_WINDOW) : end + CUE_WINDOW]
    return any(cue.lower() in around for cue in pattern.cues)
