"""Names: roles, authority, how sure, and what is left alone."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Detection, Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers._name_kinds import kind_of
from casesafe.recognizers.names import NameRecognizer


@pytest.fixture(scope="module")
def names() -> NameRecognizer:
    return NameRecognizer()


def found(names: NameRecognizer, text: str) -> dict[str, Detection]:
    note = normalize(text)
    return {
        text[slice(*note.original(d.start, d.end))]: d
        for d in sorted(names.recognize(note), key=lambda d: d.source)
    }


ROLES = [
    ("Seen by Dr. Imhoff today.", "Imhoff", "clinician"),
    ("Dana Whitlock, LPCC-S", "Dana Whitlock", "clinician"),
    ("Her daughter Tilly left.", "Tilly", "daughter"),
    ("He fought with his step dad Hank.", "Hank", "stepfather"),
    ("He fought with his stepdad Hank.", "Hank", "stepfather"),
    ("She called her ex wife Odile twice.", "Odile", "ex-wife"),
    ("He lives with his mother in law Solveig.", "Solveig", "mother-in-law"),
    ("Trudy Vanderhoek (mother) signed.", "Trudy Vanderhoek", "mother"),
    ("Later Odile, his wife, took the phone.", "Odile", "wife"),
    ("My client Thandeka wants to stop.", "Thandeka", "client"),
    ("Her roommate, Xochitl, found the pills.", "Xochitl", "other"),
    ("Aunt Ivy came along.", "Ivy", "aunt"),
    ("MGM Rosa has custody.", "Rosa", "grandmother"),
    ("Client M. missed two sessions.", "M.", "client"),
    ("she told her husband alcide about it", "alcide", "husband"),
    ("He shares a room with his brothers Al and Bo.", "Bo", "brother"),
]


@pytest.mark.parametrize(("text", "surface", "role"), ROLES)
def test_role_comes_from_the_cue(names: NameRecognizer, text: str, surface: str, role: str) -> None:
    """A kin word, title or credential gives the name its role."""
    assert found(names, text)[surface].role == role


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Mrs. Albright called.", "Albright"),
        ("Consulted Cho, LCSW, on the plan.", "Cho"),
        ("Dear Philippa,\n\nThank you.", "Philippa"),
        ("bring chairs\n\nWarmly,\nMari", "Mari"),
        ("Goes by Quan this year.", "Quan"),
    ],
)
def test_a_cue_gives_authority(names: NameRecognizer, text: str, surface: str) -> None:
    """Title, credential, salutation, closing and naming give a detection the source CUE."""
    assert found(names, text)[surface].source is Source.CUE


@pytest.mark.parametrize("text", ["Today Leonie and Sora Park sat apart.", "We saw Odette there."])
def test_lists_alone_are_unproven(names: NameRecognizer, text: str) -> None:
    """A listed name without a cue can be vetoed by the keep list."""
    assert {d.source for d in found(names, text).values()} == {Source.UNPROVEN}


def test_a_name_unknown_to_the_lists_adds_up(names: NameRecognizer) -> None:
    """A rare name is surer the more the note says about it."""
    once = found(names, "We talked about Thwexley again.")
    assert "Thwexley" not in once or not once["Thwexley"].sure
    often = found(names, "We talked about Thwexley. Then Thwexley laughed, and Thwexley's mom too.")
    assert often["Thwexley"].sure


@pytest.mark.parametrize(
    "text",
    [
        "The wish of Luborsky, the ruptures of Safran and Muran.",
        "Adapted from Hayes, Strosahl and Wilson, with thanks.",
        "Chosen cards were Courage, Grace, Hope and Joy.",
        "He smoked Marlboro, Kool, Newport, Winston, whatever was open.",
        "We talked it through with Dino the Dinosaur puppet.",
        "A plant named Bono stands on the desk.",
        "Shelf: *Hold Me Tight*, Sue Johnson, and *Julian Is a Mermaid*.",
        "The handout says see Knapp on documentation.",
        "Labs: vit D low; edu: 14 years; QTc fine, UAs clean.",
    ],
)
def test_authors_virtues_brands_and_puppets_are_no_persons(
    names: NameRecognizer, text: str
) -> None:
    """Rows of authors, virtues or brands, things with names and titles name nobody in the room."""
    assert not [d for d in names.recognize(normalize(text)) if d.entity_type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Wilson walked out when Hayes cried.", "Wilson"),
        ("She chose Grace, her daughter, as proxy.", "Grace"),
        ("Mr. Luborsky denied it.", "Luborsky"),
        ("I see Gwen on Thursdays.", "Gwen"),
        ("told jen about it. She laughed.", "jen"),
        ("**Greta Holm** wrote back at once.", "Greta Holm"),
    ],
)
def test_people_called_like_authors_are_found_by_what_they_do(
    names: NameRecognizer, text: str, surface: str
) -> None:
    """A verb of the room, a kin word or a title outweighs the lists."""
    assert surface in found(names, text)


def test_pet_is_no_person_anywhere_in_the_note(names: NameRecognizer) -> None:
    """A name beside an animal is a pet at its other mentions too."""
    hits = found(names, "She grieves her beagle Rufus. Rufus slept on her bed.")
    assert {d.entity_type for d in hits.values()} == {"PET"}


def test_span_is_exact_in_the_original(names: NameRecognizer) -> None:
    """Zero-width characters inside a name belong to its span."""
    text = "Mrs. Al\u200bbright called."
    assert "Al\u200bbright" in found(names, text)


@pytest.mark.parametrize(
    "text",
    [
        "[CLIENT] told [MOTHER] that [PERSON 2] had left.",
        "Dr. [CLINICIAN 2] agreed; sister ([SISTER]) came.",
        "Dear [CLIENT],\n\nThank you.\n\nWarmly,\n[CLINICIAN]",
        "[CLIENT]: I am fine.\n[CLINICIAN]: Good.\n[CLIENT]: Yes.",
        "SISTER ([SISTER]) CALLED THE FRONT DESK.",
    ],
)
def test_placeholders_are_left_alone(names: NameRecognizer, text: str) -> None:
    """What our own operators wrote is never found again."""
    assert found(names, text) == {}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "A", "A. B. C.", "((((", "'s 's", "Mr.", "Dear"])
def test_scraps_are_no_error(names: NameRecognizer, text: str) -> None:
    """Very short or odd notes raise nothing."""
    assert "" not in found(names, text)


def test_a_long_run_of_capitals_is_no_single_name(names: NameRecognizer) -> None:
    """A name is bounded, however long a run of capitalised words is."""
    spans = list(names.recognize(normalize("Olga Strand " * 5000)))
    assert max((d.end - d.start for d in spans), default=0) < 200


@pytest.mark.parametrize(
    ("word", "kind"),
    [("marisol", "G"), ("monday", "S"), ("lexapro", "D"), ("gottman", "T"), ("hope", "A"),
     ("thwexley", "U"), ("clinic", "H"), ("zemtapine", "D"), ("they'll", "S")],
)  # fmt: skip
def test_kind_of_word(word: str, kind: str) -> None:
    """The lists tell given names, stop words, medicines, authors, ambiguous and unknown words."""
    assert kind_of(word) == kind
