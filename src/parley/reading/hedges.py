"""Words that hedge a number, before it (*around*, *more than*) or behind it (*or so*)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from parley.model.claims import Comparator

__all__ = ["APPROXIMATE", "NO_HEDGE", "Hedge", "hedge_after", "hedge_before"]

_TABLE: tuple[tuple[Comparator, str], ...] = (
    ("gt", "more than|over|well over|just over|in excess of|upwards of|above|exceeding"),
    ("ge", "at least|no fewer than|no less than|not fewer than|not less than|as few as"),
    ("ge", "a minimum of|at the very least"),
    ("lt", "fewer than|less than|under|just under|well under|below"),
    ("le", "up to|at most|as many as|as much as|no more than|not more than|a maximum of"),
    ("approx", "around|about|some|nearly|almost|roughly|approximately|close to|estimated|perhaps"),
    ("approx", "circa|approaching|approximate|somewhere around|in the region of|maybe|possibly"),
    ("approx", "just about|well nigh|something like|in the order of|of the order of|nigh on"),
    ("gt", "far more than|much more than|slightly more than|slightly over|a little over|north of"),
    ("gt", "a little more than|rather more than|a bit more than|greater than|higher than"),
    ("ge", "no smaller than|a total of at least|at a minimum|minimum"),
    ("lt", "slightly less than|a little less than|slightly under|a little under|just short of"),
    ("lt", "lower than|smaller than|not quite|well below|just below|far fewer than|far less than"),
    ("le", "at the most|no greater than|no higher than|maximum|not exceeding|a ceiling of"),
)
_BEHIND: tuple[tuple[Comparator, str], ...] = (
    ("ge", "or more|at least|plus|+|at a minimum|minimum"),
    ("le", "or fewer|or less|at most|at the most|maximum"),
    ("approx", "or so|or thereabouts|approximately|give or take|more or less"),
)


def _phrases(
    table: tuple[tuple[Comparator, str], ...],
) -> Mapping[tuple[str, ...], Comparator]:
    return MappingProxyType(
        {tuple(p.split()): kind for kind, phrases in table for p in phrases.split("|")}
    )


_BEFORE = _phrases(_TABLE)
_AFTER = _phrases(_BEHIND)
_LAST_WORDS = frozenset(phrase[-1] for phrase in _BEFORE)
_LONGEST = max(len(phrase) for phrase in _BEFORE)

APPROXIMATE = frozenset(
    "about around some perhaps nearly almost roughly approximately maybe possibly".split()
)
"""Hedges in one word that may stand before the second number of a range."""

# *Hand over 40 people*, *talks about three islands*: no hedge.
_PARTICLE_AFTER = {
    "over": frozenset(
        """hand hands handed handing turn turns turned turning take takes took taken taking win won
        control rule dispute disputes talks row clash clashes conflict war wars authority
        disagreement disagreements sovereignty differences battle fight fighting quarrel
        presided preside""".split()
    ),
    "about": frozenset(
        """talk talks talked talking question questions concern concerns concerned worried worry
        bring brought come came asked ask spoke speak speaking information details report
        reports debate argue argued argument complained complaints""".split()
    ),
    "under": frozenset("come came comes coming fall fell falls held detained operate".split()),
    "around": frozenset("drove walked turned went moved centered centred revolve".split()),
}
_BRINGING = frozenset("bring brings bringing brought".split())
_PREPOSITIONS = frozenset("over about under around above below".split())


class Hedge(NamedTuple):
    """A hedge on tokens ``[start, stop)``; `lead` is where its article starts."""

    comparator: Comparator
    start: int
    stop: int
    lead: int


NO_HEDGE = Hedge("eq", -1, -1, -1)


def hedge_before(words: Sequence[str], first: int, i: int, *, firm: bool) -> Hedge:
    """Read the hedges that end just before token `i`; `NO_HEDGE` where there are none.

    Parameters
    ----------
    words : sequence of str
        Lower case.
    first : int
        Where the sentence starts.
    i : int
        Where the number starts.
    firm : bool
        Whether what is counted leaves no doubt that *about*, *over*, … hedge the number
        (people, percent, money, a number in digits) and do not name a topic or a place.

    Examples
    --------
    >>> hedge_before("they hold at least some 40 people".split(), 0, 4, firm=True)
    Hedge(comparator='ge', start=2, stop=4, lead=2)
    >>> hedge_before("they handed over 40 people".split(), 0, 3, firm=True) is NO_HEDGE
    True
    """
    start, kinds = i, []
    while start > first and words[start - 1] in _LAST_WORDS:
        n = _length_before(words, first, start, firm)
        if n == 0:
            break
        kinds.append(_BEFORE[tuple(words[start - n : start])])
        start -= n
    if not kinds:
        return NO_HEDGE
    outer = [kind for kind in reversed(kinds) if kind != "approx"]
    article = (
        start > first
        and words[start] in ("estimated", "approximate")
        and (words[start - 1] in ("an", "the"))
    )
    return Hedge(outer[0] if outer else "approx", start, i, start - 1 if article else start)


def _length_before(words: Sequence[str], first: int, stop: int, firm: bool) -> int:
    """Words in the longest hedge that ends at `stop`; 0 where none does."""
    for n in range(min(_LONGEST, stop - first), 0, -1):
        phrase = tuple(words[stop - n : stop])
        if phrase not in _BEFORE:
            continue
        if phrase == ("up", "to") and _BRINGING & set(words[max(first, stop - 22) : stop]):
            return 0  # *bringing the number up to 104*
        if n == 1 and phrase[0] in _PREPOSITIONS:
            before = words[stop - 2] if stop - 2 >= first else ""
            if not firm or before in _PARTICLE_AFTER.get(phrase[0], ()):
                return 0
        return n
    return 0


def hedge_after(words: Sequence[str], i: int, last: int) -> Hedge:
    """Read the hedge that starts at token `i`, behind a number or what it counts.

    Examples
    --------
    >>> hedge_after("40 people or so were held".split(), 2, 7).comparator
    'approx'
    """
    for n in (3, 2, 1):
        kind = _AFTER.get(tuple(words[i : i + n])) if i + n <= last else None
        if kind is not None:
            return Hedge(kind, i, i + n, i)
    return NO_HEDGE
