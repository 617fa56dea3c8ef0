"""pydantic's errors -> errors with file, line and key, and without any value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from casesafe.core.finding import Action
from casesafe.errors import PolicyError, PolicyValidationError, UnknownNameError
from casesafe.policy.rules import RULE_MODELS
from casesafe.policy.schema import CustomPattern, DenyEntry, ModelSettings, Policy
from casesafe.policy.tree import Location, Tree, dotted

_ACTIONS = "the actions are " + ", ".join(a.value for a in Action)
_QUOTES = "a number, date, yes or no needs quotes"
#: pydantic's error types -> what is said; anything else is "not a valid value".
_MESSAGES: Mapping[str, str] = {
    "string_type": f"expected text; {_QUOTES}",
    "bool_type": "expected true or false",
    "int_type": "expected a whole number",
    "float_type": "expected a number",
    "dict_type": "expected a mapping",
    "mapping_type": "expected a mapping",
    "model_type": "expected a mapping",
    "model_attributes_type": "expected an action, or a mapping with one; " + _ACTIONS,
    "list_type": "expected a list",
    "tuple_type": "expected a list",
    "string_too_short": "it is empty",
    "string_too_long": "expected one character",
    "union_tag_invalid": "not an action; " + _ACTIONS,
    "union_tag_not_found": "action is missing; " + _ACTIONS,
}
#: The models of the parts that are not rules, by the first key of their place.
_PARTS: Mapping[str, type[BaseModel]] = {
    "model": ModelSettings, "deny": DenyEntry, "custom": CustomPattern,
}  # fmt: skip


def to_policy_error(errors: Iterable[Mapping[str, Any]], tree: Tree) -> PolicyError:
    """Return the first of pydantic's errors, in the order of the text, as an error of ours.

    Args:
        errors: At least one, from `ValidationError.errors(include_input=False)`.
        tree: What was validated.
    """
    listed = [_placed(error, tree) for error in errors]
    location, message, unknown = min(listed, key=lambda e: tree.place_of(e[0])[1].line)
    more = len(listed) - 1
    if more:
        message += f" ({more} more problem{'s' if more > 1 else ''})"
    place = tree.place_of(location)[1]
    kind = UnknownNameError if unknown else PolicyValidationError
    return kind(message, path=place.path, line=place.line, key=dotted(location))


def _placed(error: Mapping[str, Any], tree: Tree) -> tuple[Location, str, bool]:
    """Where an error is, what it says, and whether it is about a name that does not exist."""
    kind, location = str(error["type"]), tuple(error["loc"])
    context = error.get("ctx", {})
    if kind == "casesafe":
        location += tuple(context.get("path", ()))
        return _in_text(location, tree), str(error["msg"]), str(error["msg"]).startswith("not a")
    at = _in_text(location, tree)
    if kind == "missing":
        return at, f"{location[-1]} is missing", False
    if kind == "extra_forbidden":
        return at, "unknown key; known here: " + ", ".join(_known_keys(location, tree)), False
    if kind == "union_tag_invalid" and (*at, "action") in tree.places:
        at = (*at, "action")
    if kind == "literal_error":
        return at, f"expected {context['expected']}; {_QUOTES}", False
    if kind in ("greater_than_equal", "less_than_equal"):
        word = "at least" if kind.startswith("greater") else "at most"
        limit = context.get("ge", context.get("le"))
        return at, f"expected {word} {limit}", False
    if kind == "model_type" and location[0] == "deny":
        return at, f"expected a phrase or a mapping; {_QUOTES}", False
    return at, _MESSAGES.get(kind, "not a valid value"), kind == "union_tag_invalid"


def _in_text(location: Location, tree: Tree) -> Location:
    """The location without what stands in no text: pydantic names the tags of unions too."""
    found: Location = ()
    for part in location:
        if (*found, part) in tree.places:
            found = (*found, part)
    return found


def _known_keys(location: Location, tree: Tree) -> list[str]:
    """The keys that may stand beside an unknown one."""
    if len(location) == 1:
        return ["extends", *Policy.model_fields]
    if location[0] in _PARTS:
        return list(_PARTS[str(location[0])].model_fields)
    tag = location[-2]
    model = next((m for action, m in RULE_MODELS.items() if action.value == tag), None)
    return list(model.model_fields) if model else []
