"""What stands around a stretch of capitals and tells that it is a person."""

from __future__ import annotations

from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.roles import CLIENT, CLINICIAN, RELATIVE_ROLES
from casesafe.recognizers._name_authors import COMMON_AUTHORS
from casesafe.recognizers._name_culture import CITED_LEFT, CITED_RIGHT, WORKS
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    CAPS,
    GIVEN,
    INITIAL,
    ORDINARY,
    RARE_GIVEN,
    SURNAME,
    THEORIST,
    THING,
    UNKNOWN,
    WORD_SURNAME,
    kind_of,
)
from casesafe.recognizers._name_tokens import NameView, Segment
from casesafe.recognizers._name_words import (
    CREDENTIALS,
    IN_LAWS,
    KIN,
    KIN_PREFIX,
    LOOSE_CREDENTIALS,
    PERSON_LEFT,
    PERSON_VERBS,
    PLACE_LEFT,
    POSSESSED,
    ROLE_WORDS,
    WEAK_KIN,
    WEAK_VERBS,
    word_set,
)


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


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of evidence.

    Args:
        rule: Its name.
        weight: 3 and more: a cue that proves a name; less: adds up over the note.
        role: The role it tells, or None.
    """

    rule: str
    weight: float
    role: str | None = None


#: A stretch of capitals with the evidence around it.
Place = tuple[Segment, list[Cue]]
CERTAIN = 3.0
_KINFOLK = word_set("family brothers sisters twins kids boys girls household")
# What may stand between a kin or role word and the name; must not match a sentence end.
_APPOSED = frozenset(
    (" ", ", ", " (", ": ", " - ", ' "', ', "', " = ", " / ", "/", " '", " — ", "—", ': "', "(")
)
_COPULAS = word_set("is was named called name's names nicknamed goes be are were")
_NAMING = word_set("named née nee aka alias nicknamed pseudonym nickname")
_CLIENT_SHORT = frozenset(("pt", "cl", "ct", "clt"))
#: Things that bear names; people are told by other words.
_TOYS = word_set(
    "puppet puppets doll dolls dinosaur dragon robot bear plush plushie figurine avatar character "
    "plant plants cactus fern part parts voice monster ghost ghosts storm hurricane tree rock car "
    "truck boat kayak guitar sourdough shetland elephant frog bunny"
)
# "Frank the Frog puppet"; must not match what a person is ("Mo the plumber").
_TOY_AFTER = lazy_pattern(
    r",? the (?:[A-Z]?[a-z]+ )?(?i:puppet|doll|dinosaur|dragon|robot|bear|plush|frog|bunny|engine|"
    r"train|turtle|elephant|owl|monkey|lion|monster)\b|[:,] (?:not a person|a part\b(?! of))|"
    r"[:,]? \(?(?:our stand-in|a (?:puppet|doll|stuffed|fictional|cartoon)|an? imaginary)\b"
)
_CALL = word_set("call called calls calling name named naming")
_OBJECTS = word_set("him her them me us it himself herself it's you")
_SELF = word_set("i'm im this it's its that's thats name's")


def kin_role(view: NameView, i: int) -> str | None:
    """Return the role that kin word `i` tells, with the word before it ("step dad", "ex wife")."""
    role = KIN.get(view.lower(i)) or KIN.get(view.words[i].lower)
    before = KIN_PREFIX.get(view.lower(i - 1)) if i else None
    if role and before and role in before:
        changed = before[role]
        return changed if changed in RELATIVE_ROLES else role
    return role


def left_cues(view: NameView, seg: Segment) -> list[Cue]:
    """Return the evidence before a segment."""
    if not seg.first:
        return []
    gap = view.gap_before(seg.first)
    p = seg.first - 1
    low = view.lower(p)
    if gap == " and " or "\n" in gap:
        return []
    found: list[Cue] = []
    if gap in _APPOSED or (gap == ". " and low in _CLIENT_SHORT):
        found.extend(_relation(view, seg, p, low, gap))
    if gap in (" ", ' "', ": ", " '", ': "'):
        found.extend(_naming(view, p, low))
    if gap == ": " and low in _LISTED_WORKS:
        found.append(Cue("cited", -2.5))
    if gap == " ":
        if (
            low in CITED_LEFT
            or (low == "by" and view.lower(p - 1) in WORKS)
            or (low in _REFERRED and _ON_TOPIC.match(view.normal, seg.end))
        ):
            found.append(Cue("cited", -1.5))
        if low == "the" and seg.kinds in (SURNAME, UNKNOWN, GIVEN, THEORIST):
            found.extend(_family(view, seg))
        if low in PERSON_LEFT:
            found.append(Cue("preposition", 0.5))
        elif low in PLACE_LEFT:
            found.append(Cue("place", -0.8))
    elif gap in (" w/ ", " w/", "/"):
        found.append(Cue("preposition", 0.5))
    return found


def _relation(view: NameView, seg: Segment, p: int, low: str, gap: str) -> list[Cue]:
    """Return the cue of a kin or role word right before the segment, or with a copula between."""
    head = seg.kinds[0]
    at = p
    copula = False
    while at > p - 3 and at > 0 and view.lower(at) in _COPULAS and view.gap(at - 1) == " ":
        at -= 1
        copula = True
    if copula and view.lower(at) == "name":
        at -= 1
    word = view.lower(at)
    if word == "law" and view.lower(at - 1) == "in" and view.lower(at - 2) in IN_LAWS:
        return [Cue("kin", CERTAIN, IN_LAWS[view.lower(at - 2)])]
    if word in KIN and not (copula and view.words[at].lower.endswith("s'")):
        if word in WEAK_KIN and (
            head in (INITIAL, CAPS)
            or gap not in (" ", ", ", " (")
            or (head == AMBIGUOUS and gap != " ")
        ):
            return []
        if copula and head not in (GIVEN, RARE_GIVEN, UNKNOWN, SURNAME):
            return []
        if head == INITIAL and gap != " ":
            return []
        if head == CAPS and gap != " (" and not view.is_caps(at):
            return []
        return [Cue("kin", CERTAIN if not copula or gap == " " else 2.0, kin_role(view, at))]
    if word in ROLE_WORDS and not copula and view.words[at].text != "do":
        if head in (CAPS, INITIAL) and ROLE_WORDS[word] != CLIENT:
            return []
        if head == INITIAL and view.normal[seg.end : seg.end + 1] == "/":  # "Pt A/O x4"
            return []
        if gap in (", ", " - ", ": ", " = ", "/", " / ") and head not in (
            GIVEN,
            RARE_GIVEN,
            UNKNOWN,
        ):
            return []
        return [Cue("relation", CERTAIN, ROLE_WORDS[word])]
    return []


def _family(view: NameView, seg: Segment) -> list[Cue]:
    """Return the cue of a family's plural: "the Hallorans"."""
    low = view.normal[seg.start : seg.end].lower()
    stem = low.removesuffix("es") if low.endswith(("ches", "shes", "xes", "zes")) else low[:-1]
    if CITED_RIGHT & {view.lower(seg.last + 1), view.lower(seg.last + 2)}:
        return []
    if low.endswith("s") and kind_of(stem) in (SURNAME, UNKNOWN, RARE_GIVEN, GIVEN):
        return [Cue("family", 2.0 if kind_of(stem) == SURNAME else 1.0)]
    return []


