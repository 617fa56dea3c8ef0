"""What holds for every format: nothing changes unasked, and what is asked is what the file says."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casesafe
from casesafe.core.finding import Finding
from casesafe.documents.document import Change, Document
from casesafe.documents.open import open_document

WORDS = st.text(alphabet='aZ é\U0001f600,;"\\/\n\r\t:|{}[]0\u2028', max_size=8)
JSON_VALUES = st.recursive(
    WORDS | st.integers() | st.floats() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Tables of several dialects, with and without quotes and headers."""
    rows = draw(st.lists(st.lists(WORDS, min_size=2, max_size=4), max_size=5))
    out = io.StringIO()
    style = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    ends = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    writer = csv.writer(
        out, delimiter=draw(st.sampled_from(",;\t")), quoting=style, lineterminator=ends
    )
    writer.writerows([["Client Name", "notes"], *rows] if draw(st.booleans()) else rows)
    return out.getvalue()


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    """JSON of any layout."""
    indent = draw(st.sampled_from([None, 2, "\t"]))
    return json.dumps(draw(JSON_VALUES), indent=indent, ensure_ascii=draw(st.booleans()))


@st.composite
def notebooks(draw: st.DrawFn) -> str:
    """Notebooks whose texts are strings or lists of lines."""
    text = WORDS | WORDS.map(lambda t: t.splitlines(keepends=True))
    output = st.fixed_dictionaries({"text": text, "data": st.dictionaries(st.sampled_from(["text/html", "image/png"]), text)})  # fmt: skip
    cell = st.fixed_dictionaries({"source": text, "outputs": st.lists(output, max_size=2), "metadata": JSON_VALUES})  # fmt: skip
    whole = {"cells": draw(st.lists(cell, max_size=3)), "metadata": draw(JSON_VALUES)}
    return json.dumps(whole, indent=draw(st.sampled_from([None, 1])))


FORMATS = {
    "a.txt": WORDS,
    "a.csv": tables() | WORDS,
    "a.tsv": tables() | WORDS,
    "a.json": json_texts(),
    "a.jsonl": st.lists(json_texts(), max_size=3).map(
        lambda texts: "\r\n".join(json.dumps(json.loads(t)) for t in texts)
    ),
    "a.ipynb": notebooks(),
}


