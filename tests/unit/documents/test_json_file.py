"""JSON and JSON lines: read by string, rewritten with everything else byte for byte."""

from __future__ import annotations

import json

import pytest

from casesafe.documents.document import Change
from casesafe.documents.json_file import JsonDocument
from casesafe.documents.open import open_document
from casesafe.errors import NoteError, NoteUnreadableError

CLIENT = (
    b'{\r\n\t"client" : {"name":"Ayodele Brandt", "mrn": 12345678, "age": 93,\r\n'
    b'  "score": 1.50E+2, "ok":true, "mrn": 12345678901234567890, "none":null, "empty": ""},\r\n'
    b'\t"notes": ["said \\"no\\" \\u00e9", "Twice.\\r\\n", []]  }\r\n'
)


def test_a_string_is_a_line_with_its_key_as_cue() -> None:
    """Long integers and ages too; decimals, true, null and empty strings not."""
    assert open_document("a.json", CLIENT).text == (
        "client name: Ayodele Brandt\nmrn: 12345678\nclient age: 93\nmrn: 12345678901234567890\n"
        'notes:\nsaid "no" \u00e9\nTwice.\r\n'
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("", ""),
        (" \n", ""),
        ('"Ayodele"', "Ayodele"),
        ("12345", "12345"),
        ("-12345", "-12345"),
        ("1234", ""),
        ("[12345.0, 1e5, 42.36012]", ""),
        ("{}", ""),
        ('{"age": 34, "page": 34, "maxAge": 9}', "age: 34\nmax age: 9"),
        ('{"dateOfBirth": "x", "date_of_birth": "y"}', "date of birth: x\ndate of birth: y"),
        ('{"a": {"b": {"notes": "x"}}}', "notes: x"),
        ('{"therapist": {"name": "x"}}', "therapist name: x"),
        ('{"clients": [{"name": "x"}, {"name": "y"}]}', "client name: x\n\nclient name: y"),
        ('[{"a": "x"}, {"a": "y"}, "z"]', "a: x\n\na: y\n\nz"),
        ('{"phone": [{"value": "x"}]}', "phone: x"),
        ('{"name": [{"family": "x", "given": ["y", "z"]}]}', "family name: x\ngiven name: y\ngiven name: z"),
        ('{"client": {"first": "x"}}', "client first name: x"),
        ('{"Ayodele Brandt": {"notes": "x"}}', "Ayodele Brandt:\nnotes: x"),
        ('{"Ayodele Brandt": "x", "y": "z"}', "Ayodele Brandt: x\ny: z"),
        ('{"Ayodele Brandt": ["x", "y"]}', "Ayodele Brandt:\nx\ny"),
        ('{"Ayodele Brandt": 3, "Bea": {}}', "Ayodele Brandt:\nBea:"),
        ('{"ayodele_brandt": "x"}', "ayodele_brandt:\nayodele brandt: x"),
        ('{"2024-03-04": "x"}', "2024-03-04: x"),
        ('{"a": NaN, "b": "x"}', "b: x"),
        ('{"note": ["Hi A,", "", "b c", "D"], "fee": "1"}', "note:\nHi A,\n\nb c\nD\n\nfee: 1"),
        ('{"note": "Hi A,", "fee": "1"}', "note:\nHi A,\n\nfee: 1"),
        ('{"records": [{"fields": {"name": "x"}}]}', "name: x"),
        ('{"client": {"data": {"name": "x"}}}', "client name: x"),
        ('{"client": {"name": {"family": "x"}}}', "client last name: x"),
        ('{"sender": {"name": "x"}}', "name: x"),
        ('{"fullName": "x", "fullname": "y"}', "full name: x\nfull name: y"),
        ('{"$schema": "http://loinc.org", "$ref": "x"}', "x"),
        ('{"status": "in_progress", "user": "in_progress"}', "status: in progress\nuser: in_progress"),
        ('["\\ud83d\\ude00", "\\ud83d", "\\u0000"]', "\U0001f600\n\ufffd\n\ufffd"),
        ('{"photo": "data:image/png;base64,AAAA"}', "photo:  "),
    ],
)  # fmt: skip
def test_what_json_reads_as(data: str, text: str) -> None:
    """The nearest key that says something, and keys that may be someone's as text."""
    document = open_document("a.json", data.encode())
    assert document.text == text
    assert document.rewrite(()) == data.encode()


