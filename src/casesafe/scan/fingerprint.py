"""The fingerprint: everything that decides a file's result, apart from its content and path.

It is told without loading the policy, the model, spaCy or Presidio, for a run in which nothing
changed must not load them.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casesafe.errors import ModelUnavailableError, RosterError

#: As `casesafe.guard.SHIPPED`: the pipeline that the policy names, else the one casesafe ships.
SHIPPED = "shipped"
# As in `casesafe.nlp.pipeline` and `casesafe.nlp.tagger_files`, which load the libraries.
_SHIPPED_PIPELINE, _TAGGER_SETTINGS = "en_casesafe", "tagger.json"
# Libraries that could change what is found or written, by the names of their metadata folders.
_LIBRARIES = (
    "curated_tokenizers", "google_re2", "numpy", "onnxruntime", "presidio_analyzer",
    "presidio_anonymizer", "spacy",
)  # fmt: skip
# Layers that a chain of `extends` may have here; a longer one is left to the policy's loader.
_LONGEST_CHAIN = 20
_DEEPEST = 20


def fingerprint(
    *,
    policy: str | Path,
    roster: Path | None = None,
    model: str | Path | None = SHIPPED,
    reference_year: int,
    encoding: str | None = None,
    extractors: str = "",
    extra: Iterable[str] = (),
) -> str:
    """Return the fingerprint of a run, 64 hex characters.

    It is not keyed, and whoever guesses a roster can check the guess with it: do not print it, and
    store only digests made with a key.

    Args:
        policy: A built-in policy's name or a file, as for `load_policy`.
        roster: The roster's file.
        model: As for `casesafe.load`: a spaCy pipeline's folder, None for the rules alone, or
            `SHIPPED`.
        reference_year: The year that ages are told from; nothing depends on the day.
        encoding: The encoding that files are read with, if one was given.
        extractors: What stands for the way text is taken out of files.
        extra: Whatever else decides the result.

    Raises:
        PolicyError: as `load_policy`, if the policy or what it extends cannot be read.
        RosterError: if the roster cannot be read.
        ModelUnavailableError: if the model's folder is missing.
    """
    layers, policy_model = _policy(policy)
    pipeline = policy_model if model == SHIPPED else Path(str(model))
    sections: dict[str, Iterable[bytes | str]] = {
        "python": [f"{sys.version_info.major}.{sys.version_info.minor}"],
        "code": [_code_digest()],
        "libraries": _library_versions(),
        "policy": layers,
        "roster": [] if roster is None else [_roster(roster)],
        "model": [] if model is None else _model(pipeline),
        "year": [str(reference_year)],
        "encoding": [] if encoding is None else [encoding],
        "extractors": [extractors],
        "extra": extra,
    }
    return _digest(x for name, parts in sections.items() for x in (name, _digest(parts))).hex()


def _digest(parts: Iterable[bytes | str]) -> bytes:
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.digest()


# --- casesafe and its libraries -------------------------------------------------------------------


def _code_digest() -> bytes:
    """The digest of casesafe's own code and word lists: in a checkout the version tells too little.

    Content, not times: 3 MB take 8 ms, and a reinstalled casesafe still knows its results.
    """
    parts: list[bytes | str] = []
    home = Path(__file__).parents[1]
    for path in _files(home):
        # In a wheel, the policies and the models lie within the package; both have their own part.
        if path.relative_to(home).parts[0] not in ("rules", "models"):
            parts += [path.relative_to(home).as_posix(), path.read_bytes()]
    return _digest(parts)


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file of a folder in a fixed order, without Python's own cache."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        yield from (Path(place, name) for name in sorted(names))


def _library_versions() -> list[str]:
    """The names of the libraries' metadata folders, which hold their versions.

    `importlib.metadata` would need 40 ms for the same; it is asked only for what is not found.
    """
    found: dict[str, str] = {}
    for entry in sys.path:
        with suppress(OSError):
            for name in os.listdir(entry or "."):
                if name.endswith((".dist-info", ".egg-info")):
                    library = name.split("-")[0].lower().replace(".", "_")
                    found.setdefault(library, name)
    return [found.get(library) or _asked_version(library) for library in _LIBRARIES]


def _asked_version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return f"no {library}"


# --- the model and the roster ---------------------------------------------------------------------


def _model(path: Path | None) -> list[bytes | str]:
    """What tells one pipeline from another: sizes and times, and its digests where it has any.

    The digests of `tagger.json` are checked against the files when the model is loaded.
    """
    folder = path or _package_folder("models") / _SHIPPED_PIPELINE
    if not folder.is_dir():
        name = _SHIPPED_PIPELINE if path is None else str(path)
        raise ModelUnavailableError(f"the pipeline {name} cannot be loaded: there is no {folder}")
    parts: list[bytes | str] = []
    failed: Path | None = None
    for file in _files(folder):
        try:
            status = file.stat()
            parts.append(f"{file.relative_to(folder).as_posix()} {status.st_size}")
            parts.append(str(status.st_mtime_ns))
            if file.name == _TAGGER_SETTINGS:
                parts.append(file.read_bytes())
        except OSError:
            failed = file
    if failed is not None:
        raise ModelUnavailableError(f"{failed} cannot be read")
    return parts


def _roster(path: Path) -> bytes:
    problem = ""
    try:
        return path.read_bytes()
    except OSError as error:
        problem = type(error).__name__
    raise RosterError(f"cannot be read ({problem})", path=path)


def _package_folder(name: str) -> Path:
    """The folder of `casesafe.rules` or `casesafe.models`, installed or of a checkout."""
    spec = find_spec(f"casesafe.{name}")
    if spec is not None and spec.origin:
        return Path(spec.origin).parent
    return Path(__file__).parents[3] / name


# --- the policy -----------------------------------------------------------------------------------


def _policy(policy: str | Path) -> tuple[list[bytes | str], Path | None]:
    """Return the texts of the policy's layers, and the path of the model that it names."""
    light = _layers(policy)
    if light is not None:
        return light
    # Something is unusual: the loader says what is wrong.
    from casesafe.policy.load import load_policy

    loaded = load_policy(policy)
    named = loaded.model.path if loaded.model else None
    return [loaded.digest], Path(named) if named else None


