"""Labels as sets of tags, public corpora, windows and the configuration."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from casesafe.nlp.wordpiece import WordPieces
from models.train import config
from models.train.data import MIXED, OWN_NOTES, Corpus, EpochData
from models.train.documents import Document, Span, parse_markup
from models.train.labels import ANY, TAGS, TYPES, example
from models.train.public import MEASURED, OWN, TRAINED, Labelling, read_trained
from models.train.windows import batches, cut, padded


def _tags(bits: int) -> set[str]:
    return {tag for i, tag in enumerate(TAGS) if bits >> i & 1}


def _document(marked: str) -> Document:
    text, spans = parse_markup(marked)
    return Document("a", "notes_x", text, spans)


def test_own_notes_allow_one_tag_a_piece(vocabulary: WordPieces) -> None:
    """B on a span's first piece, I on the rest, O elsewhere."""
    made = example(_document("Met {{PERSON:Bo}}."), OWN.allowed, (), vocabulary, lexicon=False)
    assert [_tags(int(a)) for a in made.allowed] == [{"O"}, {"B-PERSON"}, {"I-PERSON"}, {"O"}]


def test_unlabelled_types_are_left_open(vocabulary: WordPieces) -> None:
    """O may be a free type, a place any kind of place, and what is not known has no loss."""
    rule = Labelling({"LOC": ("LOCATION", "STATE"), "MISC": None}, ("AGE",))
    document = Document("a", "x", "x y z", (Span(2, 3, "LOC"), Span(4, 5, "MISC")))
    made = example(document, rule.allowed, rule.free, vocabulary, lexicon=False)
    assert _tags(int(made.allowed[0])) == {"O", "B-AGE", "I-AGE"}
    assert _tags(int(made.allowed[1])) == {"B-LOCATION", "B-STATE"}
    assert made.allowed[2] == ANY


def test_labels_that_are_no_identifiers_teach_ordinary_text(vocabulary: WordPieces) -> None:
    """A label that the table leaves out counts as O."""
    rule = TRAINED["maccrobat_train"]
    document = Document("a", "x", "flu", (Span(0, 3, "Disease_disorder"),))
    made = example(document, rule.allowed, (), vocabulary, lexicon=False)
    assert _tags(int(made.allowed[0])) == {"O"}


def test_tables_name_our_types_and_no_corpus_is_trained_on_and_measured_with() -> None:
    """Share-alike corpora only measure."""
    named = {
        t
        for rule in TRAINED.values()
        for t in (*rule.free, *(t for types in rule.table.values() for t in types or ()))
    }
    assert named <= set(TYPES)
    assert not TRAINED.keys() & MEASURED.keys()
    assert len(TAGS) < 63


