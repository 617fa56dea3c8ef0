"""On a terminal a run shows how far it is; elsewhere it shows nothing of the kind."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")


def test_a_terminal_shows_progress_and_no_names(
    runs: Any, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files done, rate, time left, on standard error; the bar goes at the end."""
    import fcntl
    import pty
    import struct
    import termios

    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    with subprocess.Popen(
        runs.command("redact", notes, "--out", tmp_path / "out"),
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the other end is closed
            while part := os.read(ours, 65536):
                shown += part
        assert process.stdout is not None
        out = process.stdout.read().decode("utf-8")
    os.close(ours)
    assert process.returncode == 3
    bar = shown.decode("utf-8")
    assert "redacting" in bar
    assert "40/40" in bar
    assert "files/s" in bar
    assert "left" in bar
    assert not any(word in bar for word in ("Okafor", "Briggs", "Ferreira"))
    assert "redacting" not in out


def test_a_pipe_shows_no_progress(runs: Any, notes: Path, tmp_path: Path) -> None:
    """Standard error holds what could not be read, and nothing else."""
    done = runs.run("redact", notes, "--out", tmp_path / "out")
    assert done.err == "notes/scan.pdf: not redacted: not understood: a .pdf file\n"
