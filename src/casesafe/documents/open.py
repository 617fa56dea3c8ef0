"""A file's bytes as a document, by the suffix of its name; what is no text is refused."""

from __future__ import annotations

import re
from typing import Final

from casesafe.documents.document import Document
from casesafe.documents.json_file import JsonDocument, read_json_lines
from casesafe.documents.notebook import read_notebook
from casesafe.documents.plain import PlainDocument
from casesafe.documents.table import TableDocument
from casesafe.errors import NoteUnreadableError

#: The version of what is read of a file. It changes whenever a text or what is unread changes, so
#: that a result remembered under another one counts no more.
EXTRACTORS: Final = "2"

#: Suffixes of what is JSON; "jsonc" and "json5" are more than that and are read as text.
_JSON = frozenset("geojson har json jsonld topojson webmanifest".split())
#: Suffixes of what is never read as text: documents, slides, sheets, mail archives; pictures and
#: scans; sound; film; archives and disk images; databases and data of statistics; programs; fonts.
_NOT_UNDERSTOOD = frozenset(
    "doc docx docm dot dotx dotm odt ott odg odp ods odf rtf pdf ps eps xps pages numbers epub mobi "
    "azw azw3 ppt pptx pptm pps ppsx pot potx xls xlsx xlsm xlsb xlt xltx wpd wps pub one msg pst "
    "ost vsd vsdx "
    "png jpg jpeg jpe jfif gif bmp tif tiff webp heic heif avif ico psd ai indd dcm djvu raw cr2 "
    "nef dng "
    "mp3 wav m4a aac ogg oga opus flac wma aiff aif amr mid midi "
    "mp4 m4v mov avi mkv webm wmv flv mpg mpeg 3gp ogv "
    "zip gz tgz bz2 tbz2 xz txz 7z rar tar zst lz4 lzma cab iso dmg img jar war whl egg deb rpm apk "
    "db db3 sqlite sqlite3 mdb accdb dbf parquet feather arrow avro orc h5 hdf5 pkl pickle npy npz "
    "sav dta sas7bdat xpt rds rda rdata mat onnx pt safetensors "
    "exe dll so dylib com msi bin o a obj lib class pyc pyd wasm elf "
    "ttf otf woff woff2 eot".split()
)
#: How such files begin, for those under another name.
_MAGIC = (
    (b"PK\x03\x04", "a zip archive (docx, xlsx and odt are such)"),
    (b"PK\x05\x06", "a zip archive (docx, xlsx and odt are such)"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document (doc, xls, ppt or msg)"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_BOM = b"\xef\xbb\xbf"
# Source: the Git LFS specification. Must not match a note that mentions one.
_LFS_POINTER = re.compile(
    rb"version https?://\S+/v\d+\r?\n(?:ext-\S+ \S+\r?\n)*oid sha256:[0-9a-f]{64}\r?\nsize \d+\s*"
)
_LFS_MAX = 1024


def open_document(name: str, data: bytes, encoding: str | None = None) -> Document:
    """Return a file as a document.

    Args:
        name: Its name or path; only the suffix is looked at.
        data: Its content.
        encoding: How it is encoded, if it is neither UTF-8 nor UTF-16 with byte order mark.

    Raises:
        NoteUnreadableError: if it is not understood (see `refusal`), or not what its suffix says.
        NoteDecodeError: if it is not text in the encoding.
    """
    refused = refusal(name, data)
    if refused is not None:
        raise NoteUnreadableError(refused)
    suffix = _suffix(name)
    if suffix in ("tsv", "tab"):
        return TableDocument(data, encoding, "\t")
    if suffix == "csv":
        return TableDocument(data, encoding)
    if suffix in _JSON:
        return JsonDocument(data, encoding)
    if suffix in ("jsonl", "ndjson"):
        return JsonDocument(data, encoding, read_json_lines)
    if suffix == "ipynb":
        return JsonDocument(data, encoding, read_notebook)
    return PlainDocument(data, encoding)


def refusal(name: str, data: bytes | None = None) -> str | None:
    """Return why a file is not read, or None if it may be; the reason holds no note text.

    Args:
        name: Its name or path.
        data: Its content, or its first kilobyte at least; None: judge by the name alone.
    """
    if data is not None and len(data) <= _LFS_MAX and _LFS_POINTER.fullmatch(data):
        return "a Git LFS pointer: the file it stands for was not read"
    suffix = _suffix(name)
    if suffix in _NOT_UNDERSTOOD:
        return f"not understood: a .{suffix} file"
    head = (data or b"")[:64].removeprefix(_BOM).lstrip()
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return f"not understood: {what} by its content"
    return None


def _suffix(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1].rstrip(" .")
    return last.rpartition(".")[2].lower() if "." in last else ""
