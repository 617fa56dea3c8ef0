"""Windows of word pieces: what the model reads at a time, and which part of it is kept.

The model reads windows of bounded length. Each has some context on both sides of the part whose
results are kept; parts and windows end at the ends of lines or sentences where there are any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casesafe.nlp.features import Ints

#: How good a place for a cut is the start of a piece: within a word, of a word that is glued to
#: the one before, of a word after a space, of a sentence, of a line.
_INSIDE, _GLUED, _WORD, _SENTENCE, _LINE = range(5)
_SPACE_BEFORE, _BREAK_BEFORE = 1, 2

Ranks = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Window:
    """A range of pieces that the model reads, and the range in it whose results are kept.

    Args:
        start: First piece read.
        end: One past the last.
        first: First piece kept, at or after `start`.
        until: One past the last piece kept, at or before `end`.
    """

    start: int
    end: int
    first: int
    until: int


def ranks(ids: Ints, gaps: Ints, words: Ints, stops: Ints) -> Ranks:
    """Return for each piece how good it is to cut before it; the higher, the better.

    Args:
        ids: Numbers of the pieces.
        gaps: What stands before each (`features.Encoded`).
        words: Index of the word that each stands in, ascending.
        stops: Numbers of the pieces that end sentences. Abbreviations end with one too: context
            makes up for a cut after "Dr.".
    """
    out = np.full(len(ids), _INSIDE, np.int8)
    if not len(ids):
        return out
    out[0] = _LINE
    out[1:][words[1:] != words[:-1]] = _GLUED
    spaced = gaps == _SPACE_BEFORE
    out[spaced] = _WORD
    out[1:][spaced[1:] & np.isin(ids[:-1], stops)] = _SENTENCE
    out[gaps == _BREAK_BEFORE] = _LINE
    return out


def windows(ranking: Ranks, body: int, overlap: int) -> Iterator[Window]:
    """Yield windows whose kept parts cover the pieces once, in order; none for no pieces.

    Args:
        ranking: How good it is to cut before each piece.
        body: At most so many pieces a window; more than twice `overlap`.
        overlap: So many pieces of context on each side of the kept part, or down to half of
            them where a line or sentence begins or ends there; fewer only at the text's ends.
    """
    length, kept = len(ranking), 0
    while kept < length:
        reach = max(0, kept - overlap)
        start = _first_best(ranking, reach, kept - overlap // 2) if reach else 0
        if length - start <= body:
            yield Window(start, length, kept, length)
            return
        limit = start + body - overlap
        until = _last_best(ranking, kept + max(1, (limit - kept) * 3 // 4), limit)
        end = _last_best(ranking, until + overlap // 2, until + overlap)
        yield Window(start, end, kept, until)
        kept = until


def _first_best(ranking: Ranks, low: int, high: int) -> int:
    """Return the first of the best places in [low, high]."""
    return low + int(ranking[low : high + 1].argmax())


def _last_best(ranking: Ranks, low: int, high: int) -> int:
    """Return the last of the best places in [low, high]."""
    return high - int(ranking[low : high + 1][::-1].argmax())
