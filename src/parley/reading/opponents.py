"""Who the parties of the dispute are, who mediates, and so whom an offer is made to."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from parley.model import Actor, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.lexicon import lemma
from parley.reading.page import parties_of

__all__ = ["Opponents", "nameless"]

_POSITIONS = frozenset(
    """offer counter_offer demand precondition reject accept withdraw_offer accuse_breach
    deny_breach threaten signal_readiness concede""".split()
)
_OWN_POSITIONS = frozenset(
    ("offer", "counter_offer", "demand", "precondition", "accept", "withdraw_offer",
     "signal_readiness", "concede", "reject")
)  # fmt: skip
_CALLS = frozenset("urge appeal call encourage press plead implore beg make".split())
_MEDIATING = frozenset(
    """mediator mediators conciliator conciliators facilitator facilitators arbitrator go-between
    envoy envoys""".split()
)
_NO_PARTY = frozenset(("news_organisation", "population"))
_NAMELESS = frozenset(
    """officials official people sources diplomats aides analysts spokesman spokeswoman participants
    witnesses reporters""".split()
)


class Opponents:
    """The parties of one text, as their acts show them.

    Parameters
    ----------
    scene : Scene
        With statements and their acts.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.page = scene.page
        self.mediators = self._mediators()
        self.parties = self._parties()

    def is_party(self, actor: str) -> bool:
        """Whether somebody takes a side in the dispute."""
        return actor in self.parties

    def mediates(self, by: tuple[str, ...]) -> bool:
        """Whether those who propose only mediate."""
        return bool(by) and set(by) <= self.mediators

    def outsider(self, statement: Statement, by: tuple[str, ...]) -> bool:
        """Whether it is a mere call by somebody who has no side, where others have one."""
        cue = statement.cues[0] if statement.cues else None
        if cue is None or statement.act != "demand":
            return False
        word = lemma(self.page.words[self.page.range(cue)[0]])
        others = set(self.parties) - set(by)
        own = any(self.parties.get(b, 0) > 1 for b in by)
        return word in _CALLS and not own and len(others) > 1

    def other(
        self,
        by: tuple[str, ...],
        statement: Statement | None,
        terms: tuple[Term, ...] = (),
    ) -> tuple[str, ...]:
        """Whom a position is meant for; empty where the text does not make it plain."""
        if statement is not None and statement.to:
            named = parties_of(self.page, statement.to)
            if named := tuple(n for n in named if n not in by and not self._hears_only(n)):
                return named
        doers = {a for term in terms for a in term.actor} - set(by)
        if doers:
            return tuple(sorted(doers))
        rest = [p for p in self.parties if p not in by and p not in self.mediators]
        firm = [p for p in rest if self.parties[p] > 1]
        if self.mediates(by):
            both = firm if len(firm) > 1 else rest
            return tuple(both) if 1 < len(both) < 4 else ()
        for choice in (firm, rest):
            if len(choice) == 1:
                return tuple(choice)
        if not rest:
            return self._partner(by)
        if statement is not None:
            near = self._named_near(statement, rest)
            if len(near) == 1:
                return near
            near = self._nearest(statement, firm)
            if near:
                return near
        return self._faced_most(by, firm or rest)

    def _nearest(self, statement: Statement, firm: list[str]) -> tuple[str, ...]:
        """The party whose own position stands nearest, in the sentences around."""
        here = self.page.sentence_of(self.scene.places[statement.id][0])
        gaps = {
            party: min((abs(at - here) for at in self._where.get(party, ())), default=9)
            for party in firm
        }
        best = sorted(gaps.items(), key=lambda pair: pair[1])[:2]
        if best and best[0][1] <= 2 and (len(best) == 1 or best[0][1] < best[1][1]):
            return (best[0][0],)
        return ()

    def _partner(self, by: tuple[str, ...]) -> tuple[str, ...]:
        """The one that the text names together with those who propose (*talks of X and Y*)."""
        page, found = self.page, Counter[str]()
        for one, other in pairwise(page.mentions):
            between = page.words[one.last : other.first]
            if between not in (("and",), ("and", "the"), ("with",), ("with", "the")):
                continue
            a, b = parties_of(page, [one.actor])[0], parties_of(page, [other.actor])[0]
            if a in by and self._may_be(b):
                found[b] += 1
            elif b in by and self._may_be(a):
                found[a] += 1
        return (next(iter(found)),) if len(found) == 1 else ()

    def _hears_only(self, actor: str) -> bool:
        """An outlet or a crowd that something is told to, and not asked of."""
        found = self.page.actors.get(actor)
        heard = found is not None and found.type in _NO_PARTY
        return heard or actor in ("parliament", "reporters", "journalists")

    def _faced_most(self, by: tuple[str, ...], rest: list[str]) -> tuple[str, ...]:
        """The one that those who propose speak to or of most often."""
        faced = Counter({p: sum(self._facing[(b, p)] for b in by) for p in rest})
        top = [pair for pair in faced.most_common(2) if pair[1]]
        if top and (len(top) == 1 or top[0][1] > top[1][1]):
            return (top[0][0],)
        return ()

    def _named_near(self, statement: Statement, rest: list[str]) -> tuple[str, ...]:
        """Parties named in the sentence itself."""
        at = self.scene.places[statement.id][0]
        sentence = self.page.sentences[self.page.sentence_of(at)]
        named = [m.actor for m in self.page.mentions_in(sentence.first, sentence.last)]
        return tuple(dict.fromkeys(p for p in parties_of(self.page, named) if p in rest))

    def _mediators(self) -> frozenset[str]:
        """Those whom the text calls mediators, or says to have mediated."""
        page = self.page
        found: set[str] = set()
        for k, word in enumerate(page.words):
            if word in _MEDIATING and word not in ("envoy", "envoys"):
                near = [m for m in page.mentions_in(max(0, k - 4), k + 6)]
                named = [
                    m for m in near if m.last in (k, k - 1) or m.first in (k + 1, k + 2, k + 3)
                ]
                found.update(parties_of(page, (m.actor for m in named)))
            elif lemma(word) in ("mediate", "broker") and page.tags[k].startswith("VB"):
                by = page.words[k + 1 : k + 2] == ("by",)
                side = page.mentions_in(k + 2, k + 7) if by else page.mentions_in(max(0, k - 8), k)
                if side:
                    found.update(parties_of(page, [side[0 if by else -1].actor]))
        for actor in page.actors.values():
            if set(actor.id.split("_")) & _MEDIATING - {"envoy", "envoys"}:
                found.add(actor.id)
        return frozenset(found)

    def _parties(self) -> dict[str, int]:
        """Everybody with a position, most often seen first."""
        page, seen = self.page, Counter[str]()
        self._where: dict[str, list[int]] = {}
        self._facing: Counter[tuple[str, str]] = Counter()
        for statement in self.scene.statements:
            if statement.act not in _POSITIONS or self._only_calls(statement):
                continue
            by = parties_of(page, self.scene.by[statement.id])
            to = parties_of(page, statement.to)
            about = parties_of(page, statement.about)
            weight = 2 if statement.act in _OWN_POSITIONS else 1
            for actor in by:
                if self._may_be(actor):
                    seen[actor] += weight
                    at = self.page.sentence_of(self.scene.places[statement.id][0])
                    self._where.setdefault(actor, []).append(at)
            for actor in to:
                if self._may_be(actor):
                    seen[actor] += 1
            for one in by:
                for other in (*to, *about):
                    if one != other and self._may_be(other):
                        self._facing[(one, other)] += 1
                        self._facing[(other, one)] += 1
        return dict(seen.most_common())

    def _only_calls(self, statement: Statement) -> bool:
        """An appeal makes nobody a party."""
        if not statement.cues or statement.act != "demand":
            return False
        return lemma(self.page.words[self.page.range(statement.cues[0])[0]]) in _CALLS

    def _may_be(self, actor: str) -> bool:
        found = self.page.actors.get(actor)
        if found is None or found.type in _NO_PARTY or actor in self.mediators:
            return False
        return not nameless(found)


def nameless(actor: Actor) -> bool:
    """Whether somebody is only *officials*, *people*, *a spokesman*: no side of the dispute.

    Examples
    --------
    >>> nameless(Actor("two_officials", "two officials", "unnamed_group", anonymity="unnamed"))
    True
    """
    words = set(actor.id.split("_"))
    return actor.type in ("unnamed_group", "person") and (
        bool(words & _NAMELESS) and actor.anonymity != "named"
    )
