"""The label in front of a number: a walk back over the words before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word, Words
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_labels import Label

#: How many words that are neither label nor filler may stand between a label and its number.
MAX_BETWEEN = 4
_MAX_WALK = 12
_MAX_GAP = 60

# What never stands between a label and its number: the end of a sentence, of a field, of a value.
_BREAK = lazy_pattern(r"[!?;\[{}@%$~]|\n[^\S\n]*\n|\|[^\S\n]*\|| [<>] ")
# A full stop that ends a sentence, unless the word before it is an abbreviation; not leaders "...".
_STOP = lazy_pattern(r"(?<!\.)\.[\"')\]]{0,2}\s")
# A line break, who speaks (and when), and at most the letters that the number begins with.
_ANSWER = lazy_pattern(
    r"\n\s*(?:\[?[0-9:. ]{1,9}(?:[ap]m)?\]?\s)?[A-Za-z][\w .'()-]{0,30}:\s*(?:[A-Z]{1,5}[ -])?"
)
# Capitals that belong to the number behind them: "ZGP 771 03 2948", "NM-BCBS 8820 7714".
_PREFIX = lazy_pattern(r"[A-Z]{1,5}(?:-[A-Z]{1,5})?")

_ABBREVIATIONS = lab.words_of(
    """no nos lic ref acct pt cl inc ins rec cert reg ser num conf auth empl emp stu app inv stmt
    st id partic subj interp rpt ind chk ck mem sub grp subscr pol hosp psych enc req appt
    mass ill ark mont wis cal calif nev ariz colo conn mich minn tenn tex va la fla ga ala me vt
    wash ore okla kan neb ky miss insp prob"""
)
_PHONE_WORDS = lab.words_of(
    """phone phones tel telephone ph cell cells fax fx ext extn text pager mobile voicemail
    callback cb landline whatsapp sms home direct"""
)
# Capitals that are words too, and begin numbers all the same ("DEA AS 5518834").
_PREFIX_WORDS = lab.words_of("as an be by or so um uh hi co mo")
# Labels that are the beginning of the number itself when another label stands before them.
_OWN_PREFIX = lab.words_of("mc po rn psy amft lmft lcsw lpc inv doc rx lp md cr dl")
_MONTHS = lab.words_of("jan feb mar apr may jun jul aug sep sept oct nov dec june july")
_NUMBER = Label(lab.OTHER, False, "label_number")
_ID = Label(lab.OTHER, False, "label_id")
_PAYER_ID = Label(lab.PLAN, True, "label_id_payer")
_PATIENT_ID = Label(lab.MRN, True, "label_id_patient")
_CODE = Label(lab.OTHER, False, "label_code")
_KEY_CODE = Label(lab.OTHER, True, "label_key_code")
_LAST_FOUR = Label(lab.SSN, True, "last_four")
_SN = Label(lab.DEVICE, True, "label_s_n")
_MR = Label(lab.MRN, True, "label_mr")
_ASSET_TAG = Label(lab.DEVICE, True, "label_asset_tag")
_OTHER_TAG = Label(lab.OTHER, False, "label_tag")
_STATE_ID = Label(lab.LICENSE, True, "label_state_id")
# Labels that leave the type to a biometric one before them.
_SOFT = lab.words_of("label_ref label_reference label_record label_file")
# Whose tag: the word before it.
_TAGS = {
    **dict.fromkeys(lab.words_of("asset service laptop device inventory it"), _ASSET_TAG),
    **dict.fromkeys(lab.words_of("evidence property key rabies dog ear bag hang toe"), _OTHER_TAG),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in front of a number.

    Args:
        label: The nearest label, or None.
        between: How many words that are no fillers stand between it and the number.
        connector: Whether "#", "no.", "number" or "ID" does.
        ending: Whether "ending in", "last four" does.
        blocked: Whether the words say that the number is something else.
        hard: Whether they say so even of a code with letters ("model X60A-41177").
        prefix: Where letters in capitals that belong to the number begin, or -1.
    """

    label: Label | None = None
    between: int = 0
    connector: bool = False
    ending: bool = False
    blocked: bool = False
    prefix: int = -1
    hard: bool = False

    @property
    def pure(self) -> bool:
        """Whether a label stands directly before the number, but for fillers."""
        return self.label is not None and self.between == 0


