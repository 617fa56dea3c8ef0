"""Keys and headers as cues: the label that a form would have, and what stands under it.

Recognizers know labels as forms write them ("client name", "date of birth"). Exports ask
("What is your full name?"), number ("Contact 2 Name"), join ("fullname") and nest ("sender.name").
"""

from __future__ import annotations

import re
from functools import lru_cache

from casesafe.documents.keys import is_schema

# What a question and a request say around what they ask for. Must not match "who referred you".
_ASKED = re.compile(
    r"(?:please )?(?:(?:what|who|how)(?:['\u2019]s| is| are| was)|enter|provide|give|type|write|list)"
    r" (?:your |the |his |her |their )?(?:client['\u2019]?s? |patient['\u2019]?s? )?"
)
# "Name of emergency contact". Must not match "name of person completing this form".
_NAME_OF = re.compile(r"names? of (?:the |your )?(?!person\b)(.+)")
# What a form says behind a label: that it must be filled, or how.
_BEHIND = re.compile(r"[?*:\s]+$|\s*\((?:required|optional|years|in years|yrs)\)")
_WHOLE = {
    "how old are you": "age",
    "age years": "age",
    "age in years": "age",
    "age yrs": "age",
    "where do you live": "town",
    "where are you from": "town",
    "who referred you": "referred by",
    "referrer": "referred by",
    "zip/postal": "zip",
    "zip/postal code": "zip code",
    "names": "name",
    "person": "name",
    "assignee": "assigned to",
    "user name": "username",
    "user profile name": "username",
} | dict.fromkeys(
    ("created by", "updated by", "modified by", "last modified by", "last updated by",
     "practitioner", "relatives", "speaker", "signer", "signatory",
     "name of person completing this form"),
    "name",
)  # fmt: skip
_WORDS = {
    "firstname": "first name",
    "fname": "first name",
    "forename": "first name",
    "forenames": "first name",
    "lastname": "last name",
    "lname": "last name",
    "fullname": "full name",
    "clientname": "client name",
    "patientname": "patient name",
    "patname": "patient name",
    "pat": "patient",
    "nm": "name",
    "zip5": "zip",
}
_PARTS = {"f": "first", "given": "first", "l": "last", "family": "last", "surname": "last"}
_NAME_PARTS = frozenset("first last middle given family maiden preferred legal full".split())
#: What a full name is called, alone.
_FULL = {"full": "full", "legal": "legal", "real": "full", "preferred": "preferred"}
#: Whose name it is, where a label with "name" behind says nothing to a recognizer.
_PERSONS = frozenset(
    "assigned assignee attendee attendees cc creator dependent dependents from guarantor household "
    "infant kin operator owner parents party peer people person policyholder practitioner "
    "recipient referral referrer relatives representative respondent reviewer sender signatory "
    "signer speaker subject subscriber supervisee to trainee worker by".split()
)
#: Whose name it is, known to recognizers; the name's parts stand behind.
_ROLES = frozenset("client patient pt member student subscriber".split())
#: What is numbered where there are several.
_NUMBERED = _ROLES | frozenset("child clinician guardian name parent provider sibling".split())
#: The last word of what announces prose, where no label of a form can be taken for a name.
_PROSE = frozenset(
    "note notes text message messages msg body content contents comment comments narrative remark "
    "remarks description details feedback transcript summary subjective objective assessment plan "
    "data source prompt completion input output parts".split()
)
#: A value of several lines and so many characters is prose under any label.
_PROSE_MIN = 100
#: A word of what a program, not a person, chooses a value for.
_ENUMS = frozenset(
    "action arm category column condition event field format group item kind level measure method "
    "mode module outcome phase reason result role scale severity stage state status subtype type "
    "variable".split()
)
_ENUM = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
# What refers to a standard, a registry of packages or a part of the same file, and to nobody. Must
# not match an address of a practice.
_REFERENCE = re.compile(
    r"#/[\w/.~-]*|(?:git\+)?https?://(?:[\w-]+\.)?(?:json-schema\.org|schemastore\.org|schema\.org|"
    r"w3\.org|ietf\.org|hl7\.org|loinc\.org|snomed\.info|unitsofmeasure\.org|nlm\.nih\.gov|"
    r"spdx\.org|purl\.org|opengis\.net|apache\.org|opensource\.org|creativecommons\.org|npmjs\.org|"
    r"yarnpkg\.com|pypi\.org|pythonhosted\.org|crates\.io|vega\.github\.io)(?:/[\w./@~%+#=-]*)?"
)
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}")


@lru_cache(maxsize=4096)
def label_of(cue: str) -> str:
    """Return the label that a recognizer knows for a cue; the cue itself if there is none.

    Args:
        cue: In lower case, words parted by blanks.
    """
    text = _BEHIND.sub("", cue)
    asked = _WHOLE.get(text) or _ASKED.sub("", text, count=1)
    of = _NAME_OF.fullmatch(asked)
    words = " ".join(_WORDS.get(w, w) for w in (f"{of[1]} name" if of else asked).split()).split()
    plain = [w for w in words if not w.isdigit()]
    if "name" in words or (len(words) == 2 and words[1].isdigit() and words[0] in _NUMBERED):
        words = _of_name(plain)
    elif len(words) == 2 and words[0] in _ROLES and words[1] in _NAME_PARTS:
        words = [*words, "name"]
    label = " ".join(words)
    return _WHOLE.get(label, label)


def _of_name(words: list[str]) -> list[str]:
    """Return the words of a label in which it may be told whose name it is, and which part."""
    if len(words) > 2 and words[-2] == "name" and words[-1] in _NAME_PARTS:
        words = [*words[:-2], words[-1], "name"]
    if words[-1:] != ["name"] or len(words) < 2:
        return words
    part = words[-2]
    if len(part) == 1 or len(words) > 2:
        part = _PARTS.get(part, part)
    if part in _FULL:
        rest = words[:-2]
        return [*rest, "name"] if rest and rest[-1] not in _PERSONS else [_FULL[part], "name"]
    if part == "contact":
        return ["contact", "name"]
    return ["name"] if part in _PERSONS else [*words[:-2], part, "name"]


def announces_prose(label: str) -> bool:
    """Whether a label announces running text."""
    return label.rpartition(" ")[2] in _PROSE


def is_prose(label: str, value: str) -> bool:
    """Whether what stands under a label is running text, whose first line begins a line."""
    value = value.strip()
    if announces_prose(label):
        return " " in value or "\n" in value
    return len(value) >= _PROSE_MIN and "\n" in value


def is_choice(label: str, value: str) -> bool:
    """Whether a value is one that a program offers ("in_progress"), and so nobody's user name."""
    return (
        not _ENUMS.isdisjoint(label.split())
        and _ENUM.fullmatch(value) is not None
        and is_schema(value)
    )


def is_reference(label: str, value: str) -> bool:
    """Whether a value refers to a standard, a package, a colour or a part of the same file."""
    if _REFERENCE.fullmatch(value):
        return True
    return _COLOR.fullmatch(value) is not None and "color" in label.replace("colour", "color")
