"""The layout of `.casesafe-baseline.json`, read strictly and written one entry a line.

Every entry line ends in a comma and `{}` closes the list, so that git merges entries added at
different places, and two added at the same place make a conflict whose lines can all be kept. The
file is JSON all the same: a formatter may lay it out anew, and it is still read.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from casesafe.errors import BaselineError

#: The reason of an entry that nobody gave one.
UNREVIEWED: Final = "unreviewed"
_VERSION: Final = 1
_REASON_MAX = 200
_TOP = frozenset({"casesafe-baseline", "key", "entries"})
_FILE_ENTRY = frozenset({"path", "type", "digest", "reason"})
_REPO_ENTRY = frozenset({"scope", "type", "digest", "reason"})
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
#: Controls, formats (also those that turn the direction of text), line ends, lone surrogates.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_AGAIN = "restore it from git, or write it anew with `casesafe baseline create`"


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted value of one type, in one file or in the whole repository. It holds no value.

    Args:
        entity_type: The type it was found as; found as another type, it is not accepted.
        digest: What stands for the value, and for the file unless the scope is the repository.
        reason: Why it was accepted; `unreviewed` if nobody said.
        path: The file as shown to a reader, findings in it replaced; None: the whole repository.
    """

    entity_type: str
    digest: str
    reason: str
    path: str | None

    @property
    def unreviewed(self) -> bool:
        """Whether nobody gave a reason."""
        return self.reason == UNREVIEWED

    @property
    def order(self) -> tuple[str, str, str]:
        """Its place in the file: entries of the whole repository first, then by path."""
        return (self.path or "", self.entity_type, self.digest)


def read_entries(data: bytes, key: str, path: str | Path) -> list[Entry]:
    """Return the entries of a file's bytes, in the file's order.

    Args:
        data: UTF-8; line ends and layout do not matter.
        key: The id that the file must bear.
        path: What errors call the file.

    Raises:
        BaselineError: if it is no baseline, was left in a merge conflict, holds an entry twice or
            was written with another key. Names file and line, never a value.
    """
    text, top = read_top(data, path)
    if top["key"] != key:
        raise BaselineError(
            f"written with the key {top['key']}, and the key in use is {key}; "
            "use the repository's key",
            path=path,
            line=_line_at(text, text.find('"key"')),
        )
    entries: dict[str, Entry] = {}
    for number, raw in enumerate(top["entries"]):
        if raw == {}:  # the line that closes the list
            continue
        entry, problem = _entry(raw)
        if entry is not None and entry.digest in entries:
            entry, problem = None, "the same entry stands twice: delete one of the lines"
        if entry is None:
            raise BaselineError(problem, path=path, line=_line_of_entry(text, number))
        entries[entry.digest] = entry
    return list(entries.values())


