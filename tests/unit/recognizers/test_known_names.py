"""Names that are known to belong to a note, such as those in its file's path."""

from __future__ import annotations

import pytest

import casesafe


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Session 2. Okafor was tired.", ("Okafor Ada",), "Session 2. [PERSON 1] was tired."),
        ("session 2: okafor's brother", ("Ada Okafor",), "session 2: [PERSON 1]'s brother"),
        ("Client: Ada Okafor\nOkafor came.", ("Okafor",), "Client: [CLIENT]\n[CLIENT] came."),
        ("Will you park the car?", ("Will Park",), "Will you park the car?"),
        ("Beck Depression Inventory 22.", ("Beck",), "Beck Depression Inventory 22."),
        ("The hour was quiet.", ("Okafor",), "The hour was quiet."),
        ("then zebrano left", (), "then zebrano left"),
        ("then zebrano left", ("Zebrano",), "then [PERSON 1] left"),
    ],
    ids=["surname", "lower", "role", "ordinary", "keep-list", "absent", "unknown", "no word"],
)
def test_known_names_are_found_where_they_are_no_other_word(
    guard: casesafe.Guard, text: str, names: tuple[str, ...], expected: str
) -> None:
    """Found alone, in any case; the keep list and ordinary words stand against them."""
    assert guard.redact(text, names=names).text == expected
    changed = [f for f in guard.find(text, names=names) if f.action.changes]
    assert bool(changed) == (expected != text)


def test_allowed_phrases_stand_against_known_names() -> None:
    """The policy's `allow` is stronger than a name in a path."""
    from casesafe.policy.load import parse_policy

    policy = parse_policy("extends: peer-consultation\nallow: [Okafor Center]\n")
    allowing = casesafe.load(policy, model=None)
    text = "The Okafor Center called."
    assert allowing.redact(text, names=("Okafor",)).text == text
