"""The roles a person can have in a note.

A role decides the action (a policy may treat clinicians otherwise) and the label that is printed.
Source: the Safe Harbor list speaks of "the individual or of relatives, employers, or household
members of the individual" (45 CFR 164.514(b)(2)(i)); an unknown role is treated as the client.
"""

from __future__ import annotations

CLIENT = "client"
CLINICIAN = "clinician"
OTHER = "other"
UNKNOWN = "unknown"

#: Relative kinds, each printed as its own label: `mother` -> `[MOTHER]`.
RELATIVE_ROLES: tuple[str, ...] = (
    "mother", "father", "parent", "stepmother", "stepfather", "stepparent",
    "sister", "brother", "sibling", "stepsister", "stepbrother", "half-sister", "half-brother",
    "twin", "daughter", "son", "child", "stepdaughter", "stepson", "stepchild",
    "wife", "husband", "spouse", "partner", "girlfriend", "boyfriend", "fiance",
    "ex-wife", "ex-husband", "ex-partner",
    "grandmother", "grandfather", "grandparent", "great-grandmother", "great-grandfather",
    "granddaughter", "grandson", "grandchild",
    "aunt", "uncle", "great-aunt", "great-uncle", "niece", "nephew", "cousin",
    "mother-in-law", "father-in-law", "sister-in-law", "brother-in-law",
    "daughter-in-law", "son-in-law",
    "godmother", "godfather", "godchild",
    "foster mother", "foster father", "foster child", "guardian", "relative",
)  # fmt: skip

ROLES: tuple[str, ...] = (CLIENT, *RELATIVE_ROLES, CLINICIAN, OTHER, UNKNOWN)


def label_of(role: str) -> str:
    """Return the word that a label prints for a role: `mother-in-law` -> `MOTHER-IN-LAW`.

    Others and people of unknown role share `PERSON`.
    """
    return "PERSON" if role in (OTHER, UNKNOWN) else role.upper()
