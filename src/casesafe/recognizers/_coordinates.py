"""Geographic coordinates and plus codes: "42.3601, -71.0589", "lat 42.36 long -71.06", "87JC9W76+5G".

Source: 45 CFR 164.514(b)(2)(i)(B), "equivalent geocodes"; Open Location Code for plus codes (ten
characters of its alphabet, or the last six to eight before a town).

Known misses: degrees, minutes and seconds without a degree sign; UTM grid references; what3words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._gazetteer import Hit

_DEGREES = r"[-+]?[0-9]{1,3}\.[0-9]{4,10}(?![0-9])\N{DEGREE SIGN}?"
# A pair of decimal degrees; not "12.5, 13.5", nor laboratory values, which have fewer than four decimals.
_PAIR = lazy_pattern(
    rf"(?<![\w.])(?P<lat>{_DEGREES})(?:\s?[NS])?[ ]?[,;/][ ]?(?P<lon>{_DEGREES})(?:\s?[EW]\b)?"
)
# A labelled pair: "lat 42.36, long -71.06", "latitude: 42.3601 longitude: -71.0589".
_LABELLED = lazy_pattern(
    r"\b(?:lat(?:itude)?)[.:= ]{1,3}(?P<lat>[-+]?[0-9]{1,2}\.[0-9]{1,10})\N{DEGREE SIGN}?(?:\s?[NS])?"
    r"[ ,;]{1,3}lon(?:g(?:itude)?)?[.:= ]{1,3}(?P<lon>[-+]?[0-9]{1,3}\.[0-9]{1,10})\N{DEGREE SIGN}?"
    r"(?:\s?[EW]\b)?",
    re.IGNORECASE,
)
# Degrees and minutes with their signs: 42°21'36"N 71°03'32"W.
_MINUTES = lazy_pattern(
    r"[0-9]{1,2}\N{DEGREE SIGN}\s?[0-9]{1,2}(?:\.[0-9]+)?'\s?(?:[0-9]{1,2}(?:\.[0-9]+)?(?:\"|''))?\s?[NS]"
    r"[ ,]{0,2}[0-9]{1,3}\N{DEGREE SIGN}\s?[0-9]{1,2}(?:\.[0-9]+)?'\s?(?:[0-9]{1,2}(?:\.[0-9]+)?(?:\"|''))?\s?[EW]"
)
# A plus code; the alphabet has no vowels, so that no word fits.
_PLUS_CODE = lazy_pattern(
    r"(?<![\w+])(?=[2-9A-Z]*[2-9])(?:[23456789CFGHJMPQRVWX]{8}|[23456789CFGHJMPQRVWX]{4})"
    r"\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])"
)


def coordinate_hits(note: Note) -> Iterator[Hit]:
    """Yield coordinates as LOCATION; a pair out of range is none."""
    text = note.normal
    if note.has_digits and "." in text:
        for pattern, source in ((_PAIR, Source.PROVEN), (_LABELLED, Source.LABEL)):
            for m in pattern.finditer(text):
                if abs(float(_bare(m["lat"]))) <= 90 and abs(float(_bare(m["lon"]))) <= 180:
                    yield Hit(m.start("lat"), m.end(), "LOCATION", "coordinates", source)
    if "\N{DEGREE SIGN}" in text:
        for m in _MINUTES.finditer(text):
            yield Hit(m.start(), m.end(), "LOCATION", "coordinates", Source.PROVEN)
    if "+" in text:
        for m in _PLUS_CODE.finditer(text):
            yield Hit(m.start(), m.end(), "LOCATION", "plus_code", Source.PROVEN)


def _bare(degrees: str) -> str:
    return degrees.rstrip("\N{DEGREE SIGN}")
