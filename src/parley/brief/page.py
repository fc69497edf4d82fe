"""One printed page: what yields where there is no room for all, and that this is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from parley.brief.tree import (
    Block,
    Brief,
    Inline,
    Item,
    Line,
    Para,
    Picture,
    Quote,
    Row,
    Section,
    Table,
)

__all__ = [
    "LINES",
    "QUOTE",
    "QUOTE_LEAST",
    "TWICE",
    "WIDTH",
    "Cuts",
    "Height",
    "cuts",
    "fit",
    "later",
    "lines_of",
    "shorten",
]

LINES = 78
"""Lines of 80 columns on a printed A4 page, at nine points."""
WIDTH = 80
"""Columns of a printed page."""
TWICE = 50
"""From this rank on things are told elsewhere on the page too, and yield before blank lines."""
QUOTE = 150
"""Characters of a quotation that a page shows; its place leads to the whole."""
QUOTE_LEAST = 60
"""The same where nothing else is left to give way."""


def later(n: int, shown: int, first: int = 1) -> int:
    """Rank of the n-th of things that are alike: the later, the sooner it yields.

    Rank 1 is left for what nearly never should.

    Parameters
    ----------
    n : int
        From 0.
    shown : int
        How many a page should have; what is beyond goes long before these.
    first : int
        How many never yield.

    Examples
    --------
    >>> [later(n, 4, first=2) for n in range(6)]
    [0, 0, 3, 4, 14, 15]
    """
    if n < first:
        return 0
    return n + 1 if n < shown else min(TWICE - 1, 10 + n)


Step = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cuts:
    """What yields so that a brief fits its page."""

    gone: frozenset[Step] = frozenset()
    """(rank, section, block, line) of what has no room; line is -1 for a whole block."""
    quotes: int | None = None
    """Characters of a quotation that are shown; None for all."""
    tight: bool = False
    """Without blank lines between the parts."""

    def leaves_out(self, block: Block, i: int, j: int, k: int = -1) -> bool:
        """Whether line or row `k` of block `j` of section `i` has no room, or all of the block."""
        if (block.rank, i, j, -1) in self.gone:
            return True
        return k >= 0 and (lines_of(block)[k].rank, i, j, k) in self.gone


Height = Callable[[Brief, bool], int]
"""How many lines a brief takes; with True, without blank lines between its parts."""


def cuts(brief: Brief, height: Height) -> Cuts:
    """Find what yields, in this order, and no more than must.

    Long quotations are cut; what is told elsewhere on the page goes (ranks from `TWICE` on);
    blank lines go; then the highest ranks go, last first. What has rank 0 stays, so a page is
    kept to as far as the ranks allow.

    Parameters
    ----------
    brief : Brief
        The whole tree.
    height : callable
        See `Height`.
    """
    room = LINES * brief.pages
    if height(brief, False) <= room:
        return Cuts()
    ranks = sorted(_ranks(brief), reverse=True)
    twice, every = sum(step[0] >= TWICE for step in ranks), len(ranks)
    tries = ((QUOTE, False, 0, twice), (QUOTE, True, twice, every), (QUOTE_LEAST, True, 0, every))
    for quotes, tight, low, high in tries:
        short = shorten(brief, quotes)

        def too_high(n: int, short: Brief = short, tight: bool = tight) -> bool:
            return height(_without(short, frozenset(ranks[:n])), tight) > room

        n = _fewest(low, high, too_high)
        if not too_high(n):
            break
    return Cuts(frozenset(ranks[: _whole(brief, ranks, n)]), quotes, tight)


def _whole(brief: Brief, ranks: list[Step], n: int) -> int:
    """How many yield where rows of one table that belong together go together."""
    while 0 < n < len(ranks) and ranks[n][:3] == ranks[n - 1][:3]:
        _, i, j, _ = ranks[n]
        block = brief.sections[i].blocks[j]
        if not (isinstance(block, Table) and block.together):
            break
        n += 1
    return n


def _fewest(low: int, high: int, too_many: Callable[[int], bool]) -> int:
    """The least n from `low` to `high` that is not too many, or `high`."""
    while low < high:
        middle = (low + high) // 2
        if too_many(middle):
            low = middle + 1
        else:
            high = middle
    return low


def fit(brief: Brief, height: Height) -> tuple[Brief, Cuts]:
    """Shorten a brief to its page or pages; each section then says how much is left out."""
    found = cuts(brief, height)
    shown = brief if found.quotes is None else shorten(brief, found.quotes)
    return _without(shown, found.gone), found


def _ranks(brief: Brief) -> list[Step]:
    """Every thing that may yield: (rank, section, block, line); -1 for a whole block."""
    found = []
    for i, section in enumerate(brief.sections):
        for j, block in enumerate(section.blocks):
            if block.rank:
                found.append((block.rank, i, j, -1))
            for k, line in enumerate(lines_of(block)):
                if line.rank:
                    found.append((line.rank, i, j, k))
    return found


def lines_of(block: Block) -> list[Line | Row]:
    """Give the lines or rows of a block; a picture has none."""
    if isinstance(block, Picture):
        return []
    return list(block.rows if isinstance(block, Table) else block.lines)


def _without(brief: Brief, gone: frozenset[Step]) -> Brief:
    sections = []
    for i, section in enumerate(brief.sections):
        blocks: list[Block] = []
        left_out = 0
        for j, block in enumerate(section.blocks):
            if isinstance(block, Picture):
                blocks.append(block)
                continue
            size = len(lines_of(block))
            if (block.rank, i, j, -1) in gone:
                left_out += size
                continue
            keep = [k for k, line in enumerate(lines_of(block)) if (line.rank, i, j, k) not in gone]
            left_out += size - len(keep)
            if keep:
                blocks.append(_only(block, keep))
        sections.append(replace(section, blocks=tuple(blocks), left_out=left_out))
    return brief.with_sections(tuple(s for s in sections if s.blocks or s.left_out))


def _only(block: Para | Item | Table, keep: list[int]) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple(block.rows[k] for k in keep))
    return replace(block, lines=tuple(block.lines[k] for k in keep))


def shorten(brief: Brief, limit: int) -> Brief:
    """Cut quotations longer than `limit` characters at a word, keeping their spans."""
    return brief.with_sections(tuple(_cut_section(section, limit) for section in brief.sections))


def _cut_section(section: Section, limit: int) -> Section:
    cut = 0

    def parts(inline: tuple[Inline, ...]) -> tuple[Inline, ...]:
        nonlocal cut
        out = []
        for part in inline:
            if isinstance(part, Quote) and len(part.words) > limit:
                cut += 1
                head, space, _ = part.words[:limit].rpartition(" ")
                part = replace(part, words=head if space else part.words[:limit], cut=True)
            out.append(part)
        return tuple(out)

    def line(one: Line) -> Line:
        return replace(one, parts=parts(one.parts))

    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Picture):
            blocks.append(block)
        elif isinstance(block, Table):
            rows = (replace(row, cells=tuple(map(parts, row.cells))) for row in block.rows)
            blocks.append(replace(block, rows=tuple(rows)))
        elif isinstance(block, Item):
            blocks.append(Item(block.label, tuple(map(line, block.lines)), block.rank))
        else:
            blocks.append(Para(tuple(map(line, block.lines)), block.rank))
    return replace(section, blocks=tuple(blocks), quotes_cut=cut)
