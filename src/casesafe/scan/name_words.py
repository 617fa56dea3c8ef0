"""What a word of a file's or folder's name is: a name, a word that may be one, or a known word.

The lists in `data/` hold what is usual in names of files: `file_words.txt` of programs, papers and
practices, `record_words.txt` of records about a person.

Known misses: a name that is written like a known word ("Case", "Page") is found only beside another
name or in the file's content; a name that no list has is not found in the name of a program.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from importlib.resources import files

from casesafe.recognizers._name_stop import FORM_WORDS, NOT_NAMES, STOP
from casesafe.scan.name_view import Piece
from casesafe.values.places import cities, counties, countries, fold, states_by_name
from casesafe.values.vocabulary import (
    clinical_abbreviations,
    given_names,
    ordinary_words,
    surnames,
)


class Sense(Enum):
    """What a word of a name is, by itself."""

    NAME = "a listed name that is no other word"
    UNKNOWN = "no known word"
    MAYBE = "a listed name that is an ordinary word too"
    SHORT = "two letters that may be a name"
    LETTER = "one letter"
    CAPITALS = "two or three capitals that stand for nothing known"
    PLACE = "a place's name"
    RECORD = "usual in names of records about a person"
    FORMED = "a form of known words that no list has, with a capital"
    KNOWN = "any other known word"


def _data(name: str) -> list[str]:
    text = (files("casesafe.scan") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


@lru_cache(maxsize=1)
def file_words() -> frozenset[str]:
    """Return words usual in names of files that are never a name by themselves, lower case."""
    return frozenset(w for line in _data("file_words") for w in line.split())


@lru_cache(maxsize=1)
def record_words() -> frozenset[str]:
    """Return words usual in names of records about a person, lower case."""
    return frozenset(w for line in _data("record_words") for w in line.lstrip("!").split())


@lru_cache(maxsize=1)
def close_record_words() -> frozenset[str]:
    """Return those of the record words that nearly always stand beside a person's name."""
    lines = (line for line in _data("record_words") if line[0] == "!")
    return frozenset(w for line in lines for w in line[1:].split())


@lru_cache(maxsize=1)
def listed_names() -> frozenset[str]:
    """Return given names and surnames, lower case."""
    return given_names() | surnames()


@lru_cache(maxsize=1)
def whole_words() -> frozenset[str]:
    """Return words, lower case, that are one word though capitals may stand in them ("DeShawn")."""
    abbreviations = frozenset(a.lower() for a in clinical_abbreviations())
    return listed_names() | file_words() | abbreviations


def is_name(word: str) -> bool:
    """Return whether a word in lower case is a listed name, whatever else it is."""
    plain = fold(word)
    names = listed_names()
    return word in names or plain in names or word.replace("'", "") in names


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return ordinary_words() | FORM_WORDS | NOT_NAMES | STOP | file_words()


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    one_word = (w for w in (*cities(), *countries(), *states_by_name()) if " " not in w)
    return frozenset(one_word) | counties()


#: Months and seasons that are given names too: persons only in plain company.
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec summer autumn spring winter".split()
)
#: Names that are programs too, where a name is a program's.
_TOOLS = frozenset(
    "ada alan ansel babel bert cassandra celery conan cypress django flora gil hadley idris "
    "jaeger jasmine jenkins julia karma lora maven miro mocha nat pascal puck ray ruby sanic sass "
    "seaborn sinatra sony sphinx thanos travis vagrant vala vera vue lan lua lu perl roman sol".split()
)
#: What words of programs are glued together from, besides ordinary words.
_PARTS = frozenset(
    "abs addon api app arg array async attr audio auth auto back bar base batch bin bit block blue "
    "board bool boot buf build bundle byte cache calc call cast cert cfg char chat check cli client "
    "clip cloud cmd code codec com comp cond conf config conn const container context control core "
    "count cpu crypt crypto css csv ctl cursor data dataset date db dead debug dev dict diff dir "
    "disk dist dns doc docker docs down dump edit elem enum env err error exec expr ext feed field "
    "file filter find flag fold form frame free front full func gen get git global graph grep grid "
    "group guard handle hash head help hex hook host html http ignore image img index info init "
    "inner input install int inter iter java job join jpeg js json key kube lab lang lib line link "
    "lint list load local lock log loop mac macro mail main make map mark mask math max media mem "
    "menu merge meta micro mid min mock mod model module mono mount multi mux name nav net node "
    "non note notes null num obj object off on open ops opt out over pack page param parse parser "
    "pass path phone pic pip pipe pixel play plug plugin poly pop port post pre print prob process "
    "prod profile prop proto proxy pub pull push py python query queue quick ram raw read real ref "
    "reg remote render repo req res reset rest rev robot root route router row rpc rule run safe "
    "save scan schema screen script scroll search sec select self send ser server set sheet shell "
    "side sign sim site size slide snap socket sort source spec split spread sql src ssl stack "
    "start stat state std step stop store str stream string struct style sub super swap switch sync "
    "syntax sys system tab table tag tar task temp term test tests text thread tick time timer tmp "
    "token tool tools trace track tree trim try ts tty type ui un under unit unix unpack up update "
    "upload url use user utf util utils val valid value var vec ver version vid view vim virtual "
    "web wiki win window word work wrap write xml yaml zip zone".split()
)
_VOWEL = re.compile(r"[aeiouy]|[^\x00-\x7f]")
_ENDINGS = (
    "s",
    "es",
    "ed",
    "ing",
    "er",
    "ers",
    "or",
    "ly",
    "able",
    "ization",
    "ize",
    "ized",
    "ify",
)
#: The least letters of a part of a glued word, of the whole.
_MIN_PART, _MIN_GLUED = 3, 6
#: The least letters of a chain of words without a separator, and the most of one word in it.
_MIN_CHAIN, _MAX_LINK = 9, 16


