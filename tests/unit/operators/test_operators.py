"""The operators, alone and in Presidio's AnonymizerEngine."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.finding import Action
from casesafe.errors import OperatorError, OperatorParameterError
from casesafe.operators.parameters import PARAMETERS
from casesafe.operators.table import OPERATORS, get_operator


def write(action: Action, text: str, **params: Any) -> str:
    return get_operator(action).operate(text, params)


def generalize(text: str, entity_type: str, **params: Any) -> str:
    given_params = {"entity_type": entity_type, "reference_year": 2026, **params}
    return write(Action.GENERALIZE, text, **given_params)


def test_every_changing_action_has_an_operator() -> None:
    """The table names an operator for each action that rewrites, with its parameters' model."""
    assert set(OPERATORS) == {a for a in Action if a.changes}
    assert set(PARAMETERS) == set(Action)
    for action in OPERATORS:
        operator = get_operator(action)
        assert operator.operator_name() == f"casesafe_{action.value}"
        assert operator.operator_type().name == "Anonymize"


def test_leaving_action_has_no_operator() -> None:
    """`keep`, `flag` and `block` write nothing."""
    with pytest.raises(OperatorError, match="keep"):
        get_operator(Action.KEEP)


def test_table_and_parameters_load_without_presidio() -> None:
    """Only an operator's own module loads Presidio."""
    code = (
        "import sys, casesafe.operators.table, casesafe.operators.parameters; "
        "sys.exit('presidio_anonymizer' in sys.modules or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_redact_writes_the_type() -> None:
    """`redact` writes the type in brackets."""
    assert write(Action.REDACT, "Odette", entity_type="PERSON") == "[PERSON]"
    assert write(Action.REDACT, "Odette") == "[REDACTED]"


def test_label_writes_what_was_assigned() -> None:
    """`label` writes the label, or the type where none was assigned."""
    assert write(Action.LABEL, "Odette", entity_type="PERSON", label="[CLIENT 2]") == "[CLIENT 2]"
    assert write(Action.LABEL, "Odette", entity_type="PERSON") == "[PERSON]"


@pytest.mark.parametrize(
    ("text", "params", "expected"),
    [
        ("742-22-8093", {}, "***-**-****"),
        ("(413) 555-0142 x20", {}, "(***) ***-**** ***"),
        ("J.D.", {}, "*.*."),
        ("742-22-8093", {"keep_last": 4}, "***-**-8093"),
        ("8093", {"keep_last": 4}, "****"),
        ("80934471", {"keep_last": 4}, "****4471"),
        ("ab12", {"char": "X"}, "XXXX"),
        ("Zoe\u0308", {}, "***"),
        ("Zoë\u200b", {}, "***"),
        ("a\nb", {}, "*\n*"),
        ("@", {}, "[USERNAME]"),
    ],
)
def test_mask_keeps_the_shape(text: str, params: dict[str, Any], expected: str) -> None:
    """Letters and digits go, separators stay."""
    assert write(Action.MASK, text, entity_type="USERNAME", **params) == expected


@given(st.text(min_size=1), st.integers(0, 4))
def test_mask_hides_at_least_half(text: str, keep_last: int) -> None:
    """No more letters and digits stay than `keep_last`, and never more than half of them."""
    total = sum(c.isalnum() for c in text)
    if not total:
        return
    written = write(Action.MASK, text, entity_type="PERSON", keep_last=keep_last)
    left = sum(c.isalnum() for c in written)
    assert left <= min(keep_last, total // 2)
    assert not any(unicodedata.combining(c) for c in written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-14", "2024"),
        ("March 14, 2024", "2024"),
        ("March 2024", "2024"),
        ("summer 2019", "2019"),
        ("04MAR24", "2024"),
        ("3/14/88", "1988"),
        ("5.27.25", "2025"),
        ("March '05", "2005"),
        ("20240314", "2024"),
        ("nineteen eighty-five", "1985"),
        ("12/31/31", "2031"),
        ("3/14", "[DATE]"),
        ("the 14th", "[DATE]"),
        ("Christmas Eve", "[DATE]"),
        ("March", "[DATE]"),
    ],
)
def test_date_becomes_its_year(text: str, expected: str) -> None:
    """A date gives its four-digit year, or a placeholder where it has none."""
    assert generalize(text, "DATE") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/14/88", "1988"),
        ("3/14/1931", "1936 or earlier"),
        ("3/14/31", "1936 or earlier"),
        ("3/14/1936", "1936 or earlier"),
        ("3/14/1937", "1937"),
        ("March 14", "[DATE]"),
    ],
)
def test_birth_date_gives_no_age_over_89_away(text: str, expected: str) -> None:
    """A birth year ninety or more years back is pooled; it is never in the future."""
    assert generalize(text, "DATE", birth=True) == expected


