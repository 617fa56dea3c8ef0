"""Finding the files under the paths given, each with its reason where it is not read."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casesafe.scan.patterns import Filter, Patterns

_LINK = "a symbolic link, not followed"
#: Windows' mark of a junction, which leads elsewhere as a symbolic link does.
_MOUNT_POINT = 0xA0000003


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a run, or a folder that is not entered. Its repr hides the names.

    Args:
        path: Where it is.
        relative: Where it goes under an output folder: its path from the deepest folder that holds
            all the arguments.
        shown: Its path for reports, with slashes: from the current folder, or else beginning with
            the folder named. It ends with `relative`, and may hold identifiers.
        problem: Why it cannot be read, or None. A run with a problem is incomplete.
        skipped: Why it is left out on purpose, or None.
    """

    path: Path = field(repr=False)
    relative: Path = field(repr=False)
    shown: str = field(repr=False)
    problem: str | None = None
    skipped: str | None = None


def discover(
    paths: Iterable[Path], patterns: Patterns, *, max_bytes: int | None = None
) -> list[Source]:
    """Return every file under `paths`, whatever its suffix, each once.

    The arguments keep their order; within each, files are sorted by the parts of their path. What
    is not read is listed with its reason, never left out; an excluded folder is listed as one.

    Args:
        paths: Files and folders. Excludes hold for a file that is named, too. A symbolic link to a
            file is followed if it is named here, and only then.
        patterns: What is included and excluded.
        max_bytes: A larger file is listed with a problem; None: no limit.
    """
    given = list(paths)
    here = os.path.realpath(os.curdir)
    base = _base(given)
    parents: dict[Path, str] = {}  # folder of files that are named -> its real path
    filters: dict[str, Filter] = {}  # what their patterns count from -> what judges them
    found: dict[str, Source] = {}
    for path in given:
        if _is_folder(path):
            walk = _Walk(path, base, Filter(patterns, path), here, max_bytes)
            listed = walk.sources()
        else:
            if path.parent not in parents:
                parents[path.parent] = os.path.realpath(path.parent)
            parent = parents[path.parent]
            start = here if _slashed(parent).startswith(_slashed(here)) else parent
            if start not in filters:
                filters[start] = Filter(patterns, Path(start))
            real = os.path.join(parent, path.name)
            listed = [_named(path, real, base, filters[start], here, max_bytes)]
        for key, source in listed:
            found.setdefault(key, source)
    return list(found.values())


def _base(paths: Iterable[Path]) -> str | None:
    """The real path of the folder that outputs are counted from: the deepest that holds them all.

    None if there is no such folder: on Windows, where the paths lie on different drives.
    """
    folders = {os.path.realpath(p if _is_folder(p) else p.parent) for p in paths}
    with suppress(ValueError):
        return os.path.commonpath(folders)
    return None


def _relative(real: str, base: str | None) -> Path:
    """Where a file goes under an output folder."""
    if base is not None:
        return Path(os.path.relpath(real, base))
    drive, rest = os.path.splitdrive(real)
    return Path(re.sub(r"[^\w.-]+", "-", drive).strip("-") or "root", rest.lstrip("\\/"))


def _folded(name: str) -> str:
    """The name as a file system may compare it: without case, accents composed."""
    return unicodedata.normalize("NFC", name).casefold()


def _is_folder(path: Path) -> bool:
    """Whether it is a folder that is walked: one itself, not a link to one."""
    with suppress(OSError, ValueError):
        return os.path.isdir(path) and not _leads_elsewhere(path)
    return False


def _leads_elsewhere(path: Path | os.DirEntry[str]) -> bool:
    """Whether it is a symbolic link, or on Windows a junction.

    Raises:
        OSError: if that cannot be told.
    """
    if path.is_symlink():
        return True
    if os.name != "nt":
        return False
    return getattr(os.stat(path, follow_symlinks=False), "st_reparse_tag", 0) == _MOUNT_POINT


def _named(
    path: Path, real: str, base: str | None, keep: Filter, here: str, limit: int | None
) -> tuple[str, Source]:
    """What is known of a file, or of nothing, that was named itself; after its real path.

    Args:
        path: As it was named.
        real: Its real folder and its own name, which may be a link's.
        base: As of `_base`.
    """
    problem: str | None
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            problem = "a symbolic link to a folder, not followed; name the folder itself"
        elif not stat.S_ISREG(status.st_mode):
            problem = "not a regular file"
        else:
            problem = too_big(status.st_size, limit)
    except FileNotFoundError:
        problem = "a symbolic link that leads nowhere" if path.is_symlink() else "does not exist"
    except (OSError, ValueError) as error:
        problem = _unreadable(error)
    skipped = keep.skipped(real)
    relative = _relative(real, base)
    shown = _shown(real, here) or relative.as_posix()
    source = Source(path, relative, shown, None if skipped else problem, skipped)
    return os.path.realpath(path) if os.path.islink(real) else real, source


