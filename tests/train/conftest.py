"""Fixtures of the recipe's tests. The recipe is not installed: the checkout goes on the path."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from casesafe.nlp.wordpiece import WordPieces

_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


@pytest.fixture(scope="session")
def pieces() -> list[str]:
    """A vocabulary of letters and digits, so that any plain word falls into pieces."""
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    digits = list("0123456789")
    signs = [c for c in map(chr, range(33, 127)) if not c.isalnum()]
    inner = [f"##{c}" for c in (*letters, *digits)]
    return [*_SPECIAL, *letters, *digits, *signs, *inner, "the", "met", "client", "##an"]


@pytest.fixture(scope="session")
def vocabulary(pieces: list[str]) -> WordPieces:
    """The same as word pieces."""
    return WordPieces(pieces)
