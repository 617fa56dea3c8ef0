"""The settings of a folder."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from casesafe.errors import CasesafeError, SettingsError
from casesafe.scan.settings import Settings, common_start, find_settings, load_settings
from casesafe.scan.settings_file import _EXPECTED, SettingsFile

DOCS = Path(__file__).parents[3] / "docs" / "settings.md"
SECRET = "Marisol-Vega"
WHOLE = """\
policy = "site.yaml"
roster = "../roster.yaml"
model = "models/ours"
encoding = "cp1252"
reference_date = 2026-01-31
include = ["notes/", "*.md"]
exclude = ["drafts/", "!drafts/keep.md"]
hidden = false
workers = 2
max_bytes = 5_000_000
fail_on_flags = true
baseline = "ci/accepted.json"
"""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with a folder in a folder, inside a folder that has settings, too."""
    (tmp_path / "casesafe.toml").write_text("workers = 9\n", encoding="utf-8")
    top = tmp_path / "repo"
    (top / "notes" / "2025").mkdir(parents=True)
    (top / ".git").mkdir()
    return top


def written(path: Path, text: str | bytes) -> Path:
    """Return the path, with the text written there."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_every_key_is_read_and_paths_lie_beside_the_file(tmp_path: Path) -> None:
    """Relative paths are resolved against the settings file, whatever the current folder."""
    path = written(tmp_path / "casesafe.toml", WHOLE)
    assert load_settings(path) == Settings(
        policy=tmp_path / "site.yaml",
        roster=tmp_path / "../roster.yaml",
        model=tmp_path / "models/ours",
        encoding="cp1252",
        reference_date=date(2026, 1, 31),
        include=("notes/", "*.md"),
        exclude=("drafts/", "!drafts/keep.md"),
        hidden=False,
        workers=2,
        max_bytes=5_000_000,
        fail_on_flags=True,
        baseline=tmp_path / "ci/accepted.json",
        path=path,
    )
    assert load_settings(path).folder == tmp_path


def test_a_shared_file_says_the_same(tmp_path: Path) -> None:
    """`[tool.casesafe]` of `pyproject.toml`, with a byte order mark and CRLF as Windows writes."""
    own = load_settings(written(tmp_path / "casesafe.toml", WHOLE))
    text = f'[project]\nname = "x"\n[tool.casesafe]\n{WHOLE}[tool.other]\npolicy = 3\n'
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8")
    shared = load_settings(written(tmp_path / "pyproject.toml", data))
    assert [getattr(shared, f.name) for f in fields(Settings) if f.name != "path"] == [
        getattr(own, f.name) for f in fields(Settings) if f.name != "path"
    ]


@pytest.mark.parametrize(
    ("policy", "is_path"),
    [
        ("peer-consultation", False),
        ("site.yaml", True),
        ("rules/site", True),
        ("./site", True),
        ("~/site", True),
    ],
)
def test_a_policy_is_a_name_or_a_path(tmp_path: Path, policy: str, is_path: bool) -> None:
    """A path has a folder or the suffix of YAML; a name stays a name."""
    path = written(tmp_path / "casesafe.toml", f'policy = "{policy}"')
    assert isinstance(load_settings(path).policy, Path) is is_path


def test_the_users_folder_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A roster should lie outside the repository, at the same place for everyone."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    path = written(tmp_path / "casesafe.toml", 'roster = "~/practice/roster.yaml"')
    assert load_settings(path).roster == tmp_path / "home" / "practice" / "roster.yaml"


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    """As with an empty file."""
    assert load_settings(None) == Settings()
    path = written(tmp_path / "casesafe.toml", "")
    assert load_settings(path) == Settings(path=path)
    assert Settings().hidden
    assert Settings().folder is None


def test_without_a_file_neither_pydantic_nor_pathspec_is_imported(repo: Path) -> None:
    """A hook pays for the check of settings only where there are some."""
    written(repo / "pyproject.toml", '[project]\ndependencies = ["casesafe"]\n')
    code = (
        "import sys; from pathlib import Path\n"
        "from casesafe.scan.settings import *\n"
        "print(load_settings(find_settings(Path(sys.argv[1]))))\n"
        "print(sorted({'pydantic', 'pathspec', 'spacy', 'presidio_analyzer'} & set(sys.modules)))"
    )
    argv = [sys.executable, "-c", code, str(repo / "notes")]
    out = subprocess.run(argv, capture_output=True, text=True, check=True).stdout
    assert out.splitlines() == [repr(Settings()), "[]"]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"casesafe.toml": "", "pyproject.toml": "[tool.casesafe]"}, "casesafe.toml"),
        ({"pyproject.toml": "[tool.casesafe]"}, "pyproject.toml"),
        ({"pyproject.toml": '[tool.ruff]\nx = "casesafe"'}, None),
        ({"notes/pyproject.toml": "[project]", "casesafe.toml": ""}, "casesafe.toml"),
        ({"notes/pyproject.toml": "[tool.casesafe]", "casesafe.toml": ""}, "notes/pyproject.toml"),
        ({"pyproject.toml": "[tool.casesafe"}, "pyproject.toml"),
        ({"pyproject.toml": "[tool.other"}, None),
        ({}, None),
    ],
    ids=["own-first", "shared", "mentioned", "passed-over", "nearest", "broken", "other", "none"],
)
def test_settings_are_found_upward(repo: Path, files: dict[str, str], found: str | None) -> None:
    """The nearest folder's; never beyond the repository."""
    for name, text in files.items():
        written(repo / name, text)
    assert find_settings(repo / "notes" / "2025") == (repo / found if found else None)


