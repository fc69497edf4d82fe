"""What the builder works at: the faults found so far, the names known, and the small readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from parley.case.shape import Element, Shape, did_you_mean
from parley.case.statements import NUMBER, StatementError, number_fault, parse_statement
from parley.case.values import SWITCH, is_number, listed_value, option_of
from parley.case.yamlfile import Place, Word
from parley.errors import Problem
from parley.model import Basis, Condition, Evidence, Option, Span, Value

__all__ = ["Desk"]

_EVIDENCE = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):([0-9]{1,12})-([0-9]{1,12})")
_DATE = re.compile(
    r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T[0-9:.+Z-]{4,})?)?)?"
)  # fmt: skip
_COMPARATORS = ("eq", "approx", "gt", "ge", "lt", "le", "range", "vague", "all")
_AMOUNT = ("comparator", "value", "low", "high", "words", "unit", "of")


@dataclass
class Desk:
    """Collects problems while a case is built. Nothing here raises for a fault of the file."""

    file: str = ""
    problems: list[Problem] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    mediators: set[str] = field(default_factory=set)
    options: dict[str, Option] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Names of misshapen elements, said to be so already; ``*`` where a whole section is."""
    spans: list[tuple[Evidence, Word]] = field(default_factory=list)
    """Every evidence read, with its place: checked against the texts at the end."""

    def fault(self, what: str, at: Word | Shape | Place, *, notice: bool = False) -> None:
        """Keep a problem with its place and words."""
        place = at if isinstance(at, Place) else at.at if isinstance(at, Shape) else at.place
        problem = Problem(
            what, self.file, place.line, place.column, place.words,
            "notice" if notice else "error",
        )  # fmt: skip
        if problem not in self.problems:
            self.problems.append(problem)

    # -- how something is known ------------------------------------------------------------

    def evidence(self, element: Element) -> tuple[Evidence, ...]:
        """Read ``A:217-286`` and its like."""
        found = []
        for word in element.evidence:
            match = _EVIDENCE.fullmatch(word)
            if match is None:
                self.fault("evidence is `source:start-end`, as in A:217-286", word)
                continue
            source, start, end = match[1], int(match[2]), int(match[3])
            if source not in self.sources:
                if self.lost(source):
                    continue
                self.fault(
                    f"no source is called {source!r}{did_you_mean(source, self.sources)}", word
                )
            elif start >= end:
                self.fault("the end of a place lies after its start", word)
            else:
                found.append(Evidence(source, Span(start, end)))
                self.spans.append((found[-1], word))
        return tuple(found)

    def known(self, element: Element, at: Word | Shape | None = None) -> dict[str, Any]:
        """Return basis and evidence of an element, as keywords of its record."""
        evidence = self.evidence(element)
        basis: Basis = "reported" if element.evidence else "assumed"
        if element.basis is not None:
            basis = cast(Basis, str(element.basis))
            if basis in {"stated", "reported"} and not element.evidence:
                self.fault(
                    f'what is {basis} needs evidence: `evidence: ["A:217-286"]`', element.basis
                )
        return {"basis": basis, "evidence": evidence}

    def noted(self, element: Element) -> dict[str, Any]:
        """Return basis, evidence and note, as keywords of a record that has all three."""
        note = None if element.note is None else str(element.note)
        return {**self.known(element), "note": note}

    # -- names -----------------------------------------------------------------------------

    def lost(self, *names: str) -> bool:
        """Whether a name belongs to something misshapen, of which enough has been said."""
        return not self.broken.isdisjoint({*names, "*"})

    def party(self, word: Word, *, mediators: bool = False) -> str | None:
        """Return the party (or mediator) that a word names; keep a fault where there is none."""
        known = self.parties | (self.mediators if mediators else set())
        if word in known:
            return str(word)
        if self.lost(word):
            return None
        kind = "no party or mediator" if mediators else "no party"
        if not mediators and word in self.mediators:
            self.fault("this is a mediator; a party should stand here", word)
        else:
            self.fault(f"{kind} has this name{did_you_mean(word, known)}", word)
        return None

    def people(self, words: Iterable[Word], *, mediators: bool = False) -> tuple[str, ...]:
        """Return the parties that words name, each once."""
        found: dict[str, None] = {}
        for word in words:
            name = self.party(word, mediators=mediators)
            if name is not None and name in found:
                self.fault("the name stands twice here", word)
            elif name is not None:
                found[name] = None
        return tuple(found)

    def option(self, word: Word, place: Place | None = None) -> Option | None:
        """Return the option, or a joint option's switch, that a word names."""
        found = option_of(self.options, word)
        if found is None and not self.lost(word, word.partition(SWITCH)[0]):
            names = [*self.options, *(
                f"{o.id}{SWITCH}{p}" for o in self.options.values() if o.act == "all" for p in o.by
            )]  # fmt: skip
            self.fault(f"no option has this name{did_you_mean(word, names)}", place or word.place)
        return found

    def value(self, option: Option, word: str, place: Place) -> str | None:
        """Return an option's value as it is listed."""
        listed = listed_value(option, word)
        if listed is None:
            known = ", ".join(option.values[:12]) + (", …" if len(option.values) > 12 else "")
            near = did_you_mean(word, option.values)
            self.fault(f"{option.id} has no such value{near} ({known})", place)
        return listed

    # -- small readings --------------------------------------------------------------------

    def date(self, word: Word | None) -> str | None:
        """Read an ISO 8601 date, whole or to the month or year."""
        if word is None:
            return None
        if not _DATE.fullmatch(word):
            self.fault("a date is written 2024-01-31, 2024-01 or 2024", word)
        return str(word)

    def number(self, word: Word, *, most: float = 1e9) -> float | None:
        """Read a plain number."""
        if not NUMBER.fullmatch(word):
            self.fault(number_fault(word), word)
            return None
        if abs(float(word)) >= most:
            self.fault(f"a number below {most:,.0f} should stand here", word)
            return None
        return float(word)

    def amount(self, given: Mapping[Word, Word] | None) -> dict[str, Any] | None:
        """Read ``{comparator: approx, value: 40}``; numbers become numbers."""
        if given is None:
            return None
        amount: dict[str, Any] = {}
        for key, word in given.items():
            if key not in _AMOUNT:
                self.fault(f"an amount has {', '.join(_AMOUNT)}{did_you_mean(key, _AMOUNT)}", key)
            elif key == "comparator" and word not in _COMPARATORS:
                self.fault(f"a comparator is one of {', '.join(_COMPARATORS)}", word)
            elif key in {"value", "low", "high"}:
                if word.null or (number := self.number(word, most=1e15)) is None:
                    continue
                amount[str(key)] = int(number) if number.is_integer() else number
            else:
                amount[str(key)] = str(word)
        return amount

    def terms(self, given: Mapping[Word, Any] | None) -> tuple[Value, ...]:
        """Read what is said of several options: ``{halt: [week, ceasefire], aid: yes}``."""
        found = []
        for name, term in (given or {}).items():
            option = self.option(name)
            noted = self.noted(term)
            amount = self.amount(term.amount)
            if option is None:
                continue
            if not term.values:
                self.fault("a value should stand here", name)
            values = [self.value(option, word, word.place) for word in term.values]
            listed = tuple(dict.fromkeys(value for value in values if value is not None))
            including = tuple(str(word) for word in term.including)
            found.append(Value(str(name), listed, amount, including, **noted))
        return tuple(found)

    def condition(self, shape: Any) -> Condition | None:
        """Read a statement; faults point into its words."""
        return self.statement(shape.text, self.noted(shape))

    def statement(self, word: Word, noted: Mapping[str, Any] | None = None) -> Condition | None:
        """Read a bare statement."""
        try:
            parsed = parse_statement(word)
        except StatementError as error:
            self.fault(error.what, word.inside(error.offset, error.words or str(word)))
            return None
        good = all([self._use(word, use) for use in parsed.uses])
        return Condition(str(word), parsed.logic, **(noted or {})) if good else None

    def _use(self, word: Word, use: Any) -> bool:
        name, value = use.compare.option, use.compare.value
        option = self.option(word.at(name, word.place), word.inside(use.option_at, name))
        if option is None:
            return False
        if use.bare and "yes" not in option.values:
            self.fault(
                f"{name} has no value yes; say which: {name} = {option.values[-1]}",
                word.inside(use.option_at, name),
            )
            return False
        if use.compare.op == "=":
            return self.value(option, value, word.inside(use.value_at, value)) is not None
        if not option.numeric:
            self.fault(
                f"{name} is not numeric; compare it with =", word.inside(use.option_at, name)
            )
            return False
        if not is_number(value):
            self.fault(f"{name} is compared with a number", word.inside(use.value_at, value))
            return False
        return True
