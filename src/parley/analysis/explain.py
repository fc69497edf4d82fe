"""Why each party would stay at a state or leave it: its gains, and what would meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from parley.analysis.certify import Prover
from parley.errors import UsageError
from parley.model.certificate import RULES, Reply, Rule
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
    prover: Prover, state: int, *, parties: Iterable[str] | None = None, concept: str | None = None
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

    Raises
    ------
    UsageError
        No certificates are made for the concept.

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
    if concept is not None and concept not in RULES:
        raise UsageError(f"{concept!r} cannot be explained step by step; {', '.join(RULES)} can")
    asked = prover.conflict.parties if parties is None else tuple(parties)
    rule = None if concept is None else RULES[concept]
    return Explanation(
        case_hash=prover.conflict.hash,
        state=state,
        concept=concept,
        variant=_NO_CONCEPT if rule is None else rule.variant,
        with_inferred=prover.with_inferred,
        views=tuple(_View(prover, state, party, rule).made() for party in asked),
    )


class _View:
    def __init__(self, prover: Prover, state: int, party: str, rule: Rule | None) -> None:
        self.prover, self.state, self.party, self.rule = prover, state, party, rule
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

    def _all_known(self) -> bool:
        return all(self.prover.setting.order(p).total for p in self.prover.conflict.parties)

    def _as_met(self, reply: Reply) -> Met:
        hops, at = [], reply.improvement
        for step in reply.steps:
            gains = self._compared(step.mover, at, step.to)
            hops.append(Hop(step.mover, at, step.to, gains))
            at = step.to
        certain = self._compared(self.party, self.state, at) == "no"
        if self.rule is not None and self.rule.escape:
            ends = self.prover.successors.of(self.party, np.array([at]))[1]
            start = np.full(len(ends), self.state)
            certain = certain and not self.order.improves(start, ends, "conceivable").any()
        return Met(tuple(hops), certain, self._onward(at))

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
        return "cautious" if met and self.rule is None else "open"

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
            end = gain.met.hops[-1].to
            if self._compared(self.party, self.state, end) == "unknown":
                yield Comparison(self.party, end, self.state)
