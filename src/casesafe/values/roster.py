"""The roster: identifiers that a practice already knows, read from YAML.

A roster is a list of entries `{type, value, role, aliases}`. It is read as strictly as a policy:
unknown keys, types and roles are refused, and so are keys that stand twice and values that YAML
would take for a number or a date. Errors name file and line, never a value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.roles import ROLES
from casesafe.errors import RosterError

#: Types that an entry may have: every built-in type but those that no list can hold.
ROSTER_TYPES: tuple[str, ...] = tuple(
    name for name in ENTITY_TYPES if name not in ("YEAR", "WEEKDAY", "RELATIVE_DATE", "RECORDING")
)
_KEYS = ("type", "value", "role", "aliases")
_LONGEST = 500
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STR = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One known identifier. It holds the identifier, so its repr hides it.

    Args:
        entity_type: One of `ROSTER_TYPES`.
        value: The identifier as the practice writes it.
        role: For a PERSON, one of `core.roles.ROLES`; else None.
        aliases: Other forms of the same identifier.
    """

    entity_type: str
    value: str = field(repr=False)
    role: str | None = None
    aliases: tuple[str, ...] = field(default=(), repr=False)

    @property
    def values(self) -> tuple[str, ...]:
        """The value and its aliases."""
        return (self.value, *self.aliases)


@dataclass(frozen=True, slots=True, repr=False)
class Roster:
    """Every entry of a roster, in the order of the file. Its repr hides them.

    Args:
        entries: The entries; may be empty.
    """

    entries: tuple[RosterEntry, ...]

    def __repr__(self) -> str:
        return f"Roster({len(self.entries)} entries)"

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def digest(self) -> str:
        """A hash that changes with any entry, for resuming a scan.

        It is not keyed: whoever guesses a roster can check the guess. Do not print or publish it.
        """
        plain = [[e.entity_type, e.value, e.role, list(e.aliases)] for e in self.entries]
        return hashlib.sha256(json.dumps(plain, ensure_ascii=True).encode()).hexdigest()

    @classmethod
    def load(cls, path: str | Path) -> Roster:
        """Read a roster from a YAML file in UTF-8.

        Raises:
            RosterError: if the file cannot be read or is no roster.
        """
        text = _text_of(Path(path))
        return cls._from_items(_items_of(text, path), path)

    @classmethod
    def from_entries(cls, entries: Iterable[Mapping[str, Any]]) -> Roster:
        """Make a roster of mappings with the keys of the file's entries.

        Raises:
            RosterError: if an entry is not valid; it names the entry's number, from 1.
        """
        items = []
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, Mapping):
                raise RosterError(f"entry {number}: an entry is a mapping of {_listed(_KEYS)}")
            items.append(_Item(dict(entry), None, number))
        return cls._from_items(items, None)

    @classmethod
    def _from_items(cls, items: Sequence[_Item], path: str | Path | None) -> Roster:
        return cls(tuple(_entry(item, path) for item in items))


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry before it is checked: its data, its line or its number."""

    data: dict[str, Any] = field(repr=False)
    line: int | None
    number: int


def _text_of(path: Path) -> str:
    message = ""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"cannot be read ({type(error).__name__})"
    except UnicodeDecodeError:
        message = "is not UTF-8 text"
    raise RosterError(message, path=path)


def _items_of(text: str, path: str | Path) -> list[_Item]:
    """Return the entries of the file with their lines."""
    root = _compose(text, path)
    if not isinstance(root, yaml.SequenceNode):
        line = _line(root) if root is not None else None
        raise RosterError("a roster is a list of entries", path=path, line=line)
    items = []
    for number, node in enumerate(root.value, 1):
        if not isinstance(node, yaml.MappingNode):
            raise RosterError(
                f"an entry is a mapping of {_listed(_KEYS)}", path=path, line=_line(node)
            )
        items.append(_Item(_mapping(node, path), _line(node), number))
    return items


def _compose(text: str, path: str | Path) -> yaml.Node | None:
    message, line = "", None
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):
                message, line = "aliases (*name) are not used in rosters", _line(event)
                break
        else:
            node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
            return node
    except yaml.MarkedYAMLError as error:
        message = "not well-formed YAML"
        line = error.problem_mark.line + 1 if error.problem_mark else None
    except (yaml.YAMLError, ValueError, RecursionError):
        message = "not well-formed YAML"
    raise RosterError(message, path=path, line=line)


def _mapping(node: yaml.MappingNode, path: str | Path) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value not in _KEYS:
            raise RosterError(f"unknown key; an entry has {_listed(_KEYS)}", path=path, line=line)
        key = str(key_node.value)
        if key in made:
            raise RosterError(f"{key} stands twice in one entry", path=path, line=line)
        if key == "aliases" and isinstance(value_node, yaml.SequenceNode):
            made[key] = [_scalar(item, key, path) for item in value_node.value]
        else:
            made[key] = _scalar(value_node, key, path)
    return made


def _scalar(node: yaml.Node, key: str, path: str | Path) -> str | None:
    """Return the text of a scalar; None for an empty one."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _STR:
            return str(node.value)
        if node.tag.endswith(":null"):
            return None
        raise RosterError(
            f"{key}: YAML takes this for something other than text; put it in quotes",
            path=path,
            line=_line(node),
        )
    raise RosterError(f"{key}: text is expected here", path=path, line=_line(node))


def _line(node: yaml.Node | yaml.Event) -> int:
    mark: Any = node.start_mark
    return int(mark.line) + 1


def _entry(item: _Item, path: str | Path | None) -> RosterEntry:
    """Check one entry.

    Raises:
        RosterError: if it is not valid.
    """
    data = item.data

    def refused(message: str) -> RosterError:
        shown = message if item.line is not None else f"entry {item.number}: {message}"
        return RosterError(shown, path=path, line=item.line)

    if set(data) - set(_KEYS):
        raise refused(f"unknown key; an entry has {_listed(_KEYS)}")
    entity_type = data.get("type")
    if not isinstance(entity_type, str):
        raise refused("type is missing")
    if entity_type not in ROSTER_TYPES:
        raise refused("unknown type")
    value = _checked(data.get("value"))
    if value is None:
        raise refused(f"value: a line of text with a letter or digit, at most {_LONGEST} long")
    role = data.get("role")
    if role is not None and role not in ROLES:
        raise refused("unknown role")
    if role is not None and entity_type != "PERSON":
        raise refused("role: only a PERSON has one")
    aliases = data.get("aliases")
    if aliases is None:
        aliases = ()
    if isinstance(aliases, str) or not isinstance(aliases, Sequence):
        raise refused("aliases: a list of texts is expected")
    checked = [_checked(a) for a in aliases]
    if None in checked:
        raise refused(f"aliases: lines of text with a letter or digit, at most {_LONGEST} long")
    return RosterEntry(entity_type, value, role, tuple(a for a in checked if a is not None))


def _checked(value: object) -> str | None:
    """Return the value without surrounding spaces, or None where it cannot be searched for."""
    if not isinstance(value, str):
        return None
    plain = value.strip()
    if not 2 <= len(plain) <= _LONGEST or not plain.isprintable():
        return None
    return plain if sum(c.isalnum() for c in plain) >= 2 else None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]
