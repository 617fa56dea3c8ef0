"""The spaCy pipeline `en_casesafe`: an English tokenizer and the component `phi_tagger`."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import spacy

from casesafe.nlp.tagger import NAME, PhiTagger
from models.train.config import Config

#: Where the shipped pipeline is.
SHIPPED = Path(__file__).parents[1] / "en_casesafe"


def assemble(tagger: Path, config: Config, target: Path = SHIPPED) -> None:
    """Write the pipeline's folder anew; it is replaced only when the new one loads.

    Args:
        tagger: A folder with `model.onnx`, `vocab.txt` and `tagger.json`.
        config: Of the run.
        target: The pipeline's folder.

    Raises:
        ModelUnavailableError: if the tagger's files are damaged or do not fit.
    """
    nlp = spacy.blank("en")
    component = nlp.add_pipe(NAME)
    assert isinstance(component, PhiTagger)
    component.load(tagger)
    nlp.meta.update(
        name="casesafe",
        version=config.version,
        spacy_version=">=3.8.0,<4.0.0",
        description="The language pipeline of casesafe: an English tokenizer and a tagger of "
        "identifiers in case notes.",
        license="Apache-2.0",
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        nlp.to_disk(made)
        spacy.load(made)
        old = Path(folder) / "old"
        if target.exists():
            os.replace(target, old)
        shutil.move(str(made), str(target))
