"""The feasible states of a case, in one order for everything that follows.

States are listed with the first option slowest and the last fastest, each option's values as
listed; a joint option stands as one switch a party, in the order of its ``by``.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from parley.case.shape import did_you_mean
from parley.case.statements import check_depth, quote
from parley.case.values import SWITCH, Index, evaluate, listed_value, option_of
from parley.errors import LimitError, UsageError
from parley.model import Logic, Option

if TYPE_CHECKING:
    from parley.case.casefile import Case

__all__ = ["Column", "StateSpace", "columns_of", "combinations", "parse_state"]

_YES_NO = ("no", "yes")
_FEW = 2**16
"""Combinations that are looked at to say which rule forbids a state."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the state table: an option, or one party's switch of a joint option."""

    name: str
    option: str
    party: str | None
    values: tuple[str, ...]


def columns_of(options: Mapping[str, Option]) -> tuple[Column, ...]:
    """Return the columns of the state table, in the order of the options.

    Examples
    --------
    >>> talks = Option("talks", ("a", "b"), act="all")
    >>> [column.name for column in columns_of({"talks": talks})]
    ['talks.a', 'talks.b']
    """
    columns: list[Column] = []
    for option in options.values():
        if option.act == "all":
            columns += [
                Column(f"{option.id}{SWITCH}{party}", option.id, party, option.values)
                for party in option.by
            ]
        else:
            columns.append(Column(option.id, option.id, None, option.values))
    return tuple(columns)


def combinations(columns: Sequence[Column]) -> int:
    """Return how many combinations of values there are, before any rule."""
    return math.prod(len(column.values) for column in columns)


