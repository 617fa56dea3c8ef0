"""Repeats: what was found once is found wherever it recurs in the note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from casesafe.core.detection import Detection, Source
from casesafe.core.entity_types import order_of
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import WORD, Note, Word, line_begin
from casesafe.resolve.case import GRAMMAR, stands_as_name
from casesafe.resolve.vetoes import Cover
from casesafe.values.near import NearIndex
from casesafe.values.person_names import PARTICLES, SUFFIXES, TITLES, PersonName, parse_name

#: Types whose whole surface is looked for again. Dates, ages, ZIPs and states are told by their
#: shape, and quasi-identifiers are only flagged.
WHOLE = frozenset(
    "ORGANIZATION LOCATION STREET_ADDRESS PHONE_NUMBER FAX_NUMBER EMAIL_ADDRESS URL IP_ADDRESS "
    "US_SSN MEDICAL_RECORD_NUMBER HEALTH_PLAN_ID ACCOUNT_NUMBER LICENSE_NUMBER VEHICLE_ID DEVICE_ID "
    "BIOMETRIC_ID USERNAME OTHER_ID".split()
)
WHOLE_OR_PERSON = WHOLE | {"PERSON"}
#: An id repeats only if it is this long; a place or an organisation always does.
ID_MIN = 5
_NOT_NAMES = PARTICLES | SUFFIXES | TITLES | {"family"}
# Dotted initials, "M.V.", "M. V."; must not match "i.e." or a list item "A.".
_DOTTED = lazy_pattern(r"(?<![\w.])[A-Z]\.(?:[ -]?[A-Z]\.){1,2}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that repeats must know.

    Args:
        ordinary: Lower-case dictionary words.
        abbreviations: Upper-case clinical abbreviations, never initials.
        given_names: Lower-case given names.
        nicknames: Returns the nicknames and full forms of a given name.
    """

    ordinary: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    nicknames: Callable[[str], frozenset[str]] = field(default=lambda name: frozenset())


def repeats(note: Note, seeds: Sequence[Detection], lexicon: Lexicon) -> list[Detection]:
    """Return the repeats of the seeds that no seed covers, unsorted.

    Persons repeat by each part of their name and by their initials; organisations, places and ids
    repeat whole. The cost is linear in the words of the note.
    """
    covered = Cover((d.start, d.end) for d in seeds)
    found = [*_persons(note, seeds, lexicon, covered), *_wholes(note, seeds, lexicon, covered)]
    return [d for d in found if not covered.contains(d.start, d.end)]


def _repeat(seed: Detection, start: int, end: int, rule: str, sure: bool) -> Detection:
    # No role: which person a repeat belongs to is told by its name alone.
    return Detection(
        start, end, seed.entity_type, Source.REPEAT, seed.recognizer, rule,
        seed.score, None, seed.sure and sure,
    )  # fmt: skip


def _strongest(a: Detection | None, b: Detection) -> Detection:
    if a is None:
        return b
    return max(a, b, key=_strength)


def _strength(d: Detection) -> tuple[object, ...]:
    # The last entries only settle ties, so that the order of the detections has no effect.
    return (
        d.sure, d.source.rank, d.score, -d.start, -order_of(d.entity_type),
        d.recognizer, d.rule, d.end,
    )  # fmt: skip


# --- persons --------------------------------------------------------------------------------------


def _persons(
    note: Note, seeds: Sequence[Detection], lexicon: Lexicon, covered: Cover
) -> list[Detection]:
    names: dict[str, Detection] = {}
    initials: dict[str, Detection] = {}
    singles: dict[str, Detection] = {}
    by_surface: dict[str, Detection] = {}
    for d in seeds:
        if d.entity_type == "PERSON":
            surface = note.normal[d.start : d.end]
            by_surface[surface] = _strongest(by_surface.get(surface), d)
    for surface, d in by_surface.items():
        name = parse_name(surface)
        for part in _name_parts(name):
            names[part] = _strongest(names.get(part), d)
        if len(name.full_initials) in (2, 3) and name.given and name.surname:
            heads = name.given[0][0] + name.surname[-1][0]
            for form in {name.full_initials, heads}:
                initials[form] = _strongest(initials.get(form), d)
        elif not name.words:
            _initial_seed(surface, name, d, initials, singles)
    if not names and not initials and not singles:
        return []
    hits = list(_name_words(note, names, lexicon))
    hits += _near_words(note, names, lexicon, covered)
    joined = _joined(note, hits, names)
    return [*joined, *_initials(note, initials, lexicon), *_single_letters(note, singles)]


def _name_parts(name: PersonName) -> set[str]:
    """Return the words of a name that stand for it alone; "Al" is a particle only in longer ones."""
    parts = {p for word in name.words for p in (word, *word.split("-"))}
    kept = {p for p in parts if len(p) > 1 and p not in _NOT_NAMES}
    return kept or {w for w in name.given if len(w) > 1 and w not in TITLES}


