"""The name of a file or folder as a readable text, with the way back to the name's own offsets.

"OkaforAda_Intake-2024-03-04" reads "Okafor Ada Intake 2024-03-04". Dots and hyphens stay between
digits, where they belong to a date or a number, and in e-mail and web addresses.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, field

from casesafe.core.placeholders import placeholders_in

#: Suffixes that say what a file is, lower case without the dot; anything else behind a dot is name.
SUFFIXES = frozenset(
    "txt text md markdown mdx mdc rst adoc org csv tsv json jsonl ndjson geojson ipynb xml html "
    "htm xhtml yaml yml toml ini cfg conf config properties env lock log sql db sqlite doc docx "
    "docm dot dotx odt ods odp rtf pdf xls xlsx xlsm ppt pptx pages numbers key epub msg eml mbox "
    "ics vcf zip gz bz2 xz 7z tar tgz rar zst jar war whl png jpg jpeg gif bmp tif tiff heic webp "
    "svg ico mp3 mp4 m4a wav mov avi webm ogg flac vtt srt py pyi pyx pxd pyc pyo rlib vim f90 ipy js jsx mjs cjs "
    "ts tsx cts mts vue svelte css scss sass less go mod sum rs java kt kts scala groovy gradle c "
    "h cc cpp cxx hpp hh cs fs vb swift m mm rb erb gemspec php pl pm r rmd qmd jl lua dart ex exs "
    "erl hs ml clj el lisp sh bash zsh fish ps1 bat cmd tf tfvars hcl proto graphql gql ejs hbs "
    "j2 jinja tmpl tpl template example sample dist in am ac mk cmake make bazel bzl nix map snap "
    "patch diff bak old orig tmp swp pem crt cer pub sig asc po pot mo ttf otf woff woff2 eot "
    "parquet feather pkl npy npz pt onnx h5 exe dll so dylib bin iso dmg deb rpm".split()
)
#: Of these, the ones of programs and their settings: such a file is no record of a client.
CODE_SUFFIXES = frozenset(
    "py pyi pyx pxd pyc pyo rlib vim f90 js jsx mjs cjs ts tsx cts mts vue svelte css scss sass less go mod sum rs "
    "java kt kts scala groovy gradle c h cc cpp cxx hpp hh cs fs vb swift m mm rb erb gemspec php "
    "pl pm r jl lua dart ex exs erl hs ml clj el lisp sh bash zsh fish ps1 bat cmd tf tfvars hcl "
    "proto graphql gql ejs hbs j2 jinja tmpl tpl yaml yml toml ini cfg conf properties lock sql "
    "mk cmake make bazel bzl nix map snap patch svg ico ttf otf woff woff2 eot am ac whl jar exe "
    "dll so dylib deb rpm po pot".split()
)


#: Suffixes that stand behind another one: "notes.tar.gz", "index.html.erb".
_OUTER = frozenset(
    "gz bz2 xz 7z zip zst bak old orig tmp swp in am j2 jinja tmpl tpl template example sample dist "
    "snap map erb ejs hbs lock sig asc patch".split()
)


def split_suffix(name: str) -> tuple[str, str]:
    """Return stem and known suffix of a file name: `("notes", ".tar.gz")`; the suffix may be ""."""
    stem, suffix = name, ""
    while not suffix or (suffix.lower().rsplit(".", 1)[1] in _OUTER and suffix.count(".") == 1):
        head, dot, tail = stem.rpartition(".")
        domain = "@" in head and "." not in head.rpartition("@")[2]  # "ada@example.org"
        if not dot or not head.strip(".") or domain or tail.lower() not in SUFFIXES:
            break
        stem, suffix = head, dot + tail + suffix
    return stem, suffix


# One word of a name. Must not match digits: "v2" is the letter and a number.
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# Where one word ends and the next begins without a separator: "AdaOkafor", "XMLFile".
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# An e-mail or web address; its dots and hyphens are its own.
_ADDRESS = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+|(?:www\.|https?[:_.\-]+)[\w.\-]+")
# Three groups of digits, or a year and a month, joined by underscores: a date or phone number.
_JOINED = re.compile(
    r"(?<![\d_])(?:\d{1,4}_\d{1,4}_\d{1,4}|(?:19|20)\d\d_(?:0[1-9]|1[0-2])|"
    r"(?:0[1-9]|1[0-2])_(?:19|20)\d\d)(?![\d_])"
)
# The hexadecimal digits of a hash or a UUID, letters and numbers mixed; no word is in them.
_HASH = re.compile(
    r"(?<![^\W_])(?=[0-9a-fA-F\-]*\d)(?=[0-9\-]*[a-fA-F])"
    r"(?:[0-9a-fA-F]{10,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![^\W_])"
)
_SEPARATORS = "_+-.~"
#: A word of fewer letters beside a digit belongs to it: "v2", "3rd", "OK4471".
_MIN_WORD = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a name, in offsets of the view's `text`; the word is hidden from the repr."""

    start: int
    end: int
    word: str = field(repr=False)

    @property
    def lower(self) -> str:
        """The word in lower case, with a plain apostrophe."""
        return self.word.lower().replace("\u2019", "'")


