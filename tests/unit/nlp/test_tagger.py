"""The component `phi_tagger`: what it finds, how it is run, and how it crosses borders."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

import casesafe
from casesafe.errors import ModelUnavailableError, RecognizerFailedError
from casesafe.nlp.features import lexicon_of, shape_of
from casesafe.nlp.pipeline import load_pipeline
from casesafe.nlp.tagger import PhiTagger
from casesafe.policy import parse_policy

Folder = Callable[..., Path]
Found = list[tuple[str, str, bool]]


def found(tagger: PhiTagger, text: str) -> Found:
    """Return surface, type and sureness of each span."""
    doc = tagger(spacy.blank("en")(text))
    return [(text[s.start : s.end], s.entity_type, s.sure) for s in doc._.casesafe_model]


LONG = (
    "Ana Lou met Tom and then the Anabel left Dayton oak. Hope met her\nfrom the 3/14/88 and left; "
    "sky then, DOB:3/14/88,MRN#A12 and the Tom!\n"
)


# --- what it finds --------------------------------------------------------------------------------


def test_spans_are_exact_to_the_character_and_not_bound_to_tokens(tagger_folder: Folder) -> None:
    """One token of spaCy's holds two spans; a word of two pieces is one."""
    tagger = PhiTagger().load(tagger_folder())
    text = "Anabel Lou left Dayton Oak. DOB:3/14/88,MRN#A12"
    assert len(spacy.blank("en")("DOB:3/14/88,MRN#A12")) < 4
    assert found(tagger, text) == [
        ("Anabel Lou", "PERSON", True),
        ("Dayton Oak", "LOCATION", True),
        ("3/14/88", "DATE", True),
        ("A12", "MEDICAL_RECORD_NUMBER", True),
    ]


@pytest.mark.parametrize(
    ("sensitivity", "names"),
    [
        ("balanced", [("Tom", True)]),
        ("high", [("Tom", True), ("Hope", False)]),
        ("maximum", [("Tom", True), ("Hope", False), ("Sky", False)]),
    ],
)
def test_sensitivity_says_how_unsure_a_span_may_be(
    tagger_folder: Folder, sensitivity: str, names: list[tuple[str, bool]]
) -> None:
    """What `balanced` does not find is unsure."""
    tagger = PhiTagger(sensitivity=sensitivity).load(tagger_folder())
    expected = [(name, "PERSON", sure) for name, sure in names]
    assert found(tagger, "Tom, the Hope, the Sky") == expected
    tagger.sensitivity = "balanced"
    assert found(tagger, "Tom, the Hope, the Sky") == [("Tom", "PERSON", True)]


def test_the_score_is_the_mean_probability_of_no_ordinary_text(tagger_folder: Folder) -> None:
    """Over the words with letters or digits; signs between them do not count."""
    tagger = PhiTagger().load(tagger_folder())
    doc = tagger(spacy.blank("en")("Ana Lou left. 3/14/88"))
    scores = [s.score for s in doc._.casesafe_model]
    assert scores == pytest.approx([1 - (0.01 + 0.02) / 2, 0.98], abs=1e-6)


@pytest.mark.parametrize("text", ["", "  \n ", "\u00e9\u4e2d\U0001f600 \u0301", "the", "?" * 500])
def test_a_text_without_spans_has_an_empty_tuple(tagger_folder: Folder, text: str) -> None:
    """Not None, which would mean that no model ran."""
    tagger = PhiTagger(sensitivity="maximum").load(tagger_folder(window=16, overlap=4))
    assert found(tagger, text) == []
    assert tagger(spacy.blank("en")(text))._.casesafe_model == ()


@pytest.mark.parametrize(
    ("feature", "value", "text", "word"),
    [
        ("shapes", shape_of("MRN"), "then MRN left", "MRN"),
        ("gaps", 2, "\nmet the", "met"),
        ("lexicon", lexicon_of("left"), "then Ana left", "left"),
    ],
)
def test_the_model_reads_features(
    tagger_folder: Folder, feature: str, value: int, text: str, word: str
) -> None:
    """A word in capitals, one that begins a line, one of a class of the word lists."""
    rows = np.zeros((40, 9), np.float32)
    rows[value, 1] = 9.0
    folder = tagger_folder(features={feature: rows}, lexicon=feature == "lexicon")
    assert (word, "PERSON", True) in found(PhiTagger().load(folder), text)
    assert (word, "PERSON", True) not in found(PhiTagger().load(tagger_folder()), text)


