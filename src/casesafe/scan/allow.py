"""The inline allow comment: a finding on this line is no identifier, and why.

    casesafe: allow: taken from the textbook
    casesafe: allow PERSON, DATE: a fictional example

in whatever marks a comment in the file, or in nothing. It covers findings that lie wholly on its own
line of the file, within the first `REACH` characters of it, and never one inside the comment. What
it excuses is listed with its reason. `redact` knows no comments.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.finding import Finding

#: How far into a line of the file a comment may stand and reach, in characters. A paragraph or a
#: whole note on one line is shared by too much for one comment to speak for it.
REACH: Final = 500
_REASON_MAX = 120
_LEAST_WORDS = 2
_HOW = "write `casesafe: allow: REASON` or `casesafe: allow TYPE, TYPE: REASON`"

# "casesafe: allow", what it names, a colon or dash, the reason up to the end of the comment or line;
# must not match "my-casesafe: allow", and one comment must not run into the next.
_COMMENT = re.compile(
    r"(?<![\w-])(?P<opening>casesafe:[ \t]*allow)\b"
    r"(?P<types>(?:(?!casesafe:)[\w ,\t])*)"
    r"(?P<mark>(?:(?!-->)[:\u2010-\u2015-])*)"
    r"(?P<reason>(?:(?!casesafe:|-->|\*/|#\}|%\}|\}\}|\?>|\]\]>)[^\n\r])*)",
    re.IGNORECASE,
)
# A word of a reason, of two letters at least; must not match a number.
_WORD = re.compile(r"[^\W\d_]{2,}")
#: What may close a comment or a value behind a reason.
_CLOSING = " \t\"'`,;*_|)>]}-"


@dataclass(frozen=True, slots=True)
class Problem:
    """A comment that does not hold.

    Args:
        line: Its line in the file, from 1.
        why: What is wrong and what to do; no text of the note.
    """

    line: int
    why: str


class Allowed(NamedTuple):
    """What the comments of a text make of its findings.

    Args:
        counting: The findings that count, in order.
        excused: Those that do not, each with the reason; findings inside the reason are replaced.
        problems: The comments that do not hold, in order.
    """

    counting: tuple[Finding, ...]
    excused: tuple[tuple[Finding, str], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment that holds; `types` is empty if it names none."""

    line: int
    types: frozenset[str]
    reason: str = field(repr=False)


def allowed(
    text: str,
    findings: Sequence[Finding],
    place: Callable[[int], tuple[int, int]],
    types: Collection[str] = ENTITY_TYPES,
) -> Allowed:
    """Return the findings that count, those that a comment excuses, and comments that do not hold.

    Args:
        text: A document's text.
        findings: Its findings, sorted and disjoint; none of a path.
        place: Line and column in the file, from 1, of a character of the text.
        types: The entity types that a comment may name: those of the policy.
    """
    if "casesafe:" not in text.casefold():
        return Allowed(tuple(findings), (), ())
    comments: dict[int, list[_Comment]] = {}
    problems: list[Problem] = []
    spans: list[tuple[int, int]] = []
    for m in _COMMENT.finditer(text):
        if not _in_file(m.start(), m.end("opening"), place):
            continue
        spans.append(m.span())
        read = _read(text, m, findings, place, types)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            comments.setdefault(read.line, []).append(read)
    counting: list[Finding] = []
    excused: list[tuple[Finding, str]] = []
    for f in findings:
        # The first comment that ends behind the finding's first character.
        near = bisect_right(spans, f.start, key=lambda span: span[1])
        inside = near < len(spans) and spans[near][0] < f.end
        holds = None if inside else _covering(f, comments, place)
        if holds is None:
            counting.append(f)
        else:
            excused.append((f, holds.reason))
    return Allowed(tuple(counting), tuple(excused), tuple(dict.fromkeys(problems)))


def _in_file(start: int, end: int, place: Callable[[int], tuple[int, int]]) -> bool:
    """Return whether the words of a comment stand in the file: cues of a document are no comments.

    In the file each character has a column of its own. A cue, such as a header that is repeated
    before every cell, has no room there: all of it has the place of what follows.
    """
    (line, column), (last_line, last_column) = place(start), place(end - 1)
    return line == last_line and last_column - column >= end - 1 - start


def _covering(
    f: Finding, comments: dict[int, list[_Comment]], place: Callable[[int], tuple[int, int]]
) -> _Comment | None:
    line, _ = place(f.start)
    last, column = place(f.end - 1)
    if line != last or column > REACH:
        return None
    here = comments.get(line, ())
    return next((c for c in here if not c.types or f.entity_type in c.types), None)


def _read(
    text: str,
    m: re.Match[str],
    findings: Sequence[Finding],
    place: Callable[[int], tuple[int, int]],
    types: Collection[str],
) -> _Comment | Problem:
    """Return the comment, or why it does not hold."""
    line, _ = place(m.start())
    named = [t.strip().upper() for t in m["types"].split(",")] if m["types"].strip() else []
    reason, words = _reason(text, m.start("reason"), m.end("reason"), findings)
    if not m["mark"]:
        why = f"there is no colon before the reason; {_HOW}"
    elif any(t not in types for t in named):
        why = f"what stands before the reason is no entity type; {_HOW}"
    elif words < _LEAST_WORDS:
        why = f"the reason has fewer than two words; {_HOW}"
    elif len(reason) > _REASON_MAX:
        why = (
            f"the reason is longer than {_REASON_MAX} characters; "
            "shorten it, or close the comment behind it"
        )
    elif place(m.end() - 1)[1] > REACH:
        why = (
            f"it stands beyond the first {REACH} characters of its line; "
            "break the line, or accept the finding in the baseline"
        )
    else:
        return _Comment(line, frozenset(named), reason)
    return Problem(line, why)


def _reason(text: str, start: int, end: int, findings: Sequence[Finding]) -> tuple[str, int]:
    """Return the reason with findings replaced, and the number of its words outside of them."""
    parts: list[str] = []
    at, words = start, 0
    for i in range(bisect_left(findings, start, key=lambda f: f.end), len(findings)):
        f = findings[i]
        if f.start >= end:
            break
        if f.end > start:
            own = text[at : max(at, f.start)]
            parts += (own, f"[{f.entity_type}]")
            words += len(_WORD.findall(own))
            at = max(at, f.end)
    rest = text[at:end].rstrip(_CLOSING) if at < end else ""
    said = "".join(c if c.isprintable() else " " for c in ("".join(parts) + rest))
    return " ".join(said.split()), words + len(_WORD.findall(rest))
