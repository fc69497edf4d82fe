"""Preferences known in part: bounds, and the search over what completes them."""
