"""scan, redact and evaluate: output, exit status, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import casesafe

NOTE = "Client: Marisol Vega\nCalled from 413-555-0142.\n"
CLEAN = "The hour was spent on the empty chair. PHQ-9 10/27.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with notes at two depths, and files that are no notes."""
    root = tmp_path / "notes"
    (root / "2025").mkdir(parents=True)
    (root / "a.txt").write_text(NOTE, encoding="utf-8")
    (root / "2025" / "b.md").write_text("# Plan\n\nDr. Abara called.\n", encoding="utf-8")
    (root / "2025" / "clean.TXT").write_text(CLEAN, encoding="utf-8")
    return root


def test_redact_writes_the_note_to_standard_output(casesafe_cli, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """One file without --out: the redacted note, nothing else, status 0."""
    run = casesafe_cli("redact", folder / "a.txt")
    assert run.status == 0
    assert run.text == "Client: [CLIENT]\nCalled from [PHONE_NUMBER].\n"
    assert run.err == ""
    assert (folder / "a.txt").read_text(encoding="utf-8") == NOTE


def test_redact_reads_standard_input(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """`-` streams; a byte order mark and line ends come back."""
    run = casesafe_cli("redact", "-", stdin=b"\xef\xbb\xbfDr. Abara called.\r\n")
    assert (run.status, run.out) == (0, b"\xef\xbb\xbfDr. [CLINICIAN] called.\r\n") or (
        run.out == b"\xef\xbb\xbfDr. [PERSON 1] called.\r\n"
    )


def test_redact_mirrors_a_folder(casesafe_cli, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The tree under --out is that of the input; originals stand."""
    out = tmp_path / "out"
    run = casesafe_cli("redact", folder, "--out", out)
    assert run.status == 0
    written = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    assert written == ["2025/b.md", "2025/clean.TXT", "a.txt"]
    assert "Vega" not in (out / "a.txt").read_text(encoding="utf-8")
    assert (out / "2025" / "clean.TXT").read_text(encoding="utf-8") == CLEAN
    assert (folder / "a.txt").read_text(encoding="utf-8") == NOTE
    assert "Vega" not in run.text + run.err


def test_what_was_redacted_scans_clean(casesafe_cli, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """scan says 1 before and 0 after."""
    assert casesafe_cli("scan", folder).status == 1
    casesafe_cli("redact", folder, "--out", tmp_path / "out")
    assert casesafe_cli("scan", tmp_path / "out").status == 0


def test_scan_names_place_type_and_rule_but_no_text(casesafe_cli, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """A line a finding: path, line, column, type, action, rule; then counts and the policy."""
    run = casesafe_cli("scan", folder / "a.txt")
    assert run.status == 1
    assert run.text.splitlines()[:2] == [
        "a.txt:1:9: PERSON label (labelled_fields/client)",
        "a.txt:2:13: PHONE_NUMBER redact (contact/nanp)",
    ]
    assert "peer-consultation" in run.text.splitlines()[-1]
    assert "Vega" not in run.text
    assert "0142" not in run.text


def test_scan_json_adds_up_and_holds_no_text(casesafe_cli, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """Files, findings and counts as JSON; discovered = scanned + skipped + failed."""
    (folder / "c.pdf").write_bytes(b"%PDF")
    (folder / "d.txt").write_text(NOTE, encoding="utf-8")
    run = casesafe_cli("scan", folder, "--format", "json", "--exclude", "d.txt")
    assert run.status == 3
    document = run.json
    counts = document["counts"]
    assert (counts["scanned"], counts["skipped"], counts["failed"]) == (3, 1, 1)
    assert counts["discovered"] == 5 == len(document["files"])
    assert document["policy"] == "peer-consultation"
    reasons = {f["path"]: f["reason"] for f in document["files"] if f["reason"]}
    assert reasons == {
        "notes/c.pdf": "not understood: a .pdf file",
        "notes/d.txt": "excluded by a pattern",
    }
    first = {f["path"]: f["findings"] for f in document["files"]}["notes/a.txt"]
    assert [x["entity_type"] for x in first] == ["PERSON", "PHONE_NUMBER"]
    findings = [x for f in document["files"] for x in f["findings"]]
    assert counts["findings"] == len(findings) == 3
    assert all(
        {"line", "column", "start", "end", "entity_type", "action"} <= x.keys() for x in findings
    )
    assert "Vega" not in run.text


def test_other_files_are_named_and_end_with_3(casesafe_cli, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """3 beats 1; what can be done is done."""
    (folder / "scan.docx").write_bytes(b"PK")
    run = casesafe_cli("redact", folder, "--out", tmp_path / "out")
    assert run.status == 3
    assert run.err == "notes/scan.docx: not redacted: not understood: a .docx file\n"
    assert (tmp_path / "out" / "a.txt").exists()
    assert casesafe_cli("scan", folder).status == 3


def test_flags_count_only_when_asked(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Under flag-only scan fails on flags by itself; under Safe Harbor only with --fail-on-flags."""
    note = tmp_path / "n.txt"
    note.write_text("Dr. Abara called.\n", encoding="utf-8")
    assert casesafe_cli("scan", note, "--policy", "flag-only").status == 1
    run = casesafe_cli("redact", note, "--policy", "flag-only")
    assert (run.status, run.text) == (1, "Dr. Abara called.\n")
    limited = ("--policy", "hipaa-limited-data-set")
    town = tmp_path / "town.txt"
    town.write_text("City: Shaker Heights\n", encoding="utf-8")
    assert casesafe_cli("scan", town, *limited).status == 0
    assert casesafe_cli("scan", town, *limited, "--fail-on-flags").status == 1


def test_a_roster_is_found(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """--roster finds what nothing introduces; a bad roster is wrong use without its values."""
    roster = tmp_path / "roster.yaml"
    roster.write_text("- {type: PERSON, value: Sky Bell, role: client}\n", encoding="utf-8")
    run = casesafe_cli("redact", "-", "--roster", roster, stdin=b"saw Bell, Sky again")
    assert run.text == "saw [CLIENT] again"
    roster.write_text("- {type: PERSON, value: Sky Bell, rolle: client}\n", encoding="utf-8")
    run = casesafe_cli("redact", "-", "--roster", roster, stdin=b"saw Bell again")
    assert (run.status, run.out) == (2, b"")
    assert "roster.yaml:1" in run.err
    assert "Bell" not in run.err


@pytest.mark.parametrize(
    "args",
    [
        ("redact",),
        ("redact", "a.txt", "b.txt"),
        ("redact", "-", "a.txt"),
        ("redact", "-", "--out", "x"),
        ("scan", "a.txt", "--format", "xml"),
        ("scan", "a.txt", "--policy", "no-such-policy"),
        ("scan", "a.txt", "--encoding", "klingon"),
        ("scan", "a.txt", "--no-model", "--model", "x"),
        ("scan", "a.txt", "--reference-date", "yesterday"),
        ("redact", ".", "--out", "./inside"),
        ("scan", "a.txt", "--nonsense"),
    ],
    ids=lambda a: " ".join(a),
)
def test_wrong_use_ends_with_2(casesafe_cli, args, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Wrong use says what is wrong on standard error and writes nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NOTE, encoding="utf-8")
    run = casesafe_cli(*args)
    assert run.status == 2
    assert run.out == b""
    assert run.err.strip()
    assert not (tmp_path / "inside").exists()


def test_the_output_may_not_replace_the_original(casesafe_cli, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """An output folder that holds the input file is refused."""
    assert casesafe_cli("redact", folder / "a.txt", "--out", folder).status == 2
    assert (folder / "a.txt").read_text(encoding="utf-8") == NOTE


def test_two_inputs_of_one_name_have_two_outputs(
    casesafe_cli, folder: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    """No output stands under another note's name: their folders tell them apart."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Dr. Abara.", encoding="utf-8")
    out = tmp_path / "out"
    run = casesafe_cli("redact", folder / "a.txt", other / "a.txt", "--out", out)
    assert run.status == 0
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()) == [
        "notes/a.txt",
        "other/a.txt",
    ]
    assert (out / "notes" / "a.txt").read_text(encoding="utf-8").startswith("Client: [CLIENT]\n")
    assert (out / "other" / "a.txt").read_text(encoding="utf-8") == "Dr. [CLINICIAN]."


def test_evaluate_prints_shares_and_writes_errors(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Recall, precision and over-redaction, by type; errors with context only on request."""
    gold = tmp_path / "gold.jsonl"
    rows = [
        {"id": "1", "text": "Dr. Abara called.",
         "spans": [{"start": 4, "end": 9, "label": "PERSON"}], "meta": {}},
        {"id": "2", "text": "it was qwertz again",
         "spans": [{"start": 7, "end": 13, "label": "PERSON"}], "meta": {}},
    ]  # fmt: skip
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    errors = tmp_path / "errors.jsonl"
    run = casesafe_cli("evaluate", gold, "--no-model", "--format", "json", "--errors", errors)
    assert run.status == 0
    assert run.json["direct"]["recall"] == 0.5
    assert run.json["by_type"]["PERSON"]["covered"] == 1
    leak = json.loads(errors.read_text(encoding="utf-8"))
    assert (leak["note"], leak["what"], leak["surface"]) == ("2", "leak", "qwertz")
    assert "recall 0.5000" in casesafe_cli("evaluate", gold, "--no-model").text


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": "Vega", "spans": [{"start": 0, "end": 9, "label": "PERSON"}]}']
)  # fmt: skip
def test_a_bad_gold_file_names_its_line(casesafe_cli, tmp_path: Path, line: str) -> None:  # type: ignore[no-untyped-def]
    """The error names file and line, never the text."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": 1, "text": "", "spans": []}\n' + line, encoding="utf-8")
    run = casesafe_cli("evaluate", gold)
    assert run.status == 3
    assert "gold.jsonl: line 2" in run.err
    assert "Vega" not in run.err


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_standard_output_closed_early_ends_quietly(tmp_path: Path, unbuffered: str) -> None:
    """A reader that goes away costs no traceback, and the status is not that of a finding."""
    note = tmp_path / "n.txt"
    note.write_text("Nothing happened in this hour, again. " * 20000, encoding="utf-8")
    command = [sys.executable, "-m", "casesafe", "redact", str(note), "--no-model"]
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10) == b"Nothing ha"
        process.stdout.close()
        told = process.stderr.read().decode()
    assert process.returncode == 3
    assert "Traceback" not in told
    assert told.count("\n") <= 1


def test_an_interrupted_run_is_not_a_finding(casesafe_cli, folder: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Ctrl-C ends with 3 and one line, which says how to go on."""

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("casesafe.guard.Guard.find", interrupt)
    run = casesafe_cli("scan", folder / "a.txt")
    assert run.status == 3
    assert run.err == (
        "casesafe: interrupted after 0 of 1 files; run the same command again to go on\n"
    )


def test_an_unexpected_error_shows_its_class_only(casesafe_cli, folder: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """No message of it is printed, since it may hold note text; the note is named as failed."""

    find = casesafe.Guard.find

    def explode(self: casesafe.Guard, text: str, **options: Any) -> tuple[casesafe.Finding, ...]:
        if text == NOTE:
            raise RuntimeError(text)
        return find(self, text, **options)  # the file's name

    monkeypatch.setattr("casesafe.guard.Guard.find", explode)
    run = casesafe_cli("scan", folder / "a.txt")
    assert run.status == 3
    assert run.err == "a.txt: not scanned: unexpected RuntimeError\n"
