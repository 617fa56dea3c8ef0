"""Finding the files under the paths given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casesafe.scan.discover import Source, discover, output_problem
from casesafe.scan.patterns import Patterns

ALL = Patterns()
LINK = "a symbolic link, not followed"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with notes, other files, and an empty folder."""
    top = tmp_path / "notes"
    (top / "2025" / "jan").mkdir(parents=True)
    (top / "empty").mkdir()
    for name in ("b.txt", "A.MD", "c.pdf", "2025/jan/d.txt", "2025/e.markdown", "noext"):
        (top / name).write_text("x", encoding="utf-8")
    return top


def files(top: Path, *names: str) -> None:
    """Make files with their folders."""
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("x", encoding="utf-8")


def link(at: Path, to: Path) -> None:
    """Make a symbolic link, or skip the test where there are none."""
    try:
        at.symlink_to(to, target_is_directory=to.is_dir())
    except (OSError, NotImplementedError):
        pytest.skip("no links here")


def why(source: Source) -> str | None:
    """Return why a file is not read."""
    return source.problem or source.skipped


def listed(paths: list[Path], base: Path, patterns: Patterns = ALL) -> list[tuple[str, str | None]]:
    """Return what `discover` lists, as (path below base, why it is not read)."""
    return [(s.path.relative_to(base).as_posix(), why(s)) for s in discover(paths, patterns)]


def test_a_folder_is_walked_and_nothing_is_left_out(root: Path) -> None:
    """Every file whatever its suffix, sorted by the parts of its path."""
    assert listed([root], root) == [
        ("2025/e.markdown", None),
        ("2025/jan/d.txt", None),
        ("A.MD", None),
        ("b.txt", None),
        ("c.pdf", None),
        ("noext", None),
    ]


def test_outputs_mirror_the_folder(root: Path) -> None:
    """`relative` is the path below the folder that was named, or the file's name."""
    assert Path("2025/jan/d.txt") in [s.relative for s in discover([root], ALL)]
    named = discover([root / "2025" / "jan" / "d.txt"], ALL)
    assert named[0].relative == Path("d.txt")
    named = discover([root / "2025" / "jan" / "d.txt", root], ALL)
    assert named[0].relative == Path("2025/jan/d.txt")


def test_outputs_of_several_arguments_lie_as_the_arguments_do(root: Path) -> None:
    """Counted from the deepest folder that holds all of them; the same folder twice is one."""
    other = root.parent / "old" / "Notes"
    files(other, "b.txt")
    found = discover([root / "2025", root / "2025" / ".." / "2025"], ALL)
    assert [s.relative.as_posix() for s in found] == ["e.markdown", "jan/d.txt"]
    found = discover([root / "2025", root, other], ALL)
    assert [s.relative.as_posix() for s in found] == [
        "notes/2025/e.markdown", "notes/2025/jan/d.txt", "notes/A.MD", "notes/b.txt",
        "notes/c.pdf", "notes/noext", "old/Notes/b.txt",
    ]  # fmt: skip
    found = discover([root / "b.txt", other / "b.txt"], ALL)
    assert [s.relative.as_posix() for s in found] == ["notes/b.txt", "old/Notes/b.txt"]


def test_arguments_keep_their_order(root: Path) -> None:
    """Files as they are named; what does not exist is listed, never dropped."""
    paths = [root / "noext", root / "none.txt", root / "b.txt", root / "b.txt" / "c"]
    found = listed(paths, root)
    assert found[:3] == [("noext", None), ("none.txt", "does not exist"), ("b.txt", None)]
    assert found[3][1] in ("cannot be read: Not a directory", "does not exist")


