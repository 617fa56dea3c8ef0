"""Jupyter notebooks: sources, outputs, attachments and metadata, read cell by cell.

Source: nbformat 4. A text is a string or a list of its lines; what is written into such a list is
split into lines as well. What a notebook is built of (types, versions, ids of cells, counts of
runs, media types) is no note text and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from casesafe.documents.json_file import JsonReading, add_key, add_value, tokens_of
from casesafe.documents.json_tokens import ESCAPE, STRING, Token, Tree
from casesafe.documents.pictures import name_of

_T = TypeVar("_T")

_BUILT_OF = frozenset("nbformat nbformat_minor cell_type id execution_count output_type".split())
#: Media types that hold a reference to a widget and no text.
_REFERENCES = frozenset(("application/vnd.jupyter.widget-view+json",))
#: Metadata of programs, under labels that are those of persons ("display_name").
_PROGRAMS = frozenset(("kernelspec", "language_info", "widgets"))
# An id that a program drew. Must not match a digest of another length.
_DRAWN = re.compile(r"(?:IPY_MODEL_)?[0-9a-f]{32}")
# Colours of a terminal. Must not match brackets of the text itself.
_COLORS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# Base64 as media types hold it, however short. Must not match text with blanks or full stops.
_ENCODED = re.compile(r"[A-Za-z0-9+/\r\n]*+={0,2}\s*")


def read_notebook(raw: str) -> JsonReading:
    """Return the reading of a notebook; of other JSON, that of its strings.

    Raises:
        NoteUnreadableError: if it is not JSON. Names line and column.
    """
    reading = JsonReading()
    tokens = tokens_of(raw)
    if tokens:
        tree = Tree(tokens)
        keys = {tokens[key].value for key, _ in tree.items(0)}
        if "cells" in keys:
            _Notebook(reading, tree, raw).add()
        else:
            add_value(reading, tree, 0)
    return reading


class _Notebook:
    """A notebook on its way into a reading, every token once and in order."""

    def __init__(self, reading: JsonReading, tree: Tree, raw: str) -> None:
        self._reading = reading
        self._tree = tree
        self._raw = raw

    def add(self) -> None:
        """Add all of it."""
        self._object(0, {"cells": self._cells, "metadata": self._metadata})

    def _cells(self, i: int) -> None:
        for n, cell in enumerate(self._array(i), 1):
            self._reading.cell = f"cell {n}"
            self._reading.blank_line()
            how = {"source": self._text, "attachments": self._attachments}
            self._object(cell, {**how, "outputs": self._outputs, "metadata": self._metadata})
        self._reading.cell = ""
        self._reading.blank_line()

    def _outputs(self, i: int) -> None:
        texts = dict.fromkeys(("text", "ename", "evalue"), self._text)
        for output in self._array(i):
            self._reading.blank_line()
            how = {"data": self._bundle, "traceback": self._traceback, "name": self._pass_over}
            self._object(output, {**texts, **how, "metadata": self._metadata})

    def _traceback(self, i: int) -> None:
        for line in self._array(i):
            self._text(line)

    def _attachments(self, i: int) -> None:
        siblings: list[int] = []
        for key, bundle in self._pairs(i):
            add_key(self._reading, self._tree.tokens[key], "", siblings)
            self._bundle(bundle)

    def _bundle(self, i: int) -> None:
        """Add the same thing in several media types: its texts, and names of the rest."""
        for key, value in self._pairs(i):
            self._reading.pass_over(self._tree.tokens[key])
            media_type = self._tree.tokens[key].value
            said = "".join(t.value for t in self._strings(value) or ())
            is_text = media_type.startswith("text/")
            if said and not is_text and _ENCODED.fullmatch(said):
                name = "a PDF" if media_type == "application/pdf" else name_of(media_type)
                self._reading.unread.append((name, self._reading.cell))
                self._pass_over(value)
            elif media_type in _REFERENCES:
                self._pass_over(value)
            else:
                self._text(value)

    def _metadata(self, i: int) -> None:
        self._reading.numbers = False  # times and versions
        self._object(i, dict.fromkeys(_PROGRAMS, self._program), frozenset())
        self._reading.numbers = True

    def _program(self, i: int) -> None:
        """Add the strings of something without their keys, but for the ids that it drew."""
        for token in self._tree.tokens[i : self._tree.end_of(i)]:
            said = token.value.strip()
            if token.kind == STRING and said and not _DRAWN.fullmatch(said):
                self._reading.line()
                self._reading.own(self._reading.add(token))
            else:
                self._reading.pass_over(token)

    def _text(self, i: int) -> None:
        """Add a string, or a list of lines as one text; anything else as JSON."""
        lines = self._strings(i)
        if lines is None:
            add_value(self._reading, self._tree, i)
            return
        said = "".join(t.value for t in lines)
        pieces = tuple((t.start, t.end) for t in lines)
        unit = self._reading.unit(STRING, said, pieces, ESCAPE, self._glue(i, pieces))
        if said.strip():
            self._reading.line()
            self._reading.own(unit, _COLORS)

    def _glue(self, i: int, pieces: tuple[tuple[int, int], ...]) -> str:
        """Return what stands between two lines of a list in this file."""
        opening = self._tree.tokens[i]
        if opening.kind != "[" or not pieces:
            return ""
        if len(pieces) > 1:
            return self._raw[pieces[0][1] : pieces[1][0]]
        return '",' + self._raw[opening.end : pieces[0][0]]

    def _strings(self, i: int) -> list[Token] | None:
        """Return the string at `i`, or the strings of an array of nothing else."""
        tokens = self._tree.tokens[i : self._tree.end_of(i)]
        if tokens[0].kind == "[":
            tokens = tokens[1:-1]
        return tokens if all(t.kind == STRING for t in tokens) else None

    def _object(
        self,
        i: int,
        how: Mapping[str, Callable[[int], None]],
        built_of: frozenset[str] = _BUILT_OF,
    ) -> None:
        """Add an object: some keys each in its way, others as JSON, what it is built of not."""
        siblings: list[int] = []
        for key, value in self._pairs(i):
            name = self._tree.tokens[key].value
            if name in how or name in built_of:
                siblings.append(len(self._reading.facts))
                self._reading.pass_over(self._tree.tokens[key])
                how.get(name, self._pass_over)(value)
            else:
                add_value(self._reading, self._tree, key, siblings)

    def _pairs(self, i: int) -> Iterator[tuple[int, int]]:
        """Yield key and value of an object; add what is none as JSON."""
        yield from self._within(i, "{", self._tree.items(i))

    def _array(self, i: int) -> Iterator[int]:
        """Yield the elements of an array; add what is none as JSON."""
        yield from self._within(i, "[", self._tree.elements(i))

    def _within(self, i: int, kind: str, parts: Iterator[_T]) -> Iterator[_T]:
        if self._tree.tokens[i].kind != kind:
            add_value(self._reading, self._tree, i)
            return
        self._reading.pass_over(self._tree.tokens[i])
        yield from parts
        self._reading.pass_over(self._tree.tokens[self._tree.end_of(i) - 1])

    def _pass_over(self, i: int) -> None:
        for token in self._tree.tokens[i : self._tree.end_of(i)]:
            self._reading.pass_over(token)
