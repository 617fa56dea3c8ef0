"""Towns: by the gazetteer, by what announces them, by their label, behind a street line.

Known misses: towns that neither the list nor a cue gives away; neighbourhoods called by a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import (
    LOOSE_CUES,
    MOTION,
    PLACE_CUES,
    Hit,
    Variants,
    end_of,
    phrases,
    word_before,
)
from casesafe.recognizers._name_authors import AUTHORS
from casesafe.recognizers._name_culture import CITED_RIGHT
from casesafe.recognizers._name_stop import THEORISTS
from casesafe.recognizers._org_words import ORGANIZATION_HEADS
from casesafe.recognizers._place_stop import NOT_A_TOWN, TITLES
from casesafe.recognizers.base import cues_in
from casesafe.values.places import (
    LANDMARK_NOUNS,
    ROAD_NOUNS,
    Ambiguity,
    cities,
    city_phrases,
    countries,
    fold,
    states_by_name,
    states_by_postal,
)
from casesafe.values.vocabulary import (
    clinical_abbreviations,
    given_names,
    ordinary_words,
    surnames,
)

#: "in X", "near X": X is a place. The value says whether a person may follow too.
_CUES: Mapping[str, bool] = {
    **dict.fromkeys(PLACE_CUES, False),
    **dict.fromkeys(("from", "to", "of", "thru", "via", "frm"), True),
}
_KINDS_OF_TOWN = frozenset(
    "city town village suburb outskirts north south east west out native people hills "
    "port community".split()
)
#: The label of a town in a form or record: "City: X", "<city>X", "\"town\": \"X\"".
_LABELS: Mapping[str, bool] = dict.fromkeys(
    "city town hometown birthplace municipality pob locality".split(), True
)
# A field's town: capitalised words behind a mark; must not match a sentence behind "city".
_LABEL_VALUE = lazy_pattern(
    r"(?: of birth)?[\"']?[^\S\n]{0,3}(?:[:=>|]|\.{3,})[\s\"'.]{0,12}"
    r"([A-Z][\w'.-]{1,24}(?: [A-Z][\w'.-]{1,24}){0,2})"
)
# The town behind a street line; must not match a sentence that goes on.
_TOWN_AFTER = lazy_pattern(
    r"\.?[,|]?\s{1,3}(?:[,|]\s)?"
    r"((?:(?:St|Ft|Mt)\. ?)?[A-Z][\w'-]{1,24}(?: (?:of |de |la )?[A-Z][\w'-]{1,24}){0,2})"
    r"(?=[,.;|)\n]|\s+\d{5}|\Z)"
)


def town_hits(note: Note, street_ends: Sequence[int], others: Variants) -> Iterator[Hit]:
    """Yield towns of the gazetteer, towns by cue and label, and towns behind street lines.

    Args:
        note: The note.
        street_ends: Where street lines end.
        others: What `variants` returns for the note.
    """
    yield from _listed(note, others)
    yield from _announced(note)
    if note.has_capitals:
        yield from _on_road(note)
    text = note.normal
    for word, _ in cues_in(note, _LABELS):
        m = _LABEL_VALUE.match(text, word.end)
        if m is not None and m.group(1).lower() not in NOT_A_TOWN:
            yield Hit(m.start(1), m.end(1), "LOCATION", "town_label", Source.LABEL)
    for end in street_ends:
        m = _TOWN_AFTER.match(text, end)
        name = m.group(1) if m is not None else ""
        if name[-2:] in states_by_postal() and name[-3:-2] == " ":
            name = name[:-3]
        if m is not None and name and _may_be_town(name):
            yield Hit(m.start(1), m.start(1) + len(name), "LOCATION", "town_of_street", Source.CUE)


def _may_be_town(name: str) -> bool:
    words = name.lower().split()
    if words[0] in NOT_A_TOWN or words[0] in TITLES or words[-1] in states_by_name():
        return False
    if fold(name) in cities():
        return True
    return not (words[0] in given_names() or all(w in ordinary_words() for w in words)) and (
        words[0] not in ("apt", "suite", "unit", "re", "tel", "phone", "fax", "dear")
    )


#: Where one lives, works or shops: "a house on Pearl", "the clinic off Lomas".
_BUILDINGS = frozenset(
    "house apartment apt home office shop store pharmacy corner trailer library "
    "church lives living "
    "lived live place condo duplex duplexes townhouse motel shelter bakery garage lot bridge "
    "storefront stop station room rooms salon diner bar park studio parked family".split()
)


def _on_road(note: Note) -> Iterator[Hit]:
    """Yield a street called by its bare name: "the house on Dumaine"."""
    words = note.words
    for word, _ in cues_in(note, {"on": True, "off": True}):
        if not word.index or words[word.index - 1].lower not in _BUILDINGS:
            continue
        run = _run_after(note, word)
        if not run or any(w.lower in NOT_A_TOWN or w.lower in TITLES for w in run):
            continue
        if run[-1].lower in ROAD_NOUNS or run[-1].lower.endswith("'s"):
            continue
        yield Hit(run[0].start, run[-1].end, "LOCATION", "road_cue", Source.CUE)


def _listed(note: Note, others: Variants) -> Iterator[Hit]:
    words = note.words
    names = cities()
    for at, stop, name in phrases(note, city_phrases(), others):
        first, last = words[at], words[stop - 1]
        level = names[name]
        if all(words[i].text[0].isupper() for i in (at, stop - 1)) and note.has_capitals:
            hit = not (first.text.isupper() and len(first.text) > 1) or len(name) > 5
            found = _capital(note, at, stop, level) if hit else None
        else:
            found = _small(note, at, stop, name, level)
        if found is not None:
            yield Hit(first.start, end_of(last), "LOCATION", "gazetteer", found)


def _capital(note: Note, at: int, stop: int, level: Ambiguity) -> Source | None:
    """Return the source for a listed name in capitals, or None where it is no place."""
    if _part_of_name(note, at, stop):
        return None
    first: Word = note.words[at]
    if level is Ambiguity.NONE:
        if _cue(note, first, sure=False):
            return Source.CUE
        return None if stop - at == 1 and first.lower in AUTHORS else Source.UNPROVEN
    if level is Ambiguity.WORD:
        word = stop - at == 1 and first.lower in ordinary_words()
        if _cue(note, first, sure=True):
            return Source.UNPROVEN if word else Source.CUE
        return Source.UNPROVEN if not word and _cue(note, first, sure=False) else None
    return Source.CUE if _cue(note, first, sure=True) else None


def _small(note: Note, at: int, stop: int, name: str, level: Ambiguity) -> Source | None:
    """Return the source for a listed name in a note or line without capitals, or None."""
    first: Word = note.words[at]
    capital = first.text.isupper()
    if _part_of_name(note, at, stop) or (capital and note.has_capitals and len(name) < 6):
        return None
    plain = stop - at == 1 and name in ordinary_words()
    if not _cue(note, first, sure=level is not Ambiguity.NONE or plain) or plain:
        return None
    near = word_before(note, first.index) in PLACE_CUES or _moves(note, first)
    if name in given_names() and not near:
        return None
    return Source.CUE if level is Ambiguity.NONE else Source.UNPROVEN


def _part_of_name(note: Note, at: int, stop: int) -> bool:
    """Return whether a listed name is part of a person's, an organisation's or a test's name."""
    words, text = note.words, note.normal
    name: Word = words[stop - 1]
    if name.lower.endswith("'s") and stop < len(words) and words[stop].lower in CITED_RIGHT:
        return True
    if at and text[words[at - 1].end : words[at].start] in (" ", ". "):
        before: Word = words[at - 1]
        if before.lower == "the" and name.lower in THEORISTS and _THE_TEST.match(text, name.end):
            return True
        if before.lower in TITLES:
            return True
        if (
            before.text[0].isupper()
            and before.lower in given_names()
            and (before.lower not in PLACE_CUES and before.lower not in LOOSE_CUES)
        ):
            return True
    if text[words[stop - 1].end : words[stop - 1].end + 5] == " wort" or (
        text[end_of(words[stop - 1]) : end_of(words[stop - 1]) + 7] == "'s wort"
    ):
        return True
    if stop < len(words) and text[words[stop - 1].end : words[stop].start] == " ":
        after: Word = words[stop]
        if not after.text[0].isupper():
            return after.lower in (
                "syndrome",
                "model",
                "scale",
                "test",
                "wheel",
                "protocol",
                "materials",
                "norms",
                "screener",
                "screeners",
            )
        return after.lower in ORGANIZATION_HEADS or after.lower in _NAME_GOES_ON
    return False


