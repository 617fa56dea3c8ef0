"""The memory of earlier runs holds nothing that is secret, and nothing depends on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

#: Words of the notes, of their paths and of the output folder's.
WORDS = (
    b"okafor", b"briggs", b"ferreira", b"rosalind", b"sutter", b"413-555", b"1988", b"intake",
    b"series", b"week", b"notes", b"slept", b"[client]", b"out-for-review",
)  # fmt: skip


def test_the_cache_holds_no_text_and_no_path(runs: Any, notes: Path, tmp_path: Path) -> None:
    """In no byte of any of its files, nor in their names: after a scan and a redaction."""
    for name in list(runs.tree(notes)):
        assert "canary" not in name.lower()
    (notes / "Canaryword_Intake.txt").write_text("Dr. Canaryword called.\n", encoding="utf-8")
    runs.run("scan", notes)
    killed = runs.start("redact", notes, "--out", tmp_path / "out-for-review")
    runs.wait_for_files(tmp_path / "out-for-review", 20, killed)
    killed.kill()
    killed.communicate()
    seen = 0
    for folder in (_cache(), Path(os.environ["CASESAFE_CONFIG_DIR"])):
        for name, data in runs.tree(folder).items() if folder.exists() else ():
            seen += len(data)
            held = (name.encode() + data).lower()
            assert not [w for w in (*WORDS, b"canaryword") if w in held], name
            wide = (name + "Canaryword").encode("utf-16-le").lower()
            assert wide.endswith("canaryword".encode("utf-16-le"))  # what is looked for next
            assert "canaryword".encode("utf-16-le") not in held
    assert seen > 5_000


def _cache() -> Path:
    return Path(os.environ["CASESAFE_CACHE_DIR"])


def _remove(cache: Path) -> None:
    shutil.rmtree(cache)


def _overwrite(cache: Path) -> None:
    (cache / "manifest.sqlite3").write_bytes(b"no database " * 1000)


def _cut(cache: Path) -> None:
    database = cache / "manifest.sqlite3"
    database.write_bytes(database.read_bytes()[:5000])


def _lose_the_key(cache: Path) -> None:
    database = cache / "manifest.sqlite3"
    for path in cache.rglob("*"):
        if path.is_file() and not path.name.startswith(database.name):
            path.unlink()


@pytest.mark.parametrize("harm", [_remove, _overwrite, _cut, _lose_the_key])
def test_a_cache_that_is_lost_costs_time_alone(
    runs: Any, notes: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """The run is done anew, gives the same, and is remembered again."""
    out = tmp_path / "out"
    first = runs.run("redact", notes, "--out", out)
    expected = runs.tree(out)
    harm(_cache())
    again = runs.run("redact", notes, "--out", out)
    assert (again.status, again.report) == (first.status, first.report)
    assert again.unchanged == 0
    assert runs.tree(out) == expected
    assert runs.run("redact", notes, "--out", out).unchanged == 39


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("before", [False, True], ids=["empty", "used"])
def test_a_cache_that_is_read_only_stops_nothing(
    runs: Any, notes: Path, tmp_path: Path, before: bool
) -> None:
    """The run is whole; what cannot be remembered is done again another time."""
    out, cache = tmp_path / "out", _cache()
    if before:
        runs.run("scan", notes)
    cache.mkdir(parents=True, exist_ok=True)
    paths = [cache, *cache.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        done = runs.run_as_user("redact", notes, "--out", out)
        assert done.status == 3
        assert "40 files discovered = 39 redacted + 0 skipped + 1 failed" in done.out
        assert len(runs.whole(out)) == 39
        assert runs.tree(out) == runs.whole(out) | {
            f"{p.relative_to(out).as_posix()}/": b"" for p in out.rglob("*") if p.is_dir()
        }
    finally:
        for path in paths:
            path.chmod(0o700)


def test_a_scan_is_remembered_but_never_for_a_redaction(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """And a redaction into one folder is none into another."""
    assert runs.run("scan", notes).unchanged == 0
    assert runs.run("scan", notes).unchanged == 39
    for name in ("one", "two"):
        assert runs.run("redact", notes, "--out", tmp_path / name).unchanged == 0
    assert runs.tree(tmp_path / "one") == runs.tree(tmp_path / "two")
