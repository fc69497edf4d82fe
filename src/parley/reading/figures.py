"""Figures: counts and measures, as hedged as their words, with their unit and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.model import Figure, Sentence, Span, Timex, Token
from parley.model.claims import Comparator
from parley.reading.bare_counts import taken_up, toll_before
from parley.reading.counted import Clause, neutral_phrase
from parley.reading.everyone import find_everyone
from parley.reading.fates import basis_of, where_of
from parley.reading.figure_filter import cites, counts_something, is_label
from parley.reading.hedges import NO_HEDGE, Hedge, hedge_before
from parley.reading.lexicon.people import HELD
from parley.reading.measures import Measure, Sized, hedge_behind, read_measure, read_sized
from parley.reading.money import currency_before
from parley.reading.numbers import Number
from parley.reading.rates import quantity_basis

__all__ = ["find_figures"]


def find_figures(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    timexes: Sequence[Timex],
) -> tuple[Figure, ...]:
    """Find the counts and measures of a text.

    Parameters
    ----------
    text : str
        The stored text.
    sentences : sequence of Sentence
        Their `first` and `last` index into `tokens`.
    tokens : sequence of Token
        Tagged, for the whole document.
    timexes : sequence of Timex
        Numbers inside them are no figures.

    Returns
    -------
    tuple of Figure
        In text order, ids ``f1``, ``f2``, …; `holder` and `statement` are left to the reader.

    Notes
    -----
    `low` and `high` go as far as the words: *over 100* has a low alone, *around 40* neither,
    *dozens* a low of 24. A number joined to a hedged one (*some 20,000 … and 1,200 …*) has neither
    and is marked `hedge_open`, since the hedge may or may not reach it. A part of something
    (*a third of the seats*) is in percent.
    """
    figures: list[Figure] = []
    paragraph = -1
    spans = [timex.span for timex in timexes]
    for sentence in sentences:
        inside = tokens[sentence.first : sentence.last]
        near = [span for span in spans if span.overlaps(sentence.span)]
        taken = frozenset(
            i
            for i, token in enumerate(inside if near else ())
            if any(token.span.overlaps(s) for s in near)
        )
        before = figures[-1] if figures and sentence.paragraph == paragraph else None
        paragraph = sentence.paragraph
        figures += _in_sentence(Clause(text, inside, taken), before)
    return tuple(replace(figure, id=f"f{n}") for n, figure in enumerate(figures, start=1))


def _in_sentence(clause: Clause, previous: Figure | None) -> Iterator[Figure]:
    i = 0
    while i < clause.stop:
        if i in clause.taken:
            i += 1
            continue
        made: Made | None
        if clause.words[i] in ("all", "every"):
            made = find_everyone(clause, i, previous, included=_included(clause, i))
        else:
            made = _figure_at(clause, i, previous)
        if made is None:
            i += 1
            continue
        figure, i = made
        if figure is not None:
            previous = figure
            yield figure


Made = tuple[Figure | None, int]


def _figure_at(clause: Clause, i: int, previous: Figure | None) -> Made | None:
    """The figure whose number starts at token `i`, and where to read on."""
    number = clause.number(i)
    if number is None or any(k in clause.taken for k in range(i, number.stop)):
        return None
    if is_label(clause, number):
        return None, number.stop
    sized = read_sized(clause, number)
    measure = read_measure(clause, sized)
    if measure is None:
        return None, number.stop
    measure = _carried(clause, sized, measure, previous)
    hedge = _hedge(clause, sized, measure)
    if measure.counted is None and measure.unit is None and not number.suffix:
        start = min(number.start, *_starts(hedge, number))
        tie = taken_up(clause, sized, hedge, start, previous)
        if tie is not None:
            measure = _tied(measure, tie, previous)
        elif not _bare_kept(clause, sized, hedge):
            return None, number.stop
    elif not _kept(clause, sized, measure, hedge):
        return None, number.stop
    figure = _built(clause, sized, measure, hedge, previous)
    return figure, max(measure.stop, sized.stop, hedge.stop)


def _carried(clause: Clause, sized: Sized, measure: Measure, previous: Figure | None) -> Measure:
    """*82 people, including 30 in the city*: people again."""
    bare = measure.unit is None and measure.counted is None and sized.number.kind == "digits"
    if bare and previous is not None and _included(clause, sized.number.start):
        return replace(measure, unit=previous.unit, of=previous.of)
    return measure


def _tied(measure: Measure, tie: str, previous: Figure | None) -> Measure:
    if tie == "votes":
        return replace(measure, unit="votes", of="votes")
    if tie == "same" and previous is not None:
        of = previous.of if previous.basis is None else previous.unit
        return replace(measure, unit=previous.unit, of=of)
    return measure


def _included(clause: Clause, start: int) -> bool:
    k = start - 1
    while clause.word(k) in _HEDGING:
        k -= 1
    return clause.word(k) == "including"


_HEDGING = frozenset("at least some around about more than over nearly almost".split())


# --- hedge, worth, record ------------------------------------------------------------------------
def _hedge(clause: Clause, sized: Sized, measure: Measure) -> Hedge:
    number = sized.number
    sure = measure.unit in _SURE or currency_before(clause, number.start) is not None
    firm = sure or number.kind == "digits" or (number.value or 0) > 10
    if measure.counted is None and measure.unit is None:  # *each shift over eight.*
        firm = firm or clause.word(sized.stop) in (".", ",", ";", "")
    hedge = hedge_before(clause.words, 0, sized.number.start, firm=firm)
    if hedge is NO_HEDGE:
        hedge = hedge_behind(clause, sized.stop)
    if hedge is NO_HEDGE and measure.stop > sized.stop:
        hedge = hedge_behind(clause, measure.stop)
    return hedge


_SURE = frozenset(
    """people percent times m km kg miles tonnes litres hectares barrels votes seats
    centimetres""".split()
)
"""Units before which *about*, *over*, … can only hedge."""


def _kept(clause: Clause, sized: Sized, measure: Measure, hedge: Hedge) -> bool:
    """Whether a number with a noun or a unit is a figure."""
    number = sized.number
    if measure.counted is not None and number.kind != "share":
        hedged = hedge is not NO_HEDGE
        return counts_something(clause, number, measure.counted, hedged=hedged)
    return True


def _bare_kept(clause: Clause, sized: Sized, hedge: Hedge) -> bool:
    """Whether a number with no noun is told of people (*wounded 40*) or hedged."""
    number = sized.number
    if number.kind == "few":
        return False
    start = min(number.start, *_starts(hedge, number))
    if toll_before(clause, start):
        return True
    fate = basis_of(clause, (start, sized.stop), None)
    pronoun = clause.word(sized.stop) == "of" and clause.word(sized.stop + 1) in _THOSE
    if fate is not None or pronoun:
        return number.value is None or number.value != 1
    if number.kind == "vague":
        return clause.word(sized.stop + (clause.word(sized.stop) == "more")) in _CROWD_VERBS
    return hedge is not NO_HEDGE and (number.value or 0) >= 10


_THOSE = frozenset("them those whom which these".split())
_CROWD_VERBS = frozenset(
    """fled marched protested gathered demonstrated attended rallied walked joined took flee rally
    march""".split()
)


def _starts(hedge: Hedge, number: Number) -> tuple[int, ...]:
    return (hedge.lead,) if 0 <= hedge.lead < number.start else (number.start,)


def _bounds(
    sized: Sized, hedge: Hedge, *, shared: bool
) -> tuple[Comparator, float | None, float | None, float | None]:
    """Comparator, value, low and high, as far as the words go."""
    value = sized.number.value
    if sized.high is not None:
        return "range", None, sized.low, sized.high
    if value is None:
        return "vague", None, sized.number.low, None
    kind = hedge.comparator
    if kind == "eq":
        return ("eq", value, None, None) if shared else ("eq", value, value, value)
    low = value if kind in ("gt", "ge") else None
    high = value if kind in ("lt", "le") else None
    return kind, value, low, high


def _built(
    clause: Clause, sized: Sized, measure: Measure, hedge: Hedge, previous: Figure | None
) -> Figure:
    number = sized.number
    start = min(sized.lead if sized.lead >= 0 else number.start, *_starts(hedge, number))
    stop = max(measure.stop, sized.stop, hedge.stop)
    shared = _shares_hedge(clause, start, previous, measure.unit)
    comparator, value, low, high = _bounds(sized, hedge, shared=shared)
    unit, of, basis = _told(clause, number, measure, (start, stop), previous)
    return Figure(
        id="",
        span=_span(clause, start, stop),
        number_span=_number_span(clause, sized),
        comparator=comparator,
        value=value,
        low=low,
        high=high,
        unit=unit,
        of=of,
        of_span=_span(clause, *measure.of_tokens) if measure.of_tokens else None,
        hedge_span=_hedge_span(clause, sized, hedge),
        basis=basis,
        quantity_basis=quantity_basis(clause, start, stop),
        hedge_open=shared and comparator == "eq",
    )


def _told(
    clause: Clause,
    number: Number,
    measure: Measure,
    figure: tuple[int, int],
    previous: Figure | None,
) -> tuple[str | None, str | None, str | None]:
    """Unit, what is counted in neutral words, and what is said to have happened to it."""
    unit, of, basis = measure.unit, measure.of, None
    if unit in (None, "people") or number.kind == "share":
        basis = basis_of(clause, figure, measure.counted)
    if measure.counted is not None:
        if basis is None and previous is not None and _included(clause, figure[0]):
            basis = previous.basis
        held = clause.words[measure.counted.head] in HELD or basis == "held"
        where = where_of(clause, figure[1]) if held else None
        if basis is None and cites(clause, measure.counted):
            basis = "cited"
        return unit, neutral_phrase(clause, measure.counted, basis, where), basis
    if unit is None:
        basis = basis or toll_before(clause, figure[0]) or None
        if measure.of is None and (basis is not None or number.kind == "vague"):
            unit = of = "people"
            of = of if basis in (None, "freed") else f"people {basis}"
    elif previous is not None and _included(clause, figure[0]):
        basis = basis or previous.basis
    return unit, of, basis


def _shares_hedge(clause: Clause, start: int, previous: Figure | None, unit: str | None) -> bool:
    """Whether a hedge on the figure before may reach this one (*some 20 men and 12 women*)."""
    return (
        previous is not None
        and (previous.hedge_span is not None or previous.hedge_open)
        and previous.unit == unit
        and clause.word(start - 1) in ("and", "or", ",")
        and clause.tokens[start - 1].span.start - previous.span.end <= 1
        and clause.tokens[start - 1].span.start >= previous.span.end
    )


def _span(clause: Clause, start: int, stop: int) -> Span:
    return Span(clause.tokens[start].span.start, clause.tokens[stop - 1].span.end)


def _number_span(clause: Clause, sized: Sized) -> Span:
    span = _span(clause, sized.number.start, sized.stop)
    if sized.number.suffix:
        return Span(span.start, span.end - len(sized.number.suffix) - 1)
    return span


def _hedge_span(clause: Clause, sized: Sized, hedge: Hedge) -> Span | None:
    if hedge is not NO_HEDGE:
        return _span(clause, hedge.start, hedge.stop)
    return _span(clause, sized.lead, sized.lead + 1) if sized.lead >= 0 else None
