"""How commands name an outcome on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.case import Case

__all__ = ["WIDTH", "in_brackets", "key", "words"]

WIDTH = 80


def words(case: Case, i: int) -> str:
    """A state in letters, or as what differs from the status quo where the case names one."""
    status_quo = case.status_quo_index
    if i == status_quo:
        return "the status quo"
    if case.graph is not None:
        return case.states[i]["state"]
    if case.states.yes_no or status_quo is None:
        return case.states.text(i).replace(",", ", ")
    before, after = case.states[status_quo], case.states[i]
    return ", ".join(f"{name}={value}" for name, value in after.items() if value != before[name])


def key(case: Case) -> str:
    """What states in brackets say, where they are not told in letters."""
    named = case.states.yes_no or case.graph is not None
    by_difference = case.status_quo_index is not None and not named
    return "In brackets: what differs from the status quo." if by_difference else ""


def in_brackets(case: Case, i: int) -> str:
    """The same within a sentence, where it has several parts."""
    told = words(case, i)
    return f"({told})" if "=" in told else told
