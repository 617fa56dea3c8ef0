"""Properties of resolution and rewriting, over random notes and detections."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from casesafe.core.detection import Detection, Source
from casesafe.core.finding import Action
from casesafe.nlp.normalize import normalize
from casesafe.policy.load import load_policy
from casesafe.resolve.repeats import Lexicon
from casesafe.resolve.resolver import effective_action, resolve, to_findings
from casesafe.rewrite import write

POLICIES = [load_policy(n) for n in ("hipaa-safe-harbor", "peer-consultation", "flag-only")]
LEXICON = Lexicon(ordinary=frozenset({"hope", "will"}))
WORDS = st.sampled_from(
    "Marisol Vega hope Hope will the of and St. Mercy Hospital 413-555-0142 [CLIENT] [PERSON 2] "
    "Ana ANA marisol M.V. Ortiz-Lund 3/14/1988 🙂 e\u0301 Ohio, (Bo) o\ufb03ce\n".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TYPES = st.sampled_from(
    ["PERSON", "LOCATION", "ORGANIZATION", "PHONE_NUMBER", "DATE", "AGE", "STATE", "DISTINCTIVE"]
)


@st.composite
def notes(draw: st.DrawFn) -> tuple[str, list[Detection]]:
    """A text with detections on word borders of its normalised view."""
    text = draw(TEXTS)
    normal = normalize(text).normal
    words = [m.span() for m in re.finditer(r"\S+", normal)]
    if not words:
        return text, []
    found = []
    for _ in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, len(words) - 1))
        last = min(len(words) - 1, first + draw(st.integers(0, 2)))
        kind = draw(TYPES)
        role = draw(st.sampled_from([None, "client", "mother", "clinician"]))
        found.append(
            Detection(
                words[first][0], words[last][1], kind,
                draw(st.sampled_from([Source.UNPROVEN, Source.CUE, Source.LABEL, Source.ROSTER])),
                draw(st.sampled_from(["names", "dates"])), "test", 0.9,
                role if kind == "PERSON" else None, draw(st.booleans()),
            )
        )  # fmt: skip
    return text, found


@settings(max_examples=150, deadline=None)
@given(notes(), st.sampled_from(POLICIES), st.randoms(use_true_random=False))
def test_the_order_of_detections_has_no_effect(case, policy, random) -> None:  # type: ignore[no-untyped-def]
    """Recognizers may run in any order."""
    text, detections = case
    note = normalize(text)
    shuffled = list(detections)
    random.shuffle(shuffled)
    first = to_findings(note, resolve(note, detections, policy, (), LEXICON).claims)
    second = to_findings(note, resolve(note, shuffled, policy, (), LEXICON).claims)
    assert first == second


@settings(max_examples=150, deadline=None)
@given(notes(), st.sampled_from(POLICIES))
def test_findings_are_sorted_disjoint_and_cover_every_detection(case, policy) -> None:  # type: ignore[no-untyped-def]
    """Every letter and digit of a detection that the policy acts on lies in a finding."""
    text, detections = case
    note = normalize(text)
    findings = to_findings(note, resolve(note, detections, policy, (), LEXICON).claims)
    assert all(a.end <= b.start for a, b in pairwise(findings))
    placeholders = [m.span() for m in re.finditer(r"\[(CLIENT|PERSON 2)\]", text)]
    covered = {i for f in findings for i in range(f.start, f.end)}
    covered |= {i for a, b in placeholders for i in range(a, b)}
    changed = {i for f in findings if f.action.changes for i in range(f.start, f.end)}
    changed |= covered - {i for f in findings for i in range(f.start, f.end)}
    for d in detections:
        action = effective_action(policy, d.entity_type, d.role, d.sure)
        if d.entity_type == "PERSON" or action is Action.KEEP:
            continue  # a person's role, and with it the action, is that of the whole person
        start, end = note.original(d.start, d.end)
        wanted = {i for i in range(start, end) if text[i].isalnum()}
        assert wanted <= covered
        if action.changes:
            assert wanted <= changed


@settings(max_examples=150, deadline=None)
@given(notes(), st.sampled_from(POLICIES))
def test_text_outside_changed_findings_is_unchanged(case, policy) -> None:  # type: ignore[no-untyped-def]
    """The output is the note with the replacements put in, and nothing else."""
    text, detections = case
    note = normalize(text)
    resolution = resolve(note, detections, policy, (), LEXICON)
    findings = to_findings(note, resolution.claims)
    written = write(text, findings, policy, note.placeholders, 2026)
    at = out = 0
    for r in written.replacements:
        assert text[at : r.start] == written.text[out : r.output_start]
        at, out = r.end, r.output_end
    assert text[at:] == written.text[out:]
    assert len(written.replacements) == sum(f.action.changes for f in findings)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aé\u0301\u00ad\u200b４ﬁ’–\r\n\t🙂Ab \u202e"), max_size=30))
def test_the_normalised_view_maps_back_in_order(text: str) -> None:
    """Every character of the view stands for a range of the note; ranges never run backwards."""
    note = normalize(text)
    last = (0, 0)
    for i in range(len(note.normal)):
        start, end = note.original(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert (start, end) >= last
        last = (start, end)
        a, b = note.normalized(start, end)
        assert a <= i < b
    assert len(note.lower) == len(note.normal)
