"""The normalised view: what recognizers read, and the way back to the text given."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.core.note import Note
from casesafe.nlp.normalize import normalize


def originals(note: Note, surface: str) -> str:
    """Return what a surface of the view stands for in the text."""
    start = note.normal.index(surface)
    a, b = note.original(start, start + len(surface))
    return note.text[a:b]


@pytest.mark.parametrize(
    ("text", "surface", "original"),
    [
        ("My Olu\u00adwase\u200bun came", "Oluwaseun", "Olu\u00adwase\u200bun"),
        ("\ufeffAna came", "Ana", "Ana"),
        ("Jose\u0301 came", "José", "Jose\u0301"),
        ("at \uff14\uff11\uff13\uff0d\uff15", "413-5", "\uff14\uff11\uff13\uff0d\uff15"),
        ("the \ufb01re chief", "fire", "\ufb01re"),
        ("the o\ufb03ce", "office", "o\ufb03ce"),
        ("O\u2019Brien \u2013 late", "O'Brien - late", "O\u2019Brien \u2013 late"),
        ("\u201cAna\u201d", '"Ana"', "\u201cAna\u201d"),
        ("one\r\ntwo", "one\ntwo", "one\r\ntwo"),
        ("413\u00a0555\u20110142", "413 555-0142", "413\u00a0555\u20110142"),
        ("\u202eAna\u202c came", "Ana", "Ana"),
        ("\U0001d400na came", "Ana", "\U0001d400na"),
        ("unit \u2461", "2", "\u2461"),
        ("Mari\U000e0061sol\U000e0101", "Marisol", "Mari\U000e0061sol"),
        ("\U0001f130na", "Ana", "\U0001f130na"),
        ("a \U0001f1e8\U0001f1e6 flag", "\U0001f1e8\U0001f1e6", "\U0001f1e8\U0001f1e6"),
        ("😮\u200d💨 Zofia", "Zofia", "Zofia"),
    ],
    ids=lambda x: x.encode("unicode_escape").decode()[:20],
)  # fmt: skip
def test_a_surface_of_the_view_maps_back(text: str, surface: str, original: str) -> None:
    """Invisible, full-width, ligature, combining and typographic characters; CRLF."""
    note = normalize(text)
    assert originals(note, surface) == original


@pytest.mark.parametrize("text", ["", "Ana met Bo.\n\n- one\n", "café – “two”", "Ö ü ß ñ ç"])
def test_a_plain_note_has_the_same_offsets(text: str) -> None:
    """Nothing to map costs no map; the view has the length of the text."""
    note = normalize(text)
    assert len(note.normal) == len(text)
    assert note.original(0, 1) == (0, 1)
    assert note.normalized(0, 1) == (0, 1)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The one I keep thinking about is Oluwaseun\nBalogun-Hart, who did not speak.", True),
        ("She has not been to the clinic since the\nfirst of March, and it shows.", True),
        ("The one I keep thinking about is Oluwaseun\r\nBalogun-Hart, who did not speak.", True),
        ("Ana\nBo", False),
        ("She has not been to the clinic for a while\n- sleep diary", False),
        ("She has not been to the clinic for a while\nPlan: sleep diary and more", False),
        ("She has not been to the clinic for a while.\nPlan is to wait", False),
        ("She has not been to the clinic for a while\n\nBo came", False),
        ("She has not been to the clinic for a while\nASSESSMENT", False),
        ("She has not been to the clinic for a while\n2) sleep diary", False),
        ("She has not been to the clinic for a while\nname | mrn | sessions attended", False),
        ("She has not been to the clinic for a while\nOdile Marchetti", False),
    ],
    ids=["name", "sentence", "crlf", "short", "item", "label", "stop", "blank", "heading",
         "number", "table", "signature"],
)  # fmt: skip
def test_a_wrapped_line_is_joined_and_a_line_of_its_own_is_not(text: str, joined: bool) -> None:
    """The break inside a wrapped sentence reads as a space; the length stays."""
    normal = normalize(text).normal
    assert ("\n" not in normal) is joined
    assert len(normal) == len(text.replace("\r\n", "\n"))


def test_many_combining_marks_cost_no_copies() -> None:
    """Marks that compose with nothing are dropped, all with their letter's span."""
    note = normalize("a" + "\u0301" * 50_000 + "b")
    assert note.normal == "áb"
    assert note.original(0, 1) == (0, 50_001)


def test_a_mark_without_a_letter_is_dropped() -> None:
    """At the start of a note, and behind an invisible character."""
    assert normalize("\u0301Ana").normal == "Ana"
    assert normalize("a\u200b\u0301b").normal in ("ab", "áb")


def test_our_placeholders_are_blank_in_the_view() -> None:
    """Their words and numbers are no words; a policy's own types count where they are told."""
    note = normalize("[MOTHER-IN-LAW] met [PERSON 2] on ward [WARD_CODE].", ["WARD_CODE"])
    assert [(p.label, p.number) for p in note.placeholders] == [
        ("MOTHER-IN-LAW", None), ("PERSON", 2), ("WARD_CODE", None),
    ]  # fmt: skip
    assert [w.text for w in note.words] == ["met", "on", "ward"]
    assert normalize("[WARD_CODE] [sic]").placeholders == ()


def test_a_note_hides_its_text() -> None:
    """Neither the note nor its words show text in their reprs."""
    note = normalize("Marchetti came")
    assert "Marchetti" not in repr(note) + repr(note.words) + repr(list(note.words))


ODD = "aÉz '\u2019-\u2013.\n\r\u00ad\u200b\u0301\u0323\ufb01\uff11\u00a0İß😮\u200d①,A1"


@given(st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_span_of_the_view_maps_into_the_text(text: str) -> None:
    """In order, inside the text, and never empty; the span back holds the one that was mapped."""
    note = normalize(text)
    assert len(note.lower) == len(note.normal)
    last = 0
    for i in range(len(note.normal)):
        start, end = note.original(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or note.original(i - 1, i) == (start, end)
        last = start
        a, b = note.normalized(start, end)
        assert a <= i < b


@given(st.text(st.sampled_from(ODD), max_size=60))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    """Every letter and digit of the text stands in some span of the view."""
    note = normalize(text)
    mapped = {at for i in range(len(note.normal)) for at in range(*note.original(i, i + 1))}
    assert [c for at, c in enumerate(text) if c.isalnum() and at not in mapped] == []
    assert not any(unicodedata.category(c) == "Cf" for c in note.normal if c in "\u00ad\u200b")
