"""A brief for a terminal, or piped as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import StringIO

from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text as Styled

from parley.brief.page import WIDTH, Cuts, fit
from parley.brief.plain import left_out, part_words
from parley.brief.tree import At, Brief, Inline, Item, Line, Mark, Picture, Quote, Section, Table
from parley.brief.tree import Text as Words

__all__ = ["height", "render"]

_GUTTER = 9
_GAP = 1
_STYLES = {Words: "", Quote: "italic", At: "dim", Mark: "dim italic"}


def render(brief: Brief, *, width: int = WIDTH, colour: bool = False, full: bool = False) -> str:
    """Draw a brief as text.

    Parameters
    ----------
    brief : Brief
        The whole tree.
    width : int
        Columns, at least 40. What fits one page is reckoned at 80 columns whatever the width,
        so that a narrow window leaves nothing out that a page has.
    colour : bool
        With terminal styles; without them there is no control sequence in the text.
    full : bool
        All of it, not what one page holds.

    Returns
    -------
    str
        Lines without trailing white space, ending in a newline.
    """
    shown, found = (brief, Cuts()) if full else fit(brief, height)
    return _draw(shown, max(40, width), colour=colour, tight=found.tight)


def height(brief: Brief, tight: bool) -> int:
    """How many lines a brief takes at 80 columns, with or without blank lines between parts."""
    out = StringIO()
    _console(out, WIDTH, colour=False).print(_title(brief, WIDTH))
    lines = out.getvalue().count("\n")
    for n, section in enumerate(brief.sections):
        lines += _blank(brief, n, tight=tight)
        lines += _drawn(section, WIDTH, False, len(brief.sources) == 1, tight).count("\n")
    return lines


def _draw(brief: Brief, width: int, *, colour: bool, tight: bool) -> str:
    out = StringIO()
    console = _console(out, width, colour=colour)
    console.print(_title(brief, width))
    for n, section in enumerate(brief.sections):
        if _blank(brief, n, tight=tight):
            console.print()
        out.write(_drawn(section, width, colour, len(brief.sources) == 1, tight))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _console(out: StringIO, width: int, *, colour: bool) -> Console:
    return Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


@lru_cache(maxsize=256)
def _drawn(section: Section, width: int, colour: bool, alone: bool, tight: bool) -> str:
    """Draw one part; kept, because fitting a page draws the same part many times."""
    out = StringIO()
    console = _console(out, width, colour=colour)
    for renderable in _section(section, alone=alone, tight=tight):
        console.print(renderable)
    return out.getvalue()


def _blank(brief: Brief, n: int, *, tight: bool) -> bool:
    """Whether a blank line stands before a part: not between two with headings in the margin."""
    if n == 0 or tight:
        return False
    return n == 1 or not (_beside(brief.sections[n - 1]) and _beside(brief.sections[n]))


def _title(brief: Brief, width: int) -> RenderableType:
    more = any(section.left_out for section in brief.sections)
    note = " (+n: n more with --full)" if more else ""
    gap = width - len(brief.title) - len(note) - len(brief.standing)
    text = Styled(brief.title, style="bold").append(note, style="not bold dim")
    return text.append(" " * gap if gap > 1 else " · ").append(brief.standing, style="not bold")


def _beside(section: Section) -> bool:
    """Whether the heading stands in the margin, beside its first sentence."""
    return len(section.heading) <= _GUTTER and not any(
        isinstance(block, Table) or (isinstance(block, Item) and n == 0)
        for n, block in enumerate(section.blocks)
    )


def _section(section: Section, *, alone: bool, tight: bool) -> Iterable[RenderableType]:
    more = left_out(section)
    heading: Styled | None = None
    if _beside(section):
        heading = Styled(section.heading, style="bold")
    elif section.heading:
        line = Styled(section.heading, style="bold")
        line.append(f" ({section.note})" if section.note else "", style="not bold")
        yield line.append(f" {more}" if more else "", style="not bold")
        more = ""
    blocks = [block for block in section.blocks if not isinstance(block, Picture)]
    for n, block in enumerate(blocks):
        if isinstance(block, Table):
            if block.caption is not None:
                yield _lines((block.caption,), alone=alone)
            yield _table(block, alone=alone, header=not (tight and block.plain))
            continue
        label = _label(block, alone=alone) if isinstance(block, Item) else Styled()
        body = _lines(block.lines, alone=alone)
        if more and n == len(blocks) - 1:
            body.append(f" {more}", style="dim")
        if n == 0 and heading is not None:
            label = heading
        yield body if not section.heading and not isinstance(block, Item) else _hang(label, body)
    if not blocks and heading is not None:
        yield _hang(heading, Styled(more, style="dim"))


def _label(item: Item, *, alone: bool) -> Styled:
    """Write what stands in the margin, its places on a line of their own where they must."""
    whole = _inline(item.label, alone=alone)
    if whole.cell_len <= _GUTTER:
        return whole
    places = [part for part in item.label if isinstance(part, At)]
    text = _inline([part for part in item.label if not isinstance(part, At)], alone=alone)
    text.rstrip()
    for part in places:
        text.append("\n").append_text(_inline((part,), alone=alone))
    return text


def _hang(label: Styled, body: Styled) -> Grid:
    grid = Grid.grid(padding=(0, _GAP, 0, 0), expand=True)
    grid.add_column(width=_GUTTER)
    grid.add_column(ratio=1)
    grid.add_row(label, body)
    return grid


def _table(table: Table, *, alone: bool, header: bool) -> Grid:
    grid = Grid(
        box=None,
        expand=True,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        show_header=header,
        show_edge=False,
    )
    for i, column in enumerate(table.columns):
        grid.add_column(column, ratio=table.widths[i] if table.widths else 1, overflow="fold")
    for row in table.rows:
        grid.add_row(*(_inline(cell, alone=alone) for cell in row.cells))
    return grid


def _lines(lines: Sequence[Line], *, alone: bool) -> Styled:
    text = Styled()
    for n, line in enumerate(lines):
        text.append(" " if n else "").append_text(_inline(line.parts, alone=alone))
    return text


def _inline(parts: Sequence[Inline], *, alone: bool) -> Styled:
    text = Styled(overflow="fold")
    for part in parts:
        text.append(part_words(part, alone), style=_STYLES[type(part)])
    return text
