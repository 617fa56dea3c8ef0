"""The names that the words of a file's or folder's name make evident, without a guard.

A listed name, and a word that is no known word, is a person. A name that is an ordinary word too
("Hope", "Mark") is one beside another name, or with a capital where everything else is usual in
names of records ("Hope_Intake"), not among ordinary words ("will-call", "Grace_Period_Policy").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from casesafe.recognizers._name_stop import THEORISTS
from casesafe.scan.name_view import NameView
from casesafe.scan.name_words import (
    MONTHS,
    Sense,
    close_record_words,
    is_name,
    may_be_initials,
    sense_of,
)
from casesafe.values.person_names import PARTICLES, SUFFIXES
from casesafe.values.vocabulary import given_names, surnames


@dataclass(frozen=True, slots=True)
class Evidence:
    """A part of a name and the type that its words tell, in offsets of the view's `text`."""

    start: int
    end: int
    entity_type: str
    rule: str
    score: float


#: Behind or before a theorist's name, these make a method or a measure of it.
_METHODS = frozenset(
    "inventory scale questionnaire index worksheet worksheets handout handouts theory method model "
    "technique techniques triad syndrome schedule matrix maneuver disease hierarchy protocol".split()
)
#: Names that methods and measures bear.
_EPONYMS = THEORISTS | {"columbia", "vanderbilt", "edinburgh", "holmes", "rosenberg", "oswestry"}
#: With a month that is a given name too, only these say that it is a client's.
_PERSONAL = frozenset(
    "intake soap dap birp girp discharge termination biopsychosocial psychosocial psychotherapy".split()
)
# Between the words of one name; must not match a letter or digit.
_GAP = re.compile(r"(?:[\s_.,+~\-]|%20){0,3}")
# A day, month and year in six digits, or in eight with the year last.
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_SHORT_DATE = re.compile(
    rf"(?<!\d)(?:\d\d{_MONTH}{_DAY}|{_MONTH}{_DAY}\d\d|{_DAY}{_MONTH}\d\d|"
    rf"{_DAY}{_MONTH}(?:19|20)\d\d|{_MONTH}{_DAY}(?:19|20)\d\d)(?!\d)"
)
# A day of a year in a name; that a record has one is told though the policy keeps dates.
_FULL_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[_. \-]?\d\d?(?:[_. \-]?\d\d?)?|\d\d?[_. \-]\d\d?[_. \-]\d{2,4})(?!\d)"
)
# A long number, perhaps in groups; must not match the hexadecimal digits of a hash.
_NUMBER = re.compile(r"(?<![^\W_])\d[\d\-]{4,}\d(?![^\W_])")
_SMALL_NUMBER = re.compile(r"\d+")


def evidence(
    view: NameView, dates: Sequence[tuple[int, int]], *, of_program: bool, of_note: bool
) -> list[Evidence]:
    """Return what the words of a name make evident, sorted and disjoint.

    Args:
        view: The name.
        dates: Where dates stand in `view.text`, by a guard.
        of_program: Whether the name is a program's or its settings'.
        of_note: Whether the name is that of a file of a kind that notes are written in. Elsewhere,
            as in folders, a word in small letters that no list has is a name only beside a date, a
            word of records or another name.
    """
    words = _Words(view, dates, of_program, of_note)
    found = [Evidence(*span, "PERSON", "file name", 0.9) for span in words.persons()]
    found += words.places()
    found += words.numbers()
    return sorted(found, key=lambda e: e.start)


