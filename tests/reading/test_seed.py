"""The report that started Parley: what the issue asks of the reader, by offsets, ids and values.

No word of the report stands here. Places are those that a careful person marked before any rule
was written (``tests/data/gold/seed.json``); the tests hold a reading to them by overlap, and to
values, parties and links exactly.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from parley.model import Event, Figure, Precondition, Proposal, Reading, Span, Statement, Term
from parley.reading import read
from parley.scoring import annotation, layers_named, marks_of, pairs, score, slips
from tests.reading.readings_checked import check

GOLD_FILE = Path(__file__).parents[1] / "data" / "gold" / "seed.json"


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLD_FILE.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    return read((shared / "seed" / "report.txt").read_bytes().decode(), name="report.txt")


def at(reading: Reading, place: list[int], act: str) -> Statement:
    """The statement of that act whose content is nearest to the place."""
    found = [s for s in reading.statements if s.act == act and s.content.overlaps(Span(*place))]
    return min(found, key=lambda s: abs(s.content.start - place[0]) + abs(s.content.end - place[1]))


def proposal_at(reading: Reading, start: int, end: int) -> Proposal:
    (found,) = [p for p in reading.proposals if p.span and p.span.overlaps(Span(start, end))]
    return found


def condition_at(reading: Reading, start: int, end: int) -> Precondition:
    (found,) = [c for c in reading.preconditions if c.span and c.span.overlaps(Span(start, end))]
    return found


def issues(terms: tuple[Term, ...]) -> set[str]:
    return {term.issue for term in terms}


def events_in(reading: Reading, start: int, end: int) -> list[Event]:
    return [e for e in reading.events if e.trigger in Span(start, end)]


def figure_at(reading: Reading, number: list[int]) -> Figure:
    (found,) = [f for f in reading.figures if f.number_span.overlaps(Span(*number))]
    return found


def test_it_is_the_text_that_was_marked(reading: Reading, gold: dict[str, Any]) -> None:
    text = reading.document.text
    assert hashlib.sha256(text.encode()).hexdigest() == gold["document"]["sha256"]
    assert [[s.span.start, s.span.end] for s in reading.sentences] == gold["sentences"]
    assert reading.negotiation
    check(reading)


def test_both_tellings_of_the_offer_stand_apart(reading: Reading) -> None:
    one, two = proposal_at(reading, 36, 103), proposal_at(reading, 602, 814)
    assert (one.kind, one.by, one.to) == ("offer", ("israel",), ("hamas",))
    assert (two.kind, two.by, two.to) == ("demand_with_offer", ("israel",), ("hamas",))
    assert one.possible_same_as == (two.id,)
    assert two.possible_same_as == (one.id,)
    assert issues(one.gives) == {"halt"}
    assert issues(two.gives) == {"halt", "aid"}  # aid is not mentioned in the first
    assert issues(one.wants) == issues(two.wants) == {"freed_from_gaza"}
    assert len(reading.proposals) == 4


def test_what_the_two_tellings_share_and_where_they_differ(reading: Reading) -> None:
    one, two = proposal_at(reading, 36, 103), proposal_at(reading, 602, 814)
    figures = {f.id: f for f in reading.figures}
    timexes = {t.id: t for t in reading.timexes}
    first, second = figures[one.wants[0].figure or ""], figures[two.wants[0].figure or ""]
    assert (first.comparator, first.value) == ("approx", 40)
    assert (second.comparator, second.value) == ("vague", None)
    assert one.wants[0].value == two.wants[0].value == "some"
    (including,) = two.wants[0].including
    assert including.overlaps(Span(650, 682))
    halts = {t.issue: t for t in two.gives}
    assert timexes[halts["halt"].duration or ""].value == "P7D"
    assert one.gives[0].duration is None


def test_the_refusal_is_of_the_first_telling_only(reading: Reading) -> None:
    one, two = proposal_at(reading, 36, 103), proposal_at(reading, 602, 814)
    assert (one.status, one.status_by) == ("rejected", ("hamas",))
    assert one.status_span == Span(6, 18)
    refusal = next(s for s in reading.statements if s.id == one.status_statement)
    assert refusal.chain[0].actor == "wsj"
    assert (two.status, two.status_by, two.status_statement) == ("standing", (), None)
    assert [p.status for p in reading.proposals].count("rejected") == 1


def test_both_tellings_of_the_precondition(reading: Reading) -> None:
    one, two = condition_at(reading, 217, 286), condition_at(reading, 1072, 1152)
    assert len(reading.preconditions) == 2
    assert (one.holder, two.holder) == (("hamas",), ("pij", "hamas"))
    assert (one.order, one.logic) == ("only_if", "then_only_if_required")
    assert (two.order, two.logic) == ("before", "required_before_then")
    for condition in (one, two):
        assert condition.required_first.issue == "halt"
        assert condition.required_first.actor == ("israel",)
        assert condition.then.issue == "talks"  # and not a release
    assert one.same_as == (two.id,)
    assert two.same_as == (one.id,)


def test_the_demand_for_all_against_over_a_hundred(reading: Reading) -> None:
    demand = proposal_at(reading, 1179, 1281)
    assert (demand.kind, demand.status) == ("demand_with_offer", "standing")
    assert (demand.by, demand.to) == (("pij", "hamas"), ("israel",))
    (want,), (give,) = demand.wants, demand.gives
    assert (want.issue, want.value) == ("freed_by_israel", "all")
    assert (give.issue, give.value) == ("freed_from_gaza", "some")
    figure = next(f for f in reading.figures if f.id == give.figure)
    assert (figure.comparator, figure.value) == ("gt", 100)


def test_a_readiness_is_no_offer(reading: Reading) -> None:
    ready = proposal_at(reading, 1772, 1873)
    assert (ready.status, ready.by) == ("declared_readiness", ("israel",))
    assert issues(ready.gives) == {"halt", "aid"}
    assert issues(ready.wants) == {"freed_from_gaza"}
    assert ready.possible_same_as == ()
    statement = at(reading, [1746, 1875], "signal_readiness")
    assert [s.act for s in reading.statements].count("signal_readiness") == 1
    assert (statement.source, statement.quote_mode) == ("isaac_herzog", "mixed")
    (speaker,) = [a for a in reading.actors if a.id == "isaac_herzog"]
    assert speaker.represents == "israel"
    assert [(q.start, q.end) for q in statement.quoted] == [(1762, 1874)]


def test_the_meeting_and_the_planned_part(reading: Reading) -> None:
    (meeting,) = [e for e in events_in(reading, 329, 515) if e.act == "meet"]
    assert meeting.source == ("ismail_haniyeh",)
    assert meeting.target == ("egypt_intelligence_chief", "officials")
    assert (meeting.place, meeting.modality) == ("cairo", "planned")
    assert any(e.act == "mediate" for e in events_in(reading, 329, 515))
    (part,) = [e for e in events_in(reading, 816, 985) if e.act == "meet"]
    assert (part.modality, part.source) == ("planned", ("pij",))
    told = next(s for s in reading.statements if s.id == part.statement)
    assert told.source == "wsj"


def test_the_earlier_truce_its_exchange_and_its_end(reading: Reading) -> None:
    (agreed,) = [e for e in events_in(reading, 1414, 1583) if e.act == "agree"]
    assert (set(agreed.source), agreed.modality) == ({"israel", "hamas"}, "actual")
    (ended,) = [e for e in events_in(reading, 1594, 1681) if e.act == "end"]
    assert ended.statement is None  # the report itself tells it
    (kept,) = [x for x in reading.exchanges if x.modality == "executed"]
    assert kept.marker == Span(1528, 1543)
    assert Span(1515, 1518) in kept.side_a
    assert Span(1567, 1570) in kept.side_b
    assert kept.b_by == ("israel",)


def test_exchanges_and_how_they_are_meant(reading: Reading, gold: dict[str, Any]) -> None:
    found = {x.marker.start: x.modality for x in reading.exchanges}
    assert found == {row["marker"][0]: row["modality"] for row in gold["exchanges"]}


def test_the_mutual_accusation(reading: Reading) -> None:
    (statement,) = [s for s in reading.statements if s.act == "accuse_breach"]
    assert statement.content == Span(1658, 1681)
    assert statement.reciprocal
    assert set(statement.to) == {"israel", "hamas"}
    assert [link.actor for link in statement.chain] == ["israel_and_hamas"]


def test_the_military_statement_and_the_orders(reading: Reading) -> None:
    military = [s for s in reading.statements if s.source == "daniel_hagari"]
    assert [(s.content.start, s.content.end) for s in military] == [(2178, 2327)]
    (speaker,) = [a for a in reading.actors if a.id == "daniel_hagari"]
    (body,) = [a for a in reading.actors if a.id == speaker.represents]
    assert (body.id, body.type, body.part_of) == ("idf", "military", "israel")
    (orders,) = [e for e in reading.events if e.act == "evacuate"]
    assert orders.trigger.overlaps(Span(2364, 2388))
    assert next(s for s in reading.statements if s.id == orders.statement).source == "un"
    displaced = figure_at(reading, [2439, 2446])
    assert (displaced.comparator, displaced.value) == ("approx", 140000)
    assert displaced.basis == "displaced"


def test_all_figures_with_their_hedges(reading: Reading, gold: dict[str, Any]) -> None:
    assert len(reading.figures) == len(gold["figures"]) == 12
    for row in gold["figures"]:
        figure = figure_at(reading, row["number"])
        assert (figure.comparator, figure.value) == (row["comparator"], row["value"]), row
        assert figure.unit == "people"
        bounds = (figure.low, figure.high)  # open where a hedge before "and" may hold on
        open_too: list[tuple[float | None, float | None]]
        open_too = [(None, None)] if "comparator_also_accepted" in row else []
        if figure.comparator == "vague":  # *several dozen* has the least that it can mean
            open_too = [(figure.low, None)]
        assert bounds in [(row["low"], row["high"]), *open_too], row
        hedge = figure.hedge_span
        assert (hedge and [hedge.start, hedge.end]) == row["hedge"], row
        assert figure.statement is None or any(s.id == figure.statement for s in reading.statements)


def test_who_reports_each_and_through_whom(reading: Reading, gold: dict[str, Any]) -> None:
    (layer,) = layers_named(["chain"])
    marked = annotation(gold, reading.document.text)
    assert slips(marked, marks_of(reading), [layer]) == ()
    statements = {s.id: s for s in reading.statements}
    entries = {e["id"]: e for e in gold["statements"] if e["chain"] != ["publisher"]}
    matched = pairs(marked, marks_of(reading), layer)
    assert len(matched) == len(entries)
    for own, found in matched:
        entry, statement = entries[own], statements[found]
        if entry.get("link") == "passive":
            assert {link.link for link in statement.chain if link.actor == "unspecified"} <= {
                "passive", "carried_over",
            }  # fmt: skip
        if entry.get("link") == "carried_over":
            assert statement.chain[0].link == "carried_over"


def test_which_sentences_have_no_source(reading: Reading, gold: dict[str, Any]) -> None:
    """Nobody who is named answers for them: the report itself does, or it is left unsaid."""

    def sourced(span: Span) -> bool:
        return any(
            statement.chain[0].actor not in ("publisher", "unspecified")
            for statement in reading.statements
            if statement.content in span and not statement.reciprocal
        )

    without = [s.place for s in reading.sentences if not sourced(s.span)]
    assert without == gold["sentences_without_source"]


def test_dates_need_a_publication_date(reading: Reading, shared: Path) -> None:
    assert all(t.value is not None or t.why for t in reading.timexes)
    assert any(t.why == "no publication date" for t in reading.timexes)
    dated = read(reading.document.text, published="2023-12-21")
    assert "2023-12-20" in {t.value for t in dated.timexes}
    assert len(dated.statements) == len(reading.statements)


FLOORS = {
    "statements": 1.0,
    "with-source": 1.0,
    "strict": 1.0,
    "chain": 1.0,
    "speech-act": 1.0,
    "act": 0.9,
    "figures": 1.0,
    "times": 0.71,
    "proposals": 1.0,
    "preconditions": 1.0,
    "exchanges": 1.0,
}


def test_scores(reading: Reading, gold: dict[str, Any]) -> None:
    """Two acts of the gold are `precondition`, `demand` in our names; so the lower floor."""
    scores = score(annotation(gold, reading.document.text), marks_of(reading))
    below = {layer: str(scores[layer]) for layer, f in FLOORS.items() if scores[layer].f1 < f}
    assert not below
