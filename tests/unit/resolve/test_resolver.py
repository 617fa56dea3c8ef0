"""Resolution: authority, repeats, people, overlap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.core.finding import Action, Finding
from casesafe.core.note import Note
from casesafe.nlp.normalize import normalize
from casesafe.policy.load import load_policy, parse_policy
from casesafe.policy.schema import Policy
from casesafe.resolve.keep_list import KeepSpan
from casesafe.resolve.repeats import Lexicon
from casesafe.resolve.resolver import resolve, to_findings

SAFE_HARBOR = load_policy("hipaa-safe-harbor")
LEXICON = Lexicon(
    ordinary=frozenset("hope will mark park king young making the grace is fine karma".split()),
    abbreviations=frozenset({"MV", "SI"}),
    given_names=frozenset({"marisol", "hope", "maria"}),
    nicknames=lambda name: {"marisol": frozenset({"mari"}), "mari": frozenset({"marisol"})}.get(
        name, frozenset()
    ),
)


def at(
    text: str,
    surface: str,
    entity_type: str = "PERSON",
    source: Source = Source.CUE,
    *,
    role: str | None = None,
    sure: bool = True,
    nth: int = 0,
) -> Detection:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Detection(
        start, start + len(surface), entity_type, source, "test", "test", 0.9, role, sure
    )


def found(
    text: str,
    *detections: Detection,
    policy: Policy = SAFE_HARBOR,
    keep: tuple[KeepSpan, ...] = (),
) -> list[tuple[str, str]]:
    """Return (surface, entity type) of each finding."""
    return [
        (text[f.start : f.end], f.entity_type)
        for f in run(text, *detections, policy=policy, keep=keep)
    ]


def run(
    text: str,
    *detections: Detection,
    policy: Policy = SAFE_HARBOR,
    keep: tuple[KeepSpan, ...] = (),
) -> tuple[Finding, ...]:
    note = normalize(text)
    return to_findings(note, resolve(note, detections, policy, keep, LEXICON).claims)


def spans_of(text: str, *phrases: str, kind: str = "measures") -> tuple[KeepSpan, ...]:
    return tuple(KeepSpan(text.index(p), text.index(p) + len(p), kind, "phrase") for p in phrases)


def test_the_keep_list_vetoes_what_is_weaker() -> None:
    """A pattern or the model yields to the keep list; a cue stands against it."""
    text = "The Beck Depression Inventory and Mr. Beck."
    keep = spans_of(text, "Beck Depression Inventory")
    assert found(text, at(text, "Beck", source=Source.MODEL), keep=keep) == []
    assert found(text, at(text, "Beck", source=Source.CUE, nth=0), keep=keep)[0] == (
        "Beck",
        "PERSON",
    )


def test_a_brand_is_no_person_but_may_be_an_employer() -> None:
    """A brand speaks against weak persons only."""
    text = "shifts at Wells Fargo"
    keep = spans_of(text, "Wells Fargo", kind="brands")
    weak = at(text, "Wells Fargo", "ORGANIZATION", Source.UNPROVEN)
    assert found(text, weak, keep=keep) == [("Wells Fargo", "ORGANIZATION")]
    assert found(text, at(text, "Wells Fargo", source=Source.UNPROVEN), keep=keep) == []


def test_a_repeat_is_vetoed_again() -> None:
    """A client called Beck is found again, but not inside the name of a test."""
    text = "Mr. Beck filled in the Beck Depression Inventory. Beck sighed."
    keep = spans_of(text, "Beck Depression Inventory")
    starts = [f.start for f in run(text, at(text, "Beck"), keep=keep)]
    assert starts == [text.index("Beck"), text.rindex("Beck")]


def test_allow_stands_against_cues_and_deny_against_allow() -> None:
    """The policy's own words beat recognizers; `deny` beats `allow`; the roster beats both."""
    text = "Seen at Oak House by Dr. Oak."
    allow = parse_policy("extends: hipaa-safe-harbor\nallow: [Oak House, Dr. Oak]\n")
    both = parse_policy(
        "extends: hipaa-safe-harbor\nallow: [Oak House, Dr. Oak]\ndeny: [Oak House]\n"
    )
    person = at(text, "Oak", nth=1)
    assert found(text, person, policy=allow) == []
    assert found(text, person, policy=both) == [("Oak House", "OTHER_ID")]
    roster = at(text, "Oak", source=Source.ROSTER, nth=1)
    assert found(text, roster, policy=allow) == [("Oak", "PERSON")]


