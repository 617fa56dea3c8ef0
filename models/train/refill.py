"""Other names, places, numbers and dates in the spans of a note.

Within a note the same word gets the same stand-in everywhere, in the case it is written in;
initials follow the names they stand for, and e-mail addresses and handles the names inside them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casesafe.values.places import cities
from casesafe.values.vocabulary import given_names, surnames
from models.train.documents import Document, Span
from models.train.edits import Edit, edited

# A run of letters; must not match digits or underscores.
_LETTERS = re.compile(r"[^\W\d_]+")
# A name spelled letter by letter; must not match two initials ("J.D.").
_SPELLED = re.compile(r"[^\W\d_](?:([-. ]{1,3})[^\W\d_])(?:\1[^\W\d_])+")
_DIGIT = re.compile(r"\d")
#: Labels whose surfaces are swapped whole.
_WHOLE = frozenset(
    {"LOCATION", "ORGANIZATION", "OCCUPATION", "DEMOGRAPHIC", "DATE", "STREET_ADDRESS"}
    | {"AGE", "STATE", "COUNTRY"}
)
_WITH_NAMES = frozenset({"EMAIL_ADDRESS", "USERNAME", "URL"})
#: How often a surface of each kind is swapped.
_SWAP_PERSON, _SWAP_WHOLE, _SWAP_DIGITS, _LISTED_PLACE = 0.97, 0.5, 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Pools:
    """What stand-ins are drawn from; every sequence is sorted, so that draws are repeatable.

    Args:
        words: Words of names in the notes, as written.
        given: Listed given names, in lower case.
        family: Listed surnames, in lower case.
        places: Listed cities and towns, in lower case.
        surfaces: Label -> surfaces in the notes.
    """

    words: Sequence[str]
    given: Sequence[str]
    family: Sequence[str]
    places: Sequence[str]
    surfaces: dict[str, Sequence[str]]


def pools(notes: Iterable[Document]) -> Pools:
    """Return the pools that our notes and the word lists give."""
    surfaces: dict[str, list[str]] = {}
    for note in notes:
        for s in note.spans:
            surfaces.setdefault(s.label, []).append(note.text[s.start : s.end])
    words = {
        w
        for surface in surfaces.get("PERSON", [])
        for w in _LETTERS.findall(surface)
        if len(w) > 1 and w[0].isupper() and not w.isupper()
    }
    return Pools(
        words=sorted(words),
        given=sorted(n for n in given_names() if len(n) > 2 and n.isalpha()),
        family=sorted(n for n in surnames() if len(n) > 2 and n.isalpha()),
        places=sorted(cities()),
        surfaces={label: sorted(found) for label, found in surfaces.items()},
    )


def dressed(word: str, like: str) -> str:
    """Return a stand-in in the case of the word whose place it takes."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like.islower():
        return word.lower()
    return word


class Refiller:
    """Draws and remembers the stand-ins of one note. Holds note text; lives for one call.

    Args:
        source: What stand-ins are drawn from.
        listed: Share of name words drawn from the word lists.
        rng: Decides everything.
    """

    def __init__(self, source: Pools, listed: float, rng: random.Random) -> None:
        self._pools = source
        self._listed = listed
        self._rng = rng
        self._words: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        self._whole: dict[tuple[str, str], str] = {}

    def refilled(self, note: Document) -> Document:
        """Return the note with stand-ins in its spans."""
        marked = [(s, note.text[s.start : s.end]) for s in note.spans]
        # Names first, so that initials and addresses can follow them.
        order = sorted(marked, key=lambda m: (m[0].label != "PERSON", -len(m[1])))
        new = {s: self._stand_in(s.label, surface) for s, surface in order}
        return edited(note, [Edit(s.start, s.end, new[s]) for s in note.spans])

    def _stand_in(self, label: str, surface: str) -> str:
        draw = self._rng.random()
        if label == "PERSON":
            return self._person(surface) if draw < _SWAP_PERSON else surface
        if label in _WITH_NAMES:
            return self._digits(_LETTERS.sub(lambda m: self._known(m.group()), surface))
        if label in _WHOLE:
            return self._swapped(label, surface) if draw < _SWAP_WHOLE else surface
        return self._digits(surface) if draw < _SWAP_DIGITS else surface

    def _person(self, surface: str) -> str:
        spelled = _SPELLED.fullmatch(surface.rstrip("."))
        if spelled:
            joint = spelled[1]
            letters = [c for c in surface if c.isalpha()]
            name = self._word("".join(letters), alone=True)
            return joint.join(dressed(c, letters[0] * 2) for c in name)
        words = list(_LETTERS.finditer(surface))
        last = words[-1].start() if len(words) > 1 else -1

        def put(m: re.Match[str]) -> str:
            word = m.group()
            if len(word) <= 3 and word.isupper():
                return "".join(self._letter(c) for c in word)
            if len(word) == 1:
                return self._letter(word.upper()).lower()
            return dressed(self._word(word, alone=m.start() != last), word)

        return _LETTERS.sub(put, surface)

    def _word(self, word: str, *, alone: bool) -> str:
        """Return the stand-in of a name's word, in its own case; `alone`: no surname."""
        key = word.lower()
        if key not in self._words:
            if self._rng.random() < self._listed:
                new = self._rng.choice(self._pools.given if alone else self._pools.family)
                new = new[0].upper() + new[1:]
            else:
                new = self._rng.choice(self._pools.words)
            self._words[key] = new
            self._letters.setdefault(key[0].upper(), new[0].upper())
        return self._words[key]

    def _letter(self, letter: str) -> str:
        if letter not in self._letters:
            self._letters[letter] = self._rng.choice("ABCDEFGHJKLMNPRSTVWZ")
        return self._letters[letter]

    def _known(self, word: str) -> str:
        new = self._words.get(word.lower())
        return dressed(new, word) if new else word

    def _swapped(self, label: str, surface: str) -> str:
        key = (label, surface.lower())
        if key not in self._whole:
            listed = label == "LOCATION" and self._rng.random() < _LISTED_PLACE
            self._whole[key] = (
                self._rng.choice(self._pools.places).title()
                if listed
                else self._rng.choice(self._pools.surfaces.get(label) or [surface])
            )
        new = self._whole[key]
        return dressed(new, surface) if any(c.isalpha() for c in surface) else new

    def _digits(self, surface: str) -> str:
        if sum(c.isdigit() for c in surface) < 3:
            return surface
        return _DIGIT.sub(lambda _: self._rng.choice("0123456789"), surface)


def spans_of(note: Document, label: str) -> list[Span]:
    """Return a note's spans of one label, in order."""
    return [s for s in note.spans if s.label == label]
