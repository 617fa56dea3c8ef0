"""Overlap: every character of every detection that the policy acts on stays covered, once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casesafe.core.detection import Detection
from casesafe.core.entity_types import order_of
from casesafe.core.finding import Action
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note

#: Words that are no identifier of their own; a remainder of these alone joins its neighbour.
_EMPTY = frozenset(
    "of the and at in on for to a an de la del st saint dr mr mrs ms mx miss s no".split()
)
_WORD = lazy_pattern(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A detection that the policy acts on, with what it does.

    Args:
        start: First character in the normalised text.
        end: One past the last.
        detection: Where it comes from.
        action: The effective action.
        role: For a PERSON.
        person: For a PERSON.
    """

    start: int
    end: int
    detection: Detection
    action: Action
    role: str | None = None
    person: int | None = None


def united(detections: Iterable[Detection]) -> list[Detection]:
    """Return the detections of one type, those that overlap joined into one, sorted and disjoint.

    The union takes over the strongest source, its rule, the role, the score and the sureness.
    """
    out: list[Detection] = []
    for d in sorted(
        detections, key=lambda d: (d.start, -d.end, -d.source, d.recognizer, d.rule, d.role or "")
    ):
        if out and d.start < out[-1].end:
            outer = out[-1]
            strong = max(outer, d, key=lambda x: (x.source, x.end - x.start))
            out[-1] = replace(
                outer,
                end=max(outer.end, d.end),
                source=strong.source,
                recognizer=strong.recognizer,
                rule=strong.rule,
                score=max(outer.score, d.score),
                role=_role(outer, d),
                sure=outer.sure or d.sure,
            )
            continue
        out.append(d)
    return out


def _role(a: Detection, b: Detection) -> str | None:
    if a.role is None or b.role is None:
        return a.role or b.role
    return a.role if a.source >= b.source else b.role


def disjoint(note: Note, claims: Sequence[Claim]) -> list[Claim]:
    """Return disjoint claims, sorted, that cover every character of the given ones.

    What changes the text goes before what only flags it; then the rank of the source, the longer
    span and the order of the types. The loser keeps its remainder, unless that holds no word of its
    own, which then joins its neighbour.
    """
    out: list[Claim] = []
    for group in _groups(claims):
        if len(group) == 1:
            out.append(group[0])
            continue
        taken = _Taken(note)
        for claim in sorted(group, key=_precedence):
            taken.add(claim)
        out.extend(taken.claims)
    return out


def _precedence(c: Claim) -> tuple[object, ...]:
    d = c.detection
    return (
        c.action is Action.FLAG,
        -d.source.rank,
        c.start - c.end,
        order_of(d.entity_type),
        -d.source,
        c.start,
        d.entity_type,
        d.recognizer,
        d.rule,
    )


def _groups(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Yield the claims in runs that touch or overlap, so that the cost stays linear."""
    group: list[Claim] = []
    end = -1
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        if group and claim.start > end:
            yield group
            group = []
        group.append(claim)
        end = max(end, claim.end) if len(group) > 1 else claim.end
    if group:
        yield group


class _Taken:
    """Disjoint claims, sorted by position."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._starts: list[int] = []
        self.claims: list[Claim] = []

    def add(self, claim: Claim) -> None:
        """Take what is free of the claim; empty remainders join the neighbour."""
        at, end = claim.start, claim.end
        i = max(0, bisect_right(self._starts, at) - 1)
        while i < len(self.claims) and self.claims[i].end <= at:
            i += 1
        while at < end:
            taken = self.claims[i] if i < len(self.claims) else None
            stop = min(end, taken.start) if taken is not None else end
            if at < stop:
                i += self._take(claim, at, stop)
            if taken is None or taken.start >= end:
                return
            at = max(at, taken.end)
            i = bisect_left(self._starts, taken.start) + 1

    def _take(self, claim: Claim, start: int, end: int) -> int:
        """Place one free piece; return how many claims that added."""
        if start == claim.start and end == claim.end:
            return self._insert(claim, start, end)
        piece = self._note.normal[start:end]
        words = _WORD.findall(piece)
        if any(w.lower() not in _EMPTY for w in words):
            stripped = piece.strip(" \t\n,;:/-")
            shift = piece.index(stripped)
            return self._insert(claim, start + shift, start + shift + len(stripped))
        if words:
            self._join(start, end)
        return 0

    def _insert(self, claim: Claim, start: int, end: int) -> int:
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self.claims.insert(at, replace(claim, start=start, end=end))
        return 1

    def _join(self, start: int, end: int) -> None:
        """Widen the neighbour that touches `[start, end)` over it."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and self.claims[at].end == start:
            self.claims[at] = replace(self.claims[at], end=end)
            return
        at = bisect_left(self._starts, end)
        if at < len(self.claims) and self.claims[at].start == end:
            self.claims[at] = replace(self.claims[at], start=start)
            self._starts[at] = start
