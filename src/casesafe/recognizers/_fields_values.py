"""Reading the values of fields that are no names: organisations, places, jobs, groups.

Each reader takes the text and the bounds of a value and yields spans with their types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.values.places import countries, fold, states
from casesafe.values.vocabulary import clinical_abbreviations, ordinary_words

#: A span with its entity type: (start, end, entity type).
Value = tuple[int, int, str]

#: What stands in a field that was left empty or answered with a remark; the whole value.
_EMPTY = frozenset(
    "none no n/a na nil self same see unknown unk tbd pending declined refused withheld blank yes "
    "null homeless unemployed retired disabled student unspecified other unsure confidential "
    "self-pay private cash medicaid medicare tricare uninsured varies various multiple home "
    "telehealth in-person remote phone video office online not never active inactive verified "
    "same. is was has had did does denies denied reports reported good fine poor fair stable "
    "improving worse better struggling doing going attends attended works worked currently "
    "last next this that the a an he she they his her their my our we i it there here about "
    "would will can may met per w/ with from to for of and or but if when who what where why how "
    "discussed deferred noted continue continues ok okay left right math grades grade on in at "
    "by client patient pt mother father mom dad parent both full-time part-time ssi ssdi "
    "full part half missing excluded prefer prefers asked ask await awaiting call called".split()
)
# A word of an organisation's or place's name; must not match a lower-case word.
_CAPITAL = lazy_pattern(r"[A-Z0-9\u00c0-\u00de\u0100-\u024f#][^\s,;|()<>\[\]/:\"]*")
_LINK = lazy_pattern(
    r"(?:of|the|and|&|for|at|de|del|la|las|los|du|des|in|on|a|y|von|van|st\.?|'s|n'|-)(?= )"
)
# Where a value ends at the latest: a wide gap, a cell mark, a remark; not a comma.
_STOP = lazy_pattern(r"\s{2,}|\t|[|;<>\[\](]|\s[-\u2014\u2013\u00b7]+\s|\.\s|\.$|$")
_COMMA_STOP = lazy_pattern(r"[,/]\s|\s{2,}|\t|[|;<>\[\](]|\s[-\u2014\u2013\u00b7]+\s|\.\s|\.$|$")
_DIGITS = lazy_pattern(r"\s+(?=(?:#|no\.?|ID|id|grp|sub|Group|Member|MRN|DOB)?\s?[#:]?\s?\d{3,})")
# Openers of a value that are no part of it; not a bracket, which may be a placeholder's.
_OPEN = lazy_pattern(r"[\s\"'*>~]*_?")


def value_end(text: str, start: int, end: int, stop: re.Pattern[str] = _STOP) -> int:
    """Return where the value that begins at `start` ends, at most at `end`."""
    m = stop.search(text, start, end)
    return m.start() if m else end


def read_organizations(text: str, start: int, end: int, *, strong: bool) -> Iterator[Value]:
    """Yield the organisation at the beginning of a value.

    A value without capitals counts only behind a strong label and up to four words, none of them
    a remark: "school: ben franklin" but not "school: doing well".
    """
    at = _OPEN.match(text, start, end).end()  # type: ignore[union-attr]
    stop = value_end(text, at, end, _COMMA_STOP)
    digits = _DIGITS.search(text, at, stop)
    stop = digits.start() if digits else stop
    words = text[at:stop].split(" ")
    first = words[0].lower().strip(".,\"'")
    if not first or first in _EMPTY or first.startswith(("[", "_", "-", "*")):
        return
    if text[at:stop].islower():
        cut = _LOWER_STOP.search(text, at, stop)
        stop = cut.start() if cut else stop
        words = text[at:stop].split(" ")
        if strong and _plain_name(words):
            yield from _trimmed(text, at, stop, "ORGANIZATION")
        return
    stop = _capital_run(text, at, stop)
    run = text[at:stop].split()
    if len(run) == 1 and (run[0].strip(".?") in clinical_abbreviations() or len(run[0]) < 3):
        return
    if not run or (len(run) == 1 and not _closes(text, stop, end)):
        return
    if len(run) == 1 and not strong and first in ordinary_words():
        return
    yield from _trimmed(text, at, stop, "ORGANIZATION")


_LOWER_STOP = lazy_pattern(r" (?:in|at|since|gr|grade|until|thru|through|from|via|per|but|was)\b")


def read_place(text: str, start: int, end: int, *, strong: bool) -> Iterator[Value]:
    """Yield the parts of "Oswego, NY", "Brooklyn", "Cebu City, Philippines", "ypsi"."""
    at = _OPEN.match(text, start, end).end()  # type: ignore[union-attr]
    if _NUMBERED.match(text, at, end) is not None:
        yield from read_address(text, at, end, strong=strong)
        return
    for order in range(4):
        stop = value_end(text, at, end, _COMMA_STOP)
        zip_code = _ZIP.search(text, at, stop)
        stop = zip_code.start() if zip_code else stop
        word = text[at:stop].strip(" .\"'")
        if not word or word.lower().split()[0] in _EMPTY or len(word.split()) > 5:
            return
        kind = region_type(word)
        if kind is None:
            head, _, tail = word.rpartition(" ")
            if head and tail.isupper() and region_type(tail) == "STATE":
                yield at, at + len(head), "LOCATION"
                yield at + len(head) + 1, at + len(word), "STATE"
                return
            named = word[0].isupper() or (strong and order == 0 and _plain_name(word.split()))
            if not named or (order and word.lower() in ordinary_words()):
                return
            stop = min(stop, _capital_run(text, at, stop)) if word[0].isupper() else stop
            if stop <= at:
                return
            kind = "LOCATION"
        yield from _trimmed(text, at, stop, kind)
        if not text.startswith((", ", "/ "), stop):
            return
        at = stop + 2


def read_region(text: str, start: int, end: int, entity_type: str) -> Iterator[Value]:
    """Yield a state or country, where the value is one."""
    at = _OPEN.match(text, start, end).end()  # type: ignore[union-attr]
    stop = value_end(text, at, end, _COMMA_STOP)
    word = text[at:stop].strip(" .\"',")
    kind = region_type(word) or region_type(word.upper() if len(word) == 2 else word)
    if kind is not None:
        yield at, at + len(word), entity_type if kind == "STATE" else kind


def read_address(text: str, start: int, end: int, *, strong: bool) -> Iterator[Value]:
    """Yield street, place and state of "1187 Fairwood Ave, rear, Columbus, OH 43206".

    A value without a number is a place ("Oak Hollow Farm, Ferndale").
    """
    at = _OPEN.match(text, start, end).end()  # type: ignore[union-attr]
    if _NUMBERED.match(text, at, end) is None:
        if strong and text[at : at + 1].isupper() and not _SENTENCE.match(text, at, end):
            yield from read_place(text, at, end, strong=False)
        return
    stop = value_end(text, at, end, _ADDRESS_STOP)
    while text.startswith(",", stop) and _UNIT.match(text, stop, end):
        stop = _UNIT.match(text, stop, end).end()  # type: ignore[union-attr]
    if stop - at < 4 or not any(c.isalpha() for c in text[at:stop]):
        return
    yield from _trimmed(text, at, stop, "STREET_ADDRESS")
    if text.startswith(", ", stop):
        yield from read_place(text, stop + 2, end, strong=False)


def read_occupation(
    text: str, start: int, end: int, *, strong: bool, is_job: Callable[[str], bool]
) -> Iterator[Value]:
    """Yield the job that a value names; behind a weak label only one of the list."""
    at = _OPEN.match(text, start, end).end()  # type: ignore[union-attr]
    stop = value_end(text, at, end, _JOB_STOP)
    words = text[at:stop].lower().strip(" .").split()
    if not words or words[0].strip(".") in _EMPTY or not words[0][0].isalpha():
        return
    named = text[at:stop].split()
    if (
        len(named) > 1
        and all(w[0].isupper() or w == "&" for w in named)
        and not is_job(" ".join(words))
    ):
        yield from _trimmed(text, at, stop, "ORGANIZATION")
        return
    if is_job(" ".join(words)) or (strong and len(words) <= 5 and not words[0].endswith("ing")):
        yield from _trimmed(text, at, stop, "OCCUPATION")


def read_groups(
    text: str, start: int, end: int, *, strong: bool, is_group: Callable[[str], bool]
) -> Iterator[Value]:
    """Yield ethnicities, nationalities and religions of a value: "Filipino / Aleut"."""
    at = start
    for _ in range(5):
        at = _GROUP_OPEN.match(text, at, end).end()  # type: ignore[union-attr]
        stop = value_end(text, at, end, _GROUP_STOP)
        words = text[at:stop].strip(" .").split()
        if not words or words[0].lower().strip(".") in _EMPTY | _NO_GROUP or len(words) > 5:
            return
        phrase = " ".join(words)
        known = is_group(phrase) or any(is_group(w) for w in words)
        if not known and not (strong and words[0][0].isupper() and len(words) <= 4):
            return
        yield from _trimmed(text, at, stop, "DEMOGRAPHIC")
        step = _GROUP_NEXT.match(text, stop, end)
        if step is None:
            return
        at = step.end()


_ZIP = lazy_pattern(r"\s+\d{5}(?:-\d{4})?\b")
_NUMBERED = lazy_pattern(
    r"#?\d{1,6}[A-Za-z]?(?:[-/]\d{0,5}[A-Z]?)?(?:\s1/2)?[ ,]\s?\S|(?:P\.?\s?O\.?\s?)?[Bb]ox\s\w|"
    r"(?:HC|RR|R\.R\.|Lot|LOT|Apt|Unit|Rural Route|One)\s\S"
)
_SENTENCE = lazy_pattern(r"[A-Z][a-z]+ [a-z]+ [a-z]+")
_ADDRESS_STOP = lazy_pattern(r",|\s{2,}|\t|[|;<>\[\](]|\s[-\u2014\u2013]+\s|\.$|$")
# A further part of the street line; must not match a town.
_UNIT = lazy_pattern(
    r",? (?:apt|apartment|unit|ste|suite|rear|lower|upper|lot|bldg|building|floor|fl|rm|room|"
    r"space|sp|trlr|basement|bsmt|front|side|back|no|box|#|[0-9]{1,4}[A-Za-z]?(?=\W)|\dst "
    r"floor)(?![A-Za-z]{2})"
    r"\.?(?:[ #]{0,2}[\w-]{1,8})?(?: level| floor| cottage)?",
    re.IGNORECASE,
)
_JOB_STOP = lazy_pattern(
    r"[,/]\s|\s{2,}|\t|[|;<>\[\](\"]|\s[-\u2014\u2013\u00b7]+\s|\.\s|\.$|\s(?:at|for|with|x|in|"
    r"since|"
    r"from|on|until|but|who|and)\s|$"
)
_NO_GROUP = frozenset(
    "language importance background spiritual religious raised grew believes".split()
)
_GROUP_OPEN = lazy_pattern(
    r"(?:[\s\"'*_>~(]|(?:lapsed|raised|practicing|devout|non-practicing)\s)*"
)
_GROUP_STOP = lazy_pattern(r"[,/;|()<>\[\]\"]|\s{2,}|\t|\s(?:and|&|by|but|from|with)\s|\.\s|\.$|$")
_GROUP_NEXT = lazy_pattern(r"\s*(?:[,/;]|and\b|&)\s*")


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Return states by name and postal code, and countries, folded but for the codes."""
    found = dict.fromkeys(countries(), "COUNTRY")
    for state in states():
        found[fold(state.name)] = found[state.postal] = "STATE"
    return found


