"""The guard within spaCy and Presidio programs gives what `Guard.find` gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from presidio_analyzer import RecognizerRegistry

import casesafe
from casesafe.integrations.presidio import analyzer_engine, anonymizer_engine, operator_configs
from casesafe.recognizers.registry import built_in

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
TEXT = (
    "My client Marisol Vega (DOB 3/14/1988) called from 413-555-0142. Marisol's mother Ana is 91. "
    "MRN#A12-998,DOB:3/14/88 glued. Vega left."
)


def test_the_spacy_component_gives_the_findings_of_the_guard(
    safe_harbor: casesafe.Guard,
) -> None:
    """`doc._.casesafe` is exact; `doc.spans` covers it by whole tokens."""
    nlp = spacy.blank("en")
    nlp.add_pipe(
        "casesafe",
        config={"policy": "hipaa-safe-harbor", "model": None, "reference_date": "2026-06-01"},
    )
    doc = nlp(TEXT)
    assert doc._.casesafe == safe_harbor.find(TEXT)
    spans = doc.spans["casesafe"]
    assert len(spans) == len(doc._.casesafe)
    for span, finding in zip(spans, doc._.casesafe, strict=True):
        assert span.start_char <= finding.start
        assert finding.end <= span.end_char
        assert span.label_ == finding.entity_type


def test_presidio_gives_the_findings_of_the_guard(safe_harbor: casesafe.Guard) -> None:
    """An AnalyzerEngine with the guard reports the same spans, types, repeats and roles."""
    results = analyzer_engine(safe_harbor).analyze(TEXT, language="en")
    found = safe_harbor.find(TEXT)
    got = sorted((r.start, r.end, r.entity_type, r.recognition_metadata["role"]) for r in results)
    assert got == [(f.start, f.end, f.entity_type, f.role) for f in found]


def test_our_operators_work_in_presidios_anonymizer(safe_harbor: casesafe.Guard) -> None:
    """`casesafe_*` operators write labels, years and types, without mending the caller's dict."""
    results = analyzer_engine(safe_harbor).analyze(TEXT, language="en")
    configs = operator_configs(safe_harbor)
    text = anonymizer_engine().anonymize(TEXT, results, configs).text
    assert "Marisol" not in text
    assert "413-555" not in text
    assert "(DOB 1988)" in text
    assert "[PERSON]'s mother [PERSON] is 90 or older." in text


def test_our_recognizers_do_not_shadow_presidios() -> None:
    """Presidio finds its recognizers by class name; ours have names of their own."""
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    assert not any(type(r).__module__.startswith("casesafe") for r in registry.recognizers)
    stock = {type(r).__name__ for r in registry.recognizers}
    assert not stock & {type(r).__name__ for r in built_in()}


def test_our_recognizers_work_in_a_plain_presidio_program() -> None:
    """A recognizer of ours can be used alone, on the text as it is."""
    registry = RecognizerRegistry(recognizers=list(built_in()), supported_languages=["en"])
    engine = analyzer_engine(casesafe.load(model=None))
    engine.registry = registry
    results = engine.analyze(TEXT, language="en", entities=["PHONE_NUMBER"])
    assert [TEXT[r.start : r.end] for r in results] == ["413-555-0142"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.stem)
def test_example_runs(example: Path) -> None:
    """Each example runs and prints a redacted text or findings, and no name after redaction."""
    done = subprocess.run(
        [sys.executable, str(example)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr
