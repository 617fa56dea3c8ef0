"""A note as it goes through the pipeline: the text, its normalised view, and its words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from casesafe.core.placeholders import Placeholder

#: A word: letters and digits, with inner apostrophes and hyphens ("O'Brien", "Smith-Lee").
WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")


def line_begin(text: str, at: int, reach: int) -> int:
    """Return where the line of `at` begins, at most `reach` characters before."""
    low = max(0, at - reach)
    found = text.rfind("\n", low, at)
    return found + 1 if found >= 0 else low


def line_end(text: str, at: int, reach: int) -> int:
    """Return where the line of `at` ends, at most `reach` characters behind."""
    high = min(len(text), at + reach)
    found = text.find("\n", at, high)
    return found if found >= 0 else high


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the normalised text; `text` is note text, so its repr hides it."""

    index: int
    start: int
    end: int
    text: str = field(repr=False)
    lower: str = field(repr=False)


class Words(Sequence[Word]):
    """The words of a note, in order, with an index by lower-case form."""

    def __init__(self, text: str) -> None:
        self._words = [
            Word(i, m.start(), m.end(), m.group(), m.group().lower())
            for i, m in enumerate(WORD.finditer(text))
        ]

    def __repr__(self) -> str:
        return f"Words({len(self._words)})"

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, i: Any) -> Any:
        return self._words[i]

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words)

    @cached_property
    def starts(self) -> list[int]:
        """Start offset of each word, ascending."""
        return [w.start for w in self._words]

    @cached_property
    def by_lower(self) -> dict[str, list[Word]]:
        """Words by lower-case form, each list in order."""
        index: dict[str, list[Word]] = {}
        for word in self._words:
            index.setdefault(word.lower, []).append(word)
        return index


@dataclass(frozen=True, slots=True)
class ModelSpan:
    """A span that the language model found, in offsets of the normalised text.

    Args:
        start: First character.
        end: One past the last.
        entity_type: One of ours, after the policy's label table.
        score: The model's own probability.
        sure: False for what only a higher sensitivity than `balanced` finds.
    """

    start: int
    end: int
    entity_type: str
    score: float
    sure: bool = True


class Note:
    """A note, parsed once and read by every recognizer. Its repr hides the text.

    `text` is what the caller gave; `normal` is the view that recognizers match on: zero-width
    characters and soft hyphens gone, full-width and ligature characters plain, combining
    characters composed, typographic quotes and hyphens as ASCII, CRLF as LF, and the line break
    inside a wrapped sentence as a space. `original` maps spans of the view back.

    Args:
        text: The note as given.
        normal: The normalised view.
        starts: For each character of `normal`, where its original begins; None if `normal` and
            `text` have the same offsets.
        ends: For each character of `normal`, where its original ends; None as above.
        model_spans: What the pipeline's model found.
        placeholders: Our own placeholders in the view, sorted; they are blank there.
    """

    def __init__(
        self,
        text: str,
        normal: str,
        starts: Sequence[int] | None = None,
        ends: Sequence[int] | None = None,
        model_spans: tuple[ModelSpan, ...] = (),
        placeholders: tuple[Placeholder, ...] = (),
    ) -> None:
        self.text = text
        self.normal = normal
        self._starts = starts
        self._ends = ends
        self.model_spans = model_spans
        self.placeholders = placeholders

    def __repr__(self) -> str:
        return f"Note({len(self.text)} characters)"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of `normal` to the span of `text` it stands for."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def normalized(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `text` to the span of `normal` that stands for it; it may be empty."""
        if self._starts is None or self._ends is None:
            return start, end
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    @cached_property
    def lower(self) -> str:
        """`normal` in lower case, of the same length as `normal`."""
        low = self.normal.lower()
        if len(low) == len(self.normal):
            return low
        return "".join(c if len(c.lower()) != 1 else c.lower() for c in self.normal)

    @property
    def lined(self) -> str:
        """The note in its own lines where offsets allow: the view may have joined those of a table."""
        return self.text if len(self.text) == len(self.normal) else self.normal

    @cached_property
    def words(self) -> Words:
        """The words of `normal`."""
        return Words(self.normal)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line of `normal` begins, ascending; the first is 0."""
        found = [0]
        at = self.normal.find("\n")
        while at >= 0:
            found.append(at + 1)
            at = self.normal.find("\n", at + 1)
        return found

    @cached_property
    def has_digits(self) -> bool:
        """Whether any decimal digit stands in the note."""
        return re.search(r"\d", self.normal) is not None

    @cached_property
    def has_capitals(self) -> bool:
        """Whether capitals carry information: some words are Title case, and most are not UPPER.

        False for a note typed all in lower case or all in capitals.
        """
        letters = [w.text for w in self.words if w.text[0].isalpha()]
        if not letters:
            return True
        title = sum(1 for w in letters if w[0].isupper() and not w.isupper())
        upper = sum(1 for w in letters if w.isupper() and len(w) > 1)
        return title * 25 >= len(letters) and upper * 2 < len(letters)