def _initial_seed(
    surface: str,
    name: PersonName,
    d: Detection,
    initials: dict[str, Detection],
    singles: dict[str, Detection],
) -> None:
    letters = name.full_initials
    if len(letters) == 1:
        singles[surface] = _strongest(singles.get(surface), d)
    elif len(letters) in (2, 3):
        initials[letters] = _strongest(initials.get(letters), d)


def _name_words(note: Note, names: dict[str, Detection], lexicon: Lexicon) -> Iterator[Detection]:
    """Yield each word, or part of a hyphenated word, that is a known name word."""
    for lower, words in note.words.by_lower.items():
        for shift, part in _forms(lower, names):
            seed = names[part]
            ordinary = part in lexicon.ordinary or part in GRAMMAR
            for word in words:
                start = word.start + shift
                verdict = stands_as_name(note, word, start, ordinary)
                if verdict is False or _shouted(note, word, part, lexicon):
                    continue
                yield _repeat(seed, start, start + len(part), "repeat", verdict is True)


def _shouted(note: Note, word: Word, part: str, lexicon: Lexicon) -> bool:
    """Return whether the word is a clinical abbreviation in capitals: "SI", not the name Si."""
    return len(part) <= 4 and word.text.isupper() and part.upper() in lexicon.abbreviations


def _forms(lower: str, names: dict[str, Detection]) -> list[tuple[int, str]]:
    """Return (shift, part) of the name words in one word: whole, possessive, plural, hyphen parts."""
    base = lower[:-2] if lower.endswith("'s") else lower
    if base in names:
        return [(0, base)]
    if base.endswith("s") and base[:-1] in names and len(base) > 4:
        return [(0, base[:-1])]
    if "-" not in base:
        return []
    found, at = [], 0
    for part in base.split("-"):
        if part in names:
            found.append((at, part))
        at += len(part) + 1
    return found


def _near_words(
    note: Note, names: dict[str, Detection], lexicon: Lexicon, covered: Cover
) -> Iterator[Detection]:
    """Yield words one edit from a known name word of five letters or more."""
    index = NearIndex(n for n in names if n not in lexicon.ordinary)
    if not index:
        return
    for lower, words in note.words.by_lower.items():
        base = lower[:-2] if lower.endswith("'s") else lower
        if len(base) < 4 or base in names or base in lexicon.ordinary or not base.isalpha():
            continue
        if base in lexicon.given_names or _inflected(base, lexicon.ordinary):
            continue
        known = index.find(base)
        if known is None:
            continue
        for word in words:
            if covered.contains(word.start, word.start + len(base)):
                continue
            sure = word.text[0].isupper() or not note.has_capitals
            end = word.start + len(base)
            yield _repeat(names[known], word.start, end, "repeat_near", sure)


def _inflected(word: str, ordinary: frozenset[str]) -> bool:
    return any(
        word.endswith(end)
        and (word[: -len(end)] in ordinary or word[: -len(end)] + "e" in ordinary)
        for end in ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "al", "ally", "ness")
    )


def _joined(note: Note, hits: Sequence[Detection], names: dict[str, Detection]) -> list[Detection]:
    """Join neighbouring name words into one mention, initials and particles between included."""
    out: list[Detection] = []
    for d in sorted(hits, key=lambda d: (d.start, -d.end)):
        start, end = d.start, d.end
        if out and start < out[-1].end:
            continue
        if out and _BETWEEN.fullmatch(note.normal, out[-1].end, start):
            last = out[-1]
            out[-1] = last.moved(last.start, end, sure=last.sure or d.sure)
            continue
        before = _INITIAL_BEFORE.search(note.normal, max(0, start - 8), start)
        if before is not None and not _begins_line(note.normal, before.start(1)):
            first = note.normal[before.start(1)].lower()
            if any(name[0] == first for name in names):
                start = before.start(1)
        out.append(d.moved(start, end))
    return out


# Between two parts of one name: spaces, an initial, particles; never "and".
_BETWEEN = lazy_pattern(
    r" {1,2}(?:(?:[A-Z]\.?|d[ei]|del|de la|v[ao]n|van de[nr]?|bint?|al|el) )?|-"
)
# "M. " before a surname; must not match the end of a sentence ("plan B. Vega").
_INITIAL_BEFORE = lazy_pattern(r"(?<![\w.])([A-Z]\.?) $")


