"""User names: handles with their sign, names behind a label, speakers of a chat, table columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import WORD, Note
from casesafe.recognizers._handle_cues import (
    FILE,
    cued,
    handle_like,
    is_field,
    named_alone,
    speakers,
    table_cells,
)
from casesafe.recognizers._handle_marks import decked, legend, told_by_name

Hit = tuple[int, int, str, Source]

# A handle behind "@", with its server (Mastodon); must not match times ("@2pm") or a lone "@".
_AT = lazy_pattern(
    r"@[A-Za-z0-9_](?:[\w.\-]{0,40}\w)?(?:@[a-z0-9](?:[a-z0-9\-]{0,40}\.)[a-z0-9.\-]{1,40}[a-z])?"
)
_TIME = lazy_pattern(r"@\d[\d.:]*(?:[a-z]{0,4}|th|st|nd|rd)$", re.IGNORECASE)
#: Words that stand behind "@" for "at".
_PLACES = frozenset(
    """home work school noon night bedtime hs baseline rest risk admit discharge dc intake clinic
    hospital er ed times least all everyone here channel the this that her his my our a an me
    bedside lunch dinner am pm once present end start goal group church gym store midnight court
    front desk office lobby gate door first last next same""".split()
)
# Reddit's "u/name"; must not match "30 u/day" or a part of a path.
_REDDIT = lazy_pattern(r"u/[A-Za-z0-9_\-]{3,22}(?![\w/])")
_PER = frozenset("day hour min kg hr week night dose hrs days wk mth month liter".split())
# A name with the four digits of old Discord tags; must not match "Apt#1204" (words listed).
_TAG = lazy_pattern(r"[A-Za-z0-9_.]{2,32}\Z")
_NUMBERED = frozenset(
    """apt unit room rm suite ste chart mrn case claim acct account id ssn po box check invoice rx
    ref order ticket group session sess visit policy member docket file bed site lot flight bus
    route item page chapter step goal ext phone fax tel no num number lic license badge extension
    auth dl grp pt client patient seq seat table""".split()
)
# A cash tag; must not match sums, "$k" or shell variables in capitals.
_CASH = lazy_pattern(r"\$[A-Za-z][A-Za-z0-9_\-]{2,20}(?![\w$.])")
_CASH_CUE = lazy_pattern(r"cash ?app|cash ?tag|venmo|tag|pay|handle|\$")
_WORD_CHARS = lazy_pattern(r"[\w.\-]")


def handles(note: Note, taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield start, end, rule and source of each user name outside the spans `taken`."""
    hits = [*_at(note), *_signed(note), *cued(note), *_underscored(note), *table_cells(note)]
    hits += [*speakers(note), *named_alone(note), *legend(note)]
    inside = _Covered(taken)
    hits = [h for h in hits if h[0] not in inside]
    if hits:
        hits += [h for h in told_by_name(note) if h[0] not in inside]
    yield from hits
    yield from _again(note, hits, taken)


def _at(note: Note) -> Iterator[Hit]:
    text = note.normal
    at = text.find("@")
    while at >= 0:
        before = text[at - 1 : at]
        m = _AT.match(text, at)
        if m and not before.isalnum() and before not in {".", "_", "-", "+", "%"}:
            name = m.group()[1:].lower()
            if (
                text[m.end() : m.end() + 1] != "@"
                and name not in _PLACES
                and not _TIME.match(m.group())
                and any(map(str.isalpha, name))
            ):
                yield at, m.end(), "at_sign", Source.PROVEN
                at = m.end() - 1
        at = text.find("@", at + 1)


def _signed(note: Note) -> Iterator[Hit]:
    """Yield "u/name", "name#1234" and "$cashtag"."""
    text, lower = note.normal, note.lower
    at = lower.find("u/")
    while at >= 0:
        m = _REDDIT.match(text, at)
        before = text[max(0, at - 2) : at]
        alone = not before[-1:].isalnum() and before[-1:] not in {".", "_", "-"}
        if before[-1:] == "/":
            alone = not before[:-1].isalnum() and before != "//"
        if m and alone and m.group()[2:].lower() not in _PER and not before[:1].isdigit():
            yield at, m.end(), "reddit", Source.PROVEN
        at = lower.find("u/", at + 2)
    yield from _discord(note)
    at = text.find("$")
    while at >= 0:
        m = _CASH.match(text, at)
        if m and not m.group()[1:].isupper():
            near = _CASH_CUE.search(lower[max(0, at - 40) : at]) or handle_like(m.group()[1:])
            if near:
                yield at, m.end(), "cashtag", Source.CUE
        at = text.find("$", at + 1)


