"""A run that is killed at any moment and started again ends as an undisturbed one."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_is_killed_is_taken_up(
    runs: Any, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """Four times, at random moments: nothing lost, nothing half written, nothing left over."""
    options = ("--workers", str(workers))
    undisturbed = runs.run("redact", notes, "--out", tmp_path / "undisturbed")
    expected = runs.tree(tmp_path / "undisturbed")
    originals = runs.tree(notes)
    assert undisturbed.status == 3  # for the PDF
    assert len([name for name in expected if not name.endswith("/")]) == 39
    assert {"[PERSON]_Intake.txt", "[PERSON]_Intake_2.txt"} <= set(expected)
    assert {"[PERSON]/plan.md", "[PERSON]_2/plan.md"} <= set(expected)

    monkeypatch.setenv("CASESAFE_CACHE_DIR", str(tmp_path / "cache"))
    out = tmp_path / "out"
    chance = random.Random(workers)
    written = 0
    for number in sorted(chance.sample(range(36), 4)):
        process = runs.start("redact", notes, "--out", out, *options)
        runs.wait_for_files(out, max(written, number), process)
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        process.communicate()
        assert process.returncode in (-signal.SIGKILL, 3)
        assert runs.is_gone(process.pid)  # its workers notice by themselves
        whole = runs.whole(out)
        assert whole.items() <= expected.items()
        written = len(whole)
    finished = runs.run("redact", notes, "--out", out, *options)
    assert runs.tree(out) == expected
    assert runs.tree(notes) == originals
    assert finished.status == 3
    assert finished.report == undisturbed.report.replace("undisturbed", "out")
    assert finished.unchanged >= written


def test_a_second_run_over_an_unchanged_tree_writes_nothing(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """The same report; no file is touched; what could not be read is tried again."""
    out = tmp_path / "out"
    first = runs.run("redact", notes, "--out", out)
    before = _stamps(out)
    second = runs.run("redact", notes, "--out", out, "--workers", "2")
    assert _stamps(out) == before
    assert second.report == first.report
    assert (first.unchanged, second.unchanged) == (0, 39)
    assert (first.status, second.status) == (3, 3)


def test_only_what_has_changed_is_done_again(runs: Any, notes: Path, tmp_path: Path) -> None:
    """An edited note, an output that was edited, one that was deleted; nothing else."""
    out = tmp_path / "out"
    runs.run("redact", notes, "--out", out)
    expected, before = runs.tree(out), _stamps(out)
    series = "series/part 0/week"
    (notes / f"{series} 01.txt").write_text("Client: Imani Sutter\n", encoding="utf-8")
    (out / f"{series} 02.txt").write_text("Rosalind Ferreira", encoding="utf-8")
    (out / f"{series} 03.txt").unlink()
    again = runs.run("redact", notes, "--out", out)
    changed = [f"{series} 0{n}.txt" for n in (1, 2, 3)]
    expected[changed[0]] = b"Client: [CLIENT]\n"
    assert runs.tree(out) == expected
    assert again.unchanged == 36
    after = _stamps(out)
    assert sorted(name for name in before if before[name] != after[name]) == changed


def test_a_note_that_is_new_takes_no_other_notes_name(
    runs: Any, notes: Path, tmp_path: Path
) -> None:
    """Colliding names are given anew in order; each output is that of its own note."""
    out = tmp_path / "out"
    runs.run("redact", notes, "--out", out)
    (notes / "Abara_Intake.txt").write_text("Seen by Dr. Abara. Marker.\n", encoding="utf-8")
    runs.run("redact", notes, "--out", out)
    intakes = [
        (out / f"[PERSON]_Intake{suffix}.txt").read_text(encoding="utf-8")
        for suffix in ("", "_2", "_3")
    ]
    assert ["Marker" in intakes[0], "Call" in intakes[1], "DOB" in intakes[2]] == [True] * 3


def test_whatever_decides_the_result_does_all_again(runs: Any, tmp_path: Path) -> None:
    """Another policy, roster, reference year or encoding: no old result stands for it."""
    policy, roster = tmp_path / "own.yaml", tmp_path / "roster.yaml"
    policy.write_text("name: own\nextends: peer-consultation\n", encoding="utf-8")
    roster.write_text("- {type: PERSON, value: Imani Sutter}\n", encoding="utf-8")
    folder, out = tmp_path / "notes", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("Plan: the waltz.\n", encoding="utf-8")
    plain = ["redact", folder, "--out", out, "--policy", policy, "--roster", roster]

    def redacted(*options: str) -> tuple[int, str]:
        done = runs.run(*plain, *options)
        assert done.status == 0, done.err
        return done.unchanged, (out / "a.txt").read_text(encoding="utf-8")

    assert redacted() == (0, "Plan: the waltz.\n")
    assert redacted("--reference-date", "2026-11-30")[0] == 1  # the year counts, not the day
    assert redacted("--policy", "hipaa-safe-harbor")[0] == 0
    assert redacted("--reference-date", "2025-06-01")[0] == 0
    assert redacted("--encoding", "cp1252")[0] == 0
    roster.write_text("- {type: OTHER_ID, value: the waltz}\n", encoding="utf-8")
    assert redacted() == (0, "Plan: [OTHER_ID].\n")
    with policy.open("a", encoding="utf-8") as more:
        more.write("rules:\n  OTHER_ID: flag\n")
    assert redacted() == (0, "Plan: the waltz.\n")
    assert redacted()[0] == 1


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file lies where, and when it was written."""
    return {
        p.relative_to(folder).as_posix(): (p.stat().st_ino, p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.is_file()
    }
