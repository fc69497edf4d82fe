"""The brief part."""
