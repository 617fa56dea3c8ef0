"""Settings: found upward, under the command line, relative to their own file; errors with a place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

NOTE = "Client: Marisol Vega\n"
FLAGGED = "City: Shaker Heights\n"
#: Whoever is born then is 90 in 2026.
BORN = "DOB: 3/14/1936\n"


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: it lies beside the notes and their settings, not above them."""
    write(tmp_path / "case" / "notes" / "a.txt", NOTE)
    write(tmp_path / "case" / "notes" / "b.md", NOTE)
    write(tmp_path / "case" / "notes" / ".old" / "c.txt", NOTE)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(work: Path, text: str) -> Path:
    """Write the settings of the notes; the rules run alone."""
    return write(work / "case" / "casesafe.toml", "no_model = true\n" + text)


def scanned(run) -> list[str]:  # type: ignore[no-untyped-def]
    """Return the notes that were scanned; settings are a text like any other, and left out here."""
    files = [f["path"] for f in run.json["files"] if f["status"] == "scanned"]
    return [path for path in files if not path.endswith(".toml")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("casesafe.toml", "no_model = true\nexclude = ['*.md']\n"),
        ("pyproject.toml", "[tool.casesafe]\nno_model = true\nexclude = ['*.md']\n"),
        ("notes/casesafe.toml", "no_model = true\nexclude = ['b.md']\n"),
    ],
)
def test_settings_are_found_upward(casesafe_cli, work: Path, name: str, text: str) -> None:  # type: ignore[no-untyped-def]
    """From what is scanned, not from the current folder; for a file that is named, too."""
    write(work / "case" / name, text)
    run = casesafe_cli("scan", work / "case" / "notes", "--format", "json")
    assert run.json["model"] == "rules alone"
    assert scanned(run) == ["notes/.old/c.txt", "notes/a.txt"]
    named = casesafe_cli("scan", work / "case" / "notes" / "b.md", "--format", "json")
    assert [f["reason"] for f in named.json["files"]] == ["excluded by a pattern"]


