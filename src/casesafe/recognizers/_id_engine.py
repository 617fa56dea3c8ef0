"""One pass over the numbers of a note: each token with a digit, its shape and its label.

The three id recognizers share the result; it is kept beside the note as long as the note lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from weakref import WeakKeyDictionary

from casesafe.core.detection import Source
from casesafe.core.note import Note
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_context import card_type, topic_before
from casesafe.recognizers._id_groups import extend
from casesafe.recognizers._id_labels import Label
from casesafe.recognizers._id_lookup import Look, look_back
from casesafe.recognizers._id_proof import (
    MAC,
    UDI,
    bare_groups,
    is_plate,
    mask_before,
    own_label,
    prove,
    unproven_type,
)
from casesafe.recognizers._id_shapes import (
    MAX_TOKEN,
    Shape,
    is_phone_like,
    shape_of,
    signature,
)

from casesafe.recognizers._id_spoken import spoken_ids
from casesafe.recognizers._id_tables import hl7_fields, table_cells, x12_fields


@dataclass(frozen=True, slots=True)
class IdSpan:
    """An identifying number found; it holds no text. Fields as in `core.detection.Detection`."""

    start: int
    end: int
    entity_type: str
    source: Source
    rule: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of letters and digits with a digit in it, in offsets of the normalised text."""

    start: int
    end: int
    shape: Shape
    head: Label | None
    blocked: bool = False


_RUN = re.compile(r"[0-9]+")
# The rest of a token behind its first digit; not the words of "34-year-old", "4417.Then", "2/day".
_PARTS = (
    r"-(?=[^\W_]{0,12}[0-9]|[A-Z]{1,6}(?![^\W_])|[a-z]{1,2}(?![^\W_]))[^\W_]+"
    r"|/(?=[^\W_]{0,8}[0-9]|[A-Z]{1,3}(?![^\W_]))[^\W_]+"
    r"|\.(?=[^\W_]{0,6}[0-9]|[A-Z](?![^\W_]))[^\W_]+"
)
_RIGHT = re.compile(rf"[^\W_]*(?:{_PARTS}|\*(?=[A-Z0-9])[^\W_]+)*")
_RIGHT_X12 = re.compile(rf"[^\W_]*(?:{_PARTS})*")
# A word glued to the end of a number: "742-22-8093Insurance".
_GLUED_TAIL = re.compile(r"(?<=[0-9])(?:[A-Z][a-z]{2,}|[a-z]{4,})[^\W\d_]*$")
# A label glued to its front: "SSN742-22-8093", "no.4417", "lic.3307".
_GLUED_HEAD = re.compile(
    r"(?:(ssn|mrn|acct|npi|dea|vin|imei|lic|sn|s/n|ss)[-/.]?|(?:no|num|ref)\.)(?=[0-9])", re.I
)
_LIST = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,20}\))?(?:,|;|/|&|\||\band\b|\bor\b|\bto\b|\bthru\b|\bthrough\b|\s){1,3}"
    r"\s?(?:and\s|#|no\.?\s)?",
    re.IGNORECASE,
)
# An X12 message: there "*" separates fields; elsewhere it stands inside numbers ("MCH0092281*03").
_SEGMENTS = re.compile(r"^[A-Z][A-Z0-9]{1,2}\*", re.MULTILINE)
_BEFORE_NEVER = frozenset("$€£¢+@^")
# Billing codes of behavioral health: CPT 90785 ... 99499, HCPCS; not any five digits.
_CPT = re.compile(r"90[7-9][0-9]{2}|96[01][0-9]{2}|989[0-9]{2}|99[0-4][0-9]{2}|[A-V][0-9]{4}")

_cache: WeakKeyDictionary[Note, tuple[IdSpan, ...]] = WeakKeyDictionary()


def ids_of(note: Note) -> tuple[IdSpan, ...]:
    """Return the identifying numbers of a note, in reading order, possibly overlapping."""
    found = _cache.get(note)
    if found is None:
        found = (*_spoken(note), *(_find(note) if note.has_digits else ()))
        _cache[note] = found
    return found


def _tokens(note: Note) -> Iterator[_Token]:
    text = note.normal
    stars = _SEGMENTS.search(text) is None if "~" in text else True
    right = _RIGHT if stars else _RIGHT_X12
    at = 0
    for run in _RUN.finditer(text):
        if run.start() < at:
            continue
        m = right.match(text, run.end())
        end = m.end() if m else run.end()
        start = _left(text, run.start(), at, "-/.*" if stars else "-/.")
        at = end
        if end - start > MAX_TOKEN or start < 0:
            continue
        token = _token(text, start, end)
        if token is not None:
            yield token


