"""Organisations by what announces them: a word of work or care, "at", a label; and known names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._gazetteer import Hit, end_of, phrases, variants
from casesafe.recognizers._org_words import (
    GENERIC,
    INNER,
    LABELS,
    ORGANIZATION_HEADS,
    WORK,
    WORK_PREPOSITIONS,
    WORK_WITH,
)
from casesafe.recognizers._place_stop import NOT_A_TOWN, TITLES
from casesafe.recognizers.base import cues_in
from casesafe.values.organizations import known_organizations, organization_phrases
from casesafe.values.places import (
    LANDMARK_NOUNS,
    LEADING_NOUNS,
    ROAD_NOUNS,
    Ambiguity,
    cities,
    fold,
)
from casesafe.values.vocabulary import (
    clinical_abbreviations,
    common_given_names,
    given_names,
    ordinary_words,
)

_AT: Mapping[str, bool] = {"at": True}
_WORKING: Mapping[str, bool] = dict.fromkeys(("for", "with", "by", "to", "from", "through"), True)
_TRANSITIVE: Mapping[str, bool] = dict.fromkeys("attends attending attended joined".split(), True)
# A noun in small letters that belongs to the name: "the Ford plant"; must not match "office".
_NOUN_AFTER = lazy_pattern(
    r" (?:plant|clinic|hospital|shelter|mission|warehouse|brewery|mosque|temple|apartments)\b"
)
# Programs as kinds: never an organisation.
_PROGRAMS = frozenset(
    "aa na al-anon alateen ca ga oa slaa smart medicaid medicare wic snap tanf ssi "
    "ssdi 988 911 211 "
    "head start dhs cps dcf dcfs aps dss va hud section iep 504 er ed icu nicu or iop php rtc pcp "
    "dmv omfs mass set court hospital school church work home jail prison hr uber epic zoom".split()
)
# The value of a field: capitalised, up to a comma, bar, tab, wide gap or line's end.
_VALUE = lazy_pattern(
    r"(?: name)?[^\S\n]{0,3}(?:[:=]|\.{3,})[^\S\n]{0,20}"
    r"([A-Z0-9][\w'&.\-]*(?:[ ](?:(?:of|the|and|for|de|la|&)[ ])*(?:[A-Z0-9&][\w'&.\-]*)){0,6})"
)
_NOT_A_VALUE = frozenset(
    "none n/a na no yes unknown self unemployed retired disabled medicaid medicare private "
    "commercial ppo hmo denied pending same see active inactive home homeless homeschooled "
    "homeschool student primary secondary in out telehealth video zoom phone office outpatient "
    "inpatient trails not declined refused tbd full part verified male female continue".split()
)


def cue_hits(note: Note) -> Iterator[Hit]:
    """Yield names behind "at", behind words of work, study or care, and behind "attends"."""
    for word, _ in cues_in(note, _AT):
        if note.has_capitals or word.text.islower():
            yield from _at(note, word)
    if note.has_capitals:
        for word, _ in cues_in(note, _WORKING):
            if _work_before(note, word):
                yield from _behind_work(note, word)
        for word, _ in cues_in(note, _TRANSITIVE):
            yield from _behind_work(note, word)
        for word, _ in cues_in(note, _WARDS):
            yield from _before_ward(note, word)
    yield from _small_work(note)


def _before_ward(note: Note, word: Word) -> Iterator[Hit]:
    """Yield "Prisma" in "the Prisma ED": a name before a hospital's department."""
    if not word.text.isupper() or not word.index:
        return
    name: Word = note.words[word.index - 1]
    low = name.lower.removesuffix("'s")
    if note.normal[name.end : word.start] != " " or not name.text[0].isupper() or len(low) < 4:
        return
    if low in ordinary_words() or low in given_names() or name.text in clinical_abbreviations():
        return
    if low in ORGANIZATION_HEADS or low in NOT_A_TOWN or name.text.isupper():
        return
    yield Hit(name.start, name.end, "ORGANIZATION", "before_ward", Source.UNPROVEN)


