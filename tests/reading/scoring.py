"""Compare a reading with what a careful person found, layer by layer, never as one mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from parley.model import Exchange, Figure, Precondition, Proposal, Reading, Span, Statement

__all__ = [
    "Score", "actors_of", "match_statements", "same_actor", "same_chain", "score", "table",
]  # fmt: skip

Entry = dict[str, Any]
T = TypeVar("T")

_STOP = frozenset("the a an of to in on and that it its is was has have had for with by".split())


@dataclass
class Score:
    """Counts of one layer."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)

    def __str__(self) -> str:
        rates = f"P {self.precision:.2f} R {self.recall:.2f} F {self.f1:.2f}"
        return f"{rates} ({self.right}/{self.gold})"


def words(text: str, start: int, end: int) -> frozenset[tuple[str, int]]:
    """Content words with their places."""
    return frozenset(
        (m.group().lower(), start + m.start())
        for m in re.finditer(r"\w+", text[start:end])
        if m.group().lower() not in _STOP
    )


def dice(a: frozenset[Any], b: frozenset[Any]) -> float:
    """Overlap of two sets, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def key(name: str) -> str:
    """An actor id as its bare letters, so that two ways to write one agree."""
    return re.sub(r"[^a-z]", "", name.lower())


def same_actor(reading: Reading, found: str, gold: str, gold_actors: Entry) -> bool:
    """Whether two ids mean one actor: by id, by name, by shared words at a mention, by members."""
    if key(found) == key(gold):
        return True
    actor = next((a for a in reading.actors if a.id == found), None)
    entry = gold_actors.get(gold, {})
    names = {key(str(entry.get("name", gold))), *(key(str(n)) for n in entry.get("also", []))}
    if actor is None:
        return False
    name = key(actor.name)
    if any(name in other or other in name for other in names if other):
        return True
    members = entry.get("members")
    if members and actor.members:
        return {key(m) for m in members} == {key(m) for m in actor.members}
    spans = [Span(*m) for m in entry.get("mentions", [])]
    return any(s.overlaps(m) for s in spans for m in actor.mentions)


def match_statements(
    reading: Reading, gold: list[Entry], least: float = 0.5
) -> list[tuple[Statement, Entry]]:
    """Pair found and gold statements one to one, best overlap first, same source preferred."""
    text = reading.document.text
    pairs = []
    for statement in reading.statements:
        mine = words(text, statement.content.start, statement.content.end)
        for entry in gold:
            overlap = dice(mine, words(text, *entry["content"]))
            if overlap >= least:
                source = key(statement.source) == key(entry["source"])
                act = statement.speech_act == entry["speech_act"]
                pairs.append((round(overlap, 1), source, act, overlap, statement, entry))
    pairs.sort(key=lambda p: p[:4], reverse=True)
    mine_taken: set[str] = set()
    gold_taken: set[str] = set()
    chosen = []
    for *_, statement, entry in pairs:
        if statement.id not in mine_taken and entry["id"] not in gold_taken:
            mine_taken.add(statement.id)
            gold_taken.add(entry["id"])
            chosen.append((statement, entry))
    return chosen


def actors_of(gold: Entry) -> Entry:
    """Gold actors by id, whichever way the file lists them."""
    actors = gold.get("actors", {})
    return {a["id"]: a for a in actors} if isinstance(actors, list) else actors


def score(reading: Reading, gold: Entry) -> dict[str, Score]:
    """Scores by layer of one document."""
    actors = actors_of(gold)
    result = _statements(reading, gold.get("statements", []), actors)
    result["figures"] = _figures(reading, gold)
    result["proposals"] = _proposals(reading, gold, actors)
    result["preconditions"] = _preconditions(reading, gold, actors)
    if "exchanges" in gold:
        result["exchanges"] = _exchanges(reading, gold)
    return result


def table(scores: dict[str, Score]) -> str:
    """One line a layer."""
    return "\n".join(f"{layer:16}{value}" for layer, value in scores.items())


def _statements(reading: Reading, entries: list[Entry], actors: Entry) -> dict[str, Score]:
    """What the report itself tells counts only where the gold lists such statements."""
    narrated = any(e["source"] == "publisher" for e in entries)
    found = sum(narrated or s.source != "publisher" for s in reading.statements)
    pairs = match_statements(reading, entries)

    def of(right: int) -> Score:
        return Score(len(entries), found, right)

    result = {
        "statements": of(len(pairs)),
        "with source": of(
            sum(same_actor(reading, s.source, e["source"], actors) for s, e in pairs)
        ),
        "with act": of(sum(s.act in accepted(e, "act") for s, e in pairs)),
        "with speech act": of(sum(s.speech_act in accepted(e, "speech_act") for s, e in pairs)),
    }
    if entries and "chain" in entries[0]:
        result["whole chain"] = of(sum(same_chain(reading, s, e, actors) for s, e in pairs))
    return result


def accepted(entry: Entry, name: str) -> list[Any]:
    """The gold's value, and others that a careful person may hold."""
    return [entry.get(name), *entry.get("also_accepted", {}).get(name, [])]


