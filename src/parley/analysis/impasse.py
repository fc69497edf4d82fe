"""Circular waits: whether each side waits for the other, and who is reported to ask for it.

A circle of acts, each waiting for the next, blocks where at least one link is strict: something
must be done *earlier*. A circle of "in return" links alone opens by one simultaneous step. What
nobody is reported to ask is never filled in: it is named as missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import networkx as nx

from parley.analysis.links import Link, links
from parley.analysis.positions import Act, Positions, merged, positions
from parley.model import Basis, Evidence

__all__ = ["Circle", "Impasse", "MissingLink", "Step", "TwoPlaces", "impasse"]

Verdict = Literal["no_conditions", "no_circle_stated", "circle_opens_at_once", "circle_blocks"]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a circle, and the links that make it wait for the act before."""

    act: Act
    links: tuple[Link, ...]

    @property
    def strict(self) -> bool:
        """Whether one of its links asks for an earlier deed."""
        return any(link.strict for link in self.links)


@dataclass(frozen=True, slots=True)
class Circle:
    """Acts that wait for one another in a ring; each step waits for the one before it."""

    steps: tuple[Step, ...]
    blocks: bool
    """At least one step is strict; otherwise one simultaneous step opens it."""
    sure: bool
    """False where it closes only for some of the values that a text leaves open."""
    holders: tuple[str, ...]
    """Whoever holds one of its links, in alphabetical order."""
    other_ways: tuple[str, ...]
    """Proposals that give one of its acts for something outside it: a way round, as stated."""
    evidence: tuple[Evidence, ...]
    basis: Basis = "inferred"
    """That the links make a ring is our inference, whatever each of them is."""


@dataclass(frozen=True, slots=True)
class MissingLink:
    """The link that would close a circle, and that no party is reported to ask for."""

    first: Act
    then: Act
    key: str = "no party is reported to ask this"


@dataclass(frozen=True, slots=True)
class TwoPlaces:
    """One act that one side gives in return and another asks for as a first step."""

    act: Act
    returns: tuple[Link, ...]
    """Links in which it is the return."""
    firsts: tuple[Link, ...]
    """Links in which it is the first step."""
    missing: tuple[MissingLink, ...]
    evidence: tuple[Evidence, ...]
    """Of both."""
    basis: Basis = "inferred"
    key: str = "one act, two places in the order"


@dataclass(frozen=True, slots=True)
class Impasse:
    """What waits for what in a case, and whether it closes to a circle."""

    verdict: Verdict
    links: tuple[Link, ...]
    circles: tuple[Circle, ...]
    complete: bool
    """False where there are more circles than were looked for: then there are at least these."""
    two_places: tuple[TwoPlaces, ...]
    asks_first: tuple[str, ...]
    """Parties who are reported to ask for a first step."""
    no_first_step_reported: tuple[str, ...]
    """The other parties: nothing is reported, which is not to say that they ask for nothing."""
    one_side: bool
    """Whether all first steps asked for are one side's."""

    @property
    def missing(self) -> tuple[MissingLink, ...]:
        """Every link that no party is reported to ask for, once each."""
        return tuple(dict.fromkeys(m for place in self.two_places for m in place.missing))

    @property
    def keys(self) -> tuple[str, ...]:
        """What is to be said, in neutral words, most important first."""
        words = {
            "no_conditions": "no condition is stated",
            "no_circle_stated": "no circle is stated",
            "circle_opens_at_once": "a circle that one simultaneous step would open",
            "circle_blocks": "a circle in which something is asked for earlier",
        }
        said = [words[self.verdict]]
        said += [place.key for place in self.two_places][:1]
        said += [missing.key for missing in self.missing][:1]
        return tuple(said)


def impasse(case: Any, *, limit: int = 1000) -> Impasse:
    """Look for circular waits among a case's preconditions and proposals.

    Parameters
    ----------
    case : Case
        Needs no preferences and no state space.
    limit : int
        How many circles to look for at most.

    Returns
    -------
    Impasse

    Notes
    -----
    Circles are the elementary cycles of the graph whose nodes are the acts that wait: Johnson
    1975, 10.1137/0204007. Two acts meet where they share an option and a value; where a text
    leaves a value open the circle is marked as not sure.
    """
    known = positions(case)
    found = links(known)
    circles, complete = _circles(found, limit)
    asks = {by for link in found if link.strict for by in link.holders}
    return Impasse(
        verdict=_verdict(found, circles),
        links=found,
        circles=circles,
        complete=complete,
        two_places=_two_places(known, found),
        asks_first=tuple(party for party in known.parties if party in asks),
        no_first_step_reported=tuple(party for party in known.parties if party not in asks),
        one_side=bool(asks) and any(asks <= known.side(party) for party in asks),
    )


