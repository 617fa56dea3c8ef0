"""Policies: the YAML rules that say what happens to each type of identifier.

Loads neither spaCy nor Presidio.
"""

from casesafe.policy.coverage import Coverage, safe_harbor_coverage
from casesafe.policy.load import builtin_names, load_policy, parse_policy
from casesafe.policy.rules import Rule
from casesafe.policy.schema import CustomPattern, DenyEntry, ModelSettings, Policy
from casesafe.policy.write import dump, json_schema

__all__ = [
    "Coverage",
    "CustomPattern",
    "DenyEntry",
    "ModelSettings",
    "Policy",
    "Rule",
    "builtin_names",
    "dump",
    "json_schema",
    "load_policy",
    "parse_policy",
    "safe_harbor_coverage",
]
