"""The analysis part."""
