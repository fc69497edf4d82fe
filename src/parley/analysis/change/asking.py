"""Which comparison to ask about next: the one whose answer settles most."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.change.smallest import asked
from parley.analysis.concepts import concepts
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict
from parley.model import Conflict, Preference

__all__ = ["NextQuestion", "NextQuestions", "next_question"]

Bools = NDArray[np.bool_]
Pairs = Sequence[tuple[int, int]]
_STATES = 64
"""States up to which every answer is tried."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A comparison that is not known, and what its answer would settle."""

    party: str
    pairs: tuple[tuple[int, int], ...]
    """(x, y) each: would the party rather have x than y? Several where they differ in one option
    only, and are asked about together, all else being equal."""
    option: tuple[str, str, str] | None
    """(option, value, value) of such a question: rather the first than the second?"""
    settles: tuple[int | None, ...]
    """Verdicts settled by the answers yes, no (the reverse) and, for a single pair, neither; None
    where that answer is against what is known."""

    @property
    def at_least(self) -> int:
        """Verdicts settled whatever the answer."""
        return min((found for found in self.settles if found is not None), default=0)

    @property
    def at_most(self) -> int:
        """Verdicts settled by the answer that settles most."""
        return max((found for found in self.settles if found is not None), default=0)


@dataclass(frozen=True, slots=True, eq=False)
class NextQuestions:
    """Questions, the one that settles most first."""

    concept: str
    variant: str
    case_hash: str
    parameters: Mapping[str, Any]
    open: int
    """Verdicts, one for each party and state, that what is known does not settle."""
    questions: tuple[NextQuestion, ...]
    complete: bool = True
    why_stopped: str = "finished"
    more: int = 0
    """How many questions were left out that would settle something too."""


def next_question(
    case: HasConflict | Conflict,
    concept: str = "seq",
    *,
    most: int = 10,
    time_limit: float = 30.0,
    with_inferred: bool = False,
) -> NextQuestions:
    """Try every answer to every comparison that is not known, and count what it settles.

    Parameters
    ----------
    case : a case or a Conflict
        For a case options are asked about too: rather yes than no, all else being equal?
    concept : {"nash", "gmr", "smr", "seq"}
    most : int
        Questions to return.
    time_limit : float
        Seconds; of what was not tried by then nothing is said.
    with_inferred : bool
        As for `stability`.

    Returns
    -------
    NextQuestions
        In the order of what is settled whatever the answer, then of what may be. Exact up to 64
        states, as far as the time limit allows.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> go = csr_array(np.array([[0, 1], [0, 0]], dtype=bool))
    >>> found = next_question(Conflict(2, ("a",), {"a": go}, {}), "nash")
    >>> found.open, found.questions[0].pairs, found.questions[0].settles
    (1, ((0, 1),), (1, 1, 1))
    """
    deadline = time.monotonic() + time_limit
    conflict, setting = asked(case, 0, concept, with_inferred)
    open_now = {p: _open(setting, concept, p) for p in setting.parties}
    stopped = ""
    found: list[NextQuestion] = []
    if conflict.n > _STATES and any(open_now.values()):
        stopped = f"{conflict.n} states are more than the {_STATES} for which answers are tried"
    elif any(open_now.values()):
        for party, pairs, option in _candidates(case, setting):
            if time.monotonic() > deadline:
                stopped = "not every question was tried within the time limit"
                break
            settles = _settles(conflict, setting, concept, party, pairs, option, open_now)
            found.append(NextQuestion(party, pairs, option, settles))
    found = [question for question in found if question.at_most]
    found.sort(key=lambda q: (-q.at_least, -sum(s or 0 for s in q.settles), len(q.pairs)))
    return NextQuestions(
        concept, concepts()[concept].variant, conflict.hash,
        {"with_inferred": with_inferred, "time_limit": time_limit, "most": most},
        sum(open_now.values()), tuple(found[:most]), not stopped, stopped or "finished",
        max(0, len(found) - most),
    )  # fmt: skip