def region_type(word: str) -> str | None:
    """Return STATE or COUNTRY for the name of one or a postal code in capitals, else None."""
    table = _regions()
    return table.get(word) if len(word) == 2 else table.get(fold(word))


def _capital_run(text: str, at: int, stop: int) -> int:
    """Return the end of the words with capitals (and links between them) that begin at `at`."""
    last = at
    while at < stop:
        m = _CAPITAL.match(text, at, stop)
        if m is not None:
            last = at = m.end()
        else:
            m = _LINK.match(text, at, stop)
            if m is None or last == at:
                return last
            at = m.end()
        if at < stop and text[at] == " ":
            at += 1
        elif at < stop and text[at] == "/":
            return last
    return last


def _closes(text: str, stop: int, end: int) -> bool:
    return (
        re.compile(
            r"\s*$|\s{2,}|\s*[,;|(/\n\t.<]|\s[-\u2014#]|\s\d|\s[A-Z]{2,}\b|\s(?:thru|through|via|"
            r"in|at|from|since)\b"
        ).match(text, stop, end)
        is not None
    )


def _plain_name(words: list[str]) -> bool:
    """Whether lower-case words can be a name: one to four, no remark, not all ordinary verbs."""
    plain = [w.strip(".,'\"").lower() for w in words if w]
    if not 1 <= len(plain) <= 4 or any(w in _EMPTY or not w for w in plain):
        return False
    return not plain[0].endswith(("ing", "ed")) and any(w not in ordinary_words() for w in plain)


def _trimmed(text: str, start: int, end: int, entity_type: str) -> Iterator[Value]:
    """Yield the span without surrounding spaces, quotes and closing marks."""
    while end > start and text[end - 1] in " \t\n\"',;:*_":
        end -= 1
    if end > start and text[end - 1] == "." and not _ABBREVIATED.search(text, start, end):
        end -= 1
    if end - start > 1:
        yield start, end, entity_type


_ABBREVIATED = lazy_pattern(
    r"(?:\b(?:Inc|Co|Corp|Ltd|St|Ave|Rd|Dr|Blvd|Ln|Ct|Jr|Sr|El)|\b[A-Z])\.$"
)
