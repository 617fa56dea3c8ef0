"""The result of rewriting one note."""

from __future__ import annotations

from dataclasses import dataclass

from casesafe.core.finding import Finding


@dataclass(frozen=True, slots=True)
class Replacement:
    """Where one changed finding ended up.

    Args:
        start: First replaced character of the note.
        end: One past the last replaced character of the note.
        output_start: First character of the replacement in the output.
        output_end: One past its last character; equal to `output_start` if it is empty.
        entity_type: The type of the finding.
        action: The operator's name.
    """

    start: int
    end: int
    output_start: int
    output_end: int
    entity_type: str
    action: str


@dataclass(frozen=True, slots=True)
class Left:
    """An occurrence of a changed identifier that was left standing, with the reason.

    Args:
        start: First character in the note.
        end: One past the last character.
        entity_type: The type of the identifier.
        reason: `policy`, `role`, `allow`, `keep list`, `ordinary word` or `rejected`.
    """

    start: int
    end: int
    entity_type: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Redaction:
    """A rewritten note. It holds the output text; its repr does not show it.

    Args:
        text: The output.
        findings: What was found, sorted and disjoint, in offsets of the note given.
        replacements: One for each changed finding, in order.
        left: Occurrences that were left for a recorded reason, sorted.
    """

    text: str
    findings: tuple[Finding, ...]
    replacements: tuple[Replacement, ...]
    left: tuple[Left, ...] = ()

    def __repr__(self) -> str:
        return (
            f"Redaction({len(self.findings)} findings, {len(self.replacements)} replacements, "
            f"{len(self.text)} characters)"
        )
