"""How long a reply may be, and what deters: where published texts and programs differ.

Legal sequences with returns are those of Fang, Hipel and Kilgour 1993 and of Xu et al. 2018. The
program GMCR+ lets each opponent move once; informal texts, and some papers on two parties, think
of one move of one opponent. What is as good as the start deters in the definitions; the inverse
analysis of some programs asks for what is worse.
"""

from __future__ import annotations

from typing import Any, cast

from parley.analysis.setting import Deterrent
from parley.analysis.short_replies import Sequences

__all__ = ["MEANINGS", "REPLYING", "deterrent"]

REPLYING: dict[str, tuple[str | int, ...]] = {
    "sequences": ("legal", "once", "single"),
    "sanction": ("no_better", "worse"),
}
MEANINGS: dict[tuple[str, str | int], str] = {
    ("sequences", "once"): "but each of the others moves at most once in a reply",
    ("sequences", "single"): "but a reply is one move of one of the others",
    ("sanction", "worse"): "but only what is worse than the start deters, not what is as good",
}


def deterrent(given: dict[str, Any], *, escape: bool = False, strong: bool = False) -> Deterrent:
    """What the keywords of `REPLYING` ask for."""
    return Deterrent(
        escape=escape,
        strong=strong,
        worse=given.get("sanction", "no_better") == "worse",
        sequences=cast(Sequences, given.get("sequences", "legal")),
    )
