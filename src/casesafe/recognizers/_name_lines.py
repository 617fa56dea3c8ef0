"""Names by their place in a line: speaker labels, salutations, closings, "Last, First"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.recognizers._name_titles import Hit
from casesafe.recognizers._name_tokens import (
    CLINICAL,
    ORDINARY,
    STOPPED,
    THING,
    NameView,
    abbreviations,
    kind_of,
)
from casesafe.recognizers._name_words import CLOSINGS, GREETED, NOT_SPEAKERS
from casesafe.recognizers._name_words import KIN, ROLE_WORDS, TITLES

_NAME = r"[^\W\d_][\w'\-]{0,20}\.?(?: [^\W\d_][\w'\-]{0,20}\.?){0,2}"
# A speaker: "VS:", "Marcus:", "[7:01 PM] Jo (mom):", "**kavya** 9:02 AM"; must not match a heading.
_SPEAKER = re.compile(
    rf"[ >*\-•]{{0,6}}(?:\[?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]?[ ,\-]{{0,3}})?\**(?P<name>{_NAME})\**"
    r"(?: \([^)\n]{1,30}\))?(?:(?P<colon>:\**(?= ?\S))| +\[?\d{1,2}:\d\d(?: ?[AaPp][Mm])?\]?:?$)",
    re.M,
)


def speakers(view: NameView) -> Iterator[Hit]:
    """Yield the speaker labels of transcripts and chats."""
    found: dict[str, list[re.Match[str]]] = {}
    for start in view.note.line_starts:
        m = _SPEAKER.match(view.normal, start)
        if m:
            found.setdefault(m["name"].lower(), []).append(m)
    for low, matches in found.items():
        words = low.replace(".", "").split()
        kinds = [kind_of(w) for w in words]
        text = matches[0]["name"]
        if low in NOT_SPEAKERS or low.rstrip(".") in NOT_SPEAKERS:
            continue
        if words[0] in KIN or words[0] in ROLE_WORDS or words[0] in TITLES:
            continue
        if any(k in (STOPPED, CLINICAL, THING) for k in kinds) or ORDINARY in kinds:
            continue
        if text.replace(".", "") in abbreviations():
            continue
        if "B" in kinds or len(kinds) == 1 and kinds[0] == "T":
            continue
        score = len(matches) + 2 * ("G" in kinds or "N" in kinds)
        if score < (2 if kinds[0] in "LU" and text[0].isupper() and not text.isupper() else 3):
            continue
        for m in matches:
            yield Hit(*m.span("name"), "speaker", Source.CUE, 0.85)


# "Dear X," "Hi X and Y,", "hey x"; must not match "Hi all".
_GREETING = re.compile(
    rf"[ >*]{{0,6}}(?:Dear|Dearest|Hi|Hey|Hello|Good (?:morning|afternoon|evening)|Morning|Hola|Yo)(?: again)?,? (?P<names>{_NAME}(?:(?:, | and | & |/){_NAME}){{0,4}})(?=[,:;.!\n\-—]|\Z| -)",
    re.I,
)
_CLOSING = re.compile(
    rf"[ >*]{{0,6}}(?P<word>[A-Za-z]+)[^\n.!?:]{{0,40}}[,.!\-]?\n{{1,2}}[ >*]{{0,6}}(?:[-—~] ?)?(?P<name>{_NAME})[.,]?(?=\n|\Z|,| [-—|(]|  )"
)
_DASH = re.compile(rf"(?:^|[ .!?])(?:--?|—|~) ?(?P<name>{_NAME})\s*\Z", re.M)


def letters(view: NameView) -> Iterator[Hit]:
    """Yield the names of salutations and closings."""
    normal = view.normal
    for start in view.note.line_starts:
        m = _GREETING.match(normal, start)
        if m:
            yield from _greeted(view, m)
        m = _CLOSING.match(normal, start)
        if m and m["word"].lower() in CLOSINGS and _is_name(m["name"], strict=False):
            yield Hit(*m.span("name"), "closing", Source.CUE, 0.9)


def _greeted(view: NameView, m: re.Match[str]) -> Iterator[Hit]:
    at = m.start("names")
    for part in re.finditer(_NAME, m["names"]):
        words = part.group().split()
        if words[0].lower() in GREETED or words[-1].lower() in GREETED:
            continue
        if not _is_name(part.group(), strict=True):
            continue
        end = at + part.end()
        if part.group().endswith(".") and len(words[-1]) > 2:
            end -= 1
        yield Hit(at + part.start(), end, "greeting", Source.CUE, 0.9)


def _is_name(text: str, *, strict: bool) -> bool:
    words = text.replace(".", "").split()
    kinds = [kind_of(w.lower()) for w in words]
    bad = (STOPPED, CLINICAL, THING, ORDINARY) if strict else (STOPPED, CLINICAL)
    return not any(k in bad for k in kinds) and not (ORDINARY in kinds and len(words) == 1)
