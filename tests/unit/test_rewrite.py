"""Findings to text: replacements, labels, and the leak check on what was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

import casesafe
from casesafe.core.detection import Detection, Source
from casesafe.core.finding import Action, Finding
from casesafe.core.placeholders import placeholders_in
from casesafe.policy import Policy, parse_policy
from casesafe.rewrite import Leaks, Written, write

PEER = parse_policy("extends: peer-consultation\n")
LABEL_ALL = parse_policy(
    "extends: peer-consultation\nrules: {PERSON: label, ORGANIZATION: label, LOCATION: label}\n"
)


def finding(
    text: str, surface: str, entity_type: str = "PERSON", action: str = "label", **more: Any
) -> Finding:
    """Return a finding of the first occurrence of a surface (or the one at `start`)."""
    start = more.pop("start", None)
    start = text.index(surface) if start is None else start
    rule = more.pop("rule", "rule")
    return Finding(
        start, start + len(surface), entity_type, Action(action), 0.9, True, "test", rule, **more
    )


def rewritten(text: str, findings: Sequence[Finding], policy: Policy = PEER) -> Written:
    """Write with the placeholders that stand in the text, in 2026."""
    ordered = sorted(findings, key=lambda f: f.start)
    return write(text, ordered, policy, placeholders_in(text), 2026)


def people(text: str, *told: tuple[str, str, int]) -> list[Finding]:
    """Return a finding for each (surface, role, person), each behind the one before."""
    found, at = [], 0
    for surface, role, person in told:
        start = text.index(surface, at)
        found.append(finding(text, surface, role=role, person=person, start=start))
        at = start + len(surface)
    return found


# --- writing --------------------------------------------------------------------------------------


def test_nothing_changes_without_a_changing_finding() -> None:
    """No findings, flags and blocks give the text back."""
    text = "Ana and Bo."
    assert rewritten(text, []) == Written(text, ())
    kept = [finding(text, "Ana", action="flag"), finding(text, "Bo", action="block")]
    assert rewritten(text, kept) == Written(text, ())
    assert "Ana" not in repr(rewritten(text, kept))


def test_replacements_slice_the_note_and_the_output() -> None:
    """At the start, at the end, side by side; longer and shorter than the surface."""
    text = "Bo413-555-0142 met 90210"
    written = rewritten(
        text,
        [
            finding(text, "Bo", action="redact"),
            finding(text, "413-555-0142", "PHONE_NUMBER", "mask"),
            finding(text, "90210", "ZIP_CODE", "generalize"),
        ],
    )
    assert written.text == "[PERSON]***-***-**** met 902"
    assert [
        (text[r.start : r.end], written.text[r.output_start : r.output_end], r.action)
        for r in written.replacements
    ] == [
        ("Bo", "[PERSON]", "redact"),
        ("413-555-0142", "***-***-****", "mask"),
        ("90210", "902", "generalize"),
    ]
    assert [r.entity_type for r in written.replacements] == ["PERSON", "PHONE_NUMBER", "ZIP_CODE"]


@pytest.mark.parametrize(
    ("text", "surface", "entity_type", "action", "rule", "expected"),
    [
        ("seen 3/4/2024", "3/4/2024", "DATE", "generalize", "numeric", "seen 2024"),
        ("seen 3/4", "3/4", "DATE", "generalize", "numeric", "seen [DATE]"),
        ("born 3/4/1931", "3/4/1931", "DATE", "generalize", "birth_label", "born 1936 or earlier"),
        ("moved 3/4/1931", "3/4/1931", "DATE", "generalize", "numeric", "moved 1931"),
        ("is 93 now", "93", "AGE_OVER_89", "generalize", "age", "is 90 or older now"),
        ("from Vermont", "Vermont", "STATE", "generalize", "s", "from a state in the Northeast"),
        ("id ??", "??", "OTHER_ID", "mask", "r", "id [OTHER_ID]"),
        ("in 2024", "2024", "DATE", "generalize", "r", "in [DATE]"),
    ],
)
def test_an_operator_writes_by_type_and_rule(
    text: str, surface: str, entity_type: str, action: str, rule: str, expected: str
) -> None:
    """A birth date is known by its rule; what would come back as it was gets its type."""
    found = finding(text, surface, entity_type, action, rule=rule)
    assert rewritten(text, [found]).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alone since 9.", "alone since age 6-11."),
        ("drinking since 14.", "drinking since age 12-17."),
        ("at age 9.", "at age 6-11."),
        ("since 34.", "since 30-39."),
    ],
)
def test_a_band_that_could_be_a_day_says_that_it_is_an_age(text: str, expected: str) -> None:
    """ "6-11" behind "since" would be read as a date, by people and by the next pass."""
    number = re.search(r"\d+", text)
    assert number is not None
    found = finding(text, number.group(), "AGE", "generalize")
    assert rewritten(text, [found]).text == expected


def test_parameters_belong_to_the_action_of_the_rule() -> None:
    """A finding whose action a person changed is written without the rule's parameters."""
    policy = parse_policy(
        "extends: peer-consultation\nrules: {US_SSN: {action: mask, keep_last: 4}}\n"
    )
    text = "SSN 219-09-9999"
    masked = finding(text, "219-09-9999", "US_SSN", "mask")
    assert rewritten(text, [masked], policy).text == "SSN ***-**-9999"
    assert rewritten(text, [masked.with_action("redact")], policy).text == "SSN [US_SSN]"


