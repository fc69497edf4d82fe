"""Later versions of reports that a ledger holds: which revises which, and what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parley.documents import revision, same_report, version_keys
from parley.errors import Problem
from parley.model import Document, Reading

if TYPE_CHECKING:
    from parley.ledger import Ledger

__all__ = ["Versions"]

_LOOK = 5
"""Documents with one key that are compared, the latest first: an archive may call all of them
``index.html``."""


class Versions:
    """The documents of a ledger, by what a later version would share with them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[str, str | None] = {}
        self._by_key: dict[str, list[str]] = {}
        for held in ledger.documents():
            heads = (
                Document(
                    held.id, "", name, publisher=held.publisher, url=held.url, title=held.title
                )
                for name in held.names
            )
            self._note(held.id, held.revises[0] if held.revises else None, *heads)

    def placed(self, reading: Reading) -> tuple[Reading, str | None, tuple[Problem, ...]]:
        """A reading whose document names the one that it revises.

        Returns
        -------
        (Reading, str or None, tuple of Problem)
            The reason and a notice where that was not known before.
        """
        document = reading.document
        reason: str | None = None
        problems: tuple[Problem, ...] = ()
        if document.id in self._known:  # what a text revises does not change when it is read again
            before = self._known[document.id]
        else:
            before, reason, problems = self._revised(document)
        document = replace(document, revises=before)
        self._note(document.id, before, document)
        return replace(reading, document=document), reason, problems

    def _revised(self, document: Document) -> tuple[str | None, str | None, tuple[Problem, ...]]:
        """The document of which this is a later version, why, and what changed."""
        found = [
            list(reversed(self._by_key.get(key, ())))[:_LOOK] for key in version_keys(document)
        ]
        ids = dict.fromkeys(each for one in found for each in one)
        for id in ids:
            for old in (frame.document for frame in self._ledger.frames([id])[:1]):
                reason = same_report(old, document)
                if reason is not None:
                    return id, reason, (_notice(old, document, reason),)
        return None, None, ()

    def _note(self, id: str, revises: str | None, *heads: Document) -> None:
        self._known.setdefault(id, revises)
        for head in heads:
            for key in version_keys(head):
                held = self._by_key.setdefault(key, [])
                if id not in held[-_LOOK:]:
                    held.append(id)


def _notice(old: Document, new: Document, reason: str) -> Problem:
    changed = len(revision(old.text, new.text).changes)
    many = f"{changed or 'no'} sentence{'s' * (changed != 1)} changed"
    named = old.name if old.name != new.name else f"{old.name} read before"
    return Problem(f"a later version of {named} ({reason}); {many}", new.name, severity="notice")