def _naming(view: NameView, p: int, low: str) -> list[Cue]:
    before = view.lower(p - 1)
    if low in (_NAMING | _CALL) and view.lower(p - 1 - (before == "is")) in _TOYS:
        return [Cue("toy", -CERTAIN)]
    if low in _NAMING:
        return [Cue("named", CERTAIN)]
    if low in _OBJECTS and before in _CALL:
        return [Cue("called", CERTAIN)]
    if low == "by" and before in ("goes", "go", "going", "went"):
        return [Cue("goes_by", CERTAIN)]
    if low == "a" and before == "k" and view.lower(p - 2) == "a":
        return [Cue("aka", CERTAIN)]
    if low in ("is", "was", "as") and before in ("name", "names", "surname", "nickname", "known"):
        return [Cue("named", CERTAIN)]
    if low in ("is", "name") and before in ("this", "first", "last", "middle", "maiden", "legal"):
        return [Cue("named", 2.0)]
    if low in _SELF:
        return [Cue("self", 1.0)]
    if low in ("called", "calls", "call"):
        return [Cue("called", 1.0)]
    return []


#: What a list of authors follows: "Poems: Oliver, Clifton".
_LISTED_WORKS = word_set("poems poets songs books novels authors readings papers poetry music")
_REFERRED = word_set("see read cf re-read after following adapted")
# "see Knapp on documentation"; must not match "see Gwen on Thursdays", "see Gwen on the 4th".
_ON_TOPIC = lazy_pattern(
    r" on (?!(?:the|a|an|my|her|his|their|our|your) |\w*days?\b|phone|zoom|video|site|call)"
    r"[a-z]{4,}"
)
# An age after a name: " (6)", ", 34,", " (34F)"; must not match a date, time or score.
_AGE = lazy_pattern(
    r"(?: \(|, ?)(?:age[d]? )?\d{1,2}(?: ?(?:mo|wks?|y/?o|yrs?|[mMfF]))?"
    r"(?:[);,.]|$| (?:and|who|is|y))(?!\d)"
)
# What one asks an author in thought; must not match what a client wants ("would like to").
_OPINES = lazy_pattern(
    r" would (?:\w+ly )?(?:say|call|tell|ask|argue|remind|approve|object|agree|disagree|be pleased|"
    r"be no|be proud|be gentle|have (?:me|us|him|her|them|the|a|an|been gentle|called|said|"
    r"prescribed|asked|loved|approved)|prescribe|recommend|advise|insist|point|see|frame|write)\b"
)
# The ending of a finite verb; must not match "this", "less", "need".
_FINITE = lazy_pattern(r"[a-z]{2,}(?:[^s'aiu]s|[^e]ed)\Z")
_PRONOUNS = lazy_pattern(r" \((?:she|he|they|ze)/")
# A reference behind a name: " (1999)", ", 2004", " et al.", " & X (2010"; no birth year "b. 1999".
_CITATION = lazy_pattern(
    r"(?:'s)?(?: et al\b| ?\((?:19|20)\d\d[a-z]?[,;)]|, (?:19|20)\d\d\b|"
    r",? (?:&|and) [\w'\-]{1,30},? \(?(?:19|20)\d\d)"
)
_WHO = lazy_pattern(r",? (?:who|whom|whose)\b")
_DEGREE = lazy_pattern(r",? ?(?:Ph\.? ?D|Psy\.? ?D|Ed\.? ?D|M\.D\.|D\.O\.|Th\.D)\b")


