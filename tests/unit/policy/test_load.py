"""Loading policies: layers, cycles, and errors that name place and key but no value."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from casesafe.core.finding import Action
from casesafe.errors import (
    PolicyError,
    PolicySyntaxError,
    PolicyValidationError,
    UnknownNameError,
)
from casesafe.policy import Policy, builtin_names, load_policy, parse_policy

BASE = "extends: hipaa-safe-harbor\n"


def test_policies_load_without_presidio_and_spacy() -> None:
    """Loading a policy imports neither."""
    code = (
        "import sys; from casesafe.policy import load_policy; load_policy('flag-only'); "
        "sys.exit(any(m.split('.')[0] in ('spacy', 'presidio_analyzer', 'presidio_anonymizer', "
        "'onnxruntime') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_policy_comes_back_as_it_is() -> None:
    """A Policy given is the Policy returned."""
    policy = load_policy("flag-only")
    assert load_policy(policy) is policy


def test_unknown_name_lists_the_built_in_ones() -> None:
    """An unknown name tells what there is."""
    with pytest.raises(UnknownNameError) as caught:
        load_policy("hipa-safe-harbor")
    for name in builtin_names():
        assert name in str(caught.value)


def test_missing_file_is_told_as_a_file(tmp_path: Path) -> None:
    """A path that does not exist is no unknown name."""
    with pytest.raises(PolicyError, match="no such file"):
        load_policy(tmp_path / "site.yaml")


def test_layer_changes_only_what_it_names(tmp_path: Path) -> None:
    """Rules are replaced one type at a time, phrases are added, the rest stays."""
    site = tmp_path / "site.yaml"
    site.write_text("extends: peer-consultation\nallow: [Hollow Oak]\nrules: {COUNTRY: keep}\n")
    over = tmp_path / "over.yaml"
    over.write_text("extends: site.yaml\nallow: [Elm Row]\nsensitivity: maximum\n")
    base, policy = load_policy("peer-consultation"), load_policy(over)
    assert policy.allow == ("Hollow Oak", "Elm Row")
    assert policy.sensitivity == "maximum"
    assert policy.rule_for("COUNTRY").action is Action.KEEP
    assert {n: r for n, r in policy.rules.items() if n != "COUNTRY"} == {
        n: r for n, r in base.rules.items() if n != "COUNTRY"
    }


def test_layer_takes_its_name_from_its_file(tmp_path: Path) -> None:
    """A layer without a name is named after its file, not after what it extends."""
    (tmp_path / "maple.yaml").write_text(BASE)
    assert load_policy(tmp_path / "maple.yaml").name == "maple"


def test_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    """A file written with a BOM loads."""
    (tmp_path / "site.yaml").write_bytes(b"\xef\xbb\xbf" + BASE.encode())
    assert load_policy(str(tmp_path / "site.yaml")).rule_for("PERSON").action is Action.LABEL


def test_relative_model_path_is_relative_to_its_file(tmp_path: Path) -> None:
    """`model.path` does not depend on the current folder, also through a layer."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "base.yaml").write_text(BASE + "model: {path: pipe, labels: {PER: PERSON}}\n")
    (tmp_path / "sub" / "site.yaml").write_text("extends: ../base.yaml\n")
    model = load_policy(tmp_path / "sub" / "site.yaml").model
    assert model is not None
    assert model.path == str((tmp_path / "pipe").resolve())
    assert model.labels == {"PER": "PERSON"}


def test_complete_policy_needs_no_extends() -> None:
    """Rules with a default stand alone."""
    policy = parse_policy("name: own\nrules: {PERSON: label}\ndefault: block\n")
    assert policy.rule_for("PERSON").action is Action.LABEL
    assert policy.rule_for("DATE").action is Action.BLOCK


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "allow: [Hollow Oak]\n", "extends: []\n", "extends:\n", "extends: ''\n",
     "rules: {PERSON: redact}\n", "rules: {}\ndefault: keep\n", "default: keep\n", "{}\n",
     "extends: [flag-only]\n", "extends: nope\n"],
)  # fmt: skip
def test_incomplete_policy_is_refused_with_advice(text: str) -> None:
    """One exception, or nothing at all, never switches everything else off."""
    with pytest.raises(PolicyValidationError, match=r"extend.*hipaa-safe-harbor"):
        parse_policy(text, path="site.yaml")


