"""``parley explain``: why each party would stay at an outcome, or leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option

if TYPE_CHECKING:
    from parley.analysis.certify import Prover
    from parley.case import Case
    from parley.model.explanation import Explanation

__all__ = ["command"]

WIDTH = 80
_FEW, _MANY = 3, 25
"""Moves of one party that are told: of everybody, or of one party asked about."""


@click.command("explain")
@case_argument
@click.argument("state", metavar="STATE")
@click.option("--party", metavar="P", help="Explain this party only, and more of its moves.")
@click.option("--by", "concept", metavar="CONCEPT", help="Count only replies that this one counts.")
@click.option("--with-inferred", is_flag=True, help="Count preferences that are only inferred.")
@json_option
def command(
    case: str,
    state: str,
    party: str | None,
    concept: str | None,
    with_inferred: bool,
    as_json: bool,
) -> None:
    """Say why each party would stay at an outcome, or leave it, and who would answer how.

    CASE is a case file; - is standard input. STATE is a number of `parley stability`, NYYN where
    every option is no or yes, option=value,option=value where that fixes one, or status_quo. With
    --json every verdict has its certificate, which parley.verify checks.
    """
    from parley.analysis.certify import Prover
    from parley.analysis.explain import explain
    from parley.case import parse_state
    from parley.cli._waiting import Waiting

    loaded = load(case, as_json=as_json)
    with Waiting("looking at the moves"):
        at = parse_state(loaded, state)
        asked = [_party(loaded, party)] if party is not None else list(loaded.parties)
        prover = Prover(loaded, with_inferred=with_inferred)
        explained = explain(prover, at, parties=asked, concept=concept)
        plain = _plain(loaded, prover, explained) if as_json else None
    if plain is not None:
        echo_json(plain)
        return
    for line in _lines(loaded, explained, most=_FEW if party is None else _MANY):
        click.echo(line)


def _party(case: Case, given: str) -> str:
    """The party of this key, or of this name."""
    from parley.case.shape import did_you_mean
    from parley.errors import UsageError

    wanted = given.strip().casefold()
    for key, party in case.parties.items():
        if wanted in (key.casefold(), party.name.casefold()):
            return key
    names = [*case.parties, *(party.name for party in case.parties.values())]
    raise UsageError(
        f"no party is called {given!r}{did_you_mean(given, names)}; there are "
        f"{', '.join(case.parties)}"
    )


def _lines(case: Case, explained: Explanation, *, most: int) -> list[str]:
    from parley.brief.explaining import sentences, title

    lines = _wrapped(0, title(case, explained.state))
    if explained.concept is not None:
        lines += _wrapped(0, f"By {explained.concept}: {explained.variant}.")
    for indent, words in sentences(case, explained, most=most):
        lines += _wrapped(indent, words) if words else [""]
    return lines


def _wrapped(indent: int, words: str) -> list[str]:
    import textwrap

    hang = 3 if words[:1].isdigit() else 2 if words.startswith("- ") else 0
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )


def _plain(case: Case, prover: Prover, explained: Explanation) -> dict[str, Any]:
    from parley.analysis import concepts
    from parley.model.certificate import RULES

    names: Sequence[str] = [explained.concept] if explained.concept else [
        name for name in RULES if name in concepts()
    ]  # fmt: skip
    return {
        "case": case.name,
        "hash": case.hash,
        "state": explained.state,
        "values": dict(case.states[explained.state]),
        "explanation": explained,
        "certificates": {
            view.party: {name: _certificate(prover, explained, view.party, name) for name in names}
            for view in explained.views
        },
    }


def _certificate(prover: Prover, explained: Explanation, party: str, concept: str) -> Any:
    """The certificate, or why there is none."""
    from parley.errors import LimitError, NotSupportedError

    try:
        return prover.certificate(concept, explained.state, party).to_json()
    except (LimitError, NotSupportedError) as why:
        return {"none": str(why)}
