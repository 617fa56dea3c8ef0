"""Vetoes: our own placeholders, the policy's `allow` phrases, and the keep list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note


class Cover:
    """Sorted spans that answer whether a range lies inside one of them.

    Args:
        spans: Half-open ranges in any order; they may overlap.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._starts and end <= self._ends[-1]:
                continue
            self._starts.append(start)
            self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def contains(self, start: int, end: int) -> bool:
        """Return whether one of the spans holds the whole of `[start, end)`."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


def phrase_spans(note: Note, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the phrases stand in the note as whole words, in any case."""
    found = []
    lower = note.lower
    for phrase in phrases:
        wanted = " ".join(phrase.lower().split())
        at = lower.find(wanted)
        while at >= 0 and wanted:
            end = at + len(wanted)
            if _edge(lower, at) and _edge(lower, end):
                found.append((at, end))
            at = lower.find(wanted, at + 1)
    return found


def _edge(text: str, at: int) -> bool:
    """Return whether a word may begin or end at `at`."""
    if at <= 0 or at >= len(text):
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum())


def veto(detections: Iterable[Detection], cover: Cover, by: Source) -> list[Detection]:
    """Return the detections that stand: not inside `cover`, or of a higher rank than `by`."""
    if not cover:
        return list(detections)
    return [d for d in detections if d.source.rank > by.rank or not cover.contains(d.start, d.end)]


def cut_out(
    detections: Iterable[Detection], holes: Sequence[tuple[int, int]], text: str
) -> list[Detection]:
    """Return the detections without the parts that lie in `holes` (sorted, disjoint).

    What stands must hold a letter or digit: in the view, what our operators wrote is blank.
    """
    kept = []
    ends = [end for _, end in holes]
    for d in detections:
        at = d.start
        for start, end in holes[bisect_right(ends, d.start) :]:
            if start >= d.end:
                break
            kept.extend(_part(d, at, start, text))
            at = end
        if at > d.start:
            kept.extend(_part(d, at, d.end, text))
        elif any(c.isalnum() for c in text[d.start : d.end]):
            kept.append(d)
    return kept


def _part(d: Detection, start: int, end: int, text: str) -> list[Detection]:
    piece = text[start:end]
    stripped = piece.strip(" \t\n,;:.-/&'\"()[]")
    if not any(c.isalnum() for c in stripped) or stripped in ("s", "Jr", "Sr"):
        return []
    start += piece.index(stripped)
    return [d.moved(start, start + len(stripped))]
