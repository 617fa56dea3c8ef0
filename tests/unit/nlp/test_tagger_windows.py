"""Windows: every piece is kept once, with context around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.nlp.windows import Window, ranks, windows


def plan(ranking: list[int], body: int, overlap: int) -> list[Window]:
    """Return the windows of pieces with these ranks."""
    return list(windows(np.array(ranking, np.int8), body, overlap))


@given(
    st.lists(st.integers(0, 4), max_size=400),
    st.integers(0, 30),
    st.integers(1, 80),
)
def test_kept_parts_cover_the_pieces_once_with_context(
    ranking: list[int], overlap: int, room: int
) -> None:
    """In order; no window is too long; context is half of the overlap at least."""
    body, length, at = 2 * overlap + room, len(ranking), 0
    for w in plan(ranking, body, overlap):
        assert w.start <= w.first == at < w.until <= w.end
        assert w.end - w.start <= body
        assert w.start == 0 or overlap // 2 <= w.first - w.start <= overlap
        assert w.end == length or overlap // 2 <= w.end - w.until <= overlap
        at = w.until
    assert at == length


@given(st.lists(st.integers(0, 4), min_size=127, max_size=3000))
def test_the_model_reads_no_piece_often(ranking: list[int]) -> None:
    """The cost is linear: at most 1.9 times the pieces, whatever the text."""
    assert sum(w.end - w.start for w in plan(ranking, 126, 24)) <= 1.9 * len(ranking)


def test_a_text_that_fits_is_one_window() -> None:
    """And no text is none."""
    assert plan([0] * 126, 126, 24) == [Window(0, 126, 0, 126)]
    assert plan([], 126, 24) == []


def test_parts_and_windows_end_where_lines_and_sentences_do() -> None:
    """Where there are any within reach; a line's end is better than a sentence's."""
    ranking = [2] * 200
    ranking[80], ranking[90] = 4, 3
    first, second, *_ = plan(ranking, 126, 24)
    assert (first.start, first.end, first.until, second.start) == (0, 104, 80, 56)
    ranking[95] = 3
    assert plan(ranking, 126, 24)[0].end == 95
    ranking[60] = 4
    assert plan(ranking, 126, 24)[1].start == 60


@pytest.mark.parametrize(
    ("gaps", "words", "expected"),
    [
        ([2, 1, 0, 1, 2], [0, 1, 1, 2, 3], [4, 2, 0, 3, 4]),  # "a bb. c\nd", without its "."
        ([2, 0, 0, 1, 1], [0, 0, 1, 2, 3], [4, 0, 1, 3, 2]),  # a glued word
        ([1, 1, 1, 1, 1], [0, 1, 2, 3, 4], [2, 2, 2, 3, 2]),
    ],
)
def test_ranks_tell_lines_sentences_words_and_pieces_apart(
    gaps: list[int], words: list[int], expected: list[int]
) -> None:
    """The third piece ends a sentence, if a space follows."""
    out = ranks(*(np.array(a, np.int64) for a in ([7, 8, 5, 9, 9], gaps, words, [5, 6])))
    assert out.tolist() == expected
