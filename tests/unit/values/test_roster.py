"""The roster: what is read, what is refused, and what never shows."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from casesafe.errors import RosterError
from casesafe.values.roster import Roster, RosterEntry

GOOD = """\
- type: PERSON
  value: Marisol Vega
  role: client
  aliases: [Mimi, "Mari"]
- {type: PHONE_NUMBER, value: "413-555-0142"}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "roster.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_load_reads_entries_in_order(tmp_path: Path) -> None:
    """A roster holds its entries in the order of the file."""
    roster = Roster.load(write(tmp_path, GOOD))
    assert roster.entries == (
        RosterEntry("PERSON", "Marisol Vega", "client", ("Mimi", "Mari")),
        RosterEntry("PHONE_NUMBER", "413-555-0142"),
    )
    assert len(roster) == 2


def test_from_entries_equals_load(tmp_path: Path) -> None:
    """Entries given as mappings make the same roster, with the same digest."""
    made = Roster.from_entries(
        [
            {
                "type": "PERSON",
                "value": "Marisol Vega",
                "role": "client",
                "aliases": ["Mimi", "Mari"],
            },
            {"type": "PHONE_NUMBER", "value": "413-555-0142"},
        ]
    )
    loaded = Roster.load(write(tmp_path, GOOD))
    assert made == loaded
    assert made.digest == loaded.digest


def test_digest_changes_with_an_entry() -> None:
    """Another value, role or alias gives another digest."""
    first = {"type": "PERSON", "value": "Marisol Vega"}
    digests = {
        Roster.from_entries([entry]).digest
        for entry in (
            first,
            {**first, "role": "client"},
            {**first, "aliases": ["Mimi"]},
            {**first, "value": "Marisol Veg"},
        )
    }
    assert len(digests) == 4


def test_an_empty_list_is_a_roster(tmp_path: Path) -> None:
    """A roster may hold no entries."""
    assert Roster.load(write(tmp_path, "[]\n")).entries == ()


def test_repr_hides_values() -> None:
    """Neither the roster's repr nor an entry's shows a value."""
    roster = Roster.from_entries(
        [{"type": "PERSON", "value": "Odalys Ferreira", "aliases": ["Dali"]}]
    )
    shown = repr(roster) + repr(roster.entries) + str(roster)
    assert "Odalys" not in shown
    assert "Dali" not in shown


def test_roster_is_picklable() -> None:
    """A roster crosses process borders."""
    roster = Roster.from_entries([{"type": "PERSON", "value": "Odalys Ferreira"}])
    assert pickle.loads(pickle.dumps(roster)) == roster


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("type: PERSON\nvalue: Zephyrine Alcott\n", 1),
        ("- Zephyrine Alcott\n", 1),
        ("- {type: PERSON, value: Zephyrine Alcott}\n- {type: PERSON}\n", 2),
        ("- type: PERSON\n  value: Zephyrine\n  value: Alcott\n", 3),
        ("- type: PERSON\n  name: Zephyrine\n", 2),
        ("- type: PERSONN\n  value: Zephyrine\n", 1),
        ("- type: PERSON\n  value: Zephyrine\n  role: boss\n", 1),
        ("- type: ZIP_CODE\n  value: 02134\n", 2),
        ("- type: DATE\n  value: 2024-03-14\n", 2),
        ("- type: PERSON\n  value:\n", 1),
        ("- type: PERSON\n  value: [Zephyrine]\n", 2),
        ("- type: PERSON\n  value: Zephyrine\n  aliases: Alcott\n", 1),
        ("- type: ORGANIZATION\n  value: Zephyrine Co\n  role: client\n", 1),
        ("- type: PERSON\n  value: &a Zephyrine\n- {type: PERSON, value: *a}\n", 3),
        ("- {type: PERSON, value: Zephyrine\n", 2),
        ("- type: PERSON\n  value: '--'\n", 1),
        ("", None),
    ],
    ids=[
        "a mapping", "a scalar entry", "no value", "a key twice", "unknown key", "unknown type",
        "unknown role", "an unquoted number", "an unquoted date", "an empty value",
        "a list as value", "a text as aliases", "a role without a person", "an alias",
        "broken YAML", "a value without letters", "an empty file",
    ],
)  # fmt: skip
def test_what_is_no_roster_is_refused(tmp_path: Path, text: str, line: int | None) -> None:
    """A fault is an error that names file and line and no value."""
    path = write(tmp_path, text)
    with pytest.raises(RosterError) as caught:
        Roster.load(path)
    error = caught.value
    assert error.line == line
    assert error.path == path
    assert "Zephyrine" not in str(error)
    assert "Alcott" not in str(error)
    assert "02134" not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None


def test_a_missing_file_is_a_roster_error(tmp_path: Path) -> None:
    """A file that cannot be read is an error that names it."""
    with pytest.raises(RosterError, match=r"nowhere\.yaml: cannot be read") as caught:
        Roster.load(tmp_path / "nowhere.yaml")
    assert caught.value.__context__ is None


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """A roster is UTF-8."""
    path = tmp_path / "roster.yaml"
    path.write_bytes(b"- {type: PERSON, value: Ren\xe9 Roy}\n")
    with pytest.raises(RosterError, match="not UTF-8"):
        Roster.load(path)


def test_from_entries_names_the_entry() -> None:
    """Without a file, an error names the number of the entry."""
    with pytest.raises(RosterError, match="entry 2: unknown type"):
        Roster.from_entries(
            [{"type": "PERSON", "value": "Ana Roy"}, {"type": "DOG", "value": "Rex"}]
        )
