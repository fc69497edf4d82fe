"""*The Orlan envoy*, *Orla's envoy*: the adjective of a name that no list has is no other party."""

from __future__ import annotations

from dataclasses import replace

from parley.reading.page import Page

__all__ = ["one_name"]

_ENDINGS = ("ian", "ean", "an", "n", "ese", "e", "ish", "i")
_STEM_ENDS = ("", "a", "e", "ia", "es", "s")
_SHORTEST = 3


def one_name(page: Page) -> None:
    """Let mentions by an adjective be mentions of the body whose name it is made from.

    Only where the page names just one body that it can be made from; a state of the lists has its
    adjectives there.
    """
    bodies = {
        actor.name.lower(): actor.id
        for actor in page.actors.values()
        if actor.type == "organisation" and actor.name.isalpha()
    }
    same = {ident: found for name, ident in bodies.items() if (found := _made_from(name, bodies))}
    if not same:
        return
    page.mentions = [replace(m, actor=same.get(m.actor, m.actor)) for m in page.mentions]
    for ident in same:
        del page.actors[ident]


def _made_from(name: str, bodies: dict[str, str]) -> str | None:
    """The one body whose name an adjective ends differently from."""
    stems = (name.removesuffix(end) for end in _ENDINGS if name.endswith(end))
    fit = {
        bodies[stem + end]
        for stem in stems
        if len(stem) >= _SHORTEST
        for end in _STEM_ENDS
        if stem + end in bodies and stem + end != name and len(stem + end) <= len(name)
    }
    return fit.pop() if len(fit) == 1 else None
