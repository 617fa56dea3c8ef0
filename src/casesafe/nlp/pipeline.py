"""The language pipeline: a spaCy pipeline from disk, and the note it parses.

Nothing is ever downloaded. A pipeline leaves what its model found in `doc._.casesafe_model`, a
tuple of `ModelSpan`; a foreign pipeline leaves it in `doc.ents`, which the policy's label table
maps to our types.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import spacy
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.tokens import Doc

from casesafe.core.note import ModelSpan, Note
from casesafe.errors import ModelUnavailableError
from casesafe.nlp.normalize import normalize
from casesafe.nlp.tagger import PhiTagger

#: The folder of the shipped pipeline within `casesafe.models`.
SHIPPED = "en_casesafe"
#: Longer notes are parsed in blocks of about this many characters; spaCy refuses a million.
BLOCK = 50_000
#: Characters that two blocks share, so that a name at a border is seen whole.
OVERLAP = 400
#: The score of an entity whose model gives none.
_ENT_SCORE = 0.85

if not Doc.has_extension("casesafe_note"):
    Doc.set_extension("casesafe_note", default=None)


class _Engine(NlpEngine):
    """The engine that artifacts name; it answers Presidio's questions about words only."""

    def load(self) -> None:
        """Do nothing."""

    def is_loaded(self) -> bool:
        """Return True."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Refuse: the pipeline parses, not the engine."""
        raise NotImplementedError

    def process_batch(self, *args: Any, **kwargs: Any) -> Iterator[tuple[str, NlpArtifacts]]:
        """Refuse: the pipeline parses, not the engine."""
        raise NotImplementedError

    def is_stopword(self, word: str, language: str) -> bool:
        """Return whether English takes the word for a stop word."""
        return word.lower() in STOP_WORDS

    def is_punct(self, word: str, language: str) -> bool:
        """Return whether the word has no letter or digit."""
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        """Return none."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Return English."""
        return ["en"]


_ENGINE = _Engine()


class Pipeline:
    """Parses notes; one lock a pipeline, since spaCy's memory zone is not thread-safe.

    Args:
        nlp: A loaded spaCy pipeline.
        labels: Entity label of that pipeline -> our entity type; labels that are not listed are
            ignored.
        custom_types: A policy's own entity types.
    """

    def __init__(
        self,
        nlp: Language,
        labels: Mapping[str, str] | None = None,
        custom_types: Iterable[str] = (),
    ) -> None:
        self._nlp = nlp
        self._custom_types = tuple(custom_types)
        self._labels = dict(labels or {})
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a pipeline crosses process borders by its path")

    @property
    def has_model(self) -> bool:
        """Whether the pipeline has any component beside its tokenizer."""
        return bool(self._nlp.pipe_names)

    def parse(self, text: str) -> Note:
        """Return the note with its normalised view and what the model found, sorted."""
        note = normalize(text, self._custom_types)
        if not self.has_model:
            return note
        spans: set[ModelSpan] = set()
        with self._lock, self._nlp.memory_zone():
            for start, end in blocks(note.normal):
                doc = self._nlp(note.normal[start:end])
                spans.update(self._model_spans(doc, start))
        note.model_spans = tuple(sorted(spans, key=lambda s: (s.start, s.end, s.entity_type)))
        return note

    def parse_rules(self, text: str) -> Note:
        """Return the note with its normalised view alone, without the model."""
        return normalize(text, self._custom_types)

    def artifacts(self, note: Note) -> NlpArtifacts:
        """Return Presidio's artifacts of the normalised view, for foreign recognizers.

        Only the tokenizer runs, so lemmas are the words themselves in lower case and the length
        is not limited by a model. The note stands on the Doc as `doc._.casesafe_note`.
        """
        with self._lock:
            doc = self._nlp.tokenizer(note.normal)
        doc._.casesafe_note = note
        return NlpArtifacts(
            entities=[],
            tokens=doc,
            tokens_indices=[t.idx for t in doc],
            lemmas=[t.lower_ for t in doc],
            nlp_engine=_ENGINE,
            language="en",
        )

    def _model_spans(self, doc: Doc, shift: int) -> Iterator[ModelSpan]:
        for s in doc._.casesafe_model or ():
            yield ModelSpan(s.start + shift, s.end + shift, s.entity_type, s.score, s.sure)
        for ent in doc.ents:
            kind = self._labels.get(ent.label_)
            if kind is not None:
                yield ModelSpan(ent.start_char + shift, ent.end_char + shift, kind, _ENT_SCORE)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield overlapping ranges that cover `text`, cut at line or word ends where there are any."""
    start, length = 0, len(text)
    while length - start > BLOCK:
        end = start + BLOCK
        for mark in ("\n", " "):
            cut = text.rfind(mark, start + BLOCK // 2, end)
            if cut > 0:
                end = cut
                break
        yield start, end
        back = text.find(" ", max(start + 1, end - OVERLAP), end)
        start = back + 1 if back >= 0 else end
    if start < length or not length:
        yield start, length


def load_pipeline(
    path: str | Path | None = None,
    labels: Mapping[str, str] | None = None,
    *,
    without_model: bool = False,
    custom_types: Iterable[str] = (),
    sensitivity: str = "high",
) -> Pipeline:
    """Load a spaCy pipeline from disk; without a path, the one that casesafe ships.

    Args:
        path: The pipeline's folder.
        labels: Its entity labels -> our entity types.
        without_model: Load nothing but an English tokenizer.
        custom_types: A policy's own entity types.
        sensitivity: How unsure what our own model finds may be: `balanced`, `high`, `maximum`.

    Raises:
        ModelUnavailableError: if the folder is missing, is no pipeline, or needs a component that
            is not installed; or naming the file of our own model that is missing, damaged or
            does not fit.
    """
    if without_model:
        return Pipeline(spacy.blank("en"), custom_types=custom_types)
    failed = ""
    nlp = None
    try:
        if path is None:
            with as_file(files("casesafe.models") / SHIPPED) as folder:
                nlp = spacy.load(folder)
        else:
            nlp = spacy.load(Path(path))
    except (OSError, ValueError, KeyError, ModuleNotFoundError, TypeError) as error:
        failed = type(error).__name__
    name = SHIPPED if path is None else str(path)
    if nlp is None:
        raise ModelUnavailableError(f"the pipeline {name} cannot be loaded ({failed})")
    if not nlp.pipe_names:
        raise ModelUnavailableError(
            f"the pipeline {name} has no model; to run the rules alone, say so"
        )
    for _, component in nlp.pipeline:
        if isinstance(component, PhiTagger):
            component.sensitivity = sensitivity
    return Pipeline(nlp, labels, custom_types)
