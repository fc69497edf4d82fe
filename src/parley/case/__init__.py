"""The case part."""
