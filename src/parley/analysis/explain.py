"""Why each party would stay at a state or leave it: its gains, and what would meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from parley.analysis.proofs.certify import Prover
from parley.analysis.proofs.sim import combined
from parley.analysis.variants import checked, defined, known
from parley.errors import UsageError
from parley.model.certificate import RULES, Reply, Rule, rule_of
from parley.model.definitions import AHEAD, GROUP, sim_definition
from parley.model.explanation import (
    Comparison,
    Explanation,
    Gain,
    Hop,
    Known,
    Met,
    Verdict,
    View,
)

__all__ = ["explain"]

_NO_CONCEPT = (
    "each gain with the reply that counts most: first one whose every step gains for its mover; "
    "of two such, one after which the party has nothing better to move on to"
)
_CREDIBLE = (Rule("gains", escape=True), Rule("gains"))
_ANY = (Rule("any", escape=True), Rule("any"))


def explain(
    prover: Prover,
    state: int,
    *,
    parties: Iterable[str] | None = None,
    concept: str | None = None,
    **variants: Any,
) -> Explanation:
    """Say for each party which moves from a state it gains by, and what would meet them.

    Parameters
    ----------
    prover : Prover
        Of the case.
    state : int
    parties : iterable of str, optional
        Whom to explain; everybody if not given.
    concept : str, optional
        Count only what this concept counts as a reply.
    **variants
        Keywords of the concept, as for `stability`.

    Raises
    ------
    UsageError
        The concept, or weak stability, cannot be put as gains and what meets them.
    NotSupportedError
        The concept is not defined for the case.

    Examples
    --------
    >>> from parley.case import load_case
    >>> case = load_case(text='''
    ... parley: 1
    ... parties: {union: {}, employer: {}}
    ... options: {strike: {by: union}, raise: {by: employer}}
    ... preferences:
    ...   union: {priorities: [strike iff not raise, raise]}
    ...   employer: {priorities: [not strike, not raise]}
    ... ''')
    >>> [(view.party, view.verdict) for view in explain(Prover(case), 1).views]
    [('union', 'content'), ('employer', 'deterred')]
    """
    asked = prover.conflict.parties if parties is None else tuple(parties)
    rule, infeasible, variant = _asked(prover, concept, variants)
    views = [_View(prover, state, party, rule, infeasible).made() for party in asked]
    return Explanation(
        case_hash=prover.conflict.hash,
        state=state,
        concept=concept,
        variant=variant,
        with_inferred=prover.with_inferred,
        views=tuple(views),
        left="no better" if rule is None else rule.left,
    )


def _asked(
    prover: Prover, concept: str | None, variants: Mapping[str, Any]
) -> tuple[Rule | None, str | None, str]:
    """The rule for replies, or what is infeasible counts for under sim; and that in words."""
    if concept is None:
        if variants:
            raise UsageError(f"say by which concept {', '.join(variants)} is meant")
        return None, None, _NO_CONCEPT
    if concept not in {*RULES, "sim"}:
        more = "; --json has its certificates"
        if concept not in {*AHEAD, *GROUP}:
            known(concept)  # says which names there are
            more = ""
        raise UsageError(
            f"{concept!r} cannot be explained step by step; {', '.join([*RULES, 'sim'])} can{more}"
        )
    chosen = checked(known(concept), variants, prover.conflict.parties)
    if concept == "sim":
        defined(known(concept), prover.setting)
        infeasible = str(chosen["infeasible"])
        return None, infeasible, sim_definition(infeasible)
    if chosen.get("strength") == "weak":
        raise UsageError(
            "weak stability is two questions at once: ask for strength=none and strength=strong; "
            "--json has its certificates"
        )
    rule = rule_of(concept, **{word: str(value) for word, value in chosen.items()})
    return rule, None, rule.variant


class _View:
    def __init__(
        self, prover: Prover, state: int, party: str, rule: Rule | None, infeasible: str | None
    ) -> None:
        self.prover, self.state, self.party, self.rule = prover, state, party, rule
        self.infeasible = infeasible
        """Under sim, what a combination that is no feasible state counts for."""
        self.order = prover.setting.order(party)

    def made(self) -> View:
        """Everything about one party."""
        moves = len(self.prover.successors.of(self.party, np.array([self.state]))[1])
        if self.order.silent:
            return View(self.party, "nothing", moves, "open" if moves else "no moves", (), ())
        gains = sorted(self._gains(), key=self._most_telling)
        return View(
            self.party, "all" if self.order.total else "part", moves,
            self._verdict(moves, gains), tuple(gains), tuple(dict.fromkeys(self._open(gains))),
        )  # fmt: skip

    def _gains(self) -> Iterator[Gain]:
        certain = set(self.prover.gains(self.state, self.party, "certain").tolist())
        for to in self.prover.gains(self.state, self.party, "conceivable").tolist():
            yield Gain(to, to in certain, self._met(to), self._alone(to))

    def _met(self, to: int) -> Met | None:
        """The reply that counts most: what is certain before what may be, gains before costs."""
        if self.infeasible is not None:
            return self._met_at_once(to, self.infeasible)
        credible, any_ = ((self.rule,), ()) if self.rule else (_CREDIBLE, _ANY)
        perhaps = None
        for rules, sure in ((credible, True), (credible, False), (any_, True), (any_, False)):
            if not sure and self._all_known():
                continue
            for rule in rules:
                found = self.prover.reply(rule, self.state, self.party, to, sure=sure)
                if found is None:
                    continue
                met = self._as_met(found)
                if sure or met.certain:
                    return met
                perhaps = perhaps or met
        return perhaps

    def _met_at_once(self, to: int, infeasible: str) -> Met | None:
        for sure in (True, False):
            found = combined(self.prover, self.state, self.party, to, infeasible, sure=sure)
            if found is not None:
                hops = [
                    Hop(step.mover, self.state, step.to,
                        self._compared(step.mover, self.state, step.to))
                    for step in found.moves
                ]  # fmt: skip
                end = found.end
                certain = end is None or self._compared(self.party, self.state, end) == "no"
                return Met(tuple(hops), certain, None, True, end)
        return None

    def _all_known(self) -> bool:
        return all(self.prover.setting.order(p).total for p in self.prover.conflict.parties)

    def _as_met(self, reply: Reply) -> Met:
        hops, at = [], reply.improvement
        for step in reply.steps:
            gains = self._compared(step.mover, at, step.to)
            hops.append(Hop(step.mover, at, step.to, gains))
            at = step.to
        rule = self.rule or Rule("any")
        deters = self.prover.deters(rule, self.state, self.party)
        return Met(tuple(hops), bool(deters(np.array([at]))[0]), self._onward(at))

    def _compared(self, party: str, start: int, end: int) -> Known:
        order, pair = self.prover.setting.order(party), (np.array([start]), np.array([end]))
        if order.improves(*pair, "certain")[0]:
            return "yes"
        return "unknown" if order.improves(*pair, "conceivable")[0] else "no"

    def _onward(self, at: int) -> int | None:
        """The best state that the party could then move to, if it is better than the start."""
        ends = np.sort(self.prover.successors.of(self.party, np.array([at]))[1])
        ends = ends[self.order.improves(np.full(len(ends), self.state), ends, "certain")]
        if not len(ends):
            return None
        return int(ends[0] if self.order.ranks is None else ends[np.argmax(self.order.ranks[ends])])

    def _alone(self, to: int) -> bool:
        """Whether none of the others has a move from there that counts."""
        only_gains = self.rule is not None and self.rule.moves == "gains"
        if self.infeasible is not None:
            return not any(
                len(self.prover.gains(self.state, other, "conceivable"))
                for other in self.prover.conflict.parties
                if other != self.party
            )
        for other in self.prover.conflict.parties:
            if other == self.party:
                continue
            if only_gains and len(self.prover.gains(to, other, "conceivable")):
                return False
            if not only_gains and len(self.prover.successors.of(other, np.array([to]))[1]):
                return False
        return True

    def _most_telling(self, gain: Gain) -> tuple[bool, bool, bool, int, int]:
        met = gain.met
        rank = 0 if self.order.ranks is None else int(self.order.ranks[gain.to])
        return met is not None, not gain.certain, self._deters(gain), -rank, gain.to

    def _deters(self, gain: Gain) -> bool:
        """Whether the reply deters for certain whoever reckons with what counts here."""
        met = gain.met
        if met is None or not met.certain:
            return False
        return met.credible == "yes" or (self.rule is not None and self.rule.moves == "any")

    def _verdict(self, moves: int, gains: list[Gain]) -> Verdict:
        if not moves:
            return "no moves"
        if not gains:
            return "content"
        if any(gain.certain and gain.met is None for gain in gains):
            return "leaves"
        if all(self._deters(gain) for gain in gains):
            return "deterred"
        met = all(gain.met is not None and gain.met.certain for gain in gains)
        freely = self.rule is None and self.infeasible is None
        return "cautious" if met and freely else "open"

    def _open(self, gains: list[Gain]) -> Iterator[Comparison]:
        """What is not known of the gains and replies shown."""
        for gain in gains:
            if not gain.certain:
                yield Comparison(self.party, gain.to, self.state)
            if gain.met is None or self._deters(gain):
                continue
            for hop in gain.met.hops:
                if hop.gains == "unknown":
                    yield Comparison(hop.mover, hop.to, hop.start)
            end = gain.met.end if gain.met.at_once else gain.met.hops[-1].to
            if end is not None and self._compared(self.party, self.state, end) == "unknown":
                yield Comparison(self.party, end, self.state)
