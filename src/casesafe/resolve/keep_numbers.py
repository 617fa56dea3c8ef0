"""Number forms that look like dates, ids or phones and are none.

Scores, doses, fractions, billing and diagnosis codes, public helplines, citations. One walk over
the runs of digits: what stands before a run says which forms may begin there.

Known misses: a fraction of two numbers below 13 ("4/10") with no word beside it that makes it a
score: it may be a date. A duration with no preposition ("18 months"): it may be an age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.values.vocabulary import clinical_abbreviations, given_names

Found = tuple[int, int, str]


def _re(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | flags)


#: Words before a score or fraction.
_SCORED = frozenset(
    """phq gad pcl caps ace audit dast cage mmse moca slums asrs des dass oq ors srs whodas suds sud
    bdi bai bhs ymrs madrs epds isi ess psqi pswq ybocs ham hama hamd hdrs gaf cgi gcs mdq panss
    aims ciwa cows qids cesd cdi rcads scared vadrs psc sdq basc cbcl bmi iq fsiq hr bp rr spo2 temp
    a1c tsh ldl hdl egfr power strength reflexes dtrs edss nihss t3 t4 ck wt ht o2 ecog apgar apgars
    session sessions     sess trial trials level stage grade module lesson step page item items
    question axis class phase
    tier pain mood anxiety depression urge urges craving cravings distress intensity energy anger
    motivation confidence readiness rated rates rating score scored scores asam pos modifier mod
    albumin alkphos bilitot bilirubin lithium prolactin ferritin folate glucose sodium potassium
    calcium creatinine platelets hemoglobin hematocrit chloride magnesium phosphorus triglycerides
    cholesterol valproate ammonia visit appt week wk day sleep""".split()
)
#: Abbreviations that stand before an identifier rather than a value.
_NO_SCORE = frozenset(
    "mrn ssn dob dos doa doi dod npi dea id po dl cc am pm est pst cst mst edt pdt cdt utc usa us "
    "uk eu re fw tv ma pa ct va md co la me or in nh pt cl bf gf mr ms st dr ed rm".split()
)
# A score right of its word: " 18", ": 18->9", "-9 3/27", " #14", "=39"; must not take a full date
# ("visit 3/14/2024"), a clock time or a part of a longer number.
_SCORE = _re(
    r"""(?:-(?:\d{1,2}(?:\.\d)?|ii|a|c|r|br)\b)?(?:\ (?:score|total|of|was|is|at|rated|from|level))?
    (?:\ ?[:=\#]|\ (?:a|an|now|to))?\ ?\#?\ ?(?<![\d/])\d{1,3}(?:\.\d{1,2})?
    (?:\ ?(?:/|of|out\ of|->|to|-)\ ?\d{1,3}(?:\.\d)?)?(?![\d/]|-\d|\.\d|:\d)(?:\ ?->\ ?\d{1,3})*"""
)
#: Words that stand before dates too: they keep a fraction only if it can be none.
_DATE_WORDS = frozenset(
    "session sessions sess visit appt week wk day sleep page item items class mood pain anxiety "
    "rated score scores scored level depression trial trials question rates".split()
)
# A word right before "session 3/4": then it may be the one on the fourth of March.
_ON_A_DAY = lazy_pattern(r"[\w)] $")
_FRACTION_IN = lazy_pattern(r"(?<!\d)(\d{1,2}) ?[/\-] ?(\d{1,2})(?!\d)")
_UNIT = (
    r"(?:mg|mcg|ug|kg|ml|mls|cc|lbs|oz|iu|units|meq|mmol|tabs?|caps?|puffs?|drops?|bpm|mmhg"
    r"|minutes?|mins?|hours?|hrs?|secs?|seconds?|cals?|kcal|drinks|beers|packs?|ppd|cigs?"
    r"|cigarettes|percent|percentile|words|steps|copay|hz)"
)
_SPAN = r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?)"
# Forms that begin with a digit. None may match a date, a phone, a bare number or an age.
_FORMS = _re(
    rf"""(?:\d{{1,4}}(?:[.,]\d{{1,3}})?(?:\ ?(?:-|to)\ ?\d{{1,4}}(?:\.\d{{1,3}})?)?[\ \-]?{_UNIT}
        (?![\w/])(?:/(?:d|day|wk|week|mo|month|hr|h|ml|dl|kg|night|session)\b)?
        (?:\ (?:qd|qod|bid|tid|qid|qhs|qam|qpm|prn|daily|nightly|po|im)\b)*
    |\d{{1,3}}(?:\.\d)?\ ?%
    |\d{{1,2}}(?:-\d{{1,2}})?(?:\ ?x|\ times?|\ sessions?)(?:\ ?(?:/|per|a)\ ?(?:d|day|wk|week|mo
        |month|night|yr|year))?\b(?!\d)
    |\d{{1,3}}(?:-\d{{1,3}})?[\ \-]{_SPAN}\ (?:ago|sober|clean|in\ a\ row|abstinent|off|free)\b
    |(?:24/7|50/50|60/40|70/30|80/20|20/20|1:1|2:1|3:1)(?![\d/:])
    |(?:10|\d)/10\ ?(?:to|->|-)\ ?(?:10|\d)/10(?![\d/])
    |\d{{1,3}}\ ?/\ ?\d{{1,3}}\ (?:trials?|sessions|attempts?|opportunit\w+|limbs?|items?|criteria
        |symptoms?|strength|bilat\w*|throughout|correct|recall|pain|intensity|distress|prompts?
        |objects?|appts|appointments|mmhg|on\ (?:the\ )?(?:phq|gad|moca|mmse|suds|pain)\S*)\b
    |\d{{1,2}}-step\b|90\ in\ 90\b|504\ (?:plan|meeting|accom\w*)
    |\d{{1,3}}(?:st|nd|rd|th)\ (?:percentile|%ile|session|edition|ed\.|step)
    |9/11(?=\ (?:attacks?|survivor|widow|respond|memorial|fund|terror|happened|hijack|victims?
        |gi\b)))
    """
)
# "for 3 years": a preposition makes a span of time of it. Looked for left of the number.
_LASTING = _re(
    r"\b(?:for|x|over|past|last|next|within|after|every|q|in|previous|another|about\ a)\ "
    r"(?:the\ )?$"
)
_TIME_SPAN = _re(rf"\d{{1,3}}(?:-\d{{1,3}}|\ (?:to|or)\ \d{{1,3}})?[\ \-]?{_SPAN}\b(?![\ \-]old)")
_MONEY = lazy_pattern(r"\d{1,3}(?:,?\d{3})*(?:\.\d\d)?(?!\d)")
# A fraction that can be no date, in either order; must not match a part of a longer run.
_FRACTION = lazy_pattern(r"(\d{1,3})/(\d{1,3})(?![\d/\-]|\.\d)")
# ICD-10, with its point or, for mental disorders, without; must not match a room ("B12", "F0044").
_ICD = lazy_pattern(
    r"[A-TV-Z]\d[\dA-B]\.[\dA-Z]{1,4}(?![\w\-])|F[1-9]\d\d{0,2}(?![\w.\-])|F[1-9]\d(?!\w)"
)
_HCPCS = lazy_pattern(r"(?:H[02]0\d\d|G0\d{3}|G2\d{3}|T10[12]\d|S9\d{3})(?![\w\-])")
_DSM_IV = lazy_pattern(r"(?:29\d|30\d|31\d)\.\d{1,2}(?![\w\-])")
_CPT = lazy_pattern(
    r"(?:9078[4-9]|9079[12]|9083[2-9]|9084\d|90853|9086[3-9]|9087[05]|9088\d|9089\d|961[0-7]\d"
    r"|9920[2-5]|9921[1-5]|992[234]\d|9935[4-9]|9949\d|9941[5-7]|9836[6-8]|9897[0-2]|9944[1-3]"
    r"|9715[1-8])(?![\w\-])"
)
# A state or town right before: then five digits are a ZIP code.
_ZIP_LEFT = lazy_pattern(r"(?:\b[A-Z]{2}|[Zz][Ii][Pp]:?|[A-Z][a-z]+,) $")
_CODE_LEFT = lazy_pattern(r"(?:CPT|DX|TX|[Cc]ode[sd]?:?|[Bb]illed|[Bb]illing) $")
_PHONE = lazy_pattern(r"(?:1[\-. ]{0,2})?\(?\d{3}\)?[\-. ]{0,2}\d{3}[\-. ]?\d{4}(?![\w\-])")
_ALWAYS_LINE = lazy_pattern(r"(?:911|988|741[ \-]?741|838255|678[ \-]?678)(?![\w\-/]|\.\d)")
_CALLED_LINE = lazy_pattern(r"(?:[2-8]11|116 ?123|686868|233733|999|112)(?![\w\-/]|\.\d)")
_CALLING = _re(
    r"(?:\b(?:call(?:s|ed|ing)?|dial(?:ed|ing)?|text(?:s|ed|ing)?|via|through|to|gave|and|or|from"
    r"|phoned?|line|use)\ |[,/]\ ?)$"
)
_NOT_LINE = _re(r"(?:\b(?:room|rm|apt|unit|suite|ste|box|no|mrn|id|chart|bed)\.?\ |\#\ ?)$")
# Left of ", 1993)" in "(Linehan, 1993)", "Prochaska & DiClemente (1983)", "Beck et al., 1979";
# must not match a month or feast, nor one given name ("daughter (Ana, 2009)").
_CITED = lazy_pattern(
    r"(?:(?P<open>\()(?:see |e\.g\., |cf\. )?|(?<=[; ])|^)(?P<first>[A-Z][\w'\-]{1,24})"
    r"(?P<more>(?:, [A-Z][\w'\-]{1,24})*,? (?:&|and) [A-Z][\w'\-]{1,24}|,? et al\.?)?"
    r"(?:, | (?P<bracket>\())$"
)
# "Lindqvist et al", "Foa, Hembree et al"; the names before "et al".
_ET_AL = lazy_pattern(r"[A-Z][\w'\-]{1,24}(?:, [A-Z][\w'\-]{1,24})?,? et al$")
_CITED_END = lazy_pattern(r"(?:19|20)\d\d[a-z]?(?:, p{1,2}\. ?\d{1,4}(?:-\d{1,4})?)?[);]")


def number_spans(note: Note) -> Iterator[Found]:
    """Yield (start, end, kind) of every number form; `note.normal` offsets, any order."""
    text = note.normal
    for word in note.words.by_lower.get("al", ()):
        m = _ET_AL.search(text[max(0, word.start - 64) : word.end])
        if m is not None:
            yield word.end - len(m.group()), word.end, "citations"
    if not note.has_digits:
        return
    yield from _scores(note)
    done = 0
    for run in _RUN.finditer(text):
        start = run.start()
        if start < done:
            continue
        before = text[start - 1] if start else " "
        if before.isalpha():
            found = _letter_code(text, start)
        elif before == "$":
            found = (start - 1, _end(_MONEY, text, start), "numbers")
        elif before in "/.:-_#" and not (before == "/" and run.end() - start == 5):
            found = None
        else:
            found = _form(text, start, run.end())
        if found is not None:
            yield found
            done = found[1]


_RUN = lazy_pattern(r"[0-9]+")


def _end(regex: re.Pattern[str], text: str, start: int) -> int:
    m = regex.match(text, start)
    return m.end() if m else start + 1


def _letter_code(text: str, start: int) -> Found | None:
    """Return the code whose letter stands right before `start`: "F43.10", "H0004"."""
    if start > 1 and (text[start - 2].isalnum() or text[start - 2] in "-_."):
        return None
    m = _ICD.match(text, start - 1) or _HCPCS.match(text, start - 1)
    return (start - 1, m.end(), "codes") if m else None


def _form(text: str, start: int, run_end: int) -> Found | None:
    """Return the number form that begins at the run of digits at `start`, if any."""
    m = _FORMS.match(text, start)
    if m:
        return start, m.end(), "numbers"
    left = text[max(0, start - 16) : start]
    size = run_end - start
    after = text[run_end : run_end + 1]
    if after == "/" and size <= 3:
        m = _FRACTION.match(text, start)
        return (start, m.end(), "numbers") if m and _no_date(int(m[1]), int(m[2])) else None
    if size <= 3 and _LASTING.search(left):
        m = _TIME_SPAN.match(text, start)
        if m:
            return start, m.end(), "numbers"
    if size == 3 and after == ".":
        m = _DSM_IV.match(text, start)
        if m:
            return start, m.end(), "codes"
    if size == 5:
        m = _CPT.match(text, start)
        return (start, m.end(), "codes") if m and _is_code(left) else None
    if size == 4:
        return _citation(text, start)
    return _public_line(text, start, left)


def _is_code(left: str) -> bool:
    return _ZIP_LEFT.search(left) is None or _CODE_LEFT.search(left) is not None


def _no_date(a: int, b: int) -> bool:
    """Say whether a/b is neither month/day nor day/month nor month/year."""
    return a > 31 or (a > 12 and b > 12) or a == 0 or b == 0 or b > 99


def _public_line(text: str, start: int, left: str) -> Found | None:
    m = _ALWAYS_LINE.match(text, start)
    if m is not None:
        return None if _NOT_LINE.search(left) else (start, m.end(), "public_lines")
    m = _CALLED_LINE.match(text, start)
    if m is not None:
        return (start, m.end(), "public_lines") if _CALLING.search(left) else None
    m = _PHONE.match(text, start)
    if m is None:
        return None
    digits = "".join(c for c in m.group() if c.isdigit())[-10:]
    start -= left.endswith("(")
    return (start, m.end(), "public_lines") if digits in public_lines() else None


@lru_cache(maxsize=1)
def public_lines() -> frozenset[str]:
    """Return the digits of helplines that anybody may give out, without the leading 1."""
    text = (files("casesafe.resolve") / "data" / "public_lines.txt").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0] for line in text.splitlines())
    return frozenset("".join(c for c in line if c.isdigit())[-10:] for line in lines) - {""}


def _citation(text: str, start: int) -> Found | None:
    """Return the citation whose year begins at `start`."""
    end = _CITED_END.match(text, start)
    if end is None:
        return None
    base = max(0, start - 90)
    m = _CITED.search(text[base:start])
    if m is None or not (m["open"] or m["bracket"] or m["more"]):
        return None
    names = re.findall(r"[A-Z][\w'\-]+", m.group())
    if any(n.lower() in _FEASTS or n.lower()[:3] in _MONTHS for n in names):
        return None
    et_al = m["more"] is not None and "et al" in m["more"]
    if not et_al and any(n.lower() in given_names() for n in names):
        return None
    if not et_al and m["more"] is None and not m["open"]:
        return None
    return base + m.start(), end.end() - (text[end.end() - 1] == ";"), "citations"


_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_FEASTS = frozenset(
    "halloween christmas easter thanksgiving summer spring fall winter autumn".split()
)


@lru_cache(maxsize=1)
def _value_words() -> frozenset[str]:
    """Return the abbreviations that stand before a value, in lower case."""
    long = {a.lower() for a in clinical_abbreviations() if len(a) > 2 and a[:1] != "-"}
    return frozenset(long) - _NO_SCORE - _SCORED


def _scores(note: Note) -> Iterator[Found]:
    index = note.words.by_lower
    heads = _SCORED | _value_words()
    for key in index:
        head = key.split("-", 1)[0]
        if head not in _SCORED:
            head = key
        if head not in heads:
            continue
        for word in index[key]:
            if head not in _SCORED and not word.text[: len(head)].isupper():
                continue
            found = _score(note, word.start, word.end, head)
            if found is not None:
                yield found


def _score(note: Note, start: int, word_end: int, head: str) -> Found | None:
    m = _SCORE.match(note.normal, start + len(head), word_end + 48)
    if m is None or m.end() <= word_end:
        return None
    if head in _DATE_WORDS or head not in _SCORED:
        fraction = _FRACTION_IN.search(m.group())
        if fraction and not _is_share(head, int(fraction[1]), int(fraction[2])):
            return None
        left = note.normal[max(0, start - 16) : start]
        of = note.lower.startswith(" of ", m.end())
        if fraction and head.startswith("sess") and not of and _ON_A_DAY.search(left):
            return None
    # A single digit is no pulse and no breathing rate: "RR 2" is a rural route.
    if head in {"rr", "hr", "bp"} and sum(c.isdigit() for c in m.group()) < 2:
        return None
    return start, m.end(), "numbers"


def _is_share(head: str, a: int, b: int) -> bool:
    """Say whether a fraction beside a word of `_DATE_WORDS` is a share of a whole: "3/5"."""
    if _no_date(a, b):
        return True
    if head.startswith(("sess", "trial")):
        return a <= b
    return b == 10 and head not in {"visit", "appt", "week", "wk", "day", "page"}
