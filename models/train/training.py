"""The training loop: seeded, checkpointed, resumable at the batch where it stopped."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from casesafe.nlp.wordpiece import WordPieces
from models.train.config import Config
from models.train.data import MIXED, OWN_NOTES, Corpus, EpochData
from models.train.network import EncoderSize, Tagger, partial_loss
from models.train.predict import forward
from models.train.windows import Batch, Window, padded

CHECKPOINT, MODEL = "checkpoint.pt", "model.pt"
#: The averaged weights are brought up to date every so many steps.
_AVERAGE_EVERY = 10
_LOG_EVERY = 100
_SMOOTH = 0.98


@dataclass(slots=True)
class Position:
    """Where a run stands.

    Args:
        epoch: The epoch, from 0.
        batch: Batches of it that are done.
        step: Batches done in all.
        work: Pieces planned for the epochs that are done.
        corpus: Digest of the notes of this epoch.
    """

    epoch: int = 0
    batch: int = 0
    step: int = 0
    work: float = 0.0
    corpus: str = ""


class Trainer:
    """Fits a tagger and keeps what a resumed run needs.

    Args:
        config: Of the run.
        model: The tagger to fit.
        size: Its encoder's measures.
        vocabulary: Its word pieces.
        out: The run's folder.
        device: Where to compute.
        log: Takes lines of progress, which hold no text.
    """

    def __init__(
        self,
        config: Config,
        model: Tagger,
        size: EncoderSize,
        vocabulary: WordPieces,
        out: Path,
        device: torch.device,
        log: Callable[[str], None] = print,
    ) -> None:
        self.config = config
        self.model = model.to(device)
        self.position = Position()
        self._size = size
        self._vocabulary = vocabulary
        self._out = out
        self.device = device
        self._log = log
        self._data = EpochData(config, vocabulary)
        self._plan: list[tuple[str, float]] = []
        self._average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self._optimizer = _optimizer(self.model, config)
        self._loss = 0.0
        self._saved = self._started = time.monotonic()
        self._seen = 0

    # --- the loop ---------------------------------------------------------------------------------

    def fit(
        self,
        read: Callable[[], Corpus],
        after_epoch: Callable[[Trainer, Corpus], None] = lambda *_: None,
        max_steps: int | None = None,
    ) -> bool:
        """Train to the end of the plan and write `model.pt`; return False if it stopped early.

        Args:
            read: Reads the corpus, anew at the start of each epoch.
            after_epoch: Called after each epoch.
            max_steps: Stop and checkpoint after so many steps of this call.
        """
        self._saved = self._started = time.monotonic()
        until = None if max_steps is None else self.position.step + max_steps
        corpus = read()
        if not self._plan:
            self._plan = _plan(self.config, self._data.sizes(corpus))
        while self.position.epoch < len(self._plan):
            kind, work = self._plan[self.position.epoch]
            if self.position.batch and self.position.corpus != corpus.digest:
                self._log("the notes have changed: this epoch begins anew")
                self.position.batch = 0
            self.position.corpus = corpus.digest
            todo = self._data.batches(corpus, kind, self.position.epoch)
            self._log(f"epoch {self.position.epoch} {kind}: {len(corpus.notes)} notes, "
                      f"{len(todo)} batches, from batch {self.position.batch}")  # fmt: skip
            if not self._epoch(todo, work, until):
                self.save()
                return False
            self.position.epoch += 1
            self.position.batch = 0
            self.position.work += work
            self.save()
            after_epoch(self, corpus)
            corpus = read()
        self._write_model()
        return True

    def _epoch(self, todo: Sequence[Sequence[Window]], work: float, until: int | None) -> bool:
        """Do the rest of an epoch; return False if it stopped early."""
        total = sum(w for _, w in self._plan)
        self.model.train()
        for rows in todo[self.position.batch :]:
            if until is not None and self.position.step >= until:
                return False
            done = self.position.work + work * self.position.batch / len(todo)
            batch = padded(rows, self._vocabulary.pad)
            self._step(batch, done / total)
            self.position.batch += 1
            self.position.step += 1
            self._seen += int(batch.attention.sum())
            if self.position.step % _LOG_EVERY == 0:
                self._report(len(todo), total - done)
            if time.monotonic() - self._saved > 60 * self.config.training.checkpoint_minutes:
                self.save()
        return True

    def _step(self, batch: Batch, progress: float) -> None:
        setting = self.config.training
        rate = setting.learning_rate * min(1.0, (self.position.step + 1) / setting.warmup)
        for group in self._optimizer.param_groups:
            group["lr"] = rate * max(setting.floor, 1.0 - progress)
        with self._precision():
            logits = forward(self.model, batch, self.device)
        loss = partial_loss(logits, torch.from_numpy(batch.allowed).to(self.device))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), setting.clip)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        if setting.average and self.position.step % _AVERAGE_EVERY == 0:
            self._update_average()
        value = float(loss.detach())
        self._loss = _SMOOTH * self._loss + (1 - _SMOOTH) * value if self._loss else value

    def _precision(self) -> AbstractContextManager[Any]:
        return torch.autocast(
            self.device.type, dtype=torch.bfloat16, enabled=self.config.training.bf16
        )

    def _update_average(self) -> None:
        # Early weights are forgotten sooner, so that a short run is not held back by its start.
        step = self.position.step
        decay = min(self.config.training.average**_AVERAGE_EVERY, (1 + step) / (100 + step))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self._average[name].lerp_(value, 1.0 - decay)

    def _report(self, batches: int, left: float) -> None:
        rate = self._seen / (time.monotonic() - self._started)
        self._log(
            f"epoch {self.position.epoch} batch {self.position.batch}/{batches} "
            f"step {self.position.step} loss {self._loss:.4f} {rate:.0f} pieces/s "
            f"about {left / rate / 60:.0f} min left"
        )

    # --- files ------------------------------------------------------------------------------------

    def averaged_model(self) -> Tagger:
        """Return a tagger with the averaged weights, or the last ones if none are kept."""
        model = Tagger(self._size, lexicon=self.config.lexicon).to(self.device)
        model.load_state_dict(self._averaged())
        return model.eval()

    def _averaged(self) -> dict[str, torch.Tensor]:
        return self._average if self.config.training.average else self.model.state_dict()

    def save(self) -> None:
        """Write the checkpoint, in one move."""
        state = {
            "config": self.config.digest(),
            "position": asdict(self.position),
            "plan": self._plan,
            "model": self.model.state_dict(),
            "average": self._average,
            "optimizer": self._optimizer.state_dict(),
            "rng": torch.get_rng_state(),
            "cuda_rng": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
            "loss": self._loss,
        }
        _write(state, self._out / CHECKPOINT)
        self._saved = time.monotonic()

    def resume(self) -> bool:
        """Take up the checkpoint of the run's folder; return False if there is none.

        Raises:
            ValueError: if it belongs to another configuration.
        """
        path = self._out / CHECKPOINT
        if not path.exists():
            return False
        state = torch.load(path, map_location="cpu", weights_only=True)
        if state["config"] != self.config.digest():
            raise ValueError(f"{path.name} belongs to another configuration")
        self.position = Position(**state["position"])
        self._plan = [(str(kind), float(work)) for kind, work in state["plan"]]
        self.model.load_state_dict(state["model"])
        self._average = {k: v.to(self.device) for k, v in state["average"].items()}
        self._optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        if state["cuda_rng"] and torch.cuda.is_available():
            torch.cuda.set_rng_state_all(state["cuda_rng"])
        self._loss = state["loss"]
        return True

    def _write_model(self) -> None:
        model = {
            "config": self.config.digest(),
            "corpus": self.position.corpus,
            "size": asdict(self._size),
            "lexicon": self.config.lexicon,
            "average": _on_cpu(self._averaged()),
            "last": _on_cpu(self.model.state_dict()),
        }
        _write(model, self._out / MODEL)


def _on_cpu(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {k: v.detach().cpu() for k, v in weights.items()}


def _write(state: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    torch.save(state, new)
    os.replace(new, path)


def _plan(config: Config, sizes: dict[str, int]) -> list[tuple[str, float]]:
    """Return the epochs in order: kind, and how much work each is."""
    kinds = [MIXED] * config.training.phase1 + [OWN_NOTES] * config.training.phase2
    return [(kind, float(sizes[kind])) for kind in kinds]


def _optimizer(model: Tagger, config: Config) -> torch.optim.Optimizer:
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": config.training.weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=config.training.learning_rate, fused=True)


def load_model(path: Path, weights: str = "average") -> tuple[Tagger, str]:
    """Return the tagger of a `model.pt`, in evaluation mode, and the digest of its notes.

    Args:
        path: The file.
        weights: `average` or `last`.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = Tagger(EncoderSize(**state["size"]), lexicon=state["lexicon"])
    model.load_state_dict(state[weights])
    return model.eval(), str(state["corpus"])
