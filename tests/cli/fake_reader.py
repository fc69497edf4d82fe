"""A reader that knows one report by heart."""

from __future__ import annotations

import dataclasses
from typing import Any

from parley.model import Reading
from tests.ledger.readings import TEXT, document, strike


def read(text: str, *, published: str | None = None, name: str = "-", **known: Any) -> Reading:
    head = document(text, name=name, published=published, **known)
    if text == TEXT:
        return strike(document=head)
    return dataclasses.replace(Reading(head, (), ()), version="1", negotiation=False)