def _initials(note: Note, initials: dict[str, Detection], lexicon: Lexicon) -> Iterator[Detection]:
    if not initials:
        return
    if "." in note.normal:
        for m in _DOTTED.finditer(note.normal):
            seed = initials.get("".join(c for c in m.group() if c.isalpha()).lower())
            if seed is not None:
                yield _repeat(seed, m.start(), m.end(), "repeat_initials", True)
    if not note.has_capitals:
        return
    for letters, seed in initials.items():
        if letters.upper() in lexicon.abbreviations or letters in lexicon.ordinary:
            continue
        for form in (letters, letters + "'s"):
            for word in note.words.by_lower.get(form, ()):
                if word.text[: len(letters)].isupper():
                    end = word.start + len(letters)
                    yield _repeat(seed, word.start, end, "repeat_initials", True)


def _begins_line(text: str, start: int) -> bool:
    """Return whether only marks of a list stand before `start` on its line: an item "A."."""
    return not text[line_begin(text, start, 40) : start].strip(" \t*-#>")


def _single_letters(note: Note, singles: dict[str, Detection]) -> Iterator[Detection]:
    """Yield repeats of a person called by one letter: "Client M." ... "M. cried"."""
    for surface, seed in singles.items():
        letter = surface[0]
        if not letter.isupper():
            continue
        for form in (letter.lower(), letter.lower() + "'s"):
            for word in note.words.by_lower.get(form, ()):
                end = word.start + len(surface)
                if not word.text[0].isupper() or note.normal[word.start : end] != surface:
                    continue
                if len(surface) == 1 and (
                    letter in "IA" or note.normal[end : end + 1] in tuple(".:)-/")
                ):
                    continue
                if _begins_line(note.normal, word.start):
                    continue
                if note.normal[word.start - 1] not in " \"'(":
                    continue
                yield _repeat(seed, word.start, end, "repeat_initials", True)


# --- whole surfaces -------------------------------------------------------------------------------

#: A surface of more words is looked for nowhere else: no name is that long, and a search for one
#: would begin anew at each of its words.
_LONGEST = 24


@dataclass(slots=True)
class Trie:
    """Surfaces by their words, lower case; `seed` stands where a surface ends."""

    children: dict[str, Trie] = field(default_factory=dict)
    seed: Detection | None = None

    def add(self, words: Iterable[str], seed: Detection) -> None:
        """Add one surface; the strongest seed of a surface is kept."""
        node = self
        for word in words:
            node = node.children.setdefault(word, Trie())
        node.seed = _strongest(node.seed, seed)

    def find(self, note: Note) -> Iterator[tuple[Word, Word, Detection]]:
        """Yield (first word, last word, seed) of the longest surface at each word."""
        words = note.words
        for lower, firsts in words.by_lower.items():
            if self._child(lower) is None:
                continue
            for first in firsts:
                node, last, best = self._child(lower), first.index, None
                while node is not None:
                    if node.seed is not None:
                        best = (first, words[last], node.seed)
                    last += 1
                    node = node._child(words[last].lower) if last < len(words) else None
                if best is not None:
                    yield best

    def _child(self, lower: str) -> Trie | None:
        node = self.children.get(lower)
        if node is None and lower.endswith("'s"):
            node = self.children.get(lower[:-2])
        return node


def surface_trie(note: Note, detections: Iterable[Detection]) -> Trie:
    """Return the trie of the whole surfaces of `detections`."""
    trie = Trie()
    for d in detections:
        words = _words_of(note.normal[d.start : d.end])
        if 0 < len(words) <= _LONGEST:
            trie.add(words, d)
    return trie


def _words_of(surface: str) -> list[str]:
    return [m.group().lower() for m in WORD.finditer(surface)]


def _wholes(
    note: Note, seeds: Sequence[Detection], lexicon: Lexicon, covered: Cover
) -> Iterator[Detection]:
    wanted = [d for d in seeds if d.entity_type in WHOLE_OR_PERSON and _repeats_whole(note, d)]
    if not wanted:
        return
    for first, last, seed in surface_trie(note, wanted).find(note):
        start, end = first.start, last.end
        surface = note.normal[seed.start : seed.end]
        if note.lower.startswith(surface.lower(), start):
            end = start + len(surface)
        elif last.lower.endswith("'s"):
            end -= 2
        lead = re.match(r"[^\w\s]*", surface)
        width = lead.end() if lead else 0
        if width and note.normal[start - width : start] == surface[:width]:
            start -= width
        if covered.contains(start, end):
            continue
        one = first is last and first.text.isalpha()
        ordinary = one and (first.lower in lexicon.ordinary or first.lower in GRAMMAR)
        verdict = stands_as_name(note, first, first.start, ordinary)
        if verdict is False or (one and not first.text[0].isupper() and note.has_capitals):
            continue
        yield _repeat(seed, start, end, "repeat", verdict is True)


def _repeats_whole(note: Note, d: Detection) -> bool:
    if d.entity_type == "PERSON":
        return " " in note.normal[d.start : d.end]
    if d.entity_type in ("ORGANIZATION", "LOCATION"):
        return True
    surface = note.normal[d.start : d.end]
    return sum(c.isalnum() for c in surface) >= ID_MIN
