"""The two bounds of concepts whose replies are gains of those who make them."""

from __future__ import annotations

from parley.analysis.setting import Setting, Verdict

__all__ = ["bounds"]


def bounds(setting: Setting, party: str, *, strong: bool = False, escape: bool = False) -> Verdict:
    """With the others' certain gains only, and with every conceivable one.

    Nothing less can deter than the first, nothing more than the second; they meet wherever the
    others' gains are all certain.

    Parameters
    ----------
    strong, escape : bool
        As for `Setting.deterred`.
    """
    every = setting.deterred(party, "conceivable", "certain", strong=strong, escape=escape)
    every_at_most = setting.deterred(
        party, "conceivable", "conceivable", strong=strong, escape=escape
    )
    some_at_least = setting.deterred(party, "certain", "certain", strong=strong, escape=escape)
    some = setting.deterred(party, "certain", "conceivable", strong=strong, escape=escape)
    own = setting.exact(party, "certain", escape=escape)
    meet = (every == every_at_most) & (some == some_at_least)
    return Verdict(every, some, (own & meet) | (every == some))
