"""Write the reference pages that come from the code: commands and solution concepts.

``python scripts/reference.py`` writes them, ``--check`` only says whether they are fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parley.analysis import concepts
from parley.cli import app

HOME = Path(__file__).resolve().parents[1] / "docs" / "reference"
NOTE = "<!-- Made by scripts/reference.py from the code; do not edit. -->\n"


def commands() -> str:
    """The page of the command line: every command's own help."""
    parts = [
        NOTE,
        "# The command line\n",
        "Results go to stdout, problems to stderr as `file:line:column: what, and the words`. "
        "`-` is standard input.\nExit codes: 0 done, 1 faults in the material, 2 a wrong call "
        "(a missing file or a folder too), 130 stopped by Ctrl-C.\n`NO_COLOR` takes colour "
        "away.\n",
    ]
    with click.Context(app, info_name="parley", terminal_width=88) as ctx:
        parts.append(f"```text\n{app.get_help(ctx)}\n```\n")
        for name in app.list_commands(ctx):
            command = app.get_command(ctx, name)
            assert command is not None
            inner = click.Context(command, info_name=name, parent=ctx, terminal_width=88)
            parts.append(f"## parley {name}\n\n```text\n{command.get_help(inner)}\n```\n")
            for sub, one in getattr(command, "commands", {}).items():
                below = click.Context(one, info_name=sub, parent=inner, terminal_width=88)
                parts.append(f"### parley {name} {sub}\n\n```text\n{one.get_help(below)}\n```\n")
    return "\n".join(parts)


def methods() -> str:
    """The page of the solution concepts: what each declares about itself."""
    parts = [
        NOTE,
        "# Solution concepts\n",
        "What `parley.stability` knows, as each says of itself. {doc}`../explanation/stability` "
        "explains\nthe method.\n",
    ]
    for name, one in concepts().items():
        parts.append(f"## {name}: {one.title}\n")
        parts.append(f"{one.doc.splitlines()[0]}\n")
        parts.append(f"- Source: {one.source}\n- Definition taken: {one.variant}")
        parts.append(f"- Needs: {one.needs}")
        for keyword, values in one.variants.items():
            words = ", ".join(f"`{value}`" for value in values) or "a party; no default"
            parts.append(f"- `{keyword}`: {words}")
            parts += [
                f"  - `{value}`: {one.meanings[keyword, value]}"
                for value in values
                if (keyword, value) in one.meanings
            ]
        parts.append("")
    return "\n".join(parts)


def main() -> int:
    """Write the pages, or say which are stale."""
    stale = []
    for name, text in (("cli.md", commands()), ("concepts.md", methods())):
        path = HOME / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"stale: {', '.join(stale)}; run python scripts/reference.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
