"""Quasi-identifiers: lists, cues, and the words that only look like them."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers._quasi_words import groups, is_group, is_job, jobs
from casesafe.recognizers.quasi import QuasiRecognizer

RECOGNIZER = QuasiRecognizer()


def found(text: str, entity_type: str) -> list[str]:
    """Return the longest surfaces of one type, in order."""
    note = normalize(text)
    spans = {
        note.original(d.start, d.end)
        for d in RECOGNIZER.recognize(note)
        if d.entity_type == entity_type
    }
    longest = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    return [text[s:e] for s, e in sorted(longest)]


def test_lists_are_large() -> None:
    """The lists hold what the recognizer promises."""
    single, phrases = jobs()
    assert len(single) + sum(map(len, phrases.values())) > 1200
    assert sum(map(len, groups().values())) > 800


@pytest.mark.parametrize("phrase", ["welder", "school-bus mechanic", "home health aide", "nurses"])
def test_is_job(phrase: str) -> None:
    """A phrase is a job by its last words, in the plural too."""
    assert is_job(phrase)


@pytest.mark.parametrize("phrase", ["case manager", "social worker", "daughter", "", "hand"])
def test_is_no_job(phrase: str) -> None:
    """The staff of every clinic and words that need another are no jobs."""
    assert not is_job(phrase)


def test_is_group_in_any_case() -> None:
    """A group is known in any case."""
    assert is_group("HMONG")
    assert is_group("greek orthodox")
    assert not is_group("purple")


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("He is a retired sugar-beet chemist.", ["retired sugar-beet chemist"]),
        ("He is a Korean welder.", ["welder"]),
        ("Her daughter, a young cellist, left.", ["cellist"]),
        ("They are beekeepers.", ["beekeepers"]),
        ("A pilot project; the pilot light; a pilot study.", []),
        ("The psychiatrist and her therapist agree.", []),
        ("She teaches kindergarten, he hangs drywall.", ["teaches kindergarten", "hangs drywall"]),
        ("She teaches me patience; he hangs up.", []),
    ],
)
def test_occupations(text: str, surfaces: list[str]) -> None:
    """A job is cut from its article to its head, without ages and groups."""
    assert found(text, "OCCUPATION") == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("An Ethiopian Orthodox deacon.", ["Ethiopian Orthodox"]),
        ("She is Hmong, speaks Hmong with the elders.", ["Hmong"]),
        ("He speaks Korean; a Korean interpreter came.", []),
        ("White noise, black tea, French toast.", []),
    ],
)
def test_groups(text: str, surfaces: list[str]) -> None:
    """The longest group counts; a language, food or colour does not."""
    assert found(text, "DEMOGRAPHIC") == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("He is the only survivor of the wreck.", ["the only survivor of the wreck"]),
        ("She was the first woman to climb it alone.", ["the first woman to climb it alone"]),
        ("He is the first deaf mayor of Astoria.", ["the first deaf mayor of"]),
        ("The only thing she wants is sleep.", []),
        ("The last session was the first in June.", []),
    ],
)
def test_distinctive(text: str, surfaces: list[str]) -> None:
    """A fact ends with its clause and short of a name."""
    assert found(text, "DISTINCTIVE") == surfaces


def test_sources() -> None:
    """Lists alone prove nothing; a cue is a cue."""
    note = normalize("She is a Hmong welder and the only survivor of the fire.")
    sources = {d.entity_type: d.source for d in RECOGNIZER.recognize(note)}
    assert sources == {
        "OCCUPATION": Source.CUE,
        "DEMOGRAPHIC": Source.UNPROVEN,
        "DISTINCTIVE": Source.CUE,
    }


@pytest.mark.parametrize(
    "text",
    ["", " " * 5000, "the only " * 2000, "welder " * 3000, "Black " * 3000, "a" * 5000,
     "he is the one who " * 1000, "on the news " * 2000],
)  # fmt: skip
def test_hostile_text_is_scanned(text: str) -> None:
    """Endless cue words are scanned without an error."""
    list(RECOGNIZER.recognize(normalize(text)))
