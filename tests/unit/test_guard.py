"""Guard: its verbs, its failures, and that it fails closed."""

from __future__ import annotations

import logging
import pickle
import re
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer

import casesafe
from casesafe.core.note import Note
from casesafe.recognizers.base import Recognizer

NOTE = (
    "Client: Marisol Vega   DOB: 3/14/1988\n"
    "Her mother Ana called from 413-555-0142 on 3/4. Marisol's sister, Inez, is 92.\n"
    "Dana Roe, LCSW"
)


def test_redact_labels_people_by_role(guard: casesafe.Guard) -> None:
    """The same person has the same label; roles are told apart."""
    text = guard.redact(NOTE).text
    assert text.startswith("Client: [CLIENT]   DOB: 1988\nHer mother [MOTHER] called from")
    assert "[CLIENT]'s sister, [SISTER], is 90 or older." in text
    assert text.endswith("[CLINICIAN], LCSW")


def test_find_gives_sorted_disjoint_findings_without_text(guard: casesafe.Guard) -> None:
    """Findings are in order, do not overlap, and show no text."""
    findings = guard.find(NOTE)
    assert list(findings) == sorted(findings, key=lambda f: f.start)
    assert all(a.end <= b.start for a, b in pairwise(findings))
    assert "Marisol" not in repr(findings)
    assert "0142" not in repr(findings)


def test_replacements_say_where_each_finding_ended_up(guard: casesafe.Guard) -> None:
    """Each replacement slices the note and the output."""
    result = guard.redact(NOTE)
    changed = [f for f in result.findings if f.action.changes]
    assert [(r.start, r.end) for r in result.replacements] == [(f.start, f.end) for f in changed]
    first = result.replacements[0]
    assert NOTE[first.start : first.end] == "Marisol Vega"
    assert result.text[first.output_start : first.output_end] == "[CLIENT]"


def test_redacting_again_changes_nothing(guard: casesafe.Guard) -> None:
    """Redacted text is clean: check passes and a second redaction is the same."""
    once = guard.redact(NOTE).text
    assert guard.redact(once).text == once
    guard.check(once)


def test_numbers_of_our_own_placeholders_are_reserved(guard: casesafe.Guard) -> None:
    """A new person gets a number that the note does not use yet."""
    text = guard.redact("[CLIENT] and [PERSON 1] met Dr. Okafor's patient Ines.").text
    assert text.startswith("[CLIENT] and [PERSON 1] met")
    assert "Okafor" not in text
    assert "Ines" not in text
    assert text.count("[PERSON 1]") == 1


def test_check_names_types_and_counts_only(guard: casesafe.Guard) -> None:
    """The error of `check` holds types and numbers, no text."""
    with pytest.raises(casesafe.IdentifiersFound, match="PERSON") as caught:
        guard.check(NOTE)
    assert caught.value.counts["PERSON"] >= 4
    assert "Marisol" not in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).counts == caught.value.counts


def test_apply_takes_what_a_person_decided(guard: casesafe.Guard) -> None:
    """Rejected findings stay, without tripping the leak check; manual ones go."""
    text = "Client: Marisol Vega. Her mother Ana called. Ana met the glassblower."
    findings = guard.find(text)
    ana = [f for f in findings if f.role == "mother"]
    assert len(ana) == 2
    start = text.index("glassblower")
    chosen = [f for f in findings if f not in ana and f.entity_type == "PERSON"]
    chosen.append(casesafe.Finding.manual(start, start + 11, "OCCUPATION"))
    result = guard.apply(text, chosen, rejected=ana)
    assert result.text == "Client: [CLIENT]. Her mother Ana called. Ana met the [OCCUPATION]."


def test_apply_looks_for_what_was_forgotten(guard: casesafe.Guard) -> None:
    """A changed name that stands elsewhere is a leak, unless it was rejected."""
    text = "Thandiwe wept. Later Thandiwe laughed."
    one = casesafe.Finding.manual(0, 8, "PERSON")
    assert guard.apply(text, [one]).text == "[PERSON] wept. Later [PERSON] laughed."
    labelled = guard.apply(text, [one.with_action("label")])
    assert labelled.text == "[PERSON 1] wept. Later [PERSON 1] laughed."
    other = casesafe.Finding.manual(21, 29, "PERSON")
    result = guard.apply(text, [one], rejected=[other])
    assert result.text == "[PERSON] wept. Later Thandiwe laughed."
    assert [x.reason for x in result.left] == ["rejected"]


