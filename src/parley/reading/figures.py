"""Figures: counts and measures, as hedged as their words, with their unit and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parley.model import Figure, Sentence, Span, Timex, Token
from parley.model.claims import Comparator
from parley.reading.counted import SYMBOLS, Clause, Counted, neutral_phrase, read_counted
from parley.reading.fates import basis_of, where_of
from parley.reading.figure_filter import counts_something, is_label
from parley.reading.hedges import NO_HEDGE, Hedge, hedge_after, hedge_before
from parley.reading.lexicon.people import FAMILY, HELD
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


@dataclass(frozen=True, slots=True)
class _Measure:
    """What stands behind a number: its unit and where the figure stops."""

    stop: int
    unit: str | None = None
    of: str | None = None
    of_tokens: tuple[int, int] | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class _Sized:
    """A number, or two that bound a range."""

    number: Number
    stop: int
    low: float | None = None
    high: float | None = None
    lead: int = -1
    """Where *between* stands."""
    change: bool = False
    """*From 5 to 8*: the first of two figures, not the lower bound of one."""


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
    sized = _sized(clause, number)
    measure = _measure(clause, sized)
    if measure is None:
        return None, number.stop
    hedge = _hedge(clause, sized, measure)
    if not _kept(clause, sized, measure, hedge):
        return None, number.stop
    return _built(clause, sized, measure, hedge, previous), max(measure.stop, number.stop)


# --- ranges --------------------------------------------------------------------------------------
def _sized(clause: Clause, number: Number) -> _Sized:
    """Join *between 10 and 20*, *10 to 20*, *10-20*, *three or four*."""
    single = _Sized(number, number.stop)
    if number.value is None or number.suffix or number.kind == "share":
        return single
    k = number.stop
    own_unit = clause.word(k) in ("percent", "%")
    k += own_unit
    link, before = clause.word(k), clause.word(number.start - 1)
    joins = link in ("to", "or", "-", "–") or (link == "and" and before == "between")
    second = clause.number(k + 1) if joins and k + 1 not in clause.taken else None
    if second is None or second.value is None or second.kind == "share":
        return single
    low = number.value * _shared_scale(clause, number, second)
    if before == "from" and link == "to":
        return replace(single, change=not own_unit)
    if not low < second.value or (link == "or" and second.value > 2 * low + 1):
        return single
    lead = number.start - 1 if before == "between" else -1
    return _Sized(number, second.stop, low, second.value, lead)


def _shared_scale(clause: Clause, number: Number, second: Number) -> float:
    """*2 to 3 million* counts millions on both sides."""
    scales = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
    last = clause.words[second.stop - 1]
    if clause.words[number.stop - 1] in scales or (number.value or 0) >= 1000:
        return 1.0
    return scales.get(last, 1.0)


# --- what is measured ----------------------------------------------------------------------------
def _measure(clause: Clause, sized: _Sized) -> _Measure | None:
    number, stop = sized.number, sized.stop
    if sized.change:
        second = clause.number(stop + 1)
        behind = _measure(clause, _Sized(second, second.stop)) if second else None
        return replace(behind, stop=stop, of_tokens=None) if behind else None
    if number.suffix:
        return _joined(clause, number)
    symbol = clause.words[number.start][0]
    if symbol in SYMBOLS:
        return _money(clause, stop, SYMBOLS[symbol])
    percent = _percent(clause, number, stop)
    if percent is not None:
        return percent
    counted = read_counted(clause, stop)
    if number.kind == "share":
        return _share(clause, number, counted)
    if counted is None:
        return _Measure(stop)
    if counted.unit is not None and counted.unit.isupper():
        return _money(clause, counted.stop, counted.unit)
    return _Measure(counted.stop, counted.unit, None, (counted.start, counted.stop), counted)


def _money(clause: Clause, stop: int, unit: str) -> _Measure:
    """*$5 million in aid*, *$86 for a housing allowance*, *$3 billion worth of grain*."""
    k = stop + (clause.word(stop) == "worth")
    if clause.word(k) not in ("in", "for", "of"):
        return _Measure(stop, unit)
    k += 1
    while clause.word(k) in ("a", "an", "the", "its", "their", "each", "every"):
        k += 1
    counted = read_counted(clause, k)
    if counted is None or counted.people or clause.tokens[counted.head].text[0].isupper():
        return _Measure(stop, unit)
    phrase = (counted.start, counted.stop)
    return _Measure(stop, unit, _plain(clause, phrase), phrase)


def _plain(clause: Clause, phrase: tuple[int, int]) -> str:
    return " ".join(token.text for token in clause.tokens[phrase[0] : phrase[1]])


def _joined(clause: Clause, number: Number) -> _Measure | None:
    """*20-member*, *8-percent*, *40-strong*."""
    units = {"member": "people", "strong": "people", "man": "people", "person": "people"}
    units |= {"percent": "percent", "km": "km", "kilometer": "km", "mile": "miles"}
    unit = units.get(number.suffix)
    if unit is None or number.value is None:
        return None
    of = "members" if number.suffix == "member" else unit
    return _Measure(number.stop, unit, of if unit == "people" else None)


def _percent(clause: Clause, number: Number, stop: int) -> _Measure | None:
    word = clause.word(stop)
    n = 2 if word == "per" and clause.word(stop + 1) == "cent" else 1
    if n == 1 and word not in ("percent", "%", "percentage", "pct"):
        return None
    unit, stop = "percent", stop + n
    if clause.word(stop).startswith("point"):
        unit, stop = "percentage points", stop + 1
    phrase = _percent_of(clause, number.start, stop)
    return _Measure(stop, unit, _plain(clause, phrase) if phrase else None, phrase)


_CHANGES = frozenset("raise rise increase cut decrease fall drop hike reduction gain".split())


def _percent_of(clause: Clause, start: int, stop: int) -> tuple[int, int] | None:
    """*8 percent of seats*, *an 8 percent raise*, *a raise of 8 percent*, *cut pay by 8 percent*."""
    if clause.word(stop) in _CHANGES:
        return stop, stop + 1
    counted = read_counted(clause, stop)
    if counted is not None:
        return counted.start, counted.stop
    k = start - 1
    while k > 0 and clause.tag(k) not in ("IN", "TO") and not clause.is_noun(k):
        if clause.tag(k).startswith("VB") or clause.word(k) in (",", ";", "and"):
            return None
        k -= 1
    if clause.word(k) not in ("of", "by") and not clause.is_noun(k):
        return None
    end = k + 1 if clause.is_noun(k) else k
    first = end
    while clause.is_noun(first - 1) or clause.tag(first - 1).startswith("JJ"):
        first -= 1
    return (first, end) if first < end else None


def _share(clause: Clause, number: Number, counted: Counted | None) -> _Measure | None:
    """*Half of the seats*, *two-thirds of those held*."""
    if counted is None or counted.start == number.stop:
        return None
    phrase = (counted.start, counted.stop)
    return _Measure(counted.stop, "share", _plain(clause, phrase), phrase)


# --- hedge, worth, record ------------------------------------------------------------------------
def _hedge(clause: Clause, sized: _Sized, measure: _Measure) -> Hedge:
    number = sized.number
    sure = measure.unit in ("people", "percent") or clause.words[number.start][0] in SYMBOLS
    firm = sure or number.kind == "digits" or (number.value or 0) > 10
    hedge = hedge_before(clause.words, 0, number.start, firm=firm)
    if hedge is NO_HEDGE:
        hedge = hedge_after(clause.words, sized.stop, clause.stop)
    if hedge is NO_HEDGE and measure.stop > sized.stop:
        hedge = hedge_after(clause.words, measure.stop, clause.stop)
    return hedge


def _kept(clause: Clause, sized: _Sized, measure: _Measure, hedge: Hedge) -> bool:
    number = sized.number
    if measure.counted is not None and number.kind != "share":
        return counts_something(clause, number, measure.counted, hedged=hedge is not NO_HEDGE)
    if measure.unit is not None:
        return True
    if number.kind == "few" or sized.number.suffix:
        return False
    fate = basis_of(clause, (min(number.start, *_starts(hedge, number)), sized.stop), None)
    pronoun = clause.word(sized.stop) == "of" and clause.word(sized.stop + 1) in ("them", "those")
    if fate is not None or pronoun:
        return number.value is None or number.value != 1
    if number.kind == "vague":
        return clause.word(sized.stop) in _CROWD_VERBS
    return hedge is not NO_HEDGE and (number.value or 0) >= 10


_CROWD_VERBS = frozenset(
    "fled marched protested gathered demonstrated attended rallied walked joined took".split()
)


def _starts(hedge: Hedge, number: Number) -> tuple[int, ...]:
    return (hedge.lead,) if 0 <= hedge.lead < number.start else (number.start,)


def _bounds(
    sized: _Sized, hedge: Hedge, *, shared: bool
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
    clause: Clause, sized: _Sized, measure: _Measure, hedge: Hedge, previous: Figure | None
) -> Figure:
    number = sized.number
    start = min(sized.lead if sized.lead >= 0 else number.start, *_starts(hedge, number))
    stop = max(measure.stop, sized.stop, hedge.stop)
    shared = _shares_hedge(clause, start, previous, measure.unit)
    comparator, value, low, high = _bounds(sized, hedge, shared=shared)
    unit, of, basis = measure.unit, measure.of, None
    if unit is None or unit == "people":
        basis = basis_of(clause, (start, stop), measure.counted)
        if measure.counted is None and unit is None and basis is not None:
            unit, of = "people", f"people {basis}" if basis != "freed" else "people"
    elif measure.counted and clause.words[measure.counted.head] in ("lives", "deaths"):
        basis = "killed"
    if measure.counted is not None:
        held = clause.words[measure.counted.head] in HELD or basis == "held"
        where = where_of(clause, stop) if held else None
        of = of or neutral_phrase(clause, measure.counted, basis, where)
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


def _number_span(clause: Clause, sized: _Sized) -> Span:
    span = _span(clause, sized.number.start, sized.stop)
    if sized.number.suffix:
        return Span(span.start, span.end - len(sized.number.suffix) - 1)
    if sized.high is None and clause.text[span.start] in SYMBOLS:
        return Span(span.start, span.end)
    return span


def _hedge_span(clause: Clause, sized: _Sized, hedge: Hedge) -> Span | None:
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
    included = clause.word(i - 1) == "including" and previous is not None
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