def _layers(policy: str | Path) -> tuple[list[bytes | str], Path | None] | None:
    """The same, read without pydantic; None if anything is not as usual."""
    texts: list[bytes | str] = []
    model: Path | None = None
    model_told = False
    name, folder = str(policy), Path()
    for layer in range(_LONGEST_CHAIN):
        built_in = None if isinstance(policy, Path) and not layer else _built_in(name)
        if built_in is not None:
            # Built-in policies extend nothing and name no model.
            return [*texts, built_in], model
        path = folder / name
        text = _text(path)
        data = None if text is None else _top_level(text)
        if text is None or data is None:
            return None
        texts.append(text)
        folder = path.parent
        if "model" in data and not model_told:
            model_told, model = True, _model_path(data["model"], folder)
        if "extends" not in data:
            return texts, model
        if not isinstance(data["extends"], str):
            return None
        name = data["extends"]
    return None


def _built_in(name: str) -> bytes | None:
    folder = _package_folder("rules")
    file = f"{name}.yaml"
    return _bytes(folder / file) if file in os.listdir(folder) else None


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _text(path: Path) -> str | None:
    data = _bytes(path)
    with suppress(UnicodeDecodeError):
        return None if data is None else data.decode("utf-8-sig")
    return None


def _model_path(model: Any, folder: Path) -> Path | None:
    path = model.get("path") if isinstance(model, dict) else None
    return (folder / path).resolve() if isinstance(path, str) else None


def _top_level(text: str) -> dict[str, Any] | None:
    """Return the root's `extends` and `model`, as far as they are plain text; None if unusual."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root: Any = None
    with suppress(yaml.YAMLError, ValueError):
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                return None
        root = yaml.compose(text, Loader=loader)
    if not isinstance(root, yaml.MappingNode):
        return None
    wanted = [(k.value, v) for k, v in root.value if k.value in ("extends", "model")]
    return {k: _plain(v) for k, v in wanted} if len(dict(wanted)) == len(wanted) else None


def _plain(node: Any) -> Any:
    """The text of a scalar, a mapping of such texts; None for anything else."""
    if isinstance(node.value, str):
        return node.value
    if node.id == "mapping":
        return {k.value: v.value for k, v in node.value if isinstance(k.value, str)}
    return None
