"""The packaged example, from its reports to its brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.workbench.bench import open

if TYPE_CHECKING:
    from parley.brief.tree import Brief

__all__ = ["demo"]


def demo() -> Brief:
    """Brief the packaged reports with their reviewed case, in memory.

    Raises
    ------
    NotSupportedError
        Parley is run from a zip archive, where its examples are no files.
    """
    from parley.examples import truce

    example = truce()
    with open() as bench:
        for report in example.reports:
            bench.read_text(
                report.text,
                name=report.path.name,
                published=report.published,
                publisher=report.publisher,
            )
        return bench.brief(example.case)
