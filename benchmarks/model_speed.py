"""Speed of the whole pipeline beside the bare model, and its peak memory.

usage: python benchmarks/model_speed.py [NOTES.jsonl ...] [--rounds N] [--memory]

The bare model runs the very windows that `find` gives it, one onnxruntime thread, nothing before or
after; `find` and `redact` are whole. All in turns, in one process; the smallest of N rounds counts.
`--memory` runs `casesafe redact` on notes of up to 100 KB in a process of its own and prints the
most memory that it held. Figures on a shared machine are noisy: quote ratios.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import casesafe
from casesafe.nlp.onnx_model import OnnxModel

GOLD = Path(__file__).parent / "gold" / "dev.jsonl"
LARGEST = 100_000


def recorded(guard: casesafe.Guard, texts: list[str]) -> tuple[OnnxModel, list[Any]]:
    """Return the model and the windows that it is given for the texts."""
    feeds: list[Any] = []
    seen: list[OnnxModel] = []
    run = OnnxModel._logits

    def record(self: OnnxModel, feed: Any) -> Any:
        seen.append(self)
        feeds.append(feed)
        return run(self, feed)

    OnnxModel._logits = record  # type: ignore[method-assign]
    try:
        for text in texts:
            guard.find(text)
    finally:
        OnnxModel._logits = run  # type: ignore[method-assign]
    return seen[0], feeds


def seconds(run: Callable[[Any], object], items: list[Any]) -> float:
    """Return the time of one round over the items."""
    start = time.perf_counter()
    for item in items:
        run(item)
    return time.perf_counter() - start


def peak_memory(texts: list[str]) -> float:
    """Return the most MB that `casesafe redact` holds on notes of up to 100 KB."""
    joined = "\n\n".join(texts)
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes"
        notes.mkdir()
        for n, size in enumerate((2_000, 20_000, LARGEST, LARGEST)):
            (notes / f"{n}.txt").write_text(joined[: size - size // 20], encoding="utf-8")
        command = [sys.executable, "-m", "casesafe", "redact", str(notes), "--out", folder + "/out"]
        subprocess.run(command, check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print words a second and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("notes", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    lines = [x for p in args.notes for x in p.read_text(encoding="utf-8").split("\n") if x]
    texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(t.split()) for t in texts)
    guard = casesafe.load()
    model, feeds = recorded(guard, texts)
    runs: dict[str, tuple[Callable[[Any], object], list[Any]]] = {
        "bare model": (model._logits, feeds),
        "find": (guard.find, texts),
        "redact": (guard.redact, texts),
    }
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(args.rounds):
        for name, (run, items) in runs.items():
            best[name] = min(best[name], seconds(run, items))
    print(f"{len(texts)} notes, {words} words, {len(feeds)} windows, best of {args.rounds} rounds")
    for name, t in best.items():
        print(
            f"{name:11} {words / t:7.0f} words/s  {best['bare model'] / t:5.2f} of the bare model"
        )
    if args.memory:
        print(f"peak memory of casesafe redact: {peak_memory(texts):.0f} MB")


if __name__ == "__main__":
    main()
