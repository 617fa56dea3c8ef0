"""Reading a settings file: TOML, checked by pydantic, with errors that name a place and no value."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from casesafe.errors import SettingsError
from casesafe.scan.patterns import pattern_problem
from casesafe.scan.settings import PYPROJECT, Settings, table_of

#: The keys whose values are paths, and `policy` if it is no name.
_PATHS = ("roster", "model", "baseline")
#: Key -> what is expected; a pattern stands under its list.
_EXPECTED: Mapping[str, str] = {
    "policy": "the name of a built-in policy or the path of a policy's file, in quotes",
    "roster": "a path, in quotes",
    "model": "a path, in quotes",
    "no_model": "true or false",
    "encoding": "the name of an encoding, in quotes",
    "reference_date": "a date without quotes, such as 2026-01-31",
    "include": 'a list of patterns, each in quotes, such as ["notes/", "*.md"]',
    "exclude": 'a list of patterns, each in quotes, such as ["drafts/", "*.pdf"]',
    "hidden": "true or false",
    "workers": "a whole number, at least 1",
    "max_bytes": "a whole number, at least 1",
    "fail_on_flags": "true or false",
    "baseline": "a path, in quotes",
}
_TABLE = "[tool.casesafe]"
# Where tomllib says a fault is; its message may quote the file, so no more of it is used.
_PLACE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)\Z")
# A key that an error may show; a quoted one may hold anything.
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")


def _pattern(pattern: str) -> str:
    problem = pattern_problem(pattern)
    if problem is not None:
        raise PydanticCustomError("casesafe", problem)
    return pattern


def _encoding(name: str) -> str:
    known = False
    with suppress(LookupError, ValueError):
        known = bool("x".encode(name))  # an empty text would pass with codecs of bytes, too
    if not known:
        raise PydanticCustomError("casesafe", "no encoding of texts that is known here")
    return name


def _not_empty(text: str) -> str:
    if not text.strip() or "\0" in text:
        raise PydanticCustomError("casesafe", "it is empty")
    return text


Text = Annotated[str, AfterValidator(_not_empty)]
Listed = Annotated[list[Annotated[str, AfterValidator(_pattern)]], Field(default_factory=list)]


class SettingsFile(BaseModel):
    """The keys of a settings file as they are written; `Settings` says what they mean."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    policy: Text | None = None
    roster: Text | None = None
    model: Text | None = None
    no_model: bool = False
    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
    reference_date: date | None = None
    include: Listed
    exclude: Listed
    hidden: bool = True
    workers: Annotated[int, Field(ge=1)] | None = None
    max_bytes: Annotated[int, Field(ge=1)] | None = None
    fail_on_flags: bool = False
    baseline: Text | None = None


def read_settings(path: Path) -> Settings:
    """Return the settings of a file; see `load_settings`.

    Raises:
        SettingsError: as `load_settings`.
    """
    text = _text(path)
    shared = path.name == PYPROJECT
    keys = table_of(_parsed(text, path), shared=shared)
    if keys is None:
        raise SettingsError(f"it has no table {_TABLE}", path=path)
    if not isinstance(keys, dict):
        raise SettingsError(f"expected a table {_TABLE}", path=path)
    checked, problem = _checked(keys)
    if checked is None:
        key, index, message = problem
        line = _line_of(key, text, shared=shared)
        shown = key if _PLAIN.fullmatch(key) else "a key"
        where = shown if index is None else f"{shown}[{index}]"
        raise SettingsError(message, path=path, line=line, key=where)
    return _resolved(checked, path)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problem = f"cannot be read: {error.strerror or type(error).__name__}"
    except UnicodeDecodeError:
        problem = "the file is not UTF-8"
    raise SettingsError(problem, path=path)


def _parsed(text: str, path: Path) -> dict[str, Any]:
    """The whole file as plain data."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = str(error)
    message, line = "not well-formed TOML", None
    place = _PLACE.search(said)
    if place is not None:
        line = int(place[1])
        message += f" at column {place[2]}"
    elif said.endswith("(at end of document)"):
        line = text.rstrip("\n").count("\n") + 1
        message += ": the file ends in the middle of a value"
    raise SettingsError(message, path=path, line=line)


Problem = tuple[str, int | None, str]


def _checked(keys: dict[str, Any]) -> tuple[SettingsFile | None, Problem]:
    """The settings, or the first problem in the file's order: key, index in its list, message."""
    try:
        checked = SettingsFile.model_validate(keys)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        order = list(keys)
        first = min(found, key=lambda e: order.index(str(e["loc"][0])))
        return None, _told(str(first["type"]), first["loc"], str(first["msg"]))
    if checked.model is not None and checked.no_model:
        return None, ("no_model", None, "model and no_model exclude each other")
    return checked, ("", None, "")


def _told(kind: str, location: tuple[int | str, ...], said: str) -> Problem:
    """What is said of one of pydantic's errors; `said` only if it is our own."""
    key = str(location[0])
    index = next((part for part in location[1:] if isinstance(part, int)), None)
    if kind == "casesafe":
        return key, index, said
    if kind == "extra_forbidden":
        return key, None, "unknown key; known here: " + ", ".join(_EXPECTED)
    expected = "a pattern, in quotes" if index is not None else _EXPECTED[key]
    return key, index, f"expected {expected}"


def _resolved(checked: SettingsFile, path: Path) -> Settings:
    """The settings with paths instead of what was written; `~` is the user's folder."""
    values = dict(checked)
    for key in ("policy", *_PATHS):
        written = values[key]
        if written is not None and (key != "policy" or _is_path(written)):
            values[key] = path.parent / os.path.expanduser(written)
    for key in ("include", "exclude"):
        values[key] = tuple(values[key])
    return Settings(path=path, **values)


def _is_path(policy: str) -> bool:
    """Whether a policy is named by its file: it has a folder or the suffix of YAML."""
    return PurePath(policy).suffix in (".yaml", ".yml") or PurePath(policy).name != policy


def _line_of(key: str, text: str, *, shared: bool) -> int | None:
    """The line that sets a key, from 1; None where it is written in a way of its own.

    A line sets it if the text before it, and the line's key with another value, are TOML that
    holds it; so a line inside a longer text, or of another table, is not taken for it.
    """
    lines = [line + "\n" for line in text.split("\n")]
    for i, line in enumerate(lines):
        if key not in line:
            continue
        head = line if line.lstrip().startswith("[") else line.split("=")[0].rstrip() + " = 0\n"
        try:
            keys = table_of(tomllib.loads("".join(lines[:i]) + head), shared=shared)
        except (ValueError, RecursionError):
            continue
        if isinstance(keys, dict) and key in keys:
            return i + 1
    return None
