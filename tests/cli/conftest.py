"""Running the command line within the test process."""

from __future__ import annotations

import ctypes
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casesafe.cli.main import main


@dataclass(frozen=True)
class Run:
    """What a command gave: status, standard output and standard error."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode("utf-8")

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Casesafe = Callable[..., Run]


@pytest.fixture
def casesafe_cli(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Casesafe:
    """Return a function that runs `casesafe ARGS...` and gives its status and output."""

    def run(*args: str | Path, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "argv", ["casesafe", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        status = 0
        try:
            main()
        except SystemExit as done:
            status = int(done.code or 0)
        captured = capsysbinary.readouterr()
        return Run(status, captured.out, captured.err.decode("utf-8"))

    return run


#: Linux: drop a capability for good, and the two that let root read what it has no right to.
_PR_CAPBSET_DROP, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2


def _drop_rights() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            os._exit(77)


@pytest.fixture
def casesafe_as_user() -> Casesafe:
    """Return a function that runs `casesafe ARGS...` in a process bound by the rights of files."""
    if sys.platform != "linux":
        pytest.skip("needs Linux to take the rights of root away")

    def run(*args: str | Path) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "casesafe", *map(str, args)],
            capture_output=True,
            check=False,
            preexec_fn=_drop_rights if os.geteuid() == 0 else None,
        )
        if done.returncode == 77:
            pytest.skip("the rights of root cannot be taken away here")
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    return run
