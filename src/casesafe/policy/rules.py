"""One rule of a policy: an action, its parameters, and what differs by role."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, NoReturn, TypeVar, Union

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from casesafe.core.finding import Action
from casesafe.core.roles import CLIENT, CLINICIAN, OTHER, RELATIVE_ROLES, UNKNOWN
from casesafe.operators.parameters import (
    GeneralizeParameters,
    LeavingParameters,
    MaskParameters,
    Parameters,
)

#: Roles that a rule may treat otherwise; `relative` stands for every relative kind not listed.
RULE_ROLES: tuple[str, ...] = (CLIENT, *RELATIVE_ROLES, CLINICIAN, OTHER)
K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that cannot be changed once it is made; it pickles and compares as a dict."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a policy cannot be changed; make another one")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenDict, (dict(self),))


def problem(message: str, *path: str | int) -> PydanticCustomError:
    """Return an error of ours at `path` below the model that raises it.

    Args:
        message: Without values and without braces, which pydantic would fill in.
        path: Keys and indices.
    """
    return PydanticCustomError("casesafe", message, {"path": path})


def _short_form(value: Any) -> Any:
    """`redact` -> `{action: redact}`, with the action as a value of ours where there is one."""
    if isinstance(value, str):
        value = {"action": value}
    if isinstance(value, Mapping) and isinstance(value.get("action"), str):
        named = [a for a in Action if a.value == value["action"]]
        return {**value, "action": named[0]} if named else value
    return value


class Rule(Parameters):
    """What happens to a type.

    Args:
        action: What is done.
        roles: For PERSON: role -> the rule for people in that role, where it differs.
    """

    action: Action
    roles: Annotated[
        dict[str, AnyRule],
        AfterValidator(FrozenDict),
        PlainSerializer(dict),
    ] = Field(default_factory=FrozenDict)

    @cached_property
    def params(self) -> Mapping[str, Any]:
        """The operator's parameters, checked, defaults included; empty where it has none."""
        own = [name for name in type(self).model_fields if name not in Rule.model_fields]
        return FrozenDict({name: getattr(self, name) for name in own})

    def for_role(self, role: str | None) -> Rule:
        """Return the rule for people in a role.

        An unknown role (or None) takes the client's; a relative kind that is not listed takes
        that of `relative`.
        """
        if not self.roles:
            return self
        if role in (None, UNKNOWN):
            role = CLIENT
        if role in RELATIVE_ROLES and role not in self.roles:
            role = "relative"
        return self.roles.get(role or CLIENT, self)


class LeavingRule(Rule, LeavingParameters):
    """`keep` leaves the text and reports nothing; `flag` leaves it and reports it."""

    action: Literal[Action.KEEP, Action.FLAG]


class PlainRule(Rule, Parameters):
    """`redact` writes `[PERSON]`, `label` writes `[CLIENT]`, `block` refuses the whole note."""

    action: Literal[Action.REDACT, Action.LABEL, Action.BLOCK]


class MaskRule(Rule, MaskParameters):
    """`mask` writes `***-**-****`."""

    action: Literal[Action.MASK]


class GeneralizeRule(Rule, GeneralizeParameters):
    """`generalize` writes a coarser value: a year, a ZIP3, an age band, a region."""

    action: Literal[Action.GENERALIZE]


_Members = Union[LeavingRule, PlainRule, MaskRule, GeneralizeRule]  # noqa: UP007  (at run time)
AnyRule = Annotated[_Members, Field(discriminator="action"), BeforeValidator(_short_form)]
#: Action -> the model of a rule with that action.
RULE_MODELS: Mapping[Action, type[Rule]] = {
    **dict.fromkeys((Action.KEEP, Action.FLAG), LeavingRule),
    **dict.fromkeys((Action.REDACT, Action.LABEL, Action.BLOCK), PlainRule),
    Action.MASK: MaskRule,
    Action.GENERALIZE: GeneralizeRule,
}
for _model in (Rule, LeavingRule, PlainRule, MaskRule, GeneralizeRule):
    _model.model_rebuild()
