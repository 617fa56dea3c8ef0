"""What a token with digits looks like: an identifying code, or one of the many other things.

A token is a run of letters and digits with single separators inside ("22-CV-0117", "W2290"). The
shapes here are looked at without any label; `_id_lookup` knows the labels.
"""

from __future__ import annotations

import re
from enum import IntEnum

from casesafe.core.lazy_pattern import lazy_pattern


class Shape(IntEnum):
    """How much a token looks like an identifying code, low to high."""

    NEVER = 0  # a date, a score, a dose, a diagnosis code: not even behind a loose label
    PLAIN = 1  # a number of one or two digits
    SHORT = 2  # three or more digits, or few digits with a letter: needs a label
    CODE = 3  # a code that a label or cue near by makes an identifier
    STRONG = 4  # a code that is hardly anything else


#: Never numbers with more digits than this, never tokens longer than this.
MAX_TOKEN = 64

# Dates in digits; not "44-71-08" (no such month or day) and not "118-66-03".
_DATE = lazy_pattern(
    r"(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|[12]\d|3[01])\1(?:\d{4}|\d\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\2(?:\d{4}|\d\d)"
    r"|(?:19|20)\d\d([/.-])(?:0?[1-9]|1[0-2])\3(?:0?[1-9]|[12]\d|3[01])"
    r"|\d{1,2}[/.-][IVX]{1,4}[/.-]\d{2,4}|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d|(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])"
    r"|\d{1,2}[-/.]?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[-/.]?"
    r"(?:\d{4}|\d\d)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[-/.]?\d{1,4}"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{4}(?:\d\d)?Z?)?",
    re.IGNORECASE,
)
# Years and spans of years; not "2025-0318".
_YEARS = lazy_pattern(
    r"1[5-9]\d\d-1[5-9]\d\d|(?:19|20)\d\ds?(?:[-/](?:\d\d|(?:19|20)\d\d))?|FY-?\d\d(?:\d\d)?"
)
# Fractions, decimals, outline numbers, windows of time, object ids; not "142.0134417" (a licence).
_MEASURE = lazy_pattern(
    r"\d{1,3}(?:/\d{1,3}){1,7}|\d{1,2}-\d{1,2}|\d(?:-\d){3,12}|v\d+(?:\.\d+)*|0x[0-9a-fA-F]+|\d{1,4}\.\d{1,3}(?:-\d{1,4}\.\d{1,3})?|\d{1,2}(?:\.\d{1,2}){2,4}"
    r"|\d{1,3}-\d{1,3}/\d{1,3}|(?!20[0-3]\d)(?:[01]\d|2[0-4])[0-5]\d-(?:[01]\d|2[0-4])[0-5]\d"
    r"|[0-2](?:\.\d{1,9}){4,}|PT?\d{1,5}[HMSDWY]"
)
# Genes, their variants, bands: "CYP2C19*17", "HLA-B*1502", "SLC6A4", "7q11.23", "Xp22.3".
_GENE = lazy_pattern(
    r"(?:cyp|hla|d[pqr][ab]\d|slc|mthfr|comt|ugt|htr|bdnf|drd|fkbp|adra|grik|abcb|braf|egfr)[\w*/.-]*"
    r"|[ABC]\*\d{2,8}|(?:1?\d|2[0-2]|[XY])[pq]\d{1,2}(?:\.\d{1,3})?(?:-[pq]?\d{1,2}(?:\.\d{1,3})?)?",
    re.IGNORECASE,
)
# Numbers with a unit, ordinals, ages, frequencies, windows of time; not "881GRV", "1103-B".
_UNIT = lazy_pattern(
    r"\d+(?:[.-]\d+)?[-.]?(?:st|nd|rd|th|mgs?|ml|mcg|kgs?|lbs?|cm|mm|mins?|minutes?|hrs?|hours?|"
    r"days?|wks?|weeks?|mos?|months?|yo|yrs?|years?|am|pm|ug|oz|in|ft|mi|mph|pct|gb|hz|units?|"
    r"tabs?|caps?|pages?|sessions?|step|items?|points?|beds?|car|man|person|grade|grader|"
    r"year-old|yo[mf]|y/o|m/o)"
    r"|\d[\d/.-]*(?:mmhg|mg/[a-z]{1,3}\d?|m[lgc]g?/[a-z]{1,4}|bpm|cc|iu|meq|ng|kcal|calories)"
    r"|\d{1,3}(?:\.\d+)?[smxhdwyapfkgblFMKGLXY]|\d{4}[hL]",
    re.IGNORECASE,
)
# Fragments of days and weeks: "x2d", "q8h", "2x/wk", "3-4x"; extensions: "x204".
_FREQUENCY = lazy_pattern(
    r"(?:x\d{1,5}|q\d{1,3})[a-z]{0,4}|q\d-\d[a-z]|\d{1,2}-?\d?x?/(?:wk|day|d|mo|week|yr|month|night|h|hr)",
    re.IGNORECASE,
)
# ICD-10-CM with its dot; not "P.07714".
_ICD = lazy_pattern(r"[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{1,4}")
# ICD-10-CM without dot, HCPCS, gene and vitamin names: letters that a label may still claim.
_ICD_LIKE = lazy_pattern(
    r"(?![A-EHJKLNP-Q]\d{5,6}$)[A-Z]\d[0-9AB][0-9A-Z]{0,4}|[A-Z]{1,4}\d{1,3}|[A-Z]\d{1,2}[A-Z]?"
)
# LOINC codes; ZIP+4; NDC; sections of law.
_OTHER_CODES = lazy_pattern(
    r"\d{4,5}-\d|\d{5}-\d{4,5}|\d{3}\.\d{3}|9\d{4}-[A-Z\d]{2}|\d{1,4}-\d{1,2}"
)
# Measures, therapies, programs and drugs by name: "PHQ-9", "DSM-5-TR", "COVID-19", "CYP2D6".
_NAMED = lazy_pattern(
    r"(?:phq|gad|pcl|caps|lec|bdi|bai|bhs|dsm|icd|covid|cyp|ede|eat|des|ders|dass|oq|whodas|k6|k10|"
    r"asq|ace|aces|dast|audit|mdq|ymrs|madrs|moca|mmse|slums|ppvt|wais|wisc|wiat|wrat|wms|wppsi|cbcl|"
    r"basc|scared|ados|asrs|scl|bsi|mmpi|mcmi|pai|psi|iq|tf|cbt|dbt|cars|srs|ors|gds|gaf|isi|epds|"
    r"ham|ybocs|y-bocs|panss|bprs|pss|psqi|isq|dla|locus|cans|sasi|css|qids|ids|pdss|lsas|spin|mini|"
    r"scid|cdi|rcads|rcmas|sdq|pedsql|vineland|abas|maysi|savry|lsi|cssrs|c-ssrs|nida|tweak|raads|"
    r"neo|tsi|ies|ptsd|sud|suds|hit|aims|bars|cows|ciwa|faces|das|csi|ecr|aai|wtar|topf|cvlt|ravlt|"
    r"hvlt|bvmt|rbans|dkefs|trails|stai|panas|rosenberg|swls|ucla|mspss|promis|sf|eq|bis|upps|"
    r"hipaa|cfr|form|level|grade|type|tier|phase|stage|step|room|apt|rev|ver|section|axis|unit|"
    r"omega|vitamin|b|h|t|hba|ca|cd|mp|iphone|ipad|windows|ios|usb|h264|a1c|ssn|last|px|md|cc|"
    r"rs|hs|adhd|bipolar|schema|act|cpt|emdr|ifs|mbsr|npi|ssri|hr|bp|o|sp|fio|ekg|t2|t1|co|pr|oa|"
    r"asam|pl|hr|lb|sb|ab|hb|q|f|x|ch|pg|pp|no|day|week|wk|g|w|r|l|c|s|p|m|d|v|k|n|i|e)"
    r"[-.]?\d{1,3}(?:[-.][a-z0-9]{1,3}){0,2}[a-z]{0,2}",
    re.IGNORECASE,
)
_PHONE = lazy_pattern(
    r"(?:1[-.])?\(?\d{3}\)?[-./]\d{3}[-.]\d{4}|\d{3}[-.]\d{4}|1-8\d\d-[\dA-Z-]{7,10}"
)
_IP = lazy_pattern(r"\d{1,3}(?:\.\d{1,3}){3}")
# Age bands that `generalize` writes ("30-39").
_BAND = lazy_pattern(r"(?:0-2|3-5|6-11|12-17|18-19|[2-8]0-[2-8]9)")
# File names and version strings: not identifiers by themselves.
_FILE = lazy_pattern(
    r".*\.(?:pdf|docx?|jpe?g|png|txt|csv|xlsx?|tif|mp[34]|wav|m4a|ini|html?)", re.I
)

