"""A finished run, as the reports see it, and what may be printed of a path."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from casesafe import __version__
from casesafe.core.finding import Finding
from casesafe.scan.results import Counts, FileResult

#: The model's description where there is none.
RULES_ALONE = "rules alone"
_CHANGED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
# Surrogates; no character that UTF-8 can hold.
_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters, line and paragraph separators, marks that turn the direction of a line; not
# the joiners that emoji and some scripts need.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run. It holds no note text.

    Args:
        command: `scan`, `redact` or `hook`.
        policy: The policy's name.
        policy_digest: Its digest.
        model: What the model is, or `RULES_ALONE`.
        results: A result for each file, in input order.
        counts: The numbers of the run.
        fails: Whether a finding makes the run fail; after `redact`, one that was replaced does not.
        of_message: Whether a commit message was judged, no file.
        elapsed_s: How long it took; told on a terminal alone, so that reports can be repeated.
        version: casesafe's version.
    """

    command: str
    policy: str
    policy_digest: str
    model: str
    results: Sequence[FileResult]
    counts: Counts
    fails: Callable[[Finding], bool] = field(repr=False)
    of_message: bool = False
    elapsed_s: float | None = None
    version: str = __version__

    def head(self) -> dict[str, str]:
        """Return what made the run, JSON-ready."""
        return {
            "casesafe": self.version,
            "command": self.command,
            "policy": self.policy,
            "policy_digest": self.policy_digest,
            "model": self.model,
        }


def encodable(text: str) -> str:
    """Return a path as text that UTF-8 can hold: a byte that was no UTF-8 becomes `\\xNN`."""
    return _SURROGATE.sub(_escaped, text)


def shown(text: str) -> str:
    """Return a path or surface for one line of text: encodable, control characters escaped.

    Where something is escaped, a backslash that stood there is doubled.
    """
    if not (_SURROGATE.search(text) or _CONTROL.search(text)):
        return text
    return _CONTROL.sub(_escaped, encodable(text.replace("\\", "\\\\")))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # how Python holds a byte of a name that is not UTF-8
        code -= 0xDC00
    return _CHANGED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
