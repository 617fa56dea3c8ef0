"""What was found in a file's content, looked for in names of files and folders."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casesafe.scan.name_words import is_ordinary
from casesafe.values.person_names import PARTICLES, TITLES
from casesafe.values.places import fold

# A run of letters or of digits; must not match both, so that "MRN5520418" is two.
_RUN = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc`")
#: The least characters of a surface that counts; a day or an age in digits is too short to.
_MIN_LETTERS, _MIN_DIGITS, _MIN_DATE_DIGITS = 3, 4, 6


@dataclass(frozen=True, slots=True, repr=False)
class Surfaces:
    """Surfaces ready to compare; they hold note text, so their repr hides it.

    Args:
        words: The words of persons' names, folded.
        others: Type and folded letters and digits of the other surfaces, by their first run.
    """

    words: frozenset[str]
    others: dict[str, tuple[tuple[str, str, bool], ...]]

    def __repr__(self) -> str:
        return f"Surfaces({len(self.words)} words)"


def surfaces_of(found: Iterable[tuple[str, str]]) -> Surfaces:
    """Return surfaces, given as type and text, ready to compare."""
    words: set[str] = set()
    others: dict[str, list[tuple[str, str, bool]]] = {}
    for entity_type, surface in set(found):
        runs = [m.group() for m in _RUN.finditer(_folded(surface))]
        if entity_type == "PERSON":
            words.update(
                r for r in runs
                if r.isalpha() and len(r) >= _MIN_LETTERS and r not in TITLES | PARTICLES
            )  # fmt: skip
            continue
        glued = "".join(runs)
        if runs and _is_long_enough(entity_type, glued):
            by_first = others.setdefault(runs[0][0], [])
            by_first.append((entity_type, glued, len(runs) == 1))
    return Surfaces(frozenset(words), {k: tuple(sorted(v)) for k, v in others.items()})


def _is_long_enough(entity_type: str, glued: str) -> bool:
    if not glued.isdigit():
        return len(glued) >= _MIN_LETTERS
    return len(glued) >= (_MIN_DATE_DIGITS if entity_type == "DATE" else _MIN_DIGITS)


def surfaces_in(
    text: str, starts: Sequence[int], surfaces: Surfaces
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and type of every surface that is a whole word, or words, of a name.

    Args:
        text: The name.
        starts: Where its words begin, those within "AdaOkafor" too.
        surfaces: From `surfaces_of`.
    """
    runs = _runs(text, starts)
    for i, (start, end, run) in enumerate(runs):
        if run in surfaces.words and _counts(text[start:end]):
            yield start, end, "PERSON"
        glued, stop = "", end
        for _, stop, more in runs[i:]:
            glued += more
            if glued in surfaces.words and glued != run and _counts(text[start:stop]):
                yield start, stop, "PERSON"
            for entity_type, wanted, is_word in surfaces.others.get(run[0], ()):
                if glued == wanted and not (is_word and not _counts(text[start:stop])):
                    yield start, stop, entity_type
            if len(glued) > 60:
                break


def _runs(text: str, starts: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return start, end and folded form of each word or number of a name."""
    cuts = frozenset(starts)
    runs = []
    for m in re.finditer(r"[^\W\d_]+(?:['\u2019\u02bc`][^\W\d_]+)*|\d+", text):
        bounds = [m.start(), *(c for c in range(m.start() + 1, m.end()) if c in cuts), m.end()]
        for start, end in itertools.pairwise(bounds):
            word = text[start:end]
            if word[-2:].lower() in ("'s", "\u2019s"):
                end, word = end - 2, word[:-2]
            runs.append((start, end, _folded(word)))
    return runs


def _counts(word: str) -> bool:
    """Say whether a word can be a surface: an ordinary word needs a capital."""
    return not is_ordinary(word.lower()) or word[:1].isupper()


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text.translate(_APOSTROPHES))
