"""Who is who: names, places and members, and a person apart from what he or she speaks for."""

from __future__ import annotations

import pytest

from parley.model import Span
from parley.scoring.cast import Cast
from parley.scoring.marks import Annotation, Player

TEXT = (
    "Norland's foreign minister, Ida Berg, met officials close to the talks. Norland's government "
    "said Berg spoke for it. The Dockers and the Pilots' Union told two people briefed on it that "
    "the union rejected the Norlandish plan; Norlandish officials agreed. A group of towns wrote."
)


def at(words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def cast(gold: list[Player], found: list[Player]) -> Cast:
    def annotation(players: list[Player]) -> Annotation:
        return Annotation("t", TEXT, {p.id: p for p in players}, {})

    return Cast(annotation(gold), annotation(found))


def state(name: str, *mentions: Span) -> Player:
    return Player("g", (name,), "state", mentions)


def person(name: str, *mentions: Span) -> Player:
    return Player("g", (name,), "person", mentions)


def body(name: str, *mentions: Span) -> Player:
    return Player("g", (name,), "organisation", mentions)


def group(name: str, *mentions: Span) -> Player:
    return Player("g", (name,), "unnamed_group", mentions)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (body("Pilots' Union"), body("the Pilots’ Union"), True),
        (body("Pilots' Union"), body("Dockers' Union"), False),
        (person("Ida Berg"), person("Berg"), True),
        (person("Ida Berg"), person("Minister Ida Berg"), True),
        (person("Ida Berg"), person("Ida"), False),
        (person("Ida Berg"), body("Berg"), False),
        (state("Norland"), state("Norland's government"), True),
        (state("Norland"), state("the government of Norland"), True),
        (state("Norlan"), state("Norlanish"), True),
        (state("Norland"), body("Norland Railways"), False),
        (body("Union", at("the union")), body("Pilots' Union", at("Pilots' Union")), False),
        (body("Union", at("the union")), body("labour", at("union", 1)), True),
        (person("Berg", at("Ida Berg")), person("the minister", at("minister, Ida Berg")), True),
        (
            state("N", at("Norland")),
            person("the minister", at("Norland's foreign minister")),
            False,
        ),
        (state("N", at("Norlandish", 2)), group("officials", at("Norlandish officials")), False),
        (state("N", at("Norlandish")), state("the North", at("Norlandish plan")), True),
        (group("aides", at("two people briefed on it")), group("people", at("people")), True),
        (group("aides", at("officials close to the talks")), group("x", at("officials")), True),
        (body("D", at("The Dockers and the Pilots' Union")), body("P", at("Pilots' Union")), False),
    ],
)
def test_two_actors(gold: Player, found: Player, same: bool) -> None:
    assert cast([gold], [found]).same("g", "g") is same


def test_a_name_says_more_than_a_place() -> None:
    """A reader that puts a proper name in another's place has not found the other."""
    gold = [
        Player("one", ("Dockers",), "organisation", (at("The Dockers"),)),
        Player("two", ("Pilots' Union",), "organisation", (at("Pilots' Union"), at("the union"))),
    ]
    found = Player("f", ("Dockers",), "organisation", (at("The Dockers"), at("the union")))
    both = cast(gold, [found])
    assert both.same("one", "f")
    assert not both.same("two", "f")


def test_a_common_noun_is_whoever_stands_there() -> None:
    gold = [
        Player("one", ("officials close to the talks", "officials"), None, (at("officials"),)),
        Player("two", ("Norlandish officials",), None, (at("Norlandish officials"),)),
    ]
    found = Player("f", ("officials",), "unnamed_group", (at("officials", 2),))
    both = cast(gold, [found])
    assert both.same("two", "f")
    assert not both.same("one", "f")


def test_a_coalition_is_its_members() -> None:
    gold = [
        body("Dockers"),
        Player("p", ("Pilots' Union",)),
        Player("both", (), members=("g", "p")),
    ]
    found = [
        Player("d2", ("Dockers",)),
        Player("p2", ("Pilots' Union",)),
        Player("both2", ("the unions",), members=("p2", "d2")),
    ]
    both = cast(gold, found)
    assert both.same("both", "both2")
    assert not both.same("both", "d2")
    assert both.all_same(["both"], ["d2", "p2"])
    assert both.all_same(["g", "p"], ["both2"])
    assert not both.all_same(["both"], ["d2"])
    assert not both.all_same(["both"], [])
    assert both.all_same([], [])
    assert both.any_same(["both"], ["d2"])


def test_a_coalition_without_its_members_goes_by_its_words() -> None:
    gold = Player("g", ("group of towns",), "coalition", (at("A group of towns"),), ("x",))
    found = Player("f", ("group",), "unnamed_group", (at("group"),))
    assert cast([gold], [found]).same("g", "f")


def test_coalitions_that_hold_one_another_come_to_an_end() -> None:
    one, two = Player("a", (), members=("b",)), Player("b", (), members=("a",))
    assert not cast([one, two], [one, two]).same("a", "b")


@pytest.mark.parametrize("reserved", ["publisher", "unspecified"])
def test_the_reserved_are_themselves_only(reserved: str) -> None:
    both = cast([state("Norland")], [state("Norland")])
    assert both.same(reserved, reserved)
    assert not both.same(reserved, "g")
    assert not both.same("g", reserved)


def test_people_harmed_are_any_population() -> None:
    both = cast([], [Player("f", ("villagers",), "population"), Player("g", ("Norland",), "state")])
    assert both.same("population", "population")
    assert not both.same("population", "g")


def test_an_id_without_an_entry_goes_by_its_words() -> None:
    gold = Player("au_officials", ("au officials",), entered=False)
    found = [Player("f", ("officials",)), Player("g", ("helpers",))]
    both = cast([gold], found)
    assert both.same("au_officials", "f")
    assert not both.same("au_officials", "g")


def test_a_pronoun_is_nobodys_name_or_place() -> None:
    gold = Player("g", ("It", "Pilots' Union"), None, (at("it"), at("it", 2)))
    assert not cast([gold], [Player("f", ("it",), None, (at("it"),))]).same("g", "f")