def _discord(note: Note) -> Iterator[Hit]:
    text = note.normal
    at = text.find("#")
    while at >= 0:
        digits = text[at + 1 : at + 6]
        name = _TAG.search(text[max(0, at - 32) : at])
        if name and digits[:4].isdigit() and len(digits[:4]) == 4 and not digits[4:].isalnum():
            word = name.group().lower().strip(".")
            short = name.group().isupper() and len(word) <= 5
            if word not in _NUMBERED and not short and any(map(str.isalpha, word)):
                yield at - len(name.group()), at + 5, "discord", Source.PROVEN
        at = text.find("#", at + 1)


def _underscored(note: Note) -> Iterator[Hit]:
    """Yield names with an inner underscore: in prose nothing else has one but keys and files."""
    text = note.normal
    done = 0
    at = text.find("_")
    while at >= 0:
        if at >= done:
            start, done = _token(text, at)
            if _is_handle(text, start, done) or decked(text, start, done):
                yield start, done, "underscore", Source.UNPROVEN
        at = text.find("_", max(done, at + 1))


def _token(text: str, at: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start and at - start < 48 and _WORD_CHARS.match(text[start - 1]):
        start -= 1
    while end < len(text) and end - at < 48 and _WORD_CHARS.match(text[end]):
        end += 1
    outer = end
    while start < end and text[start] in "._-":
        start += 1
    while end > start and text[end - 1] in ".-":
        end -= 1
    return start, max(end, start + 1) if end > start else outer


# What makes a token with an underscore a key: an equals sign, a colon before a value, quotes with
# a colon; must not match the colon behind a speaker (see `speakers`).
_KEY = lazy_pattern(r"[\"']?\s{0,12}(?:=|:|\|)|,[\w\"(+\[]|\(|\[|[\"'],[\"']|\]\s{0,3}\n")

# An underscore between letters or digits; must not match emphasis ("_very_ stout").
_INNER = lazy_pattern(r"[^\W_]_{1,2}[^\W_]")
# Two words of a note joined in haste ("follow_up", "SI_plan"); must not match longer names.
_SHORTHAND = lazy_pattern(
    r"^(?:[a-z]+_(?:up|in|out|off|on|plan|harm|report|reports|show|said|says|care|risk|level|case|text)"
    r"|(?:pt|cl|si|hi|dx|tx|hx|rx|dob|mrn|client|session|intake|progress|safety|treatment)_[a-z]+)$"
)


def _is_handle(text: str, start: int, end: int) -> bool:
    token = text[start:end]
    inner = token.strip("_")
    if not _INNER.search(inner) or sum(map(str.isalpha, inner)) < 3 or FILE.search(inner):
        return False
    if text[start - 1 : start] in {"@", "/", "\\", "#", "%", "$", ".", "&", "?", "="}:
        return False
    if text[end : end + 1] in {"@", "/", "\\"} or _KEY.match(text, end):
        return False
    if _SHORTHAND.search(inner.lower()):
        return False
    if inner.isupper() or "__" in inner or is_field(inner):
        return False
    return text[start - 1 : start] != "," or text[end : end + 1] != ","


class _Covered:
    """Which offsets lie in some spans, in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [s for s, _ in self._spans]

    def __contains__(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._spans[i][1]


# A name standing again: with the marks that user names hold, from its first word.
_WHOLE = lazy_pattern(r"[\w.\-]{1,64}")


def _again(note: Note, hits: Sequence[Hit], taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield each name found where it stands again, letter for letter."""
    names = {note.normal[s:e].lstrip("@") for s, e, _, _ in hits}
    names = {n for n in names if len(n) > 3 and (handle_like(n) or len(n) > 7)}
    if not names:
        return
    covered = _Covered([*((s, e) for s, e, _, _ in hits), *taken])
    heads = {m.group().lower() for n in names if (m := WORD.match(n))}
    for head in heads & note.words.by_lower.keys():
        for word in note.words.by_lower[head]:
            m2 = _WHOLE.match(note.normal, word.start)
            name = m2.group().rstrip(".-") if m2 else ""
            end = word.start + len(name)
            before = note.normal[word.start - 1 : word.start]
            if name not in names or word.start in covered or before.isalnum() or before == "_":
                continue
            if note.normal[end : end + 1] != "@":
                yield word.start, end, "again", Source.UNPROVEN
