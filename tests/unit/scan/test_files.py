"""Notes as bytes: decoding, encoding, and writing whole or not at all."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from casesafe.errors import NoteDecodeError, NoteUnreadableError
from casesafe.scan.files import FileText, decode, read_file, write_atomic

TEXT = "Odile came \u2013 late.\r\nTwice.\n"


@pytest.mark.parametrize(
    ("bom", "encoding", "told"),
    [
        (b"", "utf-8", None),
        (codecs.BOM_UTF8, "utf-8", None),
        (codecs.BOM_UTF16_LE, "utf-16-le", None),
        (codecs.BOM_UTF16_BE, "utf-16-be", None),
        (b"", "cp1252", "cp1252"),
        (b"", "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
    ],
)
def test_what_was_decoded_is_encoded_the_same_way(
    bom: bytes, encoding: str, told: str | None
) -> None:
    """The byte order mark is no part of the text and comes back before it."""
    data = bom + TEXT.encode(encoding)
    file = decode(data, told)
    assert file.text == TEXT
    assert file.encode(TEXT) == data
    assert "Odile" not in repr(file)


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"Odile\ncaf\xe9", None, "not utf-8 at byte 9 (line 2); give --encoding"),
        (codecs.BOM_UTF8 + b"\xff", None, "not utf-8 at byte 3 (line 1)"),
        (b"Odile \x81", "cp1252", "not cp1252 at byte 6 (line 1)"),
        (b"Odile\n\0", None, "a NUL character on line 2"),
        ("Odile".encode("utf-16-le"), None, "a NUL character on line 1"),
        (codecs.BOM_UTF16_LE + b"\0\0", None, "a NUL character on line 1"),
    ],
)
def test_what_is_no_text_is_an_error_at_a_place(
    data: bytes, encoding: str | None, reason: str
) -> None:
    """Byte and line, no text, and no decoding error (which holds the bytes) behind it."""
    with pytest.raises(NoteDecodeError) as caught:
        decode(data, encoding)
    assert reason in str(caught.value)
    assert ("--encoding" in str(caught.value)) is (encoding is None)
    assert "Odile" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_an_output_that_the_encoding_cannot_hold_is_an_error() -> None:
    """Nothing is replaced by a question mark, and the encoding error is cut off."""
    with pytest.raises(NoteDecodeError, match="cannot be written as cp1252") as caught:
        FileText("", "cp1252").encode("Odile → town")
    assert caught.value.__context__ is None


def test_errors_of_a_file_name_it(tmp_path: Path) -> None:
    """Missing, a folder, not text: the path stands before the reason."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff")
    with pytest.raises(NoteDecodeError, match=r"bad\.txt: not utf-8") as undecoded:
        read_file(bad)
    assert undecoded.value.path == bad
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(NoteUnreadableError, match="cannot be read") as caught:
            read_file(path)
        assert caught.value.path == path
        assert caught.value.__context__ is None
    bad.write_bytes(b"fine")
    assert read_file(bad).text == "fine"


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
