"""Public corpora: which of our types each of their labels may mean, and what they leave out.

A corpus that does not label a type must not teach that nothing of the type is there. So a token
has a set of types that it may be, and the loss counts their summed probability.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from models.train.documents import Document, Span, read_jsonl
from models.train.labels import TYPES

_PLACE = ("LOCATION", "STATE", "COUNTRY")
_PERSON = ("PERSON",)
_ORG = ("ORGANIZATION",)
_IDS = tuple(t for t in TYPES if t.endswith(("_ID", "_NUMBER", "_SSN")) or t == "USERNAME")
_QUASI = ("AGE", "OCCUPATION", "DEMOGRAPHIC", "DISTINCTIVE")
_WEB = ("URL", "EMAIL_ADDRESS")


@dataclass(frozen=True, slots=True)
class Labelling:
    """How a corpus' labels read in ours.

    Args:
        table: Label -> types that it may be; None: anything, so no loss. A label that is not
            listed is no identifier.
        free: Types that the corpus leaves unlabelled.
        others: Whether labels that are not listed may be anything.
    """

    table: Mapping[str, tuple[str, ...] | None]
    free: tuple[str, ...] = ()
    others: bool = False

    def allowed(self, label: str) -> tuple[str, ...] | None:
        """Return the types that a label may be: () for none, None for anything."""
        return self.table.get(label, None if self.others else ())


#: Our own notes label everything.
OWN = Labelling({t: (t,) for t in TYPES})

#: The corpora of phase 1, each with its labelling.
TRAINED: Mapping[str, Labelling] = MappingProxyType(
    {
        "tab_traindev": Labelling(
            {
                "PERSON": _PERSON,
                "ORG": _ORG,
                "LOC": _PLACE,
                "DATETIME": ("DATE",),
                "YEAR": None,
                "CODE": _IDS,
                "DEM": None,
                "MISC": None,
                "QUANTITY": None,
            },
            _QUASI,
        ),
        "openchs_helpline_train": Labelling(
            {
                "NAME": _PERSON,
                "VICTIM": _PERSON,
                "PERPETRATOR": _PERSON,
                "LOCATION": _PLACE,
                "LANDMARK": ("LOCATION", "ORGANIZATION"),
                "AGE": ("AGE",),
                "PHONE_NUMBER": ("PHONE_NUMBER",),
            },
            ("ORGANIZATION", "DATE", "OCCUPATION", "DEMOGRAPHIC", "DISTINCTIVE", *_IDS),
        ),
        "gum_traindev": Labelling(
            {
                "person": ("PERSON", "DEMOGRAPHIC"),
                "place": _PLACE,
                "organization": _ORG,
                "time": None,
                "event": None,
            },
            ("DATE", *_QUASI, *_WEB, *_IDS),
        ),
        "litbank_train": Labelling(
            {
                "PER": _PERSON,
                "GPE": _PLACE,
                "LOC": _PLACE,
                "FAC": ("LOCATION", "ORGANIZATION"),
                "ORG": _ORG,
            },
            ("DATE", *_QUASI, *_IDS),
        ),
        "wnut17_traindev": Labelling(
            {
                "person": _PERSON,
                "location": _PLACE,
                "group": _ORG,
                "corporation": _ORG,
                "product": None,
                "creative-work": None,
            },
            ("DATE", *_QUASI, *_WEB, *_IDS),
        ),
        "btc_traindev": Labelling(
            {"PER": ("PERSON", "USERNAME"), "ORG": ("ORGANIZATION", "USERNAME"), "LOC": _PLACE},
            ("DATE", *_QUASI, *_WEB, *_IDS),
        ),
        "maccrobat_train": Labelling(
            {
                "Age": ("AGE",),
                "Date": None,
                "Time": None,
                "Occupation": ("OCCUPATION",),
                "Nonbiological_location": None,
                "Personal_background": None,
                "Family_history": None,
                "Subject": None,
                "History": None,
            },
            (
                *("PERSON", "ORGANIZATION", "DATE", "DEMOGRAPHIC", "DISTINCTIVE", "OCCUPATION"),
                *_PLACE,
                *_IDS,
            ),
        ),
        "contextual_anonymizer_train": Labelling(
            {
                "NAME": _PERSON,
                "DOCTOR": _PERSON,
                "DATE": ("DATE",),
                "EMAIL": ("EMAIL_ADDRESS",),
                "PHONE": ("PHONE_NUMBER",),
                "COMPANY": _ORG,
                "SCHOOL": _ORG,
                "ADDRESS": ("STREET_ADDRESS", "LOCATION", "ZIP_CODE", "STATE"),
                "USERNAME": ("USERNAME",),
            },
            TYPES,
            others=True,
        ),
    }
)
#: Genres of GUM whose texts are share-alike.
_SHARE_ALIKE = frozenset({"bio", "voyage"})

#: Corpora that only measure (share-alike texts): label -> our type, for labels that have one.
MEASURED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        name: MappingProxyType(table)
        for name, table in (
            ("uner_ewt_dev", {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}),
            ("uner_pud", {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}),
            ("wikigold_train", {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION"}),
            (
                "crossner_traindev",
                {
                    **dict.fromkeys(
                        ("person", "politician", "writer", "musicalartist", "scientist"),
                        "PERSON",
                    ),
                    "researcher": "PERSON",
                    **dict.fromkeys(("location", "country"), "LOCATION"),
                    **dict.fromkeys(
                        ("organisation", "politicalparty", "university", "band"), "ORGANIZATION"
                    ),
                },
            ),
        )
    }
)

# A year alone; must not match a month with its year.
_YEAR = re.compile(r"(?:the year )?\d{4}")
# Titles before a name, which our guidelines leave outside; must not match a name's own word.
_TITLES = re.compile(
    r"(?:(?:Mrs?|Ms|Messrs|Dr|St|Rev|Capt|Col|Gen|Prof|Hon)\.? |"
    r"(?:Miss|Lady|Lord|Sir|Madame?|Monsieur|Mademoiselle|Doctor|Captain|Colonel|Professor|Aunt|"
    r"Uncle|Father|Mother|Sister|Brother|Cousin|Master|Mister|Judge|President|King|Queen|Prince|"
    r"Princess|Saint|Dear|Old|Young|Little|Poor) )+(?=\w)"
)


def read_trained(
    folder: Path, take: Mapping[str, int], seed: int
) -> Iterator[tuple[Document, Labelling]]:
    """Yield the documents that phase 1 reads beside our notes, corpus by corpus.

    Args:
        folder: Where the corpora are.
        take: Corpus -> at most so many documents, drawn at random.
        seed: Of the draw.
    """
    for name, labelling in TRAINED.items():
        documents = [d for d in read_jsonl(folder / f"{name}.jsonl") if _may_train(d)]
        random.Random(f"{seed} {name}").shuffle(documents)
        for document in documents[: take.get(name)]:
            spans = tuple(_adapted(document, s) for s in document.spans)
            yield replace(document, spans=spans), labelling


def _may_train(document: Document) -> bool:
    return not (document.source.startswith("gum_") and document.kind in _SHARE_ALIKE)


def _adapted(document: Document, span: Span) -> Span:
    """Return a span as our guidelines would have it: a year told apart, no title before a name."""
    surface = document.text[span.start : span.end]
    if span.label == "DATETIME" and _YEAR.fullmatch(surface):
        return replace(span, label="YEAR")
    if span.label in ("PER", "PERSON", "person", "NAME", "DOCTOR"):
        title = _TITLES.match(surface)
        if title:
            return replace(span, start=span.start + title.end())
    return span
