"""What is new since a date."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.errors import UsageError
from parley.ledger import open_ledger
from parley.ledger.queries import Ask, news
from parley.workbench import open as open_workbench
from tests.ledger.telling import Report, held


def offer(name: str, published: str | None, words: str, value: float | None, **more: str) -> Report:
    report = Report(name, published)
    said = report.says(f"It offers {words}", "port", act="offer", speech="offer")
    figure = report.figure(words, value, unit="percent") if value else None
    gives = (report.term(words, "pay", figure=figure),)
    report.puts(said, by=("port",), gives=gives, **more)  # type: ignore[arg-type]
    return report


LOG = (
    offer("a", "2026-03-01", "4 percent", 4.0),
    offer("b", "2026-03-03", "4 percent now", 4.0),
    offer("c", "2026-03-05", "6 percent", 6.0),
    offer("d", "2026-03-06", "something else", None),
)


def whats(*reports: Report, **asked: str) -> list[tuple[str, str]]:
    ask = Ask(since=asked.get("since"), until=asked.get("until"))
    return [(row.what, row.at.document) for row in news(held(*reports), ask)]


def test_new_again_changed_and_restated() -> None:
    assert whats(*LOG) == [
        ("report", "a"), ("new", "a"), ("report", "b"), ("again", "b"), ("report", "c"),
        ("changed", "c"), ("report", "d"), ("restated", "d"),
    ]  # fmt: skip
    rows = news(held(*LOG), Ask(since="2026-03-05", until="2026-03-05"))
    assert [(r.what, r.value, r.before, r.before_date) for r in rows[1:]] == [
        ("changed", "6 percent", "4 percent now", "2026-03-03")
    ]


def test_what_came_before_the_date_is_only_compared_with() -> None:
    assert whats(*LOG, since="2026-03-06") == [("report", "d"), ("restated", "d")]


def test_a_withdrawal_is_said_to_be_one() -> None:
    gone = Report("e", "2026-03-08")
    gone.says("The port takes its offer back", "port", act="withdraw_offer", speech="reject")
    assert ("withdrawn", "e") in whats(*LOG, gone, since="2026-03-07")


def test_a_dispute_is_news_when_a_new_report_gives_a_side_of_it() -> None:
    first = Report("x", "2026-03-01")
    first.says("The union blocked the gate", "port", act="accuse_breach", speech="accuse",
               to=("union",))  # fmt: skip
    then = Report("y", "2026-03-03")
    then.says("It never blocked a gate", "union", act="deny_breach", speech="deny")
    then.says("The port broke its word", "union", act="accuse_breach", speech="accuse",
              to=("port",))  # fmt: skip
    then.says("having done so", "port", act="deny_breach", speech="deny")
    rows = [
        row for row in news(held(first, then), Ask(since="2026-03-02")) if row.what == "disputed"
    ]
    assert [(row.party, row.before_by) for row in rows] == [(("the port",), ("the union",))]


def test_by_the_day_of_reading_and_reports_without_a_date() -> None:
    ledger = open_ledger()
    ledger.add_reading(LOG[0].reading(), read_at="2026-05-01T10:00:00Z")
    undated = offer("u", None, "5 percent", 5.0)
    ledger.add_reading(undated.reading(), read_at="2026-05-09T10:00:00Z")
    since = Ask(since="2026-05-02")
    for by in ("published", "read"):
        found = news(ledger, since, by)
        assert [(row.what, row.at.document) for row in found] == [("report", "u"), ("new", "u")]
    assert len(news(ledger, Ask(since="2026-05-01"), "read")) == 4


def test_a_later_version_says_what_was_dropped_and_what_stands_there_now() -> None:
    old, new = Report("old", "2026-03-01"), Report("new", "2026-03-02")
    for report, words in ((old, "Talks are on"), (new, "Talks are off")):
        report.says("The port spoke", "port")
        report.says(words, "union")
    ledger = held(old, new)
    ids = [each.id for each in ledger.documents()]
    ledger.add_revision(ids[1], ids[0], reason="the same address")
    rows = [row for row in news(ledger, Ask(since="2026-03-02")) if row.what == "revised"]
    assert [(row.before, row.value, row.at.document) for row in rows] == [
        ("Talks are on.", "Talks are off.", "new")
    ]


def test_what_stood_in_an_earlier_version_is_no_news() -> None:
    old = offer("old", "2026-03-01", "4 percent", 4.0)
    new = offer("new", "2026-03-05", "4 percent", 4.0)
    new.puts(new.says("It now offers aid", "port", act="offer", speech="offer"), by=("port",),
             gives=(new.term("aid", "aid"),))  # fmt: skip
    other = offer("other", "2026-03-06", "4 percent now", 4.0)
    ledger = held(old, new, other)
    ids = [each.id for each in ledger.documents()]
    ledger.add_revision(ids[1], ids[0], reason="the same address")

    def told(since: str | None = None) -> list[tuple[str, str, str]]:
        rows = news(ledger, Ask(since=since))
        return [(row.what, row.issue, row.at.document) for row in rows]

    assert told("2026-03-02") == [
        ("revised", "", "new"), ("report", "", "new"), ("new", "aid", "new"),
        ("report", "", "other"), ("again", "pay", "other"),
    ]  # fmt: skip
    # Where both versions are new, all that the later one tells is; the earlier is not told of.
    assert told()[1:4] == [("report", "", "new"), ("new", "pay", "new"), ("new", "aid", "new")]


def test_a_ledger_in_a_file_tells_the_same(tmp_path: Path) -> None:
    undated = offer("u", None, "5 percent", 5.0)
    memory = held(*LOG, undated)
    with open_ledger(tmp_path / "talks.db") as file:
        for report in (*LOG, undated):
            file.add_reading(report.reading(), read_at="2026-04-01T08:00:00Z")
        for since in (None, "2026-03-05", "2026-04-01", "2026-04-02"):
            ask = Ask(since=since)
            assert news(file, ask) == news(memory, ask)
            assert news(file, ask, "read") == news(memory, ask, "read")
            assert file.documents(since=since) == memory.documents(since=since)


def test_one_party_only_has_the_reports_that_tell_of_it() -> None:
    other = Report("z", "2026-03-09")
    other.says("The union will strike", "union", act="threaten", speech="threaten")
    rows = news(held(*LOG, other), Ask(parties=frozenset({"union"})))
    assert [(row.what, row.at.document) for row in rows] == [("report", "z"), ("new", "z")]


def test_a_wrong_day_to_go_by_is_refused() -> None:
    with open_workbench() as bench, pytest.raises(UsageError, match="'published' or 'read'"):
        bench.news(by="heard")  # type: ignore[arg-type]
