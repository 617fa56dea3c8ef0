"""`casesafe evaluate`: measure a guard on gold notes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casesafe.cli import options, setup

if TYPE_CHECKING:
    from casesafe.evaluate.metrics import EvaluationError, Scores
    from casesafe.guard import Guard


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold notes, JSONL.")],
    policy: options.Policy = None,
    roster: options.Roster = None,
    format: options.ShortFormat = "text",
    errors: Annotated[
        Path | None,
        typer.Option("--errors", help="Write leaks and false alarms with context here (JSONL)."),
    ] = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
) -> None:
    """Measure leak rate, precision and over-redaction on annotated notes, by type."""
    from casesafe.scan.settings import Settings

    setup.check_format(format, ("text", "json"))
    guard = setup.make_engine(Settings(), policy, roster, model, no_model, reference_date)()
    scores, found = _run(guard, gold)
    if errors is not None:
        from casesafe.scan.files import write_atomic

        lines = "".join(json.dumps(e.to_dict(), ensure_ascii=False) + "\n" for e in found)
        write_atomic(errors, lines.encode("utf-8"))
    result = {"policy": guard.policy.name, "model": guard.has_model, **scores.to_dict()}
    if format == "json":
        print(json.dumps(result, indent=2))
    else:
        _print(result)


def _run(guard: Guard, gold: list[Path]) -> tuple[Scores, list[EvaluationError]]:
    from casesafe.evaluate.gold import read_gold
    from casesafe.evaluate.metrics import Scores, score_note

    scores, found = Scores(), []
    for path in gold:
        for note in read_gold(path):
            found += score_note(scores, note, guard.redact(note.text).findings)
    return scores, found


def _print(result: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    direct = result["direct"]
    table = Table(title=f"{result['notes']} notes, policy {result['policy']}")
    for name in ("type", "gold", "leaked", "recall", "95 %", "findings", "false", "precision"):
        table.add_column(name, justify="left" if name == "type" else "right")
    for name, t in result["by_type"].items():
        low, high = t["recall_interval"]
        table.add_row(
            name, str(t["gold"]), str(t["gold"] - t["covered"]), f"{t['recall']:.3f}",
            f"{low:.3f}-{high:.3f}", str(t["findings"]), str(t["false_alarms"]),
            f"{t['precision']:.3f}",
        )  # fmt: skip
    console = Console(width=None if Console().is_terminal else 110)
    console.print(table)
    low, high = direct["recall_interval"]
    console.print(
        f"direct identifiers: recall {direct['recall']:.4f} ({low:.4f}-{high:.4f}; "
        f"{direct['leaked']} of {direct['gold']} leaked), precision {direct['precision']:.4f}, "
        f"type right {direct['type_accuracy']:.3f}"
    )
    console.print(
        f"over-redaction {result['over_redaction']:.3%} of words outside gold spans, "
        f"{result['over_redaction_clean_notes']:.3%} in notes without identifiers; "
        f"quasi-identifiers found {result['quasi_recall']:.3f}"
    )
