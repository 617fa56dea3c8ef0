"""Notebooks: sources, outputs, attachments and metadata are read; the file stays a notebook."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casesafe.documents.document import Change
from casesafe.documents.open import open_document

PNG = "iVBORw0KGgoAAAANSUhEUg==\n"


def _bytes(*cells: dict[str, Any], metadata: dict[str, Any] | None = None) -> bytes:
    """Return a notebook as Jupyter writes it."""
    whole = {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _markdown(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "8f3a2b1c", "metadata": {}, "source": source, **more}


def _code(*outputs: dict[str, Any], source: Any = ()) -> dict[str, Any]:
    out = list(outputs)
    return {"cell_type": "code", "execution_count": 7, "id": "a1", "metadata": {}, "outputs": out,
            "source": source}  # fmt: skip


def _data(**bundle: Any) -> dict[str, Any]:
    data = {k.replace("__", "/"): v for k, v in bundle.items()}
    return {"output_type": "display_data", "data": data, "metadata": {}}


NOTEBOOK = _bytes(
    _markdown(["# Ayodele\n", "\n", "came \u2013 late\n", "Bea"]),
    _markdown("a single string: Ayodele"),
    _code(
        {"output_type": "stream", "name": "stdout", "text": ["Ayodele 1\n", "2\n"]},
        _data(text__plain=["<Figure of Ayodele>"], image__png=PNG),
        _data(text__html=["<b>Ayodele</b>\n", f'<img src="data:image/png;base64,{PNG[:-1]}">']),
        {
            "output_type": "error",
            "ename": "ValueError",
            "evalue": "Ayodele",
            "traceback": ["\x1b[0;31mValueError\x1b[0m", "no \x1b[1mAyo\x1b[0mdele"],
        },
        source=["name = 'Ayodele'"],
    ),
    metadata={
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "authors": [{"name": "Ayodele"}],
        "stamp": 1678901234567,
    },
)


def test_everything_that_is_text_is_read() -> None:
    """In the order of the file; lines of a list as one text, without a terminal's colours."""
    assert open_document("a.ipynb", NOTEBOOK).text == (
        "# Ayodele\n\ncame \u2013 late\nBea\n\na single string: Ayodele\n\n"
        "Ayodele 1\n2\n\n\n<Figure of Ayodele>\n\n"
        '   Ayodele    \n<img src=" ">\n\n'
        "ValueError\nAyodele\nValueError\nno Ayodele\nname = 'Ayodele'\n\n"
        "author name: Ayodele\n\nPython 3\npython\npython3"
    )


def test_pictures_are_named_with_their_cells() -> None:
    """In outputs, attachments and texts; each cell once for a kind."""
    document = open_document(
        "a.ipynb",
        _bytes(
            _markdown("x", attachments={"image.png": {"image/png": PNG}}),
            _code(_data(image__png=PNG, image__jpeg=PNG), _data(application__pdf=PNG)),
            _markdown(["![x](data:image/gif;base64,AAAA)\n", "![y](data:audio/wav;base64,AAAA)"]),
            _code(_data(application__x="AAAA", text__plain="AAAA")),
            _code(_data(**{"image__svg+xml": ["<svg>Ayodele</svg>"]})),
        ),
    )
    assert document.unread == (
        "a picture in cell 1",
        "a picture in cell 2",
        "a PDF in cell 2",
        "a picture in cell 3",
        "a recording in cell 3",
        "encoded data in cell 4",
    )
    assert document.text.endswith("AAAA\n\n<svg>Ayodele</svg>")


def test_only_the_words_change(replaced) -> None:
    """The rest is as it was, byte for byte; the colour within a changed word goes with it."""
    written = replaced("a.ipynb", NOTEBOOK, "Ayodele")
    expected = NOTEBOOK.replace(rb"Ayo\u001b[0mdele", b"[CLIENT]").replace(b"Ayodele", b"[CLIENT]")
    assert written == expected


def _source(lines: Any, *changes: tuple[str, str]) -> Any:
    document = open_document("a.ipynb", _bytes(_markdown(lines)))
    text = document.text
    made = [Change(text.index(old), text.index(old) + len(old), new) for old, new in changes]
    return json.loads(document.rewrite(made))["cells"][0]["source"]


