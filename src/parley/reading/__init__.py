"""The reading part."""
