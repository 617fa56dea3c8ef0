"""JSON as tokens with their places, so that all but changed strings stays as it was written.

Source: RFC 8259; besides, `NaN`, `Infinity` and `-Infinity` are known, which Python writes.
Nothing here recurses: the depth of a file costs memory only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

STRING, KEY, NUMBER, LITERAL = "string", "key", "number", "literal"

#: What spells one character by several: a pair of surrogates is one character.
ESCAPE: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
# What no text may hold: half a surrogate pair, which has no place in UTF-8, and NUL.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# One token. Must not match a string with a line break or another control character in it.
_TOKEN = re.compile(
    r"""[ \t\r\n]*+(?:
        "(?P<string>(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+)"
      | (?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)
      | (?P<literal>true|false|null|NaN|-?Infinity)
      | (?P<mark>[{}\[\],:])
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(r"[ \t\r\n]*+")
#: What may stand next. A value, or "]"; a key, or "}"; a comma, or the end of what is open.
_VALUE, _FIRST, _KEY, _FIRST_KEY, _COLON, _NEXT = range(6)


class Token(NamedTuple):
    """A token that says something: a comma and a colon are none.

    Args:
        kind: `string`, `key`, `number`, `literal`, or the bracket itself.
        start: Its first raw character; of a string and key, behind the quote.
        end: One past its last raw character; of a string and key, the closing quote.
        value: What a string or key says, else the raw characters.
    """

    kind: str
    start: int
    end: int
    value: str


class BadJson(Exception):  # noqa: N818  (never leaves this package)
    """The text is not JSON. `at` is the raw character; no text."""

    def __init__(self, at: int) -> None:
        super().__init__("not valid JSON")
        self.at = at


def tokenize(raw: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of one JSON value; none if there are only blanks.

    Args:
        raw: The file's text.
        start: Where the value begins.
        end: Where it ends at the latest.

    Raises:
        BadJson: if there is anything but one JSON value.
    """
    stop = len(raw) if end is None else end
    tokens: list[Token] = []
    open_marks: list[str] = []
    state, at = _VALUE, start
    while state != _NEXT or open_marks:
        match = _TOKEN.match(raw, at, stop)
        if match is None:
            blank_end = _end_of_blanks(raw, at, stop)
            if blank_end == stop and not tokens:
                return []
            raise BadJson(blank_end)
        kind = match.lastgroup or ""
        begin, at = match.span(kind)[0], match.end()
        if kind == "mark":
            state = _after_mark(raw[begin], begin, state, open_marks, tokens)
        elif kind == "string" and state in (_KEY, _FIRST_KEY):
            tokens.append(Token(KEY, begin, at - 1, _value(match[kind])))
            state = _COLON
        elif state in (_VALUE, _FIRST):
            quote = kind == "string"
            said = _value(match[kind]) if quote else match[kind]
            tokens.append(Token(kind, begin, at - quote, said))
            state = _NEXT
        else:
            raise BadJson(begin - (kind == "string"))
    at = _end_of_blanks(raw, at, stop)
    if at != stop:
        raise BadJson(at)
    return tokens


def _after_mark(mark: str, at: int, state: int, open_marks: list[str], tokens: list[Token]) -> int:
    """Take a mark into account and return what may stand next."""
    inside = open_marks[-1] if open_marks else ""
    if mark in "{[" and state in (_VALUE, _FIRST):
        open_marks.append(mark)
        tokens.append(Token(mark, at, at + 1, mark))
        return _FIRST_KEY if mark == "{" else _FIRST
    if mark in "}]" and inside + mark in ("{}", "[]") and state in (_NEXT, _FIRST, _FIRST_KEY):
        open_marks.pop()
        tokens.append(Token(mark, at, at + 1, mark))
        return _NEXT
    if mark == "," and state == _NEXT and inside:
        return _KEY if inside == "{" else _VALUE
    if mark == ":" and state == _COLON:
        return _VALUE
    raise BadJson(at)


def _end_of_blanks(raw: str, at: int, stop: int) -> int:
    match = _BLANK.match(raw, at, stop)
    return match.end() if match else at


def _value(raw: str) -> str:
    if "\\" in raw:
        raw = ESCAPE.sub(_unescape, raw)
        return _NO_TEXT.sub("\ufffd", raw)
    return raw


def _unescape(match: re.Match[str]) -> str:
    escape = match[0]
    if escape[1] != "u":
        return _SIMPLE.get(escape[1], escape[1])
    code = int(escape[2:6], 16)
    if len(escape) == 12:
        code = 0x10000 + ((code - 0xD800) << 10) + int(escape[8:], 16) - 0xDC00
    return chr(code)


class Tree:
    """The tokens of one JSON value, to be walked by index."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._close: dict[int, int] = {}
        opened: list[int] = []
        for i, token in enumerate(tokens):
            if token.kind in ("{", "["):
                opened.append(i)
            elif token.kind in ("}", "]"):
                self._close[opened.pop()] = i

    def end_of(self, i: int) -> int:
        """Return one past the last token of the value at `i`, or of the value of the key there."""
        if self.tokens[i].kind == KEY:
            i += 1
        return self._close.get(i, i) + 1

    def elements(self, i: int) -> Iterator[int]:
        """Yield the values of the array at `i`; none if it is no array."""
        if self.tokens[i].kind == "[":
            i, stop = i + 1, self._close[i]
            while i < stop:
                yield i
                i = self.end_of(i)

    def items(self, i: int) -> Iterator[tuple[int, int]]:
        """Yield key and value of the object at `i`; none if it is no object."""
        if self.tokens[i].kind == "{":
            i, stop = i + 1, self._close[i]
            while i < stop:
                yield i, i + 1
                i = self.end_of(i + 1)
