"""Web addresses: with a scheme, with "www.", bare domains with their paths, read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._emails import local_start
from casesafe.recognizers._hosts import KNOWN_ENDINGS, SPOKEN_ENDINGS, SURE_ENDINGS
from casesafe.recognizers.base import compiled, cues_in

Hit = tuple[int, int, str, Source]

# The scheme before "://"; must not match other words that end there.
_SCHEME = lazy_pattern(r"(?:https?|hxxps?|s?ftp|wss?|rtsp|file|smb|webcal|zoommtg|h\*\*ps?)\Z")
# What follows "://"; must not take the closing mark of a quotation or a table.
_REST = lazy_pattern(r"[^\s<>\"`|\\^{}]{2,2000}")
# A port and a path, query or fragment; must not match a slash between words and spaces.
_PATH = lazy_pattern(r"(?::\d{2,5})?(?:[/?#][^\s<>\"`|\\^{}]{0,2000})?")
# Labels joined by dots; must not match a full stop at the end.
_HOST = lazy_pattern(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,18}(?![\w\-])"
)
_DOT = lazy_pattern(r"\.(?=[A-Za-z][A-Za-z0-9\-])")
_HOST_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
# Words before a bare domain with an ending that is a word too; must not match across a sentence.
_CUE = lazy_pattern(
    r"\b(?:web|website|site|link|url|portal|visit|page|blog|online at|domain|go to|href|uri"
    r"|uploaded? (?:to|at)|(?:see|pay|book|sign up) at)[ :=(<\"']{1,4}(?:is |at )?\Z"
)


def urls(note: Note) -> Iterator[Hit]:
    """Yield start, end, rule and source of each web address."""
    if "." not in note.normal:
        if "dot" in note.lower:
            yield from _spoken(note)
        return
    taken: list[Hit] = []
    for hit in sorted([*_with_scheme(note), *_with_www(note)]):
        if not taken or hit[0] >= taken[-1][1]:
            taken.append(hit)
    yield from taken
    yield from _bare(note, taken)
    if " dot " in note.lower:
        yield from _spoken(note)


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of an address without the marks of its sentence."""
    while end > start:
        last = text[end - 1]
        opening = {")": "(", "]": "["}.get(last)
        open_too = opening is not None and text.count(last, start, end) > text.count(
            opening, start, end
        )
        if last not in ".,;:!?*'\"_~" and not open_too:
            break
        end -= 1
    return end


def _with_scheme(note: Note) -> Iterator[Hit]:
    at = note.normal.find("://")
    while at >= 0:
        scheme = _SCHEME.search(note.lower[max(0, at - 8) : at])
        rest = _REST.match(note.normal, at + 3)
        if scheme and rest:
            start = at - len(scheme.group())
            yield start, _trimmed(note.normal, at, rest.end()), "scheme", Source.PROVEN
        at = note.normal.find("://", at + 3)


def _with_www(note: Note) -> Iterator[Hit]:
    at = note.lower.find("www.")
    while at >= 0:
        host = _HOST.match(note.normal, at)
        if host and not note.normal[at - 1 : at].isalnum() and note.normal[at - 1 : at] != "/":
            path = _PATH.match(note.normal, host.end())
            end = path.end() if path else host.end()
            yield at, _trimmed(note.normal, at, end), "www", Source.PROVEN
        at = note.lower.find("www.", at + 4)


def _bare(note: Note, taken: list[Hit]) -> Iterator[Hit]:
    text = note.normal
    done, passed = 0, 0
    for dot in _DOT.finditer(text):
        while passed < len(taken) and taken[passed][1] <= dot.start():
            passed += 1
        inside = passed < len(taken) and taken[passed][0] <= dot.start()
        if inside or dot.start() < done:
            continue
        start = _host_start(text, dot.start())
        host = _HOST.match(text, start)
        before = text[start - 1 : start]
        if host is None or host.end() <= dot.start():
            continue
        done = host.end()
        if before in {"@", "/", "\\", "_", "%", "+"} or text[done : done + 1] == "@":
            continue
        path = _PATH.match(text, done)
        end = _trimmed(text, done, path.end() if path else done)
        if _is_domain(note, host, end > host.end() + 1):
            done = end
            yield start, end, "domain", Source.PROVEN


