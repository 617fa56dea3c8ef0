"""The tokenizer: what it takes for JSON is what the standard library takes for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casesafe.documents.json_tokens import ESCAPE, BadJson, Tree, tokenize

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def _build(tree: Tree, i: int) -> Any:
    """Return the value at `i` as Python's."""
    kind, _, _, said = tree.tokens[i]
    if kind == "[":
        return [_build(tree, e) for e in tree.elements(i)]
    if kind == "{":
        return {tree.tokens[k].value: _build(tree, v) for k, v in tree.items(i)}
    return said if kind == "string" else json.loads(said)


@settings(deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_it_reads_what_was_written(value: Any, ascii_only: bool, indent: Any) -> None:
    """Values come back; half surrogates and NUL, which no text may hold, are replaced."""
    raw = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    tree = Tree(tokenize(raw))
    assert tree.end_of(0) == len(tree.tokens)
    expected = json.dumps(value).replace("\\u0000", "\ufffd")
    assert json.dumps(_build(tree, 0)) == json.dumps(json.loads(expected))


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ('{"a": 1,}', 8), ("[1,]", 3), ("[1 2]", 3), ("[1", 2), ('{"a"}', 4), ('{"a" 1}', 5),
        ("{1: 2}", 1), ("{a: 1}", 1), ("'a'", 0), ('"a', 0), ('"a\nb"', 0), ('"a\tb"', 0),
        ('"\\x41"', 0), ('"\\u12"', 0), ('"\\', 0), ("01", 1), ("1.", 1), (".5", 0), ("+1", 0),
        ("-", 0), ("1e", 1), ("nul", 0), ("truefalse", 4), ("[1]]", 3), ("{]", 1), ("[}", 1),
        ("]", 0), (":", 0), (",", 0), ("[,1]", 1), ("{,}", 1), ('{"a":,}', 5), ('{"a":}', 5),
        ("1 // x", 2), ('{"a":1 "b":2}', 7), ('["a":1]', 4), ("[1]\n[2]", 4), ("\u00a01", 0),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_at_its_place(raw: str, at: int) -> None:
    """As the standard library refuses it."""
    with pytest.raises(json.JSONDecodeError):
        json.loads(raw)
    with pytest.raises(BadJson) as caught:
        tokenize(raw)
    assert caught.value.at == at


@settings(deadline=None)
@given(st.text(alphabet='{}[]:,"\\u1e.-0 \nabtn', max_size=12))
def test_it_takes_for_json_what_the_standard_library_takes(raw: str) -> None:
    """No more, no less, but for a text of blanks."""
    try:
        json.loads(raw)
        valid = True
    except ValueError:
        valid = not raw.strip(" \t\r\n")
    try:
        tokenize(raw)
        taken = True
    except BadJson:
        taken = False
    assert taken is valid


def test_tokens_have_places_and_values() -> None:
    """Strings without their quotes; escapes decoded, a surrogate pair to one character."""
    raw = r' {"k\u00e9": ["\ud83d\ude00\n", -1.50E+3, null, NaN]} '
    assert [(t.kind, raw[t.start : t.end], t.value) for t in tokenize(raw)] == [
        ("{", "{", "{"),
        ("key", r"k\u00e9", "k\u00e9"),
        ("[", "[", "["),
        ("string", r"\ud83d\ude00\n", "\U0001f600\n"),
        ("number", "-1.50E+3", "-1.50E+3"),
        ("literal", "null", "null"),
        ("literal", "NaN", "NaN"),
        ("]", "]", "]"),
        ("}", "}", "}"),
    ]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (r"\\u0041", r"\u0041"),
        (r"\u0041\/\b\f\r\t\"", 'A/\b\f\r\t"'),
        (r"\ud83dx", "\ufffdx"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\ud83d\ud83d\ude00", "\ufffd\U0001f600"),
        (r"a\u0000b", "a\ufffdb"),
    ],
)
def test_every_escape_is_one_character(raw: str, value: str) -> None:
    """Which the map of places relies on."""
    (token,) = tokenize(f'"{raw}"')
    assert token.value == value
    assert len(value) == len(ESCAPE.sub("x", raw))


def test_a_part_of_a_text_is_read_by_itself() -> None:
    """What stands outside the bounds is not looked at."""
    raw = 'x{"a": 1}y'
    assert [t.start for t in tokenize(raw, 1, 9)] == [1, 3, 7, 8]
    assert tokenize("  \n ", 0, 3) == []


def test_depth_costs_no_stack() -> None:
    """A hundred thousand brackets, closed or not."""
    deep = "[" * 100_000
    assert len(tokenize(deep + "]" * 100_000)) == 200_000
    with pytest.raises(BadJson):
        tokenize(deep)
