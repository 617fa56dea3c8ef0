"""Groups of people in prose: ethnicities, nationalities, tribes, religions.

Not languages ("speaks Korean", "Spanish interpreter"), food ("French fries"), colours ("white
noise"), fixed terms ("Stockholm syndrome", "Black Friday") or names of organisations.
Known misses: groups of no list; a group word inside a name; "white" and "Black" without a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._quasi_words import groups, is_job

#: Words before or after a language.
_SPEAK_BEFORE = frozenset(
    "speak speaks speaking spoke spoken in into from fluent learn learns learning learned read "
    "reads writes write understands translated translate says said language languages via "
    "with basic broken some little no fluently their her his phone limited".split()
)
_SPEAK_AFTER = frozenset(
    "interpreter interpreters language speaker speakers speaking lessons lesson class classes word "
    "words phrase phrases accent test version text texts subtitles translation dub dubbed dialect "
    "alphabet proverb idiom letters script term for side interpretation terp edition form forms "
    "hymn hymns song songs".split()
)
#: Things that a group word may describe without telling about a person.
_THINGS = frozenset(
    "fries toast press kiss bulldog bulldogs horn door braid braids exit cheese chard shepherd "
    "shepherds measles chocolate coffee setter wolfhound goodbye spring food restaurant "
    "restaurants takeout takeaway medicine checkers new-year standoff salad yogurt tragedy myth "
    "chorus bath delight roulette doll dolls dressing cat cats rug rugs football oven maple "
    "garden sandwich cigar cigars waffle waffles malinois bacon geese goose ocean deli bakery "
    "market grocery dish recipe tea beer wine music film movie movies show opera novel bread "
    "sausage pastry pastries terrier revolution war exchange knot dip roast blinds flu roll rolls "
    "twist pickle dumplings soup curry noodles pizza station whist windows standard pointer "
    "language studies literature club class breakfast muffin muffins moss syndrome embassy "
    "consulate border ops cuisine bbq tacos lace linen passport visa prisoner airlines auto "
    "noise thinking board boards hole box belt sheep friday tie eye ice market mold label magic "
    "out mass mail tea light lights list bean beans pepper coat coats mark magic-marker matter "
    "ink paper house water knight flag lie lies rice wine wash album hair shirt dress shoes pants "
    "cane dog dogs van car truck smoke mustard mountain water".split()
)
_PEOPLE = frozenset(
    "man woman men women male female girl boy girls boys teen teenager teens family families "
    "mother father mom dad parents kid kids student client pt patient veteran community man's "
    "woman's person people youth child children cis queer gay lesbian trans nonbinary "
    "transgender couple household husband wife grandmother grandfather sister brother son "
    "daughter uncle aunt immigrant refugee gentleman lady widow widower elder elders parents' "
    "adult adults american americans heritage descent ancestry background origin identity "
    "neighbors boyfriend girlfriend partner side ancestors roots upbringing grandparents nation "
    "tribe reservation catholic christian jew enrolled in-laws cisgender bisexual straight "
    "heterosexual adoptee teacher nurse farmer church congregation minister pastor body guy "
    "single middle-aged elderly young married divorced widowed raised born by clergy "
    "on lapsed and from on, mixed non-practicing latina latino hispanic professional".split()
)
_BE = lazy_pattern(
    r"(?:\b(?:is|was|are|were|am|as|'s|'m|identifies as|half|part|mixed|quarter|raised|"
    r"grew up|lapsed|ex|enrolled|practicing|race|ethnicity|first-generation|devout|born|"
    r"biracial|non-hispanic|father|mother|mom|dad|husband|wife|parents|family|"
    r"he's|she's|raised)[,:]?\s|\d{1,2}(?:[- ]?(?:y/?o|year[- ]old|yr))?[,]?\s(?:[MF],?\s)?|"
    r"[MF],?\s|yo\s|"
    r"old[,]?\s|[/(&|]\s?|\b(?:and|an?)\s|(?:race|eth\w*)\s?[:=]\s?)$",
    re.IGNORECASE,
)
_ORG = frozenset(
    "church hospital social family services school university college community center academy "
    "memorial charities relief health house home homes society mission synagogue temple mosque "
    "federation association council museum street avenue road creek river lake park hills heights "
    "village county county's island beach point way lane court syndrome depression inventory "
    "army navy guard government embassy red psychological psychiatric national student "
    "congregational methodist presbyterian baptist nursing retirement manor village "
    "philharmonic symphony airlines bank embassy club league thanksgiving new".split()
)


def groups_in(note: Note) -> Iterator[tuple[int, int]]:
    """Yield the groups that a note tells of, longest first at each place, without overlap."""
    table = groups()
    index = note.words.by_lower
    hits = [w for key in index.keys() & table.keys() for w in index[key]]
    last = -1
    for word in sorted(hits, key=lambda w: w.start):
        if word.start < last:
            continue
        found = _longest(note, word, table[word.lower])
        if found is None:
            continue
        end, mark = found
        if _told_of_people(note, word, end, mark):
            last = end
            yield word.start, end


def _longest(note: Note, word: Word, entries: tuple[str, ...]) -> tuple[int, str] | None:
    """Return the end of the longest entry that stands here, and its mark."""
    lower = note.lower
    for entry in entries:
        form, _, mark = entry.rpartition("|")
        end = word.start + len(form)
        if lower[word.start : end] != form.lower():
            continue
        if end < len(lower) and (lower[end].isalnum() or lower[end : end + 1] == "_"):
            continue
        plural = form.endswith("s") and " " not in form and end == word.end
        if plural and mark == "=" and form[:-1].lower() in ("black", "white", "crow", "creek"):
            return None
        return end, mark
    return None


def _told_of_people(note: Note, word: Word, end: int, mark: str) -> bool:
    text, words = note.normal, note.words
    capital = word.text[0].isupper()
    if not capital and note.has_capitals and mark and word.lower != "white":
        return False
    after, after_word = _next(note, end)
    before = words[word.index - 1] if word.index else None
    near = before is not None and word.start - before.end <= 1
    if _in_a_name(text, word, end, before if near else None, after_word):
        return False
    if text[end : end + 1] == "-":
        return text.startswith(("American", "born", "raised"), end + 1)
    if after in _THINGS:
        return False
    if mark and _language(before.lower if near and before else "", after, text, word.start, end):
        return False
    if mark == "=":
        return _with_a_person(text, word, after, end, capital)
    return True


def _next(note: Note, end: int) -> tuple[str, Word | None]:
    """Return the word right after `end` (one space), lower case, or ''."""
    m = _WORD_AFTER.match(note.lower, end)
    if m is None:
        return "", None
    surface = note.normal[m.start(1) : m.end(1)]
    return m.group(1), Word(0, m.start(1), m.end(1), surface, m.group(1))


_WORD_AFTER = lazy_pattern(r" ([^\W\d_]+(?:['-][^\W\d_]+)*)")


def _in_a_name(text: str, word: Word, end: int, before: Word | None, after: Word | None) -> bool:
    """Whether the word is part of a name: "First Baptist", "Lutheran Family Services"."""
    if after is not None and after.text[0].isupper() and after.lower in _ORG:
        return not after.text.isupper() or len(after.text) < 3
    return (
        before is not None
        and before.lower
        in (
            "first second third mt mount st grace zion calvary trinity mr mrs ms dr new fort lake "
            "jack barry betty charlie".split()
        )
        and before.text[0].isupper()
    )


def _language(before: str, after: str, text: str, start: int, end: int) -> bool:
    if after in _SPEAK_AFTER or text.startswith(("-speak", "/English", "/Spanish"), end):
        return True
    head = text[max(0, start - 14) : start]
    if _LANGUAGE_FIELD.search(head) or (head.endswith("(") and text.startswith(")", end)):
        return True
    return before in _SPEAK_BEFORE and (after not in _PEOPLE or after in _LINKS)


_LINKS = frozenset("and from on by side".split())
_LANGUAGE_FIELD = lazy_pattern(
    r"(?:\bASL|[Ll]ang\w*|LANG\w*|[Ii]nt(?:erp)?\.?|INTERP\w*|English)[:,=/]?\s{0,3}$"
)


def _with_a_person(text: str, word: Word, after: str, end: int, capital: bool) -> bool:
    if after in _PEOPLE and after not in ("and", "from", "on", "by", "side", "body"):
        return True
    second = _SECOND.match(text, end)
    if second is not None and second.group(1).lower() in _PEOPLE and (capital or after in _PEOPLE):
        return True
    head = text[max(0, word.start - 30) : word.start]
    closes = _CLOSES.match(text, end) is not None
    told = _BE.search(head) is not None
    if told and capital and not closes:
        return _before_a_job(text, end)
    return closes and told and (capital or "identif" in head)


def _before_a_job(text: str, end: int) -> bool:
    """Whether a job follows within three words: "a Dutch marine surveyor"."""
    words = _NEXT_THREE.match(text, end)
    return words is not None and any(
        is_job(w) for w in (words.group(1), words.group(2), words.group(3)) if w
    )


_NEXT_THREE = lazy_pattern(r" ([a-z-]+)(?: ([a-z-]+))?(?: ([a-z-]+))?")


_SECOND = lazy_pattern(r" [^\W\d_]+(?:-[^\W\d_]+)* ([^\W\d_]+)")
_CLOSES = lazy_pattern(
    r"\s*(?:[,.;:)/|\n(&]|$|\u2014)|\s(?:and|on|by|who|from|with|but|M|F|man|woman)\b"
)