def _left(text: str, start: int, floor: int, separators: str) -> int:
    """Return where the token of the digit at `start` begins, or -1 if it is too long."""
    low = max(floor, start - MAX_TOKEN)
    i = start
    while i > low:
        c = text[i - 1]
        if c.isalnum() or (c in separators and i - 2 >= low and text[i - 2].isalnum()):
            i -= 1
        else:
            break
    return -1 if i == start - MAX_TOKEN else i


def _token(text: str, start: int, end: int) -> _Token | None:
    tail = _GLUED_TAIL.search(text, start, end)
    if tail is not None:
        end = tail.start()
    head = None
    m = _GLUED_HEAD.match(text, start, end)
    if m is not None:
        start = m.end()
        head = lab.LABELS.get((m.group(1) or "").lower())
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if (before in _BEFORE_NEVER and not (before == "@" and end - start >= 6)) or after in "%°@" or text[start:end].lower() in lab.LABELS:
        return None
    if _in_time_or_thousands(text, start, end, before, after):
        return None
    shape = shape_of(text[start:end])
    if after == "-" and text[end + 1 : end + 2].isalpha() and shape < Shape.CODE:
        return None
    return _Token(start, end, shape, head)


def _in_time_or_thousands(text: str, start: int, end: int, before: str, after: str) -> bool:
    if after == ":" and text[end + 1 : end + 2].isalnum() and end - start <= 4:
        return True
    if before == ":" and start > 1 and (text[start - 2].isdigit() or text[start - 2] == ":"):
        return True
    if before == "," and start > 1 and text[start - 2].isdigit() and end - start == 3:
        return text[start:end].isdigit()
    return (
        after == ","
        and end - start <= 3
        and text[end + 1 : end + 4].isdigit()
        and len(text[end + 1 : end + 4]) == 3
        and not text[end + 4 : end + 5].isdigit()
    )


def _spoken(note: Note) -> Iterator[IdSpan]:
    for start, end, entity_type, rule in spoken_ids(note):
        yield IdSpan(start, end, entity_type, Source.LABEL, rule)


def _structured(note: Note) -> Iterator[IdSpan]:
    """Yield what tables and messages label."""
    text = note.normal
    cells = [table_cells(note)]
    if "|" in text:
        cells.append(hl7_fields(text))
    if "~" in text and "*" in text:
        cells.append(x12_fields(text))
    for start, end, entity_type, rule in chain.from_iterable(cells):
        yield IdSpan(start, end, entity_type, Source.LABEL, rule)


def _hardware(text: str) -> Iterator[IdSpan]:
    """Yield MAC addresses and unique device identifiers."""
    if text.count(":") >= 5:
        for m in MAC.finditer(text):
            yield IdSpan(*m.span(), lab.DEVICE, Source.PROVEN, "mac")
    if "(01)" in text:
        for m in UDI.finditer(text):
            yield IdSpan(*m.span(), lab.DEVICE, Source.PROVEN, "udi")


def _find(note: Note) -> Iterator[IdSpan]:
    text = note.normal
    structured = [*_structured(note), *_hardware(text)]
    yield from structured
    found: list[IdSpan] = []
    shapes: dict[str, str] = {}
    waiting: list[_Token] = []
    for cell in structured:
        shapes.setdefault(signature(text[cell.start : cell.end]), cell.entity_type)
    covered = 0
    for token in _tokens(note):
        if token.start < covered:
            continue
        span = _judge(note, token, found[-1] if found else None)
        if span is None:
            if token.shape >= Shape.SHORT:
                waiting.append(token)
            continue
        found.append(span)
        covered = span.end
        if span.source >= Source.CUE and span.rule not in _VAGUE:
            shapes.setdefault(signature(text[span.start : span.end]), span.entity_type)
    found.extend(_same_shape(text, waiting, shapes))
    for span in found:
        yield _typed(note, span, shapes)


#: Rules that say little about the type of a number.
_VAGUE = frozenset("code code_groups groups label_number label_id label_unit label_code".split())


def _typed(note: Note, span: IdSpan, shapes: dict[str, str]) -> IdSpan:
    """Return the span with the type that a like number or the words around give it."""
    if span.rule == "label_card":
        entity_type = card_type(note, span.start, span.end - span.start == 4)
        return replace(span, entity_type=entity_type)
    if span.rule not in _VAGUE:
        return span
    if span.source == Source.UNPROVEN:
        known = shapes.get(signature(note.normal[span.start : span.end]))
        if known is not None:
            return replace(span, entity_type=known, source=Source.CUE, rule="same_shape", sure=True)
    topic = topic_before(note, span.start)
    return span if topic in (None, lab.SSN) else replace(span, entity_type=topic)


