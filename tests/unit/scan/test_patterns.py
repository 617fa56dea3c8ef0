"""Which files are read: patterns, hidden files, and what is never a note."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from casesafe.scan.discover import discover
from casesafe.scan.patterns import EXCLUDED, HIDDEN, NOT_INCLUDED, Filter, Patterns, pattern_problem

TREE = (
    "a.md", "a.txt", "build", "foo/a.md", "foo/bar/a.txt", "foo/bar/b.md", "foo/build/x.txt",
    "bar/foo/a.md", "bar/foo/deep/a.txt", "drafts/a.md", "drafts/keep/a.md", "sp ace/a b.txt",
    "#x/y.txt", "!x/y.txt", "é/é.txt", "x[1]/a.txt", "foo.txt/a.md", "Foo/A.MD",
)  # fmt: skip
LISTS = (
    ["a.md"], ["/a.md"], ["foo"], ["foo/"], ["/foo"], ["/foo/"], ["foo/bar"], ["bar/foo/"],
    ["build"], ["build/"], ["*.txt"], ["*.txt/"], ["foo/*"], ["foo/**"], ["foo/**/a.txt"],
    ["**/foo"], ["**/foo/a.md"], ["foo/**/"], ["**"], ["**/"], ["*"], ["*/"], ["/*"], ["/*/*"],
    ["?.md"], ["[ab].md"], ["[!a].md"], ["[a-b].*"], ["x\\[1\\]"], ["\\#x"], ["\\!x/"],
    ["sp ace"], ["sp*"], ["a\\ b.txt"], ["é"], ["é/é.*"], ["Foo"], ["foo/a.md", "bar"],
    ["*.md", "!a.md"], ["*.md", "!/a.md"], ["!a.md", "*.md"], ["drafts/", "!drafts/keep/"],
    ["drafts/*", "!drafts/keep/"], ["drafts/**", "!drafts/keep/", "!drafts/keep/a.md"],
    ["*", "!*/", "!*.md"], ["*", "!foo/", "!foo/**"], ["/*", "!/foo", "/foo/*", "!/foo/bar"],
    ["foo", "!foo"], ["*.txt", "foo", "!foo"], ["foo/", "!foo/bar/b.md"], ["**/a.*", "!bar/**"],
    ["foo/*/a.txt"], ["*oo/ba*/**"], ["foo/bar/**", "!foo/bar/b.md"], ["deep/", "!deep"],
)  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with the files of TREE that its file system takes."""
    top = tmp_path / "tree"
    for name in TREE:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("x", encoding="utf-8")
    return top


def read(top: Path, patterns: Patterns, paths: list[Path] | None = None) -> list[str]:
    """Return the files that are read, below the folder."""
    found = discover(paths or [top], patterns)
    return [s.path.relative_to(top).as_posix() for s in found if not s.skipped and not s.problem]


def not_read(top: Path, patterns: Patterns, paths: list[Path] | None = None) -> dict[str, str]:
    """Return what is skipped, below the folder, with the reason."""
    found = discover(paths or [top], patterns)
    return {s.path.relative_to(top).as_posix(): s.skipped for s in found if s.skipped}


def git_reads(top: Path, patterns: list[str]) -> list[str]:
    """Return the files that git does not ignore."""
    (top.parent / "ignored").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(top)], check=True)
    argv = ["git", "-C", str(top), "ls-files", "--others", "-z", "--exclude-from=../ignored"]
    out = subprocess.run(argv, capture_output=True, check=True).stdout
    return sorted(os.fsdecode(name) for name in out.split(b"\0") if name)