@pytest.mark.parametrize(
    ("lines", "changes", "expected"),
    [
        (["a\n", "b\n", "c"], [("b", "x")], ["a\n", "x\n", "c"]),
        (["a\n", "b\n", "c"], [("a\nb", "x")], ["x\n", "c"]),
        (["a\n", "b\n", "c"], [("\n", " ")], ["a b\n", "c"]),
        (["a\n", "b\n", "c"], [("b\n", "")], ["a\n", "c"]),
        (["a\n", "b\n", "c"], [("b\n", "x\n")], ["a\n", "x\n", "c"]),
        (["a\n", "b\n", "c"], [("b", "x\ny")], ["a\n", "x\n", "y\n", "c"]),
        (["a\n", "b\n", "c"], [("c", "x\n")], ["a\n", "b\n", "x\n"]),
        (["a\n", "b\n", "c"], [("a\nb\nc", "x\ny\n")], ["x\n", "y\n"]),
        (["a\n", "b\n", "c"], [("a\n", "x"), ("b\n", "y")], ["xyc"]),
        (["a"], [("a", "x\ny")], ["x\n", "y"]),
        (["ab"], [("a", "x\n")], ["x\n", "b"]),
        ("a\nb", [("a", "x\ny")], "x\ny\nb"),
        (["a\n", "b"], [("a", "\\n")], ["\\n\n", "b"]),
        (["a\n", "b\n", "c"], [("b", 'the "x"\\')], ["a\n", 'the "x"\\\n', "c"]),
    ],
)
def test_lines_of_a_list_stay_lines(lines: Any, changes: Any, expected: Any) -> None:
    """What is written is split as Jupyter splits it: a line, with its break, a string."""
    assert _source(lines, *changes) == expected


def test_new_lines_are_set_as_the_others_are() -> None:
    """With the file's own blanks between strings."""
    data = _bytes(_markdown(["a"]), _markdown(["b\n", "c"]))
    document = open_document("a.ipynb", data)
    changes = [Change(document.text.index(c), document.text.index(c) + 1, "x\ny") for c in "abc"]
    expected = _bytes(_markdown(["x\n", "y"]), _markdown(["x\n", "y\n", "x\n", "y"]))
    assert document.rewrite(changes) == expected


def test_names_of_attachments_change_with_their_mentions(replaced) -> None:
    """Two of one name get different ones."""
    pictures = {"ayodele.png": {"image/png": PNG}, "Xayodele.png": {"image/png": PNG}}
    data = _bytes(_markdown("![x](attachment:ayodele.png)", attachments=pictures))
    written = replaced("a.ipynb", data.replace(b"Xayodele", b"ayodele"), "ayodele", "client")
    numbered = data.replace(b'"ayodele.png"', b'"client.png (2)"')
    assert written == numbered.replace(b"Xayodele", b"client").replace(b"ayodele", b"client")


@pytest.mark.parametrize(
    "bundle",
    [
        {"application/json": {"client": {"name": "Ayodele"}, "mrn": 12345678}},
        {"application/vnd.plotly.v1+json": {"data": [{"x": ["Ayodele"]}]}},
        {"text/plain": {"odd": "Ayodele"}},
    ],
)
def test_data_in_outputs_is_read_as_json(replaced, bundle: dict[str, Any]) -> None:
    """With its keys as cues, whatever it is."""
    data = _bytes(_code({"output_type": "display_data", "data": bundle, "metadata": {}}))
    assert replaced("a.ipynb", data, "Ayodele") == data.replace(b"Ayodele", b"[CLIENT]")


def test_ids_that_programs_drew_are_not_read() -> None:
    """Ids of cells and widgets, references to widgets, times in metadata."""
    drawn = "8f3a2b1c8f3a2b1c8f3a2b1c8f3a2b1c"
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": drawn}}
    widgets = {"x": {drawn: {"layout": "IPY_MODEL_" + drawn, "value": "Ayodele"}}}
    cell = {**_markdown(""), "metadata": {"time": 1678901234567}}
    data = _bytes(cell, _code(_data(**view)), metadata={"widgets": widgets, "n": 12345678})
    assert open_document("a.ipynb", data).text.strip() == "Ayodele"


@pytest.mark.parametrize(
    "whole",
    [
        {"cells": {"a": "Ayodele"}},
        {"cells": ["Ayodele", 1]},
        {"cells": [{"source": {"a": "Ayodele"}, "outputs": 3}]},
        {"cells": [{"source": ["Ayodele", 1]}]},
        {"cells": [{"outputs": ["Ayodele"]}]},
        {"cells": [{"outputs": [{"data": "Ayodele", "traceback": "x"}]}]},
        {"cells": [{"attachments": ["Ayodele"], "more": {"x": ["y"]}}]},
        {"cells": [], "metadata": "Ayodele"},
        {"cells": [], "Ayodele": {"x": "y"}},
        {"worksheets": [{"cells": [{"input": ["Ayodele"]}]}]},
        ["Ayodele"],
        "Ayodele",
    ],
)
def test_what_is_not_built_like_a_notebook_is_read_all_the_same(replaced, whole: Any) -> None:
    """As JSON, every string of it."""
    data = json.dumps(whole).encode()
    assert replaced("a.ipynb", data, "Ayodele") == data.replace(b"Ayodele", b"[CLIENT]")


def test_places_are_those_in_the_file() -> None:
    """The line of the string in the notebook's JSON."""
    document = open_document("a.ipynb", NOTEBOOK)
    line, column = document.place(document.text.index("late"))
    assert NOTEBOOK.decode().split("\n")[line - 1][column - 1 :] == 'late\\n",'
    assert document.rewrite(()) == NOTEBOOK