def write_entries(key: str, entries: Iterable[Entry]) -> bytes:
    """Return the file of a key's id and entries, in the order of path, type and digest."""
    lines = [
        "{",
        f'"casesafe-baseline": {_VERSION},',
        f'"key": {_quoted(key)},',
        '"entries": [',
        *(_line(e) + "," for e in sorted(entries, key=lambda e: e.order)),
        "{}",
        "]",
        "}",
    ]
    return ("\n".join(lines) + "\n").encode()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        BaselineError: if it cannot be read. Names the path and the system's reason.
    """
    problem = ""
    data = b""
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = error.strerror or type(error).__name__
    if problem:
        raise BaselineError(f"cannot be read: {problem}", path=path)
    return data


def read_top(data: bytes, path: str | Path) -> tuple[str, dict[str, Any]]:
    """Return the text and its object, whose version, key id and list are checked."""

    def refuse(message: str, line: int | None = None) -> NoReturn:
        raise BaselineError(message, path=path, line=line)

    text, line = None, 0
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if text is None:
        refuse(f"not UTF-8; {_AGAIN}", line)
    for number, row in enumerate(text.split("\n"), 1):
        if row.startswith(_MARKERS):
            refuse(
                "left in a merge conflict: keep the entry lines of both sides, each once, and "
                "delete the lines of the markers",
                number,
            )
    top, at = _loads(text)
    if at is not None:
        refuse(f"not valid JSON; {_AGAIN}", at)
    if not isinstance(top, dict) or "casesafe-baseline" not in top:
        refuse(f"not a baseline; {_AGAIN}", 1)
    version = top["casesafe-baseline"]
    if type(version) is not int or version != _VERSION:
        refuse("of a version that this casesafe does not know; use a newer one", 1)
    if set(top) != _TOP:
        refuse("unknown, repeated or missing key; the keys are casesafe-baseline, key, entries", 1)
    if not isinstance(top["key"], str) or not re.fullmatch("[0-9a-f]{16}", top["key"]):
        refuse(f"`key` is not the id of a key; {_AGAIN}", _line_at(text, text.find('"key"')))
    if not isinstance(top["entries"], list):
        refuse(f"`entries` is not a list; {_AGAIN}", _line_at(text, text.find('"entries"')))
    return text, top


def _loads(text: str) -> tuple[Any, int | None]:
    """Return the value and None, or None and the line where it is broken (0: not known)."""
    try:
        return json.loads(text, object_pairs_hook=_object), None
    except json.JSONDecodeError as error:
        return None, error.lineno
    except (ValueError, RecursionError):
        return None, 0


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a repeated key makes it one with an unknown key."""
    out = dict(pairs)
    return out if len(out) == len(pairs) else {**out, "": None}


def reason_problem(reason: str) -> str:
    """Return what is wrong with a reason, or nothing."""
    if len(reason) > _REASON_MAX:
        return f"the reason is longer than {_REASON_MAX} characters"
    if any(unicodedata.category(c) in _UNPRINTABLE for c in reason):
        return "the reason holds a character that cannot be printed"
    return ""


def _entry(raw: object) -> tuple[Entry | None, str]:
    """Return the entry, or None and what is wrong with it."""
    keys = set(raw) if isinstance(raw, dict) else set()
    if not isinstance(raw, dict) or keys not in (_FILE_ENTRY, _REPO_ENTRY):
        return None, "an entry has the keys path (or scope), type, digest, reason, each once"
    if not all(isinstance(v, str) and v.strip() for v in raw.values()):
        return None, f"a value of the entry is no text; a reason that is not known is {UNREVIEWED}"
    if raw.get("scope", "repo") != "repo":
        return None, "`scope` can only be repo"
    if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,59}", raw["type"]):
        return None, "`type` is not an entity type"
    if not re.fullmatch(r"[0-9a-f]{64}", raw["digest"]):
        return None, "`digest` is damaged"
    problem = reason_problem(raw["reason"])
    if problem:
        return None, problem
    return Entry(raw["type"], raw["digest"], raw["reason"].strip(), raw.get("path")), ""


def _line_at(text: str, at: int) -> int | None:
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _line_of_entry(text: str, number: int) -> int | None:
    """Return the line on which the entry of that number, from 0, begins."""
    # The list's own bracket: a quote inside a text is escaped, so that no text can match.
    opening = re.search(r'"entries"\s*:\s*\[', text)
    if opening is None:  # the key was written with escapes
        return None
    decoder = json.JSONDecoder()
    at = opening.end()
    for left in range(number, -1, -1):
        while text[at] in " \t\r\n,":
            at += 1
        if left:
            at = decoder.raw_decode(text, at)[1]
    return _line_at(text, at)


def _line(entry: Entry) -> str:
    where = '"scope": "repo"' if entry.path is None else f'"path": {_quoted(entry.path)}'
    return (
        f'{{{where}, "type": {_quoted(entry.entity_type)}, "digest": {_quoted(entry.digest)}, '
        f'"reason": {_quoted(entry.reason)}}}'
    )


def _quoted(text: str) -> str:
    """Return JSON that reads as itself: letters as they are, what has no shape escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        json.dumps(c)[1:-1] if unicodedata.category(c) in _UNPRINTABLE else c for c in quoted
    )
