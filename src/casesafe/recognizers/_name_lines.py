"""Names by their place in a line: speaker labels, salutations, closings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers._name_evidence import Hit
from casesafe.recognizers._name_kinds import (
    CLINICAL,
    GIVEN,
    ORDINARY,
    RARE_GIVEN,
    STOPPED,
    SURNAME,
    THEORIST,
    THING,
    UNKNOWN,
    WORD_SURNAME,
    abbreviations,
    kind_of,
)
from casesafe.recognizers._name_tokens import NameView
from casesafe.recognizers._name_words import (
    CLOSINGS,
    GREETED,
    KIN,
    NOT_SPEAKERS,
    ROLE_WORDS,
    TITLES,
)
from casesafe.recognizers.base import cues_in

_NAME = r"[^\W\d_][\w'\-]{0,20}\.?(?: [^\W\d_][\w'\-]{0,20}\.?){0,2}"
_CLOCK = r"\[?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]?"
# A speaker: "VS:", "[7:01 PM] Jo (mom):", "**kavya** 9:02 AM"; must not match a lone heading.
_SPEAKER = lazy_pattern(
    rf"[ >*\-•]{{0,6}}(?:{_CLOCK}[ ,\-]{{0,3}})?\**(?P<name>{_NAME})\**(?: \([^)\n]{{1,30}}\))?"
    rf"(?::\**(?= ?[^\s\d])| +{_CLOCK}:?$)",
    re.M,
)


def speakers(view: NameView) -> Iterator[Hit]:
    """Yield the speaker labels of transcripts and chats."""
    found: dict[str, list[re.Match[str]]] = {}
    for start in view.note.line_starts:
        m = _SPEAKER.match(view.normal, start)
        if m:
            found.setdefault(m["name"].lower(), []).append(m)
    for matches in found.values():
        if _is_speaker(matches[0]["name"], len(matches)):
            for m in matches:
                yield Hit(*m.span("name"), "speaker", Source.CUE, 0.85)


def _is_speaker(text: str, count: int) -> bool:
    """Return whether a label that begins `count` lines names a person."""
    low = text.lower().rstrip(".")
    words = low.replace(".", "").split()
    if low in NOT_SPEAKERS or any(c.isdigit() for c in low):
        return False
    if words[-1] in ("mgr", "worker") or ("-" in text and text.isupper()):
        return False
    if any(words[0] in table for table in (KIN, ROLE_WORDS, TITLES)):
        return False
    if text.upper().replace(".", "") in abbreviations() and (count < 3 or len(low) != 2):
        return False
    kinds = [kind_of(w) for w in words]
    if len(low) == 2 and text.isupper():
        return count >= 3 and kinds != [STOPPED]
    if set(kinds) & {STOPPED, CLINICAL, THING, ORDINARY} or kinds == [THEORIST]:
        return False
    if WORD_SURNAME in kinds:
        return count >= 4
    if len(low) == 1:
        return count >= 4
    if GIVEN in kinds or RARE_GIVEN in kinds:
        return True
    plain = kinds[0] in (SURNAME, UNKNOWN) and text[0].isupper() and not text.isupper()
    return count >= (2 if plain else 3)


# "Dear X," "Hi X and Y,", "hey x"; "Hi all" is refused afterwards.
_GREETING = lazy_pattern(
    r"[ >*]{0,6}(?:Dear|Dearest|Hi|Hey|Hello|Good (?:morning|afternoon|evening)|Morning|Hola|Yo)"
    rf"(?: again)?,? (?P<names>{_NAME}(?:(?:, | and | & |/){_NAME}){{0,4}})"
    r"(?=[,:;.!\n\-—]|\Z| -)",
    re.I,
)
# "Warmly," and the name on the next line; must not run over a sentence end.
_CLOSING = lazy_pattern(
    r"[ >*]{0,6}[A-Za-z]+[^\n.!?:]{0,40}[,.!\-]?\n{1,2}[ >*]{0,6}(?:[-—~] ?)?"
    rf"(?P<name>{_NAME})[.,]?(?=\n|\Z|,| [-—|(]|  )"
)
# "- Jo", "— Mari", "signed TK" at the end of a line; must not match a range, "3 - B".
_SIGNED = lazy_pattern(
    r"(?:(?<=[.!?)\"] )|(?<=\n)|(?<=  ))(?:--?|—|~|/s/|[Ss]igned,?|[Ii]nitialed) ?"
    rf"(?P<name>{_NAME})[.,]?"
    r"(?=\n|\Z|,? (?:RN|LPN|MD|LCSW|LPC|LMFT|PhD|PsyD|NP|MSW|LMSW))"
)
# Thanks or love and a name at the very end; must not run over a sentence end.
_INLINE = lazy_pattern(
    r"\b(?:thx|thanks|thank you|ty|love|best|cheers|warmly|sincerely|regards|xo|xoxo|respectfully)"
    rf"\b[^.\n]{{0,60}}?[,.!\-—] ?(?P<name>{_NAME})\s*\Z",
    re.I,
)
_GREETINGS = ("dear", "dearest", "hi", "hey", "hello", "good", "morning", "hola", "yo")
_AT_LINE_START = {
    **dict.fromkeys(CLOSINGS, _CLOSING),
    **dict.fromkeys(_GREETINGS, _GREETING),
}


def letters(view: NameView) -> Iterator[Hit]:
    """Yield the names of salutations and closings."""
    normal = view.normal
    m = _INLINE.search(normal, max(0, len(normal) - 120))
    if m and _is_name(m["name"], strict=True):
        yield Hit(*m.span("name"), "closing", Source.CUE, 0.9)
    for m in _SIGNED.finditer(normal):
        if _is_name(m["name"], strict=True) or (m["name"].isupper() and len(m["name"]) < 4):
            yield Hit(*m.span("name"), "signed", Source.CUE, 0.85)
    for word, pattern in cues_in(view.note, _AT_LINE_START):
        start = _line_start(normal, word.start)
        m = pattern.match(normal, start) if start >= 0 else None
        if m and pattern is _GREETING:
            yield from _greeted(m)
        elif m and _is_name(m["name"], strict=False):
            yield Hit(*m.span("name"), "closing", Source.CUE, 0.9)


def _line_start(normal: str, at: int) -> int:
    """Return where the line of `at` begins if only quotation marks and spaces precede, or -1."""
    start = at
    while start > 0 and at - start < 8 and normal[start - 1] in " >*":
        start -= 1
    return start if start == 0 or normal[start - 1] == "\n" else -1


def _greeted(m: re.Match[str]) -> Iterator[Hit]:
    """Yield the names in a salutation."""
    at = m.start("names")
    dear = m.group().lstrip(" >*")[:4].lower() == "dear"
    for part in re.finditer(_NAME, m["names"]):
        words = part.group().rstrip(".").split()
        if words[0].lower() in GREETED or words[-1].lower() in GREETED:
            continue
        plain = len(words) == 1 and words[0][0].isupper() and dear
        if not _is_name(part.group(), strict=not plain):
            continue
        end = at + part.end()
        if part.group().endswith(".") and len(words[-1]) > 1:
            end -= 1
        yield Hit(at + part.start(), end, "greeting", Source.CUE, 0.9)


def _is_name(text: str, *, strict: bool) -> bool:
    """Return whether no word forbids that `text` is a name; strictly: no ordinary word either."""
    words = text.replace(".", "").split()
    kinds = {kind_of(w.lower()) for w in words}
    if kinds & {STOPPED, CLINICAL} or words[0].lower() in CLOSINGS:
        return False
    return not (strict and kinds & {THING, ORDINARY}) and (not kinds <= {ORDINARY} or not strict)
