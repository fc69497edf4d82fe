"""A model that answers just what the rules read is read as the rules read: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import parley
from parley.examples import truce
from parley.model import Reading, Span
from parley.reading.compare import compare
from parley.reading.llm.batch import Batch
from parley.reading.llm.cache import Cache
from parley.reading.llm.client import Waits
from parley.reading.llm.settings import Settings
from tests.reading.llm.echo import echo
from tests.reading.llm.scripted import Answer, Body, passage_of, said, serving
from tests.reading.readings_checked import check

REPORTS = sorted(truce().case.parent.glob("*.txt"))
QUICK = Waits(lambda: 0.0, lambda _: None, lambda: 0.0)


def by_rules(path: Path) -> Reading:
    text = path.read_text(encoding="utf-8")
    return parley.read(text, published=path.stem, name=path.name)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_rules_own_reading_comes_back(path: Path, tmp_path: Path) -> None:
    rules = by_rules(path)

    def script(_: int, body: Body) -> Answer:
        passage = passage_of(body)
        start = rules.document.text.index(passage)
        return said(echo(rules, Span(start, start + len(passage))))

    with serving(script) as server:
        batch = Batch([rules.document], Settings(server.url, "echo"), Cache(tmp_path))
        (found,) = batch.run(waits=QUICK)
    check(found.reading)
    assert found.unread == ()
    for layer in compare(rules, found.reading).layers:
        assert layer.both >= 0.9 * layer.first, (layer.name, layer.differences)
        assert layer.second <= layer.first
        for field, count in layer.same:
            assert count >= 0.9 * layer.both, (layer.name, field, layer.differences)
    ours = {a.id for a in rules.actors}
    theirs = {a.id for a in found.reading.actors}
    assert len(ours & theirs) >= 0.9 * len(theirs)
