"""A ledger of a million claims: how fast it is built and answers. Figures only, nothing asserted.

Run with ``python benchmarks/ledger.py [CLAIMS] [FILE]``. Readings are made up, not read: a
hundred claims a document, by 200 parties of which few are in most of them, on 40 issues, of three
years. With FILE the ledger is kept there, and used again where it is there already. Every question
is put once to a ledger that was just opened, for a party, issue or measure that is common, middling
or rare, and for a page of 100.
"""

from __future__ import annotations

import datetime
import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import parley
from parley.ledger.file import FileLedger
from parley.ledger.prepared import prepared
from parley.model import (
    Actor,
    Document,
    Event,
    Exchange,
    Figure,
    Link,
    Precondition,
    Proposal,
    Reading,
    Span,
    Statement,
    Term,
    Timex,
)

CLAIMS = 1_000_000
PARTIES = [f"party {n}" for n in range(200)]
ISSUES = [f"issue_{n}" for n in range(40)]
MEASURES = [f"people in group {n}" for n in range(300)]
ACTS = ["offer", "demand", "reject", "accept", "accuse_breach", "deny_breach", "comment", "comment"]
EVENTS = ["meet", "mediate", "deliver", "fight", "agree", "end"]
GOAL = 0.3
"""Seconds."""


def weights(n: int) -> list[float]:
    """Few of many are often met: the first a hundred times as often as the hundredth."""
    return [1 / (at + 1) for at in range(n)]


