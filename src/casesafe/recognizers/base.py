"""The base of every recognizer: a Presidio EntityRecognizer that reads a parsed note.

Guard calls `recognize` directly. A plain Presidio program calls `analyze`; there the note is what
our pipeline left on the Doc, or, without our pipeline, the text as it is.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note, Word

T = TypeVar("T")


class Recognizer(EntityRecognizer, ABC):
    """Finds the spans of some entity types in a note.

    A subclass sets `NAME` and `ENTITIES` and writes `recognize`. It holds no state of a note, so
    that one instance serves many threads, and it lets errors through: an error is a failed note.
    """

    NAME: ClassVar[str]
    ENTITIES: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__(
            supported_entities=list(self.ENTITIES), name=self.NAME, supported_language="en"
        )

    def load(self) -> None:
        """Do nothing; data is loaded on construction."""

    @abstractmethod
    def recognize(self, note: Note) -> Iterable[Detection]:
        """Yield detections in offsets of `note.normal`, in any order, overlapping or not."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return Presidio results, in offsets of `text`, for the entity types asked for."""
        note = _note_of(text, nlp_artifacts)
        results = []
        for d in self.recognize(note):
            if entities and d.entity_type not in entities:
                continue
            start, end = note.original(d.start, d.end)
            results.append(
                RecognizerResult(
                    entity_type=d.entity_type,
                    start=start,
                    end=end,
                    score=d.score,
                    recognition_metadata={
                        RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                        "rule": d.rule,
                    },
                )
            )
        return results

    def found(
        self,
        start: int,
        end: int,
        entity_type: str,
        rule: str,
        source: Source,
        score: float = 0.9,
        *,
        role: str | None = None,
        sure: bool = True,
    ) -> Detection:
        """Return a detection of this recognizer."""
        return Detection(start, end, entity_type, source, self.NAME, rule, score, role, sure)


def _note_of(text: str, nlp_artifacts: NlpArtifacts | None) -> Note:
    doc = getattr(nlp_artifacts, "tokens", None)
    left = getattr(doc, "_", None)
    if left is not None and left.has("casesafe_note"):
        note = left.get("casesafe_note")
        if isinstance(note, Note) and note.text == text:
            return note
    return Note(text, text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One regular expression of a family.

    Args:
        rule: Its name, lower snake case.
        entity_type: What it finds.
        regex: Compiled, with its flags; quantifiers bounded, no nested repeats.
        source: Its authority.
        score: In [0, 1].
        gate: Lower-case literals; the pattern runs only where `note.lower` holds at least one.
            Empty: it always runs. A gate is what makes a family cheap: give one where you can.
        group: The group whose span is reported.
        check: Says whether a match counts (ranges, check digits); None: every match does.
        role: For a PERSON, the role it tells.
    """

    rule: str
    entity_type: str
    regex: re.Pattern[str]
    source: Source
    score: float = 0.9
    gate: tuple[str, ...] = ()
    group: int | str = 0
    check: Callable[[re.Match[str]], bool] | None = None
    role: str | None = None


class PatternFamily(Recognizer):
    """A recognizer made of patterns. Subclasses may extend `recognize` with cues of their own."""

    PATTERNS: ClassVar[tuple[Pattern, ...]]
    #: Whether every pattern needs a digit; a note without one is then skipped at once.
    NEEDS_DIGITS: ClassVar[bool] = False

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield the matches of every pattern whose gate is open."""
        if self.NEEDS_DIGITS and not note.has_digits:
            return
        lower = note.lower
        for p in self.PATTERNS:
            if p.gate and not any(word in lower for word in p.gate):
                continue
            for m in p.regex.finditer(note.normal):
                start, end = m.span(p.group)
                if start < 0 or start == end or (p.check is not None and not p.check(m)):
                    continue
                yield self.found(start, end, p.entity_type, p.rule, p.source, p.score, role=p.role)


def cues_in(note: Note, cues: Mapping[str, T]) -> Iterator[tuple[Word, T]]:
    """Yield each word of the note whose lower-case form is a key of `cues`, with its value.

    Costs one set intersection and the hits, however many cues there are; use it to anchor a
    pattern (`regex.match(note.normal, word.end)`) instead of searching the whole note for it.
    """
    index = note.words.by_lower
    for key in index.keys() & cues.keys():
        for word in index[key]:
            yield word, cues[key]


def compiled(pattern: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """Compile a verbose regular expression; case counts unless `ignore_case`."""
    return re.compile(pattern, re.VERBOSE | (re.IGNORECASE if ignore_case else 0))


__all__ = ["Pattern", "PatternFamily", "Recognizer", "compiled", "cues_in"]