def _open(setting: Setting, concept: str, party: str) -> int:
    verdict = concepts()[concept](setting, party)
    return int(((verdict.stable != verdict.possible) | ~verdict.decided).sum())


def _candidates(
    case: Any, setting: Setting
) -> Iterator[tuple[str, tuple[tuple[int, int], ...], tuple[str, str, str] | None]]:
    """Options first, for they are asked about more easily; then single pairs."""
    partial = [p for p in setting.parties if not setting.order(p).total]
    for party in partial:
        known = _known(setting, party)
        if not isinstance(case, Conflict) and case.graph is None:
            for option in case.options.values():
                for k, low in enumerate(option.values):
                    for high in option.values[k + 1 :]:
                        pairs = _twins(case, option.id, high, low)
                        if any(known.better[y, x] == known.better[x, y] for x, y in pairs):
                            yield party, pairs, (option.id, high, low)
    for party in partial:
        known = _known(setting, party)
        unknown = ~(known.better | known.better.T | known.tied)
        for x, y in zip(*np.nonzero(np.triu(unknown, 1)), strict=True):
            yield party, ((int(x), int(y)),), None


def _twins(case: Any, option: str, high: str, low: str) -> tuple[tuple[int, int], ...]:
    """Pairs of states that differ in one option only."""
    states = case.states
    rows = np.stack([states.column(o) for o in case.options if o != option] or
                    [np.zeros(len(states))], axis=1)  # fmt: skip
    column, values = states.column(option), case.options[option].values
    ups = np.flatnonzero(column == values.index(high))
    downs = np.flatnonzero(column == values.index(low))
    return tuple((int(x), int(y)) for x in ups for y in downs if bool((rows[x] == rows[y]).all()))


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    better: Bools
    tied: Bools


def _known(setting: Setting, party: str) -> _Known:
    order = setting.order(party)
    assert order.better is not None
    assert order.tied is not None
    return _Known(order.better, order.tied)


def _settles(
    conflict: Conflict,
    setting: Setting,
    concept: str,
    party: str,
    pairs: Pairs,
    option: tuple[str, str, str] | None,
    open_now: Mapping[str, int],
) -> tuple[int | None, ...]:
    known = _known(setting, party)
    ups = [with_answer(known.better, known.tied, pairs, ())]
    ups.append(with_answer(known.better, known.tied, [(y, x) for x, y in pairs], ()))
    if option is None:
        ups.append(with_answer(known.better, known.tied, (), pairs))
    couples = concepts()[concept].couples
    found: list[int | None] = []
    for preference in ups:
        if preference is None:
            found.append(None)
            continue
        changed = replace(conflict, preferences={**conflict.preferences, party: preference})
        after = Setting(changed)
        judged = setting.parties if couples else (party,)
        found.append(sum(open_now[p] - _open(after, concept, p) for p in judged))
    return tuple(found)


def with_answer(better: Bools, tied: Bools, above: Pairs, level: Pairs) -> Preference | None:
    """What is certain once some pairs are known as well; None where that cannot be.

    Parameters
    ----------
    better, tied : (n, n) bool arrays
        ``better[s, x]`` where x is better than s.
    above : pairs (x, y), x better than y
    level : pairs that are level

    Examples
    --------
    >>> none, same = np.zeros((3, 3), dtype=bool), np.eye(3, dtype=bool)
    >>> known = with_answer(none, same, [(0, 1), (1, 2)], [])
    >>> bool(known.better[2, 0])
    True
    >>> with_answer(known.better, known.tied, [(2, 0)], []) is None
    True
    """
    strict, weak = better.copy(), better | tied
    for x, y in above:
        strict[y, x] = weak[y, x] = True
    for x, y in level:
        weak[x, y] = weak[y, x] = True
    for k in range(len(weak)):
        strict |= np.outer(strict[:, k], weak[k]) | np.outer(weak[:, k], strict[k])
        weak |= np.outer(weak[:, k], weak[k])
    if (strict & weak.T).any():
        return None
    return Preference(None, strict, weak & weak.T)
