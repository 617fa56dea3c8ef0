"""Record, plan, account, biometric and other numbers, and mentions of recordings."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.record_ids import RecordIdRecognizer

RECOGNIZER = RecordIdRecognizer()


def found(text: str) -> list[tuple[str, str]]:
    """Return surface and type of each detection, in order."""
    note = normalize(text)
    detections = sorted(RECOGNIZER.recognize(note), key=lambda d: d.start)
    return [(note.normal[d.start : d.end], d.entity_type) for d in detections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MRN\tname\n4417\tA.B.\n4418\tC.D.", ["4417", "4418"]),
        ('mrn;name\n0711204;"Roe; Dana"\n0711240;x', ["0711204", "0711240"]),
        ("| MRN | seen |\n|---|---|\n| 0711204 | 3 |", ["0711204"]),
        ("PID|1||77120445^^^MRN||DOE^JANE", ["77120445"]),
        ("NM1*QC*1*ROE*DANA****EA*44-2091~", ["44-2091"]),
    ],
)
def test_label_elsewhere_counts_for_the_cell(text: str, expected: list[str]) -> None:
    """A table's first row and a message's fields label the cells."""
    assert [s for s, t in found(text) if t == "MEDICAL_RECORD_NUMBER"] == expected


def test_long_rows_that_were_unwrapped_are_still_rows() -> None:
    """The view joins long lines; the table is read line by line all the same."""
    header = "pt_id,last,first,sex,street,city,state,zip,phone,payer"
    rows = "\n".join(
        f"4001{i},Roe,Dana,F,Elm Street,Truro,MA,02666,none,self pay" for i in range(3)
    )
    spans = [s for s, t in found(f"{header}\n{rows}") if t == "MEDICAL_RECORD_NUMBER"]
    assert spans == ["40010", "40011", "40012"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claims 4471-KD and 4472-KD were denied", ["4471-KD", "4472-KD"]),
        ("charts P-3391; later P-3402 was opened", ["P-3391", "P-3402"]),
        ("Member: plate?", []),
        ("number?\nAnn: 00718843", ["00718843"]),
        ("MRN:\nRoom: 4417", []),
    ],
)
def test_neighbours_of_a_label(text: str, expected: list[str]) -> None:
    """Lists, like numbers and answers follow their label; the next field does not."""
    assert [s for s, _ in found(text)] == expected


def test_code_without_label_is_unproven() -> None:
    """A code that no label names carries the lowest authority."""
    detections = list(RECOGNIZER.recognize(normalize("It was saved under BRK-20931 again.")))
    assert [(d.entity_type, d.source) for d in detections] == [("OTHER_ID", Source.UNPROVEN)]


@pytest.mark.parametrize(
    "text",
    [
        "Step counts 10432, 12908 and 9077; billed 90837 twice; 24310 words.",
        "F33.1, F41.1, Z63.0, T74.12XA, R45.851, 296.32, DSM-5-TR, ICD-10-CM",
        "PHQ-9 18, PHQ-9: 18->9, PCL-5 44, EDE-Q 3.1, GAF 55, SUDS 8/10, MoCA 24/30",
        "B12, H1, CYP2D6, COVID-19, A1c 9.1, BP 120/80, 20 mg qd, q8h, 2x/wk, 12-step",
        "CPT 90791/90832/90834, 99214, H0004, modifier 95, POS 02/10",
        "[CLIENT] [OTHER_ID] [OTHER_ID 2] [MEDICAL_RECORD_NUMBER], age 30-39, 90 or older, 1936",
        "1936 or earlier; 2024; ZIP 981; 000; ***-**-****",
    ],
)
def test_clinical_content_is_no_number(text: str) -> None:
    """Counts, codes, scores, doses and what operators wrote are not identifiers."""
    assert found(text) == []


def test_same_note_gives_the_same_result_again() -> None:
    """The shared pass is kept beside the note and not changed by reading it."""
    note = normalize("MRN 0048-2217; claim 25-117-00633-7; a photo of the dog")
    assert list(RECOGNIZER.recognize(note)) == list(RECOGNIZER.recognize(note))


@pytest.mark.parametrize(
    "unit", ["7", "A", " ", "1-", "a1", "MRN ", "|", "*~", "(01)", "[", "\n1,"]
)
def test_text_of_one_kind_is_read_to_its_end(unit: str) -> None:
    """Hostile text, long and of one kind, neither fails nor hides the number behind it."""
    text = unit * 20_000 + "\n\nMRN 0048-2217"
    assert ("0048-2217", "MEDICAL_RECORD_NUMBER") in found(text)
