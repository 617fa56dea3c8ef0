"""Reading names out of a field: where each begins and ends, and whose it is.

A name is read from a position forward, bounded by the end of its field; titles, kin words before
it, credentials and brackets behind it stay outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers._fields_words import (
    BEFORE,
    CREDENTIALS,
    NOT_NAMES,
    ORG_WORDS,
    RELATIONS,
    VERBS,
)
from casesafe.values.person_names import PARTICLES, SUFFIXES
from casesafe.values.vocabulary import clinical_abbreviations, given_names, ordinary_words, surnames

_CREDENTIAL = lazy_pattern(
    r"(?:[A-Z]{2,}[A-Za-z]{0,3}|[A-Z]\.(?:[A-Z]\.)+|PhD|PsyD|EdD|Ph\.D\.?|Psy\.D\.?|M\.?Ed|MSEd|"
    r"LCSW-?\w?|MD|DO|RN|NP|Esq)(?![a-z])"
)
# One word or initial of a name; must not match digits or a word that runs on into digits.
_TOKEN = lazy_pattern(
    r"[^\W\d_](?:[^\W\d_]|['\-](?=[^\W\d_]))*(?:\.(?=[^\W\d_]\.)[^\W\d_])*\.?(?![\d_@])"
)
# A nickname within a name; must not match a quoted sentence.
_QUOTED = lazy_pattern(r"\"[^\W\d_][^\"\n\d,.!?]{0,24}\"")
# Marks that may stand before a value: quotes, Markdown, not a bracket of a placeholder.
_OPEN = lazy_pattern(r"[\s\"'*>~(]*_?")
# A relation or a remark in brackets right after a name.
_BRACKET = lazy_pattern(r"[\"']?\s?[(\[]([^()\[\]\n]{1,40})[)\]]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a field: its span, the role that a word beside it tells, where reading stopped."""

    start: int
    end: int
    role: str | None
    stop: int


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return given_names() | surnames()


def read_name(text: str, start: int, end: int, *, strong: bool, comma: bool = True) -> Name | None:
    """Return the name at the beginning of `text[start:end]`, or None.

    Args:
        text: The note.
        start: Where the value begins; spaces, quotes and titles are skipped.
        end: One past the last character that may be read (a line or cell end).
        strong: Whether the label leaves no doubt that a name follows.
        comma: Whether "Last, First" may be one name.
    """
    at, role, titled = _skip_titles(text, start, end)
    parts = _tokens(text, at, end)
    if not parts:
        return None
    stop = parts[-1][1]
    words = [text[s:e].strip('."').lower() for s, e in parts]
    tail = _after_comma(text, stop, end) if comma and len(parts) <= 3 else None
    if tail is not None and not (len(parts) > 1 and words[-1] in SUFFIXES):
        parts += tail
        words += [text[s:e].strip('."').lower() for s, e in tail]
        stop = parts[-1][1]
    sure = titled and text[parts[0][0]].isupper()
    if not sure and not _plausible(text, parts, words, _closed(text, stop, end), strong=strong):
        return None
    last = parts[-1][1]
    if text[last - 1] == "." and not _keeps_period(text, parts[-1]):
        last -= 1
    if text.startswith("'s", last - 2) and last - 2 > parts[0][0]:
        last -= 2
    return Name(parts[0][0], last, role or _relation_after(text, stop, end), stop)


def read_names(text: str, start: int, end: int, *, strong: bool) -> Iterator[Name]:
    """Yield the names of a list: "Ines, Corbin (by phone), Dr. Sato and Luz".

    Where the list is parted by semicolons, a comma is that of "Last, First".
    """
    parted = ";" in text[start:end]
    at = start
    quoted = _QUOTED_NAME.match(text, start, end)
    if quoted is not None:
        name = read_name(text, quoted.start(1), quoted.end(1), strong=strong)
        if name is not None:
            yield name
            at = quoted.end()
    for _ in range(60):
        name = read_name(text, at, end, strong=strong, comma=parted)
        if name is not None:
            yield name
            at = name.stop
        step = (_NEXT_SEMICOLON if parted else _NEXT).search(text, at, end)
        if step is None:
            return
        at = step.end()


