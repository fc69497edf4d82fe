"""States and moves in words, eighty columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.analysis import Step
    from parley.case import Case

__all__ = ["WIDTH", "change", "joined", "state", "step_lines", "wrapped"]

WIDTH = 80


def state(case: Case, i: int) -> str:
    """A state by its number and in words; what differs from the status quo, where there is one."""
    status_quo = case.status_quo_index
    if i == status_quo:
        return f"state {i} (status quo)"
    if case.states.yes_no or status_quo is None:
        return f"state {i} ({case.states.text(i).replace(',', ', ')})"
    return f"state {i} ({change(case, status_quo, i)})"


def change(case: Case, start: int, end: int) -> str:
    """What a move changes."""
    before, after = case.states[start], case.states[end]
    return ", ".join(f"{name}={value}" for name, value in after.items() if value != before[name])


def joined(names: Iterable[str]) -> str:
    """Several names as one group.

    Examples
    --------
    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    *some, last = names
    return f"{', '.join(some)} and {last}" if some else last


def step_lines(case: Case, steps: Iterable[Step], *, gains: bool) -> list[str]:
    """Steps, one a line; with `gains` it is said of a step that its mover does not gain by it."""
    lines: list[str] = []
    for number, step in enumerate(steps, 1):
        words = f"{case.parties[step.mover].name}: {change(case, step.start, step.end)}"
        if gains and not step.gains:
            open_ = "; it is not known whether it gains" if step.gains is None else ""
            words += open_ or "; it does not gain by this"
        lines += wrapped(f"{number}. {words}", 6, first="    ")
    return lines


def wrapped(words: str, indent: int = 2, *, first: str = "") -> list[str]:
    """Words in lines of eighty letters."""
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )  # fmt: skip
