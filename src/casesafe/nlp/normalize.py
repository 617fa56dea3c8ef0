"""The normalised view of a note, with its offset map.

Recognizers match on the view, so that a name written with soft hyphens, full-width letters or a
line break inside is found like any other; `Note.original` maps a span back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from casesafe.core.note import Note
from casesafe.core.placeholders import blanked, placeholders_in

#: Characters that no reader sees: zero-width, joiners, soft hyphen, direction marks, BOM,
#: variation selectors, tags. They are dropped from the view.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x3164, 0xFEFF, *range(0x180B, 0x1810),
        *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE1000),
    ],
    "",
)  # fmt: skip
#: Typographic characters that stand for one ASCII character.
_PLAIN = {
    ord(c): p
    for cs, p in (
        ("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4", "'"),
        ("\u201c\u201d\u201e\u201f\u2033", '"'),
        ("\u2010\u2011\u2012\u2013\u2212\u02d7", "-"),
        ("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
        ("\u2028\u2029\u0085\v\f\r", "\n"),
    )
    for c in cs
}  # fmt: skip

# A character that needs more than a one-for-one replacement; must not match plain Latin-1 letters.
_SPECIAL = re.compile(
    "[\u00ad\u034f\u0300-\u036f\u061c\u115f\u1160\u1ab0-\u1aff\u180b-\u180f\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2100-\u214f\u2460-\u24ff\u3164\ua640-\ua69f"
    "\ufb00-\ufb06\ufe00-\ufe2f\ufeff\uff01-\uffee\ufff9-\ufffb\U0001d400-\U0001d7ff"
    "\U0001f100-\U0001f1ff\U000e0000-\U000e0fff\u01c4-\u01cc\u0132\u0133]"
    "|\r\n"
)
# A line break inside a wrapped sentence; must not match before a list item, label or heading.
_WRAP = re.compile(r"(?<=[^\W_])([,;]?)\n(?=[^\W_])")
#: A line shorter than this is not one that was wrapped for its length.
_WRAP_MIN = 40
#: A next line shorter than this that begins with a capital and ends openly is a line of its own.
_OWN_LINE_MAX = 25


def normalize(text: str, custom_types: Iterable[str] = ()) -> Note:
    """Return the note with its normalised view; costs one pass.

    Args:
        text: The note.
        custom_types: A policy's own entity types, whose placeholders are ours too.
    """
    if text.isascii() and "\r" not in text:
        normal = text
        starts = ends = None
    elif _SPECIAL.search(text) is None:
        normal = text.translate(_PLAIN)
        starts = ends = None
    else:
        normal, starts, ends = _mapped(text)
    placeholders = placeholders_in(normal, custom_types)
    view = _unwrapped(blanked(normal, placeholders))
    return Note(text, view, starts, ends, placeholders=placeholders)


def _mapped(text: str) -> tuple[str, list[int], list[int]]:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for m in _SPECIAL.finditer(text):
        _copy(text, at, m.start(), out, starts, ends)
        at = _special(text, m, out, starts, ends)
    _copy(text, at, len(text), out, starts, ends)
    return "".join(out), starts, ends


def _copy(
    text: str, start: int, end: int, out: list[str], starts: list[int], ends: list[int]
) -> None:
    if start < end:
        out.append(text[start:end].translate(_PLAIN))
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))


def _special(
    text: str, m: re.Match[str], out: list[str], starts: list[int], ends: list[int]
) -> int:
    """Write what stands for one special character; return where the note goes on."""
    c, at = m.group(), m.start()
    if c == "\r\n":
        plain = "\n"
    elif ord(c) in _INVISIBLE:
        return m.end()
    elif unicodedata.combining(c):
        if out and out[-1] and ends and ends[-1] == at:
            block = out.pop()
            composed = unicodedata.normalize("NFC", block[-1] + c)
            # The base letter becomes a piece of its own, so that many marks cost no copies.
            out.append(block[:-1])
            out.append(composed if len(composed) == 1 else block[-1])
            ends[-1] = m.end()
        return m.end()
    else:
        plain = unicodedata.normalize("NFKC", c)
    out.append(plain.translate(_PLAIN))
    written = len(out[-1])
    starts.extend([at] * written)
    ends.extend([m.end()] * written)
    return m.end()


def _unwrapped(normal: str) -> str:
    """Replace each line break inside a wrapped sentence by a space; the length stays."""
    if "\n" not in normal:
        return normal

    def join(m: re.Match[str]) -> str:
        at = m.end() - 1
        begin = normal.rfind("\n", 0, at) + 1
        if at - begin < _WRAP_MIN:
            return m.group()
        stop = normal.find("\n", at + 1)
        line = normal[at + 1 : stop if stop >= 0 else len(normal)]
        own = len(line) < _OWN_LINE_MAX and not line[0].islower() and line[-1] not in ".!?,;"
        return m.group() if own or _STARTS_ANEW.match(line) else m.group(1) + " "

    return _WRAP.sub(join, normal)


# What begins a line of its own: a label, a heading in capitals, a table row, a lettered item.
_STARTS_ANEW = re.compile(
    r"[^\n.!?;]{1,40}[:|\t]|[A-Z][A-Z /&-]{3,60}$|[A-Za-z][.)] |\d{1,3}[.)]\s|[^\n]* \| "
)
