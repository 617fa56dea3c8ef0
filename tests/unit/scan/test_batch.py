"""A run over files: each by itself, in order, none lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import casesafe
from casesafe.core.finding import Action, Finding
from casesafe.scan.batch import places_of, redact_files, scan_files
from casesafe.scan.discover import discover

GOOD = "First line.\nClient: Odile Marchetti\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with a good note, a clean one, one that is no text and one that is no note."""
    folder = tmp_path / "notes"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xff")
    (folder / "c.pdf").write_bytes(b"%PDF")
    (folder / "sub" / "d.md").write_text("Sleep is fair.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "start", "line", "column"),
    [
        ("abc", 0, 1, 1),
        ("abc\ndef", 3, 1, 4),
        ("abc\ndef", 4, 2, 1),
        ("\n\nx", 2, 3, 1),
        ("a\r\nb", 3, 2, 1),
        ("😮x\n", 1, 1, 2),
    ],
)
def test_places_count_lines_and_columns_from_one(
    text: str, start: int, line: int, column: int
) -> None:
    """In code points, a line feed belonging to the line that it ends."""
    finding = Finding(start, start + 1, "PERSON", Action.REDACT, 0.9, True, "r", "rule")
    (place,) = places_of(text, [finding])
    assert (place.line, place.column) == (line, column)
    assert place.to_dict()["line"] == line
    assert place.to_dict()["entity_type"] == "PERSON"


def test_a_scan_tells_of_every_file_in_order(guard: casesafe.Guard, notes: Path) -> None:
    """Found, clean, not decoded, not understood; one bad file stops nothing."""
    results = list(scan_files(guard, discover([notes])))
    assert [Path(r.path).name for r in results] == ["a.txt", "b.txt", "c.pdf", "d.md"]
    good, undecoded, unknown, clean = results
    assert [(f.entity_type, p.line, p.column) for p in good.places for f in [p.finding]] == [
        ("PERSON", 2, 9)
    ]
    assert good.findings == tuple(p.finding for p in good.places)
    assert undecoded.problem is not None
    assert undecoded.problem.startswith("not utf-8 at byte 0")
    assert unknown.problem == "not understood: .pdf"
    assert (clean.problem, clean.places) == (None, ())
    assert "Marchetti" not in repr(results)


def test_a_redaction_writes_what_can_be_written(
    guard: casesafe.Guard, notes: Path, tmp_path: Path
) -> None:
    """Good notes are mirrored, bad ones have a problem and no output."""
    out = tmp_path / "out"
    results = list(redact_files(guard, discover([notes]), out))
    assert [r.output for r in results] == [
        str(out / "a.txt"), None, None, str(out / "sub" / "d.md"),
    ]  # fmt: skip
    assert (out / "a.txt").read_text(encoding="utf-8") == "First line.\nClient: [CLIENT]\n"
    assert sorted(p.name for p in out.rglob("*") if p.is_file()) == ["a.txt", "d.md"]
    assert (notes / "a.txt").read_text(encoding="utf-8") == GOOD


def test_a_note_that_is_refused_has_no_output(notes: Path, tmp_path: Path) -> None:
    """A blocked note is a problem of that note, and nothing of it is written."""
    from casesafe.policy import parse_policy

    strict = casesafe.load(
        parse_policy("extends: peer-consultation\nrules:\n  PERSON: block\n"), model=None
    )
    out = tmp_path / "out"
    first = next(iter(redact_files(strict, discover([notes]), out)))
    assert first.problem == "the policy blocks this note: PERSON 1"
    assert not out.exists()


def test_an_output_that_cannot_hold_the_text_is_a_problem(
    guard: casesafe.Guard, notes: Path, tmp_path: Path
) -> None:
    """A folder that cannot be made is named; the rest of the run goes on."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").write_bytes(b"in the way")
    results = list(redact_files(guard, discover([notes]), tmp_path / "out"))
    assert results[0].output is not None
    assert results[3].problem is not None
    assert "cannot be written" in results[3].problem
