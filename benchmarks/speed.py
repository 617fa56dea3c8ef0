"""Cost per word of casesafe's rules beside Presidio's default recognizers, and linearity.

usage: python benchmarks/speed.py [NOTES.jsonl ...] [--rounds N] [--long]

Both run on the same texts, in turns, in one process: Presidio's AnalyzerEngine with its default
English recognizers and context enhancer on a blank `en` pipeline, and `Guard.find`, `Guard.redact`
with the rules alone. The smallest of N rounds counts. `--long` adds the cost per word of 5 MB on
one line beside that of the same text in notes of 5 KB. Processor time, since machines are shared; quote ratios.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

import casesafe
from casesafe.errors import NoteError

GOLD = Path(__file__).parent / "gold" / "dev.jsonl"
LONG_CHARACTERS = 5_000_000
SHORT_CHARACTERS = 5_000


class BlankEngine(SpacyNlpEngine):  # type: ignore[misc]
    """Presidio's spaCy engine on a blank pipeline, so that no model is timed."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}

    def load(self) -> None:
        """Do nothing; the pipeline is there."""


def presidio() -> Callable[[str], object]:
    """Return a function that analyzes one text with Presidio's defaults."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    registry.recognizers = [r for r in registry.recognizers if "Spacy" not in r.name]
    engine = AnalyzerEngine(registry=registry, nlp_engine=BlankEngine(), supported_languages=["en"])
    entities = sorted({e for r in registry.recognizers for e in r.supported_entities})
    return lambda text: engine.analyze(text, "en", entities=entities)


def seconds(run: Callable[[str], object], texts: list[str]) -> float:
    """Return the processor time of one round over the texts."""
    start = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - start


def main() -> None:
    """Print microseconds a word and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("notes", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--policy", default="peer-consultation")
    parser.add_argument("--long", action="store_true")
    args = parser.parse_args()
    lines = [x for p in args.notes for x in p.read_text(encoding="utf-8").split("\n") if x]
    texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(t.split()) for t in texts)
    guard = casesafe.load(args.policy, model=None)
    runs = {"presidio": presidio(), "find": guard.find, "redact": guard.redact}
    best = {name: float("inf") for name in runs}
    for _ in range(args.rounds):
        for name, run in runs.items():
            best[name] = min(best[name], seconds(run, texts))
    print(f"{len(texts)} notes, {words} words, smallest of {args.rounds} rounds")
    for name, t in best.items():
        print(f"{name:9} {t / words * 1e6:7.1f} us/word  {t / best['presidio']:5.2f} x presidio")
    if args.long:
        long_run(guard, texts)


def long_run(guard: casesafe.Guard, texts: list[str]) -> None:
    """Print the cost per word of a very long note beside that of a short one."""
    joined = " ".join(" ".join(t.split()) for t in texts)
    long = (joined + " ") * (1 + LONG_CHARACTERS // (len(joined) + 1))
    long = long[:LONG_CHARACTERS]
    short = [long[i : i + SHORT_CHARACTERS] for i in range(0, LONG_CHARACTERS, SHORT_CHARACTERS)]
    per_word = {}
    for name, parts in (("5 KB", short), ("5 MB", [long])):
        try:
            cost = seconds(guard.redact, parts)
        except NoteError as error:
            print(f"{name}: {error}")
            return
        per_word[name] = cost / len(long.split()) * 1e6
        print(f"redact {name}: {per_word[name]:.1f} us/word")
    print(f"5 MB costs {per_word['5 MB'] / per_word['5 KB']:.2f} times as much a word as 5 KB")


if __name__ == "__main__":
    main()
