"""The words of a note as a name recognizer sees them, and its runs of capitalised words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    CAPS,
    CLINICAL,
    GIVEN,
    INITIAL,
    MONTH_NAMES,
    NAMELIKE,
    ORDINARY,
    RARE_GIVEN,
    STOPPED,
    SURNAME,
    THING,
    UNKNOWN,
    WORD_SURNAME,
    abbreviations,
    kind_of,
)
from casesafe.recognizers._name_stop import SURNAME_NOUNS
from casesafe.recognizers._name_words import KIN, TITLES, word_set
from casesafe.values.person_names import PARTICLES
from casesafe.values.vocabulary import given_names

_DIGIT = lazy_pattern(r"\d")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of capitalised words that may be one name.

    Args:
        first: Index of its first word.
        last: Index of its last word.
        start: First character.
        end: One past the last character, without a possessive ending.
        kinds: The kind of each word, one letter a word; particles are "p".
        fresh: Whether it begins a sentence, line, quotation or item, so that its capital tells
            nothing.
        possessive: Whether "'s" or "'" follows.
        titled: Whether plain capitalised words stand directly before or after it.
    """

    first: int
    last: int
    start: int
    end: int
    kinds: str
    fresh: bool
    possessive: bool
    titled: bool


class NameView:
    """A note's words with kinds and gaps; made for one note and dropped with it."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.normal = note.normal
        self.words: list[Word] = list(note.words)
        self.count = len(self.words)
        self._kinds: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"NameView({self.count})"

    def gap(self, i: int) -> str:
        """Return what stands between word `i` and the next; for the last word, the rest."""
        end = self.words[i].end
        return self.normal[end : self.words[i + 1].start if i + 1 < self.count else end + 3]

    def gap_before(self, i: int) -> str:
        """Return what stands between word `i` and the one before; for the first, what precedes."""
        start = self.words[i].start
        return self.normal[self.words[i - 1].end : start] if i else "\n" + self.normal[:start]

    def lower(self, i: int) -> str:
        """Return word `i` in lower case without a possessive ending; "" out of range."""
        if not 0 <= i < self.count:
            return ""
        low = self.words[i].lower
        return low[:-2] if low.endswith("'s") else low

    def kind(self, i: int) -> str:
        """Return the kind of word `i`, whatever its case."""
        low = self.lower(i)
        kind = self._kinds.get(low)
        if kind is None:
            kind = self._kinds[low] = kind_of(low)
        return kind

    def is_capital(self, i: int) -> bool:
        """Return whether word `i` begins with a capital letter and holds no digit."""
        if not 0 <= i < self.count:
            return False
        text = self.words[i].text
        return text[0].isupper() and (text.isalpha() or not _DIGIT.search(text))

    def is_caps(self, i: int) -> bool:
        """Return whether word `i` is two or more letters, all capitals."""
        text = self.words[i].text
        return len(text) > 1 and (text.isupper() or (text.endswith("'s") and text[:-2].isupper()))

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters from word `first` to word `last` as a name: without a possessive
        ending, with the period of a last initial or of "Jr."."""
        word = self.words[last]
        end = word.end
        if word.lower.endswith("'s"):
            end -= 2
        if self.normal[end : end + 1] == "." and (
            word.lower in ("jr", "sr") or (len(word.text) == 1 and word.text.isupper())
        ):
            end += 1
        return self.words[first].start, end

    def particles(self, i: int) -> int:
        """Return how many particles from word `i` on lead to a capitalised word; 0 if none."""
        n = 0
        while n < 3 and i + n < self.count and self.words[i + n].text in PARTICLES:
            if self.gap(i + n) != " ":
                return 0
            n += 1
        return n if n and self.is_capital(i + n) and not self.is_caps(i + n) else 0


# Between two parts of one name: a space, or an initial's or abbreviation's period.
_PERIOD = lazy_pattern(r"\. ?\Z")
# Before a word whose capital tells nothing: sentence end, line break, bullet, quotation, bracket.
_FRESH = lazy_pattern(r"[.!?:;\n\"(\[*>|#/—=…•·➤►\-]")
_NEVER_ALONE = frozenset((STOPPED, CLINICAL, ORDINARY, THING))
_ABBREVIATED = word_set("th ch wm jas chas geo jos robt thos st ste fr joh fred alex dan ed")


