"""Figures: counts and measures, as hedged as their words, with their unit and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.model import Figure, Sentence, Span, Timex, Token
from parley.model.claims import Comparator
from parley.reading.counted import SYMBOLS, Clause, neutral_phrase, read_counted
from parley.reading.fates import basis_of, where_of
from parley.reading.figure_filter import counts_something, is_label
from parley.reading.hedges import NO_HEDGE, Hedge, hedge_before
from parley.reading.lexicon.people import FAMILY, HELD
from parley.reading.measures import Measure, Sized, hedge_behind, read_measure, read_sized
from parley.reading.numbers import Number

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
    `low` and `high` go as far as the words: *over 100* has a low alone, *around 40* neither. A
    number joined to a hedged one (*some 20,000 … and 1,200 …*) has neither, since the hedge may
    or may not reach it.
    """
    figures: list[Figure] = []
    spans = [timex.span for timex in timexes]
    for sentence in sentences:
        inside = tokens[sentence.first : sentence.last]
        near = [span for span in spans if span.overlaps(sentence.span)]
        taken = frozenset(
            i for i, token in enumerate(inside) if any(token.span.overlaps(s) for s in near)
        )
        figures += _in_sentence(Clause(text, inside, taken))
    return tuple(replace(figure, id=f"f{n}") for n, figure in enumerate(figures, start=1))


def _in_sentence(clause: Clause) -> Iterator[Figure]:
    i, previous = 0, None
    while i < clause.stop:
        if i in clause.taken:
            i += 1
            continue
        if clause.words[i] in ("all", "every"):
            made = _everyone(clause, i, previous)
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
    if not _kept(clause, sized, measure, hedge):
        return None, number.stop
    figure = _built(clause, sized, measure, hedge, previous)
    return figure, max(measure.stop, sized.stop, hedge.stop)


def _carried(clause: Clause, sized: Sized, measure: Measure, previous: Figure | None) -> Measure:
    """*82 people, including 30 in the city*: people again."""
    bare = measure.unit is None and measure.counted is None and sized.number.kind == "digits"
    if bare and previous is not None and _included(clause, sized.number.start):
        return replace(measure, unit=previous.unit, of=previous.of)
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
    sure = (
        measure.unit in ("people", "percent", "share") or clause.words[number.start][0] in SYMBOLS
    )
    firm = sure or number.kind == "digits" or (number.value or 0) > 10
    hedge = hedge_before(clause.words, 0, number.start, firm=firm)
    if hedge is NO_HEDGE:
        hedge = hedge_behind(clause, sized.stop)
    if hedge is NO_HEDGE and measure.stop > sized.stop:
        hedge = hedge_behind(clause, measure.stop)
    return hedge


def _kept(clause: Clause, sized: Sized, measure: Measure, hedge: Hedge) -> bool:
    number = sized.number
    if measure.counted is not None and number.kind != "share":
        return counts_something(clause, number, measure.counted, hedged=hedge is not NO_HEDGE)
    if measure.unit is not None:
        return True
    if number.kind == "few" or sized.number.suffix:
        return False
    start = min(number.start, *_starts(hedge, number))
    if _toll(clause, start):
        return True
    fate = basis_of(clause, (start, sized.stop), None)
    pronoun = clause.word(sized.stop) == "of" and clause.word(sized.stop + 1) in ("them", "those")
    if fate is not None or pronoun:
        return number.value is None or number.value != 1
    if number.kind == "vague":
        return clause.word(sized.stop) in _CROWD_VERBS
    return hedge is not NO_HEDGE and (number.value or 0) >= 10


