"""The quantised model beside the one in full precision: what quantising costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from casesafe.core.entity_types import EntityKind, kind_of
from models.train.documents import Span
from models.train.evaluation import Predicted


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed.

    Args:
        mean_change: Mean absolute change of the probability of O, over pieces.
        lost: Labelled direct spans that only the full model covers: id, start, end, type.
        won: Those that only the quantised one covers.
        alarms_lost: Spans outside all labels that only the full model finds.
        alarms_won: Those that only the quantised one finds.
    """

    mean_change: float
    lost: tuple[tuple[str, int, int, str], ...]
    won: tuple[tuple[str, int, int, str], ...]
    alarms_lost: int
    alarms_won: int

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict, without text."""
        return {
            "mean_change": self.mean_change,
            "lost": [list(row) for row in self.lost],
            "won": [list(row) for row in self.won],
            "alarms_lost": self.alarms_lost,
            "alarms_won": self.alarms_won,
        }


def compare(
    full: Sequence[Predicted], quantised: Sequence[Predicted], threshold: float
) -> Comparison:
    """Return how two models differ on the same documents, in the same order."""
    changes: list[float] = []
    lost: list[tuple[str, int, int, str]] = []
    won: list[tuple[str, int, int, str]] = []
    alarms_lost = alarms_won = 0
    for a, b in zip(full, quantised, strict=True):
        changes += np.abs(a.probabilities[:, 0] - b.probabilities[:, 0]).tolist()
        before, after = _covered(a, threshold), _covered(b, threshold)
        name = a.document.id
        lost += [(name, s.start, s.end, s.label) for s in before - after]
        won += [(name, s.start, s.end, s.label) for s in after - before]
        alarms_a, alarms_b = _alarms(a, threshold), _alarms(b, threshold)
        alarms_lost += len(alarms_a - alarms_b)
        alarms_won += len(alarms_b - alarms_a)
    return Comparison(
        float(np.mean(changes)) if changes else 0.0,
        tuple(sorted(lost)),
        tuple(sorted(won)),
        alarms_lost,
        alarms_won,
    )


def _covered(d: Predicted, threshold: float) -> set[Span]:
    cover = bytearray(len(d.document.text))
    for s in d.spans(threshold):
        cover[s.start : s.end] = b"\1" * (s.end - s.start)
    return {
        s
        for s in d.document.spans
        if kind_of(s.label) is EntityKind.DIRECT
        and all(cover[i] for i in range(s.start, s.end) if d.document.text[i].isalnum())
    }


def _alarms(d: Predicted, threshold: float) -> set[tuple[int, int]]:
    return {
        (s.start, s.end)
        for s in d.spans(threshold)
        if kind_of(s.entity_type) is EntityKind.DIRECT
        and not any(g.start < s.end and s.start < g.end for g in d.document.spans)
    }
