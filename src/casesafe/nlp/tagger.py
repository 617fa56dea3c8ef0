"""The spaCy component `phi_tagger`: runs the ONNX model over `doc.text`.

It leaves what the model found in `doc._.casesafe_model`, a tuple of `ModelSpan`, sorted and
disjoint, exact to the character; spaCy's tokens play no part. Any program that has casesafe
installed can load a pipeline that holds it: `spacy.load(folder)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from casesafe.core.note import ModelSpan
from casesafe.errors import ModelUnavailableError, RecognizerFailedError
from casesafe.nlp.decode import spans
from casesafe.nlp.features import encode
from casesafe.nlp.onnx_model import OnnxModel
from casesafe.nlp.tagger_files import FILES, SENSITIVITIES, read

NAME = "phi_tagger"
#: `pipe` hands texts of about this many characters to the model at a time.
_AHEAD = 50_000

if not Doc.has_extension("casesafe_model"):
    Doc.set_extension("casesafe_model", default=None)


class PhiTagger:
    """Finds identifiers by a model. It is empty until it was loaded from a folder.

    It holds no text and is safe to share by threads. It crosses process borders by its folder.

    Args:
        name: Its name in the pipeline.
        sensitivity: `balanced`, `high` or `maximum`: how unsure a span may be.
        threads: How many threads the model uses.
        batch: How many windows make one run of the model; see `OnnxModel`.

    Raises:
        ValueError: if an argument is none of these.
    """

    def __init__(
        self, name: str = NAME, *, sensitivity: str = "high", threads: int = 1, batch: int = 1
    ) -> None:
        if threads < 1 or batch < 1:
            raise ValueError("threads and windows a run are at least 1")
        self.name = name
        self.sensitivity = sensitivity
        self._threads = threads
        self._batch = batch
        self._folder: Path | None = None
        self._model: OnnxModel | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.name, self.sensitivity, self._threads, self._batch, self._folder)

    @property
    def sensitivity(self) -> str:
        """How unsure a span may be; may be set at any time."""
        return self._sensitivity

    @sensitivity.setter
    def sensitivity(self, value: str) -> None:
        if value not in SENSITIVITIES:
            raise ValueError(f"sensitivity is one of {', '.join(SENSITIVITIES)}")
        self._sensitivity = value

    @property
    def version(self) -> str:
        """Version of the model.

        Raises:
            ModelUnavailableError: if none was loaded.
        """
        return self._loaded().settings.version

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what the model found in it.

        Raises:
            ModelUnavailableError: if no model was loaded.
            RecognizerFailedError: if the model fails on this text.
        """
        self._tag([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield each Doc with what the model found in it, in order.

        Args:
            stream: The Docs, read lazily.
            batch_size: At most so many Docs are read ahead.

        Raises:
            ModelUnavailableError: if no model was loaded.
            RecognizerFailedError: if the model fails on one of the texts.
        """
        waiting: list[Doc] = []
        size = 0
        for doc in stream:
            waiting.append(doc)
            size += len(doc.text)
            if size >= _AHEAD or len(waiting) >= batch_size:
                self._tag(waiting)
                yield from waiting
                waiting, size = [], 0
        self._tag(waiting)
        yield from waiting

    def load(self, folder: str | Path) -> PhiTagger:
        """Load the model's files and return the component.

        Args:
            folder: Holds `model.onnx`, `vocab.txt` and `tagger.json`.

        Raises:
            ModelUnavailableError: naming the file that is missing, damaged or does not fit.
        """
        self._folder = Path(folder).absolute()
        self._model = OnnxModel(read(self._folder), threads=self._threads, batch=self._batch)
        return self

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> PhiTagger:
        """Load the model's files, as spaCy calls it; raises as `load`."""
        return self.load(path)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files into a folder, which is made.

        Raises:
            ModelUnavailableError: if no model was loaded.
            OSError: if a file cannot be read or written.
        """
        self._loaded()
        assert self._folder is not None
        contents = {name: (self._folder / name).read_bytes() for name in FILES}
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (target / name).write_bytes(content)

    def _loaded(self) -> OnnxModel:
        if self._model is None:
            raise ModelUnavailableError(f"the component {self.name} has no model loaded")
        return self._model

    def _tag(self, docs: Sequence[Doc]) -> None:
        model = self._loaded()
        failed = ""
        try:
            found = self._spans(model, [doc.text for doc in docs])
        except Exception as error:  # onnxruntime has no common class; a text may be in a message
            failed = type(error).__name__
        if failed:
            raise RecognizerFailedError(self.name, failed)
        for doc, result in zip(docs, found, strict=True):
            doc._.casesafe_model = result

    def _spans(self, model: OnnxModel, texts: Sequence[str]) -> list[tuple[ModelSpan, ...]]:
        settings = model.settings
        pieces = [encode(t, model.vocabulary, lexicon=settings.lexicon) for t in texts]
        threshold = settings.thresholds[self.sensitivity]
        balanced = settings.thresholds["balanced"]
        return [
            spans(text, encoded, probabilities, settings.types, threshold, balanced)
            for text, encoded, probabilities in zip(
                texts, pieces, model.probabilities(pieces), strict=True
            )
        ]


def _again(name: str, sensitivity: str, threads: int, batch: int, folder: Path | None) -> PhiTagger:
    tagger = PhiTagger(name, sensitivity=sensitivity, threads=threads, batch=batch)
    return tagger if folder is None else tagger.load(folder)


@Language.factory(
    NAME,
    default_config={"sensitivity": "high", "intra_op_num_threads": 1, "windows_per_run": 1},
    assigns=["doc._.casesafe_model"],
)
def make_phi_tagger(
    nlp: Language, name: str, sensitivity: str, intra_op_num_threads: int, windows_per_run: int
) -> PhiTagger:
    """Return an empty component; `nlp.from_disk` or `PhiTagger.load` fills it.

    Args:
        nlp: The pipeline it joins.
        name: Its name there.
        sensitivity: `balanced`, `high` or `maximum`.
        intra_op_num_threads: How many threads the model uses; at least 1.
        windows_per_run: How many windows make one run of the model; at least 1. With more than
            one, neighbours change each other's results slightly if the model is quantised.
    """
    return PhiTagger(
        name, sensitivity=sensitivity, threads=intra_op_num_threads, batch=windows_per_run
    )
