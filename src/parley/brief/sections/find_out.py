"""Questions to find out."""

from __future__ import annotations

from parley.brief.material import Material
from parley.brief.tree import Section

ORDER = 110
KEY = "find_out"
HEADING = "FIND OUT"


def section(material: Material) -> Section | None:
    """Arrange the questions that the analysis of a case leaves open."""
    return None
