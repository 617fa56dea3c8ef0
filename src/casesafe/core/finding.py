"""What the policy acts on, after resolution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from casesafe.core.entity_types import category_of
from casesafe.core.roles import ROLES
from casesafe.core.span import check_bounds
from casesafe.errors import SpanError


class Action(StrEnum):
    """What a policy does with a finding."""

    KEEP = "keep"
    FLAG = "flag"
    REDACT = "redact"
    LABEL = "label"
    MASK = "mask"
    GENERALIZE = "generalize"
    BLOCK = "block"

    @property
    def changes(self) -> bool:
        """Whether the action rewrites the text."""
        return self in _CHANGING


_CHANGING = frozenset({Action.REDACT, Action.LABEL, Action.MASK, Action.GENERALIZE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One resolved span with the policy's action. It holds no text.

    Args:
        start: First character in the text given, in Unicode code points, from 0.
        end: One past the last character.
        entity_type: Upper snake case.
        action: What the policy does with it.
        score: In [0, 1].
        sure: False for what only a higher sensitivity than `balanced` finds.
        recognizer: Name of the recognizer that found it.
        rule: Name of the pattern, label or cue.
        role: For a PERSON, one of `core.roles.ROLES`; else None.
        person: For a PERSON, the index of the person within the note, from 0; else None.
    """

    start: int
    end: int
    entity_type: str
    action: Action
    score: float
    sure: bool
    recognizer: str
    rule: str
    role: str | None = None
    person: int | None = None

    def __post_init__(self) -> None:
        check_bounds(self.start, self.end)
        if not 0.0 <= self.score <= 1.0:
            raise SpanError("score outside [0, 1]")
        if self.role is not None and self.role not in ROLES:
            raise SpanError("unknown role")
        object.__setattr__(self, "action", Action(self.action))

    @property
    def category(self) -> str | None:
        """The Safe Harbor paragraph letter, or None."""
        return category_of(self.entity_type)

    @classmethod
    def manual(
        cls,
        start: int,
        end: int,
        entity_type: str,
        action: str | Action = Action.REDACT,
        *,
        role: str | None = None,
    ) -> Finding:
        """Return a finding that a person marked by hand.

        Raises:
            SpanError: if the bounds are no span, or the role is unknown.
        """
        if entity_type == "PERSON" and role is None:
            role = "unknown"
        return cls(start, end, entity_type, Action(action), 1.0, True, "manual", "manual", role)

    def with_action(self, action: str | Action) -> Finding:
        """Return the same finding with another action."""
        return replace(self, action=Action(action))

    def to_dict(self, offsets: str = "code-points", text: str | None = None) -> dict[str, Any]:
        """Return a JSON-ready dict, without text.

        Args:
            offsets: `code-points`, or `utf-16` for callers that count UTF-16 code units, as
                JavaScript does.
            text: The note, needed for `utf-16`; only measured, never copied.

        Raises:
            ValueError: on another `offsets`, or on `utf-16` without `text`.
        """
        start, end = self.start, self.end
        if offsets == "utf-16":
            if text is None:
                raise ValueError("offsets='utf-16' needs text=")
            start = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
            end = start + len(text[self.start : end].encode("utf-16-le", "surrogatepass")) // 2
        elif offsets != "code-points":
            raise ValueError("offsets is 'code-points' or 'utf-16'")
        return {
            "start": start,
            "end": end,
            "entity_type": self.entity_type,
            "category": self.category,
            "action": self.action.value,
            "score": round(self.score, 4),
            "sure": self.sure,
            "recognizer": self.recognizer,
            "rule": self.rule,
            "role": self.role,
            "person": self.person,
        }
