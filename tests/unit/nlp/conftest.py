"""Folders of tiny taggers: an ONNX model that looks each word piece up in a table."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import spacy
from onnx import TensorProto, helper, numpy_helper

from casesafe.nlp.tagger import PhiTagger

TYPES = ("PERSON", "LOCATION", "DATE", "MEDICAL_RECORD_NUMBER")
TAGS = ["O", *(f"{p}-{t}" for t in TYPES for p in "BI")]
#: Word piece -> the probabilities of its tags; the rest is shared by the tags not named.
PIECES: dict[str, dict[str, float]] = {
    "[PAD]": {"O": 0.99}, "[UNK]": {"O": 0.99}, "[CLS]": {"O": 0.99}, "[SEP]": {"O": 0.99},
    **{c: {"O": 0.99} for c in "abcdefghijklmnopqrstuvwxyz.,:;!?#/-'()@"},
    **{f"##{c}": {"O": 0.99} for c in "abcdefghijklmnopqrstuvwxyz"},
    **{w: {"O": 0.99} for w in ("met", "the", "and", "her", "from", "dob", "mrn", "then", "left")},
    "ana": {"O": 0.01, "B-PERSON": 0.95}, "##bel": {"O": 0.03, "I-PERSON": 0.9},
    "lou": {"O": 0.02, "I-PERSON": 0.9}, "tom": {"O": 0.3, "B-PERSON": 0.6},
    "hope": {"O": 0.7, "B-PERSON": 0.25}, "sky": {"O": 0.9, "B-PERSON": 0.05},
    "dayton": {"O": 0.02, "B-LOCATION": 0.9}, "oak": {"O": 0.05, "I-LOCATION": 0.9},
    **{d: {"O": 0.02, "I-DATE": 0.6, "B-DATE": 0.3} for d in ("3", "14", "88")},
    "/": {"O": 0.4, "I-DATE": 0.5}, "a12": {"O": 0.01, "B-MEDICAL_RECORD_NUMBER": 0.95},
}  # fmt: skip

Folder = Callable[..., Path]


def logits_of(shares: Mapping[str, float]) -> list[float]:
    """Return logits whose softmax has these probabilities."""
    rest = (1 - sum(shares.values())) / (len(TAGS) - len(shares))
    return [math.log(shares.get(tag, max(rest, 1e-9))) for tag in TAGS]


def lookup_model(
    table: np.ndarray[Any, Any],
    *,
    hidden: int = 0,
    features: Mapping[str, np.ndarray[Any, Any]] | None = None,
    context: float = 0.0,
    lexicon: bool = False,
    output: str = "logits",
    fixed_length: int | None = None,
) -> bytes:
    """Return an ONNX model that adds up rows of tables.

    Args:
        table: Logits of each word piece.
        hidden: Width of an embedding between piece and tags; 0: none.
        features: Input -> logits of each of its values, added to those of the piece.
        context: How much of the window's mean logits is added to each piece's.
        lexicon: Whether there is an input of that name.
        output: Name of the output.
        fixed_length: The only length of a window; None: any.
    """
    nodes, constants = [], []

    def constant(name: str, value: np.ndarray[Any, Any]) -> str:
        constants.append(numpy_helper.from_array(value, name))
        return name

    tags = table.shape[1]
    if hidden:
        wide = np.zeros((len(table), hidden), np.float32)
        wide[:, :tags] = table
        project = np.eye(hidden, tags, dtype=np.float32)
        nodes.append(helper.make_node("Gather", [constant("wide", wide), "input_ids"], ["at"]))
        nodes.append(helper.make_node("MatMul", ["at", constant("project", project)], ["x0"]))
    else:
        nodes.append(helper.make_node("Gather", [constant("table", table), "input_ids"], ["x0"]))
    last = "x0"
    for name, rows in (features or {}).items():
        nodes.append(
            helper.make_node("Gather", [constant(f"of_{name}", rows), name], [f"l_{name}"])
        )
        nodes.append(helper.make_node("Add", [last, f"l_{name}"], [f"x_{name}"]))
        last = f"x_{name}"
    if context:
        axes, minus = constant("axes", np.array([1])), constant("minus", np.array([-1]))
        share = constant("share", np.array(context, np.float32))
        for op, inputs, out in (
            ("Cast", ["attention_mask"], "mask"),
            ("Unsqueeze", ["mask", minus], "mask3"),
            ("Mul", [last, "mask3"], "masked"),
            ("ReduceSum", ["masked", axes], "sum"),
            ("ReduceSum", ["mask3", axes], "count"),
            ("Div", ["sum", "count"], "mean"),
            ("Mul", ["mean", share], "part"),
            ("Add", [last, "part"], "with_context"),
        ):
            more = {"to": TensorProto.FLOAT} if op == "Cast" else {}
            nodes.append(helper.make_node(op, inputs, [out], **more))
        last = "with_context"
    nodes.append(helper.make_node("Identity", [last], [output]))
    names = ["input_ids", "shapes", "gaps", "attention_mask"] + (["lexicon"] if lexicon else [])
    size = ["batch", fixed_length or "length"]
    graph = helper.make_graph(
        nodes,
        "tagger",
        [helper.make_tensor_value_info(n, TensorProto.INT64, size) for n in names],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*size, tags])],
        constants,
    )
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def write_tagger(
    folder: Path,
    *,
    pieces: Mapping[str, Mapping[str, float]] | None = None,
    window: int = 128,
    overlap: int = 24,
    lexicon: bool = False,
    **model: Any,
) -> Path:
    """Write the three files of a tagger; return the folder."""
    known = {**PIECES, **(pieces or {})}
    table = np.array([logits_of(shares) for shares in known.values()], np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(lookup_model(table, lexicon=lexicon, **model))
    (folder / "vocab.txt").write_text("".join(f"{p}\n" for p in known), encoding="utf-8")
    settings = {
        "version": "1.2.3", "tags": TAGS, "window": window, "overlap": overlap, "lexicon": lexicon,
        "thresholds": {"balanced": 0.5, "high": 0.8, "maximum": 0.95},
    }  # fmt: skip
    write_settings(folder, settings)
    return folder


def write_settings(folder: Path, settings: dict[str, Any]) -> None:
    """Write `tagger.json` with the digests of the other two files."""
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "vocab.txt")
    }
    text = json.dumps({"digests": digests, **settings})
    (folder / "tagger.json").write_text(text, encoding="utf-8")


@pytest.fixture
def tagger_folder(tmp_path: Path) -> Folder:
    """Return a function that writes a tagger's files; its arguments are `write_tagger`'s."""

    def write(name: str = "tagger", **arguments: Any) -> Path:
        return write_tagger(tmp_path / name, **arguments)

    return write


@pytest.fixture
def pipeline_folder(tmp_path: Path, tagger_folder: Folder) -> Folder:
    """Return a function that writes a spaCy pipeline with a tagger; arguments as above."""

    def write(
        name: str = "pipeline", config: dict[str, Any] | None = None, **arguments: Any
    ) -> Path:
        nlp = spacy.blank("en")
        tagger = nlp.add_pipe("phi_tagger", config=config or {})
        assert isinstance(tagger, PhiTagger)
        tagger.load(tagger_folder(f"{name}_files", **arguments))
        nlp.to_disk(tmp_path / name)
        return tmp_path / name

    return write
