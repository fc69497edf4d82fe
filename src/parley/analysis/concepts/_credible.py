"""The two bounds of concepts whose replies are gains of those who make them."""

from __future__ import annotations

from parley.analysis.setting import Deterrent, Setting, Verdict

__all__ = ["bounds"]


def bounds(setting: Setting, party: str, how: Deterrent) -> Verdict:
    """With the others' certain gains only, and with every conceivable one.

    Nothing less can deter than the first, nothing more than the second; they meet wherever the
    others' gains are all certain.

    Parameters
    ----------
    how : Deterrent
        As for `Setting.deterred`.
    """
    every = setting.deterred(party, "conceivable", "certain", how)
    every_at_most = setting.deterred(party, "conceivable", "conceivable", how)
    some_at_least = setting.deterred(party, "certain", "certain", how)
    some = setting.deterred(party, "certain", "conceivable", how)
    own = setting.exact(party, "certain", escape=how.escape)
    meet = (every == every_at_most) & (some == some_at_least)
    return Verdict(every, some, (own & meet) | (every == some))
