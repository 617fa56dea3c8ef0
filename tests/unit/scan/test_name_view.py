"""A name made readable, with the way back to its own offsets."""

from __future__ import annotations

import pytest

from casesafe.scan.name_view import split_suffix, view_of


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("Okafor_Intake_2024-03-04", "Okafor Intake 2024-03-04"),
        ("AdaOkafor2024", "Ada Okafor 2024"),
        ("okafor-ada.session+3", "okafor ada session 3"),
        ("Lindqvist%20Soren", "Lindqvist Soren"),
        ("2024_03_04", "2024-03-04"),
        ("413_555_0119", "413-555-0119"),
        ("03.04.24_note", "03.04.24 note"),
        ("+1 413 555 0119", "+1 413 555 0119"),
        ("ada_o.kafor@example-mail.org_x", "ada_o.kafor@example-mail.org_x"),
        ("MRN5520418", "MRN 5520418"),
        ("AB-1234", "AB-1234"),
        ("v2", "v2"),
        ("XMLFile", "XML File"),
        ("McAllisterFiona", "McAllister Fiona"),
        ("DeShawn", "DeShawn"),
        ("[PERSON]_x", "[PERSON] x"),
    ],
)
def test_a_name_is_made_readable(name: str, readable: str) -> None:
    """Separators become blanks; dates, numbers, addresses and placeholders stay."""
    view = view_of(name, frozenset({"deshawn"}), frozenset())
    assert view.readable == readable
    for i, c in enumerate(view.readable):
        start, end = view.in_text(i, i + 1)
        if c.isalnum():
            assert view.text[start:end] == c
            assert name[slice(*view.original(start, end))] == c


def test_a_view_shows_no_name_in_its_repr() -> None:
    """It holds one."""
    view = view_of("Okafor", frozenset(), frozenset())
    assert "Okafor" not in repr(view) + repr(view.pieces)


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("notes.txt", "notes", ".txt"),
        ("notes.tar.gz", "notes", ".tar.gz"),
        ("NOTES.TXT", "NOTES", ".TXT"),
        ("notes.okafor", "notes.okafor", ""),
        ("okafor.ada.md", "okafor.ada", ".md"),
        ("index.html.erb", "index", ".html.erb"),
        (".env", ".env", ""),
        ("ada@example.org", "ada@example.org", ""),
        ("ada@example.org.msg", "ada@example.org", ".msg"),
    ],
)
def test_only_a_known_suffix_is_none_of_the_name(name: str, stem: str, suffix: str) -> None:
    """What else stands behind a dot may be a name."""
    assert split_suffix(name) == (stem, suffix)
