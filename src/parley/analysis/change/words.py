"""Smallest changes, margins and questions in plain sentences.

A change of another party's answer is told as what an outcome would rest on, never as a step to
take: Parley proposes no threat and no pressure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from parley.analysis.change.asking import NextQuestion
from parley.analysis.change.grounds import Ground, grounds
from parley.analysis.change.margins import Margin
from parley.analysis.change.options import OptionChange
from parley.analysis.change.orderings import RankShift
from parley.analysis.change.smallest import RankChange, SmallestChange
from parley.analysis.change.statements import StatementMove
from parley.analysis.positions import listed

__all__ = [
    "change_words",
    "ground_words",
    "margin_words",
    "question_words",
    "swaps_words",
]

State = Callable[[int], str]
"""A state in words."""
_MOST = 4
"""Things that one sentence lists."""


def swaps_words(steps: int) -> str:
    """Steps as swaps of neighbours.

    Examples
    --------
    >>> swaps_words(2), swaps_words(3), swaps_words(1)
    ('1 swap of neighbours', '1.5 swaps of neighbours', '0.5 swaps of neighbours')
    """
    return f"{steps / 2:g} swap{'' if steps == 2 else 's'} of neighbours"


def change_words(case: Any, found: SmallestChange, name: State) -> Iterator[tuple[str, str]]:
    """What would make an outcome hold: (kind, sentence), the proposals before the safeguards."""
    if found.outcome is not None:
        yield "orders", f"Orders: {_size(found.outcome)}. It would hold if"
        for shift in found.outcome.shifts:
            yield "order", _shift(case, shift, name)
    for move in found.statements:
        if not move.by_answer:
            yield "statement", f"It would hold if {_statement(case, move)}."
    for option in found.options:
        yield "option", f"It would hold only while {_option(case, option)}."
    ranks = found.ranks
    if ranks is not None and ranks is not found.outcome and not ranks.by_outcome:
        yield (
            "safeguard",
            (f"With other changes, {_size(ranks)}, it would hold as well, and then only while"),
        )
        for shift in ranks.shifts:
            yield "order", _shift(case, shift, name)
    for move in found.statements:
        if move.by_answer:
            yield "safeguard", f"It would also hold, and then only while {_statement(case, move)}."
    if found.why_no_ranks:
        yield "orders", f"Orders: {found.why_no_ranks}."
    if found.withheld:
        yield (
            "withheld",
            (
                "Nothing is said of options that would only make somebody's answer harsher: Parley "
                "proposes no threat."
            ),
        )


def margin_words(case: Any, found: Margin, name: State) -> Iterator[tuple[str, str]]:
    """What an equilibrium rests on: (kind, sentence) for every party, closest first."""
    measured = [each for each in found.parties if each.shift is not None]
    for each in sorted(measured, key=lambda m: m.shift.steps if m.shift else 0):
        assert each.shift is not None
        sure = "" if each.proven else "; fewer may do, which is not proven"
        yield (
            "safeguard",
            (
                f"This holds only while {_shift(case, each.shift, name, 'does not have')}: "
                f"{swaps_words(each.shift.steps)} away{sure}."
            ),
        )
    least = found.least
    if least is not None and len(least.shifts) > 1:
        several = "; ".join(_shift(case, shift, name, "has") for shift in least.shifts)
        yield (
            "safeguard",
            (f"It would end as well, {swaps_words(least.steps)} together, once {several}."),
        )
    for each in found.parties:
        if each.shift is None:
            yield "rests", f"{case.parties[each.party].name}: {each.why}."


def question_words(case: Any, question: NextQuestion, name: State) -> str:
    """A question about what a party would rather have, and what its answers would settle."""
    who = case.parties[question.party].name
    if question.option is not None:
        option, high, low = question.option
        label = case.options[option].label or option
        asked = f"All else being equal, would {who} rather have {label}={high} than {label}={low}?"
    else:
        x, y = question.pairs[0]
        asked = f"Would {who} rather have {name(x)} than {name(y)}?"
    answers = ("yes", "the reverse", "neither")[: len(question.settles)]
    told = [
        f"{answer} {count}"
        for answer, count in zip(answers, question.settles, strict=True)
        if count is not None
    ]
    return f"{asked} Settles: {'; '.join(told)}."


def ground_words(found: Sequence[Ground]) -> str:
    """What something rests on, for brackets; empty where nothing is said."""
    if not found:
        return ""
    told = [
        f"{ground.words} ({' '.join([ground.basis, *map(str, ground.evidence)])})"
        for ground in found
    ]
    return f" [now by {listed(_few(told), 'and')}]"


def _size(change: RankChange) -> str:
    if change.proven:
        return f"{swaps_words(change.steps)}, proved to be the fewest"
    return (
        f"{swaps_words(change.steps)}, not proven to be the fewest (at least "
        f"{change.at_least / 2:g})"
    )


def _shift(case: Any, shift: RankShift, name: State, verb: str = "had") -> str:
    """Who would have what above what, and what the order that this is against rests on."""
    against = grounds(case, shift.party, [(x, y) for x, y, *_ in shift.pairs[:64]])
    who = case.parties[shift.party].name
    parts = [
        f"{name(one)} {where} {listed(_few([name(k) for k in others]), 'and')}"
        for one, where, others in shift.groups()
    ]
    return f"{who} {verb} {listed(_few(parts), 'and')}{ground_words(against)}"


def _few(told: list[str]) -> list[str]:
    return told if len(told) <= _MOST else [*told[:_MOST], f"{len(told) - _MOST} more"]


def _statement(case: Any, move: StatementMove) -> str:
    passed = listed(_few([repr(condition.text) for condition in move.past]), "and")
    side = "before" if move.to < move.place else "after"
    ground = Ground(move.statement.text, move.statement.basis, move.statement.evidence)
    return (
        f"{case.parties[move.party].name} had {move.statement.text!r} {side} {passed}"
        f"{ground_words([ground])}"
    )


def _option(case: Any, change: OptionChange) -> str:
    option = change.option
    who = listed([case.parties[party].name for party in option.by], "and")
    label = option.label or option.id
    if change.kind == "fixed":
        first = (
            f" (as things are it is {change.status_quo})"
            if change.status_quo not in (None, change.value)
            else ""
        )
        return (
            f"{label} stayed {change.value}{first}. Somebody who vouches for the outcome would "
            f"have to ensure that {who} does not change it, and that binds {who}"
        )
    steps = listed([f"{a} to {b}" for a, b in change.changes[:_MOST]], "or")
    return (
        f"{label} could not be taken back once it went from {steps}. Somebody who vouches for the "
        f"outcome would have to ensure that {who} does not take it back, and that binds {who}"
    )
