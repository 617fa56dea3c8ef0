"""JSON and JSON lines, read by string with the keys as cues; all else stays byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from casesafe.documents.cues import announces_prose, is_reference, label_of
from casesafe.documents.json_tokens import (
    ESCAPE,
    KEY,
    NUMBER,
    STRING,
    BadJson,
    Token,
    Tree,
    tokenize,
)
from casesafe.documents.keys import cue_of, has_number, is_schema
from casesafe.documents.mapped import MappedDocument
from casesafe.documents.reading import Edit, Edits, Reading, Unit
from casesafe.errors import NoteUnreadableError

# A number that may be someone's: a record's, a telephone's. Must not match decimals.
_LONG_INTEGER = re.compile(r"-?[0-9]{5,}")
# A line with its break.
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
#: Keys that say nothing without the key around them: "client": {"name": ...}.
_WEAK = frozenset("name number id no dob birthdate address phone email city state zip age".split())
#: Keys that say less than the key around them: "phone": {"value": ...}; and nothing of a key in
#: them: "fields": {"name": ...}.
_EMPTY = frozenset(
    "value text content display data string val items item attributes attrs body details edges "
    "entries entry fields info list node nodes object objects payload properties record records "
    "resource response result results row rows values".split()
)
#: The parts of a name; "name": {"given": ..., "family": ...}.
_NAME_PARTS = frozenset("first last middle given family maiden preferred full".split())


class JsonReading(Reading):
    """A reading of JSON, token by token."""

    def __init__(self) -> None:
        super().__init__()
        #: Of each key that is read, by unit: the facts of all keys of its object.
        self.siblings: dict[int, list[int]] = {}
        #: Whether long integers are read, as numbers of someone.
        self.numbers = True

    def add(self, token: Token) -> int:
        """Add what a token says as a unit and return its index."""
        escape = None if token.kind == NUMBER else ESCAPE
        return self.unit(token.kind, token.value, ((token.start, token.end),), escape)

    def pass_over(self, token: Token) -> None:
        """Add what a token says, not to be read."""
        self.facts.append((token.kind, token.value))


class JsonDocument(MappedDocument):
    """A JSON file or what is written in JSON; by `read` also JSON lines and notebooks."""

    _reading: JsonReading

    def __init__(
        self,
        data: bytes,
        encoding: str | None = None,
        read: Callable[[str], JsonReading] | None = None,
    ) -> None:
        super().__init__(data, encoding, read or read_json)

    def _escaped(self, unit: Unit, new: str) -> str:
        # A file without any other character keeps to ASCII.
        spelled = (json.dumps(s, ensure_ascii=self._raw.isascii())[1:-1] for s in new.split("\n"))
        return ("\\n" + unit.glue).join(spelled)

    def _spell(self, unit: int, edits: Sequence[Edit], value: str) -> list[tuple[int, int, str]]:
        it = self._units[unit]
        if self._facts[it.fact][0] == NUMBER:  # what replaces it is no number
            return [(*it.pieces[0], f'"{self._escaped(it, value)}"')]
        return super()._spell(unit, edits, value)

    def _new_kind(self, kind: str) -> str:
        return STRING if kind == NUMBER else kind

    def _settle(self, edits: Edits) -> Edits:
        """Number changed keys that would equal another key of their object."""
        objects: dict[int, tuple[list[int], list[int]]] = {}
        for unit in edits:
            facts = self._reading.siblings.get(unit)
            if facts is not None:
                objects.setdefault(id(facts), (facts, []))[1].append(unit)
        for facts, units in objects.values():
            changed = {self._units[u].fact for u in units}
            taken = {self._facts[f][1] for f in facts if f not in changed}
            count: dict[str, int] = {}
            for unit in sorted(units):
                old, new = self._value(unit), self._new_value(unit, edits[unit])
                if new == old:
                    taken.add(new)
                    continue
                name, n = new, count.get(new, 1)
                while name in taken:
                    n += 1
                    name = f"{new} ({n})"
                count[new] = n
                taken.add(name)
                if name != new:
                    edits[unit].append(Edit(len(old), len(old), name.removeprefix(new)))
        return edits


def read_json(raw: str) -> JsonReading:
    """Return the reading of a JSON file; an empty one says nothing.

    Raises:
        NoteUnreadableError: if it is not JSON. Names line and column.
    """
    reading = JsonReading()
    tokens = tokens_of(raw)
    if tokens:
        add_value(reading, Tree(tokens), 0)
    return reading


def read_json_lines(raw: str) -> JsonReading:
    """Return the reading of JSON lines; blank lines say nothing.

    Raises:
        NoteUnreadableError: if a line is not JSON. Names line and column.
    """
    reading = JsonReading()
    for line in _LINES.finditer(raw):
        tokens = tokens_of(raw, line.start(), line.end() - line[0].endswith("\n"))
        if tokens:
            add_value(reading, Tree(tokens), 0)
            reading.blank_line()
        reading.facts.append(("end of line", ""))
    return reading


def tokens_of(raw: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of one JSON value.

    Raises:
        NoteUnreadableError: if it is not JSON. Names line and column.
    """
    try:
        return tokenize(raw, start, end)
    except BadJson as error:
        at = error.at
    line, column = raw.count("\n", 0, at) + 1, at - raw.rfind("\n", 0, at)
    raise NoteUnreadableError(f"not valid JSON on line {line}, column {column}")


