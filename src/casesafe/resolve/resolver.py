"""Resolution: from the detections of all recognizers to the findings of a policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casesafe.core.detection import MODEL_RECOGNIZER, Detection, Source
from casesafe.core.finding import Action, Finding
from casesafe.core.note import Note
from casesafe.policy.schema import Policy
from casesafe.resolve.keep_list import KeepSpan
from casesafe.resolve.overlap import Claim, disjoint, united
from casesafe.resolve.people import link_people
from casesafe.resolve.repeats import Lexicon, repeats
from casesafe.resolve.vetoes import Cover, cut_out, phrase_spans, veto
from casesafe.values.places import countries, fold, state_of


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution gives, in offsets of the normalised text; it holds no text.

    Args:
        claims: Disjoint, sorted.
        allowed: Where the policy's `allow` phrases stand.
        kept: Where phrases of the keep list stand.
    """

    claims: tuple[Claim, ...]
    allowed: Cover
    kept: Kept


class Kept:
    """Where the keep list stands, by what it speaks against.

    Args:
        spans: In any order; they may overlap.
    """

    def __init__(self, spans: Sequence[KeepSpan] = ()) -> None:
        self._for_persons = Cover((s.start, s.end) for s in spans)
        self._for_others = Cover((s.start, s.end) for s in spans if s.vetoes("ORGANIZATION"))

    def contains(self, start: int, end: int, entity_type: str) -> bool:
        """Return whether a phrase that speaks against the type holds the whole range."""
        cover = self._for_persons if entity_type == "PERSON" else self._for_others
        return cover.contains(start, end)

    def veto(self, detections: Iterable[Detection]) -> list[Detection]:
        """Return the detections that stand."""
        return [
            d
            for d in detections
            if d.source.rank > Source.KEEP_LIST.rank
            or not self.contains(d.start, d.end, d.entity_type)
        ]


def resolve(
    note: Note,
    detections: Iterable[Detection],
    policy: Policy,
    keep_spans: Sequence[KeepSpan] = (),
    lexicon: Lexicon | None = None,
) -> Resolution:
    """Return the claims of a policy on a note; pure, and blind to the order of the detections.

    Vetoes fall first, the survivors seed the repeats, the repeats are vetoed again; then people
    are linked and overlaps are settled.

    Args:
        note: The parsed note.
        detections: From every recognizer, in any order, in offsets of `note.normal`.
        policy: Gives the actions, `allow` and `deny`.
        keep_spans: Where the keep list stands in `note.normal`.
        lexicon: Words that repeats must know.
    """
    lexicon = lexicon or Lexicon()
    holes = [(p.start, p.end) for p in note.placeholders]
    allowed = Cover(phrase_spans(note, policy.allow))
    kept = Kept(keep_spans)

    def stand(found: Iterable[Detection]) -> list[Detection]:
        found = cut_out(found, holes, note.normal)
        return kept.veto(veto(found, allowed, Source.ALLOW))

    seeds = stand(_without_pets([*detections, *_denied(note, policy)]))
    seeds = _united_by_type(seeds)
    again = stand(repeats(note, seeds, lexicon))
    standing = _united_by_type([*seeds, *again]) if again else seeds
    claims = disjoint(note, _settled(note, _claims(note, standing, policy, lexicon)))
    return Resolution(tuple(claims), allowed, kept)


def _without_pets(detections: list[Detection]) -> list[Detection]:
    """Drop persons of a weak source where a cue says that the name is a pet's."""
    pets = [d for d in detections if d.entity_type == "PET" and d.source.rank >= Source.CUE.rank]
    if not pets:
        return detections
    cover = Cover((d.start, d.end) for d in pets)
    return [
        d
        for d in detections
        if d.entity_type != "PERSON"
        or d.source.rank > Source.MODEL.rank
        or not cover.contains(d.start, d.end)
    ]


def _denied(note: Note, policy: Policy) -> list[Detection]:
    return [
        Detection(start, end, entry.entity_type, Source.DENY, "policy", "deny", 1.0)
        for entry in policy.deny
        for start, end in phrase_spans(note, (entry.phrase,))
    ]


def _united_by_type(detections: Iterable[Detection]) -> list[Detection]:
    by_type: dict[str, list[Detection]] = {}
    for d in detections:
        by_type.setdefault(d.entity_type, []).append(d)
    return [d for found in by_type.values() for d in united(found)]


def effective_action(policy: Policy, entity_type: str, role: str | None, sure: bool) -> Action:
    """Return what the policy does, unsure detections being only flagged where it says so."""
    action = policy.rule_for(entity_type, role).action
    if not sure and policy.unsure == "flag" and action.changes:
        return Action.FLAG
    return action


#: In a note that was redacted, the model's word alone changes nothing below this score.
_SETTLED = 0.97


def _settled(note: Note, claims: list[Claim]) -> list[Claim]:
    """Return the claims, some of which only flag in a note that was redacted already.

    Such a note holds our placeholders and nothing that the rules would change. The model reads it
    with other eyes than the note it came from: without this, redacting again would change one note
    in ten. What it is less than certain of is flagged there, so that nothing is passed over.
    """
    if not note.placeholders or any(
        c.action.changes and c.detection.recognizer != MODEL_RECOGNIZER for c in claims
    ):
        return claims
    return [
        replace(c, action=Action.FLAG) if c.action.changes and _is_doubtful(note, c) else c
        for c in claims
    ]


def _is_doubtful(note: Note, claim: Claim) -> bool:
    """Return whether the model may be wrong in a redacted note, or has found what was written there.

    A state or country, which it then takes for a town, stays by the policy; three digits are the
    first ones of a ZIP code.
    """
    surface = " ".join(note.normal[claim.start : claim.end].split())
    return (
        claim.detection.score < _SETTLED
        or state_of(surface) is not None
        or fold(surface) in countries()
        or (
            surface.replace(" ", "").isdecimal()
            and all(len(part) == 3 for part in surface.split(" "))
        )
    )


def _claims(
    note: Note, standing: Sequence[Detection], policy: Policy, lexicon: Lexicon
) -> list[Claim]:
    persons = [d for d in standing if d.entity_type == "PERSON"]
    claims = [
        Claim(m.detection.start, m.detection.end, m.detection, action, m.role, m.person)
        for m in link_people(note, persons, lexicon.nicknames)
        if (action := effective_action(policy, "PERSON", m.role, m.detection.sure))
        is not Action.KEEP
    ]
    claims += [
        Claim(d.start, d.end, d, action)
        for d in standing
        if d.entity_type != "PERSON"
        and (action := effective_action(policy, d.entity_type, None, d.sure)) is not Action.KEEP
    ]
    return claims


def to_findings(note: Note, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Return the claims as findings in offsets of the text given, sorted and disjoint.

    People are numbered anew, from 0, in reading order.
    """
    numbers: dict[int, int] = {}
    found = []
    last = 0
    for c in claims:
        start, end = note.original(c.start, c.end)
        start = max(start, last)  # two claims within one ligature
        if start >= end:
            continue
        last = end
        d = c.detection
        person = None if c.person is None else numbers.setdefault(c.person, len(numbers))
        found.append(
            Finding(
                start, end, d.entity_type, c.action, d.score, d.sure,
                d.recognizer, d.rule, c.role, person,
            )
        )  # fmt: skip
    return tuple(found)