def is_ordinary(word: str) -> bool:
    """Return whether a word in lower case is an ordinary word, whatever else it is."""
    return word in _known_words() or word in record_words()


#: Two capitals that stand for something, beside a date too.
_NO_INITIALS = frozenset(
    "tx hx dx rx sx pt ot cm gt iv id ok am pm uk us eu qa hr pr ci cd ui ux db ai ml bp iq mi it "
    "tv pc os ip ad da vs re cc ce no nr dc sp st dr mr ms jr sr ii cv".split()
)


def may_be_initials(word: str) -> bool:
    """Return whether a known abbreviation may be somebody's initials, beside a date."""
    return len(word) == 2 and word.isupper() and word.lower() not in _NO_INITIALS


def sense_of(piece: Piece, *, of_program: bool) -> Sense:
    """Return what a word is, by itself.

    Args:
        piece: The word.
        of_program: Whether the name is a program's or its settings', where words that no list
            has are usual and a name is not.
    """
    word, lower = piece.word, piece.lower
    if len(lower) == 1:  # a sign that stands for a word is none
        return Sense.LETTER if word.isupper() or word.islower() else Sense.UNKNOWN
    if lower in record_words():
        return Sense.RECORD
    capitals = word.isupper() and len(word) <= 3
    plain = fold(lower)
    listed = is_name(lower)
    if lower in file_words() or (
        lower.upper() in clinical_abbreviations() and not (listed and word.istitle())
    ):
        return Sense.KNOWN
    if listed:
        return _of_listed(piece, of_program)
    if lower in _known_words() or plain in _known_words() or not _VOWEL.search(lower):
        return Sense.CAPITALS if capitals and lower not in _known_words() else Sense.KNOWN
    if capitals:
        return Sense.CAPITALS
    if plain in _places():
        return Sense.PLACE
    if of_program:
        return Sense.KNOWN
    if len(lower) == 2 and lower.isascii():
        return Sense.SHORT if word.istitle() else Sense.KNOWN
    if _is_formed(plain):
        return Sense.FORMED if word.istitle() else Sense.KNOWN
    return Sense.UNKNOWN


def _of_listed(piece: Piece, of_program: bool) -> Sense:
    lower = piece.lower
    if of_program and (len(lower) < _MIN_PART + 1 or lower in _TOOLS):
        return Sense.KNOWN
    if len(lower) == 2:
        return Sense.CAPITALS if piece.word.isupper() else Sense.SHORT
    if lower in ordinary_words() or lower in MONTHS:
        return Sense.MAYBE
    return Sense.NAME


@lru_cache(maxsize=4096)
def _is_formed(word: str) -> bool:
    """Return whether a word that no list has is a form of a known one, or glued from known ones."""
    known = _known_words()
    if word + "s" in known:
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _MIN_PART and (stem in known or stem + "e" in known):
            return True
    return len(word) >= _MIN_GLUED and (_is_glued(word) or _is_chain(word))


def _is_glued(word: str) -> bool:
    """Say whether a word is made of parts of programs' words, one known word perhaps among them."""
    known = _known_words()
    for cut in range(2, len(word) - 1):
        head, tail = word[:cut], word[cut:]
        if head in _PARTS and (tail in _PARTS or (len(tail) >= _MIN_PART and tail in known)):
            return True
        if tail in _PARTS and len(head) >= _MIN_PART and head in known:
            return True
        if head in _PARTS and len(tail) >= _MIN_GLUED and _is_glued(tail):
            return True
    return False


def _is_chain(word: str) -> bool:
    """Say whether a long word is a chain of known words, none of which is a name too."""
    if len(word) < _MIN_CHAIN:
        return False
    ends = {0}  # where a chain from the start can end
    for end in range(_MIN_PART, len(word) + 1):
        for start in range(max(0, end - _MAX_LINK), end - _MIN_PART + 1):
            link = word[start:end]
            if start in ends and link in _known_words() and not is_name(link):
                ends.add(end)
                break
    return len(word) in ends
