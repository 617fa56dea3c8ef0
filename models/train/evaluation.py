"""The model alone, measured: no rules, no keep list, no repeats.

Uses the product's own metrics and decoding. A direct span that is half covered is missed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casesafe.core.entity_types import DIRECT_TYPES
from casesafe.core.finding import Finding
from casesafe.core.note import ModelSpan
from casesafe.evaluate.gold import GoldNote, GoldSpan
from casesafe.evaluate.metrics import EvaluationError, Scores, score_note
from casesafe.nlp.decode import Floats, spans
from casesafe.nlp.features import Encoded, encode
from casesafe.nlp.wordpiece import WordPieces
from models.train.documents import Document, read_jsonl
from models.train.labels import TYPES
from models.train.predict import Predictor
from models.train.public import MEASURED

#: The thresholds that reports show.
SHOWN = (0.5, 0.8, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Predicted:
    """A document on its normalised view with the model's probabilities.

    Args:
        document: Its spans carry our types, or "" for what is neither right nor wrong.
        encoded: Its pieces.
        probabilities: One row a piece, one column a tag.
    """

    document: Document
    encoded: Encoded
    probabilities: Floats

    def spans(self, threshold: float) -> tuple[ModelSpan, ...]:
        """Return what the model finds at a threshold."""
        view = self.document.text
        return spans(view, self.encoded, self.probabilities, TYPES, threshold, threshold)


def predicted(
    documents: Iterable[Document], predict: Predictor, vocabulary: WordPieces, *, lexicon: bool
) -> list[Predicted]:
    """Return each document's normalised view with the model's probabilities."""
    views = [d.normalized() for d in documents]
    encoded = [encode(d.text, vocabulary, lexicon=lexicon) for d in views]
    return [Predicted(d, e, p) for d, e, p in zip(views, encoded, predict(encoded), strict=True)]


def score(
    documents: Sequence[Predicted], threshold: float, types: Collection[str] | None = None
) -> tuple[Scores, list[EvaluationError]]:
    """Return the scores at a threshold and the errors, which hold text.

    Args:
        documents: What was predicted.
        threshold: A word is ordinary text if it is so with more than this probability.
        types: Types that count; None: all.
    """
    scores = Scores()
    errors: list[EvaluationError] = []
    for d in documents:
        marked = [GoldSpan(s.start, s.end, s.label) for s in d.document.spans if s.label]
        open_ = [s for s in d.document.spans if not s.label]
        note = GoldNote(d.document.id, d.document.text, tuple(marked), d.document.kind)
        found = [
            Finding.manual(s.start, s.end, s.entity_type)
            for s in d.spans(threshold)
            if (types is None or s.entity_type in types)
            and not any(o.start < s.end and s.start < o.end for o in open_)
        ]
        errors += score_note(scores, note, found)
    return scores, errors


def figures(documents: Sequence[Predicted], threshold: float) -> dict[str, Any]:
    """Return the scores at a threshold, JSON-ready, by type and by kind of text."""
    kinds: dict[str, list[Predicted]] = {}
    for d in documents:
        kinds.setdefault(d.document.kind.partition(":")[0], []).append(d)
    by_kind = {
        kind: score(some, threshold)[0].to_dict()["direct"] for kind, some in sorted(kinds.items())
    }
    whole = score(documents, threshold)[0].to_dict()
    return {"threshold": threshold, **whole, "by_kind": by_kind}


def line(scores: Scores, threshold: float) -> str:
    """Return the main scores in one line."""
    direct = sum(scores.gold[t] for t in DIRECT_TYPES)
    return (
        f"{threshold:.3f} recall {scores.recall(DIRECT_TYPES):.4f} of {direct} "
        f"precision {scores.precision(DIRECT_TYPES):.4f} over {scores.over_redaction:.3%} "
        f"quasi {scores.recall(('AGE', 'OCCUPATION', 'DEMOGRAPHIC', 'DISTINCTIVE')):.3f} "
        f"type {scores.type_accuracy:.3f}"
    )


def read_measured(folder: Path) -> Mapping[str, list[Document]]:
    """Return the corpora that only measure, in our types; other labels become ""."""
    found = {}
    for name, table in MEASURED.items():
        path = folder / f"{name}.jsonl"
        if path.exists():
            found[name] = [_relabelled(d, table) for d in read_jsonl(path)]
    return found


def _relabelled(document: Document, table: Mapping[str, str]) -> Document:
    spans_ = tuple(type(s)(s.start, s.end, table.get(s.label, "")) for s in document.spans)
    return Document(document.id, document.source, document.text, spans_, document.kind)
