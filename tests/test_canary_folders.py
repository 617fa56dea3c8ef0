"""No text sideways from folders, formats, the hook, baselines and doctor: planted names and numbers.

They stand in notes, in the names of files and folders, in git, in settings and in a baseline's
reason. They are looked for in all that a command prints, in logs, in reports, in what is remembered
and in what is written.
"""

from __future__ import annotations

import csv
import io
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casesafe.cli.main import main

SECRETS = ("Xanthippe", "Quillfeather", "555-0177", "7744119", "Oxlade", "Thistlegrave")
LINE = "Client: Xanthippe Quillfeather, MRN: 7744119, called from 413-555-0177.\n"
FILES = {
    "Xanthippe Quillfeather/intake.txt": LINE,
    "Quillfeather_Intake_2024-03-04.md": "# Intake\n\n" + LINE,
    "Intake Xanthippe Quillfeather.pdf": "%PDF-1.4 " + LINE,
    "bytes of Xanthippe Quillfeather.txt": LINE + "\udcff",
    "cells.csv": 'Name,Phone\n"Quillfeather, Xanthippe",413-555-0177\n',
    "broken.json": '{"client": "Xanthippe Quillfeather", ',
    "values.json": '{"client_name": "Xanthippe Quillfeather", "phone": "413-555-0177"}\n',
    "picture.md": LINE + "![Xanthippe](data:image/png;base64,aGVsbG8=)\n",
    "allowed.txt": f"{LINE[:-1]} # casesafe: allow PERSON: ask Xanthippe Quillfeather about it\n",
    "void.txt": f"{LINE[:-1]} # casesafe: allow Thistlegrave: an invented example\n",
}


def secrets_in(shown: str | bytes) -> list[str]:
    """Return the planted texts that stand in what was shown, in any case."""
    low = (os.fsdecode(shown) if isinstance(shown, bytes) else shown).lower()
    return [s for s in SECRETS if s.lower() in low]


