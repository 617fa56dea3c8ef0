"""What a policy says, and what it is as a value."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from casesafe.core.entity_types import DIRECT_TYPES, ENTITY_TYPES
from casesafe.core.finding import Action
from casesafe.core.roles import RELATIVE_ROLES
from casesafe.policy import Policy, builtin_names, dump, json_schema, load_policy, parse_policy
from casesafe.policy.rules import RULE_ROLES

BASE = "extends: hipaa-safe-harbor\n"


def policy_of(**content: Any) -> Policy:
    return Policy.model_validate({"name": "own", **content})


def test_unlisted_type_gets_the_default() -> None:
    """A type that nobody listed is redacted, unless the policy has another default."""
    assert policy_of().rule_for("BADGE").action is Action.REDACT
    assert policy_of(default="block").rule_for("BADGE").action is Action.BLOCK


@pytest.mark.parametrize(
    ("role", "action"),
    [
        ("client", Action.LABEL),
        ("unknown", Action.LABEL),
        (None, Action.LABEL),
        ("clinician", Action.FLAG),
        ("mother", Action.REDACT),
        ("twin", Action.MASK),
        ("relative", Action.REDACT),
        ("other", Action.LABEL),
    ],
)
def test_rule_for_a_role(role: str | None, action: Action) -> None:
    """A role has its own rule; unknown takes the client's, a relative kind that of `relative`."""
    roles = {"clinician": "flag", "relative": "redact", "twin": "mask"}
    policy = policy_of(rules={"PERSON": {"action": "label", "roles": roles}})
    assert policy.rule_for("PERSON", role).action is action


def test_unknown_role_takes_the_clients_own_rule() -> None:
    """Where the client has a rule of its own, unknown people have it too."""
    rule = {"action": "keep", "roles": {"client": {"action": "mask", "char": "#"}}}
    policy = policy_of(rules={"PERSON": rule})
    for role in ("unknown", None, "client"):
        assert policy.rule_for("PERSON", role).params == {"char": "#", "keep_last": 0}
    assert policy.rule_for("PERSON", "other").action is Action.KEEP


def test_params_are_those_of_the_operator() -> None:
    """Defaults are in, and actions without parameters have none."""
    policy = policy_of(rules={"US_SSN": "mask", "ZIP_CODE": "generalize", "URL": "redact"})
    assert policy.rule_for("US_SSN").params == {"char": "*", "keep_last": 0}
    assert policy.rule_for("ZIP_CODE").params == {"table": "union"}
    assert policy.rule_for("URL").params == {}


def test_policy_cannot_be_changed() -> None:
    """Neither the policy nor what is in it."""
    policy = load_policy("hipaa-limited-data-set")
    with pytest.raises(ValidationError):
        policy.unsure = "redact"
    with pytest.raises(TypeError):
        policy.rules["PERSON"] = policy.default
    with pytest.raises(TypeError):
        policy.rules["PERSON"].roles.clear()
    with pytest.raises(TypeError):
        policy.rule_for("ZIP_CODE").params.update(table="2000")  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", builtin_names())
def test_policy_survives_pickling_and_copying(name: str) -> None:
    """A policy crosses process borders."""
    policy = load_policy(name)
    assert policy.digest
    assert pickle.loads(pickle.dumps(policy)) == policy
    assert copy.deepcopy(policy) == policy


def test_repr_hides_phrases_and_patterns() -> None:
    """What a practice wrote about people does not show."""
    custom = [{"name": "x", "entity_type": "BADGE", "pattern": "Marisol"}]
    policy = policy_of(allow=["Marisol"], deny=["Marisol"], custom=custom)
    assert "Marisol" not in repr(policy)


def test_model_errors_hide_their_input() -> None:
    """Also a policy made in Python shows no value in its errors."""
    with pytest.raises(ValidationError) as caught:
        policy_of(sensitivity="Marisol")
    assert "Marisol" not in str(caught.value)


def test_deny_phrase_is_another_id_unless_it_says() -> None:
    """A plain phrase is an OTHER_ID."""
    policy = policy_of(deny=[" Elm Row ", {"phrase": "Hollow Oak", "entity_type": "ORGANIZATION"}])
    assert [(d.phrase, d.entity_type) for d in policy.deny] == [
        ("Elm Row", "OTHER_ID"),
        ("Hollow Oak", "ORGANIZATION"),
    ]


def test_own_types_may_have_rules() -> None:
    """A type that a pattern or phrase brings may be named elsewhere."""
    policy = policy_of(
        rules={"BADGE": "flag"},
        fail_on=["BADGE"],
        custom=[
            {"name": "badge", "entity_type": "BADGE", "pattern": r"B-\d{4}", "cues": ["badge"]}
        ],
    )
    assert policy.rule_for("BADGE").action is Action.FLAG
    assert "BADGE" in policy.entity_types
    assert policy.custom[0].compiled().search("badge B-1234").span() == (6, 12)


