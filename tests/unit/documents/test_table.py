"""Tables: read by cell, rewritten with quoting, line ends and everything else kept."""

from __future__ import annotations

import csv
import io

import pytest

from casesafe.documents.document import Change
from casesafe.documents.open import open_document
from casesafe.documents.table import parse, sniff

CLIENTS = (
    "Client Name,DOB,Notes\r\n"
    '"Brandt, Ayodele",1980-02-03,"Ayodele said ""no"".\r\nTwice."\r\n'
    "Bea Cole,,\U0001f600 \r\n"
)


def test_a_cell_is_a_line_with_its_header_as_cue() -> None:
    """A blank line between records, none for empty cells; the header is text as well."""
    assert open_document("a.csv", CLIENTS.encode()).text == (
        "Client Name | DOB | Notes\n\n"
        'client name: Brandt, Ayodele\ndob: 1980-02-03\nnotes:\nAyodele said "no".\r\nTwice.\n\n'
        "client name: Bea Cole\nnotes: \U0001f600 "
    )


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.csv", "", ""),
        ("a.csv", "\n\r\n", ""),
        ("a.csv", "Name,Notes", "Name | Notes"),
        ("a.csv", "Name,Notes\n", "Name | Notes"),
        ("a.csv", "Ayodele Brandt,1980-02-03\nBea Cole,x\n", "Ayodele Brandt | 1980-02-03\n\nBea Cole | x"),
        ("a.csv", "Ayodele Brandt\nBea Cole\n", "Ayodele Brandt\nBea Cole"),
        ("a.csv", "Client type,new\nClient name,Bea\n", "Client type | new\n\nClient name | Bea"),
        ("a.csv", "name,notes\na\nb,c,d\n,,e\n", "name | notes\n\nname: a\n\nname: b\nnotes: c\nd\n\ne"),
        ("a.csv", ",name\n0,x\n", "name\n\n0\nname: x"),
        ("a.csv", "\n\nname,notes\n\na,b\n\n", "name | notes\n\nname: a\nnotes: b"),
        ("a.csv", "name;notes\na;b, c\n", "name | notes\n\nname: a\nnotes:\nb, c"),
        ("a.csv", "name\tnotes\na\tb, c\n", "name | notes\n\nname: a\nnotes:\nb, c"),
        ("a.tsv", "name\tnotes\na, b; c\t\"x\ty\"\n", "name | notes\n\nname: a, b; c\nnotes: x\ty"),
        ("a.TSV", "a,b\n", "a,b"),
        ("a.csv", "name,notes\rA,b\rB,c", "name | notes\n\nname: A\nnotes: b\n\nname: B\nnotes: c"),
        ("a.csv", 'name,notes\nx,5\'10" tall\n', 'name | notes\n\nname: x\nnotes:\n5\'10" tall'),
        ("a.csv", 'name,notes\nx, "y"\n', 'name | notes\n\nname: x\nnotes:  "y"'),
        ("a.csv", 'name,notes\n"",""""\n', 'name | notes\n\nnotes: "'),
        ("a.csv", "List of clients,,\n,,\nname,age,fee\nA,9,1\n",
         "List of clients\n\nname | age | fee\n\nname: A\nage: 9\nfee: 1"),
        ("a.csv", "sep=|\nname|notes\nA|b,c\n", "sep=\n\nname | notes\n\nname: A\nnotes: b,c"),
        ("a.csv", "name|notes\nA|b\n", "name | notes\n\nname: A\nnotes: b"),
        ("a.csv", "What is your name?,How old are you?\nA,9\n",
         "What is your name? | How old are you?\n\nname: A\nage: 9"),
        ("a.csv", 'Q1,x\nFirst name,y\n"{""ImportId"":""QID1""}",z\nA,b\n',
         "Q1 | x\n\nFirst name | y\n\nz\n\nfirst name: A\ny: b"),
        ("a.csv", 'notes,fee\n"Hi A,\n\nb.",1\n', "notes | fee\n\nnotes:\nHi A,\n\nb.\n\nfee: 1"),
        ("a.csv", 'A,"b\n%s",c\n' % ("d " * 60), "A\nb\n%s\nc" % ("d " * 60)),
    ],
    ids=["empty", "blank", "header", "header with line end", "no header", "one column", "form", "ragged",
         "unnamed column", "blank lines", "semicolon", "tab", "tsv", "tsv in capitals", "cr",
         "quote within", "quote behind a blank", "only a quote", "title", "told delimiter", "bar", "questions",
         "Qualtrics", "prose", "prose without header"],
)  # fmt: skip
def test_what_a_table_reads_as(name: str, data: str, text: str) -> None:
    """Every character that is not between cells is in the text."""
    document = open_document(name, data.encode())
    assert document.text == text
    assert document.rewrite(()) == data.encode()


