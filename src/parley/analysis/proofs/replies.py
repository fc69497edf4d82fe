"""Make a certificate by replies: of Nash, GMR, SMR, SEQ and SSEQ, plain, strong or weak.

Nothing is worked out for all states that need not be: the replies to one gain are a search over
what the others can reach from it, shortest first, and where every order is full and no moves are
listed the engine's least ranks (`Setting.lowest`) say beforehand which gains are met, and keep the
search to states from which the reply can still succeed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.proofs.few_replies import Few, FewSearch
from parley.analysis.proofs.reply_search import Reached, Search
from parley.analysis.proofs.reply_sets import block_around
from parley.analysis.short_replies import Sequences
from parley.analysis.strength import much_worse, much_worse_rank
from parley.errors import LimitError
from parley.model.certificate import RULES, Certificate, Member, Reply, Rule, rule_of
from parley.model.certificates import WeakCertificate
from parley.model.definitions import weak_definition

if TYPE_CHECKING:
    from parley.analysis.proofs.certify import Prover

__all__ = ["ByReplies"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_SHORT = 256
"""A reply set of so many states is listed; a longer one is given as a block where it can be."""
_TRIED = 32
"""Gains that are tried for the smallest reply set, where all are known to be met by nothing."""


class ByReplies:
    """The replies to one party's gains, in one conflict."""

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self._bars: dict[tuple[str, Sure], list[int]] = {}
        self._kept: tuple[tuple[str, str, bool, str], NDArray[np.int32]] | None = None

    def certificate(
        self, concept: str, state: int, party: str, chosen: Mapping[str, Any]
    ) -> Certificate | None:
        """Prove one verdict, plain or strong; None where what is known does not settle it."""
        rule = rule_of(concept, **chosen)
        gains = self.prover.gains(state, party, "conceivable")
        if len(gains) > self.prover.lines:
            raise LimitError(
                f"{party} has {len(gains):,} gains from state {state}, more than the limit of "
                f"{self.prover.lines:,} lines of a certificate"
            )
        made = self._stays(rule, state, party, gains)
        if made is None:
            made = self._leaves(rule, state, party)
        if made is None:
            return None
        return Certificate(
            case_hash=self.prover.conflict.hash, concept=concept, variant=rule.variant, party=party,
            state=state, with_inferred=self.prover.with_inferred, **chosen, **made,
        )  # fmt: skip

    def weak(
        self, concept: str, state: int, party: str, chosen: Mapping[str, Any]
    ) -> WeakCertificate | None:
        """Stable and not strongly: shown by both; or one of them shows that it is not so."""
        replying = {word: chosen[word] for word in ("sequences", "sanction") if word in chosen}
        variant = weak_definition(concept, **replying)
        assert variant is not None
        head = self.prover.conflict.hash, concept, variant, party, state
        if RULES[concept].moves == "none":  # there the one is the other
            return WeakCertificate(*head, False, (), self.prover.with_inferred, **replying)
        plain = self.certificate(concept, state, party, {**chosen, "strength": "none"})
        strong = self.certificate(concept, state, party, {**chosen, "strength": "strong"})
        parts: tuple[Certificate, ...]
        if plain is not None and not plain.stable:
            parts, stable = (plain,), False
        elif strong is not None and strong.stable:
            parts, stable = (strong,), False
        elif plain is None or strong is None:
            return None
        else:
            parts, stable = (plain, strong), True
        return WeakCertificate(*head, stable, parts, self.prover.with_inferred, **replying)

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
        return Deters(self, rule, state, party, "certain" if sure else "conceivable")

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
        bar = self.bar(rule, party, state, "certain" if sure else "conceivable")
        return least is None or bool(least[gain] <= bar)

    def _least(self, rule: Rule, party: str) -> NDArray[np.int32] | None:
        if not self.prover.setting.compact or rule.moves == "none":
            return None
        key = party, rule.moves, rule.escape, rule.sequences
        if self._kept is None or self._kept[0] != key:  # of large conflicts nobody else keeps it
            found = self.prover.setting.lowest(
                party, gains=rule.moves == "gains", escape=rule.escape,
                sequences=cast(Sequences, rule.sequences),
            )  # fmt: skip
            self._kept = key, found
        return self._kept[1]

    def bar(self, rule: Rule, party: str, state: int, sure: Sure) -> int:
        """The highest rank that deters; -1 where there is none, or the order is not full."""
        order = self.prover.setting.order(party)
        if order.ranks is None:
            return -1
        if rule.strong:
            return self._strong_bars(party, sure)[state]
        return int(order.ranks[state]) - rule.worse

    def _strong_bars(self, party: str, sure: Sure) -> list[int]:
        if (party, sure) not in self._bars:
            bars = much_worse_rank(self.prover.setting.order(party), sure)
            self._bars[party, sure] = bars.tolist()
        return self._bars[party, sure]

    def _search(self, rule: Rule, state: int, party: str, sure: Sure) -> Search | FewSearch:
        others = [other for other in self.prover.conflict.parties if other != party]
        orders = (
            {o: self.prover.setting.order(o) for o in others} if rule.moves == "gains" else None
        )
        if rule.sequences != "legal":
            single = rule.sequences == "single"
            return FewSearch(self.prover.successors, others, orders, sure, single)
        least = self._least(rule, party)
        hope = None if least is None else (least, self.bar(rule, party, state, sure))
        return Search(self.prover.successors, others, orders, sure, hope)

    def _best_after(self, party: str, state: int) -> int | None:
        """The best state that the party can move to; the first of the best that are known."""
        ends = np.sort(self.prover.successors.of(party, np.array([state]))[1])
        if not len(ends):
            return None
        order = self.prover.setting.order(party)
        if order.ranks is not None:
            return int(ends[np.argmax(order.ranks[ends])])
        for end in ends.tolist():
            if not order.improves(np.full(len(ends), end), ends, "certain").any():
                return int(end)
        return int(ends[0])

    # -- leaves -------------------------------------------------------------------------------

    def _leaves(self, rule: Rule, state: int, party: str) -> dict[str, Any] | None:
        gains = self.prover.gains(state, party, "certain").tolist()
        ranks = self.prover.setting.order(party).ranks
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
            made = self._listed_set(rule, state, party, open_, self.prover.lines)
            if made is None and open_:
                raise LimitError(
                    f"the replies to what {party} gains from state {state} reach more than "
                    f"{self.prover.lines:,} states, and no block of option values holds them: that "
                    "is more than a certificate lists"
                )
        return made

    def _unmet(self, rule: Rule, state: int, party: str, gain: int) -> bool:
        least = self._least(rule, party)
        return least is None or bool(least[gain] > self.bar(rule, party, state, "conceivable"))

    def _listed_set(
        self, rule: Rule, state: int, party: str, gains: list[int], limit: int
    ) -> dict[str, Any] | None:
        """The smallest reply set that a search finds; gains that are met are taken out."""
        sets: list[tuple[int, Reached | Few]] = []
        search = self._search(rule, state, party, "conceivable")
        if isinstance(search, Search):
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
        members = self._members(deters, smallest)
        return {"stable": False, "improvement": gain, "members": members}

    def _members(self, deters: Deters, reached: Reached | Few) -> tuple[Member, ...]:
        if isinstance(reached, Few):
            some = reached.states()
            out = self._escapes(deters, some[deters.ends(some)])
            return tuple(reached.member(one, out.get(one)) for one in some.tolist())
        states, last = reached.members()
        struck = deters.ends(states)
        escapes = self._escapes(deters, states[struck])
        return tuple(
            Member(one, movers, escapes.get(one) if bad else None)
            for one, movers, bad in zip(states.tolist(), last, struck.tolist(), strict=True)
        )

    def _escapes(self, deters: Deters, states: Ints) -> dict[int, int]:
        position, end = self.prover.successors.of(deters.party, states)
        order = self.prover.setting.order(deters.party)
        keep = ~deters.ends(end)
        position, end = position[keep], end[keep]
        value = np.zeros(len(end)) if order.ranks is None else order.ranks[end]
        by = np.lexsort((-end, value, position))  # the last of each position is its best
        return {int(states[position[k]]): int(end[k]) for k in by.tolist()}

    def _block(self, rule: Rule, state: int, party: str, gains: list[int]) -> dict[str, Any] | None:
        if self.prover.case is None or self.prover.case.graph is not None:
            return None
        deters = self.deters(rule, state, party, sure=False)
        for gain in gains:
            within, inside = block_around(self.prover.case, party, gain)
            if not deters(inside).any():
                return {"stable": False, "improvement": gain, "within": within}
        return None


