"""casesafe finds the identifiers of clients in case notes and redacts, replaces or flags them.

    import casesafe

    guard = casesafe.load("peer-consultation")
    print(guard.redact(text).text)

Everything runs on this machine; no function opens a network connection. The names below are
imported on first use, so that `import casesafe` stays light.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casesafe.core.entity_types import ENTITY_TYPES, EntityType, SafeHarborCategory
    from casesafe.core.finding import Action, Finding
    from casesafe.core.redaction import Left, Redaction, Replacement
    from casesafe.core.span import Span
    from casesafe.errors import (
        BlockedError,
        CasesafeError,
        IdentifiersFound,
        LeakError,
        ModelUnavailableError,
        NoteDecodeError,
        NoteError,
        NoteUnreadableError,
        NotUnderstoodError,
        OperatorError,
        PolicyError,
        RecognizerFailedError,
        RosterError,
        SpanError,
    )
    from casesafe.guard import Guard, load
    from casesafe.policy.load import load_policy
    from casesafe.policy.schema import Policy
    from casesafe.values.roster import Roster

__version__ = "0.1.0"

_HOMES = {
    "casesafe.core.entity_types": ("ENTITY_TYPES", "EntityType", "SafeHarborCategory"),
    "casesafe.core.finding": ("Action", "Finding"),
    "casesafe.core.redaction": ("Left", "Redaction", "Replacement"),
    "casesafe.core.span": ("Span",),
    "casesafe.errors": (
        "BlockedError", "CasesafeError", "IdentifiersFound", "LeakError", "ModelUnavailableError",
        "NotUnderstoodError", "NoteDecodeError", "NoteError", "NoteUnreadableError",
        "OperatorError", "PolicyError", "RecognizerFailedError", "RosterError", "SpanError",
    ),
    "casesafe.guard": ("Guard", "load"),
    "casesafe.policy.load": ("load_policy",),
    "casesafe.policy.schema": ("Policy",),
    "casesafe.values.roster": ("Roster",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ENTITY_TYPES", "Action", "BlockedError", "CasesafeError", "EntityType", "Finding", "Guard",
    "IdentifiersFound", "LeakError", "Left", "ModelUnavailableError", "NotUnderstoodError",
    "NoteDecodeError", "NoteError", "NoteUnreadableError", "OperatorError", "Policy", "PolicyError",
    "RecognizerFailedError", "Redaction", "Replacement", "Roster", "RosterError",
    "SafeHarborCategory", "Span", "SpanError", "load", "load_policy",
]  # fmt: skip

logging.getLogger("casesafe").addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'casesafe' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