def test_the_search_ends_at_a_worktree_and_goes_on_without_git(repo: Path) -> None:
    """`.git` may be a file; without it the search ends at the root."""
    (repo / ".git").rmdir()
    assert find_settings(repo / "notes") == repo.parent / "casesafe.toml"
    written(repo / ".git", "gitdir: elsewhere")
    assert find_settings(repo / "notes") is None


def test_a_link_that_leads_nowhere_is_an_error(repo: Path) -> None:
    """Settings that are meant and cannot be read are not replaced by the defaults."""
    try:
        (repo / "casesafe.toml").symlink_to(repo / "gone.toml")
    except (OSError, NotImplementedError):
        pytest.skip("no links here")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(find_settings(repo))


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        ("workers = 2\nworker = 3", 2, "worker", "unknown key; known here: policy, roster, "),
        ("tool.x = 1", 1, "tool", "unknown key"),
        ("[folder]\nworkers = 1", 1, "folder", "unknown key"),
        (f'"{SECRET} x" = 1', 1, "a key", "unknown key"),
        ('path = "x"', 1, "path", "unknown key"),
        (f'workers = "{SECRET}"', 1, "workers", "expected a whole number, at least 1"),
        ("workers = 0", 1, "workers", "expected a whole number, at least 1"),
        ("workers = true", 1, "workers", "expected a whole number"),
        ("workers = 2.0", 1, "workers", "expected a whole number"),
        ("max_bytes = -5", 1, "max_bytes", "expected a whole number, at least 1"),
        ("hidden = 1", 1, "hidden", "expected true or false"),
        ('hidden = "false"', 1, "hidden", "expected true or false"),
        ("policy = 3", 1, "policy", "expected the name of a built-in policy or the path"),
        ('roster = ""', 1, "roster", "it is empty"),
        (f'roster = ["{SECRET}"]', 1, "roster", "expected a path, in quotes"),
        ('reference_date = "2026-01-31"', 1, "reference_date", "expected a date without quotes"),
        ("reference_date = 2026-01-31T10:00:00", 1, "reference_date", "expected a date"),
        (f'encoding = "{SECRET}"', 1, "encoding", "no encoding of texts that is known here"),
        ('encoding = "base64"', 1, "encoding", "no encoding of texts"),
        (f'exclude = "{SECRET}/"', 1, "exclude", "expected a list of patterns"),
        (f'exclude = ["a", ["{SECRET}"]]', 1, "exclude[1]", "expected a pattern, in quotes"),
        (f'\n\nexclude = [\n"a",\n"{SECRET}["]', 3, "exclude[1]", "not a pattern by git's rules"),
        (f'include = ["./{SECRET}"]', 1, "include[0]", "it matches nothing"),
        ('roster = """\nworkers = 1\n"""\nworkers = ""', 4, "workers", "expected a whole number"),
        ('hidden = 1\nworkers = ""', 1, "hidden", "expected true or false"),
        ('model = "m"\nno_model = true', 2, "no_model", "model and no_model exclude each other"),
    ],
)
@pytest.mark.parametrize("shared", [False, True], ids=["own", "shared"])
def test_what_is_wrong_is_refused(
    tmp_path: Path, shared: bool, text: str, line: int, key: str, message: str
) -> None:
    """The error names file, line and key and never shows a value."""
    if shared:
        path = tmp_path / "pyproject.toml"
        text, line = f"[tool.other]\nworkers = {{}}\n[tool.casesafe]\n{text}", line + 3
        text = text.replace("[folder]", "[tool.casesafe.folder]")
    else:
        path = tmp_path / "casesafe.toml"
    with pytest.raises(SettingsError) as caught:
        load_settings(written(path, text))
    assert str(caught.value).startswith(f"{path}:{line}: {key}: {message}")
    assert_quiet(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (f'workers = 1\nroster = "{SECRET}\n', ":2", "not well-formed TOML at column 23"),
        (f"workers = 1\n{SECRET} {SECRET}\nhidden = true", ":2", "not well-formed TOML at column"),
        (f"a = {{'{SECRET}' = 1, '{SECRET}' = 2}}", ":1", "not well-formed TOML at column"),
        (f'workers = 1\nroster = """{SECRET}\n', ":2", "the file ends in the middle of a value"),
        ("workers = " + "[" * 5000, "", "not well-formed TOML"),
        (b'roster = "caf\xe9"', "", "the file is not UTF-8"),
    ],
    ids=["string", "keys", "twice", "end", "deep", "latin-1"],
)
def test_broken_toml_is_refused(
    tmp_path: Path, text: str | bytes, place: str, message: str
) -> None:
    """With line and column where the parser tells them, and nothing of the file."""
    path = written(tmp_path / "casesafe.toml", text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}{place}")
    assert message in str(caught.value)
    assert_quiet(caught.value)


