"""What a call that reads reports brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.errors import Problem

if TYPE_CHECKING:
    from parley.ledger import Counts
    from parley.model import Reading

__all__ = ["Added"]


@dataclass(frozen=True, slots=True)
class Added:
    """What a call of `Workbench.read` brought."""

    readings: tuple[Reading, ...] = ()
    """Of every text that could be read, in the order given, known before or not; each once."""
    documents: int = 0
    """How many documents the ledger did not have."""
    claims: int = 0
    """How many claims the ledger did not have."""
    problems: tuple[Problem, ...] = ()

    def and_problems(self, problems: Iterable[Problem]) -> Added:
        """The same, with these problems too."""
        return replace(self, problems=(*self.problems, *problems))

    def and_reading(self, reading: Reading, counts: Counts) -> Added:
        """The same, with this reading too unless its text is there."""
        known = any(each.document.id == reading.document.id for each in self.readings)
        return replace(
            self,
            readings=self.readings if known else (*self.readings, reading),
            documents=self.documents + counts.documents,
            claims=self.claims + counts.claims,
        )
