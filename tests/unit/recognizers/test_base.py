"""The base of the recognizers: patterns with gates and checks, cues, and Presidio's way in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest
from presidio_analyzer.nlp_engine import NlpArtifacts

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.nlp.normalize import normalize
from casesafe.nlp.pipeline import load_pipeline
from casesafe.recognizers.base import Pattern, PatternFamily, Recognizer, compiled, cues_in
from casesafe.recognizers.registry import BUILT_IN, built_in


class Wards(PatternFamily):
    """Finds ward codes."""

    NAME = "wards"
    ENTITIES = ("OTHER_ID", "LOCATION")
    PATTERNS = (
        Pattern(
            "code", "OTHER_ID", re.compile(r"W-(\d{3})"), Source.PROVEN, 0.8, gate=("w-",),
            check=lambda m: m.group(1) != "000",
        ),
        Pattern("room", "LOCATION", re.compile(r"room (\w+)"), Source.CUE, group=1),
        Pattern("wing", "LOCATION", re.compile(r"wing( \w+)?"), Source.CUE, group=1),
        Pattern("empty", "LOCATION", re.compile(r"(?=annex)"), Source.CUE),
        Pattern("gated", "LOCATION", re.compile(r"[a-z]+"), Source.CUE, gate=("never here",)),
    )  # fmt: skip


class Digits(Wards):
    """The same, but only in notes with digits."""

    NAME = "digits"
    NEEDS_DIGITS = True


def found(recognizer: Recognizer, text: str) -> list[tuple[str, str, str]]:
    """Return (rule, type, surface) of each detection."""
    note = normalize(text)
    return [
        (d.rule, d.entity_type, note.normal[d.start : d.end]) for d in recognizer.recognize(note)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moved to W-123.", [("code", "OTHER_ID", "W-123")]),
        ("Moved to w-123.", []),
        ("Moved to W-000.", []),
        ("room seven", [("room", "LOCATION", "seven")]),
        ("wing north", [("wing", "LOCATION", " north")]),
        ("the wing.", []),
        ("the annex", []),
        ("", []),
    ],
    ids=["match", "case", "check", "group", "group there", "group absent", "empty match", "empty"],
)
def test_a_pattern_is_reported_by_its_group(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    """Case counts, the check decides, and an empty or absent group is nothing."""
    assert found(Wards(), text) == expected


def test_a_family_that_needs_digits_skips_notes_without() -> None:
    """At no cost of a search."""
    assert found(Digits(), "room seven") == []
    assert found(Digits(), "room seven of W-123") != []


def test_a_detection_carries_what_the_pattern_says() -> None:
    """Source, score, recognizer and rule."""
    (d,) = Wards().recognize(normalize("W-123"))
    assert d == Detection(0, 5, "OTHER_ID", Source.PROVEN, "wards", "code", 0.8)


def test_cues_are_found_as_whole_words() -> None:
    """In any case, each with its value; parts of words are none."""
    note = normalize("Lives near. LIVES. liveslong lives-in")
    hits = sorted((w.start, value) for w, value in cues_in(note, {"lives": 1, "near": 2}))
    assert hits == [(0, 1), (6, 2), (12, 1)]


def test_compiled_is_verbose_and_minds_case_unless_told() -> None:
    """White space in a pattern is layout."""
    assert compiled("a b # comment").fullmatch("ab")
    assert not compiled("ab").fullmatch("AB")
    assert compiled("ab", ignore_case=True).fullmatch("AB")


# --- in a Presidio program ------------------------------------------------------------------------


def test_analyze_gives_results_for_the_types_asked_for() -> None:
    """Offsets of the text given; the rule in the metadata; no type asked for means all."""
    text = "room seven of W-123"
    (result,) = Wards().analyze(text, ["OTHER_ID"])
    assert (result.start, result.end, result.score) == (14, 19, 0.8)
    assert result.recognition_metadata["rule"] == "code"
    assert result.recognition_metadata["recognizer_name"] == "wards"
    assert len(Wards().analyze(text, [])) == 2


def test_analyze_reads_the_note_that_the_pipeline_left() -> None:
    """With our artifacts offsets are mapped back; without, the text is read as it is."""
    text = "\u200bW\u00ad-123"
    pipeline = load_pipeline(without_model=True)
    note = pipeline.parse(text)
    artifacts = pipeline.artifacts(note)
    (result,) = Wards().analyze(text, ["OTHER_ID"], artifacts)
    assert text[result.start : result.end] == "W\u00ad-123"
    assert Wards().analyze(text, ["OTHER_ID"]) == []
    other = "W-124"
    (result,) = Wards().analyze(other, ["OTHER_ID"], artifacts)
    assert (result.start, result.end) == (0, 5)


def test_analyze_takes_artifacts_of_other_engines() -> None:
    """Artifacts whose tokens are no Doc of ours tell nothing."""
    artifacts = NlpArtifacts([], None, [], [], None, "en")
    assert len(Wards().analyze("W-123", ["OTHER_ID"], artifacts)) == 1


def test_a_recognizer_without_recognize_cannot_be_made() -> None:
    """A subclass that finds nothing by mistake fails at once."""

    class Lazy(Recognizer):
        NAME = "lazy"
        ENTITIES = ("PERSON",)

    with pytest.raises(TypeError, match="recognize"):
        Lazy()  # type: ignore[abstract]


def test_load_does_nothing() -> None:
    """Presidio may call it; data is loaded on construction."""
    recognizer = Wards()
    recognizer.load()
    assert recognizer.supported_entities == ["OTHER_ID", "LOCATION"]


# --- the registry ---------------------------------------------------------------------------------


def test_every_built_in_recognizer_has_a_name_of_its_own() -> None:
    """Names tell findings apart; the table names what is made."""
    names = [r.NAME for r in built_in()]
    assert len(set(names)) == len(names) == sum(map(len, BUILT_IN.values()))


@pytest.mark.parametrize("recognizer", built_in(), ids=lambda r: r.NAME)
@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "a", "\u0301", "[CLIENT]", "·····", "😮", "İSTANBUL ẞ", "\x00", "x" * 3000],
    ids=lambda t: t[:8].encode("unicode_escape").decode(),
)  # fmt: skip
def test_no_recognizer_stumbles_over_odd_notes(recognizer: Recognizer, text: str) -> None:
    """Nothing is found where nothing stands, and nothing is raised."""
    assert list(recognizer.recognize(normalize(text))) == []


@pytest.mark.parametrize("recognizer", built_in(), ids=lambda r: r.NAME)
def test_every_detection_lies_in_the_note_and_is_of_a_type_that_is_listed(
    recognizer: Recognizer,
) -> None:
    """`ENTITIES` names what a recognizer finds."""
    from casesafe.core.entity_types import ENTITY_TYPES

    note = normalize(SAMPLE)
    for d in recognizer.recognize(note):
        assert d.end <= len(note.normal)
        assert d.entity_type in recognizer.ENTITIES
        assert d.recognizer == recognizer.NAME
        assert re.fullmatch(r"[a-z0-9_]+", d.rule)
    assert set(recognizer.ENTITIES) <= set(ENTITY_TYPES)


@pytest.mark.parametrize("recognizer", built_in(), ids=lambda r: r.NAME)
def test_a_recognizer_holds_no_state_of_a_note(recognizer: Recognizer) -> None:
    """A second note, read in between, changes nothing."""

    def once() -> list[Detection]:
        note: Note = normalize(SAMPLE)
        return list(recognizer.recognize(note))

    first = once()
    interleaved: Iterator[Detection] = iter(recognizer.recognize(normalize(SAMPLE)))
    head = list(islice(interleaved, 2))
    list(recognizer.recognize(normalize("Client: Bo Sagara, 4/5/2021, MRN 88-1.")))
    assert head + list(interleaved) == first == once()


SAMPLE = """\
Client: Odile Marchetti   DOB: 3/14/1988   Age: 38   MRN: A12-99831
SSN: 219-09-9999   Member ID: XQA 8841 2207   Account #: 0048812977
Address: 417 Ternwood Street, Apt B, Dayton, OH 45402, USA
Phone (413) 555-0142, fax 413-555-0143, odile.m@example.org, https://example.org/odile, 192.0.2.17
Her mother Ana, 92, a retired fire chief and a Cherokee elder, was on the local news in 2019. Works
at Mercy Hospital. Dog: Biscuit. Seen on Tuesday and again last week; the session was recorded.
Dana Roe, LCSW
"""
