"""What must hold of every score, whatever was marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parley.reading import read
from parley.scoring import (
    KINDS,
    LAYERS,
    Annotation,
    Score,
    agreement,
    intervals,
    marks_of,
    pairs,
    pooled,
    score,
)
from parley.scoring.marks import Player
from tests.scoring.marked_texts import MARKS, any_annotation

counts = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda c: Score(c[0], c[1], min(c))
)


@given(any_annotation())
def test_what_is_the_same_is_right_in_every_layer(one: Annotation) -> None:
    for name, found in score(one, one).items():
        assert (found.right, found.f1) == (found.gold, 1.0), name


def test_a_reading_against_itself_is_right_in_every_layer() -> None:
    text = (
        "Norland and Sudland accused each other of firing first. Two aides told the Courier on "
        "Monday that Norland had offered to free about 40 sailors in exchange for a week's halt, "
        "but only if Sudland withdrew first. The Pilots' Union rejected it, its leader Ida Berg "
        'said. "We want 7 percent," she said.'
    )
    reading = marks_of(read(text, published="2026-03-06"))
    scores = score(reading, reading)
    assert {name for name, found in scores.items() if found.f1 < 1} == set()
    assert all(scores[name].gold for name in ("statements", "figures", "times", "proposals"))


@given(any_annotation(), st.data())
def test_dropping_a_found_mark_lowers_recall_only(one: Annotation, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    marks = one.marks[kind]
    if not marks:
        return
    gone = data.draw(st.integers(0, len(marks) - 1))
    less = replace(one, marks={**one.marks, kind: marks[:gone] + marks[gone + 1 :]})
    before, after = score(one, one), score(one, less)
    for layer in LAYERS:
        found = after[layer.name]
        if layer.kind == kind:
            assert found.right == before[layer.name].right - 1
            assert found.precision == 1
            assert found.recall < 1
        else:
            assert found == before[layer.name]


@given(any_annotation(optional=True), any_annotation(), st.randoms(use_true_random=False))
def test_the_order_of_marks_changes_nothing(
    gold: Annotation, found: Annotation, random: Any
) -> None:
    def shuffled(one: Annotation) -> Annotation:
        marks = {kind: tuple(random.sample(m, len(m))) for kind, m in one.marks.items()}
        players = dict(random.sample(list(one.players.items()), len(one.players)))
        return replace(one, marks=marks, players=players)

    assert score(gold, found) == score(shuffled(gold), shuffled(found))


@given(any_annotation(optional=True), any_annotation())
def test_ids_change_nothing(gold: Annotation, found: Annotation) -> None:
    assert score(gold, found) == score(renamed(gold, "x"), renamed(found, "y"))


def renamed(one: Annotation, prefix: str) -> Annotation:
    """The same with every id of an actor and of a mark another."""
    new = {old: f"{prefix}{n}" for n, old in enumerate(one.players)}
    players = {new[k]: _with(player, new) for k, player in one.players.items()}
    marks = {
        kind: tuple(replace(_with(m, new), id=f"{prefix}-{kind}-{n}") for n, m in enumerate(each))
        for kind, each in one.marks.items()
    }
    return replace(one, players=players, marks=marks)


def _with(value: Any, new: Mapping[str, str]) -> Any:
    """A record with ids of actors exchanged wherever a field holds them; names are kept."""
    if isinstance(value, Player):
        members = tuple(new[m] for m in value.members)
        return replace(value, id=new[value.id], members=members)
    assert is_dataclass(value)
    assert not isinstance(value, type)
    ids = {"chains", "by", "to", "holders", "sources", "targets"}
    held = {f.name: getattr(value, f.name) for f in fields(value) if f.name in ids}
    return replace(
        value,
        **{
            name: tuple(tuple(new.get(i, i) for i in each) for each in lists)
            for name, lists in held.items()
        },
    )


@given(any_annotation(optional=True), any_annotation(optional=True))
def test_agreement_is_the_same_either_way(one: Annotation, other: Annotation) -> None:
    there, back = agreement(one, other), agreement(other, one)
    assert {n: s.f1 for n, s in there.items()} == {n: s.f1 for n, s in back.items()}


@given(any_annotation(optional=True), any_annotation())
def test_counts_hold_together(gold: Annotation, found: Annotation) -> None:
    scores = score(gold, found)
    for name, one in scores.items():
        assert 0 <= one.right <= min(one.gold, one.found), name
        assert min(one.precision, one.recall) <= one.f1 + 1e-9
        assert one.f1 <= max(one.precision, one.recall) + 1e-9
    for narrow, wide in (
        ("with-source", "statements"),
        ("strict", "with-source"),
        ("chain", "with-source"),
        ("act", "statements"),
        ("figures", "figures-found"),
        ("times", "times-found"),
        ("preconditions", "preconditions-loose"),
        ("events-actors", "events"),
    ):
        assert scores[narrow].right <= scores[wide].right


@given(any_annotation(), any_annotation())
def test_no_mark_is_used_twice(gold: Annotation, found: Annotation) -> None:
    for layer in LAYERS:
        chosen = pairs(gold, found, layer)
        assert len({g for g, _ in chosen}) == len({f for _, f in chosen}) == len(chosen)
        assert len(chosen) == score(gold, found, [layer])[layer.name].right


@given(any_annotation(), any_annotation(), st.data())
def test_an_optional_mark_is_neither_needed_nor_wrong(
    gold: Annotation, found: Annotation, data: st.DataObject
) -> None:
    """Making a gold mark optional takes nothing from what is right of the others."""
    kind = data.draw(st.sampled_from(list(MARKS)))
    if not gold.marks[kind]:
        return
    first, *rest = gold.marks[kind]
    softer = replace(gold, marks={**gold.marks, kind: (replace(first, optional=True), *rest)})
    without = replace(gold, marks={**gold.marks, kind: tuple(rest)})
    for layer in (each for each in LAYERS if each.kind == kind):
        (one,), (other,) = (score(each, found, [layer]).values() for each in (softer, without))
        assert (one.gold, one.right) == (other.gold, other.right)
        assert one.found in (other.found, other.found - 1)


@given(st.lists(counts, min_size=2, max_size=8))
def test_an_interval_holds_the_pooled_rate(each: list[Score]) -> None:
    documents = [{"act": one} for one in each]
    whole = pooled(documents)["act"]
    found = intervals(documents, "act")
    if found is None:
        assert not (whole.gold and whole.found)
        return
    for name, (low, high) in found.items():
        assert 0 <= low <= getattr(whole, name) <= high <= 1
    assert found == intervals(documents[::-1], "act")


def test_an_interval_is_the_same_every_time_and_narrows_with_documents() -> None:
    good, bad = {"act": Score(5, 5, 5)}, {"act": Score(5, 5, 2)}
    few, many = intervals([good, bad] * 4, "act"), intervals([good, bad] * 40, "act")
    assert few == intervals([good, bad] * 4, "act")
    assert few
    assert many
    assert many["f1"][1] - many["f1"][0] < 0.5 * (few["f1"][1] - few["f1"][0])
    assert intervals([good], "act") is None
