"""The group that finds its commands, and what a failed command says and returns."""

from __future__ import annotations

import difflib
import errno
import os
import pkgutil
from importlib import import_module
from typing import Any

import click

from parley.cli._common import show_problems
from parley.errors import CaseError, MaterialError, ParleyError, UsageError

__all__ = ["FAULTS", "INTERRUPTED", "WRONG_CALL", "LazyGroup", "without_colour"]

FAULTS = 1
WRONG_CALL = 2
INTERRUPTED = 130
"""What a shell gives a program that Ctrl-C ended."""
_SENTENCE = 200
"""Letters: click cuts a help sentence at 45 or so, where there is room for all of it."""


def without_colour() -> bool:
    """Whether the user asked for no colour (any non-empty ``NO_COLOR``, as no-color.org says)."""
    return bool(os.environ.get("NO_COLOR"))


class LazyGroup(click.Group):
    """A group whose commands are the modules of a package, imported when they are needed.

    Parameters
    ----------
    package : str
        The package to look in; a module ``two_words`` gives the command ``two-words``.
    """

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List every command's name, in alphabetical order."""
        found = pkgutil.iter_modules(import_module(self.package).__path__)
        return sorted(m.name.replace("_", "-") for m in found if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{self.package}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Do as click does, but answer a typing slip with the nearest name."""
        name = args[0]
        known = self.list_commands(ctx)
        if name in known or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else "`parley --help` lists the commands."
        raise click.UsageError(f"There is no command '{name}'. {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with its first sentence whole."""
        names = self.list_commands(ctx)
        commands = [(name, self.get_command(ctx, name)) for name in names]
        rows = [(n, c.get_short_help_str(_SENTENCE)) for n, c in commands if c and not c.hidden]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a user's fault becomes a sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except (CaseError, MaterialError) as error:
            show_problems(error.problems)
            ctx.exit(FAULTS)
        except ParleyError as error:
            click.echo(f"parley: {error}", err=True)
            ctx.exit(WRONG_CALL if isinstance(error, UsageError) else FAULTS)
        except KeyboardInterrupt:
            click.echo("\nparley: stopped", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            # A file that the user named and the system will not give. A closed pipe is
            # click's to end quietly; an error without a file is a bug and keeps its traceback.
            if error.errno == errno.EPIPE or error.filename is None:
                raise
            click.echo(f"parley: cannot use {str(error.filename)!r}: {error.strerror}", err=True)
            ctx.exit(WRONG_CALL)