class _Walk:
    """The state of one walk back from a number."""

    def __init__(self, text: str, start: int, hash_before: bool) -> None:
        self.text = text
        self.answer = False
        self.connector = hash_before
        self.ending = False
        self.prefix = -1
        self.between = 0
        self.right = start
        self.generic: Label | None = _NUMBER if hash_before else None
        self.after_connector = ""
        self.last = False
        self.before = ""

    def asks(self, word: Word, gap: str, start: int) -> bool:
        """Say whether the number answers the line before: "Plate?", next line "Abena: KLD 882".

        The words of the speaker then do not count as standing between.
        """
        at = gap.find("\n")
        asked = gap[: max(at, 0)].strip(" \"'")
        # Only a question or a sentence is answered: "MRN:" left empty above "Room: 4417" is not.
        if self.answer or asked not in ("?", ".", "# ?", "#?", "??") or gap.count("\n") > 1:
            return False
        if _ANSWER.fullmatch(self.text, word.end + at, start) is None:
            return False
        self.answer = True
        self.between = 0
        return True

    def end(self, label: Label | None, *, blocked: str = "") -> Look:
        hard = blocked in lab.HARD_BLOCKERS
        return Look(
            label, self.between, self.connector, self.ending, bool(blocked), self.prefix, hard
        )


def look_back(note: Note, start: int, hash_before: bool) -> Look:
    """Return what stands in front of the number that begins at `start`.

    Args:
        note: The note.
        start: Where the number begins in `note.normal`.
        hash_before: Whether a "#" stands directly before it.
    """
    words, text = note.words, note.normal
    if _is_idaho(text, start):
        return Look()
    last = bisect_left(words.starts, start) - 1
    walk = _Walk(text, start, hash_before)
    for i in range(last, max(-1, last - _MAX_WALK), -1):
        word: Word = words[i]
        gap = text[word.end : walk.right]
        if _in_placeholder(word, text):
            break
        if _breaks(gap, word, text, i == last) and not walk.asks(word, gap, start):
            break
        walk.before = text[word.start - 1 : word.start]
        look = _step(walk, words, i, gap, i == last)
        if look is not None:
            return look
        if walk.between > MAX_BETWEEN:
            break
        walk.right = word.start
    if walk.generic is not None:
        walk.between = 0
        return walk.end(_by_context(note, last, walk.generic))
    if walk.last and walk.ending:
        walk.between = 0
        return walk.end(_LAST_FOUR)
    return walk.end(None)


# A town and its state before the first digits of a ZIP code, as a generalisation leaves them:
# "Grace, ID 832"; must not match a label and its number, "Client, ID 832".
_TOWN = lazy_pattern(r"(?:\b([A-Z][\w'.-]*)|\]), ID $")
_ZIP3 = re.compile(r"\d{3}(?![\w-])")


def _is_idaho(text: str, start: int) -> bool:
    """Return whether the number is a ZIP code's beginning behind Idaho's abbreviation."""
    if not text.endswith(", ID ", 0, start) or _ZIP3.match(text, start) is None:
        return False
    town = _TOWN.search(text, max(0, start - 30), start)
    return town is not None and (town[1] or "").lower() not in lab.LABELS


