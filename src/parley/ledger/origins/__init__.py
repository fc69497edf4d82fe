"""Where what many reports say comes from: origins, and tellings that may be of one offer."""

from __future__ import annotations

from parley.ledger.origins.grouping import OriginRow, grouped, origins
from parley.ledger.origins.tellings import TellingRow, pairs, tellings

__all__ = ["OriginRow", "TellingRow", "grouped", "origins", "pairs", "tellings"]
