"""What is installed: versions by real metadata folders, the model by real copies of it."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from casesafe.policy import builtin_names
from casesafe.scan.check import Check, State
from casesafe.scan.checkup_install import (
    extras,
    model_files,
    model_reads,
    policies,
    rules_alone,
    terminal,
    versions,
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the shipped pipeline."""
    with as_file(files("casesafe.models") / "en_casesafe") as folder:
        return Path(shutil.copytree(folder, tmp_path / "model"))


def _by_name(checks: list[Check]) -> dict[str, Check]:
    return {c.name: c for c in checks}


def test_this_installation_is_well() -> None:
    """casesafe, Python and every package that its metadata asks for."""
    checks = _by_name(list(versions()))
    assert {"casesafe", "python", "spacy", "presidio-analyzer", "onnxruntime"} <= checks.keys()
    assert {c.name for c in checks.values() if c.state is not State.OK} == set()
    assert "pytest" not in checks


@pytest.mark.parametrize("version", ["3.7.0", "4.0.0"])
def test_a_version_out_of_range_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """Told from the metadata alone; says which range is needed and what to type."""
    metadata = tmp_path / f"spacy-{version}.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text(f"Metadata-Version: 2.1\nName: spacy\nVersion: {version}\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    check = _by_name(list(versions()))["spacy"]
    assert check.state is State.PROBLEM
    assert check.message == f"{version} (needs <4,>=3.8)"
    assert check.command == "python -m pip install 'spacy<4,>=3.8'"


def test_what_is_missing_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is not there, and an extra, which is no fault."""
    metadata = tmp_path / "casesafe-0.1.0.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text(
        "Metadata-Version: 2.1\nName: casesafe\nVersion: 0.0.9\n"
        "Provides-Extra: more\n"
        "Requires-Dist: rich>=1\nRequires-Dist: no-such-package>=2.1\n"
        'Requires-Dist: nor-this; extra == "more"\n'
        'Requires-Dist: rich; extra == "more"\n'
        "Requires-Dist: not-here; sys_platform == 'none'\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    checks = _by_name(list(versions()))
    assert {n: c.state.value for n, c in checks.items()} == {
        "casesafe": "problem",  # another version than that of the code
        "python": "ok",
        "rich": "ok",
        "no-such-package": "problem",
    }
    assert checks["no-such-package"].message == "not installed (needs >=2.1)"
    (extra,) = extras()
    assert (extra.name, extra.state) == ("extra more", State.INFO)
    assert extra.message == "1 of 2 packages are there; not there: nor-this"


def test_the_shipped_model_is_whole_and_reads() -> None:
    """Its version and digest; then the whole pipeline, without telemetry."""
    (check,) = model_files(None)
    assert check.state is State.OK
    assert check.message.startswith("shipped, version 0.1.0, whole, SHA-256 ")
    states = {c.name: c.state for c in model_reads(None, {})}
    assert states == {"model and rules": State.OK, "telemetry": State.OK}


def test_the_rules_alone_read() -> None:
    """Without the model."""
    assert [c.state for c in rules_alone()] == [State.OK]


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_a_damaged_model_is_named(model: Path, name: str) -> None:
    """By the file whose digest is another."""
    assert [c.state for c in model_files(model)] == [State.OK]
    with (model / "phi_tagger" / name).open("ab") as file:
        file.write(b"\n")
    (check,) = model_files(model)
    assert check.state is State.PROBLEM
    assert f"{name} is damaged" in check.message
    assert check.advice


def test_a_pipeline_of_another_make_has_no_digests(tmp_path: Path) -> None:
    """A folder that is there is no fault of its own; one that is not, is."""
    (tmp_path / "other").mkdir()
    assert [c.state for c in model_files(tmp_path / "other")] == [State.INFO]
    assert [c.state for c in model_files(tmp_path / "none")] == [State.PROBLEM]


def test_a_model_that_finds_nothing_is_a_problem(tmp_path: Path) -> None:
    """It loads, and does not find the name that the shipped one finds."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "other")
    checks = _by_name(list(model_reads(tmp_path / "other", {"PER": "PERSON"})))
    assert checks["model and rules"].state is State.PROBLEM


def test_built_in_policies_are_listed_with_their_digests() -> None:
    """Each once."""
    checks = list(policies())
    assert tuple(c.name for c in checks) == builtin_names()
    assert all(c.state is State.OK and c.message.startswith("digest ") for c in checks)


@pytest.mark.parametrize(
    ("encoding", "state"),
    [
        ("utf-8", State.OK),
        ("cp65001", State.OK),
        ("ascii", State.WARNING),
        ("cp1252", State.WARNING),
        (None, State.WARNING),
    ],
)
def test_a_terminal_that_cannot_show_every_character_is_told(
    encoding: str | None, state: State
) -> None:
    """With what to do."""
    (check,) = terminal(encoding)
    assert check.state is state
    assert bool(check.advice) is (state is State.WARNING)