# The display name of an e-mail header: "DAY, PAIGE" <pday@...>.
_QUOTED_NAME = lazy_pattern(r"\s*\"([^\"\n]{3,60})\"(?=\s*[<\[])")
# What parts the names of a list; a bracket only with a kin word or two capitals in it.
_KIN_INSIDE = (
    r"\((?=(?:daughter|son|sister|brother|mother|father|mom|dad|aunt|uncle|wife) [^\W\d_])"
)
_NEXT = lazy_pattern(
    rf"[,;&+/|]|\band\b|\sw/|\s{{2,}}|:|{_KIN_INSIDE}|(?<=[a-z]) \((?=[A-Z][a-z]+ [A-Z][a-z]+\))"
)
_NEXT_SEMICOLON = lazy_pattern(rf";|{_KIN_INSIDE}")


def looks_like_organization(text: str, start: int, end: int) -> bool:
    """Return whether the value holds a word that names of organisations hold."""
    stop = min(end, start + 80)
    return any(w.lower().strip(".,") in ORG_WORDS for w in text[start:stop].split()[:8])


def _skip_titles(text: str, start: int, end: int) -> tuple[int, str | None, bool]:
    """Step over marks, titles and kin words.

    Returns:
        Where the name may begin, the role a kin word tells, whether a form of address came.
    """
    at = _OPEN.match(text, start, end).end()  # type: ignore[union-attr]
    role: str | None = None
    titled = False
    for _ in range(5):
        m = _TOKEN.match(text, at, end)
        if m is None:
            break
        word = m.group().rstrip(".").lower()
        if word not in BEFORE:
            break
        follow = _OPEN.match(text, m.end(), end).end()  # type: ignore[union-attr]
        ahead = _TOKEN.match(text, follow, end)
        if ahead is None or follow - m.end() not in (1, 2, 3) or _one_letter_title(m):
            break
        if not ahead.group()[0].isupper() and ahead.group().lower() not in BEFORE:
            break
        role = RELATIONS.get(word, role)
        titled = titled or word in _ADDRESS
        at = follow
    return at, role, titled


#: Forms of address after which any word is a name.
_ADDRESS = frozenset("mr mrs ms miss mx dr prof rev fr sr sgt det ofc officer hon judge".split())


def _one_letter_title(m: re.Match[str]) -> bool:
    """A lone capital is an initial, not a title: "M. Vega"."""
    return len(m.group().rstrip(".")) == 1 and m.group()[0].isupper()


def _tokens(text: str, at: int, end: int) -> list[tuple[int, int]]:
    """Return the words of one name from `at` on: at most six, one space apart."""
    parts: list[tuple[int, int]] = []
    lower_case = False
    while len(parts) < 6:
        quoted = _QUOTED.match(text, at, end) if parts else None
        m = quoted or _TOKEN.match(text, at, end)
        if m is None:
            break
        word = m.group()
        bare = word.rstrip(".").lower()
        if quoted is None and not word[0].isupper():
            if not parts:
                lower_case = True
            if not (
                lower_case
                or bare in PARTICLES
                or ("-" in bare and bare[-1:].islower() and any(c.isupper() for c in word))
            ):
                break
            if lower_case and (bare in VERBS or bare in NOT_NAMES):
                break
        if parts and (
            (bare in NOT_NAMES and len(bare) > 1) or (quoted is None and _is_credential(word))
        ):
            break
        parts.append((m.start(), m.end()))
        ends_sentence = word.endswith(".") and len(bare) > 2 and bare not in SUFFIXES
        if ends_sentence or text[m.end() : m.end() + 1] not in (" ", ""):
            if not (
                word.endswith(".") and len(bare) <= 2 and text[m.end() : m.end() + 1].isupper()
            ):
                break
            at = m.end()
            continue
        at = m.end() + 1
    while len(parts) > 1 and text[slice(*parts[-1])].lower() in PARTICLES:
        parts.pop()
    return parts


def _is_credential(word: str) -> bool:
    return word.isupper() and len(word.rstrip(".")) > 1 and word.rstrip(".") in CREDENTIALS


def _after_comma(text: str, stop: int, end: int) -> list[tuple[int, int]] | None:
    """Return the words after "Last," if they are given names."""
    m = _COMMA.match(text, stop, end)
    if m is None:
        return None
    parts = _tokens(text, m.end(), end)
    if not parts or len(parts) > 3:
        return None
    first = text[slice(*parts[0])]
    bare = first.rstrip(".").lower()
    if bare in NOT_NAMES or bare in RELATIONS or bare in ORG_WORDS or not first[0].isupper():
        return None
    if len(first) > 1 and first.rstrip(".").isupper() and not text[:stop][-2:].isupper():
        return None  # "Okafor, LCSW": a credential behind a name in mixed case
    if _is_credential(first) or (
        _CREDENTIAL.fullmatch(first) and not text[stop - 2 : stop].isupper()
    ):
        return None
    after = parts[-1][1]
    return parts if _closed(text, after, end) or text[after - 1] == "." else None


