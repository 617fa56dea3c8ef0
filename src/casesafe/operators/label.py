"""`label`: who the person is in the note, in brackets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from casesafe.core.finding import Action
from casesafe.operators.base import CasesafeOperator, placeholder


class LabelOperator(CasesafeOperator):
    """Writes the label that was assigned: `[CLIENT]`, `[MOTHER]`, `[CLINICIAN 2]`.

    The label is given in `params["label"]`, since only a reader of the whole note can number
    people. Without one it writes `[PERSON]`, the entity type.

    Source: 45 CFR 164.514(c): a label is not derived from the person, so it may stay.
    """

    ACTION: ClassVar[Action] = Action.LABEL

    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return the assigned label, or `[ENTITY_TYPE]`."""
        label: str | None = (params or {}).get("label")
        return label or placeholder(params)
