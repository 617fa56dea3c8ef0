"""Ages by the decade and by name: "late forties", "in her 90s", "nonagenarian", "95th birthday"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._date_parts import Found, Hit
from casesafe.values.number_words import DECADES

_DIGITS = {f"{n}s": n for n in range(20, 100, 10)}
_ORDINAL_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_NINETIETHS = [
    "ninetieth", "hundredth", *(f"ninety-{n}" for n in _ORDINAL_UNITS),
    *(f"{n}th" for n in (90, 94, 95, 96, 97, 98, 99, 100)), "91st", "92nd", "93rd", "101st",
]  # fmt: skip
_STEMS = "quadra quinqua sexa septua octo nona".split()
#: The cue words of this module.
CUES: dict[str, dict[str, int]] = {
    "decade": {**DECADES, **_DIGITS},
    "arian": dict.fromkeys(
        [f"{stem}genarian{s}" for stem in _STEMS for s in ("", "s")]
        + ["centenarian", "centenarians", "supercentenarian"],
        0,
    ),
    "birthday": {"birthday": 0, "bday": 0},
    "ninetieth": dict.fromkeys(_NINETIETHS, 0),
}

_PART = lazy_pattern(
    r"\b(?:early|mid|late|mid-to-late|mid to late|early to mid|low|high|upper)(?:[\s-]|\sto\s)$",
    re.IGNORECASE,
)
_OWN = lazy_pattern(r"\b(?:his|her|their|my|your|our)\s$", re.IGNORECASE)
# Whose decade it is; "the sixties" and "in the 60s" are an era.
_WHOSE = lazy_pattern(
    r"(?:\b(?:male|female|man|woman|[MF]|couple|boy|girl|person|adult|caller|client|pt|patient|"
    r"looks|sounds|maybe|both|probably|about)[,/]?\s|\bx \d\s{2,}|\|\s?)$",
    re.IGNORECASE,
)
_NAMED = lazy_pattern(r"[A-Z][\w']+(?:,|\s\()\s?$|\"\s\([^()]{1,24}\),\s$")
_SEX_NEXT = lazy_pattern(r",\s(?:[fmFM]|male|female)\b")
_UNIT_NEXT = lazy_pattern(r"\s(?:mg|%|degrees|bpm)")
# "mid-thirties", "mid-30s", "20s-30s" as one word.
_HYPHEN = lazy_pattern(r"(?:early|mid|late)-(?P<d>[a-z]+ties|teens|[2-9]0s)|[2-9]0s-[2-9]0s")


def decades(note: Note, found: Found, hyphened: list[str]) -> Iterator[Hit]:
    """Yield "forties", "late 20s", "in her nineties", "mid-thirties", in no order."""
    for w, _ in found["decade"]:
        start = _decade_start(note.normal, w)
        if start is not None:
            yield Hit(start, w.end, "decade", Source.CUE)
    for key in hyphened:
        m = _HYPHEN.fullmatch(key) if key[-1] == "s" else None
        if m and (m["d"] is None or m["d"] in CUES["decade"]):
            for w in note.words.by_lower[key]:
                if note.lower[max(0, w.start - 4) : w.start] != "the ":
                    yield Hit(w.start, w.end, "decade", Source.CUE)


def _decade_start(text: str, w: Word) -> int | None:
    """Where a decade of a person begins, with "late" or "mid"; None for an era or a measure."""
    if text[w.start - 1 : w.start] in ("'", "/", "$", "."):
        return None
    left = text[max(0, w.start - 24) : w.start]
    part = _PART.search(left)
    if (w.lower == "teens" and part is None) or _UNIT_NEXT.match(text, w.end):
        return None
    start = w.start - (len(left) - part.start()) if part else w.start
    ahead = left[: part.start()] if part else left
    if ahead.lower().endswith("the "):
        return None
    whose = _OWN.search(ahead) or _WHOSE.search(ahead) or _NAMED.search(ahead)
    return start if whose or part or _SEX_NEXT.match(text, w.end) else None


# "6;4" of a language sample: years and months; must not match a list ("3;4;5").
_SEMICOLON = lazy_pattern(r"(?<![\d;])(?:1\d|[1-9]);(?:1[01]|0?\d)(?![\d;])")
_NTH_BEFORE = lazy_pattern(
    r"\b(\d{1,3}(?:st|nd|rd|th)|(?:[a-z]{3,5}ty-)?(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|[a-z]{3,6}teenth|tenth|eleventh|twelfth|[a-z]{3,5}tieth))\s$",
    re.IGNORECASE,
)
_WHOSE_BEFORE = lazy_pattern(r"(?:'s|\b(?:his|her|their|my))\s$", re.IGNORECASE)


def named_ages(note: Note, found: Found) -> Iterator[Hit]:
    """Yield "nonagenarian", the ordinal of "95th birthday", and "6;4" of a language sample."""
    text = note.normal
    for w, _ in found["arian"]:
        yield Hit(w.start, w.end, "arian", Source.PROVEN)
    for w, _ in found["birthday"]:
        nth = _NTH_BEFORE.search(text, max(0, w.start - 22), w.start)
        if nth:
            yield Hit(nth.start(1), nth.end(1), "birthday", Source.CUE)
    for w, _ in found["ninetieth"]:
        if _WHOSE_BEFORE.search(text, max(0, w.start - 8), w.start):
            yield Hit(w.start, w.end, "birthday", Source.CUE)
    if ";" in text:
        for m in _SEMICOLON.finditer(text):
            yield Hit(m.start(), m.end(), "years_months", Source.CUE)
