"""`casesafe doctor`'s checks, one after another: what is installed, whether it is whole, what to do.

Nothing here opens a network connection, reads a note, or changes a file unless it is asked to. A check that fails itself
becomes a problem with the class of its error, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from casesafe.errors import CasesafeError
from casesafe.scan import (
    checkup_hooks,
    checkup_install,
    checkup_keys,
    checkup_leftovers,
    checkup_settings,
)
from casesafe.scan.baseline import BASELINE_NAME
from casesafe.scan.check import Check, State
from casesafe.scan.settings import Settings, find_settings, load_settings

__all__ = ["Check", "State", "all_well", "checkup"]


def checkup(
    folder: Path, encoding: str | None = "utf-8", *, forget: bool = False
) -> Iterator[Check]:
    """Yield every check, in the order of its groups, each as soon as it is made.

    Args:
        folder: The folder that the settings, the repository and leftovers are looked for in.
        encoding: Of standard output.
        forget: Empty the cache first.
    """
    settings = _settings(folder)
    table: tuple[tuple[str, str, Callable[[], Iterable[Check]]], ...] = (
        ("installed", "versions", checkup_install.versions),
        ("installed", "extras", checkup_install.extras),
        ("rules", "policies", checkup_install.policies),
        ("rules", "without the model", checkup_install.rules_alone),
        ("settings", "settings", partial(checkup_settings.settings_file, folder)),
        ("settings", "policy", partial(checkup_settings.policy, settings)),
        ("settings", "roster", partial(checkup_settings.roster, settings)),
        ("model", "files", partial(_model_files, settings)),
        ("model", "model and rules", partial(_model_reads, settings)),
        *([("keys", "forget", checkup_keys.forget)] if forget else []),
        ("keys", "cache", checkup_keys.cache),
        ("keys", "baseline keys", checkup_keys.baseline_keys),
        ("keys", "baseline", partial(_baseline, folder, settings)),
        ("repository", "git", checkup_hooks.git_version),
        ("repository", "hooks", partial(_hooks, folder)),
        ("leftovers", "pre-commit patches", checkup_leftovers.pre_commit_patches),
        ("leftovers", "prek patches", checkup_leftovers.prek_patches),
        ("leftovers", "temporary files", partial(checkup_leftovers.temporary_files, folder)),
        ("terminal", "standard output", partial(checkup_install.terminal, encoding)),
    )
    for group, name, check in table:
        yield from _guarded(group, name, check)


def all_well(checks: Iterable[Check]) -> bool:
    """Return whether there is nothing to do: no warning and no problem."""
    return all(c.state.is_well for c in checks)


def _guarded(group: str, name: str, check: Callable[[], Iterable[Check]]) -> tuple[Check, ...]:
    """Return what a check says, or the problem that it failed with.

    An error of casesafe holds no note text and is shown whole; of any other only the class is.
    """
    try:
        return tuple(check())
    except CasesafeError as error:
        message = str(error)
    except Exception as error:
        message = f"could not be checked ({type(error).__name__})"
    return (Check(group, name, State.PROBLEM, message),)


def _settings(folder: Path) -> Settings:
    """Return the settings of a folder; the defaults if they are not valid, which is told apart."""
    try:
        return load_settings(find_settings(folder))
    except CasesafeError:
        return Settings()


def _model_files(settings: Settings) -> Iterator[Check]:
    yield from checkup_install.model_files(checkup_settings.model(settings)[0])


def _model_reads(settings: Settings) -> Iterator[Check]:
    yield from checkup_install.model_reads(*checkup_settings.model(settings))


def _baseline(folder: Path, settings: Settings) -> Iterator[Check]:
    root = checkup_hooks.repository(folder) or folder
    yield from checkup_keys.baseline(settings.baseline or root / BASELINE_NAME)


def _hooks(folder: Path) -> Iterator[Check]:
    top = checkup_hooks.repository(folder)
    if top is None:
        yield Check("repository", "hooks", State.INFO, f"{folder} lies in no git repository")
    else:
        yield from checkup_hooks.hooks(top)
