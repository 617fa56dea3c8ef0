"""The line of a checkup: what was looked at, how it stands, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    PROBLEM = "problem"

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to do."""
        return self in (State.OK, State.INFO)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. It holds no note text, and no name of a note's file.

    Args:
        group: The heading that it stands under, such as `leftovers`.
        name: What was looked at.
        state: How it stands.
        message: What was seen, on one line.
        advice: What to do; empty if nothing is to be done.
        command: What to type for it; empty if there is no such command.
    """

    group: str
    name: str
    state: State
    message: str
    advice: str = ""
    command: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return the check as a dict of strings."""
        return {
            "group": self.group,
            "name": self.name,
            "state": self.state.value,
            "message": self.message,
            "advice": self.advice,
            "command": self.command,
        }
