"""Pages of claims and what they name; full-text search."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import UsageError
from parley.ledger import Ledger, open_ledger
from parley.ledger.looking import match_of, passages, query_of
from parley.model import Event, Figure, Precondition, Reading, Span, Term, Timex
from tests.ledger.readings import TEXT, document, place, strike


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "talks.db" if request.param == "file" else None) as opened:
        yield opened


def dated(day: str | None, n: int = 0) -> Reading:
    """The strike's report of another day, with another text behind it."""
    text = f"{TEXT}\nNote {day} {n}.\n"
    return strike(document=document(text, name=f"{day}.txt", published=day))


def days(ledger: Ledger, **asked: Any) -> list[str | None]:
    return [entry.published for entry in ledger.claims(kind="proposal", **asked)]


def test_a_page_is_of_the_newest_and_says_how_many_there_are(ledger: Ledger) -> None:
    for day in ("2026-03-02", None, "2026-03-09", "2026-02-01"):
        ledger.add_reading(dated(day))
    page = ledger.page(party="union", kind="proposal", limit=2)
    assert [entry.published for entry in page.entries] == ["2026-03-09", "2026-03-02"]
    assert (page.total, page.offset) == (4, 0)
    named = [page.documents[entry.document].names for entry in page.entries]
    assert named == [("2026-03-09.txt",), ("2026-03-02.txt",)]
    rest = ledger.page(party="union", kind="proposal", limit=2, offset=2)
    assert [entry.published for entry in rest.entries] == ["2026-02-01", None]
    assert ledger.page(party="nobody").total == 0


def test_orders_and_stretches(ledger: Ledger) -> None:
    for day in ("2026-03-02", None, "2026-03-09", "2026-02-01"):
        ledger.add_reading(dated(day))
    assert days(ledger) == ["2026-03-02", None, "2026-03-09", "2026-02-01"]
    assert days(ledger, order="oldest") == ["2026-02-01", "2026-03-02", "2026-03-09", None]
    assert days(ledger, order="oldest", limit=2, offset=1) == ["2026-03-02", "2026-03-09"]
    assert days(ledger, since="2026-03-02") == ["2026-03-02", "2026-03-09"]
    assert days(ledger, until="2026-03-02") == ["2026-03-02", "2026-02-01"]
    assert days(ledger, since="2026-03-03", until="2026-03-08") == []


