"""What is denied, asked, possible or only threatened is nobody's act."""

from __future__ import annotations

import pytest

from parley.reading import read

POSITIONS = {"offer", "demand", "reject", "accept", "withdraw_offer", "signal_readiness"}


@pytest.mark.parametrize(
    "text",
    [
        "Sudland did not demand a ceasefire.",
        "The Front did not ask for independence.",
        "Sudland has never rejected an offer.",
        "Norland might offer a truce.",
        "Analysts believe Chad may offer a pause.",
        "Would Norland offer a ceasefire?",
        "Norland denied that it had offered to free 30 detainees.",
        "A Turkish spokesman denied that Turkey had promised anything.",
        "Mediators said neither side had rejected the plan.",
        "The ministry declined to comment.",
    ],
)
def test_nobody_is_said_to_have_done_it(text: str) -> None:
    reading = read(text)
    assert not reading.proposals
    assert not POSITIONS & {statement.act for statement in reading.statements}
    assert "deliver" not in {event.act for event in reading.events}


def test_a_refusal_to_accept_is_a_refusal() -> None:
    (statement,) = read("Chad did not accept the plan.").statements
    assert (statement.act, statement.source) == ("reject", "chad")


def test_its_offer_is_that_of_the_one_who_complains() -> None:
    reading = read("Norland said Sudland had rejected its offer of a ceasefire.")
    (offer,) = reading.proposals
    assert (offer.by, offer.status, offer.status_by) == (("norland",), "rejected", ("sudland",))


def test_people_threatened_are_not_counted_as_killed() -> None:
    reading = read("The Front threatened to kill two of the engineers unless Chad pays.")
    assert [(f.basis, f.of) for f in reading.figures] == [(None, "engineers")]


def test_a_weekday_behind_an_offer_is_past() -> None:
    reading = read("Sudland rejected the offer on Wednesday.", published="2024-05-31")
    assert [t.value for t in reading.timexes] == ["2024-05-29"]


def test_an_offer_is_no_answer_to_a_demand() -> None:
    text = "Chad demanded that Sudan free 30 detainees. France opposes the offer."
    (demand,) = read(text).proposals
    assert demand.status == "standing"


@pytest.mark.parametrize("text", ["a" * 50_000, "word " * 10_000, "Chad said it would go, " * 1500])
def test_a_text_without_full_stops_is_read_in_pieces(text: str) -> None:
    reading = read(text)
    assert all(s.last - s.first <= 400 for s in reading.sentences)
