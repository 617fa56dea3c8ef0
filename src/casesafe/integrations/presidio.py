"""The guard within a Presidio program: one recognizer that wraps `Guard.find`, and our operators.

A Presidio program gets the findings of the guard, repeats and roles included. Presidio's own
recognizers may stand beside it; its own operators too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig

from casesafe.core.finding import Action
from casesafe.guard import Guard
from casesafe.operators.table import OPERATORS, get_operator


class GuardRecognizer(EntityRecognizer):
    """Reports the findings of a guard as Presidio results.

    Args:
        guard: What finds them.
    """

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        super().__init__(
            supported_entities=list(guard.policy.entity_types),
            name="casesafe",
            supported_language="en",
        )

    def load(self) -> None:
        """Do nothing; the guard is loaded."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return one result a finding, in order, for the entity types asked for.

        `recognition_metadata` holds `action`, `rule`, `role` and `person` of each.

        Raises:
            NoteError: as `Guard.find`.
        """
        return [
            RecognizerResult(
                entity_type=f.entity_type,
                start=f.start,
                end=f.end,
                score=f.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: f.recognizer,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    "action": f.action.value,
                    "rule": f.rule,
                    "role": f.role,
                    "person": f.person,
                },
            )
            for f in self.guard.find(text)
            if not entities or f.entity_type in entities
        ]


class _BlankEngine(SpacyNlpEngine):
    """Presidio's spaCy engine on a pipeline that is there: it never downloads one."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}

    def load(self) -> None:
        """Do nothing; the pipeline is there."""


def analyzer_engine(guard: Guard) -> AnalyzerEngine:
    """Return an AnalyzerEngine whose one recognizer is the guard."""
    registry = RecognizerRegistry(recognizers=[GuardRecognizer(guard)], supported_languages=["en"])
    return AnalyzerEngine(registry=registry, nlp_engine=_BlankEngine(), supported_languages=["en"])


def anonymizer_engine() -> AnonymizerEngine:
    """Return an AnonymizerEngine that knows our operators as `casesafe_redact` and so on."""
    engine = AnonymizerEngine()
    for action in OPERATORS:
        engine.add_anonymizer(type(get_operator(action)))
    return engine


def operator_configs(guard: Guard) -> dict[str, OperatorConfig]:
    """Return the guard's policy as Presidio operator configs, by entity type.

    Labels are by type here, `[PERSON]`: Presidio hands an operator neither offsets nor person.
    """
    configs: dict[str, Any] = {}
    for name in guard.policy.entity_types:
        rule = guard.policy.rule_for(name)
        if rule.action in OPERATORS:
            params = dict(rule.params)
            if rule.action is Action.GENERALIZE:
                params["reference_year"] = guard.reference_date.year
            configs[name] = OperatorConfig(f"casesafe_{rule.action.value}", params)
        else:
            configs[name] = OperatorConfig("keep")
    return configs
