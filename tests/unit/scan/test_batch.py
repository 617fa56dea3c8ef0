"""A run over files: each by itself, in order, none lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import casesafe
from casesafe.cli.run import entries_of
from casesafe.policy import parse_policy
from casesafe.scan.batch import Batch, Entry, result_of
from casesafe.scan.discover import discover
from casesafe.scan.manifest import Manifest
from casesafe.scan.patterns import Patterns
from casesafe.scan.results import FileResult, Status
from casesafe.scan.work import Examined, Kind, Task, examine
from casesafe.workers import Crew

GOOD = "First line.\nClient: Odile Marchetti\n"


class Counting:
    """Gives a guard and counts how often it is asked for: once, when something is examined."""

    def __init__(self, guard: casesafe.Guard) -> None:
        self.guard = guard
        self.loads = 0

    def __call__(self) -> casesafe.Guard:
        self.loads += 1
        return self.guard


def batch_of(guard: casesafe.Guard, **options: object) -> Batch:
    """Return a batch that works in this process."""
    return Batch(Crew(lambda: guard, examine), "fingerprint", **options)  # type: ignore[arg-type]


def entries(folder: Path) -> Iterator[Entry]:
    """The entries of a folder."""
    return entries_of(discover([folder], Patterns()))


def read(folder: Path) -> dict[str, str]:
    """Every file below a folder: relative path to text."""
    return {
        p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with a good note, a clean one, one that is no text and one that is no note."""
    folder = tmp_path / "notes"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(GOOD, encoding="utf-8", newline="\n")
    (folder / "b.txt").write_bytes(b"\xff\xff")
    (folder / "c.pdf").write_bytes(b"%PDF")
    (folder / "sub" / "d.md").write_text("Sleep is fair.\n", encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def manifest(tmp_path: Path) -> Iterator[Manifest]:
    """A manifest in a cache of its own."""
    opened = Manifest.open(tmp_path / "cache")
    assert opened is not None
    with opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("Dr. Abara", 1, 5),
        ("Fine.\nDr. Abara", 2, 5),
        ("\n\nDr. Abara", 3, 5),
        ("Fine.\r\nDr. Abara", 2, 5),
        ("😮 Dr. Abara", 1, 7),
        ("\ufeffDr. Abara", 1, 5),
    ],
    ids=["start", "second line", "empty lines", "crlf", "emoji", "byte order mark"],
)
def test_places_count_lines_and_columns_from_one(
    guard: casesafe.Guard, text: str, line: int, column: int
) -> None:
    """In code points, a line feed belonging to the line that it ends."""
    entry = Entry("note.txt", data=text.encode(), relative="note.txt")
    (result,) = batch_of(guard).scan([entry])
    (place,) = result.places
    assert (place.line, place.column, place.in_path) == (line, column, False)
    assert place.to_dict()["line"] == line
    assert place.to_dict()["entity_type"] == "PERSON"


def test_a_scan_tells_of_every_file_in_order(guard: casesafe.Guard, notes: Path) -> None:
    """Found, clean, not decoded, not understood; one bad file stops nothing."""
    results = list(batch_of(guard).scan(entries(notes)))
    assert [r.path.rpartition("/")[2] for r in results] == ["a.txt", "b.txt", "c.pdf", "d.md"]
    good, undecoded, unknown, clean = results
    assert [(f.entity_type, p.line, p.column) for p in good.places for f in [p.finding]] == [
        ("PERSON", 2, 9)
    ]
    assert good.findings == tuple(p.finding for p in good.places)
    assert undecoded.reason is not None
    assert undecoded.reason.startswith("not utf-8 at byte 0")
    assert unknown.reason == "not understood: a .pdf file"
    assert [r.status for r in results] == [
        Status.SCANNED, Status.FAILED, Status.FAILED, Status.SCANNED,
    ]  # fmt: skip
    assert (clean.reason, clean.places, clean.output) == (None, (), None)
    assert "Marchetti" not in repr(results)


