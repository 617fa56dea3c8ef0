"""The baseline: findings of a repository that somebody accepted, bound to file, type and value.

`.casesafe-baseline.json` holds no value, no time, no line number and no count: a keyed digest stands
for each value, so that the file changes only when the accepted set does, and nobody without the key
can try names against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from casesafe.errors import BaselineError
from casesafe.scan.baseline_format import (
    UNREVIEWED,
    Entry,
    read_bytes,
    read_entries,
    read_top,
    reason_problem,
    write_entries,
)
from casesafe.scan.keys import digest, key_id

#: The file's name, at the root of the repository.
BASELINE_NAME: Final = ".casesafe-baseline.json"
#: Whether an entry holds in its file or in every file.
Scope = Literal["file", "repo"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A finding with its surface, while it is compared with a baseline; the repr hides the text.

    Args:
        path: The file's real path, relative to the root, with forward slashes.
        shown_path: The same with findings in it replaced.
        entity_type: The finding's type.
        surface: The characters of the finding.
        in_path: Whether it stands in the path itself.
        line: From 1; 0 in a path.
        column: From 1.
    """

    path: str = field(repr=False)
    shown_path: str
    entity_type: str
    surface: str = field(repr=False)
    in_path: bool = False
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Where it stands, as shown to a reader."""
        return self.shown_path if self.in_path else f"{self.shown_path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An entry and where its value stands now.

    Args:
        entry: The entry.
        places: `path:line:column`, paths as shown, in the order met; empty: nowhere any more.
    """

    entry: Entry
    places: tuple[str, ...]


class Baseline:
    """The accepted findings of a repository under one key. Immutable; its repr shows no entry."""

    def __init__(self, key: bytes, entries: Iterable[Entry] = ()) -> None:
        self._key = key
        self.key_id = key_id(key)
        by_digest: dict[str, Entry] = {}
        for e in entries:
            by_digest.setdefault(e.digest, e)
        self.entries = tuple(sorted(by_digest.values(), key=lambda e: e.order))
        self._by_digest = by_digest

    def __repr__(self) -> str:
        return f"Baseline({len(self.entries)} entries)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Baseline):
            return NotImplemented
        return (self.key_id, self.entries) == (other.key_id, other.entries)

    def __hash__(self) -> int:
        return hash((self.key_id, self.entries))

    @classmethod
    def load(cls, path: Path, key: bytes) -> Baseline:
        """Return the baseline of a file.

        Raises:
            BaselineError: as `parse`, or if the file cannot be read.
        """
        return cls.parse(read_bytes(path), key, path)

    @classmethod
    def parse(cls, data: bytes, key: bytes, path: str | Path = BASELINE_NAME) -> Baseline:
        """Return the baseline of a file's bytes, such as those of a staged blob.

        Args:
            data: UTF-8; line ends and layout do not matter.
            key: The repository's key.
            path: What errors call the file.

        Raises:
            BaselineError: if it is no baseline, was left in a merge conflict, holds an entry twice
                or was written with another key. Names file and line, never a value.
        """
        return cls(key, read_entries(data, key_id(key), path))

    @staticmethod
    def read_key_id(path: Path) -> str | None:
        """Return the id of the key that a baseline was written with; None if there is no file.

        Raises:
            BaselineError: if it is no baseline, or cannot be read.
        """
        if not path.exists():
            return None
        return str(read_top(read_bytes(path), path)[1]["key"])

    def digests(
        self, path: str, entity_type: str, surface: str, in_path: bool = False
    ) -> tuple[str, str]:
        """Return the digests that would accept a finding: that of its file, that of the repository.

        Args:
            path: The real path, relative to the root, with forward slashes.
            entity_type: The finding's type.
            surface: The characters of the finding.
            in_path: Whether it stands in the path itself, which is accepted apart.
        """
        # Composed, since macOS may spell the same name of a file decomposed.
        name = unicodedata.normalize("NFC", path).encode("utf-8", "surrogatepass")
        value = normalise(surface, entity_type).encode("utf-8", "surrogatepass")
        where = "path" if in_path else "text"
        return (
            digest(self._key, f"baseline/file/{where}", name, entity_type, value).hex(),
            digest(self._key, f"baseline/repo/{where}", entity_type, value).hex(),
        )

    def accepts(
        self, path: str, entity_type: str, surface: str, in_path: bool = False
    ) -> Entry | None:
        """Return the entry that accepts a finding, or None; arguments as of `digests`."""
        of_file, of_repo = self.digests(path, entity_type, surface, in_path)
        for found, whole_repo in ((of_file, False), (of_repo, True)):
            entry = self._by_digest.get(found)
            # An entry whose type or scope was changed by hand says what nobody accepted.
            if entry and entry.entity_type == entity_type and (entry.path is None) == whole_repo:
                return entry
        return None

    def with_entries(self, entries: Iterable[Entry]) -> Baseline:
        """Return a baseline with more entries; one that is there keeps its reason."""
        return Baseline(self._key, (*self.entries, *entries))

    def without(self, digests: Collection[str]) -> Baseline:
        """Return a baseline without the entries of these digests."""
        return Baseline(self._key, (e for e in self.entries if e.digest not in digests))

    def to_bytes(self) -> bytes:
        """Return the file: the same bytes whenever the key and the accepted set are the same."""
        return write_entries(self.key_id, self.entries)