class _Walk:
    """The walk of one folder that was named.

    Args:
        root: The folder as it was named.
        base: As of `_base`.
        keep: What judges its entries.
        here: The real path of the current folder.
        limit: The most bytes of a file, or None.
    """

    def __init__(
        self, root: Path, base: str | None, keep: Filter, here: str, limit: int | None
    ) -> None:
        self._root = root
        self._real = os.path.realpath(root)
        self._base = base
        self._keep = keep
        self._limit = limit
        inside = _relative(self._real, base)
        name = inside.as_posix() if inside.parts else os.path.basename(self._real)
        self._top = _shown(self._real, here) or name

    def sources(self) -> list[tuple[str, Source]]:
        """Return every file below, sorted, each after its real path."""
        skipped, included = self._keep.folder_skipped(self._real)
        if skipped is not None:
            return [(self._real, self._source((), skipped=skipped))]
        found: list[tuple[tuple[str, ...], Source]] = []
        todo: list[tuple[tuple[str, ...], bool]] = [((), included)]
        while todo:  # no recursion: a tree may be deeper than Python's stack
            parts, included = todo.pop()
            entries, problem = _entries(os.path.join(self._real, *parts))
            if problem is not None:
                found.append((parts, self._source(parts, problem=problem)))
            for entry in entries:
                below = (*parts, entry.name)
                source = self._entry(entry, below, included)
                if source is not None:
                    found.append((below, source))
                else:
                    enter = self._keep.included(entry.path, folder=True, above=included)
                    todo.append((below, enter))
        found.sort(key=lambda item: item[0])
        return [(os.path.join(self._real, *parts), source) for parts, source in found]

    def _entry(
        self, entry: os.DirEntry[str], parts: tuple[str, ...], included: bool
    ) -> Source | None:
        """What is known of an entry; None for a folder to enter."""
        try:
            link = _leads_elsewhere(entry)
            folder = not link and entry.is_dir(follow_symlinks=False)
            skipped = self._keep.entry_skipped(entry.path, folder=folder, above=included)
            skipped = skipped or (_LINK if link else None)
            if skipped is not None:
                return self._source(parts, skipped=skipped)
            if folder:
                return None
            if not entry.is_file(follow_symlinks=False):
                return self._source(parts, problem="not a regular file")
            size = entry.stat(follow_symlinks=False).st_size if self._limit is not None else 0
            return self._source(parts, problem=too_big(size, self._limit))
        except OSError as error:  # gone meanwhile, or a disk that fails
            return self._source(parts, problem=_unreadable(error))

    def _source(
        self, parts: tuple[str, ...], *, problem: str | None = None, skipped: str | None = None
    ) -> Source:
        path = self._root.joinpath(*parts)
        shown = "/".join((*([] if self._top == "." else [self._top]), *parts)) or "."
        relative = _relative(os.path.join(self._real, *parts), self._base)
        return Source(path, relative, shown, problem, skipped)


def _entries(folder: str) -> tuple[list[os.DirEntry[str]], str | None]:
    """The entries of a folder, as many as can be told, and what hindered it, or None."""
    entries: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as listing:
            entries.extend(listing)
    except OSError as error:
        return entries, _unreadable(error)
    return entries, None


def too_big(size: int, limit: int | None) -> str | None:
    """Return what to say of a file of so many bytes, or None if it may be read."""
    if limit is None or size <= limit:
        return None
    return f"{size} bytes, over the limit of {limit}"


def _unreadable(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or type(error).__name__}"


def _slashed(folder: str) -> str:
    return folder if folder.endswith(os.sep) else folder + os.sep


def _shown(real: str, here: str) -> str | None:
    """A path from the current folder; None if it does not lie below it."""
    if real == here:
        return "."
    below = real.startswith(_slashed(here))
    return real[len(_slashed(here)) :].replace(os.sep, "/") if below else None


def output_problem(inputs: Sequence[Path], out: Path) -> str | None:
    """Return why `out` cannot be the output folder of a run over `inputs`, or None.

    It may not be an input folder or lie in one, and no output may take the place of an original,
    whatever the way there: links, `..`, or another case where the file system ignores it.
    """
    target = os.path.realpath(out)
    above = [target, *map(str, Path(target).parents)]
    hindrance = next((p for p in above if os.path.lexists(p)), target)
    if not os.path.isdir(hindrance):
        return f"{out} is not a folder" if hindrance == target else f"{out} lies below a file"
    identities = {i for p in above if (i := _identity(p)) is not None}
    for path in inputs:
        if os.path.isdir(path) and _identity(path) in identities:
            return f"the output folder {out} lies in the input {path}"
    made = _first_names(inputs)
    for path in inputs:
        if made & _names_in(path, target):
            return f"the output would replace the original {path}"
    return None


def _identity(path: str | Path) -> tuple[int, int] | None:
    """What tells a file or folder that exists from every other, whatever it is called."""
    with suppress(OSError, ValueError):
        status = os.stat(path)
        return status.st_dev, status.st_ino
    return None


def _first_names(inputs: Sequence[Path]) -> set[str]:
    """The names, folded, that a run makes in its output folder itself."""
    base = _base(inputs)
    names: set[str] = set()
    for path in inputs:
        real = os.path.join(os.path.realpath(path.parent), path.name)
        relative = _relative(os.path.realpath(path) if _is_folder(path) else real, base)
        names.update(relative.parts[:1] or (e.name for e in _entries(str(path))[0]))
    return {_folded(name) for name in names}


def _names_in(path: Path, out: str) -> set[str]:
    """The names, folded, in the folder `out`, of an input or of the folder that it lies in."""
    wanted = _identity(out)
    ways = [os.path.realpath(path)]
    if path.is_symlink():  # a link that is replaced is an original lost, too
        ways.append(os.path.join(os.path.realpath(path.parent), path.name))
    return {
        _folded(entry.name)
        for way in map(Path, ways)
        for entry in (way, *way.parents)
        if wanted is not None and _identity(entry.parent) == wanted
    }
