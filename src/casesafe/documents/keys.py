"""Keys of JSON and headers of tables: how they are read as cues, and when they are just schema."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from casesafe.values.vocabulary import clinical_abbreviations, given_names, ordinary_words

# A word of a key: "dateOfBirth", "MRNNumber" and "date_of_birth" hold three, two and three. Must
# not part the letters of "DOB", nor "e" from "é" written as two characters.
_WORD = re.compile(r"[^\W\d_a-z]+(?![^\W\d_A-Z])|[^\W\d_]?[^\W\d_A-Z]+|[^\W\d_]|\d+")
#: Five digits or more in a key are a date or a number of someone.
_DIGITS = 5
#: No cue is longer; a key that is a whole sentence says enough by its beginning.
_CUE_MAX = 80
#: Words of schemas that are no English words.
_SCHEMA = frozenset(
    "addr api args assignee async attr attrs auth birthdate bool cfg clientname cmd config csv ctx "
    "dateofbirth datetime desc dest dev dict dirname dob docs dst enum env err eval exec expr "
    "ext faq filename filepath firstname fmt fn fname forename fullname func geo guid hash href "
    "html http https idx iframe img impl info init iso json jsonl kernelspec kwargs lang "
    "lastname lat len lname lng locale lon lst maidenname meta metadata middlename mime misc msg "
    "nbconvert nbformat nickname nm npm num obj oid org orgname param params pat patientname "
    "patname pct pdf phonenumber png pos postcode pre prev proc prod proj prop props pwd qty "
    "realname ref refs regex repo req res resp rgb screenname sha slug spec sql src srv ssn "
    "stderr stdin stdout str struct subtype surname svg sys tel temp timestamp tmp toc tsv txt "
    "typ uid unicode uri url urls urn userid username utc utf util utils uuid val vals var vars "
    "vscode xml yaml yml zip zipcode".split()
)
#: One of these in a header tells that the first row of a table is one.
_COLUMNS = frozenset(
    "account address age appointment author birth birthdate caller city client clinician code "
    "comment comments contact content count country county created date dateofbirth day "
    "description diagnosis dob doctor email employer end ethnicity fax file first firstname "
    "fname fullname gender group header id insurance insurer item key label last lastname lname "
    "member message mrn name names note notes number occupation parent participant patient phone "
    "phonenumber place pronouns provider quantity question race reason record referral relation "
    "relationship resident respondent response school score sender session sex speaker ssn start "
    "state status street subject summary surname tel telephone text therapist time timestamp "
    "title total type url user username value visit year zip zipcode".split()
)
# What a header never holds: an address, a number, the end of a sentence that is no question.
_VALUE = re.compile(r"@|\d{5}|\d[/.:-]+\d|[.!;]\s*$|[\r\n]")
_QUESTION = re.compile(r"\?[\s*]*$")
_HEADER_MAX, _HEADER_WORDS = 60, 6


def words_of(key: str) -> list[str]:
    """Return the words of a key, in lower case, in order."""
    return [w.lower() for w in _WORD.findall(key)]


@lru_cache(maxsize=4096)
def cue_of(key: str) -> str:
    """Return a key as a label in lower case, one line, cut at 80 characters.

    "dateOfBirth" and "date_of_birth" are "date of birth". In lower case, since a label such as
    "Ssn" reads like a name.
    """
    if key.startswith("$"):
        return ""  # "$ref" of a schema refers to no client
    text = " ".join(key.split())[:_CUE_MAX].rstrip(": ")
    return text.lower() if " " in text else " ".join(words_of(text)) or text.lower()


def has_number(key: str) -> bool:
    """Whether a key holds so many digits that it may be a date or a number of someone."""
    return sum(map(str.isdigit, key)) >= _DIGITS


@lru_cache(maxsize=4096)
def is_schema(key: str) -> bool:
    """Whether a key is made of plain words, so that it can be nobody's name, date or number."""
    if "@" in key[1:] or has_number(key):
        return False
    return all(_is_plain(word) for word in _WORD.findall(key))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row of a table tells what its columns are. In doubt it does not.

    No cell looks like a value, more than half of them are plain words, and one of those is what
    columns are called. A long cell is a question, or all plain words.
    """
    filled = [c.strip() for c in cells if c.strip()]
    if any(_is_long(c) and not (_QUESTION.search(c) or is_schema(c)) for c in filled):
        return False
    if any(_VALUE.search(c) for c in filled):
        return False
    plain = sum(is_schema(c) for c in filled)
    told = any(_is_label(c) for c in filled if not _is_long(c) or _QUESTION.search(c))
    return told and plain * 2 > len(filled)


def is_form(first_cells: Sequence[str]) -> bool:
    """Whether the cells of a first column are the labels of a form, each label once.

    Args:
        first_cells: Those of the first records of a table of two columns.
    """
    labels = sum(_is_label(c) for c in first_cells)
    return labels > 1 and labels * 2 >= len(first_cells) == len(set(first_cells))


def _is_long(cell: str) -> bool:
    return len(cell) > _HEADER_MAX or len(words_of(cell)) > _HEADER_WORDS


def _is_label(cell: str) -> bool:
    return is_schema(cell) and not _COLUMNS.isdisjoint(words_of(cell))


def _is_plain(word: str) -> bool:
    low = word.lower()
    if low.isdigit() or low in _SCHEMA:
        return True
    if word.istitle() and low in given_names() and len(low) > 2:
        return False  # "Hope" and "Mark", but not "hope_score"
    return len(low) <= 2 or low in ordinary_words() or low in _abbreviations()


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(a.lower() for a in clinical_abbreviations())
