"""What every brief keeps: a ground under each sentence, neutral words, parties treated alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from parley.brief import jsonform, terminal
from parley.brief.build import build
from parley.brief.plain import words
from parley.brief.tree import (
    Brief,
    Inline,
    Item,
    Line,
    Quote,
    Row,
    Table,
    Text,
    grounded,
    ungrounded,
)
from parley.errors import UsageError
from parley.model import Actor, Precondition, Proposal, Reading, Span
from tests.brief.made import Finder, chain, document, many, no_talks, strike, truce

READINGS = {
    "truce": [truce()],
    "strike": [strike()],
    "both": [truce(), strike(), no_talks()],
    "many": [many(9, 5)],
    "none": [no_talks()],
}


@pytest.fixture(params=list(READINGS.values()), ids=list(READINGS))
def readings(request: pytest.FixtureRequest) -> list[Reading]:
    found: list[Reading] = request.param
    return found


def parts_of(line: Line | Row) -> tuple[Inline, ...]:
    return line.parts if isinstance(line, Line) else tuple(p for c in line.cells for p in c)


def every_part(brief: Brief) -> Iterable[Inline]:
    for _, line in grounded(brief):
        yield from parts_of(line)
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Item):
                yield from block.label


def test_every_sentence_leads_to_a_claim_or_an_assumption(readings: list[Reading]) -> None:
    brief = build(readings)
    assert ungrounded(brief) == ()
    by_key = {source.key: source for source in brief.sources}
    by_hash = {reading.document.sha256: reading for reading in readings}
    kinds = ("actors", "figures", "statements", "proposals", "preconditions", "exchanges", "events")
    for _, line in grounded(brief):
        for claim in line.ground.claims:
            key, _, local = claim.partition(":")
            reading = by_hash[by_key[key].sha256]
            assert any(local == c.id for kind in kinds for c in getattr(reading, kind)), claim


def test_quotations_are_the_words_of_the_source(readings: list[Reading]) -> None:
    brief = build(readings)
    for part in every_part(brief):
        if isinstance(part, Quote):
            source = brief.source(part.source)
            assert source.text[part.span.start : part.span.end] == part.words
            assert any(
                s.place == part.place and s.span.overlaps(part.span) for s in source.sentences
            )


def test_our_own_words_are_neutral() -> None:
    ours = " ".join(part.words for part in every_part(build([truce()])) if isinstance(part, Text))
    for word in ("captive", "hostages", "detainee", "prisoner", "claimed", "insisted", "siege"):
        assert word not in ours, word
    for method in ("Nash", "GMR", "SMR", "SEQ", "equilibri", "Pareto"):
        assert method not in ours, method


def test_swapping_two_parties_only_permutes() -> None:
    one = _normal(build([truce("Norland", "Southia")]), {"Norland": "P", "Southia": "Q"})
    two = _normal(build([truce("Southia", "Norland")]), {"Southia": "P", "Norland": "Q"})
    assert one == two


def _normal(brief: Brief, names: dict[str, str]) -> dict[str, list[str]]:
    """Lines by section, names as letters, lists of names in one order, lines sorted."""
    out: dict[str, list[str]] = {}
    for section, line in grounded(brief):
        text = words(parts_of(line))
        for name, letter in names.items():
            text = text.replace(name, letter)
        text = re.sub(r"\b([PQ])( and | or |, )([PQ])\b", lambda m: f"P{m[2]}Q", text)
        # one line lists the chains of both parties in alphabetical order
        out.setdefault(section.key, []).extend(sorted(text.split(". ")))
    return {key: sorted(part.rstrip(". ") for part in lines) for key, lines in out.items()}


def test_sections_stand_in_order_and_empty_ones_are_left_out() -> None:
    keys = [section.key for section in build([truce()]).sections]
    assert keys == [
        "about", "in_short", "heard", "table", "first", "talks", "before", "ground", "figures",
        "outcomes", "wording",
    ]  # fmt: skip
    short = [section.key for section in build([strike()]).sections]
    assert short == ["about", "in_short", "heard", "table", "figures", "outcomes"]


def test_a_text_without_a_negotiation_gives_one_sentence() -> None:
    brief = build([no_talks()])
    assert len(list(grounded(brief))) == 1
    assert "between parties was found in soup.txt." in terminal.render(brief).replace("\n", " ")


def test_what_was_not_found_is_not_said_of_the_report() -> None:
    reading = truce()
    demand = next(p for p in reading.proposals if p.kind == "demand_with_offer")
    assert "No answer to D1 was found" in _section(
        build([replace(reading, proposals=(replace(demand, kind="demand"),))]), "in_short"
    )
    for readings in ([truce()], [replace(reading, proposals=(replace(demand, kind="demand"),))]):
        text = terminal.render(build(readings), full=True)
        assert "gives no" not in text
        assert "is stated" not in text
        assert "No answer found." in text
        assert ("still open" in text) == (len(readings[0].proposals) > 1)


def test_no_reading_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="at least one report"):
        build([])


def test_reading_the_same_twice_gives_the_same_brief() -> None:
    assert jsonform.render(build([truce()])) == jsonform.render(build([truce()]))


def test_not_mentioned_is_a_stop_and_never_no() -> None:
    brief = build([truce()])
    tables = [
        b for s in brief.sections if s.key == "table" for b in s.blocks if isinstance(b, Table)
    ]
    (table,) = tables
    assert table.columns == ("", "O1", "O2", "D1")
    cells = {words(row.cells[0]): [words(cell) for cell in row.cells[1:]] for row in table.rows}
    assert cells["aid"] == [".", '"let food in"', "."]
    assert cells["by"] == ["Southia", "Southia", "Norland"]
    assert "no" not in [cell for row in cells.values() for cell in row]


def test_tellings_are_compared_and_never_joined() -> None:
    shown = terminal.render(build([truce()]), full=True)
    assert "O1, O2    One proposal told twice? Not stated." in shown
    flat = " ".join(shown.split())
    assert "Only in O2, not mentioned in O1: aid." in flat
    assert (
        'They differ: halt (no length in O1, "three days" in O2); release of people held in Lorn '
        '("some 12" in O1, "two dozen" in O2).'
    ) in flat


def test_tellings_of_the_same_size_do_not_differ() -> None:
    reading = truce()
    one, two, _ = reading.proposals
    (wants,) = two.wants
    vague = replace(two, gives=one.gives, wants=(replace(wants, figure=None),))

    def differ(*proposals: Proposal) -> list[str]:
        shown = terminal.render(build([replace(reading, proposals=proposals)]), full=True)
        return re.findall(r"They differ: .*?\.(?= |$)", " ".join(shown.split()))

    assert differ(one, replace(one, id="p2", possible_same_as=())) == []
    assert differ(one, vague) == [
        'They differ: release of people held in Lorn ("some 12" in O1, not stated in O2).'
    ]


def test_readiness_stands_apart_as_no_offer() -> None:
    brief = build([truce()])
    labels = [
        words(block.label)
        for section in brief.sections
        if section.key == "table"
        for block in section.blocks
        if isinstance(block, Item)
    ]
    assert labels == ["O1 [1.1]", "O2 [2.1-2]", "D1 [3.1]", "O1, O2", "No offer [4.1]"]


@pytest.mark.parametrize(
    ("links", "quoted", "written"),
    [
        (("venn",), "“open to", 'Ada Venn (Southia) said: "open to a longer pause"'),
        (("venn", "b"), "“open to", 'Ada Venn (Southia) said: "open to a longer pause"'),
        (("cra", "b"), "“open to", 'Southia is said to be "open to a longer pause"'),
        (("courier", "both"), "to a longer", 'are said to be ready "to a longer pause"'),
        (("cra", "b"), "a longer", 'Of Southia it is said: "a longer pause"'),
    ],
)
def test_only_who_spoke_is_written_to_have_said_it(
    links: tuple[str, ...], quoted: str, written: str
) -> None:
    reading = truce()
    at = Finder(reading.document.text)
    start, end = at(quoted).start, at("longer pause”").end
    ready = replace(
        next(s for s in reading.statements if s.act == "signal_readiness"),
        chain=chain(*links),
        quoted=(Span(start, end),),
    )
    statements = tuple(ready if s.id == ready.id else s for s in reading.statements)
    text = _section(build([replace(reading, statements=statements)]), "table")
    assert f"{written} (readiness)." in text
    teller = {"cra": "CRA", "courier": "Harbour Courier"}.get(links[0])
    assert (f"(readiness). Says: {teller}." in text) == (teller is not None)


def test_in_short_says_what_was_answered_asked_and_left_open() -> None:
    text = _section(build([truce()]), "in_short")
    assert "Norland reportedly rejected an offer by Southia: a halt in return" in text
    assert "asked for lifting of restrictions before talks [1.2]" in text
    assert "No answer to D1 or O2, and no word of an offer still open, was found in" in text
    assert "an end of the strike in return for wage" in _section(build([strike()]), "in_short")


def test_an_offer_taken_back_is_told_as_a_deed() -> None:
    reading = strike()
    (offer,) = reading.proposals
    taken = replace(offer, status="withdrawn", status_by=("union",))
    brief = build([replace(reading, proposals=(taken,))])
    assert "The drivers’ union reportedly withdrew an offer by the drivers’ union" in _section(
        brief, "in_short"
    )
    assert "Reported withdrawn by the drivers’ union." in _section(brief, "table")


def test_the_end_of_a_thing_asked_for_first_is_not_the_thing() -> None:
    reading = strike()
    (offer,) = reading.proposals
    (end,), (pay,) = offer.gives, offer.wants
    first = Precondition("c1", ("line",), None, end, pay, (), "required_before_then")
    text = _section(build([replace(reading, preconditions=(first,))]), "in_short")
    assert "The ferry line reportedly asked for an end of the strike before wage" in text


def test_who_is_heard() -> None:
    text = _section(build([truce()]), "heard")
    assert "Ada Venn (Southia) [4.1]." in text
    assert 'Harbour Courier, citing "diplomats" [1.1]' in text
    assert "Estmark and Norland; people held." in text
    assert "One outlet cited: Harbour Courier [1.1-2]." in text
    assert 'Unnamed, and not counted: "unnamed Estish envoys" [2.1-2].' in text
    assert "None named: [3.1 6.2]." in text


def test_outlets_are_counted_over_reports_and_unnamed_people_are_not() -> None:
    other = truce(name="again.txt")
    text_b = other.document.text.replace("Marrow", "Marlow")
    other = replace(other, document=document(text_b, "again.txt"))
    text = _section(build([truce(), other]), "heard")
    assert "One outlet cited: Harbour Courier [1.1-2 1.1-2]." in text
    apart = '"unnamed Estish envoys" [2.1-2]. "unnamed Estish envoys" [2.1-2].'
    assert f"Unnamed, and not counted: {apart}" in text


def test_figures_of_one_thing_stand_beside_each_other() -> None:
    reading = replace(truce(), proposals=())
    first, second, freed, displaced = reading.figures
    mixed = replace(reading, figures=(freed, first, displaced, second))
    brief = build([mixed])
    (table,) = (b for s in brief.sections if s.key == "figures" for b in s.blocks)
    assert isinstance(table, Table)
    assert [words(row.cells[1]) for row in table.rows] == [
        "some 12", "two dozen", "45", "an estimated 4,000",
    ]  # fmt: skip


def test_accusations_of_both_sides_are_told_alike() -> None:
    text = _section(build([truce()]), "before")
    assert "Norland and Southia: each said that the other broke it" in text
    assert "planned, not reported done" in _section(build([truce()]), "talks")


def test_people_held_bring_a_fixed_note_and_pay_does_not() -> None:
    assert "Hostage-taking is unlawful" in terminal.render(build([truce()]))
    assert "Hostage-taking" not in terminal.render(build([strike()]), full=True)


def _section(brief: Brief, key: str) -> str:
    return " ".join(
        words(parts_of(line)) for section, line in grounded(brief) if section.key == key
    )


def test_figures_of_readiness_name_no_label_that_the_page_lacks() -> None:
    reading = truce()
    one, two, *rest = reading.proposals
    ready = replace(one, status="declared_readiness", status_by=(), status_span=None)
    brief = build([replace(reading, proposals=(ready, two, *rest))])
    rows = _section(brief, "figures")
    assert "R1" not in rows
    assert "readiness: people held in Lorn" in rows
    assert "as O1" in rows


def test_only_parties_are_said_to_have_asked_for_no_first_step() -> None:
    reading = truce()
    (one, two, *rest) = reading.proposals
    for person, missing in (("vance", False), ("body", True)):
        kind = "person" if person == "vance" else "organisation"
        actor = Actor(person, "Tom Vance", kind, ("party",))
        changed = replace(
            reading,
            actors=(*reading.actors, actor),
            proposals=(one, replace(two, by=(person,)), *rest),
        )
        text = _section(build([changed]), "first")
        assert "First step of Southia" in text
        assert ("Tom Vance" in text.split("First step")[1]) == missing
