"""What kind of number a code is that no label names: the nearest word of a topic in its line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType

from casesafe.core.note import Note, Word
from casesafe.recognizers import _id_labels as lab

_MAX_WORDS = 12

_TOPICS: Mapping[str, str] = MappingProxyType(
    {
        word: entity_type
        for entity_type, words in (
            (
                lab.MRN,
                """chart charts mrn mrns patient pt pts client clients record records wristband band
                merge merged duplicate consumer resident empi px_demog mychart""",
            ),
            (
                lab.PLAN,
                """payer payor ins insurance insurer insured carrier member subscriber plan mutual
                medicaid medicare coverage secondary primary blue cross ppo hmo policy hmo elig
                eligibility benefits dependent billing premium in1""",
            ),
            (
                lab.LICENSE,
                """license licence lic dl dmv prescriber npi dea lcsw lpc lmft psyd phd licensed
                supervisor supervisee md credential physician pharmacy apoth rx""",
            ),
            (
                lab.DEVICE,
                """device serial scanner handheld printer wand tablet laptop chromebook monitor pump
                pacemaker implant generator interlock bracelet tether workstation telemetry modem
                ankle loaner tappers messenger console stationname equipment hotspot hardware""",
            ),
            (
                lab.BIOMETRIC,
                """palm palm_id finger fingerprint thumb template iris voice biometric enroll
                re-enroll enrollment enrolled reader face faceprint prints bio""",
            ),
            (
                lab.VEHICLE,
                """plate plates vin tag car truck van pickup veh vehicle suv parking ranger civic
                tow towed impound windshield""",
            ),
            (lab.SSN, "ssn ss social"),
            (
                lab.OTHER,
                """case docket court claim auth order ticket incident report police booking event
                student employee badge file matter accession request ref reference uuid""",
            ),
        )
        for word in words.split()
    }
)


def topic_of(word: Word) -> str | None:
    """Return the type of number that a word tells of, or None."""
    low = word.lower
    return _TOPICS.get(low[:-2] if low.endswith("'s") else low)


def topic_before(note: Note, start: int) -> str | None:
    """Return the type of the nearest word of a topic before `start` in its line, or None."""
    words, text = note.words, note.normal
    last = bisect_left(words.starts, start) - 1
    right = start
    for i in range(last, max(-1, last - _MAX_WORDS), -1):
        word = words[i]
        if "\n" in text[word.end : right]:
            return None
        entity_type = topic_of(word)
        if entity_type is not None:
            return entity_type
        right = word.start
    return None


def card_type(note: Note, start: int, ending: bool) -> str:
    """Return whose card a number behind "card" is on: a payer's, a bank's, an SSN's."""
    words = note.words
    i = bisect_left(words.starts, start) - 1
    while i >= 0 and words[i].lower not in ("card", "cards"):
        i -= 1
    before = words[i - 1].lower if i > 0 else ""
    if before in ("ss", "ssn", "social", "security"):
        return lab.SSN
    if ending or before in ("debit", "credit", "hsa", "fsa", "visa", "gift", "bank"):
        return lab.ACCOUNT
    if before in ("red", "library", "green", "student", "loyalty", "rail", "transit", "badge"):
        return lab.OTHER
    text = note.normal
    right = words[i].start if i > 0 else 0
    for j in range(i - 1, max(-1, i - 12), -1):
        if "\n" in text[words[j].end : right]:
            break
        if words[j].lower in lab.PAYER_CONTEXT:
            return lab.PLAN
        right = words[j].start
    return lab.ACCOUNT


__all__ = ["card_type", "topic_before", "topic_of"]
