"""One reading with its letter: how its actors, places and words are written in a brief."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from parley.brief.tree import At, Ground, Inline, Quote
from parley.brief.words import flow, issue_label, listed
from parley.model import (
    NARRATOR,
    UNSPECIFIED,
    Actor,
    Event,
    Exchange,
    Figure,
    Precondition,
    Proposal,
    Reading,
    Sentence,
    Span,
    Statement,
    Term,
    Timex,
)

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """A reading as a brief writes it."""

    key: str
    """Its letter."""
    reading: Reading
    alone: bool
    """Whether it is the only one."""

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self.reading.statements}

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        return {figure.id: figure for figure in self.reading.figures}

    @cached_property
    def _timexes(self) -> Mapping[str, Timex]:
        return {timex.id: timex for timex in self.reading.timexes}

    @cached_property
    def slugs(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of places and actors."""
        places = ((place.id, place.name) for place in self.reading.places)
        return (*places, *((actor.id, self.name(actor.id)) for actor in self.reading.actors))

    def actor(self, key: str) -> Actor | None:
        """Find an actor; the reserved ones have none."""
        return self._actors.get(key)

    def statement(self, key: str | None) -> Statement | None:
        """Find a statement."""
        return self._statements.get(key or "")

    def figure(self, key: str | None) -> Figure | None:
        """Find a figure."""
        return self._figures.get(key or "")

    def timex(self, key: str | None) -> Timex | None:
        """Find a time expression."""
        return self._timexes.get(key or "")

    @property
    def itself(self) -> str:
        """What the brief calls the report where it speaks itself."""
        return "the report" if self.alone else f"report {self.key}"

    @cached_property
    def held(self) -> bool:
        """Whether people are held or to be freed: a term, a figure or an exchange says so."""
        return any(
            t.action == "release" or t.issue.startswith("freed_") for t in self.terms()
        ) or any(
            figure.basis in ("held", "freed") and figure.unit == "people"
            for figure in self.reading.figures
        )

    # names

    def name(self, key: str) -> str:
        """Write an actor's name: short where the text itself gives its initials."""
        if key == NARRATOR:
            return self.itself
        if key == UNSPECIFIED:
            return "not named"
        actor = self.actor(key)
        if actor is None:
            return key.replace("_", " ")
        if actor.members:
            return self.names(actor.members)
        return self._initials(actor) or actor.called

    def names(self, keys: Iterable[str]) -> str:
        """Write several actors, coalitions as their members, alphabetically."""
        return listed(self.each(keys))

    def each(self, keys: Iterable[str]) -> list[str]:
        """Write several actors one by one, coalitions as their members."""
        out = []
        for key in keys:
            actor = self.actor(key)
            out.extend(self.each(actor.members) if actor and actor.members else [self.name(key)])
        return out

    def members(self, key: str) -> tuple[str, ...]:
        """Ids behind a coalition, or the id itself."""
        actor = self.actor(key)
        return actor.members if actor and actor.members else (key,)

    def behind(self, key: str) -> str:
        """Whom somebody speaks or acts for, else the same."""
        actor = self.actor(key)
        return (actor.represents or key) if actor is not None else key

    def side(self, key: str) -> str:
        """Give the party that somebody speaks for or is a part of, else the same."""
        actor = self.actor(self.behind(key))
        return (actor.part_of or actor.id) if actor is not None else key

    def _initials(self, actor: Actor) -> str:
        if len(actor.name) < 12 or " " not in actor.name:
            return ""
        letters = [word[0] for word in actor.name.replace("-", " ").split() if word[0].isupper()]
        wanted = "".join(letters)
        text = self.reading.document.text
        mentioned = (text[span.start : span.end] for span in actor.mentions)
        return wanted if len(wanted) > 1 and wanted in mentioned else ""

    @cached_property
    def abbreviations(self) -> tuple[tuple[Actor, str], ...]:
        """Actors that the brief writes by initials."""
        pairs = ((actor, self._initials(actor)) for actor in self.reading.actors)
        return tuple(pair for pair in pairs if pair[1])

    def speaker(self, key: str, near: Span | None = None) -> tuple[Inline, ...]:
        """Write who speaks: a name with whom it speaks for, or the text's words for the unnamed."""
        actor = self.actor(key)
        if actor is None or actor.anonymity == "named":
            behind = actor.represents if actor else None
            return flow(self.name(key) + (f" ({self.name(behind)})" if behind else ""))
        mention = self._mention(actor, near)
        return flow(self.quote(mention) if mention else self.name(key))

    def _mention(self, actor: Actor, near: Span | None) -> Span | None:
        if not actor.mentions:
            return None
        if near is None:
            return actor.mentions[0]
        return min(actor.mentions, key=lambda span: abs(span.start - near.start))

    # places and words

    def sentence(self, span: Span) -> Sentence | None:
        """Find the first sentence that shares a character with `span`."""
        return next((s for s in self.reading.sentences if s.span.overlaps(span)), None)

    def quote(self, span: Span, *, bare: bool = False) -> Quote:
        """Quote the text, without the quotation marks that enclose the words there."""
        text = self.reading.document.text
        start, end = _bare(text, span.start, span.end)
        sentence = self.sentence(span)
        where = sentence.place if sentence else ""
        return Quote(text[start:end], Span(start, end), self.key, where, bare=bare)

    def at(self, *spans: Span | None) -> At:
        """Give the sentences that these spans lie in, in order, each once."""
        found: dict[str, tuple[str, str, Span]] = {}
        for span in sorted(span for span in spans if span is not None):
            for s in self.reading.sentences:
                if s.span.overlaps(span):
                    own = Span(max(s.span.start, span.start), min(s.span.end, span.end))
                    found.setdefault(s.place, (self.key, s.place, own))
        return At(tuple(found.values()))

    def ground(self, *keys: str | None) -> Ground:
        """Rest on these local claims."""
        return Ground(claims=tuple(f"{self.key}:{key}" for key in dict.fromkeys(keys) if key))

    # who says so

    def through(self, statement: Statement, acting: Iterable[str] = ()) -> tuple[str, ...]:
        """Give the chain of actors that stand between the reader and the act, outermost first.

        The party whose act it is drops out where somebody else reports it, and so does the
        report itself where it names another.
        """
        parties = {member for key in acting for member in self.members(key)}
        links = [link.actor for link in statement.chain if link.actor != NARRATOR]
        if parties and links and set(self.members(links[-1])) <= parties:
            links = links[:-1] or ([links[-1]] if not statement.reciprocal else [])
        return tuple(links) or (NARRATOR,)

    def says(self, statement: Statement, acting: Iterable[str] = ()) -> tuple[Inline, ...]:
        """Write who says so: ``WSJ, citing "sources"``."""
        parts: list[Inline | str | tuple[Inline, ...]] = []
        for i, key in enumerate(self.through(statement, acting)):
            parts.extend(
                (", citing", self.speaker(key, statement.content))
                if i
                else (self.speaker(key, statement.content),)
            )
        return flow(*parts)

    # proposals and conditions

    def kind(self, proposal: Proposal) -> str:
        """O where something is offered, D where it is only asked, R for readiness."""
        if proposal.status == "declared_readiness":
            return "R"
        if proposal.kind == "offer":
            return "O"
        acts = {s.act for key in proposal.statements if (s := self.statement(key))}
        return "O" if proposal.kind == "demand_with_offer" and "offer" in acts else "D"

    def extent(self, thing: Proposal | Precondition | Exchange | Event) -> Span:
        """From the first to the last word of something found."""
        if isinstance(thing, Exchange):
            spans = [thing.side_a, thing.side_b, thing.marker]
        elif isinstance(thing, Proposal):
            spans = [term.span for term in (*thing.gives, *thing.wants)]
        elif isinstance(thing, Precondition):
            spans = [thing.required_first.span, thing.then.span]
        else:
            spans = [thing.span]
        if not isinstance(thing, Exchange) and thing.span is not None:
            spans.append(thing.span)
        if not spans:
            return Span(0, 0)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def amount(self, figure: Figure, *, bare: bool = True) -> Quote:
        """Quote the number of a figure with its hedge and its unit."""
        span = figure.number_span
        if figure.hedge_span is not None:
            hedge = figure.hedge_span
            span = Span(min(span.start, hedge.start), max(span.end, hedge.end))
        text = self.reading.document.text
        unit = _UNIT.match(text, span.end) if figure.unit not in (None, "people") else None
        if unit is not None:
            span = Span(span.start, unit.end())
        return self.quote(span, bare=bare)

    def issue(self, term: Term) -> str:
        """Name a term's issue neutrally; of what is no known act, only what a case calls it."""
        label = issue_label(term.issue or term.action, self.slugs)
        return f"the act named {label}" if term.action == "other" else label

    def terms(self) -> Iterator[Term]:
        """Every term of a proposal or a condition."""
        for proposal in self.reading.proposals:
            yield from (*proposal.gives, *proposal.wants)
        for condition in self.reading.preconditions:
            yield from (condition.required_first, condition.then)


_UNIT = re.compile(r"\s*(?:%|per ?cent|percentage points?|days?|weeks?|months?|years?)\b|\s*%")
_EDGE = " \n\t\r.,;:"


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span to its words: no outer white space, stops, or enclosing quotation marks."""
    first, last = start, end
    while start < end and text[start] in " \n\t\r":
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    words = text[start:end]
    opened = words.count("“") + (words.count('"') + 1) // 2
    closed = words.count("”") + words.count('"') // 2
    opens, closes = words[:1] in ("“", '"'), words[-1:] in ("”", '"')
    if opens and (opened > closed or closes):
        start += 1
    if closes and (opened < closed or opens or (words.count('"') % 2 and not opens)):
        end -= 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else (first, last)