# --- windows and runs -----------------------------------------------------------------------------


@pytest.mark.parametrize(("window", "overlap"), [(8, 1), (16, 4), (33, 0), (128, 24)])
def test_windows_do_not_show_where_the_model_looks_at_each_piece_alone(
    tagger_folder: Folder, window: int, overlap: int
) -> None:
    """The same spans as in one window that holds the whole text."""
    text = LONG * 4
    whole = found(PhiTagger().load(tagger_folder("whole", window=1024)), text)
    assert len(whole) == 36
    parts = tagger_folder("parts", window=window, overlap=overlap)
    assert found(PhiTagger().load(parts), text) == whole


def spans_of(docs: Iterator[Doc]) -> list[Any]:
    """Return what the model found in each Doc."""
    return [doc._.casesafe_model for doc in docs]


@pytest.mark.parametrize("batch", [1, 3, 16])
def test_many_notes_are_found_as_one_by_one(tagger_folder: Folder, batch: int) -> None:
    """Whatever the number of windows a run: padding and neighbours do not count."""
    folder = tagger_folder(context=0.3, window=24, overlap=4)
    nlp = spacy.blank("en")
    texts = [LONG[i : i + 7 * i] for i in range(40)]
    alone = spans_of(PhiTagger().load(folder)(nlp(text)) for text in texts)
    assert sum(map(len, alone)) > 40
    tagger = PhiTagger(batch=batch).load(folder)
    assert spans_of(tagger.pipe(nlp.pipe(texts), batch_size=9)) == [
        tuple(
            type(s)(s.start, s.end, s.entity_type, pytest.approx(s.score, abs=1e-5), s.sure)
            for s in spans
        )
        for spans in alone
    ]


def test_pipe_reads_lazily_and_keeps_order(tagger_folder: Folder) -> None:
    """No more Docs are read ahead than asked for."""
    nlp = spacy.blank("en")
    read: list[int] = []

    def stream() -> Iterator[Doc]:
        for i in range(10):
            read.append(i)
            yield nlp(f"{'the ' * i}Ana")

    out = PhiTagger().load(tagger_folder()).pipe(stream(), batch_size=4)
    assert next(out).text == "Ana"
    assert read == [0, 1, 2, 3]
    assert [len(doc) for doc in out] == list(range(2, 11))


def test_threads_share_a_pipeline(pipeline_folder: Folder) -> None:
    """Within spaCy's memory zone, each text gets its own spans."""
    pipeline = load_pipeline(pipeline_folder())
    texts = [LONG[i:] for i in range(0, 60, 3)]
    alone = [pipeline.parse(text).model_spans for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert [n.model_spans for n in pool.map(pipeline.parse, texts)] == alone


def test_the_number_of_threads_is_set_by_the_config(pipeline_folder: Folder) -> None:
    """It changes nothing of what is found."""
    one, two = (
        load_pipeline(pipeline_folder(f"with_{n}", {"intra_op_num_threads": n})) for n in (1, 2)
    )
    assert one.parse(LONG).model_spans == two.parse(LONG).model_spans != ()


@pytest.mark.parametrize(
    "config",
    [{"sensitivity": "low"}, {"intra_op_num_threads": 0}, {"windows_per_run": 0}],
)
def test_a_config_out_of_range_is_refused(config: dict[str, Any]) -> None:
    """When the component is made, not when it runs."""
    with pytest.raises(ValueError, match=r"sensitivity|at least 1"):
        spacy.blank("en").add_pipe("phi_tagger", config=config)


# --- on disk, in other programs, in other processes -----------------------------------------------


def test_any_program_loads_the_folder(pipeline_folder: Folder) -> None:
    """A program that imports spaCy alone gets the component by its entry point."""
    folder = pipeline_folder()
    code = (
        "import spacy, sys\n"
        "doc = spacy.load(sys.argv[1])('then Ana left')\n"
        "print([(s.start, s.end, s.entity_type) for s in doc._.casesafe_model])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.stdout, done.stderr) == ("[(5, 8, 'PERSON')]\n", "")


def test_onnxruntime_does_not_report_its_use(pipeline_folder: Folder, tmp_path: Path) -> None:
    """It keeps no device id and no queue of events, the first things that its telemetry does."""
    folder, home = pipeline_folder(), tmp_path / "home"
    home.mkdir()
    code = "import spacy, sys; spacy.load(sys.argv[1])('then Ana left'); import onnxruntime"
    # It keeps quiet by itself where CI is set.
    kept = {k: v for k, v in os.environ.items() if k not in ("CI", "ORT_DISABLE_TELEMETRY")}
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "LOCALAPPDATA": str(home)}
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env={**kept, **own})
    assert list(home.rglob("*")) == []


