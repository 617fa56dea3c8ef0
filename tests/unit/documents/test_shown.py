"""What a reader sees of a value: as long as the value, with breaks, tags and marks as blanks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casesafe
from casesafe.documents.document import Change
from casesafe.documents.open import open_document
from casesafe.documents.shown import shown


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (r"Seen.\nAyodele came.\tBea", ["Seen.", "Ayodele came.", "Bea"]),
        (r"came late\nshe left", ["came late", "she left"]),
        (r"Client:\\nAyodele\\r\\nBea", ["Client:", "Ayodele", "Bea"]),
        (r"S:\npt came\nO:\ncalm", ["S:", "pt came", "O:", "calm"]),
        (r"C:\Users\nina\notes", [r"C:\Users\nina\notes"]),
        (r"open('C:\Users\nina')", [r"open('C:\Users\nina')"]),
        (r"\\server\nina\tim", [r"\\server\nina\tim"]),
        ("> Hi Bea,\n> > came", ["Hi Bea,", "came"]),
        ("a -> b > c", ["a -> b > c"]),
        ("<p>Client: Bea<br/>DOB</p>", ["Client: Bea", "DOB"]),
        ("<b>Client:</b> Bea", ["Client: Bea"]),
        ("<table>\n<tr>\n<th>client</th>\n</tr>\n<tr>\n<td>Bea</td>\n</tr>", ["client |", "Bea |"]),
        ('<a href="mailto:b@example.org">Bea</a>', ['<a href="mailto:b@example.org">Bea']),
        ("Bea <bea@example.org></p>", ["Bea <bea@example.org>"]),
        ("Bea&nbsp;Cole, O&#39;Dea, &quot;x&quot;", ['Bea Cole, O\'Dea, "x"']),
        ("(Ayodele%20Brandt.md) 100%20", ["(Ayodele Brandt.md) 100%20"]),
        ("[[Bea Cole]] and [[People/Jo|J]]", ["Bea Cole and People/Jo|J"]),
        ("df[['a', 'b']] [[1, 2]]", ["df[['a', 'b']] 1, 2"]),
        ("client:: Bea\nstd::string x", ["client: Bea", "std::string x"]),
        (r"Ayodele\'s \"no\"", ['Ayodele\'s "no"']),
    ],
)
def test_what_is_shown(value: str, said: list[str]) -> None:
    """Lines as a reader takes them; paths, arrows, addresses and code stay."""
    look = shown(value)
    assert len(look) == len(value)
    lines = [
        " ".join(line.replace("\u200b", "").split())
        for line in look.replace("\t", "\n").split("\n")
    ]
    assert [line for line in lines if line] == said


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="\\nrtA:C> <tdp/'\"&;[]%20\n|#39", max_size=60))
def test_places_stay(value: str) -> None:
    """Whatever is shown is as long as the value."""
    assert len(shown(value)) == len(value)


@pytest.mark.parametrize(
    "value",
    ["<tr>" * 100_000, "\\" * 500_000, "\\nabc" * 100_000, "> " * 200_000, "[[" * 200_000,
     "<td" + " style='x'" * 50_000, "a " * 200_000 + "::", "&nbsp" * 100_000, "C:\\n" * 100_000],
    ids=["rows", "backslashes", "breaks", "quotes", "wiki", "attributes", "fields", "entities", "paths"],
)  # fmt: skip
def test_hostile_values_end(value: str) -> None:
    """Hundreds of thousands of openings without an end: a quadratic pattern would take hours."""
    assert len(shown(value + "</p>")) == len(value) + 4


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.json", r'{"log": "{\"note\": \"Client:\\nAyodele Brandt\"}"}',
         r'{"log": "{\"note\": \"Client:\\n[PERSON 1]\"}"}'),
        ("a.md", "> Client: Ayodele Brandt\n", "> Client: [CLIENT]\n"),
        ("a.md", "Client: Ayodele Brandt, [x](Ayodele%20Brandt.md)", "Client: [CLIENT], [x]([CLIENT].md)"),
        ("a.json", '{"html": "<p><b>Client:</b> Quorvel</p>"}', '{"html": "<p><b>Client:</b> [CLIENT]</p>"}'),
        ("a.md", "client:: [[Quorvel]]", "client:: [[[CLIENT]]]"),
        ("a.md", "Client: Quorvel O&#39;Dea &amp; son", "Client: [CLIENT] &amp; son"),
        ("a.ipynb", r'{"cells": [{"outputs": [{"text": "\"Client: Quorvel\\nMother: Tamsin\""}]}]}',
         r'{"cells": [{"outputs": [{"text": "\"Client: [CLIENT]\\nMother: [MOTHER]\""}]}]}'),
    ],
)  # fmt: skip
def test_what_is_found_there_is_replaced_alone(
    guard: casesafe.Guard, replaced_by, name: str, data: str, expected: str
) -> None:
    """Escapes, tags and marks around it stay as they stand in the file."""
    assert replaced_by(guard, name, data.encode()).decode() == expected


def test_a_change_to_what_is_shown_is_none() -> None:
    """Whoever writes back the text as it was given changes nothing."""
    data = rb"A\nB <b>x</b> > y"
    document = open_document("a.txt", data)
    assert document.rewrite([Change(0, len(document.text), document.text)]) == data


@pytest.mark.parametrize(
    ("data", "start", "end", "expected"),
    [
        (rb"Ulvane\nBea", 0, 7, rb"[X]\nBea"),
        (rb"Ulvane\nBea", 7, 11, rb"Ulvane\n[X]"),
        (rb"Ulvane\nBea", 0, 11, b"[X]"),
        (b"<b>Ulvane</b>", 1, 11, b"<b>[X]</b>"),
        (b"<br>Bea</br>", 0, 4, b"<br>Bea</br>"),
        (b" Ulvane ", 0, 8, b"[X]"),
    ],
)
def test_no_half_of_a_mark_is_changed(data: bytes, start: int, end: int, expected: bytes) -> None:
    """What is only shown as a blank is no part of a finding at its ends; a blank of the file is."""
    assert open_document("a.txt", data).rewrite([Change(start, end, "[X]")]) == expected
