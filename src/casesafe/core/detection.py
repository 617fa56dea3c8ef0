"""What a recognizer reports, before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from casesafe.core.roles import ROLES
from casesafe.core.span import check_bounds
from casesafe.errors import SpanError

#: The recognizer that reports what the language model found; its repeats bear its name too.
MODEL_RECOGNIZER = "model"


class Source(IntEnum):
    """Where a detection comes from, by authority: a higher source stands against a lower one.

    ALLOW and KEEP_LIST are not detections but vetoes; they have their place in the same order.
    """

    UNPROVEN = 10  # a pattern without check digit, range or cue near by
    MODEL = 11
    REPEAT = 12  # of a name found elsewhere in the note
    KEEP_LIST = 20
    CUE = 30
    LABEL = 31
    PROVEN = 32  # check digit, range or a shape that nothing else has
    ALLOW = 40
    DENY = 50
    ROSTER = 60

    @property
    def rank(self) -> int:
        """The class of authority; only a higher class stands against a lower one."""
        return _RANKS[self]


_RANKS = {
    Source.UNPROVEN: 0,
    Source.MODEL: 0,
    Source.REPEAT: 0,
    Source.KEEP_LIST: 1,
    Source.CUE: 2,
    Source.LABEL: 2,
    Source.PROVEN: 2,
    Source.ALLOW: 3,
    Source.DENY: 4,
    Source.ROSTER: 5,
}


@dataclass(frozen=True, slots=True)
class Detection:
    """A raw result of one recognizer, in offsets of the normalised text. It holds no text.

    Args:
        start: First character, from 0.
        end: One past the last character.
        entity_type: Upper snake case.
        source: Its authority.
        recognizer: Name of the recognizer.
        rule: Name of the pattern, label or cue within the recognizer, lower snake case.
        score: In [0, 1].
        role: For a PERSON, the role that the cue tells, one of `core.roles.ROLES`, or None.
        sure: False for what only a higher sensitivity than `balanced` finds.
    """

    start: int
    end: int
    entity_type: str
    source: Source
    recognizer: str
    rule: str
    score: float = 0.9
    role: str | None = None
    sure: bool = True

    def __post_init__(self) -> None:
        check_bounds(self.start, self.end)
        if not 0.0 <= self.score <= 1.0:
            raise SpanError(f"score outside [0, 1] from {self.recognizer}/{self.rule}")
        if self.role is not None and self.role not in ROLES:
            raise SpanError(f"unknown role from {self.recognizer}/{self.rule}")

    def moved(self, start: int, end: int, **changes: Any) -> Detection:
        """Return a copy with other bounds (and other fields, where given)."""
        return replace(self, start=start, end=end, **changes)