def _opened(name: str, text: str, encoding: str = "utf-8") -> tuple[Document, bytes]:
    data = text.encode(encoding)
    return open_document(name, data), data


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_without_changes_the_bytes_are_the_same(
    name: str, encoding: str, data: st.DataObject
) -> None:
    """None at all, or changes that write what stands there already."""
    document, content = _opened(name, data.draw(FORMATS[name]), encoding)
    assert document.rewrite(()) == content
    same = [Change(i, i + 1, c) for i, c in enumerate(document.text)]
    assert document.rewrite(same) == content


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_changes_the_file_stays_valid(name: str, data: st.DataObject) -> None:
    """Changes anywhere, over cells and cues, of any text; what they leave is in the new text."""
    document, content = _opened(name, data.draw(FORMATS[name]))
    ends = sorted(data.draw(st.sets(st.integers(0, len(document.text)), max_size=8)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    changes = [Change(a, b, data.draw(WORDS)) for a, b in pairs]
    rewritten = document.rewrite(changes)
    again = open_document(name, rewritten)
    assert again.rewrite(()) == rewritten
    touched = document.own([Finding.manual(a, b, "PERSON") for a, b in pairs])
    if not touched:
        assert rewritten == content


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_character_has_a_place_in_the_file(name: str, data: st.DataObject) -> None:
    """A letter of the text that no escape spells stands at its place."""
    document, content = _opened(name, data.draw(FORMATS[name]))
    lines = content.decode().split("\n")
    for i, c in enumerate(document.text):
        line, column = document.place(i)
        if document.own([Finding.manual(i, i + 1, "PERSON")]) and c in "aZ,;{}[]|":
            assert lines[line - 1][column - 1] == c


@settings(max_examples=60, deadline=None)
@given(JSON_VALUES, WORDS, st.booleans())
def test_strings_of_json_say_what_was_written(value: Any, new: str, ascii_only: bool) -> None:
    """The standard library reads the same values with one word replaced."""
    value = _with_plain_keys(value)
    document, _ = _opened("a.json", json.dumps([value, "Odile a"], ensure_ascii=ascii_only))
    (rewritten,) = json.loads(_replace(document, "a", new))[:1]
    expected = json.loads(json.dumps(value), object_pairs_hook=lambda pairs: dict(pairs))
    assert json.dumps(rewritten) == json.dumps(_in_strings(expected, new))


def _replace(document: Document, word: str, new: str) -> bytes:
    own = document.own(
        Finding.manual(i, i + 1, "PERSON") for i, c in enumerate(document.text) if c == word
    )
    return document.rewrite([Change(f.start, f.end, new) for f in own])


def _with_plain_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {f"note {i}": _with_plain_keys(v) for i, v in enumerate(value.values())}
    return [_with_plain_keys(v) for v in value] if isinstance(value, list) else value


def _in_strings(value: Any, new: str) -> Any:
    if isinstance(value, dict):
        return {k: _in_strings(v, new) for k, v in value.items()}
    if isinstance(value, list):
        return [_in_strings(v, new) for v in value]
    return value.replace("a", new) if isinstance(value, str) and value.strip() else value


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5), WORDS)
def test_cells_of_a_table_say_what_was_written(rows: list[list[str]], new: str) -> None:
    """The standard library reads the same cells with one letter replaced."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(rows)
    document, _ = _opened("a.tsv", out.getvalue())
    rewritten = _replace(document, "a", new).decode()
    read = list(csv.reader(io.StringIO(rewritten, newline=""), delimiter="\t"))
    assert read == [[cell.replace("a", new) for cell in row] for row in rows]


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a1", "metadata": {"tags": ["x"]},
         "source": ["# Intake\n", "Client: Ayodele Brandt\n", "Ayodele came with her mother, Bea."]},
        {"cell_type": "code", "execution_count": 1, "id": "a2", "metadata": {},
         "outputs": [{"output_type": "stream", "name": "stdout", "text": ["MRN: 48213377\n"]}],
         "source": ["client_name = 'Ayodele Brandt'"]},
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                 "authors": [{"name": "Odile Marsh"}]},
    "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip
CASES = {
    "header.csv": 'Client Name,DOB,Ssn,Notes\r\n"Brandt, Ayodele",1980-02-03,536-22-1234,'
    '"Ayodele said ""no"".\r\nMother Bea Cole came."\r\nBea Cole,3/4/1971,,calm\r\n',
    "none.csv": "Ayodele Brandt;1980-02-03;12 Elm Street\nBea Cole;1981-01-01;3 Oak Avenue\n",
    "form.csv": "Client Name,Ayodele Brandt\nDate of birth,1980-02-03\nMRN,48213377\nMother,Bea Cole\n",
    "a.tsv": "client\tphone\nAyodele Brandt\t617-555-0142\n",
    "a.json": json.dumps(
        {"client": {"name": "Ayodele Brandt", "dob": "1980-02-03", "mrn": 48213377, "age": 93},
         "Ssn": "536-22-1234", "Ayodele Brandt": {"sessions": 3, "score": 12.123456789012345},
         "Bea Cole": ["mother of Ayodele"], "contacts": [{"phone": {"value": "617-555-0142"}}],
         "note": "Ayodele came.\nCaf\u00e9 with Ayodele."}, indent=2),
    "a.jsonl": '{"name": "Ayodele Brandt", "note": "Ayodele \\u00e9"}\n\n{"name": "Bea Cole"}\n',
    "a.ipynb": json.dumps(NOTEBOOK, indent=1),
    "a.md": "---\nclient: Ayodele Brandt\n---\n| who |\n|---|\n| Ayodele |\n",
}  # fmt: skip
NAMES = (
    "Ayodele",
    "Brandt",
    "Bea",
    "Cole",
    "Elm",
    "Oak",
    "536-22",
    "48213377",
    "555-0142",
    "1980-",
)


def _redacted(guard: casesafe.Guard, name: str, data: bytes) -> bytes:
    document = open_document(name, data)
    redaction = guard.redact(document.text)
    return document.rewrite(
        [
            Change(r.start, r.end, redaction.text[r.output_start : r.output_end])
            for r in redaction.replacements
        ]
    )


@pytest.mark.parametrize("name", CASES)
def test_a_redacted_file_is_clean(guard: casesafe.Guard, name: str) -> None:
    """No name is left, the structure is, and redacting again changes nothing."""
    data = CASES[name].encode()
    once = _redacted(guard, name, data)
    assert not [n for n in NAMES if n in once.decode()]
    assert _redacted(guard, name, once) == once
    document = open_document(name, once)
    assert not guard.failing(document.own(guard.find(document.text)))


def test_a_redacted_json_file_keeps_its_schema(guard: casesafe.Guard) -> None:
    """Plain keys, also those that read like a name, decimals and small numbers."""
    client = json.loads(_redacted(guard, "a.json", CASES["a.json"].encode()))
    assert list(client) == ["client", "Ssn", "[CLIENT]", "[PERSON 1]", "contacts", "note"]
    assert client["[CLIENT]"] == {"sessions": 3, "score": 12.123456789012345}
    assert client["client"] == {
        "name": "[CLIENT]",
        "dob": "1980",
        "mrn": "[MEDICAL_RECORD_NUMBER]",
        "age": "90 or older",
    }


def test_a_redacted_table_keeps_its_form(guard: casesafe.Guard) -> None:
    """Header, quotes, line ends; a header like a name is a cue there, not a finding."""
    assert _redacted(guard, "header.csv", CASES["header.csv"].encode()).decode() == (
        'Client Name,DOB,Ssn,Notes\r\n"[CLIENT 1]",1980,[US_SSN],'
        '"[CLIENT 1] said ""no"".\r\nMother [CLIENT 2] came."\r\n[CLIENT 2],1971,,calm\r\n'
    )
