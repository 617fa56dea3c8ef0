"""Text files: the text is the file's, front matter, code, tables and links included."""

from __future__ import annotations

import pytest

from casesafe.documents.document import Change
from casesafe.documents.open import open_document
from casesafe.errors import OverlapError, SpanBoundsError

NOTE = (
    "---\nclient: Ayodele Brandt\ntags: [intake]\n---\n\n"
    "| day | who |\n|---|---|\n| Mon | Ayodele |\n\n"
    "```python\nname = 'Ayodele'\n```\n[notes](../Ayodele/intake.md) \U0001f600 Ayodele\r\n"
)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.py", "a.html", "Makefile", "a.eml", "a.MD"])
def test_the_text_is_the_file_as_it_stands(name: str) -> None:
    """Any suffix that is text: same text, same offsets."""
    document = open_document(name, NOTE.encode())
    assert document.text == NOTE
    assert document.unread == ()


def test_every_occurrence_is_rewritten_and_nothing_else(replaced) -> None:
    """Front matter, table, code and link target alike."""
    assert replaced("a.md", NOTE.encode(), "Ayodele").decode() == NOTE.replace(
        "Ayodele", "[CLIENT]"
    )


def test_places_count_lines_and_code_points() -> None:
    """An emoji is one column; a line ends at its line feed."""
    document = open_document("a.md", NOTE.encode())
    assert document.place(0) == (1, 1)
    assert document.place(NOTE.index("Ayodele")) == (2, 9)
    assert document.place(NOTE.rindex("Ayodele")) == (13, 33)
    with pytest.raises(SpanBoundsError):
        document.place(len(NOTE) + 1)


def test_an_empty_file_has_an_empty_text() -> None:
    """It is read, it is clean, it stays as it is."""
    document = open_document("a.txt", b"")
    assert (document.text, document.unread, document.rewrite(())) == ("", (), b"")
    assert document.place(0) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], "Odile came"),
        ([Change(0, 5, "")], " came"),
        ([Change(0, 5, "Odile")], "Odile came"),
        ([Change(0, 0, "x"), Change(0, 5, "y")], "xy came"),
        ([Change(10, 10, "!")], "Odile came!"),
        ([Change(0, 5, "a"), Change(5, 6, "b"), Change(6, 10, "c")], "abc"),
    ],
    ids=["none", "delete", "same", "insert", "insert at the end", "adjacent"],
)
def test_sorted_disjoint_changes_are_made(changes: list[Change], expected: str) -> None:
    """Empty, adjacent and inserting ones too."""
    assert open_document("a.txt", b"Odile came").rewrite(changes) == expected.encode()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([Change(0, 3, ""), Change(2, 4, "")], OverlapError),
        ([Change(4, 5, ""), Change(0, 1, "")], OverlapError),
        ([Change(-1, 3, "")], OverlapError),
        ([Change(0, 11, "")], SpanBoundsError),
        ([Change(3, 2, "")], SpanBoundsError),
    ],
)
def test_other_changes_are_refused(changes: list[Change], error: type[Exception]) -> None:
    """Nothing is guessed."""
    with pytest.raises(error):
        open_document("a.txt", b"Odile came").rewrite(changes)


def test_an_embedded_picture_is_named_and_left_alone(replaced) -> None:
    """Its base64 is no text; the words around it are."""
    data = b"Ayodele\n![x](data:image/png;base64,iVBORw0KGgo=) Ayodele"
    document = open_document("a.md", data)
    assert document.text == "Ayodele\n![x]( ) Ayodele"
    assert document.unread == ("a picture on line 2",)
    assert replaced("a.md", data, "Ayodele") == data.replace(b"Ayodele", b"[CLIENT]")
    everything = document.rewrite([Change(0, len(document.text), "*")])
    assert everything == b"*data:image/png;base64,iVBORw0KGgo=*"


def test_the_repr_shows_no_text() -> None:
    """Nor does that of a change."""
    document = open_document("a.txt", b"Odile came")
    assert "Odile" not in repr(document) + repr(Change(0, 5, "Odile"))
