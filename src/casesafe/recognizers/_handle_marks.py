"""User names by their ornaments, in a legend ("MouseTrapp_ = Mouse"), beside a name in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, line_begin, line_end
from casesafe.recognizers._handle_cues import FILE, Hit, is_field
from casesafe.recognizers.base import cues_in
from casesafe.values.vocabulary import ordinary_words

# Ornaments that only user names wear: "xX_coach_Xx", "__lou__x"; must not match emphasis.
_WORN = lazy_pattern(r"[xX]{2}_?[A-Za-z0-9]\w{1,24}_?[xX]{2}$|[A-Za-z0-9.]{3,20}_{1,2}[xX]{1,2}$")
# An underscore at one end of a word that has a capital or a digit inside: "MouseTrapp_",
# "_kayla04"; must not match the ends of emphasised words.
_ENDED = lazy_pattern(
    r"(?=\w*[a-z](?:[A-Z]|\w*\d))(?:[A-Za-z][A-Za-z0-9.]{3,24}_{1,2}|_{1,2}[A-Za-z][A-Za-z0-9.]{3,24})$"
)
# One at one end of a word, and whose it is in brackets: "_shadowfox (Ryan)".
_PLAIN = lazy_pattern(r"_[A-Za-z][\w.]{3,24}$|[A-Za-z][\w.]{3,24}_$")
_NAMED = lazy_pattern(r" ?\((?!Dr|Mr|Ms)[A-Z][a-z]+[,)]")
_REACH = 400
#: The sign of a legend stands so near the begin of its line.
_LINE_REACH = 48


def decked(text: str, start: int, end: int) -> bool:
    """Return whether a token with an underscore is a user name by its ornaments alone.

    Args:
        text: The normalised text.
        start: First character of the token, its leading underscores left out or not.
        end: One past the last.
    """
    token = text[start:end]
    if text[start - 1 : start] in {"@", "/", "\\", "#", "%", "$", ".", "&", "?", "="}:
        return False
    if FILE.search(token) or text[end : end + 1] in {"@", "/", "\\", "(", "["}:
        return False
    if _WORN.match(token):
        return True
    # The token that `_handles` cuts has lost its leading underscores.
    led = text[start - 1 : start] == "_"
    whole = f"_{token}" if led else token
    if is_field(token) or len(whole) < 5 or whole.strip("_") == whole:
        return False
    if not _ENDED.match(whole) and not (_NAMED.match(text, end) and _PLAIN.match(whole)):
        return False
    if _NAMED.match(text, end):
        return True
    begin, stop = line_begin(text, start, _REACH), line_end(text, end, _REACH)
    return text.count("_", begin, stop) == whole.count("_")


# A line of a legend: a word, an equals sign, a name; must not match a formula or a setting, whose
# right side is small or a number, or an abbreviation in capitals ("SW = Sam").
_LEGEND = lazy_pattern(
    r"[ \t>*•\-]{0,8}(?P<who>[A-Za-z0-9_][\w.\-]{2,32}) ?(?:=|->|→|=>) ?[A-Z][a-z]{1,15}(?![\w=])"
)
# What a user name has and a name or word has not: a mark, a digit, a capital inside.
_MARKED = lazy_pattern(r"[_.\d]|[a-z][A-Z]")


def _legend_rows(text: str) -> Iterator[re.Match[str]]:
    """Yield the lines with a sign of a legend that are one, each once."""
    for sign in ("=", "->", "→"):
        at = text.find(sign)
        while at >= 0:
            begin = line_begin(text, at, _LINE_REACH)
            m = _LEGEND.match(text, begin) if begin == 0 or text[begin - 1] == "\n" else None
            if m is not None and m.end() > at:
                yield m
            at = text.find(sign, at + len(sign))


def legend(note: Note) -> Iterator[Hit]:
    """Yield the user names of a legend; where one looks like one, the other lines count too."""
    text = note.lined
    rows = [m for m in _legend_rows(text) if not FILE.search(m["who"])]
    if not any("_" in m["who"] or _MARKED.search(m["who"].rstrip(".-")) for m in rows):
        return
    for m in rows:
        who = m["who"]
        plain = not _MARKED.search(who)
        if who.isupper() or is_field(who) or (plain and (len(rows) < 2 or not who.islower())):
            continue
        yield m.start("who"), m.end("who"), "legend", Source.CUE


# A word and whose it is: "Read by sirpeanutbttr (Owen, gr 9)"; must not match a job ("Ms. Lee").
_OWNED = lazy_pattern(r" \"?([a-z][a-z0-9]{6,24})\"? \((?!(?:Dr|Mr|Mrs|Ms|Mx)\b)[A-Z][a-z]+[,);]")


def told_by_name(note: Note) -> Iterator[Hit]:
    """Yield words that no dictionary knows, behind "by" or "from", with a name in brackets."""
    for word, _ in cues_in(note, dict.fromkeys(("by", "from", "user", "called"), 0)):
        m = _OWNED.match(note.normal, word.end)
        if m is not None and m[1] not in ordinary_words() and not m[1].endswith("s"):
            yield *m.span(1), "told_by_name", Source.UNPROVEN
