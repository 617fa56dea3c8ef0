"""Findings that a person decided on, checked before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from casesafe.core.finding import Finding
from casesafe.errors import OverlapError, SpanBoundsError


def checked(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted, with a person for each PERSON among them.

    Args:
        text: The note.
        findings: From `Guard.find`, or `Finding.manual`, in any order.

    Raises:
        SpanBoundsError: if a finding lies outside the text.
        OverlapError: if two findings overlap.
    """
    ordered = tuple(sorted(findings, key=lambda f: (f.start, f.end)))
    for f in ordered:
        if f.end > len(text):
            raise SpanBoundsError(f"a finding ends at {f.end}, past the text of {len(text)}")
    for a, b in pairwise(ordered):
        if b.start < a.end:
            raise OverlapError(f"two findings overlap at {b.start}")
    highest = max((f.person for f in ordered if f.person is not None), default=-1)
    return tuple(
        replace(f, person=_by_surface(text, f, ordered, highest))
        if f.entity_type == "PERSON" and f.person is None
        else f
        for f in ordered
    )


def _by_surface(text: str, finding: Finding, findings: Sequence[Finding], highest: int) -> int:
    """Return the person of a manual finding: the one of the same surface, else a new one."""
    surface = text[finding.start : finding.end].casefold()
    for f in findings:
        if f.entity_type == "PERSON" and text[f.start : f.end].casefold() == surface:
            if f.person is not None:
                return f.person
            return highest + 1 + f.start  # the first of that surface names the person
    return highest + 1 + finding.start
