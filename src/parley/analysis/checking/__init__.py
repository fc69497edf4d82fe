"""Certificates checked by definition, move by move; nothing here knows a solver."""
