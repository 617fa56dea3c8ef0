"""Jobs in prose: nouns with their modifiers ("retired sugar-beet chemist") and verbs of work.

A noun of the list counts where it stands as somebody's job; one that also means other things, or
the people around every client (nurse, teacher, judge), only with a cue. Known misses: jobs that no
list knows, told without a cue; verbs of work with objects that no list knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.note import Note, Word
from casesafe.recognizers._quasi_verbs import VERBS
from casesafe.recognizers._quasi_words import COMPOUND_HEADS, NOT_JOB_MODIFIERS, groups, jobs
from casesafe.recognizers.base import cues_in

#: (start, end, rule, whether a cue near by says it)
Job = tuple[int, int, str, bool]

#: Words that end the modifiers of a job to the left.
_STOP = frozenset(
    "a an the this that these those my your his her hers its our their some any every each no "
    "another all both of at in on for to from by with as and or but nor than so if when while "
    "because before after since until about into over under is was are were am be been being has "
    "have had do does did will would can could should may might must i he she it we you they who "
    "whom whose which what where how why not also now still just only even then there here once "
    "said says saw see told tell tells called call asked met left like likes liked wanted want "
    "became become becomes named hired fired dating married divorced widowed remarried single "
    "seeing sees young old older elderly male female gay straight lesbian trans bi tall short "
    "good great bad nice very really quite well new own same other one two three four five six "
    "seven eight nine ten twelve he's she's i'm it's who's they're that's we're you're "
    "mother father mom dad husband wife sister brother son daughter aunt uncle cousin partner "
    "boyfriend girlfriend grandmother grandfather grandma grandpa stepfather stepmother fiance "
    "man woman guy lady gentleman boy girl kid client patient pt aged age year years yo y/o m f "
    "disabled depressed anxious blind deaf healthy sober white black via per w/ w re vs "
    "lonely quiet proud angry famous local actual first-time friend friendly born raised".split()
)
_CAPITAL_MODIFIERS = frozenset(
    "navy army air force marine marines coast guard border patrol linotype pullman asl k-9 north "
    "sea mta er icu or od nicu pacu tv uber lyft zamboni sunday ems emt it hvac cnc usps ups "
    "fedex dc union sgt county state federal city town township head senior junior chief lead "
    "assistant deputy retired former volunteer school".split()
)
_OUT = frozenset("retired former ex-".split())
# A copula, "as" or a mark of apposition before the job; the text ends where the job begins.
_SAYS = re.compile(
    r"(?:\b(?:is|was|am|are|were|be|been|being|become|became|becomes|he's|she's|i'm|they're|"
    r"who's|'s|'m|named|elected|remains|turned|worked|works|retired|made)"
    r"(?: (?:now|also|currently|formerly|once|still|just|not|both|only|then|been|by trade))?"
    r"(?: (?:a|an|the|our|their|her|his|that|my|one of (?:the|two|three|four)|chief))?|"
    r"\b(?:as|job|work|occupation|career|trained|training)(?: as)?(?: (?:a|an|the|her|his|their))?)\s*[:=]?\s*$",
    re.IGNORECASE,
)
# An age, sex or group before the job: "34yo welder", "68 y/o Crow gentleman, retired saddle maker".
_AGED = re.compile(
    r"(?:\d{1,2}(?:[- ]?(?:year[- ]old|y/?o|yrs?|y\.o\.))?,?\s?[MFmf]?|twenties|thirties|forties|"
    r"fifties|sixties|seventies|eighties|[a-z]+ty-(?:one|two|three|four|five|six|seven|eight|nine)|"
    r"[a-z]+ty|\b[MF]\b|they/them|she/her|he/him)[,;:.]?\s*(?:an?\s)?(?:[(]\s?)?$"
)
_APPOSITION = re.compile(r"(?:[,;(\[|/=]|:|\s[-\u2014]|\n|\.)\s*(?:(?:a|an|the|now|and a|is a)\s)?$|^\s*$|\u2014$")
# What closes a job: punctuation, or a word that begins a place, time or clause.
_CLOSED = re.compile(
    r"\s*(?:[,.;:)\]\n\"|/+]|$|\u2014|\s-)|\s(?:at|in|for|on|with|by|and|who|until|from|since|before|"
    r"but|when|through|of|out|&|w/|whose|turned|to|or|near|whom|during|there|x|now|then|all|"
    r"nights|days|here|too|up|down|after|like)\b"
)
_ARTICLE = re.compile(r"\b(?:an?|and an?)\s$")
_THEIRS = re.compile(r"\b(?:my|your|our|this|that|any|every|each|no|another|some|the)\s$")
_EXTENSIONS = re.compile(
    r" (?:of the peace|of schools|of police|of scales|of globes|of icons|in chief|at arms|"
    r"second class|first class|third class)\b"
)


def jobs_in(note: Note) -> Iterator[Job]:
    """Yield the jobs of a note, nouns and verbs; they may overlap."""
    single, phrases = jobs()
    index = note.words.by_lower
    heads = (index.keys() & single.keys()) | (index.keys() & phrases.keys())
    heads |= index.keys() & _COMPOUND_FORMS
    for head in heads:
        for word in index[head]:
            job = _noun(note, word, single, phrases)
            if job is not None:
                yield job
    yield from _verbs(note)


_COMPOUND_FORMS = COMPOUND_HEADS | frozenset(w + "s" for w in COMPOUND_HEADS)


def _noun(
    note: Note, word: Word, single: dict[str, bool], phrases: dict[str, frozenset[str]]
) -> Job | None:
    text, words, i = note.normal, note.words, word.index
    if _goes_on(note, word, single, phrases):
        return None
    first = _leftmost(note, i)
    if first < i and words[i - 1].lower in NOT_JOB_MODIFIERS and word.lower in _COMPOUND_FORMS:
        return None
    start = words[first].start
    phrase = note.lower[start : word.end]
    known = [p for p in phrases.get(word.lower, ()) if phrase.endswith(p)]
    needs_cue = single.get(word.lower, True)
    if known:
        needs_cue = False
    elif word.lower not in single and first == i:
        return None
    before = text[max(0, start - 44) : start]
    if word.text[0].isupper() and first == i and _is_title(text, word):
        return None
    end = word.end
    extension = _EXTENSIONS.match(text, end)
    end = extension.end() if extension else end
    if not _cued(text, before, end, needs_cue, _is_out(note, first), bool(known)):
        return None
    return start, end, "job", _SAYS.search(before) is not None


def _goes_on(
    note: Note, word: Word, single: dict[str, bool], phrases: dict[str, frozenset[str]]
) -> bool:
    """Whether the job's last word comes later: "court | interpreter"; or it is no noun here."""
    text, words = note.normal, note.words
    if text[word.end : word.end + 2] in ("'s", "s'") or text[word.end : word.end + 1] == "-":
        return True
    if word.index + 1 >= len(words) or text[word.end : word.end + 1] != " ":
        return False
    nxt = words[word.index + 1]
    if nxt.start != word.end + 1:
        return False
    return nxt.lower in single or nxt.lower in phrases or nxt.lower in _COMPOUND_FORMS


