"""Staged blobs: what a commit would add or change, from the index alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casesafe.scan.git import GitError
from casesafe.scan.staged import Blob, message_text, range_blobs, staged_blobs

if TYPE_CHECKING:
    from conftest import Repo

POSIX = pytest.mark.skipif(os.name == "nt", reason="file names, modes and links of POSIX")
FILE_TRANSPORT = ("-c", "protocol.file.allow=always")


def test_before_the_first_commit_the_whole_index_is_staged(empty: Repo) -> None:
    """There is no HEAD to compare with; an empty index holds nothing."""
    assert empty.staged() == {}
    empty.write(note="first", sub__note="second")
    assert empty.staged() == {}
    empty.git("add", ".")
    assert empty.staged() == {"note.md": b"first", "sub/note.md": b"second"}


def test_a_sha256_repository_is_read_before_and_after_its_first_commit(
    make_repo: Callable[..., Repo],
) -> None:
    """The empty tree has another id there."""
    repo = make_repo("r", "--object-format=sha256")
    repo.write(note="first")
    repo.git("add", ".")
    assert repo.staged() == {"note.md": b"first"}
    first = repo.commit()
    second = repo.commit(note="next")
    assert repo.added(f"{first}..{second}") == [("note.md", b"next")]
    assert len(repo.added(f"{'0' * 64}..HEAD")) == 2


def test_of_a_partly_staged_file_only_the_staged_part_is_read(repo: Repo) -> None:
    """The work tree does not count, not even where the file is gone or is another one."""
    repo.write(note="staged\n")
    repo.git("add", "note.md")
    repo.write(note="staged\nIgnatius Peel, unstaged\n", untracked="x")
    assert repo.staged() == {"note.md": b"staged\n"}
    (repo.root / "note.md").unlink()
    assert repo.staged() == {"note.md": b"staged\n"}


def test_index_and_work_tree_stay_untouched_and_no_file_is_made(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the index's times are refreshed, nor is a temporary file left or made."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    repo.write(note="staged\n")
    repo.git("add", "note.md")
    os.utime(repo.root / "other.md", (1, 1))  # what `git status` would refresh the index for
    os.utime(repo.root / ".git" / "index", (1, 1))

    def state() -> dict[str, tuple[int, bytes]]:
        return {
            str(p): (p.stat().st_mtime_ns, p.read_bytes() if p.is_file() else b"")
            for p in sorted(tmp_path.rglob("*"))
        }

    before = state()
    assert repo.staged() == {"note.md": b"staged\n"}
    assert len(repo.added("0" * 40 + "..HEAD")) == 2
    assert message_text(b"x", repo.root) == "x"
    assert state() == before


@POSIX
def test_paths_are_those_on_disk_whatever_git_would_quote(empty: Repo) -> None:
    """Spaces, newlines, quotes, backslashes, non-ASCII and bytes that are not UTF-8."""
    names = ["Entrée séance.md", "a\nb.md", 'say "hi".md', "back\\slash.md", " -x ", ":odd\t"]
    names += [os.fsdecode(b"caf\xe9.md"), "日記/😀.md"]
    for name in names:
        (empty.root / name).parent.mkdir(exist_ok=True)
        (empty.root / name).write_bytes(os.fsencode(name))
    empty.git("add", ".")
    assert empty.staged() == {name: os.fsencode(name) for name in names}
    empty.commit()
    assert dict(empty.added("0" * 40 + "..")) == {name: os.fsencode(name) for name in names}


def test_a_rename_is_listed_at_its_new_path_and_a_delete_is_not(repo: Repo) -> None:
    """A renamed file is read as a whole, changed or not, also where the user asks for copies."""
    repo.git("config", "diff.renames", "copies")
    repo.git("mv", "note.md", "renamed.md")
    repo.git("rm", "-q", "other.md")
    assert repo.staged() == {"renamed.md": b"one\n"}
    repo.write(renamed="one\nmore\n")
    repo.git("add", ".")
    assert repo.staged() == {"renamed.md": b"one\nmore\n"}


@POSIX
def test_a_change_of_mode_alone_lists_the_file(repo: Repo) -> None:
    """As for pre-commit, a file that became executable is a changed file."""
    (repo.root / "note.md").chmod(0o755)
    repo.git("add", ".")
    assert repo.staged() == {"note.md": b"one\n"}


@POSIX
def test_a_symbolic_link_gives_its_target_as_a_text(repo: Repo) -> None:
    """It is not followed; its target may name a client. A file that becomes a link is listed."""
    (repo.root / "note.md").unlink()
    (repo.root / "note.md").symlink_to("Okafor/intake.md")
    repo.git("add", ".")
    expected = Blob("note.md", b"Okafor/intake.md", link=True)
    assert list(staged_blobs(repo.root)) == [expected]
    assert "Okafor" not in repr(expected)
    assert "note.md" not in repr(expected)
    commit = repo.commit()
    (found,) = range_blobs(repo.root, "HEAD~1..HEAD")
    assert (found.data, found.link, found.commit) == (b"Okafor/intake.md", True, commit[:12])


def test_a_submodule_is_skipped_with_its_reason(repo: Repo, make_repo: Callable[..., Repo]) -> None:
    """Whatever the configuration hides: its commit is no blob of this repository."""
    other = make_repo("other")
    other.commit(inside="x")
    repo.git("config", "diff.ignoreSubmodules", "all")
    repo.git(*FILE_TRANSPORT, "submodule", "--quiet", "add", str(other.root), "module")
    repo.git("config", "-f", ".gitmodules", "submodule.module.ignore", "all")
    repo.git("add", ".gitmodules")
    module = [blob for blob in staged_blobs(repo.root) if blob.path == "module"]
    assert module == [Blob("module", skipped="a submodule")]
    repo.commit()
    skipped = [blob.skipped for blob in range_blobs(repo.root, "HEAD~1..HEAD") if blob.skipped]
    assert skipped == ["a submodule"]


def test_an_unmerged_path_is_a_problem_and_its_resolution_is_read(repo: Repo) -> None:
    """Until the conflict is resolved there is no content to judge."""
    repo.git("switch", "-q", "-c", "side")
    repo.commit(note="side\n", clean="merged without conflict\n")
    repo.git("switch", "-q", "main")
    repo.commit(note="main\n")
    repo.git("merge", "-q", "side", check=False)
    found = {blob.path: blob for blob in staged_blobs(repo.root)}
    assert found["note.md"].problem == "unmerged: resolve the conflict first"
    assert found["note.md"].data is None
    assert found["clean.md"].data == b"merged without conflict\n"
    assert len(found) == 2
    repo.write(note="both\n")
    repo.git("add", "note.md")
    assert repo.staged() == {"note.md": b"both\n", "clean.md": b"merged without conflict\n"}
    repo.git("commit", "-q", "--no-edit")
    assert repo.added("HEAD^1..HEAD") == [
        ("clean.md", b"merged without conflict\n"),
        ("note.md", b"both\n"),
        ("note.md", b"side\n"),
    ]


def test_what_is_only_announced_is_not_staged(repo: Repo) -> None:
    """`git add -N` stages no content, and a commit would leave it out."""
    repo.write(new="announced")
    repo.git("add", "-N", "new.md")
    assert repo.staged() == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("color.ui", "always"),
        ("color.diff", "always"),
        ("diff.noprefix", "true"),
        ("diff.relative", "true"),
        ("diff.orderFile", "missing-file"),
        ("diff.external", "false"),
        ("core.quotePath", "true"),
        ("core.autocrlf", "true"),
        ("core.fsmonitor", "touch asked; false"),
        ("core.splitIndex", "true"),
        ("core.abbrev", "4"),
        ("log.showRoot", "false"),
        ("index.sparse", "true"),
    ],
)
def test_the_user_s_configuration_changes_nothing(repo: Repo, key: str, value: str) -> None:
    """From a sub-directory too, everything staged is listed, with the bytes to be committed."""
    repo.write(note="a\nb\n", sub__é="c\n")
    repo.git("add", ".")
    repo.git("config", key, value)
    found = {blob.path: blob.data for blob in staged_blobs(repo.root / "sub")}
    assert found == {"note.md": b"a\nb\n", "sub/é.md": b"c\n"}
    assert not list(repo.root.rglob("asked"))
    assert len(list(range_blobs(repo.root / "sub", "0" * 40 + "..HEAD"))) == 2


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_flags_on_the_index_hide_nothing(repo: Repo, flag: str) -> None:
    """They speak of the work tree; the index's content is committed all the same."""
    repo.write(note="staged\n")
    repo.git("add", ".")
    repo.git("update-index", flag, "note.md")
    assert repo.staged() == {"note.md": b"staged\n"}


