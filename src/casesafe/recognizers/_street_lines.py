"""Street lines: house number and street, with the unit behind or before it.

Source: 45 CFR 164.514(b)(2)(i)(B); the shapes are those of USPS Publication 28. A line runs up to
the city; units across a comma or a line break belong to it.

Known misses: a house number without any street, a street with neither type, direction, unit, town
nor cue, descriptions ("the blue house past the mill").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._streets import (
    COURT_KINDS,
    DIRECTIONS,
    JOINERS,
    LEADING_TYPES,
    NAME_AFTER_ALL,
    NOT_A_NAME,
    NUMBERED,
    NUMBERED_FIRST,
    STRONG_TYPES,
    WEAK_TYPES,
)
from casesafe.recognizers.base import compiled
from casesafe.values.places import cities, fold, states_by_postal
from casesafe.values.vocabulary import ordinary_words


@dataclass(frozen=True, slots=True)
class Line:
    """A street line found, half-open, with the shape that found it."""

    start: int
    end: int
    rule: str
    source: Source


@dataclass(frozen=True, slots=True, repr=False)
class _Token:
    """One word behind a house number; `key` is lower case, `end` leaves a full stop out."""

    start: int
    end: int
    text: str
    key: str
    dotted: bool

    @property
    def capital(self) -> bool:
        """Whether it does not begin with a small letter."""
        return not self.text[0].islower()

    @property
    def ordinal(self) -> bool:
        """Whether it is a number such as "5th"."""
        return _ORDINAL.match(self.text) is not None


# A house number, scanned digits misread as letters allowed. Must not match inside a longer number,
# behind $ # / % or a decimal point, or before anything but a space and a word.
_HOUSE = compiled(
    r"""(?<![\w$%\#+/.\-])(?<!\d,)(?<!\d:)(?:[NSEW]\d{2,5}(?:[NSEW]\d{2,5})?|[lI]?\d[\dlIO]{0,5}
    (?:-\d{1,5}|-?[A-Za-z](?![\w'])|\ ?½|\ 1/2|\ [A-D](?=\ [A-Z][a-z]))?)(?=\ {1,2}[^\W_])"""
)
# One word of a street line; must not cross a line break or a comma.
_TOKEN = lazy_pattern(r" {1,2}([^\W_](?:[\w'\-]{0,30}\w)?(?:\.[A-Z](?=[.\s]))?)(\.?)")
# A street type that the line's end cut off; must not match the next sentence.
_BROKEN_TYPE = lazy_pattern(r" ?\n {0,8}([A-Z][a-z]{1,9})(\.?)(?![\w'])")
_ORDINAL = lazy_pattern(r"\d{1,3}(?:st|nd|rd|th)$", re.IGNORECASE)
_MAX_TOKENS = 8
#: Digits that a scanner read for letters.
_MISREAD = str.maketrans("10", "lo")
# A unit behind a street line: "Apt 4C", "#22", ", 2nd floor", ", rear". Must not match a word that
# merely begins so ("unit secretary"), or a number without its keyword.
_UNIT = compiled(
    r"""(?:,?\ {1,2}|,\n?\ {0,16}|,?\n\ {0,16})(?:
    (?:apt|apartment|suite|ste|unit|lot|bldg|building|fl|floor|flr|rm|room|trailer|trlr|trl|space
      |spc|sp|dept|slip|cabin|office|box|flat|mile\ post|penthouse|ph|suites|stop|studio|pmb)
      \b\.?\ ?\#?\ ?(?:[A-Z]{1,2}-?\d{1,5}(?:-?[A-Z])?|\d{1,5}(?:-?[A-Z]{1,2}|-\d{1,4})?
      |[A-Z](?:-[A-Z])?|(?<=\#\ )l\d|(?<=\#)l\d)(?!\w|'\w)
    |(?:no|number)\b\.?\ ?\#?\d{1,5}[A-Z]?(?!\w)
    |\#\ ?[A-Z0-9]{1,5}(?:-[A-Z0-9]{1,4})?(?!\w)
    |\d{1,2}\ ?(?:st|nd|rd|th)\ (?:floor|flr|fl)\b(?:\.?\ (?:rear|front))?
    |(?:first|second|third|fourth|fifth|ground|top)\ floor\b
    |\d\ (?:rear|front)\b|trailer\ (?:in|out)\ back|\d{1,3}-?[A-Z](?=[\s,;.)"'|<]|\Z)
    |house\ (?:[A-Z]|\d{1,3})\b
    )|[,.]?\ (?:rear|upper|lower|upstairs|downstairs|basement|bsmt|office|front|dn|side\ door)
      (?:\ (?:unit|apt|apartment|house|flat|level))?(?=[.,;:)\]"'|<\n]|\ {2}|\Z)
    |,\ (?:rear|upper|lower|upstairs|basement)(?:\ (?:unit|apt))?(?=\s)""",
    ignore_case=True,
)
# A unit before the house number: "Apt 4, 12 Main St"; must not match without its keyword.
_UNIT_BEFORE = lazy_pattern(
    r"(?:\b(?:apt|apartment|suite|ste|unit|lot|space|flat|bldg|building|pmb|drop|trailer)\.? ?#? ?"
    r"(?:[A-Z]-?)?\d{0,5}[A-Z]?|#[A-Z0-9]{1,5}), {1,2}\Z|\bqtrs\.? \Z",
    re.IGNORECASE,
)
# What says that an address comes; must not match a mere preposition of time.
_CUE_BEFORE = lazy_pattern(
    r"(?:\bat|@|\baddress|\baddr|\bhome|\bloc|\blocation|\bres|\bresid(?:es|ing|ence)(?: at)?"
    r"|\blives?|\bliving|\bstay(?:s|ing)?|\bmoved to|\bhouse (?:on|at)|\bcome by|\brent at"
    r"|\b(?:went|sent|mail|mailed|deliver|delivered|drove) to)"
    r"(?: is| was| to)?[\"'\],:.>]{0,3}\s{0,16}[\"']?\Z",
    re.IGNORECASE,
)
# What stands on both sides of a bare "1540 Vine"; must not match the middle of a clause.
_STANDS_ALONE = lazy_pattern(r"[.,;)]|\n|\Z| now\b")
_LIST_BEFORE = lazy_pattern(r"(?:, |\bto |\bit's |\bmeans |\()\Z")
# What follows a bare street name in an address: a comma and capitalised words.
_PLACE_AFTER = lazy_pattern(r",\s{1,2}([A-Z][\w'.\-]{1,24}(?: [A-Z][\w'.\-]{1,24}){0,2})")


def street_lines(note: Note) -> Iterator[Line]:
    """Yield the street lines of a note that begin with a house number in digits."""
    if not note.has_digits:
        return
    text = note.normal
    streets: set[str] = set()
    left: list[tuple[int, _Token]] = []
    for m in _HOUSE.finditer(text):
        tokens = _tokens(text, m.end())
        if not tokens:
            continue
        found = _street(text, m, tokens)
        if found is None:
            left.append((m.start(), tokens[0]))
            continue
        end, rule, source = found
        streets.add(tokens[0].text)
        yield Line(with_unit_before(text, m.start()), with_units(text, end), rule, source)
    for start, token in left:  # "61 Rook Ln ... 70 Rook"
        if token.text in streets and token.text[0].isupper() and len(token.text) > 2:
            yield Line(start, token.end, "house_again", Source.CUE)


def with_unit_before(text: str, start: int) -> int:
    """Return where a street line that begins at `start` begins with the unit before it."""
    before = _UNIT_BEFORE.search(text, max(0, start - 24), start)
    return before.start() if before else start


def with_units(text: str, end: int) -> int:
    """Return where a street line that reaches `end` ends with its units."""
    for _ in range(3):
        at = end + 1 if text[end : end + 1] == "." else end
        unit = _UNIT.match(text, at)
        if unit is None:
            break
        end = unit.end()
    return end


def _tokens(text: str, at: int) -> list[_Token]:
    """Return the words behind a house number, up to a comma, a sentence's end or a line's end."""
    found: list[_Token] = []
    for _ in range(_MAX_TOKENS):
        m = _TOKEN.match(text, at)
        if m is None:
            m = _BROKEN_TYPE.match(text, at) if found and not found[-1].dotted else None
            if m is None or m.group(1).lower() not in STRONG_TYPES:
                break
        word = m.group(1)
        if not found and word.isdigit():
            break
        key = word.lower()
        if not key.isalpha() and key[0].isalpha():
            key = key.translate(_MISREAD)
        found.append(_Token(m.start(1), m.end(1), word, key, m.group(2) == "."))
        at = m.end()
        if found[-1].dotted and not _may_be_cut(key):
            break
    return found


def _may_be_cut(key: str) -> bool:
    """Return whether a full stop behind the word can mark an abbreviation."""
    return len(key) < 4 or key in STRONG_TYPES or key in DIRECTIONS or key in WEAK_TYPES


def _street(
    text: str, house: re.Match[str], tokens: list[_Token]
) -> tuple[int, str, Source] | None:
    """Return where the street behind a house number ends, by the first shape that fits."""
    if tokens[0].key in NOT_A_NAME and not _name_after_all(tokens):
        return None
    count = _numbered(tokens)
    if count:
        return tokens[count - 1].end, "house_road", Source.CUE
    count = _typed(tokens)
    if count:
        proven = any(t.key in STRONG_TYPES for t in tokens[1:count]) and tokens[0].capital
        return tokens[count - 1].end, "house_street", Source.PROVEN if proven else Source.CUE
    count = _leading(tokens) or _grid(tokens)
    if count:
        return tokens[count - 1].end, "house_road", Source.CUE
    end = _bare(text, house, tokens)
    return None if end is None else (end, "house_bare", Source.CUE)


def _name_after_all(tokens: list[_Token]) -> bool:
    """Return whether a first word that mostly is no name begins a street: "June Avenue"."""
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else None
    if second is None:
        return False
    if first.key in NAME_AFTER_ALL and first.capital:
        return any(t.key in STRONG_TYPES for t in tokens[1:3])
    if first.key in ("s", "e", "w", "n", "mt", "ft") and first.capital:
        return second.text[0].isalnum()
    if first.key == "s" and second.ordinal:
        return True
    return (
        first.key in ("n", "e", "w", "s")
        and any(  # "900 w olive ave"
            t.key in STRONG_TYPES and not t.capital for t in tokens[2:4]
        )
    )


def _typed(tokens: list[_Token]) -> int:
    """Return how many words end with a street type and what follows it, or 0."""
    first = 1 if tokens[0].key in DIRECTIONS and len(tokens) > 1 else 0
    best = 0
    strong = False
    for j in range(first, min(len(tokens), first + 6)):
        token = tokens[j]
        if j > first and _is_type(tokens, j, first):
            if best and strong and not (best == j and token.key in STRONG_TYPES and token.capital):
                break
            best, strong = j + 1, token.key in STRONG_TYPES
        elif best:
            if strong or j > best or not token.capital:
                break
        elif not _is_name(token, tokens[first]):
            break
        if token.dotted and token.key not in STRONG_TYPES | DIRECTIONS and len(token.key) > 2:
            break
    if best and best < len(tokens) and _is_direction(tokens, best):
        best += 1
    return best


def _is_direction(tokens: list[_Token], at: int) -> bool:
    token, last = tokens[at], tokens[at - 1]
    if token.key not in DIRECTIONS or token.key in ("no", "so"):
        return False
    return (len(token.key) < 3 and token.text.isupper()) or (
        token.capital and last.capital and at + 1 == len(tokens)
    )


def _is_type(tokens: list[_Token], j: int, first: int) -> bool:
    token, name = tokens[j], tokens[j - 1]
    if token.key in WEAK_TYPES and token.key not in STRONG_TYPES:
        return token.capital and name.capital and tokens[first].capital
    if token.key not in STRONG_TYPES:
        return False
    if token.key in ("court", "ct") and name.key in COURT_KINDS:
        return False
    last = j + 1 == len(tokens)
    if token.key == "dr" and not name.capital and (token.capital or not last):
        return False  # "50 via Dr. Mo"
    if token.key in ("dr", "st", "pl", "ct", "av") and not last:
        after = tokens[j + 1]
        if not token.capital:
            return not after.capital
        if token.key == "st" and after.capital:  # "12 North St Marys Road"
            return not any(t.key in STRONG_TYPES for t in tokens[j + 1 : j + 3])
    return token.capital or not name.capital


def _is_name(token: _Token, first: _Token) -> bool:
    if token.text[0].isdigit() and not token.ordinal:
        return False
    if token.key in JOINERS:
        return token is not first or token.capital
    if token.capital:
        return token.key not in NOT_A_NAME or token.key in NAME_AFTER_ALL or token is first
    return not first.capital and token.key not in NOT_A_NAME and len(token.key) > 1


def _numbered(tokens: list[_Token]) -> int:
    """Return how many words make a numbered road: "County Road 9 E", "Hwy 82"."""
    at = 0
    while at < len(tokens) and at < 3 and tokens[at].key in NUMBERED | NUMBERED_FIRST | DIRECTIONS:
        at += 1
    if not at or at == len(tokens) or tokens[at - 1].key not in NUMBERED:
        return 0
    if len(tokens[at - 1].key) < 3 and not tokens[at - 1].capital:
        return 0
    if not re.fullmatch(r"[A-Z]{0,2}\d{1,5}[A-Z]?", tokens[at].text):
        return 0
    at += 1
    return at + 1 if at < len(tokens) and _is_direction(tokens, at) else at


def _leading(tokens: list[_Token]) -> int:
    """Return how many words a street with its type in front has: "Avenida de los Pinos"."""
    at = 1 if tokens[0].key in DIRECTIONS and len(tokens) > 1 else 0
    if tokens[at].key not in LEADING_TYPES or not tokens[at].capital:
        return 0
    last = 0
    for j in range(at + 1, min(len(tokens), at + 5)):
        token = tokens[j]
        if token.key in JOINERS and not token.capital:
            continue
        if not token.capital or token.key in NOT_A_NAME:
            break
        last = j + 1
    return last


def _grid(tokens: list[_Token]) -> int:
    """Return how many words make the rest of a grid address: "S 300 E"."""
    if len(tokens) >= 3 and tokens[0].key in DIRECTIONS and tokens[2].key in DIRECTIONS:
        return 3 if re.fullmatch(r"\d{2,5}", tokens[1].text) else 0
    return 0


def _bare(text: str, house: re.Match[str], tokens: list[_Token]) -> int | None:
    """Return where a street without a type ends; a direction, unit, place or cue must say so."""
    pointed = len(tokens) > 1 and tokens[0].key in DIRECTIONS - {"no", "so"}
    first = 1 if pointed else 0
    token = tokens[first]
    if (tokens[0].key in DIRECTIONS and not pointed) or house.group()[0] == "0":
        return None
    if not (pointed and token.ordinal) and not _is_bare_name(token, tokens[0]):
        return None
    for last in range(min(len(tokens) - 1, first + 2), first - 1, -1):
        if any(not t.capital or t.key in NOT_A_NAME for t in tokens[first + 1 : last + 1]):
            continue
        end = tokens[last].end
        if with_units(text, end) > end or _place_follows(text, end):
            return end
    digits = sum(c.isdigit() for c in house.group())
    if pointed and digits > 1:
        return token.end
    return None if digits < 2 or _is_year(house.group()) else _cued(text, house, tokens[first:])


def _cued(text: str, house: re.Match[str], tokens: list[_Token]) -> int | None:
    """Return where a bare street ends that a cue or its place in a list announces."""
    token, start = tokens[0], house.start()
    if (
        len(house.group()) > 2
        and _STANDS_ALONE.match(text, token.end)
        and _LIST_BEFORE.search(text, max(0, start - 8), start)
    ):
        return token.end
    if _CUE_BEFORE.search(text, max(0, start - 40), start) is None:
        return None
    if token.key.endswith("s") and token.key in ordinary_words():
        return None  # "at 300 Pushups"
    both = len(tokens) > 1 and tokens[1].text[0].isupper() and not token.dotted
    return tokens[1].end if both else token.end


def _is_bare_name(token: _Token, first: _Token) -> bool:
    """Return whether a word can be a street's whole name: "Vine", "Lamer"."""
    return (
        token.text[0].isupper()
        and first.text[0].isupper()
        and (token.text[1:2].islower() or first.text in ("N", "S", "E", "W"))
        and (token.key == "broadway" or token.key not in NOT_A_NAME | STRONG_TYPES)
        and len(token.text) > 2
    )


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def _place_follows(text: str, end: int) -> bool:
    """Return whether a comma and a known town, or a town and its state, come next."""
    m = _PLACE_AFTER.match(text, end)
    if m is None:
        return False
    words = m.group(1).replace(".", "").split()
    if any(fold(" ".join(words[:n])) in cities() for n in range(len(words), 0, -1)):
        return True
    if words[-1] in states_by_postal():
        return len(words) > 1
    return text[m.end() : m.end() + 5].strip(", ")[:2] in states_by_postal()
