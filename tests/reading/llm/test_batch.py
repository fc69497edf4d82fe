"""Batches over real HTTP: what is asked, kept, asked again, split, given up and refused."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from parley.errors import ParleyError, UsageError
from parley.ledger.keeping import version_key
from parley.model import Document
from parley.reading.llm.batch import Batch, ModelReading, reader_version
from parley.reading.llm.cache import Cache, default_folder, key_of
from parley.reading.llm.client import Waits
from parley.reading.llm.cost import Prices
from parley.reading.llm.prompt import prompt_version, system_prompt
from parley.reading.llm.settings import Settings
from parley.reading.llm.windows import halved, windows
from tests.reading.llm.scripted import (
    Answer,
    Body,
    Script,
    Scripted,
    choices,
    fault,
    passage_of,
    said,
    serving,
)
from tests.reading.llm.told import GOOD, TEXT, document
from tests.reading.prepared import prepared
from tests.reading.readings_checked import check

QUICK = Waits(lambda: 0.0, lambda _: None, lambda: 0.0)
EMPTY: dict[str, Any] = {"statements": []}


def long_text(paragraphs: int = 6, marker: str = "union") -> str:
    """Paragraphs of which each fills a passage of its own."""
    return "\n\n".join(
        " ".join(f"The {marker} of port {p} said in part {n} that talks go on." for n in range(36))
        for p in range(paragraphs)
    )


def batch(server: Scripted, folder: Path, *documents: Document, **more: Any) -> Batch:
    prices = more.pop("prices", None)
    settings = Settings(server.url, more.pop("model", "small"), **more)
    return Batch(documents or (document(),), settings, Cache(folder), prices)


def run(
    tmp_path: Path, *script: Answer | Script, text: str = TEXT, **more: Any
) -> tuple[ModelReading, Scripted]:
    with serving(*script) as server:
        (found,) = batch(server, tmp_path, document(text), **more).run(waits=QUICK)
    check(found.reading)
    return found, server


def test_a_report_is_read(tmp_path: Path) -> None:
    found, server = run(tmp_path, said(GOOD))
    assert (found.dropped, found.unread, found.complete) == ((), (), True)
    assert (found.reading.reader, found.reading.version) == ("llm:small", reader_version())
    assert len(found.reading.statements) == 5
    assert server.passages() == [TEXT.strip()]
    assert dict(found.anchored)["exact"] > 20


def test_each_sentence_is_asked_about_once_with_what_stands_before(tmp_path: Path) -> None:
    text = long_text()
    _, server = run(tmp_path, said(EMPTY), text=text)
    assert sorted(server.passages()) == sorted(text.split("\n\n"))
    shown = [body["messages"][1]["content"] for body in server.requests]
    assert sum(m.startswith("BEFORE\n<<<\nThe union of port") for m in shown) == 5
    assert {body["messages"][0]["content"] for body in server.requests} == {system_prompt()}


def test_a_broken_answer_is_asked_for_once_more_with_what_was_wrong(tmp_path: Path) -> None:
    found, server = run(tmp_path, said('{"statements": ['), said(GOOD))
    assert len(found.reading.statements) == 5
    assert [m["role"] for m in server.requests[1]["messages"]] == [
        "system", "user", "assistant", "user",
    ]  # fmt: skip
    assert "no JSON" in server.requests[1]["messages"][3]["content"]


@pytest.mark.parametrize(
    "broken", [said('{"statements": ['), said("I am sorry."), said(None), choices([])]
)
def test_a_passage_without_a_readable_answer_is_named(tmp_path: Path, broken: Answer) -> None:
    found, server = run(tmp_path, broken)
    assert len(server.requests) == 2
    (unread,) = found.unread
    assert unread.why.startswith("no readable answer, asked twice: ")
    assert not found.complete  # it is asked for again the next time
    assert found.reading.statements == ()


def test_an_answer_that_is_cut_off_is_asked_for_in_halves(tmp_path: Path) -> None:
    def script(_: int, body: Body) -> Answer:
        long = len(passage_of(body)) > 160
        return said('{"statements": [{"con', finish="length") if long else said(EMPTY)

    found, server = run(tmp_path, script)
    assert found.unread == ()
    parts = [p for p in server.passages() if len(p) <= 160]
    whole = " ".join(TEXT.split())
    assert len(parts) >= 2
    assert all(" ".join(part.split()) in whole for part in parts)
    before = len(server.requests)
    with serving(said(EMPTY)) as other:
        again = Batch([document()], Settings(server.url, "small"), Cache(tmp_path))
        assert again.estimate.asked == 0
        assert len(list(again.run(waits=QUICK))) == 1
        assert (len(other.requests), len(server.requests)) == (0, before)


def test_one_sentence_that_is_cut_off_is_left_unread(tmp_path: Path) -> None:
    found, _ = run(tmp_path, said("{", finish="length"), text="Norland refused to sign.")
    (unread,) = found.unread
    assert "even to one sentence alone" in unread.why
    assert (unread.later, found.complete) == (False, False)  # nothing at all was read


def test_a_passage_beyond_the_models_context_is_asked_in_halves(tmp_path: Path) -> None:
    def script(_: int, body: Body) -> Answer:
        long = len(passage_of(body)) > 200
        return fault(400, "exceeds the available context size") if long else said(EMPTY)

    found, server = run(tmp_path, script)
    assert found.unread == ()
    assert len(server.requests) >= 3


def test_a_refusal_is_told_and_not_asked_for_again(tmp_path: Path) -> None:
    found, server = run(tmp_path, said(None, refusal="I cannot help with that."))
    (unread,) = found.unread
    assert unread.why == "the model declined: I cannot help with that."
    again = Batch([document()], Settings(server.url, "small"), Cache(tmp_path))
    assert again.estimate.asked == 0


def test_a_declined_request_leaves_the_others(tmp_path: Path) -> None:
    def script(_: int, body: Body) -> Answer:
        return fault(400, "rude words") if "port 2" in passage_of(body) else said(EMPTY)

    found, _ = run(tmp_path, script, text=long_text(4))
    (unread,) = found.unread
    assert unread.why == "the endpoint declined it (400): rude words"
    assert found.complete
    assert found.reading.version == f"{reader_version()}/part-3-of-4"
    assert version_key(found.reading.version) < version_key(reader_version())


def test_a_passage_that_fails_now_is_left_for_later(tmp_path: Path) -> None:
    def script(_: int, body: Body) -> Answer:
        return fault(500) if "port 2" in passage_of(body) else said(EMPTY)

    found, _ = run(tmp_path, script, text=long_text(4))
    (unread,) = found.unread
    assert (unread.why, unread.later) == ("the endpoint failed (500), 5 times", True)
    assert not found.complete
    text = long_text(4)
    assert text[unread.passage.start : unread.passage.end] == text.split("\n\n")[2]


def test_a_model_that_gives_no_readable_answer_is_not_asked_for_long(tmp_path: Path) -> None:
    found, server = run(tmp_path, said("I am a teapot."), text=long_text(12), jobs=1)
    assert len(server.requests) == 10  # five passages, twice each
    assert len(found.unread) == found.passages == 12
    assert "5 passages in a row had no answer" in found.unread[-1].why


def test_after_five_passages_that_fail_no_more_is_asked(tmp_path: Path) -> None:
    found, server = run(tmp_path, fault(503), text=long_text(9), jobs=1, attempts=2)
    assert len(server.requests) == 10
    assert [u.later for u in found.unread] == [True] * 9
    assert found.unread[-1].why == "5 passages in a row had no answer, so no more was asked"


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_wrong_key_stops_everything_at_once(tmp_path: Path, status: int) -> None:
    with serving(fault(status)) as server:
        one = batch(server, tmp_path, document(long_text(8)), jobs=1)
        with pytest.raises(UsageError, match=str(status)):
            list(one.run(waits=QUICK))
    assert len(server.requests) == 1


def test_several_requests_are_under_way_at_once_and_no_more(tmp_path: Path) -> None:
    meet = threading.Barrier(3, timeout=20)

    def script(number: int, _: Body) -> Answer:
        if number < 3:
            meet.wait()  # three must be there together, or none gets on
        return said(EMPTY)

    _, server = run(tmp_path, script, text=long_text(8), jobs=3)
    assert (len(server.requests), server.most_at_once) == (8, 3)


class Stopped(BaseException):
    """What kills a run from outside."""


def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    text = long_text(6)

    def kill(done: int, _: int) -> None:
        if done == 3:
            raise Stopped

    with serving(said(EMPTY)) as server:
        first = batch(server, tmp_path, document(text), jobs=1)
        assert (first.estimate.asked, first.estimate.known) == (6, 0)
        with pytest.raises(Stopped):
            list(first.run(waits=QUICK, watch=kill))
        for thread in threading.enumerate():  # what was under way may still come in
            if thread.name.startswith("parley-llm"):
                thread.join(20)
        kept = len(list(tmp_path.rglob("*.json")))
        sent = len(server.requests)
        assert kept >= 3
        second = batch(server, tmp_path, document(text), jobs=1)
        left = second.estimate.asked
        assert (left, second.estimate.known) == (6 - kept, kept)
        (found,) = second.run(waits=QUICK)
        assert found.complete
        assert len(server.requests) <= sent + left + 1
        assert sorted(set(server.passages())) == sorted(text.split("\n\n"))
        third = batch(server, tmp_path, document(text))
        assert (third.estimate.asked, str(third.estimate)) == (
            0, "all 6 passages were answered before; nothing is sent",
        )  # fmt: skip


def test_an_answer_is_of_one_text_model_and_endpoint(tmp_path: Path) -> None:
    with serving(said(GOOD)) as server:
        list(batch(server, tmp_path).run(waits=QUICK))
        assert batch(server, tmp_path).estimate.asked == 0
        assert batch(server, tmp_path, model="large").estimate.asked == 1
        assert batch(server, tmp_path, document(TEXT + "\n\nTalks go on.")).estimate.asked == 1
        elsewhere = Settings("http://localhost:1/v1", "small")
        assert Batch([document()], elsewhere, Cache(tmp_path)).estimate.asked == 1


@pytest.mark.parametrize("damage", [b"", b'{"key": "x"', b"[]", b'{"key": "other"}', b"\xff"])
def test_a_damaged_answer_is_no_answer(tmp_path: Path, damage: bytes) -> None:
    with serving(said(GOOD)) as server:
        list(batch(server, tmp_path).run(waits=QUICK))
        (kept,) = tmp_path.rglob("*.json")
        kept.write_bytes(damage)
        again = batch(server, tmp_path)
        assert again.estimate.asked == 1
        (found,) = again.run(waits=QUICK)
        assert len(found.reading.statements) == 5
    assert json.loads(kept.read_text())["key"] == kept.stem


def test_a_folder_that_cannot_be_used_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with serving(said(GOOD)) as server, pytest.raises(UsageError, match="cannot keep answers"):
        list(batch(server, tmp_path / "file").run(waits=QUICK))


@pytest.mark.parametrize("sensitivity", ["internal", "restricted"])
def test_what_is_not_public_is_never_sent(tmp_path: Path, sensitivity: Any) -> None:
    private = document(name="minutes.txt", sensitivity=sensitivity)
    with serving(said(GOOD)) as server:
        with pytest.raises(UsageError) as caught:
            batch(server, tmp_path, document("The talks go on."), private)
        assert server.requests == []
    assert str(caught.value).startswith(f"'minutes.txt' is {sensitivity}: what is not public is")
    assert list(tmp_path.iterdir()) == []


def test_the_estimate_names_tokens_and_money_only_where_prices_are_given(tmp_path: Path) -> None:
    with serving(said(GOOD)) as server:
        plain = batch(server, tmp_path).estimate
        assert str(plain).startswith("1 passage of 1 report, about ")
        assert "prices" not in str(plain)
        priced = batch(server, tmp_path, prices=Prices(1000.0, 2000.0)).estimate
        cheap = batch(server, tmp_path, prices=Prices(0.001, 0.001)).estimate
    assert (priced.tokens_in, priced.tokens_out) == (plain.tokens_in, plain.tokens_out)
    assert priced.money == pytest.approx((plain.tokens_in + 2 * plain.tokens_out) / 1000)
    assert str(priced).endswith(f"about {priced.money:,.2f} at the prices given")
    assert str(cheap).endswith("less than 0.01 at the prices given")
    assert plain.tokens_in > len(system_prompt()) / 5


def test_a_batch_that_takes_too_long_stops_asking(tmp_path: Path) -> None:
    now = [0.0]

    def script(_: int, __: Body) -> Answer:
        now[0] += 40.0
        return said(EMPTY)

    with serving(script) as server:
        one = batch(server, tmp_path, document(long_text(6)), jobs=1, time_limit=100.0)
        (found,) = one.run(waits=Waits(lambda: now[0], lambda _: None))
    assert len(server.requests) == 3
    assert [u.why for u in found.unread] == ["the time limit of the batch was reached"] * 3
    assert not found.complete


def test_nobody_to_talk_to_ends_the_batch(tmp_path: Path) -> None:
    one = Batch([document()], Settings("http://127.0.0.1:1/v1", "m"), Cache(tmp_path))
    with pytest.raises(ParleyError, match="nobody answers"):
        list(one.run(waits=QUICK))


def test_windows_hold_every_sentence_once() -> None:
    sentences, _ = prepared(long_text(3) + "\n\nShort.\n\nShort again.")
    found = windows(sentences)
    assert [n for w in found for n in range(w.first, w.last)] == list(range(len(sentences)))
    assert all(w.span.end - w.span.start <= 2400 or w.last - w.first == 1 for w in found)
    assert all(w.context is None or w.context.end <= w.span.start for w in found)
    assert found[0].context is None
    left, right = halved(found[0], sentences)
    assert (left.first, left.last, right.last) == (found[0].first, right.first, found[0].last)
    single = windows(sentences[:1])[0]
    assert halved(single, sentences) == (single,)


def test_a_document_without_words_asks_nothing(tmp_path: Path) -> None:
    found, server = run(tmp_path, said(GOOD), text=" \n ")
    assert (server.requests, found.reading.negotiation) == ([], False)


def test_half_a_letter_is_not_sent_and_stops_nothing(tmp_path: Path) -> None:
    text = long_text(2) + "\n\nNorland said \ud800 twice."
    found, server = run(tmp_path, said(EMPTY), text=text)
    assert [u.why for u in found.unread] == [
        "the passage holds half of a letter, which cannot be sent"
    ]
    assert len(server.requests) == 1


def test_the_codebook_is_whole_and_its_version_follows_it() -> None:
    prompt = system_prompt()
    assert "@" not in prompt
    assert prompt_version().startswith("1-")
    for word in ("signal_readiness", "non_state_armed_group", "mediate", "release", "CT+"):
        assert word in prompt


def test_keys_and_folders(tmp_path: Path) -> None:
    assert key_of(a=1, b=2) == key_of(b=2, a=1) != key_of(a=1, b=3)
    assert default_folder({}, tmp_path, "linux") == tmp_path / ".cache/parley/answers"
    assert default_folder({}, tmp_path, "darwin") == tmp_path / "Library/Caches/parley/answers"
    windows_home = default_folder({"LOCALAPPDATA": str(tmp_path)}, tmp_path, "win32")
    assert windows_home == tmp_path / "parley/answers"
