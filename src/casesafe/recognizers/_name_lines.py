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
        if text.upper().replace(".", "") in abbreviations() or any(c.isdigit() for c in text):
            continue
        if "B" in kinds or (len(kinds) == 1 and kinds[0] == "T"):
            continue
        score = len(matches) + 2 * ("G" in kinds or "N" in kinds)
        if len(low) == 1 and score < 4:
            continue
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
    rf"[ >*]{{0,6}}[A-Za-z]+[^\n.!?:]{{0,40}}[,.!\-]?\n{{1,2}}[ >*]{{0,6}}(?:[-—~] ?)?(?P<name>{_NAME})[.,]?(?=\n|\Z|,| [-—|(]|  )"
)
# "- Jo", "— Mari", "signed TK" at the end of a line; must not match "- Plan" or a range "3 - B".
_SIGNED = re.compile(
    rf"(?:(?<=[.!?)\"] )|(?<=\n)|(?<=  ))(?:--?|—|~|/s/|[Ss]igned,?|[Ii]nitialed) ?(?P<name>{_NAME})[.,]?(?=\n|\Z|,? (?:RN|LPN|MD|LCSW|LPC|LMFT|PhD|PsyD|NP|MSW|LMSW))"
)
# Thanks or love and a name at the very end: "thx for keeping my slot,Corwin".
_INLINE = re.compile(
    rf"\b(?:thx|thanks|thank you|ty|love|best|cheers|warmly|sincerely|regards|xo|xoxo|respectfully|gratefully)\b[^.\n]{{0,60}}?[,.!\-—] ?(?P<name>{_NAME})\s*\Z",
    re.I,
)


def letters(view: NameView) -> Iterator[Hit]:
    """Yield the names of salutations and closings."""
    normal = view.normal
    tail = max(0, len(normal) - 120)
    m = _INLINE.search(normal, tail)
    if m and _is_name(m["name"], strict=True):
        yield Hit(*m.span("name"), "closing", Source.CUE, 0.9)
    for m in _SIGNED.finditer(normal):
        if _is_name(m["name"], strict=True) or (m["name"].isupper() and len(m["name"]) < 4):
            yield Hit(*m.span("name"), "signed", Source.CUE, 0.85)
    for word, pattern in cues_in(view.note, _AT_LINE_START):
        start = _line_start(normal, word.start)
        m = pattern.match(normal, start) if start >= 0 else None
        if m and pattern is _GREETING:
            yield from _greeted(view, m)
        elif m and _is_name(m["name"], strict=False):
            yield Hit(*m.span("name"), "closing", Source.CUE, 0.9)


_AT_LINE_START = {
    **dict.fromkeys(CLOSINGS, _CLOSING),
    **dict.fromkeys(
        ("dear", "dearest", "hi", "hey", "hello", "good", "morning", "hola", "yo"), _GREETING
    ),
}


def _line_start(normal: str, at: int) -> int:
    """Return where the line of `at` begins if only quotation marks and spaces precede it, or -1."""
    start = at
    while start > 0 and at - start < 8 and normal[start - 1] in " >*":
        start -= 1
    return start if start == 0 or normal[start - 1] == "\n" else -1


def _greeted(view: NameView, m: re.Match[str]) -> Iterator[Hit]:
    at = m.start("names")
    for part in re.finditer(_NAME, m["names"]):
        words = part.group().split()
        if words[0].lower() in GREETED or words[-1].lower() in GREETED:
            continue
        dear = m.group()[:4].lower() == "dear" and words[0][0].isupper()
        if not _is_name(part.group(), strict=True) and not (
            dear and len(words) == 1 and kind_of(words[0].lower()) == ORDINARY
        ):
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


# "Vega, Marisol T.", "WILKOWSKI, Grzegorz", "Cook, T."; must not match "Boston, MA", "Monday, May".
_REORDERED = re.compile(
    r"(?P<last>[A-ZÀ-Þ][\w'\-]+(?: [A-ZÀ-Þ][\w'\-]+){0,2}), ?(?P<first>[A-ZÀ-Þ][\w'\-]*)(?P<rest>(?: [A-ZÀ-Þ](?![\w'])\.?| [A-ZÀ-Þ][\w'\-]+)?)"
)
_HEAD = re.compile(r"(?<![\w'\-])[A-ZÀ-Þ][\w'\-]+(?: [A-ZÀ-Þ][\w'\-]+){0,2}\Z")
# What precedes a reordered name where it is no list: line start, label, bar, number, quotation.
_ROW_START = re.compile(
    r"(?:^|[:|;/\t\"(=>]|\d[.)]?|  |\b(?:Pt|Client|Patient|Re|RE|PT|under|Subject|student|Youth))[ \"]*\Z",
    re.M,
)


def reordered(view: NameView) -> Iterator[Hit]:
    """Yield names written surname first."""
    normal = view.normal
    at = normal.find(",")
    while at >= 0:
        ahead = normal[at + 1 : at + 3]
        if not (ahead[:1].isupper() or (ahead[:1] == " " and ahead[1:].isupper())):
            at = normal.find(",", at + 1)
            continue
        begin = max(normal.rfind("\n", 0, at), at - 48) + 1
        head = _HEAD.search(normal[begin:at])
        m = _REORDERED.match(normal, begin + head.start()) if head else None
        if m and m.end("last") == at:
            hit = _surname_first(normal, m)
            if hit:
                yield hit
        at = normal.find(",", at + 1)


def _surname_first(normal: str, m: re.Match[str]) -> Hit | None:
    last, first = m["last"], m["first"]
    caps = last.isupper() and len(last) > 3 and not any(c.isdigit() for c in last + first)
    kinds = [kind_of(w.lower()) for w in last.split()]
    given = kind_of(first.lower())
    if any(k in (STOPPED, CLINICAL, THING) for k in kinds) or given in (STOPPED, CLINICAL):
        return None
    if last in abbreviations() or (first in abbreviations() and len(first) > 1):
        return None
    row = _ROW_START.search(normal, max(0, m.start() - 16), m.start()) is not None
    if len(first) == 1:
        ok = (
            (row or caps)
            and "O" not in kinds
            and normal[m.end("first") : m.end("first") + 1] in (".", "\n", " ", "")
        )
    elif caps:
        ok = given in "GNA" or (given == "U" and "O" not in kinds and row)
    else:
        ok = row and given in "GN" and "O" not in kinds and "G" not in kinds
    if not ok:
        return None
    end = m.end("first")
    rest = m["rest"]
    if rest and (
        len(rest.strip()) <= 2
        or (kind_of(rest.strip().lower()) in "GNLU" and rest.strip() not in abbreviations())
    ):
        end = m.end("rest")
    elif len(first) == 1 and normal[end : end + 1] == ".":
        end += 1
    if len(first) == 1 and normal[end : end + 1].isalnum():
        return None
    return Hit(m.start(), end, "last_first", Source.CUE if row or caps else Source.UNPROVEN, 0.85)
