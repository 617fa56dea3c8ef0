"""Ctrl-C ends a run at once, says how to go on, and leaves nothing half done."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of more notes than are redacted before Ctrl-C comes."""
    folder = tmp_path / "notes"
    folder.mkdir()
    text = "Client: Rosalind Ferreira\n" + "She slept well, and called twice. " * 200
    for i in range(120):
        (folder / f"week {i:03}.txt").write_text(f"Week {i}.\n{text}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_redaction_can_be_taken_up(
    runs: Any, many: Path, tmp_path: Path, workers: int
) -> None:
    """One line, status 3, no process, no half file; the same command again ends the work."""
    out = tmp_path / "out"
    command = ("redact", many, "--out", out, "--workers", str(workers))
    process = runs.start(*command)
    runs.wait_for_files(out, 5, process)
    _interrupt(process)
    said, errors = process.communicate()
    assert process.returncode == 3
    assert said == ""
    line = re.fullmatch(
        r"casesafe: interrupted after (\d+) of 120 files; run the same command again to go on\n",
        errors,
    )
    assert line is not None, errors
    assert runs.is_gone(process.pid)
    assert runs.tree(out) == runs.whole(out)
    done = len(runs.whole(out))
    assert done - 1 <= int(line[1]) <= done < 120  # one may be written and not yet counted
    finished = runs.run(*command)
    assert (finished.status, finished.err) == (0, "")
    assert finished.unchanged >= done
    tails = {data.partition(b"\n")[2] for data in runs.tree(out).values()}
    assert len(tails) == 1
    assert tails.pop().startswith(b"Client: [CLIENT]\nShe slept well")
    assert len(runs.tree(out)) == 120


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_scan_gives_no_report(
    runs: Any, many: Path, tmp_path: Path, workers: int
) -> None:
    """A part of a scan must not pass for a scan: no report is written; the next run is whole."""
    report = tmp_path / "report.json"
    command = ("scan", many, "--workers", str(workers), "--format", "json", "--output", report)
    process = runs.start(*command)
    while process.poll() is None and _remembered() < 5:
        time.sleep(0.003)
    _interrupt(process)
    said, errors = process.communicate()
    assert (process.returncode, said) == (3, "")
    assert re.fullmatch(r"casesafe: interrupted after \d+ of 120 files; .* to go on\n", errors)
    assert not report.exists()
    assert runs.is_gone(process.pid)
    assert runs.run(*command).status == 1
    assert report.exists()


def test_ctrl_c_again_and_again_changes_nothing(runs: Any, many: Path, tmp_path: Path) -> None:
    """Impatience leaves no process, no traceback and no half file either."""
    out = tmp_path / "out"
    process = runs.start("redact", many, "--out", out, "--workers", "2")
    runs.wait_for_files(out, 5, process)
    for _ in range(200):
        if process.poll() is not None:
            break
        _interrupt(process)
    _, errors = process.communicate()
    assert "Traceback" not in errors
    assert process.returncode != 0
    assert runs.is_gone(process.pid)


def _remembered() -> int:
    """How many files the cache knows."""
    database = Path(os.environ["CASESAFE_CACHE_DIR"]) / "manifest.sqlite3"
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as opened, suppress(sqlite3.Error):
        return int(opened.execute("SELECT count(*) FROM records").fetchone()[0])
    return 0


def _interrupt(process: subprocess.Popen[str]) -> None:
    """Press Ctrl-C: every process of the group gets the signal."""
    try:
        os.killpg(process.pid, signal.SIGINT)
    except ProcessLookupError:
        assert process.wait() is not None
