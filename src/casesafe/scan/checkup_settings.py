"""The settings that hold for a folder, and the policy and the roster that they name."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe.errors import PolicyError
from casesafe.scan.check import Check, State
from casesafe.scan.settings import Settings, find_settings, load_settings

if TYPE_CHECKING:
    from casesafe.policy import Policy

_GROUP = "settings"


def settings_file(folder: Path) -> Iterator[Check]:
    """Yield a check: the settings of a folder are valid, or there are none.

    Raises:
        SettingsError: naming file, line and key of what is wrong.
    """
    path = find_settings(folder)
    if path is None:
        yield Check(_GROUP, "settings", State.INFO, f"none for {folder}; the defaults hold")
        return
    alone = ", the rules alone (no_model)" if load_settings(path).no_model else ""
    yield Check(_GROUP, "settings", State.OK, f"{path}, valid{alone}")


def policy_named(settings: Settings) -> Policy:
    """Return the policy that the settings name, or the default one.

    Raises:
        PolicyError: if it cannot be used.
    """
    from casesafe.guard import DEFAULT_POLICY
    from casesafe.policy import load_policy

    return load_policy(settings.policy or DEFAULT_POLICY)


def policy(settings: Settings) -> Iterator[Check]:
    """Yield a check: the policy in use loads, and its digest.

    Raises:
        PolicyError: naming file, line and key of what is wrong.
    """
    loaded = policy_named(settings)
    by = "" if settings.policy else ", the default"
    yield Check(_GROUP, "policy", State.OK, f"{loaded.name}{by}, digest {loaded.digest[:16]}")


def roster(settings: Settings) -> Iterator[Check]:
    """Yield checks: the roster loads, and others cannot read it.

    Raises:
        RosterError: naming file and line of what is wrong.
    """
    from casesafe.values.roster import Roster

    path = settings.roster
    if path is None:
        yield Check(_GROUP, "roster", State.INFO, "none")
        return
    count = len(Roster.load(path).entries)
    yield Check(
        _GROUP, "roster", State.OK, f"{path}, {count} {'entry' if count == 1 else 'entries'}"
    )
    if os.name == "posix" and path.stat().st_mode & 0o077:
        yield Check(
            _GROUP,
            "roster file",
            State.WARNING,
            "other users of this machine can read or change it, and it names clients",
            "Close it.",
            f"chmod 600 {shlex.quote(str(path))}",
        )


def model(settings: Settings) -> tuple[Path | None, dict[str, str]]:
    """Return the folder of the model in use, None for the shipped one, and the table of its labels.

    A policy that cannot be used names no model here; `policy` says what is wrong with it.
    """
    named = None
    with suppress(PolicyError):
        named = policy_named(settings).model
    if named is None:
        return settings.model, {}
    return settings.model or (Path(named.path) if named.path else None), dict(named.labels)