def _toll(clause: Clause, i: int) -> str | None:
    """What a toll counts: *the number of people killed rose to 104*, *a death toll of 33*."""
    if clause.word(i - 1) not in ("to", "at", "of", "is", "was", "reached"):
        return None
    near = clause.words[max(0, i - 24) : i - 1]
    if "toll" not in near and not ("number" in near and "of" in near):
        return None
    words = ("killed", "injured", "wounded", "displaced", "held", "dead", "deaths", "toll")
    found = next((word for word in words if word in near), "")
    return {"wounded": "injured", "dead": "killed", "deaths": "killed", "toll": "killed"}.get(
        found, found
    )


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
        return "vague", None, None, None
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
    if unit in (None, "people", "share"):
        basis = basis_of(clause, figure, measure.counted)
    if measure.counted is not None:
        if basis is None and previous is not None and _included(clause, figure[0]):
            basis = previous.basis
        held = clause.words[measure.counted.head] in HELD or basis == "held"
        where = where_of(clause, figure[1]) if held else None
        return unit, neutral_phrase(clause, measure.counted, basis, where), basis
    if unit is None:
        basis = basis or _toll(clause, figure[0]) or None
        if basis is not None or number.kind == "vague":  # *thousands fled*
            unit = of = "people"
            of = of if basis in (None, "freed") else f"people {basis}"
    elif previous is not None and _included(clause, figure[0]):
        basis = basis or previous.basis
    return unit, of, basis


def _shares_hedge(clause: Clause, start: int, previous: Figure | None, unit: str | None) -> bool:
    """Whether a hedge on the figure before may reach this one (*some 20 men and 12 women*)."""
    return (
        previous is not None
        and previous.hedge_span is not None
        and previous.unit == unit
        and clause.word(start - 1) == "and"
        and clause.tokens[start - 1].span.start - previous.span.end <= 1
        and clause.tokens[start - 1].span.start >= previous.span.end
    )


def _span(clause: Clause, start: int, stop: int) -> Span:
    return Span(clause.tokens[start].span.start, clause.tokens[stop - 1].span.end)


def _number_span(clause: Clause, sized: Sized) -> Span:
    span = _span(clause, sized.number.start, sized.stop)
    if sized.number.suffix:
        return Span(span.start, span.end - len(sized.number.suffix) - 1)
    if sized.high is None and clause.text[span.start] in SYMBOLS:
        return Span(span.start, span.end)
    return span


def _hedge_span(clause: Clause, sized: Sized, hedge: Hedge) -> Span | None:
    if hedge is not NO_HEDGE:
        return _span(clause, hedge.start, hedge.stop)
    return _span(clause, sized.lead, sized.lead + 1) if sized.lead >= 0 else None


# --- all of them ---------------------------------------------------------------------------------
_WHOLE = FAMILY | frozenset(
    "civilians soldiers foreigners hostage captive prisoner detainee troops fighters".split()
)


def _everyone(clause: Clause, i: int, previous: Figure | None) -> Made | None:
    """*All hostages*, *all of the remaining women and children*; not *all parties*."""
    if clause.word(i - 1) in ("at", "not", "after", "above"):
        return None
    counted = read_counted(clause, i + 1)
    if counted is None or clause.number(i + 1) is not None:
        return None
    if any(clause.number(k) is not None for k in range(i + 1, counted.start)):
        return None  # *all of the 33 hostages*: the number speaks
    head = clause.words[counted.head]
    nation = clause.tokens[counted.head].text[0].isupper() and counted.people
    if not (head in HELD or head in _WHOLE or nation):
        return None
    basis = basis_of(clause, (i, counted.stop), counted)
    included = previous is not None and _included(clause, i)
    if included and basis is None and previous is not None:
        basis = previous.basis
    held = head in HELD or basis == "held"
    where = where_of(clause, counted.stop) if held else None
    of = neutral_phrase(clause, counted, basis, where)
    if included and previous is not None and " held" in (previous.of or "") and not held:
        of += (previous.of or "")[(previous.of or "").index(" held") :]
    figure = Figure(
        id="",
        span=_span(clause, i, counted.stop),
        number_span=clause.tokens[i].span,
        comparator="all",
        unit="people",
        of=of,
        of_span=_span(clause, counted.start, counted.stop),
        basis=basis,
    )
    return figure, counted.stop
