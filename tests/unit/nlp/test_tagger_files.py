"""A tagger's folder that is damaged, incomplete or made of parts that do not fit: always an error."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import casesafe
from casesafe.errors import ModelUnavailableError
from casesafe.nlp.pipeline import load_pipeline
from casesafe.nlp.tagger import PhiTagger

Folder = Callable[..., Path]
FILES = ("model.onnx", "vocab.txt", "tagger.json")


def refusal(folder: Path) -> str:
    """Return the message with which a folder is refused."""
    with pytest.raises(ModelUnavailableError) as caught:
        PhiTagger().load(folder)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return str(caught.value)


def sealed(folder: Path, **changes: Any) -> None:
    """Write `tagger.json` anew with other settings, and digests that agree."""
    settings = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    for name in settings["digests"]:
        settings["digests"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    settings.update(changes)
    settings = {k: v for k, v in settings.items() if v is not ...}
    (folder / "tagger.json").write_text(json.dumps(settings), encoding="utf-8")


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tagger_folder: Folder, name: str) -> None:
    """Each of the three is needed."""
    folder = tagger_folder()
    (folder / name).unlink()
    assert refusal(folder) == f"{folder / name} is missing"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_named(tagger_folder: Folder, name: str) -> None:
    """A folder in its place, say."""
    folder = tagger_folder()
    (folder / name).unlink()
    (folder / name).mkdir()
    assert refusal(folder) == f"{folder / name} cannot be read"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"\0" + b, lambda b: b""])
def test_a_damaged_file_is_named(
    tagger_folder: Folder, name: str, damage: Callable[[bytes], bytes]
) -> None:
    """Cut short, shifted, emptied."""
    folder = tagger_folder()
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    assert refusal(folder).startswith(f"{folder / name} is damaged")


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_one_flipped_bit_is_seen(tagger_folder: Folder, name: str) -> None:
    """The digest covers the whole file."""
    folder = tagger_folder()
    content = bytearray((folder / name).read_bytes())
    content[-2] ^= 1
    (folder / name).write_bytes(content)
    assert refusal(folder).startswith(f"{folder / name} is damaged")


def test_a_pipeline_with_a_damaged_model_is_refused(pipeline_folder: Folder) -> None:
    """By `load_pipeline` and by `casesafe.load`, which never go on without the model."""
    folder = pipeline_folder()
    (folder / "phi_tagger" / "model.onnx").write_bytes(b"")
    for load in (load_pipeline, lambda path: casesafe.load(model=path)):
        with pytest.raises(ModelUnavailableError, match=r"model\.onnx is damaged"):
            load(folder)
    for path in (folder / "phi_tagger").iterdir():
        path.unlink()
    (folder / "phi_tagger").rmdir()
    with pytest.raises(ModelUnavailableError, match=r"tagger\.json is missing"):
        load_pipeline(folder)


def test_without_onnxruntime_there_is_no_model(
    tagger_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that names it."""
    folder = tagger_folder()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert refusal(folder) == "onnxruntime is not installed"


# --- settings -------------------------------------------------------------------------------------

GOOD = {"balanced": 0.5, "high": 0.8, "maximum": 0.95}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"version": ...}, "version is not a string"),
        ({"version": 1}, "version is not a string"),
        ({"lexicon": None}, "lexicon is neither true nor false"),
        ({"lexicon": 1}, "lexicon is neither true nor false"),
        ({"tags": ...}, "tags is not a list of tags"),
        ({"tags": ["O"]}, "tags is not a list of tags"),
        ({"tags": ["O", 1, 2]}, "tags is not a list of tags"),
        ({"tags": ["O", "B-PERSON", "I-DATE"]}, "tags is not O, then B and I of each type"),
        ({"tags": ["B-PERSON", "I-PERSON", "O"]}, "tags is not O, then B and I of each type"),
        ({"tags": ["O", "B-PERSON", "I-PERSON", "B-DATE"]}, "tags is not O, then B and I"),
        ({"tags": ["O", *["B-DATE", "I-DATE"] * 2]}, "tags is not O, then B and I of each type"),
        ({"tags": ["O", "B-PER", "I-PER"]}, "types that casesafe does not know: PER"),
        ({"window": ...}, "window or overlap is not a whole number"),
        ({"window": 128.0}, "window or overlap is not a whole number"),
        ({"overlap": True}, "window or overlap is not a whole number"),
        ({"overlap": -1}, "window or overlap is not a whole number"),
        ({"overlap": 63}, "window has no room for twice the overlap"),
        ({"thresholds": ...}, "thresholds does not name balanced, high, maximum"),
        ({"thresholds": {"high": 0.5}}, "thresholds does not name balanced, high, maximum"),
        ({"thresholds": {**GOOD, "low": 0.1}}, "thresholds does not name balanced, high, maximum"),
        ({"thresholds": {**GOOD, "maximum": 1}}, "a threshold is not between 0 and 1"),
        ({"thresholds": {**GOOD, "high": "0.8"}}, "a threshold is not between 0 and 1"),
        ({"thresholds": {**GOOD, "high": float("nan")}}, "a threshold is not between 0 and 1"),
        ({"thresholds": {**GOOD, "high": 0.4}}, "a threshold falls where the sensitivity rises"),
        ({"digests": ...}, "digests does not name model.onnx and vocab.txt"),
        ({"digests": {"vocab.txt": ""}}, "digests does not name model.onnx and vocab.txt"),
        ({"digests": {"model.onnx": 1, "vocab.txt": ""}}, "a digest is not a string"),
    ],
)
def test_settings_that_do_not_fit_are_named(
    tagger_folder: Folder, changes: dict[str, Any], problem: str
) -> None:
    """`tagger.json` is named, and what is wrong with it."""
    folder = tagger_folder()
    sealed(folder, **changes)
    assert refusal(folder).startswith(f"{folder / 'tagger.json'} does not fit: ")
    assert problem in refusal(folder)