def _same_shape(
    text: str, waiting: list[_Token], shapes: dict[str, str]
) -> Iterator[IdSpan]:
    """Yield the tokens built like a number that a label proved: "charts P-3391 and ... P-3402"."""
    for token in waiting:
        surface = text[token.start : token.end]
        if len(surface) < 5 or (is_phone_like(surface) and "555" in surface):
            continue
        if not any(c.isalpha() for c in surface) and len(surface) < 7:
            continue
        entity_type = shapes.get(signature(surface))
        if entity_type is not None and not _CPT.fullmatch(surface):
            yield IdSpan(token.start, token.end, entity_type, Source.CUE, "same_shape")


def _judge(note: Note, token: _Token, last: IdSpan | None) -> IdSpan | None:
    text = note.normal
    before = text[token.start - 1] if token.start else " "
    masked = mask_before(text, token.start, token.end)
    proof = prove(text, token.start, token.end)
    if masked is not None and masked[1] is not None:
        return IdSpan(masked[0], token.end, lab.SSN, Source.PROVEN, "ssn_masked")
    if token.shape == Shape.PLAIN and proof is None and not _worth_a_look(note, token):
        return None
    look = Look(token.head, 0, True) if token.head else look_back(note, token.start, before == "#")
    if proof is not None and (look.prefix < 0 or not proof[2].startswith("ssn")):
        return _proven(token, look, *proof)
    if masked is not None:
        return _masked(token, look, masked[0])
    return _by_label(note, token, look) or _unlabelled(text, token, look, last)


def _proven(token: _Token, look: Look, end: int, entity_type: str, rule: str) -> IdSpan:
    label = look.label
    if label is not None and label.entity_type == lab.SSN and rule in ("itin", "ssn_shape"):
        entity_type = lab.SSN
    elif label is not None and look.pure and label.strict and entity_type != lab.VEHICLE:
        entity_type = label.entity_type
    if rule == "ssn_shape":
        # Digits that no social security number has: mistyped, or another number.
        source = Source.LABEL if look.pure else Source.UNPROVEN
        return IdSpan(token.start, end, entity_type, source, rule)
    return IdSpan(token.start, end, entity_type, Source.PROVEN, rule)


def _masked(token: _Token, look: Look, start: int) -> IdSpan | None:
    """Return the last digits of a masked number: "Visa **** 8820", "acct ...20877"."""
    label = look.label
    if label is None or look.blocked or label.entity_type not in (lab.ACCOUNT, lab.SSN, lab.PLAN):
        return None
    return IdSpan(start, token.end, label.entity_type, Source.LABEL, label.rule)


def _worth_a_look(note: Note, token: _Token) -> bool:
    """Say whether a number of one or two digits can begin an identifier; spares the walk."""
    text = note.normal
    if text[token.end : token.end + 1] in " -" and text[token.end + 1 : token.end + 2].isdigit():
        return True
    before = note.lower[max(0, token.start - 12) : token.start].rstrip(" :.=(")
    return before.endswith(("#", "no", "number", " id", "num", "badge"))


def _by_label(note: Note, token: _Token, look: Look) -> IdSpan | None:
    label = look.label
    if label is None or look.blocked:
        return None
    text = note.normal
    start, end = token.start, token.end
    if look.between <= 3:
        start, end = extend(text, start, end, look.prefix, label.entity_type)
    if not _fits(text, token, look, label, start, end):
        return None
    source = Source.LABEL if look.pure else Source.CUE
    return IdSpan(start, end, label.entity_type, source, label.rule)


def _fits(text: str, token: _Token, look: Look, label: Label, start: int, end: int) -> bool:
    """Say whether a token behind a label, or the groups it begins, is the label's number."""
    surface = text[token.start : token.end]
    digits = _count_digits(surface)
    if not look.pure:
        if look.ending and digits == 4 == len(surface):
            return label.entity_type in (lab.ACCOUNT, lab.SSN)
        if label.entity_type == lab.VEHICLE:
            return _is_near_plate(text, token, look, start, end)
        whole = _count_digits(text[start:end])
        grown = end - start > len(surface) and whole >= (7 if label.strict else 8)
        grown = grown and (label.strict or label.entity_type not in (lab.OTHER, lab.MRN))
        long = label.strict and look.between <= 2 and whole >= 8
        return token.shape >= Shape.STRONG or grown or long
    if end - start > len(surface):
        whole = text[start:end]
        if label.entity_type == lab.VEHICLE:
            return label.strict or _is_near_plate(text, token, look, start, end)
        lettered = start < token.start and label.strict and surface.isdigit()
        least = 3 if lettered else 4
        if _count_digits(whole) >= (6 if token.shape < Shape.SHORT and not lettered else least):
            return True
    if label.rule == "near_vehicle":
        return _is_near_plate(text, token, look, start, end)
    return _fits_alone(surface, digits, token.shape, look, label)


