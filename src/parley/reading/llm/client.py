"""One request at a time to an OpenAI-compatible endpoint: patient where that helps, else plain.

This is the only module that opens a connection, and it imports `openai` only when a client is
made. Nothing but the endpoint named by the user is spoken to: redirections are not followed, and
what the environment tells that library (organisation, project, its own key) is not passed on.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from parley.errors import ParleyError, UsageError
from parley.reading.llm.failures import (
    DeclinedError,
    GaveUpError,
    StoppedError,
    TooLongError,
    Trouble,
    trouble_of,
    trouble_of_body,
)
from parley.reading.llm.prompt import Message
from parley.reading.llm.settings import Settings

__all__ = ["REAL", "Client", "Reply", "Waits"]

_MOST_BYTES = 8_000_000
"""Of one answer; no model writes more."""
_RAW = "x-stainless-raw-response"
"""The library reads this header back to know that it is to hand the bytes on as they come."""
_FIRST_WAIT, _MOST_WAIT = 1.0, 60.0
_PATIENCE = 300.0
"""Seconds that an endpoint may ask us to wait; beyond them the batch stops, to go on later."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered to one request."""

    text: str
    cut_off: bool = False
    declined: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class Waits:
    """The clock that a client goes by, so that a test may have its own."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] | None = None
    """By default a sleep that ends when the client is stopped."""
    chance: Callable[[], float] = random.random


REAL = Waits()


class Client:
    """A client for one endpoint and model; may be asked from several threads.

    Parameters
    ----------
    settings : Settings
        Endpoint, model, key and limits.
    waits : Waits
        The clock.
    deadline : float, optional
        By that clock; no request is begun after it.

    Raises
    ------
    UsageError
        The extra `llm` is not installed.
    """

    def __init__(
        self, settings: Settings, waits: Waits = REAL, deadline: float | None = None
    ) -> None:
        self.settings = settings
        self._stopped = threading.Event()
        self._why = "the batch was stopped"
        self._waits = waits
        self._deadline = deadline
        self._lock = threading.Lock()
        self._extras: dict[str, Any] = {
            "temperature": 0,
            "max_tokens": settings.most_tokens,
            "response_format": {"type": "json_object"},
        }
        self._service = _service(settings)

    def close(self) -> None:
        """Let go of all connections; what is under way fails."""
        self._stopped.set()
        self._service.close()

    def stop(self, why: str) -> None:
        """Begin no further request, and say why to those who ask."""
        if not self._stopped.is_set():
            self._why = why
            self._stopped.set()

    def ask(self, messages: Iterable[Message]) -> Reply:
        """Ask once, and again where waiting may help.

        Raises
        ------
        GaveUpError
            No answer now; another time there may be one. A `StoppedError` where it was not even
            asked, or not again, since the batch is at its end.
        TooLongError
            The passage is longer than the model takes.
        DeclinedError
            The endpoint will not answer this request, now or later.
        ParleyError
            Nothing further can be asked: a wrong key or address, a quota that is used up.
        """
        sent = list(messages)
        tried = 0
        while True:
            left = self._left()
            trouble = self._try(sent, min(self.settings.timeout, left))
            if isinstance(trouble, Reply):
                return trouble
            if trouble.again_at_once:
                continue
            if trouble.fatal is not None:
                raise trouble.fatal
            tried += 1
            if tried >= self.settings.attempts:
                if trouble.unreachable:
                    raise ParleyError(
                        f"nobody answers at {self.settings.address}: {trouble.why}; is the "
                        "service running there?"
                    )
                raise GaveUpError(f"{trouble.why}, {tried} times")
            self._wait(trouble, tried)

    def _left(self) -> float:
        if self._stopped.is_set():
            raise StoppedError(self._why)
        if self._deadline is None:
            return float("inf")
        left = self._deadline - self._waits.clock()
        if left <= 0:
            raise StoppedError("the time limit of the batch was reached")
        return left

    def _wait(self, trouble: Trouble, tried: int) -> None:
        wait = min(_MOST_WAIT, _FIRST_WAIT * 2 ** (tried - 1)) * (0.5 + self._waits.chance() / 2)
        if trouble.wait is not None:
            wait = trouble.wait
            if wait > _PATIENCE:
                raise ParleyError(
                    f"the endpoint asks to wait {wait:.0f} seconds; run the same command again "
                    "then, and only what is missing is asked"
                )
        if wait >= self._left():
            raise StoppedError(f"{trouble.why}, and the time limit of the batch is near")
        (self._waits.sleep or self._stopped.wait)(wait)

    def _try(self, messages: list[Message], timeout: float) -> Reply | Trouble:
        with self._lock:
            extras = dict(self._extras)
        try:
            body = self._body({"messages": messages, **extras}, timeout)
        except (GaveUpError, TooLongError, DeclinedError):
            raise
        except Exception as error:  # whatever the library or its transport raises
            if self._stopped.is_set():
                raise StoppedError(self._why) from error
            trouble = trouble_of(error, self.settings, extras)
            if trouble is None:
                raise
            if trouble.without:
                self._leave_out(trouble.without)
            return trouble
        return _reply(body, self.settings)

    def _leave_out(self, name: str) -> None:
        """Do without a parameter that this endpoint does not know."""
        with self._lock:
            value = self._extras.pop(name, None)
            if name == "max_tokens" and value is not None:
                self._extras["max_completion_tokens"] = value

    def _body(self, parameters: dict[str, Any], timeout: float) -> bytes:
        """The bytes of an answer; however slowly they come, in the time that is given."""
        end = self._waits.clock() + timeout
        parts, size, late = [], 0, False
        create = self._service.chat.completions.with_streaming_response.create
        with create(model=self.settings.model, timeout=timeout, **parameters) as response:
            for part in response.iter_bytes():
                if late:  # an answer that is whole when its time is over is still an answer
                    raise TimeoutError
                parts.append(part)
                size += len(part)
                if size > _MOST_BYTES:
                    raise DeclinedError("the answer is longer than any that makes sense")
                late = self._waits.clock() > end
        return b"".join(parts)


def _reply(body: bytes, settings: Settings) -> Reply | Trouble:
    """The first choice of an answer."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("choices"), list):
        return trouble_of_body(data, settings)
    choice = next((c for c in data["choices"] if isinstance(c, dict)), {})
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    content, refusal = message.get("content"), message.get("refusal")
    finish = choice.get("finish_reason")
    if finish == "content_filter" and not refusal:
        refusal = "its filter held the answer back"
    used = data.get("usage")
    used = used if isinstance(used, dict) else {}
    return Reply(
        content if isinstance(content, str) else "",
        finish == "length",
        str(refusal)[:300] if refusal else None,
        _count(used.get("prompt_tokens")),
        _count(used.get("completion_tokens")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _service(settings: Settings) -> Any:
    """The library's client, which asks once and tells nothing that it was not told."""
    try:
        import openai
    except ImportError as error:
        raise UsageError(
            "asking a language model needs the extra 'llm'; in the folder of the project: "
            "pip install -e '.[llm]'"
        ) from error

    def bare(request: Any) -> None:
        for name in list(request.headers):
            if name.lower().startswith(("openai-", "x-stainless-")) and name.lower() != _RAW:
                del request.headers[name]
        if not settings.key:
            request.headers.pop("authorization", None)

    transport = openai.DefaultHttpxClient(
        follow_redirects=False,
        trust_env=not settings.is_local,  # a proxy has no part in what stays on this machine
        event_hooks={"request": [bare]},
    )
    return openai.OpenAI(
        api_key=settings.key or "none",
        base_url=settings.address,
        max_retries=0,
        http_client=transport,
    )
