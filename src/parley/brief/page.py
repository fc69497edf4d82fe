"""One printed page: what yields where there is no room for all, and that this is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from parley.brief.tree import Block, Brief, Inline, Item, Line, Para, Quote, Row, Section, Table

__all__ = ["LINES", "QUOTE", "WIDTH", "fit", "shorten"]

LINES = 66
"""Lines of a printed page."""
WIDTH = 80
"""Columns of a printed page."""
QUOTE = 150
"""Characters of a quotation that a page shows; its place leads to the whole."""


def fit(brief: Brief, height: Callable[[Brief], int], lines: int | None = None) -> Brief:
    """Shorten a brief to its page or pages, and note in each section how much is left out.

    Quotations are cut first, then whatever has the highest rank goes, last first. What has
    rank 0 stays, so a page is kept to as far as the ranks allow.

    Parameters
    ----------
    brief : Brief
        The whole tree.
    height : callable
        How many lines a brief takes.
    lines : int, optional
        Room; `LINES` a page by default.
    """
    room = LINES * brief.pages if lines is None else lines
    if height(brief) <= room:
        return brief
    brief = shorten(brief, QUOTE)
    ranks = sorted(_ranks(brief), reverse=True)
    low, high = 0, len(ranks)
    while low < high:  # the fewest steps down the ranks that make it fit
        middle = (low + high) // 2
        if height(_without(brief, set(ranks[:middle]))) <= room:
            high = middle
        else:
            low = middle + 1
    return _without(brief, set(ranks[:low]))


def _ranks(brief: Brief) -> list[tuple[int, int, int, int]]:
    """Every thing that may yield: (rank, section, block, line); -1 for a whole block."""
    found = []
    for i, section in enumerate(brief.sections):
        for j, block in enumerate(section.blocks):
            if block.rank:
                found.append((block.rank, i, j, -1))
            for k, line in enumerate(_lines(block)):
                if line.rank:
                    found.append((line.rank, i, j, k))
    return found


def _lines(block: Block) -> list[Line | Row]:
    return list(block.rows if isinstance(block, Table) else block.lines)


def _without(brief: Brief, gone: set[tuple[int, int, int, int]]) -> Brief:
    sections = []
    for i, section in enumerate(brief.sections):
        blocks, left_out = [], 0
        for j, block in enumerate(section.blocks):
            size = len(_lines(block))
            if (block.rank, i, j, -1) in gone:
                left_out += size
                continue
            keep = [k for k, line in enumerate(_lines(block)) if (line.rank, i, j, k) not in gone]
            left_out += size - len(keep)
            if keep:
                blocks.append(_only(block, keep))
        sections.append(replace(section, blocks=tuple(blocks), left_out=left_out))
    return brief.with_sections(tuple(s for s in sections if s.blocks or s.left_out))


def _only(block: Block, keep: list[int]) -> Block:
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
        if isinstance(block, Table):
            rows = (replace(row, cells=tuple(map(parts, row.cells))) for row in block.rows)
            blocks.append(replace(block, rows=tuple(rows)))
        elif isinstance(block, Item):
            blocks.append(Item(block.label, tuple(map(line, block.lines)), block.rank))
        else:
            blocks.append(Para(tuple(map(line, block.lines)), block.rank))
    return replace(section, blocks=tuple(blocks), quotes_cut=cut)
