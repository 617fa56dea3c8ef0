"""The plain git hook of docs/hook.md, set up by its very lines, in real commits."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Hook, Repo

pytestmark = pytest.mark.usefixtures("casesafe_in_path")

NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
CLEAN = "We spoke about sleep and work.\n"
PAGE = (Path(__file__).parents[2] / "docs" / "hook.md").read_text("utf-8")


def install(repo: Repo, kind: str, folder: Path | None = None) -> None:
    """Run the lines of the page that set up a hook of this kind."""
    (lines,) = re.findall(rf"```sh\n(hook=[^`]*/{kind}\"\n[^`]*)```", PAGE)
    assert len(lines.rstrip().split("\n")) == 3
    repo.run("sh", "-ec", lines, folder=folder, check=True)


@pytest.fixture
def hooked(repo: Repo) -> Repo:
    """The repository with the plain pre-commit hook."""
    install(repo, "pre-commit")
    return repo


def test_a_commit_is_refused_until_the_name_is_out(hooked: Repo) -> None:
    """First refused with the place and no text, then passed; `-a` stages what it commits."""
    before = hooked.git("rev-parse", "HEAD")
    hooked.write("old.md", NAMED)
    refused = hooked.run("git", "commit", "-q", "-a", "-m", "a change")
    assert refused.status == 1
    assert "old.md:1:9: PERSON" in refused.said
    assert "Ferreira" not in refused.said
    assert hooked.git("rev-parse", "HEAD") == before
    hooked.write("old.md", CLEAN)
    assert hooked.run("git", "commit", "-q", "--allow-empty", "-a", "-m", "a change").status == 0
    assert hooked.git("rev-parse", "HEAD") != before


def test_an_amended_commit_is_judged(hooked: Repo) -> None:
    """What `--amend` adds to the commit before."""
    hooked.stage("note.md", NAMED)
    refused = hooked.run("git", "commit", "-q", "--amend", "--no-edit")
    assert refused.status == 1
    assert "note.md:1:9: PERSON" in refused.said


def test_of_two_files_only_the_one_that_is_committed_is_judged(hooked: Repo) -> None:
    """`git commit FILE` has an index of its own, which git names to the hook."""
    hooked.commit("named.md", CLEAN)
    hooked.stage("named.md", NAMED)
    hooked.write("old.md", CLEAN + CLEAN)
    assert hooked.run("git", "commit", "-q", "-m", "a change", "old.md").status == 0


def test_in_a_worktree_its_own_root_and_index_count(hooked: Repo, tmp_path: Path) -> None:
    """rep-063: a commit from a folder of a worktree; the main checkout is left alone."""
    hooked.stage("main_only.md", NAMED)
    before = hooked.run("git", "status", "--porcelain").out
    worktree = tmp_path / "wt"
    hooked.git("worktree", "add", "-q", str(worktree))
    sub = worktree / "sub"
    sub.mkdir()
    (sub / "note.md").write_text("Client: Calloway Briggs-Ito\n", encoding="utf-8")
    hooked.run("git", "add", "note.md", folder=sub, check=True)
    refused = hooked.run("git", "commit", "-q", "-m", "a change", folder=sub)
    assert refused.status == 1
    assert "sub/note.md:1:9: PERSON" in refused.said
    assert "main_only" not in refused.said
    assert "1 file discovered" in refused.said
    assert hooked.run("git", "status", "--porcelain").out == before


def test_a_hunk_that_is_not_staged_stays_where_it_is(hooked: Repo, tmp_path: Path) -> None:
    """rep-065: of a file staged by `git add -p` the staged hunk is judged and committed."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    lines = [f"Line {n} is about sleep.\n" for n in range(1, 21)]
    hooked.commit("note.md", "".join(lines))
    lines[0], lines[19] = "A clean change.\n", "Client: Ignatius Peel\n"
    hooked.write("note.md", "".join(lines))
    subprocess.run(
        ["git", "add", "-p"], cwd=hooked.root, input=b"y\nn\n", check=True, capture_output=True
    )
    before = hooked.state()
    judged = subprocess.run(
        ["casesafe", "hook", "--staged"],
        cwd=hooked.root,
        env={**os.environ, "TMPDIR": str(temporary)},
        check=False,
        capture_output=True,
    )
    assert judged.returncode == 0
    assert hooked.state() == before
    assert list(temporary.iterdir()) == []
    assert hooked.run("git", "commit", "-q", "-m", "a change").status == 0
    committed = hooked.git("show", "HEAD:note.md")
    assert "A clean change." in committed
    assert "Peel" not in committed
    assert hooked.git("diff", "--name-only") == "note.md"
    assert "Ignatius Peel" in (hooked.root / "note.md").read_text("utf-8")
    for folder in (hooked.root, tmp_path / "cache"):
        for path in folder.rglob("*"):
            if path.is_file() and path.name != "note.md":
                assert b"Peel" not in path.read_bytes()


