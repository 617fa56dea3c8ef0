"""What a policy is: frozen, checked models.

A model's errors are of pydantic; `casesafe.policy.load` turns them into errors with file, line and
key. None of them shows a value.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from casesafe.core.entity_types import DIRECT_TYPES, ENTITY_TYPES
from casesafe.core.finding import Action, Finding
from casesafe.policy.patterns import compile_pattern, refusal
from casesafe.policy.rules import RULE_ROLES, AnyRule, FrozenDict, PlainRule, Rule, problem

#: The type of a deny phrase that names none.
DENIED_TYPE = "OTHER_ID"
_ENTITY_TYPE = re.compile(r"[A-Z][A-Z0-9_]{0,59}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


def _phrase(text: str) -> str:
    stripped = text.strip()
    if not any(c.isalnum() for c in stripped):
        raise problem("expected a phrase with at least one letter or digit")
    return stripped


def _entity_type(name: str) -> str:
    if not _ENTITY_TYPE.fullmatch(name):
        raise problem("expected an entity type in capitals, such as OTHER_ID")
    return name


def _title(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > 80:
        raise problem("expected a name of at most 80 characters, on one line")
    return name


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise problem("expected a name of letters, digits, hyphens, underscores and full stops")
    return name


def _deny_phrase(value: Any) -> Any:
    return {"phrase": value} if isinstance(value, str) else value


Phrase = Annotated[str, AfterValidator(_phrase)]
EntityTypeName = Annotated[str, AfterValidator(_entity_type)]
Name = Annotated[str, AfterValidator(_name)]
Title = Annotated[str, AfterValidator(_title)]
_Listed = Field(strict=False)  # YAML has lists, a frozen model has tuples


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class DenyEntry(_Model):
    """A phrase that is always an identifier. Its repr hides the phrase.

    Args:
        phrase: At least one letter or digit; spaces around it do not count.
        entity_type: The type it is reported as.
    """

    phrase: Annotated[Phrase, Field(repr=False)]
    entity_type: EntityTypeName = DENIED_TYPE


class CustomPattern(_Model):
    """A pattern of the practice's own, run by RE2. Its repr hides the pattern and its cues.

    Args:
        name: Names it in findings.
        entity_type: What it finds: a type of ours, or a new one.
        pattern: In RE2 syntax.
        score: In [0, 1].
        case_sensitive: Whether case counts.
        cues: Words or phrases, case does not count; with some, a match counts only near one.
    """

    name: Name
    entity_type: EntityTypeName
    pattern: Annotated[str, Field(min_length=1, repr=False)]
    score: Annotated[float, Field(ge=0.0, le=1.0)] = 0.9
    case_sensitive: bool = True
    cues: Annotated[tuple[Phrase, ...], Field(strict=False, repr=False)] = ()

    @model_validator(mode="after")
    def _check_pattern(self) -> CustomPattern:
        reason = refusal(self.pattern, case_sensitive=self.case_sensitive)
        if reason is not None:
            raise problem(reason, "pattern")
        return self

    def compiled(self) -> Any:
        """Return the compiled RE2 pattern."""
        return compile_pattern(self.pattern, case_sensitive=self.case_sensitive)


class ModelSettings(_Model):
    """Which language model is used.

    Args:
        path: The folder of a spaCy pipeline; None: the one that comes with casesafe. A relative
            path in a file is relative to that file.
        labels: Label of that model -> our entity type.
    """

    path: Annotated[str, Field(min_length=1)] | None = None
    labels: Annotated[
        dict[str, EntityTypeName], AfterValidator(FrozenDict), PlainSerializer(dict)
    ] = Field(default_factory=FrozenDict)


class Policy(_Model):
    """What happens to each type of identifier, and what else a practice decides.

    Args:
        name: Names the policy in output.
        description: One or more sentences for its readers.
        rules: Entity type -> rule.
        default: The rule for a type that `rules` does not list.
        sensitivity: How unsure a detection may be and still count: `balanced`, `high`, `maximum`.
        unsure: What happens to what only a higher sensitivity than `balanced` finds: `flag` it, or
            `redact` it (its rule applies).
        fail_on: The types whose change or block makes `scan` and `hook` exit with 1.
        fail_on_flags: Whether a flagged finding of these types does so too.
        model: Another language model than the one that comes with casesafe.
        allow: Phrases that are no identifiers.
        deny: Phrases that always are.
        custom: Patterns of the practice's own.
    """

    name: Title
    description: str = ""
    rules: Annotated[dict[str, AnyRule], AfterValidator(FrozenDict), PlainSerializer(dict)] = Field(
        default_factory=FrozenDict
    )
    default: AnyRule = PlainRule(action=Action.REDACT)
    sensitivity: Literal["balanced", "high", "maximum"] = "high"
    unsure: Literal["flag", "redact"] = "redact"
    fail_on: Annotated[tuple[str, ...], _Listed] = DIRECT_TYPES
    fail_on_flags: bool = False
    model: ModelSettings | None = None
    allow: Annotated[tuple[Phrase, ...], _Listed] = Field(default=(), repr=False)
    deny: Annotated[tuple[Annotated[DenyEntry, BeforeValidator(_deny_phrase)], ...], _Listed] = ()
    custom: Annotated[tuple[CustomPattern, ...], _Listed] = ()

    @model_validator(mode="after")
    def _check_names(self) -> Policy:
        for path, message in self._misnamed():
            raise problem(message, *path)
        return self

    def _misnamed(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Paths and problems of types, roles and names that do not exist or do not fit."""
        known = self.entity_types
        unknown = "not an entity type; the types are " + ", ".join(known)
        for name, rule in self.rules.items():
            if name not in known:
                yield ("rules", name), unknown
            yield from _misplaced_roles(("rules", name), rule, allowed=name == "PERSON")
        yield from _misplaced_roles(("default",), self.default, allowed=False)
        for i, name in enumerate(self.fail_on):
            if name not in known:
                yield ("fail_on", i), unknown
        for label, name in self.model.labels.items() if self.model else ():
            if name not in known:
                yield ("model", "labels", label), unknown
        seen: set[str] = set()
        for i, custom in enumerate(self.custom):
            if custom.name in seen:
                yield ("custom", i, "name"), "another pattern has this name"
            seen.add(custom.name)

    @property
    def entity_types(self) -> tuple[str, ...]:
        """Every type the policy may name: ours, and those its own phrases and patterns bring."""
        own = [d.entity_type for d in self.deny] + [c.entity_type for c in self.custom]
        return tuple(dict.fromkeys((*ENTITY_TYPES, *own)))

    def rule_for(self, entity_type: str, role: str | None = None) -> Rule:
        """Return the rule for a type, for people in a role.

        Args:
            entity_type: Any; one that `rules` does not list gets `default`.
            role: Of a PERSON; an unknown role (or None) takes the client's rule, a relative kind
                that is not listed takes that of `relative`.
        """
        rule: Rule = self.rules.get(entity_type, self.default)
        return rule.for_role(role)

    def fails_on(self, entity_type: str) -> bool:
        """Return whether a finding of this type counts for the exit status.

        A type that is not ours counts as a direct one: it does unless `fail_on` was narrowed.
        """
        if entity_type in self.fail_on:
            return True
        return entity_type not in ENTITY_TYPES and set(self.fail_on) >= set(DIRECT_TYPES)

    def failing(
        self, findings: Iterable[Finding], *, fail_on_flags: bool = False
    ) -> tuple[Finding, ...]:
        """Return the findings that make a scan fail, in order."""
        flags = fail_on_flags or self.fail_on_flags
        return tuple(
            f
            for f in findings
            if self.fails_on(f.entity_type)
            and (f.action.changes or f.action is Action.BLOCK or flags)
        )

    def canonical(self) -> dict[str, Any]:
        """Return the whole content as plain data, defaults included, in the order of the fields."""
        return self.model_dump(mode="json")

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of what the policy does: its content without name and description."""
        content = self.model_dump(mode="json", exclude={"name", "description"})
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _misplaced_roles(
    path: tuple[str | int, ...], rule: Rule, *, allowed: bool
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Problems with the `roles` of one rule."""
    if rule.roles and not allowed:
        yield (*path, "roles"), "only people have roles; they belong under rules.PERSON"
        return
    for role, other in rule.roles.items():
        if role not in RULE_ROLES:
            yield (
                (*path, "roles", role),
                "not a role; the roles are "
                + ", ".join(RULE_ROLES)
                + " (an unknown role takes the client's rule)",
            )
        yield from _misplaced_roles((*path, "roles", role), other, allowed=False)