def accept(
    baseline: Baseline, occurrences: Iterable[Occurrence], reason: str = "", scope: Scope = "file"
) -> Baseline:
    """Return a baseline that accepts all of the occurrences.

    What is accepted already stays as it is, its reason too; the rest gets the reason given.

    Args:
        baseline: The baseline so far.
        occurrences: Findings with their surfaces.
        reason: Why, in one line; nothing: `unreviewed`.
        scope: `file`, or `repo`: each value is accepted in every file.

    Raises:
        BaselineError: if the reason is too long, holds a character that cannot be printed, or
            repeats an accepted value, which would then stand in the repository.
    """
    said = " ".join(reason.split()) or UNREVIEWED
    problem = reason_problem(said)
    added: list[Entry] = []
    for o in occurrences:
        if said != UNREVIEWED and _stands_in(o.surface, said):
            problem = "the reason repeats an accepted value; say it without"
            break
        of_file, of_repo = baseline.digests(o.path, o.entity_type, o.surface, o.in_path)
        if scope == "repo":
            added.append(Entry(o.entity_type, of_repo, said, None))
        elif baseline.accepts(o.path, o.entity_type, o.surface, o.in_path) is None:
            added.append(Entry(o.entity_type, of_file, said, o.shown_path))
    if problem:
        raise BaselineError(problem)
    return baseline.with_entries(added)


def prune(baseline: Baseline, seen: Collection[str]) -> Baseline:
    """Return a baseline without the entries whose value stands nowhere any more.

    Args:
        baseline: The baseline.
        seen: `Baseline.digests` of every finding of a complete scan of the whole repository; after
            one that left files unread, nothing may be pruned.
    """
    return baseline.without({e.digest for e in baseline.entries} - set(seen))


def audit(baseline: Baseline, occurrences: Iterable[Occurrence]) -> list[AuditRow]:
    """Return a row for each entry, in the order of the file."""
    places: dict[str, list[str]] = {e.digest: [] for e in baseline.entries}
    for o in occurrences:
        for d in baseline.digests(o.path, o.entity_type, o.surface, o.in_path):
            if d in places:
                places[d].append(o.place)
    return [AuditRow(e, tuple(places[e.digest])) for e in baseline.entries]


# --- values -----------------------------------------------------------------------------------

_PLAIN = {
    ord(c): plain
    for cs, plain in (
        ("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`", "'"),
        ("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7", "-"),
    )
    for c in cs
}
# Characters without a shape that are not of the category Cf: fillers and variation selectors; no
# accent, which makes another name.
_SHAPELESS = re.compile(
    "[\u034f\u115f\u1160\u3164\uffa0\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
#: Numbers of a fixed length: what stands between the digits never tells two apart.
_FIXED = frozenset({"PHONE_NUMBER", "FAX_NUMBER", "US_SSN"})
#: Numbers of any length: one separator is as good as another, but none is not ("1-23", "12-3").
_SEPARATED = frozenset(
    "MEDICAL_RECORD_NUMBER HEALTH_PLAN_ID LICENSE_NUMBER VEHICLE_ID DEVICE_ID BIOMETRIC_ID "
    "ACCOUNT_NUMBER ZIP_CODE OTHER_ID".split()
)
# A run of what is neither letter nor digit; must not match either.
_BETWEEN = re.compile(r"[\W_]+")


def normalise(surface: str, entity_type: str) -> str:
    """Return a value as it is compared: letter case, typography and white space do not count.

    In phone, fax and social security numbers punctuation does not count; in other numbers one
    separator is as good as another. Everything else does: "Hope" is neither "Hopes" nor "Hopé".
    """
    text = unicodedata.normalize("NFKC", _plain(surface).casefold())
    if entity_type in _FIXED:
        text = _BETWEEN.sub("", text) or text
    elif entity_type in _SEPARATED:
        text = _BETWEEN.sub("-", text).strip("-") or text
    return text or surface


def _plain(text: str) -> str:
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    plain = _SHAPELESS.sub("", visible).translate(_PLAIN)
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def _stands_in(surface: str, reason: str) -> bool:
    """Return whether the reason repeats the value; of one or two characters, in its own case."""
    value, said = _plain(surface) or surface, _plain(reason)
    if len(value) > 2:
        value, said = value.casefold(), said.casefold()
    if re.search(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])", said):
        return True
    number = _BETWEEN.sub("", value)
    return len(number) > 4 and number.isdigit() and number in _BETWEEN.sub("", said)
