"""Bytes as text and back; the rest is tested where notes are read from disk."""

from __future__ import annotations

import codecs

import pytest

from casesafe.documents.document import Change
from casesafe.documents.encoding import decode
from casesafe.documents.open import open_document
from casesafe.errors import NoteDecodeError

TABLE = "Client;Notes\r\nZoë Brandt;came late\r\n"


def test_utf_16_without_byte_order_mark_is_an_error_that_says_what_to_do() -> None:
    """It would be NULs between letters; --encoding reads it."""
    with pytest.raises(NoteDecodeError, match=r"UTF-16 without byte order mark.*--encoding"):
        open_document("a.csv", "Client;Notes".encode("utf-16-le"))
    data = TABLE.encode("utf-16-le")
    with pytest.raises(NoteDecodeError, match="give --encoding"):
        open_document("a.csv", data)
    assert open_document("a.csv", data, "utf-16-le").text.startswith("Client | Notes")


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Zoë Brandt\r\n"),
        ("a.csv", TABLE),
        ("a.json", '{"client": "Zoë Brandt"}\r\n'),
        ("a.jsonl", '{"client": "Zoë Brandt"}\r\n{"client": "x"}'),
        ("a.ipynb", '{"cells": [], "metadata": {"title": "Zoë Brandt"}}'),
    ],
)
def test_every_format_keeps_byte_order_mark_and_encoding(
    replaced, bom: bytes, encoding: str, name: str, text: str
) -> None:
    """The mark is no part of the first cell, and comes back before it."""
    new = replaced(name, bom + text.encode(encoding), "Zoë Brandt", "[CLIENT] é")
    assert new == bom + text.replace("Zoë Brandt", "[CLIENT] é").encode(encoding)


def test_a_character_without_place_in_the_encoding_is_an_error() -> None:
    """Nothing is written as a question mark; the error holds no text."""
    document = open_document("a.txt", "Zo\xeb".encode("cp1252"), "cp1252")
    with pytest.raises(NoteDecodeError, match="cannot be written as cp1252") as caught:
        document.rewrite([Change(0, 3, "\u05d0")])
    assert caught.value.__context__ is None
    assert decode("Zo\xeb".encode("cp1252"), "cp1252").text == "Zo\xeb"
