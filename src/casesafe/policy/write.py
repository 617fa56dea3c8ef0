"""Policies as text: YAML, and the JSON schema of the file."""

from __future__ import annotations

from typing import Any

import yaml

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.finding import Action
from casesafe.policy.rules import RULE_ROLES, Rule
from casesafe.policy.schema import Policy


def as_data(policy: Policy) -> dict[str, Any]:
    """Return the policy as its file would hold it: every key, rules in their short form."""
    data = policy.canonical()
    data["rules"] = {name: _short(rule) for name, rule in policy.rules.items()}
    data["default"] = _short(policy.default)
    if policy.model is None:
        del data["model"]
    return data


def _short(rule: Rule) -> str | dict[str, Any]:
    """A rule without what it has by default: `redact`, `{action: mask, keep_last: 4}`."""
    own = rule.model_dump(mode="json", exclude_defaults=True, exclude={"action", "roles"})
    if rule.roles:
        own["roles"] = {role: _short(other) for role, other in rule.roles.items()}
    return {"action": rule.action.value, **own} if own else rule.action.value


def dump(policy: Policy) -> str:
    """Return the policy as YAML that `parse_policy` reads back as an equal policy.

    Every key is written, so the text needs no `extends`. It holds the policy's phrases.
    """
    return yaml.safe_dump(
        as_data(policy), sort_keys=False, allow_unicode=True, default_flow_style=False, width=100
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON schema (2020-12) of a policy file, short forms and `extends` included."""
    schema = Policy.model_json_schema(mode="validation")
    definitions = schema["$defs"]
    members = [{"$ref": f"#/$defs/{n}"} for n in definitions if n.endswith("Rule") and n != "Rule"]
    actions = {"type": "string", "enum": [a.value for a in Action]}
    definitions["Rule"] = {"title": "Rule", "anyOf": [actions, *members]}
    rule = {"$ref": "#/$defs/Rule"}
    for definition in definitions.values():
        if "roles" in definition.get("properties", {}):
            definition["properties"]["roles"] = {
                "type": "object",
                "propertyNames": {"enum": list(RULE_ROLES)},
                "additionalProperties": rule,
            }
    properties = schema["properties"]
    properties["rules"] = {
        "type": "object",
        "properties": {
            name: {**rule, "description": known.covers} for name, known in ENTITY_TYPES.items()
        },
        "additionalProperties": rule,
    }
    properties["default"] = rule
    phrase = {"type": "string", "minLength": 1}
    properties["deny"]["items"] = {"anyOf": [phrase, {"$ref": "#/$defs/DenyEntry"}]}
    schema["properties"] = {
        "extends": {"type": "string", "description": "a built-in policy, or a relative path"},
        **properties,
    }
    schema.pop("required", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