# Letters, digits and letters again: "DMPX40QHJF8K".
_MIXED = lazy_pattern(r"[A-Z]\d+[A-Z]+\d")
# A group with a zero in front.
_ZERO = lazy_pattern(r"(?<!\d)0\d")
# Part of a code that is a word: a user name, a program, a file.
_WORDS = lazy_pattern(r"[a-z]{3}")
# A word with a digit read or typed into it: "C0NFERENCE", "bish0p", "pray4", "90834s".
_MISREAD = lazy_pattern(
    r"[A-Za-z]{0,12}\d{1,2}[A-Za-z]{4,16}|[A-Za-z]*[a-z]{3}\d{1,2}[a-z]{0,4}|[a-z]{2,}1{1,2}[a-z]*"
    r"|9\d{4}s"
)
# Docket shapes: "22-CV-0117", "2025-FM-004418", "FM-24-008817", "D-101-DM-2024-03312", "24CV02279".
_DOCKET = lazy_pattern(
    r"\d{2,4}[-/]?[A-Z]{1,4}[-/]?\d{3,8}(?:[-/][A-Z0-9]{1,5}){0,2}"
    r"|[A-Z]{1,4}[-/]\d{2,4}[-/](?:[A-Z]{1,3}[-/])?\d{3,8}(?:[-/][A-Z0-9]{1,6})?"
    r"|[A-Z0-9]{1,4}-\d{2,4}-[A-Z]{2}-\d{2,4}-\d{4,8}"
)
_HEXISH = lazy_pattern(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)


