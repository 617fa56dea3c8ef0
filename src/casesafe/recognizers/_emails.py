"""E-mail addresses, typed, spelled out or disguised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers._hosts import SPOKEN_ENDINGS, SPOKEN_HOST
from casesafe.recognizers.base import compiled, cues_in

# What stands before the "@"; must not begin with a dot or apostrophe.
_LOCAL = re.compile(r"[^\W_](?:[\w.+%&*'!#/\-]{0,62}[\w+\-])?\Z|_[\w.+\-]{1,62}\Z")
# What stands behind the "@": labels with a dot between; must not take the full stop.
_HOST = re.compile(r"(?:[^\W_](?:[\w\-]{0,62}[^\W_])?\.){1,8}[^\W\d_][\w\-]{0,24}[^\W_]")
# An ending stuck to the next word ("example.orgInsurance"); must not match capitals throughout.
_GLUED_END = re.compile(r"\.(?:com|org|net|edu|gov|example|invalid|local|test)(?=[A-Z][a-z]*$)")
_ONE_LABEL = re.compile(r"[^\W\d_][\w\-]{2,40}(?![\w.@])")
_MAIL_CUE = re.compile(r"(?:e-?mail\w*|mailto|<)[^\n@]{0,40}$", re.IGNORECASE)
# Spaces round "@" or dots; must not match "@ 2pm" or "aloysius @ sound generations".
_SPACED = compiled(
    r"""(?<![\w.@])[a-z0-9][\w.+\-]{0,40}[ ]{1,3}@[ ]{1,3}[a-z0-9][a-z0-9\-]{1,40}
    [ ]?\.[ ]?(?:com|org|net|edu|gov|example|test|invalid|local)(?![\w\-])""",
    ignore_case=True,
)
# "(at)" and "[dot]"; must not match the bare words, which are read aloud and come below.
_BRACKETED = compiled(
    r"""(?<![\w.@])[a-z0-9][\w+\-]{0,40}
    (?:(?:\.|[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?)[\w+\-]{1,30}){0,4}
    [ ]?[\[({<][ ]?(?:at|@)[ ]?[\])}>][ ]?[a-z0-9][a-z0-9\-]{0,40}
    (?:(?:\.|[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?|[ ]dot[ ])[a-z0-9\-]{2,30}){1,4}""",
    ignore_case=True,
)


def emails(note: Note) -> Iterator[tuple[int, int, str, Source]]:
    """Yield start, end, rule and source of each address."""
    if "@" in note.normal:
        yield from _typed(note)
        yield from (
            (m.start(), m.end(), "spaced", Source.CUE) for m in _anchored(note, "@", _SPACED)
        )
    lower = note.lower
    if "at)" in lower or "at]" in lower or "at}" in lower or "at>" in lower or "(@" in lower:
        for m in _BRACKETED.finditer(note.normal):
            yield m.start(), m.end(), "bracketed", Source.PROVEN
    if "dot" in lower:
        yield from _spoken(note)


def _anchored(note: Note, mark: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield matches of a pattern near each mark that has a space on either side."""
    at = note.normal.find(f" {mark} ")
    while at >= 0:
        begin = max(
            note.normal.rfind(" ", max(0, at - 48), at),
            note.normal.rfind("\n", max(0, at - 48), at),
            at - 49,
        )
        m = pattern.match(note.normal, begin + 1)
        if m and m.end() > at:
            yield m
        at = note.normal.find(f" {mark} ", at + 1)


def _typed(note: Note) -> Iterator[tuple[int, int, str, Source]]:
    text = note.normal
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text[max(0, at - 64) : at])
        if local is not None and not _is_handle(text, max(0, at - 64) + local.start()):
            start = max(0, at - 64) + local.start()
            start = _after_glue(text, start, at)
            host = _HOST.match(text, at + 1)
            if host is not None:
                glued = _GLUED_END.search(host.group())
                end = host.start() + glued.end() if glued else host.end()
                yield start, end, "address", Source.PROVEN
            elif (one := _ONE_LABEL.match(text, at + 1)) and _MAIL_CUE.search(
                text[max(0, start - 60) : start]
            ):
                yield start, one.end(), "address_one_label", Source.CUE
        at = text.find("@", at + 1)


def _is_handle(text: str, start: int) -> bool:
    """Return whether an "@" before the local part makes it a handle with its server."""
    return text[start - 1 : start] == "@"


def _after_glue(text: str, start: int, at: int) -> int:
    """Return where the local part begins once a mark that glued it to another word is left out."""
    for mark in "/#*!&":
        cut = text.rfind(mark, start, at)
        if cut >= 0 and cut + 1 < at:
            start = cut + 1
    while start < at - 1 and text[start] in ".'-+%":
        start += 1
    return start


_STOP = frozenset(
    """is it's its email e-mail mail address me my her his him them reach us write to at the s was
    that's thats so um uh okay ok or and in""".split()
)
# "at the dot com store"; must not match names.
_NO_HOST = re.compile(r" +(?:the|a|an|this|that|some|any) dot\b", re.IGNORECASE)
# One word of the local part, from its end; must not cross a line.
_BACK = re.compile(r"([\w'+.\-]{1,40})[ ,]{1,2}$")
_JOINERS = frozenset("dot underscore dash hyphen period point plus minus".split())
_SPELLED = frozenset(
    """zero oh one two three four five six seven eight nine ten twenty thirty forty fifty sixty
    seventy eighty ninety""".split()
)


def _spoken(note: Note) -> Iterator[tuple[int, int, str, Source]]:
    for word, _ in cues_in(note, {"at": 0}):
        host = SPOKEN_HOST.match(note.normal, word.end)
        if host is None or host["top"].lower() not in SPOKEN_ENDINGS:
            continue
        start = local_start(note.normal, word.start)
        if _NO_HOST.match(host.group()):
            continue
        if start < word.start:
            yield start, host.end(), "spoken", Source.CUE


def local_start(text: str, at: int) -> int:
    """Return where a local part read aloud begins, or `at` if nothing before it is one."""
    start, joined, letters = at, False, False
    for _ in range(12):
        m = _BACK.search(text, max(0, start - 48), start)
        if m is None:
            break
        piece = m[1].lower().strip(".,")
        if piece in _JOINERS:
            start, joined = m.start(1), True
            continue
        if start != at and not joined and not (letters or _small(piece)):
            break
        if not joined and not _small(piece) and (piece in _STOP or (start != at and not letters)):
            break
        if piece in _STOP and not joined:
            break
        start, joined = m.start(1), False
        letters = _small(piece)
    return start


def _small(piece: str) -> bool:
    return len(piece) == 1 or piece in _SPELLED or piece.isdigit()
