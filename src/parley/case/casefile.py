"""A case: what its file says, and the conflict that it compiles to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from parley.case.build import Built
from parley.case.comparisons import Settled, settle
from parley.case.feasible import LIMIT, compile_states
from parley.case.given import Given, given, in_words
from parley.case.levels import levels_of
from parley.case.moves import graph_moves, option_moves
from parley.case.option_moves import compact_moves, option_form
from parley.case.preferences import Ranks, closed, dense_ranks
from parley.case.ranges import ranged
from parley.case.shape import did_you_mean
from parley.case.states import StateSpace
from parley.case.yamlfile import Place
from parley.errors import CaseError, Problem, UsageError
from parley.model import (
    CasePrecondition,
    CaseProposal,
    CaseSource,
    Condition,
    Conflict,
    Mediator,
    NoMove,
    OneWay,
    Option,
    OptionMoves,
    Party,
    Preference,
    Preferences,
    Together,
)

__all__ = ["Case"]


@dataclass(frozen=True, eq=False)
class Case:
    """A checked case. Made by `load_case`; nothing in it changes.

    Examples
    --------
    >>> from parley.case import load_case
    >>> case = load_case(text='''
    ... parley: 1
    ... parties: {union: {}, employer: {}}
    ... options:
    ...   strike: {by: union}
    ...   raise: {by: employer}
    ... status_quo: NN
    ... ''')
    >>> len(case.states), case.states[1], case.conflict().parties
    (4, {'strike': 'no', 'raise': 'yes'}, ('union', 'employer'))
    """

    name: str
    title: str
    as_of: str | None
    reviewed: Mapping[str, str] | None
    """``{"by": name, "on": date}``, or None for a draft."""
    sources: Mapping[str, CaseSource]
    parties: Mapping[str, Party]
    acting_together: tuple[Together, ...]
    mediators: Mapping[str, Mediator]
    options: Mapping[str, Option]
    """Empty in graph form."""
    one_way: tuple[OneWay, ...]
    no_move: tuple[NoMove, ...]
    rules: tuple[Condition, ...]
    listed: tuple[Mapping[str, str], ...] | None
    """Patterns of the feasible states, where the case lists them in place of rules."""
    graph: Mapping[str, tuple[tuple[str, str], ...]] | None
    """Per party the moves between named states, in graph form."""
    status_quo: Mapping[str, str] | None
    proposals: tuple[CaseProposal, ...]
    preconditions: tuple[CasePrecondition, ...]
    preferences: Mapping[str, Preferences]
    data: Any = field(repr=False)
    """All that the file says, as dicts, lists and texts."""
    unused: tuple[str, ...]
    """Paths of keys that are kept and that no analysis uses yet."""
    notices: tuple[Problem, ...]
    hash: str
    """SHA-256 of what the file says, whatever its layout and comments."""
    _columns: Mapping[str, Option] = field(repr=False)
    _places: Mapping[tuple[Any, ...], Place] = field(repr=False)
    _ranks: Mapping[str, Ranks] = field(default_factory=dict, repr=False)

    @cached_property
    def states(self) -> StateSpace:
        """The feasible states, enumerated when first asked for.

        Raises
        ------
        LimitError
            There would be more combinations than can be enumerated; says how many.
        """
        return self.enumerate()

    def enumerate(self, *, limit: int = LIMIT) -> StateSpace:
        """Enumerate the feasible states with a limit of one's own.

        Raises
        ------
        LimitError
            There would be more combinations than `limit`; nothing has been built.
        """
        return compile_states(self._columns, self.rules, self.listed, limit=limit)

    @cached_property
    def moves(self) -> Mapping[str, csr_array]:
        """Per party its one-step moves, as an (n, n) boolean sparse array."""
        if self.graph is not None:
            return {p: graph_moves(self.states, self.graph.get(p, ())) for p in self.parties}
        return {
            party: option_moves(self.states, party, self.one_way, self.no_move)
            for party in self.parties
        }

    @cached_property
    def _compact(self) -> Mapping[str, csr_array | OptionMoves]:
        """The same, not listed where a party's moves are in option form and transitive."""
        if self.graph is not None:
            return self.moves
        return {
            party: compact_moves(self.states, party, self.one_way, self.no_move)
            or option_moves(self.states, party, self.one_way, self.no_move)
            for party in self.parties
        }

    @property
    def status_quo_index(self) -> int | None:
        """The status quo as an index into `states`; None where the case names none."""
        return None if self.status_quo is None else self.states.index(self.status_quo)

    def conflict(self, with_inferred: bool = False) -> Conflict:
        """Compile states, moves and preferences into what the analyses work on.

        Parameters
        ----------
        with_inferred : bool
            Whether comparisons that are only inferred count.

        Raises
        ------
        LimitError
            The states, or the pairs of a partial preference, are too many.
        """
        made = self._conflicts
        if with_inferred not in made:
            made[with_inferred] = Conflict(
                n=len(self.states),
                parties=tuple(self.parties),
                moves=self._compact,
                preferences=self._preferences(with_inferred),
                status_quo=self.status_quo_index,
                hash=self.hash,
                form=None if self.graph is not None else option_form(self.states),
            )
        return made[with_inferred]

    def with_ranks(self, ranks: Mapping[str, ArrayLike]) -> Case:
        """Return the case with the preferences of some parties given as numbers.

        Parameters
        ----------
        ranks : mapping of str to (n,) array
            Per party a number for every state: higher is better, equal is tied.

        Raises
        ------
        UsageError
            There is no such party, or not one finite number for every state.
        """
        if not isinstance(ranks, Mapping):
            raise UsageError(
                "ranks are a mapping of party to numbers, as {'union': [0, 2, 1]}, not "
                f"{type(ranks).__name__}"
            )
        given = {**self._ranks}
        for party, numbers in ranks.items():
            if party not in self.parties:
                near = did_you_mean(str(party), self.parties)
                raise UsageError(f"no party is called {party!r}{near}")
            try:
                array = np.asarray(numbers)
            except ValueError:  # lists of unequal length
                array = np.empty(0)
            if array.shape != (len(self.states),) or array.dtype.kind not in "iufb":
                raise UsageError(
                    f"the ranks of {party} are one number for each of {len(self.states)} states"
                )
            if not np.isfinite(array).all():
                raise UsageError(f"the ranks of {party} are finite numbers")
            given[party] = dense_ranks(array)
        digest = hashlib.sha256(self.hash.encode())
        for party in sorted(given):
            digest.update(party.encode() + b"\0" + given[party].tobytes())
        other = replace(self, _ranks=given, hash=digest.hexdigest())
        for name in ("states", "moves", "_compact"):  # what no preference changes is shared
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def aside(self) -> tuple[Problem, ...]:
        """Return a notice for every inferred comparison that does not count, and why."""
        return tuple(
            self._problem(("prefers", party, number), what, "notice")
            for party in self.preferences
            if party not in self._ranks
            for number, what in self._settled(party, True)[1].aside
        )

    @cached_property
    def _conflicts(self) -> dict[bool, Conflict]:
        return {}

    def _preferences(self, with_inferred: bool) -> dict[str, Preference]:
        nothing: Preference | None = None
        found: dict[str, Preference] = {}
        for party in self.parties:
            if party in self._ranks:
                found[party] = Preference(self._ranks[party])
            elif party in self.preferences:
                found[party] = self._one(party, with_inferred)
            else:
                nothing = nothing or closed(len(self.states), None, ())
                found[party] = nothing
        return found

    def _one(self, party: str, with_inferred: bool) -> Preference:
        known, settled = self._settled(party, with_inferred)
        if settled.faults:
            raise CaseError(
                self._problem(("prefers", party, number), what) for number, what in settled.faults
            )
        if known.ranges is not None:
            return ranged(known.ranges, settled.pairs)
        base = known.base
        levels = None if base is None else levels_of(self.preferences[party], base)
        if base is not None and (base >= 0).all():
            listed = self.preferences[party].ranking is not None  # the others leave no gaps
            return Preference(dense_ranks(base) if listed else base, levels=levels)
        return replace(closed(len(self.states), base, settled.pairs), levels=levels)

    def _settled(self, party: str, with_inferred: bool) -> tuple[Given, Settled]:
        known = given(self.states, self.preferences[party], in_words(self.name, self._places))
        return known, settle(known, self.status_quo, self.sources, include_inferred=with_inferred)

    def _place(self, key: tuple[Any, ...]) -> Place:
        return self._places.get(key, Place())

    def _problem(self, key: tuple[Any, ...], what: str, severity: Any = "error") -> Problem:
        place = self._place(key)
        return Problem(what, self.name, place.line, place.column, place.words, severity)


def assemble(
    built: Built,
    columns: Mapping[str, Option],
    *,
    name: str,
    data: Any,
    unused: Sequence[str],
    notices: Sequence[Problem],
    digest: str,
    space: StateSpace | None,
) -> Case:
    """Make a case of its checked records."""
    case = Case(
        name=name,
        title=built.title,
        as_of=built.as_of,
        reviewed=built.reviewed,
        sources=built.sources,
        parties=built.parties,
        acting_together=built.acting_together,
        mediators=built.mediators,
        options=built.options,
        one_way=built.one_way,
        no_move=built.no_move,
        rules=built.rules,
        listed=built.listed,
        graph=built.graph,
        status_quo=built.status_quo,
        proposals=built.proposals,
        preconditions=built.preconditions,
        preferences=built.preferences,
        data=data,
        unused=tuple(unused),
        notices=tuple(notices),
        hash=digest,
        _columns=columns,
        _places=built.places,
    )
    if space is not None:
        case.__dict__["states"] = space
    return case
