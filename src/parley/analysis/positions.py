"""What a case says of positions, looked up by name: the common ground of the analyses below.

Nothing here needs the state space or preferences, so any case will do, however thin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parley.model import (
    CasePrecondition,
    CaseProposal,
    Evidence,
    Mediator,
    Option,
    Party,
    Together,
    Value,
)

__all__ = ["Act", "Positions", "listed", "merged", "positions", "terms_by_stage", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Act:
    """An option at one of some values: what somebody would do."""

    option: str
    values: tuple[str, ...]
    """Several where the text leaves it open; in the option's order."""

    def overlaps(self, other: Act) -> bool:
        """Whether one deed could be both."""
        return self.option == other.option and not set(self.values).isdisjoint(other.values)


@dataclass(frozen=True, slots=True)
class Positions:
    """Parties, options, proposals and preconditions of a case, in its order."""

    parties: Mapping[str, Party]
    mediators: Mapping[str, Mediator]
    options: Mapping[str, Option]
    together: tuple[Together, ...]
    proposals: tuple[CaseProposal, ...]
    preconditions: tuple[CasePrecondition, ...]
    status_quo: Mapping[str, str]

    def act(self, value: Value) -> Act:
        """The act that a term names, its values in the option's order."""
        option = self.options.get(value.option)
        known = {name: place for place, name in enumerate(option.values)} if option else {}
        ordered = sorted(dict.fromkeys(value.values), key=lambda v: known.get(v, len(known)))
        return Act(value.option, tuple(ordered))

    def doers(self, option: str) -> tuple[str, ...]:
        """Who would do it."""
        found = self.options.get(option)
        return found.by if found else ()

    def name(self, party: str) -> str:
        """What a party or mediator is called."""
        found: Party | Mediator | None = self.parties.get(party) or self.mediators.get(party)
        return found.name if found and found.name else party

    def names(self, parties: Iterable[str]) -> str:
        """Names in alphabetical order, joined as a sentence does."""
        return listed(sorted({self.name(party) for party in parties}, key=str.casefold), "and")

    def label(self, option: str) -> str:
        """Neutral words for an option: its label, or its id as words."""
        found = self.options.get(option)
        return found.label if found and found.label else option.replace("_", " ")

    def words(self, act: Act) -> str:
        """Neutral words for an act: the option's label, and its value where that is not yes."""
        label = self.label(act.option)
        if act.values == ("yes",):
            return label
        if act.values == ("no",):
            return f"no {label}"
        values = listed([value.replace("_", " ") for value in act.values], "or")
        option = self.options.get(act.option)
        if option and option.numeric:
            return " ".join([label, values, *([option.unit] if option.unit else [])])
        return f"{label} ({values})"

    def side(self, party: str) -> frozenset[str]:
        """The party and all that are reported to act together with it."""
        side = {party}
        for group in self.together:
            if party in group.parties:
                side.update(group.parties)
        return frozenset(side)

    def by_mediator(self, proposal: CaseProposal) -> bool:
        """Whether nobody but mediators puts it forward."""
        return bool(proposal.by) and all(
            by in self.mediators and by not in self.parties for by in proposal.by
        )


def positions(case: Any) -> Positions:
    """Read a case's positions by attribute.

    Parameters
    ----------
    case : object
        With `parties`, `options`, `proposals`, `preconditions`, and where it has them
        `mediators`, `acting_together` and `status_quo`; each a mapping or a sequence of records.
    """
    status_quo = getattr(case, "status_quo", None)
    return Positions(
        parties=_by_id(getattr(case, "parties", ())),
        mediators=_by_id(getattr(case, "mediators", ())),
        options=_by_id(getattr(case, "options", ())),
        together=tuple(_records(getattr(case, "acting_together", ()))),
        proposals=tuple(_records(getattr(case, "proposals", ()))),
        preconditions=tuple(_records(getattr(case, "preconditions", ()))),
        status_quo=dict(status_quo) if isinstance(status_quo, Mapping) else {},
    )


def terms_by_stage(
    proposal: CaseProposal,
) -> tuple[tuple[tuple[Value, ...], tuple[Value, ...]], ...]:
    """(gives, wants) of each stage; one stage where the proposal has none."""
    return proposal.stages or ((proposal.gives, proposal.wants),)


def withdrawn(proposal: CaseProposal) -> bool:
    """Whether one who made it is reported to have taken it back."""
    return any(a.answer == "withdrawn" and a.by in proposal.by for a in proposal.answers)


def merged(*groups: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Places of several things, each once, in order of source and place."""
    found = {place for group in groups for place in group}
    return tuple(sorted(found, key=lambda place: (place.source, place.span)))


def listed(names: Iterable[str], last: str) -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def _records(items: Any) -> Iterable[Any]:
    return items.values() if isinstance(items, Mapping) else (items or ())


def _by_id(items: Any) -> dict[str, Any]:
    return {item.id: item for item in _records(items)}
