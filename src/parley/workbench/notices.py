"""What a notice says of a text that could be read."""

from __future__ import annotations

__all__ = ["UNTOLD"]

UNTOLD = "no offer, demand, refusal or talks were found in it: it tells of no negotiation"
"""A brief says it itself."""
