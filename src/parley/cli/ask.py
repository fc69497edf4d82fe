"""``parley ask``: which comparison to ask a party about next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option, number, seconds
from parley.cli._outcomes import WIDTH, in_brackets, key

if TYPE_CHECKING:
    from parley.analysis.change import NextQuestions
    from parley.case import Case

__all__ = ["command"]


@click.command("ask")
@case_argument
@click.option(
    "--by", "name", default="seq", metavar="CONCEPT", help="nash, gmr, smr or seq (default)."
)
@click.option(
    "--time-limit", default=30.0, metavar="S", callback=seconds, help="Seconds for the search; 30."
)
@click.option("--with-inferred", is_flag=True, help="Count preferences that are only inferred.")
@json_option
def command(case: str, name: str, time_limit: float, with_inferred: bool, as_json: bool) -> None:
    """List the unknown comparisons whose answers would settle most, of what would hold.

    CASE is a case file; - is standard input. Every answer is tried; a verdict says of one party
    and one outcome whether the party would stay. What a party would rather have is for the party
    to say: no answer is better than another.
    """
    from parley.analysis.change import next_question
    from parley.cli._waiting import Waiting

    loaded = load(case, as_json=as_json)
    with Waiting("trying answers"):
        found = next_question(loaded, name, time_limit=time_limit, with_inferred=with_inferred)
    if as_json:
        echo_json({"case": loaded.name, "hash": loaded.hash, "next": found})
        return
    for line in _lines(loaded, found):
        click.echo(line)


def _lines(case: Case, found: NextQuestions) -> Iterator[str]:
    from parley.analysis.change.words import question_words

    of = len(case.states) * len(case.parties)
    yield f"{case.name}: {number(found.open, 'verdict', 'verdicts')} of {of:,} open"
    if found.questions and key(case):
        yield key(case)
    if found.open and not found.questions and found.complete:
        yield "No single answer settles any."
    for k, question in enumerate(found.questions, 1):
        sentence = question_words(case, question, lambda i: in_brackets(case, i))
        yield from textwrap.wrap(
            sentence,
            WIDTH,
            initial_indent=f"{k:>2}. ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
    if found.more:
        more = number(found.more, "question", "questions")
        yield f"{more} more would settle something; these settle most."
    if not found.complete:
        yield from textwrap.wrap(f"Not complete: {found.why_stopped}.", WIDTH)
