"""Leak rate, precision, over-redaction and recall of quasi-identifiers, by type.

A direct span leaks if any letter or digit of it was left unchanged: half covered is a leak, flagged
is a leak. Policy-only types are left out throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from casesafe.core.entity_types import DIRECT_TYPES, EntityKind, kind_of
from casesafe.core.finding import Finding
from casesafe.evaluate.gold import GoldNote, GoldSpan

#: Quasi-identifiers that the metrics count; STATE and COUNTRY are left out.
QUASI = ("AGE", "OCCUPATION", "DEMOGRAPHIC", "DISTINCTIVE")
_WORD = re.compile(r"\w+")
_CONTEXT = 40


def interval(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; (0, 1) for no observations."""
    if not total:
        return 0.0, 1.0
    z = 1.96
    p = hits / total
    middle = p + z * z / (2 * total)
    half = z * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - half) / scale, (middle + half) / scale


def _share(hits: int, total: int, empty: float) -> float:
    return hits / total if total else empty


@dataclass(slots=True)
class Scores:
    """Counts over notes, and the shares they give."""

    notes: int = 0
    words: int = 0
    gold: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false_alarms: Counter[str] = field(default_factory=Counter)
    words_outside: int = 0
    words_burnt: int = 0
    clean_words: int = 0
    clean_burnt: int = 0

    def recall(self, types: Iterable[str]) -> float:
        """Return the share of gold spans of these types that are covered."""
        names = list(types)
        return _share(sum(self.covered[t] for t in names), sum(self.gold[t] for t in names), 1.0)

    def precision(self, types: Iterable[str]) -> float:
        """Return the share of changed findings of these types that overlap any gold span."""
        names = list(types)
        wrong, found = (
            sum(self.false_alarms[t] for t in names),
            sum(self.found[t] for t in names),
        )
        return 1.0 - _share(wrong, found, 0.0)

    @property
    def over_redaction(self) -> float:
        """The share of words outside all gold spans that were changed."""
        return _share(self.words_burnt, self.words_outside, 0.0)

    @property
    def clean_over_redaction(self) -> float:
        """The same, over the notes without any gold span."""
        return _share(self.clean_burnt, self.clean_words, 0.0)

    @property
    def type_accuracy(self) -> float:
        """The share of covered direct spans with a changed finding of their own type."""
        return _share(
            sum(self.typed[t] for t in DIRECT_TYPES),
            sum(self.covered[t] for t in DIRECT_TYPES),
            1.0,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict: totals, and counts with intervals by type."""
        direct = sum(self.gold[t] for t in DIRECT_TYPES)
        hit = sum(self.covered[t] for t in DIRECT_TYPES)
        by_type = {}
        for name in (*DIRECT_TYPES, *QUASI):
            if self.gold[name] or self.found[name]:
                low, high = interval(self.covered[name], self.gold[name])
                by_type[name] = {
                    "gold": self.gold[name],
                    "covered": self.covered[name],
                    "recall": self.recall([name]),
                    "recall_interval": [low, high],
                    "typed": self.typed[name],
                    "findings": self.found[name],
                    "false_alarms": self.false_alarms[name],
                    "precision": self.precision([name]),
                }
        return {
            "notes": self.notes,
            "words": self.words,
            "direct": {
                "gold": direct,
                "leaked": direct - hit,
                "leak_rate": 1.0 - self.recall(DIRECT_TYPES),
                "recall": self.recall(DIRECT_TYPES),
                "recall_interval": list(interval(hit, direct)),
                "precision": self.precision(DIRECT_TYPES),
                "type_accuracy": self.type_accuracy,
            },
            "over_redaction": self.over_redaction,
            "over_redaction_clean_notes": self.clean_over_redaction,
            "quasi_recall": self.recall(QUASI),
            "by_type": by_type,
        }


@dataclass(frozen=True, slots=True)
class EvaluationError:
    """A leak or a false alarm, with its context; it holds gold text, so its repr hides it."""

    note: str
    what: str
    entity_type: str
    surface: str = field(repr=False)
    context: str = field(repr=False)

    def to_dict(self) -> dict[str, str]:
        """Return a JSON-ready dict."""
        return {
            "note": self.note,
            "what": self.what,
            "entity_type": self.entity_type,
            "surface": self.surface,
            "context": self.context,
        }


def score_note(
    scores: Scores, note: GoldNote, findings: Sequence[Finding]
) -> list[EvaluationError]:
    """Add one note to the scores; return its leaks and false alarms, in order."""
    errors: list[EvaluationError] = []
    text = note.text
    counted = [f for f in findings if kind_of(f.entity_type) is not EntityKind.POLICY_ONLY]
    changed = [f for f in counted if f.action.changes]
    cover = bytearray(len(text))
    for f in changed:
        cover[f.start : f.end] = b"\1" * (f.end - f.start)
    gold = bytearray(len(text))
    for s in note.spans:
        gold[s.start : s.end] = b"\1" * (s.end - s.start)
        if not _score_span(scores, text, s, changed, counted, cover):
            errors.append(_error(note, "leak", s.label, s.start, s.end))
    for f in changed:
        if kind_of(f.entity_type) is not EntityKind.DIRECT:
            continue
        scores.found[f.entity_type] += 1
        if not any(gold[f.start : f.end]):
            scores.false_alarms[f.entity_type] += 1
            errors.append(_error(note, "false alarm", f.entity_type, f.start, f.end))
    _score_words(scores, note, gold, cover)
    return errors


def _score_span(
    scores: Scores,
    text: str,
    span: GoldSpan,
    changed: Sequence[Finding],
    counted: Sequence[Finding],
    cover: bytearray,
) -> bool:
    """Count one gold span; return whether it is safe."""
    kind = kind_of(span.label)
    scores.gold[span.label] += 1
    if kind is EntityKind.QUASI:
        hit = any(f.start < span.end and span.start < f.end for f in counted)
        scores.covered[span.label] += hit
        return hit or span.label not in QUASI
    hit = all(cover[i] for i in range(span.start, span.end) if text[i].isalnum())
    if hit:
        scores.covered[span.label] += 1
        scores.typed[span.label] += any(
            f.entity_type == span.label and f.start < span.end and span.start < f.end
            for f in changed
        )
    return hit


def _score_words(scores: Scores, note: GoldNote, gold: bytearray, cover: bytearray) -> None:
    outside = burnt = words = 0
    for m in _WORD.finditer(note.text):
        words += 1
        if not any(gold[m.start() : m.end()]):
            outside += 1
            burnt += any(cover[m.start() : m.end()])
    scores.notes += 1
    scores.words += words
    scores.words_outside += outside
    scores.words_burnt += burnt
    if not note.spans:
        scores.clean_words += outside
        scores.clean_burnt += burnt


def _error(note: GoldNote, what: str, kind: str, start: int, end: int) -> EvaluationError:
    before = note.text[max(0, start - _CONTEXT) : start]
    after = note.text[end : end + _CONTEXT]
    surface = note.text[start:end]
    return EvaluationError(note.id, what, kind, surface, f"{before}⟦{surface}⟧{after}")