class _Words:
    """The words of one name and what they are, together."""

    def __init__(
        self, view: NameView, dates: Sequence[tuple[int, int]], of_program: bool, of_note: bool
    ) -> None:
        self._text = view.text
        self._holes = view.holes
        self._of_program = of_program
        self._pieces = view.pieces
        self._senses = [sense_of(p, of_program=of_program) for p in view.pieces]
        self._is_dated = bool(dates) or any(
            shape.search(view.text) for shape in (_SHORT_DATE, _FULL_DATE)
        )
        lowers = {p.lower for p in view.pieces}
        self._is_close = bool(lowers & close_record_words())
        self._takes_unlisted = of_note or self._is_close or self._is_dated
        self._takes_unlisted |= any(s is Sense.NAME for s in self._senses)
        self._has_method = bool(lowers & _METHODS)
        self._is_person = [False] * len(self._pieces)
        self._one_case = len({p.word.isupper() for p in self._pieces if len(p.word) > 1}) == 1 and (
            all(p.word.isupper() or p.word.islower() for p in self._pieces)
        )

    # --- persons ----------------------------------------------------------------------------------

    def persons(self) -> list[tuple[int, int]]:
        for i, piece in enumerate(self._pieces):
            unlisted = self._senses[i] is Sense.UNKNOWN and (
                self._takes_unlisted or not piece.word.islower()
            )
            if self._senses[i] is Sense.NAME or unlisted:
                self._is_person[i] = not (self._has_method and piece.lower in _EPONYMS)
        self._grow()
        if not self._of_program:
            for rule in (self._is_pair, self._is_alone_with_records, self._is_initials):
                self._mark(rule)
                self._grow()
        return self._joined()

    def _mark(self, rule: Callable[[int], bool]) -> None:
        for i in [i for i in range(len(self._pieces)) if not self._is_person[i] and rule(i)]:
            self._is_person[i] = True

    def _grow(self) -> None:
        """Take in what stands beside a name and is part of it: initials, particles, other names."""
        changed = True
        while changed:
            changed = False
            for i in range(len(self._pieces)):
                if not self._is_person[i] and self._belongs(i):
                    self._is_person[i] = changed = True

    def _belongs(self, i: int) -> bool:
        before = i > 0 and self._is_person[i - 1] and self._near(i - 1)
        behind = i + 1 < len(self._pieces) and self._is_person[i + 1] and self._near(i)
        if not before and not behind:
            return False
        piece, sense = self._pieces[i], self._senses[i]
        if piece.lower in PARTICLES and sense is not Sense.RECORD and self._leads_to_name(i):
            return True
        if piece.lower in SUFFIXES and before and len(piece.lower) > 1:
            return True
        if sense is Sense.LETTER:
            return not self._has_digit_at(piece.end) and (piece.word.isupper() or self._one_case)
        if sense is Sense.RECORD:  # "An Nguyen"
            at_end = i in (0, len(self._pieces) - 1)
            return at_end and len(piece.word) == 2 and piece.word.istitle() and is_name(piece.lower)
        alike = piece.word[0].isupper() or self._one_case
        return (
            sense in (Sense.MAYBE, Sense.SHORT, Sense.FORMED)
            and alike
            and not (piece.lower in MONTHS and self._has_number_behind(i))
        )

    def _leads_to_name(self, i: int) -> bool:
        """Say whether a particle, or several, stand before a word that is or may be a name."""
        while i + 1 < len(self._pieces) and self._near(i):
            i += 1
            if self._pieces[i].lower not in PARTICLES:
                return self._is_person[i] or self._senses[i] in (Sense.MAYBE, Sense.SHORT)
        return False

    def _is_pair(self, i: int) -> bool:
        """Say whether two names that are words too stand beside each other: "Hope Marsh"."""
        if self._senses[i] is not Sense.MAYBE or not self._may_be_name(i):
            return False
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(self._pieces)]
        return any(
            self._senses[j] in (Sense.MAYBE, Sense.SHORT)
            and self._may_be_name(j)
            and self._near(min(i, j))
            and (self._reads_as_name(min(i, j)) or self._all_else_is_record({i, j}))
            for j in beside
        )

    def _reads_as_name(self, i: int) -> bool:
        """Say whether a word and the next are a given name and a surname with capitals."""
        first, second = self._pieces[i], self._pieces[i + 1]
        return (
            first.word.istitle()
            and second.word.istitle()
            and first.lower in given_names()
            and second.lower in surnames()
        )

    def _may_be_name(self, i: int) -> bool:
        piece = self._pieces[i]
        if piece.lower in MONTHS and self._has_number_behind(i):
            return False
        return piece.word[0].isupper() or self._one_case

    def _is_alone_with_records(self, i: int) -> bool:
        """Say whether a name that may be a word stands among words of records only."""
        piece, sense = self._pieces[i], self._senses[i]
        if sense not in (Sense.MAYBE, Sense.SHORT, Sense.FORMED):
            return False
        if not self._all_else_is_record({i}):
            return False
        if piece.lower in MONTHS:
            return any(p.lower in _PERSONAL for p in self._pieces) and not (
                self._has_number_behind(i)
            )
        sure = self._is_close or self._is_dated
        if piece.word.istitle() and sense is not Sense.FORMED:
            return sense is Sense.MAYBE or sure
        return sure and (piece.word.istitle() or self._one_case) and sense is not Sense.SHORT

    def _is_initials(self, i: int) -> bool:
        """Say whether capitals are somebody's initials: beside a date or a word of records."""
        piece = self._pieces[i]
        if self._senses[i] is Sense.LETTER:
            return self._are_dotted(i) and (self._is_close or self._is_dated)
        if self._has_digit_at(piece.end) or not self._all_else_is_record({i}):
            return False
        if self._senses[i] is Sense.CAPITALS:
            return self._is_close or self._is_dated
        is_personal = any(p.lower in _PERSONAL for p in self._pieces)
        return may_be_initials(piece.word) and (self._is_dated or is_personal)

    def _are_dotted(self, i: int) -> bool:
        """Say whether single capitals stand beside each other: "A.O.", "A O"."""
        pieces = self._pieces
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
        return pieces[i].word.isupper() and any(
            self._senses[j] is Sense.LETTER and pieces[j].word.isupper() and self._near(min(i, j))
            for j in beside
        )

    def _all_else_is_record(self, chosen: set[int]) -> bool:
        return all(
            i in chosen
            or self._is_person[i]
            or self._senses[i] in (Sense.RECORD, Sense.LETTER)
            or self._pieces[i].lower in MONTHS
            for i in range(len(self._pieces))
        )

    def _joined(self) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for i, piece in enumerate(self._pieces):
            if not self._is_person[i]:
                continue
            if spans and self._is_person[i - 1] and self._near(i - 1):
                spans[-1] = (spans[-1][0], piece.end)
            else:
                spans.append((piece.start, piece.end))
        return spans

    def _near(self, i: int) -> bool:
        """Say whether nothing but separators stands between a word and the next."""
        return is_gap(self._text, self._pieces[i].end, self._pieces[i + 1].start)

    def _has_digit_at(self, at: int) -> bool:
        return self._text[at : at + 1].isdigit()

    def _has_number_behind(self, i: int) -> bool:
        end = self._pieces[i].end
        gap = _GAP.match(self._text, end)
        return self._has_digit_at(gap.end() if gap else end)

    # --- other types ------------------------------------------------------------------------------

    def places(self) -> Iterator[Evidence]:
        """Yield places with a capital among words of records and names."""
        for i, sense in enumerate(self._senses):
            piece = self._pieces[i]
            if (
                sense is Sense.PLACE
                and not self._is_person[i]
                and (piece.word[0].isupper() or self._one_case)
                and self._all_else_is_record({i})
                and (self._is_close or self._is_dated or any(self._is_person))
            ):
                yield Evidence(piece.start, piece.end, "LOCATION", "file name", 0.7)

    def numbers(self) -> Iterator[Evidence]:
        """Yield dates in six or eight digits and long numbers, in names of records."""
        if self._of_program or not (self._is_close or any(self._is_person)):
            return
        for m in _NUMBER.finditer(self._text):
            if sum(c.isdigit() for c in m.group()) < 6:
                continue
            if any(start < m.end() and m.start() < end for start, end in self._holes):
                continue
            is_date = _SHORT_DATE.fullmatch(m.group()) is not None
            kind = "DATE" if is_date else "OTHER_ID"
            yield Evidence(m.start(), m.end(), kind, "file name", 0.7)


def is_gap(text: str, start: int, end: int) -> bool:
    """Return whether nothing but a separator or two stands between two words of a name."""
    return _GAP.fullmatch(text, start, end) is not None
