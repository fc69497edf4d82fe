"""Who stands on one side: a party, whoever speaks for it, and what else the text calls it.

*The union*, *members*, *pilots*: one camp of a strike, though three actors. *The government*, its
army and its ministers are one as well. A position is aimed at the other camp, never at another name
of one's own.
"""

from __future__ import annotations

from parley.model import Actor
from parley.reading.page import Page, party_of

__all__ = ["Camps"]

_SIDES: tuple[tuple[str, frozenset[str]], ...] = (
    ("*workers", frozenset(
        """union unions members workers worker crew crews nurses teachers pilots drivers dockers
        staff federation guild strikers employees miners doctors""".split()
    )),
    ("*employers", frozenset(
        """company management employer employers operator carmaker airline board bosses owner owners
        firm""".split()
    )),
    ("*rulers", frozenset(
        """government army military ministry police cabinet troops authorities regime junta
        soldiers""".split()
    )),
    ("*rebels", frozenset(
        """rebels rebel insurgents gunmen kidnappers guerrillas militants hijackers
        hostage-takers""".split()
    )),
)  # fmt: skip
_RULING = frozenset(
    "minister president premier chancellor military army police government ministry".split()
)
_FIGHTING = frozenset("commander rebel insurgent guerrilla militant".split())
_LED = frozenset("Brigade Brigades Front Army Movement Resistance Militia".split())
_FIRMS = frozenset(
    """Company Corp Corporation Inc Airlines Airways Railways Motors Transport Lines Ferries Steel
    Mills Shipping Industries Docks Energy Holdings Logistics Foods Oil Mines Mining
    Freight""".split()
)
_APPOSED = 4


class Camps:
    """The camps of one page.

    Parameters
    ----------
    page : Page
        With its actors and mentions, and whom they represent.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[str, str] = {}
        self._longer: dict[str, list[str]] = {}
        for other in page.actors.values():
            words = other.name.split()
            if len(words) > 1:
                self._longer.setdefault(words[-1], []).append(other.id)
        self._also = self._apposed()
        self._governed = self._one_governed()

    def of(self, actor: str) -> str:
        """The camp of an actor, by a name of its own: the party's, or that of a kind of side.

        Examples
        --------
        >>> from parley.reading.page import Page
        >>> from parley.model import Document
        >>> page = Page.of(Document("0" * 64, "", "-", None))
        >>> page.actors["dockers_union"] = Actor("dockers_union", "Dockers' Union", "organisation")
        >>> page.actors["members"] = Actor("members", "members", "unnamed_group")
        >>> camps = Camps(page)
        >>> camps.of("members") == camps.of("dockers_union")
        True
        """
        if actor not in self._known:
            self._known[actor] = self._camp(party_of(self._page, actor, whole=True))
        return self._known[actor]

    def _camp(self, party: str) -> str:
        actor = self._page.actors.get(party)
        if actor is None:
            return party
        if party in self._also:
            return self._also[party]
        side = self._kind(actor)
        if side == "*rulers":
            return self._governed or side
        if side is not None:
            return side
        return self._shorter(actor) or party

    def _kind(self, actor: Actor) -> str | None:
        """The kind of side that its words name; of rebels with a name, where there is one."""
        if actor.type in ("state", "igo", "news_organisation", "population"):
            return None
        words = set(actor.name.lower().replace("'", " ").replace("’", " ").split())
        for side, names in _SIDES:
            named = side == "*rulers" and actor.name.split()[-1] in _LED  # the Delta Army
            if names & words and not named and (actor.type != "person" or side == "*rulers"):
                return side
        if actor.type == "person":
            if self._before(actor) & _FIGHTING:
                return "*rebels"
            return "*rulers" if self._before(actor) & _RULING else None
        if actor.name.split()[-1] in _FIRMS and self._only(actor, _FIRMS):
            return "*employers"
        armed = actor.type == "non_state_armed_group" or actor.name.split()[-1] in _LED
        return "*rebels" if armed and self._only(actor, _LED) else None

    def _before(self, actor: Actor) -> set[str]:
        """The words before a person's name, where an office stands."""
        page = self._page
        if actor.anonymity != "named" or not actor.mentions:
            return set()
        k = page.range(actor.mentions[0])[0]
        first = page.sentences[page.sentence_of(k)].first
        return set(page.words[max(first, k - _APPOSED) : k])

    def _one_governed(self) -> str | None:
        """Whose government it is that the text speaks of, where it tells of one only."""
        page, found = self._page, set()
        for actor in page.actors.values():
            ruling = _RULING & set(actor.name.lower().replace("'", " ").replace("’", " ").split())
            if ruling and actor.represents is not None and actor.type != "person":
                found.add(party_of(page, actor.represents, whole=True))
        return found.pop() if len(found) == 1 else None

    def _only(self, actor: Actor, last_words: frozenset[str]) -> bool:
        """Whether *the company*, *the rebels* can be no other body with a name than this one."""
        return not any(
            a.id != actor.id
            and (
                (a.type == "organisation" and a.name.split()[-1] in last_words)
                or (a.type == "non_state_armed_group" and last_words is _LED)
            )
            for a in self._page.actors.values()
        )

    def _apposed(self) -> dict[str, str]:
        """*Norport, the company that runs the docks*: a name, and the kind of side it is."""
        page = self._page
        found: dict[str, str] = {}
        for mention in page.mentions:
            k = mention.last
            if mention.first and page.words[mention.first - 1] in _SIDES[1][1]:
                found.setdefault(mention.actor, _SIDES[1][0])  # the airline Nordvind
            if page.words[k : k + 2] not in ((",", "the"), (",", "a")):
                continue
            for side, names in _SIDES[1:2]:
                near = page.words[k + 2 : k + 2 + _APPOSED]
                if any(word in names for word in near) and "," not in near[:2]:
                    found.setdefault(mention.actor, side)
        return found

    def _shorter(self, actor: Actor) -> str | None:
        """The one body whose name ends with this one's only word (*the Alliance*)."""
        fit = self._longer.get(actor.name, [])
        return self._camp(fit[0]) if len(fit) == 1 else None