def _count_digits(surface: str) -> int:
    return sum(c.isdigit() for c in surface)


def _is_near_plate(text: str, token: _Token, look: Look, start: int, end: int) -> bool:
    """Say whether the code behind a word of cars has the form of a plate, its state included."""
    surface = text[start:end]
    if token.shape <= Shape.SHORT and " " not in surface:
        if len(surface) < 6 or ("-" in surface and _count_digits(surface) < 3):
            return False
    if token.shape == Shape.PLAIN:
        return False
    return is_plate(surface) or (look.prefix >= 0 and is_plate(text[look.prefix : end]))


def _fits_alone(surface: str, digits: int, shape: Shape, look: Look, label: Label) -> bool:
    firm = look.connector or look.ending
    if shape == Shape.NEVER:
        return look.ending and label.strict and len(surface) == 4
    if shape == Shape.PLAIN:
        return label.strict and firm and digits == 2
    if shape != Shape.SHORT:
        return True
    if _CPT.fullmatch(surface) and not firm and not (label.strict and surface[0] != "9"):
        return False
    if is_phone_like(surface) and not label.strict and not firm and "555" in surface:
        return False
    if not surface.isdigit():
        return _fits_mixed(surface, digits, label, firm)
    if label.strict:
        return digits >= 4 or firm or label.entity_type in (lab.MRN, lab.ACCOUNT)
    if firm:
        return digits >= (4 if label.rule == "label_number" else 3)
    return digits >= 5 or (digits == 4 and label.rule[6:] in lab.FOUR_DIGITS)


def _fits_mixed(surface: str, digits: int, label: Label, firm: bool) -> bool:
    """Say whether a short code of letters and digits is the number of its label."""
    if label.rule == "label_mr":
        return digits >= 3
    if label.strict or firm or digits >= 3:
        return True
    return ("-" in surface and len(surface) >= 6) or label.rule == "label_badge"


def _unlabelled(text: str, token: _Token, look: Look, last: IdSpan | None) -> IdSpan | None:
    surface = text[token.start : token.end]
    if last is not None and token.shape >= Shape.SHORT and last.source >= Source.CUE:
        gap = text[last.end : token.start]
        if len(gap) <= 30 and _LIST.fullmatch(gap) and _alike(text[last.start : last.end], surface):
            return IdSpan(token.start, token.end, last.entity_type, last.source, "list")
    if (look.hard and _count_digits(surface) < 8) or (look.blocked and look.prefix < 0 and not any(c.isalpha() for c in surface)):
        return None
    own = own_label(surface)
    if own is not None and token.shape >= Shape.SHORT:
        return IdSpan(token.start, token.end, own, Source.CUE, "own_label")
    return _unproven(text, token, look)


def _unproven(text: str, token: _Token, look: Look) -> IdSpan | None:
    """Return a code without label or proof, unless it is likely something else."""
    surface = text[token.start : token.end]
    start, end = token.start, token.end
    groups = bare_groups(text, start) if token.shape == Shape.SHORT else -1
    if groups > 0 and look.prefix < 0:
        return IdSpan(start, groups, lab.OTHER, Source.UNPROVEN, "groups", False)
    if look.prefix >= 0 and not is_phone_like(surface):
        start, end = extend(text, start, end, look.prefix, lab.OTHER)
        if token.shape in (Shape.SHORT, Shape.CODE) and _count_digits(text[start:end]) >= 6:
            return IdSpan(start, end, lab.OTHER, Source.UNPROVEN, "code_groups")
    if token.shape < Shape.STRONG or is_phone_like(surface):
        return None
    if surface.isdigit() and len(surface) < 7:
        return None
    entity_type, rule = unproven_type(surface)
    sure = not surface.isdigit() or start < token.start
    return IdSpan(start, end, entity_type, Source.UNPROVEN, rule, sure)


def _alike(one: str, other: str) -> bool:
    """Say whether two codes could come from one series: the same signature, or nearly so."""
    a, b = signature(one), signature(other)
    return a == b or (len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= 1)


__all__ = ["IdSpan", "ids_of"]
