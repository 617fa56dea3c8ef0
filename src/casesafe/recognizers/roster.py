"""What a practice already knows: names, employers, numbers of its roster, found without fail.

A name is found whole, in part, by nickname and initials, reordered, in any case, with or without
diacritics, in the plural of a family, across line breaks, and one edit off in a word of five
letters or more (never onto a word of the dictionary). Numbers are found whatever stands between
their letters and digits; e-mail addresses in any case.
Source: the practice's own roster file (see docs/roster.md); source of every detection: ROSTER.
Known misses: a nickname that no list knows and no alias gives; an ordinary word in lower case
("hope") that stands for a name without a cue; bare initials in a roster of over 300 people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.detection import Detection, Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word, line_begin, line_end
from casesafe.recognizers._roster_ids import alphanumerics, id_starts, may_begin_id, with_opening
from casesafe.recognizers._roster_index import Phrase, build_index, canonical, folded
from casesafe.recognizers.base import Recognizer
from casesafe.values.person_names import PARTICLES, TITLES
from casesafe.values.roster import ROSTER_TYPES, Roster
from casesafe.values.vocabulary import (
    clinical_abbreviations,
    given_names,
    ordinary_words,
    surnames,
)

# What may stand between two parts of one name: spaces, a comma, an initial, particles.
_BETWEEN = lazy_pattern(
    r"(?:,?\s{1,8}|-|\s\"|\"\s|\s[(]\"?|\"?[)]\s)(?:[A-Za-z]\.?\s{1,3}){0,2}"
    rf"(?:(?:{'|'.join(sorted(PARTICLES))})\s{{1,3}}){{0,3}}",
    re.IGNORECASE,
)
_INITIAL_AFTER = lazy_pattern(r"\s([A-Z])(?:\.|(?![\w'.-]))")
_INITIAL_BEFORE = lazy_pattern(r"(?<![\w.])([A-Z])\.?\s$")
_DOTTED = lazy_pattern(r"([A-Z])\.\s?([A-Z])(?:\.\s?([A-Z]))?(?:\.\s?([A-Z]))?(?![\w'])\.?")
#: Words after a capital ordinary word at the beginning of a sentence that make it one.
_VERB_LIKE = frozenset(
    "i you he she it we they the that this these those my your his her our their a an be not to "
    "do of for is-it there any all how what".split()
)
#: Words after a surname that make it the name of a test, a theory or a disease.
_TEST_LIKE = frozenset(
    "depression anxiety inventory scale scales hopelessness index questionnaire test tests theory "
    "therapy method model mania syndrome disease schema rating cognitive checklist scorecard "
    "criteria grade triad law act report assessment interview".split()
)
#: Words before a lower-case ordinary word that make it a name.
_CUES = TITLES | frozenset(
    "client pt patient mother father mom dad sister brother son daughter husband wife partner "
    "friend aunt uncle cousin grandma grandpa named called name bf gf boyfriend girlfriend "
    "goes-by dear hi hello w/ therapist".split()
)


@dataclass(slots=True)
class _Hit:
    """A word of the note that is part of somebody's name."""

    word: Word
    end: int
    people: frozenset[int]
    weak: bool  # an ordinary word that needs more: in lower case, or opening a sentence
    near: bool
    start: int


class RosterRecognizer(Recognizer):
    """Finds the entries of a roster; see the module.

    Args:
        roster: The roster; the index is built here, once.
    """

    NAME = "roster"
    ENTITIES = ROSTER_TYPES

    def __init__(self, roster: Roster) -> None:
        super().__init__()
        self._index = build_index(roster)

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield every occurrence of an entry; spans may overlap."""
        if self._index.people:
            yield from self._people(note)
            yield from self._initials(note)
        if self._index.phrases:
            yield from self._phrases(note)
        if self._index.ids and note.has_digits:
            yield from self._ids(note)

    def _people(self, note: Note) -> Iterator[Detection]:
        hits = sorted(self._hits(note), key=lambda h: h.start)
        at = 0
        while at < len(hits):
            group = [hits[at]]
            people = hits[at].people
            while at + len(group) < len(hits):
                nxt = hits[at + len(group)]
                shared = people & nxt.people
                if not shared or not self._joined(note, group[-1], nxt):
                    break
                group.append(nxt)
                people = shared
            at += len(group)
            found = self._person(note, group, people)
            if found is not None:
                yield found

    def _joined(self, note: Note, left: _Hit, right: _Hit) -> bool:
        if right.start - left.end > 40:
            return False
        between = note.normal[left.end : right.start]
        if "\n" in between and folded(left.word.text) == folded(right.word.text):
            return False  # a line ends with the name, and the next one begins with it
        return _BETWEEN.fullmatch(between) is not None

    def _person(self, note: Note, group: list[_Hit], people: frozenset[int]) -> Detection | None:
        start, end = group[0].start, group[-1].end
        sure = True
        if len(group) == 1:
            hit = group[0]
            start, end = self._with_initial(note, start, end, people)
            whole = end - start > hit.end - hit.start
            if not whole and _next_word(note, hit) in _TEST_LIKE and hit.word.text[0].isupper():
                return None
            if hit.weak and not whole and not _has_cue(note, hit.word):
                if note.has_capitals and not _flat_line(note, hit.word):
                    return None
                sure = False
        role = self._role(people)
        if all(h.near for h in group) and _is_name(group[0].word.lower):
            role = None  # "Maria" beside a roster's "Mariah" may be somebody else
        return self.found(start, end, "PERSON", "name", Source.ROSTER, 1.0, role=role, sure=sure)

    def _with_initial(
        self, note: Note, start: int, end: int, people: frozenset[int]
    ) -> tuple[int, int]:
        """Take in the initial that stands for the other name: "Marisol V.", "M. Vega"."""
        after = _INITIAL_AFTER.match(note.normal, end)
        if after is not None and self._has_letter(people, after.group(1)):
            return start, after.end()
        before = _INITIAL_BEFORE.search(note.normal, max(0, start - 3), start)
        if before is not None and self._has_letter(people, before.group(1)):
            return before.start(1), end
        return start, end

    def _has_letter(self, people: frozenset[int], letter: str) -> bool:
        return any(letter in self._index.letters[p] for p in people)

    def _role(self, people: frozenset[int]) -> str | None:
        """Return the role of the first person; None where several people could be meant."""
        roles = {self._index.people[p] for p in people}
        if len(roles) == 1:
            return next(iter(roles))
        return "client" if "client" in roles and len(people) == 2 else None

    def _hits(self, note: Note) -> Iterator[_Hit]:
        tokens = self._index.tokens
        for key, words in note.words.by_lower.items():
            found = tokens.get(key)
            if found is not None:
                for word in words:
                    yield from self._hit(note, word, word.start, word.end, frozenset(found))
                continue
            if "'" in key or "-" in key or not key.isascii():
                for word in words:
                    yield from self._parts(note, word)
            elif len(key) >= 4:
                yield from self._variants(note, key, words)

    def _variants(self, note: Note, key: str, words: list[Word]) -> Iterator[_Hit]:
        """Yield a family's plural ("the Vegas") and words one edit off."""
        tokens = self._index.tokens
        stem = key[:-2] if key.endswith("es") and key[:-2] in tokens else key[:-1]
        if key[-1] == "s" and stem in tokens:
            for word in words:
                before = note.lower[max(0, word.start - 4) : word.start]
                plural = before == "the " or note.normal[word.end : word.end + 1] == "'"
                if plural and key not in ordinary_words():
                    yield from self._hit(note, word, word.start, word.end, frozenset(tokens[stem]))
            return
        if len(key) < 5 or key in ordinary_words() or not key.isalpha():
            return
        near = self._index.near.find(key)
        if near is not None:
            for word in words:
                yield _Hit(word, word.end, frozenset(tokens[near]), False, True, word.start)

    def _parts(self, note: Note, word: Word) -> Iterator[_Hit]:
        """Yield the parts of "Vega's", "Marisol-Ray", "O'Brien", "José"."""
        tokens = self._index.tokens
        whole = word.lower[:-2] if word.lower.endswith("'s") else word.lower
        end = word.start + len(whole)
        for form in (folded(whole), folded(whole).replace("'", "")):
            if form in tokens:
                yield from self._hit(note, word, word.start, end, frozenset(tokens[form]))
                return
        if "-" in whole or "'" in whole:
            at = word.start
            for part in re.split(r"['-]", whole):
                people = tokens.get(folded(part))
                if people is not None and len(part) > 2:
                    yield from self._hit(note, word, at, at + len(part), frozenset(people))
                at += len(part) + 1
            return
        plain = folded(whole)
        near = self._index.near.find(plain) if plain not in ordinary_words() else None
        if near is not None:
            yield _Hit(word, end, frozenset(tokens[near]), False, True, word.start)

    def _hit(
        self, note: Note, word: Word, start: int, end: int, people: frozenset[int]
    ) -> Iterator[_Hit]:
        surface = note.normal[start:end]
        low = surface.lower()
        ordinary = low in ordinary_words() or len(low) <= 3
        capitals = surface.isupper() and len(surface) > 1
        small = surface[0].islower() or not note.has_capitals
        if ordinary and (small or (capitals and _flat_line(note, word))):
            weak = True
        elif capitals and surface in clinical_abbreviations():
            weak = note.has_capitals
        else:
            nxt = note.words[word.index + 1] if word.index + 1 < len(note.words) else None
            opens = ordinary and _opens_sentence(note, start)
            weak = opens and nxt is not None and nxt.lower in _VERB_LIKE
        yield _Hit(word, end, people, weak, False, start)

    def _initials(self, note: Note) -> Iterator[Detection]:
        known = self._index.initials
        firsts = {k[0].lower() for k in known}
        for letter in firsts & note.words.by_lower.keys():
            for word in note.words.by_lower[letter]:
                if note.normal[word.end : word.end + 1] != ".":
                    continue
                m = _DOTTED.match(note.normal, word.start)
                people = known.get("".join(g for g in m.groups() if g)) if m else None
                if m is not None and people is not None:
                    role = self._role(frozenset(people))
                    yield self.found(*m.span(), "PERSON", "initials", Source.ROSTER, 1.0, role=role)
        if not self._index.bare_initials:
            return
        for short, people in known.items():
            if short in clinical_abbreviations() or short in _POSTAL:
                continue
            for word in note.words.by_lower.get(short.lower(), ()):
                if word.text == short and not _flat_line(note, word):
                    role = self._role(frozenset(people))
                    yield self.found(
                        word.start, word.end, "PERSON", "initials", Source.ROSTER, 1.0, role=role
                    )

    def _phrases(self, note: Note) -> Iterator[Detection]:
        table = self._index.phrases
        for key, words in note.words.by_lower.items():
            bare = key[:-2] if key.endswith("'s") else key
            begun = table.get(canonical(bare))
            for word in words if begun else ():
                for phrase in self._begun(note, word, begun or {}):
                    span = self._phrase_at(note, word, phrase)
                    if span is not None:
                        rule = phrase.entity_type.lower()
                        yield self.found(*span, phrase.entity_type, rule, Source.ROSTER, 1.0)

    def _begun(self, note: Note, word: Word, begun: dict[str, list[Phrase]]) -> Iterator[Phrase]:
        """Yield the phrases whose first two words stand here, and those of one word."""
        yield from begun.get("", ())
        if word.index + 1 < len(note.words):
            second = note.words[word.index + 1].lower
            yield from begun.get(canonical(second), ())
            if second.endswith("'s"):
                yield from begun.get(canonical(second[:-2]), ())

    def _phrase_at(self, note: Note, word: Word, phrase: Phrase) -> tuple[int, int] | None:
        if phrase.literal is not None:
            start = word.start - phrase.offset
            end = start + len(phrase.literal)
            if start < 0 or note.lower[start:end] != phrase.literal:
                return None
            return None if _inside_word(note.normal, start, end) else (start, end)
        words, end = note.words, word.end
        for i, form in enumerate(phrase.words):
            if word.index + i >= len(words):
                return None
            here = words[word.index + i]
            low = here.lower
            gap = note.normal[end : here.start] if i else ""
            if len(gap) > 6 or any(c.isalnum() for c in gap) or ";" in gap:
                return None
            last = i == len(phrase.words) - 1
            if canonical(low) != form:
                if not (last and low.endswith("'s") and canonical(low[:-2]) == form):
                    return None
                end = here.end - 2
            else:
                end = here.end
        plain = len(phrase.words) == 1 and word.text.islower() and _is_ordinary(word.lower)
        if plain and note.has_capitals and not _flat_line(note, word):
            return None
        return word.start, end

    def _ids(self, note: Note) -> Iterator[Detection]:
        ids, lengths = self._index.ids, self._index.id_lengths
        text = note.normal
        index = note.words.by_lower
        keys = [k for k in index if not k.isalpha() or k in self._index.id_heads]
        last = -1
        for word in sorted((w for k in keys for w in index[k]), key=lambda w: w.start):
            if word.start < last or not may_begin_id(word.text, self._index.id_heads):
                continue
            for start in id_starts(word):
                if start < last:
                    continue
                plain, ends = alphanumerics(text, start, lengths[0])
                for length in lengths:
                    if length > len(plain):
                        continue
                    found = ids.get(plain[:length])
                    end = ends[length - 1]
                    if found is None or (end < len(text) and text[end].isalnum()):
                        continue
                    begin = with_opening(text, start, end)
                    yield self.found(begin, end, found, found.lower(), Source.ROSTER, 1.0)
                    last = end
                    break


_POSTAL = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR US UK AM PM TV OK ID".split()
)


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _is_name(word: str) -> bool:
    return word in given_names() or word in surnames()


def _is_ordinary(word: str) -> bool:
    return word in ordinary_words() or len(word) <= 3


def _flat_line(note: Note, word: Word) -> bool:
    """Whether the word's line carries no case: all small or all capitals, with three words."""
    text = note.normal
    line = text[line_begin(text, word.start, 300) : line_end(text, word.end, 300)]
    return len(line.split()) >= 3 and (line == line.lower() or line == line.upper())


def _opens_sentence(note: Note, start: int) -> bool:
    head = note.normal[max(0, start - 3) : start].rstrip(" \"'(*")
    return not head or head[-1] in ".!?:\n-"


def _has_cue(note: Note, word: Word) -> bool:
    if word.index == 0:
        return False
    before = note.words[word.index - 1]
    return word.start - before.end <= 3 and before.lower.removesuffix("'s") in _CUES


def _next_word(note: Note, hit: _Hit) -> str:
    i = hit.word.index + 1
    if i < len(note.words) and note.words[i].start - hit.end <= 1:
        return note.words[i].lower if note.words[i].text[0].isupper() else ""
    return ""
