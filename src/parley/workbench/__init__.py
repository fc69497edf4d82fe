"""The façade: opens a ledger, runs the stages, owns files and the clock."""

from parley.workbench.added import Added
from parley.workbench.bench import Workbench, open

__all__ = ["Added", "Workbench", "open"]