@pytest.mark.parametrize(
    ("text", "seed", "repeated"),
    [
        ("Marisol Vega came. Marisol cried.", "Marisol Vega", ["Marisol"]),
        ("Marisol Vega came. Vega cried.", "Marisol Vega", ["Vega"]),
        ("Marisol Vega came. MARISOL VEGA signed.", "Marisol Vega", ["MARISOL VEGA"]),
        ("Marisol Vega came. Marisol's note. Vega's bill.", "Marisol Vega", ["Marisol", "Vega"]),
        ("Marisol Vega came. M. Vega paid.", "Marisol Vega", ["M. Vega"]),
        ("Marisol Vega came. M.V. signed.", "Marisol Vega", ["M.V."]),
        ("Ines Ortiz-Lund came. The Ortiz side and IO.", "Ines Ortiz-Lund", ["Ortiz", "IO"]),
        ("Marisol came. Then marisol left.", "Marisol", ["marisol"]),
        ("Marisol came. Then Marisool left.", "Marisol", ["Marisool"]),
        ("Wu, Lian\nWu was silent. LIAN laughed. L.W. signed.", "Wu, Lian", ["Wu", "LIAN", "L.W."]),
        ("Marisol Vega came. The Vegas fight.", "Marisol Vega", ["Vega"]),
        ("Vega, Marisol came; see VEGA, MARISOL.", "Vega, Marisol", ["VEGA, MARISOL"]),
    ],
)
def test_a_name_found_once_is_found_again(text: str, seed: str, repeated: list[str]) -> None:
    """Full, parts, capitals, possessive, initials, hyphen parts, lower case, one edit off."""
    surfaces = [s for s, _ in found(text, at(text, seed))]
    assert surfaces == [seed, *repeated]


@pytest.mark.parametrize(
    ("text", "seed"),
    [
        ("Hope Vance came with little hope.", "Hope Vance"),
        ("Hope came. Hope as an affect was absent.", "Hope"),
        ("Mr. King is making a list of what he is drinking.", "King"),
        ("Mark left. Will he mark it? He will.", "Mark"),
        ("Sora Park passed the park.", "Sora Park"),
        ("Marisol Vega came, with MV insufficiency.", "Marisol Vega"),
        ("Karma Lind met karma.", "Karma Lind"),
    ],
)
def test_an_ordinary_word_is_not_a_repeat(text: str, seed: str) -> None:
    """The word in lower case, inside another word, or as an abbreviation stays."""
    assert [s for s, _ in found(text, at(text, seed))] == [seed]


def test_an_ordinary_word_in_a_lower_case_note_is_unsure() -> None:
    """Without capitals a name-word may be either: it is reported as unsure."""
    text = "saw hope today and hope was late again, told her to come on time next week"
    first, second = run(text, at(text, "hope"))
    assert first.sure
    assert not second.sure
    assert second.action is Action.FLAG  # unsure: flag


def test_organizations_places_and_ids_repeat_whole() -> None:
    """A place or an organisation is found again as a whole; a part of it is not."""
    text = "She works at Tern Mill. Tern Mill closed; the mill stays. MRN 5729183; see 5729183."
    findings = found(
        text, at(text, "Tern Mill", "ORGANIZATION"), at(text, "5729183", "MEDICAL_RECORD_NUMBER")
    )
    assert [s for s, _ in findings] == ["Tern Mill", "Tern Mill", "5729183", "5729183"]


def people(text: str, *detections: Detection) -> list[tuple[str, int | None, str | None]]:
    return [(text[f.start : f.end], f.person, f.role) for f in run(text, *detections)]


def test_the_same_person_has_one_index_and_the_role_of_the_cue() -> None:
    """Full name, given name, surname with title and nickname are one person."""
    text = "Client Marisol Vega. Mari smiled. Ms. Vega left."
    got = people(
        text,
        at(text, "Marisol Vega", role="client"),
        at(text, "Mari", nth=1),
        at(text, "Vega", nth=1),
    )
    assert got == [("Marisol Vega", 0, "client"), ("Mari", 0, "client"), ("Vega", 0, "client")]


def test_a_surname_that_several_share_links_to_none() -> None:
    """Without a cue a shared surname is a person of its own."""
    text = "Hope Tran and Duc Tran came. Tran spoke."
    got = people(
        text, at(text, "Hope Tran", role="client"), at(text, "Duc Tran", role="father-in-law")
    )
    assert [p for _, p, _ in got] == [0, 1, 2]
    assert got[2][2] == "unknown"


def test_people_are_numbered_in_reading_order() -> None:
    """Person indices follow first appearance, whatever the order of detections."""
    text = "Bo met Al. Al met Bo."
    got = people(text, at(text, "Al"), at(text, "Bo"))
    assert [(s, p) for s, p, _ in got] == [("Bo", 0), ("Al", 1), ("Al", 1), ("Bo", 0)]


def test_two_given_names_joined_by_and_are_two_people() -> None:
    """Siblings named as a pair are known singly."""
    text = "Ottilie and Bram share a room. Bram sleeps, Ottilie counts."
    got = people(text, at(text, "Ottilie"), at(text, "Bram"))
    assert [(s, p) for s, p, _ in got] == [("Ottilie", 0), ("Bram", 1), ("Bram", 1), ("Ottilie", 0)]


