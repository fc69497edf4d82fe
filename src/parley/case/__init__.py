"""The case file, its checks, and the state space that it compiles to."""

from parley.case.casefile import Case
from parley.case.edit import CaseFile
from parley.case.feasible import LIMIT
from parley.case.load import CaseReading, case_problems, load_case, read_case
from parley.case.statements import StatementError, parse_statement, print_statement
from parley.case.states import StateSpace, parse_state

__all__ = [
    "LIMIT",
    "Case",
    "CaseFile",
    "CaseReading",
    "StateSpace",
    "StatementError",
    "case_problems",
    "load_case",
    "parse_state",
    "parse_statement",
    "print_statement",
    "read_case",
]