def test_without_reference_year_nothing_is_guessed() -> None:
    """Two-digit years and birth years need a reference year."""
    assert write(Action.GENERALIZE, "3/14/88", entity_type="DATE") == "[DATE]"
    assert write(Action.GENERALIZE, "3/14/1988", entity_type="DATE") == "1988"
    assert write(Action.GENERALIZE, "3/14/1931", entity_type="DATE", birth=True) == "[DATE]"
    assert write(Action.GENERALIZE, "1931", entity_type="AGE_OVER_89") == "[AGE_OVER_89]"


@pytest.mark.parametrize(
    ("entity_type", "text", "expected"),
    [
        ("AGE_OVER_89", "93", "90 or older"),
        ("AGE_OVER_89", "93-year-old", "90-or-older"),
        ("AGE_OVER_89", "101", "90 or older"),
        ("AGE_OVER_89", "93 1/2", "90 or older"),
        ("AGE_OVER_89", "1931", "1936 or earlier"),
        ("AGE_OVER_89", "'31", "1936 or earlier"),
        ("AGE_OVER_89", "03/14/1931", "1936 or earlier"),
        ("AGE_OVER_89", "March 3, 1931", "1936 or earlier"),
        ("AGE_OVER_89", "1936 or earlier", "1936 or earlier"),
        ("AGE_OVER_89", "class of '49", "[AGE_OVER_89]"),
        ("AGE_OVER_89", "ninety-fifth", "[AGE_OVER_89]"),
        ("AGE", "34-year-old", "30-39-year-old"),
        ("AGE", "teens", "[AGE]"),
        ("ZIP_CODE", "19311-0021", "193"),
        ("ZIP_CODE", "82190", "000"),
        ("ZIP_CODE", "K1A 0B1", "[ZIP_CODE]"),
        ("STATE", "Mass.", "a state in the Northeast"),
        ("STATE", "Ontario", "[STATE]"),
        ("PHONE_NUMBER", "413-555-0142", "[PHONE_NUMBER]"),
        ("PERSON", "Odette", "[PERSON]"),
    ],
)
def test_generalize_by_type(entity_type: str, text: str, expected: str) -> None:
    """Each type has its coarser value; any other gives its placeholder."""
    assert generalize(text, entity_type) == expected


@pytest.mark.parametrize(
    ("sentence", "surface", "entity_type", "expected"),
    [
        (
            "A 93-year-old widower came.",
            "93-year-old",
            "AGE_OVER_89",
            "A 90-or-older widower came.",
        ),
        ("She is 51 years old.", "51 years old", "AGE", "She is 50-59 years old."),
        (
            "Moved from Ohio in spring.",
            "Ohio",
            "STATE",
            "Moved from a state in the Midwest in spring.",
        ),
        ("Seen on 3/14/2024.", "3/14/2024", "DATE", "Seen on 2024."),
    ],
)
def test_output_reads_in_its_sentence(
    sentence: str, surface: str, entity_type: str, expected: str
) -> None:
    """What an operator wrote reads where the surface stood."""
    assert sentence.replace(surface, generalize(surface, entity_type)) == expected


