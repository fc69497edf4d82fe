"""The tables that a ledger answers with: their names and the types of their rows."""

from __future__ import annotations

from collections.abc import Mapping

from parley.ledger.origins import OriginRow, TellingRow
from parley.ledger.queries import (
    ClaimRow,
    DisputeRow,
    FigureRow,
    FoundRow,
    NewsRow,
    OfferRow,
    PositionRow,
    TimelineRow,
)
from parley.ledger.queries.disputes import Told
from parley.ledger.queries.seen import At

__all__ = [
    "TABLES",
    "At",
    "ClaimRow",
    "DisputeRow",
    "FigureRow",
    "FoundRow",
    "NewsRow",
    "OfferRow",
    "OriginRow",
    "PositionRow",
    "TellingRow",
    "TimelineRow",
    "Told",
]

TABLES: Mapping[str, type] = {
    "claims": ClaimRow,
    "disputes": DisputeRow,
    "figures": FigureRow,
    "news": NewsRow,
    "offers": OfferRow,
    "origins": OriginRow,
    "positions": PositionRow,
    "search": FoundRow,
    "tellings": TellingRow,
    "timeline": TimelineRow,
}
"""Table → what a row is; its fields are the columns."""
