"""Accuracy on gold notes under each policy, with and without the model.

usage: python benchmarks/accuracy.py [GOLD.jsonl ...] [--policy NAME ...] [--json] [--detail]

Prints recall, precision, over-redaction and quasi recall, a line a configuration; `casesafe
evaluate` prints one configuration by type, and writes the errors out. `--detail` takes the shipped
model under the first policy at each sensitivity, and at the policy's own by kind of note.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import casesafe
from casesafe.evaluate.gold import read_gold
from casesafe.evaluate.metrics import Scores, score_note
from casesafe.guard import SHIPPED
from casesafe.policy.load import parse_policy
from casesafe.policy.schema import Policy

GOLD = Path(__file__).parent / "gold" / "dev.jsonl"
#: The types whose recall and precision the rules alone are held to, pooled.
SHAPED = (
    "PHONE_NUMBER FAX_NUMBER EMAIL_ADDRESS US_SSN MEDICAL_RECORD_NUMBER HEALTH_PLAN_ID "
    "ACCOUNT_NUMBER LICENSE_NUMBER VEHICLE_ID DEVICE_ID URL IP_ADDRESS ZIP_CODE STREET_ADDRESS "
    "DATE AGE_OVER_89"
).split()


def measure(policy: str | Policy, model: str | None, paths: list[Path]) -> Scores:
    """Return the scores of one configuration."""
    guard = casesafe.load(policy, model=model)
    scores = Scores()
    for path in paths:
        for note in read_gold(path):
            score_note(scores, note, guard.redact(note.text).findings)
    return scores


def main() -> None:
    """Print a line for each configuration."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--policy", nargs="*", default=["peer-consultation", "hipaa-safe-harbor"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--detail", action="store_true")
    args = parser.parse_args()
    if args.detail:
        detail(args.policy[0], args.gold)
        return
    results = []
    for policy in args.policy:
        for model in (SHIPPED, None):
            scores = measure(policy, model, args.gold)
            results.append({"policy": policy, "model": model or "rules alone", **scores.to_dict()})
            if not args.json:
                print(line(policy, model or "rules alone", scores))
    if args.json:
        print(json.dumps(results, indent=2))


def detail(policy: str, paths: list[Path]) -> None:
    """Print a line for each sensitivity, then for each kind of note."""
    for sensitivity in ("balanced", "high", "maximum"):
        rules = parse_policy(f"extends: {policy}\nsensitivity: {sensitivity}\n")
        print(line(policy, sensitivity, measure(rules, SHIPPED, paths)))
    guard = casesafe.load(policy)
    kinds: dict[str, Scores] = {}
    for path in paths:
        for note in read_gold(path):
            scores = kinds.setdefault(note.kind.split(":")[0], Scores())
            score_note(scores, note, guard.redact(note.text).findings)
    for kind, scores in sorted(kinds.items()):
        print(line(kind, f"{scores.to_dict()['notes']} notes", scores))


def line(policy: str, model: str, scores: Scores) -> str:
    """Return one configuration in one line."""
    d = scores.to_dict()
    low, high = d["direct"]["recall_interval"]
    return (
        f"{policy:20} {model:12} recall {d['direct']['recall']:.4f} ({low:.4f}-{high:.4f})  precision "
        f"{d['direct']['precision']:.4f}  over-redaction {d['over_redaction']:.3%} (notes without "
        f"identifiers {d['over_redaction_clean_notes']:.3%})  quasi {d['quasi_recall']:.3f}  "
        f"shaped types {scores.recall(SHAPED):.4f} / {scores.precision(SHAPED):.4f}"
    )


if __name__ == "__main__":
    main()
