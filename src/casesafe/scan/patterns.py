"""Which files are read: patterns by git's rules, hidden files, and files that are never notes.

pathspec translates a pattern; what decides is git's rule: the last pattern that matches an entry
itself, folders before what lies in them, and nothing in an excluded folder comes back.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

EXCLUDED = "excluded by a pattern"
NOT_INCLUDED = "not included by a pattern"
HIDDEN = "hidden"
#: Kept here too, so that a scan without a baseline does not import it.
_BASELINE = ".casesafe-baseline.json"
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn"})
#: In lower case; what Windows and macOS leave in folders.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
#: git's `core.ignorecase` is on by default where file systems do not tell case apart.
_IGNORES_CASE = sys.platform in ("win32", "darwin", "cygwin")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a run, by git's rules. Its repr hides them, since they may hold names.

    The command line's `include` stands instead of the settings'. Its `exclude` comes after the
    settings', so that it decides first and can take an exclusion back (`!drafts/`).

    Args:
        include: Of the command line, counted from each argument that is a folder; for a file from
            the current folder.
        exclude: The same.
        settings_include: Of the settings file, counted from its folder.
        settings_exclude: The same.
        folder: The folder of the settings file. An argument outside it, or any without it, is
            matched as if it were that folder.
        hidden: Whether files and folders whose name begins with a full stop are read.
    """

    include: tuple[str, ...] = field(default=(), repr=False)
    exclude: tuple[str, ...] = field(default=(), repr=False)
    settings_include: tuple[str, ...] = field(default=(), repr=False)
    settings_exclude: tuple[str, ...] = field(default=(), repr=False)
    folder: Path | None = field(default=None, repr=False)
    hidden: bool = True


def pattern_problem(pattern: str) -> str | None:
    """Return why a pattern is none by git's rules, or could match nothing; else None."""
    if "\0" in pattern or "\n" in pattern:
        return "a pattern is one line of text"
    if not pattern.strip() or pattern.startswith("#"):
        return "an empty line or a comment is no pattern; write \\# for a name that begins with #"
    parts = pattern.removeprefix("!").removeprefix("/").removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "it matches nothing: no part of a path may be empty, . or .."
    if _translated(pattern) is None:
        return "not a pattern by git's rules: a [ without ], or a \\ at the end"
    return None


