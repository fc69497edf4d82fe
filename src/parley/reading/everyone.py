"""*All hostages*, *every woman*, *all flights*: everybody or everything of a kind."""

from __future__ import annotations

from parley.model import Figure, Span
from parley.reading.counted import Clause, Counted, neutral_phrase, read_counted
from parley.reading.fates import basis_of, where_of
from parley.reading.lexicon.people import HELD

__all__ = ["find_everyone"]

# *All sides*, *all options*: nothing that anybody counts.
_LOOSE = frozenset(
    """actions activities areas aspects attacks attempts avenues benefits capacities cases causes
    charges circumstances claims conditions contacts corners costs countries days demands details
    differences directions doubts efforts ends eyes factors fields forms fronts grounds groups hands
    hopes hostilities ideas indications initiatives interests issues kinds leaders levels lines
    links matters means measures members nations obstacles occasions odds operations options others
    parties partners parts people persons phases plans points possibilities problems processes
    proposals provisions questions reasons relations respects responsibilities rights rules sectors
    sides signs sorts stages stakeholders states steps talks terms things threats ties times types
    violations ways words""".split()
)
_NOT_BEHIND = frozenset("at not after above first".split())


def find_everyone(
    clause: Clause, i: int, previous: Figure | None, *, included: bool
) -> tuple[Figure, int] | None:
    """The figure of *all* or *every* at token `i` and where to read on; None where it is none.

    Parameters
    ----------
    clause : Clause
    i : int
    previous : Figure or None
    included : bool
        Whether *including* before it makes these part of `previous`.
    """
    if clause.word(i - 1) in _NOT_BEHIND:
        return None
    start = i + 1 + (clause.word(i + 1) in ("last", "single") and clause.words[i] == "every")
    counted = read_counted(clause, start)
    if counted is None or clause.number(start) is not None:
        return None
    if any(clause.number(k) is not None for k in range(start, counted.start)):
        return None  # *all of the 33 hostages*: the number speaks
    if not _is_counted(clause, i, counted):
        return None
    basis = basis_of(clause, (i, counted.stop), counted)
    if included and basis is None and previous is not None:
        basis = previous.basis
    held = clause.words[counted.head] in HELD or basis == "held"
    where = where_of(clause, counted.stop) if held else None
    of = neutral_phrase(clause, counted, basis, where)
    if included and previous is not None and " held" in (previous.of or "") and not held:
        of += (previous.of or "")[(previous.of or "").index(" held") :]
    tokens = clause.tokens
    figure = Figure(
        id="",
        span=Span(tokens[i].span.start, tokens[counted.stop - 1].span.end),
        number_span=tokens[i].span,
        comparator="all",
        unit=counted.unit,
        of=of,
        of_span=Span(tokens[counted.start].span.start, tokens[counted.stop - 1].span.end),
        basis=basis,
    )
    return figure, counted.stop


def _is_counted(clause: Clause, i: int, counted: Counted) -> bool:
    head, token = clause.words[counted.head], clause.tokens[counted.head]
    if head in HELD:
        return True
    if clause.words[i] == "every":  # *every woman*; of things it tells a rate (*on every parcel*)
        return counted.people
    if head in _LOOSE:
        return False
    return counted.people or token.tag in ("NNS", "NNPS")
