"""What gives a run its guard: loaded in any process, and only when something has to be examined."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe.documents.open import EXTRACTORS
from casesafe.scan.fingerprint import SHIPPED, fingerprint

if TYPE_CHECKING:
    from casesafe.guard import Guard
    from casesafe.policy.schema import Policy


@dataclass(frozen=True, slots=True)
class Engine:
    """The arguments of `casesafe.load`. Calling it loads the guard; it is picklable.

    Args:
        policy: A built-in policy's name, or a file.
        roster: The roster's file.
        model: A pipeline's folder, `SHIPPED`, or None for the rules alone.
        reference_date: The day that ages are told from.
    """

    policy: str | Path = field(repr=False)
    roster: Path | None = field(default=None, repr=False)
    model: str | Path | None = field(default=SHIPPED, repr=False)
    reference_date: date = field(default_factory=date.today)

    def __call__(self) -> Guard:
        """Load the guard.

        Raises:
            CasesafeError: as `casesafe.load`.
        """
        from casesafe.guard import load

        return load(
            self.policy,
            roster=self.roster,
            model=self.model,
            reference_date=self.reference_date,
        )

    def load_policy(self) -> Policy:
        """Load the policy alone.

        Raises:
            PolicyError: if it cannot be used.
        """
        from casesafe.policy.load import load_policy

        return load_policy(self.policy)

    def fingerprint(self, encoding: str | None) -> str:
        """Return what stands for all that decides a file's result beside its path and content.

        Raises:
            CasesafeError: as `fingerprint`.
        """
        return fingerprint(
            policy=self.policy,
            roster=self.roster,
            model=self.model,
            reference_year=self.reference_date.year,
            encoding=encoding,
            extractors=EXTRACTORS,
        )

    @property
    def policy_name(self) -> str:
        """The policy's name, as far as it can be told without loading it."""
        return Path(self.policy).stem if isinstance(self.policy, Path) else self.policy

    @property
    def model_name(self) -> str:
        """What a report says of the model."""
        if self.model is None:
            return "rules alone"
        return "en_casesafe" if self.model == SHIPPED else Path(self.model).name
