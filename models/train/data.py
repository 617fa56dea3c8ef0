"""The windows of one epoch, drawn anew for each by seed and epoch alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from casesafe.nlp.wordpiece import WordPieces
from models.train.augment import augmented, recased
from models.train.config import Config
from models.train.documents import GOLD, NOTES, Document, digest, read_notes, refuse_overlap, split
from models.train.labels import Example, example
from models.train.public import OWN, Labelling, read_trained
from models.train.refill import pools
from models.train.windows import Window, batches, cut

#: Kinds of epochs: public corpora and notes, or notes alone.
MIXED, OWN_NOTES = "mixed", "own"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a run learns from and chooses thresholds on.

    Args:
        notes: Our notes to train on.
        held_out: Our notes that choose thresholds.
        left_out: Our notes of the other half, with `fold`.
        public: Documents of public corpora, each with its labelling.
        digest: Of the notes to train on.
    """

    notes: Sequence[Document]
    held_out: Sequence[Document]
    left_out: Sequence[Document]
    public: Sequence[tuple[Document, Labelling]]
    digest: str


def read_corpus(
    config: Config,
    corpora: Path | None,
    folder: Path = NOTES,
    gold: Path = GOLD,
    fold: int | None = None,
) -> Corpus:
    """Return the corpus, checked against the gold notes.

    Args:
        config: Of the run.
        corpora: The folder of the public corpora; None: without them.
        folder: Where our notes are.
        gold: Where the gold notes are, which must not be among them.
        fold: 0 or 1 to leave that half of the notes out; None to train on all.

    Raises:
        CorpusError: if markup is broken or a gold note is among the documents.
    """
    train, held_out = split(read_notes(folder), config.corpus.held_out_every, config.seed)
    left_out = [d for d in train if fold is not None and _half(d.id) == fold]
    ids = {d.id for d in left_out}
    train = [d for d in train if d.id not in ids]
    public: list[tuple[Document, Labelling]] = []
    if config.corpus.public and corpora is not None:
        public = list(read_trained(corpora, config.corpus.take, config.seed))
    refuse_overlap([*train, *held_out, *(d for d, _ in public)], gold)
    return Corpus(train, held_out, left_out, public, digest(train))


def _half(note_id: str) -> int:
    return sum(map(ord, note_id)) % 2


class EpochData:
    """Draws the batches of epochs.

    Args:
        config: Of the run.
        vocabulary: The model's.
    """

    def __init__(self, config: Config, vocabulary: WordPieces) -> None:
        self._config = config
        self._vocabulary = vocabulary

    def sizes(self, corpus: Corpus) -> dict[str, int]:
        """Return about how many pieces an epoch of each kind has."""
        own = sum(len(self._own(d).pieces) for d in corpus.notes)
        public = sum(len(self._public(d, rule).pieces) for d, rule in corpus.public)
        return {MIXED: own + public, OWN_NOTES: 2 * own}

    def batches(self, corpus: Corpus, kind: str, epoch: int) -> list[list[Window]]:
        """Return an epoch's batches in order; the same for the same corpus and epoch."""
        rng = random.Random(f"{self._config.seed} {epoch}")
        examples = self._mixed(corpus, rng) if kind == MIXED else self._both(corpus, rng)
        hidden = np.random.default_rng(rng.getrandbits(32))
        windows = (
            row
            for e in examples
            for row in cut(self._with_hidden(e, hidden), self._config.window, self._vocabulary, rng)
        )
        return batches(windows, self._config.training.batch, rng)

    def _mixed(self, corpus: Corpus, rng: random.Random) -> Iterator[Example]:
        """Yield each note once, half of them augmented, and the public documents."""
        source = pools(corpus.notes)
        for note in corpus.notes:
            if rng.random() < 0.5:
                note = augmented(note, source, self._config.augment, rng)
            yield self._own(note)
        for document, rule in corpus.public:
            if rng.random() < self._config.augment.public_lower:
                document = recased(document, document.text.lower())
            yield self._public(document, rule)

    def _both(self, corpus: Corpus, rng: random.Random) -> Iterator[Example]:
        """Yield each note as it is and augmented."""
        source = pools(corpus.notes)
        for note in corpus.notes:
            yield self._own(note)
            yield self._own(augmented(note, source, self._config.augment, rng))

    def _own(self, note: Document) -> Example:
        return self._public(note, OWN)

    def _public(self, document: Document, rule: Labelling) -> Example:
        lexicon = self._config.lexicon
        return example(document, rule.allowed, rule.free, self._vocabulary, lexicon=lexicon)

    def _with_hidden(self, made: Example, rng: np.random.Generator) -> Example:
        """Return the example with the lexicon class of some words hidden."""
        share = self._config.augment.lexicon_drop
        pieces = made.pieces
        if not self._config.lexicon or not share or not len(pieces):
            return made
        shown = rng.random(int(pieces.words[-1]) + 1) >= share
        lexicon = np.where(shown[pieces.words], pieces.lexicon, 0)
        return replace(made, pieces=replace(pieces, lexicon=lexicon))
