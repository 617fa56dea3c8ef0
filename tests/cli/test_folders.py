"""scan and redact over folders: what is read, what is left out, where it goes, what is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

NOTE = "Client: Marisol Vega\nCalled from 413-555-0142.\n"
REDACTED = "Client: [CLIENT]\nCalled from [PHONE_NUMBER].\n"
CLEAN = "The hour was spent on the empty chair.\n"
FILES = (
    "notes/a.txt",
    "notes/.old/b.md",
    "notes/drafts/c.txt",
    "notes/drafts/keep.md",
    "notes/Vega_Intake_2024-03-04.txt",
    "other/a.txt",
)
ALL = ("--no-model", "--format", "json")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two folders of notes below."""
    for name in FILES:
        write(tmp_path / name)
    write(tmp_path / "notes" / "clean.txt", CLEAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = NOTE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def tree(folder: Path | str) -> list[str]:
    """Return the relative paths of all files below a folder, sorted."""
    root = Path(folder)
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def told(run) -> dict[str, str | None]:  # type: ignore[no-untyped-def]
    """Return each path of a JSON report, with the reason where it was not scanned."""
    return {f["path"]: f["reason"] for f in run.json["files"]}


LEFT_OUT, NOT_INCLUDED, HIDDEN = "excluded by a pattern", "not included by a pattern", "hidden"


@pytest.mark.parametrize(
    ("options", "reasons"),
    [
        ((), {}),
        (("--exclude", "drafts/"), {"notes/drafts": LEFT_OUT}),
        (("--exclude", "*.md"), {"notes/.old/b.md": LEFT_OUT, "notes/drafts/keep.md": LEFT_OUT}),
        (
            ("--exclude", "drafts/*", "--exclude", "!keep.md"),
            {"notes/drafts/c.txt": LEFT_OUT},
        ),
        (
            ("--include", "*.md", "--include", "a.txt"),
            {
                "notes/drafts/c.txt": NOT_INCLUDED,
                "notes/[PERSON]_Intake_[DATE].txt": NOT_INCLUDED,
                "notes/clean.txt": NOT_INCLUDED,
            },
        ),
        (
            ("--include", "drafts/", "--exclude", "*.md"),
            {
                "notes/a.txt": NOT_INCLUDED,
                "notes/.old/b.md": LEFT_OUT,
                "notes/drafts/keep.md": LEFT_OUT,
                "notes/[PERSON]_Intake_[DATE].txt": NOT_INCLUDED,
                "notes/clean.txt": NOT_INCLUDED,
            },
        ),
        (("--no-hidden",), {"notes/.old": HIDDEN}),
        (("--max-bytes", "40"), dict.fromkeys(
            ["notes/a.txt", "notes/.old/b.md", "notes/drafts/c.txt", "notes/drafts/keep.md",
             "notes/[PERSON]_Intake_[DATE].txt"], "47 bytes, over the limit of 40")),
        (("--max-bytes", "47"), {}),
        (("--workers", "2"), {}),
        (("-j", "1"), {}),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else "",
)  # fmt: skip
@pytest.mark.parametrize("command", ["scan", "redact"])
def test_what_an_option_leaves_out_is_named(
    casesafe_cli, command: str, options: tuple[str, ...], reasons: dict[str, str]
) -> None:  # type: ignore[no-untyped-def]
    """Each file or folder with its reason; the counts add up; the rest is scanned or written."""
    out = ("--out", "out") if command == "redact" else ()
    run = casesafe_cli(command, "notes", *out, *ALL, *options)
    failed = "--max-bytes" in options and reasons
    assert run.status == (3 if failed else 1 if command == "scan" else 0)
    assert {path: reason for path, reason in told(run).items() if reason} == reasons
    counts = run.json["counts"]
    done = [f for f in run.json["files"] if f["reason"] is None]
    assert counts["scanned"] == len(done)
    assert counts["failed" if failed else "skipped"] == len(reasons)
    assert counts["discovered"] == len(run.json["files"]) == len(done) + len(reasons)
    if command == "redact":
        assert tree("out") == sorted(f["output"].removeprefix("out/") for f in done)
    assert "Vega" not in run.text + run.err


def test_workers_change_nothing(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """The same report and the same tree, byte for byte, whoever does the work."""
    reports, trees = [], []
    for count in ("1", "3"):
        out = Path(f"out{count}")
        run = casesafe_cli("redact", "notes", "--out", out, "-j", count, *ALL)
        reports.append(run.text.replace(f"out{count}/", "out/"))
        trees.append([(name, (out / name).read_bytes()) for name in tree(out)])
    assert reports[0] == reports[1]
    assert trees[0] == trees[1]
    assert len(trees[0]) == 6


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif"])
@pytest.mark.parametrize("command", ["scan", "redact"])
def test_a_report_goes_into_a_file(casesafe_cli, command: str, form: str) -> None:  # type: ignore[no-untyped-def]
    """Whole; standard output gets its last line; paths are relative, and replaced in each format."""
    out = ("--out", "out") if command == "redact" else ()
    run = casesafe_cli(command, "notes", *out, "--no-model", "--format", form, "--output", "r/r.x")
    assert run.status == (1 if command == "scan" else 0)
    assert run.text.count("\n") == 1
    assert "policy peer-consultation, rules alone" in run.text
    report = Path("r/r.x").read_text("utf-8")
    name = "notes/[PERSON]_Intake_[DATE].txt"
    if form == "sarif":
        name = name.replace("[", "%5B").replace("]", "%5D")
    assert name in report
    assert "Vega" not in report
    assert str(Path.cwd()) not in report
    if form == "text":
        assert report.endswith(run.text)
    elif form == "jsonl":
        assert [json.loads(line) for line in report.splitlines()][-1]["counts"]["scanned"] == 6
    else:
        assert json.loads(report)
    again = casesafe_cli(command, "notes", *out, "--no-model", "--format", form)
    if form != "text":  # which tells how many files were remembered
        assert again.text == report


def test_a_report_that_cannot_be_written_is_an_error(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Status 3 and the place; nothing is left of it."""
    run = casesafe_cli("scan", "other", "--no-model", "--output", "notes/a.txt/report")
    assert run.status == 3
    assert "cannot be written" in run.err
    assert (work / "notes" / "a.txt").read_text("utf-8") == NOTE


def test_several_paths_keep_their_order(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Folder, file, folder; a file named twice is scanned once."""
    run = casesafe_cli("scan", "other", "notes/drafts/c.txt", "notes", "other/a.txt", *ALL)
    assert list(told(run)) == [
        "other/a.txt",
        "notes/drafts/c.txt",
        "notes/.old/b.md",
        "notes/[PERSON]_Intake_[DATE].txt",
        "notes/a.txt",
        "notes/clean.txt",
        "notes/drafts/keep.md",
    ]


def test_folders_of_one_name_have_outputs_of_their_own(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """What tells them apart is above them, and is mirrored too."""
    write(work / "2024" / "notes" / "a.txt", "Client: Marisol Vega, 2024\n")
    run = casesafe_cli("redact", "notes", "2024/notes", "--out", "out", "--no-model")
    assert run.status == 0
    assert [name for name in tree("out") if name.endswith("a.txt")] == [
        "2024/notes/a.txt",
        "notes/a.txt",
    ]
    assert Path("out/notes/a.txt").read_text("utf-8") == REDACTED
    assert "Client: [CLIENT]" in Path("out/2024/notes/a.txt").read_text("utf-8")


def test_a_folder_and_a_file_go_together(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Both below one output folder; one missing path is named, the rest is written: status 3."""
    run = casesafe_cli("redact", "notes/drafts", "other/a.txt", "no", "--out", "out", "--no-model")
    assert run.status == 3
    assert run.err == "no: not redacted: does not exist\n"
    assert tree("out") == ["notes/drafts/c.txt", "notes/drafts/keep.md", "other/a.txt"]


def test_names_are_redacted_and_never_collide(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Files and folders; two that become one name are told apart; a second run gives the same."""
    write(work / "in" / "Marisol Vega" / "plan.txt", CLEAN)
    write(work / "in" / "Odile Marchetti" / "plan.txt", CLEAN)
    write(work / "in" / "Vega_Intake_2024-03-04.txt", NOTE)
    write(work / "in" / "Vega_Intake_2025-04-05.txt", NOTE)
    trees = []
    for out in ("out", "out", "out2"):
        run = casesafe_cli("redact", "in", "--out", out, *ALL)
        assert run.status == 0
        assert len({f["output"] for f in run.json["files"]}) == 4
        assert "Vega" not in run.text
        trees.append(tree(out))
    assert trees[0] == trees[1] == trees[2]
    assert len(trees[0]) == 4
    assert all("Vega" not in name and "Marchetti" not in name for name in trees[0])
    assert "[PERSON]_Intake_[DATE].txt" in trees[0]


def test_paths_outside_the_current_folder_are_shown_from_what_was_named(
    casesafe_cli, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    """A folder by its name, a file by its own: the way there is nobody's business."""
    home = work / "home" / "Odile Marchetti" / "notes"
    write(home / "a.txt")
    (work / "elsewhere").mkdir()
    monkeypatch.chdir(work / "elsewhere")
    assert list(told(casesafe_cli("scan", home, *ALL))) == ["notes/a.txt"]
    run = casesafe_cli("scan", home / "a.txt", *ALL)
    assert list(told(run)) == ["a.txt"]
    assert [f["line"] for f in run.json["files"][0]["findings"]] == [1, 2]


@pytest.mark.parametrize(
    ("name", "text", "redacted"),
    [
        (
            "cells.csv",
            'Client;Note\r\n"Marisol Vega";"said ""yes"""\r\n',
            'Client;Note\r\n"[CLIENT]";"said ""yes"""\r\n',
        ),
        ("cells.tsv", "Client\tMood\nMarisol Vega\t3\n", "Client\tMood\n[CLIENT]\t3\n"),
        (
            "v.json",
            '{"client" :  "Marisol Vega", "n": 1.50}\n',
            '{"client" :  "[CLIENT]", "n": 1.50}\n',
        ),
        (
            "v.jsonl",
            '{"client": "Marisol Vega"}\n{"n": 1}\n',
            '{"client": "[CLIENT]"}\n{"n": 1}\n',
        ),
        ("front.md", "---\nclient: Marisol Vega\n---\n\n# Plan\n", "---\nclient: [CLIENT]\n---\n\n# Plan\n"),
        ("code.py", 'client = "Marisol Vega"\n', 'client = "[CLIENT]"\n'),
    ],
    ids=lambda x: x if "." in x[-6:] else "",
)  # fmt: skip
def test_one_file_on_standard_output_keeps_its_format(
    casesafe_cli, work: Path, name: str, text: str, redacted: str
) -> None:  # type: ignore[no-untyped-def]
    """Separators, quotes, spaces and line ends stand; the same as under --out."""
    write(work / name, text)
    run = casesafe_cli("redact", name, "--no-model")
    assert (run.status, run.err) == (0, "")
    assert run.text == redacted
    assert casesafe_cli("redact", name, "--no-model", "--out", "out").status == 0
    assert Path("out", name).read_bytes() == run.out


def test_a_notebook_on_standard_output_is_one(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Cells, outputs and metadata; everything else as it was."""
    notebook = {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": ["# Client: Marisol Vega\n", "Calm."]},
            {"cell_type": "code", "execution_count": 2, "metadata": {}, "source": "1 + 1",
             "outputs": [{"name": "stdout", "output_type": "stream", "text": "413-555-0142\n"}]},
        ],
        "metadata": {"authors": [{"name": "Marisol Vega"}]}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    write(work / "n.ipynb", json.dumps(notebook, indent=1))
    run = casesafe_cli("redact", "n.ipynb", "--no-model")
    assert (run.status, run.err) == (0, "")
    redacted = run.json
    assert "Vega" not in run.text
    assert "0142" not in run.text
    assert redacted["cells"][0]["source"] == ["# Client: [CLIENT]\n", "Calm."]
    assert redacted["cells"][1]["source"] == "1 + 1"
    assert redacted["cells"][1]["execution_count"] == 2


def test_a_redaction_that_writes_nothing_leaves_nothing(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """All failed: status 3, each named, no output folder; one that stood there before stays."""
    write(work / "bad" / "a.docx", "PK")
    write(work / "bad" / "Vega.pdf", "%PDF-")
    write(work / "bad" / "c.json", '{"client": "Marisol Vega"')
    run = casesafe_cli("redact", "bad", "--out", "out", "--no-model")
    assert run.status == 3
    assert [line.split(": ")[0] for line in run.err.splitlines()] == [
        "bad/[PERSON].pdf",
        "bad/a.docx",
        "bad/c.json",
    ]
    assert "3 files discovered = 0 redacted + 0 skipped + 3 failed" in run.text
    assert not Path("out").exists()
    Path("out").mkdir()
    assert casesafe_cli("redact", "bad", "--out", "out", "--no-model").status == 3
    assert os.listdir("out") == []


def test_an_empty_folder_is_no_error(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Nothing is there and nothing was scanned: it is said."""
    Path("empty").mkdir()
    for command in (("scan", "empty"), ("redact", "empty", "--out", "out")):
        run = casesafe_cli(*command, "--no-model")
        assert run.status == 0
        assert "0 files discovered" in run.text
    assert casesafe_cli("scan", "empty", "--no-model").text.splitlines()[-1].startswith("Nothing")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("scan", "--include", "a//", "notes"), "--include: "),
        (("scan", "--exclude", "", "notes"), "--exclude: "),
        (("scan", "--workers", "0", "notes"), "--workers"),
        (("scan", "--max-bytes", "0", "notes"), "--max-bytes"),
        (("scan", "--format", "html", "notes"), "--format is text, json, jsonl or sarif"),
        (("scan", "notes", "--show-text"), "--show-text needs a terminal"),
        (("scan",), "Missing argument"),
        (("redact", "notes"), "several notes need --out FOLDER"),
        (("redact", "notes/a.txt", "--output", "r"), "a report needs --out FOLDER"),
        (("redact", "-", "--out", "out"), "not standard input"),
        (("scan", "-", "-"), "stands alone"),
        (("redact", "notes", "--out", "notes"), "lies in the input"),
        (("redact", "notes", "--out", "notes/out"), "lies in the input"),
        (("redact", "notes", "other/a.txt", "--out", "."), "would replace the original"),
        (("redact", "notes", "--out", "other/a.txt"), "is not a folder"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else "",
)
def test_wrong_use_says_what_is_wrong(casesafe_cli, args: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    """Status 2 before anything is read; nothing is printed but the reason, nothing written."""
    before = tree(".")
    run = casesafe_cli(*args)
    assert (run.status, run.out) == (2, b"")
    assert said in " ".join(run.err.split())
    assert tree(".") == before


@pytest.mark.parametrize("options", [(), ("--fail-on-flags",)], ids=str)
def test_standard_input_is_judged_as_a_note(casesafe_cli, options: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """scan reports it as `-`; redact gives it back with its line ends; flags count if asked."""
    note = b"City: Shaker Heights\r\n"
    status = 1 if options else 0
    limited = ("--policy", "hipaa-limited-data-set")
    run = casesafe_cli("scan", "-", *ALL, *limited, *options, stdin=note)
    assert (run.status, list(told(run))) == (status, ["-"])
    assert run.json["counts"]["findings"] == 1
    run = casesafe_cli("redact", "-", "--no-model", *limited, *options, stdin=note)
    assert (run.status, run.out, run.err) == (status, note, "")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_links_are_not_followed(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """In a folder a link is skipped with its reason, and one that is named must lead to a file."""
    os.symlink(work / "other", work / "notes" / "away")
    os.symlink(work / "other" / "a.txt", work / "notes" / "linked.txt")
    run = casesafe_cli("scan", "notes", *ALL)
    skipped = {path: reason for path, reason in told(run).items() if reason}
    assert skipped == dict.fromkeys(
        ("notes/away", "notes/linked.txt"), "a symbolic link, not followed"
    )
    named = casesafe_cli("scan", "notes/linked.txt", "notes/away", *ALL)
    assert named.status == 3
    assert [f["status"] for f in named.json["files"]] == ["scanned", "failed"]
