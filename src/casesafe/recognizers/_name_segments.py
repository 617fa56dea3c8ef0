"""Names in capital letters, by the evidence of all their occurrences in the note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._name_cited import without_rows
from casesafe.recognizers._name_evidence import (
    CERTAIN,
    Cue,
    Hit,
    Place,
    left_cues,
    own_weight,
    right_cues,
)
from casesafe.recognizers._name_kinds import (
    AMBIGUOUS,
    CAPS,
    GIVEN,
    INITIAL,
    MONTH_NAMES,
    RARE_GIVEN,
    SURNAME,
    THEORIST,
    UNKNOWN,
    WORD_SURNAME,
    abbreviations,
)
from casesafe.recognizers._name_pets import is_pet
from casesafe.recognizers._name_tokens import NameView, Segment, segments
from casesafe.recognizers._name_words import word_set

SURE, UNSURE = 2.0, 1.4
#: Dotted capitals that are no initials.
_NOT_INITIALS = word_set(
    "ps po md do ba ma bs us na aa dc ny la dob mgl usc doi am pm rn id iq tv un uk eu ms phd pc "
    "pa np llc oc ed er or mph llb ab ac bm hr it pe pt ot st tx vs wa pps ie eg eta fyi asap "
    "ca eds rsvp cst est pst mst aka nb usa"
)


#: Parties written as two or three capitals.
_ROLES_IN_CAPS = word_set("TH SM RP LL MIL FIL SIL BIL PMP VRI HTP NOT NP OP CO SO TO GO NO OR")


#: Nouns that a letter numbers: "Story B", "Case C".
_LETTERED = word_set("story case form part trails option plan list version phase step set group")


def cased(view: NameView) -> Iterator[Hit]:
    """Yield the names among the note's capitalised words."""
    found = [(seg, [*left_cues(view, seg), *right_cues(view, seg)]) for seg in segments(view)]
    found = without_rows(view, _coordinated(view, found))
    pets = {view.normal[seg.start : seg.end].lower() for seg, _ in found if is_pet(view, seg)}
    by_surface: dict[str, list[int]] = defaultdict(list)
    for n, (seg, _) in enumerate(found):
        by_surface[view.normal[seg.start : seg.end].lower()].append(n)
    for surface, places in by_surface.items():
        if surface in pets:
            yield from _pets(view, [found[n] for n in places])
            continue
        yield from _decide(view, [found[n] for n in places])


def _pets(view: NameView, places: list[Place]) -> Iterator[Hit]:
    for seg, cues in places:
        if CAPS in seg.kinds or seg.kinds == INITIAL:
            continue
        if any(c.weight >= CERTAIN and c.rule in ("kin", "relation", "credential") for c in cues):
            yield Hit(seg.start, seg.end, cues[0].rule, Source.CUE, 0.8)
        elif is_pet(view, seg) or seg.kinds[0] not in (AMBIGUOUS, WORD_SURNAME):
            yield Hit(seg.start, seg.end, "pet", Source.CUE, 0.8)


def _coordinated(view: NameView, found: list[Place]) -> list[Place]:
    """Give a name the evidence of the name beside it: "Al and Bo", "Lena, Tuyet, Marcus"."""
    for order in (1, -1):
        before: Place | None = None
        for seg, cues in found[::order]:
            if before is not None:
                left, right = (before[0], seg) if order == 1 else (seg, before[0])
                gap = view.normal[left.end : right.start] if left.end < right.start else ""
                if gap in _JOINING and len(cues) < 8:
                    strength = own_weight(before[0]) + sum(c.weight for c in before[1])
                    if strength >= SURE and CAPS not in seg.kinds:
                        role = next((c.role for c in before[1] if c.rule in ("kin",)), None)
                        cues.append(Cue("beside", 1.1, role if gap != ", " else None))
            before = (seg, cues)
    return found


_JOINING = frozenset((" and ", ", ", ", and ", " & ", "/", " or ", " vs ", " / ", " + ", " with "))


def _decide(view: NameView, places: list[Place]) -> Iterator[Hit]:
    """Yield the occurrences of one surface that count as a name."""
    rules: dict[str, float] = {}
    for _, cues in places:
        for cue in cues:
            if abs(cue.weight) > abs(rules.get(cue.rule, 0.0)):
                rules[cue.rule] = cue.weight
    total = sum(rules.values()) + _weight(view, places)
    for seg, cues in places:
        hit = _occurrence(view, seg, cues, total)
        if hit:
            yield hit


def _weight(view: NameView, places: list[Place]) -> float:
    """Return what the words and the number of their occurrences tell."""
    first = places[0][0]
    if CAPS in first.kinds or first.kinds == INITIAL:
        return 0.4 * min(len(places) - 1, 4)
    own = max(own_weight(seg) for seg, _ in places)
    if not own:
        return 0.0
    weight = own + 0.25 * min(sum(1 for seg, _ in places if not seg.fresh), 5)
    if own < SURE:
        weight += 0.15 * min(len(places) - 1, 4)
        if _also_small(view, first):
            weight -= 1.0
    return weight


