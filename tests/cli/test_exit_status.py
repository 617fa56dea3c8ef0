"""Every exit status of every command, each reached once, as docs/exit-status.md tells it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

GOLD = '{"id": "1", "text": "Dr. Abara called.", "spans": []}\n'
#: Command and status -> arguments; what they need is made by `work`.
REACHED = {
    ("scan", 0): "scan clean.txt",
    ("scan", 1): "scan note.txt",
    ("scan", 2): "scan note.txt --policy none.yaml",
    ("scan", 3): "scan note.txt a.docx",
    ("hook", 0): "hook clean.txt",
    ("hook", 1): "hook --staged",
    ("hook", 2): "hook",
    ("hook", 3): "hook --range none..HEAD",
    ("redact", 0): "redact note.txt",
    ("redact", 1): "redact town.txt --policy hipaa-limited-data-set --fail-on-flags",
    ("redact", 2): "redact note.txt clean.txt",
    ("redact", 3): "redact . --out ../out",
    ("baseline create", 0): "baseline create note.txt",
    ("baseline create", 2): "baseline create --scope none",
    ("baseline create", 3): "baseline create a.docx",
    ("baseline audit", 0): "baseline audit",
    ("baseline audit", 1): "baseline audit",
    ("baseline audit", 2): "baseline audit",
    ("baseline audit", 3): "baseline audit",
    ("baseline prune", 0): "baseline prune",
    ("baseline prune", 2): "baseline prune",
    ("baseline prune", 3): "baseline prune",
    ("doctor", 0): "doctor",
    ("doctor", 1): "doctor",
    ("doctor", 2): "doctor --format sarif",
    ("evaluate", 0): "evaluate gold.jsonl",
    ("evaluate", 2): "evaluate gold.jsonl --policy none.yaml",
    ("evaluate", 3): "evaluate none.jsonl",
    ("rules", 0): "rules list",
    ("rules", 2): "rules check none.yaml",
}
#: What has to be done before, where it is more than the files.
BEFORE = {
    ("baseline audit", 0): "baseline create --reason invented",
    ("baseline audit", 1): "baseline create",
    ("baseline audit", 3): "baseline create",
    ("baseline prune", 0): "baseline create",
    ("baseline prune", 3): "baseline create",
}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a note, clean and other text, and a file that is not understood."""
    root = tmp_path / "work"
    root.mkdir()
    monkeypatch.chdir(root)
    for name, text in {
        "note.txt": "Client: Marisol Vega\n",
        "clean.txt": "The hour was quiet.\n",
        "town.txt": "City: Shaker Heights\n",
        "gold.jsonl": GOLD,
        "a.docx": "PK",
        "casesafe.toml": "no_model = true\n",
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    for program in ("PRE_COMMIT_HOME", "PREK_HOME"):
        monkeypatch.setenv(program, str(tmp_path / program))
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "note.txt", "clean.txt"], check=True)
    return root


@pytest.mark.parametrize("case", REACHED, ids=lambda c: f"{c[0]} {c[1]}")
def test_every_status_is_reached(casesafe_cli, work: Path, case: tuple[str, int]) -> None:  # type: ignore[no-untyped-def]
    """Each command ends with each of its statuses; a reason stands on standard error for 2 and 3."""
    command, status = case
    if case in BEFORE:
        assert casesafe_cli(*BEFORE[case].split()).status == 0
    if status == 3 and command in ("baseline audit", "baseline prune"):
        subprocess.run(["git", "add", "a.docx"], check=True)
    if case == ("doctor", 1):
        Path(".pre-commit-config.yaml").write_text(
            "repos: [{repo: x, hooks: [{id: casesafe}]}]\n", encoding="utf-8"
        )
    run = casesafe_cli(*REACHED[case].split())
    assert run.status == status, run
    assert bool(run.err) == (status > 1)
    assert "Vega" not in run.text + run.err


def test_the_table_of_the_documentation_tells_these_statuses() -> None:
    """Of each column, those rows that are not empty, and no others."""
    page = (Path(__file__).parents[2] / "docs" / "exit-status.md").read_text("utf-8")
    table = page.split("\n\n")[1].splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table]
    told = {
        (command, int(row[0]))
        for row in rows[2:]
        for head, cell in zip(rows[0][1:], row[1:], strict=True)
        if cell
        for command in re.findall(r"`(\w+)`", head)
    }
    reached = {(command.split()[0], status) for command, status in REACHED}
    assert told - reached == {("rules", 3)}  # one column tells of evaluate and rules together
    assert reached - told == set()
