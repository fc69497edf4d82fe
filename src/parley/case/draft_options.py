"""From terms to options: every act that somebody offered, asked or set as a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.case.statements import RESERVED
from parley.model import Reading, Span, Term

__all__ = ["DraftOption", "collect", "evidence", "name_of"]

LABELS: Mapping[str, str] = {
    "halt": "halt of the fighting", "talks": "talks", "aid": "humanitarian aid", "pay": "pay",
    "withdrawal": "withdrawal", "disarmament": "disarmament", "strike": "strike",
}  # fmt: skip
"""Neutral labels by concept; other options keep their name."""


@dataclass
class DraftOption:
    """One option as it grows out of the terms that speak of it."""

    id: str
    action: str
    by: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    lasts: dict[str, str] = field(default_factory=dict)
    numbers: set[float] = field(default_factory=set)
    open: bool = False
    """Whether some term leaves the value open."""
    unit: str | None = None
    of: str | None = None
    evidence: list[str] = field(default_factory=list)
    not_by: set[str] = field(default_factory=set)
    """Parties that want it done by somebody else."""
    assumed_by: bool = False
    ends: bool = False
    """Whether somebody speaks of ending it, so that it seems to be going on."""

    @property
    def least(self) -> str:
        """The value of not doing it."""
        if self.action in ("halt", "release"):
            return "none"
        return "0" if self.numbers else "no"

    @property
    def now(self) -> str:
        """The value assumed for things as they are: done, where its end is spoken of."""
        return self.names()[-1] if self.ends and len(self.names()) == 2 else self.least

    def listed(self) -> list[Any]:
        """Values as a case file lists them, the least first."""
        if self.action == "release":
            return (
                ["none", "some", "all"] if "some" in self.values or self.open else ["none", "all"]
            )
        if self.action == "halt":
            timed: list[Any] = [{name: {"lasts": length}} for name, length in self.lasts.items()]
            return ["none", *timed, "ceasefire"]
        if self.numbers:
            return ["0", *(f"{number:g}" for number in sorted(self.numbers) if number > 0)]
        return ["no", "yes"]

    def names(self) -> list[str]:
        """The values without their durations."""
        return [next(iter(v)) if isinstance(v, dict) else v for v in self.listed()]

    def value(self, term: Term, reading: Reading) -> list[str]:
        """The option's values that a term may mean: one, or all that its words leave open."""
        length = _length(term, reading)
        if self.action == "halt" and length and term.value is None:
            return [length[0]]
        if term.negated or term.value == "no":
            return [self.least]
        names = self.names()
        if term.value in names:
            return [str(term.value)]
        return names[1:]

    def entry(self) -> dict[str, Any]:
        """The option as a case file writes it."""
        made: dict[str, Any] = {"by": self.by if len(self.by) > 1 else self.by[0]}
        if len(self.by) > 1:
            made["act"] = "all" if self.action == "talks" else "any"
        if self.listed() != ["no", "yes"]:
            made["values"] = self.listed()
        if self.unit and (self.numbers or self.action == "release"):
            made["unit"] = self.unit
        label = f"{self.of} who are freed" if self.of else LABELS.get(self.action)
        if label:
            made["label"] = label
        if self.evidence:
            made["evidence"] = list(dict.fromkeys(self.evidence))
        if self.assumed_by:
            made["note"] = "who would do this is not reported; the parties listed are assumed"
        return made


def name_of(issue: str) -> str:
    """An issue as a name that a case file allows.

    Examples
    --------
    >>> name_of("if"), name_of("halt")
    ('if_', 'halt')
    """
    return f"{issue}_" if issue in RESERVED else issue


def evidence(letter: str, span: Span) -> str:
    """A place as evidence: ``A:10-20``."""
    return f"{letter}:{span.start}-{span.end}"


def _length(term: Term, reading: Reading) -> tuple[str, str] | None:
    """The name and the ISO duration of how long a term lasts."""
    timex = next((t for t in reading.timexes if t.id == term.duration), None)
    if timex is None or timex.value is None or not timex.value.startswith("P"):
        return None
    words = {"P7D": "week", "P14D": "two_weeks", "P1M": "month", "P1D": "day", "PT48H": "two_days",
             "P2D": "two_days", "PT24H": "day", "P1W": "week"}  # fmt: skip
    return words.get(timex.value, "lasting_" + timex.value), timex.value


def terms_of(reading: Reading) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Every term of a reading, with the parties that want it done."""
    for proposal in reading.proposals:
        for term in proposal.gives:
            yield term, ()
        for term in proposal.wants:
            yield term, proposal.by
    for condition in reading.preconditions:
        yield condition.required_first, condition.holder
        yield condition.then, ()


def collect(
    readings: Mapping[str, Reading], parties: list[str], mediators: frozenset[str]
) -> dict[str, DraftOption]:
    """Options in the order in which the texts first speak of them."""
    found: dict[str, DraftOption] = {}
    for letter, reading in readings.items():
        for term, wanted_by in sorted(terms_of(reading), key=lambda pair: pair[0].span):
            name = name_of(term.issue)
            option = found.setdefault(name, DraftOption(name, term.action))
            _add(option, term, reading, letter)
            option.not_by |= set(wanted_by)
            option.by += [a for a in term.actor if a in parties and a not in option.by]
    for option in found.values():
        _settle(option, parties)
    return {name: option for name, option in found.items() if option.by}


def _add(option: DraftOption, term: Term, reading: Reading, letter: str) -> None:
    option.evidence.append(evidence(letter, term.span))
    option.unit = option.unit or term.unit
    option.ends = option.ends or (term.negated and term.value == "no")
    option.of = option.of or term.of
    length = _length(term, reading)
    if option.action == "halt" and length and term.value is None:
        option.lasts[length[0]] = length[1]
    elif term.value is None:
        option.open = True
    elif _number(term.value) is not None:
        option.numbers.add(float(term.value))
    elif term.value not in option.values:
        option.values.append(term.value)


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _settle(option: DraftOption, parties: list[str]) -> None:
    """Who controls it, where the words leave that open."""
    if option.action == "talks":
        option.by = list(parties)  # talks need everyone who is to talk
        return
    option.by.sort()
    if not option.by:
        option.by = [party for party in parties if party not in option.not_by]
        option.assumed_by = bool(option.by)
