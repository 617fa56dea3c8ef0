"""Ages told by a verb or a preposition: "is 52", "turned ninety", "died at 98", "a boy of 9"."""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Word
from casesafe.recognizers._age_spot import FAMILY, Spot, is_name
from casesafe.recognizers._age_words import (
    ADVERBS,
    LIFE,
    MEASURED,
    NOT_NAMES,
    PEOPLE,
    YOUNG_LIFE,
)

_TURNS = frozenset("turned turns turning turn".split())
_IS = frozenset("is was are were am be been".split())
_JOINED_SUBJECTS = frozenset("he's she's i'm you're who's hes shes im whos".split())
_SINGULAR = frozenset("he she i who".split())
_PRONOUNS = frozenset(
    "he she they i who you we he'll she'll they'll i'll you'll he'd she'd they'd i'd".split()
)
_AUXILIARIES = frozenset(
    "would will have has had must might should may could not isn't wasn't be been to going only "
    "just really himself herself now like".split()
)
_PERSONAL = lazy_pattern(r"\b(?:he|she|who|client|pt|patient)\b", re.IGNORECASE)
# What follows an age told by a pronoun; must not match a noun that the number counts.
_NO_NOUN = lazy_pattern(
    r"\s(?:not|yrs?|he|she|we|her|his|its|they|im|hes|shes|and|with|dont|doesn't|do|don't|cant|"
    r"can't|wants|takes|drives|works|himself|herself)\b",
    re.IGNORECASE,
)
_CAPITAL_NEXT = lazy_pattern(r"\s[A-Z][a-z]")
_DAY_NEXT = lazy_pattern(r"\s(?:yesterday|years|[a-z]{3,6}day)\b", re.IGNORECASE)
_BIO = lazy_pattern(r",\s(?:lives|born|works|married|single|retired|divorced|widowed)\b")
_AWAY = lazy_pattern(r"\s(?:away|ahead|behind|late|early|down|up)\b")


def after_verb(spot: Spot) -> str | None:
    """Return the rule of "is 52", "she's 23", "turned ninety", "would have been 29"."""
    if spot.prev is None or spot.gap not in (" ", "  ", "\n", " ~", ' "', "\u2014"):
        return None
    words, i = spot.note.words, spot.prev.index
    while i > 0 and words[i].lower in ADVERBS:
        i -= 1
    verb: Word = words[i]
    if verb.lower in _TURNS:
        return "turned" if spot.ends or spot.follows(_DAY_NEXT) else None
    if verb.lower in ("pushing", "approaching", "nearing"):
        return "turned" if spot.number >= 20 else None
    if verb.lower in _JOINED_SUBJECTS:
        free = spot.ends or spot.number >= 13 or spot.follows(_NO_NOUN)
        return "age_after_verb" if free and not spot.follows(_AWAY) else None
    if verb.lower in _IS and i:
        return _after_is(spot, i)
    return _after_joined(spot, verb)


def _after_is(spot: Spot, i: int) -> str | None:
    """Who "is", "was", "will be" or "would have been" so old; `i` is the verb's index."""
    words = spot.note.words
    if not spot.ends:
        firm = words[i - 1].lower in _SINGULAR
        named = spot.number >= 13 and spot.follows(_CAPITAL_NEXT)
        told = firm and (named or (spot.number >= 3 and spot.follows(_NO_NOUN)))
        return "age_after_verb" if told else None
    j = i - 1
    while j > 0 and words[j].lower in _AUXILIARIES:
        j -= 1
    subject: Word = words[j]
    titled = j > 0 and words[j - 1].lower in ("mr", "mrs", "ms", "miss")
    if spot.number >= 13 and (titled or (subject.lower == "and" and _PERSONAL.search(spot.left))):
        return "age_after_verb"
    if spot.number >= 13 and spot.follows(_BIO):
        return "age_after_verb"
    if not spot.note.has_capitals and spot.number >= 13 and _is_plain_subject(spot, j):
        return "age_after_verb"
    if subject.lower in ("they", "we", "children", "kids") and spot.number < 13 and spot.is_word:
        return None
    if subject.lower in _PRONOUNS | PEOPLE or (spot.number >= 2 and is_name(subject, spot.note)):
        return "turned" if j < i - 1 else "age_after_verb"
    return None


def _is_plain_subject(spot: Spot, j: int) -> bool:
    """Whether a word of a note without capitals may be a name: "florence is seventy three"."""
    words = spot.note.words
    if not words[j].text.isalpha() or words[j].lower in NOT_NAMES or len(words[j].text) < 3:
        return False
    before = words[j - 1].lower if j else ""
    return before not in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "my",
        "their",
        "this",
        "that",
        "of",
        "total",
    )


def _after_joined(spot: Spot, verb: Word) -> str | None:
    """ "thats 9" of a child, "Marisol's 34"."""
    if not spot.ends:
        return None
    if verb.lower in ("it's", "thats", "that's") and spot.number > 2:
        told = FAMILY.search(spot.left) and "," not in spot.left[-12:]
        return "age_after_verb" if told and verb.lower != "it's" else None
    if not verb.text.endswith("'s") or spot.number < 13 or not spot.note.has_capitals:
        return None
    owner = verb.lower[:-2]
    named = owner in PEOPLE or (verb.text[0].isupper() and owner not in NOT_NAMES)
    return "age_after_verb" if named else None


