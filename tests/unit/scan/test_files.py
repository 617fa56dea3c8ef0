"""Files read whole, and written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casesafe.errors import NoteUnreadableError
from casesafe.scan.files import PARTIAL, Staging, read_bytes, write_atomic

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    """No decoding, no line ends changed."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"\xef\xbb\xbfOdile\r\n\xff\0")
    assert read_bytes(path) == b"\xef\xbb\xbfOdile\r\n\xff\0"


@pytest.mark.parametrize("name", ["none.txt", "", "note.txt/below"], ids=["none", "folder", "file"])
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, name: str) -> None:
    """Missing, a folder, below a file: the path stands before the reason, nothing behind it."""
    (tmp_path / "note.txt").write_bytes(b"fine")
    path = tmp_path / name
    with pytest.raises(NoteUnreadableError, match="cannot be read: ") as caught:
        read_bytes(path)
    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")
    assert str(path) not in caught.value.message
    assert caught.value.__cause__ is caught.value.__context__ is None


@posix
def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Folders are made, the umask holds, an older file is replaced, nothing else stays."""
    path = tmp_path / "a" / "b" / "note.txt"
    before = os.umask(0o027)
    try:
        write_atomic(path, b"one")
        write_atomic(path, b"two")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure on the last step: the old content stands and no temporary file stays."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"old")

    def refuse(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casesafe.scan.files.os.replace", refuse)
    with pytest.raises(NoteUnreadableError, match="cannot be written: No space left") as caught:
        write_atomic(path, b"new")
    assert caught.value.__context__ is None
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_of_a_folder_is_an_error(tmp_path: Path) -> None:
    """The reason is the system's, the path that of the output."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(NoteUnreadableError, match=r"note\.txt: cannot be written"):
        write_atomic(tmp_path / "a" / "note.txt", b"new")


def test_a_folder_in_the_way_of_a_file_is_an_error(tmp_path: Path) -> None:
    """It stands as it was, and nothing half written beside it."""
    (tmp_path / "note.txt" / "below").mkdir(parents=True)
    with pytest.raises(NoteUnreadableError, match="cannot be written"):
        write_atomic(tmp_path / "note.txt", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


def test_files_lie_in_the_staging_folder_until_they_are_whole(tmp_path: Path) -> None:
    """It is made with the output folder, holds nothing after a file, and goes at the end."""
    out = tmp_path / "a" / "out"
    with Staging(out) as staging:
        assert staging.folder == out / PARTIAL
        staging.write(out / "sub" / "note.txt", b"whole")
        assert list(staging.folder.iterdir()) == []
    assert [p.relative_to(out).as_posix() for p in out.rglob("*")] == ["sub", "sub/note.txt"]
    assert (out / "sub" / "note.txt").read_bytes() == b"whole"


def test_what_an_earlier_run_left_half_written_is_removed(tmp_path: Path) -> None:
    """A killed run leaves its staging folder; the next one starts with an empty one."""
    left = tmp_path / PARTIAL / "deep" / ".casesafe-half"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"hal")
    with Staging(tmp_path) as staging:
        assert list(staging.folder.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_the_staging_folder_goes_when_the_run_is_cut_short(tmp_path: Path) -> None:
    """On an exception of any kind, Ctrl-C too."""

    def cut_short() -> None:
        with Staging(tmp_path) as staging:
            (staging.folder / "half").write_bytes(b"hal")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_short()
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_staging_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """What a link leads to is nobody's to remove."""
    kept = tmp_path / "elsewhere"
    kept.mkdir()
    (kept / "original.txt").write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / PARTIAL).symlink_to(kept)
    with pytest.raises(NoteUnreadableError, match="cannot be written"), Staging(out):
        pass
    assert (kept / "original.txt").read_bytes() == b"mine"


def test_an_output_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file is in its way."""
    (tmp_path / "out").write_bytes(b"")
    with (
        pytest.raises(NoteUnreadableError, match="out: cannot be written") as caught,
        Staging(tmp_path / "out"),
    ):
        pass
    assert caught.value.path == tmp_path / "out"
    assert caught.value.__context__ is None


@pytest.mark.skipif(sys.platform != "linux", reason="a full device is Linux's")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A real limit on the size of files: the error says so, the old content stands."""
    import resource
    import signal

    path = tmp_path / "note.txt"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with (
            pytest.raises(NoteUnreadableError, match="cannot be written: File too large"),
            Staging(tmp_path) as staging,
        ):
            staging.write(path, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
