"""The word lists: sizes, what is in them, and what must not be."""

from importlib.resources import files

import pytest

from casesafe.values import vocabulary

LISTS = (
    vocabulary.ordinary_words,
    vocabulary.given_names,
    vocabulary.surnames,
    vocabulary.ambiguous_names,
    vocabulary.common_given_names,
)
#: The words that are also names, of the project's list of look-alikes.
WORD_NAMES = (
    "will may mark art grace hope joy faith chase dawn rose lily ivy iris violet daisy olive hazel "
    "ginger sage basil rosemary amber ruby pearl jade crystal sky river brook cliff forest heath "
    "glen dale rich rob bill jack nick pat sue gene jean guy buddy junior frank ernest earnest "
    "wade drew miles bud christian angel destiny serenity trinity harmony melody charity patience "
    "prudence constance mercy honor justice journey haven genesis summer autumn april june august "
    "carol noel star sunny stormy dusty rusty sandy rocky curt trip peg dot bea kay young long "
    "little strong sharp wise best good love hurt pain moody savage cross church bishop pope "
    "priest king major judge page case price banks park field woods hill stone snow winter "
    "day weeks "
    "brown black white green gray fox wolf bird fish baker cook mason hunter parker porter carter "
    "miller smith"
).split()
PLACE_NAMES = (
    "virginia georgia carolina dakota montana austin dallas houston jackson madison lincoln "
    "charlotte savannah brooklyn chelsea phoenix paris london sydney florence milan roman lourdes "
    "jordan chad israel india kenya china asia ireland troy orlando trenton"
).split()


@pytest.mark.parametrize("load", LISTS)
def test_list_is_lower_case_without_comments(load):
    """Entries are single lower-case words."""
    assert all(w == w.lower() and w and w[0] != "#" and " " not in w for w in load())


@pytest.mark.parametrize("load", [*LISTS, vocabulary.clinical_abbreviations])
def test_list_is_loaded_once(load):
    """The second call returns the same set."""
    assert load() is load()


def test_sizes():
    """The lists are as large as their sources promise."""
    assert 55_000 <= len(vocabulary.ordinary_words()) <= 75_000
    assert len(vocabulary.given_names()) >= 4_000
    assert len(vocabulary.surnames()) >= 20_000
    assert len(vocabulary.clinical_abbreviations()) >= 800


@pytest.mark.parametrize("word", [*WORD_NAMES, *PLACE_NAMES])
def test_ambiguous_names_hold_words_and_places(word):
    """Each word or place that is a name too needs a cue, so it is no common name."""
    assert word in vocabulary.ambiguous_names()
    assert word not in vocabulary.common_given_names()


@pytest.mark.parametrize(
    "name", ["john", "roger", "maria", "marisol", "aisha", "zofia", "thuy", "kwame", "dmitri",
             "josé", "jose", "leilani", "siobhan", "priyanka", "xóchitl", "xochitl", "tanisha"]
)  # fmt: skip
def test_common_given_names_of_many_origins(name):
    """A name of any origin is known, and is no ordinary word."""
    assert name in vocabulary.given_names()
    assert name in vocabulary.common_given_names()
    assert name not in vocabulary.ordinary_words()


@pytest.mark.parametrize(
    "name", ["okonkwo", "nguyen", "lindqvist", "garcía", "garcia", "singh", "kowalski", "o'brien",
             "yazzie", "haddad", "smith", "kim"]
)  # fmt: skip
def test_surnames_of_many_origins(name):
    """A surname of any origin is known."""
    assert name in vocabulary.surnames() or name.replace("'", "") in vocabulary.surnames()


@pytest.mark.parametrize(
    "word",
    ["cried", "sessions", "hope", "psychoeducation", "countertransference", "sertraline", "grocery",
     "mother", "scheduled", "dysregulated", "tapentadol"],
)  # fmt: skip
def test_ordinary_words_with_inflections_and_clinical_terms(word):
    """Inflected and clinical words are ordinary."""
    assert word in vocabulary.ordinary_words()


@pytest.mark.parametrize(
    "word", ["the", "and", "has", "session", "client", "monday", "mother", "is"]
)
def test_function_words_are_no_names(word):
    """Words of every note never count as names, whatever a register holds."""
    assert word not in vocabulary.given_names()
    assert word not in vocabulary.surnames()


@pytest.mark.parametrize(
    "word", ["TSH", "CBC", "VPA", "ALBUMIN", "ALKPHOS", "BILITOT", "EKG", "PHQ-9", "LCSW", "AVH",
             "NSSI", "MGM", "CT", "BL", "SIB", "WNL", "GAL"]
)  # fmt: skip
def test_clinical_abbreviations(word):
    """Abbreviations of notes and laboratories are known in capitals."""
    assert word in vocabulary.clinical_abbreviations()


def test_data_files_stay_small():
    """No list is larger than a reader's patience: 400 KB."""
    folder = files("casesafe.values") / "data"
    assert all(len(f.read_bytes()) <= 400_000 for f in folder.iterdir() if f.name.endswith(".txt"))