# "the Pittsburgh, long and loved": a test; must not match "the Denver office".
_THE_TEST = lazy_pattern(r"[.,;:!?)]|\s(?:is|was|at|again|and|then|score)\b|\Z")
_NAME_GOES_ON = frozenset(
    "coma sleep cognitive naming alexithymia suicide protocol screening syndrome model scale test "
    "multiphasic county lake river park street st avenue ave road rd blvd drive dr lane ln way "
    "boulevard township parish creek mountain bridge heights".split()
)


def _cue(note: Note, first: Word, *, sure: bool) -> bool:
    """Return whether a word that announces a place stands before a name.

    Args:
        note: The note.
        first: The first word of the name.
        sure: Leave out "from", "to" and "at" unless a verb of moving or living is near.
    """
    if not first.index:
        return False
    words = note.words
    before: Word = words[first.index - 1]
    if note.normal[before.end : first.start] not in (" ", "  "):
        return False
    if before.lower in PLACE_CUES:
        return True
    if before.lower not in LOOSE_CUES or (
        before.lower in ("of", "by", "between") and not _kind_before(note, before)
    ):
        return before.lower in ("live", "visiting", "visited", "left", "leaving")
    return not sure or before.lower == "of" or _moves(note, first)


def _kind_before(note: Note, cue: Word) -> bool:
    """Return whether "city", "outskirts", "north" stands before "of"."""
    return cue.index > 0 and note.words[cue.index - 1].lower in _KINDS_OF_TOWN


