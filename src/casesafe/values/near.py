"""Words one edit apart, found by their deletion neighbourhood; the cost is linear in the words."""

from __future__ import annotations

from collections.abc import Iterable


def deletions(word: str) -> set[str]:
    """Return the word and every form of it with one letter left out."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def within_one_edit(a: str, b: str) -> bool:
    """Return whether one insertion, deletion, substitution or swap of neighbours makes a into b."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    shorter = min(len(a), len(b))
    while i < shorter and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
        return swapped or a[i + 1 :] == b[i + 1 :]
    return a[i + 1 :] == b[i:] if len(a) > len(b) else a[i:] == b[i + 1 :]


class NearIndex:
    """Finds the known word that is one edit from a given one.

    Args:
        words: Lower-case words; those under `shortest` letters are left out, since a short word
            has too many neighbours.
        shortest: The least length, in letters.
    """

    def __init__(self, words: Iterable[str], shortest: int = 5) -> None:
        self._forms: dict[str, list[str]] = {}
        self._shortest = shortest
        for word in sorted(set(words)):
            if len(word) >= shortest:
                for form in deletions(word):
                    self._forms.setdefault(form, []).append(word)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def find(self, word: str) -> str | None:
        """Return the first known word one edit from `word` (lower case), or None.

        A word that is known itself has no near word.
        """
        if len(word) < self._shortest:
            return None
        near = None
        for form in deletions(word):
            for known in self._forms.get(form, ()):
                if known == word:
                    return None
                if within_one_edit(word, known) and (near is None or known < near):
                    near = known
        return near
