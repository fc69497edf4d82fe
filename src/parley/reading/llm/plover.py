"""What an event may be called, and the codes that go with it: our tables, not a model's."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from parley.model import ACTS
from parley.reading.lexicon.events import by_noun, by_verb, code_of_saying

__all__ = ["Codes", "codes_of", "event_acts"]


class Codes(NamedTuple):
    """A PLOVER category with its mode, and the older CAMEO code."""

    plover: str | None
    mode: str | None = None
    cameo: str | None = None


@lru_cache(maxsize=1)
def _table() -> dict[str, Codes]:
    """Act → codes: those that the rules give to a happening, then those of acts of speech."""
    found: dict[str, Codes] = {}
    for kinds in (*by_verb().values(), *by_noun().values()):
        for kind in kinds:
            codes = Codes(kind.plover, kind.mode, kind.cameo)
            known = found.get(kind.act)
            # Of several ways to tell of one act, the most general code: that of the lowest number.
            if known is None or (codes.cameo or "") < (known.cameo or ""):
                found[kind.act] = codes
    for act in ACTS:
        code = code_of_saying("say", act, act)
        if code is not None and act not in found:
            found[act] = Codes(code[0], None, code[1])
    return dict(sorted(found.items()))


def event_acts() -> tuple[str, ...]:
    """What an event may be called, in alphabetical order."""
    return tuple(_table())


def codes_of(act: str, modality: str) -> Codes:
    """The codes of an event; a meeting that is planned is an agreement to meet.

    Examples
    --------
    >>> codes_of("meet", "actual").plover, codes_of("meet", "planned").plover
    ('CONSULT', 'AGREE')
    >>> codes_of("vanish", "actual")
    Codes(plover=None, mode=None, cameo=None)
    """
    codes = _table().get(act, Codes(None))
    if modality == "planned" and codes.plover == "CONSULT":
        return Codes("AGREE")
    return codes
