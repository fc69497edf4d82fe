"""Who stands before a colon: whoever did it, or whoever tells it and is then said to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from parley.brief.build import build
from parley.brief.plain import words
from parley.brief.tree import Para
from parley.model import NARRATOR, UNSPECIFIED, Event, Statement
from tests.brief.made import Finder, chain, truce


def _told(
    source: Sequence[str], links: Sequence[str], speech: str = "report", to: Sequence[str] = ()
) -> str:
    reading = truce()
    span = Finder(reading.document.text)("Shelling went on in Marrow")
    statement = Statement("s9", span, speech, "comment", chain(*links), to=tuple(to))
    event = Event("v4", span, span, "fight", tuple(source), statement="s9")
    others = tuple(s for s in reading.statements if s.id != "s9")
    changed = replace(reading, statements=(*others, statement), events=(event,))
    (ground,) = (part for part in build([changed]).sections if part.key == "ground")
    (told,) = ground.blocks
    assert isinstance(told, Para)
    return words(told.lines[0].parts)


@pytest.mark.parametrize(
    ("source", "links", "written"),
    [
        ((), (NARRATOR,), "The report:"),
        (("a",), (NARRATOR,), "Norland:"),
        ((), ("cra",), "CRA said:"),
        (("a",), ("cra",), "CRA said of Norland:"),
        (("a",), (UNSPECIFIED,), "A source not named said of Norland:"),
        (("b",), ("venn",), "Ada Venn (Southia) said:"),
        ((), ("courier", "diplomats"), 'Harbour Courier, citing "diplomats", said:'),
    ],
)
def test_the_doer_stands_before_a_colon_and_the_teller_says(
    source: tuple[str, ...], links: tuple[str, ...], written: str
) -> None:
    assert _told(source, links) == f'{written} "Shelling went on in Marrow" [7.1].'


@pytest.mark.parametrize("source", [(), ("a",), ("b",)])
def test_whoever_accuses_did_not_do_it(source: tuple[str, ...]) -> None:
    told = _told(source, ("a",), "accuse", ("b",))
    assert told.startswith('Norland said of Southia: "Shelling')


def test_an_accusation_of_nobody_named() -> None:
    assert _told((), ("a",), "accuse").startswith('Norland said of another: "Shelling')
