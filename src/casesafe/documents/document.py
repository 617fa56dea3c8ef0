"""What every format gives: its text, where that text stands in the file, and the file rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from casesafe.core.finding import Finding


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a document's text and what is to stand there; `new` is hidden from the repr.

    Args:
        start: First character in the document's text, in code points, from 0.
        end: One past the last character.
        new: What replaces it; may be empty.
    """

    start: int
    end: int
    new: str = field(repr=False)


class Document(Protocol):
    """A file that was understood. It holds text; its repr shows none."""

    @property
    def text(self) -> str:
        """What is read by a guard: the file's own text, and cues such as a column's header."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Parts that were not read, such as `a picture in cell 3`; without note text."""

    def own(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that touch the file's own text, in order; those on cues alone go."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, both from 1, of a character of `text`."""

    def rewrite(self, changes: Sequence[Change]) -> bytes:
        """Return the bytes of the file with the changes made, everything else as it was.

        Args:
            changes: Sorted and disjoint. What touches a cue alone is ignored.

        Raises:
            NoteError: if the result would not be a valid file of its format, or its encoding has
                no place for a character.
        """
