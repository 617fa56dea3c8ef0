"""Identifiers in names of files and folders: found, shown replaced, held against the content."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import casesafe
from casesafe.core.finding import Finding
from casesafe.guard import Guard
from casesafe.scan.path_names import leaks_into_folders, path_findings, shown_path

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def guard() -> Guard:
    """The rules alone."""
    return casesafe.load("peer-consultation", model=None)


def lines(name: str) -> list[str]:
    """Return the lines of a list that are no comments."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a path without its braces, and what stood in them."""
    path = ""
    spans = []
    for part in re.split(r"(\{[^}]*\})", line):
        bare = part[1:-1] if part.startswith("{") else part
        if bare != part:
            spans.append((len(path), len(path) + len(bare)))
        path += bare
    return path, spans


def uncovered(path: str, spans: list[tuple[int, int]], findings: tuple[Finding, ...]) -> str:
    """Return the letters and digits of the spans that no changing finding covers."""
    covered = {i for f in findings if f.action.changes for i in range(f.start, f.end)}
    inside = (i for start, end in spans for i in range(start, end))
    return "".join(path[i] for i in inside if path[i].isalnum() and i not in covered)


def test_names_of_clients_are_found_whole(guard: Guard) -> None:
    """At least 98 % of the names with an invented client are covered, every part of them."""
    cases = [marked(line) for line in lines("names_with_people.txt")]
    missed = [p for p, spans in cases if uncovered(p, spans, path_findings(guard, p))]
    assert len(cases) >= 150
    assert len(missed) <= 0.02 * len(cases), missed


def test_names_in_repositories_and_practices_are_left_alone(guard: Guard) -> None:
    """At most 1 % of the names that hold no client have a finding beyond a date's."""
    paths = lines("names_without_people.txt")
    false = [p for p in paths if any(f.entity_type != "DATE" for f in path_findings(guard, p))]
    assert len(paths) >= 300
    assert len(false) <= 0.01 * len(paths), false


@pytest.mark.parametrize("name", ["names_with_people.txt", "names_without_people.txt"])
def test_naming_again_changes_nothing(guard: Guard, name: str) -> None:
    """What is shown of a path has no finding that changes it again."""
    for line in lines(name):
        path = marked(line)[0]
        shown = shown_path(path, path_findings(guard, path))
        assert shown_path(shown, path_findings(guard, shown)) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("Okafor_Intake_2024-03-04.txt", "[PERSON]_Intake_[DATE].txt"),
        ("Briggs, Tom/Session 3.docx", "[PERSON]/Session 3.docx"),
        ("AdaOkafor2024.md", "[PERSON]2024.md"),
        ("Okafor20240304.txt", "[PERSON][DATE].txt"),
        ("MRN 55-20418.csv", "MRN [MEDICAL_RECORD_NUMBER].csv"),
        ("Anneke_van_den_Berg_roi.pdf", "[PERSON]_roi.pdf"),
        ("ada.okafor@example.org", "[EMAIL_ADDRESS]"),
        ("ada.okafor@example.org.msg", "[EMAIL_ADDRESS].msg"),
        ("413_555_0119.txt", "[PHONE_NUMBER].txt"),
        ("Okafor.tar.gz", "[PERSON].tar.gz"),
        ("AO_2024-03-04.txt", "[PERSON]_[DATE].txt"),
        ("API_notes.txt", "API_notes.txt"),
        ("Hope_Intake.txt", "[PERSON]_Intake.txt"),
        ("hope-marsh.txt", "[PERSON].txt"),
        ("will-call.md", "will-call.md"),
        ("April_2024_newsletter.md", "[DATE]_newsletter.md"),
        ("Lindqvist (2).txt", "[PERSON] (2).txt"),
        ("[PERSON]_Intake_[DATE]_2.txt", "[PERSON]_Intake_[DATE]_2.txt"),
        ("[PERSON]_2/Okafor.txt", "[PERSON]_2/[PERSON].txt"),
        ("session 12, week 3, v2.txt", "session 12, week 3, v2.txt"),
        (r"a\Okafor.txt", r"a\[PERSON].txt"),
        ("", ""),
    ],
)
def test_a_path_is_shown_with_its_findings_replaced(guard: Guard, path: str, shown: str) -> None:
    """Names, dates and numbers go; separators, usual words and the suffix stay."""
    assert shown_path(path, path_findings(guard, path)) == shown


