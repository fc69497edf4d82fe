"""Requests over real HTTP to a scripted server: what is asked again, what is not, what is said."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from parley.errors import ParleyError, UsageError
from parley.reading.llm.client import Client, Reply, Waits
from parley.reading.llm.failures import DeclinedError, GaveUpError, TooLongError
from parley.reading.llm.prompt import messages
from parley.reading.llm.settings import Settings
from tests.reading.llm.scripted import Answer, Script, Scripted, choices, fault, said, serving

SENT = messages("Norland said so.")


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def waits(self) -> Waits:
        return Waits(lambda: self.now, self.sleep, lambda: 1.0)


def ask(
    *script: Answer | Script, key: str | None = None, deadline: float | None = None, **more: float
) -> tuple[Reply | Exception, Scripted, Clock]:
    clock = Clock()
    with serving(*script) as server:
        settings = Settings(server.url, "small", key, **more)  # type: ignore[arg-type]
        client = Client(settings, clock.waits(), deadline)
        try:
            return client.ask(SENT), server, clock
        except ParleyError as error:
            return error, server, clock
        finally:
            client.close()


def test_a_good_answer() -> None:
    reply, server, clock = ask(said("{}"))
    assert reply == Reply("{}", tokens_in=11, tokens_out=7)
    (body,) = server.requests
    assert body["model"] == "small"
    assert body["messages"] == list(SENT)
    assert (body["temperature"], body["response_format"]) == (0, {"type": "json_object"})
    assert clock.slept == []


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_what_may_pass_is_asked_again_ever_later(status: int) -> None:
    reply, server, clock = ask(*[fault(status)] * 3, said("{}"))
    assert isinstance(reply, Reply)
    assert len(server.requests) == 4
    assert clock.slept == [1.0, 2.0, 4.0]


def test_after_five_times_it_gives_up() -> None:
    error, server, clock = ask(fault(500))
    assert isinstance(error, GaveUpError)
    assert str(error) == "the endpoint failed (500), 5 times"
    assert len(server.requests) == 5
    assert len(clock.slept) == 4


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "17"}, 17.0),
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "soon"}, 1.0),
        ({}, 1.0),
    ],
)
def test_a_wait_that_is_asked_for_is_kept(headers: dict[str, str], seconds: float) -> None:
    reply, _, clock = ask(fault(429, headers=headers), said("{}"))
    assert isinstance(reply, Reply)
    assert clock.slept == [seconds]


def test_a_wait_until_a_date_is_reckoned_by_the_servers_clock() -> None:
    def script(number: int, _: object) -> Answer:
        return said("{}") if number else fault(503, headers={"Retry-After": _date_in(40)})

    reply, _, clock = ask(script)
    assert isinstance(reply, Reply)
    assert 35 <= clock.slept[0] <= 40


def _date_in(seconds: int) -> str:
    import time
    from email.utils import formatdate

    return formatdate(time.time() + seconds, usegmt=True)


def test_who_asks_for_hours_is_left_for_another_day() -> None:
    error, server, clock = ask(fault(429, headers={"Retry-After": "7200"}))
    assert type(error) is ParleyError
    assert "asks to wait 7200 seconds; run the same command again" in str(error)
    assert (len(server.requests), clock.slept) == (1, [])


def test_a_deadline_ends_the_waiting() -> None:
    error, server, _ = ask(fault(429, headers={"Retry-After": "17"}), deadline=10.0)
    assert isinstance(error, GaveUpError)
    assert "time limit of the batch is near" in str(error)
    assert len(server.requests) == 1
    error, server, _ = ask(said("{}"), deadline=0.0)
    assert str(error) == "the time limit of the batch was reached"
    assert server.requests == []


SECRET = "key-that-nobody-may-see"


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_said_at_once_and_never_shown(status: int) -> None:
    error, server, _ = ask(fault(status, f"Incorrect key: {SECRET}"), key=SECRET)
    assert isinstance(error, UsageError)
    assert f"does not take the key in PARLEY_LLM_KEY ({status})" in str(error)
    assert SECRET not in str(error)
    assert len(server.requests) == 1
    assert server.headers[0]["authorization"] == f"Bearer {SECRET}"
    missing, _, _ = ask(fault(status))
    assert "asks for a key; put it in the environment variable PARLEY_LLM_KEY" in str(missing)


def test_a_fault_that_repeats_the_key_is_shown_without_it() -> None:
    error, _, _ = ask(fault(418, f"no tea\x1b[2J for {SECRET}"), key=SECRET)
    assert isinstance(error, DeclinedError)
    assert "no tea [2J for …" in str(error)
    assert SECRET not in repr(Settings("http://localhost/v1", "m", SECRET))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (fault(404), "has no chat service there, or no model 'small' (404)"),
        (fault(429, "Out", code="insufficient_quota"), "the quota is used up (429)"),
        (fault(402, "Pay first"), "the quota is used up (402): Pay first"),
        (Answer(307, headers={"Location": "http://elsewhere.example/v1"}), "name that one if"),
    ],
)
def test_what_no_patience_helps_stops_at_once(answer: Answer, says: str) -> None:
    error, server, _ = ask(answer)
    assert isinstance(error, ParleyError)
    assert not isinstance(error, GaveUpError)
    assert says in str(error)
    assert len(server.requests) == 1


def test_a_redirection_is_not_followed() -> None:
    with serving(said("{}")) as other:
        error, _, _ = ask(Answer(308, headers={"Location": f"{other.url}/chat/completions"}))
        assert other.requests == []
    assert "texts go only to the endpoint that you name" in str(error)


def test_an_endpoint_that_plays_dead_is_asked_again_and_left() -> None:
    error, server, clock = ask(Answer(play_dead=True), timeout=0.3, attempts=2)
    assert isinstance(error, GaveUpError)
    assert str(error) == "no answer in 0.3 seconds, 2 times"
    assert (len(server.requests), clock.slept) == (2, [1.0])


def test_an_answer_that_drips_is_left_when_its_time_is_over() -> None:
    ticks = iter(range(0, 10_000, 50))
    with serving(said("{}" * 500_000)) as server:
        waits = Waits(lambda: float(next(ticks)), lambda _: None)
        client = Client(Settings(server.url, "small", timeout=20.0, attempts=1), waits)
        with pytest.raises(GaveUpError, match="no answer in 20 seconds"):
            client.ask(SENT)
        client.close()


@pytest.mark.parametrize("broken", [Answer(reset=True), Answer(body=said("{}").body, cut_at=40)])
def test_a_lost_connection_is_taken_up_again(broken: Answer) -> None:
    reply, server, clock = ask(broken, said("{}"))
    assert isinstance(reply, Reply)
    assert (len(server.requests), clock.slept) == (2, [1.0])


def test_where_nobody_listens_it_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        client = Client(Settings(f"http://127.0.0.1:{port}/v1", "m"), Clock().waits())
        with pytest.raises(ParleyError, match="nobody answers at http://127") as caught:
            client.ask(SENT)
        client.close()
    assert "is the service running there?" in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "text"), [(choices([]), ""), (choices([None]), ""), (said(None), "")]
)
def test_an_empty_answer_is_an_empty_text(answer: Answer, text: str) -> None:
    reply, _, _ = ask(answer)
    assert isinstance(reply, Reply)
    assert (reply.text, reply.declined) == (text, None)


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"[]", b"", b'{"ok": true}'])
def test_what_is_no_service_is_asked_again_and_named(body: bytes) -> None:
    error, server, _ = ask(Answer(body=body), attempts=2)
    assert isinstance(error, GaveUpError)
    assert "no answer of an OpenAI-compatible service" in str(error)
    assert len(server.requests) == 2


def test_a_refusal_and_a_filter() -> None:
    reply, _, _ = ask(said(None, refusal="I would rather not."))
    assert isinstance(reply, Reply)
    assert reply.declined == "I would rather not."
    filtered, _, _ = ask(said("{", finish="content_filter"))
    assert isinstance(filtered, Reply)
    assert filtered.declined == "its filter held the answer back"


def test_parameters_that_an_endpoint_does_not_know_are_left_out() -> None:
    def picky(_: int, body: dict[str, object]) -> Answer:
        for name in ("response_format", "temperature", "max_tokens"):
            if name in body:
                return fault(400, f"Unsupported parameter: '{name}'")
        return said("{}")

    reply, server, clock = ask(picky)
    assert isinstance(reply, Reply)
    assert clock.slept == []
    assert server.requests[-1].keys() == {"model", "messages", "max_completion_tokens"}


@pytest.mark.parametrize(
    "answer",
    [
        fault(400, "This model's maximum context length is 512 tokens; lower max_tokens"),
        fault(400, "the request exceeds the available context size"),
        fault(400, "long", code="context_length_exceeded"),
        fault(413),
    ],
)
def test_a_passage_beyond_the_model_is_told_apart(answer: Answer) -> None:
    error, server, _ = ask(answer)
    assert isinstance(error, TooLongError)
    assert len(server.requests) == 1


def test_nothing_of_the_environment_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY", "BASE_URL"):
        monkeypatch.setenv(f"OPENAI_{name}", "http://127.0.0.1:9/leak")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    reply, server, _ = ask(said("{}"))
    assert isinstance(reply, Reply)
    (headers,) = server.headers
    assert "leak" not in str(headers)
    assert "authorization" not in headers
    told = [name for name in headers if name.startswith(("openai-", "x-stainless-"))]
    assert told == [
        "x-stainless-raw-response"
    ]  # of how the answer is handed on, not of the machine


WRONG = [
    ({"endpoint": "localhost:8080"}, "by its address, as http://localhost:8080/v1"),
    ({"endpoint": "ftp://localhost/v1"}, "by its address"),
    ({"endpoint": "http://me:word@host/v1"}, "a key goes in PARLEY_LLM_KEY"),
    ({"endpoint": "http://host/v1?key=1"}, "out of the endpoint's address"),
    ({"endpoint": "http://host:port/v1"}, "by its address"),
    ({"model": " "}, "name the model with --model"),
    ({"key": "a\nb"}, "holds a character that no key can have"),
    ({"timeout": 0}, "above zero"),
    ({"time_limit": -1}, "above zero"),
    ({"jobs": 99}, "from 1 to 16"),
]


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_settings_that_make_no_sense(given: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        Settings(**{"endpoint": "http://localhost/v1", "model": "m", **given})  # type: ignore[arg-type]
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("endpoint", "local", "plain"),
    [
        ("http://localhost:8080/v1", True, False),
        ("http://127.0.0.5/v1", True, False),
        ("http://[::1]:80/v1", True, False),
        ("http://llm.example/v1", False, True),
        ("https://llm.example/v1", False, False),
    ],
)
def test_what_leaves_the_machine_is_known(endpoint: str, local: bool, plain: bool) -> None:
    settings = Settings(endpoint, "m")
    assert (settings.is_local, settings.is_plain) == (local, plain)


def test_without_the_extra_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(UsageError, match=r"needs the extra 'llm'.*pip install"):
        Client(Settings("http://localhost/v1", "m"))


QUIET = """
import sys
sys.modules["openai"] = sys.modules["httpx"] = sys.modules["httpx2"] = None
import parley, parley.reading.llm.batch, parley.cli.read
reading = parley.read("Norland has offered to free 30 detainees, the Courier said.")
assert reading.proposals
"""


def test_the_rules_never_load_a_library_that_connects() -> None:
    code = QUIET
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONWARNINGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
