"""ONNX export, int8 quantisation, and the folder that the component `phi_tagger` loads.

The graph's inputs are int64 [batch, length]: `input_ids`, `shapes`, `gaps`, `attention_mask`, and
`lexicon` if the model reads lexicon classes; its output is `logits`, float32 [batch, length, tags].
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from casesafe.nlp.onnx_model import OnnxModel
from casesafe.nlp.tagger_files import MODEL, SETTINGS, VOCABULARY, read
from models.train.config import Config
from models.train.labels import TAGS
from models.train.network import Tagger
from models.train.predict import Predictor

#: Folders of a run: the model in full precision, and quantised as it ships.
FULL, QUANTISED = "fp32", "phi_tagger"
_OPSET = 17
#: Until they are chosen on held-out notes.
_FIRST_THRESHOLDS = {"balanced": 0.5, "high": 0.8, "maximum": 0.97}


def export(model: Tagger, vocabulary: Path, config: Config, out: Path, corpus: str = "") -> None:
    """Write both folders of a model, with thresholds that are not chosen yet.

    Args:
        model: In evaluation mode, on the CPU.
        vocabulary: Its word pieces.
        config: Of the run.
        out: The run's folder.
        corpus: Digest of the notes it was trained on.
    """
    for name in (FULL, QUANTISED):
        (out / name).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(vocabulary, out / name / VOCABULARY)
    to_onnx(model, out / FULL / MODEL)
    quantise(out / FULL / MODEL, out / QUANTISED / MODEL)
    for name in (FULL, QUANTISED):
        write_settings(out / name, config, _FIRST_THRESHOLDS, corpus)


def to_onnx(model: Tagger, path: Path) -> None:
    """Write a model in full precision."""
    row = torch.ones((2, 8), dtype=torch.int64)
    names = ["input_ids", "shapes", "gaps", "attention_mask"]
    if model.lexicon is not None:
        names.append("lexicon")
    free = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        # The newer exporter needs one more package and gains nothing for this graph.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            tuple(row for _ in names),
            str(path),
            input_names=names,
            output_names=["logits"],
            dynamic_axes=dict.fromkeys((*names, "logits"), free),
            opset_version=_OPSET,
            dynamo=False,
        )


def quantise(full: Path, path: Path) -> None:
    """Write a model with int8 weights, a scale a channel.

    Seven bits of range (`reduce_range`): without it, weights of eight bits overflow on processors
    that lack VNNI, and recall falls.
    """
    from onnxruntime.quantization import (  # type: ignore[import-untyped]
        QuantType,
        quant_pre_process,
        quantize_dynamic,
    )

    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / MODEL
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(path),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )


def write_settings(
    folder: Path, config: Config, thresholds: Mapping[str, float], corpus: str = ""
) -> None:
    """Write `tagger.json` anew, with the digests of the files beside it.

    Args:
        folder: Holds the model and its vocabulary.
        config: Of the run.
        thresholds: A value for each sensitivity.
        corpus: Digest of the notes it was trained on; empty: as the file says so far.
    """
    path = folder / SETTINGS
    if not corpus and path.exists():
        corpus = str(json.loads(path.read_text(encoding="utf-8")).get("corpus", ""))
    settings: dict[str, Any] = {
        "version": config.version,
        "tags": list(TAGS),
        "window": config.window,
        "overlap": config.overlap,
        "lexicon": config.lexicon,
        "thresholds": dict(thresholds),
        "config": config.digest(),
        "corpus": corpus,
        "digests": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in (MODEL, VOCABULARY)
        },
    }
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def onnx_predictor(folder: Path, threads: int) -> Predictor:
    """Return the predictor of a written folder, run as the product runs it."""
    return OnnxModel(read(folder), threads=threads).probabilities
