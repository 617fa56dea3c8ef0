"""Person names: their parts.

Known misses: names in scripts other than Latin are one given name each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Words that belong to a surname and are written small: "van den Akker", "bint Harun".
PARTICLES = frozenset(
    "da das de del della den der di do dos du el la las le los van von vom zu zur ter ten tot "
    "bin bint ibn ben abu al y e af av mac mc o st saint".split()
)
#: Name suffixes and generations.
SUFFIXES = frozenset("jr sr ii iii iv v 2nd 3rd esq".split())
#: Titles that may stand before a name and are no part of it.
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor rev fr father sr sister br brother pastor rabbi imam "
    "sgt sergeant lt lieutenant capt captain cpl officer det detective deputy judge hon justice "
    "sheriff principal coach nurse aunt auntie uncle grandma grandpa nana papa sir madam".split()
)

_TOKEN = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*\.?|,|\"[^\"]*\"|\([^)]*\)")


@dataclass(frozen=True, slots=True, repr=False)
class PersonName:
    """The parts of one name as written; it holds note text, so its repr hides it.

    Args:
        given: Given names, lower case, without initials.
        surname: Words of the surname, particles included, lower case.
        initials: Initial letters, lower case, that stand in for a given name or surname.
        nicknames: Names in quotes or brackets, lower case.
    """

    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    reordered: bool = field(default=False)

    def __repr__(self) -> str:
        return "PersonName(...)"

    @property
    def words(self) -> frozenset[str]:
        """Every word of two letters or more that is no particle."""
        parts = (*self.given, *self.surname, *self.nicknames)
        return frozenset(w for w in parts if len(w) > 1 and w not in PARTICLES)

    @property
    def full_initials(self) -> str:
        """The initials of given name and surname, lower case: "Marisol Vega" -> "mv"."""
        heads = [w[0] for w in (*self.given, *self.initials, *self.surname) if w not in PARTICLES]
        return "".join(heads)


def parse_name(surface: str) -> PersonName:
    """Return the parts of a name.

    "Vega, Marisol T." and "Marisol T. Vega" give the same given name and surname. A single word is
    a given name, unless it is an initial.
    """
    tokens = _TOKEN.findall(surface)
    nick = tuple(w.lower() for t in tokens if t[0] in '"(' for w in re.findall(r"[^\W\d_]+", t))
    words = [t for t in tokens if t[0] not in '"(']
    if "," in words:
        at = words.index(",")
        head, tail = words[:at], [w for w in words[at + 1 :] if w != ","]
        if tail and not all(_bare(w) in SUFFIXES for w in tail):
            return _assemble(_plain(tail), _plain(head), nick, reordered=True)
        words = head
    plain = _plain(words)
    named = [i for i, w in enumerate(plain) if not _is_initial(w)]
    if len(plain) < 2 or not named:
        return _assemble(plain, [], nick, reordered=False)
    last = len(plain) - 1
    if _is_initial(plain[last]):  # "Marisol V.": the initial stands for the surname
        return _assemble(plain[:last], [plain[last]], nick, reordered=False)
    cut = last
    while cut > 1 and _bare(plain[cut - 1]) in PARTICLES and not _is_initial(plain[cut - 1]):
        cut -= 1
    return _assemble(plain[:cut], plain[cut:], nick, reordered=False)


def _bare(word: str) -> str:
    return word.rstrip(".").lower()


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _plain(words: list[str]) -> list[str]:
    kept = [w for w in words if w != "," and _bare(w) not in SUFFIXES]
    while len(kept) > 1 and _bare(kept[0]) in TITLES:
        kept = kept[1:]
    return kept


def _assemble(
    given: list[str], surname: list[str], nick: tuple[str, ...], *, reordered: bool
) -> PersonName:
    return PersonName(
        tuple(_bare(w) for w in given if not _is_initial(w)),
        tuple(_bare(w) for w in surname if not _is_initial(w)),
        tuple(_bare(w) for w in (*given, *surname) if _is_initial(w)),
        nick,
        reordered,
    )
