"""The statement tree: what a condition over options means once it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["And", "Compare", "If", "Iff", "Logic", "Not", "Or"]


@dataclass(frozen=True, slots=True)
class Compare:
    """``option op value``; a bare option is ``option = yes``."""

    option: str
    op: Literal["=", ">=", "<=", ">", "<"]
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """True where the inner one is false."""

    inner: Logic


@dataclass(frozen=True, slots=True)
class And:
    """True where both are."""

    left: Logic
    right: Logic


@dataclass(frozen=True, slots=True)
class Or:
    """True where at least one is."""

    left: Logic
    right: Logic


@dataclass(frozen=True, slots=True)
class If:
    """``then if condition``: true where the condition is false, or `then` is true."""

    then: Logic
    condition: Logic


@dataclass(frozen=True, slots=True)
class Iff:
    """True where both sides agree."""

    left: Logic
    right: Logic


Logic = Compare | Not | And | Or | If | Iff
