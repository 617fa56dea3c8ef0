"""US states and territories -> the Census region they lie in.

Source: US Census Bureau, "Census Regions and Divisions of the United States"; the names and
abbreviations stand in `data/states.txt`.

Known misses: a state told by its nickname ("the Bay State") or its people ("Ohioan").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from casesafe.values.places import states

_MEMBERS = {
    "Northeast": "CT ME MA NH RI VT NJ NY PA",
    "Midwest": "IL IN MI OH WI IA KS MN MO NE ND SD",
    "South": "DE DC FL GA MD NC SC VA WV AL KY MS TN AR LA OK TX",
    "West": "AZ CO ID MT NV NM UT WY AK CA HI OR WA",
}
#: Postal abbreviation -> `Northeast`, `Midwest`, `South` or `West`; the District counts as South.
REGIONS: Mapping[str, str] = MappingProxyType(
    {postal: region for region, members in _MEMBERS.items() for postal in members.split()}
)
#: Postal abbreviations of the inhabited territories and the freely associated states.
TERRITORIES: frozenset[str] = frozenset({"AS", "GU", "MP", "PR", "VI", "FM", "MH", "PW"})

# Forms that the table of states does not list, letters only.
_MORE = {
    "jersey": "NJ", "massachussetts": "MA", "massachusets": "MA", "virginny": "VA",
    "washingtondc": "DC", "washdc": "DC", "thedistrict": "DC", "thedistrictofcolumbia": "DC",
    "usvirginislands": "VI", "virginislands": "VI", "usvi": "VI", "cnmi": "MP",
    "northernmarianas": "MP", "commonwealthofpuertorico": "PR", "micronesia": "FM",
    "marshallislands": "MH", "palau": "PW", "pennsy": "PA",
    "nodak": "ND", "sodak": "SD", "nocar": "NC", "socar": "SC", "nmex": "NM", "wva": "WV",
    "calif": "CA", "penna": "PA", "mass": "MA", "conn": "CT", "washingtonstate": "WA",
    "newyorkstate": "NY", "stateofwashington": "WA",
}  # fmt: skip


@cache
def _postal_of() -> Mapping[str, str]:
    """Every name and abbreviation, letters only and lower case, with its postal abbreviation."""
    known: dict[str, str] = {}
    for state in states():
        for form in (state.name, state.postal, *state.abbreviations):
            known[_letters(form)] = state.postal
    known |= _MORE
    known |= {postal.lower(): postal for postal in TERRITORIES | REGIONS.keys()}
    known.pop("", None)
    return MappingProxyType(known)


def _letters(surface: str) -> str:
    return re.sub(r"[\W\d_]+", "", surface).lower()


def postal_of(surface: str) -> str | None:
    """Return the postal abbreviation of a state or territory, or None.

    Args:
        surface: A name, a postal or a traditional abbreviation, in any case, with or without full
            stops: "Massachusetts", "MA", "Mass.", "N. Dak.", "D.C."; a capital I misread as l
            ("lowa") counts.
    """
    letters = _letters(surface)
    known = _postal_of()
    found = known.get(letters) or known.get(letters.removeprefix("stateof"))
    if found is None and letters.startswith("l"):
        found = known.get("i" + letters[1:])
    return found


def region_phrase(surface: str) -> str | None:
    """Return "a state in the Northeast" for a state, "a US territory" for one, else None."""
    postal = postal_of(surface)
    if postal is None:
        return None
    region = REGIONS.get(postal)
    return "a US territory" if region is None else f"a state in the {region}"
