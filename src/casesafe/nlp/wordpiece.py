"""WordPiece: words of a text and the vocabulary pieces they fall into, with offsets.

The normalisation is that of uncased BERT (lower case, no accents, control characters dropped,
CJK characters one by one). One difference: a symbol ("€", "°") is always a word of its own, so
that it never makes the word beside it unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]

#: A longer word is one unknown piece, as in BERT.
_MAX_WORD = 100
_CJK = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ceaf"
    "\U0002f800-\U0002fa1f"
)
# A run of letters, digits and combining marks, or else one visible character; must not match an
# underscore or a CJK character as part of a run.
_TOKEN = re.compile(rf"(?:[^\W_{_CJK}]|[\u0300-\u036f])+|\S")


class WordPieces:
    """Cuts words into the pieces of one vocabulary. Holds no text; safe to share.

    Args:
        vocabulary: The pieces in the order of their numbers; those that continue a word begin
            with "##". Must hold `[PAD]`, `[UNK]`, `[CLS]` and `[SEP]`.

    Raises:
        ValueError: if one of these four is missing.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        numbers = {piece: i for i, piece in enumerate(vocabulary)}
        missing = {"[PAD]", "[UNK]", "[CLS]", "[SEP]"} - numbers.keys()
        if missing:
            raise ValueError(f"the vocabulary lacks {', '.join(sorted(missing))}")
        self.pad = numbers["[PAD]"]
        self.unknown = numbers["[UNK]"]
        self.first = numbers["[CLS]"]
        self.last = numbers["[SEP]"]
        self.size = len(vocabulary)
        self._processor = WordPieceProcessor(list(vocabulary))

    @classmethod
    def from_file(cls, path: str | Path) -> WordPieces:
        """Read a vocabulary file, one piece a line.

        Raises:
            OSError: if it cannot be read.
            ValueError: if it is not UTF-8 or a special piece is missing.
        """
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        while lines and not lines[-1]:
            lines.pop()
        return cls(lines)

    def pieces(self, word: str) -> tuple[list[int], list[int], list[int]]:
        """Return the numbers of a word's pieces with their starts and ends within the word.

        The three lists are of one length and empty only for a word that normalises to nothing.
        The pieces cover the word from its first to its last character, in order; one is empty
        where a single character (a Hangul syllable) falls into several.
        """
        if len(word) > _MAX_WORD:
            return [self.unknown], [0], [len(word)]
        if word.isascii():
            plain, origin = word.lower(), None
        else:
            plain, origin = _plain(word)
        ids, surfaces = self._processor.encode(plain)
        if not ids:
            return [], [], []
        if ids[-1] < 0:
            return [self.unknown], [0], [len(word)]
        if len(ids) == 1:
            return ids, [0], [len(word)]
        starts, ends, at = [], [], 0
        for i, surface in enumerate(surfaces):
            starts.append(at)
            at += len(surface) - (2 if i else 0)
            ends.append(at)
        if origin is not None:
            starts = [origin[s] for s in starts]
            ends = [*starts[1:], len(word)]
        return ids, starts, ends


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open range of each word, ascending and disjoint; costs one pass.

    A word is a run of letters and digits or one other visible character. Control and format
    characters belong to none.
    """
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        if end - start == 1 and not (" " < (c := m.group()) < "\x7f"):
            category = unicodedata.category(c)
            if category[0] == "C" or category == "Mn":
                continue
        yield start, end


def _plain(word: str) -> tuple[str, list[int]]:
    """Return a word in lower case without accents, and where each character of it came from."""
    out: list[str] = []
    origin: list[int] = []
    for i, c in enumerate(word):
        for d in unicodedata.normalize("NFD", c.lower()):
            if unicodedata.category(d) != "Mn":
                out.append(d)
                origin.append(i)
    return "".join(out), origin
