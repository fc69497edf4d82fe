"""The command line: thin faces over the workbench, one command a file.

A command is a module of this package whose name has no leading underscore. It exposes
``command``, a `click.Command`, and imports nothing but click at its top, so that
``parley --help`` stays quick. Nothing is registered by hand: see `parley.cli._group`.
"""

from __future__ import annotations

import sys

import click

from parley._version import __version__
from parley.cli._group import INTERRUPTED, LazyGroup, without_colour
from parley.cli._streams import guarded_streams

__all__ = ["app", "main"]


@click.group(
    "parley",
    cls=LazyGroup,
    package=__name__,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Results go to stdout, problems to stderr. Exit 0: done. 1: faults in the material. "
    "2: a wrong call.",
)
@click.version_option(__version__, prog_name="parley")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Read reports of a negotiation, model it, reason about it, show it with its sources."""
    if without_colour():
        ctx.color = False


def main(args: list[str] | None = None) -> None:
    """Run ``parley``; always ends in `SystemExit`.

    Examples
    --------
    >>> try:
    ...     main(["--version"])
    ... except SystemExit as end:
    ...     print("exit", end.code)  # doctest: +ELLIPSIS
    parley, version ...
    exit 0
    """
    try:
        with guarded_streams():
            app.main(args=args, prog_name="parley")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
