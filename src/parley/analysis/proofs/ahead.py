"""Make the certificate of a verdict of two parties who move in turn: what is anticipated.

Only what the play from one state touches is worked out, place by place, a place being who is to
move and where; for the definition see `parley.analysis.foresight`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from parley.errors import LimitError, NotSupportedError
from parley.model.certificates import AheadCertificate, Foreseen
from parley.model.definitions import ahead_definition

if TYPE_CHECKING:
    from parley.analysis.proofs.certify import Prover

__all__ = ["ahead"]

Place = tuple[str, int]
Row = dict[Place, tuple[int, ...]]
_HORIZONS = 4096


def ahead(
    prover: Prover, concept: str, state: int, party: str, chosen: Mapping[str, Any]
) -> AheadCertificate:
    """Prove a verdict of limited_move, stackelberg or non_myopic.

    Raises
    ------
    LimitError
        The play touches too much.
    NotSupportedError
        What is anticipated does not begin to repeat itself in time.
    """
    leader, horizon = chosen.get("leader"), chosen.get("horizon")
    if leader is not None:
        horizon = 2 if leader == party else 1
    play = _Play(prover, (party, state))
    repeats: tuple[int, ...] = ()
    if horizon is None:
        foreseen, repeats, rows = play.until_it_repeats()
    else:
        foreseen, rows = play.within(horizon)
    variant = ahead_definition(concept, horizon)
    assert variant is not None
    return AheadCertificate(
        case_hash=prover.conflict.hash, concept=concept, variant=variant, party=party, state=state,
        stable=all(row == (state,) for row in rows), possible=all(state in row for row in rows),
        with_inferred=prover.with_inferred, horizon=horizon, leader=leader, repeats=repeats,
        foreseen=foreseen,
    )  # fmt: skip


class _Play:
    """All that can come of two parties who move in turn from one place."""

    def __init__(self, prover: Prover, start: Place) -> None:
        self.prover, self.start = prover, start
        self.other = dict(zip(prover.conflict.parties, reversed(prover.conflict.parties),
                              strict=True))  # fmt: skip
        self.after: dict[Place, list[Place]] = {}
        self._lines = 0

    def within(self, horizon: int) -> tuple[tuple[Foreseen, ...], list[tuple[int, ...]]]:
        """What is anticipated with so many moves left, and what that rests on."""
        levels = [[self.start]]
        for _ in range(horizon - 1):
            found = {after for place in levels[-1] for after in self._after(place)}
            levels.append(sorted(found))
        row: Row = {}
        foreseen: list[Foreseen] = []
        for left, places in enumerate(reversed(levels), 1):
            row = self._row(places, row)
            foreseen += _told(row, left)
        return tuple(reversed(foreseen)), [row[self.start]]

    def until_it_repeats(
        self,
    ) -> tuple[tuple[Foreseen, ...], tuple[int, int], list[tuple[int, ...]]]:
        """What is anticipated of every place touched, until all of it has been so before."""
        places = list(self._touched())
        rows: list[Row] = [{place: (place[1],) for place in places}]
        seen = {_frozen(rows[0]): 0}
        foreseen: list[Foreseen] = []
        while len(rows) <= _HORIZONS:
            rows.append(self._row(places, rows[-1]))
            foreseen += _told(rows[-1], len(rows) - 1)
            first = seen.setdefault(_frozen(rows[-1]), len(rows) - 1)
            if first < len(rows) - 1:
                cycle = [row[self.start] for row in rows[first + 1 :]]
                return tuple(foreseen), (first, len(rows) - 1), cycle
        raise NotSupportedError(
            f"what is anticipated does not repeat itself within {_HORIZONS:,} moves"
        )

    def _touched(self) -> Iterator[Place]:
        touched, fresh = {self.start}, [self.start]
        while fresh:
            place = fresh.pop()
            yield place
            new = [after for after in self._after(place) if after not in touched]
            touched.update(new)
            fresh += new
            self._count(len(new))

    def _after(self, place: Place) -> list[Place]:
        if place not in self.after:
            mover, state = place
            ends = np.sort(self.prover.successors.of(mover, np.array([state]))[1])
            self._count(len(ends))
            self.after[place] = [(self.other[mover], end) for end in ends.tolist()]
        return self.after[place]

    def _row(self, places: list[Place], below: Row) -> Row:
        return {place: self._ends(place, below) for place in places}

    def _ends(self, place: Place, below: Row) -> tuple[int, ...]:
        mover, state = place
        ranks = self.prover.setting.order(mover).ranks
        assert ranks is not None
        picks = [below.get(after, (after[1],)) for after in self._after(place)]
        assured = max((min(int(ranks[y]) for y in pick) for pick in picks), default=-1)
        bar = max(assured, int(ranks[state]) + 1)
        found = {y for pick in picks for y in pick if ranks[y] >= bar}
        if assured <= ranks[state]:
            found.add(state)
        self._count(len(found))
        return tuple(sorted(found))

    def _count(self, lines: int) -> None:
        """Refuse before a certificate becomes too long to be of use."""
        self._lines += lines
        if self._lines > 4 * self.prover.lines:
            raise LimitError(
                f"the play from state {self.start[1]} touches more than fits into a certificate of "
                f"{self.prover.lines:,} lines"
            )


def _told(row: Row, left: int) -> list[Foreseen]:
    return [Foreseen(mover, state, left, ends) for (mover, state), ends in row.items()]


def _frozen(row: Row) -> tuple[tuple[int, ...], ...]:
    return tuple(row.values())
