"""Our own placeholders in a note: what an earlier redaction wrote.

They are kept as they stand, their numbers are reserved, and no detection may touch them. In the
normalised view they are blank, so that no word in them is taken for a name or a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


#: Stands for each character of a placeholder in the normalised view: no letter, no digit.
BLANK = "\u00b7"
# What the generalisation of a state writes; a region is no place that points at somebody.
_REGION = re.compile(r"\ba state in the (?:Northeast|Midwest|South|West)\b|\ba US territory\b")


def blanked(normal: str, placeholders: Sequence[Placeholder]) -> str:
    """Return the view with what our operators wrote blank, of the same length."""
    parts: list[str] = []
    last = 0
    for p in placeholders:
        parts += (normal[last : p.start + 1], BLANK * (p.end - p.start - 2))
        last = p.end - 1
    blank = "".join((*parts, normal[last:])) if parts else normal
    if " US territory" in blank or "a state in the " in blank:
        blank = _REGION.sub(lambda m: BLANK * len(m.group()), blank)
    return blank
