"""Who holds whom, as far as one text says: what *release* means for the case.

A text calls the people held by many names. Here they are told apart only by who or which place
holds them: *people held in Ode*, *people held by Norland*.
"""

from __future__ import annotations

from parley.reading.lexicon import lemma
from parley.reading.lexicon.gazetteer import match_at
from parley.reading.page import Page, party_of, slug
from parley.reading.resolve import Resolver

__all__ = ["Custody"]

_SEIZED = frozenset("hostage hostages captive captives abductee abductees kidnapped".split())
_JAILED = frozenset("prisoner prisoners detainee detainees inmate inmates".split())
_HELD = frozenset(("held", "detained", "kept", "imprisoned", "jailed", "remain", "remaining"))


class Custody:
    """Holders and places of custody on one page.

    Parameters
    ----------
    page : Page
        With actors, mentions and places found.
    resolver : Resolver
        For subjects of *holding* and *freeing*.
    """

    def __init__(self, page: Page, resolver: Resolver) -> None:
        self.page = page
        self.resolver = resolver
        self.places: dict[str, str] = {}
        """Class of people held → place name."""
        self.holders: dict[str, str] = {}
        """Class of people held → actor id."""
        for sentence in page.sentences:
            self._learn(sentence.first, sentence.last)

    def _class(self, i: int, j: int) -> str | None:
        """Which people a phrase speaks of: seized ones, or those of a nationality."""
        page = self.page
        for k in range(i, j):
            if page.words[k] in _SEIZED:
                return "seized"
        for k in range(i, j):
            hit = match_at([t.text for t in page.tokens[k : k + 4]], 0)
            if hit and hit[0] == "demonym":
                after = page.words[k + hit[2]] if k + hit[2] < len(page.words) else ""
                if after in _JAILED or page.words[k].endswith("s"):
                    return f"jailed:{hit[1]}"
        return "jailed" if any(page.words[k] in _JAILED for k in range(i, j)) else None

    def _learn(self, first: int, last: int) -> None:
        page = self.page
        for k in range(first, last):
            word, verb = page.words[k], lemma(page.words[k])
            if word in _SEIZED and page.words[k + 1 : k + 2] == ("in",) and k + 2 < last:
                place = self._place(k + 2, min(last, k + 5))
                if place:
                    self.places.setdefault("seized", place)
            if word in _HELD and k + 2 < last and page.words[k + 1] in ("in", "by"):
                people = self._class(max(first, k - 8), k + 1)
                if people is None:
                    continue
                if page.words[k + 1] == "by":
                    holder = self.resolver.resolve(k + 2, min(last, k + 8), create=False)
                    if holder:
                        self.holders.setdefault(people, holder[0])
                else:
                    place = self._place(k + 2, min(last, k + 6))
                    if place:
                        self.places.setdefault(people, place)
            elif verb in ("hold", "detain", "free", "release", "jail") and page.tags[k].startswith(
                "VB"
            ):
                people = self._class(k + 1, min(last, k + 8))
                if people is None or people == "seized":
                    continue
                named = [
                    m
                    for m in page.mentions_in(max(first, k - 8), k)
                    if page.actors[m.actor].type
                    in ("state", "military", "organisation", "non_state_armed_group")
                    and not {"and", "while", ";"} & set(page.words[m.last : k])
                ]
                if named and "by" not in page.words[k + 1 : k + 3] and page.words[k - 1] != "be":
                    self.holders.setdefault(people, named[-1].actor)

    def _place(self, i: int, j: int) -> str | None:
        span = self.page.span(i, j)
        for place in self.page.places:
            if any(m in span or m.overlaps(span) for m in place.mentions):
                return place.name
        return None

    def holder_of(self, people: str | None) -> str | None:
        """The actor that holds a class of people, where the text says so."""
        if people is None:
            return None
        found = self.holders.get(people)
        if found is None and people == "jailed" and self.holders:
            jailed = [v for k, v in self.holders.items() if k.startswith("jailed")]
            found = jailed[0] if jailed else None
        return found

    def tells(self, i: int, j: int) -> bool:
        """Whether a phrase says which people it speaks of."""
        return self._class(i, j) is not None

    def holder_in(self, i: int, j: int) -> str | None:
        """Who holds the people that a phrase speaks of, where the text says so."""
        return self.holder_of(self._class(i, j))

    def issue(self, i: int, j: int, doer: tuple[str, ...]) -> tuple[str, str | None]:
        """The option and the neutral phrase for a release told in tokens i .. j.

        Returns
        -------
        tuple of (str, str or None)
            ``("freed_from_ode", "people held in Ode")`` where a place of custody is known,
            ``("freed_by_norland", "people held by Norland")`` where a holder is.
        """
        page = self.page
        people = self._class(i, j)
        if people is None and not (doer and doer[0] in self.holders.values()):
            people = "seized"  # women, children, they: whoever no prison is told of
        here = self._held_here(i, j)
        place = here or (self.places.get(people) if people else None)
        if place:
            return f"freed_from_{slug(place)}", f"people held in {place}"
        holder = self.holder_of(people) or (doer[0] if doer else None)
        if holder:
            holder = party_of(page, holder)
            name = page.actors[holder].name if holder in page.actors else holder
            return f"freed_by_{holder}", f"people held by {name}"
        return "people_freed", "people held"

    def _held_here(self, i: int, j: int) -> str | None:
        for k in range(i, j - 2):
            if self.page.words[k] in _HELD and self.page.words[k + 1] == "in":
                return self._place(k + 2, j)
        return None
