"""Variants of a note: refilled, in another case, with slips, names spelled out, half redacted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from models.train.config import AugmentConfig
from models.train.documents import Document, Span
from models.train.edits import Edit, edited
from models.train.refill import Pools, Refiller, spans_of

# A word long enough to bear a slip; must not match numbers.
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
# A year; must not match part of a longer number.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The number of an age; must not match part of a longer number.
_AGE = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
#: Words with a slip, in a note that has slips.
_SLIPS = 0.04
#: Letters that scanned paper confuses.
_LOOKALIKES = {"l": "1", "i": "l", "o": "0", "m": "rn", "e": "c", "h": "b", "O": "0", "S": "5"}
_SPELL_BEFORE = (" (", ", spelled ", ", that's ", " - ", ", ")
#: Identifiers of a redacted copy that are left as they were.
_LEFT = 0.1
_ROLES = ("CLIENT", "PERSON", "PERSON 2", "PERSON 3", "MOTHER", "FATHER", "CLINICIAN", "SISTER")
_BANDS = ((18, 19), *((n, n + 9) for n in range(20, 90, 10)))


def augmented(note: Document, source: Pools, config: AugmentConfig, rng: random.Random) -> Document:
    """Return one variant of a note, drawn by the shares of the configuration."""
    if rng.random() < config.refill:
        note = Refiller(source, config.listed_names, rng).refilled(note)
    if rng.random() < config.redacted:
        note = redacted(note, rng)
    if rng.random() < config.spelled:
        note = spelled_out(note, rng)
    if rng.random() < config.noise:
        note = edited(note, list(slips(note, rng)))
    draw = rng.random()
    if draw < config.lower:
        return recased(note, note.text.lower())
    if draw < config.lower + config.upper:
        return recased(note, note.text.upper())
    return note


def recased(note: Document, text: str) -> Document:
    """Return the note with its text in another case, or as it is if lengths would change."""
    return replace(note, text=text) if len(text) == len(note.text) else note


def slips(note: Document, rng: random.Random) -> Iterator[Edit]:
    """Yield slips of fingers or of character recognition, sorted; none crosses a span's edge."""
    edges = {s.start for s in note.spans} | {s.end for s in note.spans}
    for m in _LONG_WORD.finditer(note.text):
        if rng.random() < _SLIPS and edges.isdisjoint(range(m.start() + 1, m.end())):
            yield _slip(note.text, m.start(), m.end(), rng)


def _slip(text: str, start: int, end: int, rng: random.Random) -> Edit:
    at = rng.randrange(start + 1, end - 1)
    one, two = text[at], text[at + 1]
    kind = rng.randrange(4)
    if kind == 0:
        return Edit(at, at + 2, two + one)
    if kind == 1:
        return Edit(at, at + 1, "")
    if kind == 2:
        return Edit(at, at + 1, one + one)
    return Edit(at, at + 1, _LOOKALIKES.get(one, one))


def spelled_out(note: Document, rng: random.Random) -> Document:
    """Return the note with one name's last word spelled out after a mention of it."""
    persons = [s for s in spans_of(note, "PERSON") if note.text[s.end - 1].isalpha()]
    if not persons:
        return note
    span = rng.choice(persons)
    word = note.text[span.start : span.end].split()[-1]
    joint = rng.choice("- .")
    plain = joint == " " and rng.random() < 0.5
    letters = joint.join(word if plain else word.upper())
    before = rng.choice(_SPELL_BEFORE)
    if len(word) < 3 or not word.isalpha():
        return note
    insertion = before + letters + (")" if before == " (" else "")
    out = edited(note, [Edit(span.end, span.end, insertion)])
    begin = span.end + len(before)
    added = Span(begin, begin + len(letters), "PERSON")
    return replace(out, spans=tuple(sorted((*out.spans, added), key=lambda s: s.start)))


def redacted(note: Document, rng: random.Random) -> Document:
    """Return the note with placeholders for most identifiers, which are none any more.

    So a redacted note, read again, stays as it is.
    """
    edits = []
    kept = []
    for s in note.spans:
        new = _placeholder(s.label, note.text[s.start : s.end], rng)
        if new is None or rng.random() < _LEFT:
            kept.append(s)
        else:
            edits.append(Edit(s.start, s.end, new))
    return edited(replace(note, spans=tuple(kept)), edits)


def _placeholder(label: str, surface: str, rng: random.Random) -> str | None:
    """Return what our operators would write, or None for what stays as it is."""
    if label == "PERSON":
        return f"[{rng.choice(_ROLES)}]"
    if label in ("OCCUPATION", "DEMOGRAPHIC", "DISTINCTIVE", "STATE", "COUNTRY"):
        return None
    if label == "DATE":
        year = _YEAR.search(surface)
        return year.group() if year else "[DATE]"
    if label == "AGE":
        age = _AGE.search(surface)
        bands = [b for b in _BANDS if age and b[0] <= int(age.group()) <= b[1]]
        if age is None or not bands:
            return None
        return surface[: age.start()] + "{}-{}".format(*bands[0]) + surface[age.end() :]
    return f"[{label}]"
