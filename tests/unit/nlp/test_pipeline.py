"""The spaCy side: a pipeline from disk, its model's spans, and notes longer than spaCy takes."""

from __future__ import annotations

import pickle
import shutil
import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import casesafe
from casesafe.core.detection import Source
from casesafe.core.note import ModelSpan
from casesafe.errors import ModelUnavailableError
from casesafe.nlp.pipeline import BLOCK, OVERLAP, Pipeline, blocks, load_pipeline
from casesafe.policy import parse_policy
from casesafe.recognizers.model import ModelRecognizer

LABELS = {"PER": "PERSON", "GPE": "LOCATION"}


@Language.component("casesafe_test_tagger")
def tag(doc: Doc) -> Doc:
    """Leave a span on each "quux", sure or not by its case."""
    doc._.casesafe_model = tuple(
        ModelSpan(t.idx, t.idx + len(t), "OCCUPATION", 0.6, t.text.istitle())
        for t in doc
        if t.lower_ == "quux"
    )
    return doc


def ruler_pipeline(*components: str) -> Language:
    """Return a pipeline that knows three phrases."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ruler.add_patterns(  # type: ignore[attr-defined]
            [
                {"label": "PER", "pattern": "zyx wvut"},
                {"label": "GPE", "pattern": "Hollow Oak"},
                {"label": "PER", "pattern": "Beck Depression Inventory"},
                {"label": "NORP", "pattern": "Martian"},
            ]
        )
    for name in components:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pipeline on disk."""
    path = tmp_path_factory.mktemp("pipeline") / "ruler"
    ruler_pipeline().to_disk(path)
    return path


# --- the model's spans ----------------------------------------------------------------------------


def test_entities_come_by_the_label_table(folder: Path) -> None:
    """Listed labels become ours, the others are ignored; spans are sorted."""
    pipeline = load_pipeline(folder, LABELS)
    assert pipeline.has_model
    note = pipeline.parse("In Hollow Oak, zyx wvut met a Martian.")
    found = [(note.normal[s.start : s.end], s.entity_type, s.sure) for s in note.model_spans]
    assert found == [("Hollow Oak", "LOCATION", True), ("zyx wvut", "PERSON", True)]
    assert load_pipeline(folder).parse("zyx wvut").model_spans == ()


def test_a_component_may_leave_spans_of_its_own() -> None:
    """`doc._.casesafe_model`: our types, the model's probability and sureness."""
    note = Pipeline(ruler_pipeline("casesafe_test_tagger")).parse("a Quux and a quux")
    assert note.model_spans == (
        ModelSpan(2, 6, "OCCUPATION", 0.6, True),
        ModelSpan(13, 17, "OCCUPATION", 0.6, False),
    )


def test_the_models_spans_are_detections_of_its_own_source() -> None:
    """Source, score and sureness are those of the model."""
    note = Pipeline(ruler_pipeline("casesafe_test_tagger")).parse("a quux")
    (detection,) = ModelRecognizer().recognize(note)
    assert (detection.source, detection.score, detection.sure) == (Source.MODEL, 0.6, False)
    assert (detection.recognizer, detection.rule) == ("model", "model")


def test_a_policys_model_takes_part_and_yields_to_the_keep_list(folder: Path) -> None:
    """Path and label table of the policy; a test's name that the model took for a person stays."""
    policy = parse_policy(
        "extends: peer-consultation\nmodel:\n"
        f"  path: {folder.as_posix()}\n  labels: {{PER: PERSON, GPE: LOCATION}}\n"
    )
    guard = casesafe.load(policy)
    assert guard.has_model
    text = "Then zyx wvut filled in the Beck Depression Inventory in Hollow Oak."
    result = guard.redact(text)
    assert result.text == ("Then [PERSON 1] filled in the Beck Depression Inventory in [LOCATION].")
    assert {f.recognizer for f in result.findings} == {"model"}
    alone = casesafe.load(policy, model=None)
    assert not alone.has_model
    assert "zyx wvut" in alone.redact(text).text


def test_a_model_that_is_named_at_load_goes_before_the_policys(folder: Path) -> None:
    """`model=` takes a path; the labels are still the policy's."""
    policy = parse_policy(
        "extends: peer-consultation\nmodel: {path: /no/such/folder, labels: {PER: PERSON}}\n"
    )
    assert "zyx" not in casesafe.load(policy, model=folder).redact("Then zyx wvut left.").text
    with pytest.raises(ModelUnavailableError):
        casesafe.load(policy)


