"""The pipeline that casesafe ships: it loads from disk, finds names without cues, and fails closed."""

from __future__ import annotations

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import spacy

import casesafe
from casesafe.errors import ModelUnavailableError


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped pipeline."""
    with as_file(files("casesafe.models") / "en_casesafe") as folder:
        return Path(shutil.copytree(folder, tmp_path / "en_casesafe"))


def test_a_fresh_install_finds_names_that_nothing_introduces() -> None:
    """No download, no cue."""
    guard = casesafe.load()
    assert guard.has_model
    result = guard.redact("met w/ sarah, her ex tom came too. lexapro 10 mg, phq-9 was 14/27.")
    assert "sarah" not in result.text
    assert "tom " not in result.text
    assert "lexapro 10 mg, phq-9 was 14/27" in result.text


def test_plain_spacy_loads_the_folder(shipped: Path) -> None:
    """The component comes by entry point; its spans lie on the Doc."""
    doc = spacy.load(shipped)("met w/ sarah, her ex tom")
    assert {doc.text[s.start : s.end] for s in doc._.casesafe_model} >= {"sarah", "tom"}


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_a_damaged_file_is_named(shipped: Path, name: str) -> None:
    """One byte off is an error at load, not a worse result."""
    path = shipped / "phi_tagger" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelUnavailableError, match=name):
        casesafe.load(model=shipped)


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt", "tagger.json"])
def test_a_missing_file_is_named(shipped: Path, name: str) -> None:
    """A model that is not there is never silence."""
    (shipped / "phi_tagger" / name).unlink()
    with pytest.raises(ModelUnavailableError, match=name):
        casesafe.load(model=shipped)


def test_files_of_two_models_are_refused(shipped: Path) -> None:
    """The settings of another model do not go with this one."""
    path = shipped / "phi_tagger" / "tagger.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["tags"] = settings["tags"][:-2]
    path.write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(ModelUnavailableError):
        casesafe.load(model=shipped)


def test_a_pipeline_without_a_model_is_an_error(tmp_path: Path) -> None:
    """A tokenizer alone finds nothing; the rules alone have to be asked for."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelUnavailableError, match="has no model"):
        casesafe.load(model=tmp_path / "blank")
