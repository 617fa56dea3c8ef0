"""`redact`: the name of the entity type in brackets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from casesafe.core.finding import Action
from casesafe.operators.base import CasesafeOperator, placeholder


class RedactOperator(CasesafeOperator):
    """Writes `[PERSON]`, `[DATE]`, `[PHONE_NUMBER]`.

    Source: 45 CFR 164.514(b)(2)(i): the identifier is removed. Presidio's own `redact` deletes the
    text, which joins the words around it; hence the name `casesafe_redact`.
    """

    ACTION: ClassVar[Action] = Action.REDACT

    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return `[ENTITY_TYPE]`."""
        return placeholder(params)