def test_a_baseline_does_not_change_with_lines_and_merges(repo: Repo, casesafe: Hook) -> None:
    """rep-067: the same bytes on both branches, no conflict, and the hook passes the merge."""
    baseline = repo.root / ".casesafe-baseline.json"
    body = "".join(f"Line {n} is about sleep.\n" for n in range(10))
    create = ("baseline", "create", "--reason", "an invented example")
    repo.commit("note.md", body + NAMED + body)
    assert casesafe(*create, "--new-key").status == 0
    repo.git("add", ".")
    repo.commit()
    accepted = baseline.read_bytes()
    for branch, text in (
        ("a", CLEAN * 10 + body + NAMED + body),
        ("b", body + NAMED + body + CLEAN * 10),
    ):
        repo.git("checkout", "-q", "-b", branch, "main")
        repo.write("note.md", text)
        assert casesafe(*create).status == 0
        assert baseline.read_bytes() == accepted
        repo.commit("note.md", text)
    install(repo, "pre-commit")
    repo.git("merge", "-q", "--no-commit", "a")
    assert repo.git("diff", "--name-only", "--diff-filter=U") == ""
    assert baseline.read_bytes() == accepted
    merged = repo.run("git", "commit", "-q", "-m", "merged")
    assert merged.status == 0
    assert "2 more accepted" in merged.said


def test_a_merge_is_judged_by_what_it_brings_in(hooked: Repo) -> None:
    """What the other branch adds to this one is about to be committed here."""
    hooked.git("checkout", "-q", "-b", "side")
    hooked.commit("note.md", NAMED)
    hooked.git("checkout", "-q", "main")
    hooked.commit("other.md", CLEAN)
    hooked.git("merge", "-q", "--no-commit", "side")
    refused = hooked.run("git", "commit", "-q", "-m", "merged")
    assert refused.status == 1
    assert "note.md:1:9: PERSON" in refused.said
    assert "other.md" not in refused.said


def test_the_documented_message_hook_reads_what_git_keeps(repo: Repo) -> None:
    """A name refuses the commit; in a trailer for colleagues it does not."""
    install(repo, "commit-msg")
    repo.stage("note.md", CLEAN)
    refused = repo.run("git", "commit", "-q", "-m", "Notes", "-m", "Client: Ignatius Peel")
    assert refused.status == 1
    assert "commit message:3:9: PERSON" in refused.said
    assert "Peel" not in refused.said
    signed = "Signed-off-by: Ignatius Peel <peel@example.org>"
    assert repo.run("git", "commit", "-q", "-m", "Notes", "-m", signed).status == 0


def test_a_hook_that_does_not_find_casesafe_refuses(
    hooked: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was judged, and so nothing is committed."""
    hooked.stage("note.md", CLEAN)
    folders = os.environ["PATH"].split(os.pathsep)
    without = [f for f in folders if not (Path(f) / "casesafe").exists()]
    monkeypatch.setenv("PATH", os.pathsep.join(without))
    assert hooked.run("git", "commit", "-q", "-m", "a change").status != 0
