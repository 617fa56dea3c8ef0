"""Which files are read, as what, and which are refused with a reason."""

from __future__ import annotations

import codecs
import hashlib

import pytest

from casesafe.documents.open import EXTRACTORS, open_document, refusal
from casesafe.errors import NoteError, NoteUnreadableError

POINTER = (
    b"version https://git-lfs.github.com/spec/v1\n"
    b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
    b"size 12345\n"
)
SUFFIXES = (
    "doc docx odt rtf pdf pages epub msg pptx xlsx numbers png jpg heic tiff dcm mp3 m4a wav mp4 "
    "mov zip gz 7z tar db sqlite mdb parquet sav exe dll so pyc woff2"
)


@pytest.mark.parametrize("suffix", SUFFIXES.split())
@pytest.mark.parametrize("data", [b"", b"x", b"Ayodele came."])
def test_what_is_no_text_is_refused_by_its_suffix(suffix: str, data: bytes) -> None:
    """In any case of letters, also when empty."""
    for name in (
        f"a.{suffix}",
        f"notes/Ayodele.{suffix.upper()}",
        f"x\\.{suffix}",
        f"a.txt.{suffix}",
    ):
        with pytest.raises(NoteUnreadableError) as caught:
            open_document(name, data)
        assert str(caught.value) == f"not understood: a .{suffix} file"
        assert refusal(name) == str(caught.value)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"PK\x03\x04\x14", "a zip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (codecs.BOM_UTF8 + b" \r\n%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"GIF89a", "a GIF picture"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"{\\rtf1\\ansi Ayodele}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a", "a.csv", "a.json", "a.docx~"])
def test_what_is_no_text_is_refused_by_its_content(name: str, head: bytes, what: str) -> None:
    """Under whatever name."""
    with pytest.raises(NoteUnreadableError, match=f"^not understood: {what}"):
        open_document(name, head)


@pytest.mark.parametrize("name", ["session.docx", "a.txt", "a.csv", "a"])
@pytest.mark.parametrize("data", [POINTER, POINTER.replace(b"\n", b"\r\n"), POINTER.rstrip()])
def test_a_git_lfs_pointer_is_named_as_such(name: str, data: bytes) -> None:
    """What it stands for went unread, and the hash is nobody's number."""
    with pytest.raises(NoteUnreadableError, match=r"^a Git LFS pointer: the file it stands for"):
        open_document(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"See " + POINTER),
        ("a.txt", POINTER + b"Ayodele came.\n"),
        ("docx", b"x"),
        ("a.docx.txt", b"x"),
        ("pdf/a", b"x"),
        ("a.docx/b.md", b"x"),
        (".gitignore", b"*.docx\n"),
        ("a.", b"x"),
        ("a.key", b"-----BEGIN\n"),
        ("a.txt", b"The PK file, the %PDF- file"),
        ("a.bat", codecs.BOM_UTF16_LE + "x".encode("utf-16-le")),
    ],
)
def test_other_text_is_read(name: str, data: bytes) -> None:
    """Only the last suffix of the last part of the path counts."""
    assert refusal(name, data) is None
    assert open_document(name, data).text


def test_bytes_that_are_no_text_are_an_error_not_a_clean_file() -> None:
    """Latin-1 without --encoding, and binary under an unknown suffix."""
    for data in (b"Zo\xeb came", b"\x00\x01\x02"):
        with pytest.raises(NoteError):
            open_document("a.xyz", data)
    assert open_document("a.xyz", b"Zo\xeb came", "cp1252").text == "Zoë came"


SAMPLES = {
    "a.md": "Ayodele ![x](data:image/png;base64,AAAA) came\n> a\\nB <b>c</b> [[d]]",
    "a.csv": 'Client Name,firstVisit,x\n"a ""b""",c,\n,d,e,f\n',
    "c.csv": "List of clients,,\nWhat is your name?,contact 1 name,notes\nA,B,c d\n",
    "c.json": '{"fields": {"name": "a"}, "sender": {"name": "b"}, "note": ["a b", "", "c"], "status": "a_b"}',
    "b.csv": "Ayodele;1980-02-03\nBea;x\n",
    "a.json": '{"client": {"name": "A", "age": 9, "mrn": 123456}, "Bea Cole": [1, {"x": ["y"]}]}',
    "a.jsonl": '{"name": {"given": "A"}}\n\n{"phone": {"value": "1"}}',
    "a.ipynb": '{"cells": [{"id": "x", "source": ["a\\n", "b"], "metadata": {"t": 123456}, "outputs": '
    '[{"name": "x", "text": "\\u001b[1mc", "data": {"image/png": "AAAA"}}]}], "metadata": '
    '{"kernelspec": {"name": "p"}}}',
}  # fmt: skip


def test_the_version_of_the_extractors_goes_with_what_they_read() -> None:
    """If this fails, what is read has changed: raise EXTRACTORS, then put the new digest here."""
    read = [open_document(name, data.encode()) for name, data in SAMPLES.items()]
    digest = hashlib.sha256(repr([(d.text, d.unread) for d in read]).encode()).hexdigest()
    assert (EXTRACTORS, digest[:16]) == ("2", "74b7da09b2b3a39e")