def test_share_alike_genres_years_and_titles(tmp_path: Path) -> None:
    """GUM's biographies stay out, a year alone is open, a title is no part of a name."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TRAINED}
    rows["gum_traindev"] = [
        {"id": g, "text": "Ann", "spans": [], "meta": {"genre": g}} for g in ("bio", "news")
    ]
    rows["tab_traindev"] = [
        {"id": "t", "text": "in 1994", "spans": [{"start": 3, "end": 7, "label": "DATETIME"}]}
    ]
    rows["litbank_train"] = [
        {"id": "l", "text": "Mr. Darcy", "spans": [{"start": 0, "end": 9, "label": "PER"}]}
    ]
    for name, records in rows.items():
        lines = "".join(json.dumps(r) + "\n" for r in records)
        (tmp_path / f"{name}.jsonl").write_text(lines)
    found = {d.id: (d, rule) for d, rule in read_trained(tmp_path, {}, 7)}
    assert found.keys() == {"news", "t", "l"}
    year, rule = found["t"]
    assert rule.allowed(year.spans[0].label) is None
    name = found["l"][0]
    assert [name.text[s.start : s.end] for s in name.spans] == ["Darcy"]


@pytest.mark.parametrize("seed", range(4))
def test_windows_cover_a_document_once(vocabulary: WordPieces, seed: int) -> None:
    """Whatever the phase, at most a few pieces at an end are left out."""
    document = _document(" ".join("abcdefgh"[i % 8] for i in range(100)))
    made = example(document, OWN.allowed, (), vocabulary, lexicon=False)
    rows = list(cut(made, 18, vocabulary, random.Random(seed)))
    kept = sum(len(row[0]) - 2 for row in rows)
    assert 100 - 6 <= kept <= 100
    assert all(row[0][0] == vocabulary.first and row[0][-1] == vocabulary.last for row in rows)
    assert all(row[4][0] == ANY == row[4][-1] for row in rows)


def test_padding_has_no_loss_and_no_attention(vocabulary: WordPieces) -> None:
    """A batch is as long as its longest window."""
    made = [
        example(_document(text), OWN.allowed, (), vocabulary, lexicon=False)
        for text in ("a b c d e", "a")
    ]
    rng = random.Random(1)
    (rows,) = batches([r for m in made for r in cut(m, 18, vocabulary, rng)], 4, rng)
    batch = padded(rows, vocabulary.pad)
    assert batch.ids.shape == (2, 7)
    padding = batch.attention == 0
    assert padding.sum() == 4
    assert (batch.allowed[padding] == ANY).all()


def test_an_epoch_is_the_same_each_time_it_is_drawn(vocabulary: WordPieces) -> None:
    """So a run can be resumed; another epoch is drawn differently."""
    notes = [_document(f"Met {{{{PERSON:Bo}}}} and the client {c}.") for c in "abcdef"]
    corpus = Corpus(notes, [], [], [(_document("the"), OWN)], "")
    data = EpochData(config.Config(), vocabulary)

    def drawn(kind: str, epoch: int) -> list[list[int]]:
        made = data.batches(corpus, kind, epoch)
        return [row[0].tolist() + row[3].tolist() for rows in made for row in rows]

    assert drawn(OWN_NOTES, 3) == drawn(OWN_NOTES, 3)
    assert drawn(OWN_NOTES, 3) != drawn(OWN_NOTES, 4)
    assert len(drawn(OWN_NOTES, 0)) == 12
    assert len(drawn(MIXED, 0)) == 7
    assert data.sizes(corpus)[OWN_NOTES] == 2 * (data.sizes(corpus)[MIXED] - 1)


def test_lexicon_classes_can_be_hidden(vocabulary: WordPieces) -> None:
    """A share of 1 hides them all."""
    setting = config.Config(augment=config.AugmentConfig(lexicon_drop=1.0))
    corpus = Corpus([_document("Met {{PERSON:Tom}} there")], [], [], [], "")
    rows = [r for b in EpochData(setting, vocabulary).batches(corpus, OWN_NOTES, 0) for r in b]
    assert not np.concatenate([r[3] for r in rows]).any()


def test_the_shipped_configuration_says_what_the_defaults_say() -> None:
    """Except for how much is taken of the largest corpora."""
    found = config.load()
    plain = config.Config(corpus=config.CorpusConfig(take=found.corpus.take))
    assert found.digest() == plain.digest()


@pytest.mark.parametrize(
    "text", ["sed = 1", "[training]\nbatch = 'x'", "[augment]\nlowercase = 0.1", "lexicon = 1"]
)
def test_a_mistaken_configuration_is_refused(text: str, tmp_path: Path) -> None:
    """Unknown keys and other types are errors."""
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"unknown keys|expected"):
        config.load(path)


def test_the_digest_follows_every_value(tmp_path: Path) -> None:
    """Another rate is another configuration; a whole number may stand for a float."""
    path = tmp_path / "c.toml"
    path.write_text("[training]\ndropout = 0\n")
    assert config.load(path).training.dropout == 0.0
    assert config.load(path).digest() != config.Config().digest()