def _verdict(found: tuple[Link, ...], circles: tuple[Circle, ...]) -> Verdict:
    if not found:
        return "no_conditions"
    if not circles:
        return "no_circle_stated"
    return "circle_blocks" if any(c.blocks for c in circles) else "circle_opens_at_once"


def _circles(found: tuple[Link, ...], limit: int) -> tuple[tuple[Circle, ...], bool]:
    """Elementary cycles over the acts that wait, shortest first."""
    acts = list(dict.fromkeys(link.then for link in found))
    number = {act: place for place, act in enumerate(acts)}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(acts)))
    for link in found:
        for act in acts:
            # A step from an act to more of the same (a week, then longer) is no circle.
            if link.first.overlaps(act) and act != link.then:
                graph.add_edge(number[act], number[link.then])
    listed = list(islice(nx.simple_cycles(graph), limit + 1))
    rings = sorted((_from_lowest(ring) for ring in listed[:limit]), key=lambda r: (len(r), r))
    circles = tuple(_circle([acts[node] for node in ring], found) for ring in rings)
    return circles, len(listed) <= limit


def _from_lowest(ring: list[int]) -> list[int]:
    place = ring.index(min(ring))
    return ring[place:] + ring[:place]


def _circle(ring: list[Act], found: tuple[Link, ...]) -> Circle:
    steps, sure = [], True
    ways: list[str] = []
    for before, act in zip([ring[-1], *ring[:-1]], ring, strict=True):
        held = tuple(k for k in found if k.then == act and k.first.overlaps(before))
        steps.append(Step(act, held))
        # Every way of doing what is asked first must run through the act that itself waits.
        sure = sure and any(set(k.first.values) <= set(before.values) for k in held)
        ways += _other_ways(act, held, found)
    every = [link for step in steps for link in step.links]
    return Circle(
        tuple(steps),
        any(step.strict for step in steps),
        sure,
        _parties(every),
        tuple(dict.fromkeys(ways)),
        merged(*(link.evidence for link in every)),
    )


def _other_ways(act: Act, held: tuple[Link, ...], found: tuple[Link, ...]) -> list[str]:
    """Offers are alternatives: where only offers make an act wait, another may give it too."""
    if any(link.kind == "asked_first" for link in held):
        return []
    origins = {link.origin for link in held}
    holders = {by for link in held for by in link.holders}
    return [
        link.origin
        for link in found
        if link.kind == "in_return"
        and link.origin not in origins
        and link.then.overlaps(act)
        and holders & set(link.holders)
    ]


def _parties(found: Iterable[Link]) -> tuple[str, ...]:
    return tuple(sorted({by for link in found for by in link.holders}))


def _two_places(known: Positions, found: tuple[Link, ...]) -> tuple[TwoPlaces, ...]:
    """Acts that are one side's return and another's first step, one record an option."""
    pairs: dict[str, list[tuple[Link, Link]]] = {}
    for back in found:
        for ask in found:
            if (
                back.kind == "in_return"
                and ask.kind == "asked_first"
                and ask.strict
                and back.then.overlaps(ask.first)
                and not {other for by in back.holders for other in known.side(by)}
                & set(ask.holders)
            ):
                pairs.setdefault(back.then.option, []).append((back, ask))
    return tuple(_two_place(known, option, met, found) for option, met in pairs.items())


def _two_place(
    known: Positions, option: str, met: list[tuple[Link, Link]], found: tuple[Link, ...]
) -> TwoPlaces:
    shared = {v for back, ask in met for v in back.then.values if v in ask.first.values}
    declared = known.options[option].values if option in known.options else ()
    values = tuple(v for v in declared if v in shared) or tuple(sorted(shared))
    closing = dict.fromkeys((ask.then, back.first) for back, ask in met)
    return TwoPlaces(
        Act(option, values),
        tuple(dict.fromkeys(back for back, _ in met)),
        tuple(dict.fromkeys(ask for _, ask in met)),
        tuple(
            MissingLink(first, then) for first, then in closing if not _leads(first, then, found)
        ),
        merged(*(link.evidence for pair in met for link in pair)),
    )


def _leads(first: Act, then: Act, found: tuple[Link, ...]) -> bool:
    """Whether `then` already waits for `first`, directly or through other acts."""
    seen: set[Act] = set()
    reached = [first]
    while reached:
        act = reached.pop()
        if act.overlaps(then):
            return True
        for link in found:
            if link.first.overlaps(act) and link.then not in seen:
                seen.add(link.then)
                reached.append(link.then)
    return False
