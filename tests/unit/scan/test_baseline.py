"""The baseline: what it accepts and what it never accepts; create, prune and audit."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.errors import BaselineError
from casesafe.scan.baseline import (
    Baseline,
    Occurrence,
    accept,
    audit,
    normalise,
    prune,
)

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
NAME, PHONE = "Odalys Ferreira-Bunt", "413-555-0138"


def at(path: str, surface: str, kind: str = "PERSON", *, in_path: bool = False) -> Occurrence:
    shown = path.replace(surface, f"[{kind}]") if in_path else path
    return Occurrence(path, shown, kind, surface, in_path, 0 if in_path else 3, 7)


def accepted(*occurrences: Occurrence, reason: str = "a fictional example") -> Baseline:
    return accept(Baseline(KEY), occurrences, reason)


# --- what is accepted -----------------------------------------------------------------------------


def test_accepting_hope_in_one_file_hides_no_hope_in_another() -> None:
    """An entry is bound to its file, its type, its value and the key."""
    baseline = accepted(at("notes/a.md", "Hope"))
    entry = baseline.accepts("notes/a.md", "PERSON", "Hope")
    assert entry is not None
    assert (entry.path, entry.reason) == ("notes/a.md", "a fictional example")
    assert baseline.accepts("notes/b.md", "PERSON", "Hope") is None
    assert baseline.accepts("notes/a.md", "ORGANIZATION", "Hope") is None
    assert baseline.accepts("notes/a.md", "PERSON", "Hopes") is None
    assert baseline.accepts("notes/a.md", "PERSON", "Hope", in_path=True) is None
    assert Baseline(OTHER_KEY, baseline.entries).accepts("notes/a.md", "PERSON", "Hope") is None


def test_a_new_identifier_beside_an_accepted_one_is_found() -> None:
    """Nothing is said about a line."""
    baseline = accepted(at("notes/a.md", NAME))
    assert baseline.accepts("notes/a.md", "PHONE_NUMBER", PHONE) is None
    assert baseline.accepts("notes/a.md", "PERSON", "Ignatius Peel") is None


def test_a_value_accepted_in_the_repository_holds_in_every_file() -> None:
    """Of its type; in the names of files it is accepted apart."""
    baseline = accept(Baseline(KEY), [at("a.md", "Bay Gas", "ORGANIZATION")], "our own", "repo")
    entry = baseline.accepts("far/away.md", "ORGANIZATION", "bay gas")
    assert entry is not None
    assert entry.path is None
    assert baseline.accepts("far/away.md", "PERSON", "Bay Gas") is None
    assert baseline.accepts("far/Bay Gas.md", "ORGANIZATION", "Bay Gas", in_path=True) is None


def test_a_name_in_a_path_is_accepted_and_not_shown() -> None:
    """The digest binds the real path, the entry shows the one without the name."""
    path = "notes/Okafor_Intake.md"
    baseline = accepted(at(path, "Okafor", in_path=True))
    assert baseline.accepts(path, "PERSON", "Okafor", in_path=True) is not None
    assert baseline.accepts(path, "PERSON", "Okafor") is None
    assert baseline.entries[0].path == "notes/[PERSON]_Intake.md"
    assert b"Okafor" not in baseline.to_bytes()


def test_a_decomposed_file_name_is_the_same_file() -> None:
    """As macOS may spell it."""
    path = "notes/Entr\u00e9e.md"
    baseline = accepted(at(path, "Hope"))
    assert baseline.accepts(unicodedata.normalize("NFD", path), "PERSON", "Hope") is not None


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0" * 64},
        {"entity_type": "ORGANIZATION"},
        {"path": None},
    ],
    ids=["digest", "type", "scope"],
)
def test_an_entry_changed_by_hand_accepts_nothing(change: dict[str, str | None]) -> None:
    """Neither what it accepted nor what it was changed to."""
    (entry,) = accepted(at("a.md", "Hope")).entries
    changed = Baseline(KEY, [replace(entry, **change)])  # type: ignore[arg-type]
    for path in ("a.md", "b.md"):
        for kind in ("PERSON", "ORGANIZATION"):
            assert changed.accepts(path, kind, "Hope") is None


SAME = [
    ("PERSON", "Hope", "HOPE"),
    ("PERSON", "Odalys  Ferreira", "Odalys\nFerreira"),
    ("PERSON", "O\u2019Brien", "O'Brien"),
    ("PERSON", "Ferreira\u2010Bunt", "Ferreira-Bunt"),
    ("PERSON", "Ho\u200bpe", "Hope"),
    ("PERSON", "\uff28ope", "Hope"),
    ("PERSON", "Jose\u0301", "Jos\u00e9"),
    ("PERSON", " Hope\u00a0", "Hope"),
    ("PHONE_NUMBER", PHONE, "(413) 555-0138"),
    ("US_SSN", "078-05-1120", "078 05 1120"),
    ("MEDICAL_RECORD_NUMBER", "KP-0048-221", "#kp 0048/221"),
]
DIFFERENT = [
    ("PERSON", "Hope", "Hopes"),
    ("PERSON", "Hope", "Hop\u00e9"),
    ("PERSON", "Hope", "Hope's"),
    ("PERSON", "Hope Briggs", "HopeBriggs"),
    ("PERSON", "J.D.", "JD"),
    ("PHONE_NUMBER", PHONE, "413-555-0139"),
    ("PHONE_NUMBER", PHONE, "413-555-0138 x2"),
    ("OTHER_ID", "12-3", "1-23"),
    ("OTHER_ID", "***", "---"),
    ("PHONE_NUMBER", "***", "###"),
    ("DATE", "3/14/21", "3-14-21"),
]


@pytest.mark.parametrize(("kind", "first", "second"), SAME)
def test_typography_makes_no_other_value(kind: str, first: str, second: str) -> None:
    """Case, quotes, dashes, white space, and the punctuation of numbers."""
    assert accepted(at("a.md", first, kind)).accepts("a.md", kind, second) is not None
    assert normalise(first, kind) == normalise(second, kind)


@pytest.mark.parametrize(("kind", "first", "second"), DIFFERENT)
def test_another_value_is_another_value(kind: str, first: str, second: str) -> None:
    """A letter, an accent, a digit or another division of a number."""
    assert accepted(at("a.md", first, kind)).accepts("a.md", kind, second) is None


# --- create, prune, audit -------------------------------------------------------------------------


def test_accepting_again_changes_nothing() -> None:
    """What was accepted keeps its reason; only what is new gets the new one."""
    first = accepted(at("a.md", NAME), reason="")
    assert [e.reason for e in first.entries] == ["unreviewed"]
    again = accept(first, [at("a.md", NAME.upper()), at("b.md", NAME)], "a published case")
    assert [(e.path, e.reason) for e in again.entries] == [
        ("a.md", "unreviewed"),
        ("b.md", "a published case"),
    ]
    assert [e.unreviewed for e in again.entries] == [True, False]


def test_what_the_repository_accepts_needs_no_entry_of_a_file() -> None:
    """So that a second `create` without the scope leaves the file as it is."""
    whole = accept(Baseline(KEY), [at("a.md", NAME)], "a published case", "repo")
    assert accept(whole, [at("a.md", NAME), at("b.md", NAME)]) == whole


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        (f"the name of {NAME.lower()}, fiction", "repeats an accepted value"),
        ("phone (413) 555.0138 of the clinic", "repeats an accepted value"),
        ("long " * 50, "longer than"),
        ("turned \u202e round", "cannot be printed"),
    ],
)
def test_a_reason_that_tells_or_hides_is_refused(reason: str, problem: str) -> None:
    """It would stand in the repository; the error does not repeat it."""
    with pytest.raises(BaselineError) as caught:
        accepted(at("a.md", NAME), at("a.md", PHONE, "PHONE_NUMBER"), reason=reason)
    assert problem in str(caught.value)
    assert NAME.lower() not in str(caught.value)


def test_pruning_drops_what_stands_nowhere() -> None:
    """By the digests of a whole scan."""
    gone, here = at("a.md", NAME), at("b.md", PHONE, "PHONE_NUMBER")
    baseline = accept(accepted(gone, here), [at("c.md", "Bay Gas", "ORGANIZATION")], "ours", "repo")
    seen = {
        d
        for o in (here, at("d.md", "Bay Gas", "ORGANIZATION"))
        for d in baseline.digests(o.path, o.entity_type, o.surface)
    }
    assert [(e.path, e.entity_type) for e in prune(baseline, seen).entries] == [
        (None, "ORGANIZATION"),
        ("b.md", "PHONE_NUMBER"),
    ]
    assert prune(baseline, set()).entries == ()


def test_an_audit_tells_where_each_entry_stands() -> None:
    """Every place, shown without names, or nowhere."""
    path = "Okafor.md"
    baseline = accepted(at(path, "Okafor", in_path=True), at("b.md", NAME), at("c.md", NAME))
    now = [
        at(path, "Okafor", in_path=True),
        at("b.md", NAME),
        replace(at("b.md", NAME), line=9),
        at("d.md", NAME),
    ]
    rows = audit(baseline, now)
    assert [(r.entry.path, r.places) for r in rows] == [
        ("[PERSON].md", ("[PERSON].md",)),
        ("b.md", ("b.md:3:7", "b.md:9:7")),
        ("c.md", ()),
    ]
    assert NAME not in repr((rows, now, baseline))


def test_entries_can_be_added_and_taken_out() -> None:
    """Each gives a new baseline."""
    baseline = accepted(at("a.md", NAME))
    (entry,) = baseline.entries
    assert baseline.without({entry.digest}).entries == ()
    assert baseline.without({entry.digest}).with_entries([entry]) == baseline
    assert baseline.with_entries([replace(entry, reason="another")]) == baseline


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
occurrences = st.lists(
    st.builds(
        Occurrence,
        path=names,
        shown_path=names.filter(str.strip),
        entity_type=st.sampled_from(["PERSON", "PHONE_NUMBER", "OTHER_ID"]),
        surface=names,
        in_path=st.booleans(),
    ),
    max_size=6,
)


@given(occurrences, st.randoms())
def test_the_same_set_is_the_same_bytes(found: list[Occurrence], random: object) -> None:
    """Whatever the order, and after reading; and all of it is accepted then."""
    shown = {o.path: o.shown_path for o in found}
    found = [replace(o, shown_path=shown[o.path]) for o in found]
    baseline = accept(Baseline(KEY), found)
    data = baseline.to_bytes()
    read = Baseline.parse(data, KEY)
    assert read == baseline
    assert read.to_bytes() == data
    random.shuffle(found)  # type: ignore[attr-defined]
    assert {e.digest for e in accept(Baseline(KEY), found).entries} == {
        e.digest for e in baseline.entries
    }
    assert Baseline(KEY, baseline.entries[::-1]).to_bytes() == data
    assert all(read.accepts(o.path, o.entity_type, o.surface, o.in_path) for o in found)