class Filter:
    """Judges paths by the patterns of a run.

    Args:
        patterns: Each without a `pattern_problem`.
        root: What the command line's patterns are counted from.
    """

    def __init__(self, patterns: Patterns, root: Path) -> None:
        top = os.path.realpath(root)
        settings = os.path.realpath(patterns.folder) if patterns.folder else top
        if top != settings and _below(top, settings) is None:
            settings = top
        self._hidden = patterns.hidden
        self._folders: dict[str, tuple[str | None, bool]] = {}
        self._bases = (top, settings)
        self._exclude = (
            (top, _rules(patterns.exclude)),
            (settings, _rules(patterns.settings_exclude)),
        )
        given = bool(patterns.include)
        self._include = (
            top if given else settings,
            _rules(patterns.include if given else patterns.settings_include),
        )
        #: Whether a file is read that no pattern of `include` speaks of.
        self._includes_all = not self._include[1]

    def skipped(self, path: str) -> str | None:
        """Return why a file is not read, judged by itself and the folders above it; or None.

        Args:
            path: Absolute, without symbolic links; it need not exist on disk.
        """
        folder = os.path.dirname(path)
        if folder not in self._folders:  # files that are named come by the hundred from one folder
            reason, included = self.folder_skipped(folder)
            if reason is None and any(map(self._is_hidden, _upward(folder))):
                reason = HIDDEN
            self._folders[folder] = reason, included
        reason, included = self._folders[folder]
        return reason or self.entry_skipped(path, folder=False, above=included)

    def folder_skipped(self, path: str) -> tuple[str | None, bool]:
        """Return whether a pattern excludes a folder that was named, and what `included` says.

        The folders above it count; that it is hidden, or one of version control, does not.

        Args:
            path: Absolute, without symbolic links.
        """
        included = self._includes_all
        for folder in reversed(_upward(path)):
            reason = self._by_pattern(folder, folder=True)
            if reason is not None:
                return reason, False
            included = self.included(folder, folder=True, above=included)
        return None, included

    def entry_skipped(self, path: str, *, folder: bool, above: bool) -> str | None:
        """Return why an entry is not read, or None; the folders above it are read.

        Args:
            path: Absolute, without symbolic links.
            folder: Whether it is a folder.
            above: What `included` said of the folder that it lies in.
        """
        reason = _by_name(os.path.basename(path), folder=folder)
        reason = reason or self._by_pattern(path, folder=folder)
        if reason is None and self._is_hidden(path):
            reason = HIDDEN
        if reason is None and not folder and not self.included(path, folder=False, above=above):
            reason = NOT_INCLUDED
        return reason

    def included(self, path: str, *, folder: bool, above: bool) -> bool:
        """Return whether `include` speaks for an entry, or for the folder that it lies in."""
        base, rules = self._include
        decided = _decide(rules, _below(path, base), folder=folder)
        return above if decided is None else decided

    def _by_pattern(self, path: str, *, folder: bool) -> str | None:
        for base, rules in self._exclude:
            decided = _decide(rules, _below(path, base), folder=folder)
            if decided is not None:
                return EXCLUDED if decided else None
        return None

    def _is_hidden(self, path: str) -> bool:
        return (
            not self._hidden
            and os.path.basename(path).startswith(".")
            and any(_below(path, base) for base in self._bases)
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern: what it matches, whether only folders, and whether it begins with `!`."""

    expression: re.Pattern[str]
    folders_only: bool
    matches: bool


def _rules(patterns: Iterable[str]) -> tuple[_Rule, ...]:
    """The patterns, the last first: it is the one that decides."""
    made = []
    for pattern in patterns:
        translated = _translated(pattern)
        if translated is None:
            raise ValueError("a pattern that `pattern_problem` refuses")
        expression, matches = translated
        flags = re.IGNORECASE if _IGNORES_CASE else 0
        made.append(_Rule(re.compile(expression, flags), pattern.endswith("/"), matches))
    return tuple(reversed(made))


def _translated(pattern: str) -> tuple[str, bool] | None:
    """pathspec's expression and whether a match excludes; None where it is no pattern."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # 40 ms

    # Whether a pattern is for folders alone is judged here, entry by entry, as git does.
    text = _as_git(pattern.removesuffix("/"))
    try:
        expression, matches = GitIgnoreSpecPattern.pattern_to_regex(text)
        if expression is None or matches is None:
            return None
        re.compile(expression)
    except (ValueError, re.error):
        return None
    return expression, matches


def _decide(rules: tuple[_Rule, ...], path: str | None, *, folder: bool) -> bool | None:
    """Whether the last rule that matches the entry itself is a plain one; None without one."""
    if path is None or not rules:
        return None
    # The expressions' `.` and `$` treat a line end in a name in ways of their own.
    name = _as_git(path).replace("\n", "\0")
    for rule in rules:
        if rule.folders_only and not folder:
            continue
        found = rule.expression.search(name)
        # The one group of pathspec's expressions is the slash after a matching folder above.
        if found and found.lastindex is None:
            return rule.matches
    return None


def _as_git(path: str) -> str:
    """macOS decomposes accents in names; git composes them there, and only there."""
    return unicodedata.normalize("NFC", path) if sys.platform == "darwin" else path


def _below(path: str, base: str) -> str | None:
    """The path from `base` on, with slashes; None if it does not lie below."""
    start = base if base.endswith(os.sep) else base + os.sep
    if not path.startswith(start) or path == start:
        return None
    return path[len(start) :].replace(os.sep, "/")


def _upward(folder: str) -> list[str]:
    """The folder and all above it."""
    return [folder, *map(str, Path(folder).parents)]


def _by_name(name: str, *, folder: bool) -> str | None:
    """Why an entry of that name is never a note, or None."""
    if name in _VERSION_CONTROL:
        return "of version control"
    if folder:
        return None
    if name == _BASELINE:
        return "a baseline of casesafe"
    if name.startswith("._") or name.lower() in _LITTER:
        return "of the operating system"
    return None
