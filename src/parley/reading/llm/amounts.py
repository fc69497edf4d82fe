"""Figures and times from an answer: the model says where, our grammars how much and when."""

from __future__ import annotations

from dataclasses import replace

from parley.model import Figure, Span, Timex
from parley.model.claims import Comparator
from parley.reading.lexicon.people import LOADED, is_person_noun
from parley.reading.llm.answers import FigureAnswer, TimexAnswer
from parley.reading.llm.finder import Finder
from parley.reading.numbers import Number, read_number

__all__ = ["figure", "timex"]

_BASES = frozenset(
    "killed injured displaced held freed missing arrested evacuated asked offered".split()
)
_QUANTITY = frozenset(
    ("per day", "per week", "per month", "per year", "in total", "simple", "compounded", "lump sum")
)
_PERCENT = frozenset(("percent", "per cent", "%", "percentage", "per_cent"))


def figure(finder: Finder, answer: FigureAnswer, ident: str) -> Figure | None:
    """One figure, its worth read from the anchored words; None where they hold no number."""
    span = finder.fresh("figure", answer.words)
    if span is None:
        return None
    inside = finder.find("figure", answer.number, span.start, within=span)
    if inside is None:
        return None
    page = finder.page
    own = next((f for f in page.figures if f.number_span.overlaps(inside)), None)
    read = _numbers(finder, inside)
    if own is not None:
        number_span = _joined(inside, own.number_span)
    else:
        number_span = _joined(inside, *(page.span(n.start, n.stop) for n in read))
    values = [n.value for n in read]
    if not read and own is None and answer.comparator not in ("all", "vague"):
        finder.drop("figure", answer.words, "there is no number in the words")
        return None
    comparator = _comparator(answer.comparator, values, own)
    hedge = finder.find("hedge", answer.hedge, inside.start, within=span) if answer.hedge else None
    counted = (
        finder.find("figure", answer.counted, inside.end, within=span) if answer.counted else None
    )
    made = Figure(
        id=ident,
        span=_joined(span, number_span),
        number_span=number_span,
        comparator=comparator,
        unit=_unit(answer.unit, own),
        of=own.of if own is not None else _neutral(finder, counted),
        of_span=counted,
        hedge_span=hedge,
        holder=next(iter(finder.actors("figure", answer.words, (answer.holder or "",))), None)
        if answer.holder
        else None,
        basis=answer.basis if answer.basis in _BASES else None,
        quantity_basis=answer.quantity_basis if answer.quantity_basis in _QUANTITY else None,
        hedge_open=own.hedge_open if own is not None else False,
    )
    return _bounded(made, values, own)


def _numbers(finder: Finder, inside: Span) -> list[Number]:
    """The numbers that begin in some words, each as far as it goes."""
    page = finder.page
    i, j = page.range(inside)
    found: list[Number] = []
    while i < j:
        number = read_number(page.tokens, page.words, i)
        if number is not None:
            found.append(number)
        i = max(i + 1, number.stop if number else 0)
    return found


def _joined(span: Span, *others: Span) -> Span:
    spans = (span, *others)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _comparator(given: Comparator, values: list[float | None], own: Figure | None) -> Comparator:
    """The model's word for the hedge, where the number that stands there can have it."""
    known = [value for value in values if value is not None]
    if given in ("vague", "all"):
        if not known or (own is not None and own.comparator == given):
            return given
        return own.comparator if own is not None else "approx"
    if not known:
        return own.comparator if own is not None else "vague"
    if given == "range" and len(known) < 2 and (own is None or own.comparator != "range"):
        return own.comparator if own is not None else "eq"
    return given


def _bounded(made: Figure, values: list[float | None], own: Figure | None) -> Figure:
    """With value, low and high, as far as the words go and our grammar reads them."""
    kind = made.comparator
    if own is not None and own.comparator == kind:
        return replace(made, value=own.value, low=own.low, high=own.high)
    known = [value for value in values if value is not None]
    if kind == "range":
        return replace(made, low=min(known), high=max(known))
    if kind in ("vague", "all") or not known:
        return made
    value = known[0]
    low = value if kind in ("eq", "gt", "ge") else None
    high = value if kind in ("eq", "lt", "le") else None
    return replace(made, value=value, low=low, high=high)


def _unit(given: str | None, own: Figure | None) -> str | None:
    if given is None:
        return None
    plain = given.strip()
    if plain.lower() in _PERCENT:
        return "percent"
    if is_person_noun(plain.lower()):
        return "people"
    if len(plain) == 3 and plain.isupper():
        return plain
    return own.unit if own is not None and own.unit else plain.lower()


def _neutral(finder: Finder, counted: Span | None) -> str | None:
    """What is counted, without words that take a side."""
    if counted is None:
        return None
    words = " ".join(finder.page.document.text[counted.start : counted.end].split()).split(" ")
    return " ".join(LOADED.get(word.lower(), word) for word in words)


def timex(finder: Finder, answer: TimexAnswer, near: int | None = None) -> Timex | None:
    """One time expression: our own where it reads the words, else one without a value."""
    span = finder.fresh("timex", answer.words, near)
    if span is None:
        return None
    own = next((t for t in finder.page.timexes if t.span.overlaps(span)), None)
    if own is not None:
        return own
    return Timex("", span, answer.type, None, why="no value is known for these words")
