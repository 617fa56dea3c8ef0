"""`casesafe hook --staged`: what of the index is judged, and how it is named."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Hook, Repo

NAMED = "Client: Odalys Ferreira-Bunt, phone 413-555-0138\n"
CLEAN = "We spoke about sleep and work.\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="names and links of POSIX")


@POSIX
def test_a_name_that_git_would_quote_is_read_and_shown_as_it_is(
    make_repo: Callable[..., Repo], hook: Hook
) -> None:
    """rep-061: space and accents in the name, `core.quotePath` at its default."""
    repo = make_repo("quoted")
    repo.git("config", "user.useConfigOnly", "true")
    repo.stage("notes/Entrée séance.md", "Odalys Ferreira-Bunt, 413-555-0138\n")
    run = hook(folder=repo.root)
    assert run.status == 1
    assert [line.partition(": ")[0] for line in run.out.split("\n")[:2]] == [
        "notes/Entrée séance.md:1:1",
        "notes/Entrée séance.md:1:23",
    ]
    assert "1 file discovered = 1 scanned" in run.out
    assert "2 findings" in run.last


@POSIX
@pytest.mark.parametrize(
    "name",
    ["two\nlines.md", "-dash.md", "--staged", "tab\tand \"quotes\".md", "ünï/çödé.md", b"caf\xe9.md"],
    ids=["newline", "dash", "option", "tab-and-quotes", "non-ascii", "not-utf8"],
)  # fmt: skip
def test_odd_names_are_judged_staged_and_named(repo: Repo, hook: Hook, name: str | bytes) -> None:
    """Both ways in find what is in such a file, and list no other."""
    name = os.fsdecode(name)
    repo.stage(name, NAMED)
    for run in (hook(), hook("--", name)):
        assert run.status == 1
        found = [x.split(": ")[1].split(" ")[0] for x in run.out.split("\n") if ":1:" in x]
        assert found == ["PERSON", "PHONE_NUMBER"]
        assert "1 file discovered = 1 scanned" in run.out


def test_what_is_staged_counts_where_the_work_tree_is_clean(repo: Repo, hook: Hook) -> None:
    """A name that was staged and taken out of the file since would be committed."""
    repo.stage("note.md", NAMED)
    repo.write("note.md", CLEAN)
    run = hook()
    assert run.status == 1
    assert "note.md:1:9: PERSON" in run.out


@pytest.mark.parametrize("gone", [False, True], ids=["changed", "deleted"])
def test_what_is_not_staged_does_not_count(repo: Repo, hook: Hook, gone: bool) -> None:
    """A name that was written after staging is not committed, nor is a file deleted since."""
    repo.stage("note.md", CLEAN)
    repo.write("note.md", NAMED)
    repo.write("untracked.md", NAMED)
    if gone:
        (repo.root / "note.md").unlink()
    run = hook()
    assert run.status == 0
    assert "1 file discovered = 1 scanned" in run.out


@pytest.mark.parametrize("content", ["", "One line more.\n"], ids=["same", "changed"])
def test_a_renamed_file_is_judged_at_its_new_path(repo: Repo, hook: Hook, content: str) -> None:
    """With or without a change; the old path is not listed."""
    repo.commit("a.md", NAMED)
    (repo.root / "sub").mkdir()
    repo.git("mv", "a.md", "sub/b.md")
    repo.stage("sub/b.md", NAMED + content)
    run = hook()
    assert run.status == 1
    assert "sub/b.md:1:9: PERSON" in run.out
    assert "a.md" not in run.out.replace("sub/b.md", "")
    assert "1 file discovered" in run.out


def test_a_deleted_file_is_not_judged(repo: Repo, hook: Hook) -> None:
    """To take a note out of the repository is no finding."""
    repo.commit("a.md", NAMED)
    repo.git("rm", "-q", "a.md")
    run = hook()
    assert (run.status, run.out) == (
        0,
        "casesafe: nothing to scan (policy peer-consultation)\n",
    )


def test_a_name_in_the_name_of_a_file_is_found(repo: Repo, hook: Hook) -> None:
    """The file's name is shown with the finding replaced."""
    repo.stage("Okafor_Intake_2024-03-04.md", CLEAN)
    run = hook()
    assert run.status == 1
    assert "in the file's name" in run.out
    assert "Okafor" not in run.said


def test_a_submodule_is_skipped_and_said_to_be(
    repo: Repo, make_repo: Callable[..., Repo], hook: Hook
) -> None:
    """It has a history and a hook of its own."""
    other = make_repo("other")
    other.commit("note.md", NAMED)
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.root), "lib")
    run = hook()
    assert "1 skipped: a submodule" in run.out
    assert "lib" not in run.err
    assert run.status in (0, 1)  # the path of the other repository stands in .gitmodules
    assert "note.md" not in run.said


@POSIX
def test_the_target_of_a_symbolic_link_is_judged_as_a_path(
    repo: Repo, hook: Hook, tmp_path: Path
) -> None:
    """What it leads to is not read: git keeps the path alone. Named files are judged alike."""
    (tmp_path / "elsewhere.md").write_text(NAMED, encoding="utf-8")
    for name, target in (("a", "../elsewhere.md"), ("b", "Okafor_Intake.md")):
        os.symlink(target, repo.root / f"{name}.md")
    repo.git("add", ".")
    for run in (hook(), hook("--", "a.md", "b.md")):
        assert run.status == 1
        assert [x for x in run.out.split("\n") if ".md" in x] == [
            "b.md:1:1: PERSON label (path/file name)"
        ]
        assert "Okafor" not in run.said
        assert "0 failed" in run.out


