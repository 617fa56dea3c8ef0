"""What is installed: versions, optional parts, the model, the built-in policies, the terminal.

Versions come from the packages' metadata; only the checks of the model and the rules import
spaCy, Presidio and onnxruntime.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe import __version__
from casesafe.errors import ModelUnavailableError
from casesafe.scan.check import Check, State

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from casesafe.guard import Guard

PYTHON = (3, 11)
_SHIPPED = "shipped"
_PARTS, _MODEL, _RULES = "installed", "model", "rules"
_AGAIN = "python -m pip install --force-reinstall casesafe"
#: Invented. The rules alone find the second line, and so do both together; the first holds a name
#: that the model reads from its sentence.
_SENTENCE = "We spoke at length about the move. Marisol Quintero said she wants to stay."
_NAME = "Marisol Quintero"
_LABELLED = "Client: Marisol Quintero, phone 413-555-0142."


def versions() -> Iterator[Check]:
    """Yield a check of casesafe, of Python, and of every package that casesafe needs."""
    yield _casesafe()
    here = ".".join(map(str, sys.version_info[:3]))
    needed = ".".join(map(str, PYTHON))
    right = sys.version_info >= PYTHON
    yield Check(
        _PARTS,
        "python",
        State.OK if right else State.PROBLEM,
        f"{here} (needs {needed} or later)",
        "" if right else "Install casesafe into an environment of a later Python.",
    )
    for requirement in _requirements(""):
        yield _package(requirement)


def extras() -> Iterator[Check]:
    """Yield a check of each group of optional packages: how much of it is there."""
    for extra in _extras():
        wanted = list(_requirements(extra))
        missing = [r.name for r in wanted if not _is_there(r)]
        there = f"{len(wanted) - len(missing)} of {len(wanted)} packages are there"
        lacks = f"; not there: {', '.join(missing)}" if missing else ""
        yield Check(_PARTS, f"extra {extra}", State.INFO, there + lacks)


def model_files(folder: Path | None) -> Iterator[Check]:
    """Yield a check of the model's files: there, and what their digests say.

    Args:
        folder: A pipeline's folder; None: the one that casesafe ships.
    """
    from casesafe.nlp.pipeline import SHIPPED

    if folder is None:
        with as_file(files("casesafe.models") / SHIPPED) as shipped:
            yield _files_of(shipped, _SHIPPED)
    elif (folder / "phi_tagger").is_dir():
        yield _files_of(folder, str(folder))
    else:
        there = folder.is_dir()
        yield Check(
            _MODEL,
            "files",
            State.INFO if there else State.PROBLEM,
            f"{folder}: " + ("a pipeline of its own, without digests" if there else "not there"),
            "" if there else "Correct `model` in the settings or in the policy.",
        )


def rules_alone() -> Iterator[Check]:
    """Yield a check: whether the rules without the model find an invented client."""
    from casesafe.guard import load

    yield _reading(_RULES, "without the model", _finds(load(model=None), _LABELLED))


def model_reads(folder: Path | None, labels: Mapping[str, str]) -> Iterator[Check]:
    """Yield checks: the whole pipeline finds an invented name, and onnxruntime is silent.

    Args:
        folder: A pipeline's folder; None: the one that casesafe ships.
        labels: Labels of a pipeline of another make -> our entity types.
    """
    from casesafe.core.detection import MODEL_RECOGNIZER
    from casesafe.guard import DEFAULT_POLICY, SHIPPED, load
    from casesafe.policy import load_policy
    from casesafe.policy.schema import ModelSettings

    policy = load_policy(DEFAULT_POLICY)
    if labels:
        policy = policy.model_copy(update={"model": ModelSettings(labels=dict(labels))})
    guard = load(policy, model=folder or SHIPPED)
    found = _finds(guard, _LABELLED) and _finds(guard, _SENTENCE, by=MODEL_RECOGNIZER)
    yield _reading(_MODEL, "model and rules", found)
    yield _telemetry()


def policies() -> Iterator[Check]:
    """Yield a check of each built-in policy: it loads, and its digest."""
    from casesafe.policy import builtin_names, load_policy

    for name in builtin_names():
        yield Check(_RULES, name, State.OK, f"digest {load_policy(name).digest[:16]}")


def terminal(encoding: str | None) -> Iterator[Check]:
    """Yield a check: whether standard output can show every character.

    Args:
        encoding: Of standard output, as Python names it.
    """
    name = encoding or "unknown"
    whole = True
    try:
        "\u00e9\u2026\u4e2d\U0001f600".encode(name)
    except (LookupError, UnicodeEncodeError):
        whole = False
    yield Check(
        "terminal",
        "standard output",
        State.OK if whole else State.WARNING,
        f"{name}" if whole else f"{name}: some characters cannot be shown, a run may end early",
        "" if whole else "Set PYTHONUTF8=1 in the environment.",
    )


def _casesafe() -> Check:
    try:
        installed = version("casesafe")
    except PackageNotFoundError:
        installed = ""
    if installed == __version__:
        return Check(_PARTS, "casesafe", State.OK, __version__)
    what = f"its metadata says {installed}" if installed else "it is not installed as a package"
    return Check(
        _PARTS, "casesafe", State.PROBLEM, f"{__version__}, but {what}", "Install it again.", _AGAIN
    )


def _package(requirement: Requirement) -> Check:
    """Check one package against the range that casesafe's metadata declares."""
    needs = f"needs {requirement.specifier}" if requirement.specifier else "any version"
    found = _version_of(requirement)
    if found is not None and requirement.specifier.contains(found, prereleases=True):
        return Check(_PARTS, requirement.name, State.OK, f"{found} ({needs})")
    return Check(
        _PARTS,
        requirement.name,
        State.PROBLEM,
        f"{found or 'not installed'} ({needs})",
        "Install a version in that range.",
        f"python -m pip install '{requirement.name}{requirement.specifier}'",
    )


