"""Who the parties of the dispute are, who mediates, and so whom an offer is made to."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise

from parley.model import Actor, Statement, Term
from parley.reading.anybody import DOCUMENTS
from parley.reading.attribution import Scene
from parley.reading.camps import Camps
from parley.reading.lexicon import lemma
from parley.reading.page import Page, parties_of

__all__ = ["Opponents", "mediators", "nameless"]

_POSITIONS = frozenset(
    """offer counter_offer demand precondition reject accept withdraw_offer accuse_breach
    deny_breach threaten signal_readiness concede""".split()
)
_OWN_POSITIONS = frozenset(
    ("offer", "counter_offer", "demand", "precondition", "accept", "withdraw_offer",
     "signal_readiness", "concede", "reject")
)  # fmt: skip
_CALLS = frozenset("urge appeal call encourage press plead implore beg make".split())
_BOTH = frozenset("both sides parties everyone everybody neither".split())
_HEARERS = frozenset(("parliament", "reporters", "journalists", "lawmakers", "deputies"))
_ALL_OF = frozenset("to sides parties those concerned involved of groups factions".split())
_MEDIATING = frozenset(
    """mediator mediators conciliator conciliators facilitator facilitators arbitrator go-between
    envoy envoys""".split()
)
_NO_PARTY = frozenset(("news_organisation", "population"))
_TALKS = frozenset(
    """talks negotiations negotiators negotiator offer offers proposal deal agreement accord truce
    ceasefire cease-fire strike union coalition mediator mediators mediation treaty dispute
    hostages hostage sanctions tariffs troops rebels pact siege""".split()
)
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
        self.camps = Camps(scene.page)
        self.mediators = mediators(scene.page)
        self.parties = self._parties()

    @cached_property
    def bargain(self) -> bool:
        """Whether the text names talks, an offer or a thing to bargain over at all."""
        return any(
            word in _TALKS and tag.startswith("NN")
            for word, tag in zip(self.page.words, self.page.tags, strict=True)
        )

    def is_party(self, actor: str) -> bool:
        """Whether somebody takes a side in the dispute."""
        return actor in self.parties

    def mediates(self, by: tuple[str, ...]) -> bool:
        """Whether those who propose only mediate."""
        return bool(by) and set(by) <= self.mediators

    def outsider(self, statement: Statement, by: tuple[str, ...]) -> bool:
        """Whether it is a mere call: to both sides, or by one who has no side of its own."""
        if not self._only_calls(statement):
            return False
        if self._to_both(statement):
            return True
        mine = {self.camps.of(b) for b in by}
        others = {self.camps.of(p) for p in self.parties} - mine
        return not any(self._own[m] > 1 for m in mine) and len(others) > 1

    def _to_both(self, statement: Statement) -> bool:
        """*urged all parties to …*, *appealed to both sides not to …*: who asks is neither."""
        page, (i, j) = self.page, self.scene.places[statement.id]
        verb = next((k for k in range(i, j) if page.words[k] == "to"), j)
        asked = page.words[i : min(verb, i + 5)]
        everybody = any(
            word == "all" and after in _ALL_OF for word, after in pairwise((*asked, "to"))
        )  # "all sides", and not "all shelling"
        return everybody or bool(_BOTH & set(asked))

    def other(
        self,
        by: tuple[str, ...],
        statement: Statement | None,
        terms: tuple[Term, ...] = (),
        doers: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """Whom a position is meant for; empty where the text does not make it plain.

        Those who are to do what is asked, `doers`, come next after whoever is addressed.
        """
        mine = {self.camps.of(b) for b in by}
        if statement is not None and statement.to:
            named = parties_of(self.page, statement.to)
            named = tuple(n for n in named if self.camps.of(n) not in mine and self._is_asked(n))
            if named:
                return named
        for some in (parties_of(self.page, doers), {a for term in terms for a in term.actor}):
            asked = {a for a in some if self.camps.of(a) not in mine and self._is_asked(a)}
            if asked:
                return tuple(sorted(asked))
        rest = self._against(mine)
        firm = [p for p in rest if self._weight[self.camps.of(p)] > 1]
        hosts = statement is not None and statement.act in ("mediate", "meet")
        if self.mediates(by) or hosts:
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
        return self._faced_most(mine, firm or rest)

    def _against(self, mine: set[str]) -> list[str]:
        """One actor of each other camp, those with most positions first."""
        neutral = {self.camps.of(m) for m in self.mediators}
        best: dict[str, str] = {}
        for party in self.parties:
            camp = self.camps.of(party)
            if camp in mine or party in self.mediators or (camp == party and camp in neutral):
                continue
            held = best.get(camp)
            if held is None or self._stands_for(party) > self._stands_for(held):
                best[camp] = party
        return sorted(best.values(), key=lambda p: -self._weight[self.camps.of(p)])

    def _stands_for(self, actor: str) -> tuple[int, int]:
        """How well an actor names its camp: a body with a name before some people, before one."""
        kind = self.page.actors[actor].type
        rank = 0 if kind == "person" else 1 if kind == "unnamed_group" else 2
        return rank, self.parties[actor]

    def _nearest(self, statement: Statement, firm: list[str]) -> tuple[str, ...]:
        """The party whose own position stands nearest, in the sentences around."""
        here = self.page.sentence_of(self.scene.places[statement.id][0])
        gaps = {
            party: min(
                (abs(at - here) for at in self._where.get(self.camps.of(party), ())), default=9
            )
            for party in firm
        }
        best = sorted(gaps.items(), key=lambda pair: pair[1])[:2]
        if best and best[0][1] <= 2 and (len(best) == 1 or best[0][1] < best[1][1]):
            return (best[0][0],)
        return ()

    def _partner(self, by: tuple[str, ...]) -> tuple[str, ...]:
        """The one that the text names together with those who propose (*talks of X and Y*)."""
        page, found = self.page, Counter[str]()
        mine = {self.camps.of(b) for b in by}
        for one, other in pairwise(page.mentions):
            between = page.words[one.last : other.first]
            if between not in (("and",), ("and", "the"), ("with",), ("with", "the")):
                continue
            a, b = parties_of(page, [one.actor])[0], parties_of(page, [other.actor])[0]
            if self.camps.of(a) in mine and self._may_be(b) and self.camps.of(b) not in mine:
                found[b] += 1
            elif self.camps.of(b) in mine and self._may_be(a) and self.camps.of(a) not in mine:
                found[a] += 1
        return (next(iter(found)),) if len(found) == 1 else ()

    def _is_asked(self, actor: str) -> bool:
        """Not an outlet or a crowd that something is told to, and not asked of."""
        found = self.page.actors.get(actor)
        heard = found is not None and found.type in _NO_PARTY
        return not heard and actor not in _HEARERS

    def _faced_most(self, mine: set[str], rest: list[str]) -> tuple[str, ...]:
        """The one that those who propose speak to or of most often."""
        faced = Counter({p: sum(self._facing[(m, self.camps.of(p))] for m in mine) for p in rest})
        top = [pair for pair in faced.most_common(2) if pair[1]]
        if top and (len(top) == 1 or top[0][1] > top[1][1]):
            return (top[0][0],)
        return ()

    def _named_near(self, statement: Statement, rest: list[str]) -> tuple[str, ...]:
        """Parties named in the sentence itself."""
        at = self.scene.places[statement.id][0]
        sentence = self.page.sentences[self.page.sentence_of(at)]
        named = [m.actor for m in self.page.mentions_in(sentence.first, sentence.last)]
        near = {self.camps.of(actor) for actor in named}
        return tuple(p for p in rest if self.camps.of(p) in near)

    def _parties(self) -> dict[str, int]:
        """Everybody with a position, most often seen first."""
        page, seen = self.page, Counter[str]()
        self._where: dict[str, list[int]] = {}
        self._facing: Counter[tuple[str, str]] = Counter()
        self._weight: Counter[str] = Counter()
        self._own: Counter[str] = Counter()
        for statement in self.scene.statements:
            if self._only_calls(statement):  # of those called on, it says that much depends on them
                if not self._to_both(statement):
                    seen.update(filter(self._may_be, parties_of(page, statement.to)))
                continue
            if not _takes_a_stand(statement):
                continue
            by = parties_of(page, self.scene.by[statement.id])
            to = parties_of(page, statement.to)
            about = parties_of(page, statement.about)
            weight = 2 if statement.act in _OWN_POSITIONS else 1
            at = page.sentence_of(self.scene.places[statement.id][0])
            if statement.act == "accept" and self._crowd(by):
                continue  # "engineers agree on very little"
            for actor in filter(self._may_be, by):
                seen[actor] += weight
                self._own[self.camps.of(actor)] += weight
                self._where.setdefault(self.camps.of(actor), []).append(at)
            seen.update(filter(self._may_be, to))
            for one in by:
                for other in (*to, *about):
                    a, b = self.camps.of(one), self.camps.of(other)
                    if a != b and self._may_be(other):
                        self._facing[(a, b)] += 1
                        self._facing[(b, a)] += 1
        for actor, weight in seen.items():
            self._weight[self.camps.of(actor)] += weight
        return dict(seen.most_common())

    def _crowd(self, by: tuple[str, ...]) -> bool:
        """Whether they are some people without a name, and no side of a dispute."""
        page = self.page
        return all(
            a in page.actors
            and page.actors[a].type == "unnamed_group"
            and not self.camps.of(a).startswith("*")
            for a in by
        )

    def _only_calls(self, statement: Statement) -> bool:
        """An appeal makes nobody a party."""
        if not statement.cues or statement.act != "demand":
            return False
        i, j = self.page.range(statement.cues[0])
        return any(lemma(self.page.words[k]) in _CALLS for k in range(i, j))

    def _may_be(self, actor: str) -> bool:
        found = self.page.actors.get(actor)
        no_party = self.mediators | DOCUMENTS | _HEARERS
        if found is None or found.type in _NO_PARTY or actor in no_party:
            return False
        return not nameless(found)


def _takes_a_stand(statement: Statement) -> bool:
    """Whether a statement shows that its speaker has a side."""
    return statement.act in _POSITIONS or statement.speech_act == "accuse"


def mediators(page: Page) -> frozenset[str]:
    """Those whom the text calls mediators, or says to have mediated or to host the talks."""
    found: set[str] = set()
    for k, word in enumerate(page.words):
        if word in _MEDIATING and word not in ("envoy", "envoys"):
            near = page.mentions_in(max(0, k - 4), k + 6)
            named = [m for m in near if m.last in (k, k - 1) or m.first in (k + 1, k + 2, k + 3)]
            found.update(parties_of(page, (m.actor for m in named)))
        elif (page.tags[k].startswith("VB") and lemma(word) in ("mediate", "broker")) or (
            word in ("hosts", "hosted", "hosting") and "talks" in page.words[k : k + 4]
        ):
            by = page.words[k + 1 : k + 2] == ("by",)
            side = page.mentions_in(k + 2, k + 7) if by else page.mentions_in(max(0, k - 8), k)
            if side:
                found.update(parties_of(page, [side[0 if by else -1].actor]))
    for actor in page.actors.values():
        if set(actor.id.split("_")) & _MEDIATING - {"envoy", "envoys"}:
            found.add(actor.id)
    return frozenset(found)


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