@dataclass(frozen=True, slots=True, repr=False)
class NameView:
    """One component of a path, made readable. It holds a name, so its repr hides it.

    Args:
        text: The name, composed (NFC), everything unprintable blank.
        pieces: Its words outside our placeholders, in order.
        readable: What a guard reads.
        holes: Where our placeholders stand in `text`.
    """

    text: str
    pieces: tuple[Piece, ...]
    readable: str
    holes: tuple[tuple[int, int], ...]
    _cells: tuple[tuple[int, int], ...]
    _places: tuple[tuple[int, int], ...]

    def __repr__(self) -> str:
        return f"NameView({len(self.text)} characters)"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the name as it is on disk of a range of `text`."""
        return self._cells[start][0], self._cells[end - 1][1]

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in `text` of a range of `readable`."""
        return self._places[start][0], self._places[end - 1][1]


def view_of(name: str, one_word: frozenset[str], custom_types: frozenset[str]) -> NameView:
    """Return the view of a name.

    Args:
        name: One component of a path, without its suffix.
        one_word: Words in lower case that are not cut at the capitals in them ("DeShawn", "GitHub").
        custom_types: A policy's own entity types, whose placeholders are ours too.
    """
    text, cells = _composed(name)
    holes = tuple((p.start, p.end) for p in placeholders_in(text, custom_types))
    pieces = tuple(_pieces(text, holes, one_word))
    readable, places = _readable(text, pieces, holes)
    return NameView(text, pieces, readable, holes, cells, places)


def _composed(name: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the name in NFC, and for each character where it stands in `name`."""
    out: list[str] = []
    cells: list[tuple[int, int]] = []
    at = 0
    while at < len(name):
        end = at + 1
        while end < len(name) and unicodedata.combining(name[end]):
            end += 1
        for c in unicodedata.normalize("NFC", name[at:end]):
            out.append(c if c.isprintable() else " ")
            cells.append((at, end))
        at = end
    return "".join(out), tuple(cells)


def _pieces(text: str, holes: tuple[tuple[int, int], ...], one_word: frozenset[str]) -> list[Piece]:
    found = []
    no_words = [*holes, *(m.span() for m in _HASH.finditer(text))]
    for m in _LETTERS.finditer(text):
        if any(start < m.end() and m.start() < end for start, end in no_words):
            continue
        word = m.group()
        if word[-2:] in ("'s", "\u2019s"):
            word = word[:-2]
        cuts = [] if word.lower() in one_word else [c.start() for c in _CAMEL.finditer(word)]
        bounds = [0, *cuts, len(word)]
        while len(bounds) > 2 and word[: bounds[1]] in ("Mc", "Mac", "O"):  # "McAllister"
            del bounds[1]
        for start, end in itertools.pairwise(bounds):
            found.append(Piece(m.start() + start, m.start() + end, word[start:end]))
    return found


def _readable(
    text: str, pieces: tuple[Piece, ...], holes: tuple[tuple[int, int], ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    kept = [*holes, *(m.span() for m in _ADDRESS.finditer(text))]
    joined = {i for m in _JOINED.finditer(text) for i in range(*m.span()) if text[i] == "_"}
    long_words = {i for p in pieces if p.end - p.start >= _MIN_WORD for i in range(p.start, p.end)}
    borders = _borders(text, pieces, kept)
    out: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        c, end = text[at], at + 1
        if any(start <= at < stop for start, stop in kept):
            pass
        elif text.startswith("%20", at):
            c, end = " ", at + 3
        elif at in joined:
            c = "-"
        elif c in "_~" or (c in _SEPARATORS and _is_separator(text, at, long_words)):
            c = " "
        if at in borders:
            out.append(" ")
            places.append((at, at))
        out.append(c)
        places.append((at, end))
        at = end
    return "".join(out), tuple(places)


def _borders(text: str, pieces: tuple[Piece, ...], kept: list[tuple[int, int]]) -> set[int]:
    """Return where a blank goes between two characters: word and word, word and number."""
    found = set()
    for p in pieces:
        if any(start <= p.start < end for start, end in kept):
            continue
        before = text[p.start - 1] if p.start else " "
        after = text[p.end] if p.end < len(text) else " "
        long_enough = p.end - p.start >= _MIN_WORD
        is_blank = text.endswith("%20", 0, p.start)
        if before.isalpha() or (before.isdigit() and long_enough and not is_blank):
            found.add(p.start)
        if after.isdigit() and long_enough:
            found.add(p.end)
    return found


def _is_separator(text: str, at: int, long_words: set[int]) -> bool:
    """Say whether a dot, hyphen or plus parts words: not between digits, nor in "AB-1234"."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] == "+":
        return not (after.isdigit() and not before.isalnum())
    if before == " " or after == " ":
        return False
    if before.isdigit() and after.isdigit():
        return False
    if before.isdigit() or after.isdigit():
        return at - 1 in long_words or at + 1 in long_words or "_" in (before, after)
    return True
