from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model import Timex
from parley.reading.times import find_timexes
from tests.reading.prepared import prepared

THURSDAY = date(2024, 5, 16)


def times(text: str, published: date | None = THURSDAY) -> tuple[Timex, ...]:
    sentences, tokens = prepared(text)
    return find_timexes(text, sentences, tokens, published)


def brief(text: str, published: date | None = THURSDAY) -> list[tuple[str, str, str | None]]:
    return [(text[t.span.start : t.span.end], t.type, t.value) for t in times(text, published)]


# The publication day is Thursday 16 May 2024.
ONE = [
    # is it ahead?
    ("The union said it would strike on Friday.", "Friday", "DATE", "2024-05-17"),
    ("The truce begins on Sunday.", "Sunday", "DATE", "2024-05-19"),
    ("They were invited to talks on Saturday.", "Saturday", "DATE", "2024-05-18"),
    ("The strike, planned for Friday, is off.", "Friday", "DATE", "2024-05-17"),
    ("The sitting was adjourned until Tuesday.", "Tuesday", "DATE", "2024-05-21"),
    ("The speaker, who has until Tuesday to name a cabinet, has begun.", "Tuesday", "DATE",
     "2024-05-21"),
    ("The talks lasted until Tuesday.", "Tuesday", "DATE", "2024-05-14"),
    ("The port had been closed by Monday.", "Monday", "DATE", "2024-05-13"),
    ("By Friday they had left.", "Friday", "DATE", "2024-05-10"),
    ("She expects both to be back by Friday.", "Friday", "DATE", "2024-05-17"),
    ("He would drop the suit she filed in November.", "November", "DATE", "2023-11"),
    ("They would keep to an April truce.", "April", "DATE", "2024-04"),
    ("Pay rises from July 1.", "July 1", "DATE", "2024-07-01"),
    ("Elections are due in August.", "August", "DATE", "2024-08"),
    # hours, parts of days, nights
    ("It ended at noon on Monday.", "noon on Monday", "TIME", "2024-05-13T12:00"),
    ("The vote is set for 10 a.m. on Friday.", "10 a.m. on Friday", "TIME", "2024-05-17T10:00"),
    ("She called at six this morning.", "six this morning", "TIME", "2024-05-16T06:00"),
    ("Shells fell overnight.", "overnight", "TIME", "2024-05-15TNI"),
    ("They met late on Tuesday.", "late on Tuesday", "TIME", "2024-05-14TNI"),
    ("They met earlier on Tuesday.", "earlier on Tuesday", "DATE", "2024-05-14"),
    ("They sat for two nights.", "two nights", "DURATION", "P2D"),
    ("It rose for two full quarters.", "two full quarters", "DURATION", "P2Q"),
    ("She answered within the hour.", "the hour", "DURATION", "PT1H"),
    ("It held for the first week.", "the first week", "DURATION", "P7D"),
    # seasons, days of a month, ends
    ("A deal is likely by the autumn.", "the autumn", "DATE", "2024-FA"),
    ("They met in the winter.", "the winter", "DATE", "2023-WI"),
    ("The boats sail every autumn.", "every autumn", "SET", "XXXX-FA"),
    ("It has lain there since the 3rd.", "the 3rd", "DATE", "2024-05-03"),
    ("It will be read by year-end.", "year-end", "DATE", "2024-12-31"),
    ("They will meet at a later date.", "a later date", "DATE", "FUTURE_REF"),
    # days of the week
    ("Norland refused on Wednesday.", "Wednesday", "DATE", "2024-05-15"),
    ("Norland refused on Friday.", "Friday", "DATE", "2024-05-10"),
    ("Norland refused on Thursday.", "Thursday", "DATE", "2024-05-16"),
    ("Norland refused last Thursday.", "last Thursday", "DATE", "2024-05-09"),
    ("The union will meet the employer on Monday.", "Monday", "DATE", "2024-05-20"),
    ("On Monday, the union will meet the employer.", "Monday", "DATE", "2024-05-20"),
    ("On Monday, the union met the employer.", "Monday", "DATE", "2024-05-13"),
    ("The talks are due to resume on Saturday.", "Saturday", "DATE", "2024-05-18"),
    ("They agreed to return by Tuesday.", "Tuesday", "DATE", "2024-05-21"),
    ("The strike begins next Friday.", "next Friday", "DATE", "2024-05-17"),
    ("They have been held since Sunday.", "Sunday", "DATE", "2024-05-12"),
    ("Shelling resumed early on Sunday.", "early on Sunday", "TIME", "2024-05-12TMO"),
    ("Shelling resumed on Tuesday night.", "Tuesday night", "TIME", "2024-05-14TNI"),
    ("It broke in the night of Monday.", "the night of Monday", "TIME", "2024-05-13TNI"),
    ("In the early hours of Monday.", "the early hours of Monday", "TIME", "2024-05-13TMO"),
    ("The panel sits on Fridays.", "Fridays", "SET", "XXXX-WXX-5"),
    ("They met on Tuesday last week.", "Tuesday last week", "DATE", "2024-05-07"),
    # weeks, months, years
    ("The truce broke last week.", "last week", "DATE", "2024-W19"),
    ("The truce broke last month.", "last month", "DATE", "2024-04"),
    ("The envoy returns next month.", "next month", "DATE", "2024-06"),
    ("They met earlier this year.", "earlier this year", "DATE", "2024"),
    ("A deal is wanted by the end of the month.", "the end of the month", "DATE", "2024-05"),
    ("They met over the weekend.", "the weekend", "DATE", "2024-W19-WE"),
    ("The clashes of last summer went on.", "last summer", "DATE", "2023-SU"),
    # named days
    ("Talks resumed today.", "today", "DATE", "2024-05-16"),
    ("Talks resumed yesterday morning.", "yesterday morning", "TIME", "2024-05-15TMO"),
    ("Two hostages were freed last night.", "last night", "TIME", "2024-05-15TNI"),
    # calendar dates
    ("The attack of October 7 began it.", "October 7", "DATE", "2023-10-07"),
    ("The deal was signed on 12 March 2021.", "12 March 2021", "DATE", "2021-03-12"),
    ("It was signed on March 12, 2021.", "March 12, 2021", "DATE", "2021-03-12"),
    ("It was signed on Sept. 5, 1999.", "Sept. 5, 1999", "DATE", "1999-09-05"),
    ("It was signed on the 3rd of June 2020.", "the 3rd of June 2020", "DATE", "2020-06-03"),
    ("It lapses, it will end on June 3.", "June 3", "DATE", "2024-06-03"),
    ("They met on 2024-02-29.", "2024-02-29", "DATE", "2024-02-29"),
    ("The armies halted in mid-December.", "mid-December", "DATE", "2023-12"),
    ("They met in April.", "April", "DATE", "2024-04"),
    ("They met last November.", "last November", "DATE", "2023-11"),
    ("They met in November 2022.", "November 2022", "DATE", "2022-11"),
    ("The war began in 2001.", "2001", "DATE", "2001"),
    ("Envoys revived the 2015 nuclear deal.", "2015", "DATE", "2015"),
    ("The rebellion of the 1990s ended.", "the 1990s", "DATE", "199"),
    ("They met in the spring of 2022.", "the spring of 2022", "DATE", "2022-SP"),
    # so long ago
    ("He disappeared nine days ago.", "nine days ago", "DATE", "2024-05-07"),
    ("It ended two weeks ago.", "two weeks ago", "DATE", "2024-W18"),
    ("It ended about three months ago.", "about three months ago", "DATE", "2024-02"),
    ("It ended several days ago.", "several days ago", "DATE", "PAST_REF"),
    ("They came back two days later.", "two days later", "DATE", None),
    # lengths
    ("The halt would last for a week.", "a week", "DURATION", "P7D"),
    ("They broke a week-long truce.", "week-long", "DURATION", "P7D"),
    ("They proposed a six-week pause.", "six-week", "DURATION", "P42D"),
    ("They gave it 48 hours.", "48 hours", "DURATION", "PT48H"),
    ("They walked for 24 days.", "24 days", "DURATION", "P24D"),
    ("After more than 20 years of war they talk.", "more than 20 years", "DURATION", "P20Y"),
    ("They sat for two and a half hours.", "two and a half hours", "DURATION", "PT2.5H"),
    ("They sat for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("They have talked for weeks.", "weeks", "DURATION", "PXW"),
    ("They fought for several months.", "several months", "DURATION", "PXM"),
    ("They fought for three decades.", "three decades", "DURATION", "P30Y"),
    ("They met often in the past two weeks.", "the past two weeks", "DURATION", "P14D"),
    ("They clashed in recent weeks.", "recent weeks", "DATE", "PAST_REF"),
    # so often
    ("They asked for 50 trucks a day.", "a day", "SET", "P1D"),
    ("They asked for 50 trucks per day.", "per day", "SET", "P1D"),
    ("The panel sits every two weeks.", "every two weeks", "SET", "P14D"),
    ("The panel sits every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("Aid arrives daily.", "daily", "SET", "P1D"),
    ("They sit twice a week.", "a week", "SET", "P7D"),
    # on the clock, and without a number
    ("They sat until midnight.", "midnight", "TIME", "XXXX-XX-XXT24:00"),
    ("They are currently in Cairo.", "currently", "DATE", "PRESENT_REF"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "value"), ONE, ids=[row[0] for row in ONE])
def test_one_time_in_a_sentence(text: str, words: str, kind: str, value: str | None) -> None:
    assert brief(text) == [(words, kind, value)]


def test_several_times_stand_in_text_order_with_their_ids() -> None:
    text = "He vanished nine days ago, on May 7. He will return at 5 p.m. on 3 June 2024."
    assert [t.id for t in times(text)] == ["t1", "t2", "t3"]
    assert [value for _, _, value in brief(text)] == [
        "2024-05-07",
        "2024-05-07",
        "2024-06-03T17:00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels may march on the capital.",
        "May the talks succeed.",
        "March organisers refused.",
        "The Sunday Times said so.",
        "Jan Egeland spoke.",
        "The March 23 Movement withdrew.",
        "About 2005 prisoners walked free.",
        "A 20-year-old man was freed.",
        "The second round failed.",
        "They took the minutes.",
        "Bloody Sunday was remembered.",
        "They met at 25:10.",
        "The evening ferry sailed.",
        "They are paid for each night shift.",
        "The business daily said so.",
        "The daily El Faro said so.",
        "The fall of the government was near.",
        "A spring offensive began.",
        "They left by the 3rd Brigade's bridge.",
        "It had previously refused.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("They met on Wednesday.", "XXXX-WXX-3", "no publication date"),
        ("They met tonight.", "XXXX-XX-XXTNI", "no publication date"),
        ("They met in the spring.", "XXXX-SP", "no publication date"),
        ("They met last month.", None, "no publication date"),
        ("They met yesterday.", None, "no publication date"),
        ("They met nine days ago.", None, "no publication date"),
        ("They met on October 7.", "XXXX-10-07", "no publication date"),
        ("They met in April.", "XXXX-04", "no publication date"),
        ("They met on 12 March 2021.", "2021-03-12", None),
        ("They met for a week.", "P7D", None),
        ("They met the previous day.", None, "reckoned from another moment in the text"),
        ("They met several days ago.", "PAST_REF", "the words give no number"),
        ("They met during Ramadan.", None, "a feast whose day moves"),
    ],
)
def test_without_a_publication_date(text: str, value: str | None, why: str | None) -> None:
    (timex,) = times(text, None)
    assert (timex.value, timex.why, timex.anchor) == (value, why, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In a letter dated March 3 it refused. Five days later it agreed.",
            [("2024-03-03", "published"), ("2024-03-08", "t1")],
        ),
        (
            "They met on March 3. The following day they signed. The same evening a shell fell.",
            [("2024-03-03", "published"), ("2024-03-04", "t1"), ("2024-03-04TEV", "t2")],
        ),
        (
            "Talks broke down on Monday; shelling resumed at 9:30 p.m.",
            [("2024-05-13", "published"), ("2024-05-13T21:30", "t1")],
        ),
        (
            "The law took effect on 1 January 2021. A year later it lapsed.",
            [("2021-01-01", None), ("2022", "t1")],
        ),
        (
            "The letter of May 2 asks to delay it until June 9. A week later it was withdrawn.",
            [("2024-05-02", "published"), ("2024-06-09", "published"), ("2024-W19", "t1")],
        ),
    ],
)
def test_what_hangs_on_a_time_told_before(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(t.value, t.anchor) for t in times(text)] == expected