def test_generalize_takes_the_table_of_the_rule() -> None:
    """The vintage of the ZIP3 table is a parameter."""
    assert generalize("06320", "ZIP_CODE") == "000"
    assert generalize("06320", "ZIP_CODE", table="2020") == "063"


@given(st.text(), st.sampled_from(sorted(ENTITY_TYPES)), st.booleans())
def test_generalize_never_fails(text: str, entity_type: str, birth: bool) -> None:
    """Any text of any type gives something, and the same each time."""
    written = generalize(text, entity_type, birth=birth)
    assert written
    assert generalize(text, entity_type, birth=birth) == written


@pytest.mark.parametrize(
    ("action", "entity_type", "params", "meets"),
    [
        (Action.REDACT, "PERSON", {}, True),
        (Action.LABEL, "PERSON", {}, True),
        (Action.MASK, "US_SSN", {}, True),
        (Action.MASK, "US_SSN", {"keep_last": 4}, False),
        (Action.MASK, "AGE", {"keep_last": 1}, True),
        (Action.GENERALIZE, "DATE", {}, True),
        (Action.GENERALIZE, "ZIP_CODE", {}, True),
        (Action.GENERALIZE, "ZIP_CODE", {"table": "2020"}, True),
        (Action.GENERALIZE, "ZIP_CODE", {"table": "2000"}, False),
        (Action.GENERALIZE, "ZIP_CODE", {"table": "2010"}, False),
    ],
)
def test_operator_says_whether_it_meets_safe_harbor(
    action: Action, entity_type: str, params: dict[str, Any], meets: bool
) -> None:
    """Each operator answers for its own output."""
    assert get_operator(action).meets_safe_harbor(entity_type, params) is meets


@pytest.mark.parametrize(
    ("action", "params", "name"),
    [
        (Action.MASK, {"char": "ab"}, "char"),
        (Action.MASK, {"char": "7"}, "char"),
        (Action.MASK, {"char": " "}, "char"),
        (Action.MASK, {"keep_last": 9}, "keep_last"),
        (Action.MASK, {"keep_last": "Marisol"}, "keep_last"),
        (Action.GENERALIZE, {"table": "Marisol"}, "table"),
        (Action.REDACT, {"colour": "Marisol"}, "colour"),
        (Action.LABEL, {"label": 3}, "label"),
        (Action.GENERALIZE, {"reference_year": "Marisol"}, "reference_year"),
    ],
)
def test_wrong_parameter_is_named_without_its_value(
    action: Action, params: dict[str, Any], name: str
) -> None:
    """A parameter error names the parameter and leads to no value."""
    with pytest.raises(OperatorParameterError, match=name) as caught:
        get_operator(action).validate({"entity_type": "PERSON", **params})
    assert "Marisol" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_operators_work_in_presidio() -> None:
    """`add_anonymizer` takes the operators, and the engine writes what they write."""
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    for action in OPERATORS:
        engine.add_anonymizer(type(get_operator(action)))
    text = "Odette, 34, SSN 742-22-8093, called from Ohio."
    spans = {"PERSON": "Odette", "AGE": "34", "US_SSN": "742-22-8093", "STATE": "Ohio"}
    results = [
        RecognizerResult(name, text.index(s), text.index(s) + len(s), 1.0)
        for name, s in spans.items()
    ]
    operators = {
        "PERSON": OperatorConfig("casesafe_label", {"label": "[CLIENT]"}),
        "US_SSN": OperatorConfig("casesafe_mask", {"keep_last": 0}),
        "DEFAULT": OperatorConfig("casesafe_generalize", {"reference_year": 2026}),
    }
    written = engine.anonymize(text=text, analyzer_results=results, operators=operators).text
    assert written == "[CLIENT], 30-39, SSN ***-**-****, called from a state in the Midwest."
