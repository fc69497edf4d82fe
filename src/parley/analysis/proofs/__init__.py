"""Certificates: what shows a verdict, made so that others can check it."""
