"""What an event may be called, and the PLOVER code that goes with it: our table, not a model's."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["EVENT_ACTS", "code_of"]

EVENT_ACTS: Mapping[str, tuple[str | None, str | None]] = {
    "meet": ("CONSULT", None),
    "mediate": ("CONSULT", None),
    "agree": ("AGREE", None),
    "extend": ("AGREE", None),
    "end": ("REJECT", None),
    "suspend": ("REJECT", None),
    "resume": ("COOPERATE", None),
    "deliver": ("RETREAT", "release"),
    "withdraw": ("RETREAT", "withdraw"),
    "aid": ("AID", None),
    "verify": ("INVESTIGATE", None),
    "displace": ("COERCE", None),
    "evacuate": ("COERCE", None),
    "seize": ("COERCE", "arrest"),
    "attack": ("ASSAULT", None),
    "kill": ("ASSAULT", None),
    "strike": ("PROTEST", None),
    "protest": ("PROTEST", None),
    "sanction": ("SANCTION", None),
    "mobilize": ("MOBILIZE", None),
    "offer": ("CONCEDE", None),
    "accept": ("AGREE", None),
    "demand": ("REQUEST", None),
    "reject": ("REJECT", None),
    "threaten": ("THREATEN", None),
    "accuse": ("ACCUSE", None),
    "support": ("SUPPORT", None),
}
"""Act → PLOVER category and mode. The acts that the rules know have the codes that they give."""


def code_of(act: str, modality: str) -> tuple[str | None, str | None]:
    """The category and the mode of an event; a meeting that is planned is an agreement to meet.

    Examples
    --------
    >>> code_of("meet", "actual"), code_of("meet", "planned")
    (('CONSULT', None), ('AGREE', None))
    """
    if act == "meet" and modality == "planned":
        return "AGREE", None
    return EVENT_ACTS.get(act, (None, None))
