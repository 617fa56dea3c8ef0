"""`casesafe hook --range`: what a range of commits adds, as in CI and before a push."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Hook, Repo

NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
CLEAN = "We spoke about sleep and work.\n"
ZEROS = "0" * 40
PAGE = (Path(__file__).parents[2] / "docs" / "hook.md").read_text("utf-8")


def test_what_a_later_commit_took_out_again_is_found(repo: Repo, hook: Hook) -> None:
    """It would be pushed, though no file holds it any more."""
    start = repo.commit()
    repo.commit("note.md", NAMED)
    repo.commit("note.md", CLEAN)
    run = hook("--range", f"{start}..HEAD")
    assert run.status == 1
    assert [x.partition(" ")[0] for x in run.out.split("\n") if "PERSON" in x] == ["note.md:1:9:"]
    assert "2 files discovered" in run.out


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif"])
def test_the_commit_that_added_a_finding_is_named(repo: Repo, hook: Hook, format: str) -> None:
    """Without it nobody knows where a text that is gone from the files was found."""
    added = repo.commit("note.md", NAMED)
    repo.commit("note.md", CLEAN)
    assert added[:12] in hook("--range", f"{ZEROS}..HEAD", "--format", format).out


@pytest.mark.parametrize("first", ["HEAD~1", "HEAD~2"], ids=["last", "before"])
def test_only_the_commits_of_the_range_count(repo: Repo, hook: Hook, first: str) -> None:
    """What was there before is not judged again."""
    repo.commit("note.md", NAMED)
    repo.commit("other.md", CLEAN)
    assert hook("--range", f"{first}..HEAD").status == (0 if first == "HEAD~1" else 1)


def test_an_id_of_zeros_is_a_new_or_a_deleted_branch(repo: Repo, hook: Hook) -> None:
    """The whole history, or nothing at all."""
    repo.commit("note.md", NAMED)
    new, deleted = hook("--range", f"{ZEROS}..HEAD"), hook("--range", f"HEAD..{ZEROS}")
    assert (new.status, deleted.status) == (1, 0)
    assert deleted.out == "casesafe: nothing to scan (policy peer-consultation)\n"


def test_settings_and_patterns_bound_a_range(repo: Repo, hook: Hook) -> None:
    """As they bound what is staged."""
    repo.commit("note.md", NAMED)
    repo.write("casesafe.toml", 'no_model = true\nexclude = ["note.md"]\n')
    run = hook("--range", f"{ZEROS}..HEAD")
    assert run.status == 0
    assert "1 skipped: excluded by a pattern" in run.out


@pytest.mark.parametrize(
    ("commits", "status", "said"),
    [
        ("HEAD", 2, "the range of commits must look like A..B"),
        ("Okafor..HEAD", 3, "the start of the range is not a commit of this repository"),
        (f"HEAD..{'1' * 40}", 3, "the end of the range is not a commit of this repository"),
        ("--all..HEAD", 3, "the start of the range is not a commit of this repository"),
    ],
    ids=["no-range", "unknown-name", "unknown-id", "option"],
)
def test_a_range_that_cannot_be_read_is_told_without_its_name(
    repo: Repo, hook: Hook, commits: str, status: int, said: str
) -> None:
    """Nothing is read, and it is not clean."""
    run = hook("--range", commits)
    assert run.status == status
    assert said in run.err
    assert "Okafor" not in run.said


def test_a_shallow_clone_says_what_to_fetch(repo: Repo, hook: Hook, tmp_path: Path) -> None:
    """A CI checkout with `fetch-depth: 1` cannot show the range."""
    first = repo.commit("note.md", NAMED)
    repo.commit("other.md", CLEAN)
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.root}", str(clone))
    for commits in (f"{first}..HEAD", f"{ZEROS}..HEAD"):
        run = hook("--range", commits, folder=clone)
        assert run.status == 3
        assert "shallow" in run.err
        assert "fetch" in run.err


@pytest.mark.usefixtures("casesafe_in_path")
def test_the_documented_pre_push_hook_refuses_and_passes(repo: Repo, tmp_path: Path) -> None:
    """New branch (zeros), update and delete, by the very lines of the page."""
    (lines,) = re.findall(r"```sh\n(hook=[^`]*pre-push[^`]*)```", PAGE)
    repo.run("sh", "-ec", lines, check=True)
    remote = tmp_path / "remote.git"
    repo.git("init", "-q", "--bare", str(remote))
    repo.git("remote", "add", "origin", str(remote))
    assert repo.run("git", "push", "-q", "origin", "main").status == 0
    repo.commit("note.md", NAMED)
    repo.commit("note.md", CLEAN)
    refused = repo.run("git", "push", "-q", "origin", "main", "main:other")
    assert refused.status == 1
    assert "note.md:1:9: PERSON" in refused.said
    assert "Ferreira" not in refused.said
    assert repo.git("ls-remote", "origin", "refs/heads/other") == ""
    repo.git("reset", "-q", "--hard", "HEAD~2")
    repo.commit("note.md", CLEAN)
    assert repo.run("git", "push", "-q", "origin", "main", "main:other").status == 0
    assert repo.run("git", "push", "-q", "origin", ":other").status == 0
