"""The whole recipe in miniature: a tiny random encoder, a few notes, a few steps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs casesafe[train]")
pytest.importorskip("onnx", reason="training needs casesafe[train]")
pytest.importorskip("safetensors", reason="training needs casesafe[train]")

import spacy
import torch
from safetensors.torch import save_file

from casesafe.nlp.pipeline import load_pipeline
from casesafe.nlp.wordpiece import WordPieces
from models.train import assemble, export, finish, steps
from models.train.config import Config, TrainingConfig
from models.train.documents import CorpusError, Document, Span
from models.train.labels import ANY, TAGS
from models.train.network import EncoderSize, Tagger, partial_loss
from models.train.training import CHECKPOINT, MODEL, load_model

_SIZE = {
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "max_position_embeddings": 64,
    "type_vocab_size": 2,
}
_CONFIG = Config(
    window=48,
    overlap=8,
    training=TrainingConfig(phase1=1, phase2=1, batch=4, warmup=2, bf16=False),
)


@pytest.fixture
def paths(tmp_path: Path, pieces: list[str]) -> steps.Paths:
    """A folder with a tiny encoder, notes and gold."""
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / "vocab.txt").write_text("\n".join(pieces) + "\n")
    size = {**_SIZE, "vocab_size": len(pieces), "model_type": "bert"}
    (encoder / "config.json").write_text(json.dumps(size))
    torch.manual_seed(1)
    random_ = Tagger(EncoderSize.from_file(encoder / "config.json"), lexicon=False)
    names = ("embeddings.", "encoder.")
    weights = {k: v for k, v in random_.state_dict().items() if k.startswith(names)}
    save_file(weights, encoder / "model.safetensors")
    notes, gold = tmp_path / "notes", tmp_path / "gold"
    notes.mkdir()
    gold.mkdir()
    marked = [
        f"=== n-{i} | memo\nMet {{{{PERSON:{name}}}}} on the pier.\n"
        for i, name in enumerate(("Ann", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus") * 2)
    ]
    (notes / "notes_x.txt").write_text("\n".join(marked))
    span = {"start": 9, "end": 12, "label": "PERSON"}
    record = {"id": "g-1", "text": "I called Una back.", "spans": [span], "meta": {}}
    (gold / "dev.jsonl").write_text(json.dumps(record) + "\n")
    return steps.Paths(tmp_path / "out", encoder, None, notes, gold)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_recipe_runs_from_notes_to_a_pipeline(paths: steps.Paths, tmp_path: Path) -> None:
    """Training, export, thresholds, evaluation and assembly: the same code as the real run."""
    said: list[str] = []
    assert steps.train(_CONFIG, paths, device="cpu", log=said.append)
    assert any(line.startswith("  gold") for line in said)
    finish.export(_CONFIG, paths.out)
    chosen = finish.choose_thresholds(_CONFIG, paths, 1, said.append)
    assert list(chosen.values()) == sorted(chosen.values())
    report = finish.evaluate(_CONFIG, paths, 1, said.append)
    assert report["gold, phi_tagger"][0]["direct"]["gold"] == 1
    assert 0 <= report["gold, compared"]["high"]["mean_change"] < 0.1
    assert "Una" not in (paths.out / finish.EVALUATION).read_text()
    target = tmp_path / "en_tiny"
    assemble.assemble(paths.out / export.QUANTISED, _CONFIG, target)
    assemble.assemble(paths.out / export.QUANTISED, _CONFIG, target)
    assert spacy.load(target).pipe_names == ["phi_tagger"]
    assert load_pipeline(target).parse("Met Ann.").model_spans is not None


def test_a_resumed_run_ends_with_the_weights_of_an_unbroken_one(paths: steps.Paths) -> None:
    """Order, dropout, optimizer and average go on as if nothing had happened."""
    broken = replace(paths, out=paths.out / "broken")
    assert not steps.train(_CONFIG, broken, device="cpu", max_steps=5, log=_quiet)
    assert not (broken.out / MODEL).exists()
    with pytest.raises(FileExistsError):
        steps.train(_CONFIG, broken, device="cpu", log=_quiet)
    assert steps.train(_CONFIG, broken, device="cpu", resume=True, log=_quiet)
    assert steps.train(_CONFIG, paths, device="cpu", log=_quiet)
    for kind in ("average", "last"):
        one = load_model(broken.out / MODEL, kind)[0].state_dict()
        other = load_model(paths.out / MODEL, kind)[0].state_dict()
        assert all(torch.allclose(one[k], other[k], atol=1e-6) for k in one)


def test_a_checkpoint_of_another_configuration_is_refused(paths: steps.Paths) -> None:
    """Nothing is mixed."""
    steps.train(_CONFIG, paths, device="cpu", max_steps=1, log=_quiet)
    assert (paths.out / CHECKPOINT).exists()
    with pytest.raises(ValueError, match="another configuration"):
        steps.train(replace(_CONFIG, seed=8), paths, device="cpu", resume=True, log=_quiet)


def test_gold_among_the_notes_stops_the_run(paths: steps.Paths) -> None:
    """Before anything is learned."""
    with (paths.notes / "notes_x.txt").open("a") as file:
        file.write("\n=== n-99 | memo\nI called {{PERSON:Una}} back.\n")
    with pytest.raises(CorpusError, match="gold note"):
        steps.train(_CONFIG, paths, device="cpu", log=_quiet)


def test_the_other_half_is_listed_where_model_and_labels_differ(paths: steps.Paths) -> None:
    """An untrained model differs everywhere or nowhere; the list is JSONL either way."""
    said: list[str] = []
    steps.train(_CONFIG, paths, device="cpu", fold=0, log=said.append)
    rows = (paths.out / steps.DISAGREEMENTS).read_text().splitlines()
    assert all({"id", "labelled", "model", "context"} <= json.loads(row).keys() for row in rows)
    assert any("left out" in line for line in said)


def test_loss_counts_all_tags_that_a_piece_may_have() -> None:
    """Minus the log of their summed probability; a piece that may be anything has none."""
    logits = torch.zeros(1, 2, len(TAGS))
    both = partial_loss(logits, torch.tensor([[0b11, ANY]]))
    assert both.item() == pytest.approx(-torch.tensor(2 / len(TAGS)).log().item(), abs=1e-5)
    assert partial_loss(logits, torch.tensor([[ANY, ANY]])).item() == 0


def test_long_texts_are_predicted_like_their_windows(paths: steps.Paths) -> None:
    """Every piece has a distribution, whatever the length."""
    from models.train.evaluation import predicted
    from models.train.predict import torch_predictor

    vocabulary = WordPieces.from_file(paths.encoder / "vocab.txt")
    model = Tagger(EncoderSize.from_file(paths.encoder / "config.json"), lexicon=True)
    predict = torch_predictor(model, vocabulary, 48, 8, torch.device("cpu"))
    documents = [
        Document("a", "x", "client met ann. " * 40, (Span(11, 14, "PERSON"),)),
        Document("b", "x", "", ()),
    ]
    found = predicted(documents, predict, vocabulary, lexicon=True)
    assert found[0].probabilities.sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert found[1].probabilities.shape == (0, len(TAGS))
    assert found[1].spans(0.5) == ()


def test_another_encoder_is_refused(paths: steps.Paths) -> None:
    """Only BERT's shape is known."""
    config: dict[str, Any] = json.loads((paths.encoder / "config.json").read_text())
    (paths.encoder / "config.json").write_text(json.dumps({**config, "model_type": "mpnet"}))
    with pytest.raises(ValueError, match="not a BERT encoder"):
        steps.train(_CONFIG, paths, device="cpu", log=_quiet)


def _quiet(_: str) -> None:
    """Say nothing."""
