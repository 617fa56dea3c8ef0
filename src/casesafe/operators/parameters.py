"""The parameters of each action, and whether its output meets Safe Harbor. Loads no Presidio.

Source: 45 CFR 164.514(b)(2)(i): which elements may stay of a ZIP code (B), a date and an age (C).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from casesafe.core.entity_types import category_of
from casesafe.core.finding import Action
from casesafe.values.zip3 import CURRENT_TABLES, Table


def _mask_character(char: str) -> str:
    """Refuse a character that a masked number could be taken for, or that breaks the text."""
    if char.isprintable() and not char.isspace() and (char in "Xx" or not char.isalnum()):
        return char
    raise PydanticCustomError("casesafe", "expected one sign, such as *, # or X")


class Parameters(BaseModel):
    """The parameters of an action that has none, and the base of those that have some."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def meets_safe_harbor(self, entity_type: str) -> bool:
        """Return whether the output holds nothing that Safe Harbor wants gone for this type."""
        return True


class LeavingParameters(Parameters):
    """Of `keep` and `flag`, which leave the text as it is."""

    def meets_safe_harbor(self, entity_type: str) -> bool:
        """Return True only for a type that Safe Harbor lets stay."""
        return category_of(entity_type) is None


class MaskParameters(Parameters):
    """Of `mask`.

    Args:
        char: What stands for each letter and digit: one character, no digit and no letter but X.
        keep_last: How many letters and digits at the end stay, 0 to 4. The last four digits of an
            SSN are still an identifier, so anything but 0 does not meet Safe Harbor.
    """

    char: Annotated[str, Field(min_length=1, max_length=1), AfterValidator(_mask_character)] = "*"
    keep_last: Annotated[int, Field(ge=0, le=4)] = 0

    def meets_safe_harbor(self, entity_type: str) -> bool:
        """Return whether no character stays."""
        return self.keep_last == 0 or category_of(entity_type) is None


class GeneralizeParameters(Parameters):
    """Of `generalize`.

    Args:
        table: The list of ZIP3 areas of 20,000 people or fewer: `2000`, `2010`, `2020`, or `union`
            of the three. Safe Harbor asks for the current one: `2020` or `union`.
    """

    table: Table = "union"

    def meets_safe_harbor(self, entity_type: str) -> bool:
        """Return whether a ZIP code goes by current Census data; any other type meets it."""
        return entity_type != "ZIP_CODE" or self.table in CURRENT_TABLES


#: The model of the parameters of every action.
PARAMETERS: Mapping[Action, type[Parameters]] = MappingProxyType(
    {
        Action.KEEP: LeavingParameters,
        Action.FLAG: LeavingParameters,
        Action.REDACT: Parameters,
        Action.LABEL: Parameters,
        Action.MASK: MaskParameters,
        Action.GENERALIZE: GeneralizeParameters,
        Action.BLOCK: Parameters,
    }
)