def add_value(reading: JsonReading, tree: Tree, i: int, siblings: list[int] | None = None) -> None:
    """Add the value at `i`: a line for each string and long integer in it, its key as cue.

    Args:
        reading: Where to.
        tree: The tokens.
        i: The index in them of the value, or of its key.
        siblings: The facts of the keys of the object that holds it.
    """
    # What is open: whether it is an array, its label, the facts of its keys.
    opened = [(False, "", [] if siblings is None else siblings)]
    label, after_own_key, is_line = "", False, False
    for token in tree.tokens[i : tree.end_of(i)]:
        kind = token.kind
        in_array = opened[-1][0]
        if in_array:
            label = opened[-1][1]
        if kind == KEY:
            label, after_own_key = add_key(reading, token, opened[-1][1], opened[-1][2])
            continue
        if kind in ("{", "["):
            if in_array and kind == "{":
                reading.blank_line()
            opened.append((kind == "[", "" if after_own_key else label, []))
            reading.pass_over(token)
        elif kind in ("}", "]"):
            opened.pop()
            if kind == "}" and opened[-1][0]:
                reading.blank_line()
            reading.pass_over(token)
        elif kind == STRING or (
            kind == NUMBER and reading.numbers and _is_read(token.value, label)
        ):
            _add_said(reading, token, label, after_own_key, is_line)
        else:
            reading.pass_over(token)
        is_line = in_array and kind == STRING
        after_own_key = False


def _add_said(
    reading: JsonReading, token: Token, label: str, after_own_key: bool, is_line: bool
) -> None:
    """Add a string or number; `is_line`: it stands behind another string of its array."""
    if is_reference(label, token.value):
        reading.pass_over(token)
        return
    unit = reading.add(token)
    if not token.value.strip():
        if is_line:
            reading.blank_line()
    elif after_own_key:
        reading.cue(" ")
        reading.own(unit)
    elif is_line and announces_prose(label):
        reading.further(unit)
    else:
        reading.labelled(label, unit)


def add_key(
    reading: JsonReading, token: Token, parent: str, siblings: list[int]
) -> tuple[str, bool]:
    """Add a key, and to the text too if it is more than schema.

    Returns:
        The cue of its value, and whether the key itself stands there as cue.
    """
    key = token.value
    siblings.append(len(reading.facts))
    if is_schema(key):
        reading.pass_over(token)
        return _label(cue_of(key), parent), False
    unit = reading.add(token)
    reading.siblings[unit] = siblings
    if not key.strip():
        return "", False
    reading.line()
    reading.own(unit)
    reading.cue(":")
    as_cue = "" if has_number(key) else cue_of(key)
    return as_cue, as_cue in ("", key.lower()) and label_of(as_cue) == as_cue


def _label(cue: str, parent: str) -> str:
    """Return the cue of a key with what helps of the key around it."""
    if not parent or (parent in _EMPTY and cue not in _EMPTY):
        return cue
    if cue in _EMPTY:
        return parent
    single = parent[:-1] if parent.endswith("s") and not parent.endswith("ss") else parent
    if cue in _NAME_PARTS:
        return f"{single.removesuffix('name')} {cue} name".strip().replace("  ", " ")
    if cue in _WEAK and not single.endswith(cue):
        return f"{single} {cue}"
    return cue


def _is_read(number: str, label: str) -> bool:
    return bool(_LONG_INTEGER.fullmatch(number)) or (
        number.isdigit() and (label_of(label) == "age" or label.endswith(" age"))
    )
