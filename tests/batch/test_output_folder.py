"""Where a redacted tree may go, and what happens when it cannot be written."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def _inside(notes: Path) -> Path:
    return notes / "out"


def _same(notes: Path) -> Path:
    return notes


def _dotted(notes: Path) -> Path:
    return notes / "series" / ".." / ".." / "notes"


def _through_a_link(notes: Path) -> Path:
    (notes.parent / "link").symlink_to(notes)
    return notes.parent / "link"


def _below_a_link(notes: Path) -> Path:
    (notes.parent / "link").symlink_to(notes / "series")
    return notes.parent / "link" / "new" / "out"


def _parent(notes: Path) -> Path:
    return notes.parent


@posix
@pytest.mark.parametrize(
    "where", [_inside, _same, _dotted, _through_a_link, _below_a_link], ids=lambda f: f.__name__
)
def test_an_output_folder_in_the_input_is_refused(
    runs: Any, notes: Path, where: Callable[[Path], Path]
) -> None:
    """By any way there: status 2, one line, and nothing is made."""
    out = where(notes)
    before = runs.tree(notes.parent)
    done = runs.run("redact", notes, "--out", out)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("casesafe: the output folder ")
    assert done.err.count("\n") == 1
    assert runs.tree(notes.parent) == before


@posix
def test_an_output_that_would_replace_an_original_is_refused(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """A note named by itself, its own folder as output; or a linked input, its target."""
    before = runs.tree(notes)
    done = runs.run("redact", notes / "Okafor_Intake.txt", "--out", notes)
    assert (done.status, done.out) == (2, "")
    assert "would replace the original" in done.err
    (tmp_path / "link").symlink_to(notes)
    linked = runs.run("redact", tmp_path / "link", "--out", notes)
    assert linked.status in (2, 3)
    assert runs.tree(notes) == before


@posix
def test_a_second_run_on_one_output_folder_is_refused(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """While the first one writes: status 3 and the reason; the first one is not disturbed."""
    out = tmp_path / "out"
    first = runs.start("redact", notes, "--out", out)
    runs.wait_for_files(out, 3, first)
    os.killpg(first.pid, signal.SIGSTOP)
    try:
        files = runs.whole(out)
        assert len(files) < 39
        second = runs.run("redact", notes, "--out", out)
        assert second.status == 3
        assert second.err.startswith("casesafe: another run of casesafe is writing to ")
        assert second.out == ""
        assert runs.whole(out) == files
    finally:
        os.killpg(first.pid, signal.SIGCONT)
    first.communicate()
    assert first.returncode == 3
    assert len(runs.whole(out)) == 39
    assert runs.run("redact", notes, "--out", out).unchanged == 39


def test_an_output_folder_that_cannot_be_written_is_an_error(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """It belongs to another: status 3, a line that names it, nothing written."""
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o500)
    try:
        done = runs.run_as_user("redact", notes, "--out", out)
    finally:
        out.chmod(0o700)
    assert (done.status, done.out) == (3, "")
    assert done.err == f"casesafe: {out}: cannot be written: Permission denied\n"
    assert runs.tree(out) == {}


def test_a_folder_in_the_output_that_cannot_be_written_fails_its_files(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """Each with its reason; the rest is written; once it may be written, the next run does so."""
    out = tmp_path / "out"
    closed = out / "series"
    closed.mkdir(parents=True)
    closed.chmod(0o500)
    try:
        done = runs.run_as_user("redact", notes, "--out", out)
    finally:
        closed.chmod(0o700)
    assert done.status == 3
    assert "40 files discovered = 6 redacted + 0 skipped + 34 failed" in done.out
    failed = [line for line in done.err.split("\n") if "Permission denied" in line]
    assert len(failed) == 33
    assert all(
        "series/part" in line and "not redacted: cannot be written" in line for line in failed
    )
    assert list(closed.iterdir()) == []
    assert len(runs.whole(out)) == 6
    again = runs.run("redact", notes, "--out", out)
    assert len(runs.whole(out)) == 39
    assert again.unchanged == 6


def test_what_finds_no_room_is_not_half_written(runs: Any, notes: Path, tmp_path: Path) -> None:
    """A real limit: bigger notes fail with the reason, older outputs of theirs stand."""
    if sys.platform != "linux":
        pytest.skip("limits of Linux")
    import resource

    big = notes / "big.txt"
    big.write_text("Client: Imani Sutter\n", encoding="utf-8")
    out = tmp_path / "out"
    runs.run("redact", notes, "--out", out)
    expected = runs.tree(out)
    big.write_text("Client: Imani Sutter\n" + "Sleep is fair.\n" * 20_000, encoding="utf-8")
    limit = (200_000, resource.RLIM_INFINITY)
    done = runs.run(
        "redact", notes, "--out", out,
        prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )  # fmt: skip
    assert done.status == 3
    assert "notes/big.txt: not redacted: cannot be written: File too large" in done.err
    assert "41 files discovered = 39 redacted + 0 skipped + 2 failed" in done.out
    assert runs.tree(out) == expected
    assert runs.run("redact", notes, "--out", out).status == 3
    assert (out / "big.txt").stat().st_size > 250_000
