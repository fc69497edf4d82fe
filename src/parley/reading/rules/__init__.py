"""Constructs of attribution, one a file, found by `parley.reading.attribution`."""
