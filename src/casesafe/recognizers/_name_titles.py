"""Names behind a title: "Dr. Imhoff", "Mrs. House", "mr kings"."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._name_evidence import Hit
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    CLINICAL,
    GIVEN,
    INITIAL,
    MONTH_NAMES,
    ORDINARY,
    RARE_GIVEN,
    STOPPED,
    SURNAME,
    THEORIST,
    THING,
    UNKNOWN,
    WORD_SURNAME,
)
from casesafe.recognizers._name_tokens import NameView, run_from
from casesafe.recognizers._name_words import KIN, SURE_TITLES, TITLES, word_set

#: Titles too common as words or names to count in front of a plain word.
_LOOSE = word_set(
    "sir madam lady pan pani frau herr don major maj col elder chief agent principal dean sister "
    "brother miss constable ens off fr dep sra ms judge coach officer justice bishop mayor "
    "captain bà ông bibi dona warden spc"
)
_SHORT_TITLES = word_set("fr sgt lt capt cpl pvt maj col hon rev prof det dep atty ofc")
_DOTTED_TITLES = SURE_TITLES | _SHORT_TITLES | {"miss"}
_INITIAL_TITLES = _SHORT_TITLES | {"nurse", "coach", "judge"}
_NEVER_SMALL = _LOOSE - {"officer", "coach", "judge"}
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
            if view.gap(i).startswith(".") and title not in _DOTTED_TITLES:
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
    if text == "ms" and view.lower(i - 1).isdigit():  # milliseconds
        return None
    kind = _kind_behind(view, j)
    if kind in (STOPPED, CLINICAL) or (view.lower(j) in TITLES and title not in SURE_TITLES):
        return None
    if text.isupper() and title not in SURE_TITLES and kind not in (GIVEN, RARE_GIVEN, SURNAME):
        return None
    n = view.particles(j)
    if n:
        return _grown(view, j + n)
    if not capital:
        return _small_after_title(view, i, title, kind)
    if title in SURE_TITLES or (kind in _NAME_KINDS and not _is_phrase(view, j, kind)):
        return _grown(view, j)
    if kind == INITIAL and text[0].isupper() and title in _INITIAL_TITLES:
        return _grown(view, j)
    return None


def _kind_behind(view: NameView, j: int) -> str:
    """Return the kind of word `j` where a title stands before it."""
    if view.lower(j) in MONTH_NAMES:
        return AMBIGUOUS
    if view.is_capital(j) and len(view.words[j].text) == 1:
        return INITIAL
    return view.kind(j)


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
        ok = ok and not (view.words[i].text == "ms" and kind in (ORDINARY, INITIAL))
    elif title == "miss":
        ok = kind in (GIVEN, RARE_GIVEN, UNKNOWN) and view.lower(i - 1) not in _MISSING
    else:
        ok = kind in (GIVEN, SURNAME, UNKNOWN, RARE_GIVEN) and title not in _NEVER_SMALL
        ok = ok and view.gap(i) != "." and len(view.words[j].text) > 2
    if not ok or any(c.isdigit() for c in view.words[j].text):
        return None
    surname = (
        view.gap(j) == " "
        and view.kind(j + 1) in (SURNAME, UNKNOWN)
        and len(view.lower(j + 1)) > 3
        and view.words[j + 1].text.islower()
        and kind in (GIVEN, RARE_GIVEN, INITIAL)
    )
    return j + 1 if surname else j


#: Before "miss" the verb.
_MISSING = word_set("i you we they to will would don't dont didn't i'll not might could and i'd")


def _grown(view: NameView, j: int) -> int:
    """Return the last word of the name that begins at capitalised word `j`."""
    last = j
    caps = view.is_caps(j)
    for k in run_from(view, j)[1:]:
        text = view.words[k].text
        if text[0].islower():
            continue
        kind = view.kind(k) if len(text) > 1 else INITIAL
        if kind in (STOPPED, CLINICAL, ORDINARY, THING) or view.lower(k) in KIN or text == "I":
            break
        if view.is_caps(k) != caps and len(text) > 1 and not caps:
            break
        last = k
        if view.words[k].lower.endswith("'s"):
            break
    return last