def test_encoded_data_is_named_with_its_line() -> None:
    """In a data URI, or as a whole string."""
    data = '{"a": "data:image/png;base64,AAAA",\n"b": "%s"}' % ("A" * 300)
    assert open_document("a.json", data.encode()).unread == (
        "a picture on line 1",
        "encoded data on line 2",
    )


@pytest.mark.parametrize(
    ("old", "new", "raw", "written"),
    [
        ("Ayodele Brandt", "[CLIENT]", b"Ayodele Brandt", b"[CLIENT]"),
        ("Brandt", 'the "B"\\', b"Brandt", b'the \\"B\\"\\\\'),
        ("12345678\n", "[MRN]", b"12345678,", b'"[MRN]",'),
        ("12345678901234567890", "1", b"12345678901234567890", b'"1"'),
        ("3456", "*", b'"mrn": 12345678, ', b'"mrn": "12*78", '),
        ("93", "90 or older", b"93", b'"90 or older"'),
        ('"no"', "\u00e8", b'\\"no\\"', b"\\u00e8"),
        ("\u00e9", "e", b"\\u00e9", b"e"),
        ("\u00e9", "\U0001f600", b"\\u00e9", b"\\ud83d\\ude00"),
        ("Twice.\r\n", "a\nb", b"Twice.\\r\\n", b"a\\nb"),
        ("Twice.\r\n", "", b"Twice.\\r\\n", b""),
        ("said", "said", b"said", b"said"),
        ("client name: ", "x", b"", b""),
    ],
)
def test_only_what_changes_is_spelled_anew(old: str, new: str, raw: bytes, written: bytes) -> None:
    """Escapes, blanks, numbers, duplicate keys and the order of keys stay."""
    document = open_document("a.json", CLIENT)
    start = document.text.index(old)
    rewritten = document.rewrite([Change(start, start + len(old.rstrip("\n")), new)])
    if old == "Twice.\r\n":
        rewritten = document.rewrite([Change(start, start + len(old), new)])
    assert rewritten == CLIENT.replace(raw, written, 1)
    json.loads(rewritten)


