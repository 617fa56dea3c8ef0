"""Where a model and the labels of notes that it has not seen differ: candidates for faults."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.train.documents import Span
from models.train.evaluation import Predicted
from models.train.labels import TYPES

#: How sure the model must be to be listed against a label, a missing label, a type.
_NONE, _SOME, _TYPE = 0.85, 0.2, 0.9
_CONTEXT = 60


def disagreements(documents: Iterable[Predicted]) -> Iterator[dict[str, Any]]:
    """Yield what to look at, in order; each row holds note text."""
    for d in documents:
        for span in d.document.spans:
            found = _against(d, span)
            if found is not None:
                yield _row(d, span.start, span.end, span.label, *found)
        for s in d.spans(_SOME):
            if not any(g.start < s.end and s.start < g.end for g in d.document.spans):
                yield _row(d, s.start, s.end, "", s.entity_type, s.score)


def _against(d: Predicted, span: Span) -> tuple[str, float] | None:
    """Return what the model says of a labelled span, and how surely, if it is sure of another."""
    inside = (d.encoded.starts < span.end) & (d.encoded.ends > span.start)
    if not inside.any():
        return None
    rows = d.probabilities[inside]
    ordinary = float(rows[:, 0].max())
    if ordinary > _NONE:
        return "", ordinary
    mean = rows.mean(axis=0)
    mass = mean[1::2] + mean[2::2]
    best = int(np.argmax(mass))
    if TYPES[best] != span.label and mass[best] > _TYPE:
        return TYPES[best], float(mass[best])
    return None


def _row(
    d: Predicted, start: int, end: int, labelled: str, says: str, sure: float
) -> dict[str, Any]:
    text = d.document.text
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return {
        "id": d.document.id,
        "labelled": labelled,
        "model": says,
        "probability": round(sure, 3),
        "context": f"{before}⟦{text[start:end]}⟧{after}",
    }


def write_disagreements(documents: Sequence[Predicted], path: Path) -> int:
    """Write them as JSONL; return how many there are."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in disagreements(documents)]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)