def _step(walk: _Walk, words: Words, i: int, gap: str, first: bool) -> Look | None:
    """Take one word in; return the result if it ends the walk."""
    word: Word = words[i]
    low = word.lower
    if "#" in gap and walk.between == 0:
        walk.connector = True
        walk.generic = walk.generic or _NUMBER
    # "on file", "of record", "in case": no label.
    if low in ("file", "record", "case") and i and words[i - 1].lower in ("on", "of", "in"):
        return None
    label = _qualified(walk, word)
    if label is not None:
        walk.connector = True
        return walk.end(label)
    label = _label_at(words, i, gap, walk)
    if label is not None and label.rule in _SOFT:
        label = _biometric_before(words, i) or label
    if label is None:
        return _pass(walk, word, gap, first)
    if first and gap == " " and _is_own_prefix(words, i, walk.text):
        walk.prefix = word.start
        return None
    return _at_label(walk, label)


def _biometric_before(words: Words, i: int) -> Label | None:
    """Return the biometric label shortly before a soft one: "voice print, record VPR-0092"."""
    for word in words[max(0, i - 3) : i]:
        label = lab.LABELS.get(word.lower)
        if label is not None and label.entity_type == lab.BIOMETRIC:
            return Label(lab.BIOMETRIC, True, label.rule)
    return None


def _qualified(walk: _Walk, word: Word) -> Label | None:
    """Return what the word before "ID", "no." or "card" makes of it, or None."""
    low = word.lower
    is_id = walk.after_connector in ("id", "ids")
    if walk.after_connector and low in lab.QUALIFIED and (is_id or low not in lab.ID_ONLY):
        return lab.QUALIFIED[low]
    return _STATE_ID if is_id and _is_state(word) else None


def _at_label(walk: _Walk, label: Label) -> Look:
    if walk.last and walk.between and label.entity_type not in (lab.SSN, lab.ACCOUNT):
        walk.between = 0
        return walk.end(_LAST_FOUR)
    if walk.generic is not None and walk.between:
        # "interpreter by video, ID 40562": the ID is the number's, the label says whose.
        walk.between = 0
        return walk.end(Label(label.entity_type, False, label.rule))
    return walk.end(label)


def _pass(walk: _Walk, word: Word, gap: str, first: bool) -> Look | None:
    """Take in a word that is no label: part of the number, a filler, a blocker, any word."""
    low = word.lower
    adjacent, walk.after_connector = bool(walk.after_connector), ""
    if first and gap in (" ", "#") and _is_prefix(word):
        walk.prefix = word.start
        if walk.before == "#":
            walk.connector = True
            walk.generic = walk.generic or _NUMBER
    elif low in lab.FILLERS:
        _take_filler(walk, low, gap, word.text)
    elif "=" in gap and first and low in ("room", "session", "call"):
        return walk.end(_KEY_CODE)
    elif low in lab.BLOCKERS and walk.between == 0 and (len(low) > 1 or word.text.islower()):
        if walk.last:
            return walk.end(_LAST_FOUR)
        if walk.generic is None or (adjacent and (walk.generic is _NUMBER or low in _PHONE_WORDS)):
            return walk.end(None, blocked=low)
        walk.between += MAX_BETWEEN + 1
    elif _is_value(word):
        walk.between += MAX_BETWEEN + 1
    elif not _is_state(word):
        walk.between += 1
    return None


def _is_state(word: Word) -> bool:
    return (word.text.isupper() and word.lower in lab.STATES) or word.lower in lab.STATE_WORDS


def _is_own_prefix(words: Words, i: int, text: str) -> bool:
    """Say whether a label is the first part of a number: "purchase order PO 88417-02"."""
    word: Word = words[i]
    if word.lower not in _OWN_PREFIX or not word.text.isupper() or i == 0:
        return False
    if word.lower == "doc":
        return True
    before: Word = words[i - 1]
    joined = text[before.end : word.start].strip(" .:#(") == ""
    return joined and (before.lower in lab.LABELS or before.lower in lab.STATE_WORDS)


def _is_prefix(word: Word) -> bool:
    """Say whether the word can be the capitals that a number begins with: "ZGP 771 03 2948"."""
    if not _PREFIX.fullmatch(word.text):
        return False
    low = word.lower
    if low in _MONTHS:
        return False
    return (
        len(low) == 1
        or low in _PREFIX_WORDS
        or (low not in lab.FILLERS and low not in lab.BLOCKERS)
    )


