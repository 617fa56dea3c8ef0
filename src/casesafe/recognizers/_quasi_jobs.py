"""Jobs in prose: nouns with their modifiers ("retired sugar-beet chemist") and verbs of work.

A noun of the list counts where it stands as somebody's job; one that also means other things, or
the people around every client (nurse, teacher, judge), only with a cue. Known misses: jobs that no
list knows, told without a cue; verbs of work with objects that no list knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._quasi_verbs import VERBS
from casesafe.recognizers._quasi_words import COMPOUND_HEADS, NOT_JOB_MODIFIERS, groups, jobs
from casesafe.recognizers.base import cues_in
from casesafe.values.vocabulary import ordinary_words

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
_SAYS = lazy_pattern(
    r"(?:(?:\b(?:is|was|am|are|were|(?<!to )(?<!uld )be|used to be|been|being|become|became|"
    r"becomes|he's|she's|"
    r"i'm|im|hes|shes|they're|who's|named|elected|remains|turned|worked|works|retired|made)|"
    r"'s(?= (?:a|an|the|now|also|still)\b))"
    r"(?: (?:now|also|currently|formerly|once|still|just|not|both|only|then|been|by trade))?"
    r"(?: (?:a|an|the|our|their|her|his|that|my|one of (?:the|two|three|four)|chief))?|"
    r"\b(?:as|job|work|occupation|career|trained|training)(?: as)?(?: (?:a|an|the|her|his|"
    r"their))?)\s*[:=]?\s*$",
    re.IGNORECASE,
)
# An age, sex or group before the job: "34yo welder", "68 y/o Crow gentleman, retired saddle maker".
_AGED = lazy_pattern(
    r"(?:(?<![\d.:/-])\b[1-9]\d(?:[- ]?(?:year[- ]old|y/?o|yrs?(?: old)?|"
    r"y\.o\.),?\s?[MFmf]?[,;:.]?|,?\s?[MFmf][,;:.]?|[,;])|"
    r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|they/them|she/her|"
    r"he/him)[,;:.]|"
    r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:-[a-z]{3,5})?,|[a-z]-year-old)"
    r"\s*(?:an?\s)?(?:[(]\s?)?$"
)
_APPOSITION = lazy_pattern(
    r"(?:[,;(\[|/=]|:|\s[-\u2014]|\n|\.)\s*(?:(?:a|an|the|now|and a|is a)\s)?$|^\s*$|\u2014$"
)
# What closes a job: punctuation, or a word that begins a place, time or clause.
_CLOSED = lazy_pattern(
    r"\s*(?:[,.;:)\]\n\"|/+]|$|\u2014|\s-)|\s(?:at|in|for|on|with|by|and|who|until|from|since|"
    r"before|"
    r"but|when|through|of|out|&|w/|whose|turned|to|or|near|whom|during|there|x|now|then|all|"
    r"beside|alongside|under|part|full|every|most|because|as|nights|days|here|too|up|down|after|"
    r"like)\b"
)
_ARTICLE = lazy_pattern(r"\b(?:an?|and an?)\s$")
_THEIRS = lazy_pattern(
    r"\b(?:my|your|our|this|that|any|every|each|no|another|some|more|his|her)\s$"
)
_THE = lazy_pattern(r"\b[Tt]he\s$")
_PUNCTUATED = lazy_pattern(
    r"\s*(?:[,;:)\]\n\"|/]|\.(?:\s|$)|$|\u2014)|\s(?:at|in|for|who|from|until|w/|with)\b"
)
# What a person of that job does; must not match a thing named after it ("a pilot program").
_DOES = lazy_pattern(
    r"\s(?:told|said|says|came|called|gave|took|went|is|was|has|had|he|she|they)\b"
)
_WISH = lazy_pattern(r"(?:(?<!used )to|ld) (?:be|become) an?\s$")
_BY = lazy_pattern(r"\b(?:by|per|via|to|with|from|for|of|two|three|some|any|or)\s$")
_EXTENSIONS = lazy_pattern(
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


_COMPOUND_FORMS = (COMPOUND_HEADS | frozenset(w + "s" for w in COMPOUND_HEADS)) - {"hands"}


def _noun(
    note: Note, word: Word, single: dict[str, bool], phrases: dict[str, frozenset[str]]
) -> Job | None:
    text, words, i = note.normal, note.words, word.index
    if _goes_on(note, word, single, phrases):
        return None
    first = _leftmost(note, i)
    start = words[first].start
    known = _phrase_start(note, word, phrases.get(word.lower, frozenset()))
    staff = first < i and words[i - 1].lower in NOT_JOB_MODIFIERS
    if staff and known is None and word.lower in _COMPOUND_FORMS:
        return None
    needs_cue = single.get(word.lower, True)
    if known is not None:
        needs_cue = False
        start = min(start, known)
    elif word.lower not in single and (first == i or word.lower not in _COMPOUND_FORMS):
        return None
    elif first < i and words[i - 1].lower not in NOT_JOB_MODIFIERS:
        needs_cue = word.lower not in _COMPOUND_FORMS and needs_cue
    begin = start if start < words[first].start else _before_groups(note, first)
    before = text[max(0, begin - 44) : begin]
    if word.text[0].isupper() and first == i and _is_title(text, word):
        return None
    end = word.end
    extension = _EXTENSIONS.match(text, end)
    end = extension.end() if extension else end
    sort = "cued" if needs_cue else "sure"
    if known is None and word.lower not in single:
        sort = "compound"
    cue = _cue(text, before, end, sort, _is_out(note, first))
    if cue is None:
        return None
    return start, end, f"job_{cue}", cue in ("is_a", "age", "retired")


def _phrase_start(note: Note, word: Word, phrases: frozenset[str]) -> int | None:
    """Return where the longest listed phrase that ends with `word` begins, or None."""
    best: int | None = None
    for phrase in phrases:
        start = word.end - len(phrase)
        if start >= 0 and note.lower.startswith(phrase, start):
            if start and note.lower[start - 1].isalnum():
                continue
            best = start if best is None else min(best, start)
    return best


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
            if _opens(text, prev) and not prev.text.isupper() and prev.lower in ordinary_words():
                first -= 1
            break
        if prev.lower.endswith("ly") or (first == i and _is_doing(prev.lower)):
            break
        first -= 1
    return first


def _before_groups(note: Note, first: int) -> int:
    """Return where the job begins for its cue: a group before it is stepped over."""
    text, words = note.normal, note.words
    while first > 0 and words[first - 1].lower in groups():
        if text[words[first - 1].end : words[first].start] != " ":
            break
        first -= 1
    begin: int = words[first].start
    return begin


def _is_doing(word: str) -> bool:
    """A verb before the job ("seeing doctors"), not its kind ("mining engineer")."""
    return word.endswith("ing") and word not in ("mining", "nursing", "boxing", "operating")


def _opens(text: str, word: Word) -> bool:
    """Whether a sentence or field begins with the word, so that its capital says nothing."""
    head = text[max(0, word.start - 2) : word.start].strip(" ")
    return not head or head[-1] in '.:;\n(|"-'


def _is_out(note: Note, first: int) -> bool:
    return note.words[first].lower in _OUT


def _is_title(text: str, word: Word) -> bool:
    nxt = text[word.end : word.end + 3]
    return nxt[:1] in (" ", ".") and nxt.strip(" .")[:1].isupper() and nxt.strip(" .")[1:2] != " "


def _cue(text: str, before: str, end: int, sort: str, retired: bool) -> str | None:
    """Return the name of the cue that makes the words somebody's job, or None.

    Args:
        text: The note.
        before: What comes before the job.
        end: Where the job ends.
        sort: "sure", "cued" (needs somebody near by) or "compound" (known by its last word).
        retired: Whether "retired" or "former" begins it.
    """
    closed = _CLOSED.match(text, end) is not None
    the = _THE.search(before)
    if _SAYS.search(before) and not (the and sort == "cued"):
        return "is_a"
    if retired:
        return "retired"
    if _AGED.search(before):
        return "age" if closed else None
    article = _ARTICLE.search(before)
    beside = _APPOSITION.search(before)
    if sort == "cued":
        return "apposition" if closed and article and beside else None
    if _BY.search(before) or (_THEIRS.search(before) and not (sort == "sure" and beside)):
        return None
    if sort == "compound":
        return "apposition" if beside and _PUNCTUATED.match(text, end) else None
    if the:
        return None
    if article:
        wish = _WISH.search(before) is not None
        return "article" if not wish and (closed or _DOES.match(text, end)) else None
    if beside:
        return "apposition" if closed else None
    return "bare" if closed else None


# The subject of a verb of work: "he", "who", "her father", "Mr. Prather", a list mark.
_SUBJECT = lazy_pattern(
    r"(?:\b(?:he|she|i|they|who|mother|father|mom|dad|husband|wife|sister|brother|son|daughter|"
    r"aunt|uncle|cousin|partner|grandmother|grandfather|grandma|grandpa|boyfriend|girlfriend|man|"
    r"woman|client|pt|patient|now|and|also|once|still|used to|to|years|parents|nights)|"
    r"[A-Z][\w'.-]+|"
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
