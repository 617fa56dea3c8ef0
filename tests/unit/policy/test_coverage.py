"""Which Safe Harbor paragraphs a policy of one's own covers."""

from __future__ import annotations

import pytest

from casesafe.policy import Coverage, parse_policy, safe_harbor_coverage

BASE = "extends: hipaa-safe-harbor\n"


def coverage_of(text: str) -> dict[str, Coverage]:
    return {c.category.value: c for c in safe_harbor_coverage(parse_policy(BASE + text))}


@pytest.mark.parametrize(
    ("text", "paragraph", "gap"),
    [
        ("rules: {DATE: keep}", "C", "DATE: keep"),
        ("rules: {PERSON: flag}", "A", "PERSON: flag"),
        ("rules: {US_SSN: {action: mask, keep_last: 4}}", "G", "US_SSN: mask"),
        ("rules: {ZIP_CODE: {action: generalize, table: '2010'}}", "B", "ZIP_CODE: generalize"),
        ("rules: {PERSON: {action: label, roles: {mother: keep}}}", "A", "PERSON (mother): keep"),
        ("default: keep", "R", "types that are not listed: keep"),
        ("deny: [{phrase: x, entity_type: BADGE}]\nrules: {BADGE: flag}", "R", "BADGE: flag"),
    ],
)
def test_gap_is_named(text: str, paragraph: str, gap: str) -> None:
    """A rule that leaves too much opens its paragraph, and no other."""
    coverage = coverage_of(text + "\n")
    assert coverage[paragraph].gaps == (gap,)
    assert [letter for letter, c in coverage.items() if not c.covered] == [paragraph]


@pytest.mark.parametrize(
    "text",
    [
        "rules: {US_SSN: mask, DATE: redact, PERSON: block}",
        "rules: {YEAR: keep, STATE: keep, AGE: keep, RECORDING: keep, OCCUPATION: keep}",
        "rules: {ZIP_CODE: {action: generalize, table: '2020'}}",
    ],
)
def test_no_gap(text: str) -> None:
    """What Safe Harbor lets stay, and stricter rules, open nothing."""
    assert all(c.covered for c in coverage_of(text + "\n").values())


def test_people_outside_the_list_are_a_note() -> None:
    """Clinicians and others are not among the people whose names must go."""
    roles = "rules: {PERSON: {action: label, roles: {clinician: keep, other: flag}}}\n"
    names = coverage_of(roles)["A"]
    assert names.covered
    assert names.notes == ("PERSON (clinician): keep", "PERSON (other): flag")
