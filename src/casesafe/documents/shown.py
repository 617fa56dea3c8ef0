"""Values as a reader takes them: what spells a break, a tag or a mark is blank, places stay.

A file's value and what is shown of it are equally long, so that a finding in the one is a finding
in the other.
"""

from __future__ import annotations

import re

# A line break, tab or quote that is spelled out: of a string that stands in a string, in code or in
# what code printed. Behind a drive or a server ("C:\Users\nina") a small letter goes on with a name,
# so that a path is taken whole; must not take for a drive the letters of a note ("S:\npt came").
_SPELLED = r"(?<!\\)\\++(?:(?P<line>[nr])|(?P<tab>t)|(?P<quote>['\"]))"
_BREAK = re.compile(
    r"(?P<path>(?:(?<![^\W_])[^\W\d_SOAP]:\\|(?<![^\s'\"(])\\\\(?=[\w.-]{1,64}\\))"
    r"(?![nrt][\W\dA-Z_])\S{0,250})|" + _SPELLED
)
_IN_PATH = re.compile(_SPELLED + r"(?![a-z])")
# The marks of a quotation in Markdown and in mail. Must not match "->" nor "<b>".
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
# A tag of HTML without a word for the reader. Must not match a link or picture, whose attributes
# are read, nor "<bea@example.org>".
_TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>a|abbr|b|br|blockquote|caption|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|"
    r"i|img|li|ol|p|pre|q|s|section|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)"
    r"(?:\s+(?:align|border|class|colspan|dir|height|role|rowspan|scope|style|valign|width)"
    r"=(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)
#: Tags within a line of text.
_INLINE = frozenset(
    "a abbr b code em font i img q s small span strong sub sup tbody tfoot thead u".split()
)
# A row of a table with the blanks up to the next one; it may be written over several lines.
_ROW = re.compile(
    r"<tr\b[^<>]*>(?:[^<]++|<(?!/?tr\b))*+</tr\s*>(?:\s|</?t(?:head|body|foot)\s*>)*", re.IGNORECASE
)
# The name of a column ("client_name").
_HEADING = re.compile(r"(?<=>)[^\W_]+(?:_[^\W_]+)+(?=</th)", re.IGNORECASE)
# What HTML spells by several characters where it stands in names.
_ENTITY = re.compile(r"&(?:nbsp|#160|(quot|#34)|(apos|#39|#x27|rsquo));")
# A blank in a path. Must not match "100%20".
_PERCENT = re.compile(r"(?<=[^\W\d])%20(?=\w)")
# A link in a wiki; its target and its text stay. Must not match code ("df[['a', 'b']]").
_WIKI = re.compile(r"(?<!\w)\[\[([^\[\]\n'\"][^\[\]\n]{0,200})\]\]")
# A field in a line of a Markdown note ("client:: x"). Must not match "std::string".
_FIELD = re.compile(r"^([ \t]*(?:[-*][ \t]+)?\w[\w -]{0,40}:):(?=[ \t])", re.MULTILINE)
#: No character to the eye, nor to a recognizer.
NOTHING = "\u200b"


def shown(text: str) -> str:
    """Return a text as long, as a reader takes it.

    Spelled-out line breaks and tabs are such: else the letter would belong to the word behind it
    ("\\nAyodele"). Marks of a quotation and tags of HTML are blank, a row of a table has bars
    between its cells.
    """
    if "\\" in text:
        text = _BREAK.sub(_break, text)
    if ">" in text:
        text = _QUOTED.sub(lambda m: m[0].replace(">", " "), text)
        if "</" in text or "<br" in text.lower():
            text = _TAG.sub(_without_tag, _ROW.sub(_one_line, text))
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "%20" in text:
        text = _PERCENT.sub("   ", text)
    if "[[" in text:
        text = _WIKI.sub(r"  \1  ", text)
    if "::" in text:
        text = _FIELD.sub(r"\1 ", text)
    return text


def _break(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found.get("path"):
        return _IN_PATH.sub(_break, match[0])
    before = len(match[0]) - 1
    if found["quote"]:
        return NOTHING * before + found["quote"]
    return " " * before + ("\t" if found["tab"] else "\n")


def _one_line(row: re.Match[str]) -> str:
    line = row[0].replace("\r", " ").replace("\n", " ")
    return _HEADING.sub(lambda m: m[0].replace("_", " "), line)


def _without_tag(match: re.Match[str]) -> str:
    tag, blank = match["tag"].lower(), " " * (len(match[0]) - 1)
    if tag in ("td", "th"):
        return blank + "|" if match["end"] else blank + " "
    inline = tag in _INLINE or (tag == "tr" and match["end"])
    return blank + (" " if inline else "\n")


def _character(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return ('"' if match[1] else "'") + NOTHING * (len(match[0]) - 1)
    return " " * len(match[0])
