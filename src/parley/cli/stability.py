"""``parley stability``: the outcomes that nobody would have reason to leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from parley.cli import _coalitions, _paths
from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option, number, variants
from parley.cli._waiting import Waiting

if TYPE_CHECKING:
    from parley.analysis.together.groups import Gain
    from parley.analysis.together.turns import Turns
    from parley.case import Case
    from parley.model import Result

__all__ = ["command"]

WIDTH = 80
_ROWS = 60
"""How many states a table shows; --json gives all."""
_HEAD = 12
"""Letters of a party's name that head its column."""
_NARROWEST = 20
"""Columns that a state's own words need."""


@click.command("stability")
@case_argument
@click.option("--by", "names", multiple=True, metavar="CONCEPT", help="Judge by this concept only.")
@click.option(
    "--variant", "given", multiple=True, metavar="KEYWORD=VALUE",
    help="Take another definition where a concept has several, as strength=strong.",
)  # fmt: skip
@click.option("--with-inferred", is_flag=True, help="Count preferences that are only inferred.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="For what preferences known in part leave open; 0 for bounds alone.",
)
@click.option(
    "--coalitions", "together", is_flag=True, help="Say which parties would leave together."
)
@click.option(
    "--gain",
    type=click.Choice(["strict", "pareto"]),
    default="strict",
    help="With --coalitions: all members gain (strict), or none loses and one gains.",
)
@click.option(
    "--replies",
    type=click.Choice(["not_twice", "disjoint"]),
    default="not_twice",
    help="With --coalitions, by cseq: the same group does not take two steps of a reply in a row "
    "(not_twice), or groups that do share nobody (disjoint).",
)
@click.option("--paths", "from_here", is_flag=True, help="Say how each outcome can be reached.")
@click.option("--from", "start", metavar="STATE", help="Begin paths here, not at the status quo.")
@json_option
def command(
    case: str,
    names: tuple[str, ...],
    given: tuple[str, ...],
    with_inferred: bool,
    time_limit: float,
    together: bool,
    gain: Gain,
    replies: Turns,
    from_here: bool,
    start: str | None,
    as_json: bool,
) -> None:
    """List the outcomes that nobody would have reason to leave, by each solution concept.

    CASE is a case file; - is standard input. Without --by every concept is used that is defined
    for the case; --by and --variant may be given more than once. An outcome on the list is not
    thereby likely, good or fair.

    --coalitions asks also what parties would leave together; each one's own way out always
    counts. --paths says which outcomes moves lead to from the status quo, whose moves, and
    where somebody would not gain by one.
    """
    from parley.analysis.stability import settled_parties

    if not together:
        _no_coalitions()
    loaded = load(case, as_json=as_json)
    with Waiting("judging outcomes"):
        results, left_out = _judged(
            loaded, names, variants(given), with_inferred=with_inferred, time_limit=time_limit
        )
        settled = settled_parties(loaded, with_inferred=with_inferred)
    if not (as_json or settled):
        click.echo(_nothing(loaded, with_inferred))
        return
    how = (gain, replies) if together else None
    more = _more(loaded, results, with_inferred, how, from_here, start, every=as_json)
    if as_json:
        plain = {name: shown.plain() for name, shown in more.items()}
        echo_json({**_plain(loaded, results, left_out), **plain})
        return
    for line in _lines(loaded, results, left_out, settled):
        click.echo(line)
    for shown in more.values():
        for line in shown.lines():
            click.echo(line)


def _no_coalitions() -> None:
    """Refuse what would be passed over in silence."""
    from click.core import ParameterSource

    from parley.errors import UsageError

    context = click.get_current_context()
    for option in ("gain", "replies"):
        if context.get_parameter_source(option) is not ParameterSource.DEFAULT:
            raise UsageError(f"--{option} says something of coalitions; add --coalitions")


