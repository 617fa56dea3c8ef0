"""A folder of notes: two workers beside one, the memory of a worker, and runs that are killed.

usage: python benchmarks/batch.py [--files N] [--rounds N] [--memory [N]] [--kills [N]] [--no-model]

Whole processes of `casesafe redact`, each with an empty cache and an empty output folder; the notes
are fictional, of about 300 words, made of paragraphs of the annotated corpora by a fixed seed.
`--files` (the default) runs one worker and two in turn, and gives medians and their ratio; quote
the ratio, since machines differ. `--memory` samples the workers of one run over N files (Linux).
`--kills` ends runs by SIGKILL at N random moments, starts each again, and compares the trees.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
CORPORA = (
    ROOT / "benchmarks" / "gold" / "dev.jsonl",
    *sorted(ROOT.glob("models/corpus/notes_t?.jsonl")),
)
WORDS = 300
#: Of a run that is killed: enough for a kill to meet one in every state.
KILL_FILES = 150
KILLS_A_TREE = 4


def paragraphs() -> list[str]:
    """Return the paragraphs of the corpora, in order."""
    lines = [x for p in CORPORA for x in p.read_text(encoding="utf-8").split("\n") if x]
    texts = [json.loads(line)["text"] for line in lines]
    return [p.strip() for t in texts for p in t.split("\n\n") if len(p.split()) > 5]


def note(pieces: list[str], seed: int, words: int = WORDS) -> str:
    """Return a note of about so many words; the same one for the same seed."""
    chance = random.Random(seed)
    chosen: list[str] = []
    while sum(len(p.split()) for p in chosen) < words - 30:
        chosen.append(chance.choice(pieces))
    return "\n\n".join(chosen) + "\n"


def write_notes(folder: Path, files: int) -> None:
    """Write so many notes, a hundred a folder."""
    pieces = paragraphs()
    for i in range(files):
        path = folder / f"{i // 100:03}" / f"session_{i:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(note(pieces, i), encoding="utf-8", newline="\n")


def start(
    notes: Path, out: Path, cache: Path, workers: int, options: list[str]
) -> subprocess.Popen[bytes]:
    """Start `casesafe redact` in a session of its own."""
    command = [
        sys.executable, "-m", "casesafe", "redact", str(notes), "--out", str(out),
        "--workers", str(workers), "--reference-date", "2026-06-01",
        "--output", str(cache.parent / f"{cache.name}.report"), *options,
    ]  # fmt: skip
    env = {
        **os.environ,
        "CASESAFE_CACHE_DIR": str(cache),
        "CASESAFE_CONFIG_DIR": str(cache / "config"),
    }
    return subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder: path to content."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


# --- speed ----------------------------------------------------------------------------------------


def speed(base: Path, files: int, rounds: int, options: list[str]) -> None:
    """Print seconds of one worker and of two, and how much faster two are."""
    write_notes(base / "notes", files)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    cores = 0.0
    ratios: list[float] = []
    print(f"{files} notes of {WORDS} words, whole process, {rounds} pairs")
    for number in range(rounds):
        for workers in seconds:
            wall, cores = _timed(base, workers, options)
            seconds[workers].append(wall)
        ratios.append(seconds[1][-1] / seconds[2][-1])
        print(
            f"pair {number + 1}: 1 worker {seconds[1][-1]:7.1f} s   "
            f"2 workers {seconds[2][-1]:7.1f} s   ratio {ratios[-1]:.2f}   (two had {cores:.2f} cores)",
            flush=True,
        )
    for workers, times in seconds.items():
        print(f"{workers} worker(s): median {median(times):7.1f} s  {files / median(times):6.1f}/s")
    print(f"two workers are {median(ratios):.2f} x as fast as one (median of pairs)")


def _timed(base: Path, workers: int, options: list[str]) -> tuple[float, float]:
    """The wall seconds of a run, and how many cores it had: below two, others were busy."""
    out, cache = base / "out", base / "cache"
    for folder in (out, cache):
        shutil.rmtree(folder, ignore_errors=True)
    before, begun = os.times(), time.perf_counter()
    start(base / "notes", out, cache, workers, options).wait()
    wall, after = time.perf_counter() - begun, os.times()
    used = after.children_user + after.children_system
    return wall, (used - before.children_user - before.children_system) / wall


# --- memory ---------------------------------------------------------------------------------------


def memory(base: Path, files: int, options: list[str]) -> None:
    """Print the peak memory of each of two workers after a tenth of a run, and at its end."""
    write_notes(base / "notes", files)
    out = base / "out"
    process = start(base / "notes", out, base / "cache", 2, options)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    done = 0
    while process.poll() is None:
        time.sleep(1.0)
        last.update(_peaks(process.pid))
        if not first:
            done = sum(len(names) for _, _, names in os.walk(out))
            if done >= files // 10:
                first = dict(last)
    main = last.pop(process.pid, 0)
    print(f"{files} notes of {WORDS} words, two workers, peak resident memory")
    for pid, peak in last.items():
        early = first.get(pid, 0)
        growth = f"{(peak / early - 1) * 100:+5.1f} %" if early else "no tenth seen"
        print(f"worker: first tenth {early / 1024:6.1f} MB  end {peak / 1024:6.1f} MB  {growth}")
    print(
        f"parent: first tenth {first.get(process.pid, 0) / 1024:6.1f} MB  end {main / 1024:.1f} MB"
    )


def _peaks(parent: int) -> dict[int, int]:
    """The peak memory, in KB, of a process and of its workers."""
    peaks: dict[int, int] = {}
    for pid in (parent, *_workers(parent)):
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        except OSError:
            continue
        found = [line for line in status.split("\n") if line.startswith("VmHWM:")]
        if found:
            peaks[pid] = int(found[0].split()[1])
    return peaks


def _workers(parent: int) -> Iterator[int]:
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            after_name = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2]
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(after_name.split()[1]) == parent and b"spawn_main" in command:
            yield int(folder.name)


# --- kills ----------------------------------------------------------------------------------------


def kills(base: Path, wanted: int, options: list[str]) -> None:
    """Print how many trees that were killed on the way differ from an undisturbed one."""
    chance = random.Random(6)
    notes = base / "notes"
    write_notes(notes, KILL_FILES)
    originals = tree(notes)
    begun = time.perf_counter()
    start(notes, base / "undisturbed", base / "cache", 1, options).wait()
    whole = time.perf_counter() - begun
    expected = tree(base / "undisturbed")
    done = trees = different = finished = 0
    while done < wanted:
        out, cache = base / f"out{trees}", base / f"cache{trees}"
        workers = 1 + trees % 2
        for _ in range(min(KILLS_A_TREE, wanted - done)):
            process = start(notes, out, cache, workers, options)
            time.sleep(chance.uniform(0.1, 1.0) * whole)
            finished += process.poll() is not None
            _kill(process, whole_group=chance.random() < 0.5)
            done += 1
        start(notes, out, cache, workers, options).wait()
        different += tree(out) != expected
        trees += 1
        for folder in (out, cache):
            shutil.rmtree(folder)
    same = tree(notes) == originals
    print(f"{done} kills ({finished} came after the end) in {trees} trees of {len(expected)} files")
    print(f"trees that differ: {different}; originals unchanged: {'yes' if same else 'NO'}")
    if different or not same:
        sys.exit(1)


def _kill(process: subprocess.Popen[bytes], *, whole_group: bool) -> None:
    """End a run at once; its workers with it, or left to notice by themselves."""
    with suppress(ProcessLookupError):
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, nargs="?", const=10_000)
    parser.add_argument("--kills", type=int, nargs="?", const=100)
    parser.add_argument("--no-model", action="store_true")
    args = parser.parse_args()
    options = ["--no-model"] if args.no_model else []
    with tempfile.TemporaryDirectory(prefix="casesafe-benchmark-") as folder:
        base = Path(folder)
        if args.memory is not None:
            memory(base, args.memory, options)
        elif args.kills is not None:
            kills(base, args.kills, options)
        else:
            speed(base, args.files, args.rounds, options)


if __name__ == "__main__":
    main()
