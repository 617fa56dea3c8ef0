"""Annotated fictional notes in every format: what must hold, and nothing found in plain text is lost.

Rules alone, on a sample of the notes; `CASESAFE_FORMATS_STRIDE=1` takes all of them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

import casesafe
from casesafe.core.entity_types import ENTITY_TYPES, EntityKind
from casesafe.documents.document import Change, Document
from casesafe.documents.open import open_document

#: How many notes stand between two that are taken.
STRIDE = int(os.environ.get("CASESAFE_FORMATS_STRIDE", "40"))
#: Of a hundred identifiers that go from plain text, so many may stay in a format: a salutation or
#: signature may be told by its place in a note, which a format blurs. On a fifth of the notes: below 1.
MAY_STAY = 2
#: What stands in no note.
MARK = "<#>"
#: A failure shows so many notes at most.
SHOWN = 10
DIRECT = frozenset(n for n, t in ENTITY_TYPES.items() if t.kind is EntityKind.DIRECT)


class Wrapped(NamedTuple):
    """How a note is put into a file of a format, and taken out again."""

    name: str
    wrap: Callable[[str], bytes]
    unwrap: Callable[[bytes], str]


def _table(rows: list[list[str]], **style: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, **style).writerows(rows)
    return out.getvalue()


def _cell(data: bytes, row: int, column: int, delimiter: str = ",") -> str:
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    return rows[row][column]


def _notebook(cell: dict[str, Any]) -> bytes:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": [{"id": "8f3a2b1c", "metadata": {}, **cell}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False).encode()


def _code(source: list[str], *outputs: dict[str, Any]) -> bytes:
    return _notebook(
        {"cell_type": "code", "execution_count": 3, "source": source, "outputs": list(outputs)}
    )


def _lines(note: str) -> list[str]:
    return note.splitlines(keepends=True)


def _only_cell(data: bytes) -> dict[str, Any]:
    (cell,) = json.loads(data)["cells"]
    return dict(cell)


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\'", "'")


HEADER = ["Response ID", "Session type", "Note", "Fee"]
FENCED = "---\ntitle: Session\ntags: [consult]\n---\n# Note\n\n%s\n\n| Item | Value |\n|---|---|\n| PHQ-9 | 12 |\n"
FORMATS = {
    "csv": Wrapped(
        "a.csv",
        lambda t: _table([HEADER, ["R1", "individual", t, "$0"]]).encode(),
        lambda d: _cell(d, 1, 2),
    ),
    "csv without header": Wrapped(
        "a.csv", lambda t: _table([["1", "x", t, "ok"]]).encode(), lambda d: _cell(d, 0, 2)
    ),
    "tsv": Wrapped(
        "a.tsv",
        lambda t: _table(
            [["id", "note"], ["1", t]], delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n"
        ).encode(),
        lambda d: _cell(d, 1, 1, "\t"),
    ),
    "csv of Excel": Wrapped(
        "a.csv",
        lambda t: _table([["id", "note"], ["1", t]], delimiter="\t").encode("utf-16"),
        lambda d: _cell(d, 1, 1, "\t"),
    ),
    "json": Wrapped(
        "a.json",
        lambda t: json.dumps({"records": [{"type": "progress", "note": {"text": t}}]}).encode(),
        lambda d: json.loads(d)["records"][0]["note"]["text"],
    ),
    "json by line": Wrapped(
        "a.json",
        lambda t: json.dumps({"note": t.split("\n")}, indent=1).encode(),
        lambda d: "\n".join(json.loads(d)["note"]),
    ),
    "jsonl": Wrapped(
        "a.jsonl",
        lambda t: (json.dumps({"kind": "note", "text": t}, ensure_ascii=False) + "\n").encode(),
        lambda d: json.loads(d)["text"],
    ),
    "notebook, Markdown": Wrapped(
        "a.ipynb",
        lambda t: _notebook({"cell_type": "markdown", "source": _lines(t)}),
        lambda d: "".join(_only_cell(d)["source"]),
    ),
    "notebook, code": Wrapped(
        "a.ipynb",
        lambda t: _code(['note = """\n', *_lines(t), '"""']),
        lambda d: "".join(_only_cell(d)["source"]),
    ),
    "notebook, printed": Wrapped(
        "a.ipynb",
        lambda t: _code([], {"output_type": "stream", "name": "stdout", "text": _lines(t)}),
        lambda d: "".join(_only_cell(d)["outputs"][0]["text"]),
    ),
    "notebook, repr": Wrapped(
        "a.ipynb",
        lambda t: _code([], {"output_type": "execute_result", "data": {"text/plain": [repr(t)]}}),
        lambda d: _unescaped("".join(_only_cell(d)["outputs"][0]["data"]["text/plain"])),
    ),
    "Markdown": Wrapped("a.md", lambda t: (FENCED % t).encode(), bytes.decode),
    "Markdown, code": Wrapped("a.md", lambda t: f"```text\n{t}\n```\n".encode(), bytes.decode),
    "Markdown, quoted": Wrapped(
        "a.md",
        lambda t: "\n".join(f"> {line}" for line in t.split("\n")).encode(),
        lambda d: re.sub(r"(?m)^> ?", "", d.decode()),
    ),
    "UTF-16": Wrapped("a.txt", lambda t: t.encode("utf-16"), lambda d: d.decode("utf-16")),
    "CRLF": Wrapped("a.txt", lambda t: t.replace("\n", "\r\n").encode(), bytes.decode),
}


@pytest.fixture(scope="module")
def notes(corpus: list[dict[str, Any]], guard: casesafe.Guard) -> list[tuple[dict[str, Any], str]]:
    """The notes that are taken, each with its plain text redacted."""
    return [(note, guard.redact(note["text"]).text) for note in corpus[::STRIDE]]


def _stands_in(surface: str, text: str) -> bool:
    words = r"\s+".join(map(re.escape, surface.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text) is not None


def _shape(value: Any) -> Any:
    """What a JSON file says but for its strings."""
    if isinstance(value, dict):
        return {k: _shape(v) for k, v in value.items()}
    if isinstance(value, list):
        # A text may be a list of its lines: a replacement may join two of them.
        texts = all(isinstance(v, str) for v in value)
        return "" if texts else [_shape(v) for v in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("form", FORMATS)
def test_a_note_in_any_format_is_redacted_as_in_plain_text(
    form: str, notes: list[tuple[dict[str, Any], str]], guard: casesafe.Guard
) -> None:
    """No error, the shape kept, clean and stable; what goes from plain text goes here as well."""
    name, wrap, unwrap = FORMATS[form]
    faults, gone, stayed = [], 0, []
    for note, plain in notes:
        data = wrap(note["text"])
        document = open_document(name, data)
        once = _redacted(guard, document)
        again = open_document(name, once)
        if _redacted(guard, again) != once:
            faults.append(f"{note['id']}: redacting again changes it")
        if guard.failing(again.own(guard.find(again.text))):
            faults.append(f"{note['id']}: a scan of the output finds something")
        if name.endswith(("json", "jsonl", "ipynb")):
            assert _shape(json.loads(once)) == _shape(json.loads(data)), note["id"]
        said = unwrap(once)
        for span in note["spans"]:
            surface = note["text"][span["start"] : span["end"]]
            if span["label"] in DIRECT and not _stands_in(surface, plain):
                gone += 1
                if _stands_in(surface, said):
                    stayed.append((note["id"], span["label"]))
    assert not faults, "\n".join(faults[:SHOWN])
    assert gone > len(notes)
    assert len(stayed) * 100 <= gone * MAY_STAY, stayed[:SHOWN]


def _redacted(guard: casesafe.Guard, document: Document) -> bytes:
    redaction = guard.redact(document.text)
    return document.rewrite(
        [
            Change(r.start, r.end, redaction.text[r.output_start : r.output_end])
            for r in redaction.replacements
        ]
    )


@pytest.mark.parametrize("form", FORMATS)
def test_only_what_is_found_is_changed(
    form: str, notes: list[tuple[dict[str, Any], str]], guard: casesafe.Guard
) -> None:
    """With a mark for each finding, all between the marks stands in the file, in order."""
    name, wrap, _ = FORMATS[form]
    for note, _ in notes[::3]:
        data = wrap(note["text"])
        document = open_document(name, data)
        found = document.own(guard.find(document.text))
        text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8")
        marked = document.rewrite([Change(f.start, f.end, MARK) for f in found])
        kept = marked.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8").split(MARK)
        at = 0
        for part in kept:
            at = text.find(part, at)
            assert at >= 0, note["id"]
            at += len(part)
