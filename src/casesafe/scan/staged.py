"""What git is about to commit or push: staged blobs, the blobs of a range, commit messages."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from casesafe.errors import NoteDecodeError
from casesafe.scan.git import (
    SUBMODULE,
    SYMLINK,
    BlobReader,
    Entry,
    GitError,
    failed,
    fields,
    path_text,
    raw_entry,
    run,
    start,
    stop,
)

# Raw lines that end with NUL, whole ids, a rename as a delete and an add, and submodules whatever
# the user's configuration says; colours, prefixes and the like do not touch this output.
_RAW: Final = ("--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
#: The id that hooks and CI give for "no commit": a new or a deleted branch.
_NO_COMMIT: Final = re.compile(r"0{40}(?:0{24})?")
_COMMIT_ID_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Blob:
    """One entry to judge. `path` and `data` are hidden from the repr.

    Args:
        path: From the repository's root, with `/`. Bytes that are not UTF-8 are lone surrogates.
        data: The content, or the target of a symbolic link; None iff there is a `problem` or it
            was `skipped`.
        problem: Why it could not be read.
        skipped: Why it was left out on purpose.
        commit: The first 12 digits of the commit that adds it; None if it is staged.
        link: Whether `data` is the target of a symbolic link.
    """

    path: str = field(repr=False)
    data: bytes | None = field(default=None, repr=False)
    problem: str | None = None
    skipped: str | None = None
    commit: str | None = None
    link: bool = False


def staged_blobs(cwd: Path) -> Iterator[Blob]:
    """Return what `git commit` would now add or change, one at a time, read from the index.

    The work tree is not looked at, and nothing is written. Compared is with HEAD (also in a merge
    and for `--amend`). Deleted paths are not listed; a rename is listed at its new path, a file of
    which only the mode changed is listed. What `git add -N` announced is not staged yet.

    Raises:
        GitError: at once if git is missing, `cwd` is in no repository, or git fails; on the way if
            a blob cannot be read.
    """
    _, out = run(cwd, "diff-index", "--cached", *_RAW, "--ita-invisible-in-index", _base(cwd), "--")
    parts = out.split(b"\0")[:-1]
    entries = [raw_entry(head, path) for head, path in zip(parts[::2], parts[1::2], strict=True)]
    return _read(cwd, ((entry, None) for entry in entries))


def range_blobs(cwd: Path, commits: str) -> Iterator[Blob]:
    """Return every blob that the commits of a range add or change, oldest commit first.

    Content that a later commit of the range took out again is listed: it would be pushed. The same
    content at the same path comes once. Of a merge comes what differs from all its parents.

    Args:
        cwd: In the repository.
        commits: `A..B`, `A...B`, `A..` or `..B`, as git takes them. If A is the id of zeros, which
            hooks and CI give for a new branch, the whole history of B is read: remote-tracking
            branches would not do as a start, since a CI checkout has B itself among them. If B is
            it, a branch was deleted and there is nothing to read.

    Raises:
        GitError: at once if git does not know the range, or a shallow clone lacks a part of it; on
            the way if a blob cannot be read.
    """
    wanted = _revisions(cwd, commits)
    if wanted and _shallow(cwd, wanted):
        raise GitError(
            "the range reaches beyond this shallow clone: fetch the whole history "
            "(`git fetch --unshallow`, or `fetch-depth: 0` in the checkout step)"
        )
    return _read(cwd, _changes(cwd, wanted)) if wanted else iter(())


def _base(cwd: Path) -> str:
    """Return the commit that the index is compared with, or the empty tree before the first one."""
    status, out = run(cwd, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", accept=(0, 1))
    if status != 0:  # the id depends on the repository's hash; nothing is written without `-w`
        _, out = run(cwd, "hash-object", "-t", "tree", "--stdin")
    return out.decode("ascii").strip()


def _read(cwd: Path, entries: Generator[tuple[Entry, str | None], None, None]) -> Iterator[Blob]:
    with closing(entries), BlobReader(cwd) as reader:
        for entry, commit in entries:
            if entry.unmerged:
                problem = "unmerged: resolve the conflict first"
                yield Blob(entry.path, problem=problem, commit=commit)
            elif entry.mode == SUBMODULE:
                yield Blob(entry.path, skipped="a submodule", commit=commit)
            elif not entry.deleted:
                data = reader.read(entry.object_id)
                missing = "missing or damaged in git's store" if data is None else None
                link = entry.mode == SYMLINK
                yield Blob(entry.path, data, missing, None, commit, link)


def _revisions(cwd: Path, commits: str) -> list[str]:
    """Return the arguments of `git rev-list` for a range, ids alone; empty if it is empty."""
    dots = "..." if "..." in commits else ".."
    first, found, last = commits.partition(dots)
    if not found or not (first or last):
        raise GitError("the range of commits must look like A..B")
    if _NO_COMMIT.fullmatch(last):
        return []
    end = _commit(cwd, last or "HEAD", "end")
    if _NO_COMMIT.fullmatch(first):
        return [end]
    return [f"{_commit(cwd, first or 'HEAD', 'start')}{dots}{end}"]


def _commit(cwd: Path, name: str, which: str) -> str:
    """Return the id of a commit. The name is not repeated in an error: it may name a client."""
    if not name.startswith("-") and "\0" not in name:  # never read as an option
        status, out = run(
            cwd, "rev-parse", "--verify", "--quiet", name + "^{commit}", accept=(0, 1, 128)
        )
        found = out.decode("ascii", "replace").strip()
        if status == 0 and re.fullmatch(r"[0-9a-f]{40,64}", found):
            return found
    advice = "this clone is shallow: fetch the whole history" if _is_shallow(cwd) else "fetch it"
    raise GitError(
        f"the {which} of the range is not a commit of this repository ({advice}, or correct the "
        "name)"
    )


def _is_shallow(cwd: Path) -> bool:
    return run(cwd, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"


def _shallow(cwd: Path, wanted: list[str]) -> bool:
    """Whether a commit of the range has parents that a shallow clone lacks."""
    if not _is_shallow(cwd):
        return False
    _, name = run(cwd, "rev-parse", "--git-path", "shallow")
    cut = (cwd / path_text(name.removesuffix(b"\n"))).read_bytes().split()
    return not set(cut).isdisjoint(run(cwd, "rev-list", *wanted, "--")[1].split())


def _changes(cwd: Path, wanted: list[str]) -> Generator[tuple[Entry, str | None], None, None]:
    """Yield the entries that the commits add or change, each path with each content once."""
    seen: set[tuple[str, str, str]] = set()
    with ExitStack() as stack:
        listing = start(cwd, "rev-list", "--reverse", "--topo-order", *wanted, "--")
        stack.callback(stop, listing)
        assert listing.stdout is not None
        changes = start(cwd, "diff-tree", "--stdin", "--root", "-r", "-c", *_RAW,
                        stdin=listing.stdout)  # fmt: skip
        stack.callback(stop, changes)
        listing.stdout.close()  # diff-tree has it now, and rev-list must see when that one ends
        assert changes.stdout is not None
        commit: str | None = None
        parts = fields(changes.stdout)
        for part in parts:
            if not part.startswith(b":"):
                commit = part.decode("ascii", "replace")[:_COMMIT_ID_LENGTH]
                continue
            entry = raw_entry(part, next(parts, b""))
            key = (entry.path, entry.object_id, entry.mode)
            if not entry.deleted and key not in seen:
                seen.add(key)
                yield entry, commit
        for process, name in ((changes, "diff-tree"), (listing, "rev-list")):
            if process.wait() != 0:
                raise failed(name, process.returncode)


# A line of git's trailers: a key without spaces, a continuation, or what `cherry-pick -x` adds.
_TRAILER_LINE: Final = re.compile(r"[A-Za-z0-9-]+[ \t]*:|[ \t]|\(cherry picked from commit ")
# The keys of trailers that name the people of the repository, who are no clients; no continuation
# line, which may be a sentence.
_COLLEAGUE: Final = re.compile(
    r"(?:signed-off|co-authored|reviewed|acked|tested|reported|helped|suggested)-by[ \t]*:"
    r"|(?:cc|change-id)[ \t]*:",
    re.IGNORECASE,
)
#: What git puts after the comment character, above all that it will cut off.
_SCISSORS: Final = " ------------------------ >8 ------------------------"
#: The characters that `core.commentChar=auto` chooses from.
_COMMENT_CHARACTERS: Final = tuple("#;@!$%^&|:")


def message_text(data: bytes, cwd: Path) -> str:
    """Return the part of a commit message file that will be committed, at its old place.

    Comment lines, what stands below git's scissors line, and the trailers of the last paragraph
    that name colleagues (`Signed-off-by:` and the like) are replaced by as many spaces, so that
    lines and columns stay right. Read are `commit.cleanup`, `core.commentChar`,
    `core.commentString` and `i18n.commitEncoding`; whether the message was edited is told from
    `GIT_EDITOR`, which git sets to `:` for its hooks where no editor ran (`-m`): then git keeps
    comment lines, and so they are read. An option `--cleanup` cannot be told.

    Args:
        data: The file that git hands to the `commit-msg` hook.
        cwd: In the repository.

    Raises:
        NoteDecodeError: if it is neither UTF-8 nor in `i18n.commitEncoding`, or holds a NUL.
        GitError: if git is missing or fails.
    """
    settings = _settings(cwd)
    lines = _decode(data, settings.get("i18n.commitencoding")).split("\n")
    edited = os.environ.get("GIT_EDITOR") != ":"
    cleanup = settings.get("commit.cleanup", "default")
    if cleanup not in ("strip", "whitespace", "verbatim", "scissors"):
        cleanup = "strip" if edited else "whitespace"
    comment = settings.get("comment", "#")
    if comment == "auto":
        comment = _chosen_comment(lines)
    cut = _cut(lines, comment, always=cleanup == "scissors") if edited else len(lines)
    kept = [
        number
        for number, line in enumerate(lines[:cut])
        if not (cleanup == "strip" and comment and line.startswith(comment))
    ]
    kept_set = set(kept) - _trailers(lines, kept)
    return "\n".join(
        line if number in kept_set else " " * len(line) for number, line in enumerate(lines)
    )


def _settings(cwd: Path) -> dict[str, str]:
    """Return the settings that shape a message; `comment` is the last of its two names."""
    wanted = r"^(commit\.cleanup|core\.comment(char|string)|i18n\.commitencoding)$"
    _, out = run(cwd, "config", "-z", "--get-regexp", wanted, accept=(0, 1))
    found: dict[str, str] = {}
    for record in out.decode("utf-8", "replace").split("\0")[:-1]:
        key, _, value = record.partition("\n")
        found["comment" if key.startswith("core.comment") else key] = value
    return found


def _decode(data: bytes, encoding: str | None) -> str:
    problem = ""
    for name in ("utf-8", encoding or "utf-8"):
        try:
            text = data.decode(name)
            problem = "holds a NUL character" if "\0" in text else ""
        except LookupError:
            problem = "is in an encoding that is not known: see git's i18n.commitEncoding"
        except UnicodeError as error:
            line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
            problem = f"is not {name} (line {line}): see git's i18n.commitEncoding"
        if not problem:
            return text
    raise NoteDecodeError(f"the commit message {problem}")


def _chosen_comment(lines: list[str]) -> str:
    """Return the comment character that git chose: that of its own lines, which come last."""
    for line in lines:
        if line[1:] == _SCISSORS and line[0] in _COMMENT_CHARACTERS:
            return line[0]
    last = next((line for line in reversed(lines) if line.strip()), "")
    return last[0] if last.startswith(_COMMENT_CHARACTERS) else ""


def _cut(lines: list[str], comment: str, *, always: bool) -> int:
    """Return the number of lines above git's scissors line; of all if there is none.

    Unless it cuts `always`, git cuts for `commit -v` alone, and then a comment of its own stands
    right below the line; elsewhere what looks like scissors is a part of the message.
    """
    for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if comment and line == comment + _SCISSORS and (always or below.startswith(comment)):
            return number
    return len(lines)


def _trailers(lines: list[str], kept: list[int]) -> set[int]:
    """Return which lines name colleagues in the last paragraph, if that is one of trailers alone.

    The first paragraph is the title, never trailers.
    """
    filled = [bool(lines[number].strip()) for number in kept]
    if True not in filled:
        return set()
    first, last = filled.index(True), len(filled) - filled[::-1].index(True)
    while last > first and filled[last - 1]:
        last -= 1
    block = [number for number in kept[last:] if lines[number].strip()]
    if last == first or not all(_TRAILER_LINE.match(lines[number]) for number in block):
        return set()
    return {number for number in block if _COLLEAGUE.match(lines[number])}
