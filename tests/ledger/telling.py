"""A report put together sentence by sentence, with the claims that a reader would find in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from parley.ledger import Ledger, open_ledger
from parley.ledger.records import from_plain, to_plain
from parley.model import (
    Actor,
    Document,
    Event,
    Figure,
    Link,
    Precondition,
    Proposal,
    Reading,
    Sentence,
    Span,
    Statement,
    Term,
    Timex,
)

__all__ = ["ACTORS", "Report", "held", "swapped"]

ACTORS = (
    Actor("post", "The Post", "news_organisation"),
    Actor("wire", "Wire", "news_organisation"),
    Actor("aides", "aides", "unnamed_group", anonymity="unnamed", represents="envoy"),
    Actor("port", "the port", "organisation", ("party",)),
    Actor("union", "the union", "organisation", ("party",)),
    Actor("ruiz", "Ana Ruiz", "person", represents="port"),
    Actor("berg", "Per Berg", "person", represents="union"),
    Actor("envoy", "the envoy", "person", ("mediator",)),
    Actor("un", "United Nations", "igo"),
    Actor("both", "the port and the union", "coalition", members=("port", "union")),
)


def held(*reports: Report | Reading, read_at: str = "2026-04-01T08:00:00Z") -> Ledger:
    """A ledger in memory with these reports."""
    ledger = open_ledger()
    for report in reports:
        reading = report.reading() if isinstance(report, Report) else report
        ledger.add_reading(reading, read_at=read_at)
    return ledger


def swapped(report: Report, one: str = "port", other: str = "union") -> Reading:
    """The same report with two actors exchanged, ids and names, wherever they stand."""
    reading = report.reading()
    plain = json.dumps(to_plain(reading))
    for old, new in ((one, "?"), (other, one), ("?", other)):
        plain = plain.replace(f'"{old}"', f'"{new}"')
    moved = from_plain(Reading, json.loads(plain))
    return replace(moved, actors=reading.actors)


@dataclass
class Report:
    """A text that grows; every call adds a sentence and what is found in it."""

    name: str
    published: str | None = None
    publisher: str | None = None
    actors: tuple[Actor, ...] = ACTORS
    text: str = ""
    found: dict[str, list[Any]] = field(default_factory=dict)

    def _add(self, kind: str, record: Any) -> str:
        self.found.setdefault(kind, []).append(record)
        return str(record.id)

    def _id(self, kind: str) -> str:
        return f"{kind[0]}{len(self.found.get(kind, ())) + 1}"

    def sentence(self, words: str) -> Span:
        """Add a sentence of its own paragraph."""
        start = len(self.text) + 2 * bool(self.text)
        self.text += ("\n\n" if self.text else "") + words + "."
        span = Span(start, len(self.text))
        number = len(self.found.get("sentences", ())) + 1
        self.found.setdefault("sentences", []).append(Sentence(span, number, 1, 0, 0))
        return Span(start, start + len(words))

    def within(self, whole: Span, words: str) -> Span:
        """The place of some words of a sentence."""
        start = self.text.index(words, whole.start)
        return Span(start, start + len(words))

    def says(
        self,
        words: str,
        *chain: str,
        act: str = "comment",
        speech: str = "report",
        quoted: bool = False,
        **more: Any,
    ) -> str:
        """Add a statement; with `quoted` the whole of it in quotation marks."""
        span = self.sentence(f'"{words}"' if quoted else words)
        content = Span(span.start + 1, span.end - 1) if quoted else span
        links = tuple(Link(actor, "explicit") for actor in chain)
        return self._add(
            "statements",
            Statement(
                self._id("statements"), content, speech, act, links,
                quote_mode="direct" if quoted else "indirect",
                quoted=(content,) if quoted else (), **more,
            ),
        )  # fmt: skip

    def on(self, value: str, words: str, anchor: str | None = "published") -> str:
        """Add a date expression to the last sentence."""
        span = self.within(Span(self.text.rindex(words), 0), words)
        return self._add("timexes", Timex(self._id("timexes"), span, "DATE", value, anchor))

    def lasts(self, value: str, words: str) -> str:
        """Add a duration."""
        span = self.within(Span(self.text.rindex(words), 0), words)
        return self._add("timexes", Timex(self._id("timexes"), span, "DURATION", value))

    def counts(
        self,
        words: str,
        value: float | None,
        *chain: str,
        comparator: Any = "eq",
        of: str | None = "people held",
        basis: str | None = "held",
        unit: str | None = "people",
        within: str = "{} are in the valley",
        **more: Any,
    ) -> str:
        """Add a statement with a figure in it."""
        said = self.says(within.format(words), *(chain or ("publisher",)))
        return self.figure(
            words,
            value,
            comparator=comparator,
            of=of,
            basis=basis,
            unit=unit,
            statement=said,
            **more,
        )

    def figure(self, words: str, value: float | None, **more: Any) -> str:
        """Add a figure whose words stand in the text."""
        span = self.within(Span(self.text.rindex(words), 0), words)
        given: dict[str, Any] = {"comparator": "eq", **more}
        if given["comparator"] == "eq":
            given |= {"low": value, "high": value}
        return self._add("figures", Figure(self._id("figures"), span, span, value=value, **given))

    def term(self, words: str, issue: str, value: str | None = None, **more: Any) -> Term:
        """A term whose words stand in the text."""
        return Term(
            (), issue, self.within(Span(self.text.rindex(words), 0), words), issue, value, **more
        )

    def puts(
        self,
        *statements: str,
        by: tuple[str, ...],
        kind: Literal["offer", "demand", "demand_with_offer"] = "offer",
        to: tuple[str, ...] = (),
        **more: Any,
    ) -> str:
        """Add an offer or a demand that statements make."""
        return self._add(
            "proposals", Proposal(self._id("proposals"), kind, by, to, statements, **more)
        )

    def first(self, statement: str, holder: str, required: Term, then: Term) -> str:
        """Add a precondition."""
        return self._add(
            "preconditions",
            Precondition(
                f"c{self._id('preconditions')}", (holder,), statement, required, then, (),
                "required_before_then",
            ),
        )  # fmt: skip

    def happens(self, words: str, act: str, *, date: str | None = None, **more: Any) -> str:
        """Add an event that stands in the text."""
        span = self.within(Span(self.text.rindex(words), 0), words)
        return self._add(
            "events", Event(f"v{self._id('events')}", span, span, act, date=date, **more)
        )

    def reading(self) -> Reading:
        """All of it, as a reader gives it."""
        name = hashlib.sha256(self.text.encode()).hexdigest()
        document = Document(
            name, self.text, self.name, published=self.published, publisher=self.publisher
        )
        rest: Any = {kind: tuple(records) for kind, records in self.found.items()}
        blank = Reading(document, (), (), actors=self.actors, reader="test", version="1")
        return replace(blank, **rest)