# --- labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Ana. Ana. Bo.", [("Ana", "client", 0), ("Ana", "client", 0), ("Bo", "mother", 1)],
         "[CLIENT]. [CLIENT]. [MOTHER]."),
        ("Ana, Bo, Ana", [("Ana", "sister", 4), ("Bo", "sister", 2), ("Ana", "sister", 4)],
         "[SISTER 1], [SISTER 2], [SISTER 1]"),
        ("Ana met Bo", [("Ana", "unknown", 0), ("Bo", "other", 1)], "[PERSON 1] met [PERSON 2]"),
        ("Ana", [("Ana", "unknown", 0)], "[PERSON 1]"),
        ("Ana", [("Ana", "mother-in-law", 0)], "[MOTHER-IN-LAW]"),
        ("[CLIENT] saw Ana", [("Ana", "client", 0)], "[CLIENT] saw [CLIENT 2]"),
        ("[PERSON 2] saw Ana and Bo", [("Ana", "unknown", 0), ("Bo", "unknown", 1)],
         "[PERSON 2] saw [PERSON 1] and [PERSON 3]"),
        ("[MOTHER] saw Ana", [("Ana", "client", 0)], "[MOTHER] saw [CLIENT]"),
    ],
    ids=["alone", "two of a role", "others", "unknown alone", "in-law", "reserved", "gaps", "free"],
)  # fmt: skip
def test_labels_follow_people_and_reading_order(
    text: str, told: list[tuple[str, str, int]], expected: str
) -> None:
    """One person, one label; numbers only where a role has several, and never one in use."""
    assert rewritten(text, people(text, *told)).text == expected


def test_what_is_no_person_is_labelled_by_its_surface() -> None:
    """The same surface in any case has the same label, and counts by its type."""
    text = "Acme, ACME and Zenith in Dayton"
    found = [
        finding(text, "Acme", "ORGANIZATION"), finding(text, "ACME", "ORGANIZATION"),
        finding(text, "Zenith", "ORGANIZATION"), finding(text, "Dayton", "LOCATION"),
    ]  # fmt: skip
    assert rewritten(text, found, LABEL_ALL).text == (
        "[ORGANIZATION 1], [ORGANIZATION 1] and [ORGANIZATION 2] in [LOCATION]"
    )


def test_a_person_without_role_or_number_is_labelled_by_name() -> None:
    """A finding that tells no person still gets one label a name."""
    text = "Ana, Bo, ana"
    found = [finding(text, surface) for surface in ("Ana", "Bo", "ana")]
    assert rewritten(text, found).text == "[PERSON 1], [PERSON 2], [PERSON 1]"


# --- the leak check -------------------------------------------------------------------------------


def applied(guard: casesafe.Guard, text: str, *found: Finding, **more: Any) -> casesafe.Redaction:
    """Apply findings to a text."""
    return guard.apply(text, found, **more)


