"""The blobs of a range of commits: what a push would hand out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casesafe.scan.git import GitError
from casesafe.scan.staged import range_blobs

if TYPE_CHECKING:
    from conftest import Repo

NONE = "0" * 40


def test_content_that_a_later_commit_removed_is_listed(repo: Repo) -> None:
    """It is in the history that is pushed; each with the commit that brought it in."""
    first = repo.commit(note="Okafor came\n")
    second = repo.commit(note="the client came\n", new="x\n")
    repo.git("rm", "-q", "new.md")
    repo.commit()
    found = [(b.path, b.data, b.commit) for b in range_blobs(repo.root, f"{first}~1..HEAD")]
    assert found == [
        ("note.md", b"Okafor came\n", first[:12]),
        ("new.md", b"x\n", second[:12]),
        ("note.md", b"the client came\n", second[:12]),
    ]


def test_the_same_content_at_the_same_path_comes_once(repo: Repo) -> None:
    """A revert brings nothing new; the same content at another path has another name."""
    for text in ("a\n", "b\n", "a\n"):
        repo.commit(note=text)
    repo.commit(copy="a\n")
    assert repo.added("HEAD~4..") == [("copy.md", b"a\n"), ("note.md", b"a\n"), ("note.md", b"b\n")]


def test_ranges_are_taken_as_git_takes_them(repo: Repo) -> None:
    """An end left out is HEAD; three dots are both sides since they parted."""
    repo.git("switch", "-q", "-c", "side")
    repo.commit(side="s\n")
    repo.git("switch", "-q", "main")
    repo.commit(main="m\n")
    main, side = [("main.md", b"m\n")], [("side.md", b"s\n")]
    assert repo.added("side..main") == repo.added("side..") == main
    assert repo.added("..side") == repo.added("main..side") == repo.added("HEAD..side^0") == side
    assert repo.added("main...side") == repo.added("side...") == main + side
    assert repo.added("HEAD..HEAD") == []


def test_from_no_commit_the_whole_history_is_read(repo: Repo) -> None:
    """A new branch is compared with nothing, so the root commit counts too; a deleted one is nothing."""
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")  # as in a CI checkout
    repo.commit(note="more\n")
    everything = [("note.md", b"more\n"), ("note.md", b"one\n"), ("other.md", b"two\n")]
    assert repo.added(f"{NONE}..HEAD") == repo.added(f"{NONE}..") == everything
    assert repo.added(f"HEAD..{NONE}") == []


def test_of_a_merge_comes_only_what_differs_from_all_parents(repo: Repo) -> None:
    """What the branches brought is in their own commits; what the merge itself wrote is new."""
    for name in ("a", "b"):
        repo.git("switch", "-q", "-c", name, "main")
        repo.commit(**{name: f"from {name}\n"})
    repo.git("merge", "-q", "--no-commit", "a")
    merge = repo.commit(a="changed by the merge\n", secret="slipped in\n")
    (b, *rest) = [blob for blob in range_blobs(repo.root, "a..HEAD") if blob.commit != merge[:12]]
    assert (b.path, b.data, rest) == ("b.md", b"from b\n", [])
    assert repo.added("HEAD^..HEAD") == [
        ("a.md", b"changed by the merge\n"),
        ("a.md", b"from a\n"),
        ("secret.md", b"slipped in\n"),
    ]


def test_an_octopus_merge_is_read(repo: Repo) -> None:
    """A merge of more than two branches, with something of its own."""
    for name in ("a", "b", "c"):
        repo.git("switch", "-q", "-c", name, "main")
        repo.commit(**{name: f"from {name}\n"})
    repo.git("switch", "-q", "main")
    repo.commit(d="from main\n")
    repo.git("merge", "-q", "--no-commit", "a", "b", "c")
    repo.commit(own="of the merge\n")
    assert len(repo.git("rev-list", "--parents", "-1", "HEAD").split()) == 5
    expected = [(f"{name}.md", f"from {name}\n".encode()) for name in "abc"]
    assert repo.added("HEAD^..HEAD") == [*expected, ("own.md", b"of the merge\n")]


def test_unrelated_histories_have_their_roots_read(repo: Repo) -> None:
    """A second root commit within the range is compared with nothing."""
    repo.git("switch", "-q", "--orphan", "other")
    repo.commit(orphan="x\n")
    assert repo.added("main..other") == [("orphan.md", b"x\n")]


def test_a_rename_with_a_change_is_read_at_its_new_path(repo: Repo) -> None:
    """Renames are not followed: the whole file counts, under its new name."""
    repo.git("mv", "note.md", "moved.md")
    repo.commit(moved="one\nmore\n")
    assert repo.added("HEAD^..HEAD") == [("moved.md", b"one\nmore\n")]


def test_replacements_do_not_hide_a_commit(repo: Repo) -> None:
    """`git replace` changes the history as it is seen here, not what is pushed."""
    named = repo.commit(note="Okafor came\n")
    other = repo.commit(note="nothing\n")
    repo.git("replace", named, other)
    assert ("note.md", b"Okafor came\n") in repo.added("HEAD~2..HEAD")


@pytest.mark.parametrize(
    ("commits", "message"),
    [
        ("Okafor..HEAD", "the start of the range is not a commit of this repository"),
        ("HEAD..Okafor", "the end of the range is not a commit of this repository"),
        ("1" * 40 + "..HEAD", "the start of the range is not a commit"),
        ("HEAD:note.md..HEAD", "the start of the range is not a commit"),
        ("^HEAD..HEAD", "the start of the range is not a commit"),
        ("HEAD..HEAD~1..HEAD", "the end of the range is not a commit"),
        ("HEAD..HEAD\0", "the end of the range is not a commit"),
        ("HEAD", "must look like A..B"),
        ("..", "must look like A..B"),
        ("", "must look like A..B"),
        ("--all", "must look like A..B"),
    ],
)
def test_a_range_that_git_does_not_know_is_an_error_at_once(
    repo: Repo, commits: str, message: str
) -> None:
    """The error tells which end is wrong, and does not repeat it: a branch may bear a name."""
    with pytest.raises(GitError, match=message) as caught:
        range_blobs(repo.root, commits)
    assert "Okafor" not in str(caught.value)


@pytest.mark.parametrize("commits", ["--output=x..HEAD", "HEAD..--output=x", "-x..", "..--all"])
def test_a_range_is_never_read_as_an_option(repo: Repo, commits: str) -> None:
    """Nothing that begins with a dash reaches git, even where a reference has that name."""
    repo.git("update-ref", "refs/heads/--all", "HEAD")
    with pytest.raises(GitError, match="is not a commit"):
        range_blobs(repo.root, commits)
    assert not list(repo.root.rglob("x*"))


def test_a_shallow_clone_that_lacks_a_part_of_the_range_is_an_error(
    repo: Repo, make_repo: Callable[..., Repo], tmp_path: Path
) -> None:
    """Never is a part of a range taken for the whole; what is there is read."""
    first = repo.git("rev-parse", "HEAD")
    for text in ("a\n", "b\n", "c\n"):
        repo.commit(note=text)
    url = repo.root.resolve().as_uri()
    subprocess.run(["git", "clone", "-q", "--depth=2", url, str(tmp_path / "cut")], check=True)
    clone = make_repo("cut")
    assert clone.added("HEAD~1..HEAD") == [("note.md", b"c\n")]
    with pytest.raises(GitError, match=r"start of the range .* shallow: fetch the whole history"):
        range_blobs(clone.root, f"{first}..HEAD")
    for commits in (f"{NONE}..HEAD", f"{NONE}..HEAD~1"):
        with pytest.raises(GitError, match="shallow clone: fetch the whole history"):
            range_blobs(clone.root, commits)
    (clone.root / "sub").mkdir()
    with pytest.raises(GitError, match="shallow clone: fetch the whole history"):
        range_blobs(clone.root / "sub", f"{NONE}..HEAD")


def test_a_bare_repository_can_be_read(repo: Repo, tmp_path: Path) -> None:
    """A server's hook has no work tree."""
    repo.commit(note="more\n")
    subprocess.run(["git", "clone", "-q", "--bare", repo.root, tmp_path / "bare"], check=True)
    found = [(blob.path, blob.data) for blob in range_blobs(tmp_path / "bare", "HEAD~1..HEAD")]
    assert found == [("note.md", b"more\n")]


def test_a_history_with_a_hole_is_an_error_not_its_end(repo: Repo) -> None:
    """A commit whose tree is lost makes git fail, and so the scan."""
    repo.commit(note="more\n")
    tree = repo.git("rev-parse", "HEAD^{tree}")
    (repo.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(GitError, match=r"git (diff-tree|rev-list) failed with status 128"):
        list(range_blobs(repo.root, "HEAD~1..HEAD"))