def _is_value(word: Word) -> bool:
    """Say whether the word is a number of its own, behind which another field begins."""
    return len(word.text) >= 4 and sum(c.isdigit() for c in word.text) >= 4


def _take_filler(walk: _Walk, low: str, gap: str, surface: str) -> None:
    if low == "last" and walk.ending:
        walk.last = True
    walk.ending = walk.ending or low in lab.ENDINGS
    if low == "card":
        walk.after_connector = low
    if low not in lab.CONNECTORS or (
        low == "no" and not surface.islower() and not any(c in gap for c in ".=:#")
    ):
        return
    walk.after_connector = low
    if walk.between == 0:
        walk.connector = True
        if walk.generic is None and (low != "no" or any(c in gap for c in ".=:#")):
            walk.generic = _ID if low in ("id", "ids") else _NUMBER


def _label_at(words: Words, i: int, gap: str, walk: _Walk) -> Label | None:
    word: Word = words[i]
    low = word.lower
    label = lab.LABELS.get(low)
    if label is None and low.endswith("'s"):
        # "Plate's HJT-6093", but not "the patient's CA125".
        owner = lab.LABELS.get(low[:-2])
        label = owner if owner is not None and owner.strict else None
    if low in ("tag", "tags") and i:
        label = _TAGS.get(words[i - 1].lower, label)
    if low == "code":
        before = words[i - 1].lower if i else ""
        if before in lab.KEY_CODES:
            return _KEY_CODE
        return None if before in lab.KIND_CODES or "=" in gap else _CODE
    if label is not None:
        if label.cased and not word.text.isupper():
            return None
        # "CK 212" is a laboratory value; "ck 1204" a cheque.
        if low == "ck" and word.text.isupper() and "#" not in gap:
            return None
        # A word of cars, or a loose one, far off says nothing.
        far = walk.between > (2 if not label.strict else MAX_BETWEEN)
        return None if far and not walk.ending else label
    if low == "mr":
        return _MR if word.text == "MR" and "." not in gap and walk.between == 0 else None
    if low == "n" and i and words[i - 1].lower == "s" and words[i - 1].end + 1 == word.start:
        return _SN
    return None


def _breaks(gap: str, word: Word, text: str, first: bool) -> bool:
    if not gap or gap == " ":
        return False
    if len(gap) > _MAX_GAP and gap.strip(" ._-\t\n"):
        return True
    if "\n" in gap:
        label = lab.LABELS.get(word.lower)
        firm = word.lower in lab.CONNECTORS or (label is not None and label.strict) or ":" in gap
        if gap.count("\n") > 1 or (first and not firm):
            return True
    if "]" in gap:
        # "[MRN] 0041" is a label; "[MEDICAL_RECORD_NUMBER]" is a placeholder of our own.
        return word.start == 0 or text[word.start - 1] != "[" or word.lower not in lab.LABELS
    if _BREAK.search(gap):
        return True
    return _STOP.search(gap) is not None and word.lower not in _ABBREVIATIONS


def _in_placeholder(word: Word, text: str) -> bool:
    """Say whether the word is part of a name with underscores in brackets."""
    if word.start == 0 or text[word.start - 1] != "_":
        return False
    return text.rfind("[", max(0, word.start - 24), word.start) >= 0


def _by_context(note: Note, last: int, generic: Label) -> Label:
    """Return what a bare "ID" or "#" means in its line: a payer's, a patient's, or anyone's."""
    words, text = note.words, note.normal
    right = words[last].end if last >= 0 else 0
    for i in range(last, max(-1, last - 14), -1):
        word = words[i]
        if "\n" in text[word.end : right]:
            break
        if word.lower in lab.PAYER_CONTEXT:
            return _PAYER_ID if generic is _ID else generic
        if word.lower in lab.PATIENT_CONTEXT:
            return _PATIENT_ID if generic is _ID else generic
        right = word.start
    return generic


__all__ = ["Look", "look_back"]
