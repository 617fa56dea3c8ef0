"""The ONNX model: checked once when it is loaded, then run window by window.

onnxruntime is imported only here, when a model is loaded. Since 1.29 its wheels report their use
to their maker over HTTPS and keep a device id on disk unless `ORT_DISABLE_TELEMETRY` is set before
it starts (its Privacy.md); so it is set here, for this process and those it starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from casesafe.errors import ModelUnavailableError
from casesafe.nlp.decode import Floats, softmax
from casesafe.nlp.features import Encoded, Ints
from casesafe.nlp.tagger_files import MODEL, TaggerFiles
from casesafe.nlp.windows import Window, ranks, windows

_OUTPUT = "logits"
#: onnxruntime writes nothing of its own to standard error; what goes wrong is raised.
_SILENT = 4


class OnnxModel:
    """Gives each piece of a text the probabilities of all tags. Safe to share by threads.

    Args:
        files: The checked files.
        threads: How many threads compute within one run.
        batch: How many windows make one run. A model that is quantised dynamically scales its
            numbers over the whole run, so that windows change each other's results by as much
            as the quantisation itself does; and on a CPU larger runs are not faster.

    Raises:
        ModelUnavailableError: naming the file, if onnxruntime is missing, cannot read the model,
            or the model's inputs, outputs or number of word pieces do not fit the other files.
    """

    def __init__(self, files: TaggerFiles, *, threads: int = 1, batch: int = 1) -> None:
        self.settings = files.settings
        self.vocabulary = files.vocabulary
        self._batch = batch
        self._inputs = ("input_ids", "shapes", "gaps", "attention_mask") + (
            ("lexicon",) if files.settings.lexicon else ()
        )
        self._stops = np.array([self.vocabulary.pieces(c)[0][0] for c in ".!?"], np.int64)
        self._session = _session(files.model, threads)
        problem = "onnxruntime cannot read it" if self._session is None else self._misfit()
        if problem:
            raise ModelUnavailableError(f"{files.folder / MODEL} does not fit: {problem}")

    def probabilities(self, texts: Sequence[Encoded]) -> list[Floats]:
        """Return for each text one row a piece, one column a tag; each row sums to 1.

        Raises:
            ArithmeticError: if the model's output is not finite.
            Exception: whatever onnxruntime raises.
        """
        tags = 1 + 2 * len(self.settings.types)
        out = [np.empty((len(text), tags), np.float32) for text in texts]
        jobs = [(i, w) for i, text in enumerate(texts) for w in self._windows(text)]
        if self._batch > 1:  # windows of like length together, so that little is padding
            jobs.sort(key=lambda job: job[1].start - job[1].end)
        for at in range(0, len(jobs), self._batch):
            batch = jobs[at : at + self._batch]
            logits = self._run([(texts[i], w) for i, w in batch])
            for (i, w), rows in zip(batch, logits, strict=True):
                kept = rows[1 + w.first - w.start : 1 + w.until - w.start]
                out[i][w.first : w.until] = kept
        return [_finite(softmax(logits)) for logits in out]

    def _windows(self, text: Encoded) -> Iterator[Window]:
        ranking = ranks(text.ids, text.gaps, text.words, self._stops)
        return windows(ranking, self.settings.window - 2, self.settings.overlap)

    def _run(self, batch: Sequence[tuple[Encoded, Window]]) -> Any:
        """Return the logits of windows: [window, piece, tag], special pieces included."""
        width = 2 + max(w.end - w.start for _, w in batch)
        feed = {name: np.zeros((len(batch), width), np.int64) for name in self._inputs}
        feed["input_ids"].fill(self.vocabulary.pad)
        for row, (text, w) in enumerate(batch):
            body = slice(1, 1 + w.end - w.start)
            feed["input_ids"][row, 0] = self.vocabulary.first
            feed["input_ids"][row, body] = text.ids[w.start : w.end]
            feed["input_ids"][row, body.stop] = self.vocabulary.last
            feed["attention_mask"][row, : body.stop + 1] = 1
            feed["shapes"][row, body] = text.shapes[w.start : w.end]
            feed["gaps"][row, body] = text.gaps[w.start : w.end]
            if "lexicon" in feed:
                feed["lexicon"][row, body] = text.lexicon[w.start : w.end]
        return self._logits(feed)

    def _logits(self, feed: dict[str, Ints]) -> Any:
        return self._session.run([_OUTPUT], feed)[0]

    # --- the check at load ------------------------------------------------------------------------

    def _misfit(self) -> str:
        """Return what is wrong with the model beside the other files, or nothing."""
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        if {i.name for i in inputs} != {*self._inputs}:
            return f"its inputs are not {', '.join(self._inputs)}"
        if not all(i.type == "tensor(int64)" and _is_free(i.shape, 2) for i in inputs):
            return "an input is not int64 [batch, length], both free"
        if [o.name for o in outputs] != [_OUTPUT] or outputs[0].type != "tensor(float)":
            return f"its output is not {_OUTPUT} of float32"
        return self._misfit_in_use()

    def _misfit_in_use(self) -> str:
        """Run the model at its borders: the longest window, the last word piece, none after it."""
        tags = 1 + 2 * len(self.settings.types)
        longest = self._probe(self.vocabulary.size - 1, self.settings.window)
        if longest is None:
            return "it fails on a full window, or has fewer word pieces than the vocabulary"
        if longest.shape != (1, self.settings.window, tags):
            return f"its output is not [batch, length, {tags}], one for each tag"
        if not np.isfinite(longest).all():
            return "its output is not finite"
        if self._probe(self.vocabulary.size, 3) is not None:
            return "it has more word pieces than the vocabulary"
        return ""

    def _probe(self, piece: int, width: int) -> Any:
        """Return the logits of one window full of one piece, or None if the model fails."""
        feed = {name: np.zeros((1, width), np.int64) for name in self._inputs}
        feed["input_ids"].fill(piece)
        feed["attention_mask"].fill(1)
        try:
            return self._logits(feed)
        except Exception:  # onnxruntime has no common class for what a graph raises
            return None


def _session(model: bytes, threads: int) -> Any:
    """Return a session, or None if onnxruntime cannot make one of these bytes."""
    onnxruntime = import_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _SILENT
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception:  # its classes of errors have no common parent
        return None


def import_onnxruntime() -> Any:
    """Return the module onnxruntime, with its telemetry off; nothing here imports it otherwise.

    Raises:
        ModelUnavailableError: if it is not installed.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime  # type: ignore[import-untyped]
    except ImportError:
        onnxruntime = None
    if onnxruntime is None:
        raise ModelUnavailableError("onnxruntime is not installed")
    # For Windows, and for a program that started onnxruntime before: no more events from here on.
    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _is_free(shape: Sequence[Any], rank: int) -> bool:
    return len(shape) == rank and not any(isinstance(size, int) for size in shape)


def _finite(probabilities: Floats) -> Floats:
    if not np.isfinite(probabilities).all():
        raise ArithmeticError("the model's output is not finite")
    return probabilities
