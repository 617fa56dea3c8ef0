"""Reports as text: lines for other programs, a table for a terminal, what to do next."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casesafe.core.finding import Action, Finding
from casesafe.scan.reports.run import RULES_ALONE, Run
from casesafe.scan.reports.run import shown as shown_on_one_line
from casesafe.scan.reports.text import to_text
from casesafe.scan.reports.write import write_report
from casesafe.scan.results import Excused, FileResult, Place, Status, count


def place(kind: str, action: str, line: int, column: int) -> Place:
    return Place(Finding(8, 20, kind, Action(action), 0.9, True, "names", "title"), line, column)


def fails(finding: Finding) -> bool:
    return finding.action is not Action.FLAG


def run_of(*results: FileResult, command: str = "scan", model: str = RULES_ALONE) -> Run:
    failing = sum(fails(f) for r in results for f in r.findings) if command != "redact" else 0
    counts = count(list(results), failing)
    return Run(command, "peer-consultation", "0f1e", model, results, counts, fails, elapsed_s=3.21)


CLIENT = FileResult(
    "notes/[PERSON]_Intake.txt",
    places=(place("PERSON", "label", 0, 7), place("PERSON", "label", 1, 9)),
    excused=(
        Excused(place("PERSON", "label", 1, 4), "comment", "a theorist"),
        Excused(place("PERSON", "label", 7, 2), "baseline", "the clinic's dog"),
    ),
    source="notes/Marisol_Intake.txt",
)
JOB = FileResult("b.md", places=(place("OCCUPATION", "flag", 3, 1),))
BLOCKED = FileResult("c.md", places=(place("DISTINCTIVE", "block", 3, 1),))
CLEAN = FileResult("clean.txt")
KNOWN = FileResult("known.txt", cached=True)
PART = FileResult("n.ipynb", unread=("a picture in cell 3",))
FAILED = FileResult("old.docx", Status.FAILED, reason="not understood: .docx")
SKIPPED = tuple(
    FileResult(f"{i}.log", Status.SKIPPED, reason="excluded by a pattern") for i in range(12)
)
LINK = FileResult("link.txt", Status.SKIPPED, reason="a symbolic link, not followed")
EVERYTHING = (CLIENT, JOB, KNOWN, FAILED, PART, LINK, *SKIPPED)


def test_a_report_has_a_line_for_each_finding_then_what_was_left_out_counts_and_advice() -> None:
    """The whole report of a run in which everything happened."""
    assert to_text(run_of(*EVERYTHING)).splitlines() == [
        "notes/[PERSON]_Intake.txt: PERSON label (names/title) in the file's name",
        "notes/[PERSON]_Intake.txt:1:4: PERSON allowed by comment (a theorist)",
        "notes/[PERSON]_Intake.txt:1:9: PERSON label (names/title)",
        "b.md:3:1: OCCUPATION flag (names/title)",
        "old.docx: not scanned: not understood: .docx",
        "n.ipynb: not read: a picture in cell 3",
        "12 skipped: excluded by a pattern",
        "1 skipped: a symbolic link, not followed",
        "18 files discovered = 4 scanned + 13 skipped + 1 failed; 3 findings, 2 more accepted; "
        "1 file unchanged since an earlier run",
        "2 files not wholly scanned: convert, repair or exclude them. 2 findings must change before "
        "sharing (policy peer-consultation, rules alone): look (casesafe scan PATH --show-text), "
        "redact (casesafe redact PATH --out FOLDER) or accept (casesafe baseline create)",
    ]


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ((CLEAN,), "Clean (policy peer-consultation, rules alone)"),
        ((), "Nothing was scanned (policy peer-consultation, rules alone)"),
        ((LINK,), "Nothing was scanned (policy peer-consultation, rules alone)"),
        (
            (JOB, CLEAN),
            "Nothing must change before sharing (policy peer-consultation, rules alone); the rest "
            "is yours to judge: look (casesafe scan PATH --show-text)",
        ),
        (
            (BLOCKED,),
            "1 finding must change before sharing (policy peer-consultation, rules alone): look "
            "(casesafe scan PATH --show-text) or accept (casesafe baseline create)",
        ),
        (
            (CLEAN, FAILED),
            "1 file not scanned: convert, repair or exclude it (policy peer-consultation, rules "
            "alone)",
        ),
        (
            (FAILED, JOB),
            "1 file not scanned: convert, repair or exclude it. Nothing must change before sharing "
            "(policy peer-consultation, rules alone); the rest is yours to judge: look (casesafe "
            "scan PATH --show-text)",
        ),
    ],
    ids=["clean", "no file", "all skipped", "flagged", "blocked", "failed", "failed and flagged"],
)
@pytest.mark.parametrize("command", ["scan", "hook"])
def test_the_last_line_says_what_to_do_next(
    results: tuple[FileResult, ...], said: str, command: str
) -> None:
    """By what was found and what was not read."""
    assert to_text(run_of(*results, command=command)).splitlines()[-1] == said


def test_flags_that_count_are_to_be_decided_on() -> None:
    """No redaction changes what is flagged, so none is advised."""
    run = Run("scan", "flag-only", "0f1e", "en_casesafe 1", (JOB,), count([JOB], 1), lambda f: True)
    assert to_text(run).splitlines()[-1] == (
        "1 flagged finding to decide on (policy flag-only): look (casesafe scan PATH --show-text) "
        "or accept (casesafe baseline create)"
    )


def test_a_redaction_tells_what_it_wrote_and_what_is_left_to_look_at() -> None:
    """A line a note, then the counts; what failed is not written."""
    job = FileResult("b.md", places=(*JOB.places, place("DATE", "redact", 4, 1)), output="out/b.md")
    assert to_text(run_of(job, FAILED, command="redact")).splitlines() == [
        "b.md -> out/b.md: 1 replaced; look at the flagged: OCCUPATION 1",
        "old.docx: not redacted: not understood: .docx",
        "2 files discovered = 1 redacted + 0 skipped + 1 failed; 2 findings",
        "1 written, 1 failed (policy peer-consultation, rules alone). Convert, repair or exclude "
        "what was not read, and run it again. Read what was written before you share it.",
    ]


def test_a_redaction_counts_the_flags_that_make_it_fail() -> None:
    """Status 1 with --fail-on-flags has a line that explains it."""
    job = FileResult("b.md", places=JOB.places, output="out/b.md")
    run = Run("redact", "p", "0f1e", "en_casesafe 1", (job,), count([job], 1), lambda f: True)
    assert "1 flagged finding left for you to decide on." in to_text(run).splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("a\nb.txt", r"a\nb.txt"),
        ("a\r\t\x1b[31m\x85b.txt", r"a\r\t\x1b[31m\x85b.txt"),
        ("caf\udce9.txt", r"caf\xe9.txt"),
        ("lone\ud800.txt", r"lone\ud800.txt"),
        ("a\u2028b\u202egpj.txt", r"a\u2028b\u202egpj.txt"),
        ("Zoë 日記 👩\u200d👧.txt", "Zoë 日記 👩\u200d👧.txt"),
        ("C:\\notes\\a.txt", "C:\\notes\\a.txt"),
    ],
    ids=["newline", "control", "not utf-8", "surrogate", "direction", "not ascii", "backslash"],
)
def test_a_file_name_stays_on_one_line(name: str, printed: str) -> None:
    """What would break the line or the terminal is escaped; other scripts are not."""
    file = FileResult(name, places=JOB.places)
    assert to_text(run_of(file)).split("\n")[0] == f"{printed}:3:1: OCCUPATION flag (names/title)"


def test_other_programs_get_lines_and_problems_go_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The two streams together are the report, and no time is told."""
    write_report(run_of(*EVERYTHING), "text", surface_of=lambda r, p: "Marisol")
    captured = capsys.readouterr()
    assert captured.err == (
        "old.docx: not scanned: not understood: .docx\nn.ipynb: not read: a picture in cell 3\n"
    )
    whole = to_text(run_of(*EVERYTHING)).splitlines()
    assert captured.out.splitlines() == [x for x in whole if x not in captured.err.splitlines()]


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif"])
def test_a_file_gets_the_report_and_standard_output_the_last_line(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written whole, without text or clear paths, and the same each time."""
    target = tmp_path / "new" / "report"
    for _ in range(2):
        write_report(run_of(*EVERYTHING), format, target, surface_of=lambda r, p: "Marisol")
    captured = capsys.readouterr()
    first, second = captured.out.splitlines()
    assert first == second == to_text(run_of(*EVERYTHING)).splitlines()[-1]
    report = target.read_text(encoding="utf-8")
    assert "old.docx" in report
    assert "a picture in cell 3" in report
    assert "Marisol" not in report + captured.out + captured.err
    write_report(run_of(*EVERYTHING), format)
    printed = capsys.readouterr()
    assert {*report.splitlines()} == {*printed.out.splitlines(), *printed.err.splitlines()}


Terminal = Callable[..., str]


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a function that gives what a terminal of 80 columns shows of a run."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")

    def shown(run: Run, **options: Callable[[FileResult, Place], str | None]) -> str:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        write_report(run, "text", **options)
        return capsys.readouterr().out

    return shown


def test_a_terminal_gets_a_table_and_the_steps_below_each_other(on_terminal: Terminal) -> None:
    """By file and type; names with brackets and colons are no markup; all within 80 columns."""
    phones = tuple(place("PHONE_NUMBER", "redact", line, 1) for line in range(2, 14))
    smile = FileResult(":smile:.txt", places=(place("MEDICAL_RECORD_NUMBER", "redact", 2, 1),))
    printed = on_terminal(run_of(CLIENT, FileResult("b.txt", places=phones), smile, FAILED))
    rows = [re.split(r"\s*│\s*", line)[1:-1] for line in printed.splitlines() if "│" in line]
    assert ["b.txt", "PHONE_NUMBER", "redact", "12", "2, 3, 4, 5, 6,"] in rows
    assert ["", "", "", "", "7, 8, 9 …"] in rows
    assert [":smile:.txt", "MEDICAL_RECORD_NUMBER", "redact", "1", "2"] in rows
    assert "".join(row[0] for row in rows).startswith("notes/[PERSON]_Intake.txt")
    assert rows[0][1:] == ["PERSON", "label", "2", "name, 1"]
    assert "[PERSON]_Intake.txt:1:4: PERSON allowed by comment (a theorist)\n" in printed
    assert "3.2 s" in printed
    last = [line.split() for line in printed.splitlines()[-3:]]
    assert [words[0] for words in last] == ["look", "redact", "accept"]
    assert last[-1] == ["accept", "casesafe", "baseline", "create"]
    assert "Marisol" not in printed
    assert all(
        len(x) <= 80 for x in printed.splitlines() if "by comment" not in x and "by the" not in x
    )


def test_a_terminal_shows_text_where_it_is_asked_for(on_terminal: Terminal) -> None:
    """The file as it is called, each finding with its text, control characters escaped."""
    texts = {0: "Marisol", 1: "Marisol\x1b[2J\nVega"}
    printed = on_terminal(run_of(CLIENT, JOB), surface_of=lambda r, p: texts.get(p.line))
    lines = [line.split() for line in printed.splitlines()]
    assert lines[0] == ["notes/Marisol_Intake.txt"]
    assert lines[1] == ["name", "PERSON", "label", "Marisol"]
    assert lines[2] == ["1:9", "PERSON", "label", r"Marisol\x1b[2J\nVega"]
    assert ["3:1", "OCCUPATION", "flag", "(no", "longer", "there)"] in lines
    assert "\x1b" not in printed


def test_a_clean_run_on_a_terminal_has_no_table(on_terminal: Terminal) -> None:
    """The counts and the verdict alone."""
    assert on_terminal(run_of(CLEAN)).splitlines() == [
        "1 file discovered = 1 scanned + 0 skipped + 0 failed; 0 findings; 3.2 s",
        "Clean (policy peer-consultation, rules alone)",
    ]


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_a_character_that_the_output_lacks_is_escaped(
    terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old encoding costs no finding, and is as strict afterwards as it was before."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(out, "isatty", lambda: terminal, raising=False)
    write_report(run_of(FileResult("Łódź.txt", places=JOB.places)))
    assert out.errors == "strict"
    out.flush()
    assert b"\\u0141\xf3d\\u017a.txt" in out.buffer.getvalue()  # type: ignore[attr-defined]


def test_the_reports_are_light_to_import() -> None:
    """Neither rich nor anything that the model or a policy needs."""
    code = (
        "import sys, casesafe.scan.reports.write\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'rich', 'pydantic', 'spacy', 'presidio_analyzer', 'numpy', 'onnxruntime', 'yaml'}), "
        "'casesafe.guard' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("José Núñez – notes.txt", "José Núñez – notes.txt"),
        ("Jose\u0301.txt", "Jose\u0301.txt"),
        ("at 3.04\u202fPM.txt", "at 3.04\u202fPM.txt"),
        ("日本/ノート.md", "日本/ノート.md"),
        ("a\\b.txt", "a\\b.txt"),
        ("a\nb\t\x1b[31m.txt", "a\\nb\\t\\x1b[31m.txt"),
        ("a\\n\n", "a\\\\n\\n"),
        ("txt.\u202efdp", "txt.\\u202efdp"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("a\u2028b\x85c\x7f", "a\\u2028b\\x85c\\x7f"),
    ],
)
def test_no_name_fools_a_terminal(name: str, shown: str) -> None:
    """Controls, format characters and stray bytes are escaped, the rest stays as it is."""
    assert shown_on_one_line(name) == shown
