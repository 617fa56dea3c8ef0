"""The guard as a spaCy component: `nlp.add_pipe("casesafe", config={"policy": ...})`.

`doc._.casesafe` holds the findings of `Guard.find` on `doc.text`, exact to the character;
`doc.spans["casesafe"]` the same, widened to whole tokens, with the entity type as label.
"""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from casesafe.guard import DEFAULT_POLICY, SHIPPED, Guard, load

#: The key of `doc.spans`.
SPANS_KEY = "casesafe"

if not Doc.has_extension("casesafe"):
    Doc.set_extension("casesafe", default=())


class CasesafeComponent:
    """Finds identifiers on each Doc; it changes neither the text nor `doc.ents`.

    Args:
        guard: What finds them.
    """

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its findings.

        Raises:
            NoteError: as `Guard.find`.
        """
        findings = self.guard.find(doc.text)
        doc._.casesafe = findings
        spans = [
            doc.char_span(f.start, f.end, label=f.entity_type, alignment_mode="expand")
            for f in findings
        ]
        group = SpanGroup(doc, name=SPANS_KEY, spans=[s for s in spans if s is not None])
        doc.spans[SPANS_KEY] = group
        return doc


@Language.factory(
    "casesafe",
    default_config={
        "policy": DEFAULT_POLICY, "roster": None, "reference_date": None, "model": SHIPPED,
    },
    assigns=["doc._.casesafe", "doc.spans"],
)  # fmt: skip
def make_casesafe(
    nlp: Language,
    name: str,
    policy: str,
    roster: str | None,
    reference_date: str | None,
    model: str | None,
) -> CasesafeComponent:
    """Return the component.

    Args:
        nlp: The pipeline it joins.
        name: Its name there.
        policy: A built-in policy's name or a path.
        roster: A roster file's path.
        reference_date: ISO date that ages are told from; default: today.
        model: A pipeline's folder; None: the rules alone.

    Raises:
        CasesafeError: as `casesafe.load`.
    """
    day = date.fromisoformat(reference_date) if reference_date else None
    return CasesafeComponent(load(policy, roster=roster, reference_date=day, model=model))
