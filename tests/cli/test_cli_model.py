"""``parley read --reader llm`` and ``parley compare``, against a scripted server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import parley
from tests.cli.conftest import Parley
from tests.reading.llm.scripted import Answer, Body, Scripted, fault, passage_of, said, serving
from tests.reading.llm.told import GOOD, TEXT

SECRET = "key-that-nobody-may-see"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a report in it, and a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PARLEY_LLM_KEY", raising=False)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def model(server: Scripted, *more: str) -> list[str]:
    return ["--endpoint", server.url, "--model", "small", *more]


@pytest.mark.usefixtures("here")
def test_a_report_read_by_a_model(parley_: Parley) -> None:
    with serving(said(GOOD)) as server:
        options = model(server, "--yes", "--published", "2026-03-08")
        result = parley_("read", "report.txt", "--reader", "llm", *options)
    assert result.exit_code == 0, result.output
    assert "[2.1]  Sudland: reject (to Norland)\n" in result.stdout
    assert (
        "gives: people_freed = some (Norland)" in result.stdout or "gives: freed" in result.stdout
    )
    assert result.stderr.startswith(f"{server.url} (on this machine), model small: 1 passage of 1 ")
    assert len(server.requests) == 1


def test_without_a_terminal_nothing_is_sent_unasked(parley_: Parley, here: Path) -> None:
    with serving(said(GOOD)) as server:
        result = parley_("read", "report.txt", "--reader", "llm", *model(server))
        assert (result.exit_code, result.stdout, server.requests) == (2, "", [])
        assert "parley: nothing was sent: add --yes" in result.stderr
        assert not (here / "cache").exists()
        parley_("read", "report.txt", "--reader", "llm", *model(server, "--yes"))
        again = parley_("read", "report.txt", "--reader", "llm", *model(server))
        assert (again.exit_code, again.stderr) == (0, "")  # nothing is left to be asked
        assert len(server.requests) == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("answer", "sent"), [(b"y\n", 1), (b"n\n", 0)])
def test_on_a_terminal_it_asks(
    parley_: Parley, monkeypatch: pytest.MonkeyPatch, answer: bytes, sent: int
) -> None:
    import click.testing

    named = click.testing._NamedTextIOWrapper
    monkeypatch.setattr(named, "isatty", lambda _: True, raising=False)
    with serving(said(GOOD)) as server:
        prices = ("--price-in", "500", "--price-out", "1000")
        arguments = model(server, *prices)
        result = parley_("read", "report.txt", "--reader", "llm", *arguments, stdin=answer)
    assert "at the prices given" in result.stderr
    assert "Send them? [y/N]" in result.stderr
    assert (len(server.requests), result.exit_code) == (sent, 0 if sent else 2)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--reader", "llm"], "--reader llm goes with --endpoint URL and --model NAME"),
        (["--endpoint", "http://localhost/v1", "--model", "m"], "--reader llm goes with"),
        (["--reader", "llm", "--model", "m"], "needs both an address and a name: add --endpoint"),
        (["--reader", "llm", "--endpoint", "http://localhost/v1"], "add --model"),
        (["--reader", "llm", "--endpoint", "local", "--model", "m"], "by its address"),
        (
            [
                "--reader",
                "llm",
                "--endpoint",
                "http://localhost/v1",
                "--model",
                "m",
                "--requests",
                "0",
            ],
            "from 1 to 16 requests",
        ),
    ],
)
def test_wrong_calls(parley_: Parley, arguments: list[str], says: str) -> None:
    result = parley_("read", "report.txt", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_wrong_key_is_said_once_and_never_printed(
    parley_: Parley, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_LLM_KEY", SECRET)
    with serving(fault(401, f"bad key {SECRET}")) as server:
        result = parley_("read", "report.txt", "--reader", "llm", *model(server, "--yes"))
        assert server.headers[0]["authorization"] == f"Bearer {SECRET}"
    assert result.exit_code == 2
    assert result.stderr.endswith("does not take the key in PARLEY_LLM_KEY (401)\n")
    assert SECRET not in result.output
    assert [p for p in here.rglob("*") if p.is_file() and SECRET in p.read_text("utf-8")] == []


def test_what_is_not_public_is_refused_and_never_sent(parley_: Parley, here: Path) -> None:
    (here / "minutes.txt").write_text("Norland said that the talks go on.", encoding="utf-8")
    (here / "minutes.json").write_text('{"sensitivity": "internal"}', encoding="utf-8")
    with serving(said(GOOD)) as server:
        arguments = ("report.txt", "minutes.txt", "--reader", "llm", *model(server, "--yes"))
        result = parley_("read", *arguments)
        assert server.requests == []
    assert result.exit_code == 2
    assert "'minutes.txt' is internal: what is not public is never sent" in result.stderr


@pytest.mark.usefixtures("here")
def test_what_is_left_out_is_listed_with_its_words(parley_: Parley) -> None:
    answer: dict[str, Any] = dict(GOOD)
    answer["statements"] = [
        *GOOD["statements"],
        {"content": "a billion crowns", "chain": ["n"], "speech_act": "offer", "act": "offer"},
    ]
    with serving(said(answer)) as server:
        result = parley_("read", "report.txt", "--reader", "llm", *model(server, "--yes"))
    assert result.exit_code == 0
    assert (
        "report.txt:1:1: notice: left out of the model's answer, statement: the words do not "
        "stand in the passage: 'a billion crowns'\n"
    ) in result.stderr


@pytest.mark.usefixtures("here")
def test_a_part_that_was_not_read_keeps_the_reading_out_of_the_ledger(parley_: Parley) -> None:
    keep = ("--reader", "llm", "--ledger", "talks.db")
    with serving(*[fault(429, headers={"Retry-After": "0"})] * 5, said(GOOD)) as server:
        first = parley_("read", "report.txt", *keep, *model(server, "--yes"))
        assert first.exit_code == 1
        assert "a passage was not read: the endpoint is busy (429), 5 times" in first.stderr
        assert "New in talks.db: 0 of 1 document, 0 claims" in first.stdout
        second = parley_("read", "report.txt", *keep, *model(server, "--yes"))
        assert second.exit_code == 0, second.output
        assert "New in talks.db: 1 of 1 document" in second.stdout
        third = parley_("read", "report.txt", *keep, *model(server, "--yes"))
        assert "New in talks.db: 0 of 1 document, 0 claims" in third.stdout


@pytest.mark.usefixtures("here")
def test_two_readers_stand_side_by_side_in_a_ledger(parley_: Parley) -> None:
    parley_("read", "report.txt", "--ledger", "talks.db", "--published", "2026-03-08")
    alone = parley_("compare", "--ledger", "talks.db")
    assert alone.exit_code == 2
    assert "by the rules and by a language model" in alone.stderr
    only_rules = parley_("draft", "--ledger", "talks.db").stdout
    with serving(said(GOOD)) as server:
        options = model(server, "--yes", "--ledger", "talks.db", "--published", "2026-03-08")
        parley_("read", "report.txt", "--reader", "llm", *options)
    entries = parley_("entries", "--ledger", "talks.db", "--json").stdout.splitlines()
    assert {json.loads(line)["reader"] for line in entries} == {"rules", "llm:small"}
    assert parley_("draft", "--ledger", "talks.db").stdout == only_rules
    compared = parley_("compare", "--ledger", "talks.db")
    assert compared.exit_code == 0
    assert compared.stdout.startswith("report.txt: rules and llm:small\n")


@pytest.mark.usefixtures("here")
def test_where_two_readers_differ_is_shown_with_the_words(parley_: Parley) -> None:
    answer: dict[str, Any] = dict(GOOD)
    answer["figures"] = [{**GOOD["figures"][1], "comparator": "eq"}]
    with serving(said(answer)) as server:
        options = model(server, "--yes", "--published", "2026-03-08")
        text = parley_("compare", "report.txt", *options)
        told = parley_("compare", "report.txt", "--json", *options)
        assert len(server.requests) == 1
    assert text.exit_code == told.exit_code == 0, text.output
    assert all(len(line) <= 80 for line in text.stdout.splitlines())
    (line,) = told.stdout.splitlines()
    figures = json.loads(line)["layers"]["figures"]
    assert (figures["second"], figures["both"]) == (1, 1)
    assert figures["agreement"] == pytest.approx(2 / (figures["first"] + 1), abs=1e-4)
    told_apart = {d["words"]: d for d in figures["differences"]}
    assert told_apart["around 40 detainees"]["kind"] == "only_first"
    assert told_apart["at least 12 people"]["fields"]["comparator"] == ["ge", "eq"]
    assert "  figures, only rules\n" in text.stdout
    assert '"around 40 detainees"\n' in text.stdout
    assert "comparator: ge | eq" in text.stdout


@pytest.mark.usefixtures("here")
def test_several_reports_are_pooled_by_layer_without_a_mean(parley_: Parley, here: Path) -> None:
    (here / "b.txt").write_text("Sudland said that the talks go on.", encoding="utf-8")
    with serving(said(GOOD)) as server:
        options = model(server, "--yes")
        told = parley_("compare", "report.txt", "b.txt", "--json", *options).stdout
        text = parley_("compare", "report.txt", "b.txt", *options).stdout
    *each, last = map(json.loads, told.splitlines())
    assert (len(each), last["documents"]) == (2, 2)
    assert last["layers"].keys() == each[0]["layers"].keys()
    assert "agreement" not in last
    for name, layer in last["layers"].items():
        assert layer["both"] == sum(one["layers"][name]["both"] for one in each)
    assert "2 documents together\n" in text


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name the reports to compare the readings of"),
        (["report.txt"], "say which model reads beside the rules"),
        (["report.txt", "--ledger", "talks.db"], "name the reports to compare"),
        (["--ledger", "talks.db"], "no such ledger"),
        (["--ledger", "t.db", "--endpoint", "http://localhost/v1", "--model", "m"], "leave out"),
    ],
)
def test_wrong_comparisons(parley_: Parley, arguments: list[str], says: str) -> None:
    result = parley_("compare", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_program_that_is_killed_halfway_goes_on_where_it_was(here: Path) -> None:
    text = "\n\n".join(
        f"The union of port {n} said {'that talks go on, ' * 130}." for n in range(5)
    )
    (here / "long.txt").write_text(text, encoding="utf-8")
    reached, free = threading.Event(), threading.Event()

    def script(number: int, body: Body) -> Answer:
        if number == 3:
            reached.set()
            free.wait(20)
        return said({"statements": []})

    with serving(script) as server:
        command = [sys.executable, "-m", "parley", "read", "long.txt", "--reader", "llm",
                   *model(server, "--yes", "--requests", "1")]  # fmt: skip
        killed = subprocess.Popen(command, env=dict(os.environ), stderr=subprocess.DEVNULL)
        assert reached.wait(60)
        killed.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        killed.wait(20)
        free.set()
        assert len(list(here.rglob("cache/parley/answers/*/*.json"))) == 3
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert "2 passages of 1 report (3 of 5 were answered before)" in run.stderr
        asked = [passage_of(body).partition(" said")[0] for body in server.requests]
    assert asked == [f"The union of port {n}" for n in (0, 1, 2, 3, 3, 4)]


@pytest.mark.usefixtures("here")
def test_the_estimate_alone_sends_nothing(parley_: Parley) -> None:
    prices = ("--price-in", "500", "--price-out", "1000")
    with serving(said(GOOD)) as server:
        options = ("--reader", "llm", *model(server, "--estimate", *prices))
        text = parley_("read", "report.txt", *options)
        told = parley_("read", "report.txt", "--json", *options)
        assert server.requests == []
    assert (text.exit_code, told.exit_code) == (0, 0), text.output
    assert text.stdout.startswith("1 passage of 1 report, about ")
    assert text.stdout.endswith(" at the prices given\n")
    estimate = json.loads(told.stdout)
    assert (estimate["asked"], estimate["documents"]) == (1, 1)
    assert estimate["money"] == pytest.approx(
        (500 * estimate["tokens_in"] + 1000 * estimate["tokens_out"]) / 1e6
    )


def test_the_estimate_names_files_that_cannot_be_read(parley_: Parley, here: Path) -> None:
    (here / "empty.txt").write_bytes(b"")
    options = ("--reader", "llm", "--endpoint", "http://localhost:1/v1", "--model", "m")
    result = parley_("read", "report.txt", "empty.txt", "--estimate", *options)
    assert result.exit_code == 1
    assert result.stdout.startswith("1 passage of 1 report")
    assert result.stderr == "empty.txt: the file is empty; nothing was read\n"


@pytest.mark.usefixtures("here")
def test_reading_and_comparing_in_one_call(parley_: Parley) -> None:
    with serving(said(GOOD)) as server:
        options = model(server, "--yes", "--published", "2026-03-08")
        apart = parley_("compare", "report.txt", *options).stdout
        shown = parley_("read", "report.txt", "--reader", "llm", "--compare", *options)
        keep = ("--compare", "--ledger", "talks.db")
        kept = parley_("read", "report.txt", "--reader", "llm", *keep, *options)
    assert (shown.exit_code, kept.exit_code) == (0, 0), kept.output
    assert shown.stdout == kept.stdout == apart
    assert parley_("compare", "--ledger", "talks.db").stdout == apart


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("option", ["--compare", "--estimate"])
def test_what_goes_with_a_model_only(parley_: Parley, option: str) -> None:
    result = parley_("read", "report.txt", option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--estimate and --compare go with --reader llm" in result.stderr


def test_a_mark_that_a_ledger_has_is_kept_by_an_unmarked_copy(parley_: Parley, here: Path) -> None:
    (here / "minutes.txt").write_text(TEXT, encoding="utf-8")
    (here / "minutes.json").write_text('{"sensitivity": "restricted"}', encoding="utf-8")
    parley_("read", "minutes.txt", "--ledger", "talks.db")
    with serving(said(GOOD)) as server:
        keep = ("--reader", "llm", "--ledger", "talks.db")
        result = parley_("read", "report.txt", *keep, *model(server, "--yes"))
        assert server.requests == []
    assert result.exit_code == 2
    assert "'report.txt' is restricted: what is not public is never sent" in result.stderr


def test_a_passage_without_a_readable_answer_is_asked_for_again_and_kept_then(
    parley_: Parley, here: Path
) -> None:
    text = "\n\n".join(
        f"Norland said {'that talks go on, ' * 130}and offered to free {n} people."
        for n in (31, 32, 33)
    )
    (here / "long.txt").write_text(text, encoding="utf-8")
    clear = False

    def script(_: int, body: Body) -> Answer:
        passage = passage_of(body)
        number = next(n for n in (31, 32, 33) if f"free {n}" in passage)
        if number == 32 and not clear:
            return said("I am a teapot.")
        offer = {"content": f"to free {number} people", "chain": ["n"], "speech_act": "offer",
                 "act": "offer", "cues": ["offered"]}  # fmt: skip
        return said({"actors": [{"key": "n", "name": "Norland", "type": "state"}],
                     "statements": [offer]})  # fmt: skip

    keep = ("--reader", "llm", "--ledger", "talks.db")
    with serving(script) as server:
        first = parley_("read", "long.txt", *keep, *model(server, "--yes"))
        assert (first.exit_code, "0 of 1 document" in first.stdout) == (1, True)
        assert "run the same command again" in first.stderr
        clear = True
        second = parley_("read", "long.txt", *keep, *model(server, "--yes"))
        assert (second.exit_code, "1 of 1 document" in second.stdout) == (0, True)
        assert "(2 of 3 were answered before)" in second.stderr
    entries = parley_("entries", "--ledger", "talks.db").stdout
    assert [f"to free {n} people" in entries for n in (31, 32, 33)] == [True, True, True]


def test_a_whole_reading_stands_before_one_that_lacks_a_passage(
    parley_: Parley, here: Path
) -> None:
    (here / "long.txt").write_text(
        "\n\n".join(f"Port {n} said {'that talks go on, ' * 130}." for n in range(3)), "utf-8"
    )
    clear = False

    def script(_: int, body: Body) -> Answer:
        if "Port 1" in passage_of(body) and not clear:
            return fault(400, "rude words")
        return said({"statements": []})

    keep = ("--reader", "llm", "--ledger", "talks.db")
    with serving(script) as server:
        part = parley_("read", "long.txt", *keep, *model(server, "--yes"))
        assert (part.exit_code, "1 of 1 document" in part.stdout) == (1, True)
        clear = True
        whole = parley_("read", "long.txt", *keep, *model(server, "--yes"))
        assert whole.exit_code == 0, whole.output
    with parley.open("talks.db") as bench:
        (reading,) = bench.readings
    assert "part" not in reading.version
