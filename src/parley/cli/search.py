"""``parley search``: find words in the reports of a ledger."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@asked_options("since", "until")
def command(words: tuple[str, ...], **given: Any) -> None:
    """Find words in the reports of a ledger.

    All the words must stand in one paragraph, in any order. '"two words"' finds a phrase, cease*
    the beginning of a word.
    """
    from parley.cli._wording import found_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.search(" ".join(words), **conditions(given, form_asked(given)))
    put(rows, "search", found_lines, given, "paragraphs with these words")
