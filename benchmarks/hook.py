"""What the hook costs beside what it builds on: cold on one note, and on unchanged files.

usage: python benchmarks/hook.py [--rounds N] [--files N]

Whole processes, in turn, in pairs: `casesafe hook note.md` on a note of 3 KB with an empty cache
beside `import spacy, presidio_analyzer` and the load of the model in one process; and the hook on
files that an earlier run found clean beside the same import alone. Once without settings, once
with a `casesafe.toml`. Medians of seconds and of the ratios of pairs; `cpu` is user and system
time, which other work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from batch import note, paragraphs

IMPORT = "import spacy, presidio_analyzer"
LOAD = f"{IMPORT}; from casesafe.nlp.pipeline import load_pipeline; load_pipeline()"
SETTINGS = 'policy = "peer-consultation"\nexclude = ["drafts/"]\nreference_date = 2026-06-01\n'
NOTE_BYTES = 3_000
#: The most that the hook may cost: what, in times of what.
LIMITS = {"cold": 1.3, "unchanged": 0.35}


@dataclass
class Pairs:
    """Wall and processor seconds of the hook and of its yardstick, pair by pair."""

    hook: list[tuple[float, float]] = field(default_factory=list)
    yardstick: list[tuple[float, float]] = field(default_factory=list)

    def ratio(self, part: int) -> float:
        """Return the median of the pairs' ratios."""
        return median(h[part] / y[part] for h, y in zip(self.hook, self.yardstick, strict=True))


def seconds(command: list[str], folder: Path, env: dict[str, str]) -> tuple[float, float]:
    """Return the wall and the processor time of a command."""
    before = os.times()
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    wall = time.perf_counter() - begun
    after = os.times()
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    used = after.children_user + after.children_system
    return wall, used - before.children_user - before.children_system


def measure(base: Path, rounds: int, files: int) -> None:
    """Print the table of one folder, as it is set up."""
    cache = base / "cache"
    env = {**os.environ, "CASESAFE_CACHE_DIR": str(cache), "CASESAFE_CONFIG_DIR": str(base / "c")}
    hook = [sys.executable, "-m", "casesafe", "hook"]
    clean = [f"clean_{i}.md" for i in range(files)]
    runs = {"cold": (Pairs(), ["note.md"], LOAD), "unchanged": (Pairs(), clean, IMPORT)}
    for _ in range(rounds):
        for name, (pairs, names, yardstick) in runs.items():
            shutil.rmtree(cache, ignore_errors=True)
            if name == "unchanged":
                seconds([*hook, *names], base, env)
            pairs.yardstick.append(seconds([sys.executable, "-c", yardstick], base, env))
            pairs.hook.append(seconds([*hook, *names], base, env))
    for name, (pairs, _, yardstick) in runs.items():
        what = "import + model" if yardstick == LOAD else "import"
        wall = [median(run[0] for run in side) for side in (pairs.hook, pairs.yardstick)]
        print(
            f"{name:9}  hook {wall[0]:5.2f} s  {what:14} {wall[1]:5.2f} s  "
            f"ratio {pairs.ratio(0):.2f} (cpu {pairs.ratio(1):.2f}); limit {LIMITS[name]}",
            flush=True,
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--files", type=int, default=3, help="unchanged files")
    args = parser.parse_args()
    pieces = paragraphs()
    text = note(pieces, 0, words=600)[:NOTE_BYTES]
    with tempfile.TemporaryDirectory(prefix="casesafe-benchmark-") as folder:
        base = Path(folder)
        subprocess.run(["git", "init", "-q", str(base)], check=True)
        (base / "note.md").write_text(text, encoding="utf-8")
        for i in range(args.files):
            clean = f"Session {i}. The hour was spent on sleep and on the empty chair.\n" * 40
            (base / f"clean_{i}.md").write_text(clean, encoding="utf-8")
        print(f"one note of {NOTE_BYTES} bytes, {args.files} unchanged; {args.rounds} pairs")
        measure(base, args.rounds, args.files)
        (base / "casesafe.toml").write_text(SETTINGS, encoding="utf-8")
        print("with a casesafe.toml")
        measure(base, args.rounds, args.files)


if __name__ == "__main__":
    main()
