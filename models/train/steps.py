"""The steps of the recipe on a run's folder: training and its evaluation."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from casesafe.nlp.wordpiece import WordPieces
from models.train.config import Config
from models.train.data import Corpus, read_corpus
from models.train.documents import GOLD, NOTES, Document, read_jsonl
from models.train.evaluation import Predicted, line, predicted, score
from models.train.fold import write_disagreements
from models.train.network import EncoderSize, Tagger
from models.train.predict import torch_predictor
from models.train.training import Trainer

VOCABULARY, DISAGREEMENTS = "vocab.txt", "disagreements.jsonl"
#: Thresholds shown after each epoch.
_BRIEF = (0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a run reads and writes.

    Args:
        out: The run's folder.
        encoder: Folder of the pretrained encoder.
        corpora: Folder of the public corpora; None: without them.
        notes: Folder of our notes.
        gold: Folder of the gold notes.
    """

    out: Path
    encoder: Path
    corpora: Path | None = None
    notes: Path = NOTES
    gold: Path = GOLD


def pick_device(name: str) -> torch.device:
    """Return a device by name; `auto` is a GPU if there is one."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def gold_notes(folder: Path) -> list[Document]:
    """Return the gold notes of a folder."""
    return [d for path in sorted(folder.glob("*.jsonl")) for d in read_jsonl(path)]


def train(
    config: Config,
    paths: Paths,
    *,
    device: str = "auto",
    resume: bool = False,
    fold: int | None = None,
    max_steps: int | None = None,
    log: Callable[[str], None] = print,
) -> bool:
    """Train a tagger and write `model.pt` to the run's folder; return False if it stopped early.

    Args:
        config: Of the run.
        paths: Where to read and write.
        device: `auto`, `cpu` or `cuda`.
        resume: Go on from the folder's checkpoint, if it has one.
        fold: 0 or 1: leave that half of the notes out and list where the model differs.
        max_steps: Stop and checkpoint after so many steps.
        log: Takes lines of progress.

    Raises:
        CorpusError: if the notes are broken or a gold note is among them.
        FileExistsError: if the folder holds a checkpoint and `resume` is not set.
    """
    trainer = _trainer(config, paths, device, log)
    if trainer.resume():
        if not resume:
            raise FileExistsError(f"{paths.out} holds a checkpoint; pass --resume to go on")
        log(f"resumed at epoch {trainer.position.epoch} batch {trainer.position.batch}")
    log(f"configuration {config.digest()[:12]} device {trainer.device.type}")
    return trainer.fit(
        lambda: read_corpus(config, paths.corpora, paths.notes, paths.gold, fold),
        lambda trained, corpus: _measure(trained, corpus, paths, log),
        max_steps,
    )


def _trainer(config: Config, paths: Paths, device: str, log: Callable[[str], None]) -> Trainer:
    torch.manual_seed(config.seed)
    paths.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(paths.encoder / VOCABULARY, paths.out / VOCABULARY)
    vocabulary = WordPieces.from_file(paths.out / VOCABULARY)
    size = EncoderSize.from_file(paths.encoder / "config.json")
    model = Tagger.from_encoder(
        paths.encoder, lexicon=config.lexicon, dropout=config.training.dropout
    )
    return Trainer(config, model, size, vocabulary, paths.out, pick_device(device), log)


def _measure(trainer: Trainer, corpus: Corpus, paths: Paths, log: Callable[[str], None]) -> None:
    """Log how well the averaged weights do on notes that are not trained on."""
    config = trainer.config
    vocabulary = WordPieces.from_file(paths.out / VOCABULARY)
    predict = torch_predictor(
        trainer.averaged_model(), vocabulary, config.window, config.overlap, trainer.device
    )

    def run(documents: Sequence[Document]) -> list[Predicted]:
        return predicted(documents, predict, vocabulary, lexicon=config.lexicon)

    for name, documents in (("held out", corpus.held_out), ("gold", gold_notes(paths.gold))):
        found = run(documents)
        for tau in _BRIEF:
            log(f"  {name} {line(score(found, tau)[0], tau)}")
    if corpus.left_out:
        rows = write_disagreements(run(corpus.left_out), paths.out / DISAGREEMENTS)
        log(f"  {rows} disagreements on {len(corpus.left_out)} notes left out")
