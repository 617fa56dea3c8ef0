"""Annotated documents, our own notes among them, and the split of the notes.

Our notes are written by hand with inline markup (`{{TYPE:surface}}`) in `notes_*.txt`; the JSONL
beside each is built from it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.nlp.normalize import normalize

#: The folder of our own notes.
NOTES = Path(__file__).parents[1] / "corpus"
#: The notes that measure and are never trained on.
GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"

# A marked span; must not match across the end of another one.
_MARK = re.compile(r"\{\{([A-Z_0-9]+):(.+?)\}\}", re.S)
# The line that begins a note; must not match a line of equal signs.
_HEADER = re.compile(r"^=== (\S+)(?: \| (.*))?$", re.M)
_WORD = re.compile(r"[a-z0-9']+")
#: Words in a run that two notes may not share.
RUN = 8
#: So many shared runs are still a stock phrase (a form's heading, a saying).
STOCK_RUNS = 6


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated span, half-open, in code points; the label is the corpus' own."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text, hidden from the repr; spans are sorted and disjoint.

    Args:
        id: Unique within its corpus.
        source: The corpus: a file's name without its ending.
        text: The text as it is written.
        spans: What is annotated.
        kind: What kind of text it is, free words.
    """

    id: str
    source: str
    text: str = field(repr=False)
    spans: tuple[Span, ...] = field(repr=False)
    kind: str = ""

    def normalized(self) -> Document:
        """Return the document on its normalised view, as the model reads it at run time."""
        note = normalize(self.text)
        spans = []
        for s in self.spans:
            start, end = note.normalized(s.start, s.end)
            if start < end:
                spans.append(Span(start, end, s.label))
        return Document(self.id, self.source, note.normal, tuple(spans), self.kind)


class CorpusError(ValueError):
    """A corpus is not as it must be. Names file and note, never text."""


def parse_markup(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the plain text and the spans of a note with inline markup.

    Raises:
        CorpusError: if braces are left over or a label is none of our types.
    """
    out: list[str] = []
    spans: list[Span] = []
    last = length = 0
    for m in _MARK.finditer(marked):
        if m[1] not in ENTITY_TYPES:
            raise CorpusError("a mark has an unknown type")
        out += (marked[last : m.start()], m[2])
        length += m.start() - last
        spans.append(Span(length, length + len(m[2]), m[1]))
        length += len(m[2])
        last = m.end()
    text = "".join((*out, marked[last:]))
    if "{{" in text or "}}" in text:
        raise CorpusError("a mark is not closed or nests")
    return text, tuple(spans)


def read_markup(path: Path) -> Iterator[Document]:
    """Yield the notes of a file with inline markup, in order.

    Raises:
        CorpusError: naming file and note, if a note's markup is broken.
    """
    parts = _HEADER.split(path.read_text(encoding="utf-8"))
    for number, kind, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        problem = ""
        try:
            text, spans = parse_markup(body.strip("\n"))
        except CorpusError as error:
            problem = str(error)
        if problem:
            raise CorpusError(f"{path.name}: {number}: {problem}")
        yield Document(number, path.stem, text, spans, (kind or "").strip())


def to_record(document: Document) -> dict[str, Any]:
    """Return the JSON-ready record of one of our notes."""
    spans = [{"start": s.start, "end": s.end, "label": s.label} for s in document.spans]
    meta = {"kind": document.kind}
    return {"id": document.id, "text": document.text, "spans": spans, "meta": meta}


def read_jsonl(path: Path) -> Iterator[Document]:
    """Yield the documents of a JSONL file; of overlapping spans the longest stays."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            meta = record.get("meta") or {}
            marked = [*record["spans"], *(meta.get("unlabelled_repeats") or ())]
            spans = _disjoint(Span(s["start"], s["end"], s["label"]) for s in marked)
            kind = str(meta.get("kind") or meta.get("genre") or "")
            yield Document(record["id"], path.stem, record["text"], spans, kind)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for s in sorted(spans, key=lambda s: (s.start, -s.end)):
        if s.start < s.end and (not kept or s.start >= kept[-1].end):
            kept.append(s)
    return tuple(kept)


def build(folder: Path = NOTES) -> list[Path]:
    """Write the JSONL of every marked-up file of a folder anew; return the files that changed.

    Raises:
        CorpusError: if a file's markup is broken; its JSONL stays as it was.
    """
    changed = []
    for source in _sources(folder):
        lines = [json.dumps(to_record(d), ensure_ascii=False) + "\n" for d in read_markup(source)]
        target = source.with_suffix(".jsonl")
        new = "".join(lines)
        if not target.exists() or target.read_text(encoding="utf-8") != new:
            target.write_text(new, encoding="utf-8")
            changed.append(target)
    return changed


def _sources(folder: Path) -> list[Path]:
    """Return a folder's marked-up files in the order of their numbers."""
    return sorted(folder.glob("notes_*.txt"), key=lambda p: (len(p.stem), p.stem))


def read_notes(folder: Path = NOTES) -> list[Document]:
    """Return all our notes, read from their marked-up sources.

    Raises:
        CorpusError: if markup is broken or two notes have one id.
    """
    notes = [d for path in _sources(folder) for d in read_markup(path)]
    if len({d.id for d in notes}) != len(notes):
        raise CorpusError("two notes have one id")
    return notes


def is_held_out(source: str, position: int, every: int, seed: int) -> bool:
    """Return whether a note chooses thresholds instead of being trained on.

    One note of each `every` in a file is; which one stays as it is when notes are appended.

    Args:
        source: The file's name without its ending.
        position: Place of the note in its file, from 0.
        every: Length of the blocks.
        seed: Of the choice.
    """
    block = hashlib.sha256(f"{seed} {source} {position // every}".encode()).digest()
    return position % every == block[0] % every


def split(
    notes: Iterable[Document], every: int, seed: int
) -> tuple[list[Document], list[Document]]:
    """Return the notes to train on and those held out, both in the order given."""
    train: list[Document] = []
    held_out: list[Document] = []
    positions: dict[str, int] = {}
    for note in notes:
        at = positions.get(note.source, 0)
        positions[note.source] = at + 1
        (held_out if is_held_out(note.source, at, every, seed) else train).append(note)
    return train, held_out


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of `RUN` words of a text, in lower case."""
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def refuse_overlap(documents: Iterable[Document], gold: Path = GOLD) -> None:
    """Make sure that nothing of the gold notes is trained on.

    Raises:
        CorpusError: if a document's text is that of a gold note, or one of our notes shares more
            than `STOCK_RUNS` runs of `RUN` words with them.
    """
    measured = [d for path in sorted(gold.glob("*.jsonl")) for d in read_jsonl(path)]
    texts = {" ".join(d.text.split()) for d in measured}
    shared = set().union(*(runs(d.text) for d in measured))
    for d in documents:
        if " ".join(d.text.split()) in texts:
            raise CorpusError(f"{d.source}: {d.id} is a gold note")
        if d.source.startswith("notes_") and len(shared & runs(d.text)) > STOCK_RUNS:
            raise CorpusError(f"{d.source}: {d.id} shares runs of {RUN} words with a gold note")


def digest(documents: Iterable[Document]) -> str:
    """Return the SHA-256 of texts and spans in order, as hexadecimal digits."""
    state = hashlib.sha256()
    for d in documents:
        state.update(json.dumps(to_record(d), sort_keys=True).encode())
    return state.hexdigest()
