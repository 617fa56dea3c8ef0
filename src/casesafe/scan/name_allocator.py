"""Names for the output of a redacted tree: findings replaced, and no two files of one name."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from casesafe.core.finding import Finding
from casesafe.scan.name_view import split_suffix
from casesafe.scan.path_names import replaced


class NameAllocator:
    """Gives every path of a tree an output path of its own. It holds paths; its repr shows none.

    What it gives depends on the paths and the order of the calls alone: a name goes to the first
    that asks, the next one is numbered ("[PERSON]_2/").

    Args:
        case_sensitive: Whether the output's file system tells "A" from "a".
    """

    def __init__(self, *, case_sensitive: bool) -> None:
        self._case_sensitive = case_sensitive
        self._given: dict[tuple[str, bool], str] = {}
        self._taken: dict[str, set[str]] = {}

    def __repr__(self) -> str:
        return f"NameAllocator({len(self._given)} names)"

    def allocate(self, path: str, findings: Sequence[Finding]) -> str:
        """Return the output path of a file; the same one for the same path.

        Args:
            path: Relative, "/" between its components.
            findings: From `path_findings`, or a part of them; a folder that has its output name
                keeps it, whatever is found in it later.
        """
        names = path.split("/")
        at, out = 0, ""
        for i, name in enumerate(names):
            is_file = i == len(names) - 1
            key = (path[: at + len(name)], is_file)
            given = self._given.get(key)
            if given is None:
                inside = [f for f in findings if at <= f.start and f.end <= at + len(name)]
                wanted = replaced(name, at, inside)
                given = _under(out, self._free_name(out, wanted, is_file))
                self._given[key] = given
            out = given
            at += len(name) + 1
        return out

    def _free_name(self, folder: str, wanted: str, is_file: bool) -> str:
        taken = self._taken.setdefault(folder, set())
        stem, suffix = _parts(wanted) if is_file else (wanted, "")
        name, number = wanted, 1
        while self._key(name) in taken:
            number += 1
            name = f"{stem}_{number}{suffix}"
        taken.add(self._key(name))
        return name

    def _key(self, name: str) -> str:
        composed = unicodedata.normalize("NFC", name)
        if self._case_sensitive:
            return composed
        return unicodedata.normalize("NFC", composed.casefold())


def _under(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _parts(name: str) -> tuple[str, str]:
    """Return stem and suffix of a file's name, a suffix that is not known included."""
    stem, suffix = split_suffix(name)
    if suffix:
        return stem, suffix
    suffix = PurePosixPath(name).suffix
    return name[: len(name) - len(suffix)], suffix


def case_sensitive(folder: Path) -> bool:
    """Return whether the file system of a folder tells upper from lower case.

    It makes a temporary file there and removes it. Where it cannot, the answer is False, with which
    no name can collide.
    """
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=".casesafe-case-", dir=folder)
        try:
            os.close(handle)
            return not (Path(name).parent / Path(name).name.upper()).exists()
        finally:
            os.unlink(name)
    return False
