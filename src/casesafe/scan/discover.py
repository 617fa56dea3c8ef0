"""Finding the notes under the paths given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: Suffixes of notes, in lower case.
NOTE_SUFFIXES = frozenset({".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a run.

    Args:
        path: Where it is.
        relative: Where it goes under an output folder.
        problem: Why it is not read, or None.
    """

    path: Path
    relative: Path
    problem: str | None = None


def discover(paths: Iterable[Path]) -> list[Source]:
    """Return every file under `paths`, sorted within each folder, each once.

    A file that is named itself is read whatever its suffix, if that is not one of a document; in a
    folder only `.txt` and `.md` are. What is not read is listed with its reason, never left out.
    """
    found: list[Source] = []
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            listed = _walk(path)
        elif not path.exists():
            listed = [Source(path, Path(path.name), "does not exist")]
        else:
            listed = [Source(path, Path(path.name), _unread_suffix(path))]
        for source in listed:
            key = source.path.absolute()
            if key not in seen:
                seen.add(key)
                found.append(source)
    return found


def _walk(root: Path) -> list[Source]:
    found: list[Source] = []

    def note(error: OSError) -> None:
        where = Path(os.fsdecode(error.filename or root))
        reason = f"cannot be read: {error.strerror or type(error).__name__}"
        found.append(Source(where, where.relative_to(root), reason))

    for folder, folders, files in os.walk(root, onerror=note, followlinks=False):
        folders.sort()
        here = Path(folder)
        for name in [f for f in folders if (here / f).is_symlink()]:
            found.append(_source(root, here / name, "a symbolic link, not followed"))
        for name in sorted(files):
            path = here / name
            if path.is_symlink():
                problem: str | None = "a symbolic link, not followed"
            elif not path.is_file():
                problem = "not a regular file"
            elif path.suffix.lower() not in NOTE_SUFFIXES:
                problem = f"not understood: {path.suffix or 'no suffix'}"
            else:
                problem = None
            found.append(_source(root, path, problem))
    return sorted(found, key=lambda s: s.relative.parts)


def _source(root: Path, path: Path, problem: str | None) -> Source:
    return Source(path, path.relative_to(root), problem)


#: Suffixes of documents, pictures and archives, which are never read as text.
_DOCUMENTS = frozenset(
    ".doc .docx .docm .dot .dotx .odt .ods .odp .rtf .pdf .xls .xlsx .ppt .pptx .pages .numbers "
    ".epub .msg .zip .gz .bz2 .xz .7z .tar .rar .png .jpg .jpeg .gif .bmp .tif .tiff .heic .webp "
    ".mp3 .mp4 .m4a .wav .mov .avi .sqlite .db .exe .dll .so".split()
)


def _unread_suffix(path: Path) -> str | None:
    suffix = path.suffix.lower()
    return f"not understood: {suffix}" if suffix in _DOCUMENTS else None


def output_problem(inputs: Iterable[Path], out: Path) -> str | None:
    """Return why `out` cannot be the output folder of a run over `inputs`, or None."""
    target = out.resolve()
    for path in inputs:
        source = path.resolve()
        if path.is_dir() and (target == source or source in target.parents):
            return f"the output folder {out} lies in the input {path}"
        if path.is_dir() and target in source.parents:
            continue
        if not path.is_dir() and target / path.name == source:
            return f"the output would replace the original {path}"
    if out.exists() and not out.is_dir():
        return f"{out} is not a folder"
    return None


def colliding(sources: Iterable[Source]) -> set[Path]:
    """Return the paths whose outputs would have one name, also where case does not count."""
    by_name: dict[str, list[Path]] = {}
    for s in sources:
        by_name.setdefault(str(s.relative), []).append(s.path)
    return {p for group in by_name.values() if len(group) > 1 for p in group}
