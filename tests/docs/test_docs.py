"""The documentation names everything there is, and what it shows works."""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main
from typer.testing import CliRunner

from casesafe.cli.app import app
from casesafe.core.entity_types import DIRECT_TYPES, ENTITY_TYPES, POLICY_ONLY_TYPES, QUASI_TYPES
from casesafe.core.finding import Action
from casesafe.core.roles import ROLES
from casesafe.operators.table import OPERATORS
from casesafe.policy import Policy
from casesafe.recognizers.registry import built_in
from casesafe.scan.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
DOCS = {p.stem: p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text("utf-8")
GOLDEN = ROOT / "tests" / "golden"
#: Cells of each line of the table: type, paragraph, kind, recognizers, format, known misses.
ROWS = {
    cells[0].strip("` "): cells
    for line in DOCS["entity-types"].split("\n")
    if line.startswith("| `") and len(cells := re.split(r"\s+\|\s+|^\|\s+|\s+\|$", line)[1:-1]) == 6
}
FINDERS = {
    name: {r.NAME for r in built_in() if name in r.ENTITIES and r.NAME != "model"}
    for name in ENTITY_TYPES
}


def test_every_type_has_one_line() -> None:
    """All of core, no other."""
    assert set(ROWS) == set(ENTITY_TYPES)


@pytest.mark.parametrize("name", ENTITY_TYPES)
def test_the_line_of_a_type_tells_what_the_code_does(name: str) -> None:
    """Paragraph, kind and recognizers as in the code; format and known misses in words."""
    _, paragraph, kind, recognizers, form, misses = ROWS[name]
    known = ENTITY_TYPES[name]
    assert paragraph == (known.category.value if known.category else "-")
    assert kind == known.kind.value
    assert set(re.findall(r"`(\w+)`", recognizers)) == FINDERS[name]
    assert len(form) > 10
    assert misses


@pytest.mark.parametrize("name", ENTITY_TYPES)
def test_every_type_has_a_recognizer_of_its_own(name: str) -> None:
    """One that lists it, the model aside."""
    assert FINDERS[name]


@pytest.mark.parametrize("name", ENTITY_TYPES)
def test_every_type_has_a_golden_table(name: str) -> None:
    """Its letter, or what kind of type it is, stands before its name."""
    known = ENTITY_TYPES[name]
    assert name in (*DIRECT_TYPES, *QUASI_TYPES, *POLICY_ONLY_TYPES)
    letter = known.category.value if known.category else ""
    prefix = {"direct": letter, "quasi": "quasi", "policy-only": "policy"}[known.kind.value]
    assert (GOLDEN / f"{prefix}_{name}.yaml").is_file()


@pytest.mark.parametrize("recognizer", built_in(), ids=lambda r: r.NAME)
def test_every_recognizer_tells_source_and_known_misses(recognizer: object) -> None:
    """In its docstring or its module's."""
    told = f"{type(recognizer).__doc__} {sys.modules[type(recognizer).__module__].__doc__}"
    assert re.search(r"\bSources?\b", told)
    assert "nown misses" in told


def test_every_action_key_and_role_is_documented() -> None:
    """In the policies' page; each as code."""
    text = DOCS["policies"]
    names = {*(a.value for a in Action), *(a.value for a in OPERATORS), "extends"}
    names |= set(Policy.model_fields)
    assert [n for n in sorted(names) if f"`{n}`" not in text] == []
    plain = [
        r for r in ("client", "clinician", "other", "relative") if r in ROLES or r == "relative"
    ]
    assert [r for r in plain if f"`{r}`" not in text] == []


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its path: `rules show`."""
    todo = [("", typer.main.get_command(app))]
    while todo:
        path, command = todo.pop()
        below = getattr(command, "commands", {})
        todo += [(f"{path} {name}".strip(), c) for name, c in below.items()]
        if not below:
            yield path, command


COMMANDS = dict(_commands())


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_documented(path: str) -> None:
    """In the page on exit status and output; the commands in the README too."""
    text = DOCS["exit-status"]
    assert f"`casesafe {path}" in text
    options = [o for p in COMMANDS[path].params for o in p.opts if o.startswith("-")]
    assert [o for o in options if f"`{o}`" not in text] == []
    assert f"casesafe {path.split()[0]}" in README


def test_every_option_that_is_documented_exists() -> None:
    """The table of options names no other."""
    table = re.findall(r"^\| (`-[^|]+) \|", DOCS["exit-status"], re.MULTILINE)
    named = {o for cell in table for o in re.findall(r"`(-[\w-]+)`", cell)}
    existing = {o for c in COMMANDS.values() for p in c.params for o in p.opts}
    assert named - existing - {"--version", "--help"} == set()


def test_the_json_that_is_shown_has_the_keys_of_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same keys at each level."""
    (shown,) = re.findall(r"```json\n(.*?)```", DOCS["reports"], re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(
        "Client: Odile Marchetti\nClient: Ana Vega <!-- casesafe: allow: an invented example -->\n",
        encoding="utf-8",
    )
    run = CliRunner().invoke(app, ["scan", "a.txt", "--no-model", "--format", "json"])
    example, real = json.loads(shown), json.loads(run.output)
    for a, b in (
        (example, real),
        (example["counts"], real["counts"]),
        (example["files"][0], real["files"][0]),
        (example["files"][0]["findings"][0], real["files"][0]["findings"][0]),
        (example["files"][0]["excused"][0], real["files"][0]["excused"][0]),
    ):
        assert list(a) == list(b)
    counts = example["counts"]
    assert counts["discovered"] == counts["scanned"] + counts["skipped"] + counts["failed"]


def test_every_option_that_stands_for_a_setting_exists() -> None:
    """The last cell of each line of the table of keys; all but the baseline have one."""
    rows = re.findall(r"^\| `(\w+)` \|.*\|(?: `(.*)`)? \|$", DOCS["settings"], re.MULTILINE)
    options = {o for p in COMMANDS["scan"].params for o in p.opts}
    assert [key for key, option in rows if option not in options] == ["baseline"]


@pytest.mark.parametrize("page", ["settings", "README"])
def test_the_settings_that_are_shown_are_valid(page: str, tmp_path: Path) -> None:
    """Each TOML block, as the file that it is said to be."""
    blocks = re.findall(r"```toml\n(.*?)```", README if page == "README" else DOCS[page], re.DOTALL)
    assert blocks
    for block in blocks:
        path = tmp_path / ("pyproject.toml" if "[tool.casesafe]" in block else "casesafe.toml")
        path.write_text(block, encoding="utf-8")
        assert load_settings(path) != Settings()


@pytest.mark.parametrize("page", sorted({*DOCS, "README"}))
def test_links_lead_somewhere(page: str) -> None:
    """Each relative link names a file or folder of the checkout."""
    text, base = (README, ROOT) if page == "README" else (DOCS[page], ROOT / "docs")
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [t for t in targets if not (base / t).exists()] == []


def test_the_recognizer_that_is_shown_works(tmp_path: Path) -> None:
    """The example of the page on writing one runs as it stands, its check included."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS["writing-a-recognizer"], re.DOTALL)
    example = tmp_path / "example.py"
    example.write_text(code, encoding="utf-8")
    assert "BayRecognizer" in runpy.run_path(str(example))
