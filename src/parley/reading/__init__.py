"""Text to claims with exact spans, by rules and lexicons."""

from parley.reading.read import READER, VERSION, read

__all__ = ["READER", "VERSION", "read"]
