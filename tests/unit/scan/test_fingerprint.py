"""The fingerprint: it changes with whatever decides a result, and with nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from casesafe import guard
from casesafe.errors import CasesafeError, ModelUnavailableError
from casesafe.nlp import pipeline, tagger_files
from casesafe.policy import builtin_names, load_policy
from casesafe.scan import fingerprint as module
from casesafe.scan.fingerprint import fingerprint
from casesafe.values.roster import Roster

PRINT = (
    "from casesafe.scan.fingerprint import fingerprint; import sys; "
    "print(fingerprint(policy='flag-only', reference_year=2026)); "
    "print([m for m in ('spacy', 'presidio_analyzer', 'numpy', 'onnxruntime', 'pydantic', 'yaml') "
    "if m in sys.modules])"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A policy over a policy over a built-in one, with a model; a roster."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "base.yaml").write_text(
        "extends: peer-consultation\nmodel:\n  path: ../pipeline\nallow: [Calm Harbor]\n"
    )
    (tmp_path / "site.yaml").write_text("extends: rules/base.yaml\nsensitivity: balanced\n")
    (tmp_path / "roster.yaml").write_text("- {type: PERSON, value: Odile Marchetti}\n")
    tagger = tmp_path / "pipeline/phi_tagger"
    tagger.mkdir(parents=True)
    (tmp_path / "pipeline/config.cfg").write_text("[nlp]\n")
    (tagger / "tagger.json").write_text('{"digests": {"model.onnx": "00"}}')
    (tagger / "model.onnx").write_bytes(b"weights")
    os.utime(tagger / "model.onnx", (0, 0))
    return tmp_path


def of(site: Path, **other: Any) -> str:
    """The fingerprint of that site's settings, or of others."""
    settings: dict[str, Any] = {
        "policy": str(site / "site.yaml"),
        "roster": site / "roster.yaml",
        "reference_year": 2026,
        "encoding": None,
        "extractors": "1",
    }
    return fingerprint(**{**settings, **other})


