"""Names in capital letters, by the evidence of all their occurrences in the note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._name_evidence import (
    CERTAIN,
    Cue,
    left_cues,
    own_weight,
    right_cues,
)
from casesafe.recognizers._name_pets import is_pet, word_set
from casesafe.recognizers._name_titles import Hit
from casesafe.recognizers._name_tokens import (
    AMBIGUOUS,
    CAPS,
    INITIAL,
    MONTH_NAMES,
    THEORIST,
    WORD_SURNAME,
    NameView,
    Segment,
    abbreviations,
    segments,
)

SURE, UNSURE = 2.0, 1.4
#: Dotted capitals that are no initials.
_NOT_INITIALS = word_set(
    "ps po md do ba ma bs us na aa dc ny la dob mgl usc doi am pm rn id iq tv un uk eu ms phd pc "
    "pa np llc oc ed er or mph llb ab ac bm hr it pe pt ot st tx vs wa pps ie eg eta fyi asap "
    "rsvp cst est pst mst aka nb usa"
)


#: Parties written as two or three capitals.
_ROLES_IN_CAPS = word_set("SM RP LL MIL FIL SIL BIL PMP VRI HTP NOT NP OP CO SO TO GO NO OR")


def cased(view: NameView) -> Iterator[Hit]:
    """Yield the names among the note's capitalised words."""
    found = [(seg, [*left_cues(view, seg), *right_cues(view, seg)]) for seg in segments(view)]
    found = _coordinated(view, found)
    pets = {view.normal[seg.start : seg.end].lower() for seg, _ in found if is_pet(view, seg)}
    by_surface: dict[str, list[int]] = defaultdict(list)
    for n, (seg, _) in enumerate(found):
        by_surface[view.normal[seg.start : seg.end].lower()].append(n)
    for surface, places in by_surface.items():
        if surface in pets:
            yield from _pets(view, [found[n] for n in places])
            continue
        yield from _decide(view, [found[n] for n in places])


def _pets(view: NameView, places: list[tuple[Segment, list[Cue]]]) -> Iterator[Hit]:
    for seg, cues in places:
        if CAPS in seg.kinds or seg.kinds == INITIAL:
            continue
        if any(c.weight >= CERTAIN and c.rule in ("kin", "relation", "credential") for c in cues):
            yield Hit(seg.start, seg.end, cues[0].rule, Source.CUE, 0.8)
        elif is_pet(view, seg) or seg.kinds[0] not in (AMBIGUOUS, WORD_SURNAME):
            yield Hit(seg.start, seg.end, "pet", Source.CUE, 0.8)


def _coordinated(
    view: NameView, found: list[tuple[Segment, list[Cue]]]
) -> list[tuple[Segment, list[Cue]]]:
    """Give a name the evidence of the name beside it: "Al and Bo", "Lena, Tuyet, Marcus"."""
    for order in (1, -1):
        before: tuple[Segment, list[Cue]] | None = None
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


def _decide(view: NameView, places: list[tuple[Segment, list[Cue]]]) -> Iterator[Hit]:
    """Yield the occurrences of one surface that count as a name."""
    own = max(own_weight(seg) for seg, _ in places)
    rules: dict[str, float] = {}
    for _, cues in places:
        for cue in cues:
            if abs(cue.weight) > abs(rules.get(cue.rule, 0.0)):
                rules[cue.rule] = cue.weight
    middle = sum(1 for seg, _ in places if not seg.fresh)
    total = own + sum(rules.values()) + 0.25 * min(middle, 5) * bool(own)
    if own and own < SURE:
        total += 0.15 * min(len(places) - 1, 4)
        if _also_small(view, places[0][0]):
            total -= 1.0
    if CAPS in places[0][0].kinds or places[0][0].kinds == INITIAL:
        total = sum(rules.values()) + 0.4 * min(len(places) - 1, 4)
    for seg, cues in places:
        hit = _occurrence(view, seg, cues, total)
        if hit:
            yield hit