def _is_never(token: str) -> bool:
    return (
        _YEARS.fullmatch(token) is not None
        or _UNIT.fullmatch(token) is not None
        or _MEASURE.fullmatch(token) is not None
        or _BAND.fullmatch(token) is not None
        or _DATE.fullmatch(token) is not None
        or _ICD.fullmatch(token) is not None
        or _IP.fullmatch(token) is not None
        or _FREQUENCY.fullmatch(token) is not None
        or _FILE.fullmatch(token) is not None
        or _MISREAD.fullmatch(token) is not None
        or _GENE.fullmatch(token) is not None
    )


def shape_of(token: str) -> Shape:
    """Return how much a token looks like an identifying code.

    Args:
        token: Letters, digits and single separators, at least one digit, at most MAX_TOKEN.
    """
    digits = len(_DIGIT.findall(token))
    if token.isdigit():
        return _shape_of_number(token, digits)
    if _is_never(token):
        return Shape.NEVER
    if _PHONE.fullmatch(token):
        return Shape.SHORT
    if _NAMED.fullmatch(token) or _OTHER_CODES.fullmatch(token):
        return Shape.SHORT if digits >= 2 else Shape.PLAIN
    if _HEXISH.fullmatch(token) or _DOCKET.fullmatch(token):
        return Shape.STRONG
    return _shape_of_code(token, digits)


def _shape_of_number(token: str, digits: int) -> Shape:
    if digits <= 2:
        return Shape.PLAIN
    if _YEARS.fullmatch(token) or _DATE.fullmatch(token):
        return Shape.NEVER
    if digits <= 5 or digits == 10:
        return Shape.SHORT
    return Shape.CODE if digits == 6 else Shape.STRONG


def _shape_of_code(token: str, digits: int) -> Shape:
    letters = len(_LETTER.findall(token))
    capital = not token.islower()
    if not letters:
        groups = [len(g) for g in re.split(r"[-./*]", token)]
        long = digits >= 7 and max(groups) > 4
        # "118-96-104-88" is as likely a row of scores; a zero in front or a long group is not.
        padded = len(groups) == 2 and digits >= 7 and token[0] == "0"
        many = len(groups) >= 3 and digits >= 6 and (max(groups) > 3 or _ZERO.search(token))
        return Shape.STRONG if long or many or padded else Shape.CODE
    if len(token) >= 9 and token.isalnum() and token.isupper() and digits >= 2:
        return Shape.STRONG if digits >= 3 or _MIXED.search(token) else Shape.CODE
    if _ICD_LIKE.fullmatch(token) or digits < 3:
        return Shape.SHORT
    if letters > digits + 4 and digits < 4:
        return Shape.SHORT
    if _WORDS.search(token):
        return Shape.CODE
    if digits >= 4 and (capital or digits >= 5) and len(token) >= 6:
        return Shape.STRONG
    return Shape.CODE


_DIGIT = lazy_pattern(r"\d")
_LETTER = lazy_pattern(r"[^\W\d_]")
_SIGNATURE = {ord(c): "9" for c in "012345678"}


def signature(token: str) -> str:
    """Return the token with every digit as 9: "RV-1184" -> "RV-9999"."""
    return token.translate(_SIGNATURE)


# Two times of a day, which also is the build of many record numbers: "0048-2217".
_WINDOW = lazy_pattern(r"(?:[01]\d|2[0-4])[0-5]\d-(?:[01]\d|2[0-4])[0-5]\d")


def is_window(token: str) -> bool:
    """Say whether the token could be two times of a day."""
    return _WINDOW.fullmatch(token) is not None


def is_named(token: str) -> bool:
    """Say whether the token is built like the name of a measure, a therapy or a program."""
    return _NAMED.fullmatch(token) is not None


def is_phone_like(token: str) -> bool:
    """Say whether the token could be a telephone number."""
    if token.isdigit():
        return len(token) in (10, 11)
    return _PHONE.fullmatch(token) is not None
