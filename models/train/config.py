"""Everything that decides what a training run yields, in one frozen value read from TOML."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

#: The configuration of the shipped model.
DEFAULT = Path(__file__).with_name("config.toml")


@dataclass(frozen=True, slots=True)
class CorpusConfig:
    """What is learned from.

    Args:
        public: Whether phase 1 reads the public corpora.
        take: Public corpus -> at most so many of its documents.
        held_out_every: One note of so many, in each file, chooses thresholds and is not trained
            on.
    """

    public: bool = True
    take: Mapping[str, int] = field(default_factory=dict)
    held_out_every: int = 12


@dataclass(frozen=True, slots=True)
class AugmentConfig:
    """Shares, each in [0, 1]; 0 switches a step off.

    Args:
        refill: Other surfaces in the spans of a note's copy.
        listed_names: Of the stand-ins for a name's words, those drawn from the word lists.
        lower: Copies put in lower case.
        upper: Copies put in capitals.
        noise: Copies with slips of typing or character recognition.
        spelled: Copies in which a name is spelled out after one of its mentions.
        redacted: Copies in which most identifiers are placeholders, as an earlier redaction
            leaves them.
        public_lower: Documents of public corpora put in lower case.
        lexicon_drop: Words whose lexicon class is hidden, so that lists are not all the model
            trusts.
    """

    refill: float = 1.0
    listed_names: float = 0.4
    lower: float = 0.2
    upper: float = 0.04
    noise: float = 0.1
    spelled: float = 0.05
    redacted: float = 0.05
    public_lower: float = 0.15
    lexicon_drop: float = 0.1


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How the weights are fitted.

    Args:
        phase1: Epochs over public corpora and notes, each note once, half of them augmented.
        phase2: Epochs over the notes, each as it is and augmented.
        batch: Windows a step.
        learning_rate: Its peak; linear warm-up, linear decay to `floor` of it.
        warmup: Steps to the peak.
        floor: Share of the peak that the rate never falls below.
        weight_decay: On matrices only.
        clip: Largest norm of the gradient.
        dropout: In the encoder and before the tags.
        average: Decay a step of the averaged weights; 0 keeps the last ones.
        bf16: Whether matrix products run in bfloat16.
        checkpoint_minutes: Time between two checkpoints.
    """

    phase1: int = 2
    phase2: int = 3
    batch: int = 16
    learning_rate: float = 1e-4
    warmup: int = 200
    floor: float = 0.03
    weight_decay: float = 0.01
    clip: float = 1.0
    dropout: float = 0.1
    average: float = 0.998
    bf16: bool = True
    checkpoint_minutes: float = 5.0


@dataclass(frozen=True, slots=True)
class ThresholdConfig:
    """How sensitivities are chosen on the held-out notes, model alone.

    Args:
        high_precision: `high` is the highest threshold whose precision is at least this.
        maximum: The threshold of `maximum`.
    """

    high_precision: float = 0.915
    maximum: float = 0.97


@dataclass(frozen=True, slots=True)
class Config:
    """A whole run.

    Args:
        version: Version of the model that it makes.
        seed: Of weights, order and augmentation.
        window: Pieces a window, its two special ones included.
        overlap: Pieces that a prediction needs on either side within a window.
        lexicon: Whether the model reads lexicon classes.
        corpus: What is learned from.
        augment: How copies of notes are varied.
        training: How the weights are fitted.
        thresholds: How sensitivities are chosen.
    """

    version: str = "0.1.0"
    seed: int = 7
    window: int = 128
    overlap: int = 24
    lexicon: bool = True
    corpus: CorpusConfig = field(default_factory=CorpusConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    training: TrainingConfig = field(default_factory=TrainingConfig)
    thresholds: ThresholdConfig = field(default_factory=ThresholdConfig)

    def digest(self) -> str:
        """Return the SHA-256 of the configuration, as hexadecimal digits."""
        canonical = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()


def load(path: Path = DEFAULT) -> Config:
    """Read a configuration; what the file leaves out keeps its default.

    Raises:
        ValueError: if a key is unknown or a value has another type than its default.
    """
    with path.open("rb") as file:
        built: Config = _built(Config, tomllib.load(file), "")
    return built


def _built(kind: type[Any], values: Mapping[str, Any], prefix: str) -> Any:
    default = kind()
    known = {f.name for f in fields(kind)}
    unknown = values.keys() - known
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(prefix + k for k in sorted(unknown))}")
    made = {}
    for name, value in values.items():
        was = getattr(default, name)
        if is_dataclass(was):
            made[name] = _built(type(was), value, f"{prefix}{name}.")
        elif isinstance(was, float) and type(value) is int:
            made[name] = float(value)
        elif type(value) is not type(was):
            raise ValueError(f"{prefix}{name}: expected {type(was).__name__}")
        else:
            made[name] = value
    return kind(**made)
