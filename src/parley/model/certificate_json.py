"""Certificates to and from JSON: what is read is a stranger's text and is trusted in nothing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from parley.errors import UsageError

__all__ = [
    "Plain", "Reader", "flag", "mapping", "maybe", "number", "one_of", "several", "text", "values",
]  # fmt: skip

T = TypeVar("T")
Form = Callable[[str, Any], T]
"""Reads one value; it is given the value's place, for its message."""
_MISSING: Any = object()


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """A record that can be told as mappings, lists, texts and numbers."""

    kind: ClassVar[str] = ""
    """Which of the forms of a certificate it has."""

    def to_json(self) -> dict[str, Any]:
        """Return the certificate as mappings, lists, texts and numbers."""
        plain: dict[str, Any] = {"kind": self.kind, **_lists(dataclasses.asdict(self))}
        return plain


def _lists(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _lists(one) for key, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, list | tuple) else value


class Reader:
    """One mapping: every key is asked for by name, and none is left over.

    Examples
    --------
    >>> read = Reader("the certificate", {"state": 3})
    >>> read("state", number), read("stable", flag, True)
    (3, True)
    >>> read.done()
    """

    def __init__(self, line: str, given: Any, kind: str | None = None) -> None:
        if not isinstance(given, Mapping):
            raise UsageError(f"{line} should be a mapping")
        self.line, self.given, self.asked = line, given, set[str]()
        if kind is not None:
            self("kind", one_of(kind), kind)

    def __call__(self, key: str, form: Form[T], default: Any = _MISSING) -> T:
        """The value of a key, read by a form."""
        self.asked.add(key)
        value = self.given.get(key, default)
        if value is _MISSING:
            raise UsageError(f"{self.line} lacks {key!r}")
        name = key if self.line == "the certificate" else f"{self.line}.{key}"
        return form(name, value)

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self.given:
            if key not in self.asked:
                raise UsageError(f"{self.line} has no part {key!r}")


def mapping(given: Mapping[str, Any] | str) -> Mapping[str, Any]:
    """Read the text of a certificate; a mapping is one already.

    Raises
    ------
    UsageError
        It is neither.
    """
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise UsageError(f"the certificate is not JSON: {error}") from None
    if not isinstance(given, Mapping):
        raise UsageError("the certificate should be a mapping")
    return given


def text(line: str, value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise UsageError(f"{line} should be a text")
    return value


def one_of(*words: str) -> Form[str]:
    """One of some words."""

    def read(line: str, value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise UsageError(f"{line} should be {' or '.join(words)}")
        return value

    return read


def flag(line: str, value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise UsageError(f"{line} should be true or false")
    return value


def number(line: str, value: Any) -> int:
    """A whole number."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise UsageError(f"{line} should be the number of a state")
    return int(value)


def maybe(form: Form[T]) -> Form[T | None]:
    """The same or nothing."""
    return lambda line, value: None if value is None else form(line, value)


def several(form: Form[T]) -> Form[tuple[T, ...]]:
    """A list."""

    def read(line: str, value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise UsageError(f"{line} should be a list")
        return tuple(form(f"{line}[{i}]", one) for i, one in enumerate(value))

    return read


def values(line: str, value: Any) -> dict[str, tuple[str, ...]]:
    """Texts to lists of texts."""
    if not isinstance(value, Mapping):
        raise UsageError(f"{line} should be a mapping")
    texts = several(text)
    return {text(line, key): texts(f"{line}.{key}", one) for key, one in value.items()}
