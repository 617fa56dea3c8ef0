"""The settings of a folder: found upward, read, checked; without a file they cost nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

SETTINGS_NAME = "casesafe.toml"
PYPROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says; None or the default where it says nothing. Its repr hides paths.

    Args:
        policy: The name of a built-in policy, or the path of a policy's file.
        roster: The roster's file.
        model: The folder of another pipeline.
        no_model: Whether the rules run alone.
        encoding: The encoding of files that are neither UTF-8 nor UTF-16.
        reference_date: The day that ages are told from.
        include: Patterns of the files that are read; none: all.
        exclude: Patterns of what is not read.
        hidden: Whether hidden files are read.
        workers: Number of processes, from 1.
        max_bytes: The most bytes of a file that is read, from 1.
        fail_on_flags: Whether flagged findings count for exit status 1.
        baseline: The baseline's file.
        path: The settings file; None for the defaults.
    """

    policy: str | Path | None = field(default=None, repr=False)
    roster: Path | None = field(default=None, repr=False)
    model: Path | None = field(default=None, repr=False)
    no_model: bool = False
    encoding: str | None = None
    reference_date: date | None = None
    include: tuple[str, ...] = field(default=(), repr=False)
    exclude: tuple[str, ...] = field(default=(), repr=False)
    hidden: bool = True
    workers: int | None = None
    max_bytes: int | None = None
    fail_on_flags: bool = False
    baseline: Path | None = field(default=None, repr=False)
    path: Path | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path | None:
        """The folder that the patterns are counted from; None for the defaults."""
        return None if self.path is None else self.path.parent


def find_settings(start: Path) -> Path | None:
    """Return the settings file of a folder, or None.

    It is looked for upward, up to the folder that holds `.git`, or else to the root. In one folder
    `casesafe.toml` goes before `pyproject.toml`, which counts only with a table `[tool.casesafe]`
    (or if that cannot be told: then `load_settings` says why).
    """
    folder = Path(os.path.realpath(start))
    for here in (folder, *folder.parents):
        own, shared = here / SETTINGS_NAME, here / PYPROJECT
        # A link that leads nowhere counts, so that the settings are not lost in silence.
        if os.path.lexists(own) and not os.path.isdir(own):
            return own
        if os.path.lexists(shared) and not os.path.isdir(shared) and _speaks_of_casesafe(shared):
            return shared
        if os.path.lexists(here / ".git"):
            return None
    return None


def _speaks_of_casesafe(pyproject: Path) -> bool:
    try:
        data = pyproject.read_bytes()
    except OSError:
        return True
    if b"casesafe" not in data:  # spares most projects the parser
        return False
    import tomllib

    try:
        return table_of(tomllib.loads(data.decode("utf-8-sig")), shared=True) is not None
    except (ValueError, RecursionError):
        return True


def table_of(data: dict[str, Any], *, shared: bool) -> Any:
    """Return what holds the keys: all the data, or `[tool.casesafe]` of a shared file, or None."""
    if not shared:
        return data
    tool = data.get("tool")
    return tool.get("casesafe") if isinstance(tool, dict) else None


def load_settings(path: Path | None) -> Settings:
    """Return the settings of a file, its relative paths resolved against its folder.

    Args:
        path: A `pyproject.toml` with a table `[tool.casesafe]`, or a file of any other name with
            the keys at its top; None: the defaults.

    Raises:
        SettingsError: if the file cannot be read, is not TOML, or a key or its value is not what
            it should be. Names file, key and, where it can be told, line; never a value.
    """
    if path is None:
        return Settings()
    from casesafe.scan.settings_file import read_settings

    return read_settings(Path(os.path.abspath(path)))


def common_start(paths: Sequence[Path]) -> Path:
    """Return the deepest folder that holds all the paths, where the upward search begins.

    A file, or what does not exist, counts by the folder that it lies in. Without paths, or where
    they lie on different drives, it is the current folder.
    """
    folders = [os.path.realpath(p if os.path.isdir(p) else p.parent) for p in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # no paths, or different drives
        return Path.cwd()
