"""The index of a roster: what is looked up for each word and each number of a note.

Built once; a lookup costs the same for five entries and for five thousand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import WORD
from casesafe.values.near import NearIndex
from casesafe.values.nicknames import nicknames_of
from casesafe.values.person_names import PARTICLES, SUFFIXES, PersonName, parse_name
from casesafe.values.roster import Roster, RosterEntry

#: Types whose values are compared by letters and digits alone, whatever stands between.
ID_TYPES = frozenset(
    "PHONE_NUMBER FAX_NUMBER US_SSN MEDICAL_RECORD_NUMBER HEALTH_PLAN_ID ACCOUNT_NUMBER OTHER_ID "
    "LICENSE_NUMBER VEHICLE_ID DEVICE_ID BIOMETRIC_ID ZIP_CODE DATE".split()
)
#: Types whose values stand as they are, but for case.
LITERAL_TYPES = frozenset("EMAIL_ADDRESS URL IP_ADDRESS USERNAME".split())
#: Bare initials ("MV") are searched for only in a roster of at most this many people: in a larger
#: one nearly every pair of capitals is somebody's.
INITIALS_MAX = 300
_ID_MIN = 4

_STREET = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "lane": "ln", "court": "ct",
    "boulevard": "blvd", "place": "pl", "terrace": "ter", "highway": "hwy", "parkway": "pkwy",
    "circle": "cir", "apartment": "apt", "suite": "ste", "north": "n", "south": "s", "east": "e",
    "west": "w", "route": "rte", "saint": "st", "mount": "mt", "and": "&",
}  # fmt: skip


def folded(word: str) -> str:
    """Return a word in lower case and without diacritics."""
    low = word.lower()
    if low.isascii():
        return low
    bare = low.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss")
    bare = "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))
    return bare


def canonical(word: str) -> str:
    """Return the form by which words of addresses and organisations are compared."""
    plain = folded(word)
    return _STREET.get(plain, plain)


@dataclass(frozen=True, slots=True, repr=False)
class Phrase:
    """A value of several words: their forms, its type; `literal` where it must stand as it is."""

    words: tuple[str, ...]
    entity_type: str
    literal: str | None = None
    offset: int = 0


@dataclass(slots=True, repr=False)
class RosterIndex:
    """What a roster's values are found by. It holds them, so its repr shows nothing.

    Args:
        people: Each person's role, in the order of the roster.
    """

    people: list[str | None] = field(default_factory=list)
    tokens: dict[str, set[int]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    initials: dict[str, set[int]] = field(default_factory=dict)
    letters: list[frozenset[str]] = field(default_factory=list)
    phrases: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    id_lengths: tuple[int, ...] = ()
    id_heads: set[str] = field(default_factory=set)
    near: NearIndex = field(default_factory=lambda: NearIndex(()))

    def __repr__(self) -> str:
        return f"RosterIndex({len(self.people)} people)"

    @property
    def bare_initials(self) -> bool:
        """Whether initials without full stops are searched for."""
        return len(self.people) <= INITIALS_MAX


def build_index(roster: Roster) -> RosterIndex:
    """Return the index of a roster; costs about 0.1 ms an entry."""
    index = RosterIndex()
    for entry in roster.entries:
        if entry.entity_type == "PERSON":
            _add_person(index, entry)
        elif entry.entity_type in LITERAL_TYPES:
            _add_literals(index, entry)
        else:
            _add_values(index, entry)
    index.id_lengths = tuple(sorted({len(v) for v in index.ids}, reverse=True))
    index.near = NearIndex(w for w in index.tokens if w.isalpha())
    return index


def _add_person(index: RosterIndex, entry: RosterEntry) -> None:
    number = len(index.people)
    index.people.append(entry.role)
    letters: set[str] = set()
    for value in entry.values:
        name = parse_name(value)
        for word in name.words:
            for form in _forms(word):
                index.tokens.setdefault(form, set()).add(number)
        for word in (*name.given, *name.nicknames):
            index.given.add(folded(word))
            for nick in nicknames_of(word):
                index.tokens.setdefault(folded(nick), set()).add(number)
                index.given.add(folded(nick))
                letters.add(nick[0])
        letters.update(w[0] for w in (*name.given, *name.surname, *name.initials, *name.nicknames))
        for short in _initials_of(name):
            index.initials.setdefault(short.upper(), set()).add(number)
        if not name.words:
            _add_phrase(index, value, "PERSON")
    index.letters.append(frozenset(c.upper() for c in letters))


def _forms(word: str) -> set[str]:
    """A word of a name, without diacritics, and the parts of a hyphenated one."""
    plain = folded(word)
    forms = {plain}
    if "-" in plain:
        forms.update(
            p for p in plain.split("-") if len(p) > 2 and p not in PARTICLES and p not in SUFFIXES
        )
        forms.add(plain.replace("-", ""))
    if "'" in plain:
        forms.add(plain.replace("'", ""))
    return forms


def _initials_of(name: PersonName) -> set[str]:
    """Initials as they are written: given and surname, and with the names between."""
    full = folded(name.full_initials)
    surname = [w for w in name.surname if w not in PARTICLES]
    if len(full) < 2:
        return set()
    short = {full}
    if surname:
        short.add(full[0] + folded(surname[-1])[0])
        if "-" in surname[-1]:
            short.add(full[0] + "".join(p[0] for p in folded(surname[-1]).split("-") if p))
    return {s for s in short if 2 <= len(s) <= 4}


def _add_literals(index: RosterIndex, entry: RosterEntry) -> None:
    for value in entry.values:
        first = WORD.search(value)
        if first is None:
            continue
        phrase = Phrase((), entry.entity_type, value.lower(), first.start())
        index.phrases.setdefault(canonical(first.group()), {}).setdefault("", []).append(phrase)


def _add_values(index: RosterIndex, entry: RosterEntry) -> None:
    for value in entry.values:
        if entry.entity_type in ("PHONE_NUMBER", "FAX_NUMBER"):
            value = _EXTENSION.sub("", value) or value
        plain = "".join(c for c in value.upper() if c.isalnum())
        digits = sum(c.isdigit() for c in plain)
        if entry.entity_type in ID_TYPES and digits >= 3 and len(plain) >= _ID_MIN:
            _add_id(index, plain, entry.entity_type)
        else:
            _add_phrase(index, value, entry.entity_type)


def _add_id(index: RosterIndex, plain: str, entity_type: str) -> None:
    forms = {plain}
    if entity_type in ("PHONE_NUMBER", "FAX_NUMBER") and plain.isdigit():
        if len(plain) == 11 and plain[0] == "1":
            plain = plain[1:]
        if len(plain) == 10:
            forms = {plain, "1" + plain, plain[3:]}
    for form in forms:
        index.ids.setdefault(form, entity_type)
        letters = form[: len(form) - len(form.lstrip(_LETTERS))]
        if letters:
            index.id_heads.add(letters.lower())


# An extension behind a phone number: it is found with or without it.
_EXTENSION = lazy_pattern(r"[\s,]*(?:x|ext\.?|extension)\s*\d{1,6}$", re.IGNORECASE)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _add_phrase(index: RosterIndex, value: str, entity_type: str) -> None:
    words = tuple(canonical(m.group()) for m in WORD.finditer(value))
    if words:
        second = words[1] if len(words) > 1 else ""
        begun = index.phrases.setdefault(words[0], {})
        begun.setdefault(second, []).append(Phrase(words, entity_type))
