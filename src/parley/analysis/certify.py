"""Make the certificate of one verdict: a party, a state, a concept.

Nothing is worked out for all states that need not be: the replies to one gain are a search over
what the others can reach from it, shortest first, and where every order is full and no moves are
listed the engine's least ranks (`Setting.lowest`) say beforehand which gains are met, and keep the
search to states from which the reply can still succeed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.reply_search import Reached, Search
from parley.analysis.reply_sets import block_around
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict
from parley.analysis.successors import Successors
from parley.case import Case
from parley.errors import LimitError, NotSupportedError, UsageError
from parley.model import Certificate, Conflict
from parley.model.certificate import RULES, Member, Reply, Rule

__all__ = ["LINES", "Prover", "certify"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LINES = 50_000
"""Most lines of one certificate: gains that are met, or states of a reply set."""
_SHORT = 256
"""A reply set of so many states is listed; a longer one is given as a block where it can be."""
_TRIED = 32
"""Gains that are tried for the smallest reply set, where all are known to be met by nothing."""


def certify(
    case: HasConflict | Conflict,
    concept: str,
    state: int,
    party: str,
    *,
    with_inferred: bool = False,
) -> Certificate:
    """Prove whether a party stays at a state, so that `parley.verify` can check it.

    Parameters
    ----------
    case : a case or a Conflict
    concept : str
        One of those in `parley.model.certificate.RULES`.
    state : int
    party : str
    with_inferred : bool
        As for `stability`.

    Raises
    ------
    UsageError
        There is no such concept, state or party, or the concept has no certificates.
    NotSupportedError
        What is known of the preferences does not settle the verdict.
    LimitError
        The certificate would be too long.

    Examples
    --------
    The union stays where there is no strike, and would end one:

    >>> from parley.case import load_case
    >>> case = load_case(text='''
    ... parley: 1
    ... parties: {union: {}, employer: {}}
    ... options: {strike: {by: union}, raise: {by: employer}}
    ... preferences:
    ...   union: {priorities: [raise, not strike]}
    ...   employer: {priorities: [not strike, not raise]}
    ... ''')
    >>> certify(case, "gmr", 0, "union").stable
    True
    >>> certify(case, "gmr", 2, "union").improvement
    0
    """
    return Prover(case, with_inferred=with_inferred).certificate(concept, state, party)


class Prover:
    """One conflict, and what its certificates share."""

    def __init__(self, case: HasConflict | Conflict, *, with_inferred: bool = False) -> None:
        if isinstance(case, Conflict):
            if with_inferred:
                raise UsageError(
                    "a Conflict has its preferences already; pass the case to count inferred ones"
                )
            self.conflict = case
        else:
            self.conflict = case.conflict(with_inferred=with_inferred)
        self.case = case if isinstance(case, Case) else None
        self.with_inferred = with_inferred
        self.setting = Setting(self.conflict)
        self.successors = Successors(self.conflict)

    def certificate(self, concept: str, state: int, party: str) -> Certificate:
        """Prove one verdict; see `certify`."""
        rule = self._rule(concept)
        self._known(state, party)
        gains = self.gains(state, party, "conceivable")
        if len(gains) > LINES:
            raise LimitError(
                f"{party} has {len(gains):,} gains from state {state}, more than the limit of "
                f"{LINES:,} lines of a certificate"
            )
        made = self._stays(rule, state, party, gains)
        if made is None:
            made = self._leaves(rule, state, party)
        if made is None:
            raise NotSupportedError(
                f"what is known of the preferences does not settle, step by step, whether {party} "
                f"stays at state {state} by {concept}; there is nothing to certify"
            )
        return Certificate(
            case_hash=self.conflict.hash, concept=concept, variant=rule.variant, party=party,
            state=state, with_inferred=self.with_inferred, **made,
        )  # fmt: skip

    def gains(self, state: int, party: str, sure: Sure) -> Ints:
        """The states that the party can move to and prefers, ascending."""
        end = self.successors.of(party, np.array([state]))[1]
        order = self.setting.order(party)
        return np.sort(end[order.improves(np.full(len(end), state), end, sure)])

    def reply(
        self, rule: Rule, state: int, party: str, gain: int, *, sure: bool = True
    ) -> Reply | None:
        """The shortest reply to a gain that deters; without `sure` one that may deter."""
        if rule.moves == "none" or not self._hopeful(rule, state, party, gain, sure):
            return None
        search = self._search(rule, state, party, "certain" if sure else "conceivable")
        found = search.run(gain, self.deters(rule, state, party, sure=sure))
        if not found.steps:
            return None
        best = self._best_after(party, found.steps[-1].to) if rule.escape else None
        return Reply(gain, found.steps, best)

    def deters(self, rule: Rule, state: int, party: str, *, sure: bool) -> Deters:
        """Whether states are sanctions: for certain, or as far as is known."""
        return Deters(self, rule, state, party, "conceivable" if sure else "certain")

    # -- stays --------------------------------------------------------------------------------

    def _stays(self, rule: Rule, state: int, party: str, gains: Ints) -> dict[str, Any] | None:
        replies = []
        for gain in gains.tolist():
            found = self.reply(rule, state, party, gain)
            if found is None:
                return None
            replies.append(found)
        return {"stable": True, "replies": tuple(replies)}

    def _hopeful(self, rule: Rule, state: int, party: str, gain: int, sure: bool) -> bool:
        """False where the engine knows that no reply can succeed."""
        least = self._least(rule, party)
        return least is None or bool(least[gain] <= self._rank(party, state))

    def _least(self, rule: Rule, party: str) -> NDArray[np.int32] | None:
        if not self.setting.compact or rule.moves == "none":
            return None
        return self.setting.lowest(party, gains=rule.moves == "gains", escape=rule.escape)

    def _rank(self, party: str, state: int) -> int:
        ranks = self.setting.order(party).ranks
        assert ranks is not None
        return int(ranks[state])

    def _search(self, rule: Rule, state: int, party: str, sure: Sure) -> Search:
        others = [other for other in self.conflict.parties if other != party]
        orders = {o: self.setting.order(o) for o in others} if rule.moves == "gains" else None
        least = self._least(rule, party)
        hope = None if least is None else (least, self._rank(party, state))
        return Search(self.successors, others, orders, sure, hope)

    def _best_after(self, party: str, state: int) -> int | None:
        """The best state that the party can move to; the first of the best that are known."""
        ends = np.sort(self.successors.of(party, np.array([state]))[1])
        if not len(ends):
            return None
        order = self.setting.order(party)
        if order.ranks is not None:
            return int(ends[np.argmax(order.ranks[ends])])
        for end in ends.tolist():
            if not order.improves(np.full(len(ends), end), ends, "certain").any():
                return int(end)
        return int(ends[0])

    # -- leaves -------------------------------------------------------------------------------

    def _leaves(self, rule: Rule, state: int, party: str) -> dict[str, Any] | None:
        gains = self.gains(state, party, "certain").tolist()
        ranks = self.setting.order(party).ranks
        if ranks is not None:  # the best first
            gains.sort(key=lambda gain: (-int(ranks[gain]), gain))
        if rule.moves == "none":
            return {"stable": False, "improvement": gains[0]} if gains else None
        open_ = [gain for gain in gains if self._unmet(rule, state, party, gain)]
        if self._least(rule, party) is not None:  # each of them would do
            open_ = open_[:_TRIED]
        made = self._listed_set(rule, state, party, open_, _SHORT)
        if made is None and open_:
            made = self._block(rule, state, party, open_)
        if made is None and open_:
            made = self._listed_set(rule, state, party, open_, LINES)
            if made is None and open_:
                raise LimitError(
                    f"the replies to what {party} gains from state {state} reach more than "
                    f"{LINES:,} states, and no block of option values holds them: that is more "
                    "than a certificate lists"
                )
        return made

    def _unmet(self, rule: Rule, state: int, party: str, gain: int) -> bool:
        least = self._least(rule, party)
        return least is None or bool(least[gain] > self._rank(party, state))

    def _listed_set(
        self, rule: Rule, state: int, party: str, gains: list[int], limit: int
    ) -> dict[str, Any] | None:
        """The smallest reply set that a search finds; gains that are met are taken out."""
        sets: list[tuple[int, Reached]] = []
        search = self._search(rule, state, party, "conceivable")
        search.hope = None
        deters = self.deters(rule, state, party, sure=False)
        for gain in list(gains):
            found = search.run(gain, deters, limit=limit)
            if found.steps:
                gains.remove(gain)
            elif found.whole:
                sets.append((gain, found))
                limit = min(limit, found.size)
        if not sets:
            return None
        gain, smallest = min(sets, key=lambda one: one[1].size)
        members = self._members(state, party, smallest)
        return {"stable": False, "improvement": gain, "members": members}

    def _members(self, state: int, party: str, reached: Reached) -> tuple[Member, ...]:
        states, last = reached.members()
        order = self.setting.order(party)
        worse = ~order.improves(np.full(len(states), state), states, "certain")
        escapes = self._escapes(state, party, states[worse])
        return tuple(
            Member(one, movers, escapes.get(one) if bad else None)
            for one, movers, bad in zip(states.tolist(), last, worse.tolist(), strict=True)
        )

    def _escapes(self, state: int, party: str, states: Ints) -> dict[int, int]:
        position, end = self.successors.of(party, states)
        order = self.setting.order(party)
        keep = order.improves(np.full(len(end), state), end, "certain")
        position, end = position[keep], end[keep]
        value = np.zeros(len(end)) if order.ranks is None else order.ranks[end]
        by = np.lexsort((-end, value, position))  # the last of each position is its best
        return {int(states[position[k]]): int(end[k]) for k in by.tolist()}

    def _block(self, rule: Rule, state: int, party: str, gains: list[int]) -> dict[str, Any] | None:
        if self.case is None or self.case.graph is not None:
            return None
        deters = self.deters(rule, state, party, sure=False)
        for gain in gains:
            within, inside = block_around(self.case, party, gain)
            if not deters(inside).any():
                return {"stable": False, "improvement": gain, "within": within}
        return None

    # -- wrong calls --------------------------------------------------------------------------

    def _rule(self, concept: str) -> Rule:
        if concept not in RULES:
            raise UsageError(
                f"no certificates are made for {concept!r}; there are some for {', '.join(RULES)}"
            )
        return RULES[concept]

    def _known(self, state: int, party: str) -> None:
        if party not in self.conflict.parties:
            raise UsageError(
                f"no party is called {party!r}; there are {', '.join(self.conflict.parties)}"
            )
        if not 0 <= state < self.conflict.n:
            raise UsageError(
                f"there are {self.conflict.n} states, 0 to {self.conflict.n - 1}; not {state}"
            )


class Deters:
    """Which states are sanctions of a party that has left a state."""

    def __init__(self, prover: Prover, rule: Rule, state: int, party: str, better: Sure) -> None:
        self.prover, self.rule, self.state, self.party = prover, rule, state, party
        self.better: Sure = better
        """Which states count as better than the start: those that may be, or those that are."""

    def __call__(self, states: Ints) -> Bools:
        """(k,) for k states: whether each is no better than the start, nor is what follows."""
        found = ~self._better(states)
        if self.rule.escape and found.any():
            left = np.flatnonzero(found)
            position, end = self.prover.successors.of(self.party, states[left])
            found[left[position[self._better(end)]]] = False
        return found

    def _better(self, states: Ints) -> Bools:
        order = self.prover.setting.order(self.party)
        return order.improves(np.full(len(states), self.state), states, self.better)