def test_apply_refuses_findings_that_do_not_fit(guard: casesafe.Guard) -> None:
    """Overlaps and findings outside the text are errors."""
    a = casesafe.Finding.manual(0, 5, "PERSON")
    with pytest.raises(casesafe.SpanError, match="overlap"):
        guard.apply("Thandiwe", [a, casesafe.Finding.manual(3, 8, "PERSON")])
    with pytest.raises(casesafe.SpanError, match="past the text"):
        guard.apply("Thandiwe", [casesafe.Finding.manual(3, 80, "PERSON")])


def test_a_blocking_policy_hands_nothing_out(tmp_path: Path) -> None:
    """`block` raises without text; `find` still tells what is there."""
    policy = tmp_path / "strict.yaml"
    policy.write_text("extends: peer-consultation\nrules:\n  US_SSN: block\n", encoding="utf-8")
    strict = casesafe.load(policy, model=None)
    text = "SSN: 219-09-9999"
    with pytest.raises(casesafe.BlockedError, match="US_SSN 1") as caught:
        strict.redact(text)
    assert "219" not in str(caught.value)
    assert [f.action.value for f in strict.find(text)] == ["block"]
    with pytest.raises(casesafe.IdentifiersFound):
        strict.check(text)


#: Not written out where it is used: a traceback shows the lines of the test itself.
SECRET = "Please phone Apolline Wragg at 413-555-0151"


class Exploding(EntityRecognizer):  # type: ignore[misc]
    """A Presidio recognizer that fails with note text in its error."""

    def load(self) -> None:
        """Do nothing."""

    def analyze(self, text, entities, nlp_artifacts=None):  # type: ignore[no-untyped-def]
        """Raise with the text."""
        raise ValueError(f"cannot handle {text}")


class ExplodingOfOurs(Recognizer):
    """One of ours that does the same."""

    NAME = "exploding"
    ENTITIES = ("PERSON",)

    def recognize(self, note: Note):  # type: ignore[no-untyped-def]
        """Raise with the text, from an error with the text."""
        try:
            raise KeyError(note.text)
        except KeyError as error:
            raise ValueError(note.text) from error


@pytest.mark.parametrize(
    "recognizer",
    [Exploding(supported_entities=["PERSON"], name="exploding"), ExplodingOfOurs()],
    ids=["presidio", "ours"],
)
def test_a_failing_recognizer_fails_the_note_without_its_text(
    recognizer: EntityRecognizer, caplog: pytest.LogCaptureFixture
) -> None:
    """Fail closed, and no name in log, warning, error, cause, context or traceback."""
    caplog.set_level(logging.DEBUG)
    failing = casesafe.load(model=None, recognizers=[recognizer])
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(casesafe.RecognizerFailedError, match="exploding") as caught:
            failing.redact(SECRET)
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join(traceback.format_exception(error)) + caplog.text + repr(error)
    shown += " ".join(str(w.message) for w in warned)
    for secret in ("Apolline", "Wragg", "0151"):
        assert secret not in shown


def test_a_presidio_recognizer_takes_part() -> None:
    """A stock PatternRecognizer's finding is resolved like ours, its name mapped."""
    ward = PatternRecognizer(
        supported_entity="WARD_CODE", patterns=[Pattern("ward", r"\bW-\d{3}\b", 0.9)]
    )
    guard = casesafe.load(model=None, recognizers=[ward])
    assert guard.redact("Moved to W-123 today.").text == "Moved to [WARD_CODE] today."


def test_a_guard_crosses_process_borders_by_reference() -> None:
    """A pickled guard is loaded anew and finds the same; it holds no note."""
    roster = [{"type": "PERSON", "value": "Zephyrine Alcott", "role": "client"}]
    guard = casesafe.load("hipaa-safe-harbor", model=None, roster=roster)
    again = pickle.loads(pickle.dumps(guard))
    text = "Zephyrine arrived; Alcott left."
    assert again.find(text) == guard.find(text)
    assert "Alcott" not in repr(guard)


def test_the_roster_is_found_without_fail() -> None:
    """A known name is found where nothing introduces it."""
    guard = casesafe.load(
        model=None, roster=[{"type": "PERSON", "value": "Sky Bell", "role": "client"}]
    )
    assert guard.redact("saw Bell, Sky again").text == "saw [CLIENT] again"


def test_the_reference_date_is_fixed_at_load() -> None:
    """Ages over 89 are told from the guard's date."""
    old = casesafe.load("hipaa-safe-harbor", model=None, reference_date=date(2026, 1, 1))
    young = casesafe.load("hipaa-safe-harbor", model=None, reference_date=date(2006, 1, 1))
    text = "She was born in 1931."
    assert "1936 or earlier" in old.redact(text).text
    assert "1931" in young.redact(text).text