class Maker:
    """Readings without end, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.start = datetime.date(2024, 1, 1)

    def one(self, among: list[str]) -> str:
        return self.random.choices(among, weights(len(among)))[0]

    def reading(self, number: int) -> Reading:
        """A report of 25 sentences with four claims each."""
        parts: list[str] = []
        spans: list[Span] = []
        at = 0
        cast = list(dict.fromkeys(self.one(PARTIES) for _ in range(6)))
        said: list[tuple[str, str, str, int]] = []
        for _ in range(25):
            who, whom = self.random.choice(cast), self.random.choice(cast)
            act, count = self.random.choice(ACTS), self.random.randint(2, 900)
            words = f"{who.title()} said {act} to {whom} over {count} people, report {number}."
            spans.append(Span(at, at + len(words)))
            parts.append(words)
            at += len(words) + 2
            said.append((who, whom, act, count))
        text = "\n\n".join(parts)
        day = self.start + datetime.timedelta(days=self.random.randrange(1000))
        document = Document(
            hashlib.sha256(text.encode()).hexdigest(), text, f"{number:06}.txt", day.isoformat(),
            publisher=f"Outlet {number % 50}",
        )  # fmt: skip
        actors = tuple(
            Actor(name.replace(" ", "-"), name.title(), "organisation", ("party",)) for name in cast
        )
        claims = self.claims(said, spans)
        days = tuple(
            Timex(f"t{n}", span, "DATE", str(day - datetime.timedelta(days=n)))
            for n, span in enumerate(spans[:9])
        )
        return Reading(document, (), (), actors=actors, timexes=days, version="1", **claims)

    def claims(self, said: list[tuple[str, str, str, int]], spans: list[Span]) -> dict[str, Any]:
        """A statement, a figure, an event and one other claim for each sentence."""
        found: dict[str, list[Any]] = {
            "statements": [], "figures": [], "events": [], "proposals": [], "preconditions": [],
            "exchanges": [],
        }  # fmt: skip
        for n, ((who, whom, act, count), span) in enumerate(zip(said, spans, strict=True)):
            by, to = (who.replace(" ", "-"),), (whom.replace(" ", "-"),)
            speech = {"accuse_breach": "accuse", "deny_breach": "deny", "comment": "report"}
            chain = (Link("publisher", "narrator"), Link(by[0], "explicit", span))
            said_ = Statement(f"s{n}", span, speech.get(act, act), act, chain, to=to)
            found["statements"].append(said_)
            of = self.one(MEASURES)
            number = Span(span.start + 4, span.start + 9)
            found["figures"].append(
                Figure(f"f{n}", span, number, "approx", float(count), unit="people", of=of,
                       basis="held", statement=f"s{n}")
            )  # fmt: skip
            found["events"].append(
                Event(f"e{n}", number, span, self.random.choice(EVENTS), by, to, date=f"t{n}")
            )
            give, want = (
                Term(side, "release", span, self.one(ISSUES), figure=f"f{n}") for side in (by, to)
            )
            if n % 8 == 6:
                found["preconditions"].append(
                    Precondition(f"c{n}", by, f"s{n}", want, give, (), "required_before_then")
                )
            elif n % 8 == 7:
                found["exchanges"].append(
                    Exchange(f"x{n}", f"s{n}", number, span, span, by, to, "offered")
                )
            else:
                found["proposals"].append(
                    Proposal(f"o{n}", "offer" if n % 2 else "demand", by, to, (f"s{n}",), (give,),
                             (want,), span=span)
                )  # fmt: skip
        return {field: tuple(records) for field, records in found.items()}

    def readings(self, claims: int) -> Iterator[Reading]:
        return (self.reading(number) for number in range(claims // 100))


def build(path: Path, claims: int) -> None:
    start, kept = time.perf_counter(), 0
    readings = Maker(1).readings(claims)
    with FileLedger(str(path), 5.0) as ledger:
        while batch := list(islice(readings, 200)):
            kept += ledger.add_prepared([prepared(each) for each in batch]).claims
    took = time.perf_counter() - start
    size = path.stat().st_size / 1e6
    print(
        f"built with {kept:,} claims in {took:.0f} s, {kept / took:,.0f} a second; {size:,.0f} MB"
    )


def timed(path: Path, what: str, ask: Callable[[Any], Any]) -> None:
    """Put one question to a ledger just opened."""
    with parley.open(path) as bench:
        start = time.perf_counter()
        try:
            rows = ask(bench)
        except parley.ParleyError as error:
            print(f"{what:58} {error}")
            return
        took = time.perf_counter() - start
    over = "" if took <= GOAL else f"  over {GOAL} s"
    print(f"{what:58}{len(rows):6} rows{took:8.3f} s{over}")


def questions(party: str, issue: str, measure: str, since: str) -> dict[str, Callable[[Any], Any]]:
    """Every question, by what it is called here."""
    return {
        "page of claims, a party": lambda b: b.claims(party),
        "page of claims, a party and an issue": lambda b: b.claims(party, issue=issue),
        "page of claims, an issue": lambda b: b.claims(issue=issue),
        "entries of a party, demands": lambda b: b.listed(party, act="demand"),
        "positions of a party": lambda b: b.positions(party),
        "positions of a party on an issue": lambda b: b.positions(party, issue=issue),
        "positions on an issue": lambda b: b.positions(issue=issue),
        "offers of a party": lambda b: b.offers(party),
        "offers on an issue": lambda b: b.offers(issue=issue),
        "figures of a measure": lambda b: b.figures(measure),
        "disputes of a party": lambda b: b.disputes(party),
        "disputes on an issue": lambda b: b.disputes(issue=issue),
        "timeline of a party": lambda b: b.timeline(party),
        "timeline of a party, last months": lambda b: b.timeline(party, since=since),
        "origins for a party": lambda b: b.origins(party),
        "origins for an issue": lambda b: b.origins(issue=issue),
        "tellings of a party": lambda b: b.tellings(party),
        "news for a party, last months": lambda b: b.news(since, party=party),
        "news for an issue, last months": lambda b: b.news(since, issue=issue),
        "search, a party's name": lambda b: b.search(f'"{party}" offer'),
    }


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    since = "2026-06-01"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "talks.db"
        if not path.exists():
            build(path, claims)
        for how, at in (("common", 0), ("middling", 20), ("rare", -1)):
            asked = questions(PARTIES[at], ISSUES[min(at, 10)], MEASURES[at], since)
            for name, ask in asked.items():
                timed(path, f"{name} ({how})", ask)
        timed(path, "newest page of all claims", lambda b: b.claims())
        timed(path, "timeline of all, last months", lambda b: b.timeline(since=since))
        timed(path, "search, a word of every report", lambda b: b.search("people"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