def test_an_lfs_pointer_is_not_scanned_and_said_so(repo: Repo, hook: Hook) -> None:
    """rep-069: no finding for the hash, the reason named, status 3."""
    repo.stage(
        "session.docx",
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d7a2146' * 8}\nsize 12345\n",
    )
    run = hook()
    assert run.status == 3
    assert run.err.startswith("session.docx: not scanned: a Git LFS pointer")
    assert "1 failed; 0 findings" in run.out


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0", "not understood: a .png file"),
        ("letter.docx", b"PK\x03\x04\0\0", "not understood: a .docx file"),
        ("note.md", b"PK\x03\x04\0\0", "a zip archive"),
        ("note.txt", b"abc\0def\n", "NUL"),
        ("note.csv", b"name\n\xff\xfe\xfd\n", "encoding"),
    ],
    ids=["picture", "docx", "archive-under-another-name", "nul", "not-utf8"],
)
def test_what_cannot_be_read_is_named_with_its_reason(
    repo: Repo, hook: Hook, name: str, content: bytes, reason: str
) -> None:
    """Status 3, even beside a finding, which is told all the same."""
    repo.stage(name, content)
    repo.stage("other.md", NAMED)
    run = hook()
    assert run.status == 3
    assert reason in next(x for x in run.err.split("\n") if x.startswith(f"{name}: not scanned"))
    assert "other.md:1:9: PERSON" in run.out
    assert "1 file not scanned: convert, repair or exclude it. 2 findings" in run.last


def test_a_conflict_that_is_not_resolved_is_status_3(repo: Repo, hook: Hook) -> None:
    """git would refuse that commit, too."""
    repo.commit("note.md", CLEAN)
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("note.md", CLEAN + "one\n")
    repo.git("checkout", "-q", "main")
    repo.commit("note.md", CLEAN + "two\n")
    assert repo.run("git", "merge", "-q", "side").status == 1
    run = hook()
    assert run.status == 3
    assert "note.md: not scanned: unmerged: resolve the conflict first" in run.err


def test_before_the_first_commit_all_that_is_staged_is_judged(
    make_repo: Callable[..., Repo], hook: Hook
) -> None:
    """And nothing staged is nothing to scan."""
    empty = make_repo("empty")
    assert hook(folder=empty.root).out.startswith("casesafe: nothing to scan")
    empty.stage("note.md", NAMED)
    assert hook(folder=empty.root).status == 1


@pytest.mark.parametrize(
    ("settings", "judged", "skipped"),
    [
        ('include = ["notes/"]', "notes/a.md", "1 skipped: not included by a pattern"),
        ('exclude = ["/b.md"]', "notes/a.md", "1 skipped: excluded by a pattern"),
        ('exclude = ["notes/*", "!/b.md"]', "b.md", "1 skipped: excluded by a pattern"),
    ],
    ids=["include", "exclude", "exclude-folder"],
)
def test_settings_bound_what_is_judged(
    repo: Repo, hook: Hook, settings: str, judged: str, skipped: str
) -> None:
    """What is left out is counted with its reason."""
    repo.commit("casesafe.toml", f"no_model = true\n{settings}\n")
    repo.stage("notes/a.md", NAMED)
    repo.stage("b.md", NAMED)
    run = hook()
    assert run.status == 1
    assert {x.partition(":")[0] for x in run.out.split("\n") if "PERSON" in x} == {judged}
    assert skipped in run.out


def test_nothing_is_written_to_index_work_tree_or_temporary_folder(
    repo: Repo, hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes and times stay as they were, also where git would refresh the index."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    repo.stage("note.md", NAMED)
    repo.write("note.md", CLEAN)
    os.utime(repo.root / "old.md", (1, 1))
    before, known = repo.state(), set((repo.root / ".git").rglob("*"))
    assert hook().status == 1
    assert hook("--", "note.md").status == 0
    assert repo.state() == before
    assert set((repo.root / ".git").rglob("*")) == known
    assert list((tmp_path / "tmp").iterdir()) == []


def test_it_works_from_any_folder_of_the_repository(
    repo: Repo, hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths count from the root; `GIT_DIR` and `GIT_WORK_TREE` count as git takes them."""
    repo.stage("sub/note.md", NAMED)
    for run in (hook(folder=repo.root / "sub"), hook("--", "note.md", folder=repo.root / "sub")):
        assert run.status == 1
        assert "sub/note.md:1:9: PERSON" in run.out
    monkeypatch.setenv("GIT_DIR", str(repo.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repo.root))
    run = hook(folder=tmp_path)
    assert run.status == 1
    assert "sub/note.md:1:9: PERSON" in run.out


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("outside", "not a git repository"),
        ("bare", "this repository has no work tree"),
        ("other", "git config --global --add safe.directory"),
    ],
)
def test_where_there_is_nothing_to_commit_it_says_so(
    repo: Repo, hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, said: str
) -> None:
    """Outside of a repository, in a bare one, in another user's: status 3, one line."""
    folder = repo.root if where == "other" else tmp_path / where
    folder.mkdir(exist_ok=True)
    if where == "bare":
        repo.git("init", "-q", "--bare", str(folder))
    if where == "other":
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    run = hook(folder=folder)
    assert (run.status, run.out) == (3, "")
    assert said in run.err
    assert run.err.count("\n") == 1


def test_files_that_are_named_outside_of_a_repository_are_judged(
    hook: Hook, tmp_path: Path
) -> None:
    """Then there is no baseline, and paths count from the current folder."""
    (tmp_path / "note.md").write_text(NAMED, encoding="utf-8")
    (tmp_path / "casesafe.toml").write_text("no_model = true\n", encoding="utf-8")
    run = hook("--", "note.md", "gone.md", folder=tmp_path)
    assert run.status == 3
    assert "note.md:1:9: PERSON" in run.out
    assert "gone.md: not scanned: does not exist" in run.err