@pytest.mark.parametrize("patterns", LISTS, ids=" ".join)
def test_patterns_match_as_gits_do(tree: Path, patterns: list[str]) -> None:
    """In a folder that is walked, and file by file as pre-commit names them."""
    expected = git_reads(tree, patterns)
    kept = Patterns(settings_exclude=tuple(patterns), folder=tree)
    assert sorted(read(tree, kept)) == expected
    assert sorted(read(tree, Patterns(exclude=tuple(patterns)))) == expected
    every = [p for p in tree.rglob("*") if p.is_file() and ".git" not in p.parts]
    assert sorted(read(tree, kept, every)) == expected


def test_an_excluded_folder_is_listed_once(tree: Path) -> None:
    """And not entered; files that are excluded are listed each."""
    skipped = not_read(tree, Patterns(exclude=("foo/", "/a.*")))
    assert skipped == {"bar/foo": EXCLUDED, "foo": EXCLUDED, "a.md": EXCLUDED, "a.txt": EXCLUDED}


def test_only_what_is_included_is_read(tree: Path) -> None:
    """A folder speaks for all it holds, and a later pattern takes back; the rest is listed."""
    patterns = Patterns(include=("drafts/", "/foo/**/*.txt", "!keep/"))
    assert read(tree, patterns) == ["drafts/a.md", "foo/bar/a.txt", "foo/build/x.txt"]
    skipped = not_read(tree, patterns)
    assert set(skipped.values()) == {NOT_INCLUDED}
    assert len(skipped) + 3 == len(read(tree, Patterns()))
    assert read(tree, patterns, [tree / "foo", tree / "drafts"]) == []


def test_exclusion_goes_before_inclusion(tree: Path) -> None:
    """What both name is not read."""
    assert not_read(tree, Patterns(include=("*.md",), exclude=("drafts/",)))["drafts"] == EXCLUDED


def test_settings_count_from_their_folder_and_the_command_line_from_each_argument(
    tree: Path,
) -> None:
    """`/a.md` of the settings is that beside the settings file."""
    here = [tree / "foo", tree / "drafts"]
    kept = Patterns(settings_exclude=("/a.md", "/foo/bar"), folder=tree)
    assert read(tree, kept, here) == [
        "foo/a.md", "foo/build/x.txt", "drafts/a.md", "drafts/keep/a.md",
    ]  # fmt: skip
    assert read(tree, Patterns(exclude=("/a.md", "/bar")), here) == [
        "foo/build/x.txt", "drafts/keep/a.md",
    ]  # fmt: skip


def test_the_command_line_goes_before_the_settings(tree: Path) -> None:
    """It adds exclusions and takes them back; its `include` stands instead of theirs."""
    both = Patterns(
        exclude=("bar/", "!drafts/"), settings_exclude=("drafts/", "*.txt"), folder=tree
    )
    assert [n for n in read(tree, both) if n.split("/")[0] in ("drafts", "foo", "bar")] == [
        "drafts/a.md", "drafts/keep/a.md", "foo/a.md",
    ]  # fmt: skip
    both = Patterns(include=("/build",), settings_include=("*.md",), folder=tree)
    assert read(tree, both) == ["build"]


