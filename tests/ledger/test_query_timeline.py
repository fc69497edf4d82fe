"""The timeline: by date, each date with what it rests on."""

from __future__ import annotations

from dataclasses import replace

from parley.ledger.queries import Ask, timeline
from tests.ledger.telling import Report, held


def weeks() -> tuple[Report, Report]:
    late = Report("late", "2026-03-09")
    late.sentence("The gates opened on March 2")
    late.happens("opened", "deliver", date=late.on("2026-03-02", "March 2", anchor=None))
    late.says("The union spoke on Friday", "union", time="t2")
    late.on("2026-03-06", "Friday")
    early = Report("early", "2026-03-04")
    early.says("The port will pay", "post", "port", act="offer", speech="offer")
    return late, early


def test_dates_are_stated_reckoned_or_the_report_s() -> None:
    undated = Report("undated")
    undated.says("Nothing is known of the day", "un")
    rows = timeline(held(*weeks(), undated), Ask())
    assert [(row.date, row.date_basis, row.when, row.kind) for row in rows] == [
        ("2026-03-02", "stated", "March 2", "event"),
        ("2026-03-04", "published", "", "statement"),
        ("2026-03-06", "reckoned", "Friday", "statement"),
        ("", "", "", "statement"),
    ]
    assert rows[1].via == ("The Post",)


def test_a_stretch_goes_by_what_happened_and_leaves_out_what_has_no_date() -> None:
    undated = Report("undated")
    undated.says("Nothing is known of the day", "un")
    rows = timeline(held(*weeks(), undated), Ask(since="2026-03-03", until="2026-03-08"))
    assert [row.date for row in rows] == ["2026-03-04", "2026-03-06"]


def test_what_a_longer_chain_tells_and_what_terms_tell_comes_once() -> None:
    report = Report("a", "2026-03-01")
    report.says("The port said that it would pay", "post")
    inner = report.says("it would pay", "post", "port", act="offer", speech="offer")
    outer, said = report.found["statements"]
    report.found["statements"][1] = replace(said, content=report.within(outer.content, "it would"))
    report.puts(inner, by=("port",), gives=(report.term("pay", "pay"),))
    report.says("Talks began at noon", "publisher")
    report.happens("began", "meet")
    rows = timeline(held(report), Ask())
    assert [(row.kind, row.act) for row in rows] == [("offer", "offer"), ("event", "meet")]


def test_pages_make_the_whole() -> None:
    ledger = held(*weeks())
    whole = timeline(ledger, Ask(limit=None))
    parts = [timeline(ledger, Ask(limit=1, offset=n)) for n in range(len(whole) + 1)]
    assert [row for part in parts for row in part] == [*whole]
