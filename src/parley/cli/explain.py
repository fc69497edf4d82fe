"""``parley explain``: why each party would stay at an outcome, or leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option

if TYPE_CHECKING:
    from parley.case import Case

__all__ = ["command"]

WIDTH = 80
_FEW, _MANY = 3, 25
"""Moves of one party that are told: of everybody, or of one party asked about."""


@click.command("explain")
@case_argument
@click.argument("state", metavar="STATE")
@click.option(
    "--party", "parties", multiple=True, metavar="P",
    help="Explain this party only, and more of its moves; more than once for several.",
)  # fmt: skip
@click.option("--by", "concept", metavar="CONCEPT", help="Count only replies that this one counts.")
@click.option(
    "--variant", "given", multiple=True, metavar="KEYWORD=VALUE",
    help="With --by: take another of its definitions, as strength=strong or gain=pareto.",
)  # fmt: skip
@click.option("--with-inferred", is_flag=True, help="Count preferences that are only inferred.")
@json_option
def command(
    case: str,
    state: str,
    parties: tuple[str, ...],
    concept: str | None,
    given: tuple[str, ...],
    with_inferred: bool,
    as_json: bool,
) -> None:
    """Say why each party would stay at an outcome, or leave it, and who would answer how.

    CASE is a case file; - is standard input. STATE is a number of `parley stability`, NYYN where
    every option is no or yes, option=value,option=value where that fixes one, or status_quo.

    --by cnash, cgmr, csmr or cseq takes the parties given by --party together. With --json every
    verdict has its certificate, which parley.verify checks (that of non_myopic, which may be long,
    with --by); of weak stability and of the concepts that look ahead in turn there are certificates
    and no words.
    """
    from parley.analysis.proofs.certify import Prover
    from parley.case import parse_state
    from parley.cli import _certificates
    from parley.cli._common import variants
    from parley.cli._waiting import Waiting

    loaded = load(case, as_json=as_json)
    with Waiting("looking at the moves"):
        asked = _certificates.Asked(
            loaded,
            Prover(loaded, with_inferred=with_inferred),
            parse_state(loaded, state),
            tuple(dict.fromkeys(_party(loaded, party) for party in parties)),
            concept,
            variants(given),
        )
        plain = asked.plain() if as_json else None
        said = [] if as_json else asked.said(most=_MANY if parties else _FEW)
    if plain is not None:
        echo_json(plain)
    for indent, words in said:
        for line in _wrapped(indent, words) if words else [""]:
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
