"""The patterns that stand right and left of a month's name."""

from __future__ import annotations

import re

from casesafe.core.lazy_pattern import lazy_pattern

#: A year of four digits, a year of two behind an apostrophe, a day of the month, its ending.
YEAR = r"(?:19|20)\d\d(?!\d)"
SHORT_YEAR = r"'\d\d(?!\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
NTH = r"(?:st|nd|rd|th)"
_YEAR_TAIL = (
    rf"(?:,?\s{{1,3}}(?:of\s)?{YEAR}|[/-]{YEAR}|,?\s{{1,2}}(?:of\s)?{SHORT_YEAR}|,? of \d\d(?!\d))"
)

# " 14", ". 14th, 2024", " the 3rd, '19": must not take a clock time, a dose, or "May 5/10".
AFTER = lazy_pattern(
    rf"(?:\.?[ ]{{0,3}}|\.?\n(?!\d+[.)]\s)|[ ]?,[ ]?|-|/|\sthe\s)(?P<day>{DAY})(?P<nth>{NTH})?"
    rf"(?![\d%/]|:\d|\.\d|-year|-yr|{NTH}[a-z]|[a-rt-z])(?P<year>{_YEAR_TAIL})?",
    re.IGNORECASE,
)
# A year right after the month; must not take a day ("May 19").
YEAR_AFTER = lazy_pattern(rf"\.?(?:{_YEAR_TAIL}|-{YEAR}|-\d\d(?![\d-]))", re.IGNORECASE)
# "14 ", "14th of ", "the 14th of ", "14-", "14/" before it; must not take "4:14 " or "1.5 ".
BEFORE = lazy_pattern(
    rf"(?<![\d:.,$#])(?<!\d\d\d[-/])(?:the\s{{1,2}})?(?P<day>{DAY})(?P<nth>{NTH})?"
    r"(?P<gap>\s?of\s|\s{1,2}|\.|-|/)$",
    re.IGNORECASE,
)
# The year after day and month; must not take a clock time or a second day.
TAIL_YEAR = lazy_pattern(
    rf"(?:\.?,?\s{{0,3}}{YEAR}|[-/. ]{YEAR}|\.?,?\s?{SHORT_YEAR}|[-/. ]\d\d(?![\d:/-]|\.\d))",
    re.IGNORECASE,
)
# The 12 of "12 and 14 March", "12-14 March"; must not take the end of a longer number.
EARLIER = lazy_pattern(
    rf"(?<![\d:.,/$#-])(?P<day>{DAY}{NTH}?)(?:\s?(?:-|/|&)\s?|\s(?:and|to|or|through|until)\s)$",
    re.IGNORECASE,
)
# "and 23, 2025", "-7", " to 12th", ", 14": a further day; must not take a time or a range's middle.
MORE = lazy_pattern(
    r"(?P<join>\s?(?:-|--|&)\s?|\s(?:and|or|to|through|thru|until|till|-)\s|,\s)(?:the\s)?"
    rf"(?P<day>{DAY})(?P<nth>{NTH})?(?![\d%/]|:\d|\.\d|-\w|[a-z])(?P<year>{_YEAR_TAIL})?",
    re.IGNORECASE,
)
# What may follow the last day of a list; must not match a noun ("and 12 others").
LIST_END = lazy_pattern(
    r"\s*(?:[.;:)\]\n?!\"]|,|$|&|-)|\s+(?:and|at|in|of|he|she|they|we|i|it|is|was|with|w/|for|from|"
    r"to|by|but|or|on|as|because|both|when|where|while|after|before|until|due|per|via|mon|tue|wed|"
    r"thu|fri|sat|sun|\d)",
    re.IGNORECASE,
)
# "Jan 23, 30, no-shows.": a second day in commas is no age where a plural of visits follows.
LIST_OF_TWO = lazy_pattern(
    r",\s(?:no[- ]shows|both|cancell?ed|missed|kept|sessions)", re.IGNORECASE
)
# Words of a spoken day after the month; must not run over a sentence end.
SPOKEN = lazy_pattern(r"(?:\.?\s(?:the\s)?)((?:[a-z]+(?:[ -]|\b)){1,6})", re.IGNORECASE)
# "the third of ": must not match "a third of".
SPOKEN_BEFORE = lazy_pattern(
    r"(?:\bthe\s)?\b((?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|[a-z]{3,6}teenth|tenth|eleventh|twelfth|twentieth|thirtieth))\sof\s$",
    re.IGNORECASE,
)
# "3rd wk of ", "the third week of ", "first Monday in "; must not take "end of ".
PERIOD_BEFORE = lazy_pattern(
    r"(?:\bthe\s)?\b(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s(?:week|wk|weekend|"
    r"half|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\s(?:of|in)\s$",
    re.IGNORECASE,
)
PERIOD_AFTER = lazy_pattern(r"\.?\s[1-4](?:st|nd|rd|th)\s(?:week|wk)\b", re.IGNORECASE)
PART_BEFORE = lazy_pattern(r"\b(?:early|late|mid)(?:\s|-|\sto\slate\s)$", re.IGNORECASE)
# A day as a scanner reads it: "Feb l3", "Oct . 9", "Apr . 2O"; must not match a word.
SCANNED_DAY = lazy_pattern(
    r"\s{0,3}(?:\.\s{0,2})?(?:[l1-3][0-9lOoISB]|[0-3][lOoISB]|(?<=\. )[1-9])"
    r"(?:,\s[l12][90O][0-9lOo]{2})?(?![\w/:%])"
)
# A unit after the number: "MAR 5 mg", "Dec 10 %"; must not match a year or a verb.
UNIT_AFTER = lazy_pattern(
    r"\s?(?:mg|mcg|ml|kg|lbs?|%|years?\b|yrs?\b|y/?o\b|yo\b|months?\b)", re.IGNORECASE
)
# Months joined as a range, and as any pair.
RANGE = lazy_pattern(r"\s?(?:-|--|/)\s?|\s(?:to|through|thru|until|till)\s")
# "04MAR24", "14mar"; must not match "5mar" of a product code.
GLUED = lazy_pattern(
    r"(?P<day>[0-3]?\d)(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:\d{4}|\d\d)?"
)
GLUED_FIRST = lazy_pattern(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?P<day>[0-3]?\d)"
)
