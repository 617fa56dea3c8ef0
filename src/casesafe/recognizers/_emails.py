"""E-mail addresses, typed, spelled out or disguised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._hosts import SPOKEN_ENDINGS, SPOKEN_HOST
from casesafe.recognizers.base import compiled, cues_in

# What stands before the "@"; must not begin with a dot or apostrophe.
_LOCAL = lazy_pattern(r"[^\W_](?:[\w.+%&*'!#/\-]{0,62}[\w+\-])?\Z|_[\w.+\-]{1,62}\Z")
# What stands behind the "@": labels with a dot between; must not take the full stop.
_HOST = lazy_pattern(r"(?:[^\W_](?:[\w\-]{0,62}[^\W_])?\.){1,8}[^\W\d_][\w\-]{0,24}[^\W_]")
# An ending stuck to the next word ("example.orgInsurance"); must not match capitals throughout.
_GLUED_END = lazy_pattern(r"\.(?:com|org|net|edu|gov|example|invalid|local|test)(?=[A-Z][a-z]*$)")
_ONE_LABEL = lazy_pattern(r"[^\W\d_][\w\-]{2,40}(?![\w.@])")
_MAIL_CUE = lazy_pattern(r"(?:e-?mail\w*|mailto|<)[^\n@]{0,40}$", re.IGNORECASE)
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
        yield from _mistyped(note)
        yield from (
            (m.start(), m.end(), "spaced", Source.CUE) for m in _anchored(note, "@", _SPACED)
        )
    lower = note.lower
    if "at)" in lower or "at]" in lower or "at}" in lower or "at>" in lower or "(@" in lower:
        for m in _BRACKETED.finditer(note.normal):
            yield m.start(), m.end(), "bracketed", Source.PROVEN
    if "dot" in lower:
        yield from _spoken(note)
    if not _BROKEN_ENDINGS.isdisjoint(note.words.by_lower):
        yield from _broken(note)


# A space on one side of the "@", a comma for the dot: "t.moss @pinecrest.example",
# "moss@pinecrest,example"; must not match a handle behind a word ("follow @pinecrest").
_MISTYPED_LOCAL = lazy_pattern(r"(?<![\w.@])[A-Za-z0-9][\w.+\-]{1,40}( ?)\Z")
_MISTYPED_HOST = compiled(
    r"""(?P<gap>[ ]?)[a-z0-9][a-z0-9\-]{1,40}(?:\.[a-z0-9\-]{2,30}){0,2}(?P<dot>[ ]?[.,][ ]?)
    (?:com|org|net|edu|gov|example)(?![\w\-@])""",
    ignore_case=True,
)


def _mistyped(note: Note) -> Iterator[tuple[int, int, str, Source]]:
    """Yield addresses with a slip round the "@" or the last dot."""
    text = note.normal
    at = text.find("@")
    while at >= 0:
        local = _MISTYPED_LOCAL.search(text, max(0, at - 44), at)
        host = _MISTYPED_HOST.match(text, at + 1)
        if local and host and (local[1] or host["gap"] or host["dot"] != "."):
            marked = any(c in "._+" or c.isdigit() for c in local.group())
            cue = _MAIL_CUE.search(text[max(0, local.start() - 60) : local.start()])
            if not (local[1] and host["gap"]) and (marked or cue or not local[1]):
                yield local.start(), host.end(), "mistyped", Source.CUE
        at = text.find("@", at + 1)


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
    that's thats so um uh okay ok or and in yes yeah sure yep no well hi it try use just""".split()
)
# "at the dot com store"; must not match names.
_NO_HOST = lazy_pattern(r" +(?:the|a|an|this|that|some|any) dot\b", re.IGNORECASE)
# One word of the local part, from its end; must not cross a line.
_BACK = lazy_pattern(r"([\w'+.\-]{1,40})[ ,]{1,2}$")
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
            yield _whole(note.normal, start), host.end(), "spoken", Source.CUE


# What is left before a local part in several words ("boy fui eight oh eight"): behind the speaker's
# name, or behind "email is"; must not match a sentence.
_ANSWER = lazy_pattern(
    r"(?:(?:\A|\n)[^\n:]{0,24}:|\be-?mail(?: address)?(?: is|'s|:)?|\baddress(?: is|'s|:))[ ]{1,2}"
    r"((?:[a-z0-9]+[ ]){1,3})\Z",
    re.IGNORECASE,
)


def _whole(text: str, start: int) -> int:
    """Return where a local part of several words begins: with all words of the answer."""
    m = _ANSWER.search(text, max(0, start - 80), start)
    if m is None or not _STOP.isdisjoint(m[1].lower().split()):
        return start
    return m.start(1)


_BROKEN_ENDINGS = frozenset(("com", "org", "net", "edu", "example"))
# A host without its dot: "oldfort example", "gmail com"; must not match "home com".
_BROKEN_HOST = compiled(
    r"""[ ](?P<host>[a-z0-9][a-z0-9\-]{2,30})[ .](?:com|org|net|edu|example)(?![\w\-]|[ ]?dot)""",
    ignore_case=True,
)
# A local part that only an address has: dots, digits, underscores; must not match a word.
_BROKEN_LOCAL = lazy_pattern(
    r"(?<![\w.@])(?:[A-Za-z][\w\-]{0,30}(?:[.+_][\w\-]{1,30}){1,4}|[A-Za-z]{2,20}\d{1,6}) $"
)
_PLAIN_LOCAL = lazy_pattern(r"(?<![\w.@])[A-Za-z][\w\-]{2,30} $")
_MAIL_IS = lazy_pattern(r"\be-?mail(?: address)?(?: is|'s|:)? $", re.IGNORECASE)
_PROVIDERS = frozenset("gmail yahoo hotmail outlook icloud aol proton protonmail msn".split())


def _broken(note: Note) -> Iterator[tuple[int, int, str, Source]]:
    """Yield addresses without their marks: "sunny.mae.t at oldfort example"."""
    for word, _ in cues_in(note, {"at": 0}):
        host = _BROKEN_HOST.match(note.normal, word.end)
        if host is None:
            continue
        begin = max(0, word.start - 48)
        local = _BROKEN_LOCAL.search(note.normal, begin, word.start)
        if local is None:
            local = _PLAIN_LOCAL.search(note.normal, begin, word.start)
            named = local and _MAIL_IS.search(
                note.normal, max(0, local.start() - 24), local.start()
            )
            if not named and host["host"].lower() not in _PROVIDERS:
                continue
        if local and local.group().strip().lower() not in _STOP:
            yield local.start(), host.end(), "broken", Source.CUE


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
