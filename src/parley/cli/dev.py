"""``parley dev``: what those who work on the reader need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parley.cli._common import echo_json, json_option, show_problems

if TYPE_CHECKING:
    from pathlib import Path

    from parley.scoring import GoldFile, Layer, Score, Slip

__all__ = ["command"]

F = TypeVar("F", bound=Callable[..., Any])


@click.group("dev")
def command() -> None:
    """Score the reader against what people marked, and people against one another."""


def _shared_options(function: F) -> F:
    for option in (
        json_option,
        click.option(
            "--layer",
            "names",
            metavar="NAME",
            multiple=True,
            help="Only this layer: statements, with-source, chain, ... May be given again; a "
            "wrong name lists them all.",
        ),
        click.option(
            "--texts",
            metavar="FOLDER",
            multiple=True,
            help="Look for texts here too, besides the folder of each GOLD and those of "
            "PARLEY_SHARED. May be given again.",
        ),
        click.argument("gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path()),
    ):
        function = option(function)
    return function


@command.command("score")
@_shared_options
@click.option(
    "--reader",
    type=click.Choice(["rules"]),
    default="rules",
    show_default=True,
    help="Whose readings to score.",
)
@click.option(
    "--second",
    metavar="FOLDER",
    help="Second annotations, NAME.json each: print how far two people agree beside the scores.",
)
@click.option("--errors", is_flag=True, help="List what was missed, made up or wrong, with words.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=15,
    show_default=True,
    metavar="N",
    help="With --errors: at most so many of a sort; 0 is all.",
)
@click.pass_context
def score_command(
    ctx: click.Context,
    gold: tuple[str, ...],
    texts: tuple[str, ...],
    names: tuple[str, ...],
    as_json: bool,
    reader: str,
    second: str | None,
    errors: bool,
    limit: int,
) -> None:
    """Score the reader against gold annotations, layer by layer, never as one mean.

    GOLD is a JSON file of scripts/gold.py. Its text stands beside it (NAME.txt) or is found by
    name and hash. The pooled rates have 95 % intervals from drawing documents anew.
    """
    from parley.cli._scores import drawn, drawn_slips, plain
    from parley.cli._waiting import Waiting
    from parley.scoring import layers_named, load_gold, score, slips

    layers = layers_named(names)
    files, problems = load_gold(gold, _folders(texts))
    faulty = show_problems(problems)
    scores: list[tuple[str, Mapping[str, Score]]] = []
    wrong: list[Slip] = []
    with Waiting("reading") as watch:
        for done, one in enumerate(files, 1):
            found = _read(one, reader)
            scores.append((one.name, score(one.annotation, found, layers)))
            if errors:
                wrong += slips(one.annotation, found, layers)
            watch(done, len(files))
    pairs = _pairs(files, second, gold, texts) if second else []
    agreed = _agreed(pairs, layers)
    if as_json:
        echo_json(plain(scores, agreed, wrong if errors else None))
    elif files:
        for line in (*drawn(scores, agreed, layers), *drawn_slips(wrong, limit)):
            click.echo(line)
    ctx.exit(int(faulty))


@command.command("agree")
@_shared_options
@click.option(
    "--second",
    metavar="FOLDER",
    required=True,
    help="The second annotations, under the names of the first.",
)
@click.option("--errors", is_flag=True, help="List where the two differ, with words.")
@click.option("--limit", type=click.IntRange(min=0), default=15, show_default=True, metavar="N")
@click.pass_context
def agree_command(
    ctx: click.Context,
    gold: tuple[str, ...],
    texts: tuple[str, ...],
    names: tuple[str, ...],
    as_json: bool,
    second: str,
    errors: bool,
    limit: int,
) -> None:
    """Say how far two annotators agree, layer by layer.

    Each is taken for right once and the counts are added, so that the order does not matter:
    precision is recall, and F1 is both.
    """
    from parley.cli._scores import drawn_agreement, drawn_slips, plain
    from parley.scoring import agreement, layers_named, load_gold, slips

    layers = layers_named(names)
    files, problems = load_gold(gold, _folders(texts))
    faulty = show_problems(problems)
    pairs = _pairs(files, second, gold, texts)
    scores = [(a.name, agreement(a.annotation, b.annotation, layers)) for a, b in pairs]
    wrong = [s for a, b in pairs for s in slips(a.annotation, b.annotation, layers)] * errors
    if as_json:
        echo_json(plain(scores, {}, wrong if errors else None))
    else:
        for line in (*drawn_agreement(scores, layers), *drawn_slips(wrong, limit)):
            click.echo(line)
    ctx.exit(int(faulty))


def _folders(texts: tuple[str, ...]) -> list[Path]:
    import os
    from pathlib import Path

    from parley.errors import UsageError
    from parley.scoring import places_of_texts

    for name in texts:
        if not Path(name).is_dir():
            raise UsageError(f"--texts names {name!r}, which is no folder")
    return [*map(Path, texts), *places_of_texts(os.environ.get("PARLEY_SHARED"))]


def _read(gold: GoldFile, reader: str) -> Any:
    from parley.reading import read
    from parley.scoring import marks_of

    assert reader == "rules"
    return marks_of(read(gold.text, published=gold.published, name=gold.name))


def _pairs(
    files: tuple[GoldFile, ...], second: str, gold: tuple[str, ...], texts: tuple[str, ...]
) -> list[tuple[GoldFile, GoldFile]]:
    """Gold files with the second annotation of the same text."""
    from pathlib import Path

    from parley.errors import UsageError
    from parley.scoring import load_gold

    folder = Path(second)
    if not folder.is_dir():
        raise UsageError(f"--second names {second!r}, which is no folder")
    there = [path for one in files if (path := folder / f"{one.name}.json").is_file()]
    beside = dict.fromkeys(Path(name).parent for name in gold)  # the first ones' own texts
    others, problems = load_gold(there, [*_folders(texts), *beside])
    show_problems(problems)
    by_hash = {one.sha256: one for one in others}
    return [(one, by_hash[one.sha256]) for one in files if one.sha256 in by_hash]


def _agreed(pairs: list[tuple[GoldFile, GoldFile]], layers: tuple[Layer, ...]) -> dict[str, Any]:
    from parley.scoring import agreement

    return {a.name: agreement(a.annotation, b.annotation, layers) for a, b in pairs}
