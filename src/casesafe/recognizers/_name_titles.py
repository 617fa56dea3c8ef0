"""Names behind a title, and names written small or in capitals behind a cue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.roles import CLIENT
from casesafe.recognizers._name_evidence import kin_role
from casesafe.recognizers._name_tokens import (
    AMBIGUOUS,
    CAPS,
    CLINICAL,
    GIVEN,
    INITIAL,
    ORDINARY,
    RARE_GIVEN,
    STOPPED,
    SURNAME,
    THEORIST,
    THING,
    UNKNOWN,
    WORD_SURNAME,
    MONTH_NAMES,
    NameView,
    abbreviations,
)
from casesafe.recognizers._name_words import KIN, ROLE_WORDS, SURE_TITLES, TITLES, WEAK_KIN


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: its bounds, the rule, and what the rule tells."""

    start: int
    end: int
    rule: str
    source: Source
    score: float
    role: str | None = None
    sure: bool = True


#: Titles too common as words or names to count in front of a plain word.
_LOOSE = frozenset(
    "sir madam lady pan pani frau herr don major maj col elder chief agent principal dean sister "
    "brother miss elder constable ens off fr dep sra ms judge coach officer justice bishop mayor "
    "captain bà ông bibi dona agent warden spc".split()
)
_SHORT_TITLES = frozenset("fr sgt lt capt cpl pvt maj col hon rev prof det dep atty ofc".split())
_TITLE_GAPS = frozenset((" ", ". ", ".", "  ", ".  "))
_NAME_KINDS = frozenset((GIVEN, RARE_GIVEN, SURNAME, UNKNOWN, AMBIGUOUS, WORD_SURNAME, THEORIST))


def titled(view: NameView) -> Iterator[Hit]:
    """Yield the names behind titles: "Dr. Imhoff", "Mrs. House", "mr kings", "miss loretta"."""
    index = view.note.words.by_lower
    for title in index.keys() & TITLES.keys():
        for word in index[title]:
            i = word.index
            if i + 1 >= view.count or view.gap(i) not in _TITLE_GAPS:
                continue
            if view.gap(i).startswith(".") and title not in SURE_TITLES | _SHORT_TITLES | {"miss"}:
                continue
            last = _after_title(view, i, title)
            if last:
                start, end = view.bounds(i + 1, last)
                yield Hit(start, end, "title", Source.CUE, 0.95, TITLES[title])


def _after_title(view: NameView, i: int, title: str) -> int | None:
    """Return the index of the last word of the name behind title `i`, or None."""
    text = view.words[i].text
    j = i + 1
    capital = view.is_capital(j)
    if text.isupper() and len(text) > 1 and not (capital and view.is_caps(j)):
        return None
    low = view.lower(j)
    kind = AMBIGUOUS if low in MONTH_NAMES else view.kind(j)
    if kind in (STOPPED, CLINICAL) or low in TITLES and title not in SURE_TITLES:
        return None
    n = view.particles(j)
    if n:
        return _grown(view, j + n)
    if not capital:
        return _small_after_title(view, i, title, kind)
    if title in SURE_TITLES or (kind in _NAME_KINDS and not _is_phrase(view, j, kind)):
        return _grown(view, j)
    if kind == INITIAL and text[0].isupper() and title in _SHORT_TITLES | {"nurse", "coach", "judge"}:
        return _grown(view, j)
    return None


def _is_phrase(view: NameView, j: int, kind: str) -> bool:
    """Return whether plain capitalised word `j` begins a phrase: "Officer Hill Station"."""
    return (
        kind in (WORD_SURNAME, AMBIGUOUS)
        and view.gap(j) == " "
        and view.is_capital(j + 1)
        and view.kind(j + 1) in (ORDINARY, THING)
    )


def _small_after_title(view: NameView, i: int, title: str, kind: str) -> int | None:
    """Return the last word of a name in small letters behind title `i`, or None."""
    j = i + 1
    if title in SURE_TITLES:
        ok = kind != ORDINARY or view.gap(i).startswith(".") or not view.note.has_capitals
        if view.words[i].text == "ms" and kind in (ORDINARY, INITIAL):
            ok = False
    elif title == "miss":
        before = view.lower(i - 1)
        ok = kind in (GIVEN, RARE_GIVEN, UNKNOWN) and before not in _MISSING
    else:
        ok = kind in (GIVEN, SURNAME, UNKNOWN, RARE_GIVEN) and title not in _LOOSE - {"officer", "coach", "judge"}
        ok = ok and view.gap(i) != "." and len(view.words[j].text) > 2
    if not ok or any(c.isdigit() for c in view.words[j].text):
        return None
    if view.gap(j) == " " and view.kind(j + 1) in (SURNAME, UNKNOWN) and len(view.lower(j + 1)) > 3:
        if view.words[j + 1].text.islower() and kind in (GIVEN, RARE_GIVEN, INITIAL):
            return j + 1
    return j


