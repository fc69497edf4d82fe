"""Make the certificate of one verdict: a party or several, a state, a concept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.proofs.ahead import ahead
from parley.analysis.proofs.group import group_certificate
from parley.analysis.proofs.replies import ByReplies
from parley.analysis.proofs.sim import sim_certificate
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict
from parley.analysis.successors import Successors
from parley.analysis.variants import checked, defined, known
from parley.case import Case
from parley.errors import NotSupportedError, UsageError
from parley.model import Conflict
from parley.model.certificate import RULES, Reply, Rule
from parley.model.certificates import AnyCertificate
from parley.model.definitions import AHEAD, GROUP

__all__ = ["LINES", "Prover", "certify"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LINES = 50_000
"""Most lines of one certificate: gains that are met, or states of a reply set."""
_TOLD = ("strength", "sequences", "sanction", "infeasible", "horizon", "leader")
"""Keywords of the concepts that a certificate states; with any other it would prove too much."""


def certify(
    case: HasConflict | Conflict,
    concept: str,
    state: int,
    party: str | Iterable[str],
    *,
    with_inferred: bool = False,
    **variants: Any,
) -> AnyCertificate:
    """Prove whether a party stays at a state, so that `parley.verify` can check it.

    Parameters
    ----------
    case : a case or a Conflict
    concept : str
        One that `stability` knows, or for `coalitions`.
    state : int
    party : str, or several
        Several for what parties do together.
    with_inferred, **variants
        As for `stability`, or for `coalitions`.

    Raises
    ------
    UsageError
        There is no such concept, state or party, or the concept has no certificates.
    NotSupportedError
        What is known of the preferences does not settle the verdict, or the concept is not
        defined for the conflict.
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
    >>> certify(case, "gmr", 2, "union").stable
    False
    """
    return Prover(case, with_inferred=with_inferred).certificate(concept, state, party, **variants)


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
        self._replies = ByReplies(self)

    @property
    def lines(self) -> int:
        """Most lines of one certificate."""
        return LINES

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts for one party that have certificates."""
        return tuple(sorted({*RULES, *AHEAD, "sim"}))

    def certificate(
        self, concept: str, state: int, party: str | Iterable[str], **variants: Any
    ) -> AnyCertificate:
        """Prove one verdict; see `certify`."""
        chosen = self._chosen(concept, variants)
        self._known(state)
        if concept in GROUP:
            party = (party,) if isinstance(party, str) else tuple(party)
            made: AnyCertificate | None
            made = group_certificate(self, concept, state, party, **chosen)
        else:
            party = self._party(party)
            made = self._of_one(concept, state, party, chosen)
        if made is None:
            words = "".join(f", {word} = {value}" for word, value in variants.items())
            who = party if isinstance(party, str) else ", ".join(party)
            raise NotSupportedError(
                f"what is known of the preferences does not settle, step by step, whether {who} "
                f"stays at state {state} by {concept}{words}; there is nothing to certify"
            )
        return made

    def _of_one(
        self, concept: str, state: int, party: str, chosen: Mapping[str, Any]
    ) -> AnyCertificate | None:
        if concept in AHEAD:
            return ahead(self, concept, state, party, chosen)
        if concept == "sim":
            return sim_certificate(self, state, party, chosen["infeasible"])
        if chosen.get("strength") == "weak":
            return self._replies.weak(concept, state, party, chosen)
        return self._replies.certificate(concept, state, party, chosen)

    def gains(self, state: int, party: str, sure: Sure) -> Ints:
        """The states that the party can move to and prefers, ascending."""
        end = self.successors.of(party, np.array([state]))[1]
        order = self.setting.order(party)
        return np.sort(end[order.improves(np.full(len(end), state), end, sure)])

    def reply(
        self, rule: Rule, state: int, party: str, gain: int, *, sure: bool = True
    ) -> Reply | None:
        """The shortest reply to a gain that deters; without `sure` one that may deter."""
        return self._replies.reply(rule, state, party, gain, sure=sure)

    def deters(self, rule: Rule, state: int, party: str) -> Callable[[Ints], Bools]:
        """Which states deter the party from leaving a state, for certain."""
        return self._replies.deters(rule, state, party, sure=True)

    # -- wrong calls --------------------------------------------------------------------------

    def _chosen(self, concept: str, variants: Mapping[str, Any]) -> dict[str, Any]:
        if concept in GROUP:
            takes = ("gain", "replies") if concept == "cseq" else ("gain",)
            for word in variants:
                if word not in takes:
                    has = ", ".join(takes)
                    raise UsageError(f"{concept} has no variant keyword {word!r}; it has {has}")
            return {
                "gain": variants.get("gain", "strict"),
                "turns": variants.get("replies", "not_twice"),
            }
        if concept not in self.concepts:
            raise UsageError(
                f"no certificates are made for {concept!r}; there are some for "
                f"{', '.join([*self.concepts, *GROUP])}"
            )
        asked = known(concept)
        chosen = checked(asked, variants, self.conflict.parties)
        defined(asked, self.setting)
        for word in [word for word in chosen if word not in _TOLD]:
            if chosen[word] != asked.variants[word][0]:
                raise UsageError(
                    f"no certificates are made for {concept} with {word} = {chosen[word]}"
                )
            del chosen[word]
        return dict(chosen)

    def _party(self, party: str | Iterable[str]) -> str:
        named = (party,) if isinstance(party, str) else tuple(party)
        if len(named) != 1 or named[0] not in self.conflict.parties:
            raise UsageError(
                f"no party is called {', '.join(named)!r}; there are "
                f"{', '.join(self.conflict.parties)}"
            )
        return named[0]

    def _known(self, state: int) -> None:
        if not 0 <= state < self.conflict.n:
            raise UsageError(
                f"there are {self.conflict.n} states, 0 to {self.conflict.n - 1}; not {state}"
            )
