"""Years: of birth, and the short forms "'09" and "class of '49"."""

from __future__ import annotations

from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import Found, Hit

_YEAR = r"(?:19|20)\d\d"
#: The cue words of this module.
CUES = {
    "birth_year": {
        **dict.fromkeys("born birth dob yob nacido nacida bday birthdate".split(), "born"),
        "b": "b",
    },
    "class_year": {"class": ""},
}
# What may stand between "born" and a year alone; must not run over a full date ("born 3/14/1931")
# or over another event ("born deaf; in 1980 she").
_BORN = lazy_pattern(
    rf"(?:\s(?:in|at|on|about|around|circa|ca\.?|c\.?|late|early|the|summer|spring|fall|winter|of|year|back|"
    rf"[A-Z][^\W\d_]+,?)){{0,6}}[\s:,(]{{1,4}}(?P<year>{_YEAR})(?![\d/-]|\sor\searlier)"
)
_DOT = lazy_pattern(rf"\.?\s?(?:in\s|ca?\.?\s)?(?P<year>{_YEAR})(?![\d/-]|\sor\searlier)")
_CLASS = lazy_pattern(rf"\sof\s(?P<year>{_YEAR}|'\d\d)(?!\d)")


def birth_years(note: Note, found: Found) -> Iterator[Hit]:
    """Yield years alone that are a year of birth: "born 1931", "b. 1931", "DOB: 1931"."""
    text = note.normal
    for w, kind in found["birth_year"]:
        if kind == "b":
            m = _DOT.match(text, w.end) if text[w.end : w.end + 1] in (".", " ", "1") else None
        else:
            m = _BORN.match(text, w.end)
        if m:
            yield Hit(m.start("year"), m.end("year"), "birth_year", Source.CUE)


def class_years(note: Note, found: Found) -> Iterator[Hit]:
    """Yield the year of "class of 1949" and "class of '49"."""
    for w, _ in found["class_year"]:
        m = _CLASS.match(note.normal, w.end)
        if m:
            yield Hit(m.start("year"), m.end("year"), "class_year", Source.CUE)


# "in '09", "since '84"; must not match "'em" or the feet and inches of "5'11".
_SHORT = lazy_pattern(r"'[0-9][0-9](?![\w'])")


def short_years(note: Note) -> Iterator[Hit]:
    """Yield years of two digits behind an apostrophe."""
    text = note.normal
    for m in _SHORT.finditer(text):
        before = text[m.start() - 1 : m.start()]
        if not (before.isalnum() or before == "'"):
            yield Hit(m.start(), m.end(), "short_year", Source.CUE)
