"""Names of people and pets: by cue, by list and by syntax."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import ClassVar

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.recognizers import (
    _name_lines,
    _name_pets,
    _name_reordered,
    _name_segments,
    _name_titles,
    _name_uncased,
)
from casesafe.recognizers._name_culture import FIGURES, PHRASES, title_spans
from casesafe.recognizers._name_evidence import Hit
from casesafe.recognizers._name_tokens import NameView
from casesafe.recognizers.base import Recognizer


class NameRecognizer(Recognizer):
    """Finds the names of people, and of pets.

    A title, credential, kin or role word, salutation, closing, speaker label or word of naming
    gives the source CUE. Lists and syntax give UNPROVEN: the evidence of all occurrences of a
    surface in the note adds up, and a name of little evidence is not `sure`. A kin word, title or
    credential gives the role. Spans leave out titles, kin words, quotes and possessive endings and
    include initials' periods, particles, hyphens, suffixes and nicknames in quotation marks. Linear
    in the length of the note.

    Source: names are paragraph (A) of 45 CFR 164.514(b)(2)(i); word lists in `values.vocabulary`.
    Known misses: single letters and initials in small letters; names that are ordinary words, as
    subjects of everyday verbs; names unknown to the lists that stand only at the beginning of a
    sentence; names in other scripts than Latin.
    """

    NAME: ClassVar[str] = "names"
    ENTITIES: ClassVar[tuple[str, ...]] = ("PERSON", "PET")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield names, in any order; the same span may come from two rules."""
        view = NameView(note)
        titles = title_spans(note.normal)
        for finder in (
            _name_segments.cased,
            _name_titles.titled,
            _name_uncased.uncased,
            _name_uncased.bare,
            _name_lines.speakers,
            _name_lines.letters,
            _name_reordered.reordered,
            _name_pets.pets,
        ):
            for h in finder(view):
                if _is_cultural(view, h) or _in_title(h, titles):
                    continue
                kind = "PET" if h.rule == "pet" else "PERSON"
                yield self.found(
                    h.start, h.end, kind, h.rule, h.source, h.score, role=h.role, sure=h.sure
                )


def _in_title(hit: Hit, titles: list[tuple[int, int]]) -> bool:
    """Return whether a name without a cue is part of a work's title, or its author's."""
    if hit.source is not Source.UNPROVEN:
        return False
    at = bisect_left(titles, (hit.start + 1,)) - 1
    return at >= 0 and hit.end <= titles[at][1]


def _is_cultural(view: NameView, hit: Hit) -> bool:
    """Return whether a hit is a phrase of culture: "Peter Pan", "St. John's wort", "Elvis"."""
    i = bisect_left(view.note.words.starts, hit.start)
    if i >= view.count or view.words[i].start != hit.start:
        return False
    low = view.lower(i)
    if low in FIGURES and hit.source is Source.UNPROVEN:
        return True
    return (low, view.lower(i + 1)) in PHRASES or (i > 0 and (view.lower(i - 1), low) in PHRASES)
