"""Which acts a user can ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parley.errors import UsageError
from parley.model import ACTS
from parley.workbench.parties import nearest

if TYPE_CHECKING:
    from parley.ledger import Entry

__all__ = ["check_act"]


def check_act(act: str, entries: Iterable[Entry]) -> None:
    """Refuse a word that is neither an act nor what an event of these entries is called.

    Raises
    ------
    UsageError
        Names the nearest word, the acts, and apart from them the words of events.

    Examples
    --------
    >>> check_act("meet", ())
    >>> check_act("meeet", ())
    Traceback (most recent call last):
        ...
    parley.errors.UsageError: no act is called 'meeet'; did you mean 'meet'? Acts are offer, \
counter_offer, demand, precondition, reject, withdraw_offer, accept, concede, signal_readiness, \
threaten, accuse_breach, deny_breach, meet, mediate, extend, suspend, resume, deliver, \
verify, comment
    """
    told = {(entry.kind, entry.act) for entry in entries if entry.act}
    if act in ACTS or any(act == word for _, word in told):
        return
    others = sorted({word for kind, word in told if kind == "event"} - {*ACTS})
    near = nearest(act, (*ACTS, *others)) or ";"
    also = f"; events are also {', '.join(others)}" if others else ""
    acts = f"{'Acts' if near.endswith('?') else 'acts'} are {', '.join(ACTS)}"
    raise UsageError(f"no act is called {act!r}{near} {acts}{also}")