def segments(view: NameView) -> Iterator[Segment]:
    """Yield the stretches of capitalised words that may be names, in order, disjoint."""
    done = -1
    for word in view.words:
        i = word.index
        if i <= done or not word.text[0].isupper() or not view.is_capital(i):
            continue
        run = run_from(view, i)
        done = run[-1]
        if len(run) > 1 or len(word.text) < 3 or view.kind(i) not in _NEVER_ALONE:
            yield from _split(view, run)


def run_from(view: NameView, i: int) -> list[int]:
    """Return the indices of the words joined to capitalised word `i`."""
    run = [i]
    while i + 1 < view.count:
        word = view.words[i]
        if word.lower.endswith("'s"):
            break
        gap = view.gap(i)
        if gap == " ":
            ok = True
        elif gap in (". ", "."):
            ok = (len(word.text) == 1 or word.lower in _ABBREVIATED) and word.lower != "i"
        else:
            ok = _is_quoted_nickname(view, i, gap)
        if not ok:
            break
        if view.is_capital(i + 1):
            i += 1
            run.append(i)
            continue
        n = view.particles(i + 1) if gap == " " else 0
        if not n or view.kind(i) in (STOPPED, ORDINARY):
            break
        run.extend(range(i + 1, i + n + 2))
        i += n + 1
    return run


def _is_quoted_nickname(view: NameView, i: int, gap: str) -> bool:
    """Return whether the gap opens or closes a nickname inside a name: Walter "Skip" Orr."""
    if i + 2 < view.count and gap in (' "', " ("):
        after = view.gap(i + 1)
        return after in ('" ', ") ") and view.is_capital(i + 1) and view.is_capital(i + 2)
    return i > 0 and gap in ('" ', ") ") and view.gap_before(i) in (' "', " (")


#: A name of more words is cut.
_MOST_WORDS = 8


def _split(view: NameView, run: list[int]) -> Iterator[Segment]:
    """Cut a run of capitalised words at the ones that belong to no name."""
    part: list[int] = []
    kinds = ""
    cut_before = False
    for n, i in enumerate(run):
        kind = _kind_in_run(view, i)
        if kind in (STOPPED, CLINICAL) or (
            kind in (ORDINARY, THING)
            and not _extends(view, kinds, run, n)
            and not _is_nickname(view, run, n)
        ):
            if part:
                yield _segment(view, part, kinds, run, cut_before)
            part, kinds = [], ""
            cut_before = kind in (ORDINARY, THING, CLINICAL)
            continue
        if len(part) == _MOST_WORDS:
            yield _segment(view, part, kinds, run, cut_before)
            part, kinds, cut_before = [], "", False
        if part and (kind == CAPS) != (CAPS in kinds) and not _same_name(view, part, i):
            yield _segment(view, part, kinds, run, cut_before)
            part, kinds, cut_before = [], "", False
        part.append(i)
        kinds += GIVEN if kind == ORDINARY and not kinds else kind
        if view.words[i].lower.endswith("'s"):
            break
    if part:
        yield _segment(view, part, kinds, run, cut_before)


def _same_name(view: NameView, part: list[int], i: int) -> bool:
    """Return whether word `i`, in capitals where `part` is not (or not where it is), belongs to it:
    "Grzegorz WILKOWSKI", "J. VEGA", never "PO Sigrid"."""
    text = view.words[i].text
    if view.is_caps(i):
        return len(text) > 3 and text not in abbreviations() and view.kind(i) in NAMELIKE
    if len(text) != 1:
        return False
    before = view.words[part[-1]].text
    return not view.is_caps(part[-1]) or (len(before) > 3 and before not in abbreviations())


#: Plain words that begin a nickname before a given name: "Big Al", "Old Tom".
_NICKNAME_HEADS = word_set("big old little lil young crazy slim skinny fat tiny baby mad")


