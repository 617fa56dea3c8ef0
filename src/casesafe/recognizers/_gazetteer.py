"""Names of states, countries and towns in a note, and what stands around them.

A name that is nothing but a place counts by itself; one that is a word, a surname or a given name
too needs a cue. Known misses: towns that the list lacks and that no cue announces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.note import Note, Word
from casesafe.values.places import ROAD_NOUNS, Ambiguity, Phrases, cities, fold
from casesafe.values.vocabulary import given_names, ordinary_words

Variants = tuple[tuple[str, str], ...]

#: Words that a place follows and hardly anything else.
PLACE_CUES: frozenset[str] = frozenset(
    "in near outside around nr inside into throughout across toward towards beyond upstate".split()
)
#: Words that a person may follow too.
LOOSE_CUES: frozenset[str] = frozenset(
    "from to at of off by via through between leaving fr".split()
)
#: Verbs before "to", "from", "back", "in" that make the next name a place.
MOTION: frozenset[str] = frozenset(
    "moved moving move moves drove driving drive drives flew flying fly travels traveled travelled "
    "traveling travelling trip relocated relocating relocate returned returning return commutes "
    "commuting came comes coming went going goes go born raised grew hails native originally "
    "lives living lived live resides residing resided stays staying stayed fled emigrated "
    "immigrated deported deployed deployment stationed transferred settled arrived visiting visit "
    "visited based resident bus train flight road drive home back people family is are was he's "
    "she's i'm they're im shes hes father mother mom dad up down out over relatives house place "
    "calls calling called phoned sent "
    "all way here".split()
)
#: Degrees and licences behind a person's name, lower case.
CREDENTIALS: frozenset[str] = frozenset(
    "phd psyd edd md do rn np lcsw lcsw-c lcsw-r lmsw licsw lisw lmft lpc lpcc lmhc lcpc lac lp "
    "msw abpp bcba crnp pa-c dnp cns mft amft apcc ncc cadc ladc esq jd mdiv".split()
)
#: Small words inside a place's name.
_INNER = frozenset("of the de la del los las du des sur upon on am le".split())


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, half-open, ready to become a detection."""

    start: int
    end: int
    entity_type: str
    rule: str
    source: Source


@dataclass(frozen=True, slots=True)
class Town:
    """What stands before a state: a town, known or not.

    Args:
        start: First character.
        end: One past the last.
        known: Whether the list has it and it needs no cue.
        comma: Whether a comma stands behind it.
        cued: Whether a preposition or the start of a line or list item stands before it.
    """

    start: int
    end: int
    known: bool
    comma: bool
    cued: bool

    def hit(self, rule: str, source: Source) -> Hit:
        """Return it as a location."""
        return Hit(self.start, self.end, "LOCATION", rule, source)


_GAP_BEFORE_STATE = frozenset(
    (
        " ",
        "  ",
        ", ",
        ",",
        ",  ",
        " , ",
        "^",
        "*",
        "| ",
        " | ",
        "; ",
        ";",
        " · ",
        ",\n",
        "',",
        "','",
        "/",
    )
)


def town_before(note: Note, index: int, *, lower_case: bool, certain: bool = False) -> Town | None:
    """Return the town directly before the word at `index`, or None.

    Args:
        note: The note.
        index: The index of a state's or country's first word.
        lower_case: Take words without a capital, if the list has them.
        certain: Any name of the list is a town here, since a ZIP code follows.
    """
    words, text = note.words, note.normal
    if not index:
        return None
    last: Word = words[index - 1]
    gap = text[last.end : words[index].start]
    if gap not in _GAP_BEFORE_STATE and not (gap.startswith(", ") and gap.isspace()):
        return None
    run = _run_before(note, index - 1, lower_case=lower_case)
    if not run:
        return None
    comma = gap[0] in ",|;·'"
    for size in range(len(run), 0, -1):
        first = words[index - size]
        level = cities().get(_name(words, index - size, index))
        if level is None:
            continue
        cued = cued_by(note, first)
        if certain or level is Ambiguity.NONE or cued or (comma and not lower_case):
            known = certain or level is Ambiguity.NONE or (cued and (comma or lower_case))
            return Town(first.start, last.end, known, comma, cued)
    if lower_case or last.lower in ROAD_NOUNS or last.text[0].isdigit():
        return None
    first = words[index - len(run)]
    if any(w.lower in CREDENTIALS for w in run) or all(w.lower in ordinary_words() for w in run):
        return None
    if note.has_capitals and last.text.isupper() and len(last.text) < 7:
        return None
    if first.lower in given_names() and (len(run) > 1 or not comma):
        return None
    cued = cued_by(note, first)
    return Town(first.start, last.end, False, comma, cued) if cued or len(run) < 3 else None


