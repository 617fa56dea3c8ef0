"""One file's bytes -> its findings, and the bytes of its redacted twin. Runs in any process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from casesafe.core.finding import Action, Finding
from casesafe.documents.document import Change, Document
from casesafe.documents.open import open_document
from casesafe.errors import NoteError, NoteUnreadableError
from casesafe.scan.path_names import leaks_into_folders, path_findings
from casesafe.scan.results import Place

if TYPE_CHECKING:
    from casesafe.guard import Guard


# A word of a name in a path; must not match a number.
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


class Kind(StrEnum):
    """What the bytes of a task are."""

    FILE = "file"
    #: The target of a symbolic link: a path.
    LINK = "link"
    #: A commit message.
    MESSAGE = "message"
    #: Standard input: text, whatever it holds.
    STREAM = "stream"
    #: Nothing is read but the path.
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be examined. It holds a file's content; its repr shows none.

    Args:
        path: Relative, with `/`; findings in it count. Its suffix tells the format.
        data: The file as it is.
        kind: What `data` is.
        rewrite: Whether the redacted file is wanted too.
        below: Where the part of `path` begins that is the run's own: what an output folder mirrors.
        encoding: Of a file that is neither UTF-8 nor UTF-16.
    """

    path: str = field(repr=False)
    data: bytes = field(repr=False)
    kind: Kind = Kind.FILE
    rewrite: bool = False
    below: int = 0
    encoding: str | None = None

    @property
    def link_target(self) -> str:
        """The path that a symbolic link leads to."""
        return self.data.decode("utf-8", "surrogateescape")


def open_task(task: Task) -> Document:
    """Return the document that a task holds; what is no file is text, whatever it is called.

    Raises:
        NoteError: if it is not understood.
    """
    name = task.path if task.kind is Kind.FILE else "note.txt"
    return open_document(name, task.data, task.encoding)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. It holds no text but the redacted file's, which its repr hides.

    Args:
        places: Findings, those in the path first.
        unread: Parts of the file that were not read.
        output: The redacted file, where it was wanted.
        problem: Why the content was not examined; the findings in the path are told all the same.
        named: Whether the path was examined.
    """

    places: tuple[Place, ...] = ()
    unread: tuple[str, ...] = ()
    output: bytes | None = field(default=None, repr=False)
    problem: str | None = None
    named: bool = True

    @property
    def in_path(self) -> tuple[Finding, ...]:
        """The findings in the path."""
        return tuple(p.finding for p in self.places if p.in_path)

    @property
    def in_content(self) -> tuple[Finding, ...]:
        """The findings in the content."""
        return tuple(p.finding for p in self.places if not p.in_path)


def examine(guard: Guard, task: Task) -> Examined:
    """Return what is in a file and in its path; a problem of the content is told, not raised.

    Raises:
        NoteError: if the path itself cannot be examined.
    """
    if task.kind is Kind.NAME:
        return Examined(_in_path(path_findings(guard, task.path)))
    problem = ""
    try:
        return _examine(guard, task)
    except NoteError as error:
        problem = error.message
    path = () if task.kind in (Kind.MESSAGE, Kind.STREAM) else path_findings(guard, task.path)
    return Examined(_in_path(path), problem=problem)


def _examine(guard: Guard, task: Task) -> Examined:
    if task.kind is Kind.LINK:
        inside = _in_text(path_findings(guard, task.link_target))
        return Examined((*_in_path(path_findings(guard, task.path)), *inside))
    document = open_task(task)
    names = _names(guard, task) if task.kind is Kind.FILE else ()
    output = None
    if task.rewrite:
        if document.unread:
            raise NoteUnreadableError(f"not read: {', '.join(document.unread)}; take it out first")
        redaction = guard.redact(document.text, names=names)
        found = redaction.findings
        changes = [
            Change(r.start, r.end, redaction.text[r.output_start : r.output_end])
            for r in redaction.replacements
        ]
        output = document.rewrite(changes)
    else:
        found = guard.find(document.text, names=names)
    places = _placed(document, found)
    if task.kind is not Kind.FILE:
        return Examined(places, document.unread, output)
    surfaces = _surfaces(document.text, found)
    in_path = path_findings(guard, task.path, surfaces)
    mirrored = below(in_path, task.below)
    if task.rewrite and leaks_into_folders(task.path[task.below :], mirrored, surfaces):
        problem = "its folder's name holds a name that stands in the note; rename the folder"
        return Examined((*_in_path(in_path), *places), document.unread, None, problem)
    return Examined((*_in_path(in_path), *places), document.unread, output)


def _names(guard: Guard, task: Task) -> tuple[str, ...]:
    """The people whom the path names: the note is about them, whatever it says of them."""
    people = [f for f in path_findings(guard, task.path) if f.entity_type == "PERSON"]
    words = (_LETTERS.findall(task.path[f.start : f.end]) for f in people)
    return tuple(dict.fromkeys(" ".join(w) for w in words if any(len(x) > 2 for x in w)))


def below(findings: Iterable[Finding], start: int) -> tuple[Finding, ...]:
    """Return the findings from `start` on, counted from there."""
    return tuple(
        replace(f, start=f.start - start, end=f.end - start) for f in findings if f.start >= start
    )


def _surfaces(text: str, findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Type and text of each finding that the policy does not leave standing, each once."""
    kept = [f for f in findings if f.action.changes or f.action is Action.BLOCK]
    return list(dict.fromkeys((f.entity_type, text[f.start : f.end]) for f in kept))


def _in_path(findings: Sequence[Finding]) -> tuple[Place, ...]:
    return tuple(Place(f, 0, f.start + 1) for f in findings)


def _in_text(findings: Sequence[Finding]) -> tuple[Place, ...]:
    return tuple(Place(f, 1, f.start + 1) for f in findings)


def _placed(document: Document, findings: Sequence[Finding]) -> tuple[Place, ...]:
    return tuple(Place(f, *document.place(f.start)) for f in document.own(findings))
