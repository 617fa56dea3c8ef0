"""YAML as plain data that remembers where each key stands.

Stricter than YAML: no duplicate keys, no aliases, no tags, and no scalar that YAML would take for
something else than it looks like (`02134` is an octal number there, `2024-03-14` a date).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from casesafe.errors import PolicySyntaxError

Location = tuple[str | int, ...]

#: Deeper nesting than any policy has; a deeper file would exhaust the stack.
MAX_DEPTH = 20
_TAG = "tag:yaml.org,2002:"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times as fast
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{0,17}(?:[eE][-+][0-9]{1,3})?")
# What a parser says is wrong, if it quotes nothing of the file but punctuation.
_HARMLESS = re.compile(r"[a-z ,]+(?:'[^\w\s]'|[a-z ,])*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key or an item stands.

    Args:
        path: The policy's file or built-in name; None for a text without one.
        line: From 1.
    """

    path: str | Path | None
    line: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The data of one policy text, and the place of each of its keys and items.

    Args:
        data: Mappings, lists, strings, numbers, booleans and None. It holds the policy's values,
            so the repr hides it.
        places: Keys and indices from the root -> place; the root is `()`.
    """

    data: dict[str, Any] = field(repr=False)
    places: dict[Location, Place] = field(repr=False)

    def place_of(self, location: Location) -> tuple[Location, Place]:
        """Return the nearest location that stands in the text, and its place."""
        while location not in self.places:
            location = location[:-1]
        return location, self.places[location]


def dotted(location: Location) -> str | None:
    """Return a location as it is shown: `rules.PERSON.action`, `allow[0]`; None for the root."""
    shown = ""
    for part in location:
        shown += f"[{part}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown or None


def read_tree(text: str, path: str | Path | None) -> Tree:
    """Parse YAML text whose root is a mapping; an empty text gives an empty tree.

    Args:
        text: The policy's text.
        path: What errors name.

    Raises:
        PolicySyntaxError: if it is not YAML, or YAML of a kind that is refused; with line and
            key, never with a value.
    """
    node = _compose(text, path)
    places: dict[Location, Place] = {(): Place(path, 1)}
    if node is None:
        return Tree({}, places)
    if not isinstance(node, yaml.MappingNode):
        raise PolicySyntaxError("a policy is a mapping of keys", path=path, line=_line(node))
    return Tree(_Builder(path, places).mapping(node, ()), places)


def _compose(text: str, path: str | Path | None) -> yaml.Node | None:
    """The node graph, without aliases."""
    message, line = "", None
    try:
        alias = _unwanted(text)
        if alias is None:
            node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
            return node
        message, line = alias
    except yaml.MarkedYAMLError as error:
        said = error.problem or ""
        message = "not well-formed YAML"
        if _HARMLESS.fullmatch(said):
            message += f": {said}"
        line = error.problem_mark.line + 1 if error.problem_mark else None
    except (yaml.YAMLError, ValueError):
        message = "not well-formed YAML: a character that YAML does not allow"
    raise PolicySyntaxError(message, path=path, line=line)


def _unwanted(text: str) -> tuple[str, int] | None:
    """The first thing that is refused before the graph is built, with its line."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            return "aliases (*name) are not used in policies; write the value out", line
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return "nested too deeply", line
    return None


def _line(node: yaml.Node | yaml.Event) -> int:
    mark: Any = node.start_mark
    line: int = mark.line
    return line + 1


class _Builder:
    """Makes data of nodes and notes the place of each key and item."""

    def __init__(self, path: str | Path | None, places: dict[Location, Place]) -> None:
        self._path = path
        self._places = places

    def mapping(self, node: yaml.MappingNode, at: Location) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, at)
            here = (*at, key)
            if key in made:
                raise self._refused("the key stands here twice", key_node, here)
            self._places[here] = Place(self._path, _line(key_node))
            made[key] = self._value(value_node, here)
        return made

    def _value(self, node: yaml.Node, at: Location) -> Any:
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            return list(self._items(node, at))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, at)
        raise self._refused("tags (!name) are not used in policies", node, at)

    def _items(self, node: yaml.SequenceNode, at: Location) -> Iterator[Any]:
        for i, item in enumerate(node.value):
            self._places[(*at, i)] = Place(self._path, _line(item))
            yield self._value(item, (*at, i))

    def _key(self, node: yaml.Node, at: Location) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag != _TAG + "str":
            raise self._refused("a key that is not plain text; put it in quotes", node, at)
        return str(node.value)

    def _scalar(self, node: yaml.ScalarNode, at: Location) -> Any:
        kind, written = node.tag.removeprefix(_TAG), str(node.value)
        if kind == "str":
            return written
        if kind == "null":
            return None
        if kind == "bool":
            return written.lower() in ("yes", "true", "on")
        if kind == "int" and _INTEGER.fullmatch(written):
            return int(written)
        if kind == "float" and _DECIMAL.fullmatch(written):
            return float(written)
        if kind in ("int", "float", "timestamp"):
            raise self._refused(
                "YAML takes this for a number or date of another form; put it in quotes", node, at
            )
        raise self._refused("tags (!name) are not used in policies", node, at)

    def _refused(self, message: str, node: yaml.Node, at: Location) -> PolicySyntaxError:
        return PolicySyntaxError(message, path=self._path, line=_line(node), key=dotted(at))
