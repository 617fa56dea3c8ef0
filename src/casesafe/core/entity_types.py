"""Entity types, their Safe Harbor paragraphs and what kind of identifier each is.

Source: 45 CFR 164.514(b)(2)(i), paragraphs (A) to (R).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class SafeHarborCategory(Enum):
    """The paragraphs of 45 CFR 164.514(b)(2)(i); the value is the letter."""

    NAMES = "A"
    GEOGRAPHY = "B"
    DATES = "C"
    TELEPHONE = "D"
    FAX = "E"
    EMAIL = "F"
    SSN = "G"
    MEDICAL_RECORD = "H"
    HEALTH_PLAN = "I"
    ACCOUNT = "J"
    LICENSE = "K"
    VEHICLE = "L"
    DEVICE = "M"
    URL = "N"
    IP_ADDRESS = "O"
    BIOMETRIC = "P"
    PHOTOGRAPH = "Q"
    OTHER = "R"


class EntityKind(Enum):
    """How a type identifies."""

    DIRECT = "direct"
    QUASI = "quasi"
    POLICY_ONLY = "policy-only"


@dataclass(frozen=True, slots=True)
class EntityType:
    """One kind of identifier.

    Args:
        name: Upper snake case, Presidio's name where it has one.
        category: The Safe Harbor paragraph, or None where Safe Harbor lets it stay.
        kind: Direct, quasi, or policy-only (never in gold, left out of the metrics).
        covers: What a span of this type covers, one line.
    """

    name: str
    category: SafeHarborCategory | None
    kind: EntityKind
    covers: str


_C = SafeHarborCategory
_D, _Q, _P = EntityKind.DIRECT, EntityKind.QUASI, EntityKind.POLICY_ONLY

#: Every built-in type by name, in the order that decides ties between overlapping detections:
#: the earlier type wins.
ENTITY_TYPES: Mapping[str, EntityType] = MappingProxyType(
    {
        t.name: t
        for t in (
            EntityType("US_SSN", _C.SSN, _D, "social security number, full or its last four"),
            EntityType("EMAIL_ADDRESS", _C.EMAIL, _D, "e-mail address, also spelled out"),
            EntityType("URL", _C.URL, _D, "web address, bare domain, profile link"),
            EntityType("IP_ADDRESS", _C.IP_ADDRESS, _D, "IPv4 or IPv6 address"),
            EntityType("FAX_NUMBER", _C.FAX, _D, "fax number"),
            EntityType("PHONE_NUMBER", _C.TELEPHONE, _D, "telephone number with its extension"),
            EntityType("MEDICAL_RECORD_NUMBER", _C.MEDICAL_RECORD, _D, "MRN, chart, client ID"),
            EntityType("HEALTH_PLAN_ID", _C.HEALTH_PLAN, _D, "member, group, policy, MBI number"),
            EntityType("LICENSE_NUMBER", _C.LICENSE, _D, "driver's or professional licence, NPI"),
            EntityType("VEHICLE_ID", _C.VEHICLE, _D, "number plate or VIN"),
            EntityType("DEVICE_ID", _C.DEVICE, _D, "serial number, IMEI, UDI, MAC address"),
            EntityType("BIOMETRIC_ID", _C.BIOMETRIC, _D, "fingerprint or voice-print record id"),
            EntityType("ACCOUNT_NUMBER", _C.ACCOUNT, _D, "bank, card, invoice, billing account"),
            EntityType("STREET_ADDRESS", _C.GEOGRAPHY, _D, "house number and street, unit, PO box"),
            EntityType("ZIP_CODE", _C.GEOGRAPHY, _D, "postal code"),
            EntityType("PERSON", _C.NAMES, _D, "any name of a person, nickname, initials"),
            EntityType("ORGANIZATION", _C.OTHER, _D, "employer, school, church, clinic, agency"),
            EntityType("LOCATION", _C.GEOGRAPHY, _D, "place smaller than a state"),
            EntityType("AGE_OVER_89", _C.DATES, _D, "age of 90 or more, or a year that tells it"),
            EntityType("DATE", _C.DATES, _D, "date more specific than a year, holiday"),
            EntityType("USERNAME", _C.OTHER, _D, "social handle, portal or gamer name"),
            EntityType("OTHER_ID", _C.OTHER, _D, "case, docket, claim, student and other numbers"),
            EntityType("STATE", None, _Q, "US state or its abbreviation"),
            EntityType("COUNTRY", None, _Q, "country"),
            EntityType("AGE", None, _Q, "age below 90"),
            EntityType("OCCUPATION", None, _Q, "job, rank or public role"),
            EntityType("DEMOGRAPHIC", None, _Q, "ethnicity, nationality, religion, tribe"),
            EntityType("DISTINCTIVE", None, _Q, "a fact that few people share"),
            EntityType("YEAR", None, _P, "a year alone"),
            EntityType("WEEKDAY", None, _P, "a weekday alone"),
            EntityType("RELATIVE_DATE", None, _P, "a date told from another one"),
            EntityType("PET", None, _P, "the name of an animal"),
            EntityType("RECORDING", _C.PHOTOGRAPH, _P, "a mention of a recording or photograph"),
        )
    }
)

_ORDER: Mapping[str, int] = {name: i for i, name in enumerate(ENTITY_TYPES)}


def kind_of(name: str) -> EntityKind:
    """Return the kind of a type; a type that is not built in counts as direct."""
    known = ENTITY_TYPES.get(name)
    return known.kind if known else EntityKind.DIRECT


def category_of(name: str) -> str | None:
    """Return the Safe Harbor paragraph letter of a type, or None."""
    known = ENTITY_TYPES.get(name)
    return known.category.value if known and known.category else None


def order_of(name: str) -> int:
    """Return the rank of a type in ties, low wins; types that are not built in come last."""
    return _ORDER.get(name, len(_ORDER))


DIRECT_TYPES: tuple[str, ...] = tuple(n for n, t in ENTITY_TYPES.items() if t.kind is _D)
QUASI_TYPES: tuple[str, ...] = tuple(n for n, t in ENTITY_TYPES.items() if t.kind is _Q)
POLICY_ONLY_TYPES: tuple[str, ...] = tuple(n for n, t in ENTITY_TYPES.items() if t.kind is _P)