@pytest.mark.parametrize(
    ("text", "surface", "entity_type", "expected"),
    [
        ("Okoro wept; OKORO laughed.", "Okoro", "PERSON", "[PERSON] wept; [PERSON] laughed."),
        ("Okoro wept. Okoro's cat.", "Okoro", "PERSON", "[PERSON] wept. [PERSON]'s cat."),
        ("Okoro wept. Okorone.", "Okoro", "PERSON", "[PERSON] wept. Okorone."),
        ("at Brindle Hall, brindle hall", "Brindle Hall", "LOCATION", "at [LOCATION], [LOCATION]"),
        ("tag ZX9K-77Q, zx9k-77q.", "ZX9K-77Q", "OTHER_ID", "tag [OTHER_ID], [OTHER_ID]."),
        ("tag ZX9, then ZX9.", "ZX9", "OTHER_ID", "tag [OTHER_ID], then ZX9."),
        ("JK wept, and jk is a joke.", "JK", "PERSON", "[PERSON] wept, and jk is a joke."),
    ],
    ids=["case", "possessive", "inside a word", "place", "id", "short id", "initials"],
)
def test_a_changed_surface_is_looked_for_elsewhere(
    guard: casesafe.Guard, text: str, surface: str, entity_type: str, expected: str
) -> None:
    """As a whole word in any case; ids from six characters on, initials only as they are."""
    found = Finding.manual(*_at(text, surface), entity_type)
    assert applied(guard, text, found).text == expected


def _at(text: str, surface: str) -> tuple[int, int]:
    start = text.index(surface)
    return start, start + len(surface)


@pytest.mark.parametrize(
    ("policy", "text", "reason"),
    [
        ("", "Hope came with little hope.", "ordinary word"),
        ("allow: [Okoro method]", "Okoro teaches the Okoro method.", "allow"),
        ("", "Beck filled in the Beck Depression Inventory.", "keep list"),
    ],
)
def test_what_is_left_for_a_reason_is_listed(policy: str, text: str, reason: str) -> None:
    """Ordinary words, allowed phrases and names of tests stay, are listed, and are no leak."""
    guard = casesafe.load(parse_policy(f"extends: peer-consultation\n{policy}\n"), model=None)
    first = text.split()[0]
    result = applied(guard, text, Finding.manual(0, len(first), "PERSON"))
    assert result.text.startswith("[PERSON] ")
    assert result.text[9:] == text[len(first) + 1 :]
    (left,) = result.left
    assert (left.reason, left.entity_type) == (reason, "PERSON")
    assert text[left.start : left.end].lower() == first.lower()


def test_what_the_policy_flags_is_no_leak(guard: casesafe.Guard) -> None:
    """A flagged occurrence of a changed surface stays, as the policy's word."""
    text = "Okoro wept at Okoro Street."
    flagged = Finding.manual(*_at(text, "Okoro Street"), "LOCATION", "flag")
    result = applied(guard, text, Finding.manual(0, 5, "PERSON"), flagged)
    assert result.text == "[PERSON] wept at Okoro Street."
    assert [x.reason for x in result.left] == ["policy"]


def test_the_second_pass_adds_what_was_forgotten(guard: casesafe.Guard) -> None:
    """What the rules find in the output joins the findings, mapped back behind replacements."""
    text = "Okoro wept. Call 413-555-0142, or 413-555-0143 after 3/4/2024."
    result = applied(guard, text, Finding.manual(0, 5, "PERSON"))
    assert result.text == "[PERSON] wept. Call [PHONE_NUMBER], or [PHONE_NUMBER] after 2024."
    added = [f for f in result.findings if f.recognizer != "manual"]
    assert [text[f.start : f.end] for f in added] == ["413-555-0142", "413-555-0143", "3/4/2024"]
    assert {f.rule for f in added} == {"leak_check"}


def test_a_hit_may_run_into_what_an_operator_wrote(guard: casesafe.Guard) -> None:
    """Of "March 2024" only the month is the note's own; it goes, the year stays."""
    text = "Seen March 3/4/2024 by us."
    found = Finding.manual(*_at(text, "3/4/2024"), "DATE", "generalize")
    assert applied(guard, text, found).text == "Seen [DATE] 2024 by us."


def test_a_hit_of_the_second_pass_is_changed_where_the_policy_only_flags() -> None:
    """A surface that a person had changed goes everywhere, whatever the policy does with it."""
    guard = casesafe.load("flag-only", model=None)
    text = "Okoro wept. Later Okoro laughed."
    found = Finding.manual(0, 5, "PERSON", "label")
    assert applied(guard, text, found).text == "[PERSON 1] wept. Later [PERSON 1] laughed."
    part = Finding.manual(0, 5, "PERSON")
    longer = "Okoro Mbeki wept. OKORO laughed."
    assert "OKORO" not in applied(guard, longer, part).text


