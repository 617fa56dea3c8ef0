"""The built-in policies say exactly what their table says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from casesafe.core.entity_types import ENTITY_TYPES
from casesafe.core.finding import Action
from casesafe.policy import builtin_names, load_policy, safe_harbor_coverage

ROOT = Path(__file__).parents[3]
S, L, C, F = "hipaa-safe-harbor", "hipaa-limited-data-set", "peer-consultation", "flag-only"

REDACTED = (
    "STREET_ADDRESS ORGANIZATION PHONE_NUMBER FAX_NUMBER EMAIL_ADDRESS US_SSN "
    "MEDICAL_RECORD_NUMBER HEALTH_PLAN_ID ACCOUNT_NUMBER LICENSE_NUMBER VEHICLE_ID DEVICE_ID URL "
    "IP_ADDRESS USERNAME BIOMETRIC_ID"
)
#: types -> action under Safe Harbor, limited data set, peer consultation, flag-only
TABLE = {
    "PERSON": "label label label flag",
    REDACTED: "redact redact redact flag",
    "OTHER_ID": "redact flag redact flag",
    "LOCATION": "redact flag redact flag",
    "ZIP_CODE": "generalize keep redact flag",
    "STATE": "keep keep generalize flag",
    "COUNTRY": "keep keep flag flag",
    "DATE AGE_OVER_89": "generalize keep generalize flag",
    "AGE": "keep keep generalize flag",
    "OCCUPATION DEMOGRAPHIC DISTINCTIVE": "flag keep flag flag",
    "YEAR WEEKDAY RELATIVE_DATE": "keep keep keep keep",
    "PET": "keep keep flag flag",
    "RECORDING": "flag keep flag flag",
}
ROWS = [(t, actions.split()) for types, actions in TABLE.items() for t in types.split()]


def test_table_names_every_type() -> None:
    """No type is left to the default."""
    assert {t for t, _ in ROWS} == set(ENTITY_TYPES)
    for name in builtin_names():
        assert set(load_policy(name).rules) == set(ENTITY_TYPES)


@pytest.mark.parametrize(("entity_type", "actions"), ROWS, ids=[t for t, _ in ROWS])
def test_built_in_policies_follow_the_table(entity_type: str, actions: list[str]) -> None:
    """Each type has the action of the table."""
    found = [load_policy(n).rule_for(entity_type).action.value for n in (S, L, C, F)]
    assert found == actions


@pytest.mark.parametrize(
    ("name", "clinician", "sensitivity", "unsure", "flags"),
    [
        (S, Action.LABEL, "high", "flag", False),
        (L, Action.FLAG, "high", "flag", False),
        (C, Action.LABEL, "high", "redact", False),
        (F, Action.FLAG, "high", "flag", True),
    ],
)
def test_built_in_settings(
    name: str, clinician: Action, sensitivity: str, unsure: str, flags: bool
) -> None:
    """Clinicians, sensitivity, what is unsure, and whether flags fail."""
    policy = load_policy(name)
    assert policy.name == name
    assert policy.rule_for("PERSON", "clinician").action is clinician
    assert (policy.sensitivity, policy.unsure, policy.fail_on_flags) == (sensitivity, unsure, flags)
    assert policy.rule_for("ZIP_CODE").params.get("table", "union") == "union"


@pytest.mark.parametrize(
    ("name", "open_paragraphs"), [(S, ""), (C, ""), (L, "BCR"), (F, "ABCDEFGHIJKLMNOPR")]
)
def test_coverage_of_the_built_in_policies(name: str, open_paragraphs: str) -> None:
    """Safe Harbor and peer consultation cover every paragraph."""
    coverage = safe_harbor_coverage(load_policy(name))
    assert [c.category.value for c in coverage] == list("ABCDEFGHIJKLMNOPQR")
    assert "".join(c.category.value for c in coverage if not c.covered) == open_paragraphs


def test_packaging_lists_every_package() -> None:
    """The wheel's list of packages is that of the source tree, `rules` and `models` added."""
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    listed = set(setup["setuptools"]["packages"])
    src = ROOT / "src"
    found = {".".join(p.parent.relative_to(src).parts) for p in src.glob("casesafe/**/__init__.py")}
    assert listed == found | {"casesafe.rules", "casesafe.models"}
