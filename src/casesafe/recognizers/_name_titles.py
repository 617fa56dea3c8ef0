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
    MONTH_NAMES,
    ORDINARY,
    RARE_GIVEN,
    STOPPED,
    SURNAME,
    THEORIST,
    THING,
    UNKNOWN,
    WORD_SURNAME,
    NameView,
    abbreviations,
    kind_of,
)
from casesafe.recognizers._name_words import (
    KIN,
    ROLE_WORDS,
    SURE_TITLES,
    TITLES,
    WEAK_KIN,
    word_set,
)
from casesafe.values.vocabulary import common_given_names


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
_LOOSE = word_set(
    "sir madam lady pan pani frau herr don major maj col elder chief agent principal dean sister "
    "brother miss constable ens off fr dep sra ms judge coach officer justice bishop mayor "
    "captain bà ông bibi dona warden spc"
)
_SHORT_TITLES = word_set("fr sgt lt capt cpl pvt maj col hon rev prof det dep atty ofc")
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
    if capital and len(view.words[j].text) == 1:
        kind = INITIAL
    if kind in (STOPPED, CLINICAL) or (low in TITLES and title not in SURE_TITLES):
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
    if (
        kind == INITIAL
        and text[0].isupper()
        and title in _SHORT_TITLES | {"nurse", "coach", "judge"}
    ):
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
        ok = kind in (GIVEN, SURNAME, UNKNOWN, RARE_GIVEN) and title not in _LOOSE - {
            "officer",
            "coach",
            "judge",
        }
        ok = ok and view.gap(i) != "." and len(view.words[j].text) > 2
    if not ok or any(c.isdigit() for c in view.words[j].text):
        return None
    if view.gap(j) == " " and view.kind(j + 1) in (SURNAME, UNKNOWN) and len(view.lower(j + 1)) > 3:
        if view.words[j + 1].text.islower() and kind in (GIVEN, RARE_GIVEN, INITIAL):
            return j + 1
    return j


_MISSING = word_set("i you we they to will would don't dont didn't i'll not might could and i'd")


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


#: Names that are verbs or nouns of the everyday behind a kin word in small letters: "mom will".
_VERB_NAMES = word_set(
    "will may mark hope bill sue chase rob skip josh pat grant wade trip drew art love case young "
    "angel major baby chance christian church cook day early forest gay guy honey king lane long "
    "low mercy page post price prince queen rich royal sandy see so star strong sunny van ward "
    "wise best good junior senior in be do an no my"
)

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
        if (
            len(upper) < 3
            or upper in abbreviations()
            or kind not in (GIVEN, RARE_GIVEN, SURNAME, UNKNOWN)
        ):
            return None
        if kind == UNKNOWN and not view.is_caps(i) and gap != " (":
            return None
    elif kind == GIVEN:
        if gap not in (" ", ", ", " ("):
            return None
    elif kind == AMBIGUOUS and not cased and gap == " " and cue in KIN:
        if cue in WEAK_KIN or word.lower in _VERB_NAMES or len(word.lower) < 3:
            return None
    elif (
        (
            kind not in (RARE_GIVEN, UNKNOWN, SURNAME)
            or gap not in (" ", " (")
            or (cased and gap == " ")
        )
        or cue not in KIN
        or cue in WEAK_KIN
        or len(word.text) < 3
        or (kind == UNKNOWN and (cased or len(word.text) < 4 or gap != " "))
    ):
        return None
    last = j
    if (
        view.gap(j) == " "
        and j + 1 < view.count
        and view.kind(j + 1) in (SURNAME, UNKNOWN, RARE_GIVEN)
    ):
        following = view.words[j + 1].text
        if (
            following.islower() == small
            and (small or view.is_caps(j + 1))
            and len(following) > 2
            and following not in abbreviations()
            and view.is_capital(j + 1) != small
        ):
            last = j + 1
    start, end = view.bounds(j, last)
    role = kin_role(view, i) if cue in KIN else ROLE_WORDS.get(cue)
    return Hit(start, end, "kin_uncased" if cue in KIN else "role_uncased", Source.CUE, 0.85, role)


def bare(view: NameView) -> Iterator[Hit]:
    """Yield given names in small letters, or in capitals, that are no ordinary word."""
    cased = view.note.has_capitals
    index = view.note.words.by_lower
    given = common_given_names()
    for low in index:
        if (low.removesuffix("'s") if "'" in low else low) not in given or kind_of(
            low.removesuffix("'s")
        ) != GIVEN:
            continue
        for word in index[low]:
            if _in_address(view.normal, word.start, word.end):
                continue
            small = word.text[0].islower()
            if not small and not (len(low) > 3 and view.is_caps(word.index)):
                continue
            if not small and word.text.removesuffix("'S") in abbreviations():
                continue
            last = word.index if small else _caps_surname(view, word.index)
            start, end = view.bounds(word.index, last)
            sure = len(low) > 3 or (small and not cased)
            rule = "given_small" if small else "given_caps"
            yield Hit(start, end, rule, Source.UNPROVEN, 0.6, None, sure)


def _in_address(normal: str, start: int, end: int) -> bool:
    """Return whether a word is part of an e-mail address, a handle, a path or a file name."""
    before, after = normal[max(0, start - 1) : start], normal[end : end + 2]
    if before in ("@", "_", "/", "\\", "#") or after[:1] in ("@", "_", "/", "\\"):
        return True
    return before == "." or (after[:1] == "." and after[1:].isalnum())


def _caps_surname(view: NameView, i: int) -> int:
    """Return the last word of a name in capitals that begins at word `i`."""
    while (
        i + 1 < view.count
        and view.gap(i) == " "
        and view.is_caps(i + 1)
        and len(view.words[i + 1].text) > 2
        and view.kind(i + 1) in (GIVEN, RARE_GIVEN, SURNAME, UNKNOWN, THEORIST)
        and view.words[i + 1].text not in abbreviations()
    ):
        i += 1
    return i


__all__ = ["CAPS", "CLIENT", "Hit", "bare", "titled", "uncased"]
