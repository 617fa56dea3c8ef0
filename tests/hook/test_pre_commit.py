"""`.pre-commit-hooks.yaml` with the real pre-commit program, offline.

casesafe's own files are committed to a repository of their own, which pre-commit clones and installs
as it would anywhere, with two differences that spare the network: pip takes the build tool from the
wheels that virtualenv carries and installs no dependencies; these are found where the tests have
them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Hook, Repo, Run

pytest.importorskip("pre_commit", reason="pre-commit is not installed (the extra `test`)")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hook.md").read_text("utf-8")
CONFIGURATION = ".pre-commit-config.yaml"
#: What pip needs to build casesafe.
FILES = (
    ".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "NOTICE",
    "models/__init__.py",
)  # fmt: skip
FOLDERS = ("src/casesafe", "rules", "models/en_casesafe")
NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
CLEAN = "We spoke about sleep and work.\n"


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What pip, git and pre-commit are told by the environment."""
    from virtualenv.seed.wheels.embed import BUNDLE_FOLDER

    told = {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FIND_LINKS": str(BUNDLE_FOLDER),
        "PIP_CONFIG_FILE": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    for who in ("AUTHOR", "COMMITTER"):
        told |= {f"GIT_{who}_NAME": "Test Keeper", f"GIT_{who}_EMAIL": "keeper@example.org"}
    return told


@pytest.fixture(scope="session")
def configured(surroundings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The configuration of the page, with the hooks installed from a repository of casesafe."""
    hooks, user = tmp_path_factory.mktemp("casesafe"), tmp_path_factory.mktemp("user")
    own = ("GIT_", "PIP_", "PRE_COMMIT", "VIRTUALENV_", "PYTHONPATH")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(own)}

    def run(folder: Path, *command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=folder, env=kept | surroundings, check=False, capture_output=True
        )
        assert done.returncode == 0, (done.stdout, done.stderr)
        return done.stdout.decode().strip()

    for name in FILES:
        (hooks / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, hooks / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
    run(hooks, "git", "init", "-q")
    run(hooks, "git", "add", "--all")
    run(hooks, "git", "commit", "-q", "-m", "casesafe")
    (text,) = re.findall(r"```yaml\n(default_install.*?)```", PAGE, re.DOTALL)
    text = text.replace("https://example.org/casesafe", hooks.as_posix())
    text = text.replace("REV", run(hooks, "git", "rev-parse", "HEAD"))
    run(user, "git", "init", "-q")
    (user / CONFIGURATION).write_text(text, encoding="utf-8")
    run(user, "git", "add", ".")
    run(user, sys.executable, "-m", "pre_commit", "install-hooks")

    home = Path(surroundings["PRE_COMMIT_HOME"])
    (environment,) = home.glob("repo*/py_env-*")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = Path(run(user, python, "-c", "import sysconfig as s; print(s.get_path('purelib'))"))
    paths = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    (packages / "dependencies.pth").write_text("\n".join(sorted(paths)), encoding="utf-8")
    installed = run(user, python, "-c", "import casesafe, spacy; print(casesafe.__file__)")
    assert Path(installed).is_relative_to(packages)
    return text


@pytest.fixture
def hooked(
    repo: Repo, configured: str, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Repo:
    """The repository with pre-commit set up as the page says."""
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    repo.commit(CONFIGURATION, configured)
    pre_commit(repo, "install", check=True)
    return repo


def pre_commit(repo: Repo, *arguments: str, check: bool = False) -> Run:
    """Run pre-commit in the repository."""
    return repo.run(sys.executable, "-m", "pre_commit", *arguments, check=check)


def test_a_commit_is_refused_until_it_is_clean(hooked: Repo, tmp_path: Path) -> None:
    """Status and place, no text; what is not staged stays as it is, and is not judged."""
    lines = [f"Line {n} is about sleep.\n" for n in range(20)]
    hooked.commit("note.md", "".join(lines))
    hooked.stage("note.md", NAMED + "".join(lines))
    refused = hooked.run("git", "commit", "-q", "-m", "a change")
    assert refused.status == 1
    assert "- exit code: 1" in refused.said
    assert "note.md:1:9: PERSON label" in refused.said
    assert "2 findings must change before sharing" in refused.said
    assert "Ferreira" not in refused.said
    assert "0138" not in refused.said
    hooked.stage("note.md", CLEAN + "".join(lines))
    unstaged = CLEAN + "".join(lines) + NAMED
    hooked.write("note.md", unstaged)
    passed = hooked.run("git", "commit", "-q", "-m", "a change")
    assert passed.status == 0
    assert "Passed" in passed.said
    assert hooked.git("show", "HEAD:note.md") == (CLEAN + "".join(lines)).rstrip("\n")
    assert (hooked.root / "note.md").read_text("utf-8") == unstaged
    assert hooked.git("diff", "--name-only") == "note.md"


def test_all_files_are_judged_whatever_they_are_called(hooked: Repo) -> None:
    """A suffix in capitals, names that look like options; what cannot be read is named."""
    names = ["with space.md", "sub/séance.txt", "-dash.csv", "LOUD.TXT", "--staged.json"]
    if os.name != "nt":
        names.append("two\nlines.md")
    for name in names:
        hooked.stage(name, '{"client": "Client: Calloway Briggs-Ito"}' if "json" in name else NAMED)
    hooked.stage("session.docx", b"PK\x03\x04")
    hooked.stage("program.py", NAMED)  # no suffix of a note
    if os.name != "nt":
        os.symlink("Okafor_Intake_2024-03-04.md", hooked.root / "link.md")
        hooked.git("add", "link.md")
    hooked.commit()
    run = pre_commit(hooked, "run", "casesafe", "--all-files")
    assert run.status == 1
    assert "- exit code: 3" in run.said
    assert "session.docx: not scanned: not understood: a .docx file" in run.said
    for name in names:
        assert re.search(re.escape(name.replace("\n", "\\n")) + r":1:\d+: PERSON", run.said), name
    assert ("link.md:1:1: PERSON" in run.said) is (os.name != "nt")
    assert "program.py" not in run.said
    assert "Okafor" not in run.said


def test_exclude_options_settings_and_baseline_hold(
    hooked: Repo, casesafe: Hook, configured: str
) -> None:
    """Of pre-commit's configuration the pattern and the options, of casesafe's what they say."""
    (options,) = re.findall(r"(?<=      - id: casesafe\n)        args: .*\n", PAGE)
    own = "      - id: casesafe\n"
    assert configured.count(own) == 1
    added = f"{own}{options}        exclude: ^fixtures/\n"
    hooked.stage(CONFIGURATION, configured.replace(own, added))
    hooked.stage("casesafe.toml", 'no_model = true\nexclude = ["*.docx"]\n')
    hooked.stage("fixtures/note.md", "Client: Ignatius Peel\n")
    hooked.stage("session.docx", b"PK\x03\x04")
    hooked.stage("vignette.md", NAMED)
    accept = ("baseline", "create", "--new-key", "--reason", "invented", "vignette.md")
    assert casesafe(*accept).status == 0
    hooked.git("add", ".")
    hooked.commit()
    run = pre_commit(hooked, "run", "casesafe", "--all-files", "--verbose")
    assert run.status == 0
    assert "Clean (policy hipaa-safe-harbor, rules alone)" in run.said
    assert "2 more accepted" in run.said
    assert "1 skipped: excluded by a pattern" in run.said
    assert "fixtures" not in run.said


def test_a_message_is_judged_without_comments_and_trailers(
    hooked: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As git will keep it, after an editor."""
    message = tmp_path / "message"
    monkeypatch.setenv("GIT_EDITOR", f"cp '{message.as_posix()}'")
    commit = ("git", "commit", "-q", "--allow-empty")
    message.write_text("Notes\n\nClient: Ignatius Peel\n", encoding="utf-8")
    refused = hooked.run(*commit)
    assert refused.status == 1
    assert "casesafe (commit message)" in refused.said
    assert "commit message:3:9: PERSON" in refused.said
    assert "Peel" not in refused.said
    message.write_text(
        "Notes\n\n# Client: Ignatius Peel\n\nSigned-off-by: Ignatius Peel <peel@example.org>\n",
        encoding="utf-8",
    )
    assert hooked.run(*commit).status == 0
    assert "Signed-off-by: Ignatius Peel" in hooked.git("log", "-1", "--format=%B")


def test_the_hooks_are_asked_about_every_format() -> None:
    """The suffixes of the formats, and of documents that are yet to be read; stages by purpose."""
    hooks = {
        h["id"]: h for h in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    files = re.compile(hooks["casesafe"]["files"])
    for suffix in "txt md csv tsv json jsonl ipynb docx pdf odt rtf".split():
        assert files.search(f"notes/a.b.{suffix}")
    assert not files.search("txt")
    assert not files.search("a.md.py")
    assert "pre-commit" in hooks["casesafe"]["stages"]
    assert hooks["casesafe"]["require_serial"]
    assert hooks["casesafe-commit-msg"]["stages"] == ["commit-msg"]
