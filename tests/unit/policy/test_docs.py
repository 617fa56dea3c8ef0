"""The policy reference names everything a policy may hold, and its examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.finding import Action
from casesafe.operators.parameters import PARAMETERS
from casesafe.policy import CustomPattern, ModelSettings, Policy, builtin_names, parse_policy

TEXT = (Path(__file__).parents[3] / "docs" / "policies.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_every_key_action_and_parameter_is_documented() -> None:
    """Each stands in the reference as code."""
    names = {"extends", *Policy.model_fields, *(a.value for a in Action), *builtin_names()}
    names |= {p for model in PARAMETERS.values() for p in model.model_fields}
    assert [n for n in sorted(names) if f"`{n}`" not in TEXT] == []
    keys = {*CustomPattern.model_fields, *ModelSettings.model_fields}
    assert [k for k in sorted(keys) if f"{k}:" not in TEXT] == []


def test_every_type_with_a_row_of_its_own_is_documented() -> None:
    """The table names the types, contacts and numbers in one row."""
    grouped = re.compile(r"_NUMBER$|_ID$|^US_SSN$|^EMAIL_ADDRESS$")
    assert [t for t in ENTITY_TYPES if t not in TEXT and not grouped.search(t)] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_loads(example: str) -> None:
    """Each example is a valid policy, or a part of one."""
    whole = example if "extends" in example else "extends: hipaa-safe-harbor\n" + example
    assert parse_policy(whole)
