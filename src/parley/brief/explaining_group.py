"""Why parties would leave a state together, or would not, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parley.brief.explaining import CAVEAT, changes
from parley.brief.words import count, listed

if TYPE_CHECKING:
    from parley.case import Case
    from parley.model.certificate import Step
    from parley.model.certificate_group import GroupCertificate

__all__ = ["group_sentences"]

Sentence = tuple[int, str]
_GAIN = {
    "strict": "better for each of them",
    "pareto": "better for one of them at no other's cost",
}
_ALONE = "better for it"


def group_sentences(case: Case, shown: GroupCertificate, *, most: int) -> Iterator[Sentence]:
    """Put a coalition's certificate into words; a blank line first.

    Parameters
    ----------
    case : Case
    shown : GroupCertificate
    most : int
        Gains that are told.
    """
    names = listed(case.parties[party].name for party in shown.coalition)
    alone = len(shown.coalition) == 1
    better = _ALONE if alone else _GAIN[shown.gain]
    yield 0, ""
    if shown.stable:
        yield from _stays(case, shown, names, better, most)
    else:
        yield from _leaves(case, shown, names, better)
    yield 0, ""
    yield 0, CAVEAT


def _leaves(case: Case, shown: GroupCertificate, names: str, better: str) -> Iterator[Sentence]:
    alone = len(shown.coalition) == 1
    yield 0, f"{names} would leave{'' if alone else ' together'}."
    yield 2, f"{_walk(case, shown.state, shown.moves)}. That would be {better}."
    others = len(shown.coalition) < len(case.parties)
    if shown.concept == "cnash":
        yield 2, "No answer is looked for: nothing deters."
    elif not others:
        yield 2, "There is nobody else who could answer."
    elif len(shown.members) == 1:
        yield 2, "None of the others could move on from there: nothing deters."
    else:
        went = "went from there"
        if shown.concept == "cseq":
            went = "went on from there, each time to the gain of those who move"
        again = ", or could be brought about again" if shown.concept == "csmr" else ""
        yield 2, f"Wherever the others {went}, it would still be so{again}: nothing deters."


def _stays(
    case: Case, shown: GroupCertificate, names: str, better: str, most: int
) -> Iterator[Sentence]:
    alone = len(shown.coalition) == 1
    yield 0, f"{names} would stay{'' if alone else ', as far as leaving together goes'}."
    if not shown.replies:
        yield 2, f"Nothing that {'it' if alone else 'they'} could bring about would be {better}."
        return
    states = count(len(shown.replies), "state")
    yield 2, f"{'It' if alone else 'They'} could bring about {states} that may be {better}:"
    for number, reply in enumerate(shown.replies[:most], 1):
        there = changes(case, shown.state, reply.improvement)
        steps = reply.steps or [step for turn in reply.turns for step in turn.steps]
        then = _walk(case, reply.improvement, steps)
        yield 2, f"{number}. {there}. But {then}, and then it would no longer be so."
    if len(shown.replies) > most:
        yield 2, f"and {len(shown.replies) - most} more, each of them met."


def _walk(case: Case, start: int, steps: Sequence[Step]) -> str:
    """Who does what, one after another."""
    said, at = [], start
    for step in steps:
        said.append(f"{case.parties[step.mover].name} could change {changes(case, at, step.to)}")
        at = step.to
    return ", then ".join(said)