def test_a_file_named_twice_is_listed_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself, by its folder, by a relative path, by a way round, by a link."""
    link(root.parent / "link.txt", root / "b.txt")
    monkeypatch.chdir(root)
    ways = ["b.txt", "2025/../b.txt", "../link.txt", "../notes", ".", str(root)]
    found = [s.path.name for s in discover(map(Path, ways), ALL)]
    assert found.count("b.txt") == 1
    assert len(found) == 6


def test_links_and_pipes_in_a_folder_are_named_and_not_followed(root: Path) -> None:
    """Links to files and folders (a circle too), and what is no regular file."""
    link(root / "link.txt", root / "b.txt")
    link(root / "2025" / "up", root)
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / "pipe.txt")
    sources = {s.relative.as_posix(): s for s in discover([root], ALL)}
    assert sources["link.txt"].skipped == sources["2025/up"].skipped == LINK
    if hasattr(os, "mkfifo"):
        assert sources.pop("pipe.txt").problem == "not a regular file"
    assert len(sources) == 8


def test_a_link_that_is_named_is_followed_to_a_file(root: Path) -> None:
    """But not to a folder, nor to nothing: that is a problem, since it was asked for."""
    for name, to in (("file", "b.txt"), ("folder", "2025"), ("gone", "nothing")):
        link(root.parent / name, root / to)
    found = dict(listed([root.parent / n for n in ("file", "folder", "gone")], root.parent))
    assert found == {
        "file": None,
        "folder": "a symbolic link to a folder, not followed; name the folder itself",
        "gone": "a symbolic link that leads nowhere",
    }


def test_a_folder_that_cannot_be_read_is_listed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the system's reason, where it lies, and the rest is found."""
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "jan":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = dict(listed([root], root))
    assert found["2025/jan"] == "cannot be read: Permission denied"
    assert found["b.txt"] is None


def test_what_vanishes_meanwhile_stops_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a folder that are gone once their folder has been listed."""
    scandir = os.scandir

    def listing_then_gone(path: str) -> object:
        entries = scandir(path)
        if Path(path) == root.resolve():
            (root / "b.txt").unlink()
            (root / "empty").rmdir()
        return entries

    with scandir(root) as it:  # some systems list what is gone, some do not; the walk must end
        assert {e.name for e in it} >= {"b.txt", "empty"}
    monkeypatch.setattr(os, "scandir", listing_then_gone)
    found = {s.relative.as_posix(): s.problem for s in discover([root], ALL, max_bytes=9)}
    gone = found.pop("b.txt", "cannot be read: "), found.pop("empty", "cannot be read: ")
    assert all(g is not None and g.startswith("cannot be read: ") for g in gone)
    assert set(found.values()) == {None}
    assert len(found) == 5


def test_a_file_over_the_limit_is_a_problem(root: Path) -> None:
    """In a folder and by name, with size and limit; a file of just the limit is read."""
    (root / "b.txt").write_bytes(b"x" * 11)
    (root / "noext").write_bytes(b"x" * 10)
    for paths in ([root], [root / "b.txt", root / "noext"]):
        found = {s.relative.name: s.problem for s in discover(paths, ALL, max_bytes=10)}
        assert found["b.txt"] == "11 bytes, over the limit of 10"
        assert found["noext"] is None


@pytest.mark.skipif(sys.platform != "linux", reason="paths of that length")
def test_a_tree_may_be_deeper_than_the_stack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file below more folders than Python nests calls."""
    depth = sys.getrecursionlimit() + 100
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    Path("n.txt").write_text("x", encoding="utf-8")
    found = discover([tmp_path], ALL)
    os.unlink("n.txt")
    for _ in range(depth):  # what clears `tmp_path` away is recursive
        os.chdir("..")
        os.rmdir("d")
    assert [(len(s.relative.parts), why(s)) for s in found] == [(depth + 1, None)]


