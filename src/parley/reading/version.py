"""The version of the rule reader, which is not that of the package."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "2026.11"
"""Year and month of the rules and lexicons: raised, by hand, with every change that may alter what
is found in a text (``2026.11.1`` is the next in a month). In a ledger, claims of another version
stand beside these, and the newest are current."""
