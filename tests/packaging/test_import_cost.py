"""`import casesafe` and `casesafe --help` stay light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "presidio_analyzer", "presidio_anonymizer", "onnxruntime", "torch", "numpy")


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(' '.join(sorted(m for m in sys.modules if '.' not in m)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "code",
    [
        "import casesafe",
        "import casesafe; casesafe.load_policy('peer-consultation')",
        "import casesafe; casesafe.Finding, casesafe.Redaction, casesafe.NoteError, casesafe.Span",
        "import sys; sys.argv = ['casesafe', '--help']\n"
        "from casesafe.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass",
        "import sys; sys.argv = ['casesafe', 'rules', 'list']\n"
        "from casesafe.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass",
    ],
    ids=["import", "policy", "values", "help", "rules"],
)
def test_no_heavy_library_is_loaded(code: str) -> None:
    """Neither spaCy nor Presidio nor a model runtime is imported before it is needed."""
    assert not loaded_after(code) & set(HEAVY)


@pytest.mark.parametrize("arguments", [["--staged"], ["note.md", "cells.csv", "n.ipynb"]], ids=str)
def test_a_hook_on_what_is_remembered_loads_next_to_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Neither the engine nor what checks policies nor the parser of options: so it is quick."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("note.md", "The hour was spent on the empty chair.\n"),
        ("cells.csv", "session,mood\n1,fair\n"),
        ("n.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n'),
    ):
        Path(name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "note.md", "cells.csv", "n.ipynb"], check=True)
    code = (
        f"import sys; sys.argv = ['casesafe', 'hook', *{arguments}]\n"
        "from casesafe.cli.main import main\n"
        "try: main()\nexcept SystemExit as done: assert done.code == 0, done.code"
    )
    assert {"spacy", "pydantic"} <= loaded_after(code)
    assert not loaded_after(code) & {*HEAVY, "pydantic", "typer", "click", "rich", "yaml"}
