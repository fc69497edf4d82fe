"""From a text to a `Reading`: every step in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from parley.errors import UsageError
from parley.model import Actor, Document, Figure, Precondition, Proposal, Reading, Span
from parley.reading.actors import find_actors
from parley.reading.acts import refine
from parley.reading.attribution import Region, Scene, attribute
from parley.reading.carry import carry
from parley.reading.codes import coded, placed
from parley.reading.conditions import find_preconditions
from parley.reading.custody import Custody
from parley.reading.events import find_events
from parley.reading.exchanges import find_exchanges
from parley.reading.figures import find_figures
from parley.reading.holders import with_holders
from parley.reading.narrator import narrate
from parley.reading.opponents import Opponents
from parley.reading.outlets import bracketed_outlets
from parley.reading.page import Page, party_of
from parley.reading.passing import in_passing
from parley.reading.proposals import find_proposals, with_conditional
from parley.reading.relations import find_relations
from parley.reading.resolve import Resolver
from parley.reading.standing import find_standing
from parley.reading.terms import Terms
from parley.reading.times import find_timexes
from parley.reading.version import VERSION

__all__ = ["READER", "VERSION", "read"]

READER = "rules"


def read(
    text: str,
    *,
    published: str | date | None = None,
    name: str = "-",
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    licence: str | None = None,
    media_type: str = "text/plain",
    original: str | None = None,
    revises: str | None = None,
    sensitivity: Literal["public", "internal", "restricted"] = "public",
) -> Reading:
    """Read one report.

    Parameters
    ----------
    text : str
        The report as stored; every span counts its code points.
    published : str or date, optional
        ISO date of publication. Without it relative dates stay open, and say why.
    name : str
        The file's name, for messages.
    publisher, url, title, licence, media_type, original, revises, sensitivity : str, optional
        What is known of the report, as `parley.model.Document` has it.

    Returns
    -------
    Reading
        All claims found, with exact spans.

    Raises
    ------
    UsageError
        If `text` is no text, or `published` is no ISO date.

    Examples
    --------
    >>> reading = read("Norland has offered to free 30 detainees, the Courier said.")
    >>> [(p.kind, p.by, p.gives[0].action) for p in reading.proposals]
    [('offer', ('norland',), 'release')]
    """
    if not isinstance(text, str):
        raise UsageError(f"a report is a text, not {type(text).__name__}: decode it first")
    day = _day(published)
    document = Document(
        sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text,
        name,
        day.isoformat() if day else None,
        publisher=publisher,
        url=url,
        licence=licence,
        title=title,
        media_type=media_type,
        original=original,
        revises=revises,
        sensitivity=sensitivity,
    )
    page = Page.of(document)
    page.timexes = find_timexes(text, page.sentences, page.tokens, day)
    page.figures = find_figures(text, page.sentences, page.tokens, page.timexes)
    find_actors(page)
    scene = Scene(page, Resolver(page))
    outlets = bracketed_outlets(page)
    for sentence in page.sentences:
        base = outlets.get(sentence.paragraph, ())
        attribute(scene, Region(sentence.first, sentence.last, base))
    carry(scene)
    in_passing(scene)
    find_standing(scene)
    custody = Custody(page, scene.resolver)
    terms = Terms(scene, custody)
    refine(scene, terms)
    opponents = Opponents(scene)
    proposals = find_proposals(scene, terms, opponents)
    preconditions = find_preconditions(scene, terms, proposals)
    proposals = with_conditional(scene, opponents, proposals, preconditions)
    proposals, preconditions = _among_parties(page, proposals, preconditions)
    exchanges = find_exchanges(scene, terms, opponents)
    asked = _asked(page, proposals, preconditions)
    events = find_events(scene, opponents, asked, proposals)
    narrate(scene, events, outlets)
    relations = find_relations(page, proposals, preconditions)
    page.figures = with_holders(scene, custody)
    reading = Reading(
        document,
        page.sentences,
        page.tokens,
        places=placed(page.places),
        timexes=page.timexes,
        figures=_tied(scene, proposals),
        statements=tuple(scene.statements),
        proposals=proposals,
        preconditions=preconditions,
        exchanges=exchanges,
        events=events,
        relations=relations,
        reader=READER,
        version=VERSION,
    )
    reading = replace(reading, actors=coded(_used(page, reading)))
    return replace(reading, negotiation=_negotiation(reading))


def _among_parties(
    page: Page, proposals: tuple[Proposal, ...], preconditions: tuple[Precondition, ...]
) -> tuple[tuple[Proposal, ...], tuple[Precondition, ...]]:
    """Without outlets: they tell of offers and conditions, and neither make nor receive any."""
    press = {a.id for a in page.actors.values() if a.type == "news_organisation"}

    def rest(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in press)

    kept = tuple(
        replace(p, by=rest(p.by), to=rest(p.to)) for p in proposals if not p.by or rest(p.by)
    )
    return kept, tuple(replace(c, holder=rest(c.holder)) for c in preconditions)


def _asked(
    page: Page, proposals: tuple[Proposal, ...], preconditions: tuple[Precondition, ...]
) -> set[int]:
    """Tokens that tell what is offered, asked or conditioned, and so not what happens."""
    terms = [t for p in proposals for t in (*p.gives, *p.wants)]
    terms += [t for c in preconditions for t in (c.required_first, c.then)]
    return {token for term in terms for token in range(*page.range(term.span))}


def _day(published: str | date | None) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except (TypeError, ValueError):
        raise UsageError(
            f"publication date {published!r} is no date: write it as 2024-05-31"
        ) from None


def _tied(scene: Scene, proposals: tuple[Proposal, ...]) -> tuple[Figure, ...]:
    """Figures with the innermost statement around them, and what an asked or offered one is."""
    asked: dict[str, str] = {}
    for proposal in proposals:
        for term in proposal.wants:
            if term.figure:
                asked[term.figure] = "asked"
        for term in proposal.gives:
            if term.figure:
                asked.setdefault(term.figure, "offered")
    tied = []
    for figure in scene.page.figures:
        told = _inside(scene, figure.number_span.start)
        basis = figure.basis
        if told and scene.statement(told).act in _NOT_YET:
            basis = None  # threatened, asked or offered: it has not happened
        of = figure.of if basis == figure.basis else _bare(figure)
        tied.append(replace(figure, statement=told, basis=asked.get(figure.id, basis), of=of))
    return tuple(tied)


_NOT_YET = frozenset(("threaten", "demand", "offer", "signal_readiness"))


def _bare(figure: Figure) -> str | None:
    """What is counted, without a fate that is only spoken of (*engineers killed*)."""
    if figure.of and figure.basis and figure.of.endswith(f" {figure.basis}"):
        return figure.of.removesuffix(f" {figure.basis}")
    return figure.of


def _inside(scene: Scene, offset: int) -> str | None:
    """The id of the shortest statement around a place."""
    token = scene.page.range(Span(offset, offset + 1))[0]
    found = scene.innermost(token)
    return found.id if found else None


def _used(page: Page, reading: Reading) -> tuple[Actor, ...]:
    """Actors that are mentioned or take part; roles as far as their acts show."""
    parties = {name for proposal in reading.proposals for name in (*proposal.by, *proposal.to)} | {
        name for c in reading.preconditions for name in c.holder
    }
    mediators = {
        party_of(page, name)
        for event in reading.events
        if event.act == "mediate"
        for name in event.source
    } - parties
    mediators = {m for m in mediators if page.actors[m].anonymity == "named"}
    sources = {link.actor for s in reading.statements for link in s.chain[:-1]}
    speaking = {link.actor for s in reading.statements for link in s.chain}
    named = {n for e in reading.events for n in (*e.source, *e.target)}
    kept = {
        actor.id
        for actor in page.actors.values()
        if actor.mentions or actor.id in speaking | parties | mediators | named
    }
    kept = _with_bodies(page, kept)
    actors = []
    for actor in page.actors.values():
        roles = list(actor.roles)
        roles += ["party"] * (actor.id in parties)
        roles += ["mediator"] * (actor.id in mediators)
        roles += ["origin_source"] * (actor.id in sources and actor.type != "news_organisation")
        roles += ["intermediary_source"] * (
            actor.id in sources and actor.type == "news_organisation"
        )
        if actor.id in kept:
            actors.append(replace(actor, roles=tuple(dict.fromkeys(roles))))
    return tuple(actors)


def _with_bodies(page: Page, ids: set[str]) -> set[str]:
    """Actors with those that they represent, are a part of or consist of, though none is named."""
    found, waiting = set[str](), list(ids)
    while waiting:
        actor = page.actors.get(waiting.pop())
        if actor is not None and actor.id not in found:
            found.add(actor.id)
            above = (actor.represents, actor.part_of, *actor.members)
            waiting += [each for each in above if each is not None]
    return found


_TALKS = frozenset("talks negotiations truce ceasefire cease-fire mediation mediators".split())


def _negotiation(reading: Reading) -> bool:
    """Whether the text tells of a negotiation: a position with a known act, or talks and a deal."""
    known = [
        p
        for p in reading.proposals
        if any(t.action != "other" for t in (*p.gives, *p.wants)) and p.by
    ]
    if known or reading.exchanges or any(c.then.action == "talks" for c in reading.preconditions):
        return True
    acts = {event.act for event in reading.events}
    told = {s.act for s in reading.statements}
    talks = {"agree", "mediate", "end", "extend"} & acts
    positions = {"reject", "accept", "demand", "offer", "signal_readiness"} & told
    if {"accuse_breach", "deny_breach"} & told or talks:
        return True
    sides = {name for p in reading.proposals for name in p.by}
    if len(sides) > 1 and {"offer", "counter_offer", "signal_readiness"} & told:
        return True
    spoken_of = {token.text.lower() for token in reading.tokens} & _TALKS
    return bool(positions) and bool(spoken_of or "meet" in acts or reading.preconditions)