def same_chain(reading: Reading, statement: Statement, entry: Entry, actors: Entry) -> bool:
    """Whether the whole chain, outermost first, is the gold's or one accepted beside it."""
    found = [link.actor for link in statement.chain]
    return any(
        len(found) == len(chain)
        and all(same_actor(reading, a, b, actors) for a, b in zip(found, chain, strict=True))
        for chain in accepted(entry, "chain")
    )


def _count(entries: list[Entry], found: Iterable[T], agree: Callable[[T, Entry], bool]) -> Score:
    """How many gold entries have a found one of their own that agrees."""
    left, right = list(found), 0
    size = len(left)
    for entry in entries:
        hit = next((n for n, record in enumerate(left) if agree(record, entry)), None)
        if hit is not None:
            del left[hit]
            right += 1
    return Score(len(entries), size, right)


def _figures(reading: Reading, gold: Entry) -> Score:
    def agree(figure: Figure, entry: Entry) -> bool:
        start, end = entry["number"] if "number" in entry else entry["number_span"]
        number = Span(start, end)
        return (
            figure.number_span.overlaps(number)
            and figure.comparator == entry["comparator"]
            and figure.value == entry["value"]
        )

    return _count(gold.get("figures", []), reading.figures, agree)


def _proposals(reading: Reading, gold: Entry, actors: Entry) -> Score:
    """Right: by, and a term of what is given or wanted overlaps."""

    def agree(proposal: Proposal, entry: Entry) -> bool:
        spans = [Span(*t["span"]) for t in (*entry.get("gives", []), *entry.get("wants", []))]
        terms = (*proposal.gives, *proposal.wants)
        return any(
            same_actor(reading, b, g, actors) for b in proposal.by for g in entry["by"]
        ) and any(t.span.overlaps(s) for t in terms for s in spans)

    return _count(gold.get("proposals", []), reading.proposals, agree)


def _preconditions(reading: Reading, gold: Entry, actors: Entry) -> Score:
    def agree(condition: Precondition, entry: Entry) -> bool:
        return (
            condition.required_first.span.overlaps(Span(*entry["first"]))
            and condition.then.span.overlaps(Span(*entry["then"]))
            and any(
                same_actor(reading, b, g, actors) for b in condition.holder for g in entry["holder"]
            )
        )

    return _count(gold.get("preconditions", []), reading.preconditions, agree)


def _exchanges(reading: Reading, gold: Entry) -> Score:
    def agree(exchange: Exchange, entry: Entry) -> bool:
        a, b = Span(*entry["side_a"]), Span(*entry["side_b"])
        mine = exchange.side_a, exchange.side_b
        return all(map(Span.overlaps, mine, (a, b))) or all(map(Span.overlaps, mine, (b, a)))

    return _count(gold["exchanges"], reading.exchanges, agree)
