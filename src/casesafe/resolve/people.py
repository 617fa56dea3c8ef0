"""People: which mentions of a note are one person, and what role that person has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.core.roles import OTHER, UNKNOWN
from casesafe.values.near import within_one_edit
from casesafe.values.person_names import PersonName, parse_name


@dataclass(frozen=True, slots=True)
class Mention:
    """A PERSON detection with the person it belongs to.

    Args:
        detection: The detection.
        person: Index of the person, from 0, in reading order.
        role: The person's role.
    """

    detection: Detection
    person: int
    role: str


@dataclass(slots=True)
class _Person:
    """What is known of one person while the mentions are read."""

    given: set[str] = field(default_factory=set)
    surname: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    #: The key of people known by one word, or by initials, that belong to no full name.
    loose: bool = False
    mentions: list[Detection] = field(default_factory=list)

    def absorb(self, name: PersonName, d: Detection) -> None:
        self.given.update(name.given, name.nicknames)
        if name.surname:
            self.surname.add(_last(name))
            self.surname.update(w for w in name.surname if "-" in w)
        if len(name.full_initials) > 1:
            self.initials.add(name.full_initials)
            if name.given and name.surname:
                self.initials.add(name.given[0][0] + name.surname[-1][0])
        self.mentions.append(d)


def _last(name: PersonName) -> str:
    return name.surname[-1]


class _People:
    def __init__(self, nicknames: Callable[[str], frozenset[str]]) -> None:
        self._nicknames = nicknames
        self.people: list[_Person] = []
        self._by_given: dict[str, list[_Person]] = {}
        self._by_surname: dict[str, list[_Person]] = {}
        self._by_initials: dict[str, list[_Person]] = {}
        self._by_letter: dict[str, list[_Person]] = {}

    def add(self, person: _Person | None, name: PersonName, d: Detection) -> None:
        if person is None:
            person = _Person()
            self.people.append(person)
        before = (set(person.given), set(person.surname), set(person.initials))
        person.absorb(name, d)
        for index, words, old in (
            (self._by_given, person.given, before[0]),
            (self._by_surname, person.surname, before[1]),
            (self._by_initials, person.initials, before[2]),
        ):
            for word in words - old:
                for form in {word, *word.split("-")}:
                    index.setdefault(form, []).append(person)

    def full(self, name: PersonName) -> _Person | None:
        """Return the one person that a full name can belong to."""
        fits = [
            p for p in _unique(self._by_surname.get(_last(name), ())) if self._given_fits(name, p)
        ]
        return fits[0] if len(fits) == 1 else None

    def _given_fits(self, name: PersonName, person: _Person) -> bool:
        if name.given:
            first = name.given[0]
            if not person.given:
                return not person.surname or any(i[0] == first[0] for i in person.initials)
            return any(self._same_given(first, g) for g in person.given)
        if name.initials:
            heads = {g[0] for g in person.given} | {i[0] for i in person.initials}
            return name.initials[0] in heads
        return True

    def _same_given(self, a: str, b: str) -> bool:
        if a == b or b in self._nicknames(a):
            return True
        return min(len(a), len(b)) >= 5 and within_one_edit(a, b)

    def given_and_initial(self, name: PersonName) -> _Person | None:
        """Return the person of "Marisol V."."""
        fits = [
            p
            for p in _unique(self._by_given.get(name.given[0], ()))
            if not p.surname or any(s[0] == name.initials[-1] for s in p.surname)
        ]
        return fits[0] if len(fits) == 1 else None

    def single(self, word: str, d: Detection) -> _Person | None:
        """Return the one person that a single word can belong to, given name before surname."""
        for index in (self._by_given, self._by_surname):
            fits = _unique(index.get(word, ()))
            if len(fits) > 1:
                loose = [p for p in fits if p.loose]
                fits = loose or [p for p in fits if d.role and d.role in _roles(p)]
                return fits[0] if len(fits) == 1 else None
            if fits:
                return fits[0]
        near = _unique(p for n in self._nicknames(word) for p in self._by_given.get(n, ()))
        if len(near) == 1 and not _conflict(near[0], d):
            return near[0]
        if d.rule == "repeat_near":
            near = [
                p for p in self.people
                if any(len(w) >= 5 and within_one_edit(word, w) for w in p.given | p.surname)
            ][:2]  # fmt: skip
            return near[0] if len(near) == 1 else None
        return None

    def lettered(self, letters: str) -> _Person | None:
        """Return the one person with these initials."""
        fits = _unique(self._by_initials.get(letters, ()))
        return fits[0] if len(fits) == 1 else None


def _unique(people: Iterable[_Person]) -> list[_Person]:
    seen: dict[int, _Person] = {}
    for p in people:
        seen.setdefault(id(p), p)
    return list(seen.values())


def _roles(person: _Person) -> set[str | None]:
    return {d.role for d in person.mentions}


def _conflict(person: _Person, d: Detection) -> bool:
    """Return whether both have told roles and they differ."""
    told = {r for r in _roles(person) if r}
    return bool(d.role and told and d.role not in told)


def link_people(
    note: Note,
    detections: Sequence[Detection],
    nicknames: Callable[[str], frozenset[str]] = lambda name: frozenset(),
) -> list[Mention]:
    """Return one mention for each PERSON detection, sorted by position.

    Full names are read first, then shorter forms, so that "Marisol" before "Marisol Vega" is the
    same person. A word that several people share links to none of them.
    """
    ordered = sorted(detections, key=lambda d: (d.start, d.end))
    surfaces = [note.normal[d.start : d.end] for d in ordered]
    names = {surface: parse_name(surface) for surface in set(surfaces)}
    parsed = [(names[surface], d) for surface, d in zip(surfaces, ordered, strict=True)]
    people = _People(nicknames)
    for passed in (_is_full, _is_half, _is_word, _is_letters):
        for name, d in parsed:
            if passed(name):
                people.add(_owner(people, name, d), name, d)
    for name, d in parsed:  # what has neither words nor letters, such as a mark: each its own
        if not any(p(name) for p in (_is_full, _is_half, _is_word, _is_letters)):
            people.add(None, name, d)
    return _numbered(people)


def _is_full(name: PersonName) -> bool:
    return bool(name.surname and (name.given or name.initials))


def _is_half(name: PersonName) -> bool:
    return bool(name.given and name.initials and not name.surname)


def _is_word(name: PersonName) -> bool:
    return bool(name.given or name.surname or name.nicknames) and not (
        _is_full(name) or _is_half(name)
    )


def _is_letters(name: PersonName) -> bool:
    return bool(name.initials) and not (name.given or name.surname or name.nicknames)


def _owner(people: _People, name: PersonName, d: Detection) -> _Person | None:
    if _is_full(name):
        return people.full(name)
    if _is_half(name):
        return people.given_and_initial(name)
    if _is_letters(name):
        return people.lettered(name.full_initials) or _loose_letters(people, name)
    word = (*name.given, *name.surname, *name.nicknames)[0]
    owner = people.single(word, d)
    if owner is None and word.endswith("s") and len(word) > 4:
        owner = people.single(word[:-1], d)
    if owner is None and "-" in word:
        parts = {id(p): p for w in word.split("-") if (p := people.single(w, d))}
        owner = next(iter(parts.values())) if len(parts) == 1 else None
    if owner is None and people._by_given.get(word):
        # Shared by several people: its mentions form a person of their own.
        owner = _Person(loose=True)
        people.people.append(owner)
    return owner


def _loose_letters(people: _People, name: PersonName) -> _Person | None:
    """Return the person known by one letter only: "M." again."""
    letters = name.full_initials
    held = people._by_letter.get(letters)
    if held:
        return held[0]
    person = _Person()
    people.people.append(person)
    people._by_letter[letters] = [person]
    return person


def _numbered(people: _People) -> list[Mention]:
    used = [p for p in people.people if p.mentions]
    used.sort(key=lambda p: min(d.start for d in p.mentions))
    mentions = [
        Mention(d, i, role)
        for i, p in enumerate(used)
        for role in (_role_of(p),)
        for d in p.mentions
    ]
    return sorted(mentions, key=lambda m: (m.detection.start, m.detection.end))


def _role_of(person: _Person) -> str:
    """Return the role told by the strongest source, then by most mentions, then the first."""
    votes: dict[str, tuple[int, int, int]] = {}
    for d in person.mentions:
        if d.role and d.role != UNKNOWN:
            source, count, first = votes.get(d.role, (0, 0, -d.start))
            repeat = d.rule.startswith("repeat")
            weight = int(d.source) if d.role != OTHER else 0
            votes[d.role] = (max(source, weight), count + (not repeat), max(first, -d.start))
    return max(votes, key=lambda r: votes[r]) if votes else UNKNOWN