def _more(
    case: Case,
    results: Mapping[str, Result],
    with_inferred: bool,
    together: tuple[Gain, Turns] | None,
    from_here: bool,
    start: str | None,
    *,
    every: bool,
) -> dict[str, _coalitions.Shown | _paths.Shown]:
    """What was asked for beside the table; with `every`, the ways to more than is printed."""
    more: dict[str, _coalitions.Shown | _paths.Shown] = {}
    if together:
        gain, replies = together
        more["coalitions"] = _coalitions.asked(case, results, gain, with_inferred, replies)
    if from_here or start is not None:
        with Waiting("looking for ways"):
            more["paths"] = _paths.asked(case, results, start, with_inferred, every=every)
    return more


def _judged(
    case: Case,
    names: Sequence[str],
    variants: Mapping[str, Any],
    *,
    with_inferred: bool,
    time_limit: float,
) -> tuple[dict[str, Result], dict[str, str]]:
    """Results by concept, and why others that were not named are left out."""
    from parley.analysis import stability
    from parley.analysis.stability import defined_concepts
    from parley.errors import LimitError, NotSupportedError

    given: dict[str, Any] = {"with_inferred": with_inferred, "time_limit": time_limit, **variants}
    if names:
        return stability(case, list(dict.fromkeys(names)), **given), {}
    fit, left_out = defined_concepts(case, with_inferred=with_inferred, **variants)
    if not fit:
        raise NotSupportedError("; ".join(f"{name}: {why}" for name, why in left_out.items()))
    try:
        return stability(case, fit, **given), left_out
    except LimitError:  # of one of them, found on the way: then one after another
        results = {}
        for name in fit:
            try:
                results[name] = stability(case, name, **given)
            except LimitError as error:
                left_out[name] = str(error)
        if not results:
            raise
        return results, left_out


def _plain(
    case: Case, results: Mapping[str, Result], left_out: Mapping[str, str]
) -> dict[str, Any]:
    shown = sorted({int(i) for r in results.values() for i in r.possible_equilibria})
    return {
        "case": case.name,
        "hash": case.hash,
        "n_states": len(case.states),
        "states": {str(i): dict(case.states[i]) for i in shown},
        "results": dict(results),
        "left_out": dict(left_out),
    }


def _nothing(case: Case, with_inferred: bool) -> str:
    inferred = any(
        pair.basis == "inferred" for known in case.preferences.values() for pair in known.prefers
    )
    if inferred and not with_inferred:
        return (
            f"{case.name}: preferences are only inferred, so no outcome is judged; "
            f"--with-inferred counts them."
        )
    return (
        f"{case.name}: no preference of any party is known, so no outcome can be judged; "
        f"write what each prefers under `preferences`."
    )


def _lines(
    case: Case,
    results: Mapping[str, Result],
    left_out: Mapping[str, str],
    settled: Sequence[str],
) -> Iterator[str]:
    letters = _letters(list(results))
    states = number(len(case.states), "state", "states")
    yield f"{case.name}: {states}, {number(len(case.parties), 'party', 'parties')}"
    yield from _wrapped(", ".join(f"{letters[name]} = {name}" for name in results))
    weak = any(result.parameters.get("strength") == "weak" for result in results.values())
    stays = "parties: weakly stable; all: for everybody"
    yield from _wrapped(
        "capital = holds in every order of outcomes that agrees with what is known, small = in "
        "some, ? = not decided, . = not; "
        + (stays if weak else "parties: would stay; all: nobody would leave")
    )
    unknown = [known.name for party, known in case.parties.items() if party not in settled]
    if unknown:
        yield from _wrapped(f"nothing is known of what these prefer: {', '.join(sorted(unknown))}")
    if case.status_quo_index is not None and not case.states.yes_no:
        yield "a state is what differs from the status quo"
    yield ""
    yield from _table(case, results, letters)
    yield ""
    yield from _counts(results)
    for why in dict.fromkeys(left_out.values()):
        names = ", ".join(name for name, own in left_out.items() if own == why)
        yield from _wrapped(f"left out: {names}: {why}")