@pytest.mark.parametrize(
    ("path", "here", "shown"),
    [
        ("notes", ".", ["notes/2025/e.markdown", "notes/2025/jan/d.txt", "notes/A.MD"]),
        ("notes", "notes", ["2025/e.markdown", "2025/jan/d.txt", "A.MD"]),
        ("notes", "notes/2025", ["notes/2025/e.markdown", "notes/2025/jan/d.txt", "notes/A.MD"]),
        ("notes", "other", ["notes/2025/e.markdown", "notes/2025/jan/d.txt", "notes/A.MD"]),
        ("notes/2025/jan/d.txt", ".", ["notes/2025/jan/d.txt"]),
        ("notes/2025/jan/d.txt", "other", ["d.txt"]),
    ],
    ids=["below", "here", "above", "outside", "file", "file-outside"],
)
def test_paths_are_shown_from_the_current_folder(
    root: Path, monkeypatch: pytest.MonkeyPatch, path: str, here: str, shown: list[str]
) -> None:
    """Or, outside it, from the folder named; with slashes, never absolute."""
    (root.parent / "other").mkdir()
    monkeypatch.chdir(root.parent / here)
    given = [root.parent / path, Path(os.path.relpath(root.parent / path))]
    for way in given:
        assert [s.shown for s in discover([way], ALL)][:3] == shown


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_with_a_strange_name_is_found(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 and a line end: read like any other; reports escape them."""
    for name in (b"caf\xe9.txt", b"a\nb.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("x", encoding="utf-8")
    found = discover([tmp_path], Patterns(exclude=("b.txt",)))
    assert [s.shown.split("/")[-1] for s in found] == ["a\nb.txt", "caf\udce9.txt"]
    assert all(why(s) is None and s.path.is_file() for s in found)


def test_the_repr_shows_no_name(root: Path) -> None:
    """A file's name may hold a client's."""
    assert [repr(s) for s in discover([root / "b.txt"], ALL)] == [
        "Source(problem=None, skipped=None)"
    ]


@pytest.mark.parametrize(
    ("inputs", "out", "reason"),
    [
        (["notes"], "notes", "lies in the input"),
        (["notes"], "notes/out", "lies in the input"),
        (["notes"], "notes/new/deep/out", "lies in the input"),
        (["notes"], "notes/../notes/x", "lies in the input"),
        (["notes"], "link", "lies in the input"),
        (["notes"], "link/out", "lies in the input"),
        (["link"], "notes/out", "lies in the input"),
        (["notes2", "notes"], "notes/2025", "lies in the input"),
        (["notes/b.txt"], "notes", "would replace the original"),
        (["notes/b.txt"], "link", "would replace the original"),
        (["link/b.txt"], "notes/2025/..", "would replace the original"),
        (["linked.txt"], "notes", None),
        (["linked.txt"], ".", "would replace the original"),
        (["notes"], "notes2/file", "is not a folder"),
        (["notes"], "notes2/file/out", "lies below a file"),
        (["notes"], "out", None),
        (["notes"], "link2/out", None),
        (["notes/2025"], "notes", None),
        (["notes/2025", "notes/empty"], "notes", "would replace the original"),
        (["notes/2025/jan", "notes/2025"], "notes", None),
        (["notes/2025/jan/d.txt", "notes/b.txt"], "notes", "would replace the original"),
        (["notes2/in"], "notes2", "would replace the original"),
        (["notes/b.txt"], "notes/out", None),
        (["notes/2025/jan/d.txt"], "notes/2025", None),
        (["notes2/sub/d.txt", "notes/2025/jan"], "notes2/sub", None),
        (["notes2/sub/d.txt", "notes/2025/jan"], ".", "would replace the original"),
    ],
)
def test_an_output_folder_may_not_touch_the_originals(
    root: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str], out: str, reason: str | None
) -> None:
    """Inside an input, over an original, or no folder: refused with the reason."""
    top = root.parent
    files(top, "notes2/file", "notes2/in/IN/n.txt", "notes2/sub/d.txt")
    link(top / "link", root)
    link(top / "link2", top / "notes2")
    link(top / "linked.txt", root / "b.txt")
    for base in (top, Path()):
        monkeypatch.chdir(top)
        problem = output_problem([base / i for i in inputs], base / out)
        assert (problem is None) if reason is None else (problem is not None and reason in problem)


def test_the_current_folder_is_an_input_like_any_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`.` and `..` with an output folder inside, outside and above."""
    monkeypatch.chdir(root / "2025")
    assert "lies in the input" in (output_problem([Path(".")], Path("out")) or "")
    assert "lies in the input" in (output_problem([Path("..")], Path("jan")) or "")
    assert output_problem([Path(".")], Path("../out")) is None
    assert output_problem([Path(".")], Path("..")) is None


def test_another_case_is_the_same_folder_where_the_system_says_so(root: Path) -> None:
    """On macOS and Windows `NOTES/out` lies in `notes`; elsewhere it is another folder."""
    same = (root.parent / "NOTES").exists()
    problem = output_problem([root], root.parent / "NOTES" / "out")
    assert (problem is not None) is same
