"""Which answers deter a party: what the concepts tell the search over completions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Answers"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What deters under a concept; the more states a party likes better, the less is stable."""

    by: Literal["nobody", "moves", "gains"]
    """Whether others answer at all, and if so by any moves or by such as improve things for
    whoever makes them."""
    escape: bool = False
    """Whether the party must also not be able to move on to something better."""