def _table(case: Case, results: Mapping[str, Result], letters: Mapping[str, str]) -> Iterator[str]:
    shown = sorted({int(i) for r in results.values() for i in r.possible_equilibria})
    status_quo = case.status_quo_index
    if status_quo is not None and status_quo not in shown:
        shown = sorted([*shown, status_quo])
    parties = list(case.parties)
    heads = _heads(case, parties)
    wide = {p: max(len(results), len(head)) for p, head in heads.items()}
    room = WIDTH - 9 - max(3, len(results)) - sum(w + 2 for w in wide.values())
    if room < _NARROWEST:
        parties, room = [], WIDTH - 9 - max(3, len(results))
        yield from _wrapped("too many parties for columns; --json gives each one's verdicts")
    head = f"{'state':>5}  {'all':{max(3, len(results))}}  "
    head += "".join(f"{heads[p]:{wide[p]}}  " for p in parties)
    yield (head + _options(case, room)).rstrip()
    for i in shown[:_ROWS]:
        marks = f"{i:>5}  {_all(results, letters, i):{max(3, len(results))}}  "
        for p in parties:
            mark = "".join(_mark(r, letters[name], p, i) for name, r in results.items())
            marks += f"{mark:{wide[p]}}  "
        yield from _state(marks, case, i, i == status_quo)
    if len(shown) > _ROWS:
        yield f"       and {len(shown) - _ROWS:,} more; --json lists all"


def _heads(case: Case, parties: Sequence[str]) -> dict[str, str]:
    """Names as headings; the parties' keys where cut names could not be told apart."""
    heads = {p: case.parties[p].name[:_HEAD] for p in parties}
    return heads if len(set(heads.values())) == len(heads) else {p: p[:_HEAD] for p in parties}


def _options(case: Case, room: int) -> str:
    if not case.states.yes_no:
        return ""
    names = ",".join(column.name for column in case.states.columns)
    return names if len(names) <= room else "N, Y per option, in the case's order"[:room]


def _state(marks: str, case: Case, i: int, is_status_quo: bool) -> list[str]:
    import textwrap

    return textwrap.wrap(
        "(status quo)" if is_status_quo else _words(case, i),
        WIDTH,
        initial_indent=marks,
        subsequent_indent=" " * len(marks),
        break_on_hyphens=False,
    )


def _words(case: Case, i: int) -> str:
    """A state in letters, or as what differs from the status quo where the case names one."""
    status_quo = case.status_quo_index
    if case.states.yes_no or status_quo is None:
        return case.states.text(i).replace(",", ", ")
    before, after = case.states[status_quo], case.states[i]
    return ", ".join(f"{name}={value}" for name, value in after.items() if value != before[name])


def _mark(result: Result, letter: str, party: str, i: int) -> str:
    if result.stable[party][i]:
        return letter
    if not result.possible[party][i]:
        return "."
    return letter.lower() if result.decided[party][i] else "?"


def _all(results: Mapping[str, Result], letters: Mapping[str, str], i: int) -> str:
    marks = ""
    for name, result in results.items():
        if i in result.equilibria:
            marks += letters[name]
        elif i in result.possible_equilibria:
            marks += letters[name].lower() if i in result.surely_possible else "?"
        else:
            marks += "."
    return marks


def _counts(results: Mapping[str, Result]) -> Iterator[str]:
    for name, result in results.items():
        sure, some = len(result.equilibria), len(result.possible_equilibria)
        line = f"{name}: {sure:,} for certain"
        if some > sure:
            line += f", {some:,} {'' if result.possible_is_exact else 'at most '}possible"
        if not result.complete:
            line += f" ({result.why_stopped})"
        yield from _wrapped(f"{line}. {result.variant[:1].upper()}{result.variant[1:]}.")


def _letters(names: Sequence[str]) -> dict[str, str]:
    """One capital for each concept: the first letter of its name that is still free."""
    taken: dict[str, str] = {}
    for name in names:
        free = (c.upper() for c in name if c.isalpha() and c.upper() not in taken.values())
        taken[name] = next(free, "X")
    return taken


def _wrapped(words: str) -> list[str]:
    import textwrap

    return textwrap.wrap(words, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