def test_a_note_that_a_person_decided_on_can_leak_too(
    guard: casesafe.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hits that overlap the chosen findings mend nothing: after two rewrites it is an error."""
    hit = Detection(0, 3, "PERSON", Source.CUE, "test", "leak_check")
    monkeypatch.setattr("casesafe.guard.check_leaks", lambda *a, **k: Leaks((hit,), ()))
    with pytest.raises(casesafe.LeakError, match="PERSON"):
        applied(guard, "Okoro wept.", Finding.manual(0, 5, "PERSON"))


def test_people_marked_by_hand_are_told_apart_by_their_names(guard: casesafe.Guard) -> None:
    """The same surface is one person, also one that was found; another surface is another."""
    text = "Client: Odile Marchetti. Okoro met Wanjiru, and Okoro left."
    found = [f for f in guard.find(text) if f.role == "client"]
    marked = [
        Finding.manual(text.index("Okoro"), text.index("Okoro") + 5, "PERSON", "label"),
        Finding.manual(text.rindex("Okoro"), text.rindex("Okoro") + 5, "PERSON", "label"),
        Finding.manual(*_at(text, "Wanjiru"), "PERSON", "label"),
    ]
    assert applied(guard, text, *found, *marked).text == (
        "Client: [CLIENT]. [PERSON 1] met [PERSON 2], and [PERSON 1] left."
    )
    again = "Client: Odile Marchetti. Odile Marchetti left."
    first = [f for f in guard.find(again) if f.start < 10]
    last = Finding.manual(again.rindex("Odile"), len(again) - 6, "PERSON", "label", role="client")
    assert applied(guard, again, *first, last).text == "Client: [CLIENT]. [CLIENT] left."


def test_the_second_pass_leaves_what_was_rejected_or_flagged(guard: casesafe.Guard) -> None:
    """A person's word stands: a refused number and a flagged one stay."""
    text = "Okoro wept. Call 413-555-0142, or 413-555-0143."
    refused = Finding.manual(*_at(text, "413-555-0142"), "PHONE_NUMBER")
    flagged = Finding.manual(*_at(text, "413-555-0143"), "PHONE_NUMBER", "flag")
    result = applied(guard, text, Finding.manual(0, 5, "PERSON"), flagged, rejected=[refused])
    assert result.text == "[PERSON] wept. Call 413-555-0142, or 413-555-0143."


def test_what_an_operator_wrote_is_exempt(safe_harbor: casesafe.Guard) -> None:
    """Years, ZIP3 areas, bands and our own brackets are no leak of the second pass."""
    text = "DOB: 3/14/1931. Client: Odile Marchetti of Dayton, OH 45402. Seen 3/4/2024, age 93."
    result = safe_harbor.redact(text)
    assert result.text == (
        "DOB: 1936 or earlier. Client: [CLIENT] of [LOCATION], OH 454. Seen 2024, age 90 or older."
    )
    assert safe_harbor.redact(result.text).text == result.text


def test_a_roster_name_is_found_by_the_second_pass() -> None:
    """What the practice knows keeps its authority, also over the keep list."""
    roster = [{"type": "PERSON", "value": "Wren Beckwith", "role": "client"}]
    guard = casesafe.load(model=None, roster=roster)
    text = "Okoro wept with Beckwith, Wren."
    result = applied(guard, text, Finding.manual(0, 5, "PERSON"))
    assert "Beckwith" not in result.text
    assert "Wren" not in result.text


def test_a_block_found_by_the_second_pass_hands_nothing_out() -> None:
    """A type that the policy blocks is written by no operator: the note is refused or cleaned."""
    strict = parse_policy("extends: peer-consultation\nrules: {US_SSN: block}\n")
    guard = casesafe.load(strict, model=None)
    text = "Okoro wept. SSN: 219-09-9999"
    with pytest.raises(casesafe.BlockedError, match="US_SSN 1"):
        guard.apply(text, [Finding.manual(0, 5, "PERSON")])


def test_a_long_note_is_read_again_only_where_it_changed(
    guard: casesafe.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a hit, a long output is not read from its start, and what it says is the same."""
    lead = "The week was quiet and nothing new came up in the session at all. " * 500
    text = lead + "Who told you about us: Deaconess Pearl at church.\n" + lead
    read: list[int] = []
    second = guard._second_pass

    def counted(part: str) -> object:
        read.append(len(part))
        return second(part)

    monkeypatch.setattr(guard, "_second_pass", counted)
    result = guard.redact(text)
    assert "Pearl" not in result.text
    assert "Deaconess" not in result.text
    assert len(read) > 1
    assert max(read[1:]) < 10_000
