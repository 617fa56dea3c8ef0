"""The checkup of a folder: its settings, what they name, and one failing check among others."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from casesafe.errors import PolicyError, RosterError, SettingsError
from casesafe.scan import checkup_install, checkup_keys
from casesafe.scan.check import Check, State
from casesafe.scan.checkup import all_well, checkup
from casesafe.scan.checkup_settings import model, policy, roster, settings_file
from casesafe.scan.settings import Settings, load_settings

_POLICY = "extends: peer-consultation\nmodel: {path: other, labels: {PER: PERSON}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the homes of every program beside it."""
    for name in ("PRE_COMMIT_HOME", "PREK_HOME", "CASESAFE_CACHE_DIR", "CASESAFE_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.delenv("CASESAFE_BASELINE_KEY", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return Path.cwd()


def _settings(folder: Path, text: str) -> Settings:
    (folder / "casesafe.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "casesafe.toml")


def test_settings_are_found_upward(folder: Path) -> None:
    """Valid ones are named; none is no fault; wrong ones are told by file and key."""
    (none,) = settings_file(folder)
    assert none.state is State.INFO
    _settings(folder, "no_model = true\n")
    (folder / "notes").mkdir()
    (found,) = settings_file(folder / "notes")
    assert found.state is State.OK
    assert found.message == f"{folder / 'casesafe.toml'}, valid, the rules alone (no_model)"
    (folder / "casesafe.toml").write_text("workers = 'Vega'\n")
    with pytest.raises(SettingsError, match=r"casesafe\.toml:1: workers") as caught:
        list(settings_file(folder))
    assert "Vega" not in str(caught.value)


def test_the_policy_in_use_is_named(folder: Path) -> None:
    """The default one, or the one of the settings; a wrong one raises."""
    (default,) = policy(Settings())
    assert default.message.startswith("peer-consultation, the default, digest ")
    (own,) = policy(_settings(folder, "policy = 'flag-only'\n"))
    assert own.message.startswith("flag-only, digest ")
    (folder / "own.yaml").write_text("rulez: {}\n")
    with pytest.raises(PolicyError, match=r"own\.yaml:1"):
        list(policy(_settings(folder, "policy = 'own.yaml'\n")))


def test_the_roster_is_counted_and_never_shown(folder: Path) -> None:
    """A roster that others can read is a warning; the command closes it."""
    assert [c.state for c in roster(Settings())] == [State.INFO]
    path = folder / "roster.yaml"
    path.write_text("- {type: PERSON, value: Sky Bell, role: client}\n")
    path.chmod(0o644)
    checks = list(roster(_settings(folder, "roster = 'roster.yaml'\n")))
    assert checks[0].message == f"{path}, 1 entry"
    assert "Bell" not in str(checks)
    if os.name == "posix":
        assert [c.state for c in checks] == [State.OK, State.WARNING]
        subprocess.run(["sh", "-c", checks[1].command], check=True)
        assert [c.state for c in roster(Settings(roster=path))] == [State.OK]
    path.write_text("- {type: PERSON, valu: Sky Bell}\n")
    with pytest.raises(RosterError, match=r"roster\.yaml:1"):
        list(roster(Settings(roster=path)))


def test_the_model_in_use_is_that_of_settings_or_policy(folder: Path) -> None:
    """The settings' goes before the policy's; a policy that cannot be used names none."""
    assert model(Settings()) == (None, {})
    (folder / "own.yaml").write_text(_POLICY)
    named = _settings(folder, "policy = 'own.yaml'\n")
    assert model(named) == (folder / "other", {"PER": "PERSON"})
    both = _settings(folder, "policy = 'own.yaml'\nmodel = 'mine'\n")
    assert model(both) == (folder / "mine", {"PER": "PERSON"})
    (folder / "own.yaml").write_text("rulez: {}\n")
    assert model(named) == (None, {})


def test_a_damaged_model_of_the_settings_is_found(folder: Path) -> None:
    """Both the file and the pipeline that needs it; the rules alone are well all the same."""
    with as_file(files("casesafe.models") / "en_casesafe") as shipped:
        shutil.copytree(shipped, folder / "mine")
    with (folder / "mine" / "phi_tagger" / "model.onnx").open("ab") as file:
        file.write(b"\n")
    _settings(folder, "model = 'mine'\n")
    checks = list(checkup(folder))
    wrong = [(c.group, c.name) for c in checks if not c.state.is_well]
    assert wrong == [("model", "files"), ("model", "model and rules")]
    assert not all_well(checks)


def test_a_check_that_raises_is_a_problem_with_its_class(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an unexpected error says may hold anything, and the others go on."""

    def explode() -> list[Check]:
        raise RuntimeError("Vega")

    def skip(*_: object) -> list[Check]:
        return []

    monkeypatch.setattr(checkup_keys, "cache", explode)
    monkeypatch.setattr(checkup_install, "model_reads", skip)
    checks = list(checkup(folder))
    (wrong,) = (c for c in checks if not c.state.is_well)
    assert (wrong.group, wrong.name, wrong.state) == ("keys", "cache", State.PROBLEM)
    assert wrong.message == "could not be checked (RuntimeError)"
    assert checks[-1].group == "terminal"


def test_wrong_settings_stop_no_other_check(folder: Path) -> None:
    """The defaults are checked in their place."""
    (folder / "casesafe.toml").write_text("Vega")
    checks = list(checkup(folder))
    (wrong,) = (c for c in checks if not c.state.is_well)
    assert (wrong.group, wrong.name) == ("settings", "settings")
    assert "casesafe.toml:1" in wrong.message
    assert "Vega" not in str(checks)
    assert {"policy", "files", "model and rules"} <= {c.name for c in checks}