def test_case_counts_only_if_asked() -> None:
    """`case_sensitive: false` finds both."""
    custom = [{"name": "x", "entity_type": "BADGE", "pattern": "ab", "case_sensitive": False}]
    assert policy_of(custom=custom).custom[0].compiled().search("AB") is not None


def test_two_patterns_cannot_share_a_name() -> None:
    """Names of patterns are unique, since findings name them."""
    custom = [{"name": "x", "entity_type": "BADGE", "pattern": p} for p in "ab"]
    with pytest.raises(ValidationError, match="another pattern"):
        policy_of(custom=custom)


def test_fails_on_the_direct_types_by_default() -> None:
    """Also on types that are not ours, unless `fail_on` was narrowed."""
    policy = policy_of()
    assert {t for t in ENTITY_TYPES if policy.fails_on(t)} == set(DIRECT_TYPES)
    assert policy.fails_on("BADGE")
    narrow = policy_of(fail_on=["PERSON"])
    assert narrow.fails_on("PERSON")
    assert not narrow.fails_on("BADGE")


def test_digest_goes_by_content() -> None:
    """Comments, order, name and short forms do not count; a rule does."""
    one = parse_policy(BASE + "name: one\nallow: [a]\nrules: {AGE: redact, PET: flag}\n")
    two = parse_policy(
        "# a comment\nname: two\ndescription: other\nrules:\n  PET: flag\n"
        "  AGE: {action: redact}\nallow:\n- a\n" + BASE
    )
    other = parse_policy(BASE + "name: one\nallow: [a]\nrules: {AGE: mask, PET: flag}\n")
    assert one.digest == two.digest
    assert len(one.digest) == 64
    assert other.digest != one.digest
    assert len({load_policy(n).digest for n in builtin_names()}) == len(builtin_names())


_ACTION = st.sampled_from([a.value for a in Action])
_MASK = st.fixed_dictionaries(
    {"action": st.just("mask")},
    optional={"char": st.sampled_from("*#X_"), "keep_last": st.integers(0, 4)},
)
_ZIP = st.fixed_dictionaries(
    {"action": st.just("generalize")},
    optional={"table": st.sampled_from(["2000", "2010", "2020", "union"])},
)
_RULE = _ACTION | _MASK | _ZIP
_PERSON = st.fixed_dictionaries(
    {"action": _ACTION},
    optional={"roles": st.dictionaries(st.sampled_from(RULE_ROLES), _RULE, max_size=3)},
)
_PHRASE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda s: any(c.isalnum() for c in s.strip())
)
_TYPE = st.sampled_from(sorted(ENTITY_TYPES))
_POLICY = st.fixed_dictionaries(
    {"name": st.from_regex(r"[A-Za-z0-9][\w .'-]{0,12}", fullmatch=True)},
    optional={
        "description": st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        "rules": st.dictionaries(_TYPE.filter(lambda t: t != "PERSON"), _RULE, max_size=4),
        "default": _RULE,
        "sensitivity": st.sampled_from(["balanced", "high", "maximum"]),
        "unsure": st.sampled_from(["flag", "redact"]),
        "fail_on": st.lists(_TYPE, max_size=3),
        "fail_on_flags": st.booleans(),
        "allow": st.lists(_PHRASE, max_size=3),
        "deny": st.lists(_PHRASE, max_size=3),
        "custom": st.just([{"name": "x", "entity_type": "BADGE", "pattern": "B\\d+", "score": 1}]),
        "model": st.just({"path": "/srv/pipe", "labels": {"PER": "PERSON"}}) | st.none(),
    },
)


@settings(max_examples=60, deadline=None)
@given(_POLICY, _PERSON)
def test_load_dump_load_is_the_identity(content: dict[str, Any], person: dict[str, Any]) -> None:
    """What `dump` writes loads as an equal policy with the same digest."""
    rules = {"PERSON": person, **content.get("rules", {})}
    policy = Policy.model_validate({**content, "rules": rules})
    again = parse_policy(dump(policy))
    assert again == policy
    assert again.digest == policy.digest
    assert dump(again) == dump(policy)


def test_json_schema_names_every_key_and_action() -> None:
    """Editors get the keys, the types with what they cover, and the short form of a rule."""
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert set(schema["properties"]) == {"extends", *Policy.model_fields}
    assert set(schema["properties"]["rules"]["properties"]) == set(ENTITY_TYPES)
    assert schema["$defs"]["Rule"]["anyOf"][0]["enum"] == [a.value for a in Action]
    assert len(schema["$defs"]["Rule"]["anyOf"]) == 5
    assert "required" not in schema


def test_every_relative_kind_may_have_a_rule() -> None:
    """The roles a rule may name are the client, all relative kinds, clinicians and others."""
    assert set(RULE_ROLES) == {"client", "clinician", "other", *RELATIVE_ROLES}
