"""Finding the notes under the paths given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from casesafe.scan.discover import Source, colliding, discover, output_problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with notes, other files, links and an empty folder."""
    top = tmp_path / "notes"
    (top / "2025" / "jan").mkdir(parents=True)
    (top / "empty").mkdir()
    for name in ("b.txt", "A.MD", "c.pdf", "2025/jan/d.txt", "2025/e.markdown", "noext"):
        (top / name).write_text("x", encoding="utf-8")
    return top


def listed(paths: list[Path], base: Path) -> list[tuple[str, str | None]]:
    """Return what `discover` lists, as (path below base, problem)."""
    return [(s.path.relative_to(base).as_posix(), s.problem) for s in discover(paths)]


def test_a_folder_is_walked_and_nothing_is_left_out(root: Path) -> None:
    """Notes to be read and other files with their reason, sorted by folder and name."""
    assert listed([root], root) == [
        ("2025/e.markdown", "not understood: .markdown"),
        ("2025/jan/d.txt", None),
        ("A.MD", None),
        ("b.txt", None),
        ("c.pdf", "not understood: .pdf"),
        ("noext", "not understood: no suffix"),
    ]


def test_outputs_mirror_the_folder(root: Path) -> None:
    """`relative` is the path below the folder that was named, or the file's name."""
    assert Path("2025/jan/d.txt") in [s.relative for s in discover([root])]
    assert [s.relative for s in discover([root / "2025" / "jan" / "d.txt"])] == [Path("d.txt")]


def test_a_file_that_is_named_is_read_whatever_its_suffix(root: Path) -> None:
    """But for documents and pictures, which are no text."""
    assert listed([root / "noext", root / "2025" / "e.markdown", root / "c.pdf"], root) == [
        ("noext", None),
        ("2025/e.markdown", None),
        ("c.pdf", "not understood: .pdf"),
    ]


def test_a_missing_path_is_listed(root: Path) -> None:
    """Never dropped, even beside others."""
    assert listed([root / "none.txt", root / "b.txt"], root) == [
        ("none.txt", "does not exist"),
        ("b.txt", None),
    ]


def test_a_file_named_twice_is_listed_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself, by its folder, by a relative path."""
    monkeypatch.chdir(root)
    found = [s.path.name for s in discover([root / "b.txt", root, Path("b.txt")])]
    assert found.count("b.txt") == 1


def test_links_and_pipes_are_named_and_not_followed(root: Path) -> None:
    """Links to files and folders (a circle too), and what is no regular file."""
    try:
        (root / "link.txt").symlink_to(root / "b.txt")
        (root / "2025" / "up").symlink_to(root, target_is_directory=True)
        os.mkfifo(root / "pipe.txt")
    except (OSError, AttributeError, NotImplementedError):
        pytest.skip("no links or pipes here")
    found = dict(listed([root], root))
    assert found["link.txt"] == found["2025/up"] == "a symbolic link, not followed"
    assert found["pipe.txt"] == "not a regular file"
    assert len(found) == 9


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


@pytest.mark.parametrize(
    ("inputs", "out", "reason"),
    [
        (["notes"], "notes", "lies in the input"),
        (["notes"], "notes/out", "lies in the input"),
        (["notes"], "notes/../notes/x", "lies in the input"),
        (["notes/b.txt"], "notes", "would replace the original"),
        (["notes"], "notes2/file", "is not a folder"),
        (["notes"], "out", None),
        (["notes/2025"], "notes", None),
        (["notes/b.txt"], "notes/out", None),
    ],
)
def test_an_output_folder_may_not_touch_the_originals(
    root: Path, inputs: list[str], out: str, reason: str | None
) -> None:
    """Inside an input, over an original, or no folder: refused with the reason."""
    (root.parent / "notes2").mkdir()
    (root.parent / "notes2" / "file").write_text("x", encoding="utf-8")
    problem = output_problem([root.parent / i for i in inputs], root.parent / out)
    assert (problem is None) if reason is None else (problem is not None and reason in problem)


def test_outputs_of_one_name_collide() -> None:
    """Two files of one name from two folders; the others are free."""
    sources = [Source(Path(p), Path(Path(p).name)) for p in ("a/n.txt", "b/n.txt", "b/m.txt")]
    assert colliding(sources) == {Path("a/n.txt"), Path("b/n.txt")}
    assert colliding(sources[1:]) == set()