@pytest.mark.parametrize("content", ["", "[]", "null", '{"version": "1"', "\ud800"])
def test_settings_that_are_no_object_are_damaged(tagger_folder: Folder, content: str) -> None:
    """Not JSON, not UTF-8, not an object."""
    folder = tagger_folder()
    (folder / "tagger.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert refusal(folder) == f"{folder / 'tagger.json'} is damaged: it is not a JSON object"


# --- parts that do not fit each other -------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[PAD]\n[UNK]\n[CLS]\nana\n", "the vocabulary lacks [SEP]"),
        (b"[PAD]\n\xff\n", "it is not UTF-8"),
    ],
)
def test_a_vocabulary_that_is_none_is_named(
    tagger_folder: Folder, content: bytes, problem: str
) -> None:
    """With a digest that agrees."""
    folder = tagger_folder()
    (folder / "vocab.txt").write_bytes(content)
    sealed(folder)
    assert refusal(folder) == f"{folder / 'vocab.txt'} is no vocabulary: {problem}"


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda lines: lines[:-1], "it has more word pieces than the vocabulary"),
        (lambda lines: [*lines, "more"], "fewer word pieces than the vocabulary"),
    ],
)
def test_a_vocabulary_of_another_size_is_refused(
    tagger_folder: Folder, edit: Callable[[list[str]], list[str]], problem: str
) -> None:
    """With a digest that agrees: the numbers of the pieces would mean others."""
    folder = tagger_folder()
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    (folder / "vocab.txt").write_text("\n".join(edit(lines)), encoding="utf-8")
    sealed(folder)
    assert refusal(folder).startswith(f"{folder / 'model.onnx'} does not fit: ")
    assert problem in refusal(folder)


@pytest.mark.parametrize(
    ("arguments", "changes", "problem"),
    [
        ({"output": "scores"}, {}, "its output is not logits of float32"),
        ({"fixed_length": 64}, {}, "an input is not int64 [batch, length], both free"),
        ({}, {"lexicon": True}, "its inputs are not input_ids, shapes, gaps, attention_mask, lex"),
        ({"lexicon": True}, {"lexicon": False}, "its inputs are not input_ids, shapes, gaps, att"),
        ({}, {"tags": ["O", "B-DATE", "I-DATE"]}, "not [batch, length, 3], one for each tag"),
        ({"features": {"gaps": np.full((3, 9), np.nan, np.float32)}}, {}, "output is not finite"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(
    tagger_folder: Folder, arguments: dict[str, Any], changes: dict[str, Any], problem: str
) -> None:
    """Its inputs, its output, its tags."""
    folder = tagger_folder(**arguments)
    sealed(folder, **changes)
    assert refusal(folder).startswith(f"{folder / 'model.onnx'} does not fit: ")
    assert problem in refusal(folder)


def test_a_file_that_is_no_model_is_refused(
    tagger_folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    """With a digest that agrees; onnxruntime writes nothing of its own."""
    folder = tagger_folder()
    (folder / "model.onnx").write_bytes(b"no model")
    sealed(folder)
    assert refusal(folder).endswith("model.onnx does not fit: onnxruntime cannot read it")
    assert capfd.readouterr() == ("", "")
