"""Running the command line within the test process."""

from __future__ import annotations

import io
import json
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
