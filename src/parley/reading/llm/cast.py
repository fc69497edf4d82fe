"""Who a model names, as the actors that the rules know: `israel` is `israel` for both readers.

A name must stand in the text. Where it does, the rule reader's own gazetteer, register and
resolution say which actor it is; only who is new to all of them becomes an actor by the model's
word. People who are held stay out of every list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from parley.model import NARRATOR, UNSPECIFIED, Actor, Span
from parley.reading.lexicon.gazetteer import by_id, match_at
from parley.reading.llm.anchor import Anchors
from parley.reading.llm.answers import ACTOR_TYPES, ActorAnswer
from parley.reading.llm.windows import Window
from parley.reading.offices import is_held
from parley.reading.page import Page, slug
from parley.reading.registry import as_one, person_by_last_name, state
from parley.reading.resolve import Resolver
from parley.reading.text import tokenize

__all__ = ["Cast"]

RESERVED = {NARRATOR: NARRATOR, UNSPECIFIED: UNSPECIFIED}
Drop = Callable[[str, str, str], None]
"""Told of what is left out: its kind, its words and why."""

_BACK = frozenset(
    "i he she it they we you who which them him her us this that these those both".split()
)
_ARTICLES = frozenset(("the", "a", "an"))


class Cast:
    """The actors of one text as a model's answers name them.

    Parameters
    ----------
    page : Page
        With the actors that the rules found.
    resolver : Resolver
        Says whom a phrase speaks of.
    anchors : Anchors
        Finds a name's words.
    """

    def __init__(self, page: Page, resolver: Resolver, anchors: Anchors) -> None:
        self.page = page
        self.resolver = resolver
        self.anchors = anchors
        self.named: set[str] = set()
        """Actors that the model listed."""

    def enter(self, window: Window, answers: Sequence[ActorAnswer], drop: Drop) -> dict[str, str]:
        """Take in the actors of one answer: its keys → actor ids, the reserved ones among them."""
        keys = dict(RESERVED)
        taken: list[tuple[ActorAnswer, str]] = []
        for answer in sorted(answers, key=lambda a: bool(a.members)):  # members come first
            if answer.key in RESERVED:
                continue
            actor, why = self._actor(window, answer)
            actor = self._of_members(answer, keys) or actor
            if actor is None:
                drop("actor", answer.name, why)
                continue
            keys[answer.key] = actor
            self.named.add(actor)
            taken.append((answer, actor))
            if answer.type not in ACTOR_TYPES:
                drop("actor type", answer.name, f"{answer.type!r} is no type of actor")
        for answer, actor in taken:
            self._complete(actor, answer, keys)
        return keys

    def _actor(self, window: Window, answer: ActorAnswer) -> tuple[str | None, str]:
        """The id of an actor, or None and why there is none."""
        place = self._place(window, answer.name)
        if place is None:
            known = self._by_gazetteer(answer.name)
            return known, "the name does not stand in the passage or before it"
        i, j = self.page.range(place)
        listed = self._listed(i, j)
        if listed is not None:
            return listed, ""
        listed_so = i > 0 and self.page.words[i - 1] in ("(", ";")  # (The Courier)
        while i < j and self.page.words[i] in _ARTICLES and not listed_so:
            i += 1
        if i >= j or (j - i == 1 and self.page.words[i] in _BACK):
            return None, "the words name nobody"
        if self._is_held(i, j, answer):
            return None, "people who are held are in no list"
        unnamed = answer.anonymity != "named" or answer.type == "unnamed_group"
        found = self.resolver.resolve(i, j, create=unnamed)
        if len(found) == 1:
            actor = found[0]
        elif found:
            actor = as_one(self.page, found)
        else:
            actor = self._new(i, j, answer)
        self._mention(actor, self.page.span(i, j))
        return actor, ""

    def _of_members(self, answer: ActorAnswer, keys: dict[str, str]) -> str | None:
        """The coalition of several who are known, whatever it is called."""
        members = [keys[k] for k in answer.members if k in keys and keys[k] not in RESERVED]
        members = list(dict.fromkeys(members))
        if answer.type != "coalition" or len(members) < 2:
            return None
        for known in self.page.actors.values():
            if set(known.members) == set(members):
                return known.id
        return as_one(self.page, tuple(members))

    def _place(self, window: Window, name: str) -> Span | None:
        for within in (window.span, window.context):
            found = self.anchors.find(name, within) if within is not None else None
            if found is not None:
                return found.span
        return None

    def _listed(self, i: int, j: int) -> str | None:
        """The actor whose name, with or without an article, is all that stands there."""
        for mention in self.page.mentions_in(i, j):
            if mention.last == j and set(self.page.words[i : mention.first]) <= _ARTICLES:
                return mention.actor
        return None

    def _by_gazetteer(self, name: str) -> str | None:
        """A state or body that the text names in other words (a nationality, its letters)."""
        words = [token.text for token in tokenize(name)]
        if words and words[0].lower() == "the":
            words = words[1:]
        hit = match_at(words, 0) if words else None
        if hit is None or hit.n_words != len(words) or hit.kind in ("place", "demonym"):
            return None
        if hit.kind == "organisation":
            return hit.id if hit.id in self.page.actors else None
        return state(self.page, hit.id) if self._spoken_of(hit.id) else None

    def _spoken_of(self, iso3: str) -> bool:
        """Whether the text has a state's name, capital or people."""
        texts = [token.text for token in self.page.tokens]
        hits = (match_at(texts[k : k + 5], 0) for k in range(len(texts)))
        return any(hit is not None and hit.id == iso3 for hit in hits)

    def _is_held(self, i: int, j: int, answer: ActorAnswer) -> bool:
        if answer.type != "person" or answer.anonymity != "named":
            return False
        return self.page.tokens[j - 1].text in self.page.held or is_held(self.page, i, j, i)

    def _new(self, i: int, j: int, answer: ActorAnswer) -> str:
        """Somebody whom only the model takes for an actor."""
        name = self.page.text(i, j)
        if answer.type == "person" and answer.anonymity == "named":
            known = person_by_last_name(self.page, self.page.tokens[j - 1].text)
            if known is not None:
                return known
        ident = slug(name)
        if ident in RESERVED:
            ident += "_named"
        if ident not in self.page.actors:
            kind = answer.type if answer.type in ACTOR_TYPES else "organisation"
            self.page.actors[ident] = Actor(ident, name, kind)
        return ident

    def _mention(self, actor: str, span: Span) -> None:
        known = self.page.actors[actor]
        if not any(span.overlaps(mention) for mention in known.mentions):
            mentions = tuple(sorted((*known.mentions, span)))
            self.page.actors[actor] = replace(known, mentions=mentions)

    def _complete(self, ident: str, answer: ActorAnswer, keys: dict[str, str]) -> None:
        """What the model says of somebody who is in no list of ours."""
        actor = self.page.actors[ident]
        listed = actor.iso3 is not None or ident in by_id()
        if not listed and actor.type != "coalition" and answer.type in ACTOR_TYPES:
            actor = replace(actor, type=answer.type)
        if not listed and answer.anonymity != "named":
            actor = replace(actor, anonymity=answer.anonymity)
        up = keys.get(answer.represents or "")
        if actor.represents is None and up not in (None, ident, *RESERVED):
            actor = replace(actor, represents=up)
        members = [keys[k] for k in answer.members if k in keys and keys[k] not in RESERVED]
        if not actor.members and answer.type == "coalition" and ident not in members:
            actor = replace(actor, members=tuple(dict.fromkeys(members)))
        self.page.actors[ident] = actor

    def closed(self, used: Iterable[str]) -> set[str]:
        """Actors with everybody whom they represent, belong to or consist of."""
        found: set[str] = set()
        rest = [*self.named, *used]
        while rest:
            ident = rest.pop()
            actor = self.page.actors.get(ident)
            if actor is None or ident in found:
                continue
            found.add(ident)
            rest += [a for a in (actor.represents, actor.part_of, *actor.members) if a]
        return found