def assert_quiet(error: BaseException) -> None:
    """Check that neither an error nor what it comes from shows a value."""
    assert SECRET not in str(error) + repr(error) + repr(vars(error))
    assert error.__cause__ is None
    assert error.__context__ is None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("casesafe.toml", None, "cannot be read: "),
        ("pyproject.toml", "[project]", "it has no table [tool.casesafe]"),
        ("pyproject.toml", "[tool]\ncasesafe = 3", "expected a table [tool.casesafe]"),
    ],
    ids=["missing", "without-table", "no-table"],
)
def test_a_file_without_settings_is_refused(
    tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    """It is an error of casesafe and a ValueError."""
    if text is not None:
        written(tmp_path / name, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / name)
    assert isinstance(caught.value, CasesafeError)
    assert isinstance(caught.value, ValueError)
    assert message in str(caught.value)


def test_the_repr_shows_no_path_and_no_pattern(tmp_path: Path) -> None:
    """Both may name a client."""
    text = f'exclude = ["{SECRET}/"]\nroster = "{SECRET}.yaml"\npolicy = "{SECRET}"\nworkers = 7'
    settings = load_settings(written(tmp_path / "casesafe.toml", text))
    assert "workers=7" in repr(settings)
    assert SECRET not in repr(settings)


def test_every_key_is_told_everywhere() -> None:
    """The settings, the check of the file, what errors expect, and the documentation."""
    keys = set(SettingsFile.model_fields)
    assert keys == set(_EXPECTED) == {f.name for f in fields(Settings)} - {"path"}
    text = DOCS.read_text("utf-8")
    assert [k for k in sorted(keys) if f"| `{k}` |" not in text] == []


@pytest.mark.parametrize(
    ("paths", "start"),
    [
        ([], "."),
        (["notes"], "notes"),
        (["notes/a.txt"], "notes"),
        (["notes/2025", "notes/2026/b.txt"], "notes"),
        (["notes/2025", "notes"], "notes"),
        (["notes/gone.txt"], "notes"),
        (["notes/2025", "other"], "."),
        (["notes/../other"], "other"),
    ],
)
def test_the_search_starts_where_all_paths_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], start: str
) -> None:
    """The deepest folder that holds them; a file counts by its folder."""
    for folder in ("notes/2025", "notes/2026", "other"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("notes/a.txt", "notes/2026/b.txt"):
        written(tmp_path / name, "x")
    monkeypatch.chdir(tmp_path)
    assert common_start([Path(p) for p in paths]) == (tmp_path / start).resolve()