def test_issues_lead_to_all_that_belongs_to_a_term(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    found = ledger.claims(issue="wage")
    assert [(entry.kind, entry.record.id) for entry in found] == [
        ("statement", "s2"), ("proposal", "o1"), ("exchange", "x1"), ("figure", "f1"),
    ]  # fmt: skip
    assert ledger.claims(issue="wage", party="nobody") == ()
    assert len(ledger.claims(issue={"wage", "strike"})) == 4
    assert ledger.claims(issue=()) == ()
    assert ledger.issues() == ("strike", "wage")


def test_measures_are_found_however_they_are_written(ledger: Ledger) -> None:
    figures = tuple(
        Figure(f"f{n}", Span(n, n + 2), Span(n, n + 2), "eq", 1.0, of=of)
        for n, of in enumerate(["People freed", "the people  freed", "people held", None])
    )
    ledger.add_reading(strike(figures=figures))
    found = ledger.claims(measure="The people freed")
    assert [entry.record.id for entry in found] == ["f0", "f1"]
    assert ledger.measures() == ("people freed", "people held")


def test_what_happened_when_is_asked_apart_from_when_it_was_told(ledger: Ledger) -> None:
    timexes = (
        Timex("t1", place("Monday"), "DATE", "2026-03-02"),
        Timex("t2", place("5"), "DATE", "2026-02"),
        Timex("t3", place("raise"), "TIME", "2026-02-27T09:00"),
    )
    events = tuple(
        Event(f"e{n}", Span(n, n + 2), Span(n, n + 2), "meet", date=date)
        for n, date in enumerate(["t1", "t2", "t3", None])
    )
    ledger.add_reading(strike(timexes=timexes, events=events))
    found = ledger.claims(kind="event", dates="happened", order="oldest")
    assert [(e.record.id, e.happened) for e in found] == [
        ("e2", "2026-02-27"), ("e0", "2026-03-02"), ("e1", None), ("e3", None),
    ]  # fmt: skip
    assert [entry.record.id for entry in ledger.claims(dates="happened", since="2026-03-01")] == [
        "e0",
        "s3",
    ]


def test_claims_that_an_entry_names_are_given_with_it(ledger: Ledger) -> None:
    wish = Precondition(
        "c1", ("port",), "s3", Term(("union",), "halt", Span(0, 3), "strike"),
        Term((), "talks", Span(4, 9), "talks"), (), "required_before_then",
    )  # fmt: skip
    ledger.add_reading(strike(preconditions=(wish,)))
    (offer,) = ledger.claims(kind="proposal")
    (condition,) = ledger.claims(kind="precondition")
    (first,) = ledger.claims(kind="statement", act="comment")
    linked = ledger.linked([offer, condition, first])
    assert [sorted(each) for each in linked] == [["f1", "s2"], ["s3"], []]
    assert linked[0]["s2"].record == strike().statements[1]
    assert linked[0]["f1"] in ledger.claims(kind="figure")


def test_an_actor_is_known_by_name_mention_and_tie(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    assert ledger.standing_for("The Union") == {"union"}
    assert ledger.standing_for("port") == {"port", "ruiz"}
    mention = dataclasses.replace(strike().actors[3], mentions=(place("Harbour Post"),), name="HP")
    ledger.add_reading(strike(version="2", actors=(mention,)))
    assert ledger.standing_for("harbour post") == {"harbour-post"}
    assert ledger.standing_for("union") == frozenset()
    assert [actor.name for actor in ledger.actors()] == ["HP"]
    assert ledger.actors()[0].mentions == ()


def test_frames_are_readings_without_what_is_long(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    (frame,) = ledger.frames([strike().document.id])
    assert frame.document == strike().document
    assert (frame.actors, frame.timexes) == (strike().actors, strike().timexes)
    assert (frame.tokens, frame.statements) == ((), ())
    assert ledger.frames(["00"]) == ()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"since": "March"}, "'March' is not a date; write it as 2026-03-31"),
        ({"until": "2026-02-30"}, "'2026-02-30' is not a date"),
        ({"order": "latest"}, "'latest' is none of text, newest, oldest"),
        ({"dates": "read"}, "'read' is none of published, happened"),
        ({"limit": -1}, "a page begins at 0 or later"),
        ({"kind": ["event", "act"]}, "there is no kind 'act'; the kinds are statement, "),
    ],
)
def test_conditions_that_cannot_be(ledger: Ledger, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        ledger.claims(**asked)
    assert str(caught.value).startswith(says)


def searched(ledger: Ledger, query: str, **asked: Any) -> list[str]:
    return [hit.exact for hit in ledger.search(query, **asked)]


def test_words_are_found_together_in_a_paragraph(ledger: Ledger) -> None:
    ledger.add_reading(strike())
    assert searched(ledger, "offer REJECTED") == ["rejected the offer"]
    assert searched(ledger, "union rejected") == []
    assert searched(ledger, '"the offer"') == ["the offer"]
    assert searched(ledger, '"offer the"') == []
    assert searched(ledger, "rais*") == ["raise"]
    assert searched(ledger, "ruíz") == ["Ruiz"]
    (hit,) = ledger.search("director")
    text = strike().document.text
    assert text[hit.span.start : hit.span.end] == hit.exact == "director"
    assert hit.before + hit.exact + hit.after in text
    assert (hit.name, hit.published) == ("strike.txt", "2026-03-03")


def test_search_goes_by_pages_and_dates(ledger: Ledger) -> None:
    for n, day in enumerate(["2026-03-01", "2026-03-05", None]):
        ledger.add_reading(dated(day, n))
    assert [hit.published for hit in ledger.search("director")] == [
        "2026-03-01", "2026-03-05", None,
    ]  # fmt: skip
    assert len(ledger.search("director", limit=1, offset=2)) == 1
    assert len(ledger.search("director", limit=None, offset=1)) == 2
    assert [hit.published for hit in ledger.search("director", since="2026-03-02")] == [
        "2026-03-05"
    ]
    assert [hit.published for hit in ledger.search("director", until="2026-03-02")] == [
        "2026-03-01"
    ]


def test_what_stands_around_a_hit_is_cut_at_words(ledger: Ledger) -> None:
    text = f"{'before ' * 80}harbour{' after' * 80}"
    ledger.add_reading(Reading(document(text), (), ()))
    (hit,) = ledger.search("harbour")
    assert len(hit.before) <= 162 >= len(hit.after)
    assert [hit.before[:2], hit.after[-2:]] == ["… ", " …"]
    assert set(hit.before[2:].split()) == {"before"}
    assert set(hit.after[:-2].split()) == {"after"}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "there is no word to search for in ''"),
        ("-- !", "there is no word to search for"),
        ('"open', "a quotation mark is open"),
        ("*", "a star stands at the end of a word"),
        ("ce*se", "a star stands at the end of a word, as in cease*: 'ce*se'"),
    ],
)
def test_queries_that_ask_nothing(ledger: Ledger, query: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        ledger.search(query)
    assert str(caught.value).startswith(says)


TEXTS = (
    TEXT,
    "The cease-fire holds.\n\nThe Élan union’s offer, the offer of May, came first.",
    "An offer in one line.\nThe union in another: 5.5 percent, the offer.",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Ledger]:
    """Three texts in a file and in memory."""
    ledgers = (open_ledger(tmp_path_factory.mktemp("both") / "talks.db"), open_ledger())
    for ledger in ledgers:
        for text in TEXTS:
            ledger.add_reading(Reading(document(text), (), ()))
    return ledgers


@given(st.text(st.sampled_from('ab"*()-:^ANDORNEAR{}+,é\0 ') | st.characters(), max_size=12))
def test_no_query_is_a_fault_of_the_database(both: tuple[Ledger, Ledger], query: str) -> None:
    try:
        hits = both[0].search(query)
    except UsageError:
        return
    assert all(hit.exact for hit in hits)


_asked = st.sampled_from(
    [
        "the",
        "offer",
        "union",
        "5",
        "cease-fire",
        "cea*",
        '"the offer"',
        "elan",
        "ÉLAN",
        '"offer, th"*',
    ]
)


@given(st.lists(_asked, min_size=1, max_size=3).map(" ".join))
def test_a_file_and_memory_find_the_same(both: tuple[Ledger, Ledger], query: str) -> None:
    file, memory = ({(h.document, h.span, h.exact) for h in each.search(query)} for each in both)
    assert file == memory


def test_words_of_the_database_s_own_language_are_words() -> None:
    assert match_of(query_of("a NOT b NEAR (c)")) == '"a" "not" "b" "near" "c"'
    assert match_of(query_of("cease-fire*")) == '"cease fire"*'


@given(st.text(st.sampled_from("ab \n\t.") | st.characters(codec="utf-8"), max_size=60))
def test_paragraphs_hold_every_letter_once_and_in_order(text: str) -> None:
    spans = list(passages(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


def test_a_line_without_end_is_cut() -> None:
    long = "talks " * 5000
    spans = list(passages(long))
    assert max(span.end - span.start for span in spans) <= 2000
    assert sum(long[s.start : s.end].count("talks") for s in spans) == 5000
