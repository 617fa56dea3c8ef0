"""Fixtures that many tests share."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import casesafe

SHARED = Path(__file__).parents[2] / "shared"
#: The day that every test counts ages from.
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def guard() -> casesafe.Guard:
    """A guard under the default policy, rules alone."""
    return casesafe.load(model=None, reference_date=TODAY)


@pytest.fixture(scope="session")
def safe_harbor() -> casesafe.Guard:
    """A guard under Safe Harbor, rules alone."""
    return casesafe.load("hipaa-safe-harbor", model=None, reference_date=TODAY)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: Path) -> list[dict[str, Any]]:
    """The annotated fictional notes of the corpora."""
    return [
        json.loads(line)
        for path in sorted(shared.glob("corpora/notes_t*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]
