"""`mask`: the shape of the text without its letters and digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from casesafe.core.finding import Action
from casesafe.operators.base import CasesafeOperator, placeholder
from casesafe.operators.parameters import MaskParameters


class MaskOperator(CasesafeOperator):
    """Writes `***-**-****` for `123-45-6789`: separators and spaces stay.

    With `keep_last` the last letters and digits stay too, but only of a text that has at least
    twice as many; a shorter one is masked whole. A text without a letter or digit gives
    `[ENTITY_TYPE]`.

    Source: 45 CFR 164.514(b)(2)(i); parts of an identifier count, so `keep_last` does not meet it.
    """

    ACTION: ClassVar[Action] = Action.MASK

    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return `text` with its letters and digits masked.

        Raises:
            OperatorParameterError: on parameters that are not valid.
        """
        own = cast("MaskParameters", self.parameters(params))
        total = sum(c.isalnum() for c in text)
        if not total:
            return placeholder(params)
        masked = total - (own.keep_last if total >= 2 * own.keep_last else 0)
        written = []
        for c in text:
            if c.isalnum():
                written.append(own.char if masked > 0 else c)
                masked -= 1
            elif unicodedata.category(c)[0] not in "MC" or c in "\t\n":
                # Accents and invisible characters would tell the letter below them.
                written.append(c)
        return "".join(written)