def _also_small(view: NameView, seg: Segment) -> bool:
    """Return whether the only word of a segment stands in the note in small letters too."""
    if seg.first != seg.last:
        return False
    same = view.note.words.by_lower.get(view.lower(seg.first), ())
    return any(w.text.islower() for w in same)


def _occurrence(view: NameView, seg: Segment, cues: list[Cue], total: float) -> Hit | None:
    head = seg.kinds[0]
    certain = [c for c in cues if c.weight >= CERTAIN]
    role = next((c.role for c in cues if c.role), None)
    if CAPS in seg.kinds or seg.kinds.strip(INITIAL) == "":
        return _initials(view, seg, cues, certain, role, total)
    if certain:
        return Hit(seg.start, seg.end, certain[0].rule, Source.CUE, 0.95, role)
    if (seg.titled and seg.kinds[-1] not in "GI") or seg.kinds == "B":
        return None
    if head in (AMBIGUOUS, THEORIST, WORD_SURNAME) and len(seg.kinds) == 1:
        here = sum(c.weight for c in cues)
        if (seg.fresh and here < 0.9) or seg.titled:
            return None
        if head == THEORIST:
            total = 2.0 * here if here >= 1.6 else 0.0
    if seg.kinds == AMBIGUOUS and view.lower(seg.first) in MONTH_NAMES:
        if not any(c.weight >= SURE for c in cues):
            return None
    if total < UNSURE:
        return None
    rule = max(cues, key=lambda c: c.weight).rule if cues else "listed"
    return Hit(
        seg.start, seg.end, rule, Source.UNPROVEN, min(0.9, 0.3 + 0.15 * total), role, total >= SURE
    )


def _initials(
    view: NameView,
    seg: Segment,
    cues: list[Cue],
    certain: list[Cue],
    role: str | None,
    total: float,
) -> Hit | None:
    """Return initials or a name in capitals, if a cue or dots tell so."""
    surface = view.normal[seg.start : seg.end]
    letters = surface.replace(".", "").replace(" ", "")
    if CAPS not in seg.kinds:
        if len(seg.kinds) > 1:
            if (
                surface.count(".") < len(seg.kinds)
                or letters.lower() in _NOT_INITIALS
                or " " in surface
            ):
                return None
            return Hit(
                seg.start,
                seg.end,
                "initials",
                Source.CUE if certain else Source.UNPROVEN,
                0.7,
                role,
            )
        return _one_initial(view, seg, surface, cues, certain, role, total)
    if set(surface.split()) & abbreviations():
        return None
    if certain:
        return Hit(seg.start, seg.end, certain[0].rule, Source.CUE, 0.85, role)
    if (
        total >= 1.6
        and cues
        and surface not in _ROLES_IN_CAPS
        and 1 < len(surface) < 4
        and view.note.has_capitals
        and seg.kinds == CAPS
    ):
        return Hit(seg.start, seg.end, "initials_caps", Source.UNPROVEN, 0.5, None, total >= 2.4)
    return None


def _one_initial(
    view: NameView,
    seg: Segment,
    surface: str,
    cues: list[Cue],
    certain: list[Cue],
    role: str | None,
    total: float,
) -> Hit | None:
    if certain:
        return Hit(seg.start, seg.end, certain[0].rule, Source.CUE, 0.8, role)
    if len(surface) == 1 and total >= 2.0 and cues and surface not in "TCFMSOAPIQNDBEHWYX":
        return Hit(seg.start, seg.end, "letter", Source.UNPROVEN, 0.5, None, False)
    if surface.endswith(".") and not seg.fresh and cues:
        after = view.normal[seg.end : seg.end + 2]
        if (after[:1] in " ," and after[1:2].islower()) or after[:2] == ", ":
            return Hit(seg.start, seg.end, "initial", Source.UNPROVEN, 0.5)
    return None