def test_custom_patterns_and_cues() -> None:
    """A policy's own pattern finds its type, with a cue where it asks for one."""
    from casesafe.policy.load import parse_policy

    policy = parse_policy(
        "extends: peer-consultation\n"
        "custom:\n"
        "  - {name: ward, entity_type: WARD_CODE, pattern: 'W-\\d{3}', cues: [ward]}\n"
    )
    guard = casesafe.load(policy, model=None)
    assert "[WARD_CODE]" in guard.redact("ward W-123").text
    assert guard.redact("W-123 is a boat").text == "W-123 is a boat"


def test_eight_threads_give_what_one_gives(guard: casesafe.Guard) -> None:
    """`find` and `redact` are thread-safe."""
    texts = [f"{NOTE}\nSession {i} with Dr. Abara{'x' * i}." for i in range(40)]
    alone = [(guard.find(t), guard.redact(t)) for t in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda t: (guard.find(t), guard.redact(t)), texts))
    assert together == alone


@pytest.mark.parametrize("workers", [1, 2])
def test_redact_many_gives_what_single_calls_give(workers: int) -> None:
    """Results in input order; a note's error is an item, and nothing is the raw text."""
    from casesafe.policy.load import parse_policy

    policy = parse_policy("extends: peer-consultation\nrules:\n  US_SSN: block\n")
    guard = casesafe.load(policy, model=None)
    long = "Nothing happened in this hour. " * 2000
    texts = ["", "   \n", long, "SSN: 219-09-9999", *(f"Dr. Abara{i} called." for i in range(26))]
    items = list(guard.redact_many(texts, workers=workers))
    assert len(items) == 30
    assert isinstance(items[3], casesafe.BlockedError)
    for text, item in zip(texts, items, strict=True):
        if not isinstance(item, casesafe.NoteError):
            assert item == guard.redact(text)
            assert not item.replacements or item.text != text


def test_a_note_in_another_language_is_not_understood(guard: casesafe.Guard) -> None:
    """Mostly Spanish is refused; a Spanish phrase in an English note is fine."""
    spanish = (
        "La paciente llegó tarde y dijo que no quería hablar de su madre. Ella vive con su hermana "
        "y los niños en la casa de la abuela, pero no se siente bien allí. Hablamos de los sueños "
        "y de la rabia que tiene por todo lo que pasó con su padre cuando era niña, y lloró mucho."
    )
    with pytest.raises(casesafe.NotUnderstoodError, match="Spanish"):
        guard.redact(spanish)
    assert guard.redact("She said 'no me hables así' and left. " * 10).text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Seen: Maris\u00adol Vega, my client.", "Vega"),
        ("My client Jose\u0301 came.", "Jose"),
        ("My client \u202eMarisol\u202c came.", "Marisol"),
        ("😮\u200d💨 my client Zofia cried 💔.", "Zofia"),
        (
            "Call \uff14\uff11\uff13\uff0d\uff15\uff15\uff15\uff0d\uff10\uff11\uff16\uff16 now.",
            "\uff10\uff11\uff16",
        ),
    ],
)
def test_odd_characters_hide_nothing(guard: casesafe.Guard, text: str, gone: str) -> None:
    """Soft hyphens, combining marks, direction marks, emoji and full-width digits."""
    assert gone not in guard.redact(text).text


def test_a_leak_that_cannot_be_mended_is_an_error(
    guard: casesafe.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If hits go on after two rewrites, nothing is handed out."""
    from casesafe.core.detection import Detection, Source
    from casesafe.rewrite import Leaks

    hit = Detection(0, 3, "OTHER_ID", Source.CUE, "test", "leak_check")
    monkeypatch.setattr("casesafe.guard.check_leaks", lambda *a, **k: Leaks((hit,), ()))
    with pytest.raises(casesafe.LeakError, match="OTHER_ID"):
        guard.redact("Dr. Abara called.")


@pytest.mark.parametrize("policy", ["peer-consultation", "hipaa-safe-harbor"])
def test_left_occurrences_are_listed_with_their_reason(policy: str) -> None:
    """A name-word that stays as the ordinary word is recorded."""
    guard = casesafe.load(policy, model=None)
    result = guard.redact("Mr. Hope came with little hope.")
    assert re.fullmatch(r"Mr\. \[PERSON 1\] came with little hope\.", result.text)
    assert [x.reason for x in result.left] == ["ordinary word"]