_COMMA = lazy_pattern(r", ?")
# What may follow a name in a field: the end, a wide gap, a mark; not a word of the same sentence.
_CLOSE = lazy_pattern(
    r"[\"'*_]*(?:\s*$|\s*\n|\s{2,}|\t|\s*[|,;(\[<>/:=#@&+\\]|\s+[-\u2014\u00b7]|\.?\s*$|\.\s|\s+\d|"
    r"-\s|\s+(?:DOB|MRN|ID|DOS|SSN|MR|aka|AKA|d\.?o\.?b|[A-Z]{2,5}\b|age|aged|born|by|at|via|c/o|"
    r"on|and)\b|\s+w/|\.{2,}|'s\b)"
)


def _closed(text: str, stop: int, end: int) -> bool:
    if stop >= end or _CLOSE.match(text, stop, end) is not None:
        return True
    return text[stop - 1] == "." and text[stop - 3 : stop - 1].isalpha()


def _keeps_period(text: str, part: tuple[int, int]) -> bool:
    """An initial keeps its period, and so does "Jr."; a word at the end of a sentence does not."""
    word = text[part[0] : part[1] - 1]
    return len(word) == 1 or "." in word or (word.lower() in SUFFIXES and len(word) <= 2)


def _plausible(
    text: str, parts: list[tuple[int, int]], words: list[str], closed: bool, *, strong: bool
) -> bool:
    """Return whether the words read are a name and not a sentence or a placeholder."""
    first = text[parts[0][0]]
    if len(parts) == 1 and _is_abbreviation(text[slice(*parts[0])]):
        return False
    if (words[0] in NOT_NAMES and len(words[0]) > 1) or any(
        w in ORG_WORDS and w not in _names() for w in words
    ):
        return False
    plain = [w for w in words if w not in PARTICLES and w not in SUFFIXES]
    known = [_nameish(w) for w in plain]
    if not known or not any(known):
        return strong and closed and first.isupper() and bool(plain) and len(plain) <= 2
    if not first.isupper():
        return closed and all(known) and (strong or plain[0] in given_names()) and len(plain) <= 4
    upper = text[parts[0][0] : parts[-1][1]].isupper() and len(words[0]) > 1
    if upper and not all(known) and not strong:
        return False
    if not closed:
        nxt = _TOKEN.match(text, parts[-1][1] + 1)
        verb = nxt is not None and nxt.group().lower() in VERBS
        return (len(plain) > 1 and strong) or (all(known) and verb)
    if len(plain) == 1 and not strong:
        return len(plain[0]) == 1 or plain[0] in _names() or plain[0] not in ordinary_words()
    return True


def _is_abbreviation(word: str) -> bool:
    """A word in capitals that is a credential or a clinical abbreviation, or a lone letter."""
    bare = word.rstrip(".")
    if len(bare) == 1:
        return "." not in word
    if not bare.isupper() or len(bare) > 6:
        return bool(_CREDENTIAL.fullmatch(word)) and not word.isalpha()
    return (
        bare in CREDENTIALS
        or bare in clinical_abbreviations()
        or (
            len(bare) > 2
            and bare.lower() not in _names()
            and bare[0] in "LRC"
            and bare[-1] in "CWTRP"
        )
    )


def _nameish(word: str) -> bool:
    """A word that may be (part of) a name: an initial, a known name, or no English word."""
    if len(word) == 1 or word in _names():
        return True
    if word in ordinary_words():
        return False
    return "-" not in word or not all(p in ordinary_words() for p in word.split("-"))


def _relation_after(text: str, stop: int, end: int) -> str | None:
    """Return the role that "(mother)", ", mother" or "- mother" tells behind a name."""
    m = _BRACKET.match(text, stop, end) or _RELATION.match(text, stop, end)
    if m is None:
        return None
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", m.group(1).lower())[:3]:
        if word in RELATIONS:
            return RELATIONS[word]
    return None


_RELATION = lazy_pattern(
    r"(?:, | - |\s{2,}|\s?\|\s?)([^\W\d_]{2,}(?:-[^\W\d_]+){0,2})(?=$|[\s,;.|(])"
)
