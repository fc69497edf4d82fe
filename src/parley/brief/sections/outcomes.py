"""Outcomes that nobody would have reason to leave; or one line that says what is missing."""

from __future__ import annotations

from parley.brief.material import Material
from parley.brief.tree import Section

ORDER = 120
KEY = "outcomes"
HEADING = "OUTCOMES"


def section(material: Material) -> Section | None:
    """Show them only where a person has reviewed the case and something is settled."""
    return None