def test_a_pipeline_is_saved_and_loaded_again(pipeline_folder: Folder, tmp_path: Path) -> None:
    """The files are copied as they are; the config keeps what was set."""
    folder = pipeline_folder(config={"sensitivity": "maximum"})
    nlp = spacy.load(folder)
    nlp.to_disk(tmp_path / "again")
    for name in ("model.onnx", "vocab.txt", "tagger.json"):
        copy = tmp_path / "again" / "phi_tagger" / name
        assert copy.read_bytes() == (folder / "phi_tagger" / name).read_bytes()
    again = spacy.load(tmp_path / "again").get_pipe("phi_tagger")
    assert isinstance(again, PhiTagger)
    assert (again.sensitivity, again.version) == ("maximum", "1.2.3")
    assert found(again, "Sky") == [("Sky", "PERSON", False)]


def test_a_component_crosses_process_borders_by_its_folder(tagger_folder: Folder) -> None:
    """Loaded or empty."""
    tagger = PhiTagger("mine", sensitivity="maximum").load(tagger_folder())
    again = pickle.loads(pickle.dumps(tagger))
    assert (again.name, found(again, "Sky")) == ("mine", [("Sky", "PERSON", False)])
    empty = pickle.loads(pickle.dumps(PhiTagger()))
    with pytest.raises(ModelUnavailableError, match="no model loaded"):
        _ = empty.version


def test_a_component_without_a_model_is_an_error(tmp_path: Path) -> None:
    """It neither passes texts on in silence nor is saved."""
    nlp = spacy.blank("en")
    nlp.add_pipe("phi_tagger")
    with pytest.raises(ModelUnavailableError, match="phi_tagger has no model"):
        nlp("Ana")
    with pytest.raises(ModelUnavailableError, match="phi_tagger has no model"):
        nlp.to_disk(tmp_path / "empty")


def test_a_model_that_fails_on_a_note_is_an_error_without_its_text(tagger_folder: Folder) -> None:
    """The component and the class of the error are named; nothing leads to the text."""
    at_loading = {"features": {"gaps": np.zeros((2, 9), np.float32)}}  # no row for a line break
    tagger = PhiTagger().load(tagger_folder(**at_loading))
    with pytest.raises(RecognizerFailedError) as caught:
        found(tagger, "Ana left")
    assert caught.value.recognizer == "phi_tagger"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    unsound = tagger_folder("unsound", pieces={"ana": {"O": float("nan")}})
    with pytest.raises(RecognizerFailedError, match="ArithmeticError"):
        found(PhiTagger().load(unsound), "met Ana")


# --- under a policy -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sensitivity", "expected"),
    [
        ("balanced", "Then hope met zz."),
        ("high", "Then [PERSON 1] met zz."),
        ("maximum", "Then [PERSON 1] met [PERSON 2]."),
    ],
)
def test_the_policy_sets_the_sensitivity(
    pipeline_folder: Folder, sensitivity: str, expected: str
) -> None:
    """And a larger encoder, named by path, drops in."""
    unusual = {"hope": {"O": 0.7, "B-PERSON": 0.25}, "zz": {"O": 0.9, "B-PERSON": 0.05}}
    folder = pipeline_folder(hidden=48, pieces=unusual)
    policy = parse_policy(
        f"extends: peer-consultation\nsensitivity: {sensitivity}\n"
        f"model: {{path: {json.dumps(str(folder))}}}\n"
    )
    guard = casesafe.load(policy)
    assert guard.has_model
    assert guard.redact("Then hope met zz.").text == expected
