"""Replacements in an annotated text that keep its spans true."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from models.train.documents import Document, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters to put in place of a half-open range; an empty range inserts."""

    start: int
    end: int
    new: str = field(repr=False)


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """Return a document with the edits made; spans grow and shrink with what they hold.

    Args:
        document: Any document.
        edits: Sorted and disjoint, each inside one span or outside all. What is inserted at a
            span's edge stays outside of it.
    """
    if not edits:
        return document
    out: list[str] = []
    last = 0
    for e in edits:
        out += (document.text[last : e.start], e.new)
        last = e.end
    text = "".join((*out, document.text[last:]))
    grown = [0, *accumulate(len(e.new) - (e.end - e.start) for e in edits)]
    starts = [e.start for e in edits]
    ends = [e.end for e in edits]
    spans = []
    for s in document.spans:
        # An edit before a span ends at or before its start; one within begins before its end.
        start = s.start + grown[bisect_right(ends, s.start)]
        end = s.end + grown[bisect_left(starts, s.end)]
        if start < end:
            spans.append(Span(start, end, s.label))
    return replace(document, text=text, spans=tuple(spans))