def _is_nickname(view: NameView, run: list[int], n: int) -> bool:
    return (
        view.lower(run[n]) in _NICKNAME_HEADS
        and n + 1 < len(run)
        and run[n + 1] == run[n] + 1
        and len(view.words[run[n + 1]].text) > 1
        and _kind_in_run(view, run[n + 1]) in (GIVEN, RARE_GIVEN, AMBIGUOUS, SURNAME)
        and (n + 2 == len(run))
    )


def _kind_in_run(view: NameView, i: int) -> str:
    text = view.words[i].text
    if text[0].islower():
        return "p"
    if len(text) == 1:
        return (
            INITIAL
            if text not in "AI" or view.normal.startswith(".", view.words[i].end)
            else STOPPED
        )
    if view.is_caps(i):
        return CAPS
    low = view.words[i].lower
    if low in TITLES or low in KIN:
        period = view.normal.startswith(".", view.words[i].end)
        if low not in ("don", "major", "so", "art") or period:
            return STOPPED
    if low in _ABBREVIATED and view.normal.startswith(".", view.words[i].end):
        return INITIAL
    if "-" in text and any(p[:1].islower() for p in text.split("-")[1:]):
        return _half_capital(text.lower().removesuffix("'s").split("-"))
    kind = view.kind(i)
    return CLINICAL if kind == UNKNOWN and _INNER_CAPITAL.search(text) else kind


# "MoCA", "FedEx", "QTc", "UAs"; must not match "McKay", "O'Neil", "DaSilva", "Smith-Lee".
_INNER_CAPITAL = lazy_pattern(
    r"\A(?!Ma?c|D[aeiu][A-Z]|L[aeo][A-Z]|Fitz|V[ao]n|Del|Mac|St[A-Z]|Ab[du])\w*[a-z][A-Z]"
    r"|\A[A-Z]{2,}[a-z]{1,2}\Z"
)


def _extends(view: NameView, kinds: str, run: list[int], n: int) -> bool:
    """Return whether the ordinary word `run[n]` is the surname of the name begun before it."""
    if not kinds or kinds[0] not in (GIVEN, RARE_GIVEN) or len(kinds) > 2 or n + 2 < len(run):
        return False
    rest = [_kind_in_run(view, j) for j in run[n + 1 :]]
    if any(k not in (ORDINARY, SURNAME, WORD_SURNAME, UNKNOWN) for k in rest) or len(rest) > 1:
        return False
    low = view.lower(run[n])
    if view.kind(run[n]) == THING:
        return low in SURNAME_NOUNS and not rest and kinds == GIVEN
    if run[0] != run[n] - len(kinds):  # title-case language before it
        return False
    return not view.normal.startswith(":", view.words[run[-1]].end)


def _half_capital(parts: list[str]) -> str:
    """Return the kind of "Hye-jin" (a name) or "Gottman-style" (none)."""
    given = given_names()
    first, rest = kind_of(parts[0]), parts[1:]
    if first in (STOPPED, CLINICAL, THING) or MONTH_NAMES & set(rest) or len(parts[0]) < 2:
        return ORDINARY
    if first == ORDINARY and parts[0] not in given:
        return UNKNOWN if len(parts[0]) < 6 and all(p in given for p in rest) else ORDINARY
    if all(p in given or (len(p) < 6 and kind_of(p) == UNKNOWN) for p in rest):
        return UNKNOWN
    return ORDINARY


def _segment(
    view: NameView, part: list[int], kinds: str, run: list[int], cut_before: bool
) -> Segment:
    first, last = part[0], part[-1]
    start, end = view.bounds(first, last)
    before = view.gap_before(first)
    possessive = view.words[last].lower.endswith("'s") or view.normal[end : end + 2] == "' "
    fresh = bool(_FRESH.search(before)) or (
        first > run[0] and bool(_FRESH.search(view.gap_before(run[0]))) and first == run[0] + 1
    )
    titled = cut_before or (last < run[-1] and not view.words[last].lower.endswith("'s"))
    return Segment(first, last, start, end, kinds, fresh, possessive, titled)
