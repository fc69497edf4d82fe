"""Parley: an open workbench for people who follow and support negotiations.

>>> import parley
>>> "load_case" in dir(parley)
True

Every name below is loaded when it is first used, so that ``import parley`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parley._version import __version__

if TYPE_CHECKING:
    from parley.analysis import concepts, stability, verify
    from parley.case import Case, load_case
    from parley.errors import CaseError, MaterialError, ParleyError, Problem, UsageError
    from parley.model import Reading, Result
    from parley.reading import read
    from parley.workbench import Workbench, open

__all__ = [
    "Case",
    "CaseError",
    "MaterialError",
    "ParleyError",
    "Problem",
    "Reading",
    "Result",
    "UsageError",
    "Workbench",
    "__version__",
    "concepts",
    "load_case",
    "open",
    "read",
    "stability",
    "verify",
]

_HOMES = {
    "Case": "parley.case",
    "CaseError": "parley.errors",
    "MaterialError": "parley.errors",
    "ParleyError": "parley.errors",
    "Problem": "parley.errors",
    "Reading": "parley.model",
    "Result": "parley.model",
    "UsageError": "parley.errors",
    "Workbench": "parley.workbench",
    "concepts": "parley.analysis",
    "load_case": "parley.case",
    "open": "parley.workbench",
    "read": "parley.reading",
    "stability": "parley.analysis",
    "verify": "parley.analysis",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'parley' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