_WARDS: Mapping[str, bool] = dict.fromkeys("ed er icu iop php micu nicu picu otp".split(), True)


def _run(note: Note, cue: Word) -> list[Word]:
    """Return the capitalised words behind a cue and an article, with small words inside."""
    words, text = note.words, note.normal
    at = cue.index + 1
    if (
        at < len(words)
        and words[at].lower in ("the", "a")
        and text[cue.end : words[at].start] == " "
    ):
        at += 1
    run: list[Word] = []
    while at < len(words) and len(run) < 6:
        word: Word = words[at]
        gap = text[words[at - 1].end : word.start]
        if gap not in (" ", " & ") and not (
            run and gap in (". ", "-", ".") and len(words[at - 1].text) < 3
        ):
            break
        if gap != " " and not run:
            break
        if not (word.text[0].isupper() or (run and word.lower in INNER - {"on", "at", "and"})):
            break
        run.append(word)
        at += 1
        if word.lower.endswith("'s") and at < len(words) and not words[at].text[0].isupper():
            break
    while run and run[-1].text[0].islower():
        run.pop()
    return run


def _names_something(note: Note, run: list[Word]) -> bool:
    """Return whether a run can be an organisation's name."""
    first, last = run[0], run[-1]
    low = first.lower.removesuffix("'s")
    if first.lower in TITLES or low in TITLES or low in NOT_A_TOWN or low in _PROGRAMS:
        return False
    short = len(run) == 1 and (first.text.isupper() or len(first.text) < 3)
    if short and (
        not first.text.isalpha()
        or not first.text.isupper()
        or not 2 <= len(first.text) <= 6
        or first.text in clinical_abbreviations()
    ):
        return False
    if all(w.lower in GENERIC or w.lower in INNER for w in run):
        return False
    if low in LEADING_NOUNS and last.lower not in ORGANIZATION_HEADS:
        return False
    if (
        all(w.text.isupper() or w.text[0].islower() for w in run)
        and len(run) > 1
        and (first.text in clinical_abbreviations() or last.text in clinical_abbreviations())
    ):
        return False
    if last.lower in ROAD_NOUNS or (
        last.lower in LANDMARK_NOUNS and last.lower not in ORGANIZATION_HEADS
    ):
        return False
    return not (len(run) == 1 and low in given_names() and not first.lower.endswith("'s"))


def _at(note: Note, word: Word) -> Iterator[Hit]:
    run = _run(note, word)
    if not run or not _names_something(note, run):
        return
    name = " ".join(fold(w.lower) for w in run)
    worked = _work_before(note, word)
    if name in cities() and not worked:
        return
    if len(run) == 1 and run[0].lower in ordinary_words() and not worked:
        source = Source.UNPROVEN
    else:
        source = Source.CUE if worked else Source.UNPROVEN
    yield Hit(run[0].start, _end(note, run), "ORGANIZATION", "at_name", source)


def _end(note: Note, run: list[Word]) -> int:
    """Return where a run ends: without "'s" where a noun follows ("Walmart's office")."""
    last = run[-1]
    noun = _NOUN_AFTER.match(note.normal, last.end)
    if noun is not None:
        return noun.end()
    if not last.lower.endswith("'s"):
        return last.end
    nxt = note.normal[last.end : last.end + 2]
    base = last.lower[:-2]
    if base in known_organizations() and last.lower not in known_organizations():
        return last.end - 2
    return (
        last.end - 2
        if len(nxt) == 2 and nxt[0] == " " and nxt[1].islower() and len(run) > 1
        else last.end
    )


def _work_before(note: Note, word: Word) -> bool:
    """Return whether a word of work, study or care stands just before a preposition."""
    words = note.words
    return any(words[i].lower in WORK for i in range(max(0, word.index - 4), word.index))


