"""Compiles the patterns of a policy with RE2, which is linear in the length of the note."""

from __future__ import annotations

from typing import Any


def compile_pattern(pattern: str, *, case_sensitive: bool = True) -> Any:
    """Return a compiled RE2 pattern.

    Args:
        pattern: In RE2 syntax: no look-around, no back-references.
        case_sensitive: Whether case counts.

    Raises:
        ValueError: if RE2 refuses the pattern; the message does not show it.
    """
    compiled = _try(pattern, case_sensitive)
    if compiled is None:
        raise ValueError("not a pattern that RE2 takes")
    return compiled


def refusal(pattern: str, *, case_sensitive: bool = True) -> str | None:
    """Return why a pattern cannot be used, without showing it, or None if it can."""
    compiled = _try(pattern, case_sensitive)
    if compiled is None:
        return "RE2 refuses the pattern (it has no look-around and no back-references)"
    if compiled.search("") is not None:
        return "the pattern matches the empty text"
    return None


def _try(pattern: str, case_sensitive: bool) -> Any:
    # Here, since a policy without patterns need not pay for it.
    import re2  # type: ignore[import-untyped]

    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.log_errors = False  # RE2 would print the pattern to stderr
    try:
        return re2.compile(pattern, options=options)
    except (re2.error, UnicodeError, ValueError):
        return None
