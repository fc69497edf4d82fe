"""Talks: who meets whom, where, planned or done, and who mediates."""

from __future__ import annotations

from parley.brief.events import TALK, told
from parley.brief.material import Material
from parley.brief.tree import Ground, Para, Section
from parley.brief.words import line, listed

ORDER = 70
KEY = "talks"
HEADING = "TALKS"


def section(material: Material) -> Section | None:
    """List meetings in the order of the texts, then the mediators."""
    lines = list(told(material, TALK, shown=4))
    names: dict[str, Ground] = {}
    for report in material.telling:
        for actor in report.reading.actors:
            if "mediator" in actor.roles:
                name = report.name(actor.represents or actor.id)
                names[name] = names.get(name, Ground()) | report.ground(actor.id)
    if names:
        ground = Ground()
        for one in names.values():
            ground |= one
        lines.append(line(f"Between the parties: {listed(names, limit=5)}.", ground=ground))
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None
