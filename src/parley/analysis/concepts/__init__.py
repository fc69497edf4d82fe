"""Solution concepts, one a module, found by looking into this folder and never listed by hand.

To add one: write ``<name>.py`` here with a function of that name under `concept`, its test, and
a line in the changelog.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from parley.analysis.concepts._concept import Concept, concept

__all__ = ["Concept", "concept", "concepts"]


@cache
def _found() -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        declared = getattr(loaded, module.name)
        assert isinstance(declared, Concept), f"{module.name}.py lacks its concept"
        found[declared.name] = declared
    return found


def concepts() -> dict[str, Concept]:
    """List the solution concepts that `stability` knows, by name.

    Returns
    -------
    dict of str to Concept
        In alphabetical order; each has `title`, `source`, `variant`, `needs` and `variants`.

    Examples
    --------
    >>> "gmr" in concepts()
    True
    >>> concepts()["gmr"].source
    'Howard 1971, Paradoxes of Rationality'
    """
    return dict(sorted(_found().items()))