def test_the_nearest_settings_hold_alone(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Nothing is merged, and the search ends where the repository does."""
    settings(work, "exclude = ['*.md']\n")
    write(work / "case" / "notes" / "casesafe.toml", "no_model = true\nhidden = false\n")
    run = casesafe_cli("scan", work / "case" / "notes", "--format", "json")
    assert scanned(run) == ["notes/a.txt", "notes/b.md"]
    (work / "case" / "notes" / "casesafe.toml").unlink()
    subprocess.run(["git", "init", "-q"], cwd=work / "case" / "notes", check=True)
    run = casesafe_cli("scan", work / "case" / "notes", "--format", "json", "--no-model")
    assert len(scanned(run)) == 3


def test_standard_input_goes_by_the_current_folder(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """As every command that is given no path."""
    write(work / "here" / "casesafe.toml", "no_model = true\npolicy = 'flag-only'\n")
    run = casesafe_cli("scan", "-", "--format", "json", stdin=NOTE.encode())
    assert (run.json["policy"], run.json["model"]) == ("flag-only", "rules alone")
    assert casesafe_cli("redact", "-", stdin=NOTE.encode()).text == NOTE


LIMITED = "policy = 'hipaa-limited-data-set'\n"


@pytest.mark.parametrize(
    ("text", "options", "before", "after"),
    [
        ("exclude = ['.old/']\n", ("--exclude", "!.old/"), {"a.txt", "b.md"},
         {"a.txt", "b.md", ".old/c.txt"}),
        ("exclude = ['.old/']\n", ("--exclude", "*.md"), {"a.txt", "b.md"}, {"a.txt"}),
        ("include = ['*.md']\n", ("--include", "a.txt"), {"b.md"}, {"a.txt"}),
        ("", ("--no-hidden",), {"a.txt", "b.md", ".old/c.txt"}, {"a.txt", "b.md"}),
        ("hidden = false\n", (), {"a.txt", "b.md"}, {"a.txt", "b.md"}),
        ("max_bytes = 5\n", ("--max-bytes", "500"), set(), {"a.txt", "b.md", ".old/c.txt"}),
        ("workers = 2\n", ("--workers", "1"), {"a.txt", "b.md", ".old/c.txt"},
         {"a.txt", "b.md", ".old/c.txt"}),
    ],
    ids=lambda x: x if isinstance(x, str) else " ".join(x) if isinstance(x, tuple) else "",
)  # fmt: skip
def test_the_command_line_goes_before_the_file_in_what_is_read(
    casesafe_cli,  # type: ignore[no-untyped-def]
    work: Path,
    text: str,
    options: tuple[str, ...],
    before: set[str],
    after: set[str],
) -> None:
    """Without the option the file holds; --exclude adds to it, --include stands in its place."""
    settings(work, text)
    command = ("scan", work / "case" / "notes", "--format", "json")
    assert set(scanned(casesafe_cli(*command))) == {f"notes/{name}" for name in before}
    assert set(scanned(casesafe_cli(*command, *options))) == {f"notes/{name}" for name in after}


@pytest.mark.parametrize(
    ("text", "options", "note", "before", "after"),
    [
        ("policy = 'flag-only'\n", ("--policy", "peer-consultation"), NOTE, (1, NOTE),
         (0, "Client: [CLIENT]\n")),
        ("policy = 'hipaa-safe-harbor'\nreference_date = 2020-01-01\n",
         ("--reference-date", "2026-06-01"), BORN, (0, "DOB: 1936\n"),
         (0, "DOB: 1936 or earlier\n")),
        (LIMITED + "fail_on_flags = true\n", ("--policy", "peer-consultation"), FLAGGED,
         (1, FLAGGED), (0, "City: [LOCATION]\n")),
        (LIMITED, ("--fail-on-flags",), FLAGGED, (0, FLAGGED), (1, FLAGGED)),
    ],
    ids=["policy", "reference_date", "fail_on_flags", "--fail-on-flags"],
)  # fmt: skip
def test_the_command_line_goes_before_the_file_in_what_is_done(
    casesafe_cli,  # type: ignore[no-untyped-def]
    work: Path,
    text: str,
    options: tuple[str, ...],
    note: str,
    before: tuple[int, str],
    after: tuple[int, str],
) -> None:
    """Status and text, by the file and with the option."""
    settings(work, text)
    path = write(work / "case" / "notes" / "n.txt", note)
    run = casesafe_cli("redact", path)
    assert (run.status, run.text) == before
    run = casesafe_cli("redact", path, *options)
    assert (run.status, run.text) == after


def test_an_encoding_can_be_set(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """For all files that are not UTF-8; another one on the command line goes before it."""
    settings(work, "encoding = 'cp1252'\n")
    path = work / "case" / "notes" / "n.txt"
    path.write_bytes("Client: Marisol Vega – café\n".encode("cp1252"))
    assert casesafe_cli("redact", path).out == "Client: [CLIENT] – café\n".encode("cp1252")
    run = casesafe_cli("redact", path, "--encoding", "utf-8")
    assert (run.status, run.out) == (3, b"")


def test_paths_count_from_the_settings_file(casesafe_cli, work: Path) -> None:  # type: ignore[no-untyped-def]
    """Policy, the policy that it extends and the roster; on the command line from where one is."""
    settings(work, "policy = 'rules/site.yaml'\nroster = 'rules/roster.yaml'\n")
    rules = work / "case" / "rules"
    write(rules / "base.yaml", "extends: peer-consultation\ndeny: [Hollow Oak]\n")
    write(rules / "site.yaml", "extends: base.yaml\nallow: [Marisol Vega]\n")
    write(rules / "roster.yaml", "- {type: PERSON, value: Sky Bell, role: client}\n")
    note = write(work / "case" / "notes" / "n.txt", "saw Bell, Sky at Hollow Oak\n" + NOTE)
    run = casesafe_cli("redact", note)
    assert run.status == 0
    assert run.text.startswith("saw [CLIENT] at [")
    assert "Hollow" not in run.text
    assert run.text.endswith(NOTE)
    mine = write(work / "here" / "mine.yaml", "- {type: PERSON, value: Hollow Oak}\n")
    run = casesafe_cli("redact", note, "-r", mine.name, "-p", "peer-consultation")
    assert "Sky" in run.text
    assert "Vega" not in run.text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("wrokers = 2\n", "casesafe.toml:2: wrokers: "),
        ("\nworkers = 'two'\n", "casesafe.toml:3: workers: "),
        ("workers = 0\n", "casesafe.toml:2: workers: "),
        ("max_bytes = -1\n", "casesafe.toml:2: max_bytes: "),
        ("exclude = '*.md'\n", "casesafe.toml:2: exclude: "),
        ("exclude = ['a', 'b//']\n", "casesafe.toml:2: exclude[1]: "),
        ("fail_on_flags = 1\n", "casesafe.toml:2: fail_on_flags: "),
        ("reference_date = '2026-01-31'\n", "casesafe.toml:2: reference_date: "),
        ("encoding = 'klingon'\n", "casesafe.toml:2: encoding: "),
        ("model = 'there'\n", "casesafe.toml"),
        ("workers = 2\nworkers = 3\n", "casesafe.toml:3: "),
        ("workers = \n", "casesafe.toml:2: "),
        ("policy = 'site'\n", "casesafe.toml: policy: there is no policy of that name"),
        ("policy = 'no/such.yaml'\n", "such.yaml: there is no such file"),
        ("roster = 'no-such.yaml'\n", "no-such.yaml: "),
    ],
    ids=lambda x: x.strip().replace("\n", " ") if "=" in x else "",
)
def test_broken_settings_stop_every_command(
    casesafe_cli, work: Path, monkeypatch: pytest.MonkeyPatch, text: str, place: str
) -> None:  # type: ignore[no-untyped-def]
    """Status 2 with file, line and key, before anything is read or written."""
    settings(work, text)
    monkeypatch.chdir(work / "case")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "notes"], check=True)
    for command in (
        ("scan", "notes"),
        ("redact", "notes", "--out", work / "out"),
        ("redact", "notes/a.txt"),
        ("hook", "--staged"),
        ("baseline", "create", "--new-key"),
    ):
        run = casesafe_cli(*command)
        assert (run.status, run.out) == (2, b""), command
        assert place in run.err, command
        assert run.err.count("\n") == 1
        assert "Traceback" not in run.err
    assert not (work / "out").exists()
    assert not (work / "case" / ".casesafe-baseline.json").exists()