def test_a_redaction_writes_what_can_be_written(
    guard: casesafe.Guard, notes: Path, tmp_path: Path
) -> None:
    """Good notes are mirrored, bad ones have a reason and no output."""
    out = tmp_path / "out"
    results = list(batch_of(guard).redact(entries(notes), out))
    assert [r.output for r in results] == [
        str(out / "a.txt"), None, None, str(out / "sub" / "d.md"),
    ]  # fmt: skip
    assert read(out) == {
        "a.txt": "First line.\nClient: [CLIENT]\n",
        "sub/d.md": "Sleep is fair.\n",
    }
    assert (notes / "a.txt").read_text(encoding="utf-8") == GOOD


def test_a_note_that_is_refused_has_no_output(notes: Path, tmp_path: Path) -> None:
    """A blocked note is a problem of that note, and nothing of it is written."""
    strict = casesafe.load(
        parse_policy("extends: peer-consultation\nrules:\n  PERSON: block\n"), model=None
    )
    out = tmp_path / "out"
    blocked, *_, clean = batch_of(strict).redact(entries(notes), out)
    assert blocked.reason == "the policy blocks this note: PERSON 1"
    assert (blocked.status, blocked.output) == (Status.FAILED, None)
    assert clean.status is Status.SCANNED
    assert list(read(out)) == ["sub/d.md"]