def right_cues(view: NameView, seg: Segment) -> list[Cue]:
    """Return the evidence after a segment."""
    normal, n = view.normal, seg.last + 1
    if n >= view.count:
        return [Cue("alone", 1.2)] if "\n" in view.gap_before(seg.first) else []
    found: list[Cue] = []
    if _CITATION.match(normal, seg.end) or (
        view.lower(n) in CITED_RIGHT and normal[seg.end : view.words[n].start] in (" ", "'s ")
    ):
        found.append(Cue("cited", -1.5))
    if seg.possessive:
        titled = view.is_capital(n) and not view.is_caps(n)
        if not titled and view.lower(n) in POSSESSED and normal[seg.end + 2 : seg.end + 3] == " ":
            found.append(Cue("possessed", 2.0))
        elif seg.kinds != SURNAME:
            found.append(Cue("possessive", 0.4))
        return found
    gap = normal[seg.end : view.words[n].start]
    found.extend(_near(view, seg, gap))
    if gap in (", ", " ", ",", "  "):
        found.extend(_credential(view, n, gap))
    if gap in (", ", " (", " - ", " = ", ", (", " — ") and not found:
        found.extend(_apposition(view, n, gap))
    found.extend(_following(view, seg, gap, bool(found)))
    return found


def _near(view: NameView, seg: Segment, gap: str) -> list[Cue]:
    """Return the cues of the word right after a segment."""
    low = view.words[seg.last + 1].lower
    if "\n" in gap:
        return [Cue("alone", 1.2)] if "\n" in view.gap_before(seg.first) else []
    if gap != " ":
        return []
    if low in _KINFOLK:
        return [Cue("family", 1.5)]
    if low in PERSON_VERBS:
        if low == "would" and _OPINES.match(view.normal, seg.end):
            cited = view.lower(seg.first) in COMMON_AUTHORS
            return [Cue("cited", -1.5) if cited else Cue("opinion", 0.4)]
        return [Cue("verb", 1.2 if low in WEAK_VERBS else 2.0)]
    return []


