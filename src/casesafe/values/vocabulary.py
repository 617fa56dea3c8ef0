"""Word lists: ordinary words, given names, surnames, names that are words, abbreviations.

Each list is loaded on its first use and kept. The files hold one word a line; lines that begin
with "#" are comments. Sources and licences stand in NOTICE.

Known misses: the lists know Latin letters only, and names common in the United States best.
"""

from __future__ import annotations

from functools import lru_cache

from casesafe.values.data_files import data_lines


def _words(name: str) -> frozenset[str]:
    """Return the lines of a data file that are no comments."""
    return frozenset(data_lines(name))


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return English words in lower case, inflections and clinical terms included.

    Words that are names in nearly every use ("john", "roger") are left out; words that are names
    too ("hope", "mark") are in: see `ambiguous_names`.
    """
    return (
        _words("ordinary_words") | _words("ordinary_words_rarer") | _words("clinical_words")
    ) - _words("places_as_names")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names in lower case, each with and without its diacritics."""
    return _words("given_names") | _words("ambiguous_given_names") | _words("places_as_names")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return surnames in lower case, each with and without its diacritics."""
    return _words("surnames") | _words("ambiguous_surnames")


@lru_cache(maxsize=1)
def ambiguous_names() -> frozenset[str]:
    """Return names, lower case, that are ordinary words or places too.

    Such a word is a person only with a cue: a title, a verb of saying, another name beside it.
    """
    listed = (
        _words("ambiguous_given_names") | _words("ambiguous_surnames") | _words("places_as_names")
    )
    return listed | ((given_names() | surnames()) & ordinary_words())


@lru_cache(maxsize=1)
def common_given_names() -> frozenset[str]:
    """Return given names that are no ordinary word, place or abbreviation: safe as a signal."""
    abbreviations = {a.lower() for a in clinical_abbreviations()}
    return frozenset(
        n for n in _words("given_names") - ambiguous_names() - abbreviations if len(n) > 2
    )


@lru_cache(maxsize=1)
def clinical_abbreviations() -> frozenset[str]:
    """Return abbreviations of notes, measures and laboratories in upper case.

    None of them is a person's initials or a name in capitals.
    """
    return _words("clinical_abbreviations")