class Deters:
    """Which states are sanctions of a party that has left a state."""

    def __init__(self, by: ByReplies, rule: Rule, state: int, party: str, sure: Sure) -> None:
        self.by, self.prover, self.rule, self.state, self.party = by, by.prover, rule, state, party
        self.sure: Sure = sure
        """Whether what deters for certain counts, or also what may."""
        self._much_worse: Bools | None = None

    def __call__(self, states: Ints) -> Bools:
        """(k,) for k states: whether each deters, and all that follows does."""
        found = self.ends(states)
        if self.rule.escape and found.any():
            left = np.flatnonzero(found)
            position, end = self.prover.successors.of(self.party, states[left])
            found[left[position[~self.ends(end)]]] = False
        return found

    def ends(self, states: Ints) -> Bools:
        """(k,) for k states: whether each is no better than the start, or much worse."""
        order = self.prover.setting.order(self.party)
        if not self.rule.strong:
            start = np.full(len(states), self.state)
            if self.rule.worse:
                return order.improves(states, start, self.sure)
            better: Sure = "conceivable" if self.sure == "certain" else "certain"
            return ~order.improves(start, states, better)
        if order.ranks is not None:
            bar = self.by.bar(self.rule, self.party, self.state, self.sure)
            return np.asarray(order.ranks[states] <= bar)
        if self._much_worse is None:
            self._much_worse = much_worse(order, self.state, self.state + 1, self.sure)[0]
        return self._much_worse[states]
