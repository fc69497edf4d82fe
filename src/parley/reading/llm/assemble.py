"""From the answers about one text to a `Reading`, with the same records and ids as the rules'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from parley.model import (
    NARRATOR,
    Actor,
    Document,
    Event,
    Exchange,
    Figure,
    Place,
    Precondition,
    Proposal,
    Reading,
    Span,
    Statement,
    Timex,
)
from parley.reading.actors import find_actors
from parley.reading.codes import coded, placed
from parley.reading.figures import find_figures
from parley.reading.llm.amounts import figure, timex
from parley.reading.llm.answers import Answer, EventAnswer, StatementAnswer, TimexAnswer
from parley.reading.llm.cast import Cast
from parley.reading.llm.finder import Desk, Dropped, Finder
from parley.reading.llm.plover import codes_of, event_acts
from parley.reading.llm.positions import Known, exchange, precondition, proposal
from parley.reading.llm.sayings import contents, statement
from parley.reading.llm.windows import Window
from parley.reading.page import Page, slug
from parley.reading.proposals import may_be_one
from parley.reading.relations import find_relations
from parley.reading.times import find_timexes

__all__ = ["Assembly"]

_TELLING = frozenset(("meet", "mediate", "agree", "end", "extend"))


@dataclass(eq=False)
class Assembly:
    """A reading in the making: answers are added passage by passage, in the order of the text."""

    desk: Desk
    cast: Cast
    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    timexes: list[Timex] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    preconditions: list[Precondition] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    _used: set[Span] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document) -> Assembly:
        """For a text of which nothing is read yet."""
        page = Page.of(document)
        day = date.fromisoformat(document.published) if document.published else None
        page.timexes = find_timexes(document.text, page.sentences, page.tokens, day)
        page.figures = find_figures(document.text, page.sentences, page.tokens, page.timexes)
        find_actors(page)
        desk = Desk.of(page)
        made = cls(desk, Cast(page, desk.scene.resolver, desk.anchors))
        made.places = list(page.places)
        return made

    def add(self, window: Window, answer: Answer) -> None:
        """Add what was answered about one passage."""
        finder = Finder(self.desk, window)
        for fault in answer.faults:
            finder.drop(fault.kind, fault.words, fault.why)
        finder.keys = self.cast.enter(window, answer.actors, finder.drop)
        for each in answer.timexes:
            self._timex(finder, each)
        first = len(self.figures)
        for item in answer.figures:
            made = figure(finder, item, f"f{len(self.figures) + 1}")
            if made and not any(f.number_span.overlaps(made.number_span) for f in self.figures):
                self.figures.append(made)
        told = self._statements(finder, answer.statements)
        known = Known(told, tuple(self.figures), tuple(self.timexes), tuple(self.statements))
        for n, found in enumerate(self.figures[first:], start=first):
            around = known.innermost(found.number_span)
            self.figures[n] = replace(found, statement=around.id if around else None)
        self._positions(finder, known, answer)
        for happening in answer.events:
            self._event(finder, known, happening)

    def _statements(
        self, finder: Finder, answers: Iterable[StatementAnswer]
    ) -> Mapping[str, tuple[Statement, ...]]:
        told: dict[str, tuple[Statement, ...]] = {}
        for answer in answers:
            for content in contents(finder, answer, self._used):
                made = statement(finder, answer, content, f"s{len(self.statements) + 1}")
                if made is None or self._repeated(made):
                    continue
                if answer.time:
                    made = replace(made, time=self._time(finder, answer.time, content.start))
                self.statements.append(made)
                if answer.key:
                    told[answer.key] = (*told.get(answer.key, ()), made)
        return told

    def _repeated(self, made: Statement) -> bool:
        return any(
            (s.content, s.act, s.source) == (made.content, made.act, made.source)
            for s in self.statements
        )

    def _positions(self, finder: Finder, known: Known, answer: Answer) -> None:
        for item in answer.proposals:
            offer = proposal(finder, known, item, f"p{len(self.proposals) + 1}")
            if offer is not None:
                self.proposals.append(offer)
        for asked in answer.preconditions:
            condition = precondition(finder, known, asked, f"c{len(self.preconditions) + 1}")
            if condition is not None:
                self.preconditions.append(condition)
        for tied in answer.exchanges:
            swap = exchange(finder, known, tied, f"e{len(self.exchanges) + 1}")
            if swap is not None:
                self.exchanges.append(swap)

    def _time(self, finder: Finder, words: str, near: int) -> str | None:
        return self._timex(finder, TimexAnswer(words=words), near)

    def _timex(self, finder: Finder, answer: TimexAnswer, near: int | None = None) -> str | None:
        """The id of a time expression, which is listed once."""
        found = timex(finder, answer, near)
        if found is None:
            return None
        for known in self.timexes:
            if known.span.overlaps(found.span):
                return known.id
        ident = f"t{len(self.timexes) + 1}"
        self.timexes.append(replace(found, id=ident))
        return ident

    def _event(self, finder: Finder, known: Known, answer: EventAnswer) -> None:
        if answer.act not in event_acts():
            finder.drop("event", answer.trigger, f"{answer.act!r} is no act of an event")
            return
        whole = finder.fresh("event", answer.words) if answer.words else None
        trigger = (
            finder.find("event", answer.trigger, within=whole)
            if whole
            else finder.fresh("event", answer.trigger)
        )
        if trigger is None or any(e.trigger == trigger for e in self.events):
            return
        codes = codes_of(answer.act, answer.modality)
        told = known.pointed(answer.statement, trigger)
        day = self._time(finder, answer.time, trigger.start) if answer.time else None
        self.events.append(
            Event(
                f"v{len(self.events) + 1}",
                trigger,
                whole or trigger,
                answer.act,
                finder.actors("event", answer.trigger, answer.source),
                finder.actors("event", answer.trigger, answer.target),
                codes.plover,
                codes.mode,
                codes.cameo,
                modality=answer.modality,
                date=day,
                date_basis="named with it" if day else None,
                place=self._place(finder, answer.place, trigger.start) if answer.place else None,
                statement=told,
                reciprocal=answer.reciprocal,
            )
        )

    def _place(self, finder: Finder, words: str, near: int) -> str | None:
        span = finder.find("place", words, near)
        if span is None:
            return None
        name = " ".join(finder.page.document.text[span.start : span.end].split())
        for place in self.places:
            if place.id == slug(name) or any(m.overlaps(span) for m in place.mentions):
                return place.id
        self.places.append(Place(slug(name), name, mentions=(span,)))
        return self.places[-1].id

    def reading(self, reader: str, version: str) -> Reading:
        """All that was added, as one reading."""
        page = self.desk.page
        proposals = _alike(self.proposals)
        conditions = _same(self.preconditions)
        made = Reading(
            page.document,
            page.sentences,
            page.tokens,
            places=placed(tuple(self.places)),
            timexes=tuple(self.timexes),
            figures=tuple(self.figures),
            statements=tuple(self.statements),
            proposals=proposals,
            preconditions=conditions,
            exchanges=tuple(self.exchanges),
            events=tuple(self.events),
            reader=reader,
            version=version,
        )
        made = replace(made, actors=coded(self._actors(made)), negotiation=_tells(made))
        ids = {x.id for found in (made.actors, proposals, conditions) for x in found}
        relations = find_relations(page, proposals, conditions)
        return replace(made, relations=tuple(r for r in relations if {*r.items} <= ids))

    def _actors(self, made: Reading) -> tuple[Actor, ...]:
        parties = {a for p in made.proposals for a in (*p.by, *p.to, *p.status_by)}
        parties |= {a for c in made.preconditions for a in c.holder}
        terms = [t for p in made.proposals for t in (*p.gives, *p.wants)]
        terms += [t for c in made.preconditions for t in (c.required_first, c.then)]
        doing = {a for t in terms for a in t.actor}
        doing |= {a for e in made.exchanges for a in (*e.a_by, *e.b_by)}
        doing |= {a for v in made.events for a in (*v.source, *v.target)}
        doing |= {f.holder for f in made.figures if f.holder}
        saying = {link.actor for s in made.statements for link in s.chain}
        saying |= {a for s in made.statements for a in (*s.to, *s.about)}
        passing = {link.actor for s in made.statements for link in s.chain[:-1]}
        mediating = {a for v in made.events if v.act == "mediate" for a in v.source} - parties
        known = self.desk.page.actors
        kept = self.cast.closed(parties | doing | saying)
        return tuple(
            _with_roles(actor, actor.id in parties, actor.id in mediating, actor.id in passing)
            for actor in known.values()
            if actor.id in kept
        )

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What was left out so far."""
        return tuple(self.desk.dropped)


def _with_roles(actor: Actor, party: bool, mediator: bool, source: bool) -> Actor:
    press = actor.type == "news_organisation"
    roles = [*actor.roles]
    roles += ["party"] * party + ["mediator"] * mediator
    roles += ["intermediary_source" if press else "origin_source"] * source
    return replace(actor, roles=tuple(dict.fromkeys(roles)))


def _alike(found: list[Proposal]) -> tuple[Proposal, ...]:
    return tuple(
        replace(p, possible_same_as=tuple(q.id for q in found if q is not p and may_be_one(p, q)))
        for p in found
    )


def _same(found: list[Precondition]) -> tuple[Precondition, ...]:
    def issues(condition: Precondition) -> tuple[str, str]:
        return condition.required_first.issue, condition.then.issue

    return tuple(
        replace(c, same_as=tuple(d.id for d in found if d is not c and issues(c) == issues(d)))
        for c in found
    )


def _tells(made: Reading) -> bool:
    """Whether it tells of a negotiation at all."""
    positions = made.proposals or made.preconditions or made.exchanges
    acts = {s.act for s in made.statements if s.source != NARRATOR} - {"comment", "verify"}
    return bool(positions or acts or {e.act for e in made.events} & _TELLING)
