"""Telephone and fax numbers, e-mail addresses: types, sources."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.contact import ContactRecognizer

RECOGNIZER = ContactRecognizer()


def found(text: str) -> list[tuple[str, str]]:
    """Return type and surface of each detection, in the order of the text."""
    detections = sorted(_detections(text), key=lambda d: d.start)
    note = normalize(text)
    return [(d.entity_type, note.normal[d.start : d.end]) for d in detections]


def _detections(text: str) -> list[Detection]:
    return list(RECOGNIZER.recognize(normalize(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fax 413-555-0142", ["FAX_NUMBER"]),
        ("413-555-0142 (fax)", ["FAX_NUMBER"]),
        ("Tel 413-555-0142  Fax 413-555-0143", ["PHONE_NUMBER", "FAX_NUMBER"]),
        ("Fax 413-555-0142, phone 413-555-0143", ["FAX_NUMBER", "PHONE_NUMBER"]),
        ("by fax, 413-555-0142 and 413-555-0143", ["FAX_NUMBER", "FAX_NUMBER"]),
        ("tel / fax 413-555-0142 / 413-555-0143", ["PHONE_NUMBER", "FAX_NUMBER"]),
        ("she fixed it; 413-555-0142", ["PHONE_NUMBER"]),
        ("f 413-555-0142", ["FAX_NUMBER"]),
    ],
)
def test_nearest_word_tells_fax_from_phone(text: str, expected: list[str]) -> None:
    """The nearest word round a number decides whether it is a fax."""
    assert [kind for kind, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("+1 (413) 555-0117 x204; never ring", "+1 (413) 555-0117 x204"),
        ("at 4135550199, then wait", "4135550199"),
        ("(413-555-0142) ok", "413-555-0142"),
        ("413-555-0142.", "413-555-0142"),
        ("413-555-0142, ext. 12, asks", "413-555-0142, ext. 12"),
        ("Cell:4135550142", "4135550142"),
        ("(+31 30 555 0118), and", "+31 30 555 0118"),
    ],
)
def test_number_ends_where_it_ends(text: str, surface: str) -> None:
    """Extension and country code belong to the number, punctuation does not."""
    assert found(text) == [("PHONE_NUMBER", surface)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("413-555-0142", Source.PROVEN),
        ("+44 20 7946 0958", Source.PROVEN),
        ("phone 4134440142", Source.CUE),
        ("it says 4134440142 there", Source.UNPROVEN),
        ("number four one three five five five oh one nine two", Source.CUE),
        ("tam@example.org", Source.PROVEN),
        ("tam at example dot org", Source.CUE),
    ],
)
def test_source_follows_what_proves_it(text: str, source: Source) -> None:
    """Groups and a valid area code prove a number; bare digits need a cue."""
    assert [d.source for d in _detections(text)] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "988, 911, 211, text HOME to 741741",
        "1-800-799-7233 and 1-800-273-TALK (8255)",
        "[PHONE_NUMBER], [FAX_NUMBER 2], ***-***-****",
        "MRN 4135550142",
        "PHQ-9 18, F33.1, 90837, 2024-03-14",
        "one two three four five six seven eight nine ten",
        "",
        "   \n\n",
    ],
)
def test_public_lines_and_other_numbers_stay(text: str) -> None:
    """Hotlines, placeholders, labelled ids and clinical numbers are not reported."""
    assert found(text) == []


def test_email_spoken_and_its_host_is_one_span() -> None:
    """An address read aloud is one span with its spelled parts."""
    text = "it's ade dot sina underscore 77 at harborpost dot example. So"
    assert found(text) == [
        ("EMAIL_ADDRESS", "ade dot sina underscore 77 at harborpost dot example")
    ]


def test_handle_is_no_email() -> None:
    """A handle, with or without a server, is left to the network recognizer."""
    assert found("@mvega88 and @dr_philo@shrinks.example") == []


def test_number_in_the_view_maps_back_to_full_width_digits() -> None:
    """A number in full-width digits has the span of the original characters."""
    wide = "".join(chr(ord(c) + 0xFEE0) for c in "413-555-0166")
    text = f"tablet: {wide}."
    note = normalize(text)
    (d,) = RECOGNIZER.recognize(note)
    start, end = note.original(d.start, d.end)
    assert text[start:end] == wide


def test_analyze_returns_presidio_results() -> None:
    """The recognizer works in a plain Presidio program."""
    results = RECOGNIZER.analyze("call 413-555-0142", ["PHONE_NUMBER"], None)
    assert [(r.start, r.end) for r in results] == [(5, 17)]


@pytest.mark.parametrize("unit", ["1", "123 ", "(", "a@", "one ", "a dot ", "+1", "x1234 ", "O0lI"])
def test_hostile_text_is_read(unit: str) -> None:
    """A long run of one shape is read to its end, and spans stay inside the text."""
    note = normalize(unit * (60_000 // len(unit)))
    assert all(0 <= d.start < d.end <= len(note.normal) for d in RECOGNIZER.recognize(note))
