"""The entry point `casesafe`: exit status, and the only catch-all."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from casesafe.cli.hook_run import plain_request, run_hook
from casesafe.cli.setup import CLEAN, INCOMPLETE, WRONG_USE, WrongUse, cuts_told
from casesafe.errors import (
    BaselineError,
    CasesafeError,
    KeyUnavailableError,
    PolicyError,
    RosterError,
    SettingsError,
)

#: What the user has to mend before anything is read; exit status 2.
_WRONG_USE = (
    WrongUse, PolicyError, RosterError, SettingsError, BaselineError, KeyUnavailableError,
)  # fmt: skip


def entry() -> NoReturn:
    """Run the command line as a process of its own, and end the process.

    It ends at once: to take down spaCy and all it loaded object by object takes as long as a note.
    """
    # Imports make a million objects that stay; looking for cycles among them is in vain.
    gc.set_threshold(50_000, 20, 20)
    status = 1
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def main() -> None:
    """Run the command line; every expected error ends in one line on standard error."""
    status = CLEAN
    message = ""
    try:
        status = _run()
    except _WRONG_USE as error:
        message, status = str(error), WRONG_USE
    except CasesafeError as error:
        message, status = str(error), INCOMPLETE
    except Exception as error:  # the text of an unexpected error may hold note text
        message, status = f"unexpected {type(error).__name__}", INCOMPLETE
    if message:
        print(f"casesafe: {message}", file=sys.stderr)
    sys.exit(status)


def _run() -> int:
    # Typer costs more than a hook on unchanged files does otherwise.
    request = plain_request(sys.argv[1:])
    with cuts_told():
        if request is not None:
            return run_hook(request)
        from casesafe.cli.app import app

        app()
    return CLEAN


if __name__ == "__main__":
    entry()
