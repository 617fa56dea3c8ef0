"""Keys, the baseline that needs one, and the cache: there, whole, and closed to others.

Only the ids of keys are shown, which tell nothing about them.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from casesafe.errors import KeyUnavailableError
from casesafe.scan.check import Check, State
from casesafe.scan.checkup_leftovers import many, size
from casesafe.scan.keys import (
    BASELINE_ENV,
    CACHE_KEY_FILE,
    baseline_key,
    baseline_key_path,
    cache_folder,
    cache_key_problem,
)

_GROUP = "keys"


def cache() -> Iterator[Check]:
    """Yield checks of the cache: its key, its folder, and how large it is."""
    folder = cache_folder()
    key = folder / CACHE_KEY_FILE
    if not os.path.lexists(key):
        yield Check(_GROUP, "cache key", State.INFO, f"none in {folder}; the first run makes it")
    else:
        problem = cache_key_problem()
        yield Check(
            _GROUP,
            "cache key",
            State.WARNING if problem else State.OK,
            problem or f"in {folder}",
            "The next run makes a new key, and scans again what it remembered." if problem else "",
        )
    yield from _place("cache folder", folder)
    files = [f for f in folder.rglob("*") if f.is_file()] if folder.is_dir() else []
    held = size(sum(f.stat().st_size for f in files))
    yield Check(_GROUP, "cache", State.INFO, f"{many(len(files), 'file')}, {held}, no text in them")


def forget() -> Iterator[Check]:
    """Empty the cache, and yield a check that says so; the next runs scan everything again."""
    from casesafe.scan.manifest import DATABASE, Manifest

    manifest = Manifest.open() if (cache_folder() / DATABASE).exists() else None
    if manifest is None:
        yield Check(_GROUP, "forget", State.INFO, "there was nothing to forget")
        return
    with manifest:
        manifest.forget()
    yield Check(_GROUP, "forget", State.OK, "what earlier runs found is forgotten")


def baseline_keys() -> Iterator[Check]:
    """Yield checks of the keys of baselines on this machine.

    Raises:
        KeyUnavailableError: if their folder lies in the git work tree of the current folder.
    """
    folder = baseline_key_path("any").parent
    keys = sorted(folder.glob("*.key")) if folder.is_dir() else []
    if os.environ.get(BASELINE_ENV):
        yield _key_of_environment()
    yield Check(
        _GROUP, "baseline keys", State.OK if keys else State.INFO, f"{len(keys)} in {folder}"
    )
    for key in keys:
        if _is_open(key, 0o077):
            yield Check(
                _GROUP,
                f"baseline key {key.stem}",
                State.PROBLEM,
                "can be read or changed by others, and is refused",
                "Close it. If others use this machine, they may have it: make a new one.",
                f"chmod 600 {shlex.quote(str(key))}",
            )
    yield from _place("baseline key folder", folder)


def baseline(path: Path) -> Iterator[Check]:
    """Yield a check of a baseline: whole, and its key at hand.

    Raises:
        CasesafeError: naming what is wrong with the file or the key.
    """
    from casesafe.scan.baseline import Baseline

    wanted = Baseline.read_key_id(path)
    if wanted is None:
        yield Check(_GROUP, "baseline", State.INFO, f"none; it would be {path}")
        return
    entries = Baseline.load(path, baseline_key(wanted)).entries
    bare = sum(1 for e in entries if e.unreviewed)
    yield Check(
        _GROUP,
        "baseline",
        State.OK,
        f"{many(len(entries), 'accepted finding')}, {bare} without a reason; its key is at hand",
    )


def _key_of_environment() -> Check:
    name = "environment"
    try:
        # The id None: any key will do, and without one in the environment none is taken.
        baseline_key(None)
    except KeyUnavailableError as error:
        return Check(_GROUP, name, State.PROBLEM, str(error))
    return Check(_GROUP, name, State.OK, f"{BASELINE_ENV} holds a key, which goes before key files")


def _place(name: str, folder: Path) -> Iterator[Check]:
    """Yield what is wrong with where a folder of keys lies; nothing if all is well."""
    if not folder.is_dir():
        return
    here = folder.resolve()
    tree = next((p for p in (here, *here.parents) if (p / ".git").exists()), None)
    if tree is not None:
        yield Check(
            _GROUP,
            name,
            State.WARNING,
            f"{folder} lies in the git work tree {tree}: a key could be committed",
            "Move it out, or keep git from seeing it.",
        )
    if _is_open(folder, 0o077):
        yield Check(
            _GROUP,
            name,
            State.WARNING,
            f"others can look into {folder}",
            "Close it.",
            f"chmod 700 {shlex.quote(str(folder))}",
        )


def _is_open(path: Path, bits: int) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & bits)
