"""What the hook says: never a text, always what to do; text on a terminal where it is asked for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Hook, Repo

NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
CLEAN = "We spoke about sleep and work.\n"
#: Words of the notes below; none may be said.
CANARIES = ("Odalys", "Ferreira", "0138", "Okafor", "zebrafish", "Zanders")


@pytest.fixture
def odd(repo: Repo) -> Repo:
    """A repository with a name in a file's name, and files that cannot be read or understood."""
    repo.stage("Okafor_Intake.md", NAMED + "A zebrafish.\n")
    repo.stage("broken.json", '{"zebrafish": "Odalys Ferreira-Bunt",,}')
    repo.stage("broken.csv", b"zebrafish,Odalys \xff\xfe Ferreira-Bunt\n")
    repo.stage("zebrafish.docx", b"PK\x03\x04 Odalys Ferreira-Bunt")
    repo.stage("broken.ipynb", '{"cells": [{"source": 7, "zebrafish": "Odalys Ferreira-Bunt"}]}')
    return repo


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif"])
def test_no_text_is_said_in_any_format(odd: Repo, hook: Hook, tmp_path: Path, format: str) -> None:
    """Neither on standard output nor error nor in a file; the name of a file is no secret."""
    said = hook("--staged", "--format", format)
    written = hook("--staged", "--format", format, "--output", str(tmp_path / "report"))
    assert (said.status, written.status) == (3, 3)
    text = said.said + written.said + (tmp_path / "report").read_text("utf-8")
    assert "broken.json" in text
    text = text.replace("zebrafish.docx", "")
    assert [word for word in CANARIES if word in text] == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"casesafe.toml": "policy = 'Zanders'\n"}, "there is no policy of that name"),
        ({"casesafe.toml": "no_modle = 'Zanders'\n"}, "casesafe.toml"),
        ({"casesafe.toml": "encoding = 'Zanders'\n"}, "encoding"),
        ({"casesafe.toml": "roster = 'r.yaml'\n", "r.yaml": "- Zanders: 1\n"}, "r.yaml"),
        ({"casesafe.toml": "policy = 'p.yaml'\n", "p.yaml": "allow: {Zanders: 1}\n"}, "p.yaml"),
    ],
    ids=["policy", "key", "encoding", "roster", "policy-file"],
)
def test_settings_that_cannot_be_used_are_status_2(
    repo: Repo, hook: Hook, broken: dict[str, str], said: str
) -> None:
    """One line that says where; nothing was read."""
    repo.stage("note.md", NAMED)
    for name, text in broken.items():
        repo.write(name, text)
    run = hook()
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert run.err.count("\n") == 1
    assert "Zanders" not in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("content", "last"),
    [
        (NAMED, "2 findings must change before sharing (policy peer-consultation, rules alone): "),
        (b"\0", "1 file not scanned: convert, repair or exclude it (policy peer-consultation, "),
        (CLEAN, "Clean (policy peer-consultation, rules alone)"),
    ],
    ids=["found", "not-read", "clean"],
)
def test_the_last_line_says_what_to_do(
    repo: Repo, hook: Hook, content: str | bytes, last: str
) -> None:
    """And under which policy."""
    repo.stage("note.md", content)
    assert hook().last.startswith(last)


def test_show_text_is_refused_where_there_is_no_terminal(repo: Repo, hook: Hook) -> None:
    """Such as in CI, whose logs stay."""
    repo.stage("note.md", NAMED)
    run = hook("--staged", "--show-text")
    assert (run.status, run.out) == (2, "")
    assert "--show-text needs a terminal" in run.err


def on_terminal(repo: Repo, *arguments: str) -> tuple[int, str]:
    """Run casesafe on a terminal of its own; return the status and what it showed."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "casesafe", *arguments],
        cwd=repo.root,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "120", "TERM": "dumb"},
    )
    os.close(theirs)
    shown = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        while True:
            try:
                part = terminal.read(4096)
            except OSError:  # Linux says so where others say the end
                break
            if not part:
                break
            shown += part
    return process.wait(), shown.decode("utf-8")


def test_on_a_terminal_text_is_shown_only_where_asked_for(repo: Repo, hook: Hook) -> None:
    """What was found before is found again, with its text."""
    repo.stage("note.md", NAMED)
    hook()
    status, shown = on_terminal(repo, "hook", "--staged")
    assert status == 1
    assert "PERSON" in shown
    assert "Ferreira" not in shown
    status, shown = on_terminal(repo, "hook", "--staged", "--show-text")
    assert status == 1
    assert "Odalys Ferreira-Bunt" in shown
    assert "413-555-0138" in shown


def test_an_allow_comment_excuses_its_line_and_is_listed(
    repo: Repo, casesafe: Hook, hook: Hook
) -> None:
    """With its reason; `redact` does not know it, and a comment without reason excuses nothing."""
    said = "<!-- casesafe: allow: a fictional example -->\n"
    repo.stage("note.md", NAMED.rstrip("\n") + "  " + said + CLEAN)
    run = hook()
    assert run.status == 0
    assert run.out.count("allowed by comment (a fictional example)") == 2
    assert "0 findings, 2 more accepted" in run.out
    assert "Ferreira" not in casesafe("redact", "note.md").out
    report = json.loads(hook("--staged", "--format", "json").out)
    (file,) = report["files"]
    assert {(e["by"], e["reason"]) for e in file["excused"]} == {("comment", "a fictional example")}


@pytest.mark.parametrize("format", ["text", "json", "jsonl"])
def test_an_allow_comment_that_does_not_hold_is_told(repo: Repo, hook: Hook, format: str) -> None:
    """Without a reason it excuses nothing, and the report says why."""
    repo.stage("note.md", NAMED.rstrip("\n") + "  <!-- casesafe: allow -->\n")
    run = hook("--staged", "--format", format)
    assert run.status == 1
    assert "there is no colon before the reason" in run.said


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_is_one_line_and_status_3(repo: Repo, hook: Hook) -> None:
    """A run that was cut short is never clean, and leaves nothing behind."""
    note = "".join(
        f"Session {n}: we spoke about sleep and work at length.\n" for n in range(40_000)
    )
    repo.stage("note.md", note)
    process = subprocess.Popen(
        [sys.executable, "-v", "-m", "casesafe", "hook", "--staged"],
        cwd=repo.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    assert process.stderr is not None
    for line in process.stderr:  # the last part that is loaded before notes are read
        if line.startswith("import 'casesafe.resolve"):
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    (said,) = (x for x in err.split("\n") if x.startswith(("casesafe:", "Traceback")))
    assert (process.returncode, out) == (3, "")
    assert said.startswith("casesafe: interrupted")
