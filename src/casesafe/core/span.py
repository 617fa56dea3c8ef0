"""Character ranges."""

from __future__ import annotations

from dataclasses import dataclass

from casesafe.errors import SpanBoundsError


def check_bounds(start: int, end: int) -> None:
    """Check that `start` and `end` are a non-empty half-open range.

    Raises:
        SpanBoundsError: unless both are plain integers and `0 <= start < end`.
    """
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise SpanBoundsError(f"not a span: start {start!r}, end {end!r}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty half-open character range, `[start, end)`, in Unicode code points.

    Args:
        start: The first character, from 0.
        end: One past the last character.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        check_bounds(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end