def test_a_sparse_checkout_hides_nothing(repo: Repo) -> None:
    """What is staged outside the cone is committed too."""
    repo.commit(in__a="a", out__b="b")
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
    assert repo.staged() == {}
    object_id = repo.git("hash-object", "-w", "note.md")
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{object_id},out/b.md")
    assert repo.staged() == {"out/b.md": b"one\n"}


def test_the_object_itself_is_read_not_its_replacement(repo: Repo) -> None:
    """`git replace` changes what is seen here, not what is committed and pushed."""
    repo.write(note="a name\n", clean="nothing\n")
    repo.git("add", ".")
    ids = [repo.git("rev-parse", f":{name}.md") for name in ("note", "clean")]
    repo.git("replace", *ids)
    assert repo.staged()["note.md"] == b"a name\n"


def test_a_blob_that_is_not_there_is_a_problem_of_its_path(repo: Repo) -> None:
    """The rest is still read."""
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},lost.md")
    repo.write(note="staged\n")
    repo.git("add", "note.md")
    lost, note = staged_blobs(repo.root)
    assert lost == Blob("lost.md", problem="missing or damaged in git's store")
    assert note.data == b"staged\n"


def test_a_detached_head_a_cherry_pick_and_an_lfs_pointer_are_nothing_special(repo: Repo) -> None:
    """The comparison is with HEAD wherever it is; a pointer is a small text."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 9\n"
    picked = repo.commit(picked=pointer)
    repo.git("switch", "-q", "--detach", "HEAD~1")
    assert repo.staged() == {}
    repo.git("cherry-pick", "--no-commit", picked)
    assert repo.staged() == {"picked.md": pointer.encode()}


def test_hundreds_of_files_come_one_at_a_time_and_may_be_left_early(repo: Repo) -> None:
    """All of a large commit is read, through one process that ends with the reading."""
    repo.write(**{f"many__{n}": f"text {n}\n" * 500 for n in range(300)})
    repo.git("add", ".")
    assert repo.staged() == {f"many/{n}.md": f"text {n}\n".encode() * 500 for n in range(300)}
    begun = staged_blobs(repo.root)
    assert next(begun).data
    begun.close()  # type: ignore[attr-defined]
    repo.commit()
    begun = range_blobs(repo.root, "HEAD~1..")
    assert next(begun).data
    begun.close()  # type: ignore[attr-defined]


_HOOK = """\
import json, sys
from pathlib import Path
from casesafe.scan.git import repository_root
from casesafe.scan.staged import staged_blobs
found = {b.path: b.data.decode() for b in staged_blobs(Path.cwd())}
Path(sys.argv[1]).write_text(json.dumps([str(repository_root(Path.cwd())), found]))
"""


def hooked(repo: Repo, where: Path, *commit: str) -> tuple[Path, dict[str, str]]:
    """Commit with a real pre-commit hook; return the root and the blobs that the hook saw."""
    seen, code = repo.root.parent / "seen.json", repo.root.parent / "hook.py"
    code.write_text(_HOOK)
    hook = repo.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{code.as_posix()}" "{seen.as_posix()}"\n')
    hook.chmod(0o755)
    subprocess.run(["git", "commit", "-q", "-m", "x", *commit], cwd=where, check=True)
    root, found = json.loads(seen.read_text())
    return Path(root), found


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"sub/new.md": "staged"}),
        (("-a",), {"sub/new.md": "not yet", "note.md": "changed", "other.md": "changed too"}),
        (("--only", "../note.md"), {"note.md": "changed"}),
        (("--include", "../note.md"), {"sub/new.md": "staged", "note.md": "changed"}),
        (("--amend",), {"sub/new.md": "staged"}),
    ],
    ids=["plain", "all", "only", "include", "amend"],
)
def test_the_hook_sees_the_index_of_this_very_commit(
    repo: Repo, options: tuple[str, ...], expected: dict[str, str]
) -> None:
    """Git hands its hooks an index of their own, relative to the root; each form of commit."""
    repo.write(sub__new="staged")
    repo.git("add", ".")
    repo.write(note="changed", other="changed too", sub__new="not yet")
    assert hooked(repo, repo.root / "sub", *options) == (repo.root.resolve(), expected)


def test_the_hook_of_a_worktree_sees_its_root_and_its_index(repo: Repo) -> None:
    """Wherever in the worktree the commit is made, nothing of the main checkout is listed."""
    repo.write(note="staged in the main checkout")
    repo.git("add", ".")
    repo.git("worktree", "add", "-q", "../wt")
    tree = repo.root.parent / "wt"
    (tree / "sub").mkdir()
    (tree / "sub" / "note.md").write_bytes(b"in the worktree")
    subprocess.run(["git", "add", "."], cwd=tree / "sub", check=True)
    assert {b.path: b.data for b in staged_blobs(tree / "sub")} == {
        "sub/note.md": b"in the worktree"
    }
    assert hooked(repo, tree / "sub") == (tree.resolve(), {"sub/note.md": "in the worktree"})
    assert repo.staged() == {"note.md": b"staged in the main checkout"}


@pytest.mark.usefixtures("own_git")
def test_outside_a_repository_the_error_comes_at_once(tmp_path: Path) -> None:
    """Before anything is iterated."""
    for call in (lambda: staged_blobs(tmp_path), lambda: range_blobs(tmp_path, "A..B")):
        with pytest.raises(GitError, match="not a git repository"):
            call()
