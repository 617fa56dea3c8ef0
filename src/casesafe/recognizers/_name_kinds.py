"""What kind each word is by the lists: given name, surname, ordinary word, clinical term."""

from __future__ import annotations

from functools import lru_cache

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers._name_authors import AUTHORS
from casesafe.recognizers._name_stop import (
    FORM_WORDS,
    NOT_NAMES,
    STOP,
    THEORISTS,
    THING_NOUNS,
)
from casesafe.recognizers._name_words import CREDENTIALS
from casesafe.values.vocabulary import (
    ambiguous_names,
    clinical_abbreviations,
    common_given_names,
    given_names,
    ordinary_words,
    surnames,
)

# Kinds of a word, whatever its case.
STOPPED, ORDINARY, THING, THEORIST, CLINICAL = "S", "O", "H", "T", "D"
GIVEN, RARE_GIVEN, SURNAME, AMBIGUOUS, WORD_SURNAME = "G", "N", "L", "A", "B"
UNKNOWN, INITIAL, CAPS = "U", "I", "X"
#: Kinds that a name can begin with, without any cue.
NAMELIKE = frozenset((GIVEN, RARE_GIVEN, SURNAME, UNKNOWN, AMBIGUOUS))
#: Months that are given names too.
MONTH_NAMES = frozenset(("may", "april", "june", "august"))

_ENDINGS = (
    ("'s", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("ness", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ish", ""),
    ("ian", ""), ("like", ""), ("less", ""),
)  # fmt: skip
_PREFIXES = ("un", "re", "non", "over", "pre", "mis", "anti", "psycho", "neuro", "self")
# Endings of medicines and disorders; must not match "Christine", "Madeline".
_MEDICAL = lazy_pattern(
    ""
    r"\w{3,}(?:azepam|azolam|oxetine|traline|apine|idone|azole|ipram|triptyline|lafaxine|faxine|codone|morphine|orphan|adol|olol|pril|sartan|statin|mycin|cillin|cycline|idine|oxone|trexone|lukast|gabalin|pentin|barbital|amide|azine|peridol|iprazole|osin|itis|osis|emia|pathy|algia|mania|phobia|phrenia|lexia|praxia|somnia|thymia|esthesia|plegia|paresis|ectomy|oscopy)\Z"
)


# Endings of abstract words; must not match "Clementine", "Lament", "Weston".
_ABSTRACT = lazy_pattern(
    r"\w{4,}(?:tion|sion|ology|ological|ality|ative|istic|ization|ference|ized|izing)\Z"
)


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Return the kind of every listed word; about 100,000 entries, made once."""
    kinds: dict[str, str] = dict.fromkeys(surnames(), SURNAME)
    given, ordinary, ambiguous = given_names(), ordinary_words(), ambiguous_names()
    kinds.update(dict.fromkeys(given, RARE_GIVEN))
    kinds.update(dict.fromkeys(common_given_names(), GIVEN))
    kinds.update(dict.fromkeys(ordinary, ORDINARY))
    for word in ambiguous:
        kinds[word] = AMBIGUOUS if word in given else WORD_SURNAME
    for word in THEORISTS | AUTHORS:
        if kinds.get(word) != AMBIGUOUS:
            kinds[word] = THEORIST
    kinds.update(dict.fromkeys(("summer", "autumn", "winter", "white", "black"), AMBIGUOUS))
    for word in THING_NOUNS:
        kinds[word] = THING
    kinds.update(dict.fromkeys(FORM_WORDS, ORDINARY))
    kinds.update(dict.fromkeys(NOT_NAMES, CLINICAL))
    kinds.update(dict.fromkeys(STOP - MONTH_NAMES, STOPPED))
    return kinds


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Return capitals that are no initials: clinical abbreviations and credentials."""
    return clinical_abbreviations() | CREDENTIALS


#: A longer word is no name and not worth a look.
_LONGEST = 40


def kind_of(lower: str) -> str:
    """Return the kind of a word in lower case, inflections of ordinary words included."""
    kinds = _listed()
    kind = kinds.get(lower)
    if kind is not None:
        return kind
    if len(lower) == 1:
        return INITIAL
    if len(lower) > _LONGEST:
        return CLINICAL
    if "-" in lower:
        return _kind_of_parts(lower.split("-"), kinds)
    if "'" in lower and lower.rpartition("'")[2] in ("ll", "ve", "d", "re", "t", "m"):
        return STOPPED
    for ending, instead in _ENDINGS:
        if lower.endswith(ending):
            stem = kinds.get(lower[: -len(ending)] + instead)
            if stem in (ORDINARY, THING, STOPPED, CLINICAL, WORD_SURNAME):
                return ORDINARY
    for ending in ("ians", "ian"):
        if kinds.get(lower.removesuffix(ending)) == THEORIST:
            return ORDINARY
    for prefix in _PREFIXES:
        if lower.startswith(prefix) and kinds.get(lower[len(prefix) :]) == ORDINARY:
            return ORDINARY
    if _MEDICAL.match(lower):
        return CLINICAL
    return ORDINARY if _ABSTRACT.match(lower) else UNKNOWN


def _kind_of_parts(parts: list[str], kinds: dict[str, str]) -> str:
    """Return the kind of a hyphenated word: a name if no part is plainly a word."""
    found = [kinds.get(p) or kind_of(p) for p in parts if p]
    if any(k in (CLINICAL, STOPPED) for k in found):
        return ORDINARY
    if found and found[0] == GIVEN:
        return GIVEN
    plain = sum(1 for k in found if k in (ORDINARY, THING, INITIAL))
    if plain and plain * 2 >= len(found):
        return ORDINARY
    if all(k in (THEORIST, WORD_SURNAME) for k in found):
        return THEORIST
    return UNKNOWN