def _host_start(text: str, at: int) -> int:
    start = at
    while start and at - start < 120 and text[start - 1] in _HOST_CHARS:
        start -= 1
    while start < at and text[start] in "-.":
        start += 1
    return start


def _is_domain(note: Note, host: re.Match[str], path: bool) -> bool:
    """Return whether labels joined by dots are a domain, not a full stop without its space."""
    labels = host.group().split(".")
    top = labels[-1].lower()
    if top not in KNOWN_ENDINGS or not (path or any(len(label) > 1 for label in labels[:-1])):
        return False
    if not (labels[-1].islower() or host.group().isupper()):
        return False
    if path or top in SURE_ENDINGS:
        return len(labels[-2]) > 1 or path
    if len(labels) > 2 and labels[-2] in {"co", "com", "org", "ac", "gov", "net", "example"}:
        return True
    lettered = all(label[:1].islower() for label in labels if label.isalpha())
    if len(labels) > 2 and lettered and min(map(len, labels)) > 1 and len(top) > 2:
        return True
    return _CUE.search(note.lower[max(0, host.start() - 24) : host.start()]) is not None


# A host read aloud, from its first word; must not match "dot" between other words (the ending is
# checked), or cross a sentence.
_SPOKEN = compiled(
    r"""(?:[a-z0-9]+[ ](?:dash|hyphen|minus|dot)[ ]){1,6}(?P<top>[a-z]{2,12})(?![\w\-])
    (?:[ ](?:forward[ ])?slash[ ][a-z0-9]+
     (?:[ ](?:dash|hyphen|dot|underscore)[ ][a-z0-9]+){0,3}){0,6}""",
    ignore_case=True,
)
_WORD_BACK = lazy_pattern(r"(?:[a-z0-9]+ (?:dash|hyphen|minus) ){0,3}[a-z0-9]+ \Z")
_NO_HOST = frozenset(
    "the a an this that its dot red blue polka one first every each and or".split()
)


def _spoken(note: Note) -> Iterator[Hit]:
    done = 0
    for word, _ in sorted(cues_in(note, {"dot": 0}), key=lambda hit: hit[0].start):
        if word.start < done:
            continue
        back = _WORD_BACK.search(note.lower[max(0, word.start - 60) : word.start])
        if back is None:
            continue
        start = word.start - len(back.group())
        m = _SPOKEN.match(note.normal, start)
        if m is None or m["top"].lower() not in SPOKEN_ENDINGS:
            continue
        done = m.end()
        first = note.lower[start : note.normal.index(" ", start)]
        if first not in _NO_HOST and not _behind_at(note, start):
            yield start, m.end(), "spoken", Source.CUE


# The words between "at" and the first dot of an e-mail's host; must not match a longer phrase.
_AT_BACK = lazy_pattern(r"(?<![a-z])at (?:[a-z0-9]+ (?:(?:dash|hyphen) )?){0,4}\Z")


def _behind_at(note: Note, start: int) -> bool:
    """Return whether the words are the host, or the local part, of an e-mail read aloud."""
    begin = max(0, start - 60)
    at = _AT_BACK.search(note.lower[begin:start])
    if at is not None and local_start(note.normal, begin + at.start()) < begin + at.start():
        return True
    return _LOCAL_AHEAD.match(note.lower, start) is not None


# "siobhan dot mci at fastmail dot com": a dot before the "at"; must not match a host.
_LOCAL_AHEAD = lazy_pattern(
    r"(?:[a-z0-9]+ (?:dot|dash|underscore|hyphen) ){1,5}[a-z0-9 ]{1,30}? at [a-z0-9 ]{1,40} dot "
)
