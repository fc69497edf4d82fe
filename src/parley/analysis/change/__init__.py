"""What it would take: the smallest change that makes an outcome hold, and what it rests on."""

from parley.analysis.change.asking import NextQuestion, NextQuestions, next_question
from parley.analysis.change.counting import OrderCount, count_orders
from parley.analysis.change.margins import Margin, PartyMargin, margin
from parley.analysis.change.options import OptionChange
from parley.analysis.change.orderings import RankShift
from parley.analysis.change.smallest import RankChange, SmallestChange, smallest_change
from parley.analysis.change.statements import StatementMove

__all__ = [
    "Margin",
    "NextQuestion",
    "NextQuestions",
    "OptionChange",
    "OrderCount",
    "PartyMargin",
    "RankChange",
    "RankShift",
    "SmallestChange",
    "StatementMove",
    "count_orders",
    "margin",
    "next_question",
    "smallest_change",
]
