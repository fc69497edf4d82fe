"""The strongly and the weakly stable: what `gmr`, `nash`, `seq` and `smr` share.

Source: Hamouda, Kilgour and Hipel 2004 and 2006. In place of a reply that leaves the party no
better off than at the start, strong stability asks for one that leaves it much worse off.
"""

from __future__ import annotations

from collections.abc import Callable

from parley.analysis.setting import Verdict

__all__ = ["STRENGTH", "STRENGTH_MEANINGS", "graded"]

STRENGTH = {"strength": ("none", "strong", "weak")}
"""``none``: how strongly a party prefers does not count. ``strong``: each improvement meets a
reply that leaves the party much worse off than at the start; a party without improvement is
strongly stable. ``weak``: stable, and not strongly."""


STRENGTH_MEANINGS: dict[tuple[str, str | int], str] = {
    ("strength", "strong"): "but what deters is a state much worse than the start",
    ("strength", "weak"): "and not so where only a state much worse than the start deters",
}


def graded(strength: str, judge: Callable[[bool], Verdict]) -> Verdict:
    """Judge plainly, strongly, or what is stable and not strongly.

    Parameters
    ----------
    strength : {"none", "strong", "weak"}
    judge : callable
        Judges plainly where it is given False, strongly where it is given True.

    Returns
    -------
    Verdict
        Weak stability takes a bound from each of two verdicts, so where preferences are known
        in part it may not be decided although both of them are.
    """
    if strength != "weak":
        return judge(strength == "strong")
    plain, strong = judge(False), judge(True)
    every = plain.stable & ~strong.possible
    some = plain.possible & ~strong.stable
    return Verdict(every, some, every == some)