def test_it_stays_the_same(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the current folder is, and whether the policy comes as text or as a path."""
    told = of(site)
    assert len(bytes.fromhex(told)) == 32
    assert of(site, policy=site / "site.yaml") == told
    monkeypatch.chdir(site)
    assert of(site, policy="site.yaml") == told


@pytest.mark.parametrize(
    "other",
    [
        {"policy": "peer-consultation"},
        {"policy": "flag-only"},
        {"roster": None},
        {"model": None},
        {"reference_year": 2027},
        {"encoding": "cp1252"},
        {"encoding": ""},
        {"extractors": "2"},
        {"extra": ["x"]},
        {"extra": ["x", ""]},
    ],
    ids=str,
)
def test_another_setting_changes_it(site: Path, other: dict[str, Any]) -> None:
    """Each by itself."""
    made = [of(site), of(site, **other), of(site, model=site / "rules"), of(site, extra=["", "x"])]
    assert len(set(made)) == 4


def add(name: str, text: str) -> Callable[[Path], None]:
    """A change that appends to a file."""

    def change(site: Path) -> None:
        with (site / name).open("a") as file:
            file.write(text)

    return change


def swap_model(site: Path) -> None:
    """Another model of the same size."""
    (site / "pipeline/phi_tagger/model.onnx").write_bytes(b"WEIGHTS")


def swap_digest(site: Path) -> None:
    """Another `tagger.json` of the same size and time."""
    path = site / "pipeline/phi_tagger/tagger.json"
    times = path.stat()
    path.write_text(path.read_text().replace("00", "11"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def other_model(site: Path) -> None:
    """The upper policy names another pipeline than the one below."""
    shutil.copytree(site / "pipeline", site / "pipeline-2")
    (site / "pipeline-2/vocab").write_text("")
    add("site.yaml", "model: {path: pipeline-2}\n")(site)


@pytest.mark.parametrize(
    "change",
    [
        add("site.yaml", "unsure: flag\n"),
        add("rules/base.yaml", "deny: [Calm Bay]\n"),
        add("roster.yaml", "- {type: PERSON, value: Hope Okafor}\n"),
        add("pipeline/config.cfg", "\n"),
        swap_model,
        swap_digest,
        other_model,
    ],
    ids=["policy", "extended policy", "roster", "config", "model", "tagger.json", "model.path"],
)
def test_a_changed_file_changes_it(site: Path, change: Callable[[Path], None]) -> None:
    """Of the policy, of what it extends, of the roster, of the model."""
    before = of(site)
    change(site)
    assert of(site) != before


def test_the_model_of_the_upper_policy_counts(site: Path) -> None:
    """As for the guard: a change of a pipeline that is not used is no change."""
    other_model(site)
    before = of(site)
    swap_model(site)
    assert of(site) == before
    assert of(site, model=site / "pipeline") != before


def test_another_library_changes_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new spaCy may cut words in another way."""
    before = of(site)
    (tmp_path / "lib/spacy-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    assert of(site) != before


def test_casesafes_own_code_counts(tmp_path: Path) -> None:
    """In a checkout the version stays the same while the rules change."""
    home = Path(guard.__file__).parent
    shutil.copytree(home, tmp_path / "casesafe", ignore=shutil.ignore_patterns("__pycache__"))

    def told() -> list[str]:
        run = subprocess.run(
            [sys.executable, "-c", PRINT],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.splitlines()

    first = told()
    # Nothing that takes long is loaded for it; what Python itself caches is no change.
    assert first[1] == "[]"
    assert told() == first
    with (tmp_path / "casesafe/resolve/data/measures.txt").open("a") as file:
        file.write("calm harbor scale\n")
    assert told() != first


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no-such-policy", None),
        ("missing.yaml", None),
        ("p.yaml", "extends: nowhere.yaml\n"),
        ("p.yaml", "extends: p.yaml\n"),
        ("p.yaml", "extends: [flag-only]\n"),
        ("p.yaml", "extends: flag-only\nextends: peer-consultation\n"),
        ("p.yaml", "extends: 'flag-only\n"),
        ("p.yaml", "- flag-only\n"),
        ("p.yaml", "allow: " + "[" * 30000 + "]" * 30000),
        ("p.yaml", "extends: flag-only\nallow: &a [x]\ndeny: *a\n"),
        ("p.yaml", "\udcff"),
    ],
    ids=lambda x: x[:40] if isinstance(x, str) else "none",
)
def test_what_is_no_policy_is_the_loaders_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None
) -> None:
    """The same class and words."""
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path(name).write_text(text, errors="surrogateescape")
    with pytest.raises(CasesafeError) as expected:
        load_policy(name)
    with pytest.raises(type(expected.value)) as caught:
        fingerprint(policy=name, reference_year=2026)
    assert str(caught.value) == str(expected.value)


def test_a_missing_roster_is_the_loaders_error(tmp_path: Path) -> None:
    """The same class and words."""
    with pytest.raises(CasesafeError) as expected:
        Roster.load(tmp_path / "none.yaml")
    with pytest.raises(type(expected.value)) as caught:
        fingerprint(policy="flag-only", roster=tmp_path / "none.yaml", reference_year=2026)
    assert str(caught.value) == str(expected.value)
    assert caught.value.__context__ is None


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    """As when it is loaded."""
    with pytest.raises(ModelUnavailableError, match="nowhere"):
        fingerprint(policy="flag-only", model=tmp_path / "nowhere", reference_year=2026)


def test_what_it_assumes_of_other_modules_is_so() -> None:
    """It repeats a few names, for importing them would load the libraries."""
    assert guard.SHIPPED == module.SHIPPED
    assert pipeline.SHIPPED == module._SHIPPED_PIPELINE
    assert tagger_files.SETTINGS == module._TAGGER_SETTINGS
    for name in builtin_names():
        text = (files("casesafe.rules") / f"{name}.yaml").read_text()
        assert "extends" not in text
        assert load_policy(name).model is None
