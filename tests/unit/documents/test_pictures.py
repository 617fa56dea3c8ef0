"""Base64 in a text: what is taken for encoded data, and what is not."""

from __future__ import annotations

import pytest

from casesafe.documents.pictures import embedded, name_of

LINE = "QWJj" * 19 + "\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x data:image/png;base64,iVBORw0KGgo= y", [("data:image/png;base64,iVBORw0KGgo=", "a picture")]),
        ("(DATA:image/svg+xml;charset=utf-8;base64,AAAA)", [("DATA:image/svg+xml;charset=utf-8;base64,AAAA", "a picture")]),
        ("data:audio/wav;base64,AAAA", [("data:audio/wav;base64,AAAA", "a recording")]),
        ("data:video/mp4;base64,AAAA", [("data:video/mp4;base64,AAAA", "a video")]),
        ("data:;base64,AAAA", [("data:;base64,AAAA", "encoded data")]),
        ("data:application/pdf;base64,AA== Odile", [("data:application/pdf;base64,AA==", "encoded data")]),
        (LINE * 4, [(LINE * 4, "encoded data")]),
        ("A" * 300, [("A" * 300, "encoded data")]),
        ("data:,hello Odile", []),
        ("the data: base64, they said", []),
        ("Odile\nMarsh\n" * 40, []),
        ("A" * 255, []),
        (LINE * 4 + "Odile came.", []),
        ("eyJhbGciOi.eyJzdWIi." + "A" * 300, []),
    ],
)  # fmt: skip
def test_encoded_data_is_found(value: str, expected: list[tuple[str, str]]) -> None:
    """A data URI ends before the words behind it; a list of words is no base64."""
    assert [(value[a:b], name) for a, b, name in embedded(value)] == expected


def test_a_media_type_has_a_name() -> None:
    """In words of a reader."""
    assert [name_of(t) for t in ("image/png", "audio/x", "model/x")] == [
        "a picture",
        "a recording",
        "encoded data",
    ]
