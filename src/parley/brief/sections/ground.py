"""On the ground, by place name only: what is told of, and who tells it."""

from __future__ import annotations

import re

from parley.brief.events import GROUND, told
from parley.brief.material import Material
from parley.brief.tree import Para, Quote, Section

ORDER = 90
KEY = "ground"
HEADING = "GROUND"

_COORDINATES = re.compile(
    r"\d+[°.]\d*\s*['′\d.″\"]*\s*[NSEW]?\b.{0,3}\d+[°.]\d+|\bgrid\b.{0,12}\d", re.I
)


def section(material: Material) -> Section | None:
    """List what is told of; words that give more than a place's name are not repeated."""
    lines = [
        line
        for line in told(material, GROUND, shown=4)
        if not any(isinstance(p, Quote) and _COORDINATES.search(p.words) for p in line.parts)
    ]
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None
