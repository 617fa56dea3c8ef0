"""Identifiers in the names of files and folders: found, and shown replaced.

A path is a relative one with "/" between its components. A folder's findings depend on its own name
and the guard alone, so that it is named alike for every file in it; a file's name is held against
what was found in its content too.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from casesafe.core.detection import MODEL_RECOGNIZER
from casesafe.core.finding import Action, Finding
from casesafe.scan.name_evidence import Evidence, evidence, is_gap
from casesafe.scan.name_surfaces import Surfaces, surfaces_in, surfaces_of
from casesafe.scan.name_view import CODE_SUFFIXES, NameView, split_suffix, view_of
from casesafe.scan.name_words import Sense, sense_of, whole_words

if TYPE_CHECKING:
    from casesafe.guard import Guard

#: How many names of files and folders a guard's findings are kept for.
_CACHED = 4096
_cache: WeakKeyDictionary[Guard, dict[tuple[str, bool], tuple[Finding, ...]]] = WeakKeyDictionary()
_lock = threading.Lock()
#: A guard's guesses about single words, which the words of file names speak against.
_GUESSED = frozenset({"PERSON", "LOCATION", "ORGANIZATION"})
_GUESSERS = frozenset({"names", "model", "places", "organizations"})
#: What needs a sentence to be told: in a name it is noise, unless a policy takes it out.
_OF_SENTENCES = frozenset({"OCCUPATION", "DEMOGRAPHIC", "DISTINCTIVE"})
# The mark of a copy at a name's end: "notes (2)". Must not match an age in two digits.
_COPY = re.compile(r"\(\d\)\s*\Z")


def path_findings(
    guard: Guard, path: str, surfaces: Sequence[tuple[str, str]] = ()
) -> tuple[Finding, ...]:
    """Return the findings in a path, sorted and disjoint, in offsets of `path`.

    None crosses a "/", touches one of our placeholders or a file's known suffix.

    Args:
        guard: Gives findings and actions.
        path: A relative path, "/" between its components.
        surfaces: Type and text of what was found in the file's content; held against the file's
            own name, not its folders'.

    Raises:
        NoteError: as `Guard.find`.
    """
    found: list[Finding] = []
    names = path.split("/")
    at = 0
    for i, name in enumerate(names):
        is_file = i == len(names) - 1
        inside = _name_findings(guard, name, is_file)
        if is_file and surfaces:
            inside = _with_surfaces(guard, name, inside, surfaces)
        found += [replace(f, start=f.start + at, end=f.end + at) for f in inside]
        at += len(name) + 1
    return tuple(found)


def shown_path(path: str, findings: Iterable[Finding]) -> str:
    """Return a path with what a policy changes or blocks replaced: `[PERSON]_Intake_[DATE].txt`."""
    return replaced(path, 0, findings)


def replaced(text: str, at: int, findings: Iterable[Finding]) -> str:
    """Return a part of a path, which begins at `at`, with what changes or blocks replaced."""
    parts: list[str] = []
    last = 0
    for f in findings:
        start, end = f.start - at, f.end - at
        if _counts(f) and last <= start and end <= len(text):
            parts += (text[last:start], f"[{f.entity_type}]")
            last = end
    return "".join((*parts, text[last:]))


def leaks_into_folders(
    path: str, findings: Iterable[Finding], surfaces: Sequence[tuple[str, str]]
) -> bool:
    """Return whether a folder's name still holds a person whom the file's content names.

    Args:
        path: As for `path_findings`.
        findings: Its findings.
        surfaces: Type and text of what was changed in the content; persons alone count.
    """
    persons = surfaces_of(s for s in surfaces if s[0] == "PERSON")
    changed = [(f.start, f.end) for f in findings if _counts(f)]
    at = 0
    for name in path.split("/")[:-1]:
        view = view_of(name, whole_words(), frozenset())
        for start, end, _ in _surfaces_in(view, persons):
            first, last = view.original(start, end)
            if not any(s <= first + at and last + at <= e for s, e in changed):
                return True
        at += len(name) + 1
    return False


#: What notes are written in, and what they are sent as.
_OF_NOTES = frozenset(
    ".txt .md .doc .docx .odt .rtf .pdf .pages .eml .msg .jpg .jpeg .heic .m4a .mp3 .wav".split()
)


def _counts(finding: Finding) -> bool:
    return finding.action.changes or finding.action is Action.BLOCK


def _name_findings(guard: Guard, name: str, is_file: bool) -> tuple[Finding, ...]:
    key = (name, is_file)
    with _lock:
        known = _cache.setdefault(guard, {})
        found = known.get(key)
    if found is None:
        found = tuple(_find(guard, name, is_file))
        with _lock:
            if len(known) >= _CACHED:
                known.clear()
            known[key] = found
    return found


def _find(guard: Guard, name: str, is_file: bool) -> list[Finding]:
    stem, suffix = split_suffix(name) if is_file else (name, "")
    view = _view(guard, stem)
    if not any(c.isalnum() for c in view.readable):
        return []
    of_program = name.startswith(".") or (
        suffix != "" and suffix.lower().rsplit(".", 1)[1] in CODE_SUFFIXES
    )
    read = _by_guard(guard, view, of_program)
    dates = [(f.start, f.end) for f in read if f.entity_type == "DATE"]
    of_note = suffix.lower() in _OF_NOTES
    claims = evidence(view, dates, of_program=of_program, of_note=of_note)
    evident = _by_words(guard, claims)
    return _in_name(view, _united(view.text, [*read, *evident]))


def _with_surfaces(
    guard: Guard, name: str, found: Sequence[Finding], surfaces: Sequence[tuple[str, str]]
) -> tuple[Finding, ...]:
    view = _view(guard, split_suffix(name)[0])
    claims = [
        Evidence(start, end, entity_type, "content", 1.0)
        for start, end, entity_type in _surfaces_in(view, surfaces_of(surfaces))
    ]
    if not claims:
        return tuple(found)
    at = {view.original(i, i + 1)[0]: i for i in reversed(range(len(view.text)))}
    ends = {view.original(i, i + 1)[1]: i + 1 for i in range(len(view.text))}
    known = [replace(f, start=at[f.start], end=ends[f.end]) for f in found]
    united = _united(view.text, [*known, *_by_words(guard, claims)])
    return tuple(_in_name(view, united))


def _view(guard: Guard, name: str) -> NameView:
    return view_of(name, whole_words(), frozenset(guard.policy.entity_types))


def _surfaces_in(view: NameView, surfaces: Surfaces) -> Iterator[tuple[int, int, str]]:
    starts = [p.start for p in view.pieces]
    for start, end, entity_type in surfaces_in(view.text, starts, surfaces):
        if not any(a < end and start < b for a, b in view.holes):
            yield start, end, entity_type


def _by_guard(guard: Guard, view: NameView, of_program: bool) -> list[Finding]:
    """Return what the guard finds in the readable name, in offsets of `view.text`."""
    found = []
    for f in guard.find(view.readable):
        start, end = view.in_text(f.start, f.end)
        if f.entity_type in _GUESSED and f.recognizer in _GUESSERS:
            start, end = _without_usual_words(view, start, end, of_program)
        if start < end and not _is_noise(view, f, start, end, of_program):
            found.append(replace(f, start=start, end=end, person=None))
    return found


def _is_noise(view: NameView, finding: Finding, start: int, end: int, of_program: bool) -> bool:
    """Say whether a finding takes what is usual in names of files for something else."""
    kind = finding.entity_type
    if kind in _OF_SENTENCES:
        return not _counts(finding)
    if kind == "AGE":
        return _COPY.search(view.text, max(0, start - 1)) is not None
    if of_program and (kind == "OTHER_ID" or (kind == "USERNAME" and "@" not in view.text)):
        return True  # a hash, "fp16", "http_cookiejar"
    return finding.recognizer == MODEL_RECOGNIZER and not _may_hold_name(
        view, start, end, of_program
    )


def _may_hold_name(view: NameView, start: int, end: int, of_program: bool) -> bool:
    """Say whether the model, which reads sentences, may be right about a part of a name.

    It takes a lone word that it does not know for a user's name or an organisation.
    """
    for p in view.pieces:
        if p.start < end and start < p.end:
            sense = sense_of(p, of_program=of_program)
            if sense in (Sense.NAME, Sense.UNKNOWN, Sense.PLACE):
                return True
            if sense in (Sense.MAYBE, Sense.SHORT, Sense.CAPITALS) and not of_program:
                return p.word[0].isupper()
    return not of_program and sum(c.isdigit() for c in view.text[start:end]) >= 4


def _without_usual_words(view: NameView, start: int, end: int, of_program: bool) -> tuple[int, int]:
    """Return a range without the words at its ends that are usual in names; it may be empty."""
    inside = [p for p in view.pieces if p.start < end and start < p.end]
    senses = [sense_of(p, of_program=of_program) for p in inside]
    if all(s in (Sense.KNOWN, Sense.RECORD, Sense.FORMED) for s in senses):
        return start, start
    while senses[-1] is Sense.RECORD:
        senses.pop()
        inside.pop()
        end = inside[-1].end
    while senses[0] is Sense.RECORD and len(inside[0].word) > 2:
        del senses[0], inside[0]
        start = inside[0].start
    return start, end


def _by_words(guard: Guard, claims: Iterable[Evidence]) -> list[Finding]:
    from casesafe.resolve.resolver import effective_action

    found = []
    for e in claims:
        role = "unknown" if e.entity_type == "PERSON" else None
        action = effective_action(guard.policy, e.entity_type, role, True)
        if action is not Action.KEEP:
            found.append(
                Finding(e.start, e.end, e.entity_type, action, e.score, True, "path", e.rule, role)
            )
    return found


def _rank(finding: Finding) -> tuple[int, int]:
    """Return the order of claims: what changes first, a guard's sure word before the others."""
    settled = finding.recognizer != "path" and finding.sure
    person = settled and finding.entity_type == "PERSON"
    source = 0 if settled else (1 if finding.rule == "content" else 2)
    return (0 if _counts(finding) or person else 1, source)


