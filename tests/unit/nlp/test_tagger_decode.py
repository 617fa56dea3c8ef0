"""Decoding: probabilities of word pieces become spans of whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casesafe.core.note import ModelSpan
from casesafe.nlp.decode import softmax, spans
from casesafe.nlp.features import Encoded

TYPES = ("PERSON", "DATE")
#: A word's tag -> the probabilities of O, B-PERSON, I-PERSON, B-DATE, I-DATE.
ROWS = {
    "O": (0.99, 0.0025, 0.0025, 0.0025, 0.0025),
    "o": (0.6, 0.1, 0.1, 0.1, 0.1),
    "P": (0.02, 0.9, 0.04, 0.02, 0.02),
    "p": (0.02, 0.04, 0.9, 0.02, 0.02),
    "D": (0.02, 0.02, 0.02, 0.9, 0.04),
    "d": (0.02, 0.02, 0.02, 0.04, 0.9),
    "m": (0.02, 0.01, 0.4, 0.01, 0.56),
    "u": (0.7, 0.25, 0.02, 0.02, 0.01),
}


def encoded(text: str, cut: int = 3) -> Encoded:
    """Return the pieces of a text: words in pieces of at most `cut` characters, and signs."""
    starts, ends, words, gaps = [], [], [], []
    for i, m in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        for at in range(m.start(), m.end(), cut):
            starts.append(at)
            ends.append(min(at + cut, m.end()))
            words.append(i)
            gaps.append(0)
    zeros = np.zeros(len(starts), np.int64)
    return Encoded(
        zeros, zeros, np.array(gaps, np.int64), zeros,
        np.array(starts, np.int64), np.array(ends, np.int64), np.array(words, np.int64),
    )  # fmt: skip


def decode(text: str, tags: str, threshold: float = 0.5) -> list[tuple[str, str]]:
    """Return surface and type of the spans of a text, one tag a word, pieces being words."""
    rows = np.array([ROWS[t] for t in tags.split()], np.float32)
    found = spans(text, encoded(text, 99), rows, TYPES, threshold, 0.5)
    return [(text[s.start : s.end], s.entity_type) for s in found]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("then Ana Lou left", "O P p O", [("Ana Lou", "PERSON")]),
        ("Ana Lou", "P P", [("Ana", "PERSON"), ("Lou", "PERSON")]),
        # What goes on without a beginning begins; what goes on as another type is another span
        # only if that is the more probable reading.
        ("then Lou left", "O p O", [("Lou", "PERSON")]),
        ("Ana May", "P m", [("Ana May", "PERSON")]),
        ("Ana May", "P d", [("Ana", "PERSON"), ("May", "DATE")]),
        ("Ana May 3", "P d d", [("Ana", "PERSON"), ("May 3", "DATE")]),
        ("Ana 3 Lou", "P D P", [("Ana", "PERSON"), ("3", "DATE"), ("Lou", "PERSON")]),
        # A sign joins what stands on both its sides without a space, and only then.
        ("3/14/88", "D O d O d", [("3/14/88", "DATE")]),
        ("3 / 14", "D O d", [("3", "DATE"), ("14", "DATE")]),
        ("Ana/Lou", "P O P", [("Ana", "PERSON"), ("Lou", "PERSON")]),
        ("3//14", "D O O d", [("3", "DATE"), ("14", "DATE")]),
        ("Ana of Lou", "P O p", [("Ana", "PERSON"), ("Lou", "PERSON")]),
        # Signs at the edges stay only if they are surely part of it.
        ("(Ana)", "u P u", [("Ana", "PERSON")]),
        ("@ana", "P p", [("@ana", "PERSON")]),
        ("J.", "P p", [("J.", "PERSON")]),
        ("--", "P p", []),
        ("", "", []),
    ],
)
def test_spans_of_tagged_words(text: str, tags: str, expected: list[tuple[str, str]]) -> None:
    """Where spans begin, end and join."""
    assert decode(text, tags) == expected


def test_signs_at_the_edges_do_not_come_in_with_sensitivity() -> None:
    """A higher threshold takes in words, not the brackets around a name."""
    assert decode("(Ana)", "u P u", 0.95) == [("Ana", "PERSON")]
    assert decode("hope", "u", 0.95) == [("hope", "PERSON")]


def test_a_word_is_decided_on_by_the_mean_of_its_pieces() -> None:
    """One piece does not make a span, nor break one."""
    text = "Winnicott"
    mixed = np.array([ROWS["O"], ROWS["P"], ROWS["O"]], np.float32)
    assert spans(text, encoded(text), mixed, TYPES, 0.5, 0.5) == ()
    mixed = np.array([ROWS["P"], ROWS["O"], ROWS["p"]], np.float32)
    (span,) = spans(text, encoded(text), mixed, TYPES, 0.5, 0.5)
    assert span == ModelSpan(0, 9, "PERSON", pytest.approx(1 - 1.03 / 3, abs=1e-6), True)


def test_only_its_first_piece_tells_whether_a_word_begins_a_span() -> None:
    """The others are never tagged B in training."""
    text = "Ana Winnicott"
    rows = np.array([ROWS["P"], ROWS["P"], ROWS["p"], ROWS["p"]], np.float32)
    found = spans(text, encoded(text), rows, TYPES, 0.5, 0.5)
    assert [(s.start, s.end) for s in found] == [(0, 3), (4, 13)]


def test_a_span_is_sure_if_any_of_its_words_is() -> None:
    """No word that `balanced` finds is left as unsure because of its neighbours."""
    text = "hope Ana, hope"
    rows = np.array([ROWS["u"], ROWS["p"], ROWS["O"], ROWS["u"]], np.float32)
    found = spans(text, encoded(text, 99), rows, TYPES, 0.8, 0.5)
    assert [(s.start, s.end, s.sure) for s in found] == [(0, 8, True), (10, 14, False)]


def test_rows_become_probabilities() -> None:
    """They sum to one, also where numbers are large; NaN stays for the caller to see."""
    rows = softmax(np.array([[0, 0], [1e30, -1e30], [np.nan, 0], [np.inf, 0]], np.float32))
    assert rows[:2].tolist() == [[0.5, 0.5], [1.0, 0.0]]
    assert np.isnan(rows[2:]).any(axis=1).all()


TEXTS = st.text(st.sampled_from("ab1 \n.,-'/(\u00e9\u4e2d"), max_size=60)


@settings(max_examples=300)
@given(TEXTS, st.data())
def test_spans_are_sound(text: str, data: st.DataObject) -> None:
    """Sorted, disjoint, within the text, of whole words, and every word is where it belongs."""
    pieces = encoded(text, data.draw(st.integers(1, 4)))
    tags = data.draw(st.lists(st.sampled_from("OoPpDdu"), min_size=len(pieces.ids), max_size=999))
    rows = np.array([ROWS[t] for t in tags[: len(pieces.ids)]], np.float32).reshape(-1, 5)
    threshold = data.draw(st.sampled_from([0.5, 0.65, 0.8, 0.995]))
    found = spans(text, pieces, rows, TYPES, threshold, 0.5)
    _check_order(text, found)
    for i in set(pieces.words.tolist()):
        own = pieces.words == i
        start, end = int(pieces.starts[own][0]), int(pieces.ends[own][-1])
        within = [s for s in found if s.start < end and start < s.end]
        assert all(s.start <= start and end <= s.end for s in within)  # a word is never split
        if any(c.isalnum() for c in text[start:end]):
            ordinary = float(rows[own, 0].mean(dtype=np.float32))
            if abs(ordinary - threshold) > 1e-6:
                assert bool(within) == (ordinary <= threshold)
            assert not within or abs(ordinary - 0.5) < 1e-6 or within[0].sure or ordinary > 0.5


def _check_order(text: str, found: Sequence[ModelSpan]) -> None:
    at = 0
    for s in found:
        assert at <= s.start < s.end <= len(text)
        assert s.entity_type in TYPES
        assert 0.0 <= s.score <= 1.0
        assert not text[s.start].isspace()
        assert not text[s.end - 1].isspace()
        at = s.end
