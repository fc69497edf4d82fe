"""Readiness in a brief: who is told to be ready for what, and whether they said so themselves."""

from __future__ import annotations

import re

from parley.brief.report import Report
from parley.brief.tree import Inline
from parley.brief.words import flow
from parley.model import NARRATOR, Statement

__all__ = ["hearsay", "retold", "words_of"]

_READY = re.compile(r"(?:ready|willing|prepared|open)\b", re.I)
_FOR = re.compile(r"(?:to|for)\b")


def retold(inner: Statement, outer: Statement) -> bool:
    """Whether it only repeats words of the other, by the same speaker."""
    speakers = [link.actor for link in inner.chain]
    return inner.content in outer.content and outer.source in speakers[:-1]


def hearsay(report: Report, statement: Statement) -> bool:
    """Whether somebody tells of a party's readiness who does not speak for it."""
    side = report.side(statement.source)
    return any(
        report.side(key) != side
        for key in report.through(statement, (statement.source,))
        if key != NARRATOR
    )


def words_of(report: Report, statement: Statement) -> tuple[Inline, ...]:
    """Who is ready for what. That a party said so is written only where it spoke."""
    span = statement.quoted[0] if len(statement.quoted) == 1 else statement.content
    quote, source = report.quote(span), statement.source
    if not hearsay(report, statement):
        through = [k for k in report.through(statement, (source,)) if k != NARRATOR]
        return flow(report.speaker(through[-1] if through else source, span), "said:", quote)
    who = report.speaker(source, span)
    are = "are" if len(report.members(source)) > 1 else "is"
    if _READY.match(quote.words):
        return flow(who, f"{are} said to be", quote)
    if _FOR.match(quote.words):
        return flow(who, f"{are} said to be ready", quote)
    return flow("of", who, "it is said:", quote)