_DIED = lazy_pattern(
    r"\b(?:died|dead|killed|d\.|passed(?: away)?)\s(?:\w+\s){0,3}at\s$", re.IGNORECASE
)
_RAISED = lazy_pattern(
    r"\b(?:raised|lived|boarding|residential|school|kept|spent|foster(?:ed)?|ages?|between|"
    r"removed)\b",
    re.IGNORECASE,
)
_OF_PEOPLE = frozenset(
    "boy girl man woman kid child lady youth lad infant person widower toddler baby male female "
    "owner son daughter teenager student guy veteran grandmother grandfather age".split()
)
_OF_PARENTS = frozenset("mother father parent widow".split())
#: "a group of", "parents of", "children of": what follows is a number of people.
_OF_GROUPS = frozenset("children kids parents clients patients students residents friends".split())
_CLAUSE = lazy_pattern(r"[.;]\s(?=[A-Z])|[;\n]")
_SINCE_ENDS = lazy_pattern(r"\s?[,.;)]|\s(?:and|when)\b")


# "disfellowshipped at 19": something done to a person; must not match "scored at".
_DONE = lazy_pattern(
    r"\b(?!scored|rated|dosed|capped|peaked|plateaued|averaged|remained|stayed|elevated|measured|"
    r"clocked|priced|charged|billed|opened|closed|ended|finished|scheduled|seated|settled|seemed|"
    r"looked|dropped|stopped|listed|reported|estimated|called|arrived)[a-z]{3,}ed at $"
)


def after_at(spot: Spot) -> str | None:
    """Return the rule of "died at 98", "attempt at 16", "from four to eleven", "a boy of 9"."""
    rule = _PREPOSITIONS.get(spot.cue)
    return rule(spot) if rule and spot.gap in (" ", "\n") else None


def _of(spot: Spot) -> str | None:
    if spot.word.index < 2:
        return None
    holder = spot.note.words[spot.word.index - 2].lower
    adult = spot.number >= 20 and (holder in _OF_PARENTS or holder in PEOPLE)
    told = holder in _OF_PEOPLE or (adult and holder not in _OF_GROUPS)
    return "age_of" if told else None


def _at(spot: Spot) -> str | None:
    if not spot.ends:
        died = spot.number >= 13 and _DIED.search(spot.left)
        return "age_at" if died and re.match(r"\s[a-z]", spot.after(2)) else None
    clause = _CLAUSE.split(spot.left)[-1]
    near = clause.rpartition(",")[2][-26:]
    if spot.number < 2 or MEASURED.search(near) or spot.is_scaled(clause[-24:]):
        return None
    done = spot.number >= 13 and _DONE.search(clause)
    told = done or (LIFE if spot.number >= 13 else YOUNG_LIFE).search(clause)
    opens = spot.number >= 13 and not clause.strip('" at').strip()
    return "age_at" if told or opens else None


def _since(spot: Spot) -> str | None:
    if spot.number >= 4 and spot.follows(_SINCE_ENDS):
        return "age_at"
    return _until(spot)


def _until(spot: Spot) -> str | None:
    if not spot.ends:
        return None
    adult = spot.cue in ("until", "till") and 12 < spot.number <= 30
    return "age_at" if adult or _RAISED.search(spot.left) else None


def _to(spot: Spot) -> str | None:
    verb = spot.note.words[spot.word.index - 2].lower if spot.word.index > 1 else ""
    if verb in ("lived", "live", "lives") and spot.ends:
        return "age_at"
    return _until(spot)


_PREPOSITIONS = {
    "of": _of, "at": _at, "since": _since, "until": _until, "till": _until, "from": _until,
    "to": _to,
}  # fmt: skip

_PHRASE_ENDS = frozenset(
    "on of yet be over under past around about approx now then almost nearly abt ca just turning "
    "currently sounds looks appears aged age to".split()
)
# "going on ", "shy of ", "(now ", "a man over "; must not match "going on to" or "looks at".
_PHRASE = lazy_pattern(
    r"(?:\bgoing on|\bshy of|\bnot yet|\b(?:like|wants?|going) to be|"
    r"\b(?:man|woman|person|male|female|guy|lady),? (?:over|under|past|around|about|approx\.?)|"
    r"\((?:now|then|almost|nearly|about|approx\.?|abt|ca\.?|just|turning|currently)|"
    r"\b(?:sounds|looks|appears|lived to)(?: about)?|(?<=[A-Za-z\",]) {1,2}approx\.?)\s$",
    re.IGNORECASE,
)


def in_phrase(spot: Spot) -> str | None:
    """Return the rule of "going on eleven", "shy of fifty", "not yet thirty", "(now 11)"."""
    if spot.number < 3 or spot.cue not in _PHRASE_ENDS:
        return None
    m = _PHRASE.search(spot.left)
    if m is None or not spot.ends:
        return None
    guessed = m.group().strip().lower().startswith(("sounds", "looks", "appears", "approx"))
    return None if guessed and spot.number < 13 else "age_in_phrase"


# "did ninety in ninety", "over ninety of": counts and readings, not ages.
_COUNTS = lazy_pattern(
    r"\b(?:in|within|to|of|for|over|hundred|did|doing|about|every|another|next|first|count\w*|"
    r"highway|route|hwy|i|that's)\s$",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(r"\s(?:in ninety|to|of)\b", re.IGNORECASE)


def very_old(spot: Spot) -> str | None:
    """Return the rule of "ninety-one" in words, unless a count or score says otherwise."""
    if spot.number < 90 or not spot.is_word or not spot.ends or spot.follows(_COUNTED):
        return None
    left = spot.left
    if MEASURED.search(left[-26:]) or spot.is_scaled(left[-24:]) or _COUNTS.search(left):
        return None
    return "very_old"
