"""Places by the noun in their name: "Elk Mountain", "Lake Nokomis", "Adair County".

Known misses: landmarks without such a noun, neighbourhoods known by a nickname alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import Hit, end_of, next_word, word_before
from casesafe.recognizers.base import cues_in
from casesafe.values.places import LANDMARK_NOUNS, LEADING_NOUNS, counties, fold
from casesafe.values.vocabulary import common_given_names, ordinary_words

_LANDMARKS: Mapping[str, bool] = dict.fromkeys(LANDMARK_NOUNS, True)
_LEADING: Mapping[str, bool] = dict.fromkeys(LEADING_NOUNS, True)
#: Landmark nouns that end many a heading or phrase: the words before must not be ordinary ones.
_WEAK = frozenset(
    "point pass base state district quarter station crossing landing tower towers terminal gardens "
    "square commons courts manor terrace pavilion barracks reserve preserve tunnel dam marsh "
    "forest woods meadows prairie cape desert ridge bluff canyon crossing depot estates stadium "
    "arena hall observatory conservatory palace triangle row village borough "
    "neighborhood neighbourhood province peak valley gulch "
    "hollow refuge wilderness pier marina ferry junction trailhead campground".split()
)
#: First words that are no part of a name.
_OPENERS = frozenset(
    "the a an in at on near from to of by my her his our their this that these those and or but "
    "then when where while after before since until visit visited walk walked drove saw see met "
    "went lives live left old both each every some any no for with if as i we he she they it is "
    "was across off around past past outside inside upper-case mr mrs ms dr city town "
    "both behind between along toward towards through into over under".split()
)
#: Words before a landmark that make it a landmark even if it begins with a given name.
_PLACE_BEFORE = frozenset(
    "in at near on past across the to over by off around from toward towards through outside "
    "inside into behind beyond up down along under of".split()
)
_INNER = frozenset("of the de la del los las du des and".split())
_COURT_WORDS = frozenset(
    "family drug juvenile circuit district municipal probate superior supreme traffic tribal "
    "county federal criminal civil housing health treatment recovery veterans".split()
)
#: Words that a leading noun does not name: "Camp Counselor", "Point Person", "Lake St".
_NOT_AFTER_LEADING = frozenset(
    "counselor counselors director staff nurse person st street ave avenue road rd effect s".split()
)


def landmark_hits(note: Note) -> Iterator[Hit]:
    """Yield named landmarks, waters and counties."""
    for word, _ in cues_in(note, _LANDMARKS):
        capitals = word.text.isupper() and len(word.text) > 1
        if word.text[0].isupper() and note.has_capitals and not capitals:
            yield from _landmark(note, word)
        elif word.lower in ("county", "parish", "township"):
            yield from _small_county(note, word)
    if note.has_capitals:
        for word, _ in cues_in(note, _LEADING):
            yield from _leading(note, word)


def run_before(note: Note, word: Word, most: int = 4) -> int:
    """Return the index of the first word of the capitalised name that ends at `word`.

    Openers ("The", "In") are left out; the result is `word.index` if nothing precedes.
    """
    words, text = note.words, note.normal
    at = word.index
    while at > 0 and word.index - at < most:
        before: Word = words[at - 1]
        gap = text[before.end : words[at].start]
        if gap not in (" ", "  ", "-", " & ") and not (gap in (". ", ".") and len(before.text) < 4):
            break
        if not (before.text[0].isupper() or before.text[0].isdigit()) and not (
            before.lower in _INNER
            and at > 1
            and words[at - 2].text[0].isupper()
            and before.lower not in ("and", "of", "the")
        ):
            break
        if before.text[0].isdigit() and not before.lower.endswith(("st", "nd", "rd", "th")):
            break
        if before.lower in _OPENERS:
            break
        at -= 1
    while at < word.index and words[at].text[0].islower():
        at += 1
    return at


def _landmark(note: Note, word: Word) -> Iterator[Hit]:
    words = note.words
    at = run_before(note, word)
    names = [words[i].lower.removesuffix("'s") for i in range(at, word.index)]
    before = word_before(note, at)
    if not names or not _is_landmark(word.lower, names, before):
        return
    if any(words[i].text.isupper() and len(words[i].text) > 2 for i in range(at, word.index)):
        return
    end = end_of(word)
    after = next_word(note, word.index)
    if after is not None and after.text[0].isupper() and after.lower in _GOES_ON:
        end = end_of(after)
    sure = before in _PLACE_BEFORE or word.lower in ("county", "parish")
    source = Source.CUE if sure else Source.UNPROVEN
    yield Hit(words[at].start, end, "LOCATION", "landmark_noun", source)


_GOES_ON = LANDMARK_NOUNS | {"zoo"}


def _is_landmark(noun: str, names: list[str], before: str) -> bool:
    """Return whether the words before a landmark noun make it a name."""
    announced = before in _PLACE_BEFORE
    if all(n in ordinary_words() for n in names):
        if noun in _WEAK and not announced:
            return False
        if noun in ("county", "parish") and " ".join(names) not in counties():
            return False
    if len(names) == 1 and names[0] in common_given_names() and noun != "county":
        return announced  # "Sora Park" is a person
    return noun != "district" or not any(n in _COURT_WORDS for n in names)


def _small_county(note: Note, word: Word) -> Iterator[Hit]:
    """Yield "adair county" where the list of counties has it."""
    words = note.words
    for size in (2, 1):
        at = word.index - size
        if at < 0 or note.normal[words[word.index - 1].end : word.start] != " ":
            continue
        name = " ".join(fold(words[i].lower) for i in range(at, word.index))
        if name in counties() and name not in _OPENERS:
            yield Hit(words[at].start, word.end, "LOCATION", "county", Source.CUE)
            return


def _leading(note: Note, word: Word) -> Iterator[Hit]:
    """Yield "Lake Nokomis", "Fort Hood", "Mt. Pleasant"."""
    name = next_word(note, word.index, (" ", ". "))
    if not word.text[0].isupper() or name is None or not name.text[0].isupper():
        return
    if name.lower in _OPENERS | _NOT_AFTER_LEADING or name.text.isupper() or word.lower == "pt":
        return
    if word.lower in ("camp", "point", "port") and name.lower in ordinary_words():
        return
    end = end_of(name)
    after = next_word(note, name.index)
    if (
        after is not None
        and after.text[0].isupper()
        and (after.lower in _LANDMARKS or after.lower not in ordinary_words())
    ):
        end = end_of(after)
    yield Hit(word.start, end, "LOCATION", "landmark_leading", Source.UNPROVEN)
