"""Running git: its environment, its errors, its output."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from casesafe.scan import git as plumbing
from casesafe.scan.git import BlobReader, GitError, raw_entry, repository_root, run, tracked_files

pytestmark = pytest.mark.usefixtures("own_git")
POSIX = pytest.mark.skipif(os.name == "nt", reason="file names and modes of POSIX")


def git(cwd: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)
    return os.fsdecode(done.stdout)


@pytest.fixture
def repo(own_git: None, tmp_path: Path) -> Path:
    """A repository with one commit of one file."""
    root = tmp_path / "clinic notes"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "sub").mkdir()
    (root / "sub" / "note.md").write_bytes(b"Slept well.\n")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "start")
    return root


def test_root_is_the_same_from_every_sub_directory(repo: Path) -> None:
    """The root is the work tree's, wherever one stands in it."""
    assert repository_root(repo) == repository_root(repo / "sub") == repo.resolve()


def test_root_of_a_worktree_is_its_own(repo: Path) -> None:
    """A linked worktree has its own root."""
    git(repo, "worktree", "add", "-q", "../wt")
    assert repository_root(repo.parent / "wt" / "sub") == (repo.parent / "wt").resolve()


@POSIX
def test_root_may_end_with_a_newline(tmp_path: Path) -> None:
    """A line end in a folder's name is a part of it."""
    root = tmp_path / "odd\n"
    root.mkdir()
    git(root, "init", "-q")
    assert repository_root(root) == root.resolve()


def test_tracked_files_are_those_of_the_index_from_anywhere(repo: Path) -> None:
    """All of the index, from the root, whatever the directory; not what is merely there."""
    (repo / "Entrée séance.md").write_bytes(b"x")
    git(repo, "add", ".")
    (repo / "untracked.md").write_bytes(b"x")
    assert tracked_files(repo / "sub") == ["Entrée séance.md", "sub/note.md"]


@POSIX
def test_tracked_files_keep_names_that_git_would_quote(repo: Path) -> None:
    """Newlines, quotes, backslashes, tabs and bytes that are not UTF-8 come back as on disk."""
    names = ["a\nb.md", 'say "hi".md', "back\\slash.md", "tab\t.md", os.fsdecode(b"caf\xe9.md")]
    for name in names:
        (repo / name).write_bytes(b"x")
    git(repo, "add", ".")
    assert sorted(tracked_files(repo)) == sorted([*names, "sub/note.md"])


def test_tracked_files_lists_an_unmerged_path_once(repo: Path) -> None:
    """The three versions of a conflict are one path."""
    git(repo, "switch", "-q", "-c", "side")
    (repo / "sub" / "note.md").write_bytes(b"Slept badly.\n")
    git(repo, "commit", "-q", "-a", "-m", "side")
    git(repo, "switch", "-q", "main")
    (repo / "sub" / "note.md").write_bytes(b"Slept little.\n")
    git(repo, "commit", "-q", "-a", "-m", "main")
    assert subprocess.run(["git", "merge", "-q", "side"], cwd=repo, capture_output=True).returncode
    assert tracked_files(repo) == ["sub/note.md"]


