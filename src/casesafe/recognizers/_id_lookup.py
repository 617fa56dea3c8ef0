"""The label in front of a number: a walk back over the words before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from casesafe.core.note import Note, Word
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_labels import Label

#: How many words that are neither label nor filler may stand between a label and its number.
MAX_BETWEEN = 4
_MAX_WALK = 12
_MAX_GAP = 60

# What separates a label from its number within one field; not a sentence end, not "; ".
_BREAK = re.compile(r"[!?;\[{}@%$~]|\n[^\S\n]*\n|\|\s*\|")
# A full stop that ends a sentence, unless the word before it is an abbreviation.
_STOP = re.compile(r"(?<!\.)\.\s")
_PREFIX = re.compile(r"[A-Z]{1,5}(?:-[A-Z]{1,5})?")

_ABBREVIATIONS = frozenset(
    """no nos lic ref acct pt cl inc ins rec cert reg ser num conf auth empl emp stu app inv stmt
    st id partic subj interp rpt ind chk ck mem sub grp subscr medicaid pol hosp psych enc req appt
    mass ill ark mont wis cal calif nev ariz colo conn mich minn tenn tex va la fla ga ala me vt
    wash ore okla kan neb ky miss ml insp decl""".split()
)
_PHONE_WORDS = frozenset(
    """phone phones tel telephone ph cell cells fax fx ext extension text pager mobile voicemail
    callback cb landline whatsapp sms home direct""".split()
)
_WEAK_GENERIC = Label(lab.OTHER, False, "label_number")
_ID_GENERIC = Label(lab.OTHER, False, "label_id")
_PAYER_ID = Label(lab.PLAN, True, "label_id_payer")
_PATIENT_ID = Label(lab.MRN, True, "label_id_patient")
_SN = Label(lab.DEVICE, True, "label_s_n")
_PA = Label(lab.OTHER, True, "label_p_a")


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in front of a number.

    Args:
        label: The nearest label, or None.
        pure: Whether only fillers stand between it and the number.
        connector: Whether "#", "no.", "number" or "ID" does.
        ending: Whether "ending in", "last four" does.
        blocked: Whether the words say that the number is something else.
        prefix: Where letters in capitals that belong to the number begin, or -1.
    """

    label: Label | None = None
    pure: bool = False
    connector: bool = False
    ending: bool = False
    blocked: bool = False
    prefix: int = -1


NOTHING = Look()


def _breaks(gap: str, word: Word, text: str, first: bool) -> bool:
    if len(gap) > _MAX_GAP and gap.strip(" ._-\t\n"):
        return True
    if "\n" in gap and (not first or gap.count("\n") > 1):
        return True
    if "]" in gap:
        # "[MRN] 0041" is a label; "[MEDICAL_RECORD_NUMBER]" is a placeholder of our own.
        return word.start == 0 or text[word.start - 1] != "[" or word.lower not in lab.LABELS
    if _BREAK.search(gap):
        return True
    return _STOP.search(gap) is not None and word.lower not in _ABBREVIATIONS


def _is_placeholder(word: Word, text: str) -> bool:
    """Say whether the word is part of a name with underscores in brackets."""
    before = text[word.start - 1] if word.start else ""
    return before == "_" and text.rfind("[", max(0, word.start - 24), word.start) >= 0


def _label_at(word: Word, gap: str, distance: int) -> Label | None:
    low = word.lower
    label = lab.LABELS.get(low)
    if label is not None:
        return None if label.cased and not word.text.isupper() else label
    if low == "mr":
        return lab.MR_LABEL if word.text == "MR" and "." not in gap else None
    if low == "n" and distance == 0:
        return _SN if word.start > 1 else None
    return None


def look_back(note: Note, start: int, hash_before: bool) -> Look:
    """Return what stands in front of the number that begins at `start`.

    Args:
        note: The note.
        start: Where the number begins in `note.normal`.
        hash_before: Whether a "#" stands directly before it.
    """
    words, text = note.words, note.normal
    i = bisect_left(words.starts, start) - 1
    connector, ending, prefix, between = hash_before, False, -1, 0
    generic: Label | None = _WEAK_GENERIC if hash_before else None
    right, last_generic = start, ""
    for distance in range(_MAX_WALK):
        if i - distance < 0:
            break
        word: Word = words[i - distance]
        gap = text[word.end : right]
        if _breaks(gap, word, text, distance == 0) or _is_placeholder(word, text):
            break
        connector = connector or "#" in gap
        low = word.lower
        if last_generic and between == 0 and low in lab.QUALIFIED:
            return Look(lab.QUALIFIED[low], True, True, ending, False, prefix)
        label = _label_at(word, gap, distance)
        if label is not None and not (low in lab.FILLERS and distance == 0 and not connector):
            if low == "n" and words[i - distance - 1].lower != "s":
                label = None
        if label is not None:
            return Look(label, between == 0, connector, ending, False, prefix)
        if low in lab.FILLERS:
            connector = connector or low in lab.CONNECTORS
            ending = ending or low in lab.ENDINGS
            if low in lab.CONNECTORS and generic is None and between == 0:
                generic = _ID_GENERIC if low in ("id", "ids") else _WEAK_GENERIC
            last_generic = low if low in lab.CONNECTORS or low == "card" else last_generic
        elif low in lab.BLOCKERS and between == 0:
            if not last_generic or low in _PHONE_WORDS or generic is _WEAK_GENERIC:
                return Look(None, False, connector, ending, True, prefix)
        elif not (word.text.isupper() and low in lab.STATES) and low not in lab.STATE_WORDS:
            if prefix < 0 and distance == 0 and gap == " " and _PREFIX.fullmatch(word.text):
                prefix = word.start
            else:
                between += 1
                if between > MAX_BETWEEN:
                    break
        right = word.start
    if generic is not None:
        return Look(_by_context(note, i, generic), True, connector, ending, False, prefix)
    return Look(None, False, connector, ending, False, prefix)


def _by_context(note: Note, i: int, generic: Label) -> Label:
    """Return what a bare "ID" or "#" means in its line: a payer's, a patient's, or anyone's."""
    words, text = note.words, note.normal
    right = words[i].end if i >= 0 else 0
    for j in range(i, max(-1, i - 14), -1):
        word = words[j]
        if "\n" in text[word.end : right]:
            break
        if word.lower in lab.PAYER_CONTEXT:
            return _PAYER_ID
        if word.lower in lab.PATIENT_CONTEXT:
            return _PATIENT_ID if generic is _ID_GENERIC else generic
        right = word.start
    return generic
