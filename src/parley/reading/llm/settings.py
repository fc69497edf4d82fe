"""Which model is asked, where, and how patiently: all of it named by the user."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from parley.errors import UsageError

__all__ = ["KEY_VARIABLE", "Settings"]

KEY_VARIABLE = "PARLEY_LLM_KEY"
"""The environment variable that holds the key; it is neither stored nor printed anywhere."""
_MOST_JOBS = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """An endpoint, a model, and limits.

    Raises
    ------
    UsageError
        The address is none, or a limit makes no sense.

    Examples
    --------
    >>> Settings("http://localhost:8080/v1/", "small").reader
    'llm:small'
    """

    endpoint: str
    """The address of the service, as ``http://localhost:8080/v1``."""
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    """Seconds that one request may take."""
    time_limit: float | None = 3600.0
    """Seconds that a whole batch may take; None for no limit."""
    attempts: int = 5
    """How often one request is tried."""
    jobs: int = 2
    """Requests at once."""
    most_tokens: int = 8192
    """Tokens of one answer at most; a passage whose answer would be longer is read in halves."""

    def __post_init__(self) -> None:
        _check_address(self.endpoint)
        if not self.model.strip():
            raise UsageError("name the model with --model, as the endpoint calls it")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise UsageError(f"the key in {KEY_VARIABLE} holds a character that no key can have")
        if not self.timeout > 0 or (self.time_limit is not None and not self.time_limit > 0):
            raise UsageError("a time limit is a number of seconds above zero")
        if not 1 <= self.jobs <= _MOST_JOBS:
            raise UsageError(f"from 1 to {_MOST_JOBS} requests can be under way at once")

    @property
    def address(self) -> str:
        """The endpoint without a slash at its end."""
        return self.endpoint.rstrip("/")

    @property
    def reader(self) -> str:
        """How the readings of this model are filed."""
        return f"llm:{self.model}"

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is this machine."""
        host = urlsplit(self.endpoint).hostname or ""
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def is_plain(self) -> bool:
        """Whether texts would go to another machine without encryption."""
        return urlsplit(self.endpoint).scheme == "http" and not self.is_local


def _check_address(endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(
            "name the endpoint with --endpoint by its address, as http://localhost:8080/v1"
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"leave name and password out of the address; a key goes in {KEY_VARIABLE}"
        )
    if parts.query or parts.fragment:
        raise UsageError("leave what follows '?' or '#' out of the endpoint's address")
