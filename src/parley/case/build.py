"""From the shape of a file to the records of a case, section by section.

Everything that can be said of one place alone is checked here; what needs the states (rules that
contradict one another, a status quo that cannot be, preferences) is in `parley.case.consistency`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from parley.case.build_options import build_no_move, build_one_way, build_options
from parley.case.build_preferences import build_preferences, build_state
from parley.case.desk import Desk
from parley.case.schema import CaseShape, ProposalShape
from parley.case.shape import Shape
from parley.case.yamlfile import Place, Word
from parley.model import (
    Answer,
    CasePrecondition,
    CaseProposal,
    CaseSource,
    Condition,
    Mediator,
    NoMove,
    OneWay,
    Option,
    Party,
    Preferences,
    Together,
)

__all__ = ["Built", "build"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
Places = dict[tuple[Any, ...], Place]


@dataclass
class Built:
    """The records of a case, and where the ones that later checks speak of stand."""

    title: str = ""
    as_of: str | None = None
    reviewed: Mapping[str, str] | None = None
    sources: dict[str, CaseSource] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    acting_together: tuple[Together, ...] = ()
    mediators: dict[str, Mediator] = field(default_factory=dict)
    options: dict[str, Option] = field(default_factory=dict)
    one_way: tuple[OneWay, ...] = ()
    no_move: tuple[NoMove, ...] = ()
    rules: tuple[Condition, ...] = ()
    listed: tuple[Mapping[str, str], ...] | None = None
    graph: Mapping[str, tuple[tuple[str, str], ...]] | None = None
    status_quo: Mapping[str, str] | None = None
    proposals: tuple[CaseProposal, ...] = ()
    preconditions: tuple[CasePrecondition, ...] = ()
    preferences: dict[str, Preferences] = field(default_factory=dict)
    places: Places = field(default_factory=dict)


def build(shape: CaseShape, desk: Desk) -> Built:
    """Build the records; every fault goes to the desk."""
    built = Built(title=str(shape.title or ""))
    built.as_of = desk.date(shape.as_of)
    if shape.reviewed is not None:
        on = desk.date(shape.reviewed.on)
        built.reviewed = {"by": str(shape.reviewed.by), "on": on or ""}
    _sources(shape, desk, built)
    _people(shape, desk, built)
    _space(shape, desk, built)
    built.rules = _rules(shape, desk, built.places)
    built.one_way = build_one_way(shape, desk)
    built.no_move = build_no_move(shape, desk)
    if shape.status_quo is not None:
        built.status_quo = build_state(shape.status_quo, desk, whole=True)
        built.places["status_quo",] = shape.status_quo.at
    _positions(shape, desk, built)
    built.preferences = build_preferences(shape, desk, built.places)
    _idle(desk, built, shape)
    return built


def _sources(shape: CaseShape, desk: Desk, built: Built) -> None:
    for name, source in (shape.sources or {}).items():
        desk.sources.add(str(name))
        built.places["sources", str(name)] = name.place
        digest = _text(source.sha256)
        if source.sha256 is not None and source.sha256 in {"…", "..."}:
            digest = None  # left to be filled in
        elif source.sha256 is not None and not _SHA256.fullmatch(source.sha256):
            desk.fault("a SHA-256 is 64 digits 0-9 and letters a-f", source.sha256)
        built.sources[str(name)] = CaseSource(
            str(name), _text(source.file), digest, desk.date(source.published),
            _text(source.title), _text(source.publisher), _text(source.url),
        )  # fmt: skip


def _people(shape: CaseShape, desk: Desk, built: Built) -> None:
    desk.parties |= {str(name) for name in shape.parties or {}}
    for name, mediator in (shape.mediators or {}).items():
        if name in desk.parties:
            desk.fault("a party has this name already", name)
        desk.mediators.add(str(name))
        built.mediators[str(name)] = Mediator(
            str(name), str(mediator.name or name), **desk.known(mediator)
        )
    for name, party in (shape.parties or {}).items():
        whole = None if party.part_of is None else desk.party(party.part_of)
        built.parties[str(name)] = Party(
            str(name), str(party.name or name), whole, **desk.noted(party)
        )
        built.places["parties", str(name)] = name.place
    _wings(shape, desk, built)
    for together in shape.acting_together or []:
        names = desk.people(together.parties)
        if len(together.parties) < 2:
            desk.fault("acting together takes two parties or more", together)
        built.acting_together += (Together(names, **desk.known(together)),)


def _wings(shape: CaseShape, desk: Desk, built: Built) -> None:
    for name, party in (shape.parties or {}).items():
        seen, at = [str(name)], built.parties[str(name)].part_of
        while at is not None and at in built.parties and at not in seen:
            seen.append(at)
            at = built.parties[at].part_of
        first = next(other for other in built.parties if other in seen)
        if at == first == str(name) and party.part_of is not None:  # each circle once
            circle = ", ".join(
                f"{a} is part of {b}" for a, b in zip(seen, [*seen[1:], seen[0]], strict=True)
            )
            rest = f": {circle}" if len(seen) > 1 else ""
            desk.fault(f"a party cannot be part of itself{rest}", party.part_of)


def _space(shape: CaseShape, desk: Desk, built: Built) -> None:
    """Read the options, or the states and moves of the graph form."""
    if shape.moves is not None:
        _graph(shape, desk, built)
        return
    built.options = build_options(shape, desk)
    desk.options = dict(built.options)
    if shape.states is None:
        return
    if shape.rules:
        desk.fault("`states` stands in place of `rules`; leave one of them out",
                   _key_of(shape.states[0]) if shape.states else shape)  # fmt: skip
    listed = [build_state(state, desk, whole=False) for state in shape.states]
    built.listed = tuple(state for state in listed if state is not None)
    if not shape.states:
        desk.fault("`states` lists no state", shape)


def _key_of(state: Any) -> Place:
    return cast(Place, state.at)


def _graph(shape: CaseShape, desk: Desk, built: Built) -> None:
    for key in ("options", "rules", "one_way", "no_move"):
        given = getattr(shape, key)
        if given:
            desk.fault(f"with `moves` (graph form) there is no `{key}`", _first(given))
    names: dict[str, None] = {}
    for state in shape.states or []:
        if state.word is None:
            desk.fault("with `moves` (graph form) a state is a name", state)
        elif state.word in names:
            desk.fault("the state stands twice", state.word)
        else:
            names[str(state.word)] = None
    if not names:
        desk.fault("with `moves` (graph form) `states` lists the states by name", shape)
    desk.options = {"state": Option("state", (), values=tuple(names))}
    moves: dict[str, tuple[tuple[str, str], ...]] = {}
    for party, pairs in (shape.moves or {}).items():
        name = desk.party(party)
        found = [_arc(pair, party, desk, names) for pair in pairs]
        if name is not None:
            moves[name] = tuple(arc for arc in found if arc is not None)
    built.graph = moves


def _first(given: Any) -> Any:
    """Return something with a place inside a section."""
    first = next(iter(given))
    return first if isinstance(first, Word | Shape) else Place()


def _arc(
    pair: list[Word], party: Word, desk: Desk, names: Mapping[str, None]
) -> tuple[str, str] | None:
    unknown = [word for word in pair if word not in names]
    for word in unknown:
        desk.fault("no state has this name", word)
    if len(pair) != 2:
        desk.fault("a move is two states, [from, to]", pair[0] if pair else party)
    elif pair[0] == pair[1]:
        desk.fault("a move leads to another state", pair[0])
    elif not unknown:
        return str(pair[0]), str(pair[1])
    return None


def _rules(shape: CaseShape, desk: Desk, places: Places) -> tuple[Condition, ...]:
    rules: list[Condition] = []
    for rule in shape.rules or []:
        condition = desk.condition(rule)
        if condition is not None:
            places["rules", len(rules)] = rule.text.place
            rules.append(condition)
    return tuple(rules)


def _positions(shape: CaseShape, desk: Desk, built: Built) -> None:
    ids: dict[str, Word] = {}
    words = [entry.id for entry in shape.proposals or []]
    for word in [*words, *(entry.id for entry in shape.preconditions or [])]:
        if word in ids:
            desk.fault(f"the id stands twice; first in line {ids[word].place.line}", word)
        ids.setdefault(str(word), word)
    offered = {str(proposal.id) for proposal in shape.proposals or []}
    built.proposals = tuple(
        _proposal(proposal, desk, offered) for proposal in shape.proposals or []
    )
    built.preconditions = tuple(
        CasePrecondition(
            str(entry.id), desk.people(entry.by, mediators=True), desk.terms(entry.first),
            desk.terms(entry.then), cast(Any, str(entry.order or "before")), **desk.noted(entry),
        )
        for entry in shape.preconditions or []
    )  # fmt: skip


def _proposal(shape: ProposalShape, desk: Desk, offered: set[str]) -> CaseProposal:
    by = desk.people(shape.by, mediators=True)
    for same in shape.possibly_same:
        if (same not in offered or same == shape.id) and not desk.lost(same):
            desk.fault("no other proposal has this id", same)
    proposal = CaseProposal(
        id=str(shape.id),
        kind=cast(Any, str(shape.kind)),
        by=by,
        to=desk.people(shape.to, mediators=True),
        gives=desk.terms(shape.gives),
        wants=desk.terms(shape.wants),
        stages=tuple((desk.terms(s.gives), desk.terms(s.wants)) for s in shape.stages or []),
        answers=tuple(
            Answer(str(a.by), cast(Any, str(a.answer)), **desk.noted(a))
            for a in shape.answers
            if desk.party(a.by, mediators=True)
        ),
        possibly_same=tuple(str(same) for same in shape.possibly_same),
        date=desk.date(shape.date),
        **desk.noted(shape),
    )
    _sides(shape, proposal, desk)
    return proposal


def _sides(shape: ProposalShape, proposal: CaseProposal, desk: Desk) -> None:
    """Check which side of a proposal holds what."""
    if not proposal.by and not shape.by:
        desk.fault("a proposal is somebody's: `by: [party]`", shape.id)
    if shape.stages is not None and (shape.gives is not None or shape.wants is not None):
        desk.fault("`stages` stands in place of `gives` and `wants`", shape.id)
    given = [*proposal.gives, *(value for gives, _ in proposal.stages for value in gives)]
    if proposal.kind == "demand" and given:
        desk.fault("what also gives something is a demand_with_offer", shape.kind)
    if set(proposal.by) & desk.mediators and given:
        desk.fault("a mediator's proposal puts every term under `wants`", shape.id)
    if not (given or proposal.wants or proposal.stages):
        desk.fault("neither gives nor wants anything", shape.id, notice=True)
    mine = set(proposal.by)
    for value in given:
        option = desk.options.get(value.option.partition(".")[0])
        if option is not None and option.by and not mine & (set(option.by) | desk.mediators):
            what = f"gives {option.id}, which {' and '.join(option.by)} would do"
            desk.fault(what, shape.id, notice=True)


def _idle(desk: Desk, built: Built, shape: CaseShape) -> None:
    """Note the parties that control nothing."""
    if desk.broken:
        return
    faulty = any(problem.severity == "error" for problem in desk.problems)
    if not (faulty or built.parties or built.options or built.graph):
        desk.fault("no party and no option: there is nothing to analyse", Place(), notice=True)
    acting = {party for option in built.options.values() for party in option.by}
    if built.graph is not None:
        acting = {party for party, moves in built.graph.items() if moves}
    for name in shape.parties or {}:
        if str(name) not in acting:
            desk.fault("controls nothing; it can still demand and refuse", name, notice=True)


def _text(word: Word | None) -> str | None:
    return None if word is None else str(word)
