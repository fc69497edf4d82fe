"""Whom a party's demands and refusals are aimed at where a sentence leaves it unsaid.

A text about two sides rarely repeats the other one: *Unions are demanding 8 percent*. Where the
text itself shows who stands against whom, and only there, the other side is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from parley.model import Proposal, Statement
from parley.reading.attribution import Scene
from parley.reading.opponents import Opponents
from parley.reading.page import parties_of, party_of

__all__ = ["Sides"]

_POSITIONS = frozenset(("offer", "demand", "reject", "accept", "threaten", "accuse", "deny"))
_NEAR = 6
"""Sentences before."""
_AHEAD = 3
"""Sentences after: the head of a report may name only one side."""
_ONE_SIDE = {
    "*workers": frozenset(
        """union unions workers worker crew nurses teachers pilots drivers dockers staff
        federation guild strikers employees""".split()
    ),
    "*rebels": frozenset("rebels rebel fighters insurgents".split()),
}
_BODIES = frozenset(("state", "non_state_armed_group", "organisation", "party", "military"))


class Sides:
    """Who bargains with whom in one text.

    Parameters
    ----------
    scene : Scene
        With all statements found.
    opponents : Opponents
        The parties as proposals know them, who are asked first.
    proposals : iterable of Proposal
        An offer goes to whom it is made.
    """

    def __init__(
        self, scene: Scene, opponents: Opponents, proposals: Iterable[Proposal] = ()
    ) -> None:
        self._page = scene.page
        self._opponents = opponents
        self._offered_to = {s: p.to for p in proposals if p.to for s in p.statements}
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._takes: Counter[str] = Counter()
        self._names: dict[str, Counter[str]] = {}
        for statement in scene.statements:
            if statement.speech_act not in _POSITIONS:
                continue
            ours = self._bodies(scene.by[statement.id])
            theirs = self._bodies(statement.to) or self._named(scene, statement.id)
            self._takes.update(ours)
            facing = [(a, b) for a in ours for b in theirs if a != b]
            self._pairs.update((*facing, *((b, a) for a, b in facing)))

    def other(
        self, actors: tuple[str, ...], at: int, statement: Statement | None = None
    ) -> tuple[str, ...]:
        """The one side that these stand against at a token; nobody where that is left open.

        It must be spoken of nearby: a page may tell of several disputes.
        """
        by = parties_of(self._page, actors)
        known = self._offered_to.get(statement.id, ()) if statement is not None else ()
        known = known or (self._opponents.other(by, statement) if by else ())
        against = (party_of(self._page, p, whole=True) for p in known or self._facing(actors))
        return tuple(p for p in dict.fromkeys(against) if self._near(p, at))

    def _near(self, party: str, at: int) -> bool:
        page, n = self._page, self._page.sentence_of(at)
        since = next(s.first for s in page.sentences[max(0, n - _NEAR) :])
        until = page.sentences[min(len(page.sentences) - 1, n + _AHEAD)].last
        named = page.mentions_in(since, until)
        span = page.span(since, until)
        return any(party_of(page, m.actor, whole=True) == party for m in named) or any(
            mention in span for mention in page.actors[party].mentions
        )

    def _facing(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        own = {self._side(a) for a in actors if a in self._page.actors}
        if not own:
            return ()
        against: Counter[str] = Counter()
        for (one, other), n in self._pairs.items():
            if one in own and other not in own:
                against[other] += 2 * n
        for side, n in self._takes.items():
            if side not in own:
                against[side] += n
        return self._leading(against)

    def both(self) -> tuple[str, ...]:
        """The two sides of a text that has just two; nobody otherwise."""
        known = [p for p in self._opponents.parties if p not in self._opponents.mediators]
        if len(known) == 2:
            return tuple(sorted(known))
        first = self._leading(self._takes, least=2)
        second = self._facing(first) if first else ()
        return tuple(sorted((*first, *second))) if second else ()

    def workers(self) -> tuple[str, ...]:
        """Whoever strikes, where a text tells of one union or one body of workers."""
        named = self._names.get("*workers")
        return (named.most_common(1)[0][0],) if named else ()

    def _leading(self, counts: Counter[str], least: int = 1) -> tuple[str, ...]:
        """The one that stands out, by the name that it goes by most."""
        best = counts.most_common(2)
        if not best or best[0][1] < least or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
            return ()
        return (self._names[best[0][0]].most_common(1)[0][0],)

    def _bodies(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        sides = []
        for actor in actors:
            party = party_of(self._page, actor)
            if party not in self._page.actors:
                continue
            kind, side = self._page.actors[party].type, self._side(actor)
            if kind in _BODIES or (kind == "unnamed_group" and side in _ONE_SIDE):
                self._names.setdefault(side, Counter())[party] += 1
                sides.append(side)
        return tuple(dict.fromkeys(sides))

    def _side(self, actor: str) -> str:
        """A party; but unions and workers are one side, and so are rebels under several names."""
        party = party_of(self._page, actor)
        words = set(self._page.actors[party].name.lower().replace("'", " ").split())
        one = next((side for side, names in _ONE_SIDE.items() if names & words), None)
        # Orlan growers stand on the side of Orla
        known = (name for name in self._names if len(name) > 3 and party.startswith(name))
        return one or next(known, party)

    def _named(self, scene: Scene, ident: str) -> tuple[str, ...]:
        i, j = scene.places[ident]
        return self._bodies(tuple(m.actor for m in scene.page.mentions_in(i, min(j, i + 5))))[:1]