@pytest.mark.parametrize("names", [("a",), ("a", "b"), ("a", "b", "c")])
def test_cycle_is_an_error(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Policies that extend each other in a circle are refused, with the line."""
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        (tmp_path / f"{name}.yaml").write_text(f"# {name}\nextends: {other}.yaml\n")
    with pytest.raises(PolicyValidationError, match="circle") as caught:
        load_policy(tmp_path / "a.yaml")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ("rules:\n  PERSON: {action: redcat}", 3, "rules.PERSON.action", "keep, flag, redact"),
        ("rules:\n  PERSON: redcat", 3, "rules.PERSON", "keep, flag, redact, label, mask"),
        ("rules:\n  PERSN: redact", 3, "rules.PERSN", "not an entity type"),
        ("rules: {PERSON: 4}", 2, "rules.PERSON", "an action"),
        ("rules: {PERSON: {}}", 2, "rules.PERSON", "action is missing"),
        ("rules: [PERSON]", 2, "rules", "mapping"),
        ("rules:\n  US_SSN:\n    action: mask\n    keep: 4", 5, "rules.US_SSN.keep", "keep_last"),
        ("rules:\n  US_SSN:\n    action: mask\n    keep_last: 9", 5, "rules.US_SSN.keep_last", "4"),
        ("rules: {US_SSN: {action: mask, char: '7'}}", 2, "rules.US_SSN.char", "one sign"),
        ("rules: {DATE: {action: redact, table: '2020'}}", 2, "rules.DATE.table", "unknown key"),
        (
            "rules: {ZIP_CODE: {action: generalize, table: 2010}}",
            2,
            "rules.ZIP_CODE.table",
            "quotes",
        ),
        ("rules: {DATE: {action: keep, roles: {client: keep}}}", 2, "rules.DATE.roles", "PERSON"),
        (
            "rules: {PERSON: {action: label, roles: {boss: keep}}}",
            2,
            "rules.PERSON.roles.boss",
            "client",
        ),
        (
            "rules: {PERSON: {action: label, roles: {client: kep}}}",
            2,
            "rules.PERSON.roles.client",
            "keep",
        ),
        ("senstivity: high", 2, "senstivity", "sensitivity, unsure"),
        ("sensitivity: hgh", 2, "sensitivity", "'balanced', 'high' or 'maximum'"),
        ("unsure: keep", 2, "unsure", "'flag' or 'redact'"),
        ("fail_on: [PERSON, PRSN]", 2, "fail_on[1]", "not an entity type"),
        ("fail_on_flags: 1", 2, "fail_on_flags", "true or false"),
        ("allow:\n  - ok\n  - 2134", 4, "allow[1]", "quotes"),
        ("allow: ['..']", 2, "allow[0]", "letter or digit"),
        ("allow: Hollow", 2, "allow", "list"),
        ("deny: [5]", 2, "deny[0]", "a phrase"),
        ("deny:\n  - phrase: x\n    typ: Y", 4, "deny[0].typ", "phrase, entity_type"),
        ("deny: [{phrase: x, entity_type: other}]", 2, "deny[0].entity_type", "capitals"),
        ("model: {pth: x}", 2, "model.pth", "path, labels"),
        ("model: {labels: {PER: PRSN}}", 2, "model.labels.PER", "not an entity type"),
        ("custom: [{name: x}]", 2, "custom[0]", "entity_type is missing"),
        (
            "custom: [{name: x, entity_type: BADGE, pattern: a, flags: i}]",
            2,
            "custom[0].flags",
            "cues",
        ),
        (
            "custom: [{name: x, entity_type: BADGE, pattern: a, score: 2}]",
            2,
            "custom[0].score",
            "1",
        ),
        (
            "custom: [{name: x, entity_type: BADGE, pattern: '(?=a)'}]",
            2,
            "custom[0].pattern",
            "RE2",
        ),
        (
            "custom: [{name: x, entity_type: BADGE, pattern: '(a)\\1'}]",
            2,
            "custom[0].pattern",
            "RE2",
        ),
        ("custom: [{name: x, entity_type: BADGE, pattern: 'a*'}]", 2, "custom[0].pattern", "empty"),
        ("name: ''", 2, "name", "name"),
    ],
)
def test_error_names_file_line_and_key(text: str, line: int, key: str, said: str) -> None:
    """Each problem is told with its place and with what would be right."""
    with pytest.raises(PolicyError) as caught:
        parse_policy(BASE + text + "\n", path="site.yaml")
    error = caught.value
    assert (error.path, error.line, error.key) == ("site.yaml", line, key)
    assert str(error).startswith(f"site.yaml:{line}: {key}: ")
    assert said in str(error)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("ZIP: 02134", 2, "in quotes"),
        ("allow: [02134]", 2, "in quotes"),
        ("allow: [1_000]", 2, "in quotes"),
        ("allow: [12:30:45]", 2, "in quotes"),
        ("allow: [2024-03-14]", 2, "in quotes"),
        ("allow: [.nan]", 2, "in quotes"),
        ("NO: x", 2, "in quotes"),
        ("? [a]\n: b", 2, "in quotes"),
        ("allow: [a]\nallow: [b]", 3, "twice"),
        ("rules:\n  PERSON: keep\n  PERSON: redact", 4, "twice"),
        ("allow: &a [x]\ndeny: *a", 3, "aliases"),
        ("name: !!python/name:os.system x", 2, "tags"),
        ("name: !!set {a}", 2, "tags"),
        ("rules:\n\tPERSON: keep", 3, "not well-formed"),
        ("rules: {PERSON: [keep}", 2, "not well-formed"),
        ("rules: " + "[" * 60, 2, "nested too deeply"),
        ("name: \x07", None, "not well-formed"),
    ],
)
def test_yaml_that_misleads_is_refused(text: str, line: int | None, said: str) -> None:
    """Scalars that YAML takes for something else, duplicates, aliases and tags are errors."""
    with pytest.raises(PolicySyntaxError, match=said) as caught:
        parse_policy(BASE + text + "\n", path="site.yaml")
    assert caught.value.line == line


def test_policy_that_is_no_mapping_is_refused() -> None:
    """A list is no policy."""
    with pytest.raises(PolicySyntaxError, match="mapping"):
        parse_policy("- a\n")


def test_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    """Other encodings are told as such."""
    (tmp_path / "site.yaml").write_bytes("name: Zoë".encode("latin-1"))
    with pytest.raises(PolicySyntaxError, match="not UTF-8"):
        load_policy(tmp_path / "site.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "rules: {PERSON: Marisol}",
        "rules: {PERSON: {action: Marisol}}",
        "rules: {US_SSN: {action: mask, char: Marisol}}",
        "rules: {US_SSN: {action: mask, keep_last: Marisol}}",
        "sensitivity: Marisol",
        "fail_on: [Marisol]",
        "allow: {x: Marisol}",
        "deny: [{phrase: Marisol, entity_type: Marisol}]",
        "custom: [{name: 'Marisol Vega', entity_type: BADGE, pattern: a}]",
        "custom: [{name: x, entity_type: BADGE, pattern: '(?=Marisol)'}]",
        "custom: [{name: x, entity_type: BADGE, pattern: 'Marisol['}]",
        "model: Marisol",
        "extends: Marisol",
        'allow: ["\\Marisol"]',
        "allow: [Marisol",
        "allow: [*Marisol]",
        "allow: [!Marisol x]",
        "name: 'Marisol\n\n  x'",
    ],
)
def test_no_value_in_any_error(
    text: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither the error, nor what led to it, nor a log or the terminal shows a value."""
    caplog.set_level(logging.DEBUG)
    base = "" if text.startswith("extends") else BASE
    with pytest.raises(PolicyError) as caught:
        parse_policy(base + text + "\n", path="site.yaml")
    shown = [repr(caught.value), str(vars(caught.value)), caplog.text, *capfd.readouterr()]
    assert not any("Marisol" in s for s in shown)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_error_in_a_layer_below_names_that_file(tmp_path: Path) -> None:
    """The place is that of the file that holds the mistake."""
    (tmp_path / "base.yaml").write_text(BASE + "\nallow:\n  - ok\n  - 5\n")
    (tmp_path / "site.yaml").write_text("extends: base.yaml\nallow: [fine]\n")
    with pytest.raises(PolicyValidationError) as caught:
        load_policy(tmp_path / "site.yaml")
    assert caught.value.path == tmp_path / "base.yaml"
    assert (caught.value.line, caught.value.key) == (5, "allow[1]")


def test_error_in_an_added_phrase_names_the_layer(tmp_path: Path) -> None:
    """An item of a layer keeps its own place behind those of the base."""
    (tmp_path / "base.yaml").write_text(BASE + "allow: [one, two]\n")
    (tmp_path / "site.yaml").write_text("extends: base.yaml\nallow:\n  - 5\n")
    with pytest.raises(PolicyValidationError) as caught:
        load_policy(tmp_path / "site.yaml")
    assert (caught.value.path, caught.value.line) == (tmp_path / "site.yaml", 3)


def test_evil_pattern_is_linear_or_refused() -> None:
    """RE2 takes a pattern that would blow up elsewhere, and runs it in linear time."""
    entry = "custom: [{name: x, entity_type: BADGE, pattern: '(a+)+$'}]\n"
    policy: Policy = parse_policy(BASE + entry)
    assert policy.custom[0].compiled().search("a" * 50_000 + "!") is None