def _behind_work(note: Note, word: Word) -> Iterator[Hit]:
    run = _run(note, word)
    if not run or not _names_something(note, run):
        return
    first = run[0].lower.removesuffix("'s")
    near = note.words[word.index - 1].lower in WORK if word.index else False
    if first in given_names() and run[-1].lower not in ORGANIZATION_HEADS and not near:
        return
    if first in common_given_names() and run[-1].lower not in ORGANIZATION_HEADS:
        return
    if word.lower in ("to", "from", "by", "through") and not near:
        return
    if word.lower == "with" and note.words[max(0, word.index - 1)].lower not in WORK_WITH:
        return
    if all(w.lower in ordinary_words() for w in run) and len(run) == 1 and not near:
        return
    name = " ".join(fold(w.lower) for w in run)
    if name in cities() and cities()[name] is Ambiguity.NONE:
        return
    yield Hit(run[0].start, _end(note, run), "ORGANIZATION", "work_name", Source.UNPROVEN)


def _small_work(note: Note) -> Iterator[Hit]:
    """Yield "works at tops" in lower-case text: a name that is no word, behind a word of work."""
    words = note.words
    for word, _ in cues_in(note, _AT):
        if word.index + 1 >= len(words) or not _work_before(note, word):
            continue
        nxt: Word = words[word.index + 1]
        if note.normal[word.end : nxt.start] != " " or nxt.text[0].isupper() or len(nxt.text) < 4:
            continue
        if not nxt.text.isalpha() or nxt.lower in ordinary_words() or nxt.lower in given_names():
            continue
        if fold(nxt.lower) in cities() or nxt.lower in _PROGRAMS:
            continue
        yield Hit(nxt.start, nxt.end, "ORGANIZATION", "work_small", Source.UNPROVEN)


def known_hits(note: Note) -> Iterator[Hit]:
    """Yield organisations known across the country; ordinary words only with a cue."""
    words, known = note.words, known_organizations()
    for at, stop, name in phrases(note, organization_phrases(), variants(note)):
        first, last = words[at], words[stop - 1]
        level = known[name]
        small = first.text[0].islower() or not note.has_capitals
        cued = _known_cue(note, first)
        if (level is not Ambiguity.NONE or small) and not cued:
            continue
        if level is not Ambiguity.NONE and small and name in ordinary_words():
            continue
        if stop - at == 1 and small and len(name) < 4 and not first.text.isupper():
            continue
        end = last.end if last.lower.endswith("'s") and name.endswith("'s") else end_of(last)
        yield Hit(
            first.start, end, "ORGANIZATION", "known", Source.CUE if cued else Source.UNPROVEN
        )


def _known_cue(note: Note, first: Word) -> bool:
    if not first.index:
        return False
    words = note.words
    before: Word = words[first.index - 1]
    if before.lower in ("the", "a", "an") and first.index > 1:
        before = words[first.index - 2]
    if before.lower == "at":
        return True
    return before.lower in WORK_PREPOSITIONS and _work_before(note, before)


def label_hits(note: Note) -> Iterator[Hit]:
    """Yield the values of fields such as "Employer:" and "School:"."""
    text = note.normal
    for word, _ in cues_in(note, LABELS):
        if not (word.text[0].isupper() or word.start == 0 or text[word.start - 1] == "\n"):
            continue
        m = _VALUE.match(text, word.end)
        if m is None:
            continue
        value = m.group(1).rstrip(".")
        words = value.lower().split()
        if words[0] in _NOT_A_VALUE or sum(c.isalpha() for c in value) < 3 or words[0] in _PROGRAMS:
            continue
        if words[0] in TITLES or all(w in GENERIC for w in words) or words[0] in NOT_A_TOWN:
            continue
        if all(w in ordinary_words() for w in words) and len(words) < 2:
            continue
        yield Hit(m.start(1), m.start(1) + len(value), "ORGANIZATION", "label", Source.LABEL)


__all__ = ["cue_hits", "known_hits", "label_hits"]
