"""Markup, the normalised view, the split, and the refusal of gold notes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from models.train.documents import (
    NOTES,
    STOCK_RUNS,
    CorpusError,
    Document,
    Span,
    build,
    is_held_out,
    parse_markup,
    read_jsonl,
    read_markup,
    read_notes,
    refuse_overlap,
    runs,
    split,
    to_record,
)


def test_markup_is_taken_out_and_spans_point_at_the_surfaces() -> None:
    """Offsets count the plain text's code points."""
    text, spans = parse_markup("Né {{DATE:3/14}}: {{PERSON:Zoë}}'s intake")
    assert text == "Né 3/14: Zoë's intake"
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("3/14", "DATE"),
        ("Zoë", "PERSON"),
    ]


@pytest.mark.parametrize("marked", ["{{PERSON:Ann", "Ann}}", "{{NOBODY:Ann}}", "{{PERSON:{{X}}}}"])
def test_broken_markup_is_refused(marked: str) -> None:
    """An open mark, a stray end, an unknown type and a nested mark are errors."""
    with pytest.raises(CorpusError):
        parse_markup(marked)


def test_a_broken_note_is_named_without_its_text(tmp_path: Path) -> None:
    """The error names file and note."""
    path = tmp_path / "notes_x.txt"
    path.write_text("=== x-001 | letter\nfine\n\n=== x-002 | letter\n{{PERSON:Odalys\n")
    with pytest.raises(CorpusError, match=r"notes_x\.txt: x-002") as caught:
        list(read_markup(path))
    assert "Odalys" not in str(caught.value)


def test_jsonl_is_built_from_the_markup_once(tmp_path: Path) -> None:
    """A second build changes nothing."""
    (tmp_path / "notes_x.txt").write_text("=== x-001 | letter\n{{PERSON:Ann}} came.\n")
    assert [p.name for p in build(tmp_path)] == ["notes_x.jsonl"]
    assert build(tmp_path) == []
    (note,) = read_jsonl(tmp_path / "notes_x.jsonl")
    assert note == Document("x-001", "notes_x", "Ann came.", (Span(0, 3, "PERSON"),), "letter")


@pytest.mark.parametrize("source", sorted(NOTES.glob("notes_*.txt")), ids=lambda p: p.stem)
def test_the_corpus_and_its_sources_agree(source: Path) -> None:
    """Each file's JSONL is what its markup says."""
    lines = source.with_suffix(".jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    built = [to_record(d) for d in read_markup(source)]
    assert [json.loads(line) for line in lines] == built


def test_normalising_keeps_spans_on_their_words() -> None:
    """Zero-width characters go, and spans follow."""
    document = Document("a", "x", "o\u200bh Zo\u200be\u2019s", (Span(4, 8, "PERSON"),))
    view = document.normalized()
    assert view.text == "oh Zoe's"
    assert [view.text[s.start : s.end] for s in view.spans] == ["Zoe"]


def test_overlapping_spans_leave_the_longest(tmp_path: Path) -> None:
    """Repeats that a corpus left unlabelled are added, overlaps resolved."""
    record = {
        "id": "a",
        "text": "Ann Lee met Ann",
        "spans": [{"start": 0, "end": 3, "label": "N"}, {"start": 0, "end": 7, "label": "N"}],
        "meta": {"unlabelled_repeats": [{"start": 12, "end": 15, "label": "N"}]},
    }
    path = tmp_path / "public.jsonl"
    path.write_text(json.dumps(record) + "\n")
    (document,) = read_jsonl(path)
    assert [(s.start, s.end) for s in document.spans] == [(0, 7), (12, 15)]


def test_every_file_gives_held_out_notes_that_stay_when_notes_are_added() -> None:
    """One of each block, whatever follows it."""
    notes = [Document(f"n{i}", "notes_x", str(i), ()) for i in range(48)]
    held_out = split(notes, 12, 7)[1]
    assert [int(d.text) // 12 for d in held_out] == [0, 1, 2, 3]
    assert split(notes[:24], 12, 7)[1] == held_out[:2]
    assert is_held_out("notes_x", int(held_out[0].text), 12, 7)


def test_gold_notes_are_refused(tmp_path: Path) -> None:
    """The same text, or our note with much of a gold note's wording, is no training note."""
    words = " ".join(f"word{i}" for i in range(30))
    record = {"id": "g", "text": words, "spans": [], "meta": {}}
    (tmp_path / "dev.jsonl").write_text(json.dumps(record) + "\n")
    same = Document("a", "public", words.replace(" ", "\n"), ())
    with pytest.raises(CorpusError, match="public: a"):
        refuse_overlap([same], tmp_path)
    near = Document("b", "notes_x", "Then " + words[:-7] + " ended", ())
    with pytest.raises(CorpusError, match="notes_x: b"):
        refuse_overlap([near], tmp_path)
    refuse_overlap([Document("c", "notes_x", "word0 word1 of another kind", ())], tmp_path)


def test_no_two_notes_share_more_than_a_stock_phrase() -> None:
    """Notes are written one by one."""
    first: dict[tuple[str, ...], str] = {}
    shared: Counter[tuple[str, str]] = Counter()
    for note in read_notes():
        for run in runs(note.text):
            other = first.setdefault(run, note.id)
            shared[other, note.id] += other != note.id
    assert {pair: n for pair, n in shared.items() if n > STOCK_RUNS} == {}


def test_our_notes_hold_no_gold_note() -> None:
    """The corpus passes the recipe's own check."""
    refuse_overlap(read_notes())
