"""The files of a tagger: what must stand in its folder, read and checked once.

A folder holds `model.onnx`, `vocab.txt` and `tagger.json`; the last one names the tags, how the
text is cut, the thresholds of each sensitivity, and the digests of the other two.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.errors import ModelUnavailableError
from casesafe.nlp.wordpiece import WordPieces

MODEL, VOCABULARY, SETTINGS = "model.onnx", "vocab.txt", "tagger.json"
FILES = (MODEL, VOCABULARY, SETTINGS)
#: The sensitivities of a policy, from the surest to the most cautious.
SENSITIVITIES = ("balanced", "high", "maximum")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `tagger.json` says.

    Args:
        version: Of the model.
        types: Entity types in the order of their tags: O, then B and I of each type.
        window: At most so many pieces are read at a time, the two special ones included.
        overlap: So many pieces of context on each side (`windows.windows`).
        lexicon: Whether the model asks for the words' lexicon classes.
        thresholds: Sensitivity -> a word is ordinary text if P(O) is above; in (0, 1).
        digests: File -> SHA-256, in hex.
    """

    version: str
    types: tuple[str, ...]
    window: int
    overlap: int
    lexicon: bool
    thresholds: Mapping[str, float]
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TaggerFiles:
    """The checked content of a tagger's folder.

    Args:
        folder: Where it was read from.
        settings: What `tagger.json` says.
        vocabulary: The pieces of `vocab.txt`.
        model: The bytes of `model.onnx`.
    """

    folder: Path
    settings: Settings
    vocabulary: WordPieces
    model: bytes


def read(folder: Path) -> TaggerFiles:
    """Read a tagger's folder.

    Raises:
        ModelUnavailableError: naming the file that is missing, unreadable, not what its digest
            says, or not what a tagger needs.
    """
    settings = _settings(folder / SETTINGS, _bytes(folder / SETTINGS))
    model = _checked(folder / MODEL, settings)
    _checked(folder / VOCABULARY, settings)
    return TaggerFiles(folder, settings, _vocabulary(folder / VOCABULARY), model)


def _bytes(path: Path) -> bytes:
    failed = ""
    try:
        return path.read_bytes()
    except OSError as error:
        failed = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
    raise ModelUnavailableError(f"{path} {failed}")


def _checked(path: Path, settings: Settings) -> bytes:
    content = _bytes(path)
    if hashlib.sha256(content).hexdigest() != settings.digests[path.name]:
        raise ModelUnavailableError(f"{path} is damaged: its digest is not that of {SETTINGS}")
    return content


def _vocabulary(path: Path) -> WordPieces:
    problem = ""
    try:
        return WordPieces.from_file(path)
    except UnicodeDecodeError:
        problem = "it is not UTF-8"
    except (OSError, ValueError) as error:
        problem = str(error)
    raise ModelUnavailableError(f"{path} is no vocabulary: {problem}")


def _settings(path: Path, content: bytes) -> Settings:
    try:
        raw = json.loads(content)
    except ValueError:
        raw = None
    if not isinstance(raw, dict):
        raise ModelUnavailableError(f"{path} is damaged: it is not a JSON object")
    problem = _problem(raw)
    if problem:
        raise ModelUnavailableError(f"{path} does not fit: {problem}")
    return Settings(
        version=raw["version"],
        types=tuple(tag[2:] for tag in raw["tags"][1::2]),
        window=raw["window"],
        overlap=raw["overlap"],
        lexicon=raw["lexicon"],
        thresholds={s: float(raw["thresholds"][s]) for s in SENSITIVITIES},
        digests=dict(raw["digests"]),
    )


def _problem(raw: dict[str, Any]) -> str:
    """Return what is wrong with the settings, or nothing."""
    if not isinstance(raw.get("version"), str):
        return "version is not a string"
    if not isinstance(raw.get("lexicon"), bool):
        return "lexicon is neither true nor false"
    return (
        _tags_problem(raw.get("tags"))
        or _window_problem(raw.get("window"), raw.get("overlap"))
        or _thresholds_problem(raw.get("thresholds"))
        or _digests_problem(raw.get("digests"))
    )


def _tags_problem(tags: Any) -> str:
    if not isinstance(tags, list) or len(tags) < 3 or not all(isinstance(t, str) for t in tags):
        return "tags is not a list of tags"
    types = [tag[2:] for tag in tags[1::2]]
    if tags != ["O", *(f"{p}-{t}" for t in types for p in "BI")] or len({*types}) < len(types):
        return "tags is not O, then B and I of each type in turn"
    unknown = [t for t in types if t not in ENTITY_TYPES]
    return f"tags names types that casesafe does not know: {', '.join(unknown)}" if unknown else ""


def _window_problem(window: Any, overlap: Any) -> str:
    # A bool is an int, too.
    if type(window) is not int or type(overlap) is not int or overlap < 0:
        return "window or overlap is not a whole number"
    return "" if window - 2 > 2 * overlap else "window has no room for twice the overlap"


def _thresholds_problem(thresholds: Any) -> str:
    if not isinstance(thresholds, dict) or set(thresholds) != {*SENSITIVITIES}:
        return f"thresholds does not name {', '.join(SENSITIVITIES)}"
    values = [thresholds[s] for s in SENSITIVITIES]
    if not all(type(v) in (int, float) and 0 < v < 1 for v in values):
        return "a threshold is not between 0 and 1"
    return "" if values == sorted(values) else "a threshold falls where the sensitivity rises"


def _digests_problem(digests: Any) -> str:
    if not isinstance(digests, dict) or not {MODEL, VOCABULARY} <= digests.keys():
        return f"digests does not name {MODEL} and {VOCABULARY}"
    return "" if all(isinstance(d, str) for d in digests.values()) else "a digest is not a string"
