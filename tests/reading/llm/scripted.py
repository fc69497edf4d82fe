"""A server on this machine that answers as it is told to, and keeps what it was sent."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
RELEASE = 20.0
"""Seconds after which a server that plays dead lets go, so that no test hangs."""


@dataclass(frozen=True)
class Answer:
    """One HTTP answer, or the lack of one."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    play_dead: bool = False
    reset: bool = False
    cut_at: int | None = None
    """Send this many bytes of the body and hang up."""


def said(content: str | Body | None, finish: str = "stop", **message: Any) -> Answer:
    """A model's words, or an object of them, as an OpenAI-compatible service sends them."""
    text = json.dumps(content) if isinstance(content, dict) else content
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": text, **message},
    }
    return choices([choice])


def choices(given: list[Any]) -> Answer:
    usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    body = {"id": "x", "object": "chat.completion", "created": 0, "model": "m",
            "choices": given, "usage": usage}  # fmt: skip
    return Answer(body=json.dumps(body).encode())


def fault(status: int, message: str = "no", **more: Any) -> Answer:
    headers = more.pop("headers", {})
    body = {"error": {"message": message, **more}}
    return Answer(status, json.dumps(body).encode(), headers)


Script = Callable[[int, Body], Answer]
"""What to answer to the n-th request (from 0)."""


@dataclass
class Scripted:
    """A running server."""

    url: str
    requests: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def passages(self) -> list[str]:
        """The passages that were sent, as they stand between the marks of the prompt."""
        return [passage_of(body) for body in self.requests]


def passage_of(body: Body) -> str:
    told: str = next(m["content"] for m in body["messages"] if m["role"] == "user")
    return told.partition("PASSAGE\n<<<\n")[2].removesuffix("\n>>>")


@contextmanager
def serving(*script: Answer | Script) -> Iterator[Scripted]:
    """Serve: answers in their order, the last one over and over; or what a function says."""
    server = Scripted("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with server.lock:
                number = len(server.requests)
                server.requests.append(body)
                server.headers.append({k.lower(): v for k, v in self.headers.items()})
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
            try:
                told = script[min(number, len(script) - 1)]
                self._answer(told if isinstance(told, Answer) else told(number, body))
            finally:
                with server.lock:
                    server.at_once -= 1

        def _answer(self, answer: Answer) -> None:
            self.close_connection = True
            if answer.play_dead:
                server.released.wait(RELEASE)
                return
            if answer.reset:
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer.body[: answer.cut_at])

        def log_message(self, *_: Any) -> None:
            pass

        def finish(self) -> None:
            with suppress(OSError):  # the client has gone, as it should
                super().finish()

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        http.shutdown()
        http.server_close()
        thread.join()
