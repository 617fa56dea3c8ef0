"""Output names of a redacted tree: one for each path, never two alike."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from casesafe.core.finding import Finding
from casesafe.scan.name_allocator import NameAllocator, case_sensitive


def person(path: str, *names: str) -> list[Finding]:
    """Return findings of persons at the first place of each name in a path."""
    return [Finding.manual(path.index(n), path.index(n) + len(n), "PERSON") for n in names]


def test_names_that_become_one_are_numbered_in_the_order_of_calls() -> None:
    """The first gets the plain name; folders and files alike."""
    names = NameAllocator(case_sensitive=True)
    got = [
        names.allocate(path, person(path, *found))
        for path, found in [
            ("Okafor/Okafor_Intake.txt", ["Okafor"]),
            ("Vega/notes.txt", ["Vega"]),
            ("Okafor/notes.txt", ["Okafor"]),
            ("Vega_Intake.tar.gz", ["Vega"]),
            ("Okafor_Intake.tar.gz", ["Okafor"]),
        ]
    ]
    assert got == [
        "[PERSON]/Okafor_Intake.txt",
        "[PERSON]_2/notes.txt",
        "[PERSON]/notes.txt",
        "[PERSON]_Intake.tar.gz",
        "[PERSON]_Intake_2.tar.gz",
    ]


def test_a_path_and_a_folder_keep_their_output() -> None:
    """Asked twice, or for another file in the folder, the answer is the same."""
    names = NameAllocator(case_sensitive=True)
    first = names.allocate("Vega/a.txt", person("Vega/a.txt", "Vega"))
    assert names.allocate("Vega/a.txt", person("Vega/a.txt", "Vega")) == first
    assert names.allocate("Vega/b.txt", []) == "[PERSON]/b.txt"


def test_a_number_never_meets_a_real_name() -> None:
    """Whichever of the two comes first."""
    names = NameAllocator(case_sensitive=True)
    assert names.allocate("[PERSON]_2.txt", []) == "[PERSON]_2.txt"
    assert names.allocate("Vega.txt", person("Vega.txt", "Vega")) == "[PERSON].txt"
    assert names.allocate("Okafor.txt", person("Okafor.txt", "Okafor")) == "[PERSON]_3.txt"
    assert names.allocate("[PERSON]_3.txt", []) == "[PERSON]_3_2.txt"


@pytest.mark.parametrize(
    ("first", "second", "sensitive", "output"),
    [
        ("case.txt", "Case.txt", True, "Case.txt"),
        ("case.txt", "Case.txt", False, "Case_2.txt"),
        ("case.xyz", "Case.xyz", False, "Case_2.xyz"),
        (".env", ".ENV", False, ".ENV_2"),
        ("straße.txt", "STRASSE.txt", False, "STRASSE_2.txt"),
        ("a/x.txt", "A/x.txt", False, "A_2/x.txt"),
        ("a/b.txt", "a\\b.txt", True, "a\\b.txt"),
        ("a", "a", True, "a"),
    ],
)
def test_names_are_apart_where_the_file_system_does_not_tell_them_apart(
    first: str, second: str, sensitive: bool, output: str
) -> None:
    """Case counts only on a file system that tells it."""
    names = NameAllocator(case_sensitive=sensitive)
    assert names.allocate(first, []) == first
    assert names.allocate(second, []) == output


def test_names_of_one_normal_form_are_one_name() -> None:
    """Composed and decomposed letters are the same name on macOS."""
    names = NameAllocator(case_sensitive=True)
    name = "déjà.txt"
    names.allocate(unicodedata.normalize("NFC", name), [])
    other = names.allocate(unicodedata.normalize("NFD", name), [])
    assert unicodedata.normalize("NFC", other) == "déjà_2.txt"


def test_a_flagged_finding_stays_in_the_name() -> None:
    """The output is named as the path is shown."""
    names = NameAllocator(case_sensitive=True)
    flagged = [f.with_action("flag") for f in person("Vega.txt", "Vega")]
    assert names.allocate("Vega.txt", flagged) == "Vega.txt"


def test_its_repr_shows_no_name() -> None:
    """It holds clear paths."""
    names = NameAllocator(case_sensitive=True)
    names.allocate("Vega.txt", [])
    assert "Vega" not in repr(names) + repr(vars(names).keys())


def test_the_probe_tells_what_the_file_system_does_and_leaves_nothing(tmp_path: Path) -> None:
    """It is asked by a file of its own; a folder that is not there counts as one that does not."""
    told = case_sensitive(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a").touch()
    assert told is not (tmp_path / "A").exists()
    assert case_sensitive(tmp_path / "missing") is False