def _following(view: NameView, seg: Segment, gap: str, cued: bool) -> list[Cue]:
    """Return the cue of what is written after a segment: an age, a clause, a label."""
    word = view.words[seg.last + 1]
    after = view.normal[seg.end : seg.end + 24]
    if _AGE.match(after):
        return [Cue("age", 2.0)]
    if _PRONOUNS.match(after):
        return [Cue("pronouns", CERTAIN)]
    if _TOY_AFTER.match(after):
        return [Cue("toy", -CERTAIN)]
    if _DEGREE.match(after):
        return [Cue("credential", CERTAIN, CLINICIAN)]
    if _WHO.match(after):
        return [Cue("who", 1.4)]
    if after.startswith(" (") and seg.fresh:
        return [Cue("bracket", 0.9)]
    if after[:1] == ":" and "\n" in view.gap_before(seg.first) and after[1:2] != "\n":
        return [Cue("label", 1.2)]
    if gap == " " and not cued and _FINITE.search(word.lower) and word.text.islower():
        return [Cue("finite", 0.7)]
    return []


_MIXED_CASE = word_set("PhD PsyD EdD MEd PharmD RPh Esq LISWS")
_NO_CLINICIAN = word_set("JD Esq ESQ EMT")


def _credential(view: NameView, n: int, gap: str) -> list[Cue]:
    text = view.words[n].text.replace("-", "")
    if text.upper() not in CREDENTIALS or not (text.isupper() or text in _MIXED_CASE):
        return []
    if (text in LOOSE_CREDENTIALS or view.is_caps(n - 1)) and gap != ", ":
        following = view.words[n + 1].text.replace("-", "") if n + 1 < view.count else ""
        if following not in CREDENTIALS or view.is_caps(n - 1):
            return []
    return [Cue("credential", CERTAIN, None if text in _NO_CLINICIAN else CLINICIAN)]


_POINTING = word_set("his her their my the our your a an client's patient's pt's")


def _apposition(view: NameView, n: int, gap: str) -> list[Cue]:
    """Return the cue of a kin word set behind the name: ", his wife", " (mother)"."""
    at = n
    pointed = False
    while (at < n + 3 and view.lower(at) in _POINTING) or (
        pointed and at < n + 3 and view.kind(at) == ORDINARY and view.lower(at) not in KIN
    ):
        pointed = True
        at += 1
        if at >= view.count or view.gap(at - 1) != " ":
            return []
    word = view.lower(at)
    if not (pointed or gap == " ("):
        return []
    if word in KIN and (pointed or word not in WEAK_KIN):
        after = view.gap(at)
        if after.startswith("'s"):
            return []
        return [Cue("apposed_kin", CERTAIN, kin_role(view, at))]
    if word in ROLE_WORDS:
        return [Cue("apposed_role", CERTAIN, ROLE_WORDS[word])]
    return []


def own_weight(seg: Segment) -> float:
    """Return what the words of a segment tell by themselves, by the lists."""
    kinds = seg.kinds.replace("p", "")
    if CAPS in kinds or not kinds:
        return 0.0
    if len(kinds) > 1:
        return _pair_weight(kinds, seg.fresh)
    return (_FRESH_WEIGHT if seg.fresh else _MIDDLE_WEIGHT).get(kinds, 0.0)


#: Weight of a single word by kind, where its capital tells nothing and where it does.
_FRESH_WEIGHT = {GIVEN: 2.0, RARE_GIVEN: 0.9, SURNAME: 0.9, UNKNOWN: 0.3, AMBIGUOUS: 0.0}
_MIDDLE_WEIGHT = {GIVEN: 2.0, RARE_GIVEN: 1.4, SURNAME: 1.1, UNKNOWN: 0.9, AMBIGUOUS: 0.9}


def _pair_weight(kinds: str, fresh: bool) -> float:
    """Return the weight of a name of several words."""
    head, last = kinds[0], kinds[-1]
    if last == INITIAL:
        return 2.0 if len(kinds) == 2 and head in (GIVEN, RARE_GIVEN, AMBIGUOUS) else 1.4
    if last == THEORIST:
        return 0.1 if len(kinds) == 2 else 1.4
    if last == THING:
        return 2.0 if kinds == GIVEN + THING else 0.0
    if GIVEN in kinds[:2] and head != THEORIST:
        return 1.0 if last == ORDINARY and not fresh else 2.4
    if head == INITIAL:
        return 2.0 if last in (SURNAME, UNKNOWN, RARE_GIVEN) else 0.6
    if head in (WORD_SURNAME, THEORIST) or last == WORD_SURNAME:
        return 0.9 if head == RARE_GIVEN else 0.6
    return 2.0 if fresh or last != UNKNOWN else 1.5