def _united(text: str, claims: Sequence[Finding]) -> list[Finding]:
    """Return the claims disjoint and sorted, a weaker one keeping its remainder; names joined."""
    placed: list[Finding] = []
    for f in sorted(claims, key=lambda f: (*_rank(f), f.start - f.end, f.start)):
        for start, end in _free(f.start, f.end, placed):
            while start < end and not text[start].isalnum():
                start += 1
            while start < end and not text[end - 1].isalnum():
                end -= 1
            if start < end:
                whole = (start, end) == (f.start, f.end)
                placed.append(f if whole else replace(f, start=start, end=end))
    return _joined(text, sorted(placed, key=lambda f: f.start))


def _free(start: int, end: int, placed: Iterable[Finding]) -> list[tuple[int, int]]:
    """Return the parts of a range that no placed finding covers."""
    free = []
    for f in sorted((f for f in placed if f.start < end and start < f.end), key=lambda f: f.start):
        if start < f.start:
            free.append((start, f.start))
        start = max(start, f.end)
    return [*free, (start, end)] if start < end else free


def _joined(text: str, found: Iterable[Finding]) -> list[Finding]:
    """Return findings, persons of one action beside each other being one."""
    out: list[Finding] = []
    for f in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.entity_type == f.entity_type == "PERSON"
            and last.action is f.action
            and is_gap(text, last.end, f.start)
        ):
            out[-1] = replace(last, end=f.end, score=max(last.score, f.score))
        else:
            out.append(f)
    return out


def _in_name(view: NameView, found: Iterable[Finding]) -> list[Finding]:
    """Return findings in offsets of the name as it is on disk."""
    out = []
    last = 0
    for f in found:
        start, end = view.original(f.start, f.end)
        start = max(start, last)  # two findings within one composed character
        if start < end:
            out.append(replace(f, start=start, end=end))
            last = end
    return out
