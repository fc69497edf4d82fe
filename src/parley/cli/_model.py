"""Options that say which language model is asked, and the question before anything is sent."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parley.cli._common import echo_json
from parley.cli._waiting import Waiting

if TYPE_CHECKING:
    from parley.workbench.model_reader import Estimate, NamedModel

__all__ = ["agreed", "model_options", "show_estimate"]

F = TypeVar("F", bound=Callable[..., Any])
Given = dict[str, Any]

_OPTIONS = (
    click.option("--endpoint", metavar="URL", help="The OpenAI-compatible service that is asked, "
                 "as http://localhost:8080/v1. The texts are sent there. A key is taken from "
                 "PARLEY_LLM_KEY."),
    click.option("--model", metavar="NAME", help="The model, as the endpoint calls it."),
    click.option("--yes", is_flag=True, help="Send without asking first."),
    click.option("--cache", metavar="DIR", help="Keep answers in this folder, which quotes the "
                 "texts; by default in the user's own cache."),
    click.option("--requests", type=int, default=2, show_default=True, metavar="N",
                 help="Requests at once."),
    click.option("--timeout", type=float, default=120.0, show_default=True, metavar="SECONDS",
                 help="What one request may take."),
    click.option("--time-limit", type=float, default=60.0, show_default=True, metavar="MINUTES",
                 help="What all requests together may take; run again for the rest."),
    click.option("--price-in", type=float, metavar="MONEY", help="Price of a million tokens sent; "
                 "with --price-out, the estimate is in money too."),
    click.option("--price-out", type=float, metavar="MONEY",
                 help="Price of a million tokens answered."),
)  # fmt: skip


def model_options(function: F) -> F:
    """Give a command the options of a model, as one keyword: ``asking``, a function.

    ``asking()`` gives an `NamedModel`; None where no endpoint and no model is named.
    """

    @functools.wraps(function)
    def with_asking(*arguments: Any, **keywords: Any) -> Any:
        names = ("endpoint", "model", "yes", "cache", "requests", "timeout", "time_limit",
                 "price_in", "price_out")  # fmt: skip
        given = {name: keywords.pop(name) for name in names}
        return function(*arguments, asking=functools.partial(_asking, given), **keywords)

    for option in reversed(_OPTIONS):
        with_asking = option(with_asking)
    return with_asking  # type: ignore[return-value]


@contextmanager
def agreed(model: NamedModel) -> Iterator[tuple[NamedModel, Waiting]]:
    """The same model with a bar, which begins only when the question has been answered."""
    with ExitStack() as stack:
        waiting = Waiting("asking")

        def confirm(estimate: Any, settings: Any) -> None:
            if model.confirm is not None:
                model.confirm(estimate, settings)
            stack.enter_context(waiting)

        yield replace(model, confirm=confirm), waiting


def show_estimate(estimate: Estimate, *, as_json: bool) -> None:
    """Print what would be sent, and about what that takes."""
    if as_json:
        echo_json({**asdict(estimate), "asked": estimate.asked})
    else:
        click.echo(str(estimate))


def _asking(given: Given) -> NamedModel | None:
    if given["endpoint"] is None and given["model"] is None:
        return None
    from parley.errors import UsageError
    from parley.workbench.model_reader import NamedModel, Prices, Settings, key_from_environment

    missing = [f"--{name}" for name in ("endpoint", "model") if given[name] is None]
    if missing:
        raise UsageError(f"a language model needs both an address and a name: add {missing[0]}")
    prices = None
    if given["price_in"] is not None or given["price_out"] is not None:
        prices = Prices(given["price_in"] or 0.0, given["price_out"] or 0.0)
    settings = Settings(
        given["endpoint"],
        given["model"],
        key_from_environment(),
        timeout=given["timeout"],
        time_limit=given["time_limit"] * 60,
        jobs=given["requests"],
    )
    folder = Path(given["cache"]) if given["cache"] else None
    return NamedModel(settings, folder, prices, functools.partial(_confirm, yes=given["yes"]))


def _confirm(estimate: Any, settings: Any, *, yes: bool) -> None:
    """Say what would be sent where, and ask; without a terminal only ``--yes`` is an answer."""
    from parley.errors import UsageError

    where = "on this machine" if settings.is_local else "the texts leave this machine"
    click.echo(f"{settings.address} ({where}), model {settings.model}: {estimate}", err=True)
    if settings.is_plain:
        click.echo("notice: the address is http, so the texts travel unencrypted", err=True)
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("nothing was sent: add --yes to send without being asked")
    if not click.confirm("Send them?", err=True):
        raise UsageError("nothing was sent")
