"""The keep list: phrases that look like identifiers and are clinical or common knowledge.

A keep span vetoes a weaker detection that lies inside it. Tests, therapies, theorists, medicines,
laws, works and number forms stand in `resolve/data/*.txt`, a kind a file, in this line format:

    # a comment
    @ context        the entries below need this context, until the next such line
    an entry         one word or several; any case, any hyphens; "ABC" in capitals: capitals only

`@ always` needs no context: it is for phrases, and for words that are nobody's name. The other
contexts are functions of `keep_contexts`: a client may be called Beck, so "Beck" alone is never
kept, but "Beck's triad" and "(Beck, 1979)" are. Number forms stand in `keep_numbers`.

Known misses: a theorist or scale mentioned bare, in a sentence that says nothing else about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.resolve.keep_contexts import ALWAYS, CONTEXTS
from casesafe.resolve.keep_matching import Context
from casesafe.resolve.keep_numbers import number_spans

Strength = Literal["phrase", "word"]
#: The kinds of entries, each a data file.
KINDS = (
    "theorists", "measures", "conditions", "cases", "laws", "techniques", "medicines",
    "culture", "phrases", "brands", "codes",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class KeepSpan:
    """A stretch of a note that must stay readable, in offsets of `note.normal`.

    Args:
        start: First character.
        end: One past the last.
        kind: The data file that named it, or "citations", "codes", "numbers", "public_lines".
        strength: "phrase" for several words or a number form; "word" for one word in its context.
    """

    start: int
    end: int
    kind: str
    strength: Strength

    def vetoes(self, entity_type: str) -> bool:
        """Say whether it speaks against a detection of that type.

        A brand is no person, but it may be an employer.
        """
        return self.kind != "brands" or entity_type == "PERSON"


class _Entry(NamedTuple):
    """One line of a data file, ready to compare."""

    flat: str
    exact: str | None
    kind: str
    context: str


class KeepList:
    """Entries by their first word; finds keep spans in one pass over the words of a note."""

    def __init__(self, entries: Iterator[_Entry]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        for entry in entries:
            # The first word as `core.note.WORD` cuts it: up to a space, without end punctuation.
            first = entry.flat.split(" ", 1)[0].rstrip(".,'").split(".", 1)[0].split("/", 1)[0]
            self._by_word.setdefault(first, []).append(entry)
        for listed in self._by_word.values():
            listed.sort(key=lambda e: -len(e.flat))

    def __repr__(self) -> str:
        return f"KeepList({sum(map(len, self._by_word.values()))})"

    @classmethod
    @lru_cache(maxsize=1)
    def built_in(cls) -> KeepList:
        """Return the list that ships with casesafe."""
        return cls(entry for kind in KINDS for entry in _load(kind))

    def spans(self, note: Note) -> tuple[KeepSpan, ...]:
        """Return the keep spans of a note, sorted; they may overlap."""
        found = set(number_spans_of(note))
        flat = _flat(note.lower)
        for start, entries in self._hits(note):
            for entry in entries:
                span = _match(note, flat, start, entry)
                if span is not None:
                    found.add(span)
        return tuple(sorted(found))

    def _hits(self, note: Note) -> Iterator[tuple[int, list[_Entry]]]:
        """Yield where an entry may begin: a word, or a part of a word between its hyphens."""
        index = note.words.by_lower
        for key in index.keys() & self._by_word.keys():
            for word in index[key]:
                yield word.start, self._by_word[key]
        for key, words in index.items():
            if "'" in key or "-" in key:
                for at, part in _parts(key):
                    if part in self._by_word:
                        for word in words:
                            yield word.start + at, self._by_word[part]


def number_spans_of(note: Note) -> Iterator[KeepSpan]:
    """Yield the number forms, codes, public lines and citations of a note."""
    for start, end, kind in number_spans(note):
        yield KeepSpan(start, end, kind, "phrase")


def _parts(key: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a hyphened or possessive word that differ from it, with their offsets."""
    at = 0
    for piece in key.split("-"):
        if piece != key:
            yield at, piece
        bare = piece.split("'", 1)[0]
        if bare != piece:
            yield at, bare
        at += len(piece) + 1


def _flat(lower: str) -> str:
    return lower.replace("-", " ").replace("\n", " ")


def _match(note: Note, flat: str, start: int, entry: _Entry) -> KeepSpan | None:
    if not flat.startswith(entry.flat, start):
        return None
    end = start + len(entry.flat)
    # "Anna O" is not inside "Anna O'Brien", nor "eve" inside "evening".
    tail = flat[end : end + 2]
    if tail and (tail[0].isalnum() or (tail[0] == "'" and tail[1:].isalpha() and tail[1] != "s")):
        return None
    if entry.exact is not None and not _stands_out(note.normal, start, end, entry.exact):
        return None
    strength: Strength = "phrase" if " " in entry.flat else "word"
    if entry.context != ALWAYS:
        context: Context = CONTEXTS[entry.context]
        got = context(note, start, end)
        return None if got is None else KeepSpan(got[0], got[1], entry.kind, strength)
    if entry.kind == "measures":
        m = _GRADE.match(note.normal, end)
        end = m.end() if m else end
    return KeepSpan(start, end, entry.kind, strength)


# The value behind a measure ("grade 2", " 18"); must not match a part of a date or long number.
_GRADE = lazy_pattern(
    r"(?: (?:grade|score|scale|stage|class|total|level))?(?: ?[:=] ?| )\d{1,3}(?![\d/.\-])"
)


def _stands_out(text: str, start: int, end: int, exact: str) -> bool:
    """Say whether a word in capitals stands there among others that are not."""
    if not text.startswith(exact, start):
        return False
    return not text[max(0, start - 60) : end + 60].replace(exact, "").isupper()


#: Letters with their diacritics removed.
_PLAIN = str.maketrans("áàâäåãçéèêëíïìñóôöòøúûüùß", "aaaaaaceeeeiiinooooouuuus")


def _load(kind: str) -> Iterator[_Entry]:
    """Yield the entries of one data file, those with diacritics a second time without."""
    text = (files("casesafe.resolve") / "data" / f"{kind}.txt").read_text(encoding="utf-8")
    context = ALWAYS
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        if line.startswith("@ "):
            context = line[2:]
            continue
        flat = _flat(line.lower())
        exact = line if line.isupper() and len(line) < 12 and line.lower() != line else None
        yield _Entry(flat, exact, kind, context)
        plain = flat.translate(_PLAIN)
        if plain != flat:
            yield _Entry(plain, None, kind, context)
