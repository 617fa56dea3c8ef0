"""Organisations by the noun that ends or begins their name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import CREDENTIALS, Hit
from casesafe.recognizers._org_words import (
    DOCUMENT_WORDS,
    GENERIC,
    INNER,
    LEADING,
    ORGANIZATION_HEADS,
    STOPS,
    STRONG_HEADS,
)
from casesafe.recognizers.base import compiled, cues_in
from casesafe.values.places import cities, counties, fold, states_by_name
from casesafe.values.vocabulary import (
    clinical_abbreviations,
    common_given_names,
    ordinary_words,
)

_HEADS: Mapping[str, bool] = {h: h in STRONG_HEADS for h in ORGANIZATION_HEADS}
_MOST = 6
#: Prepositions that announce a name even where its words are ordinary ones.
_BEFORE = frozenset("at from to with for by of near outside behind @ through via attends".split())
# What goes on behind a head: "Court of Wilcox County", "Center for Mood Disorders", ", Inc".
_GOES_ON = lazy_pattern(
    r"(?:,? (?:Inc|LLC|PLLC|Ltd|Co|Corp|PC|P\.C\.|L\.L\.C\.|P\.A\.|S\.C\.)(?!\w)"
    r"| (?:of|for) (?:the )?(?:[A-Z][\w'.-]*[\w'])(?:(?: (?:of |the |and |& )?)[A-Z][\w'-]+){0,4}"
    r"| No\. ?\d+| #\d+| Local \d+| (?:District|SD|ISD|USD) \d+)"
)
# "Local 110", "P.S. 148", "Troop 12": must not match a lower-case count.
_NUMBERED = compiled(
    r"""\b(?:(?:[A-Z][\w'-]+\ ){0,2}Local\ \d{1,5}|P\.?S\.?\ \d{1,3}|I\.?S\.?\ \d{2,3}|SAU\ \d{1,3}
    |(?:VFW|Legion)\ Post\ \d{1,5}|Troop\ \d{1,4}|(?:USD|ISD)\ \d{1,4})(?![\w-])"""
)
# "St. Brigid's", "Saint Francis Memorial", "Mt. Sinai", "Our Lady of the Harbor": must not match a
# street or a town behind "in".
_SAINT = lazy_pattern(
    r"(?:\. | )((?:[A-Z][a-z]+-)?[A-Z][a-z]+(?:'s|s')?"
    r"(?: (?:of |the |de |and ){0,2}[A-Z][a-z]+(?:'s)?){0,3})"
)
_CUT_SHORT = frozenset("st mt ft assoc psych ctr".split())
# A test whose name runs on: "Texas Functional Living Scale".
_IN_TEST = lazy_pattern(
    r"(?: [A-Z][\w-]+){0,2} (?:Scale|Test|Inventory|Questionnaire|Q'aire|Index"
    r"|Battery|Checklist|Skills)\b"
)
# What follows a letterhead of ordinary words; must not match the rest of a title.
_ENDS_LINE = lazy_pattern(r" *(?:\n|\Z|[:|,(]| [&] )| - | {2}")


def name_hits(note: Note) -> Iterator[Hit]:
    """Yield names that end or begin with a telling noun, numbered unions, schools and posts."""
    for word, strong in cues_in(note, _HEADS):
        if not word.text[0].isupper():
            if strong or word.lower in ("high", "middle", "court", "hs"):
                yield from _small(note, word)
        elif word.text.isupper() and len(word.text) > 3:
            yield from _in_capitals(note, word)
        elif note.has_capitals:
            yield from _by_head(note, word, strong=strong)
    if not note.has_capitals:
        return
    if note.has_digits:
        for m in _NUMBERED.finditer(note.normal):
            yield Hit(m.start(), m.end(), "ORGANIZATION", "numbered", Source.CUE)
    yield from _saints(note)
    for word, _ in cues_in(note, LEADING):
        yield from _by_leading(note, word)


def head_run(note: Note, word: Word) -> int:
    """Return the index of the first word of the name that a head ends, or `word.index`."""
    words, text = note.words, note.normal
    at = word.index
    while at > 0 and word.index - at < _MOST:
        before: Word = words[at - 1]
        gap = text[before.end : words[at].start]
        if gap not in (" ", "  ", "-", " & ", "/", "' ", " + ") and not (
            gap in (". ", ".") and (len(before.text) == 1 or before.lower in _CUT_SHORT)
        ):
            break
        if before.lower in CREDENTIALS:
            break
        if before.lower in STOPS and not (before.text.isupper() and len(before.text) > 1):
            break
        if before.text[0].islower() and (
            before.lower not in INNER
            or before.lower in ("on", "at")
            or at < 2
            or not words[at - 2].text[0].isupper()
        ):
            break
        if before.text[0].isdigit() and not before.lower.endswith(("st", "nd", "rd", "th")):
            break
        at -= 1
    while at < word.index and (
        words[at].text[0].islower() or words[at].lower in ("the", "a", "an", "and")
    ):
        at += 1
    return at


def _by_head(note: Note, word: Word, *, strong: bool) -> Iterator[Hit]:
    words, text = note.words, note.normal
    at = head_run(note, word)
    if at == word.index:
        return
    names = [words[i].lower.removesuffix("'s") for i in range(at, word.index)]
    telling = [n for n in names if n not in GENERIC and n not in ORGANIZATION_HEADS]
    end = _end(note, word)
    goes_on = " of " in text[word.end : end]
    if not telling and not goes_on:
        return
    before = (
        words[at - 1].lower
        if at and text[words[at - 1].end : words[at].start].strip() == ""
        else ""
    )
    if before == "the" and at > 1:
        before = words[at - 2].lower
    if word.text.isupper() and any(words[i].text.isupper() for i in range(at, word.index)):
        return
    if _IN_TEST.match(text, end):
        return
    proper = [n for n in telling if n not in ordinary_words() or _is_place_name(n)]
    if not proper and not strong and before not in _BEFORE and not (goes_on or _is_title(telling)):
        return
    if word.lower in ("therapy", "psychotherapy") and not (
        proper and (before in _BEFORE or text[max(0, words[at].start - 1)] == "\n")
    ):
        return
    if (
        len(names) == 1
        and names[0] in common_given_names()
        and not strong
        and before not in _BEFORE
    ):
        return
    source = Source.CUE if strong or (proper and before in _BEFORE) else Source.UNPROVEN
    yield Hit(words[at].start, end, "ORGANIZATION", "head", source)


def _is_title(telling: list[str]) -> bool:
    """Return whether ordinary words make a name nevertheless: "New Dawn Recovery"."""
    return len(telling) > 1 and not any(n in DOCUMENT_WORDS for n in telling)


def _is_place_name(name: str) -> bool:
    return fold(name) in cities() or name in states_by_name() or name in counties()


def _end(note: Note, word: Word) -> int:
    """Return where a name goes on to behind its head."""
    words, text = note.words, note.normal
    at = word.index
    while at + 1 < len(words) and at < word.index + 4:
        nxt: Word = words[at + 1]
        gap = text[words[at].end : nxt.start]
        if (
            gap not in (" ", " & ")
            or not nxt.text[0].isupper()
            or nxt.lower not in ORGANIZATION_HEADS
        ):
            break
        at += 1
    end = words[at].end
    if text[end - 2 : end] == "'s" and words[at].lower not in ("men's", "women's", "children's"):
        end -= 2
    m = _GOES_ON.match(text, end)
    return m.end() if m else end


def _in_capitals(note: Note, word: Word) -> Iterator[Hit]:
    """Yield a letterhead in capitals: it fills its line up to the head."""
    words, text = note.words, note.normal
    at = word.index
    while at > 0 and word.index - at < _MOST:
        before: Word = words[at - 1]
        if text[before.end : words[at].start] not in (" ", " & ", ". ", "  ", "-") or not (
            before.text.isupper() and before.text[0].isalpha()
        ):
            break
        if before.lower in STOPS and before.lower not in ("at",) and len(before.text) > 1:
            break
        at -= 1
    while at < word.index and words[at].lower in INNER | {"at"}:
        at += 1
    start = words[at].start
    names = [words[i].lower for i in range(at, word.index)]
    if not names or all(n in GENERIC or n in ORGANIZATION_HEADS or n in INNER for n in names):
        return
    cue = words[at - 1].lower if at else ""
    opens = not text[max(0, start - 60) : start].rpartition("\n")[2].strip(" |*#=_-")
    behind = cue in ("at", "to", "from") and text[words[at - 1].end : start] == " "
    proper = any(
        (n not in ordinary_words() and n.upper() not in clinical_abbreviations() and len(n) > 3)
        or _is_place_name(n)
        for n in names
        if n not in GENERIC
    )
    if not (opens or (behind and proper)) or (not note.has_capitals and not proper):
        return
    if not proper and (any(n in DOCUMENT_WORDS for n in names) or len(names) < 2):
        return
    if not proper and not _ENDS_LINE.match(text, word.end):
        return
    end = word.end
    after = word.index + 1
    while (
        after < min(len(words), word.index + 5)
        and text[words[after - 1].end : words[after].start] in (" ", " & ")
        and (words[after].lower in ORGANIZATION_HEADS | INNER and words[after].text.isupper())
    ):
        if words[after].lower in ORGANIZATION_HEADS:
            end = words[after].end
        after += 1
    yield Hit(start, end, "ORGANIZATION", "letterhead", Source.CUE if proper else Source.UNPROVEN)


def _small(note: Note, word: Word) -> Iterator[Hit]:
    """Yield "lincoln elementary", "bethany covenant" in lower case: a name that is no word."""
    words = note.words
    if not word.index or note.normal[words[word.index - 1].end : word.start] != " ":
        return
    name: Word = words[word.index - 1]
    if not name.text.isalpha() or name.text[0].isupper() or name.lower in ordinary_words():
        return
    if name.lower in GENERIC or len(name.text) < 4:
        return
    before = words[name.index - 1].lower if name.index else ""
    if word.lower in ("high", "middle", "court") and before not in _BEFORE:
        return
    yield Hit(name.start, word.end, "ORGANIZATION", "head_small", Source.UNPROVEN)


def _saints(note: Note) -> Iterator[Hit]:
    words, text = note.words, note.normal
    for word, _ in cues_in(note, {"st": True, "saint": True, "mt": True}):
        if not word.text[0].isupper() or (word.index and _street_before(note, word)):
            continue
        m = _SAINT.match(text, word.end)
        if m is None:
            continue
        parts = m.group(1).split()
        full = fold(f"{word.lower} {parts[0]}").removesuffix("'s")
        town = full in cities() or fold(f"saint {parts[0]}") in cities()
        if (word.lower == "mt" or town) and not parts[0].endswith("'s") and len(parts) < 2:
            continue
        end = m.end(1)
        last = parts[-1].lower()
        if last in ("street", "st", "ave", "avenue", "road", "rd", "blvd", "lane", "drive") or (
            parts[0].lower() in ("and",)
        ):
            continue
        while len(parts) > 1 and not _goes_with_saint(parts[-1].lower(), parts[0]):
            end -= len(parts[-1]) + 1
            parts.pop()
        while parts and parts[-1] in ("of", "the", "de", "and"):
            end -= len(parts[-1]) + 1
            parts.pop()
        before = words[word.index - 1].lower if word.index else ""
        if not parts or text[end : end + 5] == " wort":
            continue
        if parts[0].endswith("'s") or len(parts) > 1 or before in _BEFORE:
            yield Hit(word.start, end, "ORGANIZATION", "saint", Source.UNPROVEN)


def _goes_with_saint(last: str, first: str) -> bool:
    return last in ORGANIZATION_HEADS or last not in ordinary_words() or not first.endswith("'s")


def _street_before(note: Note, word: Word) -> bool:
    before: Word = note.words[word.index - 1]
    return (
        before.text[0].isupper()
        and note.normal[before.end : word.start] == " "
        and (before.lower not in STOPS)
    )


def _by_leading(note: Note, word: Word) -> Iterator[Hit]:
    """Yield "University of Vermont", "Temple Beth Emeth", "Our Lady of the Harbor"."""
    text = note.normal
    if not word.text[0].isupper() or word.text.isupper():
        return
    low = word.lower
    pattern = _AFTER_LEADING.get(low, _OF_NAME)
    m = pattern.match(text, word.end)
    if m is None:
        return
    yield Hit(word.start, m.end(), "ORGANIZATION", "leading_noun", Source.CUE)


_TAIL = r"(?:(?: (?:of |the |in |at )?)[A-Z][\w'-]+){0,3}"
_KIND = (
    r"(?: (?:School|Church|Hospital|Parish|High|Academy|Medical Center|Catholic|University"
    r"|of [A-Z]\w+)){0,3}"
)
# "University of Vermont"; must not match "school of thought".
_OF_NAME = lazy_pattern(r" of (?:the )?[A-Z][\w'-]+" + _TAIL)
_AFTER_LEADING: Mapping[str, re.Pattern[str]] = {
    "our": re.compile(r" Lady(?: of)?(?: the| Our)? [A-Z][\w'-]+" + _TAIL),
    "holy": re.compile(
        r" (?:Cross|Family|Name|Trinity|Spirit|Rosary|Redeemer|Ascension|Innocents|Child|Ghost"
        r"|Angels|Apostles|Comforter|Resurrection)\b" + _KIND
    ),
    "sacred": re.compile(r" Heart\b" + _KIND),
    "temple": re.compile(
        r" (?:Beth|B'nai|Emanu|Sinai|Israel|Shalom|Adath|Ohav|Emanuel|Har|Kol)\b"
        r"(?:[ -][A-Z][\w'-]+){0,2}"
    ),
    "congregation": re.compile(r" [A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}"),
    "masjid": re.compile(r" (?:al-|as-|an-|ar-)?[A-Z][\w'-]+"),
    "iglesia": re.compile(r" [A-Z][\w'-]+(?: (?:de |del |la )*[A-Z][\w'-]+){0,3}"),
    "mount": re.compile(
        r" (?:Sinai|Zion|Olive|Carmel|Calvary|Moriah|Nebo|Pisgah|Hermon)\b(?: [A-Z][\w'-]+){0,2}"
    ),
}