def _name(words: object, start: int, stop: int) -> str:
    return " ".join(fold(words[i].lower) for i in range(start, stop))  # type: ignore[index]


def _run_before(note: Note, at: int, *, lower_case: bool) -> list[Word]:
    """Return up to four words that end at `at` and can be one name, in order."""
    words, text = note.words, note.normal
    run: list[Word] = []
    while at >= 0 and len(run) < 4:
        word = words[at]
        if run:
            between = text[word.end : run[0].start]
            if between not in (" ", "-") and not (between == ". " and len(word.text) < 4):
                break
            if word.lower in ROAD_NOUNS and word.lower not in ("st", "place", "terrace", "way"):
                break
        if not word.text[0].isalpha() or not (
            lower_case or word.text[0].isupper() or (run and word.lower in _INNER)
        ):
            break
        run.insert(0, word)
        at -= 1
    while run and not lower_case and not run[0].text[0].isupper():
        run.pop(0)
    return run


def cued_by(note: Note, first: Word) -> bool:
    """Return whether a preposition, a line's start or a list's mark stands before a name."""
    if not first.index:
        return True
    before: Word = note.words[first.index - 1]
    between = note.normal[before.end : first.start]
    if between == " ":
        return before.lower in PLACE_CUES | LOOSE_CUES or before.lower in ("live", "comma")
    if between.strip(" ") == "":
        return len(between) > 1
    return any(c in between for c in "\n,|^*\"'(:;·>/")


def variants(note: Note) -> Variants:
    """Return lower-case words that are possessive or hold diacritics, with their plain forms."""
    found = []
    for key in note.words.by_lower:
        if key[-2:] == "'s" or not key.isascii():
            plain = fold(key).removesuffix("'s")
            if plain != key:
                found.append((key, plain))
    return tuple(found)


def phrases(note: Note, table: Phrases, others: Variants) -> Iterator[tuple[int, int, str]]:
    """Yield names of a table found in the note: first word, one past the last, folded name.

    The longest name at each word is yielded; a possessive "'s" on its last word is allowed.
    Costs one set intersection and the hits.

    Args:
        note: The note.
        table: The names, see `values.places.by_first_word`.
        others: What `variants` returns for this note.
    """
    index = note.words.by_lower
    for key in index.keys() & table.keys():
        alone, longer = table[key]
        for word in index[key]:
            name = _longest(note, word, longer) if longer else None
            if name is not None:
                yield word.index, word.index + len(name), " ".join(name)
            elif alone:
                yield word.index, word.index + 1, key
    for key, plain in others:
        if plain not in table:
            continue
        alone, longer = table[plain]
        for word in index[key]:
            name = _longest(note, word, longer) if longer and key[-2:] != "'s" else None
            if name is not None:
                yield word.index, word.index + len(name), " ".join(name)
            elif alone:
                yield word.index, word.index + 1, plain


def _longest(
    note: Note, word: Word, longer: Mapping[str, tuple[tuple[str, ...], ...]]
) -> tuple[str, ...] | None:
    words = note.words
    second = word.index + 1
    if second >= len(words):
        return None
    for parts in longer.get(fold(words[second].lower).removesuffix("'s"), ()):
        if second - 1 + len(parts) <= len(words) and _matches(note, word.index, parts):
            return parts
    return None


def _matches(note: Note, at: int, parts: tuple[str, ...]) -> bool:
    words, text = note.words, note.normal
    last = at + len(parts) - 1
    for j, part in enumerate(parts[1:], at + 1):
        seen = fold(words[j].lower)
        if text[words[j - 1].end : words[j].start] not in _JOINTS or (
            seen != part and not (j == last and seen == part + "'s")
        ):
            return False
    return True


#: What may stand between the words of one name.
_JOINTS = frozenset((" ", "  ", ". ", ".", "-", " & ", "&"))


def word_before(note: Note, at: int) -> str:
    """Return the word before the one at `at` in lower case if only blanks part them, else ""."""
    if at < 1 or at >= len(note.words):
        return ""
    before: Word = note.words[at - 1]
    gap = note.normal[before.end : note.words[at].start]
    return before.lower if gap and not gap.strip(" ") else ""


def next_word(note: Note, at: int, gaps: tuple[str, ...] = (" ",)) -> Word | None:
    """Return the word behind the one at `at` if one of `gaps` parts them, else None."""
    if at + 1 >= len(note.words):
        return None
    after: Word = note.words[at + 1]
    return after if note.normal[note.words[at].end : after.start] in gaps else None


def end_of(word: Word) -> int:
    """Return where a word ends without its possessive."""
    return word.end - 2 if word.lower.endswith("'s") else word.end
