"""Reading with a language model that the user names: documents in, readings and problems out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from parley.errors import Problem
from parley.model import Document
from parley.reading.llm.batch import Batch, ModelReading
from parley.reading.llm.cache import Cache, default_folder
from parley.reading.llm.cost import Estimate, Prices
from parley.reading.llm.settings import KEY_VARIABLE, Settings
from parley.workbench.files import head_of, load

if TYPE_CHECKING:
    from parley.documents import Source
    from parley.documents.source import Sensitivity

__all__ = [
    "Confirm",
    "Estimate",
    "NamedModel",
    "Prepared",
    "Prices",
    "Settings",
    "estimate_of",
    "key_from_environment",
    "prepared",
    "readings_of",
]

Confirm = Callable[[Estimate, Settings], object]
"""Asked before anything is sent; it raises what should end the call."""


@dataclass(frozen=True, slots=True)
class NamedModel:
    """Which model is asked, and under what conditions."""

    settings: Settings
    cache: Path | None = None
    """The folder for answers; by default that of the system for what can be made again."""
    prices: Prices | None = None
    confirm: Confirm | None = None

    @property
    def answers(self) -> Cache:
        """Where answers are kept."""
        return Cache(self.cache or default_folder(os.environ, Path.home()))


def key_from_environment() -> str | None:
    """The key that the environment holds; it is kept in no file and printed nowhere."""
    return os.environ.get(KEY_VARIABLE) or None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Documents ready to be read, each text once."""

    documents: tuple[Document, ...]
    originals: Mapping[str, bytes]
    """Document id → the bytes as they were given, where they are not simply the text."""
    problems: tuple[Problem, ...]
    """What is wrong with the others."""

    def marked(self, marks: Mapping[str, Sensitivity]) -> Prepared:
        """The same, where a text that is marked elsewhere as not public is not public here.

        Parameters
        ----------
        marks : mapping
            Document id → sensitivity.
        """
        documents = tuple(
            replace(each, sensitivity=marks[each.id])
            if each.sensitivity == "public" and each.id in marks
            else each
            for each in self.documents
        )
        return replace(self, documents=documents)


def prepared(names: Iterable[str], dates: Mapping[str, str | None]) -> Prepared:
    """The documents in files.

    Parameters
    ----------
    names : iterable of str
        Files; ``"-"`` is standard input.
    dates : mapping
        Name → date of publication, or None.
    """
    documents: dict[str, Document] = {}
    originals: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in names:
        for source in load(name):
            problems += source.problems
            if source.text is None:
                continue
            document = _document(source, dates[name])
            if source.data is not None:
                originals.setdefault(document.id, source.data)
            first = documents.setdefault(document.id, document)
            if first is not document:
                what = f"the same text as {first.name!r}; it counts once"
                problems.append(Problem(what, document.name, severity="notice"))
                if document.sensitivity != "public":  # whoever says so of a text is heard
                    documents[document.id] = document
    return Prepared(tuple(documents.values()), originals, tuple(problems))


def _document(source: Source, published: str | None) -> Document:
    text = source.text or ""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(digest, text, **head_of(source, published))


def estimate_of(documents: Sequence[Document], asking: NamedModel) -> Estimate:
    """What reading documents with a model would send, and about what that takes.

    Raises
    ------
    UsageError
        A document is not public.
    """
    return Batch(documents, asking.settings, asking.answers, asking.prices).estimate


def readings_of(
    documents: Sequence[Document],
    asking: NamedModel,
    watch: Callable[[int, int], object] | None = None,
) -> Iterator[tuple[ModelReading, tuple[Problem, ...]]]:
    """Read documents with a model, one after the other.

    Raises
    ------
    UsageError
        A document is not public, or the endpoint takes no requests. Of the former nothing is
        sent, of any document.
    ParleyError
        Nothing further can be asked. Every answer so far is kept.
    """
    batch = Batch(documents, asking.settings, asking.answers, asking.prices)
    if batch.estimate.asked and asking.confirm is not None:
        asking.confirm(batch.estimate, asking.settings)
    for found in batch.run(watch=watch):
        yield found, tuple(_problems(found))


def _problems(found: ModelReading) -> Iterator[Problem]:
    """What was not read, and what of the answers was left out, with its words."""
    document = found.reading.document
    for unread in found.unread:
        more = "; run the same command again, and only what is missing is asked" * unread.later
        words = _shown(document, unread.passage.start)
        what = f"a passage was not read: {unread.why}{more}"
        yield Problem(what, document.name, _line(document, unread.passage.start), 1, words)
    for dropped in found.dropped:
        what = f"left out of the model's answer, {dropped.kind}: {dropped.why}"
        line = _line(document, dropped.passage.start)
        yield Problem(what, document.name, line, 1, dropped.words[:200], "notice")


def _line(document: Document, at: int) -> int:
    return document.text.count("\n", 0, at) + 1


def _shown(document: Document, at: int) -> str:
    """The first words of a passage, by which a person finds it."""
    return " ".join(document.text[at : at + 60].split())
