"""What the model reads of a text: word pieces with shape, gap and lexicon class.

Training and run time share this module; a change in it needs a model trained anew.

Inputs, one number a piece:
- `ids`: the piece's number in the vocabulary;
- `shapes`: how the whole word is written that the piece stands in (`shape_of`, `SHAPES` values);
- `gaps`: what stands before the piece: 0 nothing, 1 space, 2 a line break or the text's start
  (`GAPS` values);
- `lexicon`: which word lists know the whole word (`lexicon_of`, `LEXICON` values).
The special pieces at a window's ends and the padding have 0 in the last three.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casesafe.nlp.wordpiece import WordPieces, words
from casesafe.values.places import cities, counties, countries, fold, states_by_name
from casesafe.values.vocabulary import (
    clinical_abbreviations,
    given_names,
    ordinary_words,
    surnames,
)

Ints = npt.NDArray[np.int64]

#: How many values each feature has.
SHAPES = 8
GAPS = 3
LEXICON = 33


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of one text; all arrays have one length, which may be 0. Holds no text.

    Args:
        ids: Number of each piece in the vocabulary.
        shapes: Shape of the word that it stands in.
        gaps: What stands before it.
        lexicon: Lexicon class of the word; all 0 if the model does not ask for it.
        starts: Where each piece begins in the text, ascending.
        ends: One past its last character. Pieces of a word follow each other without a gap.
        words: Index of the word that it stands in, ascending from 0.
    """

    ids: Ints
    shapes: Ints
    gaps: Ints
    lexicon: Ints
    starts: Ints
    ends: Ints
    words: Ints

    def __len__(self) -> int:
        return len(self.ids)


def shape_of(word: str) -> int:
    """Return how a word is written.

    1 digits, 2 lower case, 3 capitals, 4 one capital, 5 capital first, 6 mixed, 7 letters and
    digits, 0 anything else.
    """
    if word.isalpha():
        if word.islower():
            return 2
        if word.isupper():
            return 3 if len(word) > 1 else 4
        return 5 if word[0].isupper() else 6
    if word.isdigit():
        return 1
    return 7 if word.isalnum() else 0


def lexicon_of(word: str) -> int:
    """Return 1 plus a set of bits for a word of letters, else 0.

    The bits: 1 given name, 2 surname, 4 place of one word, 8 ordinary word, 16 clinical
    abbreviation (in any case, so that case alone does not decide).
    """
    if not word.isalpha():
        return 0
    low = fold(word)
    return (
        1
        + (low in given_names())
        + 2 * (low in surnames())
        + 4
        * (low in cities() or low in counties() or low in countries() or low in states_by_name())
        + 8 * (low in ordinary_words())
        + 16 * (word.upper() in clinical_abbreviations())
    )


def encode(text: str, vocabulary: WordPieces, *, lexicon: bool = False) -> Encoded:
    """Return the pieces of a text with their features; linear in its length.

    Args:
        text: The normalised view of a note, or a block of it.
        vocabulary: The model's.
        lexicon: Whether to look words up.
    """
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    rows: list[tuple[int, int, int]] = []  # shape, lexicon class, pieces: one a word
    gaps: list[int] = []
    # Words recur; the table lives no longer than this call, since it holds note text.
    seen: dict[str, tuple[list[int], list[int], list[int], tuple[int, int, int]]] = {}
    at = 0
    for start, end in words(text):
        word = text[start:end]
        known = seen.get(word)
        if known is None:
            numbers, begins, stops = vocabulary.pieces(word)
            row = (shape_of(word), lexicon_of(word) if lexicon else 0, len(numbers))
            known = seen[word] = (numbers, begins, stops, row)
        numbers, begins, stops, row = known
        if not numbers:
            continue
        ids += numbers
        starts += [start + b for b in begins]
        ends += [start + e for e in stops]
        rows.append(row)
        gaps.append(_gap(text, at, start))
        at = end
    return _encoded(ids, starts, ends, rows, gaps)


def _gap(text: str, at: int, start: int) -> int:
    """Return what stands between `at`, the end of the word before, and a word's start."""
    if not at:
        return 2
    if start == at:
        return 0
    return 2 if "\n" in text[at:start] else 1


def _encoded(
    ids: list[int],
    starts: list[int],
    ends: list[int],
    rows: list[tuple[int, int, int]],
    gaps: list[int],
) -> Encoded:
    table = np.array(rows, np.int64).reshape(-1, 3)
    counts = table[:, 2]
    spread = np.zeros(len(ids), np.int64)
    # Only the first piece of a word has something before it.
    spread[np.cumsum(counts) - counts] = gaps
    return Encoded(
        ids=np.array(ids, np.int64),
        shapes=np.repeat(table[:, 0], counts),
        gaps=spread,
        lexicon=np.repeat(table[:, 1], counts),
        starts=np.array(starts, np.int64),
        ends=np.array(ends, np.int64),
        words=np.repeat(np.arange(len(rows), dtype=np.int64), counts),
    )