@dataclass(frozen=True)
class StateSpace:
    """The feasible states: ``len()``, ``[i]``, `table`, and the ways to find one."""

    options: Mapping[str, Option]
    columns: tuple[Column, ...]
    table: Index = field(repr=False)
    """(n_states, n_columns): per state and column the index of the value."""

    def __post_init__(self) -> None:
        # Every analysis of a case shares this table.
        self.table.flags.writeable = False

    def __len__(self) -> int:
        return int(self.table.shape[0])

    def __getitem__(self, i: SupportsIndex) -> dict[str, str]:
        """Return state `i` as column → value; a joint option stands as its switches.

        Raises
        ------
        UsageError
            `i` is no whole number; `index` finds a state by its words.
        IndexError
            There is no such state.
        """
        try:
            at = operator.index(i)
        except TypeError:
            raise UsageError(
                f"a state is asked for by one whole number, as states[0], not {i!r}; "
                "states.index finds the number of a state in words"
            ) from None
        if not -len(self) <= at < len(self):
            raise IndexError(f"there are {len(self)} states, 0 to {len(self) - 1}; not {at}")
        row = self.table[at]
        return {
            column.name: column.values[value]
            for column, value in zip(self.columns, row, strict=True)
        }

    def __iter__(self) -> Iterator[dict[str, str]]:
        return (self[i] for i in range(len(self)))

    @cached_property
    def _position(self) -> dict[str, int]:
        return {column.name: i for i, column in enumerate(self.columns)}

    @cached_property
    def yes_no(self) -> bool:
        """Whether every column is no or yes, so that a state can be written ``NYYN``."""
        return all(column.values == _YES_NO for column in self.columns)

    def column(self, name: str) -> Index:
        """Return the (n,) value indices of an option or switch; for a joint one the least."""
        if name in self._position:
            return self.table[:, self._position[name]]
        own = [i for i, column in enumerate(self.columns) if column.option == name]
        if not own:
            raise UsageError(f"no option is called {name!r}; there are {', '.join(self.options)}")
        least: Index = self.table[:, own].min(axis=1)
        return least

    def outcome(self, i: int) -> dict[str, str]:
        """Return state `i` as option → value, a joint option with its own, derived value."""
        return {
            option.id: option.values[int(self.column(option.id)[i])]
            for option in self.options.values()
        }

    def where(self, logic: Logic) -> NDArray[np.bool_]:
        """Return, for every state, whether a statement holds; (n,)."""
        check_depth(logic)
        return evaluate(logic, self.options, self.column)

    def matching(self, pattern: Mapping[str, str]) -> NDArray[np.bool_]:
        """Return, for every state, whether it has the values of a pattern; (n,)."""
        mask = np.ones(len(self), bool)
        for name, value in pattern.items():
            option = option_of(self.options, name)
            listed = None if option is None else listed_value(option, value)
            if option is None or listed is None:
                near = self._near(name, value)
                raise UsageError(f"no state can have {name}={value}: no such option or value{near}")
            mask &= self.column(name) == option.values.index(listed)
        return mask

    def _near(self, name: str, value: str) -> str:
        """The option or value that may have been meant."""
        option = option_of(self.options, name)
        if option is None:
            names = [*self.options, *(column.name for column in self.columns)]
            return did_you_mean(name, names)
        shown = ", ".join(option.values[:12]) + (", …" if len(option.values) > 12 else "")
        return did_you_mean(value, option.values) or f"; {name} is one of {shown}"

    def expand(self, state: Mapping[str, str]) -> dict[str, str]:
        """Return a state with every switch of a joint option set to the option's value."""
        full: dict[str, str] = {}
        for name, value in state.items():
            option = self.options.get(name)
            if option is not None and option.act == "all":
                full |= {
                    f"{name}{SWITCH}{p}": value for p in option.by if f"{name}.{p}" not in state
                }
            else:
                full[name] = value
        return full

    def index(self, state: Mapping[str, str] | str) -> int:
        """Return the one state that a mapping or text names.

        Raises
        ------
        UsageError
            No feasible state fits, or several do; the sentence says which.
        """
        if isinstance(state, str):
            return self.parse(state)
        found = np.flatnonzero(self.matching(self.expand(state)))
        words = ",".join(f"{name}={value}" for name, value in state.items())
        if len(found) == 1:
            return int(found[0])
        if not len(found):
            raise UsageError(f"no feasible state has {words}")
        open_ = [c.name for c in self.columns if len(set(self.column(c.name)[found].tolist())) > 1]
        raise UsageError(f"{len(found)} states have {words}; say also {', '.join(open_)}")

    def pattern(self, text: str) -> dict[str, str]:
        """Return what a string such as ``NY-N`` says of each column; ``-`` says nothing."""
        if not self.yes_no:
            raise UsageError(f"{text!r}: only where every option is no or yes is a state a string")
        if len(text) != len(self.columns) or set(text) - set("NY-"):
            names = ", ".join(column.name for column in self.columns)
            raise UsageError(
                f"{text!r}: a state is {len(self.columns)} letters N, Y or -, for {names}"
            )
        words = {"N": "no", "Y": "yes"}
        return {c.name: words[x] for c, x in zip(self.columns, text, strict=True) if x != "-"}

    def parse(self, text: str) -> int:
        """Return the state that a text names: an index, ``NYYN`` or ``halt=week,aid=yes``."""
        text = text.strip()
        if re.fullmatch(r"[0-9]{1,18}", text):
            if int(text) >= len(self):
                raise UsageError(f"there are {len(self)} states, 0 to {len(self) - 1}; not {text}")
            return int(text)
        if "=" in text:
            return self.index(dict(_assignments(text)))
        if set(self.options) == {"state"}:
            if text in self.options["state"].values:
                return self.index({"state": text})
            raise UsageError(f"no state is called {text!r}{self._near('state', text)}")
        if not self.yes_no:
            raise UsageError(
                f"{text!r}: only where every option is no or yes is a state a string; write its "
                f"number, 0 to {len(self) - 1}, or option=value,option=value, as in {self.text(0)}"
                f"{did_you_mean(text, ['status_quo'])}"
            )
        return self.index(self.pattern(text))

    def text(self, i: int) -> str:
        """Return state `i` in words that `parse` reads."""
        state = self[i]
        if self.yes_no:
            return "".join("Y" if value == "yes" else "N" for value in state.values())
        return ",".join(f"{name}={quote(value)}" for name, value in state.items())


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    part = r'\s*([^\s=,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*?))\s*(?:,|$)'
    at = 0
    while at < len(text):
        match = re.compile(part).match(text, at)
        if match is None:
            raise UsageError(f"{text[at:]!r} is not read as option=value,option=value")
        name, quoted, plain = match.groups()
        yield name, plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        at = match.end()


def parse_state(case: Case, text: str) -> int:
    """Return the index of the state that a user typed.

    Parameters
    ----------
    case : Case
        The case.
    text : str
        An index, ``NYYN`` in a yes/no case, ``halt=week,aid=yes`` where that fixes one state, a
        state's name in graph form, or ``status_quo``.

    Raises
    ------
    UsageError
        The text names no state, or several.
    """
    text = text.strip()
    if text == "status_quo":
        if case.status_quo is None:
            raise UsageError("the case names no status quo; write one, or name the state")
        return case.states.index(case.status_quo)
    try:
        return case.states.parse(text)
    except UsageError as error:
        rule = _forbidding(case, text)
        if not rule:
            raise
        raise UsageError(f"{error}: the rule {rule!r} forbids it") from None


def _forbidding(case: Case, text: str) -> str:
    """A rule that alone forbids everything that a text could mean, in the words of the case."""
    from parley.case.feasible import compile_states

    space = case.states
    named: dict[str, str] = {}
    try:
        for name, value in _assignments(text):
            option = option_of(space.options, name)
            listed = None if option is None else listed_value(option, value)
            if listed is None:
                return ""
            named[name] = listed
        alone = compile_states(space.options, (), [space.expand(named)], limit=_FEW)
    except (UsageError, LimitError):
        return ""
    if space.matching(space.expand(named)).any():
        return ""
    return next((r.text for r in case.rules if not alone.where(r.logic).any()), "")