def secrets_below(folder: Path) -> list[tuple[str, str]]:
    """Return the planted texts in the names and bytes of all that lies in a folder."""
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        data = os.fsencode(name) + (path.read_bytes() if path.is_file() else b"")
        found += [(name, s) for s in secrets_in(data)]
    return found


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one clean commit, in which all files are staged."""
    root = tmp_path / "work"
    for name, text in FILES.items():
        path = root / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    (root / "casesafe.toml").write_text("no_model = true\n", encoding="utf-8")
    (root / "message").write_text(f"Notes of {LINE}", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PREK_HOME", str(tmp_path / "prek"))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    (tmp_path / "pre-commit").mkdir()
    patch = tmp_path / "pre-commit" / "patch1700000000-7"
    patch.write_text(f"diff --git a/Quillfeather.md b/Quillfeather.md\n+{LINE}", encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "casesafe.toml")
    git("commit", "-q", "-m", "settings")
    git("add", "notes")
    return root


Told = Callable[[str], tuple[int, str]]


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> Iterator[Told]:
    """Return a function that runs a command and gives its status and all that it said anywhere."""
    caplog.set_level(logging.DEBUG)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")

        def run(arguments: str) -> tuple[int, str]:
            monkeypatch.setattr(
                sys, "argv", ["casesafe", *next(csv.reader([arguments], delimiter=" "))]
            )
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE.encode())))
            capfd.readouterr()
            status = 0
            try:
                main()
            except SystemExit as done:
                status = int(done.code or 0)
            said = capfd.readouterr()
            return status, "\n".join([said.out, said.err, caplog.text, *map(str, warned)])

        yield run


def test_the_canary_can_be_seen(folder: Path, own_home: Path) -> None:
    """What is planted would be found, in content and in names."""
    assert {s for _, s in secrets_below(folder)} == {*SECRETS} - {"Oxlade"}
    assert secrets_below(own_home) == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("scan notes", 3),
        ("scan notes --format json", 3),
        ("scan notes --format jsonl", 3),
        ("scan notes --format sarif", 3),
        ("scan notes --output report", 3),
        ("scan notes --format sarif --output report", 3),
        ("scan notes --workers 2", 3),
        ("scan notes/Quillfeather_Intake_2024-03-04.md", 1),
        ('"scan" "notes/Intake Xanthippe Quillfeather.pdf"', 3),
        ('"scan" "notes/Xanthippe Quillfeather" --max-bytes 5', 3),
        ("scan - --format json", 1),
        ("redact notes/broken.json", 3),
        ("redact notes/picture.md", 3),
        ('"redact" "notes/bytes of Xanthippe Quillfeather.txt"', 3),
        ('"redact" "notes/Intake Xanthippe Quillfeather.pdf"', 3),
        ('"redact" "notes/Xanthippe Quillfeather/none.txt"', 3),
        ("redact notes/Quillfeather_Intake_2024-03-04.md", 0),
        ("redact notes/cells.csv", 0),
        ("redact notes --out ../out", 3),
        ("redact notes --out ../out --format sarif --workers 2", 3),
        ("hook --staged", 3),
        ("hook --staged --format sarif", 3),
        ("hook notes/Quillfeather_Intake_2024-03-04.md notes/cells.csv", 1),
        ("hook --commit-message message", 1),
        ("baseline create --new-key", 3),
        ('"baseline" "create" --new-key --reason "as Xanthippe Quillfeather asked"', 2),
        ("baseline audit", 2),
        ("baseline prune", 2),
        ("doctor", 1),
        ("doctor --format json", 1),
        ("doctor --forget", 1),
    ],
)
def test_no_command_shows_or_keeps_text(
    folder: Path, own_home: Path, told: Told, arguments: str, status: int
) -> None:
    """Neither printed nor logged, in no report, record, key or output; also on a second run."""
    for _ in range(2):
        got, said = told(arguments)
        assert (got, secrets_in(said)) == (status, [])
        assert said.strip()
    assert secrets_below(own_home) == []
    written = [folder / "report", folder / ".casesafe-baseline.json"]
    assert [secrets_in(p.read_bytes()) for p in written if p.exists()] in ([], [[]])
    if "--out " in arguments:
        assert (folder.parent / "out").is_dir()
        left = secrets_below(folder.parent / "out")
        assert left == [("void.txt", "Thistlegrave")]  # nothing says that it is a name


def test_a_range_shows_no_text(folder: Path, own_home: Path, told: Told) -> None:
    """Nor what of it lies in a commit."""
    git("commit", "-q", "--no-verify", "-m", "notes")
    for form in ("text", "jsonl"):
        status, said = told(f"hook --range HEAD~1..HEAD --format {form}")
        assert (status, secrets_in(said)) == (3, [])
    assert secrets_below(own_home) == []


def test_a_baseline_shows_no_text(folder: Path, own_home: Path, told: Told) -> None:
    """Made, used, audited and pruned; with its key missing and with another one."""
    for name in FILES:
        if not name.startswith(("Q", "cells", "values")):
            (folder / "notes" / name).unlink()
    git("add", "--all")
    for arguments, expected in (
        ("baseline create --new-key", 0),
        ("baseline audit", 1),
        ("hook --staged", 0),
        ("baseline prune", 0),
    ):
        status, said = told(arguments)
        assert (status, secrets_in(said)) == (expected, []), arguments
        if arguments.startswith("baseline create"):
            git("add", ".casesafe-baseline.json")
    baseline = (folder / ".casesafe-baseline.json").read_text("utf-8")
    assert baseline.count('"digest"') > 3
    assert secrets_in(baseline) == []
    assert secrets_below(own_home) == []
    (key,) = (own_home / "config").rglob("*.key")
    key.unlink()
    for arguments in ("hook --staged", "baseline audit", "baseline create", "doctor"):
        status, said = told(arguments)
        assert status in (1, 2)
        assert secrets_in(said) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("casesafe.toml", "policy = 'Xanthippe'\n"),
        ("casesafe.toml", "Xanthippe Quillfeather = 1\n"),
        ("casesafe.toml", "'Xanthippe Quillfeather' = 1\n"),
        ("casesafe.toml", "exclude = ['[Oxlade', 7744119]\n"),
        ("casesafe.toml", "workers = 'Oxlade'\n"),
        ("casesafe.toml", "reference_date = 'Oxlade'\n"),
        ("casesafe.toml", "encoding = 'Oxlade'\n"),
        ("casesafe.toml", "roster = 'Oxlade.yaml'\nno_model = 'Thistlegrave'\n"),
        (".casesafe-baseline.json", '{"Oxlade": "Xanthippe"}'),
        (".casesafe-baseline.json", "Xanthippe Quillfeather"),
    ],
    ids=lambda x: x.replace("\n", " "),
)
def test_bad_settings_and_baselines_show_no_value(
    folder: Path, told: Told, name: str, text: str
) -> None:
    """Status 2, the file named, and nothing of what stands in it."""
    (folder / name).write_text(text, encoding="utf-8")
    for arguments in ("hook notes/cells.csv", "baseline audit", "doctor"):
        status, said = told(arguments)
        assert status == (1 if arguments == "doctor" else 2), arguments
        assert secrets_in(said) == []
        assert name in said


def test_a_fault_shows_neither_text_nor_path(
    folder: Path, own_home: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file's own name cannot be examined, it is not shown either."""

    def explode(self: object, text: str, **_: object) -> None:
        raise ZeroDivisionError(text) from KeyError(text)

    monkeypatch.setattr("casesafe.guard.Guard.find", explode)
    monkeypatch.setattr("casesafe.guard.Guard.redact", explode)
    for arguments in ("scan notes", "redact notes --out ../out", "hook --staged --format json"):
        status, said = told(arguments)
        assert (status, secrets_in(said)) == (3, [])
        assert "ZeroDivisionError" in said
    assert secrets_below(own_home) == []
