"""The inline allow comment: what it covers, what it never covers, and when it does not hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.core.finding import Finding
from casesafe.documents.table import TableDocument
from casesafe.scan.allow import REACH, Allowed, allowed
from casesafe.scan.results import Place

NAMES = {"Odalys Ferreira": "PERSON", "Hope": "PERSON", "3/14/2021": "DATE", "Bay Gas": "BAY_ID"}


def found_in(text: str) -> tuple[Finding, ...]:
    found = [
        Finding.manual(at, at + len(name), kind)
        for name, kind in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return tuple(sorted(found, key=lambda f: f.start))


def placer(text: str) -> Callable[[int], tuple[int, int]]:
    def place(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1

    return place


def judged(text: str) -> Allowed:
    return allowed(text, found_in(text), placer(text))


def excused(text: str) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], reason) for f, reason in judged(text).excused]


WHY = "a fictional example"


@pytest.mark.parametrize(
    "line",
    [
        "Hope came. # casesafe: allow: a fictional example",
        "Hope came. // casesafe: allow: a fictional example",
        "Hope came. /* casesafe: allow: a fictional example */",
        "Hope came. <!-- casesafe: allow: a fictional example -->",
        "<!-- casesafe: allow: a fictional example --> Hope came.",
        "Hope came. {# casesafe: allow: a fictional example #}",
        "Hope came. -- casesafe: allow - a fictional example",
        "Hope came. % casesafe:allow PERSON \u2013 a  fictional\texample",
        "Hope came. (Casesafe: Allow person: a fictional example)",
        "Hope came. # casesafe: allow DATE, PERSON -- a fictional example",
        '{"note": "Hope came.", "why": "casesafe: allow: a fictional example"}',
        "Hope came.,413,casesafe: allow: a fictional example\r",
    ],
)
def test_one_grammar_in_any_comment(line: str) -> None:
    """The marks round the comment are no part of the reason."""
    text = f"Nothing here.\n{line}\nNothing here."
    assert excused(text) == [("Hope", WHY)]
    assert judged(text).problems == ()
    assert judged(text).counting == ()


def test_only_its_own_line_is_covered() -> None:
    """The lines above and below count."""
    text = "Hope\nHope # casesafe: allow: a fictional example\nHope"
    assert [f.start for f in judged(text).counting] == [0, len(text) - 4]
    assert excused(text) == [("Hope", WHY)]


def test_only_the_types_it_names_are_covered() -> None:
    """A new identifier of another type on an allowed line is still found."""
    text = "Hope, 3/14/2021 # casesafe: allow PERSON: a fictional example"
    assert [f.entity_type for f in judged(text).counting] == ["DATE"]
    assert excused(text) == [("Hope", WHY)]


def test_a_finding_that_crosses_lines_is_not_covered() -> None:
    """Neither by a comment on its first line nor by one on its last."""
    text = "x Odalys\nFerreira # casesafe: allow: a fictional example"
    crossing = (Finding.manual(2, 17, "PERSON"),)
    assert text[2:17] == "Odalys\nFerreira"
    assert allowed(text, crossing, placer(text)).counting == crossing


def test_a_name_in_the_reason_counts_and_is_not_told() -> None:
    """A comment is no hiding place, and the report shows the reason without it."""
    text = "Hope came. # casesafe: allow: told by Odalys Ferreira (the author)\n"
    result = judged(text)
    assert [text[f.start : f.end] for f in result.counting] == ["Odalys Ferreira"]
    assert excused(text) == [("Hope", "told by [PERSON] (the author")]
    assert "Odalys" not in repr(result)


def test_a_name_at_the_end_of_the_reason_is_replaced_whole() -> None:
    """The placeholder keeps its bracket."""
    text = "3/14/2021 <!-- casesafe: allow DATE: born before Hope -->"
    assert excused(text) == [("3/14/2021", "born before [PERSON]")]


@pytest.mark.parametrize(
    ("comment", "why"),
    [
        ("casesafe: allow", "no colon"),
        ("casesafe: allow PERSON", "no colon"),
        ("casesafe: allow --> a fictional example", "no colon"),
        ("casesafe: allow[PERSON] a fictional example", "no colon"),
        ("casesafe: allow a fictional example", "no colon"),
        ("casesafe: allow:", "fewer than two words"),
        ("casesafe: allow PERSON: ok", "fewer than two words"),
        ("casesafe: allow: 12 34 -- --", "fewer than two words"),
        ("casesafe: allow: Odalys Ferreira", "fewer than two words"),
        ("casesafe: allow PERSONS: a fictional example", "no entity type"),
        ("casesafe: allow PERSON DATE: a fictional example", "no entity type"),
        ("casesafe: allow PERSON,: a fictional example", "no entity type"),
        ("casesafe: allow BAY_ID: a fictional example", "no entity type"),
        ("casesafe: allow this is fine: it is fiction", "no entity type"),
        ("casesafe: allow: " + "very " * 40 + "long", "longer than"),
        (" " * REACH + "casesafe: allow: a fictional example", "beyond the first"),
    ],
)
def test_a_comment_that_does_not_hold_is_told(comment: str, why: str) -> None:
    """It excuses nothing; line and what to do are told, none of its words."""
    text = f"Nothing.\nHope came. <!-- {comment} -->"
    result = judged(text)
    assert result.excused == ()
    assert result.counting == found_in(text)
    (problem,) = result.problems
    assert problem.line == 2
    assert why in problem.why
    assert "Odalys" not in problem.why


def test_a_policys_own_type_can_be_named() -> None:
    """The types are those of the policy in use."""
    text = "Bay Gas # casesafe: allow BAY_ID: a fictional example"
    result = allowed(text, found_in(text), placer(text), ("PERSON", "BAY_ID"))
    assert len(result.excused) == 1
    assert result.problems == ()


def test_on_a_long_line_only_its_first_part_is_covered() -> None:
    """A note on a single line is not hidden by one comment at its head."""
    text = "<!-- casesafe: allow: a fictional example --> Hope" + " and so on" * 60 + " Hope"
    result = judged(text)
    assert [f.start for f in result.counting] == [len(text) - 4]
    assert len(result.excused) == 1


def test_two_comments_on_one_line_each_speak_for_their_types() -> None:
    """The first ends where the second begins."""
    text = "Hope 3/14/2021 # casesafe: allow PERSON: from fiction casesafe: allow DATE: of the book"
    assert excused(text) == [("Hope", "from fiction"), ("3/14/2021", "of the book")]


@pytest.mark.parametrize(
    "line",
    [
        "Hope came. casesafe: ignore this line",
        "Hope came. not-casesafe: allow: a fictional example",
        "Hope came. casesafe: allowance: a fictional example",
        "Hope came. casesafe allow: a fictional example",
    ],
)
def test_what_is_no_comment_is_passed_over(line: str) -> None:
    """It excuses nothing and is no problem either."""
    assert judged(line) == (found_in(line), (), ())


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ('name,why\nHope,"of age, casesafe: allow: a fictional example"\nHope,none\n', [2]),
        ("Hope,# casesafe: allow: a fictional example,1\nHope,none,2\n", [1]),
        ("name,# casesafe: allow: a fictional example\nHope,one\nHope,two\n", []),
        ("name,casesafe\nHope,allow: a fictional example\n", []),
    ],
    ids=["cell", "no header", "header", "header and cell"],
)
def test_the_line_is_that_of_the_file(table: str, lines: list[int]) -> None:
    """A comment in a cell covers its row; in a header, which is read with every cell, none."""
    document = TableDocument(table.encode())
    result = allowed(document.text, found_in(document.text), document.place)
    assert [document.place(f.start)[0] for f, _ in result.excused] == lines
    assert len(result.counting) == table.count("Hope") - len(lines)
    assert result.problems == ()


def test_an_excused_finding_fits_the_results() -> None:
    """It holds no text, and its place can be told."""
    text = "Hope # casesafe: allow: a fictional example"
    ((finding, _),) = judged(text).excused
    assert Place(finding, *placer(text)(finding.start)).line == 1


@given(st.text(alphabet=" \n#:,-ab>PERSON casesafe:allow", max_size=80))
def test_every_finding_is_told_once(filler: str) -> None:
    """Counting and excused together are the findings, in order, whatever the comment looks like."""
    text = f"Hope {filler} casesafe: allow {filler} Hope\nHope"
    found = found_in(text)
    result = judged(text)
    both = [*result.counting, *(f for f, _ in result.excused)]
    assert sorted(both, key=lambda f: f.start) == list(found)
    assert found[-1] in result.counting