def _requirements(extra: str) -> Iterator[Requirement]:
    """Yield what casesafe needs here: always, or for an extra."""
    from packaging.requirements import Requirement

    for line in _declared():
        requirement = Requirement(line)
        marker = requirement.marker
        always = marker is None or marker.evaluate({"extra": ""})
        if (always and not extra) or (
            extra and not always and marker is not None and marker.evaluate({"extra": extra})
        ):
            yield requirement


def _extras() -> list[str]:
    try:
        return sorted(metadata("casesafe").get_all("Provides-Extra") or ())
    except PackageNotFoundError:
        return []


def _declared() -> list[str]:
    try:
        return requires("casesafe") or []
    except PackageNotFoundError:
        return []


def _version_of(requirement: Requirement) -> str | None:
    try:
        return version(requirement.name)
    except PackageNotFoundError:
        return None


def _is_there(requirement: Requirement) -> bool:
    found = _version_of(requirement)
    return found is not None and requirement.specifier.contains(found, prereleases=True)


def _files_of(folder: Path, name: str) -> Check:
    """Check the files of our own tagger."""
    from casesafe.nlp.tagger_files import MODEL, read

    problem = ""
    try:
        settings = read(folder / "phi_tagger").settings
        digest = settings.digests[MODEL][:16]
        whole = f"{name}, version {settings.version}, whole, SHA-256 {digest}"
        return Check(_MODEL, "files", State.OK, whole)
    except ModelUnavailableError as error:
        problem = str(error)
    again = _AGAIN if name == _SHIPPED else ""
    advice = "Install casesafe again." if again else "Put the model's folder back whole."
    return Check(_MODEL, "files", State.PROBLEM, problem, advice, again)


def _finds(guard: Guard, text: str, by: str | None = None) -> bool:
    """Return whether a person is found exactly where the invented name stands."""
    start = text.index(_NAME)
    place = ("PERSON", start, start + len(_NAME))
    return any(
        (f.entity_type, f.start, f.end) == place and by in (None, f.recognizer)
        for f in guard.find(text)
    )


def _reading(group: str, name: str, found: bool) -> Check:
    if found:
        return Check(group, name, State.OK, "the invented name in a test line is found")
    return Check(
        group,
        name,
        State.PROBLEM,
        "the invented name in a test line is not found",
        "Install casesafe again; a model of your own needs `labels` in the policy.",
        _AGAIN,
    )


def _telemetry() -> Check:
    off = os.environ.get("ORT_DISABLE_TELEMETRY") == "1"
    said = "off" if off else "on; install casesafe again"
    return Check(
        _MODEL, "telemetry", State.OK if off else State.PROBLEM, f"onnxruntime's is {said}"
    )
