"""A reader that knows one report by heart."""

from __future__ import annotations

import dataclasses

from parley.model import Reading
from tests.ledger.readings import TEXT, document, strike


def read(
    text: str, *, published: str | None = None, name: str = "-", publisher: str | None = None
) -> Reading:
    head = document(text, name=name, published=published, publisher=publisher)
    if text == TEXT:
        return strike(document=head)
    return dataclasses.replace(Reading(head, (), ()), version="1", negotiation=False)
