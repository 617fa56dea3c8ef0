"""Places: states, countries, cities and counties, and the nouns that landmarks end in.

Lookups are by folded form: lower case, without diacritics. City names come from GeoNames
(CC BY 4.0, see NOTICE): towns of the United States from about 1,000 people, cities elsewhere from
about 100,000.

Known misses: villages, and exonyms other than English ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from casesafe.values.data_files import data_lines


class Ambiguity(Enum):
    """How much a place's name needs a cue to be one."""

    NONE = ""
    WORD = "~"  # an ordinary word, a surname or a thing too: "Reading", "Turkey"
    NAME = "+"  # a given name too: "Dallas"


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory of the United States.

    Args:
        name: Its full name.
        postal: Its postal abbreviation, two capitals.
        abbreviations: Older abbreviations, without their last full stop.
        zip3: Inclusive ranges of the first three digits of its ZIP codes.
    """

    name: str
    postal: str
    abbreviations: tuple[str, ...]
    zip3: tuple[tuple[int, int], ...]

    def has_zip(self, zip_code: str) -> bool:
        """Return whether a ZIP code of this state can begin so; three digits are needed."""
        head = zip_code[:3]
        return head.isdigit() and any(low <= int(head) <= high for low, high in self.zip3)


def fold(text: str) -> str:
    """Return the text in lower case and without diacritics."""
    low = text.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.partition("-") for part in text.split(","))
    return tuple((int(low), int(high or low)) for low, _, high in pairs)


@lru_cache(maxsize=1)
def states() -> tuple[State, ...]:
    """Return every state, the District of Columbia and the territories.

    Source: USPS Publication 28, appendix B; ZIP ranges from the USPS list of sectional centers.
    """
    made = []
    for line in data_lines("states"):
        name, postal, abbreviations, zip3 = line.split("|")
        older = tuple(a for a in abbreviations.split(",") if a)
        made.append(State(name, postal, older, _ranges(zip3)))
    return tuple(made)


@lru_cache(maxsize=1)
def states_by_name() -> Mapping[str, State]:
    """Return states by folded full name."""
    return MappingProxyType({fold(s.name): s for s in states()})


@lru_cache(maxsize=1)
def states_by_postal() -> Mapping[str, State]:
    """Return states by postal abbreviation, in capitals."""
    return MappingProxyType({s.postal: s for s in states()})


@lru_cache(maxsize=1)
def states_by_abbreviation() -> Mapping[str, State]:
    """Return states by older abbreviation as written, without its last full stop."""
    return MappingProxyType({a: s for s in states() for a in s.abbreviations})


def state_of(text: str) -> State | None:
    """Return the state that a full name, postal or older abbreviation stands for, or None.

    Full names are taken in any case, abbreviations only as they are written.
    """
    plain = " ".join(text.split())
    bare = plain.removesuffix(".")
    return (
        states_by_postal().get(plain)
        or states_by_name().get(fold(plain))
        or states_by_abbreviation().get(bare)
        or states_by_postal().get(bare.replace(".", ""))
    )


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Ambiguity]:
    """Return countries and continents-sized regions by folded name, without "the"."""
    return MappingProxyType(dict(_flagged(line) for line in data_lines("countries")))


@lru_cache(maxsize=1)
def cities() -> Mapping[str, Ambiguity]:
    """Return cities and towns by folded name."""
    return MappingProxyType(dict(_flagged(line) for line in data_lines("cities")))


@lru_cache(maxsize=1)
def counties() -> frozenset[str]:
    """Return names of counties of the United States, folded, without "County" or "Parish"."""
    return frozenset(data_lines("counties"))


def _flagged(line: str) -> tuple[str, Ambiguity]:
    if line[-1] in "~+":
        return line[:-1], Ambiguity(line[-1])
    return line, Ambiguity.NONE


#: Names by first word: whether the word alone is a name, and longer names by their second word.
Phrases = Mapping[str, tuple[bool, Mapping[str, tuple[tuple[str, ...], ...]]]]


def by_first_word(names: Iterable[str]) -> Phrases:
    """Return names, split into words, by their first and second word; the longest come first."""
    alone: set[str] = set()
    longer: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for name in names:
        if name.isalpha():  # most; to split them is dear, with eighteen thousand cities
            alone.add(name)
            continue
        parts = tuple(name.replace(".", " ").split())
        if len(parts) == 1:
            alone.add(parts[0])
        else:
            longer.setdefault(parts[0], {}).setdefault(parts[1], []).append(parts)
    phrases: dict[str, tuple[bool, dict[str, tuple[tuple[str, ...], ...]]]] = {}
    phrases.update(dict.fromkeys(alone, (True, {})))
    for first, seconds in longer.items():
        phrases[first] = (
            first in alone,
            {s: tuple(sorted(found, key=len, reverse=True)) for s, found in seconds.items()},
        )
    return MappingProxyType(phrases)


@lru_cache(maxsize=1)
def city_phrases() -> Phrases:
    """Return every city by its first words."""
    return by_first_word(cities())


@lru_cache(maxsize=1)
def country_phrases() -> Phrases:
    """Return every country by its first words."""
    return by_first_word(countries())


@lru_cache(maxsize=1)
def state_phrases() -> Phrases:
    """Return every state's full name by its first words."""
    return by_first_word(states_by_name())


#: Nouns that end the name of a landmark, neighbourhood or body of water, lower case.
LANDMARK_NOUNS: frozenset[str] = frozenset(
    "county parish borough township twp lake lakes river creek bayou bay beach cove harbor harbour "
    "park parks island islands isle isles mountain mountains mtn peak canyon valley gulch hollow "
    "bridge tunnel square heights hts village mall plaza reservation rez reserve preserve "
    "falls springs pond reservoir dam lagoon marsh swamp woods forest refuge wilderness meadows "
    "pier wharf marina landing ferry crossing junction station terminal airport airfield "
    "fairgrounds arena stadium cemetery dunes desert butte mesa ridge hills bluff bluffs "
    "point pointe cape prairie pass trailhead campground gardens estates apartments apts "
    "condominiums townhomes towers tower lofts commons courts manor terrace pavilion "
    "barracks hall observatory conservatory palace triangle row "
    "base district quarter neighborhood neighbourhood province prefecture oblast".split()
)
#: Nouns that begin the name of a place: "Lake Nokomis", "Fort Hood".
LEADING_NOUNS: frozenset[str] = frozenset(
    "lake mount mt fort ft camp cape port isle point pt rio bayou bahia loch glen".split()
)
#: Words that name a road, and how they are cut short, lower case without the full stop.
ROAD_NOUNS: frozenset[str] = frozenset(
    "street st avenue ave av road rd boulevard blvd lane ln drive dr court ct circle cir parkway "
    "pkwy highway hwy turnpike tpke pike freeway fwy expressway expy trail trl terrace ter alley "
    "aly way place pl causeway bypass crescent cres broadway".split()
)

__all__ = [
    "LANDMARK_NOUNS",
    "LEADING_NOUNS",
    "ROAD_NOUNS",
    "Ambiguity",
    "Phrases",
    "State",
    "by_first_word",
    "cities",
    "city_phrases",
    "counties",
    "countries",
    "country_phrases",
    "fold",
    "state_of",
    "state_phrases",
    "states",
    "states_by_abbreviation",
    "states_by_name",
    "states_by_postal",
]
