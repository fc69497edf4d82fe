"""Coalitions: what several parties reach and gain together, and what deters them."""