def test_findings_are_sorted_and_disjoint_and_stay_in_their_component(guard: Guard) -> None:
    """No finding crosses a "/" nor another one."""
    for line in lines("names_with_people.txt"):
        path = "Briggs, Tom/" + marked(line)[0]
        found = path_findings(guard, path, [("PERSON", "Tom Briggs"), ("DATE", "2024-03-04")])
        assert all("/" not in path[f.start : f.end] for f in found)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_folder_is_found_alike_for_every_file_in_it(guard: Guard) -> None:
    """What is found in the content of one file changes no folder's findings."""
    bare = path_findings(guard, "Rivers group/notes.txt")
    other = path_findings(guard, "Rivers group/x.txt", [("PERSON", "Joan Rivers")])
    assert bare == tuple(f for f in other if f.end <= len("Rivers group"))


@pytest.mark.parametrize(
    ("path", "surfaces", "shown"),
    [
        ("x/Page_Notes.txt", [("PERSON", "Ann Page")], "x/[PERSON]_Notes.txt"),
        ("page_notes.txt", [("PERSON", "Ann Page")], "page_notes.txt"),
        ("Will_Call.txt", [("PERSON", "Will Okafor")], "[PERSON]_Call.txt"),
        ("will-call.txt", [("PERSON", "Will Okafor")], "will-call.txt"),
        ("annals.txt", [("PERSON", "Ann Okafor")], "annals.txt"),
        ("5520418.csv", [("MEDICAL_RECORD_NUMBER", "55-20418")], "[MEDICAL_RECORD_NUMBER].csv"),
        ("visit otter bend.txt", [("LOCATION", "Otter Bend")], "visit [LOCATION].txt"),
        ("session 12.txt", [("AGE", "12"), ("DATE", "12")], "session 12.txt"),
        ("Case_3_page.txt", [("PERSON", "Dr. Vo")], "Case_3_page.txt"),
    ],
)
def test_what_the_content_names_is_found_in_the_files_name(
    guard: Guard, path: str, surfaces: list[tuple[str, str]], shown: str
) -> None:
    """Whole words only; ordinary words need a capital."""
    found = path_findings(guard, path, surfaces)
    assert shown_path(path, found) == shown
    assert all(f.rule == "content" for f in found if f.recognizer == "path")


def test_names_in_decomposed_form_are_found_with_their_own_offsets(guard: Guard) -> None:
    """macOS gives letters and their marks apart."""
    path = unicodedata.normalize("NFD", "Zoë Ferreira_2024-03-04.txt")
    found = path_findings(guard, path, [("PERSON", "Zoë")])
    assert shown_path(path, found) == "[PERSON]_[DATE].txt"


def test_a_name_that_is_no_text_is_read_as_far_as_it_is(guard: Guard) -> None:
    """Bytes that are no UTF-8, and line breaks, stand in some names."""
    path = "Okafor\udcff\n2024-03-04.txt"
    assert shown_path(path, path_findings(guard, path)) == "[PERSON]\udcff\n[DATE].txt"


def test_the_policy_decides_what_is_shown() -> None:
    """Under a policy that only flags, findings are there and the path stays."""
    guard = casesafe.load("flag-only", model=None)
    found = path_findings(guard, "Okafor_Intake.txt")
    assert [f.action.value for f in found] == ["flag"]
    assert shown_path("Okafor_Intake.txt", found) == "Okafor_Intake.txt"


@pytest.mark.parametrize(
    ("path", "surfaces", "leaks"),
    [
        ("Page/notes.txt", [("PERSON", "Ann Page")], True),
        ("page/notes.txt", [("PERSON", "Ann Page")], False),
        ("Pages/notes.txt", [("PERSON", "Ann Page")], False),
        ("x/Free Will essays/notes.txt", [("PERSON", "Will Okafor")], True),
        ("Okafor/notes.txt", [("PERSON", "Okafor")], False),
        ("notes/Page.txt", [("PERSON", "Ann Page")], False),
        ("Page/notes.txt", [("LOCATION", "Page")], False),
    ],
)
def test_a_folder_that_still_names_a_person_is_told(
    guard: Guard, path: str, surfaces: list[tuple[str, str]], leaks: bool
) -> None:
    """A folder's own finding is no leak, nor is part of a word, nor what is no person."""
    assert leaks_into_folders(path, path_findings(guard, path), surfaces) is leaks


def test_importing_it_loads_nothing_heavy() -> None:
    """The hook's fast path imports it."""
    code = (
        "import sys, casesafe.scan.path_names, casesafe.scan.name_allocator\n"
        "print([m for m in ('spacy', 'presidio_analyzer', 'numpy', 'onnxruntime', 'pydantic')"
        " if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
