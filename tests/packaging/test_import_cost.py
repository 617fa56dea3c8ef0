"""`import casesafe` and `casesafe --help` stay light."""

from __future__ import annotations

import subprocess
import sys

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
