"""Names that are known to belong to one note, such as those in the path of its file.

They are looked for as a roster's are (whole, in part, by nickname, in any case), but are no stronger
than a name found elsewhere in the note: the keep list and the policy's `allow` stand against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.recognizers.roster import RosterRecognizer
from casesafe.values.roster import Roster

NAME = "known_names"


def known_names(note: Note, names: tuple[str, ...]) -> Iterator[Detection]:
    """Yield every occurrence of the names; spans may overlap.

    Args:
        note: The note.
        names: People's names, given name and surname in any order.
    """
    if names:
        for d in _recognizer(names).recognize(note):
            yield d.moved(d.start, d.end, source=Source.REPEAT, recognizer=NAME, role=None)


@lru_cache(maxsize=64)
def _recognizer(names: tuple[str, ...]) -> RosterRecognizer:
    return RosterRecognizer(Roster.from_entries([{"type": "PERSON", "value": n} for n in names]))
