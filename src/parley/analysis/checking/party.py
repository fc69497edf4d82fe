"""Check a certificate by replies: of Nash, GMR, SMR, SEQ and SSEQ, plain or strong."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.ground import Ground, WrongError
from parley.analysis.checking.replies import Sanctions, check_reply_set
from parley.model.certificate import Certificate, Reply, Rule

__all__ = ["Replies"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Replies:
    """One certificate, and what its case is asked."""

    ground: Ground
    given: Certificate
    rule: Rule
    sanctions: Sanctions = field(init=False)

    def __post_init__(self) -> None:
        made = Sanctions(self.ground, self.rule, self.given.party, self.given.state)
        object.__setattr__(self, "sanctions", made)

    def check(self) -> None:
        """Refuse the first line that does not hold."""
        if self.given.stable:
            self._check_stays()
        else:
            self._check_leaves()

    @property
    def others(self) -> tuple[str, ...]:
        """Those who may reply."""
        return tuple(other for other in self.ground.parties if other != self.given.party)

    # -- stays --------------------------------------------------------------------------------

    def _check_stays(self) -> None:
        """Every conceivable gain has a line, and every line deters."""
        given = self.given
        for line, part in (("improvement", given.improvement is not None),
                           ("members", given.members), ("within", given.within)):  # fmt: skip
            if part:
                raise WrongError(line, "this part belongs to a verdict that the party leaves")
        gains = self.ground.gains(given.party, given.state)
        met: set[int] = set()
        for i, reply in enumerate(given.replies):
            line = f"replies[{i}]"
            if reply.improvement not in gains or reply.improvement in met:
                raise WrongError(
                    f"{line}.improvement",
                    f"state {reply.improvement} is not a further gain of {given.party} from "
                    f"state {given.state}",
                )
            met.add(reply.improvement)
            self._check_reply(line, reply)
        for missing in sorted(gains - met):
            raise WrongError(
                "replies",
                f"{given.party} gains by moving to state {missing}, and no reply to that is listed",
            )

    def _check_reply(self, line: str, reply: Reply) -> None:
        if self.rule.moves == "none" or not reply.steps:
            raise WrongError(f"{line}.steps", "no reply of the others is shown that could count")
        self._check_length(f"{line}.steps", reply)
        gains = self.rule.moves == "gains"
        at = self.ground.walked(
            f"{line}.steps", reply.improvement, reply.steps, self.others, gains=gains
        )
        if not self.sanctions.certain(np.array([at]))[0]:
            raise WrongError(line, f"state {at}, where it ends, {self.sanctions.spared}")
        self._check_escape(line, at, reply.escape)

    def _check_length(self, line: str, reply: Reply) -> None:
        if self.rule.sequences == "single" and len(reply.steps) > 1:
            raise WrongError(line, "a reply is one move of one of the others")
        movers = [step.mover for step in reply.steps]
        if self.rule.sequences == "once" and len(set(movers)) < len(movers):
            raise WrongError(line, "each of the others moves at most once")

    def _check_escape(self, line: str, at: int, best: int | None) -> None:
        """Nothing that the party can move to spares it; `best` is the best of it."""
        line = f"{line}.escape"
        if not self.rule.escape:
            if best is not None:
                raise WrongError(line, "this concept asks for no escape")
            return
        party, seen = self.given.party, False
        if best is not None:
            self.ground.state(line, best)
        for _, end in self.ground.moving.targets(party, np.array([at])):
            for state in end[~self.sanctions.certain(end)].tolist():
                raise WrongError(
                    line, f"{party} can go on from there to state {state}, which "
                    f"{self.sanctions.spared}"
                )  # fmt: skip
            if best is not None:
                seen = seen or bool((end == best).any())
                above = self.ground.known.better(party, np.full(len(end), best), end)
                for state in end[above].tolist():
                    raise WrongError(line, f"state {state} is a better escape than {best}")
            elif len(end):
                raise WrongError(line, f"{party} can move on from there, to state {int(end[0])}")
        if best is not None and not seen:
            raise WrongError(line, f"{party} cannot move from state {at} to {best}")

    # -- leaves -------------------------------------------------------------------------------

    def _check_leaves(self) -> None:
        """The gain is real, and the reply set holds it, is closed, and holds no sanction."""
        given = self.given
        if given.replies:
            raise WrongError("replies", "this part belongs to a verdict that the party stays")
        check_gain(self.ground, given.party, given.state, given.improvement)
        if self.rule.moves == "none":
            if given.members or given.within:
                raise WrongError("members", "this concept foresees no replies")
            return
        if bool(given.members) == bool(given.within):
            raise WrongError("members", "a reply set is given either state by state or as a block")
        check_reply_set(self.ground, self.sanctions, self.others, given, self.rule)


def check_gain(ground: Ground, party: str, state: int, improvement: int | None) -> int:
    """Refuse what is not a move of the party to something that is better for certain."""
    if improvement is None:
        raise WrongError("improvement", "no gain is named")
    ground.state("improvement", improvement)
    if not ground.moving.leads(party, state, improvement):
        raise WrongError("improvement", f"{party} cannot move from state {state} to {improvement}")
    if not ground.better(party, state, improvement):
        raise WrongError(
            "improvement",
            f"state {improvement} is not better for {party} than {state}, for certain",
        )
    return improvement
