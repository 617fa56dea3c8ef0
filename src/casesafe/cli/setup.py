"""What the commands have in common before they run: exit status, settings, engine, patterns.

Nothing here imports Typer, which costs the hook more than an unchanged tree does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe.errors import CasesafeError, SettingsError

if TYPE_CHECKING:
    from casesafe.scan.engine import Engine
    from casesafe.scan.patterns import Patterns
    from casesafe.scan.settings import Settings

#: Exit status: clean, findings, wrong use or policy, something could not be read or scanned.
CLEAN, FOUND, WRONG_USE, INCOMPLETE = 0, 1, 2, 3
DEFAULT_POLICY = "peer-consultation"
#: Without `--workers`, a run over fewer files than this is done in one process, for each process
#: pays for loading the model; and no more processes than this are started, for each takes memory.
FEW_FILES, MOST_WORKERS = 60, 4


class WrongUse(CasesafeError):  # noqa: N818  (an exit, not a fault of the library)
    """The command was used in a way that cannot work; exit status 2."""


class Interrupted(CasesafeError):  # noqa: N818  (an exit, not a fault of the library)
    """The run was cut short from outside: Ctrl-C, or a reader that closed standard output."""


@contextmanager
def cuts_told() -> Iterator[None]:
    """Turn what cuts a run short from outside into an `Interrupted`, standard output flushed."""
    reason = ""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
        return
    except KeyboardInterrupt:
        reason = "interrupted; run the same command again to go on"
    except BrokenPipeError:
        # The reader is gone; keep the interpreter from failing again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = "standard output was closed before everything was written"
    raise Interrupted(reason)


def check_format(name: str, known: Sequence[str] = ("text", "json", "jsonl", "sarif")) -> None:
    """Check an output format.

    Raises:
        WrongUse: unless it is one of those known.
    """
    if name not in known:
        raise WrongUse(f"--format is {', '.join(known[:-1])} or {known[-1]}")


def check_encoding(name: str | None) -> None:
    """Check that Python knows the encoding.

    Raises:
        WrongUse: if it does not.
    """
    import codecs

    known = True
    try:
        codecs.lookup(name or "utf-8").name.encode()
        "x".encode(name or "utf-8").decode(name or "utf-8")
    except (LookupError, TypeError, ValueError):
        known = False
    if not known:
        raise WrongUse("--encoding names no encoding of texts that is known here")


def read_settings(paths: Sequence[Path] = ()) -> Settings:
    """Return the settings that hold for these paths; without paths, for the current folder.

    Raises:
        SettingsError: if the file that is found cannot be used.
    """
    from casesafe.scan.settings import common_start, find_settings, load_settings

    return load_settings(find_settings(common_start(paths)))


def make_engine(
    settings: Settings,
    policy: str | None,
    roster: Path | None,
    model: Path | None,
    no_model: bool,
    reference_date: datetime | None,
) -> Engine:
    """Return what loads the guard that options and settings describe; an option goes first.

    Raises:
        WrongUse: on `--model` beside `--no-model`.
        SettingsError: if the settings name a policy that is none.
    """
    from casesafe.scan.engine import Engine
    from casesafe.scan.fingerprint import SHIPPED

    if model is not None and no_model:
        raise WrongUse("--model and --no-model exclude each other")
    if policy is None and isinstance(settings.policy, str) and not _is_built_in(settings.policy):
        raise SettingsError(
            "there is no policy of that name; `casesafe rules list` shows which there are, and the "
            "path of a file ends in .yaml",
            path=settings.path,
            key="policy",
        )
    chosen: str | Path | None = model
    if model is None and (no_model or settings.no_model):
        chosen = None
    elif model is None:
        chosen = settings.model or SHIPPED
    day = reference_date.date() if reference_date else settings.reference_date
    return Engine(
        policy or settings.policy or DEFAULT_POLICY,
        roster or settings.roster,
        chosen,
        day or date.today(),
    )


def _is_built_in(policy: str) -> bool:
    """Whether a built-in policy has this name; told without loading any."""
    spec = find_spec("casesafe.rules")
    if spec is None or spec.origin is None:  # a checkout that is not installed
        return True
    return (Path(spec.origin).parent / f"{policy}.yaml").is_file()


def make_patterns(
    settings: Settings,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    no_hidden: bool = False,
) -> Patterns:
    """Return the patterns of the command line and of the settings.

    Raises:
        WrongUse: if one is no pattern.
    """
    from casesafe.scan.patterns import Patterns, pattern_problem

    for option, patterns in (("--include", include), ("--exclude", exclude)):
        for pattern in patterns or ():
            problem = pattern_problem(pattern)
            if problem:
                raise WrongUse(f"{option}: {problem}")
    return Patterns(
        tuple(include or ()),
        tuple(exclude or ()),
        settings.include,
        settings.exclude,
        settings.folder,
        settings.hidden and not no_hidden,
    )


def worker_count(asked: int | None, settings: Settings, files: int) -> int:
    """Return how many processes a run over so many files gets."""
    chosen = asked or settings.workers
    if chosen is not None:
        return max(1, min(chosen, files))
    return 1 if files < FEW_FILES else min(MOST_WORKERS, os.cpu_count() or 1)