def _moves(note: Note, first: Word) -> bool:
    """Return whether a verb of moving or living stands just before a name's preposition."""
    words = note.words
    return any(
        words[i].lower in MOTION for i in range(max(0, first.index - 4), max(0, first.index - 1))
    )


def _announced(note: Note) -> Iterator[Hit]:
    """Yield unknown capitalised names behind "in", "near", "moved to", "outskirts of"."""
    for word, loose in cues_in(note, _CUES):
        run = _run_after(note, word) if note.has_capitals or word.text.islower() else []
        if not run or not _is_place(note, word, run, loose=loose):
            continue
        first, last = run[0], run[-1]
        sure = not loose and not any(w.lower in ordinary_words() for w in run)
        source = Source.CUE if sure and _moves(note, first) else Source.UNPROVEN
        yield Hit(first.start, end_of(last), "LOCATION", "place_cue", source)


def _run_after(note: Note, cue: Word) -> list[Word]:
    """Return the capitalised words behind a preposition, at most three."""
    words, text = note.words, note.normal
    run: list[Word] = []
    at = cue.index + 1
    while at < len(words) and len(run) < 3:
        word: Word = words[at]
        gap = text[words[at - 1].end : word.start]
        if gap != " " and not (run and gap == ". " and len(words[at - 1].text) < 4):
            break
        if not word.text[0].isupper() or (len(word.text) > 1 and word.text.isupper()):
            break
        if not word.text.replace("'", "").replace("-", "").isalpha():
            break
        run.append(word)
        at += 1
    return run


def _is_place(note: Note, cue: Word, run: list[Word], *, loose: bool) -> bool:
    first, last = run[0].lower, run[-1].lower
    text = note.normal
    if first in NOT_A_TOWN or first in TITLES or last.endswith("'s") or len(first) < 3:
        return False
    if any(w.lower in NOT_A_TOWN for w in run) or first.endswith(_LANGUAGE_ENDINGS):
        return False
    if first in countries() or any(_INNER_CAPITAL.search(w.text) for w in run):
        return False
    if last in ORGANIZATION_HEADS or last in LANDMARK_NOUNS or last in ROAD_NOUNS:
        return False
    if text[run[-1].end : run[-1].end + 3] in (" (1", " (2") or first in states_by_name():
        return False
    names = [w.lower for w in run]
    plain = all(n in ordinary_words() for n in names)
    if plain and not _is_home(note, cue) and not (len(run) > 1 and cue.lower in _BESIDE):
        return False
    if first.upper() in clinical_abbreviations():
        return False
    person = first in given_names() or first in surnames()
    if cue.lower == "of":
        return cue.index > 0 and note.words[cue.index - 1].lower in _KINDS_OF_TOWN and not person
    if cue.lower == "to":
        return _moves(note, run[0]) and first not in given_names()
    if loose:
        return first not in given_names() and (not person or _moves(note, run[0]))
    known = first in given_names() and (len(run) < 2 or last in surnames() or last in given_names())
    return not (known and cue.lower in ("in", "into", "inside")) or _moves(note, run[0])


_BESIDE = frozenset(("near", "nr", "outside"))


def _is_home(note: Note, cue: Word) -> bool:
    """Return whether "lives in", "raised in", "moved to" announces the name."""
    return cue.index > 0 and note.words[cue.index - 1].lower in (
        "lives living lived live born raised up reside resides moved relocated".split()
    )


# A capital inside a word; must not match "McAllen", "DeKalb", "LaRose".
_INNER_CAPITAL = lazy_pattern(r"^(?!Mc|Mac|De|La|Le|Du|O')[A-Z][a-z]+[A-Z]")
#: Endings of languages and peoples: "in Turkish", "in Serbian".
_LANGUAGE_ENDINGS = ("ish", "ese", "ian", "ean")