def test_tracked_files_ignores_settings_of_path_patterns(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIT_LITERAL_PATHSPECS would take the pattern for the root as a name."""
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert tracked_files(repo / "sub") == ["sub/note.md"]


def test_tracked_files_leaves_submodules_out(repo: Path, tmp_path: Path) -> None:
    """A submodule is a repository of its own."""
    add = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    git(repo, *add, str(repo), "shared")
    assert tracked_files(repo) == [".gitmodules", "sub/note.md"]


def test_outside_a_repository_is_an_error(tmp_path: Path) -> None:
    """The error says what is wrong and names no path."""
    with pytest.raises(GitError, match=r"^not a git repository$") as caught:
        repository_root(tmp_path)
    assert (caught.value.command, caught.value.status) == ("rev-parse", 128)


def test_a_bare_repository_has_no_root(tmp_path: Path) -> None:
    """There is no work tree, and that is said."""
    git(tmp_path, "init", "-q", "--bare")
    with pytest.raises(GitError, match="no work tree"):
        repository_root(tmp_path)


def test_a_missing_folder_is_not_taken_for_a_missing_git(tmp_path: Path) -> None:
    """Both would be a file that was not found."""
    with pytest.raises(GitError, match="folder to run git in does not exist"):
        run(tmp_path / "gone", "version")


def test_git_not_installed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git on the search path the error says so, and what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git was not found: install git"):
        repository_root(tmp_path)


@POSIX
def test_a_git_program_among_the_notes_is_not_run(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative folder of the search path does not count."""
    trap = repo / "git"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/trapped'\n")
    trap.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    monkeypatch.chdir(repo)
    assert repository_root(repo) == repo.resolve()
    assert not (tmp_path / "trapped").exists()


@POSIX
def test_a_git_that_cannot_be_started_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason is given, with no chain to follow."""
    broken = tmp_path / "git"
    broken.write_bytes(b"#!/nowhere/at/all\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git could not be started: ") as caught:
        repository_root(tmp_path)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_failing_command_is_named_and_nothing_of_its_output_is_shown(repo: Path) -> None:
    """What git prints may hold names; its command and status may be shown."""
    with pytest.raises(GitError) as caught:
        run(repo, "cat-file", "-p", "HEAD:Okafor.md")
    assert str(caught.value) == "git cat-file failed with status 128"
    assert caught.value.status == 128


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another owner")
def test_a_repository_of_another_owner_says_what_to_do(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In containers git refuses such a repository; that is no missing repository."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError, match=r"safe\.directory"):
        repository_root(repo)


def test_an_error_crosses_process_borders() -> None:
    """It can be pickled with its fields."""
    error = GitError("no", command="status", status=3)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.command, again.status) == ("no", "status", 3)


def test_git_messages_are_understood_in_any_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is read in the C locale."""
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    with pytest.raises(GitError, match=r"^not a git repository$"):
        tracked_files(tmp_path)


ID, ZEROS = "a" * 40, "0" * 40


@pytest.mark.parametrize(
    ("head", "mode", "status", "deleted", "unmerged"),
    [
        (f":000000 100644 {ZEROS} {ID} A", "100644", "A", False, False),
        (f":100644 120000 {ZEROS} {ID} T", "120000", "T", False, False),
        (f":100644 000000 {ID} {ZEROS} D", "000000", "D", True, False),
        (f":100644 000000 {ID} {ZEROS} U", "000000", "U", False, True),
        (f"::100644 100644 100755 {ZEROS} {ZEROS} {ID} MM", "100755", "MM", False, False),
        (f":::100644 000000 100644 100644 {ZEROS} {ZEROS} {ZEROS} {ID} MAM", "100644", "MAM", False,
         False),
        (f":000000 100644 {'0' * 64} {'b' * 64} A", "100644", "A", False, False),
    ],
    ids=["added", "type", "deleted", "unmerged", "merge", "octopus", "sha256"],
)  # fmt: skip
def test_raw_line_is_parsed(
    head: str, mode: str, status: str, deleted: bool, unmerged: bool
) -> None:
    """The last mode and id are the result's, however many parents there are."""
    entry = raw_entry(head.encode(), b":odd name")
    assert (entry.mode, entry.status, entry.path) == (mode, status, ":odd name")
    assert entry.object_id == head.split(" ")[-2]
    assert (entry.deleted, entry.unmerged) == (deleted, unmerged)
    assert "odd name" not in repr(entry)


@pytest.mark.parametrize("head", ["", "100644 100644", f":100644 100644 {ID} A", f"::1 2 {ID} A"])
def test_other_output_is_an_error(head: str) -> None:
    """Nothing is guessed, and nothing of the output is shown."""
    with pytest.raises(GitError, match=r"^git's output is not a raw diff$"):
        raw_entry(head.encode(), b"note.md")


def test_parts_may_cross_the_reader_s_chunks(tmp_path: Path) -> None:
    """A part longer than a chunk comes whole; one without its end is an error."""
    file = tmp_path / "stream"
    long = b"x" * 200_000
    file.write_bytes(b"a\0" + long + b"\0\0rest")
    with file.open("rb") as stream:
        parts = plumbing.fields(stream)
        assert [next(parts), next(parts), next(parts)] == [b"a", long, b""]
        with pytest.raises(GitError, match="ended too early"):
            next(parts)


def test_reader_gives_exact_bytes_and_none_for_what_is_missing(repo: Path) -> None:
    """Binary bytes, an empty blob and a line end at the end come as they are."""
    contents = [b"", b"\n", b"no end", b"\0\xff\r\n" * 70_000]
    ids = []
    for content in contents:
        (repo / "x").write_bytes(content)
        ids.append(git(repo, "hash-object", "-w", "--no-filters", "x").strip())
    with BlobReader(repo) as reader:
        assert [reader.read(name) for name in ids] == contents
        assert reader.read("1" * 40) is None
        assert reader.read(ids[1]) == b"\n"


def test_reader_stops_at_a_damaged_object(repo: Path) -> None:
    """A blob whose bytes do not fit its id is never handed out."""
    name = git(repo, "rev-parse", "HEAD:sub/note.md").strip()
    file = repo / ".git" / "objects" / name[:2] / name[2:]
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    file.write_bytes(b"damaged")
    got: bytes | None = None
    with BlobReader(repo) as reader, suppress(GitError):  # which of the two is up to git's version
        got = reader.read(name)
    assert got is None


def test_reader_fetches_nothing_for_a_partial_clone(repo: Path, tmp_path: Path) -> None:
    """What a partial clone left out stays out: casesafe opens no connection."""
    git(repo, "config", "uploadpack.allowFilter", "true")
    url = repo.resolve().as_uri()
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", url, "part")
    part = tmp_path / "part"
    name = git(part, "rev-parse", "HEAD:sub/note.md").strip()
    got: bytes | None = None
    with BlobReader(part) as reader, suppress(GitError):
        got = reader.read(name)
    assert got is None
    assert git(part, "cat-file", "-p", name) == "Slept well.\n"  # plain git would have fetched it


def test_reader_refuses_what_is_no_blob(repo: Path) -> None:
    """A commit's id is not a file's content."""
    with BlobReader(repo) as reader, pytest.raises(GitError):
        reader.read(git(repo, "rev-parse", "HEAD").strip())


def test_module_needs_only_the_standard_library() -> None:
    """The hook's fast path must stay light."""
    code = (
        "import sys, casesafe.scan.git, casesafe.scan.staged; "
        "print([m for m in ('spacy', 'presidio_analyzer', 'numpy', 'onnxruntime', 'pydantic') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
