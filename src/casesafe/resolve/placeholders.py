"""Our own placeholders in a note: what an earlier redaction wrote.

They are kept as they stand, their numbers are reserved, and no detection may touch them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casesafe.core.detection import Detection
from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.roles import ROLES, label_of

#: Every word that one of our placeholders can hold.
LABELS = frozenset(ENTITY_TYPES) | frozenset(label_of(role) for role in ROLES)

# A bracketed label with an optional number; must not match "[sic]" or "[laughs]".
_PLACEHOLDER = re.compile(r"\[([A-Z][A-Z0-9_ \-]*?)(?: (\d{1,6}))?\]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder: where it stands, its label and its number (None if it has none)."""

    start: int
    end: int
    label: str
    number: int | None


def placeholders_in(text: str, custom_types: Iterable[str] = ()) -> tuple[Placeholder, ...]:
    """Return our own placeholders in `text`, sorted; `custom_types` are a policy's own types."""
    if "[" not in text:
        return ()
    known = LABELS.union(custom_types)
    return tuple(
        Placeholder(m.start(), m.end(), m.group(1), int(m.group(2)) if m.group(2) else None)
        for m in _PLACEHOLDER.finditer(text)
        if m.group(1) in known
    )


def cut_out(
    detections: Iterable[Detection], holes: Sequence[tuple[int, int]], text: str
) -> list[Detection]:
    """Return the detections without the parts that lie in `holes` (sorted, disjoint).

    What is left of a cut detection must still hold a letter or digit.
    """
    if not holes:
        return list(detections)
    kept = []
    ends = [end for _, end in holes]
    for d in detections:
        at = d.start
        for start, end in holes[bisect_right(ends, d.start) :]:
            if start >= d.end:
                break
            kept.extend(_part(d, at, start, text))
            at = end
        kept.extend([d] if at == d.start else _part(d, at, d.end, text))
    return kept


def _part(d: Detection, start: int, end: int, text: str) -> list[Detection]:
    piece = text[start:end]
    stripped = piece.strip(" \t\n,;:.-/&'\"()[]")
    if not any(c.isalnum() for c in stripped) or stripped in ("s", "Jr", "Sr"):
        return []
    start += piece.index(stripped)
    return [d.moved(start, start + len(stripped))]
