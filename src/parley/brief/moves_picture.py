"""The graph of moves in words and names: what a picture of it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from parley.brief.material import Material
from parley.brief.tree import Ground, Move, Picture, Spot
from parley.brief.words import count, line, listed

__all__ = ["picture"]

Name = Callable[[int], str]


def picture(material: Material, labels: Mapping[int, str], words: Name) -> Picture | None:
    """Name everything in the graph of moves.

    Parameters
    ----------
    material : Material
    labels : mapping of int to str
        What each outcome is called in the picture, by its number.
    words : callable
        What an outcome is, in words.
    """
    graph = material.moves
    if graph is None:
        return None
    # Alphabetical, so that no order of the case puts a party first.
    names = {party: material.party(party) for party in {move.party for move in graph.moves}}
    order = sorted(names, key=lambda party: (names[party].casefold(), names[party], party))
    spots = tuple(
        Spot(labels[n.state], words(n.state), n.x, n.y, now=n.status_quo, held=n.ways > 0)
        for n in graph.nodes
    )
    moves = tuple(
        Move(
            order.index(move.party),
            labels[move.start],
            labels[move.end],
            move.gain,
            move.back,
            move.stroke,
        )
        for move in graph.moves
    )
    parties = tuple(names[party] for party in order)
    return Picture(
        title="Moves between outcomes",
        description=" ".join(_described(spots, moves, parties)),
        spots=spots,
        moves=moves,
        parties=parties,
        caption=line(
            " ".join(_caption(graph, labels)),
            ground=Ground(assumption="options and preferences as the reviewed case has them"),
        ),
    )


def _described(
    spots: tuple[Spot, ...], moves: tuple[Move, ...], parties: tuple[str, ...]
) -> Iterator[str]:
    """Say all that the picture shows: outcomes, then each party's moves."""
    yield f"{count(len(spots), 'outcome')}."
    yield from (f"{spot.label}: {spot.words}." for spot in spots)
    held = [spot.label for spot in spots if spot.held]
    if held:
        yield f"Nobody would have reason to leave {listed(held, order=False)}."
    for number, party in enumerate(parties):
        own = [move for move in moves if move.party == number]
        for gain, verb in (
            ("gains", "gains by going"),
            ("none", "can go, without gain,"),
            ("open", "can go, with what gain is not known,"),
        ):
            ways = [
                f"from {m.start} to {m.end}{'' if m.back else ' (not back)'}"
                for m in own
                if m.gain == gain
            ]
            if ways:
                yield f"{party} {verb} {listed(ways, order=False)}."


def _caption(graph: Any, labels: Mapping[int, str]) -> Iterator[str]:
    shown = len(graph.nodes)
    if shown < graph.states:
        held = sum(node.ways > 0 for node in graph.nodes)
        now = "things as they are, " * any(node.status_quo for node in graph.nodes)
        yield (
            f"Shown are {shown} of {graph.states:,} outcomes: {now}{held} of {graph.settled:,} "
            "that nobody would have reason to leave, and shortest ways to them. The others, and "
            "moves to them, are left out."
        )
    if graph.apart:
        far = listed((labels[state] for state in graph.apart), order=False)
        yield f"No moves lead from things as they are to {far}."
    if graph.thinned:
        yield "Of several gains of one party from one outcome only the best is drawn."
    yield "Lines are moves of the party whose number they carry; a filled arrow leads to its gain."
