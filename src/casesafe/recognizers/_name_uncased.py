"""Names in small letters behind a cue, and given names in small letters or in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._name_evidence import Hit, kin_role
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    GIVEN,
    RARE_GIVEN,
    SURNAME,
    THEORIST,
    UNKNOWN,
    abbreviations,
    kind_of,
)
from casesafe.recognizers._name_small import SHORT_NAMES, SMALL_WORDS
from casesafe.recognizers._name_tokens import NameView
from casesafe.recognizers._name_words import KIN, ROLE_WORDS, WEAK_KIN, word_set
from casesafe.values.vocabulary import common_given_names

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
    """Return the name behind cue word `i`, or None."""
    j = i + 1
    small = view.words[j].text.islower()
    if not small and not (view.is_capital(j) and view.is_caps(j)):
        return None
    ok = _is_small_name(view, i, cue, cased) if small else _is_caps_name(view, i)
    if not ok:
        return None
    start, end = view.bounds(j, _with_surname(view, j, small))
    kin = cue in KIN
    role = kin_role(view, i) if kin else ROLE_WORDS.get(cue)
    return Hit(start, end, "kin_uncased" if kin else "role_uncased", Source.CUE, 0.85, role)


def _is_caps_name(view: NameView, i: int) -> bool:
    """Return whether the word in capitals behind cue word `i` is a name."""
    upper = view.words[i + 1].text.removesuffix("'S")
    kind = view.kind(i + 1)
    if len(upper) < 3 or upper in abbreviations() or view.gap(i) == ", ":
        return False
    if kind == UNKNOWN:
        return view.is_caps(i) or view.gap(i) == " ("
    return kind in (GIVEN, RARE_GIVEN, SURNAME)


def _is_small_name(view: NameView, i: int, cue: str, cased: bool) -> bool:
    """Return whether the word in small letters behind cue word `i` is a name."""
    word, kind, gap = view.words[i + 1], view.kind(i + 1), view.gap(i)
    if kind == GIVEN:
        return gap in (" ", ", ", " (")
    if cue not in KIN or cue in WEAK_KIN or len(word.lower) < 3:
        return False
    if kind == AMBIGUOUS:
        return not cased and gap == " " and word.lower not in _VERB_NAMES
    if kind == UNKNOWN:
        return not cased and gap == " " and len(word.lower) > 3
    return kind in (RARE_GIVEN, SURNAME) and (gap == " (" or (gap == " " and not cased))


def _with_surname(view: NameView, j: int, small: bool) -> int:
    """Return the last word of the name that begins at word `j`, of the same case."""
    if j + 1 >= view.count or view.gap(j) != " ":
        return j
    if view.kind(j + 1) not in (SURNAME, UNKNOWN, RARE_GIVEN):
        return j
    following = view.words[j + 1].text
    same = following.islower() if small else view.is_capital(j + 1) and view.is_caps(j + 1)
    return j + 1 if same and len(following) > 2 and following not in abbreviations() else j


def bare(view: NameView) -> Iterator[Hit]:
    """Yield given names in small letters, or in capitals, that are no ordinary word."""
    cased = view.note.has_capitals
    index = view.note.words.by_lower
    given = common_given_names()
    for low in index:
        name = low.removesuffix("'s") if "'" in low else low
        if name not in given or kind_of(name) != GIVEN:
            continue
        for word in index[low]:
            if _in_address(view.normal, word.start, word.end):
                continue
            small = word.text[0].islower()
            if small and cased and (name in SMALL_WORDS or _is_short(name)):
                continue
            if not small and not (len(low) > 3 and view.is_caps(word.index)):
                continue
            if not small and word.text.removesuffix("'S") in abbreviations():
                continue
            last = word.index if small else _caps_surname(view, word.index)
            start, end = view.bounds(word.index, last)
            sure = len(low) > 3 or not cased
            rule = "given_small" if small else "given_caps"
            yield Hit(start, end, rule, Source.UNPROVEN, 0.6, None, sure)


def _is_short(name: str) -> bool:
    """Return whether a name of three letters is likelier an abbreviation: "cal", "vit"."""
    return len(name) < 4 and name not in SHORT_NAMES


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
