"""Faults that users of comparable tools reported, each as a small input of its own.

Text cases run under both policies (or the one that the case names), rules alone. The list of known
misses must match exactly: a miss that gets repaired must leave it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import casesafe

REPORTS = Path(__file__).parents[2] / "shared" / "cases" / "reports.jsonl"
TODAY = date(2026, 6, 1)
POLICIES = ("hipaa-safe-harbor", "peer-consultation")
BEHAVIOUR = {"hook", "folder", "config", "api", "document"}
#: Words that a surface holds only to be told from others like it: "of 90;".
GLUE = {"of"}


def _cases() -> list[dict[str, Any]]:
    """Return the text cases; none where the shared material is absent."""
    if not REPORTS.is_file():
        return []
    records = [json.loads(line) for line in REPORTS.read_text("utf-8").split("\n") if line]
    return [r for r in records if r["kind"] not in BEHAVIOUR and r.get("stage") != "later"]


CASES = {c["id"]: c for c in _cases()}
RUNS = [(i, p) for i, c in CASES.items() for p in ([c["policy"]] if "policy" in c else POLICIES)]
MISSES: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "cases_known_misses.yaml").read_text("utf-8")
)
KNOWN = {(m["id"], p) for m in MISSES for p in ([m["policy"]] if "policy" in m else POLICIES)}
needs_reports = pytest.mark.skipif(
    not CASES, reason="the shared cases are not beside this checkout"
)


@cache
def guard_of(policy: str, day: str | None) -> casesafe.Guard:
    """Return a guard under a policy, rules alone."""
    return casesafe.load(
        policy, model=None, reference_date=date.fromisoformat(day) if day else TODAY
    )


def occurrences(text: str, surface: str) -> list[tuple[int, int]]:
    """Return where a surface stands: with no letter or digit beside it, else anywhere."""
    spans = [m.span() for m in re.finditer(f"(?={re.escape(surface)})", text)]
    spans = [(start, start + len(surface)) for start, _ in spans]
    whole = [
        (a, b)
        for a, b in spans
        if not (a and text[a - 1].isalnum()) and not text[b : b + 1].isalnum()
    ]
    return whole or spans


def faults(case: dict[str, Any], result: casesafe.Redaction) -> Iterator[str]:
    """Yield what is wrong with an output, each fault in a few words."""
    text = case["text"]
    changed = bytearray(len(text))
    for r in result.replacements:
        changed[r.start : r.end] = b"\1" * (r.end - r.start)
    for surface in case["must_change"]:
        where = occurrences(text, surface)
        assert where, "the case does not hold its surface"
        if any(left(text, a, b, changed) for a, b in where):
            yield f"left: {surface}"
        written = (result.text[r.output_start : r.output_end] for r in result.replacements)
        if surface in written:
            yield f"written again: {surface}"
    for surface in case["must_keep"]:
        if any(any(changed[a:b]) for a, b in occurrences(text, surface)):
            yield f"changed: {surface}"


def left(text: str, start: int, end: int, changed: bytearray) -> bool:
    """Return whether a letter or digit of a range was left unchanged."""
    for m in re.finditer(r"[^\W_]+", text[start:end]):
        if m.group() not in GLUE and not all(changed[start + m.start() : start + m.end()]):
            return True
    return False


@needs_reports
@pytest.mark.parametrize(("case", "policy"), RUNS, ids=lambda x: str(x))
def test_case_is_right_or_a_known_miss(case: str, policy: str) -> None:
    """What must go is gone, what must stay stands; a known miss is still one."""
    record = CASES[case]
    result = guard_of(policy, record.get("reference_date")).redact(record["text"])
    found = list(faults(record, result))
    if (case, policy) in KNOWN:
        assert found, "no miss any more: take it off the list of known misses"
    else:
        assert found == [], result.text


@needs_reports
def test_known_misses_name_cases_and_reasons() -> None:
    """Each known miss is a case that is run, with its reason."""
    assert set(RUNS) >= KNOWN
    assert all(m["reason"].strip() for m in MISSES)


@needs_reports
def test_each_behaviour_of_folders_hook_and_settings_is_shown_by_a_test() -> None:
    """A test that names its case stands for each; those of a later stage are left out."""
    records = [json.loads(line) for line in REPORTS.read_text("utf-8").split("\n") if line]
    wanted = {
        r["id"] for r in records if r["kind"] in BEHAVIOUR - {"api"} and r.get("stage") != "later"
    }
    tests = "".join(p.read_text("utf-8") for p in Path(__file__).parent.rglob("test_*.py"))
    assert wanted - set(re.findall(r'"""(rep-\d+)\b', tests)) == set()
    assert len(wanted) > 10


def test_a_label_means_one_person() -> None:
    """rep-087: two people, two labels, one for each mention, in reading order."""
    text = (
        "Ghislaine Abara-Noll met Tor at the group. Tor left early. Ghislaine Abara-Noll stayed, "
        "Ghislaine always stays."
    )
    result = guard_of("peer-consultation", None).redact(text)
    assert result.text == (
        "[PERSON 1] met [PERSON 2] at the group. [PERSON 2] left early. [PERSON 1] stayed, "
        "[PERSON 1] always stays."
    )
    assert list(result.findings) == sorted(result.findings, key=lambda f: f.start)
