"""The steps after training: export, thresholds, evaluation, on a run's folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from casesafe.nlp.tagger_files import SETTINGS
from casesafe.nlp.wordpiece import WordPieces
from models.train import export as onnx
from models.train.comparison import compare
from models.train.config import Config
from models.train.data import read_corpus
from models.train.documents import Document
from models.train.evaluation import (
    SHOWN,
    Predicted,
    figures,
    line,
    predicted,
    read_measured,
    score,
)
from models.train.predict import Predictor
from models.train.steps import VOCABULARY, Paths, gold_notes
from models.train.thresholds import choose
from models.train.training import MODEL, load_model

EVALUATION, ERRORS = "evaluation.json", "errors.jsonl"
#: Types that the corpora which only measure know; a state is a place to them.
_MEASURED_TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "STATE", "COUNTRY")


def export(config: Config, out: Path, weights: str = "average") -> None:
    """Write the run's model as ONNX, in full precision and quantised.

    Args:
        config: Of the run.
        out: The run's folder.
        weights: `average` or `last`.
    """
    model, corpus = load_model(out / MODEL, weights)
    onnx.export(model, out / VOCABULARY, config, out, corpus)


def choose_thresholds(
    config: Config, paths: Paths, threads: int, log: Callable[[str], None] = print
) -> dict[str, float]:
    """Choose the quantised model's thresholds on held-out notes; write and return them."""
    corpus = read_corpus(config, None, paths.notes, paths.gold)
    predict = onnx.onnx_predictor(paths.out / onnx.QUANTISED, threads)
    found = _predicted(config, paths, corpus.held_out, predict)
    chosen = choose(found, config.thresholds)
    for name in (onnx.FULL, onnx.QUANTISED):
        onnx.write_settings(paths.out / name, config, chosen)
    log("thresholds " + " ".join(f"{name} {value}" for name, value in chosen.items()))
    return chosen


def evaluate(
    config: Config, paths: Paths, threads: int, log: Callable[[str], None] = print
) -> dict[str, Any]:
    """Measure the model alone, before and after quantisation; write and return the figures.

    `evaluation.json` holds no text; `errors.jsonl` holds the errors on the gold notes at the
    threshold of `high`, with their text.
    """
    settings = paths.out / onnx.QUANTISED / SETTINGS
    chosen = json.loads(settings.read_text(encoding="utf-8"))["thresholds"]
    taus = sorted({*SHOWN, *chosen.values()})
    models = {
        name: onnx.onnx_predictor(paths.out / name, threads) for name in (onnx.FULL, onnx.QUANTISED)
    }
    held_out = read_corpus(config, None, paths.notes, paths.gold).held_out
    report: dict[str, Any] = {"thresholds": chosen}
    for data, documents in (("held out", held_out), ("gold", gold_notes(paths.gold))):
        found = {m: _predicted(config, paths, documents, p) for m, p in models.items()}
        for model, documents_ in found.items():
            report[f"{data}, {model}"] = [figures(documents_, tau) for tau in taus]
            for tau in taus:
                log(f"{data} {model} {line(score(documents_, tau)[0], tau)}")
        full, quantised = found[onnx.FULL], found[onnx.QUANTISED]
        report[f"{data}, compared"] = {
            name: compare(full, quantised, tau).to_dict() for name, tau in chosen.items()
        }
        log(f"{data} mean change of P(O) {compare(full, quantised, 0.5).mean_change:.4f}")
        if data == "gold":
            _write_errors(quantised, chosen["high"], paths.out / ERRORS)
    if paths.corpora is not None:
        report["others"] = _others(config, paths, models[onnx.QUANTISED], chosen["high"], log)
    text = json.dumps(report, indent=1) + "\n"
    (paths.out / EVALUATION).write_text(text, encoding="utf-8")
    return report


def _predicted(
    config: Config, paths: Paths, documents: Iterable[Document], predict: Predictor
) -> list[Predicted]:
    vocabulary = WordPieces.from_file(paths.out / VOCABULARY)
    return predicted(documents, predict, vocabulary, lexicon=config.lexicon)


def _write_errors(documents: Sequence[Predicted], threshold: float, path: Path) -> None:
    _, errors = score(documents, threshold)
    lines = [json.dumps(e.to_dict(), ensure_ascii=False) + "\n" for e in errors]
    path.write_text("".join(lines), encoding="utf-8")


def _others(
    config: Config,
    paths: Paths,
    predict: Predictor,
    threshold: float,
    log: Callable[[str], None],
) -> dict[str, Any]:
    """Return the scores on corpora that are not trained on, persons, places, organisations."""
    assert paths.corpora is not None
    report = {}
    for name, documents in read_measured(paths.corpora).items():
        found = _predicted(config, paths, documents, predict)
        scores = score(found, threshold, _MEASURED_TYPES)[0]
        report[name] = scores.to_dict()
        log(f"{name} {line(scores, threshold)}")
    return report
