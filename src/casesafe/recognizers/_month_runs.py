"""Months beside months: "May to August" finds both, "December, November, October" none."""

from __future__ import annotations

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import Hit
from casesafe.recognizers._month_alone import Month
from casesafe.recognizers._month_shapes import RANGE

#: So many months said in a row are a recital of the mental status exam.
_RECITED = 3


def with_joined(note: Note, hits: list[Hit], months: list[Month]) -> list[Hit]:
    """Return the hits with months added that are weak alone but joined to another one.

    Args:
        note: The note.
        hits: The dates found, in order.
        months: Every name of a month, in order.

    Returns:
        In order; without the months of a recital.
    """
    hits = _without_recitals(note, hits)
    taken = {at for h in hits for at in range(h.start, min(h.end, h.start + 40))}
    weak = [m for m in months if m.start not in taken]
    if not weak:
        return hits
    starts = {h.start for h in hits}
    ends = {h.end for h in hits}
    weak_starts = {m.start for m in weak}
    added = []
    for m in weak:
        right = RANGE.match(note.normal, m.end)
        joined = right is not None and (right.end() in starts or right.end() in weak_starts)
        if joined or _joins_left(note, m, ends):
            added.append(Hit(m.start, m.end, "month", Source.CUE))
            ends.add(m.end)
    return sorted(hits + added)


def _joins_left(note: Note, m: Month, ends: set[int]) -> bool:
    """Whether a month ends where a joining word begins that leads to this one."""
    for at in range(m.start - 1, max(0, m.start - 10), -1):
        if at in ends:
            return RANGE.fullmatch(note.normal, at, m.start) is not None
    return False


def _without_recitals(note: Note, hits: list[Hit]) -> list[Hit]:
    """Drop months said in a row, forwards or backwards."""
    kept: list[Hit] = []
    run: list[Hit] = []
    for h in hits:
        if run and (h.rule != "month" or note.normal[run[-1].end : h.start].strip() != ","):
            kept.extend(run if len(run) < _RECITED else ())
            run = []
        (run if h.rule == "month" else kept).append(h)
    kept.extend(run if len(run) < _RECITED else ())
    return kept