def test_an_output_that_cannot_be_written_is_a_problem(
    guard: casesafe.Guard, notes: Path, tmp_path: Path
) -> None:
    """A folder that cannot be made fails its file; the rest of the run goes on."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").write_bytes(b"in the way")
    results = list(batch_of(guard).redact(entries(notes), tmp_path / "out"))
    assert results[0].output is not None
    assert results[3].status is Status.FAILED
    assert results[3].output is None
    assert "cannot be written" in (results[3].reason or "")
    assert (tmp_path / "out" / "sub").read_bytes() == b"in the way"


def test_a_skipped_entry_is_told_and_not_read(guard: casesafe.Guard, tmp_path: Path) -> None:
    """Its reason stands in the result; it has no places and no output, and takes no name."""
    skipped = Entry("Okafor.txt", tmp_path / "none", relative="Okafor.txt", skipped="excluded")
    kept = Entry("Briggs.txt", data=b"Sleep is fair.", relative="Briggs.txt")
    first, second = batch_of(guard).redact([skipped, kept], tmp_path / "out")
    assert (first.status, first.reason, first.places) == (Status.SKIPPED, "excluded", ())
    assert first.output is None
    assert second.output == str(tmp_path / "out" / "[PERSON].txt")


def test_findings_in_the_way_to_the_run_do_not_count(guard: casesafe.Guard) -> None:
    """The name of a home folder is no finding of each file in it, but is not shown either."""
    shown = "Okafor/intake/a.txt"
    inside = Entry(shown, data=b"", relative="a.txt")
    (result,) = batch_of(guard).scan([inside])
    assert result.places == ()
    assert "Okafor" not in result.path
    (whole,) = batch_of(guard).scan([replace(inside, relative=shown)])
    assert [p.finding.entity_type for p in whole.places] == ["PERSON"]
    assert all(p.in_path for p in whole.places)


def test_what_is_remembered_is_not_examined_again(
    guard: casesafe.Guard, notes: Path, manifest: Manifest
) -> None:
    """The second run gives the same results, says that they were remembered, and loads nothing."""
    first = list(batch_of(guard, manifest=manifest).scan(entries(notes)))
    load = Counting(guard)
    (notes / "b.txt").unlink()  # what failed is tried again
    again = list(Batch(Crew(load, examine), "fingerprint", manifest).scan(entries(notes)))
    assert load.loads == 0
    assert [r.cached for r in again] == [True, False, True]  # the PDF is never read
    assert [replace(r, cached=False) for r in again] == [first[0], *first[2:]]


@pytest.mark.parametrize("change", ["content", "name", "fingerprint", "way"])
def test_whatever_else_decides_a_result_is_examined(
    guard: casesafe.Guard, tmp_path: Path, manifest: Manifest, change: str
) -> None:
    """Another content, name, policy or way: the old result does not stand for it."""
    entry = Entry("a.txt", data=GOOD.encode(), relative="a.txt")
    list(batch_of(guard, manifest=manifest).scan([entry]))
    other, fingerprint = entry, "fingerprint"
    if change == "content":
        other = replace(entry, data=b"Sleep is fair.")
    elif change == "name":
        other = replace(entry, shown="b.txt", relative="b.txt")
    elif change == "fingerprint":
        fingerprint = "another"
    batch = Batch(Crew(lambda: guard, examine), fingerprint, manifest)
    ways = batch.redact([other], tmp_path / "out") if change == "way" else batch.scan([other])
    (result,) = ways
    assert not result.cached


@pytest.mark.parametrize("harm", ["edited", "removed"])
def test_an_output_that_does_not_stand_is_written_again(
    guard: casesafe.Guard, tmp_path: Path, manifest: Manifest, harm: str
) -> None:
    """And one that stands is not touched."""
    out = tmp_path / "out"
    run = [Entry(f"{n}.txt", data=GOOD.encode(), relative=f"{n}.txt") for n in "ab"]
    batch = batch_of(guard, manifest=manifest)
    list(batch.redact(run, out))
    before = (out / "b.txt").stat()
    if harm == "edited":
        (out / "a.txt").write_text("Odile Marchetti", encoding="utf-8")
    else:
        (out / "a.txt").unlink()
    again = list(batch.redact(run, out))
    assert [r.cached for r in again] == [False, True]
    assert read(out) == dict.fromkeys(("a.txt", "b.txt"), "First line.\nClient: [CLIENT]\n")
    after = (out / "b.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_entries_are_not_read_ahead_of_the_results(guard: casesafe.Guard) -> None:
    """One process takes one at a time, so that memory stays flat however many there are."""
    taken = 0

    def endless() -> Iterator[Entry]:
        nonlocal taken
        while True:
            taken += 1
            yield Entry(f"{taken}.txt", data=b"Sleep is fair.", relative=f"{taken}.txt")

    results = batch_of(guard).scan(endless())
    for done in range(1, 6):
        next(results)
        assert taken <= done + 1
    results.close()


def test_a_judge_has_the_last_word(guard: casesafe.Guard) -> None:
    """It is called with the result and its task, whether remembered or not."""
    seen: list[tuple[str, bytes]] = []

    def judge(result: FileResult, task: Task) -> FileResult:
        seen.append((result.path, task.data))
        return replace(result, remarks=("judged",))

    entry = Entry("a.txt", data=b"Sleep is fair.", relative="a.txt")
    (result,) = batch_of(guard, judge=judge).scan([entry])
    assert seen == [("a.txt", b"Sleep is fair.")]
    assert result.remarks == ("judged",)


def test_an_encoding_holds_for_what_is_not_unicode(guard: casesafe.Guard, tmp_path: Path) -> None:
    """Read and written in it; a file in UTF-8 with a mark keeps its own."""
    latin = "Client: Odile Marchettí\r\n".encode("latin-1")
    files: Iterable[Entry] = [Entry("a.txt", data=latin, relative="a.txt")]
    (result,) = batch_of(guard, encoding="latin-1").redact(files, tmp_path)
    assert result.output is not None
    assert Path(result.output).read_bytes() == b"Client: [CLIENT]\r\n"


@pytest.mark.parametrize("kind", [Kind.LINK, Kind.MESSAGE, Kind.STREAM])
def test_what_is_no_file_is_examined_as_what_it_is(guard: casesafe.Guard, kind: Kind) -> None:
    """The target of a link is a path; a message and a stream are text, whatever their names."""
    data = b"../Okafor/intake.txt" if kind is Kind.LINK else b"Seen by Dr. Abara.\n"
    (result,) = batch_of(guard).scan([Entry("x.json", data=data, kind=kind, relative="x.json")])
    assert result.status is Status.SCANNED
    assert [(p.finding.entity_type, p.line) for p in result.places] == [("PERSON", 1)]


def test_a_result_hides_where_a_file_lies() -> None:
    """Neither an entry nor a result shows content or the clear path in its repr."""
    entry = Entry("Odile.txt", data=b"Odile", relative="Odile.txt", problem="cannot be read: gone")
    result = result_of(entry, Examined(), problem=entry.problem)
    assert (result.status, result.reason) == (Status.FAILED, "cannot be read: gone")
    assert "Odile" not in repr(entry)
    assert "source" not in repr(result)
