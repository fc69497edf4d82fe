"""``parley verify``: whether certificates prove what they say of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option, number

if TYPE_CHECKING:
    from parley.model.certificate import Check

__all__ = ["command"]

_DEEPEST = 8
"""How deep in lists and mappings a certificate is looked for."""


@click.command("verify")
@case_argument
@click.argument("file", metavar="FILE")
@json_option
@click.pass_context
def command(ctx: click.Context, case: str, file: str, as_json: bool) -> None:
    """Check certificates of a case, move by move, without solving anything.

    CASE is a case file. FILE holds what `parley explain --json` printed, or one certificate of it;
    - is standard input. The exit code is 1 where one does not prove its verdict.
    """
    from parley.analysis.checking.verify import verify
    from parley.errors import UsageError

    if case == file == "-":
        raise UsageError("the case and the certificates cannot both come from standard input")
    certificates = list(_certificates(_read(file)))
    if not certificates:
        raise UsageError(f"{file} holds no certificate; parley explain --json prints some")
    loaded = load(case, as_json=as_json)
    checked = [(each, verify(loaded, each)) for each in certificates]
    failed = sum(not check for _, check in checked)
    if as_json:
        echo_json({
            "case": loaded.name, "hash": loaded.hash, "file": file, "proved": len(checked) - failed,
            "failed": failed,
            "certificates": [{**_named(each), "check": check} for each, check in checked],
        })  # fmt: skip
    else:
        for each, check in checked:
            click.echo(_told(each, check))
        told = number(len(checked), "certificate", "certificates")
        click.echo(f"{told}: {len(checked) - failed} proved, {failed} not.")
    ctx.exit(1 if failed else 0)


def _read(file: str) -> Any:
    """The JSON of a file, or of standard input.

    Raises
    ------
    UsageError
        There is no such file, or it holds no JSON.
    """
    import json
    from pathlib import Path

    from parley.case.load import MOST_BYTES, read_bytes
    from parley.errors import UsageError
    from parley.workbench.files import standard_input

    if Path(file).is_dir():
        raise UsageError(f"{file} is a folder; name a file that parley explain --json wrote")
    given = standard_input(MOST_BYTES + 1) if file == "-" else read_bytes(file)
    try:
        return json.loads(given)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is not JSON: {error}") from None


def _certificates(found: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every certificate in what was read, wherever it stands."""
    if isinstance(found, Mapping) and {"case_hash", "concept", "stable"} <= found.keys():
        yield found
    elif depth < _DEEPEST and isinstance(found, Mapping | list):
        for inner in found.values() if isinstance(found, Mapping) else found:
            yield from _certificates(inner, depth + 1)


def _named(certificate: Mapping[str, Any]) -> dict[str, Any]:
    """Which verdict a certificate is about."""
    keys = ("concept", "party", "coalition", "state", "stable")
    return {key: certificate[key] for key in keys if key in certificate}


def _told(certificate: Mapping[str, Any], check: Check) -> str:
    named = _named(certificate)
    who = named.get("party", named.get("coalition"))
    if isinstance(who, list | tuple):
        who = "+".join(map(str, who))
    holds = "holds" if named["stable"] is True else "does not hold"
    head = f"{named['concept']}, state {named.get('state')} {holds} for {who}"
    if check:
        return f"{head}: proved"
    line = f"{check.line}: " if check.line else ""
    return f"{head}: not proved: {line}{check.what}"
