"""Edits, refilling and the other variants of a note."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from models.train.augment import augmented, recased, redacted, slips, spelled_out
from models.train.config import AugmentConfig
from models.train.documents import Document, Span, parse_markup, read_notes
from models.train.edits import Edit, edited
from models.train.refill import Pools, Refiller, pools

_NOTE = (
    "{{PERSON:Marisol Vance}} ({{PERSON:MV}}), {{AGE:34}}, of {{LOCATION:Tacoma}}. "
    "{{PERSON:marisol}} wrote from {{EMAIL_ADDRESS:marisol.vance@mail.example}} on "
    "{{DATE:3/14/2024}}; MRN {{MEDICAL_RECORD_NUMBER:44-1209}}. {{PERSON:MARISOL}} sang."
)


def _note(marked: str = _NOTE) -> Document:
    text, spans = parse_markup(marked)
    return Document("t-001", "notes_t", text, spans)


def _surfaces(note: Document, label: str) -> list[str]:
    return [note.text[s.start : s.end] for s in note.spans if s.label == label]


@pytest.fixture
def source() -> Pools:
    """Pools whose stand-ins are known."""
    return Pools(["Quill"], ["oriel"], ["bramwell"], ["ely"], {"LOCATION": ["Yuma"], "AGE": ["71"]})


def test_edits_move_the_spans_behind_them() -> None:
    """Spans grow with what they hold; insertions at an edge stay outside."""
    note = Document("a", "x", "ab Ann cd Bo", (Span(3, 6, "PERSON"), Span(10, 12, "PERSON")))
    out = edited(note, [Edit(0, 2, "x"), Edit(3, 6, "Annabel"), Edit(6, 6, "!"), Edit(10, 10, "-")])
    assert out.text == "x Annabel! cd -Bo"
    assert _surfaces(out, "PERSON") == ["Annabel", "Bo"]


def test_a_span_that_is_deleted_is_gone() -> None:
    """No empty span is left."""
    note = Document("a", "x", "to Ann", (Span(3, 6, "PERSON"),))
    assert edited(note, [Edit(3, 6, "")]).spans == ()


@pytest.mark.parametrize("seed", range(5))
def test_one_word_has_one_stand_in_in_its_own_case(source: Pools, seed: int) -> None:
    """Full name, lower case, capitals, initials and address agree."""
    several = replace(source, words=["Quill", "Teasel", "Umber", "Wren"])
    out = Refiller(several, 0.0, random.Random(seed)).refilled(_note())
    full, initials, lower, upper = _surfaces(out, "PERSON")
    if full != "Marisol Vance":
        given, family = full.split()
        assert lower in (given.lower(), "marisol")
        assert upper in (given.upper(), "MARISOL")
        assert _surfaces(out, "EMAIL_ADDRESS")[0].startswith(f"{given}.{family}@".lower())
        assert initials in (given[0] + family[0], "MV")
    assert [s.label for s in out.spans] == [s.label for s in _note().spans]


def test_spelled_names_stay_spelled(source: Pools) -> None:
    """The letters of a stand-in are joined as the name's were."""
    note = _note("that's {{PERSON:K-R-Z-Y}}, so")
    out = Refiller(source, 0.0, random.Random(1)).refilled(note)
    assert _surfaces(out, "PERSON") in (["Q-U-I-L-L"], ["K-R-Z-Y"])


def test_numbers_keep_their_form(source: Pools) -> None:
    """Digits are drawn anew, signs stay."""
    note = _note("MRN {{MEDICAL_RECORD_NUMBER:44-1209}}")
    found = {
        _surfaces(Refiller(source, 0.0, random.Random(i)).refilled(note), "MEDICAL_RECORD_NUMBER")[
            0
        ]
        for i in range(9)
    }
    assert len(found) > 1
    assert all(len(n) == 7 and n[2] == "-" for n in found)


def test_a_spelled_name_follows_a_mention() -> None:
    """It is a PERSON of its own."""
    out = spelled_out(_note("saw {{PERSON:Dana}} today"), random.Random(3))
    first, second = _surfaces(out, "PERSON")
    assert first == "Dana"
    assert "".join(c for c in second.lower() if c.isalpha()) == "dana"


def test_a_redacted_copy_reads_as_our_operators_write_it() -> None:
    """Placeholders are no identifiers, and what a date leaves is its year."""
    marked = "{{PERSON:Dana}}, {{AGE:34}}, on {{DATE:3/14/2024}} at {{ZIP_CODE:98101}}"
    out = redacted(_note(marked), _Never())
    assert out.text == "[CLIENT], 30-39, on 2024 at [ZIP_CODE]"
    assert out.spans == ()


class _Never(random.Random):
    """Leaves nothing out and takes the first of every choice."""

    def random(self) -> float:
        return 1.0

    def choice(self, seq):  # type: ignore[no-untyped-def]
        return seq[0]


def test_slips_cross_no_edge_of_a_span() -> None:
    """Spans are as many as before, and only their letters change."""
    text, spans = parse_markup("before{{PERSON:Margarethe}}after " * 80)
    note = Document("a", "x", text, spans)
    out = edited(note, list(slips(note, random.Random(2))))
    assert len(out.spans) == len(spans)


def test_case_changes_only_where_lengths_stay() -> None:
    """A letter that grows in lower case keeps the note as it is."""
    assert recased(_note("{{PERSON:Ann}}"), "ann").text == "ann"
    assert recased(_note("{{PERSON:Ann}}"), "anns").text == "Ann"


def test_every_step_can_be_switched_off() -> None:
    """With all shares 0 a note stays as it is."""
    off = AugmentConfig(refill=0, lower=0, upper=0, noise=0, spelled=0, redacted=0)
    note = _note()
    assert augmented(note, pools([note]), off, random.Random(1)) == note


def test_variants_of_the_corpus_keep_sound_spans() -> None:
    """Spans stay sorted, disjoint, inside the text, and draws are repeatable."""
    notes = read_notes()[::40]
    source = pools(notes)
    every = AugmentConfig(noise=0.5, spelled=0.5, redacted=0.3)
    for i, note in enumerate(notes):
        out = augmented(note, source, every, random.Random(i))
        assert out == augmented(note, source, every, random.Random(i))
        edges = [e for s in out.spans for e in (s.start, s.end)]
        assert edges == sorted(edges)
        assert all(0 <= s.start < s.end <= len(out.text) for s in out.spans)
