"""Keys, the baseline and the cache: what is told of each state that they can be in."""

from __future__ import annotations

import os
import secrets
import subprocess
from pathlib import Path

import pytest

from casesafe.errors import CasesafeError
from casesafe.scan.baseline import BASELINE_NAME, Baseline, Occurrence, accept
from casesafe.scan.check import Check, State
from casesafe.scan.checkup_keys import baseline, baseline_keys, cache, forget
from casesafe.scan.keys import BASELINE_ENV, cache_key, new_baseline_key
from casesafe.scan.manifest import Manifest

_POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes")


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys and cache under a folder of the test, which is no repository."""
    monkeypatch.setenv("CASESAFE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("CASESAFE_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv(BASELINE_ENV, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _states(checks: list[Check]) -> dict[str, str]:
    return {c.name: c.state.value for c in checks}


def test_keys_that_are_not_made_yet_are_no_fault() -> None:
    """The first run makes the cache key; looking for it does not."""
    assert _states(list(cache())) == {"cache key": "info", "cache": "info"}
    assert _states(list(baseline_keys())) == {"baseline keys": "info"}
    assert not Path("cache").exists()


def test_keys_as_casesafe_makes_them_are_well(homes: Path) -> None:
    """Both kinds; no key is shown."""
    key = cache_key()
    assert key is not None
    other, _ = new_baseline_key()
    checks = [*cache(), *baseline_keys()]
    assert _states(checks) == {"cache key": "ok", "cache": "info", "baseline keys": "ok"}
    assert not any(k.hex() in str(checks) for k in (key, other))


@_POSIX
def test_files_that_others_can_read_are_told_and_closed(homes: Path) -> None:
    """The commands that are printed mend what they are printed for."""
    cache_key()
    _, path = new_baseline_key()
    (homes / "cache" / "cache.key").chmod(0o644)
    (homes / "cache").chmod(0o755)
    path.chmod(0o640)
    path.parent.chmod(0o750)
    checks = [*cache(), *baseline_keys()]
    assert _states(checks) == {
        "cache key": "warning",
        "cache folder": "warning",
        "cache": "info",
        "baseline keys": "ok",
        f"baseline key {path.stem}": "problem",
        "baseline key folder": "warning",
    }
    for check in checks:
        if check.command:
            subprocess.run(["sh", "-c", check.command], check=True)
    cache_key()  # makes the new key that is announced
    assert all(c.state.is_well for c in (*cache(), *baseline_keys()))


def test_a_folder_of_keys_in_a_work_tree_is_told(homes: Path) -> None:
    """A cache inside a repository could be committed."""
    cache_key()
    subprocess.run(["git", "init", "--quiet", str(homes / "cache")], check=True)
    assert _states(list(cache()))["cache folder"] == "warning"


@pytest.mark.parametrize(
    ("value", "state"), [("swordfish", State.PROBLEM), (secrets.token_hex(32), State.OK)]
)
def test_the_key_of_the_environment_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, value: str, state: State
) -> None:
    """Whether it is a key, never what it is."""
    monkeypatch.setenv(BASELINE_ENV, value)
    first = next(baseline_keys())
    assert first.state is state
    assert value not in first.message


def test_a_baseline_whose_key_is_at_hand_is_well(homes: Path) -> None:
    """How many findings are accepted, and how many without a reason."""
    key, path = new_baseline_key()
    (none,) = baseline(homes / BASELINE_NAME)
    assert none.state is State.INFO
    found = [Occurrence("a.txt", "a.txt", "PERSON", name) for name in ("Vega", "Okafor")]
    made = accept(accept(Baseline(key), found[:1], "a street"), found)
    (homes / BASELINE_NAME).write_bytes(made.to_bytes())
    (check,) = baseline(homes / BASELINE_NAME)
    assert check.state is State.OK
    assert check.message.startswith("2 accepted findings, 1 without a reason")
    path.unlink()
    with pytest.raises(CasesafeError, match="is not on this machine"):
        list(baseline(homes / BASELINE_NAME))


def test_a_damaged_baseline_is_named(homes: Path) -> None:
    """The error names the file and no content."""
    (homes / BASELINE_NAME).write_text("Vega")
    with pytest.raises(CasesafeError, match=BASELINE_NAME) as caught:
        list(baseline(homes / BASELINE_NAME))
    assert "Vega" not in str(caught.value)


def test_forgetting_empties_the_cache_and_keeps_the_key(homes: Path) -> None:
    """Nothing is made where there was nothing."""
    assert _states(list(forget())) == {"forget": "info"}
    assert not (homes / "cache").exists()
    manifest = Manifest.open()
    assert manifest is not None
    with manifest:
        manifest.remember("a.txt", b"x", "f", ())
    key = cache_key()
    assert _states(list(forget())) == {"forget": "ok"}
    manifest = Manifest.open()
    assert manifest is not None
    with manifest:
        assert manifest.remembered("a.txt", b"x", "f") is None
    assert cache_key() == key
