"""Patterns that are compiled at their first use."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

import casesafe
from casesafe.core.lazy_pattern import lazy_pattern

SRC = Path(casesafe.__file__).parent
MODULES = [
    f"casesafe.{part}.{path.stem}"
    for part in ("recognizers", "resolve")
    for path in sorted((SRC / part).glob("*.py"))
    if "lazy_pattern" in path.read_text(encoding="utf-8")
]


def test_it_does_what_a_compiled_pattern_does() -> None:
    """At the first use of any method, and after it."""
    plain, lazy = re.compile(r"(?P<a>\w)(\d)", re.I), lazy_pattern(r"(?P<a>\w)(\d)", re.I)
    for text in ("a1 B2", "", "--"):
        assert lazy.findall(text) == plain.findall(text)
        assert lazy.sub(r"\2\1", text) == plain.sub(r"\2\1", text)
        assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert bool(lazy.match(text, 3)) == bool(plain.match(text, 3))
        assert bool(lazy.fullmatch(text)) == bool(plain.fullmatch(text))
    assert (lazy.pattern, lazy.flags) == (plain.pattern, plain.flags)
    assert dict(lazy.groupindex) == dict(plain.groupindex)


def test_what_a_pattern_does_not_have_is_an_error() -> None:
    """And what cannot be compiled is one at its first use."""
    with pytest.raises(AttributeError, match="finditr"):
        lazy_pattern("a").finditr  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(re.error):
        lazy_pattern("(").search("a")


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_compiles(name: str) -> None:
    """So that no wrong one waits for the note that needs it."""
    module = import_module(name)
    lazy = [v for v in vars(module).values() if type(v).__name__ == "_LazyPattern"]
    for pattern in lazy:
        pattern.flags  # noqa: B018
    assert name in sys.modules
    assert all("flags" in vars(p) for p in lazy)
