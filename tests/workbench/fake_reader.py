"""A reader that finds one thing, so that the workbench is tested apart from the real one."""

from __future__ import annotations

import hashlib
from typing import Any

from parley.model import Actor, Document, Link, Reading, Sentence, Span, Statement


def one_statement(
    text: str, *, published: str | None = None, name: str = "-", **known: Any
) -> Reading:
    """A text's first line, as said by the union; a negotiation where it tells of an offer."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    line = Span(0, len(text.partition("\n")[0]))
    return Reading(
        Document(digest, text, name, published, **known),
        (Sentence(line, 1, 1, 0, 0),),
        (),
        actors=(Actor("union", "Dockers' Union", "organisation", ("party",)),),
        statements=(
            Statement("s1", line, "offer", "offer", (Link("union", "explicit"),), to=("port",)),
        ),
        version="1",
        negotiation="offer" in text,
    )
