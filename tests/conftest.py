"""Fixtures that many tests share."""

from __future__ import annotations

import itertools
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import casesafe

SHARED = Path(__file__).parents[2] / "shared"
#: The day that every test counts ages from.
TODAY = date(2026, 6, 1)
_COUNT = itertools.count()


@pytest.fixture(scope="session")
def all_homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the cache and the settings folder of every test."""
    return tmp_path_factory.mktemp("all_homes")


@pytest.fixture(autouse=True)
def own_home(all_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache and keys of its own, and git without the machine's configuration.

    So no test reads what another remembered, or writes into the home of who runs them. Returns the
    folder that holds both; nothing is made in it before casesafe does.
    """
    home = all_homes / str(next(_COUNT))
    monkeypatch.setenv("CASESAFE_CACHE_DIR", str(home / "cache"))
    monkeypatch.setenv("CASESAFE_CONFIG_DIR", str(home / "config"))
    monkeypatch.delenv("CASESAFE_BASELINE_KEY", raising=False)
    # A hook that runs these tests hands its repository down.
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test Keeper")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "keeper@example.org")
    return home


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