@pytest.mark.parametrize(
    "data",
    ['Name,Notes\n"Ayodele, never closed\nBea,x\n', 'Name,Notes\n"Ayodele" Brandt,x\n', '"'],
    ids=["unclosed", "text behind a quote", "a quote alone"],
)
def test_a_table_with_broken_quotes_is_read_as_plain_text(replaced, data: str) -> None:
    """Nothing goes unread; it is rewritten as plain text, even where that heals the quotes."""
    assert open_document("a.csv", data.encode()).text == data
    assert (
        replaced("a.csv", data.encode(), "Ayodele") == data.replace("Ayodele", "[CLIENT]").encode()
    )
    assert replaced("a.csv", data.encode(), '"', "") == data.replace('"', "").encode()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Bea Cole", "[CLIENT]", CLIENTS.replace("Bea Cole", "[CLIENT]")),
        ("Bea Cole", "Cole, B.", CLIENTS.replace("Bea Cole", '"Cole, B."')),
        ("Bea Cole", 'the "C"', CLIENTS.replace("Bea Cole", '"the ""C"""')),
        ("Bea Cole", "B\nC", CLIENTS.replace("Bea Cole", '"B\nC"')),
        ("Bea Cole", "a;b", CLIENTS.replace("Bea Cole", "a;b")),
        ("Bea Cole", "", CLIENTS.replace("Bea Cole", "")),
        ("Ayodele", "[CLIENT]", CLIENTS.replace("Ayodele", "[CLIENT]")),
        ('"no"', "no", CLIENTS.replace('""no""', "no")),
        ('"no"', '"yes"', CLIENTS.replace('""no""', '""yes""')),
        ("Client Name", "[X]", CLIENTS.replace("Client Name", "[X]")),
        ("\r\nTwice", ", twice", CLIENTS.replace("\r\nTwice", ", twice")),
    ],
)
def test_only_the_cell_is_rewritten_and_quoted_where_needed(
    replaced, old: str, new: str, expected: str
) -> None:
    """Quoted cells stay quoted; others become so only if they must; cues stay whole."""
    assert replaced("a.csv", CLIENTS.encode(), old, new).decode() == expected


@pytest.mark.parametrize("data", ["Ayodele", "name\nAyodele\n", "Ayodele\r\nBea\r\n"])
def test_a_record_of_one_cell_stays_a_record_without_its_text(replaced, data: str) -> None:
    """An empty line would be none."""
    assert replaced("a.csv", data.encode(), "Ayodele", "") == data.replace("Ayodele", '""').encode()


def test_a_name_in_a_header_is_rewritten_once() -> None:
    """The cues that repeat it are not the file's."""
    data = b"Date,Notes of Ayodele,Type\n1,2,3\n4,5,6\n"
    document = open_document("a.csv", data)
    assert document.text.count("notes of ayodele: ") == 2
    whole = [Change(0, len(document.text), "*")]
    assert document.rewrite(whole) == b"*,*,*\n*,*,*\n*,*,*\n"


def test_a_change_over_cells_and_cues_is_made_in_each_cell() -> None:
    """Partly touched cells keep the rest; a change within a cue changes nothing."""
    document = open_document("a.csv", b"first name,last name\nAyodele,Brandt\n")
    start, end = document.text.index("dele"), document.text.index("randt")
    assert document.rewrite([Change(start, end, "*")]).splitlines()[1] == b"Ayo*,*randt"
    cue = document.text.index("last name: ")
    assert document.rewrite([Change(cue + 1, cue + 5, "*")]).splitlines()[1] == b"Ayodele,Brandt"


def test_places_are_those_in_the_file() -> None:
    """Line breaks and doubled quotes within a cell count as they stand."""
    document = open_document("a.csv", CLIENTS.encode())
    places = {
        word: document.place(document.text.index(word))
        for word in ("Brandt", "1980", '"no"', '".\r', "Twice", "Bea", "\U0001f600")
    }
    assert places == {
        "Brandt": (2, 2), "1980": (2, 19), '"no"': (2, 44), '".\r': (2, 48), "Twice": (3, 1),
        "Bea": (4, 1), "\U0001f600": (4, 11),
    }  # fmt: skip
    assert document.place(document.text.index("dob: ")) == (2, 19)  # a cue: what it is a cue for
    assert document.place(len(document.text)) == (4, 13)


@pytest.mark.parametrize(
    ("raw", "delimiter"),
    [
        ("", ","),
        ("a b c", ","),
        ("a,b\nc,d", ","),
        ("a;b\nc;d,e", ";"),
        ("a|b\nc|d,e", "|"),
        ("a;1,5\nb;2,5", ";"),
        ("Betrag;Text\n1,50;x\n2,50;y", ";"),
        ("1;Brandt, Ayodele\n2;Cole, Bea", ";"),
        ("a\tb;c\nd\te", "\t"),
        ('"a;b;c",d\n"e",f', ","),
        ('"a,b";c\n"d,e,f";g', ";"),
        ('"a\n;;\n",d\n', ","),
        ('a,"b\nc;d', ","),
    ],
)
def test_the_delimiter_is_what_the_records_agree_on(raw: str, delimiter: str) -> None:
    """Decimal commas, names with commas and quoted cells do not mislead."""
    assert sniff(raw) == delimiter


@pytest.mark.parametrize("raw", [CLIENTS, "a,b\n\n,\n", 'a\n"b ""c"" d"\n', "x,y,", ",", '"",'])
def test_records_are_those_of_the_standard_library(raw: str) -> None:
    """Python's reader sees the same cells."""
    rows = parse(raw, ",")
    assert rows is not None
    ours = [[cell.value for cell in row] for row in rows]
    theirs = list(csv.reader(io.StringIO(raw, newline=""), strict=True))
    assert [[] if row == [""] else row for row in ours] == theirs


def test_a_large_table_takes_time_by_its_size() -> None:
    """Ten thousand records and changes are a matter of a moment; no step looks at all others."""
    data = ("name,notes\n" + '"Brandt, Ayodele","said ""no"""\n' * 10_000).encode()
    document = open_document("a.csv", data)
    starts = [i for i in range(len(document.text)) if document.text.startswith("Ayodele", i)]
    out = document.rewrite([Change(i, i + 7, "A.") for i in starts])
    assert out == data.replace(b"Ayodele", b"A.")
    assert document.place(starts[-1]) == (10_001, 10)
