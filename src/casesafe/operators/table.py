"""Every operator, in one literal table. An operator's module, and Presidio, load on first use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from casesafe.core.finding import Action
from casesafe.errors import OperatorError

if TYPE_CHECKING:
    from casesafe.operators.base import CasesafeOperator

#: action -> module within this package, class; `keep`, `flag` and `block` write nothing.
OPERATORS: Mapping[Action, tuple[str, str]] = MappingProxyType(
    {
        Action.REDACT: ("redact", "RedactOperator"),
        Action.LABEL: ("label", "LabelOperator"),
        Action.MASK: ("mask", "MaskOperator"),
        Action.GENERALIZE: ("generalize", "GeneralizeOperator"),
    }
)


@cache
def get_operator(action: Action) -> CasesafeOperator:
    """Return the operator of an action; it holds no state, so one instance serves all.

    Raises:
        OperatorError: if the action writes nothing (`keep`, `flag`, `block`).
    """
    entry = OPERATORS.get(action)
    if entry is None:
        raise OperatorError(f"the action {action.value} has no operator")
    module, name = entry
    operator: CasesafeOperator = getattr(import_module(f"casesafe.operators.{module}"), name)()
    return operator
