"""What may go wrong with a request, and what follows from it: wait, do without, or stop."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from parley.errors import ParleyError, UsageError
from parley.reading.llm.settings import KEY_VARIABLE, Settings

__all__ = [
    "DeclinedError", "GaveUpError", "StoppedError", "TooLongError", "Trouble", "trouble_of",
    "trouble_of_body",
]  # fmt: skip

_TRANSPORTS = frozenset(("httpx", "httpx2", "httpcore", "httpcore2"))
_AGAIN = frozenset((408, 409, 425, 429))
_OUT_OF_MONEY = ("insufficient_quota", "billing", "exceeded your current quota", "credit")
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window)|exceeds? the (?:available )?context|too many tokens"
    r"|prompt is too long|maximum context"
)


class GaveUpError(ParleyError):
    """There is no answer now."""


class StoppedError(GaveUpError):
    """The batch ended before there was an answer."""


class TooLongError(ParleyError):
    """The passage is longer than the model takes."""


class DeclinedError(ParleyError):
    """There will be no answer to this request."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer, and what to do about it."""

    why: str
    wait: float | None = None
    """Seconds that the endpoint asks to wait."""
    without: str | None = None
    """A parameter that it does not know."""
    unreachable: bool = False
    fatal: ParleyError | None = None
    """Where asking again, or anything else, makes no sense."""

    @property
    def again_at_once(self) -> bool:
        """Whether it may be asked again without waiting."""
        return self.without is not None


def trouble_of(error: Exception, settings: Settings, extras: Collection[str]) -> Trouble | None:
    """What an exception of the library or its transport means; None where it is none of theirs.

    Raises
    ------
    TooLongError, DeclinedError
        The request itself is the trouble.
    """
    if isinstance(error, UnicodeError):
        raise DeclinedError("the passage holds half of a letter, which cannot be sent")
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _by_status(error, status, settings, extras)
    cause = error.__cause__ or error
    names = {type(error).__name__, type(cause).__name__}
    origin = type(cause).__module__.partition(".")[0]
    library = type(error).__module__.partition(".")[0]
    if isinstance(error, TimeoutError) or any("Timeout" in name for name in names):
        unreachable = "ConnectTimeout" in names
        return Trouble(f"no answer in {settings.timeout:g} seconds", unreachable=unreachable)
    if "ConnectError" in names:
        return Trouble("no connection can be made", unreachable=True)
    if origin in _TRANSPORTS or library == "openai" or isinstance(error, OSError):
        return Trouble("the connection was lost")
    return None


def _by_status(
    error: Exception, status: int, settings: Settings, extras: Collection[str]
) -> Trouble:
    said = _said(error, settings)
    plain = said.lower()
    code = str(getattr(error, "code", "") or "")
    if status in (401, 403):
        return Trouble("", fatal=_no_entry(status, settings))
    if status in (404, 405):
        return Trouble("", fatal=_not_there(status, settings))
    if 300 <= status < 400:
        return Trouble("", fatal=_sent_on(error, settings))
    if status == 402 or (status == 429 and any(w in plain or w in code for w in _OUT_OF_MONEY)):
        why = f"{settings.address} says that the quota is used up ({status}): {said}"
        return Trouble("", fatal=ParleyError(why))
    if status in _AGAIN or status >= 500:
        what = "the endpoint is busy" if status == 429 else "the endpoint failed"
        return Trouble(f"{what} ({status})", wait=_asked_wait(error))
    if status == 413 or code == "context_length_exceeded" or _TOO_LONG.search(plain):
        raise TooLongError(f"longer than the model takes ({status})")
    unknown = next((name for name in extras if name in plain), None)
    if unknown is not None:
        return Trouble("", without=unknown)
    raise DeclinedError(f"the endpoint declined it ({status}): {said}")


def trouble_of_body(data: Any, settings: Settings) -> Trouble:
    """What an answer means that came through and is none."""
    said = data.get("error") if isinstance(data, dict) else None
    if isinstance(said, dict):
        said = said.get("message")
    if said:
        return Trouble(f"the endpoint reports a fault: {_clean(str(said), settings)}")
    return Trouble("what came is no answer of an OpenAI-compatible service")


def _no_entry(status: int, settings: Settings) -> UsageError:
    if settings.key:
        why = f"does not take the key in {KEY_VARIABLE}"
    else:
        why = f"asks for a key; put it in the environment variable {KEY_VARIABLE}"
    return UsageError(f"{settings.address} {why} ({status})")


def _not_there(status: int, settings: Settings) -> UsageError:
    return UsageError(
        f"{settings.address} has no chat service there, or no model {settings.model!r} ({status}); "
        "check --endpoint, which often ends in /v1, and --model"
    )


def _sent_on(error: Exception, settings: Settings) -> UsageError:
    response = getattr(error, "response", None)
    target = _clean(str(response.headers.get("location", "")), settings) if response else ""
    return UsageError(
        f"{settings.address} sends us on to {target or 'another address'}, and texts go only to "
        "the endpoint that you name: name that one if it is meant"
    )


def _asked_wait(error: Exception) -> float | None:
    """Seconds of ``Retry-After``; a date in it is reckoned from the answer's own ``Date``."""
    response = getattr(error, "response", None)
    if response is None:
        return None
    given = str(response.headers.get("retry-after", "")).strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", given):
        return float(given)
    with suppress(TypeError, ValueError):
        then = parsedate_to_datetime(given)
        now = parsedate_to_datetime(str(response.headers.get("date", "")))
        return max(0.0, (then - now).total_seconds())
    return None


def _said(error: Exception, settings: Settings) -> str:
    body = getattr(error, "body", None)
    words = body.get("message") if isinstance(body, dict) else None
    return _clean(str(words or getattr(error, "message", "") or error), settings)


def _clean(words: str, settings: Settings) -> str:
    """At most a line of what an endpoint says, and never the key."""
    if settings.key:
        words = words.replace(settings.key, "…")
    words = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(words.split())[:300]
