"""What callers give: paths, and dates of publication, of all of them or by path."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress
from os import PathLike, fspath

from parley.errors import UsageError

__all__ = ["date_for", "given_date", "given_path"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def given_path(given: object, what: str) -> str:
    """What a caller named, as text.

    Raises
    ------
    UsageError
        It is no path.
    """
    if isinstance(given, str | PathLike) and isinstance(name := fspath(given), str):
        return name
    raise UsageError(f"{what} is named by its path, not by {type(given).__name__}: {given!r}")


def date_for(name: str, given: str | Mapping[str, str] | None) -> str | None:
    """The date of publication that was given for a path, checked."""
    return given_date(given.get(name) if isinstance(given, Mapping) else given)


def given_date(published: str | None) -> str | None:
    """A date of publication, checked.

    Raises
    ------
    UsageError
        It is no date, or written otherwise than 2026-03-31.
    """
    if published is None:
        return None
    # The library's own reader takes more forms than a person expects to have typed.
    if isinstance(published, str) and _DATE.fullmatch(published):
        with suppress(ValueError):
            return datetime.date.fromisoformat(published).isoformat()
    raise UsageError(f"{published!r} is not a date of publication; write it as 2026-03-31")
