"""Thresholds of the sensitivities, chosen on held-out notes, model alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casesafe.core.entity_types import DIRECT_TYPES
from casesafe.evaluate.metrics import Scores
from models.train.config import ThresholdConfig
from models.train.evaluation import Predicted, score

#: Thresholds that are tried, ascending.
GRID = tuple(
    round(t / 1000, 3) for t in (*range(300, 900, 25), *range(900, 970, 10), *range(970, 996, 5))
)


def choose(held_out: Sequence[Predicted], rule: ThresholdConfig) -> dict[str, float]:
    """Return a threshold for each sensitivity, none below the one before.

    `balanced` has the best F1 of direct identifiers; `high` is the highest threshold whose
    precision is still what the rule asks, so it has the most recall at that precision; `maximum`
    is the rule's own.
    """
    scores = {tau: score(held_out, tau)[0] for tau in GRID}
    balanced = max(GRID, key=lambda tau: (_f1(scores[tau]), tau))
    return {
        "balanced": balanced,
        "high": (high := max(balanced, _highest(scores, rule.high_precision, balanced))),
        "maximum": max(high, rule.maximum),
    }


def _highest(scores: Mapping[float, Scores], precision: float, otherwise: float) -> float:
    good = [tau for tau in GRID if scores[tau].precision(DIRECT_TYPES) >= precision]
    return max(good, default=otherwise)


def _f1(scores: Scores) -> float:
    recall, precision = scores.recall(DIRECT_TYPES), scores.precision(DIRECT_TYPES)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