def _leftmost(note: Note, i: int) -> int:
    """Return the index of the first word that belongs to the job which ends with word `i`."""
    text, words = note.normal, note.words
    first = i
    while first > 0 and i - first < 4:
        prev = words[first - 1]
        if text[prev.end : words[first].start] not in (" ", "'s ") or prev.lower in _STOP:
            break
        if prev.lower in groups() or prev.text[0].isdigit() or "year-old" in prev.lower:
            break
        if prev.text[0].isupper() and prev.lower not in _CAPITAL_MODIFIERS and note.has_capitals:
            break
        if prev.lower.endswith(("ly", "ing")) and prev.lower not in ("mining", "nursing", "boxing"):
            if first == i or prev.lower.endswith("ly"):
                break
        first -= 1
    return first


def _is_out(note: Note, first: int) -> bool:
    return note.words[first].lower in _OUT


def _is_title(text: str, word: Word) -> bool:
    nxt = text[word.end : word.end + 3]
    return nxt[:1] in (" ", ".") and nxt.strip(" .")[:1].isupper() and not word.text.isupper()


def _cued(
    text: str, before: str, end: int, needs_cue: bool, retired: bool, phrase: bool
) -> bool:
    closed = _CLOSED.match(text, end) is not None
    if _SAYS.search(before) or retired:
        return True
    if _AGED.search(before):
        return closed
    if needs_cue:
        return closed and bool(_ARTICLE.search(before)) and bool(_APPOSITION.search(before))
    if _THEIRS.search(before) and not phrase:
        return False
    return closed or bool(_ARTICLE.search(before)) or bool(_APPOSITION.search(before))


# The subject of a verb of work: "he", "who", "her father", "Mr. Prather", a list mark.
_SUBJECT = re.compile(
    r"(?:\b(?:he|she|i|they|who|mother|father|mom|dad|husband|wife|sister|brother|son|daughter|"
    r"aunt|uncle|cousin|partner|grandmother|grandfather|grandma|grandpa|boyfriend|girlfriend|man|"
    r"woman|client|pt|patient|now|and|also|once|still|used to|to|years|parents|nights)|[A-Z][\w'.-]+|"
    r"[,;:(.|/\"\n\u2014]|\d{1,2}|^)\s*$",
    re.IGNORECASE,
)


def _verbs(note: Note) -> Iterator[Job]:
    text = note.normal
    for word, pattern in cues_in(note, VERBS):
        m = pattern.match(note.lower, word.end)
        if m is None or not _SUBJECT.search(text[max(0, word.start - 24) : word.start]):
            continue
        if _CLOSED.match(text, m.end()):
            start = word.start
            if note.lower[max(0, start - 8) : start] == "used to ":
                start -= 8
            yield start, m.end(), "work_verb", True