def test_a_file_with_other_letters_keeps_them_as_letters(replaced) -> None:
    """What is ASCII alone stays so."""
    data = '{"a": "Zoë", "b": "\\u00eb Brandt"}'.encode()
    assert replaced("a.json", data, "Brandt", "é") == data.replace(b"Brandt", "é".encode())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('{"Ayodele": 1, "Bea": 2}', '{"[X]": 1, "[X] (2)": 2}'),
        ('{"Ayodele": 1, "[X]": 2}', '{"[X] (2)": 1, "[X]": 2}'),
        ('{"[X] (2)": 0, "Bea": 1, "Ayodele": 2}', '{"[X] (2)": 0, "[X]": 1, "[X] (3)": 2}'),
        ('{"Ayodele": {"Ayodele": 1}, "x": [{"Bea": 1}]}', '{"[X]": {"[X]": 1}, "x": [{"[X]": 1}]}'),
        ('{"Ayodele": 1, "Ayodele": 2}', '{"[X]": 1, "[X] (2)": 2}'),
        ('{"name": 1, "name": 2, "Bea": 3}', '{"name": 1, "name": 2, "[X]": 3}'),
        ('{"Ayodele B.": 1, "Bea B.": "Bea"}', '{"[X] B.": 1, "[X] B. (2)": "[X]"}'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_keys_of_one_object_are_never_made_equal(name: str, data: str, expected: str) -> None:
    """A second one gets a number; objects do not count together."""
    document = open_document(name, data.encode())
    text = document.text
    changes = [
        Change(i, i + len(word), "[X]")
        for i in range(len(text))
        for word in ("Ayodele", "Bea")
        if text.startswith(word, i)
    ]
    assert document.rewrite(changes).decode() == expected


def test_many_equal_keys_are_numbered_in_time_by_their_number() -> None:
    """No key looks for a free number from the beginning."""
    data = json.dumps({f"Ayodele {i}": i for i in range(20_000)}).encode()
    document = open_document("a.json", data)
    ends = [i for i, c in enumerate(document.text) if c == ":"]
    starts = [0, *(end + 2 for end in ends[:-1])]
    rewritten = document.rewrite([Change(a, b, "[X]") for a, b in zip(starts, ends, strict=True)])
    keys = json.loads(rewritten, object_pairs_hook=lambda pairs: [k for k, _ in pairs])
    assert keys[:2] == ["[X]", "[X] (2)"]
    assert len(set(keys)) == 20_000


def test_places_are_those_in_the_file() -> None:
    """Of the character within its string as written, escapes counted as they stand."""
    document = open_document("a.json", CLIENT)
    words = ("Brandt", "12345678", 'no" ', '" \u00e9', "\u00e9", "\r\n", "Tw")
    assert [document.place(document.text.index(w)) for w in words] == [
        (2, 30), (2, 46), (4, 20), (4, 22), (4, 25), (4, 41), (4, 35),
    ]  # fmt: skip
    assert document.place(len(document.text)) == (4, 45)


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.json", b'{"a": "Ayodele",\n "b" "Brandt"}', "line 2, column 6"),
        ("a.json", b'{"a": "Ayodele', "line 1, column 7"),
        ("a.json", b'{"a": 1}\n{"a": 2}\n', "line 2, column 1"),
        ("a.json", b'// Ayodele\n{"a": 1}', "line 1, column 1"),
        ("a.jsonl", b'{"a": 1}\n\n{"a": "Ayodele}\n{"a": 3}', "line 3, column 7"),
        ("a.jsonl", b'{"a":\n1}', "line 1, column 6"),
        ("a.ndjson", b"1 2", "line 1, column 3"),
        ("a.ipynb", b'{"cells": [}', "line 1, column 12"),
    ],
)
def test_what_is_no_json_is_an_error_with_its_place(name: str, data: bytes, place: str) -> None:
    """No text in the error, nor behind it."""
    with pytest.raises(NoteUnreadableError) as caught:
        open_document(name, data)
    assert str(caught.value) == f"not valid JSON on {place}"
    assert caught.value.__context__ is None


def test_lines_are_read_one_by_one(replaced) -> None:
    """Blank lines and line ends are kept; a blank line stands between records."""
    data = b'{"name":"Ayodele"}\r\n\r\n  \n["Ayodele", 1]\n"x"\n12345'
    document = open_document("a.JSONL", data)
    assert document.text == "name: Ayodele\n\nAyodele\n\nx\n\n12345"
    assert document.place(document.text.index("12345")) == (6, 1)
    assert replaced("a.jsonl", data, "Ayodele") == data.replace(b"Ayodele", b"[CLIENT]")
    assert open_document("a.jsonl", b"").text == ""


def test_depth_is_no_limit(replaced) -> None:
    """Neither reading nor rewriting recurses."""
    data = b'[{"a":' * 50_000 + b'"Ayodele"' + b"}]" * 50_000
    assert replaced("a.json", data, "Ayodele") == data.replace(b"Ayodele", b"[CLIENT]")


def test_a_rewrite_that_would_say_something_else_is_an_error() -> None:
    """Two halves of a surrogate pair would become one character, which nobody intended."""
    document = open_document("a.json", b'["\\ud83dAyodele\\ude00"]')
    with pytest.raises(NoteError, match="nothing was written") as caught:
        document.rewrite([Change(1, 8, "")])
    assert caught.value.__context__ is None


def test_a_rewrite_is_read_anew_before_it_is_handed_out(monkeypatch) -> None:
    """A fault in spelling never reaches a file."""
    document = open_document("a.json", b'["Ayodele"]')
    for spelled in ('"', "\\", "A", "\n"):
        monkeypatch.setattr(JsonDocument, "_escaped", lambda *_, s=spelled: s)
        with pytest.raises(NoteError, match="nothing was written") as caught:
            document.rewrite([Change(0, 7, "[CLIENT]")])
        assert caught.value.__context__ is None