def test_the_loser_of_an_overlap_keeps_its_remainder() -> None:
    """Each detected character stays covered, once."""
    text = "Call Vega Dental Clinic now."
    got = found(
        text,
        at(text, "Vega Dental", "PERSON", Source.ROSTER),
        at(text, "Dental Clinic", "ORGANIZATION"),
    )
    assert got == [("Vega Dental", "PERSON"), ("Clinic", "ORGANIZATION")]


def test_a_remainder_without_a_word_joins_its_neighbour() -> None:
    """A hospital with its town is one organisation."""
    text = "At Mercy Hospital of Springfield she slept."
    got = found(
        text,
        at(text, "Mercy Hospital of Springfield", "ORGANIZATION"),
        at(text, "Springfield", "LOCATION"),
    )
    assert got == [("Mercy Hospital of Springfield", "ORGANIZATION")]
    got = found(
        text,
        at(text, "Mercy Hospital of Springfield", "ORGANIZATION", Source.UNPROVEN),
        at(text, "Mercy Hospital", "ORGANIZATION"),
        at(text, "Springfield", "LOCATION", Source.ROSTER),
    )
    assert got == [("Mercy Hospital of ", "ORGANIZATION"), ("Springfield", "LOCATION")] or got == [
        ("Mercy Hospital of", "ORGANIZATION"), ("Springfield", "LOCATION"),
    ]  # fmt: skip


def test_a_flag_never_hides_what_must_change() -> None:
    """A flagged phrase around a name leaves the name to be changed."""
    text = "the only sister of Marisol Vega in town"
    got = run(text, at(text, text, "DISTINCTIVE"), at(text, "Marisol Vega"))
    assert ("Marisol Vega", Action.LABEL) in [(text[f.start : f.end], f.action) for f in got]


def test_types_that_the_policy_keeps_take_no_part() -> None:
    """A kept type neither shows nor cuts another finding."""
    text = "in Ohio State Clinic"
    assert found(
        text, at(text, "Ohio", "STATE"), at(text, "Ohio State Clinic", "ORGANIZATION")
    ) == [("Ohio State Clinic", "ORGANIZATION")]


def test_our_own_placeholders_are_never_touched() -> None:
    """A detection over a placeholder loses that part."""
    text = "Dr. [CLINICIAN 2] Okafor and [CLIENT]."
    got = found(text, at(text, "[CLINICIAN 2] Okafor"), at(text, "CLIENT"))
    assert got == [("Okafor", "PERSON")]


def test_findings_of_a_ligature_stay_disjoint() -> None:
    """Two findings within one original character do not overlap."""
    note = normalize("o\ufb03ce")
    detections = [
        Detection(0, 2, "PERSON", Source.CUE, "test", "test"),
        Detection(2, 6, "LOCATION", Source.CUE, "test", "test"),
    ]
    findings = to_findings(note, resolve(note, detections, SAFE_HARBOR).claims)
    assert all(a.end <= b.start for a, b in pairwise(findings))


def test_an_empty_note_has_no_findings() -> None:
    """No detection, no finding."""
    assert resolve(Note("", ""), [], SAFE_HARBOR).claims == ()


def test_a_pet_is_no_person_on_the_models_word_alone() -> None:
    """A cue for the pet beats the model; a label for the person stands."""
    text = "The dog, Penny, forgave him."
    pet = at(text, "Penny", "PET")
    assert found(text, pet, at(text, "Penny", source=Source.MODEL)) == []
    assert found(text, pet, at(text, "Penny", source=Source.LABEL)) == [("Penny", "PERSON")]


def test_in_a_redacted_note_the_model_alone_flags_what_it_doubts() -> None:
    """There, below a high score, it changes nothing; nothing is dropped."""
    text = "[CLIENT] met Zofia at noon, and Bo."
    doubted = replace(at(text, "Zofia", source=Source.MODEL), recognizer="model")
    certain = replace(doubted, score=0.99)
    assert [f.action for f in run(text, doubted)] == [Action.FLAG]
    assert [f.action for f in run(text, certain)] == [Action.LABEL]
    # What the rules still find says that the note was not redacted, or only in part.
    partly = run(text, doubted, at(text, "Bo"))
    assert [f.action for f in partly] == [Action.LABEL, Action.LABEL]
    for surface in ("Slovenia", "New Jersey", "486"):
        place = f"[CLIENT] of {surface} came."
        town = replace(at(place, surface, "LOCATION"), recognizer="model", score=0.999)
        assert [f.action for f in run(place, town)] == [Action.FLAG]
    raw = text.replace("[CLIENT]", "The girl")
    assert [f.action for f in run(raw, replace(at(raw, "Zofia"), recognizer="model"))] == [
        Action.LABEL
    ]
