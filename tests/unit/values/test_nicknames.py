"""Nicknames and full names, in both directions."""

from importlib.resources import files

import pytest

from casesafe.values.nicknames import nicknames_of

PAIRS = [
    ("William", "Bill"), ("Elizabeth", "Liz"), ("Elizabeth", "Beth"), ("Robert", "Bob"),
    ("Margaret", "Peggy"), ("Katherine", "Kate"), ("Theodore", "Teddy"), ("Francisco", "Paco"),
    ("Guadalupe", "Lupe"), ("Guillermo", "Memo"), ("Jesús", "Chuy"), ("Ignacio", "Nacho"),
    ("Dolores", "Lola"), ("Mikhail", "Misha"), ("Dmitri", "Dima"), ("Anastasia", "Nastya"),
    ("Małgorzata", "Gosia"), ("Giuseppe", "Beppe"), ("Mei-Ling", "Mei"), ("Oluwaseun", "Seun"),
    ("Mohammed", "Mo"), ("Rajesh", "Raj"), ("Yitzchak", "Itzik"), ("Siobhán", "Shiv"),
    ("Demetrius", "Meech"), ("José", "Pepe"),
]  # fmt: skip


@pytest.mark.parametrize(("full", "short"), PAIRS)
def test_both_directions(full, short):
    """A full name gives its nickname, and the nickname the full name."""
    assert short.lower() in nicknames_of(full)
    assert full.lower() in nicknames_of(short)


def test_diacritics_do_not_matter():
    """A name typed without its marks is the same name."""
    assert "chuy" in nicknames_of("jesus")
    assert "gosia" in nicknames_of("Malgorzata")


def test_nicknames_of_one_name_are_not_each_others():
    """Liz and Beth may be sisters."""
    assert "beth" not in nicknames_of("liz")


@pytest.mark.parametrize("name", ["", "zzyzx", "hope and faith"])
def test_unknown_name_has_none(name):
    """A name that no list knows has no nicknames."""
    assert nicknames_of(name) == frozenset()


def test_a_name_is_not_its_own_nickname():
    """The answer leaves the name itself out, for every line of the data."""
    text = (files("casesafe.values") / "data" / "nicknames.txt").read_text(encoding="utf-8")
    names = [line.split()[0] for line in text.splitlines() if line[0] != "#"]
    assert len(names) >= 1_000
    assert all(n not in nicknames_of(n) for n in names)