_MISSING = frozenset("i you we they to will would don't dont didn't i'll not might could and i'd".split())


def _grown(view: NameView, j: int) -> int:
    """Return the last word of the name that begins at capitalised word `j`."""
    from casesafe.recognizers._name_tokens import _run

    last = j
    caps = view.is_caps(j)
    for k in _run(view, j)[1:]:
        text = view.words[k].text
        if text[0].islower():
            continue
        kind = view.kind(k)
        if kind in (STOPPED, CLINICAL, ORDINARY, THING) or view.lower(k) in KIN:
            break
        if view.is_caps(k) != caps and len(text) > 1 and not caps:
            break
        if len(text) == 1 and text != "I" and view.normal[view.words[k].end :][:1] != ".":
            if view.is_capital(k + 1) or view.gap(k).strip():
                pass
        if text == "I":
            break
        last = k
        if view.words[k].lower.endswith("'s"):
            break
    return last


_GAPS = frozenset((" ", ", ", " (", ": ", " - ", ", ("))


def uncased(view: NameView) -> Iterator[Hit]:
    """Yield names in small letters, or in capitals among capitals, behind kin and role words."""
    index = view.note.words.by_lower
    cased = view.note.has_capitals
    for cue in index.keys() & _CUES.keys():
        for word in index[cue]:
            i = word.index
            if i + 1 >= view.count or view.gap(i) not in _GAPS:
                continue
            hit = _behind(view, i, cue, cased)
            if hit:
                yield hit


_CUES: dict[str, str | None] = {**ROLE_WORDS, **KIN, "named": None, "née": None, "aka": None}


def _behind(view: NameView, i: int, cue: str, cased: bool) -> Hit | None:
    j = i + 1
    word = view.words[j]
    small = word.text.islower()
    if not small and not (view.is_capital(j) and view.is_caps(j)):
        return None
    kind = view.kind(j)
    gap = view.gap(i)
    if not small:
        upper = word.text.removesuffix("'S")
        if len(upper) < 3 or upper in abbreviations() or kind not in (GIVEN, RARE_GIVEN, SURNAME, UNKNOWN):
            return None
        if kind == UNKNOWN and not view.is_caps(i) and gap != " (":
            return None
    elif kind == GIVEN:
        if gap not in (" ", ", ", " ("):
            return None
    elif kind not in (RARE_GIVEN, UNKNOWN, SURNAME) or gap not in (" ", " (") or cased and gap == " ":
        return None
    elif cue not in KIN or cue in WEAK_KIN or len(word.text) < 3 or kind == UNKNOWN:
        return None
    last = j
    if view.gap(j) == " " and j + 1 < view.count and view.kind(j + 1) in (SURNAME, UNKNOWN, RARE_GIVEN):
        following = view.words[j + 1].text
        if following.islower() == small and (small or view.is_caps(j + 1)) and len(following) > 2 and following not in abbreviations() and view.is_capital(j + 1) != small:
            last = j + 1
    start, end = view.bounds(j, last)
    role = kin_role(view, i) if cue in KIN else ROLE_WORDS.get(cue)
    return Hit(start, end, "kin_uncased" if cue in KIN else "role_uncased", Source.CUE, 0.85, role)


def bare_small(view: NameView) -> Iterator[Hit]:
    """Yield given names in small letters that are no ordinary word, without any cue."""
    for low, words in view.note.words.by_lower.items():
        if len(low) < 3 or view.kind(words[0].index) != GIVEN:
            continue
        for word in words:
            if word.text[0].islower():
                start, end = view.bounds(word.index, word.index)
                yield Hit(start, end, "given_small", Source.UNPROVEN, 0.6)


__all__ = ["CAPS", "CLIENT", "Hit", "bare_small", "titled", "uncased"]
