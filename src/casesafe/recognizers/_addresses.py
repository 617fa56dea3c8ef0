"""Addresses of machines: IPv4 and IPv6 (standard library `ipaddress` decides)."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note

Hit = tuple[int, int, str, Source]

# Four numbers with dots; octets, version and section numbers are checked apart.
_FOUR = lazy_pattern(r"\d{1,3}(?:\.\d{1,3}){3}")
# The middle of four numbers, for a quick search; must not match decimals.
_MIDDLE = lazy_pattern(r"\.\d{1,3}\.\d{1,3}(?!\d)")
# Five colons' worth of short groups, or "::"; must not match times ("10:02:33").
_COLONS = lazy_pattern(r"::|:[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:")
# A word that makes four numbers a version or a section; must not match address words.
_VERSION = lazy_pattern(
    r"(?:\bv|\bver|version|release|build|firmware|fw|rev|revision|section|sect|§|chapter|ch|item"
    r"|step|paragraph|para|objective|goal|sto|ltg|criterion|appendix|software|app|model|oid)"
    r"[ .:=#]{0,3}(?:[\d.]{3,15} \(?(?:replaces|was|from|to|and|or|->|→|then) )?\Z"
)
# Words near by that make small numbers an address; must not match "ip" inside words.
_CUE = lazy_pattern(
    r"(?<![a-z])(?:ip|ipv4|ips|host|hosts|addr|address|src|source|dst|vpn|server|wi-?fi|network"
    r"|login|logged|session|from|router|gateway|dns|ping|subnet|workstation|wkstn|client)(?![a-z])"
)
_HEX = frozenset("0123456789abcdefABCDEF:")


def addresses(note: Note) -> Iterator[Hit]:
    """Yield start, end, rule and source of each IP address."""
    if note.has_digits and "." in note.normal:
        yield from _v4(note)
    if ":" in note.normal:
        yield from _v6(note)


def _v4(note: Note) -> Iterator[Hit]:
    text = note.normal
    for middle in _MIDDLE.finditer(text):
        m = _FOUR.match(text, _digits_begin(text, middle.start()))
        if m is None:
            continue
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 2]
        if before.isalnum() or before in {".", "$"} or after[:1].isalnum():
            continue
        if after[:1] == "." and after[1:].isdigit():
            continue
        octets = [int(o) for o in m.group().split(".")]
        if max(octets) > 255 or any(len(o) > 1 and o[0] == "0" for o in m.group().split(".")):
            continue
        near = note.lower[max(0, m.start() - 40) : m.start()]
        if _VERSION.search(near):
            continue
        cue = _CUE.search(near) is not None
        if cue or max(octets) >= 32 or octets[0] == 10:
            source = Source.PROVEN if max(octets) >= 32 else Source.CUE
            yield m.start(), m.end(), "ipv4", source


def _digits_begin(text: str, at: int) -> int:
    start = at
    while start and at - start < 3 and text[start - 1].isdigit():
        start -= 1
    return start


def _v6(note: Note) -> Iterator[Hit]:
    done = 0
    for m in _COLONS.finditer(note.normal):
        if m.start() < done:
            continue
        start, end = _around(note.normal, m.start(), m.end())
        done = max(end, m.end())
        if _is_v6(note.normal[start:end]):
            yield start, end, "ipv6", Source.PROVEN


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the hexadecimal groups round some colons, without a label's colon."""
    low = max(0, start - 40)
    while start > low and text[start - 1] in _HEX:
        start -= 1
    if text[start - 1 : start].isalnum():
        start = text.index(":", start) + 1
    high = min(len(text), end + 44)
    while end < high and (
        text[end] in _HEX or (text[end] == "." and text[end + 1 : end + 2].isdigit())
    ):
        end += 1
    if text[start] == ":" and text[start : start + 2] != "::":
        start += 1
    if text[end - 1] == ":" and text[end - 2 : end] != "::":
        end -= 1
    return start, end


def _is_v6(text: str) -> bool:
    if len(text) < 4 or not any(c.isdigit() for c in text):
        return False
    if text.count(":") < 4 and text.replace(":", "").isdigit() and len(text) < 10:
        return False  # a slip in a time ("10:30::11")
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
