"""Parley: an open workbench for people who follow and support negotiations."""
