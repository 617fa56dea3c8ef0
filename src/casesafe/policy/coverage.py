"""Which Safe Harbor paragraphs a policy covers.

Source: 45 CFR 164.514(b)(2)(i). Policy-only types are left out: a mention of a recording is no
picture, and casesafe reads text, so paragraph (Q) has no type of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from casesafe.core.entity_types import ENTITY_TYPES, EntityKind, SafeHarborCategory
from casesafe.core.finding import Action
from casesafe.core.roles import CLINICIAN, OTHER
from casesafe.policy.rules import Rule
from casesafe.policy.schema import Policy

#: Roles that are neither the client nor a relative, employer or household member.
_OUTSIDE = (CLINICIAN, OTHER)
_DEFAULT = "types that are not listed"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One Safe Harbor paragraph under a policy.

    Args:
        category: The paragraph.
        types: The entity types of the paragraph, in the order of the table; may be empty.
        gaps: Those whose action does not meet Safe Harbor, each as `TYPE: action`, or
            `TYPE (role): action`.
        notes: What stays although Safe Harbor does not ask for it: people in roles outside its
            list.
    """

    category: SafeHarborCategory
    types: tuple[str, ...]
    gaps: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether no type of the paragraph has a gap."""
        return not self.gaps


def safe_harbor_coverage(policy: Policy) -> tuple[Coverage, ...]:
    """Return every paragraph, A to R, with the types whose rules do not meet it."""
    return tuple(_paragraph(policy, category) for category in SafeHarborCategory)


def _paragraph(policy: Policy, category: SafeHarborCategory) -> Coverage:
    types = [
        t.name
        for t in ENTITY_TYPES.values()
        if t.category is category and t.kind is not EntityKind.POLICY_ONLY
    ]
    gaps: list[str] = []
    notes: list[str] = []
    for name in types:
        rule: Rule = policy.rules.get(name, policy.default)
        if not rule.meets_safe_harbor(name):
            gaps.append(f"{name}: {rule.action.value}")
        for role, other in rule.roles.items():
            if not other.meets_safe_harbor(name):
                found = notes if role in _OUTSIDE else gaps
                found.append(f"{name} ({role}): {other.action.value}")
    if category is SafeHarborCategory.OTHER:
        gaps += _own_types(policy)
    return Coverage(category, tuple(types), tuple(gaps), tuple(notes))


def _own_types(policy: Policy) -> list[str]:
    """Gaps of types that are not built in: any unique number or code falls under (R)."""
    own = {name: policy.rule_for(name) for name in policy.entity_types if name not in ENTITY_TYPES}
    return [
        f"{name}: {rule.action.value}"
        for name, rule in {**own, _DEFAULT: policy.default}.items()
        if rule.action in (Action.KEEP, Action.FLAG)
    ]