def test_the_second_pass_runs_without_the_model(folder: Path) -> None:
    """Redacted text is clean for the rules alone, and the note says which way it was parsed."""
    pipeline = load_pipeline(folder, LABELS)
    assert pipeline.parse_rules("zyx wvut").model_spans == ()
    assert pipeline.parse("zyx wvut").model_spans != ()


def test_a_long_note_is_parsed_in_blocks(folder: Path) -> None:
    """A name at a border of blocks is found once, at its place."""
    name = "zyx wvut"
    text = "so " * (BLOCK // 3 - 60) + f"{name} " * 30 + "so " * BLOCK + name
    note = load_pipeline(folder, LABELS).parse(text)
    assert [note.normal[s.start : s.end] for s in note.model_spans] == [name] * 31
    starts = [s.start for s in note.model_spans]
    assert starts == sorted(set(starts))


# --- loading --------------------------------------------------------------------------------------


def test_the_rules_alone_need_no_pipeline() -> None:
    """A tokenizer, no model."""
    pipeline = load_pipeline(without_model=True)
    assert not pipeline.has_model
    assert pipeline.parse("zyx wvut").model_spans == ()


def test_a_pipeline_crosses_no_process_border() -> None:
    """It is loaded anew by its path instead."""
    with pytest.raises(TypeError, match="by its path"):
        pickle.dumps(load_pipeline(without_model=True))


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """Named, without a chain of causes."""
    with pytest.raises(ModelUnavailableError, match="none") as caught:
        load_pipeline(tmp_path / "none")
    assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xff damaged", b"{}", b"[]"], ids=repr)
@pytest.mark.parametrize(
    "file",
    ["config.cfg", "meta.json", "tokenizer", "vocab/strings.json", "entity_ruler/patterns.jsonl",
     "entity_ruler/cfg"],
)  # fmt: skip
def test_a_damaged_folder_is_an_error_or_loads(
    folder: Path, tmp_path: Path, file: str, content: bytes
) -> None:
    """Whatever the damage, nothing but a ModelUnavailableError comes out."""
    damaged = Path(shutil.copytree(folder, tmp_path / "damaged"))
    (damaged / file).write_bytes(content)
    failed = None
    try:
        load_pipeline(damaged, LABELS)
    except ModelUnavailableError as error:
        failed = error
    if file == "config.cfg" or failed is not None:
        assert failed is not None
        assert failed.__cause__ is failed.__context__ is None
        assert "cannot be loaded" in str(failed)


def test_a_component_that_is_not_installed_is_an_error(tmp_path: Path) -> None:
    """A pipeline that needs what is not here is never run without it."""
    path = tmp_path / "foreign"
    ruler_pipeline("casesafe_test_tagger").to_disk(path)
    config = path / "config.cfg"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("casesafe_test_tagger", "no_such_part"), encoding="utf-8")
    with pytest.raises(ModelUnavailableError):
        load_pipeline(path)


# --- blocks ---------------------------------------------------------------------------------------


def _covers(text: str) -> Iterator[tuple[int, int]]:
    found = list(blocks(text))
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    for (start, end), (following, _) in pairwise(found):
        assert start < following <= end
        assert end - following <= OVERLAP
    assert all(end - start <= BLOCK for start, end in found)
    return iter(found)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a" * BLOCK, "a" * (BLOCK + 1), "a" * (5 * BLOCK), "a b" * BLOCK, " " * (3 * BLOCK),
     "\n" * (2 * BLOCK + 7), "x" * (BLOCK // 2 - 1) + "\n" + "x" * (2 * BLOCK)],
    ids=["empty", "one", "block", "block and one", "no space", "words", "spaces", "lines", "early"],
)  # fmt: skip
def test_blocks_cover_a_text_and_end(text: str) -> None:
    """From the first to the last character, no gap, no block too long, and it ends."""
    assert len(list(_covers(text))) <= 1 + len(text) // (BLOCK // 2 - OVERLAP)


def test_blocks_overlap_at_words() -> None:
    """Between words a block begins within the one before it."""
    text = "word " * BLOCK
    for (_, end), (start, _) in pairwise(blocks(text)):
        assert end - OVERLAP <= start < end
        assert text[start - 1] == " "
        assert text[end] in " w"


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["a", " ", "\n", "a" * 500, "a " * 9000, "\n" * 7000]), max_size=30)
)
def test_any_text_is_covered(pieces: list[str]) -> None:
    """Blocks of any mixture of words, spaces and lines."""
    list(_covers("".join(pieces)))
