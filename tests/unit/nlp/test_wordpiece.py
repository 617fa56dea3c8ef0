"""Words, pieces and their offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.nlp.wordpiece import WordPieces, words

_PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "win", "##nic", "##ott", "zoe", "jose", "met", "'"]


def _cut(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOB:3/14/88,MRN#A12", ["DOB", ":", "3", "/", "14", "/", "88", ",", "MRN", "#", "A12"]),
        ("snake_case's", ["snake", "_", "case", "'", "s"]),
        ("30\u00b0C \u20ac5", ["30", "\u00b0", "C", "\u20ac", "5"]),
        ("\u540d\u524da", ["\u540d", "\u524d", "a"]),
        ("a\u200bb\x00c", ["a", "b", "c"]),
        ("Zoe\u0308 x", ["Zoe\u0308", "x"]),
        (" \n\t", []),
    ],
)
def test_words_are_runs_of_letters_and_digits_or_single_signs(
    text: str, expected: list[str]
) -> None:
    """Underscores, symbols and CJK characters stand alone; control characters are in no word."""
    assert _cut(text) == expected


@pytest.mark.parametrize(
    ("word", "ids", "spans"),
    [
        ("Winnicott", [4, 5, 6], [(0, 3), (3, 6), (6, 9)]),
        ("ZOE", [7], [(0, 3)]),
        ("Zo\u00eb", [7], [(0, 3)]),
        ("Zoe\u0308", [7], [(0, 4)]),
        ("JOS\u00c9", [8], [(0, 4)]),
        ("w\u00efnnic", [4, 5], [(0, 3), (3, 6)]),
        ("winx", [1], [(0, 4)]),
        ("win" * 40, [1], [(0, 120)]),
        ("\u0308", [], []),
    ],
)
def test_pieces_cover_their_word(word: str, ids: list[int], spans: list[tuple[int, int]]) -> None:
    """Case and accents do not matter; a word that is not covered whole is unknown."""
    numbers, starts, ends = WordPieces(_PIECES).pieces(word)
    assert numbers == ids
    assert list(zip(starts, ends, strict=True)) == spans


def test_special_pieces_are_known_and_needed(tmp_path: Path) -> None:
    """A vocabulary without them is refused."""
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(_PIECES) + "\n")
    pieces = WordPieces.from_file(path)
    assert (pieces.pad, pieces.unknown, pieces.first, pieces.last, pieces.size) == (0, 1, 2, 3, 11)
    path.write_text("\n".join(_PIECES[2:]))
    with pytest.raises(ValueError, match=r"lacks \[PAD\], \[UNK\]"):
        WordPieces.from_file(path)


@given(st.text(max_size=60))
def test_words_and_pieces_stay_inside_the_text(text: str) -> None:
    """Whatever the text: ascending, disjoint, and pieces from a word's start to its end."""
    vocabulary = WordPieces([*_PIECES, *"abcdefghij", *(f"##{c}" for c in "abcdefghij")])
    last = 0
    for start, end in words(text):
        assert last <= start < end <= len(text)
        last = end
        _, starts, ends = vocabulary.pieces(text[start:end])
        if starts:
            assert (starts[0], ends[-1]) == (0, end - start)
            assert starts[1:] == ends[:-1]
            assert starts == sorted(starts)
