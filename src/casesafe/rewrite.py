"""Findings -> text, and the leak check on what was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from casesafe.core.detection import Detection, Source
from casesafe.core.entity_types import DIRECT_TYPES
from casesafe.core.finding import Action, Finding
from casesafe.core.note import Note
from casesafe.core.placeholders import Placeholder
from casesafe.core.redaction import Left, Replacement
from casesafe.core.roles import UNKNOWN, label_of
from casesafe.operators.table import get_operator
from casesafe.policy.schema import Policy
from casesafe.resolve.case import GRAMMAR, stands_as_name
from casesafe.resolve.overlap import Claim
from casesafe.resolve.repeats import Lexicon, surface_trie
from casesafe.resolve.resolver import Resolution
from casesafe.resolve.vetoes import Cover

# An age band that could be a day, "6-11", behind words that lead to one: "since 9" -> "since age
# 6-11". Must not match behind "age" itself or "turned".
_READS_AS_DATE = re.compile(r"3-5|6-11|12-17")
_BEFORE_DATE = re.compile(
    r"(?:since|until|till|til|by|on|before|after|from|through|around|past) $", re.I
)
#: Types whose surfaces must not stand anywhere else in the output.
_BY_SURFACE = frozenset(DIRECT_TYPES) - {"DATE", "AGE_OVER_89", "ZIP_CODE"}
#: These count at any length; an id counts from six letters and digits on.
_ANY_LENGTH = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})
_ID_MIN = 6


@dataclass(frozen=True, slots=True)
class Written:
    """The rewritten text with its replacements, sorted; `text` is hidden from the repr."""

    text: str = field(repr=False)
    replacements: tuple[Replacement, ...]


def write(
    text: str,
    findings: Sequence[Finding],
    policy: Policy,
    placeholders: Sequence[Placeholder] = (),
    reference_year: int = 0,
) -> Written:
    """Return `text` with every changing finding replaced by what its operator writes.

    Args:
        text: The note as given.
        findings: Sorted and disjoint, in offsets of `text`.
        policy: Gives the operators' parameters.
        placeholders: Our own placeholders in the note; their numbers are not used again.
        reference_year: The year that ages are told from.

    Raises:
        OperatorError: if an operator refuses its input.
    """
    labels = _labels(text, findings, placeholders)
    out: list[str] = []
    made: list[Replacement] = []
    last = length = 0
    for finding in findings:
        if not finding.action.changes:
            continue
        kept = text[last : finding.start]
        surface = text[finding.start : finding.end]
        new = _operate(surface, finding, policy, labels.get(finding.start), reference_year)
        if _READS_AS_DATE.fullmatch(new) and _BEFORE_DATE.search(
            text, max(0, finding.start - 10), finding.start
        ):
            new = f"age {new}"
        out += (kept, new)
        length += len(kept)
        made.append(
            Replacement(
                finding.start, finding.end, length, length + len(new),
                finding.entity_type, finding.action.value,
            )
        )  # fmt: skip
        length += len(new)
        last = finding.end
    out.append(text[last:])
    return Written("".join(out), tuple(made))


def _operate(
    surface: str, finding: Finding, policy: Policy, label: str | None, reference_year: int
) -> str:
    rule = policy.rule_for(finding.entity_type, finding.role)
    params = dict(rule.params) if rule.action is finding.action else {}
    params |= {
        "entity_type": finding.entity_type,
        "reference_year": reference_year,
        "birth": "birth" in finding.rule,
    }
    if label is not None:
        params["label"] = label
    new = get_operator(finding.action).operate(surface, params)
    # An operator that gives its input back has hidden nothing.
    return f"[{finding.entity_type}]" if new == surface else str(new)


def _labels(
    text: str, findings: Iterable[Finding], placeholders: Iterable[Placeholder]
) -> dict[int, str]:
    """Return the label of each labelled finding by its start; numbers follow reading order."""
    people: dict[str, dict[object, list[int]]] = {}
    for f in findings:
        if f.action is not Action.LABEL:
            continue
        word = label_of(f.role or UNKNOWN) if f.entity_type == "PERSON" else f.entity_type
        key = f.person if f.person is not None else text[f.start : f.end].casefold()
        people.setdefault(word, {}).setdefault(key, []).append(f.start)
    reserved: dict[str, set[int]] = {}
    for p in placeholders:
        reserved.setdefault(p.label, set()).add(p.number or 1)
    labels: dict[int, str] = {}
    for word, persons in people.items():
        used = reserved.get(word, set())
        alone = len(persons) == 1 and not used and word != "PERSON"
        number = 0
        for starts in persons.values():
            number += 1
            while number in used:
                number += 1
            labels.update(
                (start, f"[{word}]" if alone else f"[{word} {number}]") for start in starts
            )
    return labels


# --- leak check -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaks:
    """What the leak check saw: hits in offsets of the normalised note, and what was left."""

    hits: tuple[Detection, ...]
    left: tuple[Left, ...]


#: Parses a text and resolves its rule and roster detections; used for the second pass.
SecondPass = Callable[[str], tuple[Note, Sequence[Claim]]]


def check_leaks(
    note: Note,
    findings: Sequence[Finding],
    written: Written,
    resolution: Resolution,
    lexicon: Lexicon,
    second_pass: SecondPass,
    rejected: Sequence[Finding] = (),
    before: Written | None = None,
) -> Leaks:
    """Look for changed identifiers that still stand in the output.

    By surface: a changed name, place, organisation, contact or longer id elsewhere, as a whole
    word. By a second pass of rules and roster over the output, since a replacement can change what
    a line, or a table's other rows, look like. What was left for a reason is listed and is no hit.

    Args:
        note: The note.
        findings: What was changed or flagged in it, sorted and disjoint.
        written: The output.
        resolution: What the findings come from.
        lexicon: Word lists.
        second_pass: Finds identifiers in an output.
        rejected: Findings that a person refused.
        before: The output that was checked before this one, if any: of a long note, only what was
            changed since is read again.
    """
    hits, left = _by_surface(note, findings, resolution, lexicon, rejected)
    for start, end, d in _by_second_pass(written, second_pass, before):
        # What the policy itself leaves is no leak; what was left as unsure is one, now that it is sure.
        if any(
            f.sure and not f.action.changes and f.entity_type == d.entity_type
            for f in _overlapping(findings, start, end)
        ):
            continue
        normal_start, normal_end = note.normalized(start, end)
        if normal_start >= normal_end or any(_overlapping(rejected, start, end)):
            continue
        hits.append(_hit(d, normal_start, normal_end))
    return Leaks(tuple(hits), tuple(sorted(left, key=lambda x: (x.start, x.end, x.reason))))


def _overlapping(findings: Sequence[Finding], start: int, end: int) -> Iterator[Finding]:
    """Yield the findings, sorted and disjoint, that share a character with a range."""
    at = bisect_right(findings, start, key=attrgetter("end"))
    while at < len(findings) and findings[at].start < end:
        yield findings[at]
        at += 1


def _hit(d: Detection, start: int, end: int) -> Detection:
    # Only a roster entry keeps its own authority; every other hit stands like a cue.
    source = d.source if d.source.rank > Source.CUE.rank else Source.CUE
    return Detection(
        start, end, d.entity_type, source, d.recognizer, "leak_check", d.score, d.role, d.sure
    )


def _by_surface(
    note: Note,
    findings: Sequence[Finding],
    resolution: Resolution,
    lexicon: Lexicon,
    rejected: Sequence[Finding],
) -> tuple[list[Detection], list[Left]]:
    normal = [(f, *note.normalized(f.start, f.end)) for f in findings]
    changed = [(f, a, b) for f, a, b in normal if f.action.changes and a < b]
    seeds = [
        Detection(a, b, f.entity_type, Source.CUE, f.recognizer, f.rule, f.score, f.role, f.sure)
        for f, a, b in changed
        if f.entity_type in _BY_SURFACE and _counts(note.normal[a:b], f.entity_type)
    ]
    hits: list[Detection] = []
    left: list[Left] = []
    if not seeds:
        return hits, left
    covered = Cover((a, b) for _, a, b in changed)
    others = Cover((a, b) for f, a, b in normal if not f.action.changes)
    refused = Cover(note.normalized(f.start, f.end) for f in rejected)
    for first, last, seed in surface_trie(note, seeds).find(note):
        start, end = first.start, last.end
        if end - start > seed.end - seed.start and note.lower.startswith("'s", end - 2):
            end -= 2
        if covered.contains(start, end) or _touched(note, covered, start, end):
            continue
        surface = note.normal[seed.start : seed.end]
        if _is_initials(surface) and note.normal[start:end] != surface.rstrip("."):
            continue
        one = first is last and first.text.isalpha()
        reason = None
        if refused.contains(start, end):
            reason = "rejected"
        elif others.contains(start, end):
            reason = "policy"
        elif resolution.allowed.contains(start, end):
            reason = "allow"
        elif resolution.kept.contains(start, end, seed.entity_type):
            reason = "keep list"
        elif one and (first.lower in lexicon.ordinary or first.lower in GRAMMAR):
            named = stands_as_name(note, first, first.start, ordinary=True)
            capital = first.text[0].isupper()
            reason = None if named and capital else "ordinary word"
        if reason is None:
            hits.append(_hit(seed, start, end))
        else:
            left.append(Left(*note.original(start, end), seed.entity_type, reason))
    return hits, left


def _touched(note: Note, covered: Cover, start: int, end: int) -> bool:
    """Return whether every letter and digit of the range is covered, by one or more findings."""
    return all(covered.contains(i, i + 1) for i in range(start, end) if note.normal[i].isalnum())


def _counts(surface: str, entity_type: str) -> bool:
    size = sum(c.isalnum() for c in surface)
    if entity_type in _ANY_LENGTH:
        return size > 1
    return size >= _ID_MIN


def _is_initials(surface: str) -> bool:
    letters = [c for c in surface if c.isalpha()]
    return len(letters) <= 3 and all(c.isupper() for c in letters)


def _by_second_pass(
    written: Written, second_pass: SecondPass, before: Written | None
) -> Iterator[tuple[int, int, Detection]]:
    """Yield (start, end, detection) in offsets of the note, of what a second pass would change."""
    if not written.replacements:
        return
    ends = [r.output_end for r in written.replacements]
    for low, high in _unread(written, before):
        sub, claims = second_pass(written.text[low:high])
        for claim in claims:
            if not (claim.action.changes or claim.action is Action.BLOCK):
                continue
            start, end = sub.original(claim.start, claim.end)
            for part in _kept_parts(written, ends, low + start, low + end):
                yield *part, claim.detection


#: In a longer output, a check after the first one reads this many characters round each change.
_LONG, _REACH = 20_000, 500


def _unread(written: Written, before: Written | None) -> list[tuple[int, int]]:
    """Return the ranges of the output to read: all of it, or what changed since `before`."""
    size = len(written.text)
    if before is None or size < _LONG:
        return [(0, size)]
    known = {(r.start, r.end) for r in before.replacements}
    ranges: list[tuple[int, int]] = []
    for r in written.replacements:
        if (r.start, r.end) in known:
            continue
        low = written.text.rfind(" ", 0, max(0, r.output_start - _REACH)) + 1
        high = written.text.find(" ", r.output_end + _REACH)
        high = high if high >= 0 else size
        if ranges and low <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(high, ranges[-1][1]))
        else:
            ranges.append((low, high))
    return ranges


#: What stands between a kept part and what an operator wrote, and belongs to neither.
_EDGES = " \t\r\n,;:/-"


def _kept_parts(
    written: Written, ends: list[int], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a range of the output that no operator wrote, in offsets of the note."""
    rs = written.replacements
    i = bisect_right(ends, start)
    while start < end:
        before = rs[i - 1] if i else None
        here = rs[i] if i < len(rs) else None
        stop = min(end, here.output_start) if here else end
        piece = written.text[start:stop] if start < stop else ""
        if any(c.isalnum() for c in piece):
            delta = before.end - before.output_end if before else 0
            lead = len(piece) - len(piece.lstrip(_EDGES))
            trail = len(piece) - len(piece.rstrip(_EDGES))
            yield start + lead + delta, stop - trail + delta
        if here is None or here.output_start >= end:
            return
        start = max(start, here.output_end)
        i += 1
