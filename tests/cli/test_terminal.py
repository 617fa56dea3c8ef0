"""What a person sees: on a real terminal of 80 columns, with and without --show-text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

WIDTH = 80
# Colours, and what a progress bar does to the line it stands on.
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SURFACES = ("Marisol Vega", "413-555-0142")
Shown = Callable[..., tuple[int, list[str]]]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two notes, one with a name in its own, and a repository around them."""
    monkeypatch.chdir(tmp_path)
    Path("casesafe.toml").write_text("no_model = true\n", encoding="utf-8")
    note = "Client: Marisol Vega\nCalled from 413-555-0142.\n"
    for name in ("Vega_Intake.txt", "note.txt"):
        (tmp_path / "notes").mkdir(exist_ok=True)
        (tmp_path / "notes" / name).write_text(note, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    return tmp_path


@pytest.fixture
def shown() -> Shown:
    """Return a function that runs casesafe on a terminal; gives its status and the lines shown."""
    import fcntl
    import pty
    import struct
    import termios

    def run(*args: str) -> tuple[int, list[str]]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
        environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
        process = subprocess.Popen(
            [sys.executable, "-m", "casesafe", *args],
            stdin=theirs, stdout=theirs, stderr=theirs,
            env={**environment, "TERM": "xterm-256color"},
        )  # fmt: skip
        os.close(theirs)
        data = b""
        try:
            while piece := os.read(ours, 65536):
                data += piece
        except OSError:  # Linux says so when the other end is closed
            pass
        finally:
            os.close(ours)
        lines = _CONTROL.sub("", data.decode("utf-8")).replace("\r\n", "\n").split("\n")
        return process.wait(), [line.rpartition("\r")[2] for line in lines]

    return run


def test_a_scan_shows_a_table_and_what_to_do(shown: Shown) -> None:
    """By file and type, within the width; the next steps a line each; no text."""
    status, lines = shown("scan", "notes")
    assert status == 1
    assert all(len(line) <= WIDTH for line in lines)
    text = "\n".join(lines)
    assert "Identifiers by file and type" in text
    assert "notes/[PERSON]_Intake.txt" in text
    assert not any(s in text for s in (*SURFACES, "Vega"))
    steps = [line.split() for line in lines if line.startswith("  ") and "casesafe" in line]
    assert [step[:3] for step in steps] == [
        ["look", "casesafe", "scan"],
        ["redact", "casesafe", "redact"],
        ["accept", "casesafe", "baseline"],
    ]


@pytest.mark.parametrize("command", ["scan notes", "hook notes/Vega_Intake.txt notes/note.txt"])
def test_text_is_shown_where_it_is_asked_for(shown: Shown, command: str) -> None:
    """Under the path as it is, a line a finding, with its text; remembered or not."""
    for _ in range(2):
        status, lines = shown(*command.split(), "--show-text")
        assert status == 1
        indented = [line for line in lines if line.startswith("  ") and line.strip()]
        assert [line.strip().split(maxsplit=3) for line in indented[:5]] == [
            ["name", "PERSON", "label", "Vega"],
            ["1:9", "PERSON", "label", "Marisol Vega"],
            ["2:13", "PHONE_NUMBER", "redact", "413-555-0142"],
            ["1:9", "PERSON", "label", "Marisol Vega"],
            ["2:13", "PHONE_NUMBER", "redact", "413-555-0142"],
        ]
        assert "notes/Vega_Intake.txt" in lines


def test_text_goes_to_no_file(shown: Shown, work: Path) -> None:
    """A report in a file, and the other formats, hold none even then."""
    for args in (["--output", "r.txt"], ["--format", "json"], ["--format", "sarif"]):
        status, lines = shown("scan", "notes", "--show-text", *args)
        assert status == 1
        assert not any(s in "\n".join(lines) for s in SURFACES)
    assert not any(s in Path("r.txt").read_text("utf-8") for s in (*SURFACES, "Vega"))


def test_an_audit_shows_what_was_accepted(shown: Shown) -> None:
    """Only where it is asked for."""
    assert shown("baseline", "create")[0] == 0
    status, lines = shown("baseline", "audit")
    assert status == 1
    assert not any(s in "\n".join(lines) for s in (*SURFACES, "Vega"))
    status, lines = shown("baseline", "audit", "--show-text")
    assert status == 1
    assert "notes/note.txt: PERSON 'Marisol Vega' (unreviewed): notes/note.txt:1:9" in lines


def test_a_redaction_shows_where_it_wrote(shown: Shown) -> None:
    """A line a note, and advice; names replaced."""
    status, lines = shown("redact", "notes", "--out", "out")
    assert status == 0
    assert "notes/[PERSON]_Intake.txt -> out/[PERSON]_Intake.txt: 3 replaced" in lines
    assert "Vega" not in "\n".join(lines)
    assert "Read what was written before you share it." in " ".join("\n".join(lines).split())


@pytest.mark.parametrize("command", ["", "scan", "redact", "hook", "baseline create", "doctor"])
def test_help_fits_and_is_plain(shown: Shown, command: str) -> None:
    """Within the width, no line broken in the middle of a sentence, and no boxes."""
    status, lines = shown(*command.split(), "--help")
    assert status == 0
    assert all(len(line) <= WIDTH for line in lines)
    assert "Options:" in lines
    assert "│" not in "\n".join(lines)