def _also_small(view: NameView, seg: Segment) -> bool:
    """Return whether the only word of a segment stands in the note in small letters too."""
    if seg.first != seg.last:
        return False
    same = view.note.words.by_lower.get(view.lower(seg.first), ())
    return any(w.text.islower() for w in same)


def _occurrence(view: NameView, seg: Segment, cues: list[Cue], total: float) -> Hit | None:
    """Return one occurrence as a hit, if its own cues or the note's evidence suffice."""
    if CAPS in seg.kinds or seg.kinds.strip(INITIAL) == "":
        return _initials(view, seg, cues, total)
    certain = next((c for c in cues if c.weight >= CERTAIN), None)
    role = next((c.role for c in cues if c.role), None)
    if certain:
        return Hit(seg.start, seg.end, certain.rule, Source.CUE, 0.95, role)
    if seg.kinds[-1] == INITIAL and view.lower(seg.first) in _LETTERED:
        return None
    if seg.kinds == WORD_SURNAME or (seg.titled and _is_phrase(seg)):
        return None
    if seg.kinds in (AMBIGUOUS, THEORIST):
        total = _plain_word(view, seg, cues, total)
    if total < UNSURE:
        return None
    rule = max(cues, key=lambda c: c.weight).rule if cues else "listed"
    score = min(0.9, 0.3 + 0.15 * total)
    return Hit(seg.start, seg.end, rule, Source.UNPROVEN, score, role, total >= SURE)


def _is_phrase(seg: Segment) -> bool:
    """Return whether a segment beside plain capitalised words is more likely a part of theirs."""
    if len(seg.kinds) == 1:
        return seg.kinds != GIVEN
    return seg.kinds[-1] != INITIAL and own_weight(seg) < SURE


def _plain_word(view: NameView, seg: Segment, cues: list[Cue], total: float) -> float:
    """Return the weight of a name that is a word, a month or an author's too."""
    here = sum(c.weight for c in cues)
    if seg.titled or (seg.fresh and here < 0.9):
        return 0.0
    if seg.kinds == THEORIST:
        acts = any(c.rule in ("verb", "age") and c.weight >= SURE for c in cues)
        return total + SURE if acts and here >= SURE else 0.0
    if view.lower(seg.first) in MONTH_NAMES and not any(c.weight >= SURE for c in cues):
        return 0.0
    return total


def _initials(view: NameView, seg: Segment, cues: list[Cue], total: float) -> Hit | None:
    """Return initials or a name in capitals, if a cue or dots tell so."""
    surface = view.normal[seg.start : seg.end]
    certain = next((c for c in cues if c.weight >= CERTAIN), None)
    if CAPS not in seg.kinds and len(seg.kinds) > 1:
        letters = surface.replace(".", "").lower()
        if surface.count(".") < len(seg.kinds) or letters in _NOT_INITIALS or " " in surface:
            return None
        source = Source.CUE if certain else Source.UNPROVEN
        return Hit(seg.start, seg.end, "initials", source, 0.7, certain.role if certain else None)
    if CAPS in seg.kinds and set(surface.split()) & abbreviations():
        return None
    if certain:
        return Hit(seg.start, seg.end, certain.rule, Source.CUE, 0.85, certain.role)
    if seg.kinds == INITIAL + CAPS and surface[1] == "." and _is_caps_surname(view, seg.last):
        return Hit(seg.start, seg.end, "initials", Source.UNPROVEN, 0.7)
    if CAPS not in seg.kinds:
        return _one_initial(view, seg, surface, cues, total)
    short = seg.kinds == CAPS and len(surface) < 4 and surface not in _ROLES_IN_CAPS
    if short and cues and total >= 1.6 and view.note.has_capitals:
        return Hit(seg.start, seg.end, "initials_caps", Source.UNPROVEN, 0.5, None, total >= 2.4)
    return None


def _is_caps_surname(view: NameView, i: int) -> bool:
    return len(view.words[i].text) > 3 and view.kind(i) in (SURNAME, UNKNOWN, GIVEN, RARE_GIVEN)


#: Single capitals that stand for a part of the note, a role or an answer.
_NOT_LETTERS = "TCFMSOAPIQNDBEHWYX"


def _one_initial(
    view: NameView, seg: Segment, surface: str, cues: list[Cue], total: float
) -> Hit | None:
    """Return a single initial in the middle of a sentence: "when J. called"."""
    if len(surface) == 1 and total >= SURE and cues and surface not in _NOT_LETTERS:
        return Hit(seg.start, seg.end, "letter", Source.UNPROVEN, 0.5, None, False)
    if surface.endswith(".") and not seg.fresh and cues:
        after = view.normal[seg.end : seg.end + 2]
        if (after[:1] in (" ", ",") and after[1:2].islower()) or after == ", ":
            return Hit(seg.start, seg.end, "initial", Source.UNPROVEN, 0.5)
    return None
