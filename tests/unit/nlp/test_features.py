"""What the model reads: shapes, gaps, lexicon classes, and arrays that fit each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.nlp.features import GAPS, LEXICON, SHAPES, encode, lexicon_of, shape_of
from casesafe.nlp.wordpiece import WordPieces

_VOCABULARY = WordPieces(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *map(chr, range(33, 127)), *map("##{}".format, "abcdefgh")]
)


@pytest.mark.parametrize(
    ("word", "shape"),
    [("1988", 1), ("hope", 2), ("PTSD", 3), ("J", 4), ("Hope", 5), ("McKay", 5), ("iPad", 6),
     ("A12", 7), ("-", 0), ("\u540d", 6)],
)  # fmt: skip
def test_shapes(word: str, shape: int) -> None:
    """How the whole word is written."""
    assert shape_of(word) == shape


@pytest.mark.parametrize(
    ("word", "bits"),
    [
        ("Sarah", 1),
        ("hope", 1 | 2 | 4 | 8),
        ("Nguyen", 2),
        ("Tacoma", 4),
        ("yesterday", 8),
        ("Zebedeenk", 0),
    ],
)
def test_lexicon_classes_hold_what_the_lists_know(word: str, bits: int) -> None:
    """At least these bits; none for a word in no list."""
    found = lexicon_of(word) - 1
    assert found & bits == bits
    assert bits or not found
    assert lexicon_of(word) == lexicon_of(word.upper()) == lexicon_of(word.lower())


@pytest.mark.parametrize("word", ["12", "A1", "-", ""])
def test_what_is_no_word_of_letters_has_no_class(word: str) -> None:
    """Class 0 stands for it, and for special pieces."""
    assert lexicon_of(word) == 0


def test_gaps_stand_on_the_first_piece_of_a_word() -> None:
    """2 at the start and after a line break, 1 after a space, 0 otherwise."""
    encoded = encode("ab c,\nd", _VOCABULARY)
    assert encoded.gaps.tolist() == [2, 0, 1, 0, 2]
    assert encoded.words.tolist() == [0, 0, 1, 2, 3]
    assert encoded.starts.tolist() == [0, 1, 3, 4, 6]
    assert encoded.ends.tolist() == [1, 2, 4, 5, 7]


def test_the_shape_is_the_words_on_each_of_its_pieces() -> None:
    """A piece does not know its own case."""
    assert encode("Ab AB", _VOCABULARY).shapes.tolist() == [5, 5, 3, 3]


def test_lexicon_classes_are_looked_up_only_on_demand() -> None:
    """Without the switch all are 0."""
    assert not encode("Sarah", _VOCABULARY).lexicon.any()
    assert encode("Sarah", _VOCABULARY, lexicon=True).lexicon.all()


@given(st.text(max_size=80))
def test_arrays_fit_and_values_are_in_range(text: str) -> None:
    """Whatever the text."""
    encoded = encode(text, _VOCABULARY, lexicon=True)
    arrays = (encoded.ids, encoded.shapes, encoded.gaps, encoded.lexicon, encoded.starts)
    assert {len(a) for a in (*arrays, encoded.ends, encoded.words)} == {len(encoded)}
    for values, size in zip(arrays, (_VOCABULARY.size, SHAPES, GAPS, LEXICON), strict=False):
        assert all(0 <= v < size for v in values)
    assert (encoded.starts <= encoded.ends).all()
    assert (encoded.starts[1:] >= encoded.ends[:-1]).all()
    assert encoded.words.tolist() == sorted(encoded.words)
