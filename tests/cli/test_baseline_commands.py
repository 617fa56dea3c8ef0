"""`casesafe baseline create|audit|prune`: options, messages and exit status, in real repositories."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

NAME = ".casesafe-baseline.json"
VIGNETTE = "Client: Hope Briggs\nCalled 413-555-0142.\n"


@pytest.fixture(autouse=True)
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a vignette and a note, and settings: the rules run alone."""
    root = tmp_path / "repo"
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main", "repo")
    monkeypatch.chdir(root)
    write("casesafe.toml", "no_model = true\n")
    write("cases/vignette.md", VIGNETTE)
    write("note.md", "Client: Marisol Vega\n")
    git("add", ".")
    return root


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def entries() -> list[dict[str, str]]:
    """Return the accepted findings, without the empty one that ends the list."""
    return [e for e in json.loads(Path(NAME).read_text("utf-8"))["entries"] if e]


def reasons() -> list[tuple[str, str, str]]:
    return [(e.get("path", "everywhere"), e["type"], e["reason"]) for e in entries()]


CASES = [
    ("cases/vignette.md", "PERSON", "invented vignettes"),
    ("cases/vignette.md", "PHONE_NUMBER", "invented vignettes"),
]


def test_create_accepts_what_the_hook_refuses(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """All that git tracks; it says how many, where the key lies and what to do next."""
    assert casesafe_cli("hook", "--staged").status == 1
    run = casesafe_cli("baseline", "create")
    (key,) = Path(os.environ["CASESAFE_CONFIG_DIR"]).rglob("*.key")
    assert (run.status, run.err) == (0, "")
    assert run.text.splitlines() == [
        f"{NAME}: 3 accepted, 3 of them new.",
        f"Its key is {key}; your team and CI need it too: see docs/keys.md.",
        "Next: look through them with `casesafe baseline audit`, and commit the file.",
    ]
    assert {reason for _, _, reason in reasons()} == {"unreviewed"}
    git("add", NAME)
    assert casesafe_cli("hook", "--staged").status == 0


def test_create_takes_paths_and_a_reason(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """Only those; what was accepted before keeps its reason, and the rest is added."""
    run = casesafe_cli("baseline", "create", "cases", "--reason", "invented vignettes")
    assert run.status == 0
    assert "Next" not in run.text
    assert reasons() == CASES
    run = casesafe_cli("baseline", "create", "--reason", "a colleague who agreed")
    assert run.text == f"{NAME}: 3 accepted, 1 of them new.\n"
    assert reasons() == [*CASES, ("note.md", "PERSON", "a colleague who agreed")]
    git("add", NAME)
    before = Path(NAME).stat().st_mtime_ns
    assert casesafe_cli("baseline", "create").text == f"{NAME}: 3 accepted, 0 of them new.\n"
    assert Path(NAME).stat().st_mtime_ns == before


def test_create_works_from_any_folder(casesafe_cli, repo: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Paths count from the current folder, entries from the root of the repository."""
    monkeypatch.chdir(repo / "cases")
    assert (
        casesafe_cli("baseline", "create", "vignette.md", "--reason", "invented vignettes").status
        == 0
    )
    monkeypatch.chdir(repo)
    assert reasons() == CASES


def test_scope_repo_accepts_a_value_in_every_file(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """An entry names no file then."""
    why = ("--reason", "the number of the practice")
    assert casesafe_cli("baseline", "create", "cases", "--scope", "repo", *why).status == 0
    assert {path for path, _, _ in reasons()} == {"everywhere"}
    write("other.md", "Call 413-555-0142.\n")
    git("add", ".")
    run = casesafe_cli("hook", "other.md", "--format", "json")
    assert run.status == 0
    (excused,) = run.json["files"][0]["excused"]
    assert (excused["by"], excused["reason"]) == ("baseline", "the number of the practice")


def test_a_new_key_begins_anew(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """Another key, other digests; what was accepted before is not carried over."""
    casesafe_cli("baseline", "create", "--reason", "invented vignettes")
    first = json.loads(Path(NAME).read_text("utf-8"))
    run = casesafe_cli("baseline", "create", "cases", "--new-key", "--reason", "looked at anew")
    assert run.status == 0
    second = json.loads(Path(NAME).read_text("utf-8"))
    assert first["key"] != second["key"]
    assert {r for _, _, r in reasons()} == {"looked at anew"}
    digests = [{e["digest"] for e in b["entries"] if e} for b in (first, second)]
    assert digests[0].isdisjoint(digests[1])
    assert len(list(Path(os.environ["CASESAFE_CONFIG_DIR"]).rglob("*.key"))) == 2


def test_the_key_of_the_environment_goes_first(casesafe_cli, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """As in CI: nothing is written for it, and another key is told."""
    monkeypatch.setenv("CASESAFE_BASELINE_KEY", "a1" * 32)
    run = casesafe_cli("baseline", "create", "--reason", "invented vignettes")
    assert (run.status, run.text) == (0, f"{NAME}: 3 accepted, 3 of them new.\n")
    assert list(Path(os.environ["CASESAFE_CONFIG_DIR"]).rglob("*.key")) == []
    assert "a1a1" not in Path(NAME).read_text("utf-8")
    monkeypatch.setenv("CASESAFE_BASELINE_KEY", "b2" * 32)
    for command in ("create", "audit", "prune"):
        run = casesafe_cli("baseline", command)
        assert (run.status, run.out) == (2, b"")
        assert "CASESAFE_BASELINE_KEY" in run.err
        assert "b2b2" not in run.err


def test_what_policy_and_roster_find_is_accepted(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """Options of the engine hold as for the hook."""
    write("roster.yaml", "- {type: PERSON, value: Sky Bell}\n")
    write("rule.yaml", "extends: peer-consultation\nrules: {PERSON: keep}\n")
    write("talk.md", "then sky bell spoke\n")
    git("add", "talk.md")
    casesafe_cli("baseline", "create", "talk.md", "--policy", "rule.yaml", "-r", "roster.yaml")
    assert entries() == []
    casesafe_cli("baseline", "create", "talk.md", "--roster", "roster.yaml", "--no-model")
    assert reasons() == [("talk.md", "PERSON", "unreviewed")]


def test_audit_names_places_and_reasons(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """1 while something is unreviewed, 0 once every entry has a reason; never the text."""
    casesafe_cli("baseline", "create")
    run = casesafe_cli("baseline", "audit")
    assert run.status == 1
    assert run.text.splitlines()[:4] == [
        "cases/vignette.md: PERSON (unreviewed): cases/vignette.md:1:9",
        "cases/vignette.md: PHONE_NUMBER (unreviewed): cases/vignette.md:2:8",
        "note.md: PERSON (unreviewed): note.md:1:9",
        "3 accepted, 3 unreviewed, 0 that stand nowhere any more.",
    ]
    assert "baseline audit --show-text" in run.text.splitlines()[-1]
    assert "Vega" not in run.text
    text = Path(NAME).read_text("utf-8").replace("unreviewed", "an invented person")
    Path(NAME).write_text(text, encoding="utf-8")
    run = casesafe_cli("baseline", "audit")
    assert run.status == 0
    assert run.text.splitlines()[-1] == "3 accepted, 0 unreviewed, 0 that stand nowhere any more."


def test_prune_takes_out_what_stands_nowhere(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """audit says so before, with 1; what is in the way of a whole scan is in the way of pruning."""
    casesafe_cli("baseline", "create", "--reason", "invented people")
    write("note.md", "Nobody is named here.\n")
    run = casesafe_cli("baseline", "audit")
    assert run.status == 1
    assert "note.md: PERSON (invented people): nowhere any more" in run.text
    assert "casesafe baseline prune" in run.text.splitlines()[-1]
    write("scan.pdf", "%PDF-")
    git("add", "scan.pdf")
    before = Path(NAME).read_bytes()
    run = casesafe_cli("baseline", "prune")
    assert run.status == 3
    assert (
        run.text == "Nothing was taken out: what could not be scanned may hold what is accepted.\n"
    )
    assert run.err == "scan.pdf: not scanned: not understood: a .pdf file\n"
    assert Path(NAME).read_bytes() == before
    git("rm", "-q", "-f", "scan.pdf")
    run = casesafe_cli("baseline", "prune")
    assert (run.status, run.text) == (0, f"{NAME}: 1 taken out, 2 left.\n")
    assert [path for path, _, _ in reasons()] == ["cases/vignette.md"] * 2
    assert casesafe_cli("baseline", "audit").status == 0
    assert casesafe_cli("baseline", "prune").text == f"{NAME}: 0 taken out, 2 left.\n"


def test_what_could_not_be_scanned_is_named(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """create accepts the rest, audit lists the rest: status 3; identifiers in a path are replaced."""
    write("Marisol Vega.docx", "PK")
    git("add", ".")
    for command in ("create", "audit"):
        run = casesafe_cli("baseline", command)
        assert run.status == 3
        assert run.err == "[PERSON].docx: not scanned: not understood: a .docx file\n"
        assert "Vega" not in run.text
    assert len(entries()) == 3
    run = casesafe_cli("baseline", "create", "no-such-file.md")
    assert (run.status, run.err) == (3, "no-such-file.md: not scanned: does not exist\n")


def test_settings_name_the_file_and_bound_the_scan(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """`baseline`, `exclude` and `policy` hold as for the hook."""
    write(
        "casesafe.toml", "no_model = true\nexclude = ['note.md']\nbaseline = 'ci/accepted.json'\n"
    )
    run = casesafe_cli("baseline", "create")
    assert run.status == 0
    assert not Path(NAME).exists()
    accepted = json.loads(Path("ci/accepted.json").read_text("utf-8"))
    assert {e["path"] for e in accepted["entries"] if e} == {"cases/vignette.md"}
    assert casesafe_cli("baseline", "audit").text.count("\n") == 4


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("create", "--scope", "all"), "--scope is file or repo"),
        (("create", "--reason", "as Hope Briggs asked"), "--reason holds an identifier"),
        (("create", "--no-model", "--model", "x"), "exclude each other"),
        (("create", "--policy", "no-such"), "there is no policy of that name"),
        (("audit",), f"there is no {NAME}; `casesafe baseline create` makes one"),
        (("prune",), f"there is no {NAME}; `casesafe baseline create` makes one"),
        (("prune", "note.md"), "unexpected extra argument"),
        (("audit", "--show-text"), "--show-text needs a terminal"),
        (("list",), "No such command"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else "",
)
def test_wrong_use_is_told(casesafe_cli, args: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    """Status 2 with the reason, and no baseline is made."""
    run = casesafe_cli("baseline", *args)
    assert (run.status, run.out) == (2, b"")
    assert said in " ".join(run.err.split())
    assert "Hope" not in run.err
    assert not Path(NAME).exists()


def test_a_baseline_that_is_none_is_told(casesafe_cli) -> None:  # type: ignore[no-untyped-def]
    """Status 2 and its name, by each command, and it is left as it is."""
    Path(NAME).write_text('{"casesafe-baseline": "Vega"}', encoding="utf-8")
    for command in ("create", "audit", "prune"):
        run = casesafe_cli("baseline", command)
        assert (run.status, run.out) == (2, b"")
        assert NAME in run.err
        assert "Vega" not in run.err
    assert "Vega" in Path(NAME).read_text("utf-8")


def test_without_a_repository_there_is_no_baseline(
    casesafe_cli, tmp_path: Path, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    """It would not be known what its entries count from."""
    monkeypatch.chdir(tmp_path)
    for command in ("create", "audit", "prune"):
        run = casesafe_cli("baseline", command)
        assert (run.status, run.out) == (3, b"")
        assert run.err == "casesafe: not a git repository\n"
