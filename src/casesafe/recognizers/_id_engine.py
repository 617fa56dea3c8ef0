"""One pass over the numbers of a note: each token with a digit, its shape and its label.

The three id recognizers share the result; it is kept beside the note as long as the note lives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from weakref import WeakKeyDictionary

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_apart import numbers_apart
from casesafe.recognizers._id_context import card_type, topic_before
from casesafe.recognizers._id_fit import CPT, IdSpan, by_label, count_digits, worth_a_look
from casesafe.recognizers._id_groups import extend
from casesafe.recognizers._id_lookup import Look, look_back
from casesafe.recognizers._id_proof import (
    MAC,
    UDI,
    bare_groups,
    mask_before,
    own_label,
    prove,
    unproven_type,
)
from casesafe.recognizers._id_shapes import Shape, is_phone_like, signature
from casesafe.recognizers._id_spoken import spoken_ids
from casesafe.recognizers._id_tables import (
    hl7_fields,
    table_cells,
    wide_cells,
    with_lines,
    x12_fields,
)
from casesafe.recognizers._id_tokens import Token, tokens_of

# What stands between two numbers of one label: "4471-KD and 4472-KD"; not a clause.
_LIST = lazy_pattern(
    r"\s{0,2}(?:\([^()\n]{1,20}\))?(?:,|;|/|&|\||\band\b|\bor\b|\bto\b|\bthru\b|\bthrough\b|\s){1,3}"
    r"\s?(?:and\s|#|no\.?\s)?",
    re.IGNORECASE,
)
# Words of accounts near a masked number.
_MONEY = lazy_pattern(r"\b(?:acct|account|card|visa|mc|debit|checking|savings)\b", re.IGNORECASE)
#: Rows that begin with numbers of one build are a column of numbers.
_MIN_ROWS = 3

_cache: WeakKeyDictionary[Note, tuple[IdSpan, ...]] = WeakKeyDictionary()


def ids_of(note: Note) -> tuple[IdSpan, ...]:
    """Return the identifying numbers of a note, in reading order, possibly overlapping."""
    found = _cache.get(note)
    if found is None:
        found = (*_spoken(note), *(_find(note) if note.has_digits else ()))
        _cache[note] = found
    return found


def _spoken(note: Note) -> Iterator[IdSpan]:
    for start, end, entity_type, rule in spoken_ids(note):
        yield IdSpan(start, end, entity_type, Source.LABEL, rule)
    for start, end, entity_type, rule in numbers_apart(note):
        yield IdSpan(start, end, entity_type, Source.CUE, rule)


def _structured(text: str) -> Iterator[IdSpan]:
    """Yield what tables and messages label."""
    cells = [table_cells(text)]
    if text.count("   ") > 2:
        cells.append(wide_cells(text))
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
    lined = with_lines(note)
    structured = [*_structured(lined), *_hardware(text)]
    yield from structured
    found: list[IdSpan] = []
    shapes: dict[str, str] = {}
    waiting: list[Token] = []
    for cell in structured:
        shapes.setdefault(signature(text[cell.start : cell.end]), cell.entity_type)
    covered = 0
    cells = sorted((cell.start, cell.end) for cell in structured)
    for token in tokens_of(text):
        if token.start < covered or _in_cell(cells, token):
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
    values = {text[s.start : s.end]: s.entity_type for s in (*structured, *found)}
    found.extend(_again(lined, waiting, shapes, {v: t for v, t in values.items() if len(v) >= 5}))
    for span in found:
        yield _typed(note, span, shapes)


def _in_cell(cells: list[tuple[int, int]], token: Token) -> bool:
    """Say whether the token lies in one of the sorted cells."""
    i = bisect_right(cells, token.start, key=itemgetter(0)) - 1
    return i >= 0 and token.end <= cells[i][1]


#: Rules of OTHER_ID numbers that a government gives.
GOVERNMENT_RULES = lab.words_of(
    """itin label_itin label_passport label_passports label_a_number label_alien label_id_alien
    label_uscis label_sevis label_ein label_tin label_fein label_id_tax label_i_94"""
)
#: Rules that say little about the type of a number.
_VAGUE = lab.words_of("code code_groups groups label_number label_id label_unit label_code")


def _typed(note: Note, span: IdSpan, shapes: dict[str, str]) -> IdSpan:
    """Return the span with the type that a like number or the words around give it."""
    if span.rule == "label_card":
        entity_type = card_type(note, span.start, span.end - span.start == 4)
        return replace(span, entity_type=entity_type)
    if span.rule in ("label_registration", "label_reg", "label_id_registration"):
        return replace(span, entity_type=_registration_type(note, span))
    if span.rule not in _VAGUE:
        return span
    if span.source == Source.UNPROVEN:
        known = shapes.get(signature(note.normal[span.start : span.end]))
        if known is not None:
            return replace(span, entity_type=known, source=Source.CUE, rule="same_shape", sure=True)
    topic = topic_before(note, span.start)
    return span if topic in (None, lab.SSN) else replace(span, entity_type=topic)


def _registration_type(note: Note, span: IdSpan) -> str:
    """Return what is registered: a therapist ("AMFT-149207"), a car, or someone."""
    own = own_label(note.normal[span.start : span.end])
    if own is not None:
        return own
    topic = topic_before(note, span.start)
    if topic in (lab.VEHICLE, lab.LICENSE):
        return topic
    return lab.VEHICLE if span.end - span.start < 8 else lab.OTHER


def _again(
    text: str, waiting: list[Token], shapes: dict[str, str], values: dict[str, str]
) -> Iterator[IdSpan]:
    """Yield numbers found elsewhere, built like one found, or in a column of their own kind."""
    rows = Counter(
        signature(text[t.start : t.end])
        for t in waiting
        if t.shape >= Shape.CODE and text[max(0, t.start - 3) : t.start].rstrip("*(#")[-1:] in "\n"
    )
    for token in waiting:
        surface = text[token.start : token.end]
        if surface in values:
            yield IdSpan(token.start, token.end, values[surface], Source.CUE, "same_number")
        elif len(surface) >= 5:
            kind = signature(surface)
            if rows[kind] >= _MIN_ROWS:
                yield IdSpan(token.start, token.end, lab.OTHER, Source.UNPROVEN, "row", False)
            elif kind in shapes and _is_series(surface):
                yield IdSpan(token.start, token.end, shapes[kind], Source.CUE, "same_shape")


def _is_series(surface: str) -> bool:
    """Say whether a code is long enough for its build to tell anything."""
    lettered = any(c.isalpha() for c in surface)
    return (lettered or len(surface) >= 7) and not CPT.fullmatch(surface)


def _judge(note: Note, token: Token, last: IdSpan | None) -> IdSpan | None:
    """Return what a token is part of: proof first, then the label, then its shape."""
    text = note.normal
    before = text[token.start - 1] if token.start else " "
    masked = mask_before(text, token.start, token.end)
    proof = prove(text, token.start, token.end)
    if masked is not None and masked[1] is not None:
        return IdSpan(masked[0], token.end, lab.SSN, Source.PROVEN, "ssn_masked")
    if token.shape == Shape.PLAIN and proof is None and not worth_a_look(text, token):
        return None
    look = look_back(note, token.whole, before == "#")
    if token.head is not None:
        if look.pure:
            # "chart SN4408": the letters are the number's own.
            token = replace(token, start=token.whole)
        else:
            look = Look(token.head, 0, True)
    if proof is not None and (look.prefix < 0 or not proof[2].startswith("ssn")):
        return _proven(token, look, *proof)
    if masked is not None and (span := _masked(text, token, look, masked[0])) is not None:
        return span
    return by_label(text, token, look) or _unlabelled(text, token, look, last)


def _proven(token: Token, look: Look, end: int, entity_type: str, rule: str) -> IdSpan:
    label = look.label
    if label is not None and label.entity_type == lab.SSN and rule in ("itin", "ssn_shape"):
        entity_type = lab.SSN
    elif label is not None and look.pure and label.strict and entity_type != lab.VEHICLE:
        entity_type = label.entity_type
    if rule in ("ssn_shape", "card_shape"):
        # Digits that no such number has: mistyped, or another number.
        source = Source.LABEL if look.pure else Source.UNPROVEN
        return IdSpan(token.start, end, entity_type, source, rule)
    return IdSpan(token.start, end, entity_type, Source.PROVEN, rule)


def _masked(text: str, token: Token, look: Look, start: int) -> IdSpan | None:
    """Return the last digits of a masked number: "Visa **** 8820", "acct ...20877"."""
    label = look.label
    if look.blocked:
        return None
    if label is not None and label.entity_type in (lab.ACCOUNT, lab.SSN, lab.PLAN):
        return IdSpan(start, token.end, label.entity_type, Source.LABEL, label.rule)
    if _MONEY.search(text, max(0, start - 48), start) is None:
        return None
    return IdSpan(start, token.end, lab.ACCOUNT, Source.CUE, "masked")


def _unlabelled(text: str, token: Token, look: Look, last: IdSpan | None) -> IdSpan | None:
    surface = text[token.start : token.end]
    if last is not None and token.shape >= Shape.SHORT and last.source >= Source.CUE:
        gap = text[last.end : token.start]
        if len(gap) <= 30 and _LIST.fullmatch(gap) and _alike(text[last.start : last.end], surface):
            return IdSpan(token.start, token.end, last.entity_type, last.source, "list")
    groups = bare_groups(text, token.start) if token.shape == Shape.SHORT else -1
    if groups > 0 and look.prefix < 0 and (not look.blocked or look.hard):
        return IdSpan(token.start, groups, lab.OTHER, Source.UNPROVEN, "groups", False)
    if (look.hard and count_digits(surface) < 8) or (
        look.blocked and look.prefix < 0 and not any(c.isalpha() for c in surface)
    ):
        return None
    own = own_label(surface)
    if own is not None and token.shape >= Shape.SHORT:
        return IdSpan(token.start, token.end, own, Source.CUE, "own_label")
    return _unproven(text, token, look)


def _unproven(text: str, token: Token, look: Look) -> IdSpan | None:
    """Return a code without label or proof, unless it is likely something else."""
    surface = text[token.start : token.end]
    start, end = token.start, token.end
    if look.prefix >= 0 and not is_phone_like(surface):
        start, end = extend(text, start, end, look.prefix, lab.OTHER)
        least = 7 if token.shape == Shape.PLAIN else 6
        if Shape.NEVER < token.shape < Shape.STRONG and count_digits(text[start:end]) >= least:
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


__all__ = ["GOVERNMENT_RULES", "IdSpan", "ids_of"]
