"""The base of casesafe's operators: a Presidio Operator with checked parameters."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from presidio_anonymizer.operators import Operator, OperatorType
from pydantic import ValidationError

from casesafe.core.finding import Action
from casesafe.errors import OperatorParameterError
from casesafe.operators.parameters import PARAMETERS, Parameters

#: What the rewriter (or Presidio) adds for one finding, beside the parameters of the rule.
ASSIGNED: Mapping[str, type] = {
    "entity_type": str, "label": str, "reference_year": int, "birth": bool,
}  # fmt: skip


class CasesafeOperator(Operator):
    """Writes what stands in place of one finding.

    `operate` is pure: the same text and parameters give the same output. The parameters are those
    of the rule, and what is assigned for one finding: `entity_type` (upper snake case), `label`
    (with its brackets), `reference_year` (the year the note is read in) and `birth` (whether a
    date is a date of birth). A subclass sets `ACTION`.
    """

    ACTION: ClassVar[Action]

    @abstractmethod
    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return what stands in place of `text`."""

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Check the parameters.

        Raises:
            OperatorParameterError: names the parameter, never its value.
        """
        self.parameters(params)

    @classmethod
    def parameters(cls, params: Mapping[str, Any] | None = None) -> Parameters:
        """Return the checked parameters of the rule, those assigned for a finding left out.

        Raises:
            OperatorParameterError: names the parameter, never its value.
        """
        own = {}
        for name, value in (params or {}).items():
            expected = ASSIGNED.get(name)
            if expected is None:
                own[name] = value
            elif type(value) is not expected and value is not None:
                raise OperatorParameterError(f"{name} is not of the type {expected.__name__}")
        try:
            return PARAMETERS[cls.ACTION].model_validate(own)
        except ValidationError as error:
            wrong = sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]})
        known = ", ".join(PARAMETERS[cls.ACTION].model_fields) or "none"
        raise OperatorParameterError(
            f"{cls.ACTION.value}: wrong parameter: {', '.join(wrong)}; it knows: {known}"
        )

    @classmethod
    def meets_safe_harbor(cls, entity_type: str, params: Mapping[str, Any] | None = None) -> bool:
        """Return whether the output holds nothing that Safe Harbor wants gone for this type.

        Raises:
            OperatorParameterError: on parameters that are not valid.
        """
        return cls.parameters(params).meets_safe_harbor(entity_type)

    def operator_name(self) -> str:
        """Return the name in a Presidio program: `casesafe_` and the action."""
        return f"casesafe_{self.ACTION.value}"

    def operator_type(self) -> OperatorType:
        """Return that this operator anonymizes."""
        return OperatorType.Anonymize


def placeholder(params: Mapping[str, Any] | None) -> str:
    """Return `[ENTITY_TYPE]`, or `[REDACTED]` where no entity type was assigned."""
    return f"[{(params or {}).get('entity_type') or 'REDACTED'}]"