def test_without_its_year_a_date_moves_by_days() -> None:
    text = "In a letter dated September 28 it refused. Eleven days later it agreed."
    assert [t.value for t in times(text, None)] == ["XXXX-09-28", "XXXX-10-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021-03-02. Pilots will strike until Friday.\n2021-03-09. They met yesterday.",
            ["2021-03-02", "2021-03-05", "2021-03-09", "2021-03-08"],
        ),
        (
            "Truce ends\nTuesday, 2 March 2021\nThe guns fell silent yesterday.",
            ["2021-03-02", "2021-03-01"],
        ),
        (
            "ODE, March 2, 2021 - The envoy left on Monday.",
            ["2021-03-02", "2021-03-01"],
        ),
        (
            "They signed on March 2, 2021, and met again on Monday.",
            ["2021-03-02", "2024-05-13"],
        ),
    ],
)
def test_a_line_that_opens_with_a_date_anchors_what_follows(text: str, expected: list[str]) -> None:
    assert [t.value for t in times(text)] == expected


def test_what_a_line_date_anchors_names_it() -> None:
    found = times("2021-03-02. Pilots met yesterday.\n2021-03-09. They met on Monday.")
    assert [t.anchor for t in found] == [None, "t1", None, "t3"]


def test_only_what_needs_the_publication_date_is_anchored_to_it() -> None:
    anchors = [t.anchor for t in times("They met on Monday, for a week, on 12 March 2021.")]
    assert anchors == ["published", None, None]


@given(st.text(max_size=120), st.none() | st.dates())
def test_any_text_gives_times_inside_it(text: str, published: date | None) -> None:
    _check(text, times(text, published))


WORDS = st.sampled_from(
    """the last next 31 2 2023 1999 0 May June Monday Fridays week weeks -long days a an half
    and of on ago Oct. Feb 29 30 , . 12:30 p.m. every early mid- hours per year-end New
    Year's Eve more than 1,000 twenty-four summer quarter will said "x" \n\n""".split(" ")
)


@given(st.lists(WORDS, max_size=14).map(" ".join), st.none() | st.dates())
def test_any_run_of_time_words_gives_times_inside_it(text: str, published: date | None) -> None:
    _check(text, times(text, published))


def _check(text: str, found: tuple[Timex, ...]) -> None:
    end = 0
    for n, timex in enumerate(found, start=1):
        assert timex.id == f"t{n}"
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert (timex.value is None) <= (timex.why is not None)
        end = timex.span.end
