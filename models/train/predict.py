"""A torch model's probabilities on whole texts, window by window as at run time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from casesafe.nlp.decode import Floats, softmax
from casesafe.nlp.features import Encoded
from casesafe.nlp.windows import Window as Range
from casesafe.nlp.windows import ranks, windows
from casesafe.nlp.wordpiece import WordPieces
from models.train.network import Tagger
from models.train.windows import Batch, padded, window

#: Gives each text one row a piece, one column a tag; rows sum to 1.
Predictor = Callable[[Sequence[Encoded]], list[Floats]]
_BATCH = 16


def forward(model: Tagger, batch: Batch, device: torch.device) -> torch.Tensor:
    """Return the logits of a batch, [windows, length, tags]."""
    values = (batch.ids, batch.shapes, batch.gaps, batch.attention, batch.lexicon)
    return model(*(torch.from_numpy(v).to(device) for v in values))  # type: ignore[no-any-return]


def torch_predictor(
    model: Tagger, vocabulary: WordPieces, size: int, overlap: int, device: torch.device
) -> Predictor:
    """Return a predictor that runs a model in full precision.

    Args:
        model: Put into evaluation mode while it predicts.
        vocabulary: The model's.
        size: Pieces a window.
        overlap: Pieces of context on each side.
        device: Where the model is.
    """
    stops = np.array([vocabulary.pieces(c)[0][0] for c in ".!?"], np.int64)

    def jobs(texts: Sequence[Encoded]) -> list[tuple[int, Range]]:
        made = [
            (i, w)
            for i, text in enumerate(texts)
            for w in windows(ranks(text.ids, text.gaps, text.words, stops), size - 2, overlap)
        ]
        return sorted(made, key=lambda job: job[1].end - job[1].start)

    def predict(texts: Sequence[Encoded]) -> list[Floats]:
        was = model.training
        model.eval()
        tags = model.head.out_features
        out = [np.empty((len(text), tags), np.float32) for text in texts]
        todo = jobs(texts)
        with torch.inference_mode():
            for at in range(0, len(todo), _BATCH):
                part = todo[at : at + _BATCH]
                rows = [window(texts[i], None, w.start, w.end, vocabulary) for i, w in part]
                logits = forward(model, padded(rows, vocabulary.pad), device).float().cpu()
                for (i, w), values in zip(part, logits.numpy(), strict=True):
                    kept = values[1 + w.first - w.start : 1 + w.until - w.start]
                    out[i][w.first : w.until] = kept
        model.train(was)
        return [softmax(logits) for logits in out]

    return predict
