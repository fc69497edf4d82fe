"""The façade: opens a ledger, runs the stages, owns files and the clock."""

from parley.workbench.bench import Added, Workbench, open

__all__ = ["Added", "Workbench", "open"]
