"""Packaged examples: short reports and a reviewed case, for the demo, the tutorial and the tests.

Every report was written for Parley and carries public facts; ``SOURCES.md`` beside it says where
each comes from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from parley.errors import NotSupportedError

__all__ = ["Example", "Report", "truce"]


@dataclass(frozen=True, slots=True)
class Report:
    """One packaged report.

    Parameters
    ----------
    id : str
        The letter that the case gives it.
    path : pathlib.Path
        The text, UTF-8.
    published : str
        ISO date.
    publisher : str
        Who stands behind the text.
    """

    id: str
    path: Path
    published: str
    publisher: str

    @property
    def text(self) -> str:
        """The report's text."""
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Example:
    """Reports with the case that a person made from them.

    Parameters
    ----------
    name : str
        The folder's name.
    reports : tuple of Report
        In order of publication.
    case : pathlib.Path
        The case file.
    sources : pathlib.Path
        What says where the facts come from.
    """

    name: str
    reports: tuple[Report, ...]
    case: Path
    sources: Path

    @property
    def published(self) -> dict[str, str]:
        """File name → ISO date of publication."""
        return {report.path.name: report.published for report in self.reports}


def truce() -> Example:
    """Locate the example of December 2023: one offer retold, and a mediator's plan days later.

    Returns
    -------
    Example
        Four reports, of 20 to 25 December 2023, and a case of 24 states.

    Raises
    ------
    NotSupportedError
        Parley is run from a zip archive, where its examples are no files.

    Examples
    --------
    >>> example = truce()
    >>> [report.published for report in example.reports]
    ['2023-12-20', '2023-12-21', '2023-12-24', '2023-12-25']
    >>> example.case.name
    'case.yaml'
    """
    return _load("truce")


def _load(name: str) -> Example:
    """Read the manifest of one example folder."""
    folder = Path(str(files(__name__))) / name
    if not folder.is_dir():
        raise NotSupportedError(
            "The packaged examples are files; install Parley unpacked instead of running it "
            "from an archive"
        )
    manifest = json.loads((folder / "reports.json").read_text(encoding="utf-8"))
    reports = tuple(
        Report(entry["id"], folder / entry["file"], entry["published"], entry["publisher"])
        for entry in manifest
    )
    return Example(name, reports, folder / "case.yaml", folder / "SOURCES.md")
