"""Questions that a ledger answers: one file a question, every row with its place and reason."""

from __future__ import annotations

from parley.ledger.queries.ask import Ask
from parley.ledger.queries.claims import ClaimRow, claims
from parley.ledger.queries.disputes import DisputeRow, disputes
from parley.ledger.queries.figures import FigureRow, figures
from parley.ledger.queries.found import FoundRow, found
from parley.ledger.queries.news import NewsRow, news
from parley.ledger.queries.offers import OfferRow, offers
from parley.ledger.queries.positions import PositionRow, positions
from parley.ledger.queries.timeline import TimelineRow, timeline

__all__ = [
    "Ask",
    "ClaimRow",
    "DisputeRow",
    "FigureRow",
    "FoundRow",
    "NewsRow",
    "OfferRow",
    "PositionRow",
    "TimelineRow",
    "claims",
    "disputes",
    "figures",
    "found",
    "news",
    "offers",
    "positions",
    "timeline",
]
