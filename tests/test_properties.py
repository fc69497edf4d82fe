"""What holds across the whole chain: names carry no weight, and nothing is counted twice.

Swapping two parties in a report, with their people, demonyms and capitals, swaps them in the
reading, in the drafted case and in the brief, up to the order in which things are listed.
Renaming and reordering the parties of a case permutes the answers and does nothing else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import parley
from parley.analysis import impasse, meets, stability
from parley.brief.plain import words
from parley.brief.tree import Brief, Row, grounded, ungrounded
from parley.case import load_case
from parley.case.draft import draft
from parley.model import Reading, Term
from parley.reading import read

REPORTS = Path(__file__).parent / "reports"
SWAPS = ("swap", "swap_groups")
NAMES = sorted(path.stem for path in REPORTS.glob("*.json"))
Rename = Callable[[str], str]
CONCEPTS = ["nash", "gmr", "smr", "seq"]


def load(name: str) -> tuple[str, dict[str, Any]]:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    gold: dict[str, Any] = json.loads((REPORTS / f"{name}.json").read_text(encoding="utf-8"))
    return text, gold


class Swap:
    """Exchanges pairs of names both ways at once, in prose and in ids; its own inverse."""

    def __init__(self, pairs: list[list[str]]) -> None:
        both = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
        both |= {a.lower(): b.lower() for a, b in both.items()}
        self._other = both | {_id(a): _id(b) for a, b in both.items()}
        longest = sorted(self._other, key=len, reverse=True)
        # An id ends at an underscore too, which \b takes for a part of the word.
        self._find = re.compile(rf"(?<![a-zA-Z])({'|'.join(map(re.escape, longest))})(?![a-zA-Z])")

    def __call__(self, text: str) -> str:
        return self._find.sub(lambda found: self._other[found[1]], text)


def _id(name: str) -> str:
    return name.lower().replace(" ", "_")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


# Structures without offsets: what is left is who does what to whom, and in which words.


def of_reading(reading: Reading, swap: Rename = str) -> dict[str, list[str]]:
    text = reading.document.text

    def who(ids: tuple[str, ...]) -> list[str]:
        return sorted(ids, key=swap)

    def at(span: Any) -> str:
        return text[span.start : span.end] if span else ""

    def term(one: Term) -> str:
        act = f"{one.issue}={one.value} by {who(one.actor)}"
        return f"{act} of {one.of} {one.negated} '{at(one.span)}'"

    def terms(some: tuple[Term, ...]) -> list[str]:
        return sorted(map(term, some), key=swap)

    found = {
        "actors": [f"{a.id} {a.type} {a.represents} {a.anonymity} {sorted(a.roles)}"
                   for a in reading.actors],
        "statements": [f"{s.speech_act} {s.act} {[(c.actor, c.link) for c in s.chain]} "
                       f"{who(s.to)} {s.quote_mode} {s.reciprocal} '{at(s.content)}'"
                       for s in reading.statements],
        "proposals": [f"{p.kind} {p.status} {who(p.by)} {who(p.to)} {who(p.status_by)} "
                      f"{terms(p.gives)} {terms(p.wants)} {len(p.possible_same_as)}"
                      for p in reading.proposals],
        "preconditions": [f"{c.order} {who(c.holder)} {term(c.required_first)} {term(c.then)}"
                          for c in reading.preconditions],
        "exchanges": [f"{x.modality} {who(x.a_by)} {who(x.b_by)} {at(x.side_a)}"
                      for x in reading.exchanges],
        "events": [f"{e.act} {e.modality} {who(e.source)} {who(e.target)} {e.place}"
                   for e in reading.events],
        "figures": [f"{f.comparator} {f.value} {f.unit} {f.of} {f.holder} {f.basis}"
                    for f in reading.figures],
        "places": [p.id for p in reading.places],
    }  # fmt: skip
    return {kind: sorted(map(swap, entries)) for kind, entries in found.items()}


def of_case(text: str, report: str, swap: Rename = str) -> Any:
    """A drafted case with words in place of offsets, and every list in one order."""

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            kept = {swap(str(k)): plain(v) for k, v in node.items() if k != "sources"}
            return dict(sorted(kept.items()))
        if isinstance(node, list):
            return sorted((plain(part) for part in node), key=lambda part: json.dumps(part))
        place = re.fullmatch(r"A:(\d+)-(\d+)", str(node))
        return swap(report[int(place[1]) : int(place[2])] if place else str(node))

    return plain(YAML(typ="safe").load(text))


def of_brief(brief: Brief, swap: Rename = str) -> dict[str, Counter[str]]:
    """Words of every section, however its lines and lists are ordered."""
    found: dict[str, Counter[str]] = {}
    for section, line in grounded(brief):
        cells = line.cells if isinstance(line, Row) else (line.parts,)
        for cell in cells:
            found.setdefault(section.key, Counter()).update(_words(swap(words(cell))))
    return found


def both_ways(name: str) -> tuple[Swap, Reading, Reading]:
    text, gold = load(name)
    swap = Swap(gold["swap"])
    assert swap(swap(text)) == text != swap(text)
    published = gold["published"]
    return swap, read(text, published=published), read(swap(text), published=published)


def whole_brief(reading: Reading) -> Brief:
    """From text to brief as a user gets it, drafted case and analyses included."""
    with parley.open() as bench:
        document = reading.document
        bench.read_text(document.text, name="report.txt", published=document.published)
        return bench.brief()


@pytest.mark.parametrize("name", SWAPS)
def test_swapping_two_parties_swaps_the_reading(name: str) -> None:
    swap, one, two = both_ways(name)
    expected, found = of_reading(one, swap), of_reading(two)
    for kind in expected:
        assert found[kind] == expected[kind], kind
    assert one.statements
    assert one.proposals


@pytest.mark.parametrize("name", SWAPS)
def test_swapping_two_parties_swaps_the_drafted_case(name: str) -> None:
    swap, one, two = both_ways(name)
    first = of_case(draft([one]), one.document.text, swap)
    assert of_case(draft([two]), two.document.text) == first
    assert len(first["parties"]) >= 2
    assert first["proposals"]


@pytest.mark.parametrize("name", SWAPS)
def test_swapping_two_parties_swaps_the_brief(name: str) -> None:
    swap, one, two = both_ways(name)
    first, second = of_brief(whole_brief(one), swap), of_brief(whole_brief(two))
    assert set(first) == set(second)
    for key in first:
        assert second[key] == first[key], key
    assert len(first) > 3


def test_reading_twice_adds_nothing(tmp_path: Path) -> None:
    files = [REPORTS / f"{name}.txt" for name in NAMES[:5]]
    ledger = tmp_path / "talks.db"
    with parley.open(ledger) as bench:
        once = bench.read(*files)
        kept = bench.entries()
        again = bench.read(*files)
        assert bench.entries() == kept
    with parley.open(ledger) as bench:
        later = bench.read(*reversed(files))
        assert bench.entries() == kept
    assert (once.documents, once.claims > 0) == (5, True)
    assert (again.documents, again.claims) == (later.documents, later.claims) == (0, 0)
    assert {r.document.id for r in later.readings} == {r.document.id for r in once.readings}


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_a_brief_leads_to_a_claim_or_an_assumption(name: str) -> None:
    text, gold = load(name)
    reading = read(text, published=gold["published"])
    brief = whole_brief(reading)
    assert ungrounded(brief) == ()
    known = {
        f"A:{record.id}"
        for kind in ("actors", "figures", "statements", "proposals", "preconditions",
                     "exchanges", "events")
        for record in getattr(reading, kind)
    }  # fmt: skip
    lines = [line.ground for _, line in grounded(brief)]
    assert lines
    for ground in lines:
        assert set(ground.claims) <= known
        assert all(0 <= e.span.start < e.span.end <= len(text) for e in ground.places)


# Cases: two to three parties, an option each or more, positions, full rankings or none.


@st.composite
def case_data(draw: st.DrawFn) -> dict[str, Any]:
    """A small case in the words of the case file, parties as p0, p1, p2."""
    n = draw(st.integers(2, 3))
    parties = [f"p{i}" for i in range(n)]
    owners = [*parties, *draw(st.lists(st.sampled_from(parties), max_size=1))]
    options = {f"x{i}": owner for i, owner in enumerate(owners)}
    yes = st.sampled_from(sorted(options))
    proposals = []
    for _ in range(draw(st.integers(0, 2))):
        by = draw(st.sampled_from(parties))
        mine = [o for o, owner in options.items() if owner == by]
        others = [o for o, owner in options.items() if owner != by]
        proposals.append((by, draw(st.sampled_from(mine)), draw(st.sampled_from(others))))
    waits = [
        (draw(st.sampled_from(parties)), *pair)
        for pair in draw(st.lists(st.tuples(yes, yes), max_size=2))
        if pair[0] != pair[1]
    ]
    states = [
        "".join("NY"[i >> k & 1] for k in range(len(options))) for i in range(2 ** len(options))
    ]
    ranks = {p: draw(st.lists(st.integers(0, 3), min_size=len(states), max_size=len(states)))
             for p in parties}  # fmt: skip
    return {"parties": parties, "options": options, "proposals": proposals, "waits": waits,
            "states": states, "ranks": ranks}  # fmt: skip


def as_text(data: dict[str, Any], names: dict[str, str], order: list[str]) -> str:
    """The case file with parties under these names, listed in this order."""
    parties = ", ".join(f"{names[p]}: {{}}" for p in order)
    lines = ["parley: 1", f"parties: {{{parties}}}", "options:"]
    lines += [f"  {o}: {{by: {names[p]}}}" for o, p in data["options"].items()]
    lines += ["status_quo: {" + ", ".join(f"{o}: no" for o in data["options"]) + "}"]
    if data["proposals"]:
        lines += ["proposals:"]
    for i, (by, gives, wants) in enumerate(data["proposals"]):
        lines += [f"  - {{id: o{i}, kind: offer, by: {names[by]}, gives: {{{gives}: yes}}, "
                  f"wants: {{{wants}: yes}}}}"]  # fmt: skip
    if data["waits"]:
        lines += ["preconditions:"]
    for i, (by, first, then) in enumerate(data["waits"]):
        lines += [f"  - {{id: f{i}, by: {names[by]}, first: {{{first}: yes}}, "
                  f"then: {{{then}: yes}}, order: before}}"]  # fmt: skip
    lines += ["preferences:"]
    for p in order:
        groups: dict[int, list[str]] = {}
        for state, rank in zip(data["states"], data["ranks"][p], strict=True):
            groups.setdefault(rank, []).append(state)
        ranking = ", ".join(f"[{', '.join(groups[r])}]" for r in sorted(groups, reverse=True))
        lines += [f"  {names[p]}: {{ranking: [{ranking}]}}"]
    return "\n".join(lines) + "\n"


def answers(text: str, back: dict[str, str]) -> dict[str, Any]:
    """What the analyses say, with parties under their first names and lists in one order."""
    case = load_case(text=text)

    def first(names: Any) -> list[str]:
        return sorted(back.get(name, name) for name in names)

    held = stability(case, CONCEPTS)
    found = impasse(case)
    table = meets(case)
    return {
        "stable": {
            (concept, back[party]): result.stable[party].tolist()
            for concept, result in held.items()
            for party in result.stable
        },
        "equilibria": {c: r.equilibria.tolist() for c, r in held.items()},
        "verdict": found.verdict,
        "links": sorted((link.origin, first(link.holders), link.strict) for link in found.links),
        "circles": sorted(
            (len(c.steps), c.blocks, c.sure, first(c.holders)) for c in found.circles
        ),
        "rows": sorted(
            str((row.kind, row.term, row.strict, first(row.by), row.origins,
                 [cell.word for cell in cells]))
            for row, cells in zip(table.rows, table.cells, strict=True)
        ),
        "columns": [(c.id, c.kind, first(c.by)) for c in table.columns],
    }  # fmt: skip


@given(case_data(), st.permutations(["p0", "p1", "p2"]), st.permutations(["zoe", "abe", "mia"]))
def test_renaming_and_reordering_parties_only_permutes_answers(
    data: dict[str, Any], order: list[str], given_names: list[str]
) -> None:
    parties = data["parties"]
    same = {p: p for p in parties}
    names = dict(zip(parties, given_names, strict=False))
    back = {name: p for p, name in names.items()}
    before = answers(as_text(data, same, parties), same)
    after = answers(as_text(data, names, [p for p in order if p in parties]), back)
    assert after == before