def test_excludes_hold_for_what_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, a file in an excluded folder, and the folder itself: pre-commit names files."""
    kept = Patterns(settings_exclude=("drafts/",), folder=tree)
    named = [tree / "drafts", tree / "drafts" / "keep", tree / "drafts" / "keep" / "a.md"]
    assert not_read(tree, kept, named) == dict.fromkeys(
        ("drafts", "drafts/keep", "drafts/keep/a.md"), EXCLUDED
    )
    monkeypatch.chdir(tree)
    command = Patterns(exclude=("/drafts/",))
    found = discover([Path("drafts/a.md"), Path("foo/a.md")], command)
    assert [s.skipped for s in found] == [EXCLUDED, None]


def test_settings_of_another_place_count_from_the_argument(tree: Path) -> None:
    """A folder outside that of the settings is matched as if it were that folder."""
    patterns = Patterns(settings_exclude=("/foo/", "*.txt"), folder=tree.parent / "elsewhere")
    skipped = not_read(tree, patterns)
    assert skipped["foo"] == skipped["a.txt"] == EXCLUDED
    assert "bar/foo" not in skipped


def test_hidden_files_are_read_unless_told_otherwise(tree: Path) -> None:
    """Files and folders; a folder that is named itself is entered."""
    for name in (".env", ".notes/a.md", "foo/.b/c.md"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text("x", encoding="utf-8")
    assert len(read(tree, Patterns())) == len(TREE) + 3
    patterns = Patterns(hidden=False, folder=tree)
    assert not_read(tree, patterns) == dict.fromkeys((".env", ".notes", "foo/.b"), HIDDEN)
    assert read(tree, patterns, [tree / ".notes"]) == [".notes/a.md"]
    assert not_read(tree, patterns, [tree / ".notes" / "a.md"]) == {".notes/a.md": HIDDEN}


def test_what_is_never_a_note_is_listed_with_its_reason(tmp_path: Path) -> None:
    """Version control, the litter of systems, the baseline; not what merely looks like it."""
    for name in (".git/config", "sub/.git", ".hg/x", ".svn/x", "._a.txt", ".DS_Store",
                 "b/Thumbs.db", "Desktop.ini", ".casesafe-baseline.json", ".gitignore", "._b/n.txt",
                 "git/n.txt"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    version, system = "of version control", "of the operating system"
    assert not_read(tmp_path, Patterns()) == {
        ".git": version, ".hg": version, ".svn": version, "sub/.git": version,
        "._a.txt": system, ".DS_Store": system, "b/Thumbs.db": system, "Desktop.ini": system,
        ".casesafe-baseline.json": "a baseline of casesafe",
    }  # fmt: skip
    assert read(tmp_path, Patterns()) == ["._b/n.txt", ".gitignore", "git/n.txt"]
    named = [tmp_path / ".git" / "config", tmp_path / ".DS_Store"]
    assert read(tmp_path, Patterns(), named) == [".git/config"]


def test_paths_that_are_on_no_disk_are_judged_alike(tmp_path: Path) -> None:
    """As those of staged files are."""
    top = os.path.realpath(tmp_path)
    keep = Filter(Patterns(include=("notes/",), exclude=("*.pdf",), hidden=False), tmp_path)
    paths = ("notes/a.md", "notes/a.pdf", "a.md", "notes/.x/a.md", "notes/Thumbs.db")
    assert [keep.skipped(os.path.join(top, *p.split("/"))) for p in paths] == [
        None, EXCLUDED, NOT_INCLUDED, HIDDEN, "of the operating system",
    ]  # fmt: skip


@pytest.mark.parametrize("patterns", LISTS, ids=" ".join)
def test_what_git_takes_is_a_pattern(patterns: list[str]) -> None:
    """None of these is refused."""
    assert [p for p in patterns if pattern_problem(p)] == []


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "no pattern"), ("  ", "no pattern"), ("# a note", "no pattern"), ("/", "nothing"),
        ("!", "nothing"), ("./notes", "nothing"), ("../notes/", "nothing"), ("a/./b", "nothing"),
        ("a//b", "nothing"), ("a/..", "nothing"), ("a[b", "without ]"), ("[z-a]", "without ]"),
        ("a\\", "at the end"), ("a\nb", "one line"), ("a\0b", "one line"),
    ],
)  # fmt: skip
def test_what_matches_nothing_is_refused(pattern: str, problem: str) -> None:
    """With what is wrong, and without the pattern."""
    said = pattern_problem(pattern)
    assert said is not None
    assert problem in said


def test_the_repr_shows_no_pattern(tmp_path: Path) -> None:
    """A pattern may hold a client's name."""
    patterns = Patterns(("Okafor/",), ("Okafor/",), ("Okafor/",), ("Okafor/",), tmp_path / "Okafor")
    assert repr(patterns) == "Patterns(hidden=True)"
